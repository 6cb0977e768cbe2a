"""The public log of corrections: what was put right, what was replied, and what was withdrawn, with the moment of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Value
from django_scopes import scopes_disabled

from kentongan.sites.models import Site

from ..models import Publication, PublicNote
from . import addressed_to_site

Status = Publication.Status
WITHDRAWAL = "withdrawal"
LOGGED = (PublicNote.Kind.CORRECTION, PublicNote.Kind.REPLY)  # that an event moved is news, not a mistake


@dataclass(frozen=True)
class LogEntry:
    """Something that was set right in public: a correction, a reply or a withdrawal."""

    kind: str  # of PublicNote.Kind, or WITHDRAWAL
    at: datetime
    publication: Publication
    text: str
    name: str = ""


def _standing(site: Site | None) -> QuerySet[Publication]:
    """What readers of the place could read, also what was withdrawn since."""
    shown = Publication.objects.filter(status__in=(Status.PUBLISHED, Status.WITHDRAWN))
    if site is None:
        return shown.filter(Q(group=None) | Q(group__site__state__in=(Site.State.ACTIVE, Site.State.ARCHIVED)))
    return shown.filter(Q(owner=site.group.scope) | Q(group=None) & addressed_to_site(site))


def correction_marks(site: Site | None) -> QuerySet:
    """(moment, kind, key) of all that was set right here, newest first; on the hub of all sites. On a site an open scope is needed."""
    if site is None:
        with scopes_disabled():
            return _marks(None)
    return _marks(site)


def _marks(site: Site | None) -> QuerySet:
    standing = _standing(site).order_by()
    notes = PublicNote.objects.filter(publication__in=standing.values("pk"), kind__in=LOGGED).order_by().values_list("at", "kind", "id")
    gone = standing.filter(status=Status.WITHDRAWN).annotate(what=Value(WITHDRAWAL)).values_list("withdrawn_at", "what", "id")
    return notes.union(gone, all=True).order_by("-at", "-id")


def log_entries(marks: Iterable[tuple[datetime, str, int]]) -> list[LogEntry]:
    """The entries behind these marks, in their order. Two queries."""
    marks = list(marks)
    withdrawn = [key for _at, kind, key in marks if kind == WITHDRAWAL]
    with scopes_disabled():
        texts = Publication.objects.select_related("group__site", "region", "office").defer("text", "html").in_bulk(withdrawn)
        beside = PublicNote.objects.select_related("publication__group__site", "publication__region", "publication__office")
        notes = beside.defer("publication__text", "publication__html").in_bulk([key for _at, kind, key in marks if kind != WITHDRAWAL])
    entries = []
    for at, kind, key in marks:
        if kind == WITHDRAWAL:
            entries.append(LogEntry(kind, at, texts[key], texts[key].withdrawn_reason))
        else:
            entries.append(LogEntry(kind, at, notes[key].publication, notes[key].text, notes[key].name))
    return entries
