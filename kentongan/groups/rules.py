"""Who may do what in which scope. Every question is one small sentence."""

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.regions.models import Region

from .models import Group, Role
from .queries import Actor, grants_of

__all__ = ["Denied", "NotVisible", "Stale"]


def _holds(actor: Actor, scope: str, *roles: Role) -> bool:
    return any(grant.scope == scope and grant.role in roles for grant in grants_of(actor))


def _holds_over(actor: Actor, region_code: str, *roles: Role) -> bool:
    return any(grant.role in roles and is_within(region_code, grant.region_id or "-") for grant in grants_of(actor))


def is_operator(actor: Actor) -> bool:
    """Whether the actor runs the platform."""
    return any(grant.role == Role.OPERATOR for grant in grants_of(actor))


def is_contributor_of(actor: Actor, group: Group) -> bool:
    """Whether the actor writes for the group: contributor, editor or chair."""
    return _holds(actor, group.scope, Role.CONTRIBUTOR, Role.EDITOR, Role.CHAIR)


def is_editor_of(actor: Actor, group: Group) -> bool:
    """Whether the actor reviews and publishes for the group: editor or chair."""
    return _holds(actor, group.scope, Role.EDITOR, Role.CHAIR)


def is_chair_of(actor: Actor, group: Group) -> bool:
    """Whether the actor leads the group."""
    return _holds(actor, group.scope, Role.CHAIR)


def is_coordinator_over(actor: Actor, region: Region) -> bool:
    """Whether the actor is the Diskominfo coordinator of this region or of one above it."""
    return _holds_over(actor, region.code, Role.COORDINATOR)


def may_issue_bulletins_for(actor: Actor, region: Region) -> bool:
    """Whether the actor sends bulletins in exactly this region's name."""
    return _holds(actor, region.scope, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER, Role.OFFICE_LIAISON)


def may_publish_bulletins_for(actor: Actor, region: Region) -> bool:
    """Whether the actor's bulletins go out at once; those of an office's liaison are released by the coordinator."""
    return _holds(actor, region.scope, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)


def may_manage_group(actor: Actor, group: Group) -> bool:
    """Whether the actor changes the group's people, decrees and site: its chair, or the coordinator above it."""
    return is_chair_of(actor, group) or is_coordinator_over(actor, group.region)


def may_see_group_desk(actor: Actor, group: Group) -> bool:
    """Whether the actor sees what the group works on: its own people and the coordinator above it."""
    return is_contributor_of(actor, group) or is_coordinator_over(actor, group.region)
