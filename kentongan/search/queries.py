"""What can be found: texts as the index wants them, and the answer to a question."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django_scopes import scopes_disabled

from kentongan.core.queries import edition_numbers
from kentongan.core.scopes import ancestor_codes, region_code_of
from kentongan.publishing.models import Audience, Publication
from kentongan.publishing.queries import WITH_CARD
from kentongan.regions.models import Region
from kentongan.sites.models import Site

from .index import EACH, Entry, Filters, IndexMissing, Shelf
from .models import SearchChange
from .policies.marks import Marker, bare, meant_words, respelt
from .policies.words import Asked, asked

NATION_CODE = "00"
CHANGES = "search"  # the edition that counts the changes
AT_ONCE = 500
LAST_PAGE = EACH // 20


@dataclass(frozen=True)
class Hit:
    """A text that was found; title and snippet are safe HTML with <mark> around the words that were asked for."""

    publication: Publication
    title_html: SafeString
    snippet_html: SafeString


@dataclass(frozen=True)
class SearchResults:
    """One page of what was found. ``is_ready`` is False while the index is being built."""

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    did_you_mean: str = ""
    is_forgiving: bool = False
    page: int = 1
    pages: int = 1
    is_ready: bool = True


# --- Which index, and how far it must go


@cache
def _shelf(root: str, database: str) -> Shelf:
    return Shelf(Path(root), database=database)


def shelf() -> Shelf:
    """The index of this machine for this database."""
    where = connection.settings_dict
    database = hashlib.sha256(f"{connection.vendor} {where['HOST']} {where['PORT']} {where['NAME']}".encode()).hexdigest()[:12]
    return _shelf(str(settings.SEARCH_ROOT), database)


def last_change() -> int:
    """The number of the last change."""
    return edition_numbers([CHANGES])[0]


def oldest_change() -> int | None:
    """The number of the oldest change that is still in the log."""
    oldest: int | None = SearchChange.objects.aggregate(oldest=Min("number"))["oldest"]
    return oldest


def changes_after(number: int, *, until: int, most: int) -> list[SearchChange]:
    """The changes behind ``number`` in their order, at most so many."""
    return list(SearchChange.objects.filter(number__gt=number, number__lte=until).order_by("number")[:most])


def concerned_by(changes: Iterable[SearchChange]) -> list[int]:
    """The texts that the changes concern: those named, and all of the groups named."""
    subjects: dict[str, set[int]] = {SearchChange.Subject.PUBLICATION: set(), SearchChange.Subject.GROUP: set()}
    for change in changes:
        subjects[change.subject].add(change.subject_id)
    found = subjects[SearchChange.Subject.PUBLICATION]
    if groups := subjects[SearchChange.Subject.GROUP]:
        with scopes_disabled():
            found |= set(Publication.objects.filter(group_id__in=groups).exclude(published_at=None).values_list("pk", flat=True))
    return sorted(found)


# --- Texts for the index


def findable() -> QuerySet[Publication]:
    """What may be found now: what the lists of the hub may show. The caller has opened the scopes."""
    standing = Q(group=None) | Q(group__site__state__in=Site.READABLE)
    return Publication.objects.filter(standing, status=Publication.Status.PUBLISHED, archived_at=None)


def count_findable() -> int:
    """How many texts may be found now."""
    with scopes_disabled():
        return findable().count()


def entries_of(ids: Iterable[int]) -> Iterator[Entry]:
    """Of these texts those that may be found now, as the index wants them."""
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        with scopes_disabled():
            yield from _entries(list(_whole().filter(pk__in=some)))


def all_entries() -> Iterator[Entry]:
    """All that may be found now, in order of their keys. Read in pieces, so that no long transaction stands in anybody's way."""
    last = 0
    while True:
        with scopes_disabled():
            some = list(_whole().filter(pk__gt=last).order_by("pk")[:AT_ONCE])
        if not some:
            return
        last = some[-1].pk
        yield from _entries(some)


def _whole() -> QuerySet[Publication]:
    return (
        findable()
        .select_related("group__region", "region", "office", "topic")
        .prefetch_related("tags", "audiences", "attachments", "group__further_regions")
    )


def _entries(publications: list[Publication]) -> Iterator[Entry]:
    codes = {publication.pk: _home_codes(publication) for publication in publications}
    under = {pk: tuple(dict.fromkeys(above for code in own for above in ancestor_codes(code))) for pk, own in codes.items()}
    names = {region.code: region.full_name for region in Region.objects.filter(code__in={code for some in under.values() for code in some})}
    for publication in publications:
        labels = [str(publication.topic or ""), *(tag.label for tag in publication.tags.all())]
        yield Entry(
            id=publication.pk,
            published_at=publication.published_at or publication.created_at,
            title=publication.title,
            summary=publication.summary,
            text=_text_of(publication),
            about=" · ".join([*labels, publication.sender, *(names.get(code, "") for code in under[publication.pk])]),
            owner=publication.owner,
            kind=publication.kind,
            under=under[publication.pk],
            sent_to=tuple(codes[publication.pk]) if publication.group is None else (),
        )


def _text_of(publication: Publication) -> str:
    """Its text with what stands beside it, below its pictures and on its documents."""
    captions = [attachment.caption for attachment in publication.attachments.all() if attachment.caption]
    return " · ".join([bare(publication.html) or publication.text, *publication.besides.splitlines(), *captions])


def _home_codes(publication: Publication) -> list[str]:
    """The regions a text is about: where its group works, or whom it is sent to."""
    if publication.group is not None:
        return [publication.group.region_id, *(region.code for region in publication.group.further_regions.all())]
    return [audience.region_id for audience in publication.audiences.all()]


# --- Asking


def search_publications(
    text: str,
    *,
    site: Site | None = None,
    district: str = "",
    kind: str = "",
    since: datetime | None = None,
    page: int = 1,
    size: int = 20,
    now: datetime | None = None,
) -> SearchResults:
    """Published texts by the words people type, best first. Never raises, whatever was typed.

    ``site``: only what stands on that site (its articles, the bulletins sent to it). ``district``: a region's code; what is from there and
    what is sent there. The index only proposes: what is shown is read from the database, and what may not be seen any more is left out.
    """
    question = asked(text)
    page = min(max(1, page), LAST_PAGE)
    try:
        filters = _filters(site=site, district=district, kind=kind, since=since)
        found = shelf().find(question, filters, now=now or timezone.now(), offset=(page - 1) * size, limit=size)
    except IndexMissing:
        return SearchResults(is_ready=False)
    shown = _shown(found.ids, site)
    total = found.total - (len(found.ids) - len(shown))
    meant = meant_words(question, (_all_words(publication) for publication in shown)) if found.is_forgiving else {}
    marker = Marker(question, meant=meant.values())
    return SearchResults(
        total=total,
        hits=[_hit(publication, marker) for publication in shown],
        did_you_mean=respelt(question, meant) if meant else "",
        is_forgiving=found.is_forgiving,
        page=page,
        pages=min(LAST_PAGE, max(1, -(-total // size))),
    )


def _filters(*, site: Site | None, district: str, kind: str, since: datetime | None) -> Filters:
    chain = site.group.region.scope_chain if site is not None else ()
    return Filters(
        owner=site.group.scope if site is not None else "",
        sent_to=tuple(code for code in map(region_code_of, chain) if code),
        under=district,
        above=(*ancestor_codes(district)[1:], NATION_CODE) if district else (),
        kind=kind if kind in Publication.Kind.values else "",
        since=since,
    )


def _shown(ids: list[int], site: Site | None) -> list[Publication]:
    """Of the proposed texts those that may be seen this very moment, in the order proposed. One query."""
    if not ids:
        return []
    with scopes_disabled():
        allowed = findable().filter(pk__in=ids)
        if site is not None:
            chain = [code for code in map(region_code_of, site.group.region.scope_chain) if code]
            sent_here = Exists(Audience.objects.filter(publication=OuterRef("pk"), region_id__in=chain))
            allowed = allowed.filter(Q(owner=site.group.scope) | Q(sent_here, group=None))
        found = {publication.pk: publication for publication in allowed.select_related(*WITH_CARD)}
    return [found[pk] for pk in ids if pk in found]


def _all_words(publication: Publication) -> str:
    place = publication.group.region.full_name if publication.group is not None else str(publication.region)
    said = (publication.title, publication.summary, bare(publication.html), publication.besides, publication.sender, place)
    return " ".join((*said, str(publication.topic or "")))


def _hit(publication: Publication, marker: Marker) -> Hit:
    text = bare(publication.html) or " · ".join(publication.besides.splitlines())
    places = marker.places(publication.summary) if publication.summary else []
    # The summary was written to be read first; the text only where it says more of what was asked for.
    source = publication.summary if places or (publication.summary and not marker.places(text)) else text
    return Hit(publication, SafeString(marker.marked(publication.title)), SafeString(marker.snippet(source)))


def question_of(text: str) -> Asked:
    """What was typed, understood: for pages that say it again."""
    return asked(text)
