"""The lists of a desk: what waits, what is overseen, what was answered and closed, what moved up; narrowed, and a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.cases import queries as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import Status, WorkCalendar, read_number
from kentongan.core.policies import whole
from kentongan.core.rules import NotVisible
from kentongan.groups.models import Office, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region

from ..models import Report, SavedFilter
from ..policies import Stand, Standing, standing_of
from .finding import ANSWERED, DESK_ROLES, kinds

COUNT_MOST = 1000  # beyond it a list only says that there are more
PAGES_MOST = 10_000


def tabs_of(actor: Actor) -> dict[str, str]:
    """The lists the actor has, by the name in their address, the first one first."""
    roles = {grant.role for grant in grants_of(actor)}
    tabs: dict[str, str] = {}
    if roles & {*DESK_ROLES} - {Role.LEADER}:
        tabs["menunggu"] = _("Menunggu saya")
    if roles & {Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER}:
        tabs["semua"] = _("Semua yang saya awasi")
    if roles & {Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.LEADER}:
        tabs["naik"] = _("Naik ke pimpinan") if tabs.keys().isdisjoint({"menunggu"}) else _("Naik ke saya")
    if tabs.keys() - {"naik"}:
        tabs |= {"dijawab": _("Dijawab, menunggu tanggapan"), "selesai": _("Selesai")}
    return tabs or {"menunggu": _("Menunggu saya")}


def cases_in(actor: Actor, tab: str) -> QuerySet[Case]:
    """The cases of a list, in its order: the earliest deadline first, of what is closed the latest."""
    if tab == "menunggu":
        return cases.inbox(actor, kinds=kinds()).exclude(status__in=ANSWERED)
    seen = cases.cases_under(actor, *kinds())
    if tab == "selesai":
        return seen.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    seen = seen.filter(closed_at=None).order_by(F("due_on").asc(nulls_last=True), "opened_at", "pk")
    if tab == "dijawab":
        return seen.filter(status__in=ANSWERED)
    if tab == "naik":
        return seen.filter(cases.moved_up_to(actor, cases.workflow_of(kinds()[0])))
    return seen


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to. Empty means all."""

    kind: str = ""
    category: str = ""
    place: str = ""  # the code of a village, or of what lies above
    status: str = ""
    office: str = ""  # the id of an office, or "meja": not with any office
    is_overdue: bool = False
    is_suspect: bool = False
    needs_examination: bool = False
    first: date | None = None  # received from
    last: date | None = None  # up to and with
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it narrows nothing."""
        return self == Narrowing()


def _of_report(wanted: Narrowing) -> Q:
    found = Q()
    if wanted.kind:
        found &= Q(report__kind=wanted.kind)
    if wanted.category:
        found &= Q(report__category=wanted.category)
    if wanted.is_suspect:
        found &= ~Q(report__suspicion="")
    if wanted.needs_examination:
        found &= Q(report__needs_examination=True)
    return found


def _of_words(words: str) -> Q:
    if number := read_number(words, frozenset({"LPR"})):
        return Q(number=number)
    return Q(title__icontains=words) | Q(report__public_title__icontains=words) | Q(number__icontains=words)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def narrowed(found: QuerySet[Case], wanted: Narrowing, *, today: date) -> QuerySet[Case]:
    """The cases that are wanted, in the same order. No query."""
    condition = _of_report(wanted)
    if wanted.place:
        condition &= Q(region_id=wanted.place) | Q(region__code__startswith=f"{wanted.place}.")
    if wanted.status:
        condition &= Q(status=wanted.status)
    if wanted.office:
        condition &= ~Q(held_by="office") if wanted.office == "meja" else Q(office_id=int(wanted.office))
    if wanted.is_overdue:
        condition &= Q(due_on__lt=today, is_paused=False, closed_at=None)
    if wanted.first:
        condition &= Q(opened_at__gte=_moment(wanted.first))
    if wanted.last:
        condition &= Q(opened_at__lt=_moment(wanted.last + timedelta(days=1)))
    if wanted.words:
        condition &= _of_words(wanted.words)
    return found.filter(condition)


@dataclass(frozen=True)
class Row:
    """A report as a list shows it."""

    case: Case
    report: Report
    status: Status
    standing: Standing

    @property
    def words(self) -> str:
        """How its deadline stands, in words."""
        return words_of(self.standing)

    @property
    def mark(self) -> str:
        """How the form of deeds for many names it."""
        return f"{self.case.number}:{self.case.version}"


def words_of(standing: Standing) -> str:
    """A deadline's stand as one says it."""
    days = standing.days
    if standing.stand == Stand.LATE:
        return ngettext("lewat %(n)d hari kerja", "lewat %(n)d hari kerja", days) % {"n": days} if days else _("lewat tenggat")
    if standing.stand == Stand.TODAY:
        return _("hari ini")
    if standing.stand == Stand.WAITING:
        return _("menunggu pelapor")
    return ngettext("%(n)d hari lagi", "%(n)d hari lagi", days) % {"n": days} if standing.stand != Stand.RESTING else ""


def calendar_for(found: Iterable[Case], today: date) -> WorkCalendar:
    """A calendar that reaches back to the earliest deadline of these cases. One query."""
    return cases.calendar_since(min((case.due_on for case in found if case.due_on), default=today), today)


def rows_of(ids: list[int], *, today: date) -> list[Row]:
    """These cases as rows, in this order. Three queries."""
    found, reports = cases.cases_by_id(ids), Report.objects.in_bulk(ids)
    calendar = calendar_for(found, today)
    return [
        Row(
            case,
            reports[case.pk],
            cases.status_of(case),
            standing_of(case.due_on, is_paused=case.is_paused, today=today, calendar=calendar),
        )
        for case in found
    ]


@dataclass(frozen=True)
class Stretch:
    """A page of a list. What lies beyond is only known to be there: counting all of it would cost more than reading the page."""

    rows: list[Row]
    number: int
    has_next: bool
    total: int
    is_more: bool  # there are more than ``total``

    @property
    def has_previous(self) -> bool:
        """Whether pages lie before."""
        return self.number > 1

    @property
    def has_other(self) -> bool:
        """Whether it is not the only one."""
        return self.has_next or self.has_previous

    @property
    def next_number(self) -> int:
        """The page after this."""
        return self.number + 1

    @property
    def previous_number(self) -> int:
        """The page before this."""
        return self.number - 1


def stretch_of(found: QuerySet[Case], page: str, *, size: int, today: date) -> Stretch:
    """A page of the list by its typed number. The rows are chosen by their ids alone and read afterwards. Five queries."""
    number = min(max(whole(page), 1), PAGES_MOST)
    start = (number - 1) * size
    ids = list(found.values_list("pk", flat=True)[start : start + size + 1])
    total = found.order_by()[: COUNT_MOST + 1].count()
    rows = rows_of(ids[:size], today=today)
    return Stretch(rows, number, len(ids) > size, min(total, COUNT_MOST), total > COUNT_MOST)


def filters_of(actor: Person) -> list[SavedFilter]:
    """The filters somebody keeps, by name."""
    return list(SavedFilter.objects.filter(person_id=actor.pk))


def get_filter(actor: Person, filter_id: int) -> SavedFilter:
    """A filter that the actor keeps. Raises NotVisible."""
    found = SavedFilter.objects.filter(person_id=actor.pk, pk=filter_id).first()
    if found is None:
        raise NotVisible(_("Saringan ini tidak ada."))
    return found


def _codes_of(actor: Actor) -> list[str]:
    return list(dict.fromkeys(grant.region_id for grant in grants_of(actor) if grant.role in DESK_ROLES and grant.region_id))


def places_of(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """The villages the actor has to do with as grouped choices, each district first in its group. One query."""
    below = Q(pk__in=[])
    for code in _codes_of(actor):
        below |= Q(code__startswith=f"{code}.") | Q(code=code)
    found = Region.objects.filter(below, kind__in=(Region.Kind.DISTRICT, Region.Kind.VILLAGE, Region.Kind.URBAN_VILLAGE))
    groups: dict[str, list[tuple[str, str]]] = {}
    named: dict[str, str] = {}
    for region in found.select_related("parent").order_by("parent__name", "name"):
        if region.kind == Region.Kind.DISTRICT:
            named[region.code] = region.full_name
        else:
            named.setdefault(region.parent_id or "", str(region.parent))
            groups.setdefault(region.parent_id or "", []).append((region.code, region.full_name))
    wide = {code: name for code, name in named.items() if len(groups.get(code, ())) > 1}
    ordered = sorted(groups, key=lambda code: named[code])
    return [
        (named[code], [*([(code, _("Semua di %(place)s") % {"place": named[code]})] if code in wide else []), *groups[code]])
        for code in ordered
    ]


def offices_for(actor: Actor) -> list[Office]:
    """The offices to which reports of the actor's places go. One query."""
    codes = {above for code in _codes_of(actor) for above in (code, ".".join(code.split(".")[:2]))}
    return list(Office.objects.filter(region_id__in=codes).order_by("name"))
