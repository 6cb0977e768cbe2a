"""When something is, how it comes again, and what becomes of single dates. Plain arithmetic by the clock on the wall of the regency.

Days and times carry no zone: an event at eight is at eight, and a series stays at eight.
"""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545, Monday first, as date.weekday() counts
LAST = -1


class Rhythm(StrEnum):
    """How often something comes again."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_DATE = "monthly_date"
    MONTHLY_WEEKDAY = "monthly_weekday"


BY_WEEK = frozenset({Rhythm.WEEKLY, Rhythm.FORTNIGHTLY})


class RuleInvalid(ValueError):
    """The text is no rule of ours."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """From when to when. Without a start time it takes whole days; ``end_date`` is its last day."""

    start_date: date
    end_date: date
    start_time: time | None = None
    end_time: time | None = None

    @property
    def is_whole_day(self) -> bool:
        """Whether no time of day is said."""
        return self.start_time is None

    @property
    def is_one_day(self) -> bool:
        """Whether it begins and ends on the same day."""
        return self.start_date == self.end_date

    @property
    def start(self) -> datetime:
        """Its first moment; midnight where it takes whole days."""
        return datetime.combine(self.start_date, self.start_time or time())

    @property
    def end(self) -> datetime | None:
        """Its last moment, where an end is said."""
        return datetime.combine(self.end_date, self.end_time) if self.end_time else None

    def moved_to(self, day: date, start_time: time | None = None) -> "Timing":
        """The same length from another day, and from another time where one is given and it has a time at all."""
        if self.is_whole_day:
            return replace(self, start_date=day, end_date=day + (self.end_date - self.start_date))
        begins = datetime.combine(day, start_time or self.start_time or time())
        if self.end is None:
            return replace(self, start_date=day, end_date=day + (self.end_date - self.start_date), start_time=begins.time())
        ends = begins + (self.end - self.start)
        return Timing(start_date=day, start_time=begins.time(), end_date=ends.date(), end_time=ends.time())


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """A series that ends: after ``until`` (which still counts) or after so many ``times``.

    ``weekdays`` (Monday is 0) belong to the rhythms by week, ``month_day`` to the same date, ``nth`` with one weekday to the same weekday
    of each month, where -1 is the last one. A month without a 31st has no date (RFC 5545).
    """

    rhythm: Rhythm
    weekdays: tuple[int, ...] = ()
    month_day: int = 0
    nth: int = 0
    until: date | None = None
    times: int | None = None

    @property
    def rule(self) -> str:
        """The value of an RRULE (RFC 5545), always written the same way. UNTIL is a day on the wall."""
        if self.rhythm in BY_WEEK:
            days = ",".join(DAY_CODES[day] for day in self.weekdays)
            parts = ["FREQ=WEEKLY", *(["INTERVAL=2"] if self.rhythm == Rhythm.FORTNIGHTLY else []), f"BYDAY={days}"]
        elif self.rhythm == Rhythm.MONTHLY_DATE:
            parts = ["FREQ=MONTHLY", f"BYMONTHDAY={self.month_day}"]
        else:
            parts = ["FREQ=MONTHLY", f"BYDAY={self.nth}{DAY_CODES[self.weekdays[0]]}"]
        parts.append(f"UNTIL={self.until:%Y%m%d}" if self.until else f"COUNT={self.times}")
        return ";".join(parts)


def series(
    rhythm: Rhythm, start: date, *, weekdays: Iterable[int] = (), until: date | None = None, times: int | None = None, years: int
) -> Recurrence:
    """The series that begins with ``start``: its own weekday, date or place in the month always belong to it.

    Without ``until`` or ``times`` it ends by itself after so many ``years``.
    """
    if until is None and times is None:
        until = years_after(start, years)
    if rhythm in BY_WEEK:
        found = Recurrence(rhythm=rhythm, weekdays=tuple(sorted({*weekdays, start.weekday()})))
    elif rhythm == Rhythm.MONTHLY_DATE:
        found = Recurrence(rhythm=rhythm, month_day=start.day)
    else:
        nth = (start.day - 1) // 7 + 1
        found = Recurrence(rhythm=rhythm, weekdays=(start.weekday(),), nth=nth if nth < 5 else LAST)
    return replace(found, until=until, times=None if until else times)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@lru_cache(maxsize=4096)
def recurrence_of(rule: str) -> Recurrence | None:
    """The series a kept rule means, None for "". Raises RuleInvalid for everything that ``Recurrence.rule`` does not write."""
    if not rule:
        return None
    try:
        parts = dict(part.split("=") for part in rule.split(";"))
        until = datetime.strptime(parts["UNTIL"], "%Y%m%d").date() if "UNTIL" in parts else None  # noqa: DTZ007
        found = replace(_rhythm_of(parts), until=until, times=int(parts["COUNT"]) if until is None else None)
    except (KeyError, ValueError) as fault:
        raise RuleInvalid(rule) from fault
    if found.rule != rule:
        raise RuleInvalid(rule)
    return found


def _rhythm_of(parts: dict[str, str]) -> Recurrence:
    if parts["FREQ"] == "WEEKLY":
        rhythm = Rhythm.FORTNIGHTLY if "INTERVAL" in parts else Rhythm.WEEKLY
        return Recurrence(rhythm=rhythm, weekdays=tuple(DAY_CODES.index(code) for code in parts["BYDAY"].split(",")))
    if "BYMONTHDAY" in parts:
        return Recurrence(rhythm=Rhythm.MONTHLY_DATE, month_day=int(parts["BYMONTHDAY"]))
    nth, code = parts["BYDAY"][:-2], parts["BYDAY"][-2:]
    return Recurrence(rhythm=Rhythm.MONTHLY_WEEKDAY, nth=int(nth), weekdays=(DAY_CODES.index(code),))


@lru_cache(maxsize=4096)
def dates_of(start: date, rule: str) -> tuple[date, ...]:
    """All days on which the series begins anew; the one day itself without a rule."""
    found = recurrence_of(rule)
    if found is None:
        return (start,)
    which = {"dtstart": datetime.combine(start, time()), "count": found.times}
    if found.until:
        which["until"] = datetime.combine(found.until, time())
    if found.rhythm in BY_WEEK:
        moments = rrule(WEEKLY, interval=2 if found.rhythm == Rhythm.FORTNIGHTLY else 1, byweekday=found.weekdays, **which)
    elif found.rhythm == Rhythm.MONTHLY_DATE:
        moments = rrule(MONTHLY, bymonthday=found.month_day, **which)
    else:
        moments = rrule(MONTHLY, byweekday=weekday(found.weekdays[0])(found.nth), **which)
    return tuple(moment.date() for moment in moments)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of the date ``day`` of a series: another timing, or, without one, cancelled."""

    day: date
    timing: Timing | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One date of an event. ``day`` is where the series had it, wherever it was moved to."""

    day: date
    timing: Timing
    is_cancelled: bool = False
    is_moved: bool = False
    note: str = ""


def occurrences(timing: Timing, rule: str, changes: Iterable[Change] = ()) -> list[Occurrence]:
    """Every date of the event, cancelled ones too, in the order in which they come."""
    by_day = {change.day: change for change in changes}
    found = []
    for day in dates_of(timing.start_date, rule):
        usual, change = timing.moved_to(day), by_day.get(day)
        if change is None:
            found.append(Occurrence(day=day, timing=usual))
        elif change.timing is None:
            found.append(Occurrence(day=day, timing=usual, is_cancelled=True, note=change.note))
        else:
            found.append(Occurrence(day=day, timing=change.timing, is_moved=True, note=change.note))
    return sorted(found, key=lambda one: (one.timing.start, one.day))


def within(found: Iterable[Occurrence], first: date, last: date) -> list[Occurrence]:
    """Those that touch the days from ``first`` to ``last``."""
    return [one for one in found if one.timing.start_date <= last and one.timing.end_date >= first]


def coming(found: Iterable[Occurrence], today: date) -> list[Occurrence]:
    """Those that are not over before ``today``."""
    return [one for one in found if one.timing.end_date >= today]


def reach(found: Iterable[Occurrence]) -> tuple[date, date] | None:
    """The first and the last day that any date touches; None where a series has no date at all."""
    timings = [one.timing for one in found]
    if not timings:
        return None
    return min(timing.start_date for timing in timings), max(timing.end_date for timing in timings)


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The month as weeks of seven days from Monday to Sunday, with the days of its neighbours."""
    return Calendar().monthdatescalendar(year, month)


def next_month(year: int, month: int, *, step: int = 1) -> tuple[int, int]:
    """The month so many months later (earlier below zero)."""
    count = year * 12 + month - 1 + step
    return count // 12, count % 12 + 1


@dataclass(frozen=True, kw_only=True)
class EventDetails:
    """What stands in the form of an event besides title and text. A draft may still have no day."""

    start_date: date | None = None
    start_time: time | None = None
    end_date: date | None = None
    end_time: time | None = None
    recurrence: Recurrence | None = None
    place: str = ""
    hamlet: str = ""
    latitude: float | None = None
    longitude: float | None = None
    open_to: str = ""
    contact: str = ""

    @property
    def timing(self) -> Timing | None:
        """From when to when, once a day is known."""
        if self.start_date is None:
            return None
        return Timing(
            start_date=self.start_date, end_date=self.end_date or self.start_date, start_time=self.start_time, end_time=self.end_time
        )

    @property
    def rule(self) -> str:
        """The rule of its series, "" for one date."""
        return self.recurrence.rule if self.recurrence else ""
