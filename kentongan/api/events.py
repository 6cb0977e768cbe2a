"""Facts about the keys of other programs. The reports they send are told by kentongan.aspirations.events."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApiKeyMade(Event):
    """A program may send reports about a region from now on."""

    key_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    """It may no longer."""

    key_id: int
    reason: str
