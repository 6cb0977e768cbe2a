"""The work on a shared problem: its plan, its days of working together, how it goes, and how it ends."""

from datetime import date, datetime, time

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.media.actions import brought_along, remove_upload

from .. import events
from ..models import PlanStep, Problem, ProblemUpdate, WorkDay
from ..policies.problems import Deed
from ..rules import problems as rules
from .problems import about, keep_picture, move, show_pictures


@transaction.atomic
def add_step(
    *, actor: Person, problem: Problem, what: str, now: datetime, who: str = "", due_on: date | None = None, materials: str = ""
) -> PlanStep:
    """Put a step into the plan: what, who does it, by when, what it needs. Raises Denied, Stale."""
    if not what.strip():
        raise rules.Denied(_("Tulis apa yang dikerjakan."))
    move(problem, Deed.PLAN, actor, now)
    step = PlanStep.objects.create(
        problem=problem, what=what.strip()[:200], who=who.strip()[:120], due_on=due_on, materials=materials.strip()[:300]
    )
    emit(events.ProblemPlanned(about="step", row_id=step.pk, **about(problem, actor, now)))
    return step


@transaction.atomic
def remove_step(*, actor: Person, problem: Problem, step: PlanStep, now: datetime) -> None:
    """Take a step out of the plan. Raises Denied, Stale."""
    move(problem, Deed.PLAN, actor, now)
    row_id = step.pk
    step.delete()
    emit(events.ProblemPlanned(about="step", row_id=row_id, **about(problem, actor, now)))


@transaction.atomic
def mark_step(*, actor: Person, problem: Problem, step: PlanStep, progress: str, now: datetime) -> PlanStep:
    """Say how far a step is: not yet, doing or done. Raises Denied, Stale."""
    if progress not in PlanStep.Progress.values:
        raise rules.Denied(_("Pilih: belum, sedang, atau sudah."))
    move(problem, Deed.PROGRESS, actor, now)
    step.progress, step.done_at = progress, now if progress == PlanStep.Progress.DONE else None
    step.save(update_fields=["progress", "done_at"])
    emit(events.ProblemProgressed(about="step", row_id=step.pk, **about(problem, actor, now)))
    return step


@transaction.atomic
def add_work_day(*, actor: Person, problem: Problem, day: date, starts_at: time, place: str, now: datetime, bring: str = "") -> WorkDay:
    """Call people to work together. Raises Denied where the day is over or taken, Stale."""
    if day < timezone.localdate(now):
        raise rules.Denied(_("Hari itu sudah lewat."))
    if not place.strip():
        raise rules.Denied(_("Tulis di mana orang berkumpul."))
    move(problem, Deed.PLAN, actor, now)
    try:
        with transaction.atomic():
            work_day = WorkDay.objects.create(
                problem=problem, day=day, starts_at=starts_at, place=place.strip()[:160], bring=bring.strip()[:200]
            )
    except IntegrityError:
        raise rules.Denied(_("Gotong royong pada jam itu sudah tercatat.")) from None
    emit(events.ProblemPlanned(about="work_day", row_id=work_day.pk, **about(problem, actor, now)))
    return work_day


@transaction.atomic
def call_off_work_day(*, actor: Person, problem: Problem, work_day: WorkDay, reason: str, now: datetime) -> WorkDay:
    """Say that it does not take place, and why. Raises Denied, Stale."""
    if not reason.strip():
        raise rules.Denied(_("Tulis sebabnya: warga yang mau ikut akan membacanya."))
    move(problem, Deed.PLAN, actor, now)
    work_day.called_off = reason.strip()[:200]
    work_day.save(update_fields=["called_off"])
    emit(events.ProblemPlanned(about="work_day", row_id=work_day.pk, **about(problem, actor, now)))
    return work_day


def add_update(
    *, actor: Person, problem: Problem, text: str, now: datetime, picture: UploadedFile | None = None, is_demo: bool = False
) -> ProblemUpdate:
    """Tell how it goes, perhaps with a picture. Raises Denied, Stale, Refused."""
    if not text.strip():
        raise rules.Denied(_("Tulis kabarnya, satu kalimat pun cukup."))
    with brought_along() as kept:
        if picture is not None:
            kept.append(keep_picture(actor=actor, owner=problem.owner, file=picture, alt=text.strip()[:250], now=now, is_demo=is_demo))
        with transaction.atomic():
            move(problem, Deed.PROGRESS, actor, now)
            shown = kept[0] if kept else None
            update = ProblemUpdate.objects.create(problem=problem, text=text.strip(), picture=shown, actor=actor, at=now)
            emit(events.ProblemProgressed(about="update", row_id=update.pk, **about(problem, actor, now)))
    return update


@transaction.atomic
def remove_update(*, actor: Person, problem: Problem, update: ProblemUpdate, now: datetime) -> None:
    """Take back what was told, and its picture for good: somebody shown may not want it after all.

    Whatever became of the problem: its writer or a keeper can. Raises Denied, Stale.
    """
    if rules.problem_arrow_for(actor, problem, Deed.MEND) is None and update.actor_id != actor.pk:
        raise rules.Denied(_("Kabar ini ditulis orang lain."))
    move(problem, Deed.RETRACT, actor, now)
    row_id, picture = update.pk, update.picture
    update.delete()
    if picture is not None:
        remove_upload(upload=picture)
    emit(events.ProblemProgressed(about="update", row_id=row_id, **about(problem, actor, now)))


def solve_problem(
    *,
    actor: Person,
    problem: Problem,
    result: str,
    now: datetime,
    thanks: str = "",
    before: UploadedFile | None = None,
    after: UploadedFile | None = None,
    is_demo: bool = False,
) -> Problem:
    """It is done: what came out, how it looks now, and who is thanked. Raises Denied, Stale, Refused."""
    if not result.strip():
        raise rules.Denied(_("Tulis apa hasilnya, satu kalimat pun cukup."))
    brought = {"picture": (before, _("Sebelum: %(title)s")), "after": (after, _("Sesudah: %(title)s"))}
    with brought_along() as kept:
        pictures = {}
        for field, (file, words) in brought.items():
            if file is not None:
                alt = words % {"title": problem.title}
                kept.append(keep_picture(actor=actor, owner=problem.owner, file=file, alt=alt, now=now, is_demo=is_demo))
                pictures[field] = kept[-1]
        with transaction.atomic():
            move(problem, Deed.SOLVE, actor, now, result=result.strip(), thanks=thanks.strip(), ended_at=now)
            if pictures:
                show_pictures(problem, **pictures)
            emit(events.ProblemSolved(**about(problem, actor, now)))
    return problem


@transaction.atomic
def close_problem(*, actor: Person, problem: Problem, reason: str, now: datetime) -> Problem:
    """Give it up, with a reason everybody reads. Raises Denied, Stale."""
    if not reason.strip():
        raise rules.Denied(_("Tulis mengapa dihentikan: warga akan membacanya."))
    move(problem, Deed.CLOSE, actor, now, closed_reason=reason.strip()[:300], ended_at=now)
    emit(events.ProblemClosed(**about(problem, actor, now)))
    return problem


@transaction.atomic
def reopen_problem(*, actor: Person, problem: Problem, now: datetime) -> Problem:
    """It goes on after all. Raises Denied, Stale."""
    move(problem, Deed.REOPEN, actor, now, closed_reason="", ended_at=None)
    emit(events.ProblemReopened(**about(problem, actor, now)))
    return problem
