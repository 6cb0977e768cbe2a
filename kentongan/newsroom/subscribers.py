"""What the newsroom does when a text came out, when groups answered what it asks, and when a profile changed."""

from kentongan.core.events import subscriber
from kentongan.groups import events as groups
from kentongan.groups.actions import retract_activity
from kentongan.publishing.actions.sharing import keep_share_texts
from kentongan.publishing.events import PublicationPublished, PublicationWithdrawn

from .actions import activities, asking, passing_on, reach, releasing, wall_sheet
from .events import (
    AlertCleared,
    AlertUpdated,
    ProfileChanged,
    TaskChanged,
    TaskPartTakenBack,
    TaskPassedOn,
    TaskProofBrought,
    TaskRefusalTakenBack,
    TaskRefused,
    TaskSeen,
    WallSheetPublished,
)
from .policies.passing_on import LOG_SOURCE
from .queries.passing_on import get_part


@subscriber(PublicationPublished)
def ask_what_is_out(event: PublicationPublished) -> None:
    """The wish that a draft held is asked of the groups, now that they can read the text."""
    asking.ask_what_is_out(publication_id=event.publication_id, actor_id=event.actor_id, now=event.at)


@subscriber(TaskPassedOn)
def log_what_was_passed_on(event: TaskPassedOn) -> None:
    """Each part stands in the log of its group, as long as it is not taken back."""
    activities.log_part(get_part(event.part_id), now=event.at)


@subscriber(TaskChanged)
def log_who_is_late_by_another_day(event: TaskChanged) -> None:
    """Who was late may be in time now: reports count by the log."""
    activities.log_lateness(task_id=event.publication_id, now=event.at)


@subscriber(TaskPartTakenBack)
def take_out_of_the_log(event: TaskPartTakenBack) -> None:
    """What was taken back counts no longer; a part that came back meanwhile stays."""
    if get_part(event.part_id).withdrawn_at is not None:
        retract_activity(source=LOG_SOURCE, key=event.part_id, at=event.at)


@subscriber(TaskProofBrought)
def look_for_resemblance(event: TaskProofBrought) -> None:
    """A picture that was used before is noted for the sender's side; it never stands in the way of the answer."""
    passing_on.notice_resemblance(photo_id=event.photo_id, now=event.at)


@subscriber(TaskProofBrought)
def look_for_faces(event: TaskProofBrought) -> None:
    """Should it be released some day, the machine's suggestion is there."""
    releasing.seek_faces_later(photo_id=event.photo_id)


@subscriber(AlertUpdated)
def keep_what_goes_on_after_an_update(event: AlertUpdated) -> None:
    """What was forwarded before stays known as ours, with word of the newer one."""
    keep_share_texts(publication_id=event.publication_id, at=event.at)


@subscriber(AlertCleared)
def keep_what_goes_on_after_the_all_clear(event: AlertCleared) -> None:
    """Whoever still forwards the warning is told that it is over."""
    keep_share_texts(publication_id=event.publication_id, at=event.at)


@subscriber(ProfileChanged)
def log_profile(event: ProfileChanged) -> None:
    """Facts about the village were gathered: it stands in the log of what the group does."""
    activities.log_profile(group_id=event.group_id, author_id=event.actor_id, now=event.at)


@subscriber(WallSheetPublished)
def log_wall_sheet(event: WallSheetPublished) -> None:
    """An edition of the wall newspaper is a way of passing on: it stands in the log."""
    activities.log_wall_sheet(sheet_id=event.sheet_id, author_id=event.actor_id, now=event.at)


@subscriber(PublicationWithdrawn)
def withhold_wall_sheets(event: PublicationWithdrawn) -> None:
    """A printed text that was withdrawn is not handed out any more."""
    wall_sheet.withhold_sheets_with(publication_id=event.publication_id)


# --- How far tasks got


@subscriber(TaskSeen)
def count_seen(event: TaskSeen) -> None:
    """A group looked."""
    reach.count_answer(task_id=event.publication_id, group_id=event.group_id)


@subscriber(TaskPassedOn)
def count_passed_on(event: TaskPassedOn) -> None:
    """It passed a part on, or all."""
    reach.count_answer(task_id=event.publication_id, group_id=event.group_id)


@subscriber(TaskPartTakenBack)
def count_taken_back(event: TaskPartTakenBack) -> None:
    """It took a part back."""
    reach.count_answer(task_id=event.publication_id, group_id=event.group_id)


@subscriber(TaskRefused)
def count_refused(event: TaskRefused) -> None:
    """It cannot."""
    reach.count_answer(task_id=event.publication_id, group_id=event.group_id)


@subscriber(TaskRefusalTakenBack)
def count_refusal_taken_back(event: TaskRefusalTakenBack) -> None:
    """It tries after all."""
    reach.count_answer(task_id=event.publication_id, group_id=event.group_id)


@subscriber(TaskChanged)
def count_anew(event: TaskChanged) -> None:
    """By another day others are late."""
    reach.count_task(task_id=event.publication_id)


@subscriber(groups.GroupMerged)
def count_without_merged(event: groups.GroupMerged) -> None:
    """What a group did that has ended counts no longer among those who are asked."""
    reach.count_group(group_id=event.group_id)


@subscriber(groups.GroupDissolved)
def count_without_dissolved(event: groups.GroupDissolved) -> None:
    """What a group did that has ended counts no longer among those who are asked."""
    reach.count_group(group_id=event.group_id)


@subscriber(groups.GroupRevived)
def count_with_revived(event: groups.GroupRevived) -> None:
    """It counts again."""
    reach.count_group(group_id=event.group_id)
