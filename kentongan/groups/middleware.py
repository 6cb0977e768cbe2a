"""What a request may touch: the scopes of the site it is for, or those the signed-in person holds roles in.

A visitor of the hub who brought no session opens no scope at all: an unscoped query raises instead of finding everything.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_scopes import scope

from .queries import scopes_of


def scope_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Open the tenant scope for the request; outside it an unscoped query raises."""

    def answer(request: HttpRequest) -> HttpResponse:
        site = getattr(request, "site", None)
        if site is not None:
            owners = site.scope_chain
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            owners = scopes_of(request.user)
        else:
            return get_response(request)
        with scope(owner=list(owners)):
            return get_response(request)

    return answer
