"""Answering in confidence: what every page under a ticket has in common, also those of the rooms."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def confidential(view: View) -> View:
    """Nothing of the page is kept on the way or in the browser, and its address is told to nobody."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response.setdefault("Referrer-Policy", "no-referrer")
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


# Number, code and ticket come with each request by the sender's own hand and no cookie does, so a forged request has nothing to borrow.
without_cookies = csrf_exempt
