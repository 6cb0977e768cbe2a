"""One place where a no becomes a page, and one where pages are packed for the road."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

from .rules import Denied, NotVisible, Stale


class answers_middleware:  # noqa: N801  (Django lists middleware by name; this one reads as a function)
    """Denied → 403, NotVisible → 404, Stale → 409, body too large → 413, database busy → 503 with Retry-After.

    Each answer says which of the device's senses a page may use.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for what a view raised, or None for what is a fault of ours."""
        if isinstance(exception, Denied):
            return render(request, "core/403.html", {"reason": str(exception)}, status=403)
        if isinstance(exception, NotVisible):
            return render(request, "core/404.html", {"reason": str(exception)}, status=404)
        if isinstance(exception, Stale):
            return render(
                request, "core/409.html", {"reason": str(exception), "theirs": exception.theirs, "mine": exception.mine}, status=409
            )
        if isinstance(exception, RequestDataTooBig):
            return render(request, "core/413.html", status=413)
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            response = HttpResponse(_("Sedang ramai. Coba lagi sebentar; yang Anda tulis masih di layar sebelumnya."), status=503)
            response["Retry-After"] = "5"
            return response
        return None


PACKED = (
    "text/",
    "application/json",
    "application/feed+json",
    "application/atom+xml",
    "application/xml",
    "application/manifest+json",
    "image/svg+xml",
)


class packing_middleware(GZipMiddleware):  # noqa: N801  (named like the one above)
    """gzip for text only: pictures and documents are packed already. Against BREACH the length is disturbed at random (Django's own)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, packed where it is text."""
        if not response.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
