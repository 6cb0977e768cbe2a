"""Facts about conversations. Their scopes are the owner of the thread and the place it is about."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ThreadEvent(Event):
    """What all of them say: which thread, about what."""

    thread_id: int
    kind: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class ThreadOpened(ThreadEvent):
    """People can talk about something."""


@dataclass(frozen=True, kw_only=True)
class ThreadClosed(ThreadEvent):
    """Nothing more can be said; what was said stays."""


@dataclass(frozen=True, kw_only=True)
class ThreadReopened(ThreadEvent):
    """Something can be said again."""


@dataclass(frozen=True, kw_only=True)
class ThreadRenamed(ThreadEvent):
    """Its subject has another title now."""


@dataclass(frozen=True, kw_only=True)
class ThreadSetAside(ThreadEvent):
    """Its subject was withdrawn, and nobody reads the conversation either."""


@dataclass(frozen=True, kw_only=True)
class ThreadBroughtBack(ThreadEvent):
    """Its subject can be read again, and so can what was said."""


@dataclass(frozen=True, kw_only=True)
class RemarkSent(ThreadEvent):
    """Somebody said something. Where it is held, a moderator reads it first."""

    remark_id: int
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class RemarkMoved(ThreadEvent):
    """A moderator or its author did something with a remark."""

    remark_id: int
    deed: str
    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class RemarkFlagged(ThreadEvent):
    """A reader asked the moderators to look at a remark."""

    remark_id: int
