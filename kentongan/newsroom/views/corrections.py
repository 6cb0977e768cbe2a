"""Riwayat koreksi: what was put right in public, and how one asks for it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.publishing.queries.corrections import correction_marks, log_entries
from kentongan.sites import freshness

from ..queries.corrections import by_month, contact_of
from .reading import PER_PAGE, place_of


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Corrections, replies and withdrawals, newest first by month: of the site, or on the hub of all."""
    place = place_of(request)

    def make() -> HttpResponse:
        page = Paginator(correction_marks(place.site if place else None), PER_PAGE).get_page(request.GET.get("hal"))
        greeting = _("Saya ingin meminta koreksi atau hak jawab. Judul tulisannya: ")
        shown = {
            "page": page,
            "months": by_month(log_entries(page.object_list), place),
            "contact": contact_of(place, greeting=greeting),
            "is_hub": place is None,
        }
        return render(request, "newsroom/correction_list.html", shown)

    return freshness.answer(request, freshness.place_edition(place), make)
