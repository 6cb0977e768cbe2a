"""What groups answered and asked, for those who sent the task; what waits for whom."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor, bulletin_regions_of
from kentongan.media.policies import distance, is_telling
from kentongan.publishing.models import Publication

from ..models import AskBack, DisseminationTask, PassingOn, PassingOnPhoto, TaskQuestion, TaskReception
from .passing_on import with_proof

Status = Publication.Status


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


def parts_to_task(task: DisseminationTask) -> QuerySet[PassingOn]:
    """All that groups answered and did not take back, newest first, with proof."""
    parts = PassingOn.objects.filter(reception__task=task, withdrawn_at=None).select_related("reception__group__region__parent")
    return with_proof(parts).order_by("-at", "-pk")


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


def refusals_of(task: DisseminationTask) -> list[TaskReception]:
    """The groups that cannot, with their reasons, by name of the group."""
    refused = task.receptions.filter(status=TaskReception.Status.CANNOT).select_related("group__region__parent", "refused_by")
    return list(refused.order_by("group__name"))


def _photos() -> QuerySet[PassingOnPhoto]:
    return PassingOnPhoto.objects.select_related("upload", "part__reception__task__publication__region", "part__reception__group__region")


def get_photo(photo_id: int) -> PassingOnPhoto:
    """The picture, whoever asks: the caller asks the rules. Raises NotVisible."""
    if (found := _photos().filter(pk=photo_id).first()) is None:
        raise NotVisible("Foto ini tidak ada.")
    return found


def get_photo_by_key(key: str) -> PassingOnPhoto:
    """The picture whose file has this key, whoever asks: the caller asks the rules. Raises NotVisible."""
    if (found := _photos().filter(upload__key=key).first()) is None:
        raise NotVisible("Foto ini tidak ada.")
    return found


# --- What waits


def questions_waiting(actor: Actor) -> QuerySet[TaskQuestion]:
    """What groups asked and nobody answered, about texts sent in the names the actor sends in; longest waiting first."""
    owners = {grant.scope for grant in bulletin_regions_of(actor)}
    open_ones = TaskQuestion.objects.filter(answered_at=None, task__publication__owner__in=owners)
    return open_ones.select_related("task__publication", "group").order_by("asked_at", "pk")


def resemblances_waiting(actor: Actor) -> QuerySet[PassingOnPhoto]:
    """Pictures that were used before and that nobody of the actor's side looked into, oldest first."""
    owners = {grant.scope for grant in bulletin_regions_of(actor)}
    noted = _photos().filter(resembles__isnull=False, looked_at=None, part__withdrawn_at=None, part__asked_back=None)
    return noted.filter(part__reception__task__publication__owner__in=owners).order_by("pk")


def asked_back_waiting(groups: Iterable[Group]) -> QuerySet[AskBack]:
    """What the sender's side asked these groups about their answers and nobody replied to, longest waiting first."""
    asked = AskBack.objects.filter(replied_at=None, part__withdrawn_at=None, part__reception__group__in=list(groups))
    return asked.select_related("part__reception__task__publication", "part__reception__group").order_by("at", "pk")
