"""The law clock: from a term and a calendar to a date that everybody can check on paper.

Four rules, all in days of the place (Asia/Pontianak), never in hours:

1. The day on which a term starts does not count; day 1 is the next counting day.
2. A working-day term counts the days on which offices work; a calendar term counts every day.
3. Days of a pause do not count, both ends included: on the day somebody is asked the office had no whole day, and the day of the answer is
   like a start, day 1 after it is the next counting day. Asked and answered on one day changes nothing. So a term always has exactly its
   number of whole days, however often it is paused, and at least one of them is left when it goes on.
4. An extension adds its days at the end. A day off declared later is simply a day that does not count: the date is worked out anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kentongan.core.policies import is_working_day

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a term counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class State(StrEnum):
    """How a term stands on a day."""

    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"


class Reason(StrEnum):
    """Why a day counts or not."""

    STARTED = "started"
    COUNTED = "counted"
    DECLARED = "declared"  # counted, because a decree made it a working day
    EXTENDED = "extended"  # counted, in the extension
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True)
class WorkCalendar:
    """Which days offices work. ``names`` says for days off and declared days what they are."""

    off_days: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether offices work on the day."""
        return is_working_day(day, off_days=self.off_days, extra_working_days=self.working_days)


@dataclass(frozen=True)
class Pause:
    """From the day somebody was asked to the day the answer came; open while it has not."""

    paused_on: date
    resumed_on: date | None = None

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.paused_on:
            raise ValueError("A pause does not end before it begins.")

    def holds(self, day: date) -> bool:
        """Whether the day does not count because of it."""
        return self.paused_on <= day and self.resumed_on != self.paused_on and (self.resumed_on is None or day <= self.resumed_on)


@dataclass(frozen=True)
class Term:
    """So many days from a day on, with its pauses in order and at most one extension."""

    started_on: date
    days: int
    unit: Unit = Unit.WORKING
    extension_days: int = 0
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        if self.days < 1 or self.extension_days < 0:
            raise ValueError("A term has at least one day.")
        for earlier, later in pairwise(self.pauses):
            if earlier.resumed_on is None or later.paused_on < earlier.resumed_on:
                raise ValueError("Pauses follow one another, and only the last may be open.")

    @property
    def total(self) -> int:
        """All its days."""
        return self.days + self.extension_days

    @property
    def paused_since(self) -> date | None:
        """The day of the pause that has not ended."""
        return self.pauses[-1].paused_on if self.pauses and self.pauses[-1].resumed_on is None else None


@dataclass(frozen=True)
class Day:
    """A day of the explanation: its number among the counted days, or None, and why."""

    day: date
    number: int | None
    reason: Reason
    name: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether it used up a day of the term."""
        return self.number is not None


def _counts(term: Term, day: date, calendar: WorkCalendar) -> bool:
    if day <= term.started_on or any(pause.holds(day) for pause in term.pauses):
        return False
    return term.unit == Unit.CALENDAR or calendar.works(day)


def _counted_days(term: Term, calendar: WorkCalendar) -> Iterator[date]:
    """The counted days in order; ends where an open pause begins, else never."""
    day, stop = term.started_on, term.paused_since
    while stop is None or day + ONE_DAY < stop:
        day += ONE_DAY
        if _counts(term, day, calendar):
            yield day


def nth_day(term: Term, number: int, calendar: WorkCalendar) -> date | None:
    """The day that is number so and so of the counted days; None where an open pause stands before it."""
    for count, day in enumerate(_counted_days(term, calendar), start=1):
        if count == number:
            return day
    return None


def due_date(term: Term, calendar: WorkCalendar) -> date | None:
    """The last day of the term; None while it is paused before its end."""
    return nth_day(term, term.total, calendar)


def used_days(term: Term, today: date, calendar: WorkCalendar) -> int:
    """How many counted days have begun by the day, also beyond the end."""
    span = (term.started_on + timedelta(days=offset) for offset in range(1, (today - term.started_on).days + 1))
    return sum(_counts(term, day, calendar) for day in span)


def closed(term: Term, ended_on: date) -> Term:
    """The term as it stood when it ended: an open pause ends with it."""
    since = term.paused_since
    if since is None:
        return term
    return replace(term, pauses=(*term.pauses[:-1], Pause(since, max(since, ended_on))))


def state_of(term: Term, today: date, calendar: WorkCalendar, *, ended_on: date | None = None) -> State:
    """How the term stands on the day, or how it ended."""
    if ended_on is not None:
        due = due_date(closed(term, ended_on), calendar)
        return State.DONE_IN_TIME if due is None or ended_on <= due else State.DONE_LATE
    due = due_date(term, calendar)
    if due is not None and today > due:
        return State.OVERDUE
    return State.PAUSED if term.paused_since is not None else State.RUNNING


def alarms(term: Term, calendar: WorkCalendar, *, shares: Sequence[int], ladder: Sequence[int] = ()) -> list[tuple[date, str]]:
    """On which days the clock speaks, in order: ``remind-0``, ``remind-1``, ``overdue``, ``rung-0`` …

    A reminder comes on the day that brings the used share to its percentage; where two fall on one day only the later speaks. Overdue is
    the day after the last; a rung of the ladder is so many counted days after the last.
    """
    numbers = [-(-term.total * share // 100) for share in shares]
    found = [
        (nth_day(term, number, calendar), f"remind-{index}") for index, number in enumerate(numbers) if number not in numbers[index + 1 :]
    ]
    due = due_date(term, calendar)
    found.append((due + ONE_DAY if due else None, "overdue"))
    found += [(nth_day(term, term.total + days, calendar), f"rung-{index}") for index, days in enumerate(ladder)]
    return [(day, name) for day, name in found if day is not None]


def _why_not(term: Term, day: date, calendar: WorkCalendar) -> Reason:
    if day <= term.started_on:
        return Reason.STARTED
    if term.unit == Unit.WORKING and not calendar.works(day):
        return Reason.WEEKEND if day.weekday() >= 5 and day not in calendar.names else Reason.HOLIDAY
    return Reason.PAUSED


def explanation(term: Term, calendar: WorkCalendar, *, until: date | None = None) -> list[Day]:
    """Every day from the start to the last (or to ``until`` while paused): counted or not, and why. Its counted days sum to the term."""
    last = due_date(term, calendar) or until or term.paused_since or term.started_on
    days, number, day = [], 0, term.started_on
    while day <= last:
        name = calendar.names.get(day, "")
        if _counts(term, day, calendar):
            number += 1
            reason = Reason.EXTENDED if number > term.days else Reason.COUNTED
            if term.unit == Unit.WORKING and day in calendar.working_days:
                reason = Reason.DECLARED
            days.append(Day(day, number, reason, name if reason == Reason.DECLARED else ""))
        else:
            reason = _why_not(term, day, calendar)
            days.append(Day(day, None, reason, name if reason == Reason.HOLIDAY else ""))
        day += ONE_DAY
    return days
