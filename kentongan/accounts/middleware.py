"""Public pages of sites carry no session; a password that an officer gave is changed first."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


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
        return cast(HttpResponse, with_session(request))

    return answer


def own_password_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where an officer gave the first password, its owner chooses her own before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if getattr(request, "site", None) is not None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return get_response(request)
        door = reverse("account_change_password")
        if request.path in (door, reverse("account_logout"), reverse("core:language_choose")):
            return get_response(request)
        return redirect(f"{door}?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else door)

    return answer
