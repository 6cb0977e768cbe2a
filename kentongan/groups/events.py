"""Facts about groups and their people. Their scope is the group's; a region officer's is the region's."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class GroupFormed(Event):
    """A group was entered in the register."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Event):
    """Its name, description, address or way of reviewing changed."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class GroupWithdrawn(Event):
    """A group that was entered by mistake and never used left the register, with its decrees and board."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class DecreeRecorded(Event):
    """A decree (SK) was entered, or what was entered of it was put right."""

    group_id: int
    decree_id: int


@dataclass(frozen=True, kw_only=True)
class DecreeWithdrawn(Event):
    """A decree that was entered by mistake was taken out again."""

    group_id: int
    decree_id: int


@dataclass(frozen=True, kw_only=True)
class BoardChanged(Event):
    """Somebody was appointed to the board by decree, or dismissed from it; or such an entry was taken back."""

    group_id: int
    seat_id: int


@dataclass(frozen=True, kw_only=True)
class BoardSeated(Event):
    """Several people were appointed to the board by one decree."""

    group_id: int
    seat_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event):
    """A person belongs to the group from now on."""

    group_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """A person left the group; the roles held there ended with it."""

    group_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    """A person was given a role."""

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    """A role of a person ended."""

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RecoveryHandedOver(Event):
    """An officer made a one-time code for somebody who cannot sign in any more."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class ForumJoined(Event):
    """A group joined a Forum KIM."""

    forum_id: int
    group_id: int


@dataclass(frozen=True, kw_only=True)
class ForumLeft(Event):
    """A group left a Forum KIM."""

    forum_id: int
    group_id: int


@dataclass(frozen=True, kw_only=True)
class OfficeOpened(Event):
    """An office (OPD) of a region's government was entered."""

    office_id: int


@dataclass(frozen=True, kw_only=True)
class BoardRenewed(Event):
    """A new decree changed the board in one go; who left and who came was told before."""

    group_id: int
    decree_id: int


@dataclass(frozen=True, kw_only=True)
class TermEnding(Event):
    """The latest term of office ends in so many days: 90, 30, 7, or 0 on its last day. ``term_end`` is that day (YYYY-MM-DD)."""

    group_id: int
    days_left: int
    term_end: str


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Event):
    """Its name, address, number or e-mail is another one; ``fields`` names which."""

    group_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GroupRested(Event):
    """It was marked as inactive for a while. ``until`` is the last day (YYYY-MM-DD)."""

    group_id: int
    until: str


@dataclass(frozen=True, kw_only=True)
class GroupWoken(Event):
    """Its rest is over: the coordinator said so, or the day came (no actor)."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class GroupMerged(Event):
    """It goes on as part of another group; its roles and board ended."""

    group_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class GroupDissolved(Event):
    """It does not exist any more; its roles and board ended."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class GroupRevived(Event):
    """Its ending was undone; roles and board are back."""

    group_id: int


@dataclass(frozen=True, kw_only=True)
class KimIdRecorded(Event):
    """How far its site on kim.id is: none, applied, active."""

    group_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class ActivityEvent(Event):
    """What all of the log say: whose, and which entry."""

    group_id: int
    entry_id: int


@dataclass(frozen=True, kw_only=True)
class ActivityRecorded(ActivityEvent):
    """A deed stands in the group's log: by hand, or by the room in which it happened (its kind of thing is ``source``)."""

    kind: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ActivityCorrected(ActivityEvent):
    """It says something else now, or more; what it said before is kept."""


@dataclass(frozen=True, kw_only=True)
class ActivityWithdrawn(ActivityEvent):
    """It counts no more: somebody withdrew it, or what it told of was taken back."""


@dataclass(frozen=True, kw_only=True)
class ActivityBroughtBack(ActivityEvent):
    """It counts again."""
