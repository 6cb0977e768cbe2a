"""People come, go, and are helped to sign in again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts import actions as account_actions
from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, policies, queries, rules
from ..models import Group, Member
from .roles import revoke_role


@dataclass(frozen=True)
class Slip:
    """What stands on the slip of paper for a new member: shown once, kept nowhere."""

    person: Person
    group: Group
    password: str


@transaction.atomic
def add_member(*, actor: Person, group: Group, person: Person, now: datetime, section: str = "", account_made_here: bool = False) -> Member:
    """Take a person who has an account into the group, also one who had left; once is enough. Raises Denied."""
    if not rules.may_manage_group(actor, group):
        raise rules.Denied(_("Anggota ditambahkan oleh ketua atau koordinator."))
    member, is_new = Member.objects.get_or_create(
        group=group,
        person=person,
        defaults={"joined_date": timezone.localdate(now), "section": section.strip(), "account_made_here": account_made_here},
    )
    if not is_new:
        returns = member.left_date is not None
        member.left_date, member.section = None, section.strip() or member.section
        member.save(update_fields=["left_date", "section"])
        if not returns:
            return member
    emit(events.MemberJoined(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, person_id=person.pk))
    return member


@transaction.atomic
def welcome_member(
    *,
    actor: Person,
    group: Group,
    full_name: str,
    now: datetime,
    username: str = "",
    phone: str | None = None,
    section: str = "",
    is_demo: bool = False,
) -> Slip:
    """Make an account for a new member with a password for the first sign-in, and take the person into the group. Raises Denied.

    Without a user name one is made of the name. Whether name and number are free is for the form to say.
    """
    if not rules.may_manage_group(actor, group):
        raise rules.Denied(_("Anggota ditambahkan oleh ketua atau koordinator."))
    if not username:
        taken = set(Person.objects.values_list("username", flat=True))
        username = policies.proposed_username(full_name, taken=taken)
    password = policies.first_password()
    person = account_actions.create_person(
        username=username, full_name=full_name, password=password, phone=phone, is_demo=is_demo, must_change_password=True
    )
    add_member(actor=actor, group=group, person=person, now=now, section=section, account_made_here=True)
    return Slip(person=person, group=group, password=password)


@transaction.atomic
def remove_member(*, actor: Person, member: Member, now: datetime) -> Member:
    """End a membership and with it the roles held in the group. Raises Denied, also where it would take the last chair."""
    if not rules.can_remove_member(actor, member):
        raise rules.Denied(_("Anggota dikeluarkan oleh ketua atau koordinator."))
    for grant in member.person.grants.filter(group=member.group, revoked_at=None).select_related("person", "group__region", "region"):
        revoke_role(actor=actor, grant=grant, now=now)
    if Member.objects.filter(pk=member.pk, left_date=None).update(left_date=timezone.localdate(now)):
        member.left_date = timezone.localdate(now)
        told = events.MemberLeft(
            scopes=(member.group.scope,), actor_id=actor.pk, at=now, group_id=member.group_id, person_id=member.person_id
        )
        emit(told)
    return member


@transaction.atomic
def hand_over_recovery(*, actor: Person, person: Person, now: datetime) -> str:
    """A one-time code for somebody who cannot sign in any more, to be told or handed over. Raises Denied with the reason."""
    if why := rules.why_not_recover(actor, person):
        raise rules.Denied(why)
    code = account_actions.create_recovery_code(person=person, made_by=actor, now=now)
    shared = tuple(sorted({member.group.scope for member in queries.memberships_of(person)}))
    emit(events.RecoveryHandedOver(scopes=shared, actor_id=actor.pk, at=now, person_id=person.pk))
    return code
