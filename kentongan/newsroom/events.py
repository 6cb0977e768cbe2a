"""Facts of the newsroom beyond those of publishing: of events in calendars (days as ISO 8601), emergency notices, and profiles."""

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


@dataclass(frozen=True, kw_only=True)
class AlertUpdated(Event):
    """An emergency notice that holds says what changed since: a development, another severity, another end."""

    publication_id: int
    severity: str


@dataclass(frozen=True, kw_only=True)
class AlertCleared(Event):
    """The all-clear was given."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class AlertExpired(Event):
    """An emergency notice reached its end and was neither extended nor cleared."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Event):
    """The profile of a village says something else."""

    group_id: int
