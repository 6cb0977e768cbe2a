"""Who may move a publication from one status to the next. The table is the rule; the sentences below read it."""

from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor, editors_of
from kentongan.regions.models import Region

from ..models import Publication
from ..queries import is_visible_to
from .elections import Lock, is_called_upon, lock_on, steps_in, why_not_out

__all__ = ["ALLOWED", "Denied", "NotVisible", "Stale"]

Kind = Publication.Kind
Status = Publication.Status

# In whose name each kind may go out: the duty to warn is the public body's (Perki 1/2021), so a group sends no alerts.
KINDS_OF_GROUP = frozenset({Kind.ARTICLE, Kind.EVENT, Kind.GALLERY})
KINDS_OF_REGION = frozenset({Kind.BULLETIN, Kind.EVENT, Kind.GALLERY, Kind.ALERT})
# What may go out without a text of its own: when and where already say it.
KINDS_WITHOUT_TEXT = frozenset({Kind.EVENT})


class Part(StrEnum):
    """What somebody is to a publication."""

    WRITER = "writer"  # may write in the owner's name: contributor and above; any sender of the region
    AUTHOR = "author"  # wrote this one
    RELEASER = "releaser"  # may let it out: redaktur and ketua; the region's own officers
    COORDINATOR = "coordinator"  # the one above, called upon during an election, see elections.is_called_upon
    CLOCK = "clock"  # the schedule
    KEEPER = "keeper"  # looks after what a group left behind that has ended: the coordinator above it


ALLOWED: dict[Status, dict[Status, frozenset[Part]]] = {
    Status.DRAFT: {
        Status.SUBMITTED: frozenset({Part.WRITER}),
        Status.PUBLISHED: frozenset({Part.RELEASER}),
        Status.SCHEDULED: frozenset({Part.RELEASER}),
    },
    Status.SUBMITTED: {
        Status.DRAFT: frozenset({Part.AUTHOR}),  # taken back before anybody reviewed it
        Status.RETURNED: frozenset({Part.RELEASER, Part.COORDINATOR}),
        Status.PUBLISHED: frozenset({Part.RELEASER, Part.COORDINATOR}),
        Status.SCHEDULED: frozenset({Part.RELEASER, Part.COORDINATOR}),
    },
    Status.RETURNED: {
        Status.SUBMITTED: frozenset({Part.WRITER}),
        Status.PUBLISHED: frozenset({Part.RELEASER}),
        Status.SCHEDULED: frozenset({Part.RELEASER}),
    },
    Status.SCHEDULED: {
        Status.PUBLISHED: frozenset({Part.RELEASER, Part.CLOCK}),
        Status.DRAFT: frozenset({Part.RELEASER}),  # the schedule is cancelled
        Status.SUBMITTED: frozenset({Part.CLOCK}),  # held: an election does not let it out
    },
    Status.PUBLISHED: {Status.WITHDRAWN: frozenset({Part.RELEASER, Part.KEEPER})},  # with a reason; the address answers 410 and says why
    Status.WITHDRAWN: {},
}


LETTING_OUT = (Status.PUBLISHED, Status.SCHEDULED)


def _owner_of(publication: Publication) -> Group | Region:
    owner = publication.group or publication.region
    if owner is None:
        raise ValueError("A publication always has an owner.")
    return owner


def may_write_for(actor: Actor, owner: Group | Region, kind: Publication.Kind) -> bool:
    """Whether the actor may begin a text of this kind in this owner's name."""
    if isinstance(owner, Group):
        return group_rules.is_contributor_of(actor, owner)
    if kind == Kind.ALERT:
        return group_rules.may_issue_alerts_for(actor, owner) or group_rules.may_propose_alerts_for(actor, owner)
    return group_rules.may_issue_bulletins_for(actor, owner)


def may_release_for(actor: Actor, owner: Group | Region, kind: Publication.Kind) -> bool:
    """Whether the actor lets texts of this kind out in this owner's name."""
    if isinstance(owner, Group):
        return group_rules.is_editor_of(actor, owner)
    if kind == Kind.ALERT:
        return group_rules.may_release_alerts_for(actor, owner)
    return group_rules.may_publish_bulletins_for(actor, owner)


def needs_another_reviewer(publication: Publication) -> bool:
    """Whether somebody other than the author must let it out.

    An article: where the group wants it and has a second redaktur. An emergency notice: always, save for who holds the emergency right.
    """
    if publication.kind == Kind.ALERT and publication.region is not None:
        return not group_rules.may_warn_alone(publication.author, publication.region)
    group = publication.group
    if group is None or not group.review_required:
        return False
    return editors_of(group).exclude(pk=publication.author_id).exists()


def parts_of(actor: Actor, publication: Publication) -> frozenset[Part]:
    """What the actor is to the publication."""
    owner, kind = _owner_of(publication), Kind(publication.kind)
    is_own = publication.author_id == actor.pk
    parts = set()
    if may_write_for(actor, owner, kind) and (is_own or is_visible_to(actor, publication)):  # who only proposes, has only his own
        parts.add(Part.WRITER)
        if is_own:
            parts.add(Part.AUTHOR)
    if may_release_for(actor, owner, kind):
        parts.add(Part.RELEASER)
    if isinstance(owner, Group) and owner.has_ended and group_rules.is_coordinator_over(actor, owner.region):
        parts.add(Part.KEEPER)
    return frozenset(parts)


def can_move_publication(actor: Actor, publication: Publication, target: Status, now: datetime) -> bool:
    """Whether the actor may bring the publication into the status ``target`` now."""
    allowed = ALLOWED[Status(publication.status)].get(target)
    if target == Status.SCHEDULED and publication.kind == Kind.ALERT:
        return False  # nobody plans an emergency
    if allowed is None:
        return False
    parts = parts_of(actor, publication)
    if not (allowed & (parts | {Part.COORDINATOR})):
        return False
    lets_out = target in LETTING_OUT
    lock = lock_on(publication, now) if lets_out or not (allowed & parts) else None
    if not (allowed & parts or is_called_upon(actor, publication, lock)):
        return False
    return not (lets_out and _why_not_let_out(actor, publication, lock))


def _why_not_let_out(actor: Actor, publication: Publication, lock: Lock | None) -> str:
    if lock is not None and (why := why_not_out(actor, publication, lock)):
        return why
    waits = publication.status != Status.SCHEDULED and publication.author_id == actor.pk and needs_another_reviewer(publication)
    if waits and publication.kind == Kind.ALERT:
        return _("Peringatan diterbitkan dua orang: Anda menulis, petugas lain menerbitkan. Kirim, lalu telepon dia sekarang.")
    return _("Tulisan sendiri diperiksa redaktur lain dulu. Ajukan, lalu beri tahu rekan Anda.") if waits else ""


def can_see_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor sees it in the workspace, see queries.is_visible_to."""
    return is_visible_to(actor, publication)


def can_edit_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may change its text: before publication the author and those who release; what is submitted, only the latter.

    A published text is changed by a correction, see can_correct_publication.
    """
    parts = parts_of(actor, publication)
    if publication.status in (Status.DRAFT, Status.RETURNED):
        return Part.AUTHOR in parts or Part.RELEASER in parts
    if publication.status in (Status.SUBMITTED, Status.SCHEDULED):
        return Part.RELEASER in parts
    return False


def can_correct_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may change a published text with a dated note, or set a reply beside it."""
    return publication.status == Status.PUBLISHED and Part.RELEASER in parts_of(actor, publication)


def can_reply_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may put a right of reply beside it: also beside what was withdrawn, and beside what a group left behind."""
    answerable = publication.status in (Status.PUBLISHED, Status.WITHDRAWN)
    return answerable and bool(parts_of(actor, publication) & {Part.RELEASER, Part.KEEPER})


def can_correct_during_election(actor: Actor, publication: Publication, now: datetime) -> bool:
    """Whether the coordinator above may correct it in the owner's stead, because the words need his release."""
    return publication.status == Status.PUBLISHED and steps_in(actor, publication, now)


def can_reply_during_election(actor: Actor, publication: Publication, now: datetime) -> bool:
    """Whether the coordinator above may set a reply beside it in the owner's stead, because the words need his release."""
    return publication.status in (Status.PUBLISHED, Status.WITHDRAWN) and steps_in(actor, publication, now)


def can_archive_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may take it out of the lists or bring it back."""
    return can_correct_publication(actor, publication)


def can_mark_copied(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may note that a group's text was copied to kim.id: who writes there, and the coordinator above."""
    group = publication.group
    if group is None or group.has_ended or publication.status != Status.PUBLISHED:
        return False
    return group_rules.may_see_group_desk(actor, group)


def can_delete_publication(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may throw it away: only a draft that never was public, by its author or a releaser."""
    return (
        publication.status in (Status.DRAFT, Status.RETURNED)
        and publication.published_at is None
        and can_edit_publication(actor, publication)
    )


def why_not_move(actor: Actor, publication: Publication, target: Status, now: datetime) -> str:
    """In words for the actor, why the publication cannot be brought into ``target``."""
    if target == Status.SCHEDULED and publication.kind == Kind.ALERT:
        return _("Peringatan darurat tidak dijadwalkan: terbitkan begitu bahayanya diketahui.")
    if target not in ALLOWED[Status(publication.status)]:
        return _("Tulisan ini sudah berstatus %(status)s, jadi langkah itu tidak bisa lagi.") % {
            "status": publication.get_status_display().lower()
        }
    releases = target in LETTING_OUT and Part.RELEASER in parts_of(actor, publication)
    why = _why_not_let_out(actor, publication, lock_on(publication, now)) if releases else ""
    return why or _("Langkah ini hanya untuk redaktur atau ketua.")
