"""Answering 304 where nothing changed: the edition of what a page is made of is its ETag."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from kentongan.core.queries import edition_tag, latest_event_id
from kentongan.sites.queries import SitePlace


@lru_cache(maxsize=1)
def _build() -> str:
    """The state of our own files: after an update of the software no kept page is fresh."""
    house = Path(__file__).resolve().parents[2]
    return str(max(int(path.stat().st_mtime) for ending in ("*.py", "*.html", "*.css", "*.js", "*.mo") for path in house.rglob(ending)))


def answer(request: HttpRequest, place: SitePlace | None, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page, or 304 where the reader's copy is still right. One query where it is."""
    edition = f"hub {latest_event_id()}" if place is None else edition_tag(place.scope_chain, str(place.site.pk), str(place.site.version))
    # The day belongs to it because every page shows today's date.
    parts = (edition, request.get_full_path(), request.get_host(), timezone.localdate().isoformat(), get_language() or "", _build())
    tag = quote_etag(hashlib.blake2s("·".join(parts).encode(), digest_size=12).hexdigest())
    response = get_conditional_response(request, etag=tag) or make()
    if response.status_code in (200, 304):
        response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Language",))
    return response
