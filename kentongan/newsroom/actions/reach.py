"""The figures of tasks follow each answer: what it added before is taken away, what it adds now is added."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from ..models import ReceptionTally, TaskFigure, TaskReception
from ..policies.reach import Cell, Counted, Counts, added, changes
from ..queries.reach_counting import CHUNK, counted_now, counted_of, counted_wrong, tallied

BATCH = 100  # rows written by one statement: a longer one takes longer by the square


@transaction.atomic
def count_receptions(*, ids: Collection[int]) -> int:
    """Let the figures say what these answers' rows say now; how many count otherwise than before.

    1. The tallies are locked, in order, before the answers are read: of two tellings the later sees what the earlier saw, or newer.
    2. The differences to what was counted are added to the figures once, which everybody locks in the same order, after all tallies.
    3. Called again it finds no difference. The order in which events are told makes no difference either.
    """
    ReceptionTally.objects.bulk_create([ReceptionTally(reception_id=pk) for pk in sorted(ids)], ignore_conflicts=True)
    locked = ReceptionTally.objects.select_for_update(of=("self",)).select_related("reception").filter(pk__in=ids).order_by("pk")
    before = {tally.pk: tally.counted(tally.reception.task_id) for tally in locked}
    after = {pk: counted for pk, counted in counted_of(ids).items() if counted != before[pk]}
    differences: dict[Cell, Counts] = {}
    for pk, counted in after.items():
        for cell, counts in changes(before[pk], counted).items():
            differences[cell] = added(differences.get(cell, {}), counts)
    ReceptionTally.objects.bulk_update(
        [_tally(pk, counted) for pk, counted in after.items()], ["place", "counts", "hamlets"], batch_size=BATCH
    )
    _add({cell: counts for cell, counts in differences.items() if counts})
    return len(after)


def _tally(pk: int, counted: Counted) -> ReceptionTally:
    return ReceptionTally(reception_id=pk, place=counted.place, counts=counted.counts, hamlets=counted.hamlets)


def _locked(cells: Collection[Cell]) -> dict[Cell, TaskFigure]:
    """The rows of these cells, made where there are none, locked in the order of task and place."""
    TaskFigure.objects.bulk_create([TaskFigure(task_id=task_id, place=place) for task_id, place in sorted(cells)], ignore_conflicts=True)
    tasks, places = {task_id for task_id, _place in cells}, {place for _task_id, place in cells}
    rows = TaskFigure.objects.select_for_update().filter(task__in=tasks, place__in=places).order_by("task_id", "place")
    return {(row.task_id, row.place): row for row in rows}


def _add(differences: Mapping[Cell, Counts]) -> None:
    if not differences:
        return
    rows = _locked(differences)
    for cell, counts in differences.items():
        rows[cell].counts = added(rows[cell].counts, counts)
    TaskFigure.objects.bulk_update([rows[cell] for cell in differences], ["counts"], batch_size=BATCH)


def _count(ids: list[int]) -> int:
    return sum(count_receptions(ids=ids[first : first + CHUNK]) for first in range(0, len(ids), CHUNK))


def count_answer(*, task_id: int, group_id: int) -> int:
    """A group did something with a task: looked, answered, took back, refused."""
    return _count(list(TaskReception.objects.filter(task_id=task_id, group_id=group_id).values_list("pk", flat=True)))


def count_task(*, task_id: int) -> int:
    """Something else is asked, by another day perhaps: who is late changes without anybody having done anything."""
    return _count(list(TaskReception.objects.filter(task_id=task_id).order_by("pk").values_list("pk", flat=True)))


def count_group(*, group_id: int) -> int:
    """A group ended or came back: all its answers count no longer, or again."""
    return _count(list(TaskReception.objects.filter(group_id=group_id).order_by("pk").values_list("pk", flat=True)))


@dataclass(frozen=True)
class Mended:
    """How many answers counted otherwise than their rows say, and how many cells of the figures were wrong."""

    answers: int
    cells: int


def recount_figures() -> Mended:
    """Set the figures right from all answers, while the house goes on working.

    Answers whose tally is wrong are counted as after a step. Then each cell that is not the sum of the tallies is locked and added up
    again: whoever counts an answer meanwhile has added it to the cell and to its tally, or waits for the cell and has changed neither.
    """
    answers = sum(count_receptions(ids=ids) for ids in counted_wrong() if ids)
    wanted, kept = tallied(), counted_now()
    wrong = sorted(cell for cell in wanted.keys() | kept.keys() if wanted.get(cell, {}) != kept.get(cell, {}))
    return Mended(answers, sum(_add_up(cell) for cell in wrong))


@transaction.atomic
def _add_up(cell: Cell) -> bool:
    row = _locked([cell])[cell]
    counts = tallied(cell).get(cell, {})
    if row.counts == counts:
        return False
    row.counts = counts
    row.save(update_fields=["counts"])
    return True
