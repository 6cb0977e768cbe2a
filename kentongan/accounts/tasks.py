"""The clock's side of accounts."""

from datetime import datetime

from . import actions


def daily(now: datetime) -> None:
    """Forget old sign-ins."""
    actions.forget_old_sign_ins(now=now)
