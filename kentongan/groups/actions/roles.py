"""Roles are given and end. Nobody raises himself, and no group is left without its chair."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.scopes import NATION
from kentongan.regions.models import Region

from .. import events, queries, rules
from ..models import Grant, Group, Member, Office, Role

PROTECTED = (Role.CHAIR, Role.OPERATOR)  # the last one of these must stay


@transaction.atomic
def grant_role(
    *,
    actor: Person,
    person: Person,
    role: Role,
    now: datetime,
    group: Group | None = None,
    region: Region | None = None,
    office: Office | None = None,
) -> Grant:
    """Give a person a role in a group or a region; one that is held already is given back as it is.

    Who holds a role in a group belongs to it, so the membership is made where it is missing. Raises Denied.
    """
    role = Role(role)
    if why := rules.why_role_does_not_fit(role, group=group, region=region, office=office):
        raise rules.Denied(why)
    if not rules.can_grant_role(actor, person, role, group=group, region=region):
        own = _("Tugas untuk diri sendiri diberikan oleh orang lain.")
        raise rules.Denied(own if person.pk == actor.pk else _("Tugas ini diberikan oleh yang berwenang di atasnya."))
    scope = group.scope if group else region.scope if region else NATION
    values = {"group": group, "region": region, "office": office if role == Role.OFFICE_LIAISON else None}
    given, is_new = Grant.objects.get_or_create(
        person=person, role=role, scope=scope, revoked_at=None, defaults={**values, "granted_by": actor, "granted_at": now}
    )
    if is_new:
        if group is not None:
            _make_member(group, person, now)
        queries.forget_grants(person)
        emit(events.RoleGranted(scopes=(scope,), actor_id=actor.pk, at=now, person_id=person.pk, role=role))
    return given


def _make_member(group: Group, person: Person, now: datetime) -> None:
    member, _made = Member.objects.get_or_create(group=group, person=person, defaults={"joined_date": timezone.localdate(now)})
    if member.left_date is not None:
        member.left_date = None
        member.save(update_fields=["left_date"])


@transaction.atomic
def appoint_first_operator(*, person: Person, now: datetime) -> Grant:
    """Give the platform its first operator, who appoints all others. Raises Denied once there is one."""
    if Grant.objects.select_for_update().filter(role=Role.OPERATOR, revoked_at=None).exists():
        raise rules.Denied(_("Sudah ada pengelola sistem; dialah yang mengangkat yang lain."))
    given = Grant.objects.create(person=person, role=Role.OPERATOR, scope=NATION, granted_at=now)
    queries.forget_grants(person)
    emit(events.RoleGranted(scopes=(NATION,), actor_id=None, at=now, person_id=person.pk, role=Role.OPERATOR))
    return given


def require_not_last(grant: Grant) -> None:
    """Raise Denied where the role is the last of its kind that must stay; two at once cannot both go."""
    if grant.role not in PROTECTED:
        return
    held = Grant.objects.select_for_update().filter(scope=grant.scope, role=grant.role, revoked_at=None)
    if [other.pk for other in held] == [grant.pk]:
        raise rules.Denied(
            _("%(name)s satu-satunya %(role)s di sini. Angkat penggantinya dulu, supaya tidak ada yang terkunci di luar.")
            % {"name": grant.person.full_name, "role": grant.get_role_display().lower()}
        )


@transaction.atomic
def revoke_role(*, actor: Person, grant: Grant, now: datetime) -> Grant:
    """End a role from now on. Raises Denied."""
    if not rules.can_revoke_role(actor, grant):
        raise rules.Denied(_("Tugas ini dicabut oleh yang berwenang memberikannya."))
    require_not_last(grant)
    if Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=now):
        grant.revoked_at = now
        queries.forget_grants(grant.person)
        queries.forget_grants(actor)
        emit(events.RoleRevoked(scopes=(grant.scope,), actor_id=actor.pk, at=now, person_id=grant.person_id, role=grant.role))
    return grant
