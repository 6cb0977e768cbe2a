"""The clock's side of aspirations."""

from datetime import datetime

from .actions import activities


def daily(now: datetime) -> None:
    """Note in the log of their groups the days of working together that are over."""
    activities.log_held_work_days(now=now)
