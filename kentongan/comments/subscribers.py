"""What is said about something of a group, in the log of what the group does."""

from kentongan.core.events import subscriber

from . import events
from .actions import activities


def _log(event: events.ThreadEvent) -> None:
    activities.log_conversation(thread_id=event.thread_id, now=event.at)


@subscriber(events.RemarkSent)
def log_sent(event: events.RemarkSent) -> None:
    """One more remark, which perhaps can be read."""
    _log(event)


@subscriber(events.RemarkMoved)
def log_moved(event: events.RemarkMoved) -> None:
    """It can be read now, or no more."""
    _log(event)


@subscriber(events.ThreadRenamed)
def log_renamed(event: events.ThreadRenamed) -> None:
    """What it is about is called otherwise."""
    _log(event)


@subscriber(events.ThreadSetAside)
def log_set_aside(event: events.ThreadSetAside) -> None:
    """Nobody reads it."""
    _log(event)


@subscriber(events.ThreadBroughtBack)
def log_brought_back(event: events.ThreadBroughtBack) -> None:
    """Everybody reads it again."""
    _log(event)
