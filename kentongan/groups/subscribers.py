"""What groups do with each other, in the log of both."""

from django.utils import timezone

from kentongan.core.events import subscriber

from . import events
from .actions import activities


@subscriber(events.ForumJoined)
def log_joined(event: events.ForumJoined) -> None:
    """A group belongs to a forum."""
    activities.log_forum(forum_id=event.forum_id, group_id=event.group_id, day=timezone.localdate(event.at), now=event.at)


@subscriber(events.ForumLeft)
def log_left(event: events.ForumLeft) -> None:
    """It left: what was entered the same day was a slip, and what was before stays."""
    activities.log_forum(forum_id=event.forum_id, group_id=event.group_id, day=timezone.localdate(event.at), now=event.at)
