"""A single text as a poster for the board: as large as the sheet allows, with a code to the whole of it. Kept once it was made."""

import hashlib
import math
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_scopes import scopes_disabled

from kentongan.core.made import made_once, place_of
from kentongan.core.paper import LaidOut, laid_out
from kentongan.core.rules import NotVisible
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.queries.sharing import by_short_code
from kentongan.sites.models import Site

from ..policies.wall_sheet import PAPERS, blocks_from, blocks_of, kept, units_of
from . import agenda, alerts
from .printing import grey_file, qr_file, shown_address

LETTERS = 380  # of a text: what one reads in passing; the code leads to the rest
STEPS = 4
SMALLEST, LARGEST = 0.45, 2.2  # of the type, measured on A4
STYLESHEETS = ("newsroom/poster.css",)
MM = 96 / 25.4


def get_for_poster(code: str, *, site: Site | None) -> Publication:
    """What is out, or was withdrawn: on the hub anything, on a site its group's own and what regions sent. Raises NotVisible."""
    found = by_short_code(code)
    if site is not None and found.group_id not in (None, site.group_id):
        raise NotVisible("Tulisan ini tidak ada di situs ini.")
    return found


def _alert_words(publication: Publication) -> dict[str, Any]:
    alert = alerts.alert_of(publication)
    return {
        "alert": alert,
        "details": alerts.details_of(alert),
        "cleared": alert.cleared_words,
        "hazard": alerts.hazard_label(alert.hazard),
        "severity_words": alerts.severity_words(alert.severity),
        "do": [words for words in (alert.evacuation, alert.avoidance) if words.strip()],
        "contacts": alerts.contacts(alert)[:3],
    }


def _words(publication: Publication) -> dict[str, Any]:
    """What stands on it, by its kind."""
    if publication.kind == Publication.Kind.ALERT:
        return _alert_words(publication)
    units = units_of(blocks_of(publication.html) or [("p", publication.summary)])
    count = kept(units, LETTERS)
    words: dict[str, Any] = {"blocks": blocks_from(units[:count]), "is_whole": count == len(units)}
    if publication.kind == Publication.Kind.EVENT:
        page = agenda.page_of(publication, timezone.localdate())
        words |= {"when": page.first, "where": page.event.place, "is_off": page.event.is_cancelled, "why_off": page.event.cancelled_reason}
    return words


def _laid(publication: Publication, words: dict[str, Any], files: dict[str, bytes], *, paper: str, scale: float) -> LaidOut:
    size = PAPERS[paper]
    context = {
        **words,
        "publication": publication,
        "paper": size,
        "margin": round(size.width / 16),
        "type_size": size.width / 210 * 18 * scale,
        "shown": shown_address(publishing.short_address(publication)),
        "has_picture": "foto.jpg" in files,
        "picture": size.height * 0.27,
        "foot": size.width / 210 * 24,
    }
    css = render_to_string("newsroom/poster_measures.css", context)
    return laid_out(render_to_string("newsroom/poster_print.html", context), stylesheets=STYLESHEETS, css=css, files=files)


def _filled(publication: Publication, *, paper: str) -> bytes:
    """In the largest type in which all of it fits on one page."""
    cover = publication.cover
    files = {"kode.svg": qr_file(publishing.short_address(publication))}
    if cover is not None and cover.variants and publication.kind != Publication.Kind.ALERT:
        files["foto.jpg"] = grey_file(cover.key, widest=1280)
    words, scale, best, fitting, failing = _words(publication), 1.0, None, 0.0, math.inf
    for _step in range(STEPS):
        layout = _laid(publication, words, files, paper=paper, scale=scale)
        free, taken = _room(layout)
        if free >= 0:
            best, fitting = layout, scale
            larger = min(scale * math.sqrt(1 + free / taken) * 0.97, LARGEST)
            if not scale * 1.05 < larger < failing:
                break
            scale = larger
        else:
            failing, scale = scale, (fitting + scale) / 2 if fitting else scale * 0.8
    while best is None and scale > SMALLEST:
        layout, scale = _laid(publication, words, files, paper=paper, scale=scale), scale * 0.85
        best = layout if _room(layout)[0] >= 0 else None
    return (best or layout).pdf()


def _room(layout: LaidOut) -> tuple[float, float]:
    """Millimetres that are free above the foot (less than nothing: it does not fit), and that are taken."""
    places = layout.places()
    if layout.page_count > 1 or "ujung" not in places or "dasar" not in places:
        return -1.0, 1.0
    top, end, foot = (places[name][1] / MM for name in ("isi", "ujung", "dasar"))
    return foot - end - 3, max(end - top, 1.0)


def poster_of(publication: Publication, *, paper: str) -> bytes:
    """Its poster as PDF, made anew only when it says something else than before. Raises PaperMissing."""
    with scopes_disabled(), translation.override(settings.LANGUAGE_CODE):
        words = _words(publication)
        said = repr((publication.title, publication.version, publication.ends_at, publication.cover_id, publication.sender, words))
        file = place_of("poster", publication.code, paper, f"{hashlib.blake2s(said.encode(), digest_size=8).hexdigest()}.pdf")
        return made_once(file, lambda: _filled(publication, paper=paper))
