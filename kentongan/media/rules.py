"""Who brings files for whom, and who looks at what is not public yet."""

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import group_id_of, region_code_of
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor, bulletin_regions_of, groups_of
from kentongan.regions.models import Region

from .models import Upload

__all__ = ["Denied", "NotVisible", "Refused", "Stale"]


class Refused(Exception):
    """The file is not taken. The message says why and what to do, in words for the person who brought it."""


def _group(owner: str) -> Group | None:
    group_id = group_id_of(owner) if owner.startswith("group:") and owner[6:].isdecimal() else None
    return Group.objects.select_related("region").filter(pk=group_id).first() if group_id else None


def can_upload(actor: Actor, owner: str) -> bool:
    """Whether the actor brings files in this scope's name: writes there, or manages the group (its logo, its decrees)."""
    if any(group.scope == owner and group_rules.is_contributor_of(actor, group) for group in groups_of(actor)):
        return True
    if any(grant.scope == owner for grant in bulletin_regions_of(actor)):
        return True
    if not actor.is_authenticated:
        return False
    group = _group(owner)
    return group is not None and group_rules.may_manage_group(actor, group)


def can_see_upload(actor: Actor, upload: Upload) -> bool:
    """Whether the actor may look at the file: everybody once it is public, before that those who see the owner's desk."""
    if upload.is_public:
        return True
    if not actor.is_authenticated:
        return False
    if can_upload(actor, upload.owner):
        return True
    group = _group(upload.owner)
    if group is not None:
        return group_rules.may_see_group_desk(actor, group)
    code = region_code_of(upload.owner)
    return code is not None and group_rules.is_coordinator_over(actor, Region(code=code))


def can_describe_upload(actor: Actor, upload: Upload) -> bool:
    """Whether the actor may say what is in the picture, who made it and whether those shown agreed."""
    return can_upload(actor, upload.owner)
