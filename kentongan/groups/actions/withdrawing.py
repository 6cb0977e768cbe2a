"""What was entered by mistake is taken out again, as long as nothing stands on it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import BoardSeat, Chapter, Decree, Group


@transaction.atomic
def withdraw_groups(*, actor: Person, groups: Iterable[Group], now: datetime) -> None:
    """Take groups that were never used out of the register, with their decrees and boards. Raises Denied where anything stands on one."""
    groups = list(groups)
    if not all(rules.can_withdraw_group(actor, group) for group in groups):
        raise rules.Denied(_("KIM dikeluarkan dari daftar oleh koordinator wilayah ini."))
    standing = queries.what_stands_on(groups)
    for group in groups:
        if group.pk in standing:
            raise rules.Denied(_("%(name)s sudah dipakai, jadi tidak dapat dikeluarkan dari daftar.") % {"name": group.name})
    ids = [group.pk for group in groups]
    BoardSeat.objects.filter(group_id__in=ids).delete()  # before the decrees, which they keep in place
    Group.objects.filter(pk__in=ids).delete()
    for group in groups:
        emit(events.GroupWithdrawn(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk))


@transaction.atomic
def withdraw_decree(*, actor: Person, decree: Decree, now: datetime) -> None:
    """Take out a decree that was entered by mistake. Raises Denied where somebody was appointed or dismissed by it, or the group ended."""
    if not rules.may_manage_group(actor, decree.group):
        raise rules.Denied(_("SK dan pengurus dicatat oleh ketua atau koordinator."))
    if decree.appointments.exists() or decree.dismissals.exists() or Chapter.objects.filter(decree=decree).exists():
        raise rules.Denied(_("SK ini sudah dipakai: ada pengurus yang diangkat atau diberhentikan dengannya, atau KIM yang berakhir."))
    group, decree_id = decree.group, decree.pk
    decree.delete()
    emit(events.DecreeWithdrawn(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, decree_id=decree_id))


@transaction.atomic
def withdraw_seat(*, actor: Person, seat: BoardSeat, now: datetime) -> None:
    """Take out an appointment that was entered by mistake: it never was. An office that ended is dismissed instead. Raises Denied."""
    if not rules.may_manage_group(actor, seat.group):
        raise rules.Denied(_("SK dan pengurus dicatat oleh ketua atau koordinator."))
    if seat.dismissed_by_id is not None or seat.ended_at is not None:
        raise rules.Denied(_("Jabatan ini sudah berakhir dengan SK, jadi tetap tercatat."))
    group, seat_id = seat.group, seat.pk
    seat.delete()
    emit(events.BoardChanged(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, seat_id=seat_id))
