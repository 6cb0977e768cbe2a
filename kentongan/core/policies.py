"""Codes that people read aloud, and working days. Plain arithmetic."""

import secrets
from collections.abc import Callable
from datetime import date, timedelta

# Crockford's alphabet (no I, L, O, U: nothing is mistaken when written on paper or said on the phone) without its last letter,
# because 31 is a prime.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None, ".": None})


def check_character(body: str) -> str:
    """The check character of ``body``: finds every single wrong character and every swap of neighbours.

    A weighted sum modulo 31; the weights of neighbours differ by one and none is a multiple of 31 in bodies up to 29 characters.
    """
    total = sum(weight * (_VALUE[character] + 1) for weight, character in enumerate(body, start=2))
    return ALPHABET[total % 31]


def new_code(length: int = 10, *, choose: Callable[[str], str] = secrets.choice) -> str:
    """A random code of ``length`` characters, the last of which checks the others.

    Ten characters hold 44 bits.
    """
    body = "".join(choose(ALPHABET) for _ in range(length - 1))
    return body + check_character(body)


def read_code(typed: str) -> str | None:
    """What a person typed as the code that was meant, or ``None`` where the check character says it is none."""
    code = typed.upper().translate(_MEANT)
    if len(code) < 2 or any(character not in _VALUE for character in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def spaced(code: str) -> str:
    """The code in groups of five, for reading aloud: ``"ABCDE-12345"``."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))


def is_working_day(day: date, *, off_days: frozenset[date], extra_working_days: frozenset[date] = frozenset()) -> bool:
    """Whether offices work on ``day``: not Saturday, Sunday nor an off day, unless declared a working day."""
    if day in extra_working_days:
        return True
    return day.weekday() < 5 and day not in off_days


def add_working_days(start: date, count: int, *, off_days: frozenset[date], extra_working_days: frozenset[date] = frozenset()) -> date:
    """The last day of a term of ``count`` working days; day 1 is the first working day after ``start``."""
    if count < 0:
        raise ValueError("A term has no negative length.")
    day = start
    while count:
        day += timedelta(days=1)
        if is_working_day(day, off_days=off_days, extra_working_days=extra_working_days):
            count -= 1
    return day


def working_days_between(start: date, end: date, *, off_days: frozenset[date], extra_working_days: frozenset[date] = frozenset()) -> int:
    """How many working days lie after ``start`` up to and with ``end``; 0 where ``end`` is not later."""
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, off_days=off_days, extra_working_days=extra_working_days) for day in days)
