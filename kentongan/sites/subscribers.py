"""When something happened to a group that its website must follow."""

from kentongan.core.events import Event, subscriber
from kentongan.groups.events import GroupDissolved, GroupMerged, GroupRevived

from . import actions


def _follow(event: Event, group_id: int) -> None:
    actions.follow_group(group_id=group_id, actor_id=event.actor_id, now=event.at)


@subscriber(GroupDissolved)
def archive_of_dissolved(event: GroupDissolved) -> None:
    """Its site becomes an archive."""
    _follow(event, event.group_id)


@subscriber(GroupMerged)
def archive_of_merged(event: GroupMerged) -> None:
    """Its site becomes an archive that says where the group went."""
    _follow(event, event.group_id)


@subscriber(GroupRevived)
def site_of_revived(event: GroupRevived) -> None:
    """Its site is a site again."""
    _follow(event, event.group_id)
