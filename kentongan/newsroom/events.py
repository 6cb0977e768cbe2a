"""Facts of the newsroom beyond those of publishing: of events in calendars (days as ISO 8601), emergency notices, profiles, passing on."""

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


# --- Passing on (DisseminationTask). ``publication_id`` is the task's, too.


@dataclass(frozen=True, kw_only=True)
class TaskAsked(Event):
    """Groups are asked to pass a text on: it is out, or was already."""

    publication_id: int
    deadline: str


@dataclass(frozen=True, kw_only=True)
class TaskChanged(Event):
    """Something else is asked, or by another day."""

    publication_id: int
    deadline: str


@dataclass(frozen=True, kw_only=True)
class TaskCalledOff(Event):
    """Nobody needs to pass it on any more."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class TaskRenewed(Event):
    """It holds again, after it was called off."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class TaskSeen(Event):
    """Somebody of the group looked at the task for the first time."""

    publication_id: int
    group_id: int


@dataclass(frozen=True, kw_only=True)
class TaskPassedOn(Event):
    """A part of a group's answer came, or came back after it was taken back."""

    publication_id: int
    group_id: int
    part_id: int


@dataclass(frozen=True, kw_only=True)
class TaskPartTakenBack(Event):
    """A part of a group's answer counts no longer."""

    publication_id: int
    group_id: int
    part_id: int


@dataclass(frozen=True, kw_only=True)
class TaskDone(Event):
    """With this the group has passed on all of it."""

    publication_id: int
    group_id: int
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class TaskRefused(Event):
    """The group cannot, and says why."""

    publication_id: int
    group_id: int
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class TaskRefusalTakenBack(Event):
    """The group tries it after all."""

    publication_id: int
    group_id: int


@dataclass(frozen=True, kw_only=True)
class TaskProofBrought(Event):
    """A picture came with a part of the answer."""

    publication_id: int
    group_id: int
    photo_id: int


@dataclass(frozen=True, kw_only=True)
class TaskProofResembles(Event):
    """The picture is nearly the same as an earlier one of another part."""

    publication_id: int
    group_id: int
    photo_id: int


@dataclass(frozen=True, kw_only=True)
class TaskProofReleased(Event):
    """Everybody may see a copy of the picture: it hangs in a gallery of the group. ``gallery_id`` is that publication."""

    publication_id: int
    group_id: int
    photo_id: int
    release_id: int
    gallery_id: int


@dataclass(frozen=True, kw_only=True)
class TaskProofTakenBack(Event):
    """The copy is gone, and with it from every page that showed it; the picture itself stays with the answer."""

    publication_id: int
    group_id: int
    photo_id: int
    release_id: int


@dataclass(frozen=True, kw_only=True)
class TaskResemblanceAccepted(Event):
    """The sender's side looked at it and says that it is in order."""

    publication_id: int
    photo_id: int


@dataclass(frozen=True, kw_only=True)
class TaskQuestionAsked(Event):
    """A group asks the sender something."""

    publication_id: int
    group_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class TaskQuestionAnswered(Event):
    """The sender answered it, for all groups."""

    publication_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class TaskAskedBack(Event):
    """The sender's side wants to know more about a part of the answer."""

    publication_id: int
    group_id: int
    ask_back_id: int


@dataclass(frozen=True, kw_only=True)
class TaskAskBackReplied(Event):
    """The group said it."""

    publication_id: int
    group_id: int
    ask_back_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReminderDue(Event):
    """A group that has not closed the task is reminded. ``step`` are days after the deadline; negative: before it."""

    publication_id: int
    group_id: int
    deadline: str
    step: int


@dataclass(frozen=True, kw_only=True)
class WallSheetOrdered(Event):
    """An edition of the wall newspaper was put together, or changed; the worker makes it."""

    group_id: int
    number: int
    version: int


@dataclass(frozen=True, kw_only=True)
class WallSheetDropped(Event):
    """An edition that was not published was thrown away; its number is free again."""

    group_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class WallSheetPublished(Event):
    """An edition hangs in the archive and stays as it is."""

    group_id: int
    number: int
    sheet_id: int


@dataclass(frozen=True, kw_only=True)
class VoiceScriptWritten(Event):
    """Somebody wrote the words for the loudspeaker otherwise than the rules made them."""

    publication_id: int


@dataclass(frozen=True, kw_only=True)
class VoiceScriptDropped(Event):
    """The words for the loudspeaker are again those that the rules make."""

    publication_id: int
