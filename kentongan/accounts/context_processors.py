"""Who is looking, for templates."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def actor(request: HttpRequest) -> dict[str, Any]:
    """``actor``: the signed-in person, or None. Does not touch the session of somebody who brought none."""
    if getattr(request, "site", None) is not None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {"actor": None}
    user = getattr(request, "user", None)
    return {"actor": user if user is not None and user.is_authenticated else None}
