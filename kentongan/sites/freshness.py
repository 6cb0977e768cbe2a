"""Answering 304 where nothing changed: the edition of what a page is made of is its ETag."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from kentongan.core.queries import PageEdition, edition_of, edition_of_everything

from .queries import SitePlace

VILLAGE = 4  # level of a region
WHAT_PAGES_ARE_MADE_OF = ("*.py", "*.html", "*.css", "*.js", "*.mo")


@lru_cache(maxsize=1)
def _build() -> str:
    """The state of our own files: after an update of the software no kept page is fresh. The same in every process of a machine."""
    house = Path(__file__).resolve().parents[1]
    return str(max(int(path.stat().st_mtime) for pattern in WHAT_PAGES_ARE_MADE_OF for path in house.rglob(pattern)))


def hub_edition() -> PageEdition:
    """The edition of pages that show the whole hub. One query."""
    return edition_of_everything(now=timezone.now())


def site_edition(place: SitePlace) -> PageEdition:
    """The edition of a site's pages: its group's, those of the regions above it, and the site's own version. One query."""
    return edition_of(place.scope_chain, str(place.site.pk), str(place.site.version), now=timezone.now())


def place_edition(place: SitePlace | None) -> PageEdition:
    """The edition of pages of a place: a site's, or the whole hub's. One query."""
    return hub_edition() if place is None else site_edition(place)


def around_edition(place: SitePlace | None) -> PageEdition:
    """The edition of pages that show what lies in a place with all below it, whoever it belongs to. One query.

    What happens in a village raises the village's edition and that of whom it belongs to; the site of a group whose region lies above a
    village knows neither, so its pages are fresh by the whole hub.
    """
    if place is None or place.group.region.level >= VILLAGE:
        return place_edition(place)
    whole = hub_edition()
    return PageEdition(f"{whole.tag} {place.site.pk} {place.site.version}", turns_ahead=whole.turns_ahead)


def answer(
    request: HttpRequest,
    edition: PageEdition,
    make: Callable[[], HttpResponse],
    *,
    extra: Iterable[object] = (),
    changed_at: datetime | None = None,
    dated: bool = True,
) -> HttpResponse:
    """The page, or 304 where the reader's copy is still right.

    ``extra`` names what else the page depends on. A ``dated`` page shows today's date; it grows old at midnight. ``changed_at`` becomes
    Last-Modified, for feed readers that know nothing better. The request learns whether the clock will change the page (``turns_ahead``).
    """
    day = timezone.localdate().isoformat() if dated else ""
    request.turns_ahead = edition.turns_ahead  # type: ignore[attr-defined]
    parts = (edition.tag, request.get_full_path(), request.get_host(), day, get_language() or "", _build(), *map(str, extra))
    tag = quote_etag(hashlib.blake2s("·".join(parts).encode(), digest_size=12).hexdigest())
    last_modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=tag, last_modified=last_modified) or make()
    if response.status_code not in (200, 304):
        return response  # what is gone or moved says so itself
    response["ETag"] = tag
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified)
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Language",))
    return response
