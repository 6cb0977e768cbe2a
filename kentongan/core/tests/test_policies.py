"""Codes and working days as tables."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.core import policies, scopes

OFF = frozenset({date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24), date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),  # Monday: day 1 is Tuesday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday: day 1 is Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday counts like Friday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 3, 19), 1, date(2026, 3, 25)),  # holidays and joint leave are jumped over
        (date(2026, 12, 23), 3, date(2026, 12, 30)),
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over the year's end
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
    ],
)
def test_terms_end_on_the_right_day(start: date, count: int, end: date) -> None:
    assert policies.add_working_days(start, count, off_days=OFF) == end
    assert policies.working_days_between(start, end, off_days=OFF) == count


def test_a_saturday_declared_a_working_day_counts() -> None:
    saturday = date(2026, 11, 28)
    assert policies.add_working_days(date(2026, 11, 27), 1, off_days=OFF, extra_working_days=frozenset({saturday})) == saturday


def test_a_term_has_no_negative_length() -> None:
    with pytest.raises(ValueError, match="negative"):
        policies.add_working_days(date(2026, 1, 1), -1, off_days=OFF)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 80))
def test_counting_back_gives_the_term(start: date, count: int) -> None:
    end = policies.add_working_days(start, count, off_days=OFF)
    assert policies.working_days_between(start, end, off_days=OFF) == count
    assert end - start >= timedelta(days=count)


@given(st.integers(0, 10**9), st.integers(4, 16))
def test_every_wrong_character_and_every_swap_is_noticed(seed: int, length: int) -> None:
    choose = random.Random(seed).choice
    code = policies.new_code(length, choose=choose)
    assert policies.read_code(code) == code
    place = seed % length
    for other in policies.ALPHABET:
        if other != code[place]:
            assert policies.read_code(code[:place] + other + code[place + 1 :]) is None
    if place + 1 < length - 1 and code[place] != code[place + 1]:
        assert policies.read_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :]) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("0123456-789", None), ("", None), ("A", None), ("!!!!!", None), ("ZZZZZ", None)],
)
def test_what_is_no_code(typed: str, meant: None) -> None:
    assert policies.read_code(typed) is meant


def test_a_code_is_read_as_it_is_spoken_and_written() -> None:
    code = "10ABCDEFG" + policies.check_character("10ABCDEFG")
    for typed in (code, code.lower(), f" {policies.spaced(code)} ", code.replace("1", "I").replace("0", "O"), code.replace("1", "l")):
        assert policies.read_code(typed) == code


def test_scopes_of_a_village_page() -> None:
    assert scopes.region_chain("61.07.12.2004") == ("region:61.07.12.2004", "region:61.07.12", "region:61.07", "region:61", "region:00")


@pytest.mark.parametrize(
    ("code", "ancestor", "within"),
    [
        ("61.07.12", "61.07", True),
        ("61.07", "61.07", True),
        ("61.07", "61.07.12", False),
        ("61.071", "61.07", False),
        ("31", "00", True),
        ("31", "-", False),
    ],
)
def test_is_within(code: str, ancestor: str, within: bool) -> None:
    assert scopes.is_within(code, ancestor) is within


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), (" 12 ", 12), (None, 0), ("", 0), ("-1", 0), ("1.5", 0), ("٣", 3), ("²", 0), ("9" * 9, 999_999_999), ("9" * 5000, 0)],
)
def test_whole(typed: object, number: int) -> None:
    assert policies.whole(typed) == number


def test_sought() -> None:
    assert (policies.sought("  air\0 bersih "), len(policies.sought("a" * 500))) == ("air bersih", 80)
