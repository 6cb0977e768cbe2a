"""What groups were asked to pass on until a day: told by the room that asks, read by the one that accounts for it."""

from collections.abc import Callable, Sequence
from datetime import date

from ..models import Group
from ..policies.duties import Duty

DutyTeller = Callable[[Sequence[Group], date, date], list[Duty]]
_tellers: list[DutyTeller] = []


def register_duties(teller: DutyTeller) -> None:
    """A room that asks groups to pass something on tells what it asked of these groups with a last day in the span, and what they answered.

    Rooms do not know each other: so a report can tell of it without knowing who asked.
    """
    if teller not in _tellers:
        _tellers.append(teller)


def duties_of(groups: Sequence[Group], start: date, end: date) -> list[Duty]:
    """All that was asked of these groups with a last day from ``start`` to ``end``, by that day. As many queries as its tellers need."""
    return sorted((duty for teller in _tellers for duty in teller(groups, start, end)), key=lambda duty: duty.deadline)
