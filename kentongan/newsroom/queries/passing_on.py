"""Dissemination tasks: whom they ask, how far each group is, what was answered and asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import ancestor_codes
from kentongan.groups.models import Group, GroupQuerySet
from kentongan.groups.queries import Actor, groups_of
from kentongan.groups.rules import is_contributor_of
from kentongan.publishing.models import Audience, Publication

from ..models import AskBack, Carrier, DisseminationTask, Hamlet, PassingOn, PassingOnPhoto, TaskReception, TaskReminder
from ..policies.passing_on import CLOSED, How, TaskState
from ..policies.reach import NATION
from .places import kim_in

Status = Publication.Status
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


def groups_asked(task: DisseminationTask) -> GroupQuerySet:
    """Whom the task asks, see groups_under_audience."""
    return groups_under_audience(task.pk)


def groups_under_audience(publication_id: int) -> GroupQuerySet:
    """The living KIM under the audience of the text, by region and name."""
    codes = Audience.objects.filter(publication_id=publication_id).values_list("region_id", flat=True)
    return kim_in(codes).select_related("region__parent", "site").order_by("region__code", "name")


def asks_group(task: DisseminationTask, group: Group) -> bool:
    """Whether the group is one of those; no query where the audience was loaded with the task."""
    above = (*ancestor_codes(group.region_id), NATION)
    is_asked = not group.has_ended and group.kind == Group.Kind.KIM
    return is_asked and any(audience.region_id in above for audience in task.publication.audiences.all())


def answering_groups(actor: Actor) -> list[Group]:
    """The KIM for which the actor answers: a Forum KIM is not asked, and what has ended neither."""
    return [group for group in groups_of(actor) if group.kind == Group.Kind.KIM and is_contributor_of(actor, group)]


def groups_of_actor(task: DisseminationTask, actor: Actor) -> list[Group]:
    """The actor's groups that the task asks."""
    return [group for group in answering_groups(actor) if asks_group(task, group)]


def asks_actor(publication: Publication, actor: Actor) -> bool:
    """Whether a task asks one of the actor's groups to pass the text on, so that the answer belongs there."""
    task = task_of(publication)
    return task is not None and state_of(task) == TaskState.OPEN and bool(groups_of_actor(task, actor))


def standing_tasks() -> QuerySet[DisseminationTask]:
    """All that is asked now, of whomever."""
    asked = DisseminationTask.objects.filter(asked_at__isnull=False, called_off_at=None, publication__status=Status.PUBLISHED)
    return asked.select_related(*WITH_TEXT)


# --- What a group sees


@dataclass(frozen=True)
class Row:
    """A task as one group sees it on a day; ``task`` comes from tasks_for."""

    task: DisseminationTask
    group: Group
    now: datetime

    @property
    def how(self) -> How:
        """How far the group is."""
        return How(self.task.how)  # type: ignore[attr-defined]

    @property
    def reminded_at(self) -> datetime | None:
        """When the group was last reminded of this deadline."""
        moment: datetime | None = self.task.reminded_at  # type: ignore[attr-defined]
        return moment

    @property
    def state(self) -> TaskState:
        """Where the task is in its life."""
        return state_of(self.task)

    @property
    def left(self) -> int:
        """Days to the deadline; negative after it."""
        return ((self.task.deadline or date.max) - timezone.localdate(self.now)).days

    @property
    def waits(self) -> bool:
        """Whether the group has something to do."""
        return self.state == TaskState.OPEN and self.how not in CLOSED

    @property
    def is_begun(self) -> bool:
        """Whether a part of the answer came and more is to follow."""
        return self.how == How.IN_WORK

    @property
    def urgency(self) -> str:
        """ "late" after the last day, "soon" on it and two days before, "" else and for what waits no longer."""
        if not self.waits:
            return ""
        return "late" if self.left < 0 else "soon" if self.left <= 2 else ""

    @property
    def when(self) -> str:
        """How much time is left, in words."""
        if self.left < 0:
            return ngettext("Lewat %(n)d hari", "Lewat %(n)d hari", -self.left) % {"n": -self.left}
        if self.left < 2:
            return _("Besok hari terakhir") if self.left else _("Hari ini terakhir")
        return ngettext("%(n)d hari lagi", "%(n)d hari lagi", self.left) % {"n": self.left}


def tasks_for(group: Group) -> QuerySet[DisseminationTask]:
    """All that the group was ever asked, by deadline, each with ``how`` (far it is) and ``reminded_at``."""
    above = (*ancestor_codes(group.region_id), NATION)
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


def get_row(task: DisseminationTask, group: Group) -> DisseminationTask:
    """The task as tasks_for has it."""
    return tasks_for(group).get(pk=task.pk)


def get_task_of_group(*, actor: Actor, code: str, group_id: int | None = None) -> tuple[DisseminationTask, Group]:
    """The task with this code and the actor's group it asks: the named one, else the first. Raises NotVisible."""
    asked = DisseminationTask.objects.select_related(*WITH_TEXT).prefetch_related("publication__audiences")
    task = asked.filter(publication__code=code, asked_at__isnull=False).first()
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
    return list(with_proof(reception.parts.filter(withdrawn_at=None)).order_by("at", "pk"))


def with_proof(parts: QuerySet[PassingOn]) -> QuerySet[PassingOn]:
    """With who gave them, their pictures with what those resemble, and what was asked back."""
    photos = PassingOnPhoto.objects.select_related(
        "upload", "resembles__part__reception__group", "resembles__part__reception__task__publication"
    ).prefetch_related("releases")
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
