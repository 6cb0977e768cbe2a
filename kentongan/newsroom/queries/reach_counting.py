"""How answers count in the figures of tasks, from their rows: by a step, and all of them afresh."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Prefetch

from kentongan.groups.models import Group

from ..models import PassingOn, ReceptionTally, TaskFigure, TaskReception
from ..policies.passing_on import How
from ..policies.reach import Cell, Counted, Counts, GivenPart, counts_of, hamlets_of, total

CHUNK = 500


def _hours(reception: TaskReception, asked_at: datetime | None) -> int | None:
    """Whole hours from asking to done; none for what was done before it was asked anew."""
    if reception.done_at is None or asked_at is None:
        return None
    return max(0, int((reception.done_at - asked_at).total_seconds() // 3600))


def _place(group: Group) -> str:
    """The group's region while it lives, and is one that is asked."""
    return group.region_id if group.kind == Group.Kind.KIM and not group.has_ended else ""


def counted_of(reception_ids: Collection[int]) -> dict[int, Counted]:
    """Reception → how it counts now. Two queries."""
    standing = Prefetch("parts", PassingOn.objects.filter(withdrawn_at=None), to_attr="standing")
    found = {}
    for reception in TaskReception.objects.filter(pk__in=reception_ids).select_related("task", "group").prefetch_related(standing):
        parts = [GivenPart(tuple(part.carriers), tuple(part.hamlets), part.people) for part in reception.standing]
        hours = _hours(reception, reception.task.asked_at)
        counts = counts_of(How(reception.status), parts, is_late=reception.is_late, hours=hours)
        found[reception.pk] = Counted(reception.task_id, _place(reception.group), counts, hamlets_of(parts))
    return found


def in_pieces() -> Iterator[dict[int, Counted]]:
    """All receptions and how they count now, some at a time."""
    last = 0
    while ids := list(TaskReception.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        last = ids[-1]
        yield counted_of(ids)


def counted_again() -> dict[Cell, Counts]:
    """The figures counted afresh from all answers."""
    return total(counted for piece in in_pieces() for counted in piece.values())


def counted_now() -> dict[Cell, Counts]:
    """The figures as they are kept, without those that have become empty."""
    return {(row.task_id, row.place): row.counts for row in TaskFigure.objects.all().iterator() if row.counts}


def counted_wrong() -> Iterator[list[int]]:
    """Receptions that count otherwise than their rows say, in pieces."""
    for piece in in_pieces():
        tallies = ReceptionTally.objects.filter(pk__in=piece).select_related("reception")
        kept = {tally.pk: tally.counted(tally.reception.task_id) for tally in tallies}
        yield [pk for pk, counted in piece.items() if kept.get(pk) != counted]


def tallied(cell: Cell | None = None) -> dict[Cell, Counts]:
    """The figures added up from the tallies: of the task of one cell, or all."""
    tallies = ReceptionTally.objects.exclude(place="").select_related("reception")
    if cell is not None:
        tallies = tallies.filter(reception__task_id=cell[0])
    return total(tally.counted(tally.reception.task_id) for tally in tallies.iterator())
