"""Dissemination tasks: whom they ask, how far each group is, what was answered and asked."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kentongan.core.policies import add_working_days, is_working_day
from kentongan.core.queries import off_days
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import ancestor_codes
from kentongan.groups.models import Group, GroupQuerySet
from kentongan.groups.queries import Actor, groups_of
from kentongan.media.policies import distance, is_telling
from kentongan.publishing.models import Audience, Publication

from ..models import AskBack, Carrier, DisseminationTask, Hamlet, PassingOn, PassingOnPhoto, TaskQuestion, TaskReception, TaskReminder
from ..policies.passing_on import How, TaskState

Status = Publication.Status
NATION_CODE = "00"
WITH_TEXT = ("publication__region", "publication__office", "publication__group")


def task_of(publication: Publication) -> DisseminationTask | None:
    """What is asked with the text, or wished while it is a draft."""
    return DisseminationTask.objects.select_related(*WITH_TEXT).filter(publication_id=publication.pk).first()


def state_of(task: DisseminationTask) -> TaskState:
    """Where the task is in its life."""
    if task.called_off_at is not None:
        return TaskState.CALLED_OFF
    if task.publication.status == Status.WITHDRAWN:
        return TaskState.GONE
    return TaskState.OPEN if task.asked_at is not None else TaskState.WISH


# --- Whom it asks


def _below(codes: Iterable[str], path: str = "region__code") -> Q:
    """Whose region is one of these or lies below one."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(pk__isnull=False) if code == NATION_CODE else Q(**{path: code}) | Q(**{f"{path}__startswith": f"{code}."})
    return wanted


def groups_asked(task: DisseminationTask) -> GroupQuerySet:
    """The living KIM under the audience of the text, by region and name. A Forum KIM is not asked: its members are."""
    codes = Audience.objects.filter(publication_id=task.pk).values_list("region_id", flat=True)
    asked = Group.objects.living().filter(_below(codes), kind=Group.Kind.KIM)
    return asked.select_related("region__parent", "site").order_by("region__code", "name")


def asks_group(task: DisseminationTask, group: Group) -> bool:
    """Whether the group is one of those."""
    above = (*ancestor_codes(group.region_id), NATION_CODE)
    is_asked = not group.has_ended and group.kind == Group.Kind.KIM
    return is_asked and Audience.objects.filter(publication_id=task.pk, region_id__in=above).exists()


def groups_of_actor(task: DisseminationTask, actor: Actor) -> list[Group]:
    """The actor's groups that the task asks."""
    return [group for group in groups_of(actor) if asks_group(task, group)]


def standing_tasks() -> QuerySet[DisseminationTask]:
    """All that is asked now, of whomever."""
    asked = DisseminationTask.objects.filter(asked_at__isnull=False, called_off_at=None, publication__status=Status.PUBLISHED)
    return asked.select_related(*WITH_TEXT)


# --- What a group sees


def tasks_for(group: Group) -> QuerySet[DisseminationTask]:
    """All that the group was ever asked, by deadline, each with ``how`` (far it is) and ``reminded_at``."""
    above = (*ancestor_codes(group.region_id), NATION_CODE)
    received = TaskReception.objects.filter(task=OuterRef("pk"), group=group)
    reminders = TaskReminder.objects.filter(task=OuterRef("pk"), group=group, deadline=OuterRef("deadline")).order_by("-said_at")
    reaches = Audience.objects.filter(publication_id=OuterRef("pk"), region_id__in=above)
    asked = DisseminationTask.objects.filter(Exists(reaches), asked_at__isnull=False).select_related(*WITH_TEXT)
    return asked.annotate(
        how=Coalesce(Subquery(received.values("status")[:1]), Value(How.SENT.value)), reminded_at=Subquery(reminders.values("said_at")[:1])
    ).order_by("deadline", "pk")


_STANDS = Q(called_off_at=None, publication__status=Status.PUBLISHED)
_CLOSED = Q(how__in=TaskReception.CLOSED)
STAGES = {"buka": _STANDS & ~_CLOSED, "selesai": _CLOSED, "lewat": ~_STANDS & ~_CLOSED}


def tasks_in_stage(group: Group, stage: str) -> QuerySet[DisseminationTask]:
    """Those of the group that wait ("buka", nearest deadline first), are closed ("selesai"), or fell away before ("lewat")."""
    found = tasks_for(group).filter(STAGES[stage])
    return found if stage == "buka" else found.order_by("-deadline", "-pk")


def open_tasks(group: Group) -> QuerySet[DisseminationTask]:
    """What the group has to pass on, nearest deadline first."""
    return tasks_in_stage(group, "buka")


def get_task_of_group(*, actor: Actor, code: str, group_id: int | None = None) -> tuple[DisseminationTask, Group]:
    """The task with this code and the actor's group it asks: the named one, else the first. Raises NotVisible."""
    task = (
        DisseminationTask.objects.select_related(*WITH_TEXT, "publication__cover")
        .filter(publication__code=code, asked_at__isnull=False)
        .first()
    )
    mine = groups_of_actor(task, actor) if task is not None else []
    group = next((group for group in mine if group_id in (None, group.pk)), None)
    if task is None or group is None:
        raise NotVisible("Tugas ini tidak ada, atau bukan untuk kelompok Anda.")
    return task, group


def reception_of(task: DisseminationTask, group: Group) -> TaskReception | None:
    """How far the group is; None before its first look."""
    return TaskReception.objects.filter(task=task, group=group).first()


def parts_of(reception: TaskReception | None) -> list[PassingOn]:
    """What the group's members answered and did not take back, oldest first, with photos and what was asked back."""
    if reception is None:
        return []
    return list(_with_proof(reception.parts.filter(withdrawn_at=None)).order_by("at", "pk"))


def _with_proof(parts: QuerySet[PassingOn]) -> QuerySet[PassingOn]:
    photos = PassingOnPhoto.objects.select_related(
        "upload", "resembles__part__reception__group", "resembles__part__reception__task__publication"
    )
    asked_back = AskBack.objects.select_related("person", "replied_by")
    return parts.select_related("person").prefetch_related(Prefetch("photos", photos), Prefetch("asked_back", asked_back))


def part_by_client_id(client_id: UUID) -> PassingOn | None:
    """The part that a form or device sent before under this id."""
    return PassingOn.objects.select_related("reception__task__publication", "reception__group").filter(client_id=client_id).first()


def get_part(part_id: int) -> PassingOn:
    """The part, whoever asks: the caller asks the rules. Raises NotVisible."""
    found = PassingOn.objects.select_related("reception__task__publication__region", "reception__group__region", "person").filter(
        pk=part_id
    )
    if (part := found.first()) is None:
        raise NotVisible("Jawaban ini tidak ada.")
    return part


def carriers_in_words(carriers: Iterable[str]) -> str:
    """ "Papan pengumuman, Grup WhatsApp"; a carrier that is none any more as it was written."""
    known = dict(Carrier.choices)
    return ", ".join(str(known.get(carrier, carrier)) for carrier in carriers)


def hamlet_names(group: Group) -> list[str]:
    """The hamlets of the group's village as its profile has them."""
    return list(Hamlet.objects.filter(profile__group=group).order_by("order", "pk").values_list("name", flat=True))


# --- Questions


def questions_of(task: DisseminationTask) -> list[TaskQuestion]:
    """All that groups asked, oldest first: every group sees every question and its answer."""
    return list(task.questions.select_related("group", "person", "answered_by"))


def get_question(question_id: int) -> TaskQuestion:
    """The question, whoever asks: the caller asks the rules. Raises NotVisible."""
    found = TaskQuestion.objects.select_related("task__publication__region", "group").filter(pk=question_id).first()
    if found is None:
        raise NotVisible("Pertanyaan ini tidak ada.")
    return found


def get_ask_back(ask_back_id: int) -> AskBack:
    """What was asked back, whoever asks: the caller asks the rules. Raises NotVisible."""
    with_task = AskBack.objects.select_related("part__reception__task__publication", "part__reception__group__region")
    if (found := with_task.filter(pk=ask_back_id).first()) is None:
        raise NotVisible("Pertanyaan ini tidak ada.")
    return found


# --- What the sender's side sees


def parts_to_task(task: DisseminationTask) -> QuerySet[PassingOn]:
    """All that groups answered and did not take back, newest first, with proof."""
    parts = PassingOn.objects.filter(reception__task=task, withdrawn_at=None).select_related("reception__group__region__parent")
    return _with_proof(parts).order_by("-at", "-pk")


def resembling(photo: PassingOnPhoto) -> PassingOnPhoto | None:
    """The earliest picture of another part, of any group and task, that is nearly the same; taken-back parts count, too."""
    if not photo.fingerprint or not is_telling(photo.fingerprint):
        return None
    since = photo.upload.uploaded_at - timedelta(days=settings.PROOF_RESEMBLES_DAYS)
    earlier = (
        PassingOnPhoto.objects.filter(pk__lt=photo.pk, upload__uploaded_at__gte=since)
        .exclude(part_id=photo.part_id)
        .exclude(fingerprint="")
    )
    for found_id, found in earlier.order_by("pk").values_list("pk", "fingerprint").iterator():
        if distance(photo.fingerprint, found) <= settings.PROOF_RESEMBLES_BITS:
            return PassingOnPhoto.objects.get(pk=found_id)
    return None


# --- Days


def default_deadline(publication: Publication, day: date) -> date:
    """The last day where the sender names none, for what is asked on ``day``."""
    if publication.kind == Publication.Kind.ALERT:
        return day + timedelta(days=settings.TASK_ALERT_DEADLINE_DAYS)
    off, working = off_days((day.year, day.year + 1))
    return add_working_days(day, settings.TASK_DEADLINE_DAYS, off_days=off, extra_working_days=working)


def tasks_to_remind(now: datetime) -> list[DisseminationTask]:
    """What stands, still holds, and has its deadline in reach of a reminder; days off may push one back by weeks."""
    today, steps = timezone.localdate(now), settings.TASK_REMINDER_STEPS
    latest = today - timedelta(days=max(steps) + settings.TASK_REMINDER_PATIENCE_DAYS + 60)
    near = standing_tasks().filter(deadline__gte=latest, deadline__lte=today - timedelta(days=min(steps)))
    return list(near.exclude(publication__ends_at__lte=now).order_by("pk"))


def groups_to_remind(task: DisseminationTask, *, step: int) -> list[Group]:
    """The groups that have not closed the task, are not at rest, and were not told this step of this deadline."""
    closed = TaskReception.objects.filter(task=task, group=OuterRef("pk"), status__in=TaskReception.CLOSED)
    told = TaskReminder.objects.filter(task=task, group=OuterRef("pk"), deadline=task.deadline, step=step)
    return list(groups_asked(task).filter(~Exists(closed), ~Exists(told), state=Group.State.STANDING))


def speaks_on(years: Iterable[int]) -> Callable[[date], bool]:
    """Tells on which days of these years reminders are said at all."""
    if settings.TASK_REMINDER_ON_DAYS_OFF:
        return lambda day: True
    off, working = off_days(years)
    return lambda day: is_working_day(day, off_days=off, extra_working_days=working)
