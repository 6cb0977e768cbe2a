"""The clock's side of the newsroom."""

from datetime import datetime

from .actions import alerts, asking


def minutely(now: datetime) -> None:
    """Tell of emergency notices that reached their end."""
    alerts.expire_alerts(now=now)


def hourly(now: datetime) -> None:
    """Remind groups of what they were asked to pass on, each step once."""
    asking.say_task_reminders(now=now)
