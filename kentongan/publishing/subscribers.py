"""When something happened elsewhere that a publication must follow."""

from kentongan.core.events import subscriber
from kentongan.groups.events import GroupDissolved, GroupMerged
from kentongan.sites.events import SiteDressed

from . import actions, events
from .actions import activities, sharing


@subscriber(SiteDressed)
def look_again_at_former_logo(event: SiteDressed) -> None:
    """A picture that a site took down as its logo stays public where a publication shows it."""
    if event.former_logo_id is not None:
        actions.refresh_release([event.former_logo_id])


@subscriber(GroupDissolved)
def call_off_what_a_dissolved_group_planned(event: GroupDissolved) -> None:
    """Nothing appears any more in the name of a group that has ended."""
    actions.call_off_schedules(group_id=event.group_id, now=event.at)


@subscriber(GroupMerged)
def call_off_what_a_merged_group_planned(event: GroupMerged) -> None:
    """Nothing appears any more in the name of a group that has ended."""
    actions.call_off_schedules(group_id=event.group_id, now=event.at)


@subscriber(events.PublicationPublished)
def log_published(event: events.PublicationPublished) -> None:
    """A text of a group went out: it stands in the log of what the group does."""
    activities.log_publication(publication_id=event.publication_id, now=event.at)


@subscriber(events.PublicationCorrected)
def log_corrected(event: events.PublicationCorrected) -> None:
    """Its title may be another one."""
    activities.log_publication(publication_id=event.publication_id, now=event.at)


@subscriber(events.PublicationWithdrawn)
def log_withdrawn(event: events.PublicationWithdrawn) -> None:
    """What was taken down does not count."""
    activities.log_publication(publication_id=event.publication_id, now=event.at)


@subscriber(events.PublicationCopied)
def log_copied(event: events.PublicationCopied) -> None:
    """It was copied to kim.id by hand, or the mark was taken back."""
    activities.log_copy(publication_id=event.publication_id, now=event.at)


@subscriber(events.PublicationPublished)
def keep_what_goes_from_phone_to_phone(event: events.PublicationPublished) -> None:
    """What was forwarded stays known as ours after the text was changed."""
    sharing.keep_share_texts(publication_id=event.publication_id, at=event.at)


@subscriber(events.PublicationCorrected)
def keep_what_goes_on_after_a_correction(event: events.PublicationCorrected) -> None:
    """The corrected text is another version."""
    sharing.keep_share_texts(publication_id=event.publication_id, at=event.at)


@subscriber(events.PublicationChanged)
def keep_what_goes_on_after_a_change(event: events.PublicationChanged) -> None:
    """An event that was moved says so on every phone."""
    sharing.keep_share_texts(publication_id=event.publication_id, at=event.at)


@subscriber(events.PublicationShared)
def log_share(event: events.PublicationShared) -> None:
    """A member passed it on: it stands in the group's log."""
    activities.log_share(share_id=event.share_id, now=event.at)


@subscriber(events.PublicationShareTakenBack)
def take_share_out_of_the_log(event: events.PublicationShareTakenBack) -> None:
    """It was a mistake: it counts no longer."""
    activities.log_share(share_id=event.share_id, now=event.at)
