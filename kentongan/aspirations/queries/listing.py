"""The public list: narrowed, in an order, in pages, and quick however many reports there are."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Report
from .showing import public_reports

NEW, IN_WORK, ANSWERED, OVERDUE = "baru", "dikerjakan", "dijawab", "lewat"
STATUSES: dict[str, tuple[str, ...]] = {
    NEW: ("sent", "asked", "verified"),
    IN_WORK: ("forwarded", "asked_in_work", "in_work", "reopened", "handed_on"),
    ANSWERED: ("answered", "answered_again", "closed", "closed_again", "not_ours"),
}
STAGES: dict[str, Promise] = {
    NEW: _("baru"),
    IN_WORK: _("dikerjakan"),
    ANSWERED: _("dijawab atau selesai"),
    OVERDUE: _("lewat tenggat"),
}
NEWEST, NEAREST, SUPPORTED = "baru", "tenggat", "dukungan"
ORDERS: dict[str, Promise] = {NEWEST: _("terbaru"), NEAREST: _("tenggat terdekat"), SUPPORTED: _("paling didukung")}
COUNTED_UP_TO = 1000  # nobody turns more pages than these; beyond, the list says "more than"
WORDS_IN_LATEST = 20_000  # words are looked for in so many of the latest


@dataclass(frozen=True)
class Narrowing:
    """Which reports of the list are wanted; "" for all."""

    kind: str = ""
    category: str = ""
    place: str = ""
    stage: str = ""
    words: str = ""
    order: str = NEWEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.category or self.place or self.stage or self.words)


class LongList(Paginator[Report]):
    """Pages of a list that nobody counts to its end."""

    @cached_property
    def _seen(self) -> int:
        rows: QuerySet[Report] = self.object_list  # type: ignore[assignment]
        return rows.order_by()[: COUNTED_UP_TO + 1].count()

    @cached_property
    def count(self) -> int:
        """How many there are, up to COUNTED_UP_TO."""
        return min(self._seen, COUNTED_UP_TO)

    @cached_property
    def has_more(self) -> bool:
        """Whether there are more than are counted."""
        return self._seen > COUNTED_UP_TO


def _open() -> Q:
    return Q(case__status__in=(*STATUSES[NEW], *STATUSES[IN_WORK]))


def listed(under: str, wanted: Narrowing, *, today: date) -> QuerySet[Report]:
    """The public reports that are wanted. By the nearest deadline only those that have one and are not answered yet."""
    rows = public_reports(wanted.place or under)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.stage == OVERDUE:
        rows = rows.filter(_open(), case__due_on__lt=today)
    elif wanted.stage:
        rows = rows.filter(case__status__in=STATUSES[wanted.stage])
    if wanted.words:
        latest = rows.values("pk")[:WORDS_IN_LATEST]
        rows = public_reports(wanted.place or under).filter(pk__in=latest)
        for word in wanted.words.split():
            rows = rows.filter(Q(public_title__icontains=word) | Q(public_text__icontains=word))
    if wanted.order == NEAREST:
        return rows.filter(_open(), case__due_on__isnull=False).order_by("case__due_on", "-pk")
    if wanted.order == SUPPORTED:
        return rows.order_by("-supporters", F("published_at").desc(), "-pk")
    return rows
