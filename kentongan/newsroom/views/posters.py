"""Posters of single texts, to be printed and hung."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kentongan.core.paper import PaperMissing
from kentongan.publishing.models import Publication
from kentongan.sites import freshness

from ..policies.wall_sheet import PAPERS
from ..queries import posters
from .reading import gone, place_of


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """A text that is out as a poster, PDF, on A4 or what ``kertas`` says; 503 with a sentence where this machine cannot make one."""
    place = place_of(request)
    paper = request.GET.get("kertas", "a4")
    paper = paper if paper in PAPERS else "a4"

    def make() -> HttpResponse:
        publication = posters.get_for_poster(code, site=place.site if place else None)
        if publication.status == Publication.Status.WITHDRAWN:
            return gone(request, publication)
        try:
            made = posters.poster_of(publication, paper=paper)
        except PaperMissing as missing:
            return render(request, "newsroom/paper_missing.html", {"missing": str(missing)}, status=503)
        response = HttpResponse(made, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="poster-{publication.slug or code}-{paper}.pdf"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return freshness.answer(request, freshness.place_edition(place), make, dated=False)
