"""The clock's side of registration."""

from datetime import datetime

from .actions.importing import forget_imports


def daily(now: datetime) -> None:
    """Lists that nobody confirmed, and the rows of old imports, go."""
    forget_imports(now=now)
