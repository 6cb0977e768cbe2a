"""Months, quarters and years as reports tell of them. Plain arithmetic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kentongan.core.policies.days import MONTHS

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MONTH, QUARTER, YEAR = "bulan", "triwulan", "tahun"
LENGTH = {MONTH: 1, QUARTER: 3, YEAR: 12}  # in months
KEY = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|t([1-4])))?")
FIRST_YEAR = 2000  # earlier than any KIM's log; keeps a mistyped address from being a period


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter or year: from its first day to its last, both with."""

    start: date
    kind: str

    @property
    def end(self) -> date:
        """Its last day."""
        return _months_on(self.start, LENGTH[self.kind]) - timedelta(days=1)

    @property
    def key(self) -> str:
        """As it stands in an address: "2026-10", "2026-t4", "2026"."""
        year = f"{self.start.year}"
        return {MONTH: f"{year}-{self.start.month:02d}", QUARTER: f"{year}-t{self.quarter}", YEAR: year}[self.kind]

    @property
    def quarter(self) -> int:
        """The quarter in which it begins, from 1."""
        return (self.start.month + 2) // 3

    @property
    def name(self) -> str:
        """As people call it: "Oktober 2026", "Triwulan IV 2026", "Tahun 2026"."""
        month, year = MONTHS[self.start.month - 1], self.start.year
        return {MONTH: f"{month} {year}", QUARTER: f"Triwulan {ROMAN[self.quarter - 1]} {year}", YEAR: f"Tahun {year}"}[self.kind]

    @property
    def spoken(self) -> str:
        """In the middle of a sentence: "bulan Oktober 2026", "triwulan IV 2026", "tahun 2026"."""
        return f"bulan {self.name}" if self.kind == MONTH else self.name[:1].lower() + self.name[1:]

    @property
    def before(self) -> "Period":
        """The one of the same length that ended the day before."""
        return Period(_months_on(self.start, -LENGTH[self.kind]), self.kind)

    @property
    def after(self) -> "Period":
        """The one of the same length that begins the day after."""
        return Period(_months_on(self.start, LENGTH[self.kind]), self.kind)

    def is_over(self, today: date) -> bool:
        """Whether its last day has come: from then on it can be reported for good."""
        return today >= self.end


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months after (or before) the first of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def period_at(kind: str, day: date) -> Period:
    """The period of this kind in which the day lies."""
    first = {MONTH: day.month, QUARTER: (day.month - 1) // 3 * 3 + 1, YEAR: 1}[kind]
    return Period(date(day.year, first, 1), kind)


def read_key(key: str) -> Period | None:
    """The period that stands in an address; None where none does."""
    found = KEY.fullmatch(key)
    if found is None or int(found[1]) < FIRST_YEAR:
        return None
    year, month, quarter = int(found[1]), found[2], found[3]
    if month:
        return Period(date(year, int(month), 1), MONTH)
    return Period(date(year, int(quarter) * 3 - 2, 1), QUARTER) if quarter else Period(date(year, 1, 1), YEAR)


def periods_of(year: int, kind: str, *, until: date) -> Iterator[Period]:
    """Those of a year that have begun by the day, the latest first."""
    starts = [date(year, month, 1) for month in range(1, 13, LENGTH[kind])]
    return (Period(start, kind) for start in reversed(starts) if start <= until)
