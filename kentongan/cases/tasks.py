"""The clock's side of cases."""

from datetime import datetime

from . import actions


def minutely(now: datetime) -> None:
    """Reminders, overdue and the ladder, each once."""
    actions.fire_due(now=now)


def daily(now: datetime) -> None:
    """Work out all deadlines anew: the calendar may have changed with a new version of the house. Forget who sent what is long done."""
    actions.recompute_terms(now=now)
    actions.forget_outlived(now=now)
