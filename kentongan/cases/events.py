"""Facts about cases. Their scope is that of the owner; what was handed over concerns both, what moved up also the scope above."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """What all of them say: which case, of which kind."""

    case_id: int
    kind: str
    number: str


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    """A case was opened and has its number; it may still be a draft."""


@dataclass(frozen=True, kw_only=True)
class CaseDiscarded(CaseEvent):
    """A draft was removed before it was sent, by its applicant or because nobody came back to it."""


@dataclass(frozen=True, kw_only=True)
class CaseMoved(CaseEvent):
    """An action of the workflow led from one status to another."""

    action: str
    source: str
    target: str
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class CaseAssigned(CaseEvent):
    """It lies with somebody else now: a person, an office, or (both None) the desk of its scope."""

    person_id: int | None
    office_id: int | None


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(CaseEvent):
    """It belongs to another scope now."""

    from_scope: str
    to_scope: str


@dataclass(frozen=True, kw_only=True)
class CaseReclassified(CaseEvent):
    """It is a case of another kind now, with the same number and status."""

    former_kind: str


@dataclass(frozen=True, kw_only=True)
class CaseEntryAdded(CaseEvent):
    """Something was written on its trail beside the arrows of the workflow."""

    entry_id: int
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class CaseFileAttached(CaseEvent):
    """A document or picture was added."""

    attachment_id: int
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class CaseLetterSent(CaseEvent):
    """A letter was written to the applicant or another."""

    letter_id: int


@dataclass(frozen=True, kw_only=True)
class CaseTermExtended(CaseEvent):
    """A term got its one extension, with a reason."""

    term: str
    days: int


@dataclass(frozen=True, kw_only=True)
class CaseDueMoved(CaseEvent):
    """The calendar changed, and with it the last day of a term (ISO dates; "" while paused)."""

    term: str
    due_before: str
    due_now: str


@dataclass(frozen=True, kw_only=True)
class CaseReminderDue(CaseEvent):
    """A share (percent) of a term is used up."""

    term: str
    share: int


@dataclass(frozen=True, kw_only=True)
class CaseOverdue(CaseEvent):
    """A term is over and the work is not done. Told to whom it lies with, before anybody above."""

    term: str


@dataclass(frozen=True, kw_only=True)
class CaseEscalated(CaseEvent):
    """It was still overdue, and the next above was told."""

    term: str
    level: str
    to_scope: str


@dataclass(frozen=True, kw_only=True)
class IdentityRead(CaseEvent):
    """Somebody who works on the case looked who had sent it. The reason stays in the vault, since it may name people."""

    view_id: int


@dataclass(frozen=True, kw_only=True)
class IdentityForgotten(CaseEvent):
    """Name and contact of whoever sent it are gone."""
