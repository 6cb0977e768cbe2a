"""Answering in confidence, and being written to without a cookie: what every page under a ticket or code has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def _kept_from_others(view: View, referrer: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = referrer
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def confidential(view: View) -> View:
    """Nothing of the page is kept on the way or in the browser, and its address is told to nobody."""
    return _kept_from_others(view, "no-referrer")


def confidential_form(view: View) -> View:
    """The same for a page whose form is sent with a cookie; only we are told its address.

    Where a page hides its address altogether, browsers send its form with "Origin: null", and the check against forged ones refuses it.
    """
    return _kept_from_others(view, "same-origin")


# What such a page needs (number and code, a ticket, the id of a submission) comes with each request by the sender's own hand, no cookie
# does, and nothing is remembered of him: a forged request has nothing to borrow.
without_cookies = csrf_exempt
