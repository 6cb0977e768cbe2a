"""How pressing a matter is, and moving an entry in a list. Plain arithmetic."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

Item = TypeVar("Item")


def urgency(due: date | None, today: date, *, soon: int = 3) -> str:
    """ "late" after the day, "soon" on it and up to ``soon`` days before, "" else."""
    if due is None:
        return ""
    left = (due - today).days
    return "late" if left < 0 else "soon" if left <= soon else ""


def term_urgency(end: date, today: date, *, steps: Sequence[int]) -> str | None:
    """How pressing the end of a term of office is: "late", "soon", "", or None while it is further away than the first reminder.

    ``steps`` are the days before the end at which it is said.
    """
    first, second = sorted(steps, reverse=True)[:2]
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
