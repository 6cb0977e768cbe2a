"""Who brings lists of KIM in and takes them out: the coordinator of the region, nobody else."""

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region

__all__ = ["Denied", "NotVisible", "Stale"]


def can_import_list(actor: Actor, region: Region) -> bool:
    """Whether the actor may bring a list into the region's register, confirm, discard and undo it, and take the register away."""
    return group_rules.is_coordinator_over(actor, region)
