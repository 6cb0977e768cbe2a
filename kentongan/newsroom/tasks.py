"""The clock's side of the newsroom."""

from datetime import datetime

from .actions import alerts


def minutely(now: datetime) -> None:
    """Tell of emergency notices that reached their end."""
    alerts.expire_alerts(now=now)
