"""The logs of the demo's groups: what they noted by hand, and what their deeds left there, told at once, before a worker does."""

import tomllib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from kentongan.accounts.models import Person
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import Group
from kentongan.groups.policies import ActivityFacts
from kentongan.groups.queries import activity_of_client
from kentongan.sites.models import Site
from kentongan.workspace.actions import note_activity

from ..stories import DATA
from .problems import picture_file

NAMES = UUID("6107c0de-0000-4000-8000-6b6567696174")


def build_activities(*, now: datetime, picture_width: int) -> int:
    """Note what is missing of what groups did offline; returns how many such entries there are."""
    told = tomllib.loads((DATA / "activities.toml").read_text(encoding="utf-8"))["activity"]
    for story in told:
        author, client_id = Person.objects.get(username=story["author"]), uuid5(NAMES, story["title"])
        if activity_of_client(author, client_id) is None:
            _note(story, author, client_id, now - timedelta(days=story["ago"]), picture_width)
    return len(told)


def _note(story: dict[str, Any], author: Person, client_id: UUID, at: datetime, width: int) -> None:
    group = Group.objects.get(pk=Site.objects.get(slug=story["group"]).group_id)
    facts = ActivityFacts(
        kind=story["kind"],
        day=timezone.localdate(at),
        title=story["title"],
        function=story.get("function", ""),
        evidence=story["evidence"],
        hamlets=tuple(story.get("hamlets", ())),
        women=story.get("women"),
        men=story.get("men"),
        reach=story.get("reach"),
    )
    photos = [picture_file(story["scene"], width)] if "scene" in story else []
    note_activity(actor=author, group=group, facts=facts, client_id=client_id, photos=photos, people_shown="agreed", now=at)


def tell_logs(*, now: datetime) -> None:
    """Tell those who write the logs what has happened, so that no group looks asleep on the first page."""
    waiting = Telling.objects.filter(told_at=None, subscriber__contains=".subscribers.log_").order_by("pk")
    for telling_id in waiting.values_list("pk", flat=True):
        tell_subscriber(telling_id, now=now)
