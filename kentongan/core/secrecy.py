"""Codes that open what somebody sent, answering in confidence, being written to without a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

from .policies import new_code

View = Callable[..., HttpResponse]


def secret_keys() -> tuple[str, ...]:
    """The key of the house, then each that was in use before it."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def keyed_hashes(salt: str, value: str) -> list[str]:
    """What is kept of a secret value: its keyed hash under today's key; then under each that was in use before."""
    return [salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest() for secret in secret_keys()]


def codes_for(salt: str, client_id: UUID, *, length: int) -> list[str]:
    """The one code that belongs to this id of a sender's device, so that a repeat gets it too; then what it was under former keys."""
    return [_code(salted_hmac(salt, str(client_id), secret=secret, algorithm="sha256").digest(), length) for secret in secret_keys()]


def _code(digest: bytes, length: int) -> str:
    pairs = iter(range(0, len(digest), 2))

    def choose(alphabet: str) -> str:
        start = next(pairs)
        return alphabet[int.from_bytes(digest[start : start + 2]) % len(alphabet)]

    return new_code(length, choose=choose)


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
