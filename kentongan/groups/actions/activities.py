"""The log of what a group does (ADINDA): the rooms write into it what happened there, people what happened offline."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kentongan.core.actions import emit

from .. import events
from ..models import ActivityChange, ActivityEntry, Group
from ..policies import FUNCTION_OF, NO_SIGN_OF_LIFE, TITLE_MOST

WORDS = {
    "title",
    "text",
    "evidence",
    "address",
}  # of what a room said otherwise before, only that it did: a name may have been masked there
Deed = ActivityChange.Deed


@transaction.atomic
def record_activity(
    *,
    group: Group,
    kind: str,
    day: date,
    title: str,
    source: str,
    key: object,
    at: datetime,
    address: str = "",
    author_id: int | None = None,
    text: str = "",
    evidence: Mapping[str, Any] | None = None,
    hamlets: Iterable[str] = (),
    reach: int | None = None,
    women: int | None = None,
    men: int | None = None,
    function: str = "",
) -> ActivityEntry:
    """Note that something happened in a room, once for each ``source`` ("publishing.Publication") and ``key`` (its id).

    Said again, the entry says what is so now, and keeps what it said before; if it was taken back, it counts again. What the room leaves
    empty stays as people supplemented it. A room says what happened, never what is planned: by its latest ``day`` a group is lively.
    """
    group = locked_group(group.pk)
    kind = ActivityEntry.Kind(kind)
    said: dict[str, Any] = {
        "kind": str(kind),
        "function": str(ActivityEntry.Function(function or FUNCTION_OF[kind])),
        "day": day,
        "title": _short(title),
        "address": address,
        "author_id": author_id,
    }
    more = {"text": text, "hamlets": list(hamlets), "reach": reach, "women": women, "men": men}
    said |= {field: value for field, value in more.items() if value not in ("", [], None)}
    entry = ActivityEntry.objects.filter(source=source, source_key=str(key)).first()
    if entry is None:
        entry = ActivityEntry.objects.create(
            group=group, source=source, source_key=str(key), evidence=dict(evidence or {}), written_at=at, **said
        )
        recount(group)
        emit(
            events.ActivityRecorded(
                scopes=(group.scope,), actor_id=author_id, at=at, group_id=group.pk, entry_id=entry.pk, kind=entry.kind, source=source
            )
        )
        return entry
    said["evidence"] = {**entry.evidence, **(evidence or {})}
    if entry.withdrawn_at is not None:
        bring_back(entry, actor_id=None, at=at)
    change_entry(entry, said, deed=Deed.FOLLOWED, actor_id=None, at=at)
    return entry


@transaction.atomic
def retract_activity(*, source: str, key: object, at: datetime) -> None:
    """What the entry tells of was taken back: it does not count any more. Nothing happens where no entry stands."""
    group_id = ActivityEntry.objects.filter(source=source, source_key=str(key)).values_list("group_id", flat=True).first()
    if group_id is None:
        return
    locked_group(group_id)
    entry = ActivityEntry.objects.live().filter(source=source, source_key=str(key)).first()
    if entry is not None:
        take_back(entry, actor_id=None, at=at)


def change_entry(entry: ActivityEntry, said: Mapping[str, Any], *, deed: str, actor_id: int | None, at: datetime) -> bool:
    """Write what differs, keeping what it was; whether anything did. The group is locked by the caller."""
    former = {field: getattr(entry, field) for field, value in said.items() if getattr(entry, field) != value}
    if not former:
        return False
    for field in former:
        setattr(entry, field, said[field])
    entry.save(update_fields=sorted(former))
    _remember(entry, deed, actor_id, at, former)
    if "day" in former:
        recount(entry.group)
    emit(events.ActivityCorrected(scopes=(entry.group.scope,), actor_id=actor_id, at=at, group_id=entry.group_id, entry_id=entry.pk))
    return True


def take_back(entry: ActivityEntry, *, actor_id: int | None, at: datetime) -> None:
    """Let the entry count no more. The group is locked by the caller."""
    entry.withdrawn_at = at
    entry.save(update_fields=["withdrawn_at"])
    _remember(entry, Deed.WITHDRAWN, actor_id, at)
    recount(entry.group)
    emit(events.ActivityWithdrawn(scopes=(entry.group.scope,), actor_id=actor_id, at=at, group_id=entry.group_id, entry_id=entry.pk))


def bring_back(entry: ActivityEntry, *, actor_id: int | None, at: datetime) -> None:
    """Let the entry count again. The group is locked by the caller."""
    entry.withdrawn_at = None
    entry.save(update_fields=["withdrawn_at"])
    _remember(entry, Deed.BROUGHT_BACK, actor_id, at)
    recount(entry.group)
    emit(events.ActivityBroughtBack(scopes=(entry.group.scope,), actor_id=actor_id, at=at, group_id=entry.group_id, entry_id=entry.pk))


def locked_group(group_id: int) -> Group:
    """The group, held until the transaction ends: its latest day is counted by one at a time."""
    return Group.objects.select_for_update(no_key=True).get(pk=group_id)


def recount(group: Group) -> None:
    """Keep the latest day of the group's log with the group. The group is locked by the caller."""
    signs = ActivityEntry.objects.live().filter(group=group).exclude(source__in=NO_SIGN_OF_LIFE)
    latest = signs.order_by().aggregate(day=Max("day"))["day"]
    Group.objects.filter(pk=group.pk).exclude(last_activity_on=latest).update(last_activity_on=latest)


def log_forum(*, forum_id: int, group_id: int, day: date, now: datetime) -> None:
    """Note for both that a group joined a Forum KIM, or take it back where it left on the same day: that was a slip."""
    both = Group.objects.in_bulk([forum_id, group_id])
    forum, group = both[forum_id], both[group_id]
    is_member = forum.member_groups.filter(pk=group.pk).exists()
    for source, whose, other in (("groups.ForumMember", group, forum), ("groups.Forum", forum, group)):
        key = f"{forum.pk}:{group.pk}:{day:%Y-%m-%d}"
        if not is_member:
            retract_activity(source=source, key=key, at=now)
            continue
        joined = {"groups.ForumMember": _("Bergabung dengan %(name)s"), "groups.Forum": _("%(name)s bergabung")}[source]
        record_activity(
            group=whose,
            kind=ActivityEntry.Kind.NETWORKING,
            day=day,
            title=joined % {"name": other.name},
            source=source,
            key=key,
            at=now,
            evidence={"partner": other.name, "cooperation": _("Forum KIM")},
        )


def _remember(entry: ActivityEntry, deed: str, actor_id: int | None, at: datetime, former: Mapping[str, Any] | None = None) -> None:
    kept = {field: value.isoformat() if isinstance(value, date) else value for field, value in (former or {}).items()}
    if deed == Deed.FOLLOWED:
        kept |= dict.fromkeys(kept.keys() & WORDS)
    ActivityChange.objects.create(entry=entry, deed=deed, former=kept, actor_id=actor_id, at=at)


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= TITLE_MOST else line[: TITLE_MOST - 1].rstrip() + "…"
