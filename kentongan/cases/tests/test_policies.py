"""The law clock, numbers and workflow tables. No database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.cases.policies import (
    Arrow,
    Clock,
    Part,
    Pause,
    Reason,
    State,
    Status,
    Term,
    Unit,
    WorkCalendar,
    Workflow,
    WrongTable,
    alarms,
    case_number,
    due_date,
    explanation,
    read_number,
    state_of,
    used_days,
)

from .law_table import OFF_2026, ROWS, Row, d

YEAR = WorkCalendar(OFF_2026, names=dict.fromkeys(OFF_2026, "Libur"))


def term_of(row: Row) -> Term:
    return Term(
        d(row.start), row.days, Unit(row.unit), row.extension, tuple(Pause(d(asked), d(answered)) for asked, answered in row.pauses)
    )


def calendar_of(row: Row) -> WorkCalendar:
    off = {d(day) for day, working in row.declared if not working}
    return WorkCalendar(OFF_2026 | off, frozenset(d(day) for day, working in row.declared if working))


def test_the_table_is_long_enough_and_every_row_says_something_else() -> None:
    assert len(ROWS) >= 40
    assert len({row.says for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.says)
def test_the_last_day(row: Row) -> None:
    assert due_date(term_of(row), calendar_of(row)) == d(row.due)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.says)
def test_the_explanation_sums_to_the_term(row: Row) -> None:
    days = explanation(term_of(row), calendar_of(row))
    assert [day.number for day in days if day.is_counted] == list(range(1, row.days + row.extension + 1))
    assert (days[0].day, days[0].is_counted, days[-1].day, days[-1].is_counted) == (d(row.start), False, d(row.due), True)
    assert [later.day - earlier.day for earlier, later in pairwise(days)] == [timedelta(days=1)] * (len(days) - 1)


def test_why_this_date() -> None:
    term = Term(d("03-13"), 4, pauses=(Pause(d("03-25"), d("03-26")),))
    told = [(f"{day.day:%m-%d}", day.number, day.reason.value) for day in explanation(term, YEAR)]
    assert told == [
        ("03-13", None, "started"),
        ("03-14", None, "weekend"),
        ("03-15", None, "weekend"),
        ("03-16", 1, "counted"),
        ("03-17", 2, "counted"),
        ("03-18", None, "holiday"),
        ("03-19", None, "holiday"),
        ("03-20", None, "holiday"),
        ("03-21", None, "holiday"),
        ("03-22", None, "holiday"),
        ("03-23", None, "holiday"),
        ("03-24", None, "holiday"),
        ("03-25", None, "paused"),
        ("03-26", None, "paused"),
        ("03-27", 3, "counted"),
        ("03-28", None, "weekend"),
        ("03-29", None, "weekend"),
        ("03-30", 4, "counted"),
    ]


def test_why_a_declared_day_counts_and_an_extension_is_shown() -> None:
    calendar = WorkCalendar(OFF_2026, frozenset({d("11-07")}), {d("11-07"): "Pengganti libur"})
    days = explanation(Term(d("11-05"), 2, extension_days=1), calendar)
    assert [(day.reason, day.name) for day in days] == [
        (Reason.STARTED, ""),
        (Reason.COUNTED, ""),
        (Reason.DECLARED, "Pengganti libur"),
        (Reason.WEEKEND, ""),
        (Reason.EXTENDED, ""),
    ]


OPEN = Term(d("11-02"), 5, pauses=(Pause(d("11-04")),))


@pytest.mark.parametrize(
    ("term", "today", "ended", "state"),
    [
        (Term(d("11-02"), 5), "11-02", None, State.RUNNING),
        (Term(d("11-02"), 5), "11-09", None, State.RUNNING),
        (Term(d("11-02"), 5), "11-10", None, State.OVERDUE),
        (Term(d("11-06"), 1), "11-08", None, State.RUNNING),
        (OPEN, "11-30", None, State.PAUSED),
        (Term(d("11-02"), 1, pauses=(Pause(d("11-04")),)), "11-04", None, State.OVERDUE),  # it was over before anybody was asked
        (Term(d("11-02"), 2, pauses=(Pause(d("11-04")),)), "11-30", None, State.PAUSED),  # asked on the last day
        (Term(d("11-02"), 5), "12-01", "11-09", State.DONE_IN_TIME),
        (Term(d("11-02"), 5), "12-01", "11-10", State.DONE_LATE),
        (Term(d("11-02"), 4), "12-01", "11-07", State.DONE_LATE),  # a Saturday after the last day
        (OPEN, "12-01", "11-30", State.DONE_IN_TIME),
        (Term(d("11-02"), 1, pauses=(Pause(d("11-04")),)), "12-01", "11-06", State.DONE_LATE),
    ],
)
def test_how_a_term_stands(term: Term, today: str, ended: str | None, state: State) -> None:
    assert state_of(term, d(today), YEAR, ended_on=d(ended) if ended else None) == state


def test_the_days_used() -> None:
    term = Term(d("11-02"), 10)
    assert [used_days(term, d(day), YEAR) for day in ("11-02", "11-03", "11-06", "11-08", "11-16", "11-17")] == [0, 1, 4, 4, 10, 11]
    assert used_days(OPEN, d("12-31"), YEAR) == 1


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (
            Term(d("11-02"), 10),
            [("11-12", "remind-0"), ("11-13", "remind-1"), ("11-17", "overdue"), ("11-17", "rung-0"), ("11-19", "rung-1")],
        ),
        (Term(d("11-02"), 3), [("11-05", "remind-1"), ("11-06", "overdue"), ("11-06", "rung-0"), ("11-10", "rung-1")]),
        (
            Term(d("11-06"), 5),
            [("11-12", "remind-0"), ("11-13", "remind-1"), ("11-14", "overdue"), ("11-16", "rung-0"), ("11-18", "rung-1")],
        ),
        (Term(d("11-02"), 10, pauses=(Pause(d("11-13")),)), [("11-12", "remind-0")]),
    ],
)
def test_on_which_days_the_clock_speaks(term: Term, said: list[tuple[str, str]]) -> None:
    assert [(f"{day:%m-%d}", word) for day, word in alarms(term, YEAR, shares=(75, 90), ladder=(1, 3))] == said


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Term(d("11-02"), 0),
        lambda: Term(d("11-02"), 1, extension_days=-1),
        lambda: Pause(d("11-02"), d("11-01")),
        lambda: Term(d("11-02"), 1, pauses=(Pause(d("11-03")), Pause(d("11-05")))),
        lambda: Term(d("11-02"), 1, pauses=(Pause(d("11-03"), d("11-06")), Pause(d("11-05")))),
    ],
)
def test_no_such_term(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()  # type: ignore[operator]


# --- Properties ------------------------------------------------------------------------------------------------------------

BEGIN = date(2026, 1, 1)
days_of_2026 = st.integers(0, 364).map(lambda offset: BEGIN + timedelta(days=offset))
calendars = st.builds(
    lambda off, working: WorkCalendar(OFF_2026 | off, working - off),
    st.frozensets(days_of_2026, max_size=20),
    st.frozensets(days_of_2026, max_size=5),
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    day = start = draw(days_of_2026)
    pauses = []
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 15)), max_size=4)):
        asked = day + timedelta(days=gap)
        day = asked + timedelta(days=length)
        pauses.append(Pause(asked, day))
    return Term(start, draw(st.integers(1, 30)), draw(st.sampled_from(Unit)), draw(st.integers(0, 7)), tuple(pauses))


@given(terms(), calendars)
@settings(deadline=None, max_examples=300)
def test_pausing_never_loses_a_day(term: Term, calendar: WorkCalendar) -> None:
    due = due_date(term, calendar)
    assert due is not None
    span = [term.started_on + timedelta(days=offset) for offset in range(1, (due - term.started_on).days + 1)]
    waiting = {
        day for pause in term.pauses if pause.paused_on != pause.resumed_on for day in span if pause.paused_on <= day <= pause.resumed_on
    }
    working = [day for day in span if term.unit == Unit.CALENDAR or calendar.works(day)]
    assert len([day for day in working if day not in waiting]) == term.total
    unpaused = due_date(Term(term.started_on, term.days, term.unit, term.extension_days), calendar)
    assert unpaused is not None
    assert due >= unpaused


@given(terms(), calendars, st.integers(1, 7))
@settings(deadline=None, max_examples=150)
def test_more_days_and_more_days_off_never_shorten_a_term(term: Term, calendar: WorkCalendar, more: int) -> None:
    due = due_date(term, calendar)
    longer = due_date(Term(term.started_on, term.days, term.unit, term.extension_days + more, term.pauses), calendar)
    assert due is not None
    assert longer is not None
    assert longer > due
    later = due_date(term, WorkCalendar(calendar.off_days | {due}, calendar.working_days - {due}))
    assert later == due if term.unit == Unit.CALENDAR else (later is not None and later > due)


@given(terms(), calendars)
@settings(deadline=None, max_examples=150)
def test_the_explanation_is_the_result(term: Term, calendar: WorkCalendar) -> None:
    told = explanation(term, calendar)
    assert told[-1].day == due_date(term, calendar)
    assert sum(day.is_counted for day in told) == term.total == used_days(term, told[-1].day, calendar)
    words = alarms(term, calendar, shares=(75, 90), ladder=(1, 3, 5))
    assert [day for day, _ in words] == sorted(day for day, _ in words)


@given(terms(), calendars, st.integers(0, 20))
@settings(deadline=None, max_examples=150)
def test_while_it_waits_nothing_is_used_up(term: Term, calendar: WorkCalendar, waited: int) -> None:
    asked = (term.pauses[-1].resumed_on or term.started_on) if term.pauses else term.started_on
    waiting = Term(term.started_on, term.days, term.unit, term.extension_days, (*term.pauses, Pause(asked)))
    assert used_days(waiting, asked + timedelta(days=waited), calendar) == used_days(waiting, asked, calendar)


# --- Numbers -----------------------------------------------------------------------------------------------------------------

PREFIXES = frozenset({"KIM", "LAP", "PPID"})


def test_a_number_is_written_and_read() -> None:
    number = case_number("KIM", 2026, 123)
    assert number == "KIM-2026-0000123-T"
    for typed in (
        number,
        number.lower(),
        "kim 2026 0000123 t",
        "KIM20260000123T",
        "KIM-2026-123-T",
        "K1M-2O26-0000123-T",
        " kim/2026/0000123/t ",
    ):
        assert read_number(typed, PREFIXES) == number, typed


@pytest.mark.parametrize(
    "typed", ["", "KIM", "KIM-2026-0000123-X", "KIM-2026-0000132-T", "LAP-2026-0000123-T", "ABC-2026-0000123-T", "KIM-2026-0000123"]
)
def test_what_is_no_number(typed: str) -> None:
    assert read_number(typed, PREFIXES) is None


@given(st.sampled_from(sorted(PREFIXES)), st.integers(2020, 2100), st.integers(1, 10**8), st.integers(0, 10), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(prefix: str, year: int, count: int, place: int, digit: str) -> None:
    number = case_number(prefix, year, count)
    assert read_number(number, PREFIXES) == number
    digits = [index for index, character in enumerate(number[:-2]) if character.isdigit()]
    at = digits[place % len(digits)]
    if number[at] != digit:
        assert read_number(number[:at] + digit + number[at + 1 :], PREFIXES) is None


def test_a_prefix_is_two_to_four_letters() -> None:
    for wrong in ("", "K", "kim", "KIMKI", "ZZ", "K1"):
        with pytest.raises(ValueError, match="prefix"):
            case_number(wrong, 2026, 1)


# --- Tables that do not hold together --------------------------------------------------------------------------------------------

NEW, DONE = Status("new", "Baru"), Status("done", "Selesai", Clock.STOPS, is_end=True)
FINISH = Arrow("finish", ("new",), "done", frozenset({Part.HANDLER}), "Selesaikan")


def table(**changes: object) -> Workflow:
    values = {"kind": "a.b", "prefix": "KIM", "label": "Contoh", "statuses": (NEW, DONE), "arrows": (FINISH,), "first": "new"}
    return Workflow(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"prefix": "kim"}, "prefix"),
        ({"first": "nowhere"}, "the first is one of them"),
        ({"statuses": (NEW, DONE, NEW)}, "named once"),
        ({"arrows": (FINISH, FINISH)}, "one place only"),
        ({"arrows": (FINISH, Arrow("lose", ("new",), "lost", frozenset(), "Hilang"))}, "arrows to nowhere"),
        ({"statuses": (NEW, DONE, Status("island", "Pulau", is_end=True))}, "never reached"),
        ({"statuses": (NEW, Status("done", "Selesai"))}, "no way out"),
        ({"expires": {"verify": "finish"}}, "the clock takes only"),
    ],
)
def test_a_table_that_does_not_hold_together(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(WrongTable, match=problem):
        table(**changes)


def test_what_is_open_to_whom() -> None:
    workflow = table()
    assert workflow.arrows_from("new", frozenset({"handler"})) == [FINISH]
    assert workflow.arrows_from("new", frozenset({"applicant"})) == workflow.arrows_from("done", frozenset({"handler"})) == []
    assert (workflow.arrow("new", "finish"), workflow.arrow("done", "finish")) == (FINISH, None)
