"""What appears by itself at its moment, unless an election or the end of its group stands in the way."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied
from kentongan.groups.models import Group

from .. import events, queries, rules
from ..models import Publication, Revision
from ..rules import elections as election_rules
from .clearing import clear
from .moving import announce, free_slug_of, keep_revision, move, require_complete, reviewed_by

Status = Publication.Status


@transaction.atomic
def schedule_publication(
    *,
    actor: Person,
    publication: Publication,
    scheduled_at: datetime,
    now: datetime,
    is_embargoed: bool = False,
    states_neutral: bool = False,
    reason: str = "",
) -> Publication:
    """Let it out by itself at a moment; with an embargo the groups addressed read it ahead. Raises Denied, Stale.

    Where an election holds now or then, what it asks is asked now.
    """
    require_complete(publication)
    if scheduled_at <= now:
        raise Denied(_("Waktu tayang sudah lewat. Pilih waktu yang akan datang."))
    slug = publication.slug or free_slug_of(publication)
    values = {"scheduled_at": scheduled_at, "is_embargoed": is_embargoed, "slug": slug}
    if not rules.can_move_publication(actor, publication, Status.SCHEDULED, now):
        raise Denied(rules.why_not_move(actor, publication, Status.SCHEDULED, now))
    moments = (now, scheduled_at)
    clear(actor=actor, publication=publication, moments=moments, states_neutral=states_neutral, reason=reason, now=now)
    move(publication, Status.SCHEDULED, actor=actor, now=now, reviewer=reviewed_by(actor, publication), **values)
    emit(events.PublicationScheduled(scopes=queries.scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


def publish_due(*, now: datetime) -> int:
    """The clock: publish what is scheduled up to now, each in its own transaction and once however many clocks run.

    What an election does not let out waits for review again. Returns how many appeared.
    """
    published = 0
    for publication_id in queries.due_ids(now=now):
        with transaction.atomic(), scopes_disabled():
            found = Publication.objects.select_related("group__region", "region", "author", "reviewer", "cover")
            publication = found.get(pk=publication_id)
            why = election_rules.why_held(publication, election_rules.lock_on(publication, now))
            values = _held(why, now) if why else {"status": Status.PUBLISHED, "published_at": publication.scheduled_at, "remarks": ""}
            due = Publication.objects.filter(pk=publication_id, status=Status.SCHEDULED, scheduled_at__lte=now, version=publication.version)
            if due.update(version=F("version") + 1, updated_at=now, is_embargoed=False, **values) != 1:
                continue
            publication = found.get(pk=publication_id)
            actor = publication.reviewer or publication.author
            if why:
                _tell_held(publication, why, actor=actor, now=now)
            else:
                announce(publication, actor=actor, now=now)
                published += 1
    return published


def _held(why: str, now: datetime) -> dict[str, Any]:
    """What stands in the row of a scheduled text that the clock does not let out."""
    return {"status": Status.SUBMITTED, "submitted_at": now, "scheduled_at": None, "held_at": now, "remarks": why}


def _tell_held(publication: Publication, why: str, *, actor: Person, now: datetime) -> None:
    keep_revision(publication, Revision.Reason.HELD, actor=actor, now=now, remarks=why)
    told = {"publication_id": publication.pk, "author_id": publication.author_id}
    emit(events.PublicationHeld(scopes=(publication.owner,), actor_id=None, at=now, **told))


@transaction.atomic
def call_off_schedules(*, group_id: int, now: datetime) -> int:
    """Make drafts again of what a group that has ended had planned. Returns how many those were."""
    with scopes_disabled():
        planned = Publication.objects.filter(group_id=group_id, group__state__in=Group.ENDED, status=Status.SCHEDULED)
        called_off = {"status": Status.DRAFT, "scheduled_at": None, "is_embargoed": False}
        return planned.update(version=F("version") + 1, updated_at=now, **called_off)
