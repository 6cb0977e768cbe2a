"""The groups that a task asks, one by one: how far each is, who was reminded, whom one may call."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce

from kentongan.accounts.policies import normalised_phone, shown_phone
from kentongan.groups.models import Grant, Group, GroupQuerySet, Role

from ..models import Carrier, DisseminationTask, TaskQuestion, TaskReception, TaskReminder
from ..policies.passing_on import How
from ..policies.reach import Counts
from .places import below, kim_in
from .reach import label_of


@dataclass(frozen=True)
class Narrowing:
    """Which of the groups: how far they are ("" all; "terlambat" done late), where, and in which order."""

    how: str = ""
    place: str = ""
    order: str = "wilayah"


@dataclass(frozen=True)
class Row:
    """A group, and how far it is with the task."""

    group: Group
    reception: TaskReception | None
    reminded_at: datetime | None = None
    questions: int = 0
    chair: str = ""
    phone: str = ""

    @property
    def how(self) -> How:
        """How far it is."""
        return How(self.reception.status) if self.reception else How.SENT

    @property
    def label(self) -> str:
        """The same in words."""
        return label_of(self.how)

    @property
    def is_late(self) -> bool:
        """Whether it answered after the deadline."""
        return self.reception is not None and self.reception.is_late

    @property
    def closed_at(self) -> datetime | None:
        """When it was done, or said that it cannot."""
        if self.reception is None:
            return None
        return self.reception.refused_at if self.how == How.CANNOT else self.reception.done_at

    @property
    def reason(self) -> str:
        """Why it cannot."""
        return self.reception.reason if self.reception else ""

    @property
    def _counts(self) -> Counts:
        tally = getattr(self.reception, "tally", None)
        return tally.counts if tally is not None else {}

    @property
    def people(self) -> int | None:
        """People by estimate; None where no answer said a number."""
        said = self._counts.get("all/parts", 0) - self._counts.get("all/unsaid", 0)
        return self._counts.get("all/people", 0) if said else None

    @property
    def carriers(self) -> str:
        """By which it passed on, in words."""
        return ", ".join(str(label) for value, label in Carrier.choices if f"{value}/groups" in self._counts)

    @property
    def hamlets(self) -> list[tuple[str, int, int]]:
        """(hamlet, answers that reached it, people by estimate)."""
        tally = getattr(self.reception, "tally", None)
        return [(name, parts, people) for name, (parts, people) in tally.hamlets.items()] if tally is not None else []

    @property
    def is_silent(self) -> bool:
        """Whether nobody of it has looked yet: somebody may want to call."""
        return self.reception is None

    @property
    def district_name(self) -> str:
        """Its kecamatan; "" for a group of the regency."""
        region = self.group.region
        district = region.parent if region.level == 4 else region if region.level == 3 else None
        return district.full_name if district is not None else ""

    @property
    def village_name(self) -> str:
        """Its village; "" for a group above one."""
        return self.group.region.full_name if self.group.region.level == 4 else ""

    @property
    def phone_shown(self) -> str:
        """The number as people write it."""
        return shown_phone(self.phone) if self.phone else ""


def groups_narrowed(task: DisseminationTask, places: Sequence[str], wanted: Narrowing) -> GroupQuerySet:
    """The groups asked there, with ``how`` and ``answer_id``, narrowed and in order."""
    answer = FilteredRelation("task_receptions", condition=Q(task_receptions__task=task))
    found = kim_in(places).annotate(answer=answer)
    found = found.annotate(how=Coalesce("answer__status", Value(How.SENT.value)), answer_id=F("answer__pk"), done_at=F("answer__done_at"))
    if wanted.place:
        found = found.filter(below([wanted.place]))
    if wanted.how == "terlambat":
        found = found.filter(how=How.DONE.value, answer__is_late=True)
    elif wanted.how:
        found = found.filter(how=wanted.how)
    orders: dict[str, list[Any]] = {
        "wilayah": ["region__code", "name"],
        "nama": ["name", "region__code"],
        "selesai": [F("done_at").asc(nulls_last=True), "region__code", "name"],
    }
    return found.select_related("region__parent").order_by(*orders[wanted.order])


def rows_of(task: DisseminationTask, groups: Iterable[Group], *, may_call: Callable[[Group], bool]) -> list[Row]:
    """These groups of groups_narrowed with their answers; the number is the chair's own where ``may_call``. Four queries."""
    groups = list(groups)
    answers = TaskReception.objects.select_related("tally").in_bulk([pk for group in groups if (pk := group.answer_id)])  # type: ignore[attr-defined]
    reminded = dict(TaskReminder.objects.filter(task=task, group__in=groups).order_by("said_at").values_list("group_id", "said_at"))
    asked = Counter(TaskQuestion.objects.filter(task=task, group__in=groups).values_list("group_id", flat=True))
    held = Grant.objects.filter(group__in=groups, role=Role.CHAIR, revoked_at=None, person__is_active=True)
    chairs = {grant.group_id: grant.person for grant in held.select_related("person").order_by("-pk")}
    return [
        Row(
            group=group,
            reception=answers.get(group.answer_id),  # type: ignore[attr-defined]
            reminded_at=reminded.get(group.pk),
            questions=asked[group.pk],
            chair=chairs[group.pk].full_name if group.pk in chairs else "",
            phone=(may_call(group) and group.pk in chairs and chairs[group.pk].phone) or normalised_phone(group.phone) or "",
        )
        for group in groups
    ]


def others_who_answered(task: DisseminationTask, places: Sequence[str]) -> int:
    """How many answered and are asked no longer: they ended, or the text is addressed elsewhere now."""
    return TaskReception.objects.filter(task=task).exclude(status=TaskReception.Status.SEEN).exclude(group__in=kim_in(places)).count()
