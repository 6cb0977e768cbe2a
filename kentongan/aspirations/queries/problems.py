"""Finding shared problems: for readers on hub and sites, for those who look after them, and as a story to be told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.cases import queries as cases
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import is_within
from kentongan.groups.models import Group, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.media.models import Upload
from kentongan.regions.models import Region
from kentongan.sites.queries import SitePlace

from ..models import PlanStep, Problem, ProblemUpdate, Report, WorkDay
from ..policies.problems import UNDER_WAY, Draft, State, Told, story
from .showing import SHOWN, in_place, is_shown

RESERVED = {"baru", "dari-laporan"}
SHOWN_STEPS, SHOWN_UPDATES = 50, 30  # more than a village ever wrote; a page stays within its weight
STARTERS = (Role.EDITOR, Role.CHAIR, Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER, Role.COORDINATOR)
LISTED = {"jalan": tuple(sorted(UNDER_WAY)), "selesai": (State.SOLVED,), "berhenti": (State.CLOSED,)}


def _problems() -> QuerySet[Problem]:
    return Problem.objects.select_related("group", "region__parent", "report__case", "picture", "after")


# --- Readers -------------------------------------------------------------------------------------------------------------


def problems_at(place: SitePlace | None, listed: str = "") -> QuerySet[Problem]:
    """The shared problems that are read here: on the hub all, on a site its group's and those of its place; the last touched first."""
    with scopes_disabled():
        found = _standing_at(place).exclude(state=State.WITHDRAWN).order_by("-updated_at", "-pk")
        return found.filter(state__in=LISTED[listed]) if listed in LISTED else found


def _standing_at(place: SitePlace | None) -> QuerySet[Problem]:
    """Those that have their address here, withdrawn or not."""
    if place is None:
        return _problems()
    code = place.group.region_id
    return _problems().filter(Q(owner=place.group.scope) | Q(region_id=code) | Q(region__code__startswith=code + "."))


def problem_at_address(slug: str, *, place: SitePlace | None) -> Problem:
    """The problem of this address, which may be withdrawn. Raises NotVisible."""
    with scopes_disabled():
        found = _standing_at(place).filter(slug=slug).first()
    if found is None:
        raise NotVisible(_("Masalah bersama ini tidak ada."))
    return found


def problem_for_readers(slug: str, *, place: SitePlace | None) -> Problem:
    """The problem of this address, if it is read here. Raises NotVisible."""
    found = problem_at_address(slug, place=place)
    if found.is_withdrawn:
        raise NotVisible(_("Masalah bersama ini sudah ditarik dari umum."))
    return found


def problem_of_report(report: Report) -> Problem | None:
    """What the village does together about what a report says; None where nothing that everybody reads. One query."""
    with scopes_disabled():
        return _problems().filter(report=report).exclude(state=State.WITHDRAWN).first()


def problem_of_case(case_id: int) -> Problem | None:
    """The problem that was made of this case's report, read by everybody or withdrawn. One query."""
    with scopes_disabled():
        return _problems().filter(report=case_id).first()


def words_of(report: Report) -> dict[str, Any]:
    """What everybody reads of a report, as the words of a problem."""
    return {"title": report.public_title, "text": report.public_text, "hamlets": report.public_hamlet}


def is_shared(report: Report) -> bool:
    """Whether a report became a shared problem, read by everybody or withdrawn. One query."""
    with scopes_disabled():
        return Problem.objects.filter(report=report).exists()


@dataclass(frozen=True)
class ProblemPage:
    """What hangs on a problem: its plan, its days of working together, how it went."""

    steps: list[PlanStep]
    coming: list[WorkDay]
    past: list[WorkDay]
    updates: list[ProblemUpdate]

    @property
    def all_done(self) -> bool:
        """Whether every step is done, and there is one."""
        return bool(self.steps) and all(step.progress == PlanStep.Progress.DONE for step in self.steps)


def page_of(problem: Problem, *, today: date) -> ProblemPage:
    """What its page shows below its words. Three queries."""
    days = list(problem.work_days.all())
    coming = [day for day in days if day.day >= today and problem.is_under_way]
    return ProblemPage(
        steps=list(problem.steps.all()[:SHOWN_STEPS]),
        coming=coming,
        past=[day for day in days if day not in coming],
        updates=list(problem.updates.select_related("picture", "actor")[:SHOWN_UPDATES]),
    )


def pictures_of(problem: Problem) -> list[Upload]:
    """All its pictures: before, after, and of how it went. One query."""
    told = [update.picture for update in problem.updates.filter(picture__isnull=False).select_related("picture")]
    return [picture for picture in (problem.picture, problem.after, *told) if picture is not None]


def joinable_work_day(problem: Problem, work_day_id: int) -> WorkDay:
    """A day of working together of this problem. Raises NotVisible."""
    found = problem.work_days.filter(pk=work_day_id).first()
    if found is None:
        raise NotVisible(_("Gotong royong ini tidak ada."))
    found.problem = problem
    return found


def step_of(problem: Problem, step_id: int) -> PlanStep:
    """A step of this problem's plan. Raises NotVisible."""
    found = problem.steps.filter(pk=step_id).first()
    if found is None:
        raise NotVisible(_("Langkah ini tidak ada."))
    return found


def update_of(problem: Problem, update_id: int) -> ProblemUpdate:
    """What was told of this problem, with its picture. Raises NotVisible."""
    found = problem.updates.select_related("picture").filter(pk=update_id).first()
    if found is None:
        raise NotVisible(_("Kabar ini tidak ada."))
    return found


# --- Those who look after them -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ProblemDesk:
    """In whose name somebody may start a shared problem."""

    owner: Group | Region

    @property
    def group(self) -> Group | None:
        """The KIM, if it is one's."""
        return self.owner if isinstance(self.owner, Group) else None

    @property
    def region(self) -> Region:
        """The place it looks after."""
        return self.owner.region if isinstance(self.owner, Group) else self.owner

    @property
    def value(self) -> str:
        """How a form names it."""
        return self.owner.scope

    @property
    def label(self) -> str:
        """In words."""
        return str(self.owner)


def keeps_problems(actor: Actor) -> bool:
    """Whether the actor may start a shared problem. No query where her roles are known."""
    return any(grant.role in STARTERS for grant in grants_of(actor))


def problem_desks(actor: Actor) -> list[ProblemDesk]:
    """Where the actor may start one: her KIM first, then the region she serves, the smallest first. No query where her roles are known."""
    desks: dict[str, ProblemDesk] = {}
    for grant in grants_of(actor):
        owner = grant.group or grant.region
        if owner is None or grant.role not in STARTERS or (grant.group is not None and grant.group.has_ended):
            continue
        desks.setdefault(owner.scope, ProblemDesk(owner))
    return sorted(desks.values(), key=lambda desk: (desk.group is None, -desk.region.level))


def _looked_after_by(actor: Actor) -> Q:
    """Which problems are the actor's to look after; the sentence is rules.problem_parts_of."""
    wanted = Q(pk__in=[])
    for grant in grants_of(actor):
        if grant.group is not None and not grant.group.has_ended:
            wanted |= Q(owner=grant.scope)
        elif grant.role in STARTERS and grant.region_id:
            wanted |= Q(region_id=grant.region_id) | Q(region__code__startswith=grant.region_id + ".")
    return wanted


def problems_of_desk(actor: Actor) -> QuerySet[Problem]:
    """Those the actor looks after or writes for: what is under way first, the last touched first."""
    with scopes_disabled():
        return _problems().filter(_looked_after_by(actor)).order_by(F("ended_at").desc(nulls_first=True), "-updated_at", "-pk")


def get_problem(actor: Actor, slug: str) -> Problem:
    """The problem of this address, if the actor works on it. Raises NotVisible."""
    with scopes_disabled():
        found = problems_of_desk(actor).filter(slug=slug).first()
    if found is None:
        raise NotVisible(_("Masalah bersama ini tidak ada, atau bukan bagian Anda."))
    return found


def shareable_reports(actor: Actor, *, most: int) -> list[Report]:
    """Public reports of the actor's places that nobody made a shared problem yet, the newest first. One query; none without a desk."""
    desks = problem_desks(actor)
    if not desks:
        return []
    near = Q(pk__in=[])
    for desk in desks:
        near |= in_place(desk.region.code)
    found = Report.objects.filter(SHOWN, near, problem=None)
    return list(found.select_related("case__region__parent").order_by("-published_at", "-pk")[:most])


def report_to_share(actor: Actor, number: str) -> tuple[Report, ProblemDesk]:
    """A report of the actor's places, and the desk nearest to it. Raises NotVisible."""
    _meant, case = cases.find_by_number(number)
    report = Report.objects.select_related("case__region").filter(case=case, published_at__isnull=False).first() if case else None
    near = [desk for desk in problem_desks(actor) if report is not None and is_within(report.case.region_id, desk.region.code)]
    if report is None or not near:
        raise NotVisible(_("Laporan ini tidak ada, atau bukan di wilayah Anda."))
    return report, near[0]


def taken_slugs(beginning: str) -> set[str]:
    """The addresses in use that begin so, and those of the workspace's own pages."""
    with scopes_disabled():
        return RESERVED | set(Problem.objects.filter(slug__startswith=beginning).values_list("slug", flat=True))


# --- Kabar Balik ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """What an article of the solved problem begins with: its words, its picture, and in whose name."""

    draft: Draft
    cover: Upload | None
    owner: str
    region: Region


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def story_of(problem: Problem, *, today: date) -> Story:
    """What was the matter, who asked, what was done, with days and pictures. Three queries."""
    shown = page_of(problem, today=today)
    report = problem.report
    told = Told(
        title=problem.title,
        text=problem.text,
        keeper=problem.keeper_name,
        started=_day(timezone.localtime(problem.started_at)),
        ended=_day(timezone.localtime(problem.ended_at or problem.updated_at)),
        supporters=problem.supporters,
        report_number=report.case.number if report is not None and is_shown(report) else "",
        steps=tuple(f"{step.what} ({step.who})" if step.who else step.what for step in shown.steps if step.progress == "done"),
        work_days=tuple((_day(day.day), day.place, day.joiners) for day in shown.past if not day.called_off),
        updates=tuple((_day(timezone.localtime(update.at)), update.text) for update in reversed(shown.updates)),
        result=problem.result,
        thanks=problem.thanks,
    )
    pictures = (problem.after, *(update.picture for update in shown.updates), problem.picture)
    cover = next((picture for picture in pictures if picture is not None), None)
    return Story(story(told), cover, problem.owner, problem.region)
