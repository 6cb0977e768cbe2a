"""How pressing a matter is, and moving an entry in a list. Plain arithmetic."""

from datetime import date
from typing import TypeVar

TERM_WARNINGS = (90, 30, 7)  # days before a term of office ends: our own choice
SILENT_AFTER_DAYS = 30  # DOMAIN.md §1: aktif means something in 30 days

Item = TypeVar("Item")


def urgency(due: date | None, today: date, *, soon: int = 3) -> str:
    """ "late" after the day, "soon" on it and up to ``soon`` days before, "" else."""
    if due is None:
        return ""
    left = (due - today).days
    return "late" if left < 0 else "soon" if left <= soon else ""


def term_urgency(end: date, today: date) -> str | None:
    """How pressing the end of a term of office is: None while it is further away than the first warning."""
    first, second, _last = TERM_WARNINGS
    left = (end - today).days
    if left > first:
        return None
    return "late" if left < 0 else "soon" if left <= second else ""


def moved(items: list[Item], place: int, step: int) -> list[Item]:
    """The list with the item at ``place`` moved by ``step``, or as it was where that is not possible."""
    there = place + step
    if not (0 <= place < len(items) and 0 <= there < len(items)):
        return list(items)
    changed = list(items)
    changed.insert(there, changed.pop(place))
    return changed
