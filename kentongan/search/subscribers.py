"""What makes the index look again."""

from kentongan.core.events import subscriber
from kentongan.groups.events import GroupChanged
from kentongan.publishing.events import (
    AttachmentsChanged,
    PublicationArchived,
    PublicationChanged,
    PublicationCorrected,
    PublicationPublished,
    PublicationWithdrawn,
)
from kentongan.sites.events import SiteArchived, SiteMoved, SiteOpened, SiteResumed, SiteSuspended

from . import actions
from .models import SearchChange


def _look_at(publication_id: int) -> None:
    actions.note_change(subject=SearchChange.Subject.PUBLICATION, subject_id=publication_id)


@subscriber(PublicationPublished)
def publication_published(event: PublicationPublished) -> None:
    """A text can be read."""
    _look_at(event.publication_id)


@subscriber(PublicationCorrected)
def publication_corrected(event: PublicationCorrected) -> None:
    """Its words are others."""
    _look_at(event.publication_id)


@subscriber(PublicationChanged)
def publication_changed(event: PublicationChanged) -> None:
    """What stands beside its text is another."""
    _look_at(event.publication_id)


@subscriber(AttachmentsChanged)
def attachments_changed(event: AttachmentsChanged) -> None:
    """What stands below its pictures and on its documents are words of it, too."""
    _look_at(event.publication_id)


@subscriber(PublicationWithdrawn)
def publication_withdrawn(event: PublicationWithdrawn) -> None:
    """It was taken down."""
    _look_at(event.publication_id)


@subscriber(PublicationArchived)
def publication_archived(event: PublicationArchived) -> None:
    """It left the lists, or came back."""
    _look_at(event.publication_id)


@subscriber(GroupChanged)
def group_changed(event: GroupChanged) -> None:
    """The group's name stands with all its texts."""
    actions.note_change(subject=SearchChange.Subject.GROUP, subject_id=event.group_id)


@subscriber(SiteOpened)
def site_opened(event: SiteOpened) -> None:
    """Its texts stand somewhere now."""
    actions.note_site_change(site_id=event.site_id)


@subscriber(SiteSuspended)
def site_suspended(event: SiteSuspended) -> None:
    """What stands on a site that does not answer, is not found."""
    actions.note_site_change(site_id=event.site_id)


@subscriber(SiteResumed)
def site_resumed(event: SiteResumed) -> None:
    """It answers again."""
    actions.note_site_change(site_id=event.site_id)


@subscriber(SiteMoved)
def site_moved(event: SiteMoved) -> None:
    """What stood on it is elsewhere."""
    actions.note_site_change(site_id=event.site_id)


@subscriber(SiteArchived)
def site_archived(event: SiteArchived) -> None:
    """Its texts stay findable."""
    actions.note_site_change(site_id=event.site_id)
