"""Entries by hand, for what happens offline; and what people add to those the rooms wrote."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import ActivityChange, ActivityEntry, Group
from ..policies import ActivityFacts
from .activities import Deed, bring_back, change_entry, locked_group, recount, take_back


@transaction.atomic
def write_activity(
    *, actor: Person, group: Group, facts: ActivityFacts, client_id: UUID, now: datetime, photo_keys: Iterable[str] = ()
) -> ActivityEntry:
    """Note what a group did. The same ``client_id`` of the same person gives the same entry. Raises Denied."""
    if not rules.is_contributor_of(actor, group):
        raise rules.Denied(_("Kegiatan dicatat oleh orang kelompok ini sendiri."))
    if (before := queries.activity_of_client(actor, client_id)) is not None:
        return before
    _require_past(facts.title, facts.day, now)
    locked_group(group.pk)
    values = {**facts.values(), "photo_keys": list(photo_keys), "author": actor, "client_id": client_id, "written_at": now}
    try:
        with transaction.atomic():
            entry = ActivityEntry.objects.create(group=group, **values)
    except IntegrityError:
        if (before := queries.activity_of_client(actor, client_id)) is not None:
            return before
        raise
    recount(group)
    emit(
        events.ActivityRecorded(
            scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, entry_id=entry.pk, kind=entry.kind, source=""
        )
    )
    return entry


@transaction.atomic
def correct_activity(
    *, actor: Person, entry: ActivityEntry, facts: ActivityFacts, photo_keys: Iterable[str], seen: int, now: datetime
) -> ActivityEntry:
    """Put an entry typed by hand right; what it said before is kept. ``seen`` is the change (its id, or 0) that the actor started from.

    Raises Denied, or Stale where somebody changed it since.
    """
    if not rules.may_correct_activity(actor, entry):
        raise rules.Denied(_("Catatan ini dibetulkan oleh penulisnya, redaktur, atau ketua."))
    _require_past(facts.title, facts.day, now)
    entry = _claimed(entry, seen)
    change_entry(entry, {**facts.values(), "photo_keys": list(photo_keys)}, deed=Deed.CORRECTED, actor_id=actor.pk, at=now)
    return entry


@transaction.atomic
def supplement_activity(
    *, actor: Person, entry: ActivityEntry, women: int | None, men: int | None, photo_keys: Iterable[str], seen: int, now: datetime
) -> ActivityEntry:
    """Add to what a room wrote who was there and how it looked. Raises Denied, Stale."""
    if not rules.may_supplement_activity(actor, entry):
        raise rules.Denied(_("Catatan ini dilengkapi oleh orang kelompok ini sendiri."))
    entry = _claimed(entry, seen)
    added = {"women": women, "men": men, "photo_keys": list(photo_keys)}
    change_entry(entry, added, deed=Deed.CORRECTED, actor_id=actor.pk, at=now)
    return entry


@transaction.atomic
def withdraw_activity(*, actor: Person, entry: ActivityEntry, now: datetime) -> ActivityEntry:
    """Let an entry typed by hand count no more; twice is once. Raises Denied."""
    entry = _of_mine(actor, entry)
    if entry.withdrawn_at is None:
        take_back(entry, actor_id=actor.pk, at=now)
    return entry


@transaction.atomic
def bring_activity_back(*, actor: Person, entry: ActivityEntry, now: datetime) -> ActivityEntry:
    """The undo of withdraw_activity; twice is once. Raises Denied."""
    entry = _of_mine(actor, entry)
    if entry.withdrawn_at is not None:
        bring_back(entry, actor_id=actor.pk, at=now)
    return entry


def _of_mine(actor: Person, entry: ActivityEntry) -> ActivityEntry:
    if not rules.may_correct_activity(actor, entry):
        raise rules.Denied(_("Catatan ini ditarik oleh penulisnya, redaktur, atau ketua."))
    locked_group(entry.group_id)
    return ActivityEntry.objects.select_related("group__region").get(pk=entry.pk)


def _claimed(entry: ActivityEntry, seen: int) -> ActivityEntry:
    """The entry as it stands, if nobody changed it since. The group stays locked."""
    locked_group(entry.group_id)
    latest = ActivityChange.objects.filter(entry=entry).select_related("actor").order_by("-pk").first()
    if (latest.pk if latest else 0) != seen:
        name = latest.actor.full_name if latest and latest.actor else _("Orang lain")
        raise rules.Stale(_("%(name)s mengubah catatan ini lebih dulu. Isian Anda masih ada di bawah ini.") % {"name": name})
    return ActivityEntry.objects.select_related("group__region").get(pk=entry.pk)


def _require_past(title: str, day: date, now: datetime) -> None:
    if not title.strip():
        raise rules.Denied(_("Tulis apa kegiatannya."))
    if day > timezone.localdate(now):
        raise rules.Denied(_("Catat kegiatan yang sudah terjadi. Tanggalnya masih akan datang."))
