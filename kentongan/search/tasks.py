"""The clock's side of searching. The index itself is kept by a thread of each machine's worker (actions.run_keeper)."""

from datetime import datetime

from . import actions


def daily(now: datetime) -> None:
    """Forget old changes."""
    actions.prune_changes(now=now)
