"""Facts about publications. The rooms and the front floor listen."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PublicationSubmitted(Event):
    """A draft waits for review."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationReturned(Event):
    """The reviewer sent it back with remarks."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationScheduled(Event):
    """It will appear by itself at a moment."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationPublished(Event):
    """It can be read by everybody. Its scopes are the owner's, or those of the regions addressed."""

    publication_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class PublicationCorrected(Event):
    """A published text was changed, with a dated note for the readers."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationChanged(Event):
    """What its room keeps beside a published text is another now: an event was moved or cancelled. The text itself stayed."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class AttachmentsChanged(Event):
    """A published text shows other pictures or documents, or in another order."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationReplied(Event):
    """The reply of somebody concerned (hak jawab) now stands with the text."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationWithdrawn(Event):
    """It was taken down; its address answers 410 and says why."""

    publication_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class PublicationArchived(Event):
    """It left the lists, or came back to them."""

    publication_id: int
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class PublicationHeld(Event):
    """The clock did not let a scheduled text out, because of an election; it waits for review again and its author is told why."""

    publication_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class ElectionPeriodDeclared(Event):
    """The days of an election in a region were entered: its texts are watched more closely."""

    period_id: int


@dataclass(frozen=True, kw_only=True)
class ElectionPeriodChanged(Event):
    """Days or words of an election were changed."""

    period_id: int


@dataclass(frozen=True, kw_only=True)
class ElectionPeriodEnded(Event):
    """An election was called off before its day of voting had passed."""

    period_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationCopied(Event):
    """A text of a group was copied by hand to kim.id, or the mark was taken back."""

    publication_id: int
    is_copied: bool


@dataclass(frozen=True, kw_only=True)
class PublicationShared(Event):
    """A member of a group passed it on in one of his ways, without a task asking for it."""

    publication_id: int
    group_id: int
    share_id: int


@dataclass(frozen=True, kw_only=True)
class PublicationShareTakenBack(Event):
    """The member had touched the button by mistake."""

    publication_id: int
    group_id: int
    share_id: int
