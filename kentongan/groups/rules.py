"""Who may do what in which scope. Every question is one small sentence."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.regions.models import Region

from .models import GROUP_ROLES, ActivityEntry, Grant, Group, Member, Office, Role
from .queries import Actor, ending_of, fresh_grants_of, grants_of, memberships_of

__all__ = ["Denied", "NotVisible", "Stale"]

# The level of region (number of groups in its code) in which a role can be held.
REGION_ROLES: dict[Role, tuple[int, ...]] = {
    Role.VILLAGE_OFFICER: (4,),
    Role.DISTRICT_OFFICER: (3,),
    Role.OFFICE_LIAISON: (1, 2),
    Role.EMERGENCY_OFFICER: (1, 2, 3, 4),
    Role.INFORMATION_OFFICER: (1, 2, 3, 4),
    Role.LEADER: (1, 2, 3, 4),
    Role.AUDITOR: (1, 2, 3, 4),
    Role.COORDINATOR: (1, 2),
}
CHAIRS_GIVE = frozenset({Role.CONTRIBUTOR, Role.EDITOR})
COORDINATORS_GIVE = frozenset({*GROUP_ROLES, *REGION_ROLES}) - {Role.COORDINATOR}


def _holds(actor: Actor, scope: str, *roles: Role) -> bool:
    return any(grant.scope == scope and grant.role in roles for grant in grants_of(actor))


def _holds_over(actor: Actor, region_code: str, *roles: Role) -> bool:
    return any(grant.role in roles and is_within(region_code, grant.region_id or "-") for grant in grants_of(actor))


def _holds_in(actor: Actor, group: Group, *roles: Role) -> bool:
    """Nobody works in the name of a group that has ended, not even by a role that slipped in."""
    return not group.has_ended and _holds(actor, group.scope, *roles)


def is_operator(actor: Actor) -> bool:
    """Whether the actor runs the platform."""
    return any(grant.role == Role.OPERATOR for grant in grants_of(actor))


def is_contributor_of(actor: Actor, group: Group) -> bool:
    """Whether the actor writes for the group: contributor, editor or chair."""
    return _holds_in(actor, group, Role.CONTRIBUTOR, Role.EDITOR, Role.CHAIR)


def is_editor_of(actor: Actor, group: Group) -> bool:
    """Whether the actor reviews and publishes for the group: editor or chair."""
    return _holds_in(actor, group, Role.EDITOR, Role.CHAIR)


def is_chair_of(actor: Actor, group: Group) -> bool:
    """Whether the actor leads the group."""
    return _holds_in(actor, group, Role.CHAIR)


def is_coordinator_over(actor: Actor, region: Region) -> bool:
    """Whether the actor is the Diskominfo coordinator of this region or of one above it."""
    return _holds_over(actor, region.code, Role.COORDINATOR)


def may_issue_bulletins_for(actor: Actor, region: Region) -> bool:
    """Whether the actor sends bulletins in exactly this region's name."""
    return _holds(actor, region.scope, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER, Role.OFFICE_LIAISON)


def may_publish_bulletins_for(actor: Actor, region: Region) -> bool:
    """Whether the actor's bulletins go out at once; those of an office's liaison are released by the coordinator."""
    return _holds(actor, region.scope, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)


def may_issue_alerts_for(actor: Actor, region: Region) -> bool:
    """Whether the actor writes emergency notices in exactly this region's name: who sends its bulletins, and its emergency officers."""
    return may_issue_bulletins_for(actor, region) or _holds(actor, region.scope, Role.EMERGENCY_OFFICER)


def may_propose_alerts_for(actor: Actor, region: Region) -> bool:
    """Whether the actor may draft an emergency notice for the region's officers to send: the editors of the groups at home there."""
    homes = {grant.group for grant in grants_of(actor) if grant.group is not None and grant.group.region_id == region.code}
    return any(is_editor_of(actor, group) for group in homes)


def may_release_alerts_for(actor: Actor, region: Region) -> bool:
    """Whether the actor lets the region's emergency notices out: its own officers, and coordinator and emergency officers above it too.

    A village with one officer would otherwise have no second pair of eyes.
    """
    return may_publish_bulletins_for(actor, region) or _holds_over(actor, region.code, Role.COORDINATOR, Role.EMERGENCY_OFFICER)


def may_warn_alone(actor: Actor, region: Region) -> bool:
    """Whether the actor holds the emergency right over the region: what he wrote himself needs no second person."""
    return _holds_over(actor, region.code, Role.EMERGENCY_OFFICER)


def may_manage_group(actor: Actor, group: Group) -> bool:
    """Whether the actor changes the group's people, decrees and site: its chair, or the coordinator above it, while the group stands."""
    return not group.has_ended and (is_chair_of(actor, group) or is_coordinator_over(actor, group.region))


def may_see_group_desk(actor: Actor, group: Group) -> bool:
    """Whether the actor sees what the group works on: its own people and the coordinator above it."""
    return is_contributor_of(actor, group) or is_coordinator_over(actor, group.region)


def may_correct_activity(actor: Actor, entry: ActivityEntry) -> bool:
    """Whether the actor corrects, withdraws and brings back an entry typed by hand: who typed it, and the group's editors and chair."""
    mine = entry.author_id is not None and entry.author_id == actor.pk and is_contributor_of(actor, entry.group)
    return entry.is_by_hand and (mine or is_editor_of(actor, entry.group))


def may_supplement_activity(actor: Actor, entry: ActivityEntry) -> bool:
    """Whether the actor adds photos and attendance to what a room wrote: its own people. What happened is not theirs to change."""
    return not entry.is_by_hand and entry.withdrawn_at is None and is_contributor_of(actor, entry.group)


def may_see_region_desk(actor: Actor, region: Region) -> bool:
    """Whether the actor sees the register of a region's groups and officers: the coordinator over it, or the operator."""
    return is_coordinator_over(actor, region) or is_operator(actor)


def can_form_group(actor: Actor, region: Region) -> bool:
    """Whether the actor may enter a new group whose home is this region."""
    return is_coordinator_over(actor, region) or is_operator(actor)


def can_withdraw_group(actor: Actor, group: Group) -> bool:
    """Whether the actor may take a group that was never used out of the register again: who may enter one there."""
    return can_form_group(actor, group.region)


def can_open_office(actor: Actor, region: Region) -> bool:
    """Whether the actor may enter an office of this region's government."""
    return is_coordinator_over(actor, region) or is_operator(actor)


def _may_give(actor: Actor, role: Role, group: Group | None, region: Region | None) -> bool:
    if role in (Role.COORDINATOR, Role.OPERATOR):
        return is_operator(actor)
    if group is not None and group.has_ended:
        return False
    if group is not None:
        as_chair = role in CHAIRS_GIVE and is_chair_of(actor, group)
        return as_chair or (role in COORDINATORS_GIVE and is_coordinator_over(actor, group.region))
    return region is not None and role in COORDINATORS_GIVE and is_coordinator_over(actor, region)


def can_grant_role(actor: Actor, person: Person, role: Role, *, group: Group | None = None, region: Region | None = None) -> bool:
    """Whether the actor may give the person this role there. Nobody raises himself.

    The chair gives kontributor and redaktur; the coordinator also ketua and the officers of his regions; the operator the coordinators.
    """
    return person.pk != actor.pk and _may_give(actor, role, group, region)


def can_revoke_role(actor: Actor, grant: Grant) -> bool:
    """Whether the actor may end the role: whoever may give it, and the holder, who may always step down."""
    return grant.person_id == actor.pk or _may_give(actor, Role(grant.role), grant.group, grant.region)


def why_role_does_not_fit(role: Role, *, group: Group | None, region: Region | None, office: Office | None) -> str:
    """In words for the actor, why this role cannot be held there; "" where it can."""
    if role in GROUP_ROLES:
        return "" if group is not None and region is None else _("Tugas ini hanya ada di dalam kelompok.")
    if role == Role.OPERATOR:
        return "" if group is None and region is None else _("Pengelola sistem tidak terikat wilayah.")
    if group is not None or region is None or region.level not in REGION_ROLES[role]:
        return _("%(role)s tidak ada di tingkat wilayah ini.") % {"role": role.label}
    if role == Role.OFFICE_LIAISON and (office is None or office.region_id != region.code):
        return _("Pilih OPD yang diwakilinya.")
    return ""


def can_remove_member(actor: Actor, member: Member) -> bool:
    """Whether the actor may end the membership: who manages the group, and the member, who may always leave."""
    return member.person_id == actor.pk or may_manage_group(actor, member.group)


def why_not_recover(actor: Actor, person: Person) -> str:
    """In words for the actor, why he may not hand the person a recovery code; "" where he may.

    Whoever holds the code can become the person. So the chair may only for somebody whose account was made in his group and who holds
    nothing above him or elsewhere; the coordinator for people whose every role and group lies in his region; the operator for all others.
    Nobody may for himself or for an equal.
    """
    if person.pk == actor.pk:
        return _("Untuk diri sendiri, ganti kata sandi di halaman akun.")
    held, memberships = fresh_grants_of(person), memberships_of(person)
    if is_operator(actor):
        equal = any(grant.role == Role.OPERATOR for grant in held)
        return _("Sesama pengelola sistem tidak dapat saling memulihkan akun.") if equal else ""
    if any(grant.role in (Role.COORDINATOR, Role.OPERATOR) for grant in held):
        return _("%(name)s memegang tugas yang lebih tinggi. Pengelola sistem yang dapat membantu.") % {"name": person.full_name}
    places = [grant.group.region if grant.group else grant.region for grant in held] + [member.group.region for member in memberships]
    if places and all(place is not None and is_coordinator_over(actor, place) for place in places):
        return ""
    led = [member for member in memberships if is_chair_of(actor, member.group)]
    if not led:
        return _("%(name)s bukan anggota kelompok yang Anda pimpin.") % {"name": person.full_name}
    if not any(member.account_made_here for member in led):
        earlier = _("%(name)s sudah punya akun sebelum masuk kelompok ini, jadi koordinator kabupaten yang dapat membantu.")
        return earlier % {"name": person.full_name}
    below = all(grant.role in CHAIRS_GIVE and grant.group is not None and is_chair_of(actor, grant.group) for grant in held)
    elsewhere = any(not is_chair_of(actor, member.group) for member in memberships)
    if not below or elsewhere:
        return _("%(name)s juga bertugas di tempat lain, jadi koordinator kabupaten yang dapat membantu.") % {"name": person.full_name}
    return ""


def can_join_forum(actor: Actor, forum: Group, group: Group) -> bool:
    """Whether the actor may bring the group into the forum: who manages the forum."""
    fits = forum.kind == Group.Kind.FORUM and group.kind == Group.Kind.KIM and not group.has_ended
    return fits and may_manage_group(actor, forum)


def can_leave_forum(actor: Actor, forum: Group, group: Group) -> bool:
    """Whether the actor may take the group out of the forum: who manages the forum or the group."""
    return may_manage_group(actor, forum) or may_manage_group(actor, group)


# --- The life of a group: only the coordinator above it ends it, lets it rest, and brings it back -------------------------


def can_rest_group(actor: Actor, group: Group) -> bool:
    """Whether the actor may mark the group as inactive for a while."""
    return group.state == Group.State.STANDING and is_coordinator_over(actor, group.region)


def can_wake_group(actor: Actor, group: Group) -> bool:
    """Whether the actor may end its rest."""
    return group.state == Group.State.RESTING and is_coordinator_over(actor, group.region)


def can_dissolve_group(actor: Actor, group: Group) -> bool:
    """Whether the actor may end the group."""
    return not group.has_ended and is_coordinator_over(actor, group.region)


def can_merge_group(actor: Actor, group: Group, into: Group) -> bool:
    """Whether the actor may let the group go on as part of the other: both of one kind, both living, both below the actor."""
    fits = group.pk != into.pk and group.kind == into.kind and not into.has_ended
    return fits and can_dissolve_group(actor, group) and is_coordinator_over(actor, into.region)


def why_not_revive(actor: Actor, group: Group, now: datetime) -> str:
    """In words for the actor, why the ending of the group cannot be undone; "" where it can."""
    if not is_coordinator_over(actor, group.region):
        return _("Pembubaran dan penggabungan dibatalkan oleh koordinator wilayahnya.")
    ending = ending_of(group) if group.has_ended else None
    if ending is None:
        return _("KIM ini masih berdiri.")
    days: int = settings.GROUP_REVIVE_DAYS
    if now > ending.at + timedelta(days=days):
        late = ngettext("Batas membatalkannya %(n)d hari, dan itu sudah lewat. Daftarkan sebagai KIM baru.",
                        "Batas membatalkannya %(n)d hari, dan itu sudah lewat. Daftarkan sebagai KIM baru.", days)  # fmt: skip
        return late % {"n": days}
    return ""
