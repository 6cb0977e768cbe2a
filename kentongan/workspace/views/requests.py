"""How a list's address is made, and how a page says what was done."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest


def query_without_page(request: HttpRequest, **changed: str) -> str:
    """The filters in the address without the page number, some changed; empty ones are left out."""
    kept = {name: value for name, value in request.GET.items() if name != "hal"} | changed
    return urlencode({name: value for name, value in kept.items() if value})


def tell(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Say on the next page what was done; ``undo`` is the address that takes it back."""
    messages.success(request, sentence, extra_tags=f"undo:{undo}" if undo else "")
