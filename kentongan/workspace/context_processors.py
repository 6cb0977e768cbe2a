"""``desk`` and ``bar``: the way around, for every page of the workspace and of one's account, whichever room it belongs to."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import queries

PREFIXES = ("/ruang/", "/akun/")


def desk(request: HttpRequest) -> dict[str, Any]:
    """Made when a template asks, once per request; nothing for visitors, for sites and elsewhere on the hub."""
    is_here = getattr(request, "site", None) is None and request.path.startswith(PREFIXES)
    user = getattr(request, "user", None)
    if not is_here or settings.SESSION_COOKIE_NAME not in request.COOKIES or user is None or not user.is_authenticated:
        return {}
    kept = getattr(request, "_navigation", None)
    if kept is None:
        kept = SimpleLazyObject(lambda: queries.navigation_of(user, here=request.path))
        request._navigation = kept  # type: ignore[attr-defined]
    return {"desk": kept, "bar": SimpleLazyObject(lambda: kept.bar)}
