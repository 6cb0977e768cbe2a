"""A group's deeds: looking at a task, passing on in parts, with proof, taking back, saying that it cannot, asking and replying."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied
from kentongan.groups.models import Group
from kentongan.media import actions as media
from kentongan.media.queries import fingerprint_of
from kentongan.media.rules import Refused

from .. import events
from ..models import AskBack, Carrier, DisseminationTask, PassingOn, PassingOnPhoto, TaskQuestion, TaskReception
from ..policies.passing_on import Given, standing
from ..queries import passing_on as queries
from ..queries import task_answers
from ..rules import passing_on as rules
from .releasing import take_back_with_part


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise Denied(_("Tugas ini dijawab anggota KIM yang diminta, selama masih berlaku."))


def _about(reception: TaskReception, actor: Person, now: datetime) -> dict[str, Any]:
    group = reception.group
    return {"scopes": (group.scope,), "actor_id": actor.pk, "at": now, "publication_id": reception.task_id, "group_id": group.pk}


def _received(task: DisseminationTask, group: Group, *, actor: Person, now: datetime) -> TaskReception:
    """The group's row, begun where this is its first look, locked until the deed is done."""
    _row, is_new = TaskReception.objects.get_or_create(task=task, group=group, defaults={"seen_at": now, "seen_by": actor})
    reception = TaskReception.objects.select_for_update().get(task=task, group=group)
    reception.task, reception.group = task, group
    if is_new:
        emit(events.TaskSeen(**_about(reception, actor, now)))
    return reception


@transaction.atomic
def see_task(*, actor: Person, task: DisseminationTask, group: Group, now: datetime) -> TaskReception:
    """Note the group's first look. Raises Denied."""
    if not rules.can_see_task(actor, task, group):
        raise Denied(_("Tugas ini bukan untuk kelompok Anda."))
    return _received(task, group, actor=actor, now=now)


def _settle(reception: TaskReception, *, actor: Person, now: datetime) -> None:
    """Work out anew how far the group is, and tell where it has just become done."""
    was_done = reception.status == TaskReception.Status.DONE
    parts = reception.parts.filter(withdrawn_at=None).values_list("at", "closes")
    given = [Given(at=at, day=timezone.localdate(at), closes=closes) for at, closes in parts]
    refused_on = timezone.localdate(reception.refused_at) if reception.refused_at else None
    if reception.task.deadline is None:
        raise ValueError("What is asked has a deadline.")
    result = standing(given, refused_on=refused_on, deadline=reception.task.deadline)
    reception.status, reception.done_at, reception.is_late = result.how.value, result.done_at, result.is_late
    reception.save(update_fields=["status", "done_at", "is_late", "refused_at", "refused_by", "reason"])
    if reception.status == TaskReception.Status.DONE and not was_done:
        emit(events.TaskDone(**_about(reception, actor, now), is_late=reception.is_late))


def settle_all(task: DisseminationTask, *, actor: Person, now: datetime) -> None:
    """Work out anew who is late, since the deadline is another."""
    for reception in task.receptions.select_for_update().filter(status__in=TaskReception.CLOSED):
        reception.task = task
        _settle(reception, actor=actor, now=now)


@transaction.atomic
def pass_on(
    *,
    actor: Person,
    task: DisseminationTask,
    group: Group,
    client_id: UUID,
    carriers: Sequence[str],
    now: datetime,
    hamlets: Sequence[str] = (),
    people: int | None = None,
    remark: str = "",
    closes: bool = True,
) -> PassingOn:
    """Answer for the group: by which carriers it reached whom; ``people`` is an estimate, ``closes`` says that all is passed on now.

    The same ``client_id`` gives the same part, however often it comes. A refusal falls with it. Photos follow by keep_proof. Raises
    Denied; ValueError for no carrier or one that is none.
    """
    if (before := queries.part_by_client_id(client_id)) is not None:
        return _the_same(before, actor, task, group)
    _require(rules.can_answer(actor, task, group))
    named = [Carrier(carrier).value for carrier in dict.fromkeys(carriers)]
    if not named:
        raise ValueError("An answer names at least one carrier.")
    reception = _received(task, group, actor=actor, now=now)
    try:
        with transaction.atomic():
            part = PassingOn.objects.create(
                reception=reception, person=actor, client_id=client_id, carriers=named, hamlets=list(hamlets), people=people,
                remark=remark.strip(), closes=closes, at=now,
            )  # fmt: skip
    except IntegrityError:
        if (before := queries.part_by_client_id(client_id)) is None:
            raise
        return _the_same(before, actor, task, group)
    reception.refused_at, reception.refused_by, reception.reason = None, None, ""
    emit(events.TaskPassedOn(**_about(reception, actor, now), part_id=part.pk))
    _settle(reception, actor=actor, now=now)
    return part


def _the_same(before: PassingOn, actor: Person, task: DisseminationTask, group: Group) -> PassingOn:
    reception = before.reception
    if (before.person_id, reception.task_id, reception.group_id) != (actor.pk, task.pk, group.pk):
        raise Denied(_("Jawaban ini sudah dipakai di tempat lain. Muat ulang halamannya, lalu kirim lagi."))
    return before


def keep_proof(*, actor: Person, part: PassingOn, file: File, client_id: UUID, now: datetime) -> PassingOnPhoto:
    """Keep a picture that shows the part; the same ``client_id`` gives the same row. Nobody but the group and the sender's side sees it.

    Raises Denied, and Refused with a sentence where the file is not taken; the part stands all the same.
    """
    reception = part.reception
    if part.person_id != actor.pk:
        raise Denied(_("Foto ditambahkan oleh yang menjawab."))
    if part.photos.exclude(upload__client_id=client_id).count() >= settings.TASK_PHOTOS_MOST:
        raise Refused(_("Paling banyak %(most)d foto untuk satu jawaban.") % {"most": settings.TASK_PHOTOS_MOST})
    upload = media.store_upload(
        actor=actor, owner=reception.group.scope, file=file, now=now, client_id=client_id, pictures_only=True,
        alt=_("Foto bukti penyebaran"), is_demo=reception.task.publication.is_demo,
    )  # fmt: skip
    with transaction.atomic():
        values = {"part": part, "fingerprint": fingerprint_of(upload)}
        photo, is_new = PassingOnPhoto.objects.get_or_create(upload=upload, defaults=values)
        if is_new:
            emit(events.TaskProofBrought(**_about(reception, actor, now), photo_id=photo.pk))
    return photo


@transaction.atomic
def notice_resemblance(*, photo_id: int, now: datetime) -> bool:
    """Look whether the picture is nearly the same as an earlier one of another part, and note it; True where it is newly noted."""
    photo = PassingOnPhoto.objects.select_related("upload", "part__reception__group").filter(pk=photo_id, resembles=None).first()
    if photo is None or (earlier := task_answers.resembling(photo)) is None:
        return False
    photo.resembles = earlier
    photo.save(update_fields=["resembles"])
    about = _about(photo.part.reception, photo.part.person, now)
    emit(events.TaskProofResembles(**{**about, "actor_id": None}, photo_id=photo.pk))
    return True


def _locked(part: PassingOn) -> TaskReception:
    reception = TaskReception.objects.select_for_update().select_related("task__publication", "group__region").get(pk=part.reception_id)
    part.reception = reception
    part.refresh_from_db(fields=["withdrawn_at"])
    return reception


@transaction.atomic
def take_back_part(*, actor: Person, part: PassingOn, now: datetime) -> PassingOn:
    """A part counts no longer, and nobody sees its pictures any more; restore_part brings it back, without them. Raises Denied."""
    reception = _locked(part)
    _require(rules.can_take_back(actor, part))
    if part.withdrawn_at is None:
        part.withdrawn_at = now
        part.save(update_fields=["withdrawn_at"])
        emit(events.TaskPartTakenBack(**_about(reception, actor, now), part_id=part.pk))
        take_back_with_part(part_id=part.pk, actor=actor, now=now)
        _settle(reception, actor=actor, now=now)
    return part


@transaction.atomic
def restore_part(*, actor: Person, part: PassingOn, now: datetime) -> PassingOn:
    """A part that was taken back counts again, from the moment it was given. Raises Denied."""
    reception = _locked(part)
    _require(rules.can_take_back(actor, part))
    if part.withdrawn_at is not None:
        part.withdrawn_at = None
        part.save(update_fields=["withdrawn_at"])
        emit(events.TaskPassedOn(**_about(reception, actor, now), part_id=part.pk))
        _settle(reception, actor=actor, now=now)
    return part


@transaction.atomic
def refuse_task(*, actor: Person, task: DisseminationTask, group: Group, reason: str, now: datetime) -> TaskReception:
    """The group cannot, and says why. It may still answer later. Raises Denied."""
    _require(rules.can_answer(actor, task, group))
    if not reason.strip():
        raise Denied(_("Tulis alasannya, supaya pengirim bisa mencari jalan lain."))
    reception = _received(task, group, actor=actor, now=now)
    if not rules.can_refuse(actor, task, group, reception):
        raise Denied(_("Kelompok Anda sudah menjawab tugas ini."))
    reception.refused_at, reception.refused_by, reception.reason = now, actor, reason.strip()[:500]
    _settle(reception, actor=actor, now=now)
    emit(events.TaskRefused(**_about(reception, actor, now), is_late=reception.is_late))
    return reception


@transaction.atomic
def take_back_refusal(*, actor: Person, task: DisseminationTask, group: Group, now: datetime) -> TaskReception:
    """The group tries it after all: it stands where it stood before. Raises Denied."""
    _require(rules.can_answer(actor, task, group))
    reception = _received(task, group, actor=actor, now=now)
    if reception.refused_at is not None:
        reception.refused_at, reception.refused_by, reception.reason = None, None, ""
        emit(events.TaskRefusalTakenBack(**_about(reception, actor, now)))
        _settle(reception, actor=actor, now=now)
    return reception


@transaction.atomic
def ask_question(*, actor: Person, task: DisseminationTask, group: Group, client_id: UUID, text: str, now: datetime) -> TaskQuestion:
    """Ask the sender, who answers for all groups; the same ``client_id`` gives the same question. Raises Denied."""
    _require(rules.can_answer(actor, task, group))
    if not text.strip():
        raise Denied(_("Pertanyaannya masih kosong."))
    reception = _received(task, group, actor=actor, now=now)
    values = {"task": task, "group": group, "person": actor, "text": text.strip(), "asked_at": now}
    question, is_new = TaskQuestion.objects.get_or_create(client_id=client_id, defaults=values)
    if not is_new and (question.task_id, question.person_id) != (task.pk, actor.pk):
        raise Denied(_("Pertanyaan ini sudah dipakai di tempat lain. Muat ulang halamannya, lalu kirim lagi."))
    if is_new:
        emit(events.TaskQuestionAsked(**_about(reception, actor, now), question_id=question.pk))
    return question


@transaction.atomic
def reply(*, actor: Person, ask_back: AskBack, text: str, now: datetime) -> AskBack:
    """Say what the sender's side wanted to know about a part; it may be written better later, the same one is said once. Raises Denied."""
    reception = ask_back.part.reception
    _require(rules.can_see_task(actor, reception.task, reception.group))
    if not text.strip():
        raise Denied(_("Jawabannya masih kosong."))
    if AskBack.objects.select_for_update().get(pk=ask_back.pk).reply == text.strip():
        return ask_back
    ask_back.reply, ask_back.replied_by, ask_back.replied_at = text.strip(), actor, now
    ask_back.save(update_fields=["reply", "replied_by", "replied_at"])
    emit(events.TaskAskBackReplied(**_about(reception, actor, now), ask_back_id=ask_back.pk))
    return ask_back
