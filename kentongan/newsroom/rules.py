"""Which steps a person may take with a text now. Publishing's table decides; this only asks all of it at once, for a page."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups.queries import Actor
from kentongan.publishing import rules as publishing
from kentongan.publishing.models import Publication

__all__ = ["Denied", "NotVisible", "Stale"]

Status = Publication.Status


def can_attach_file(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may bring pictures and documents: who may write in it now, and after publication who may correct it."""
    return publishing.can_edit_publication(actor, publication) or publishing.can_correct_publication(actor, publication)


@dataclass(frozen=True, kw_only=True)
class Steps:
    """True for each step that is open."""

    edit: bool
    submit: bool
    take_back: bool
    send_back: bool
    publish: bool
    schedule: bool
    withdraw: bool
    correct: bool
    reply: bool
    archive: bool
    delete: bool
    waits_for_another: bool  # the actor may publish for the owner, but not what they wrote themselves

    @property
    def review(self) -> bool:
        """Whether the actor decides on it."""
        return self.send_back


def can_change_event(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may move or cancel an event that is out: whoever may correct its text."""
    return publication.kind == Publication.Kind.EVENT and publishing.can_correct_publication(actor, publication)


def steps_for(actor: Actor, publication: Publication, now: datetime) -> Steps:
    """The steps that are open to the actor."""

    def may(target: Publication.Status) -> bool:
        return publishing.can_move_publication(actor, publication, target, now)

    publish = may(Status.PUBLISHED)
    releases = publishing.Part.RELEASER in publishing.parts_of(actor, publication)
    before = publication.status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
    return Steps(
        edit=publishing.can_edit_publication(actor, publication),
        submit=may(Status.SUBMITTED),
        take_back=may(Status.DRAFT),
        send_back=may(Status.RETURNED),
        publish=publish,
        schedule=may(Status.SCHEDULED),
        withdraw=may(Status.WITHDRAWN),
        correct=publishing.can_correct_publication(actor, publication),
        reply=publishing.can_reply_publication(actor, publication),
        archive=publishing.can_archive_publication(actor, publication),
        delete=publishing.can_delete_publication(actor, publication),
        waits_for_another=before and releases and not publish,
    )
