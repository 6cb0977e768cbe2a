"""Public pages of sites carry no session."""

from collections.abc import Callable

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class _NoSession(dict):
    """What a site's page sees in place of a session: empty, never saved."""

    accessed = modified = False
    session_key = None


def hub_only_session_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sessions exist on the hub only; on a site nothing reads or sets a cookie."""
    with_session = SessionMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        if getattr(request, "site", None) is not None:
            request.session = _NoSession()  # type: ignore[assignment]
            return get_response(request)
        return with_session(request)

    return answer
