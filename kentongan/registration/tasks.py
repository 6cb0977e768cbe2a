"""The clock's side of registration."""

from datetime import datetime

from .actions import remove_old_drafts
from .actions.importing import forget_imports


def daily(now: datetime) -> None:
    """What nobody came back to goes: drafts with their documents, lists that nobody confirmed, and the rows of old imports."""
    remove_old_drafts(now=now)
    forget_imports(now=now)
