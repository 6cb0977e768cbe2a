"""What a group does for residents, in the log of what it does: reports written down, news brought, shared problems worked on.

Everything looks at the rows as they stand, so it may be called again, late, or out of order. No number and no name goes into the log; the
words of a report only while everybody reads them, and never those of an anonymous one: its group and its day would say too much.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.groups.actions import record_activity, retract_activity
from kentongan.groups.models import ActivityEntry, Group
from kentongan.sites.addresses import hub_path

from ..models import Delivery, PlanStep, Problem, ProblemUpdate, Report, WorkDay
from ..policies.problems import State
from ..queries.showing import is_shown

Kind = ActivityEntry.Kind
REPORT, DELIVERY = "aspirations.Report", "aspirations.Delivery"
PROBLEM, SOLVED = "aspirations.Problem", "aspirations.Problem.solved"
UPDATE, STEP, WORK_DAY = "aspirations.ProblemUpdate", "aspirations.PlanStep", "aspirations.WorkDay"
ROWS = {"update": UPDATE, "step": STEP, "work_day": WORK_DAY}  # what events of a problem are about
LATE_DAYS = 7  # so long a day of working together is still noted after the clock stood still


def log_report(*, case_id: int, now: datetime) -> None:
    """Note a report that a group wrote down for a resident, and the news of it that groups brought, in the words everybody may read."""
    report = Report.objects.select_related("case", "filed_in").filter(pk=case_id).first()
    if report is None:
        return
    if report.filed_in is not None and report.case.submitted_at is not None:
        words = _public_words(report)
        record_activity(
            group=report.filed_in,
            kind=Kind.ASPIRATION,
            day=timezone.localdate(report.case.submitted_at),
            title=_("Titip lapor: %(title)s") % {"title": words} if words else _("Titip lapor: menuliskan laporan seorang warga"),
            source=REPORT,
            key=report.pk,
            at=now,
            author_id=report.filed_by_id,
            evidence={"case": words},
        )
    for delivery in report.deliveries.exclude(group=None).exclude(delivered_at=None).select_related("group"):
        _log_brought(delivery, report, now)


def log_delivery(*, delivery_id: int, now: datetime) -> None:
    """Note that news of a report was brought to people, until it is taken back."""
    delivery = Delivery.objects.select_related("group", "report__case").filter(pk=delivery_id).exclude(group=None).first()
    if delivery is None:
        return
    if delivery.delivered_at is None:
        retract_activity(source=DELIVERY, key=delivery.pk, at=now)
    else:
        _log_brought(delivery, delivery.report, now)


def _log_brought(delivery: Delivery, report: Report, now: datetime) -> None:
    if delivery.group is None or delivery.delivered_at is None:
        return
    words = _public_words(report)
    record_activity(
        group=delivery.group,
        kind=Kind.ASPIRATION,
        day=timezone.localdate(delivery.delivered_at),
        title=_("Menyampaikan kabar laporan: %(title)s") % {"title": words} if words else _("Menyampaikan kabar laporan kepada warga"),
        source=DELIVERY,
        key=delivery.pk,
        at=now,
        author_id=delivery.delivered_by_id,
        evidence={"case": words, "answer": delivery.get_news_display()},
    )


def _public_words(report: Report) -> str:
    return report.public_title if is_shown(report) and not report.is_anonymous else ""


# --- Shared problems -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Deed:
    """What the log says of a problem, or of something done about it; on no day it says nothing."""

    source: str
    key: int
    kind: str
    day: date | None
    title: str
    author_id: int | None = None
    what: str = ""
    text: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


def log_problem(*, problem_id: int, now: datetime) -> None:
    """Note what a group does about a shared problem, or take all of it back while nobody reads it."""
    found = _problem(problem_id)
    if found is None:
        return
    problem, group = found
    for deed in _deeds(problem, now):
        _note(problem, group, deed, now)


def log_problem_row(*, problem_id: int, about: str, row_id: int, now: datetime) -> None:
    """Note one step, one piece of news or one day of working together; take it back where it is no more."""
    found = _problem(problem_id)
    if found is None or about not in ROWS:
        return
    problem, group = found
    deed = next((deed for deed in _rows(problem, now, ROWS[about], row_id)), None)
    if deed is None:
        retract_activity(source=ROWS[about], key=row_id, at=now)
    else:
        _note(problem, group, deed, now)


def log_held_work_days(*, now: datetime) -> None:
    """Note the days of working together that are over."""
    today = timezone.localdate(now)
    held = WorkDay.objects.filter(day__lt=today, day__gte=today - timedelta(days=LATE_DAYS), called_off="").exclude(problem__group=None)
    for problem_id, row_id in held.order_by("pk").values_list("problem_id", "pk"):
        log_problem_row(problem_id=problem_id, about="work_day", row_id=row_id, now=now)


def _problem(problem_id: int) -> tuple[Problem, Group] | None:
    with scopes_disabled():
        problem = Problem.objects.select_related("group").filter(pk=problem_id).exclude(group=None).first()
    return None if problem is None or problem.group is None else (problem, problem.group)


def _note(problem: Problem, group: Group, deed: _Deed, now: datetime) -> None:
    if deed.day is None or problem.is_withdrawn:
        retract_activity(source=deed.source, key=deed.key, at=now)
        return
    record_activity(
        group=group,
        kind=deed.kind,
        day=deed.day,
        title=deed.title % {"title": problem.title, "what": deed.what},
        source=deed.source,
        key=deed.key,
        at=now,
        address=hub_path("aspirations:problem_show", slug=problem.slug),
        author_id=deed.author_id,
        text=deed.text,
        evidence=deed.evidence,
        hamlets=[name.strip() for name in problem.hamlets.split(",") if name.strip()],
    )


def _deeds(problem: Problem, now: datetime) -> Iterator[_Deed]:
    began = timezone.localdate(problem.started_at)
    title, author_id = _("Mengangkat masalah bersama: %(title)s"), problem.started_by_id
    yield _Deed(PROBLEM, problem.pk, Kind.ASPIRATION, began, title, author_id)
    solved = timezone.localdate(problem.ended_at) if problem.state == State.SOLVED and problem.ended_at else None
    yield _Deed(SOLVED, problem.pk, Kind.IMPLEMENTATION, solved, _("Menyelesaikan bersama: %(title)s"), evidence={"result": problem.result})
    for source in ROWS.values():
        yield from _rows(problem, now, source)


def _rows(problem: Problem, now: datetime, source: str, row_id: int | None = None) -> Iterator[_Deed]:
    only = {} if row_id is None else {"pk": row_id}
    if source == UPDATE:
        for update in ProblemUpdate.objects.filter(problem=problem, **only).order_by("pk"):
            told = timezone.localdate(update.at)
            yield _Deed(UPDATE, update.pk, Kind.IMPLEMENTATION, told, _("Mengabarkan kemajuan: %(title)s"), update.actor_id)
    elif source == STEP:
        for step in PlanStep.objects.filter(problem=problem, **only).order_by("pk"):
            done = timezone.localdate(step.done_at) if step.done_at else None
            part = _("Bagian dari masalah bersama: %(title)s") % {"title": problem.title}
            yield _Deed(STEP, step.pk, Kind.IMPLEMENTATION, done, _("Mengerjakan: %(what)s"), what=step.what, text=part)
    else:
        for work_day in WorkDay.objects.filter(problem=problem, **only).order_by("pk"):
            held = work_day.day if not work_day.called_off and work_day.day < timezone.localdate(now) else None
            text = _("%(count)s orang menyatakan ikut.") % {"count": work_day.joiners} if work_day.joiners else ""
            yield _Deed(WORK_DAY, work_day.pk, Kind.IMPLEMENTATION, held, _("Gotong royong: %(title)s"), text=text)
