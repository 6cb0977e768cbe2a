"""Working days, and the months by name."""

from datetime import date, timedelta

# In Indonesian, which does not depend on the translation files a server carries.
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


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
