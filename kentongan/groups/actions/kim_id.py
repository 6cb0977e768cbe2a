"""kim.id, the sites of Komdigi for KIM: how far a group's application is (DOMAIN.md §2)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import Group


@transaction.atomic
def record_kim_id(*, actor: Person, group: Group, state: str, now: datetime, day: date | None = None, url: str = "") -> Group:
    """Record how far the group's site on kim.id is, since when, and its address once it has one. Raises Denied."""
    if not rules.may_manage_group(actor, group):
        raise rules.Denied(_("Keadaan di kim.id dicatat oleh ketua atau koordinator."))
    state = Group.KimId(state)
    if state == Group.KimId.ACTIVE and not url.strip():
        raise rules.Denied(_("Tulis alamat situsnya di kim.id."))
    group.kim_id_state, group.kim_id_date = state, None if state == Group.KimId.NONE else day
    group.kim_id_url = url.strip() if state == Group.KimId.ACTIVE else ""
    group.save(update_fields=["kim_id_state", "kim_id_date", "kim_id_url"])
    emit(events.KimIdRecorded(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, state=state))
    return group
