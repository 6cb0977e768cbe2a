"""How far tasks got, as their senders see it: read from the figures that are kept and the groups that live there now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import ancestor_codes, is_within
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.publishing.models import Audience, Publication
from kentongan.regions.models import Region

from ..models import DisseminationTask, TaskFigure
from ..policies.passing_on import How, TaskState
from ..policies.reach import NATION, STATES, Counts, Figure, added
from .passing_on import WITH_TEXT, state_of
from .places import below, kim_in

SENDING = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER, Role.OFFICE_LIAISON)


def label_of(how: How) -> str:
    """How far a group is, in words."""
    return str({
        How.SENT: _("Belum membuka"), How.SEEN: _("Sudah melihat"), How.IN_WORK: _("Baru sebagian"),
        How.DONE: _("Sudah menyebarkan"), How.CANNOT: _("Tidak bisa"),
    }[how])  # fmt: skip


def span_in_words(hours: int | None) -> str:
    """ "3 jam", "2 hari 4 jam"; "" for none."""
    if hours is None:
        return ""
    if hours < 1:
        return _("kurang dari sejam")
    days, rest = divmod(hours, 24)
    words = [ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days}] if days else []
    if rest and days < 7:
        words.append(ngettext("%(n)d jam", "%(n)d jam", rest) % {"n": rest})
    return " ".join(words)


# --- Which tasks


def get_task(code: str) -> DisseminationTask:
    """The task of the text with this code, whoever asks: the caller asks the rules. Raises NotVisible."""
    found = DisseminationTask.objects.select_related(*WITH_TEXT).prefetch_related("publication__audiences")
    if (task := found.filter(publication__code=code).first()) is None:
        raise NotVisible("Tugas ini tidak ada, atau bukan untuk Anda.")
    return task


def tasks_seen_by(actor: Actor) -> QuerySet[DisseminationTask]:
    """All of which the actor sees how far they got, newest first: rules.reach.regions_seen as a query."""
    wanted = Q(pk__in=[])
    for grant in grants_of(actor):
        if grant.region_id is None:
            continue
        if grant.role in SENDING:
            wanted |= Q(publication__region=grant.region_id)
        if grant.role == Role.COORDINATOR:
            wanted |= below([grant.region_id], "publication__region__code")
        if grant.role == Role.EMERGENCY_OFFICER:
            wanted |= Q(publication__kind=Publication.Kind.ALERT) & below([grant.region_id], "publication__region__code")
        if grant.role == Role.DISTRICT_OFFICER:
            touches = below([grant.region_id], "region__code") | Q(region__in=(*ancestor_codes(grant.region_id), NATION))
            here = Exists(Audience.objects.filter(touches, publication=OuterRef("pk")))
            wanted |= Q(here, publication__region__in=(*ancestor_codes(grant.region_id), NATION))
    asked = DisseminationTask.objects.filter(wanted, asked_at__isnull=False).select_related(*WITH_TEXT)
    return asked.prefetch_related("publication__audiences").order_by("-asked_at", "-pk")


def may_ever_see(actor: Actor) -> bool:
    """Whether the actor holds a role with which tasks may come to be seen, though there is none yet."""
    return any(grant.region_id and grant.role in (*SENDING, Role.EMERGENCY_OFFICER) for grant in grants_of(actor))


# --- Figures


@dataclass(frozen=True)
class Homes:
    """How many living KIM each region has."""

    numbers: Mapping[str, int]

    def under(self, places: Iterable[str]) -> int:
        """How many have their home in or below one of these, of which none lies in another."""
        return sum(number for place in places for code, number in self.numbers.items() if is_within(code, place))


def homes_of(places: Iterable[str]) -> Homes:
    """The homes in and below these regions. One query."""
    return Homes(dict(kim_in(places).order_by().values_list("region_id").annotate(number=Count("pk"))))


def figures_of(seen: Mapping[int, Sequence[str]]) -> dict[int, Figure]:
    """Task → how far it got in these regions of it. Two queries, however many tasks."""
    places = {place for codes in seen.values() for place in codes}
    homes = homes_of(places)
    kept: dict[tuple[int, str], Counts] = {
        (row.task_id, row.place): row.counts for row in TaskFigure.objects.filter(task__in=seen, place__in=places)
    }
    return {
        task_id: Figure(homes.under(codes), added(*(kept.get((task_id, place), {}) for place in codes))) for task_id, codes in seen.items()
    }


def stage_of(task: DisseminationTask, figure: Figure, *, today: date) -> str:
    """ "selesai" where all answered, or nobody needs to any more; "lewat" after the deadline, else "berjalan"."""
    if state_of(task) != TaskState.OPEN or figure.is_closed:
        return "selesai"
    return "lewat" if (task.deadline or date.max) < today else "berjalan"


@dataclass(frozen=True)
class Line:
    """A region with its figure."""

    code: str
    name: str
    figure: Figure

    @property
    def how(self) -> How | None:
        """As far as the farthest of its groups is: so far the text has come there. None where no group is asked."""
        return next((how for how in STATES if self.figure.number_of(how)), None)


@dataclass(frozen=True)
class Whole:
    """How far one task got in the regions that somebody sees of it."""

    places: tuple[str, ...]
    kept: Mapping[str, Counts]
    homes: Homes
    names: Mapping[str, Region] = field(default_factory=dict)

    def figure(self, *places: str) -> Figure:
        """Of these regions, or of all that are seen."""
        chosen = places or self.places
        return Figure(self.homes.under(chosen), added(*(self.kept.get(place, {}) for place in chosen)))

    def _line(self, code: str) -> Line:
        region = self.names.get(code)
        return Line(code, region.full_name if region else code, self.figure(code))

    def districts(self) -> list[Line]:
        """A line for each kecamatan in which a group is asked, by code."""
        codes = {".".join(code.split(".")[:3]) for code in self.homes.numbers if code.count(".") >= 2}
        return [self._line(code) for code in sorted(codes)]

    def villages(self, under: str) -> list[Line]:
        """A line for each village there in which a group is asked, by code."""
        return [self._line(code) for code in sorted(self.homes.numbers) if code.count(".") == 3 and is_within(code, under)]


def whole_of(task: DisseminationTask, places: tuple[str, ...]) -> Whole:
    """How far the task got, with all regions below. Three queries."""
    homes = homes_of(places)
    kept = {row.place: row.counts for row in TaskFigure.objects.filter(task=task)}
    codes = {code for home in homes.numbers for code in ancestor_codes(home)}
    return Whole(places, kept, homes, Region.objects.in_bulk([*codes, *places]))
