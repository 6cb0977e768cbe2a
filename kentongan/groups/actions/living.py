"""A group rests and wakes, joins another, is dissolved, and comes back while that can be undone."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import Chapter, Decree, Grant, Group, Role
from .members import add_member
from .roles import grant_role

Kind, State = Chapter.Kind, Group.State


def _turn(group: Group, state: Group.State, *, kind: Chapter.Kind, actor: Person | None, now: datetime, day: date, **told: Any) -> Chapter:
    """Write the chapter and bring the group into the state, if it still is in the one it was read in. Raises Stale."""
    began = None if state == State.STANDING else day
    values = {"state": state, "state_date": began, "rests_until": told.get("until"), "merged_into": told.get("into")}
    if not Group.objects.filter(pk=group.pk, state=group.state).update(**values):
        raise rules.Stale(_("Keadaan kelompok ini baru saja diubah orang lain. Muat ulang halamannya."), theirs={}, mine={})
    for field, value in values.items():
        setattr(group, field, value)
    return Chapter.objects.create(group=group, kind=kind, day=day, actor=actor, at=now, **told)


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise rules.Denied(_("Tulis alasannya, supaya jelas bagi pengurus dan penerus kita."))
    return reason.strip()


@transaction.atomic
def rest_group(*, actor: Person, group: Group, reason: str, until: date, now: datetime) -> Group:
    """Mark a group as inactive for a while; nobody is locked out, and it wakes by itself after the day. Raises Denied, Stale."""
    if not rules.can_rest_group(actor, group):
        raise rules.Denied(_("KIM dinonaktifkan sementara oleh koordinator wilayahnya."))
    today = timezone.localdate(now)
    if until <= today:
        raise rules.Denied(_("Pilih hari yang akan datang."))
    _turn(group, State.RESTING, kind=Kind.REST, actor=actor, now=now, day=today, reason=_require_reason(reason), until=until)
    emit(events.GroupRested(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, until=until.isoformat()))
    return group


def _wake(group: Group, *, actor: Person | None, now: datetime) -> None:
    _turn(group, State.STANDING, kind=Kind.WAKE, actor=actor, now=now, day=timezone.localdate(now))
    emit(events.GroupWoken(scopes=(group.scope,), actor_id=actor.pk if actor else None, at=now, group_id=group.pk))


@transaction.atomic
def wake_group(*, actor: Person, group: Group, now: datetime) -> Group:
    """End a group's rest. Raises Denied, Stale."""
    if not rules.can_wake_group(actor, group):
        raise rules.Denied(_("KIM diaktifkan kembali oleh koordinator wilayahnya."))
    _wake(group, actor=actor, now=now)
    return group


def wake_rested(*, now: datetime) -> int:
    """Wake the groups whose last day of rest is over, each once. Returns how many."""
    woken = 0
    for group_id in queries.rested_ids(timezone.localdate(now)):
        with transaction.atomic():
            group = Group.objects.select_for_update().get(pk=group_id)
            if group.state == State.RESTING and group.rests_until is not None and group.rests_until < timezone.localdate(now):
                _wake(group, actor=None, now=now)
                woken += 1
    return woken


def _end(group: Group, state: Group.State, *, kind: Chapter.Kind, actor: Person, now: datetime, day: date, **told: Any) -> None:
    """What merging and dissolving share: roles and board end at one moment, by which an undoing finds them again."""
    if day > timezone.localdate(now):
        raise rules.Denied(_("Tanggalnya belum tiba."))
    decree: Decree | None = told.get("decree")
    if decree is not None and decree.group_id != group.pk:
        raise rules.Denied(_("SK ini milik kelompok lain."))
    _turn(group, state, kind=kind, actor=actor, now=now, day=day, **told)
    held = list(Grant.objects.select_for_update().filter(group=group, revoked_at=None).order_by("pk"))
    Grant.objects.filter(pk__in=[grant.pk for grant in held]).update(revoked_at=now)
    for grant in held:
        emit(events.RoleRevoked(scopes=(group.scope,), actor_id=actor.pk, at=now, person_id=grant.person_id, role=grant.role))
    for seat in group.board_seats.sitting():
        emit(events.BoardChanged(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, seat_id=seat.pk))
    group.board_seats.sitting().update(ended_at=now)
    queries.forget_grants(actor)


@transaction.atomic
def merge_group(
    *,
    actor: Person,
    group: Group,
    into: Group,
    reason: str,
    day: date,
    now: datetime,
    members: Iterable[Person] = (),
    decree: Decree | None = None,
) -> Group:
    """Let a group go on as part of another; ``members`` become members there, without a role. Raises Denied, Stale."""
    if not rules.can_merge_group(actor, group, into):
        raise rules.Denied(_("Penggabungan KIM dicatat oleh koordinator yang membawahi keduanya."))
    own = {member.person_id for member in queries.members_of(group)}
    people = list(members)
    if not {person.pk for person in people} <= own:
        raise rules.Denied(_("Pilih dari anggota kelompok yang bergabung."))
    _end(group, State.MERGED, kind=Kind.MERGE, actor=actor, now=now, day=day, reason=_require_reason(reason), into=into, decree=decree)
    for person in people:
        add_member(actor=actor, group=into, person=person, now=now)
    scopes = (group.scope, into.scope)
    emit(events.GroupMerged(scopes=scopes, actor_id=actor.pk, at=now, group_id=group.pk, into_id=into.pk))
    return group


@transaction.atomic
def dissolve_group(*, actor: Person, group: Group, reason: str, day: date, now: datetime, decree: Decree | None = None) -> Group:
    """End a group. What it wrote stays readable at its address. Raises Denied, Stale."""
    if not rules.can_dissolve_group(actor, group):
        raise rules.Denied(_("Pembubaran KIM dicatat oleh koordinator wilayahnya."))
    _end(group, State.DISSOLVED, kind=Kind.DISSOLVE, actor=actor, now=now, day=day, reason=_require_reason(reason), decree=decree)
    emit(events.GroupDissolved(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk))
    return group


@transaction.atomic
def revive_group(*, actor: Person, group: Group, now: datetime) -> Group:
    """Undo a merger or dissolution within the days of the setting: the roles and offices that ended with it are back. Raises Denied, Stale.

    Members who joined the other group stay there, too.
    """
    if why := rules.why_not_revive(actor, group, now):
        raise rules.Denied(why)
    ending = queries.ending_of(group)
    into = group.merged_into
    _turn(group, State.STANDING, kind=Kind.REVIVE, actor=actor, now=now, day=timezone.localdate(now))
    if ending is not None:
        ended = Grant.objects.filter(group=group, revoked_at=ending.at, person__is_active=True).exclude(person_id=actor.pk)
        for grant in ended.select_related("person").order_by("pk"):
            grant_role(actor=actor, person=grant.person, role=Role(grant.role), group=group, now=now)
        group.board_seats.filter(ended_at=ending.at).update(ended_at=None)
    scopes = (group.scope,) if into is None else (group.scope, into.scope)
    emit(events.GroupRevived(scopes=scopes, actor_id=actor.pk, at=now, group_id=group.pk))
    return group
