"""Passing on what is out: short addresses."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from kentongan.core.rules import NotVisible

from .queries import address_of, sharing


@require_safe
def short_show(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the one address of the text, where it says itself whether it stands or was withdrawn. 404 where it has none."""
    address = address_of(sharing.by_short_code(code))
    if not address:
        raise NotVisible("Tulisan ini tidak punya halaman untuk umum.")
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "no-cache"  # a site may move; the short address follows at once
    return response
