"""The clock's side of files."""

from datetime import datetime

from . import actions


def daily(now: datetime) -> None:
    """Clear away what no row knows."""
    actions.clear_leftovers(now=now)
