"""When something comes again: tables, and the round trip of every rule."""

from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kentongan.newsroom.policies.agenda import (
    Change,
    Occurrence,
    Recurrence,
    Rhythm,
    RuleInvalid,
    Timing,
    coming,
    dates_of,
    next_month,
    occurrences,
    reach,
    recurrence_of,
    series,
    weeks_of,
    within,
    years_after,
)

WEEKLY, FORTNIGHTLY, SAME_DATE, SAME_DAY = Rhythm
TUESDAY = date(2026, 11, 24)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("rhythm", "start", "more", "rule", "found"),
    [
        (WEEKLY, "2026-11-24", {"times": 3}, "FREQ=WEEKLY;BYDAY=TU;COUNT=3", ("2026-11-24", "2026-12-01", "2026-12-08")),
        (
            WEEKLY, "2026-11-24", {"times": 3, "weekdays": [4]}, "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=3",
            ("2026-11-24", "2026-11-27", "2026-12-01"),
        ),
        (WEEKLY, "2026-11-24", {"until": "2026-12-08"}, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208", ("2026-11-24", "2026-12-01", "2026-12-08")),
        (WEEKLY, "2026-11-24", {"until": "2026-12-07"}, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261207", ("2026-11-24", "2026-12-01")),
        (WEEKLY, "2026-11-24", {"until": "2026-11-24"}, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124", ("2026-11-24",)),
        (FORTNIGHTLY, "2026-11-24", {"times": 3}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", ("2026-11-24", "2026-12-08", "2026-12-22")),
        # a week begins on Monday: the Monday of the first week is over, so the next one is two weeks later
        (
            FORTNIGHTLY, "2026-11-24", {"times": 4, "weekdays": [0]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=4",
            ("2026-11-24", "2026-12-07", "2026-12-08", "2026-12-21"),
        ),
        (SAME_DATE, "2026-01-15", {"times": 3}, "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3", ("2026-01-15", "2026-02-15", "2026-03-15")),
        # months without a 31st have no date
        (
            SAME_DATE, "2026-01-31", {"times": 4}, "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4",
            ("2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"),
        ),
        # a leap day
        (
            SAME_DATE, "2027-12-29", {"until": "2028-03-29"}, "FREQ=MONTHLY;BYMONTHDAY=29;UNTIL=20280329",
            ("2027-12-29", "2028-01-29", "2028-02-29", "2028-03-29"),
        ),
        (
            SAME_DATE, "2026-12-30", {"until": "2027-03-30"}, "FREQ=MONTHLY;BYMONTHDAY=30;UNTIL=20270330",
            ("2026-12-30", "2027-01-30", "2027-03-30"),
        ),
        (SAME_DAY, "2026-11-11", {"times": 3}, "FREQ=MONTHLY;BYDAY=2WE;COUNT=3", ("2026-11-11", "2026-12-09", "2027-01-13")),
        (SAME_DAY, "2026-11-28", {"times": 3}, "FREQ=MONTHLY;BYDAY=4SA;COUNT=3", ("2026-11-28", "2026-12-26", "2027-01-23")),
        # a fifth one is the last one
        (SAME_DAY, "2026-11-30", {"times": 3}, "FREQ=MONTHLY;BYDAY=-1MO;COUNT=3", ("2026-11-30", "2026-12-28", "2027-01-25")),
        (SAME_DAY, "2028-02-29", {"times": 2}, "FREQ=MONTHLY;BYDAY=-1TU;COUNT=2", ("2028-02-29", "2028-03-28")),
        # across the year
        (WEEKLY, "2026-12-28", {"times": 2}, "FREQ=WEEKLY;BYDAY=MO;COUNT=2", ("2026-12-28", "2027-01-04")),
    ],
)  # fmt: skip
def test_series(rhythm: Rhythm, start: str, more: dict, rule: str, found: tuple[str, ...]) -> None:
    if "until" in more:
        more = {**more, "until": date.fromisoformat(more["until"])}
    made = series(rhythm, date.fromisoformat(start), years=2, **more)
    assert made.rule == rule
    assert recurrence_of(rule) == made
    assert dates_of(date.fromisoformat(start), rule) == days(*found)


def test_a_series_without_an_end_ends_by_itself() -> None:
    made = series(WEEKLY, TUESDAY, years=2)
    assert (made.until, made.times) == (date(2028, 11, 24), None)
    assert years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=drei",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261331",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3;UNTIL=20261208",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU;COUNT=3",
        "FREQ=MONTHLY;COUNT=3",
        "FREQ=MONTHLY;BYDAY=TU;COUNT=3",
        "COUNT=3;FREQ=WEEKLY;BYDAY=TU",
        "freq=weekly;byday=tu;count=3",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=03",
        "posyandu",
    ],
)
def test_no_rule_of_ours(text: str) -> None:
    with pytest.raises(RuleInvalid):
        recurrence_of(text)


AT_EIGHT = Timing(start_date=TUESDAY, end_date=TUESDAY, start_time=time(8), end_time=time(10))
ALL_DAY = Timing(start_date=TUESDAY, end_date=date(2026, 11, 26))
NIGHT = Timing(start_date=TUESDAY, end_date=date(2026, 11, 25), start_time=time(20), end_time=time(2))
OPEN_END = Timing(start_date=TUESDAY, end_date=TUESDAY, start_time=time(8))


@pytest.mark.parametrize(
    ("timing", "day", "hour", "start", "last", "end"),
    [
        (AT_EIGHT, "2026-12-01", None, "2026-12-01T08:00:00", "2026-12-01", "2026-12-01T10:00:00"),
        (AT_EIGHT, "2026-12-01", time(15), "2026-12-01T15:00:00", "2026-12-01", "2026-12-01T17:00:00"),
        (AT_EIGHT, "2026-12-01", time(23), "2026-12-01T23:00:00", "2026-12-02", "2026-12-02T01:00:00"),
        (ALL_DAY, "2026-12-30", None, "2026-12-30T00:00:00", "2027-01-01", None),
        (ALL_DAY, "2026-12-30", time(15), "2026-12-30T00:00:00", "2027-01-01", None),
        (NIGHT, "2026-12-31", None, "2026-12-31T20:00:00", "2027-01-01", "2027-01-01T02:00:00"),
        (OPEN_END, "2026-12-01", time(9), "2026-12-01T09:00:00", "2026-12-01", None),
    ],
)
def test_moved_to(timing: Timing, day: str, hour: time | None, start: str, last: str, end: str | None) -> None:
    moved = timing.moved_to(date.fromisoformat(day), hour)
    assert (moved.start.isoformat(), moved.end_date.isoformat(), moved.end and moved.end.isoformat()) == (start, last, end)
    assert moved.is_whole_day == timing.is_whole_day


def test_single_dates_are_cancelled_and_moved() -> None:
    rule = series(WEEKLY, TUESDAY, times=3, years=2).rule
    second, third = date(2026, 12, 1), date(2026, 12, 8)
    earlier = AT_EIGHT.moved_to(date(2026, 11, 23), time(15))
    changes = [Change(day=second, timing=None, note="Libur."), Change(day=third, timing=earlier, note="Maju.")]
    found = occurrences(AT_EIGHT, rule, [*changes, Change(day=date(2027, 1, 1), timing=None)])
    assert found == [
        Occurrence(day=third, timing=earlier, is_moved=True, note="Maju."),
        Occurrence(day=TUESDAY, timing=AT_EIGHT),
        Occurrence(day=second, timing=AT_EIGHT.moved_to(second), is_cancelled=True, note="Libur."),
    ]
    assert reach(found) == (date(2026, 11, 23), second)
    assert [one.day for one in coming(found, TUESDAY)] == [TUESDAY, second]
    assert [one.day for one in within(found, date(2026, 11, 20), date(2026, 11, 24))] == [third, TUESDAY]


def test_what_takes_several_days_touches_each() -> None:
    (one,) = occurrences(ALL_DAY, "")
    touches = [bool(within([one], date(2026, 11, day), date(2026, 11, day))) for day in (23, 24, 25, 26, 27)]
    assert touches == [False, True, True, True, False]
    assert [len(coming([one], date(2026, 11, day))) for day in (24, 26, 27)] == [1, 1, 0]
    assert reach([]) is None


def test_months() -> None:
    weeks = weeks_of(2026, 11)
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 10, 26), date(2026, 12, 6), 6)
    assert {len(week) for week in weeks} == {7}
    assert [next_month(2026, 12), next_month(2026, 1, step=-1), next_month(2026, 6, step=12)] == [(2027, 1), (2025, 12), (2027, 6)]


starts = st.dates(date(2024, 1, 1), date(2032, 12, 31))
bounds = st.one_of(
    st.builds(lambda number: {"times": number}, st.integers(1, 60)), st.builds(lambda number: {"length": number}, st.integers(0, 730))
)


@st.composite
def any_series(draw: st.DrawFn) -> tuple[date, Recurrence]:
    start, bound = draw(starts), draw(bounds)
    ends = {"until": date.fromordinal(start.toordinal() + bound["length"])} if "length" in bound else bound
    return start, series(draw(st.sampled_from(list(Rhythm))), start, weekdays=draw(st.sets(st.integers(0, 6))), years=2, **ends)


@given(any_series())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine says nothing about the arithmetic
def test_every_series_keeps_its_promises(drawn: tuple[date, Recurrence]) -> None:
    start, made = drawn
    found = dates_of(start, made.rule)
    assert recurrence_of(made.rule) == made
    assert found[0] == start  # the first day always belongs to it
    assert list(found) == sorted(set(found))
    if made.times:
        assert len(found) == made.times
    if made.until:
        assert found[-1] <= made.until
    assert {day.weekday() for day in found} <= set(made.weekdays or range(7))
