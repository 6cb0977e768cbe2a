"""How a deadline stands, what a filter's address holds, and the days of a week: what the desks are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from kentongan.cases.policies import WorkCalendar

SOON_DAYS = 2
# What may stand in the address of a list, in this order. Whatever else comes with it is dropped.
FILTER_KEYS = ("bagian", "cari", "jenis", "kategori", "tempat", "status", "di", "lewat", "dilihat", "periksa", "dari", "sampai")
VALUE_LENGTH = 100


class Stand(StrEnum):
    """How a deadline stands, each with a colour and words of its own."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    AHEAD = "ahead"
    WAITING = "waiting"  # the clock is stopped until the sender answers
    RESTING = "resting"  # no clock runs


@dataclass(frozen=True)
class Standing:
    """The stand, and so many days: working days it is over, or days that are left."""

    stand: Stand
    days: int = 0


def standing_of(due_on: date | None, *, is_paused: bool, today: date, calendar: WorkCalendar) -> Standing:
    """How a deadline stands today. What is over counts working days, for that is what the law counts; what is left counts plain days."""
    if is_paused:
        return Standing(Stand.WAITING)
    if due_on is None:
        return Standing(Stand.RESTING)
    left = (due_on - today).days
    if left < 0:
        over = (due_on + timedelta(days=offset) for offset in range(1, 1 - left))
        return Standing(Stand.LATE, sum(calendar.works(day) for day in over))
    return Standing(Stand.TODAY if left == 0 else Stand.SOON if left <= SOON_DAYS else Stand.AHEAD, left)


def filter_query(values: Iterable[tuple[str, str]] | str) -> str:
    """What of an address is a filter, always written the same: known names in their order, none empty, none too long."""
    pairs = parse_qsl(values) if isinstance(values, str) else values
    found = {name: value.strip() for name, value in pairs if name in FILTER_KEYS}
    return urlencode([(name, found[name]) for name in FILTER_KEYS if 0 < len(found.get(name, "")) <= VALUE_LENGTH])


def week_of(today: date) -> tuple[date, ...]:
    """Monday to Sunday of the week that the day lies in."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday + timedelta(days=offset) for offset in range(7))


@dataclass(frozen=True)
class Pick:
    """A row that was ticked: its number, and the version that its list showed."""

    number: str
    version: int

    @property
    def mark(self) -> str:
        """How a form names it."""
        return f"{self.number}:{self.version}"


def read_picks(marks: Iterable[str]) -> list[Pick]:
    """The rows that were ticked, each once; what is no mark is left out."""
    found: dict[str, Pick] = {}
    for mark in marks:
        number, _colon, version = mark.rpartition(":")
        if number and len(number) <= VALUE_LENGTH and version.isascii() and version.isdecimal() and len(version) < 10:
            found.setdefault(number, Pick(number, int(version)))
    return list(found.values())
