"""Who sees how far a task got, and of which regions; whose chair somebody may call."""

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import is_within
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.publishing.models import Publication

from ..models import DisseminationTask
from ..policies.reach import NATION, common
from .passing_on import is_above

__all__ = ["NotVisible"]

CALLING = frozenset({Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER})


def sends(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may send such a text in the name of the region that sent it, or coordinates above it."""
    region = publication.region
    if region is None:
        return False
    if is_above(actor, publication) or group_rules.may_issue_bulletins_for(actor, region):
        return True
    if publication.kind != Publication.Kind.ALERT:
        return False
    return group_rules.may_issue_alerts_for(actor, region) or group_rules.may_release_alerts_for(actor, region)


def regions_seen(actor: Actor, task: DisseminationTask) -> tuple[str, ...]:
    """The codes of the regions of which the actor sees how far the task got; none: it is not for him.

    The sender's side sees all; an officer of a kecamatan her own part of what a region above it sent. No query where the audience was
    loaded with the task.
    """
    publication = task.publication
    if task.asked_at is None or publication.region_id is None:
        return ()
    audience = [row.region_id for row in publication.audiences.all()]
    if sends(actor, publication):
        return common(audience, [NATION])
    own = [
        grant.region_id
        for grant in grants_of(actor)
        if grant.role == Role.DISTRICT_OFFICER and grant.region_id and is_within(grant.region_id, publication.region_id)
    ]
    return common(audience, own)


def may_call_chair(actor: Actor, group: Group) -> bool:
    """Whether the actor sees the chair's own number: who works for the government above the group. Others see the group's public one."""
    return any(grant.role in CALLING and grant.region_id and is_within(group.region_id, grant.region_id) for grant in grants_of(actor))
