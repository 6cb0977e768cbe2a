"""The clock's side of publishing."""

from datetime import datetime

from . import actions


def minutely(now: datetime) -> None:
    """Publish what is scheduled up to now."""
    actions.publish_due(now=now)
