"""The sender's deeds: asking groups to pass a text on, changing and calling it off, answering, asking back, and the clock's reminders."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication

from .. import events
from ..models import AskBack, Carrier, DisseminationTask, PassingOn, PassingOnPhoto, TaskQuestion, TaskReception, TaskReminder
from ..policies.passing_on import reminder_due
from ..queries import task_days
from ..rules import passing_on as rules
from .passing_on import settle_all

Status = Publication.Status


def _require_asking(actor: Person, publication: Publication) -> None:
    if not rules.can_ask(actor, publication):
        raise Denied(_("Yang meminta KIM menyebarkan adalah pengirim tulisan ini, atau koordinator di atasnya."))


@transaction.atomic
def ask_to_pass_on(
    *,
    actor: Person,
    publication: Publication,
    now: datetime,
    deadline: date | None = None,
    carriers: Sequence[str] = (),
    hamlets: Sequence[str] = (),
    people: Sequence[str] = (),
    note: str = "",
) -> DisseminationTask:
    """Ask all groups under the audience to pass the text on, or change what is asked; what was called off holds again.

    While the text is not out this is a wish, see ask_what_is_out. Without a ``deadline`` the setting gives one. Raises Denied; ValueError
    for a carrier that is none.
    """
    _require_asking(actor, publication)
    if deadline is not None and (why := rules.why_not_until(deadline, today=timezone.localdate(now))):
        raise Denied(why)
    # Two taps at once are one request: the second waits for the first and finds nothing to change.
    wish = {"wished_by": actor, "wished_at": now}
    task, _is_new = DisseminationTask.objects.select_for_update().get_or_create(publication=publication, defaults=wish)
    task.publication = publication
    was_off, before = task.called_off_at is not None, _asked_for(task)
    task.deadline = deadline
    task.carriers = [Carrier(carrier).value for carrier in carriers]
    task.hamlets, task.people, task.note = list(hamlets), list(people), note.strip()
    task.called_off_at, task.called_off_reason = None, ""
    if task.asked_at is not None:
        task.deadline = deadline = deadline or task_days.default_deadline(publication, timezone.localdate(now))
    task.save()
    if task.asked_at is not None and deadline is not None:
        if was_off:
            emit(events.TaskRenewed(**_about(task, actor, now)))
        if was_off or _asked_for(task) != before:
            emit(events.TaskChanged(**_about(task, actor, now), deadline=deadline.isoformat()))
            settle_all(task, actor=actor, now=now)
    elif publication.status == Status.PUBLISHED:
        _ask_now(task, actor_id=actor.pk, now=now)
    return task


def _asked_for(task: DisseminationTask) -> tuple[Any, ...]:
    return task.deadline, task.carriers, task.hamlets, task.people, task.note


def _about(task: DisseminationTask, actor: Person, now: datetime) -> dict[str, Any]:
    return {"scopes": (task.publication.owner,), "actor_id": actor.pk, "at": now, "publication_id": task.pk}


def _ask_now(task: DisseminationTask, *, actor_id: int | None, now: datetime) -> None:
    today = timezone.localdate(now)
    if task.deadline is None or task.deadline < today:
        task.deadline = task_days.default_deadline(task.publication, today)
    task.asked_at = now
    task.save(update_fields=["asked_at", "deadline"])
    scopes = (task.publication.owner,)
    emit(events.TaskAsked(scopes=scopes, actor_id=actor_id, at=now, publication_id=task.pk, deadline=task.deadline.isoformat()))


@transaction.atomic
def ask_what_is_out(*, publication_id: int, actor_id: int | None, now: datetime) -> bool:
    """Make a wish hold, now that its text is out; a day that has passed meanwhile gives way to the setting. True where it holds now."""
    task = DisseminationTask.objects.select_for_update().select_related("publication").filter(publication_id=publication_id).first()
    if task is None or task.asked_at is not None or task.called_off_at is not None or task.publication.status != Status.PUBLISHED:
        return False
    _ask_now(task, actor_id=actor_id, now=now)
    return True


@transaction.atomic
def move_deadline(*, actor: Person, task: DisseminationTask, deadline: date, now: datetime) -> DisseminationTask:
    """Another last day, and nothing else. Who was late may be in time now, and the other way round. Raises Denied, Stale."""
    if DisseminationTask.objects.filter(pk=task.pk, called_off_at__isnull=False).exists():
        raise Stale(_("Permintaan ini sudah dibatalkan, jadi tenggatnya tidak berubah lagi."))
    return ask_to_pass_on(
        actor=actor, publication=task.publication, now=now, deadline=deadline, carriers=task.carriers, hamlets=task.hamlets,
        people=task.people, note=task.note,
    )  # fmt: skip


@transaction.atomic
def call_off(*, actor: Person, task: DisseminationTask, now: datetime, reason: str = "") -> DisseminationTask:
    """Nobody needs to pass it on any more; what was answered stays. With a reason where groups were asked already. Raises Denied."""
    _require_asking(actor, task.publication)
    task = DisseminationTask.objects.select_for_update().select_related("publication").get(pk=task.pk)
    if task.called_off_at is not None:
        return task
    if task.asked_at is not None and not reason.strip():
        raise Denied(_("Tulis alasannya: KIM yang sudah bersiap ingin tahu."))
    task.called_off_at, task.called_off_reason = now, reason.strip()[:300]
    task.save(update_fields=["called_off_at", "called_off_reason"])
    emit(events.TaskCalledOff(**_about(task, actor, now)))
    return task


@transaction.atomic
def renew_task(*, actor: Person, task: DisseminationTask, now: datetime) -> DisseminationTask:
    """What was called off holds again as it was; where the text came out meanwhile it is asked now. Raises Denied."""
    _require_asking(actor, task.publication)
    task = DisseminationTask.objects.select_for_update().select_related("publication").get(pk=task.pk)
    if task.called_off_at is None:
        return task
    task.called_off_at, task.called_off_reason = None, ""
    task.save(update_fields=["called_off_at", "called_off_reason"])
    emit(events.TaskRenewed(**_about(task, actor, now)))
    if task.asked_at is None and task.publication.status == Status.PUBLISHED:
        _ask_now(task, actor_id=actor.pk, now=now)
    return task


@transaction.atomic
def answer_question(*, actor: Person, question: TaskQuestion, text: str, now: datetime) -> TaskQuestion:
    """Answer what a group asked, for all groups; an answer may be written better later, the same one is said once. Raises Denied."""
    if not rules.can_tend(actor, question.task.publication):
        raise Denied(_("Yang menjawab adalah pengirim tulisan ini, atau koordinator di atasnya."))
    if not text.strip():
        raise Denied(_("Jawabannya masih kosong."))
    if TaskQuestion.objects.select_for_update().get(pk=question.pk).answer == text.strip():
        return question
    question.answer, question.answered_by, question.answered_at = text.strip(), actor, now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    emit(events.TaskQuestionAnswered(**_about(question.task, actor, now), question_id=question.pk))
    return question


@transaction.atomic
def ask_back(*, actor: Person, part: PassingOn, text: str, now: datetime) -> AskBack:
    """Ask the group about a part of its answer; it goes on counting. The same words wait for a reply once. Raises Denied."""
    if not rules.can_ask_back(actor, part):
        raise Denied(_("Yang bertanya adalah pengirim tulisan ini, atau koordinator di atasnya."))
    if not text.strip():
        raise Denied(_("Pertanyaannya masih kosong."))
    PassingOn.objects.select_for_update().get(pk=part.pk)  # two taps at once: the second finds what the first asked
    asked, is_new = AskBack.objects.get_or_create(part=part, text=text.strip(), replied_at=None, defaults={"person": actor, "at": now})
    if not is_new:
        return asked
    group = part.reception.group
    values = {"scopes": (group.scope,), "actor_id": actor.pk, "at": now, "publication_id": part.reception.task_id}
    emit(events.TaskAskedBack(**values, group_id=group.pk, ask_back_id=asked.pk))
    return asked


@transaction.atomic
def accept_resemblance(*, actor: Person, photo: PassingOnPhoto, now: datetime) -> PassingOnPhoto:
    """Say that a picture's resemblance to another is in order, so that it is not pointed at any more. Raises Denied."""
    if not rules.can_ask_back(actor, photo.part):
        raise Denied(_("Ini tugas pengirim tulisan, atau koordinator di atasnya."))
    if photo.looked_at is None:
        photo.looked_at = now
        photo.save(update_fields=["looked_at"])
        emit(events.TaskResemblanceAccepted(**_about(photo.part.reception.task, actor, now), photo_id=photo.pk))
    return photo


# --- The clock


def say_task_reminders(*, now: datetime) -> int:
    """Remind the groups that have not closed a task, each step of each deadline once. Returns how many were reminded."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < settings.TASK_REMINDER_HOUR:
        return 0
    said, speaks_on = 0, task_days.speaks_on((today.year - 1, today.year, today.year + 1))
    steps, patience = settings.TASK_REMINDER_STEPS, settings.TASK_REMINDER_PATIENCE_DAYS
    for task in task_days.tasks_to_remind(now):
        if task.deadline is None or task.asked_at is None:
            continue  # nothing that is asked is without them
        asked_on = timezone.localdate(task.asked_at)
        step = reminder_due(task.deadline, today, asked_on=asked_on, steps=steps, patience=patience, speaks_on=speaks_on)
        if step is not None:
            groups = task_days.groups_to_remind(task, deadline=task.deadline, step=step)
            said += sum(_remind(task, group, deadline=task.deadline, step=step, now=now) for group in groups)
    return said


@transaction.atomic
def _remind(task: DisseminationTask, group: Group, *, deadline: date, step: int, now: datetime) -> bool:
    """Say one step to one group, unless it was said or the group has closed the task meanwhile.

    The row is the mark, so two clocks cannot say it twice.
    """
    reception = TaskReception.objects.select_for_update().filter(task=task, group=group).first()
    if reception is not None and reception.status in TaskReception.CLOSED:
        return False
    _mark, is_new = TaskReminder.objects.get_or_create(task=task, group=group, deadline=deadline, step=step, defaults={"said_at": now})
    if is_new:
        about = {"publication_id": task.pk, "group_id": group.pk, "step": step}
        emit(events.TaskReminderDue(scopes=(group.scope,), actor_id=None, at=now, deadline=deadline.isoformat(), **about))
    return is_new
