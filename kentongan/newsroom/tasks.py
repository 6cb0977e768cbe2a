"""The clock's side of the newsroom."""

from datetime import datetime

from .actions import alerts, asking, wall_sheet


def minutely(now: datetime) -> None:
    """Tell of emergency notices that reached their end, and of sheets that a worker left in the middle."""
    alerts.expire_alerts(now=now)
    wall_sheet.free_stuck_sheets(now=now)


def hourly(now: datetime) -> None:
    """Remind groups of what they were asked to pass on, each step once."""
    asking.say_task_reminders(now=now)
