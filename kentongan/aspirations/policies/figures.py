"""What one report adds to the public figures, and how figures are read. Plain values.

A report is counted in the month it came in: for its place with all above it, and for those with whom it lies. What is joined with another
report, archived, or suspicious and not taken up by anybody yet, counts nowhere. A secret report counts for the regency only, so that
nobody can tell from the figures of a village that somebody there has sent one (docs/decisions).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

PLACE, OFFICE, DESK = "place", "office", "desk"
REGENCY_LEVEL = 2  # parts of its code
NUMBERS = ("received", "forwarded", "answered", "in_time", "closed", "overdue")
Cell = tuple[str, date]  # (about what, first day of the month)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How one report counts. ``place`` is the code of its village, ``holder`` "office:12" or "desk:61.07.04"."""

    month: date
    place: str
    holder: str
    is_secret: bool = False
    is_forwarded: bool = False
    is_answered: bool = False
    is_in_time: bool = False
    is_closed: bool = False
    is_overdue: bool = False
    days: int | None = None  # working days from coming in to the first answer
    opened_on: date | None = None
    answered_on: date | None = None


@dataclass
class Figure:
    """Numbers of reports, and of those answered how many took how many working days."""

    received: int = 0
    forwarded: int = 0
    answered: int = 0
    in_time: int = 0
    closed: int = 0
    overdue: int = 0
    days: dict[int, int] = field(default_factory=dict)

    def add(self, other: "Figure", times: int = 1) -> None:
        """Add another's numbers, or with −1 take them away. Kinds of days that nobody took any more are left out."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + times * getattr(other, name))
        for days, count in other.days.items():
            self.days[days] = self.days.get(days, 0) + times * count
            if not self.days[days]:
                del self.days[days]

    @property
    def median_days(self) -> int | None:
        """The fewest working days within which half of the answered were answered; None where nothing was."""
        total, seen = sum(self.days.values()), 0
        for days in sorted(self.days):
            seen += self.days[days]
            if seen * 2 >= total:
                return days
        return None

    @property
    def in_time_share(self) -> float | None:
        """Of the answered the share that was answered in time, 0 to 1; None where nothing was answered."""
        return self.in_time / self.answered if self.answered else None


def figure_of(counted: Counted) -> Figure:
    """One report as numbers."""
    return Figure(
        received=1,
        forwarded=int(counted.is_forwarded),
        answered=int(counted.is_answered),
        in_time=int(counted.is_in_time),
        closed=int(counted.is_closed),
        overdue=int(counted.is_overdue),
        days={} if counted.days is None else {counted.days: 1},
    )


def cells_of(counted: Counted) -> tuple[Cell, ...]:
    """Where a report counts: its village, district and regency, and whoever it lies with; a secret one not below the regency."""
    parts = counted.place.split(".")
    lowest = REGENCY_LEVEL if counted.is_secret else len(parts)
    abouts = [f"{PLACE}:{'.'.join(parts[:length])}" for length in range(min(REGENCY_LEVEL, len(parts)), lowest + 1)]
    kind, _colon, code = counted.holder.partition(":")
    if not counted.is_secret or kind == OFFICE or code.count(".") < REGENCY_LEVEL:
        abouts.append(counted.holder)
    return tuple((about, counted.month) for about in abouts)


def changes(before: Counted | None, after: Counted | None) -> dict[Cell, Figure]:
    """What the figures gain or lose when a report counts otherwise than before; None: it counts nowhere."""
    found: dict[Cell, Figure] = {}
    for counted, times in ((before, -1), (after, 1)):
        if counted is not None:
            for cell in cells_of(counted):
                found.setdefault(cell, Figure()).add(figure_of(counted), times)
    return {cell: figure for cell, figure in found.items() if figure != Figure()}


def total(counted: Iterable[Counted]) -> dict[Cell, Figure]:
    """The figures counted afresh."""
    found: dict[Cell, Figure] = {}
    for each in counted:
        for cell in cells_of(each):
            found.setdefault(cell, Figure()).add(figure_of(each))
    return found


def summed(figures: Iterable[tuple[str, Figure]]) -> dict[str, Figure]:
    """About what → the sum over all months."""
    found: dict[str, Figure] = {}
    for about, figure in figures:
        found.setdefault(about, Figure()).add(figure)
    return found


def read_days(written: Mapping[str, int]) -> dict[int, int]:
    """Days as JSON keeps them, with numbers for keys."""
    return {int(days): count for days, count in written.items()}
