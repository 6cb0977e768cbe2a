"""The clock's side of groups."""

from datetime import datetime

from . import actions


def daily(now: datetime) -> None:
    """Say which terms of office end, and wake the groups whose rest is over."""
    actions.say_ending_terms(now=now)
    actions.wake_rested(now=now)
