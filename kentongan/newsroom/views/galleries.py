"""What readers see of galleries: the list, a gallery, and each of its pictures large."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites import freshness

from .. import queries
from .reading import gone, list_page, place_of, publication_page

Kind = Publication.Kind


@require_safe
def gallery_list(request: HttpRequest) -> HttpResponse:
    """The galleries that stand on the site, or on the hub those of everybody; newest first."""
    place = place_of(request)

    def make() -> HttpResponse:
        galleries = publishing.on_site(place.site, Kind.GALLERY) if place else publishing.on_hub(Kind.GALLERY)
        shown = publishing.with_picture_count(galleries)
        return list_page(request, shown, "newsroom/gallery_list.html", {"months": [], "chips": []}, at_home=place is not None)

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def gallery_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A gallery: its pictures with what is written below them; 410 with the reason where it was withdrawn."""
    place = place_of(request)

    def make() -> HttpResponse:
        gallery = queries.gallery_of(slug, site=place.site if place else None)
        listed = publishing.on_site(place.site, Kind.GALLERY) if place else publishing.on_hub(Kind.GALLERY)
        others = queries.cards(listed.exclude(pk=gallery.pk)[:3], at_home=place is not None)
        return publication_page(request, gallery, "newsroom/gallery_show.html", {"others": others})

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def picture_show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One picture of a gallery as large as the screen, with the way to the one before and after: plain links, for any browser."""
    place = place_of(request)

    def make() -> HttpResponse:
        gallery = queries.gallery_of(slug, site=place.site if place else None)
        if gallery.status == Publication.Status.WITHDRAWN:
            return gone(request, gallery)
        shown, count = queries.picture_number(gallery, number)
        context = {
            "publication": gallery,
            "shown": shown,
            "count": count,
            "previous": number - 1 if number > 1 else 0,
            "next": number + 1 if number < count else 0,
            "gallery_url": queries.local_path(gallery),
            "canonical_url": publishing.address_of(gallery),
        }
        return render(request, "newsroom/picture_show.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)
