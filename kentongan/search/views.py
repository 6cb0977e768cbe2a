"""The search page of the hub and of each site."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.core.policies import whole
from kentongan.media.queries import picture_of
from kentongan.publishing.queries import address_of
from kentongan.regions.queries import regions_under
from kentongan.sites.queries import SitePlace

from . import queries
from .forms import SearchForm


@require_safe
def search_show(request: HttpRequest) -> HttpResponse:
    """Find published texts: on the hub those of all, on a site what stands there. Works without JavaScript, needs no cookie."""
    now, place = timezone.now(), getattr(request, "site", None)
    districts = [] if place else [(region.code, region.name) for region in regions_under(settings.HOME_REGION, level=3)]
    form = SearchForm({name: str(value).replace("\0", " ") for name, value in request.GET.items()}, districts=districts)
    typed = queries.question_of(form.chosen("kata")).typed
    shown: dict[str, Any] = {"form": form, "typed": typed}
    if typed:
        results = queries.search_publications(
            typed + (" " if form.chosen("kata")[-1:].isspace() else ""),
            site=place.site if place else None,
            district=form.chosen("kecamatan"),
            kind=form.chosen("jenis"),
            since=form.since(now),
            page=whole(request.GET.get("hal"), otherwise=1),
            now=now,
        )
        kept = {name: form.chosen(name) for name in form.fields if form.chosen(name)}
        narrowed = len(kept) > 1
        shown |= {
            "results": results,
            "stories": [_story(hit, place, now) for hit in results.hits],
            "query": urlencode(kept),
            "narrowed": narrowed,
            "widened_url": "?" + urlencode({"kata": typed}),
            "meant_url": "?" + urlencode(kept | {"kata": results.did_you_mean}),
        }
    return render(request, "search/search_show.html", shown)


def _story(hit: queries.Hit, place: SitePlace | None, now: datetime) -> dict[str, Any]:
    publication = hit.publication
    return {
        "url": get_script_prefix() + publication.path if place else address_of(publication),
        "title": hit.title_html,
        "snippet": hit.snippet_html,
        "publication": publication,
        "is_over": publication.is_over(now),
        "picture": picture_of(publication.cover),
    }
