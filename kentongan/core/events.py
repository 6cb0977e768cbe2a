"""Facts that matter outside the room they happened in, and who listens to them."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact, named in the past tense. Its values are strings, numbers, moments and tuples of these: ids, never rows."""

    registry: ClassVar[dict[str, type["Event"]]] = {}

    scopes: tuple[str, ...]
    actor_id: int | None
    at: datetime

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.registry[cls.event_name()] = cls

    @classmethod
    def event_name(cls) -> str:
        """The name it is recorded under: ``"newsroom.ArticlePublished"``."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def payload(self) -> dict[str, Any]:
        """The event's own values as JSON can hold them."""
        own = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        for shared in ("scopes", "actor_id", "at"):
            del own[shared]
        return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in own.items()}

    @classmethod
    def from_record(cls, *, scopes: tuple[str, ...], actor_id: int | None, at: datetime, payload: dict[str, Any]) -> "Event":
        """The event as it was when it was recorded."""
        values: dict[str, Any] = {}
        for field in dataclasses.fields(cls):
            if field.name not in payload:
                continue
            value = payload[field.name]
            if isinstance(value, list):
                value = tuple(value)
            elif isinstance(value, str) and field.type in (datetime, datetime | None):
                value = datetime.fromisoformat(value)
            values[field.name] = value
        return cls(scopes=scopes, actor_id=actor_id, at=at, **values)


EventType = TypeVar("EventType", bound=Event)
Handler = Callable[[Any], None]
_subscribers: dict[str, dict[str, Handler]] = {}


def subscriber(event_class: type[EventType]) -> Callable[[Callable[[EventType], None]], Callable[[EventType], None]]:
    """Sign a function of a ``subscribers.py`` up for an event.

    It is told in the worker, at least once, inside the transaction that also marks it as told: what it changes in the database happens
    once; anything else it does must bear repeating.
    """

    def sign_up(handler: Callable[[EventType], None]) -> Callable[[EventType], None]:
        name = f"{handler.__module__.removeprefix('kentongan.')}.{handler.__name__}"
        _subscribers.setdefault(event_class.event_name(), {})[name] = handler
        return handler

    return sign_up


def subscribers_of(event_name: str) -> dict[str, Handler]:
    """Name → function of all who listen to the event."""
    return _subscribers.get(event_name, {})


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """A day was declared off or working, or such a declaration was taken back: deadlines are worked out anew."""

    day: str  # ISO date
