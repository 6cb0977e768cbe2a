"""Facts about events that people may have in their calendars. Days are written as ISO 8601."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EventCancelled(Event):
    """The whole event does not take place."""

    publication_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class EventReinstated(Event):
    """It takes place after all."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class EventRescheduled(Event):
    """Its day, time, place or series is another."""

    publication_id: int
    note: str


@dataclass(frozen=True, kw_only=True)
class EventDateChanged(Event):
    """One date of a series was cancelled (``moved_to`` None), moved, or put back to where it was (``moved_to`` is ``day``)."""

    publication_id: int
    day: str
    moved_to: str | None
