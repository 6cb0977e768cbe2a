"""Who makes a wall newspaper. Who sees it in the workspace: whoever sees the group's desk."""

from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor


def can_make_wall_sheet(actor: Actor, group: Group) -> bool:
    """Whether the actor puts editions together and publishes them: redaktur and ketua, while the group stands."""
    return not group.has_ended and group_rules.is_editor_of(actor, group)
