"""The law clock as one would show it to the ministry: when a term starts, what happens, and its last day.

Days off are those of the joint decree for 2026 (SKB 3 Menteri) and the first of 2027. Idul Fitri with joint leave is Wednesday 18 to
Tuesday 24 March.
"""

from dataclasses import dataclass
from datetime import date


def d(text: str) -> date:
    """``d("03-18")`` is 18 March 2026."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


@dataclass(frozen=True)
class Row:
    """A term and what befalls it. ``pauses`` are (asked, answered); ``declared`` are (day, is working)."""

    says: str
    start: str
    days: int
    due: str
    pauses: tuple[tuple[str, str], ...] = ()
    extension: int = 0
    declared: tuple[tuple[str, bool], ...] = ()
    unit: str = "working"


OFF_2026 = frozenset(
    map(
        d,
        "01-01 01-16 02-16 02-17 03-18 03-19 03-20 03-21 03-22 03-23 03-24 04-03 04-05 05-01 05-14 05-15 05-27 05-28 05-31 06-01 06-16 "
        "08-17 08-25 12-24 12-25 2027-01-01 2027-01-05".split(),
    )
)

ROWS = (
    # weekends
    Row("one day, started on Monday", "11-02", 1, "11-03"),
    Row("one day, started on Friday, is Monday", "11-06", 1, "11-09"),
    Row("one day, started on Saturday, is Monday", "11-07", 1, "11-09"),
    Row("one day, started on Sunday, is Monday", "11-08", 1, "11-09"),
    Row("verify within 3, from Monday", "11-02", 3, "11-05"),
    Row("verify within 3, from Wednesday, over the weekend", "11-04", 3, "11-09"),
    Row("verify within 3, from Friday", "11-06", 3, "11-11"),
    Row("5 days are a week", "11-02", 5, "11-09"),
    Row("5 days from Friday end on Friday", "11-06", 5, "11-13"),
    Row("10 days are two weeks", "11-02", 10, "11-16"),
    Row("14 days of a complaint", "11-02", 14, "11-20"),
    Row("60 days of an examination", "06-29", 60, "09-23"),
    # holidays in the middle
    Row("Independence Day on a Monday", "08-14", 1, "08-18"),
    Row("3 days over Independence Day", "08-13", 3, "08-19"),
    Row("Labour Day makes a long weekend", "04-30", 1, "05-04"),
    Row("Ascension with joint leave", "05-12", 3, "05-19"),
    Row("Idul Adha with joint leave, then Pancasila Day", "05-26", 2, "06-02"),
    Row("Lunar New Year with joint leave", "02-13", 1, "02-18"),
    Row("a holiday on a Sunday takes nothing", "04-01", 2, "04-06"),
    # Idul Fitri 2026 with joint leave: no working day from 18 to 24 March
    Row("sent on the last day before Idul Fitri", "03-17", 1, "03-25"),
    Row("sent on the first day of Idul Fitri", "03-18", 1, "03-25"),
    Row("sent on the Saturday of Idul Fitri", "03-21", 3, "03-27"),
    Row("3 days across Idul Fitri", "03-16", 3, "03-26"),
    Row("5 days across Idul Fitri", "03-13", 5, "03-27"),
    Row("10 days across Idul Fitri", "03-09", 10, "03-30"),
    Row("10 days across Idul Fitri and Good Friday", "03-16", 10, "04-07"),
    # year end
    Row("3 days over Christmas", "12-22", 3, "12-29"),
    Row("5 days into the new year, with Isra Mikraj on its Tuesday", "12-28", 5, "2027-01-06"),
    Row("sent on New Year's Eve", "12-31", 1, "2027-01-04"),
    Row("10 days over Christmas, New Year and Isra Mikraj", "12-21", 10, "2027-01-08"),
    # pause: neither the day of asking nor that of the answer counts
    Row("asked on day 2, answered two days later", "11-02", 5, "11-12", pauses=(("11-04", "11-06"),)),
    Row("asked and answered on one day changes nothing", "11-02", 5, "11-09", pauses=(("11-04", "11-04"),)),
    Row("asked on Friday, answered on Monday", "11-02", 5, "11-11", pauses=(("11-06", "11-09"),)),
    Row("asked on the last day: one whole day is left", "11-02", 3, "11-10", pauses=(("11-05", "11-09"),)),
    Row("asked on the day it was sent", "11-02", 3, "11-09", pauses=(("11-02", "11-04"),)),
    Row("asked twice", "11-02", 5, "11-16", pauses=(("11-03", "11-04"), ("11-06", "11-10"))),
    Row("asked again on the day of the answer", "11-02", 5, "11-13", pauses=(("11-03", "11-04"), ("11-04", "11-06"))),
    Row("a pause within a weekend takes nothing", "11-02", 5, "11-09", pauses=(("11-07", "11-08"),)),
    Row("a pause over Idul Fitri takes only its working days", "03-16", 3, "03-30", pauses=(("03-17", "03-25"),)),
    Row("a pause over the end of the year", "12-28", 3, "2027-01-07", pauses=(("12-30", "2027-01-04"),)),
    # extension
    Row("information within 10, extended by 7", "11-02", 10, "11-25", extension=7),
    Row("extended over Christmas", "12-07", 10, "2027-01-04", extension=7),
    Row("extended and paused", "11-02", 10, "11-27", extension=7, pauses=(("11-05", "11-06"),)),
    # declared later
    Row("a day off declared later", "11-02", 5, "11-10", declared=(("11-05", False),)),
    Row("a day off declared on a Saturday takes nothing", "11-02", 5, "11-09", declared=(("11-07", False),)),
    Row("a day off declared on the last day", "11-02", 5, "11-10", declared=(("11-09", False),)),
    Row("a day off declared within a pause takes nothing", "11-02", 5, "11-12", pauses=(("11-04", "11-06"),), declared=(("11-05", False),)),
    Row("joint leave taken back", "12-22", 3, "12-28", declared=(("12-24", True),)),
    Row("a Saturday declared working", "11-04", 3, "11-07", declared=(("11-07", True),)),
    # calendar days
    Row("personal data within 3 calendar days", "11-06", 3, "11-09", unit="calendar"),
    Row("calendar days do not know holidays", "12-24", 3, "12-27", unit="calendar"),
    Row("calendar days pause too", "11-06", 3, "11-12", pauses=(("11-07", "11-09"),), unit="calendar"),
)
