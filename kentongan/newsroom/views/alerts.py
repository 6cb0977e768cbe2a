"""Emergency notices for readers: the page that comes through on any signal, the list, the poster."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication, PublicNote
from kentongan.sites import freshness

from .. import queries
from ..policies.alerts import Phase
from ..queries import alerts
from .reading import gone, place_of

PER_PAGE = 20


def alert_shown(publication: Publication) -> dict[str, Any]:
    """What a notice says, on its page, on the poster and in the preview alike."""
    alert = alerts.alert_of(publication)
    details = alerts.details_of(alert)
    return {
        "publication": publication,
        "alert": alert,
        "hazard": alerts.hazard_label(alert.hazard),
        "severity_words": alerts.severity_words(alert.severity),
        "contacts": alerts.contacts(alert),
        "eight": alerts.eight_of(details),
        "missing": alerts.lacking(publication),
        "emergency_number": settings.ALERT_NUMBER,
    }


def _page(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    place = place_of(request)

    def make() -> HttpResponse:
        publication = alerts.alert_for_readers(slug, site=place.site if place else None)
        if publication.status == Publication.Status.WITHDRAWN:
            return gone(request, publication)
        phase = alerts.phase(publication, now=timezone.now())
        context = {
            **alert_shown(publication),
            "kit": publishing.share_kit(publication),
            "updates": alerts.updates_of(publication),
            "corrections": queries.notes_of(publication, PublicNote.Kind.CORRECTION),
            "audience": [audience.region for audience in publication.audiences.all()],
            "is_over": phase == Phase.OVER,
            "canonical_url": publishing.address_of(publication),
        }
        return render(request, template, context)

    return freshness.answer(request, freshness.place_edition(place), make, dated=False)


@require_safe
def alert_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A notice, on the hub and on each site under its area: a page of its own make that weighs next to nothing."""
    return _page(request, slug, "newsroom/alert_show.html")


@require_safe
def alert_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for the village board: one sheet of A4 in large type, with a QR code of its address."""
    return _page(request, slug, "newsroom/alert_print.html")


@require_safe
def alert_list(request: HttpRequest) -> HttpResponse:
    """What holds here now, and what held before."""
    place = place_of(request)

    def make() -> HttpResponse:
        now = timezone.now()
        listed = alerts.listed_alerts(place.site if place else None)
        page = Paginator(alerts.past(listed, now=now), PER_PAGE).get_page(request.GET.get("hal"))
        context = {"current": alerts.current(listed, now=now), "page": page, "past": page.object_list, "heading": _("Peringatan darurat")}
        return render(request, "newsroom/alert_list.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)
