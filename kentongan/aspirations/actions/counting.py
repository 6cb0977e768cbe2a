"""The public figures follow each step of a report: what it added before is taken away, what it adds now is added."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from ..models import Report, ReportFigure, ReportTally
from ..policies.figures import NUMBERS, Cell, Counted, Figure, changes
from ..queries.counting import CHUNK, counted_now, counted_of, counted_wrong, spanning, tallied

COUNTED = [field.name for field in fields(Counted)]


@transaction.atomic
def count_report(*, case_id: int) -> bool:
    """Let the figures say what the report's rows say now; True where something changed. Nothing for a case that is no report.

    1. The report's tally is locked before its rows are read, so that of two tellings the later one sees what the earlier one saw, or newer.
    2. The difference to what was counted is added to the figures, which are locked in the same order by everybody.
    3. Called again it finds no difference. The order in which events are told makes no difference either.
    """
    if not Report.objects.filter(pk=case_id).exists():
        return False
    ReportTally.objects.bulk_create([ReportTally(report_id=case_id)], ignore_conflicts=True)
    tally = ReportTally.objects.select_for_update().get(pk=case_id)
    before, after = tally.value, counted_of([case_id]).get(case_id)
    if before == after:
        return False
    _add(changes(before, after))
    _tally(case_id, after).save(force_update=True)
    return True


@transaction.atomic
def count_again(*, day: date) -> int:
    """A day was declared off or working later: count anew what was answered over it. Returns how many reports count otherwise now.

    All tallies first, in the order of their numbers, and then the figures once, in theirs: nobody who counts one report meanwhile waits
    for a tally while he holds a figure, and no figure is held longer than it takes to add the sum.
    """
    before = {tally.pk: tally.value for tally in spanning(day).select_for_update()}
    ids, after, differences = list(before), dict[int, Counted | None](), dict[Cell, Figure]()
    for first in range(0, len(ids), CHUNK):
        counted = counted_of(ids[first : first + CHUNK])
        after |= {case_id: value for case_id, value in counted.items() if value != before[case_id]}
    for case_id, value in after.items():
        for cell, figure in changes(before[case_id], value).items():
            differences.setdefault(cell, Figure()).add(figure)
    ReportTally.objects.bulk_update([_tally(case_id, value) for case_id, value in after.items()], COUNTED, batch_size=CHUNK)
    _add({cell: figure for cell, figure in differences.items() if figure != Figure()})
    return len(after)


def _add(differences: Mapping[Cell, Figure]) -> None:
    cells = sorted(differences)
    ReportFigure.objects.bulk_create([ReportFigure(about=about, month=month) for about, month in cells], ignore_conflicts=True)
    for about, month in cells:
        row = ReportFigure.objects.select_for_update().get(about=about, month=month)
        value = row.value
        value.add(differences[(about, month)])
        _write(row, value)


def _tally(case_id: int, counted: Counted | None) -> ReportTally:
    return ReportTally(report_id=case_id, **{name: getattr(counted, name) for name in COUNTED} if counted is not None else {})


@dataclass(frozen=True)
class Mended:
    """How many reports counted otherwise than their rows say, and how many cells of the figures were wrong."""

    reports: int
    cells: int


def recount_figures() -> Mended:
    """Set the figures right from all reports, while the house goes on working.

    A report whose tally is wrong is counted by itself. Then each cell that is not the sum of the tallies is locked and added up again:
    whoever counts a report meanwhile has either added it to the cell and to its tally, or waits for the cell and has changed neither.
    """
    reports = sum(count_report(case_id=case_id) for case_id in list(counted_wrong()))
    wanted, kept = tallied(), counted_now()
    wrong = sorted(cell for cell in wanted.keys() | kept.keys() if wanted.get(cell) != kept.get(cell))
    return Mended(reports, sum(_add_up(cell) for cell in wrong))


@transaction.atomic
def _add_up(cell: Cell) -> bool:
    about, month = cell
    ReportFigure.objects.bulk_create([ReportFigure(about=about, month=month)], ignore_conflicts=True)
    row = ReportFigure.objects.select_for_update().get(about=about, month=month)
    value = tallied(month=month).get(cell, Figure())
    if row.value == value:
        return False
    _write(row, value)
    return True


def _write(row: ReportFigure, value: Figure) -> None:
    for name in NUMBERS:
        setattr(row, name, getattr(value, name))
    row.version += 1
    row.days = {str(days): count for days, count in sorted(value.days.items())}
    row.save()
