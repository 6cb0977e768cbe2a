"""Who asks groups to pass a text on, who answers for a group, and who may look into the answers."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.core.rules import Denied, NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.publishing import rules as publishing
from kentongan.publishing.models import Publication

from ..models import DisseminationTask, PassingOn, PassingOnPhoto, TaskReception
from ..policies.passing_on import TaskState
from ..queries.passing_on import asks_group, state_of

__all__ = ["Denied", "NotVisible"]

Status = Publication.Status
SENDING = frozenset({publishing.Part.WRITER, publishing.Part.RELEASER})


def is_above(actor: Actor, publication: Publication) -> bool:
    """Whether the actor coordinates over the region that sends it."""
    return publication.region is not None and group_rules.is_coordinator_over(actor, publication.region)


def can_ask(actor: Actor, publication: Publication) -> bool:
    """Whether the actor says what groups are asked to do with a text a region sends.

    Before it is out whoever may write in it; once it is out whoever lets such texts out there; the coordinator above always.
    """
    if publication.region is None or publication.status == Status.WITHDRAWN or not publishing.can_see_publication(actor, publication):
        return False
    if is_above(actor, publication) or publishing.Part.RELEASER in publishing.parts_of(actor, publication):
        return True
    return publishing.can_edit_publication(actor, publication)


def can_tend(actor: Actor, publication: Publication) -> bool:
    """Whether the actor sees what groups answered and answers their questions: who sends it, and the coordinator above."""
    if publication.region is None:
        return False
    return is_above(actor, publication) or bool(publishing.parts_of(actor, publication) & SENDING)


def can_see_task(actor: Actor, task: DisseminationTask, group: Group) -> bool:
    """Whether the actor sees the task as one of the group, whatever became of it since."""
    return task.asked_at is not None and group_rules.is_contributor_of(actor, group) and asks_group(task, group)


def can_answer(actor: Actor, task: DisseminationTask, group: Group) -> bool:
    """Whether the actor answers for the group now: passes on, asks. A late answer is an answer."""
    return state_of(task) == TaskState.OPEN and can_see_task(actor, task, group)


def can_refuse(actor: Actor, task: DisseminationTask, group: Group, reception: TaskReception | None) -> bool:
    """Whether the actor may say that the group cannot: not after it has."""
    has_closed = reception is not None and reception.status in TaskReception.CLOSED
    return can_answer(actor, task, group) and not has_closed


def may_change_part(actor: Actor, part: PassingOn, group: Group) -> bool:
    """Whether a part of the group's answer is the actor's to take back: whoever gave it, and the group's redaktur or ketua."""
    return part.person_id == actor.pk or group_rules.is_editor_of(actor, group)


def can_take_back(actor: Actor, part: PassingOn) -> bool:
    """Whether the actor takes a part back, or brings it back, now: while the task stands."""
    reception = part.reception
    return may_change_part(actor, part, reception.group) and can_answer(actor, reception.task, reception.group)


def can_ask_back(actor: Actor, part: PassingOn) -> bool:
    """Whether the actor asks about a part that stands: the sender's side."""
    return part.withdrawn_at is None and can_tend(actor, part.reception.task.publication)


def can_see_proof(actor: Actor, photo: PassingOnPhoto) -> bool:
    """Whether the actor looks at a picture of an answer: the group's own people, the sender's side, the coordinator over the group."""
    reception = photo.part.reception
    return group_rules.may_see_group_desk(actor, reception.group) or can_tend(actor, reception.task.publication)


def why_not_until(deadline: date, *, today: date) -> str:
    """In words, why this cannot be the last day; "" where it can."""
    if deadline < today:
        return _("Hari itu sudah lewat. Pilih hari ini atau sesudahnya.")
    if deadline > today + timedelta(days=settings.TASK_LONGEST_DAYS):
        return _("Paling lama %(days)d hari dari hari ini.") % {"days": settings.TASK_LONGEST_DAYS}
    return ""
