"""From hand to hand until it is out, and taken down again: one action per arrow of the status table."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit, set_turns
from kentongan.core.rules import Denied

from .. import events, queries, rules
from ..models import KimIdCopy, Publication, Revision
from .clearing import clear, refuse_listed
from .moving import announce, free_slug_of, keep_revision, move, move_row, refresh_release, require_complete, reviewed_by, turns_of

Status = Publication.Status


@transaction.atomic
def submit_publication(*, actor: Person, publication: Publication, now: datetime) -> Publication:
    """Hand a draft to the redaktur. Raises Denied, Stale."""
    require_complete(publication)
    move(publication, Status.SUBMITTED, actor=actor, now=now, submitted_at=now, reviewer=None)
    keep_revision(publication, Revision.Reason.SUBMITTED, actor=actor, now=now)
    emit(events.PublicationSubmitted(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


@transaction.atomic
def take_back_publication(*, actor: Person, publication: Publication, now: datetime) -> Publication:
    """Turn what waits for review, or for its moment, into a draft again. Raises Denied, Stale."""
    move(publication, Status.DRAFT, actor=actor, now=now, submitted_at=None, scheduled_at=None, is_embargoed=False)
    return publication


@transaction.atomic
def return_publication(*, actor: Person, publication: Publication, remarks: str, now: datetime) -> Publication:
    """Send it back to its author with remarks. Raises Denied, Stale."""
    if not remarks.strip():
        raise Denied(_("Tulis apa yang perlu diperbaiki, supaya penulis tahu."))
    move(publication, Status.RETURNED, actor=actor, now=now, reviewer=actor, remarks=remarks.strip())
    keep_revision(publication, Revision.Reason.RETURNED, actor=actor, now=now, remarks=remarks.strip())
    emit(events.PublicationReturned(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


@transaction.atomic
def publish_publication(
    *, actor: Person, publication: Publication, now: datetime, states_neutral: bool = False, reason: str = ""
) -> Publication:
    """Let it out now. Its photo is released with it. Raises Denied, Stale.

    During an election the actor states that it is neutral, and the coordinator gives a reason, see rules.elections.
    """
    require_complete(publication)
    values = {
        "published_at": now,
        "slug": publication.slug or free_slug_of(publication),
        "scheduled_at": None,
        "is_embargoed": False,
        "remarks": "",
    }
    if not rules.can_move_publication(actor, publication, Status.PUBLISHED, now):
        raise Denied(rules.why_not_move(actor, publication, Status.PUBLISHED, now))
    clear(actor=actor, publication=publication, moments=(now,), states_neutral=states_neutral, reason=reason, now=now)
    move(publication, Status.PUBLISHED, actor=actor, now=now, reviewer=reviewed_by(actor, publication), **values)
    announce(publication, actor=actor, now=now)
    return publication


@transaction.atomic
def withdraw_publication(*, actor: Person, publication: Publication, reason: str, now: datetime) -> Publication:
    """Take it down everywhere; its address answers 410 and gives the reason. Raises Denied, Stale."""
    if not reason.strip():
        raise Denied(_("Tulis alasannya: pembaca yang datang ke alamat ini akan membacanya."))
    refuse_listed(actor=actor, publication=publication, said=(reason,), now=now)
    move(publication, Status.WITHDRAWN, actor=actor, now=now, withdrawn_at=now, withdrawn_reason=reason.strip())
    keep_revision(publication, Revision.Reason.WITHDRAWN, actor=actor, now=now, remarks=reason.strip())
    refresh_release(queries.uploads_shown_by(publication))
    set_turns(turns_of(publication), scopes=(), moments=())
    scopes = queries.scopes_reached(publication)
    emit(events.PublicationWithdrawn(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, kind=publication.kind))
    return publication


@transaction.atomic
def set_archived(*, actor: Person, publication: Publication, is_archived: bool, now: datetime) -> Publication:
    """Take it out of the lists while its address stays readable, or bring it back. Raises Denied."""
    if not rules.can_archive_publication(actor, publication):
        raise Denied(_("Hanya redaktur atau ketua yang mengarsipkan tulisan terbit."))
    move_row(publication, archived_at=now if is_archived else None, updated_at=now)
    scopes = queries.scopes_reached(publication)
    emit(events.PublicationArchived(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, is_archived=is_archived))
    return publication


@transaction.atomic
def mark_copied(*, actor: Person, publication: Publication, is_copied: bool, now: datetime) -> None:
    """Note that the text was copied to kim.id, or that it was not; once is enough. Raises Denied."""
    if not rules.can_mark_copied(actor, publication):
        raise Denied(_("Yang menyalin ke kim.id orang kelompok ini sendiri, atau koordinatornya."))
    if is_copied:
        _copy, has_changed = KimIdCopy.objects.get_or_create(publication=publication, defaults={"person": actor, "at": now})
    else:
        has_changed = bool(KimIdCopy.objects.filter(publication=publication).delete()[0])
    if has_changed:
        scopes = (publication.owner,)
        emit(events.PublicationCopied(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, is_copied=is_copied))
