"""Who dresses, renames, moves and stops a website."""

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor

from .models import Site

__all__ = ["Denied", "NotVisible", "Stale"]


def can_open_site(actor: Actor, group: Group) -> bool:
    """Whether the actor may give the group a website: the coordinator above it, or the operator."""
    return group_rules.is_coordinator_over(actor, group.region) or group_rules.is_operator(actor)


def can_dress_site(actor: Actor, site: Site) -> bool:
    """Whether the actor may change colour, logo, line, menu and own pages: redaktur and ketua, and the coordinator above."""
    return group_rules.is_editor_of(actor, site.group) or group_rules.may_manage_group(actor, site.group)


def can_rename_site(actor: Actor, site: Site) -> bool:
    """Whether the actor may change the slug, and choose between path and subdomain: ketua, and the coordinator above."""
    return group_rules.may_manage_group(actor, site.group)


def can_set_domain(actor: Actor, site: Site) -> bool:
    """Whether the actor may enter an own domain: who also arranges its DNS and certificate."""
    return can_open_site(actor, site.group)


def can_halt_site(actor: Actor, site: Site) -> bool:
    """Whether the actor may stop, resume or move the website: the coordinator above it, or the operator; never its own people."""
    return can_open_site(actor, site.group)
