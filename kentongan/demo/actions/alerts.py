"""Emergency notices: one that is over, one that holds for a single kecamatan, one that waits to be finished."""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kentongan.accounts.models import Person
from kentongan.newsroom import actions as newsroom
from kentongan.newsroom import queries as newsroom_queries
from kentongan.newsroom.actions import alerts as deeds
from kentongan.newsroom.actions import sending
from kentongan.newsroom.queries import alerts
from kentongan.publishing.models import Publication
from kentongan.regions.queries import get_region, regions_by_code

from ..stories import DATA

WRITTEN = ("severity", "place", "danger", "affected", "evacuation", "avoidance", "aid", "measures")


def build_alerts(*, now: datetime) -> int:
    """Build the notices that are missing; returns how many there are."""
    stories = tomllib.loads((DATA / "alerts.toml").read_text(encoding="utf-8"))["alert"]
    built = Publication.objects.filter(is_demo=True, kind=Publication.Kind.ALERT)
    for story in stories[built.count() :]:
        _build(story, now)
    return len(stories)


@transaction.atomic
def _build(story: dict[str, Any], now: datetime) -> None:
    author, began = Person.objects.get(username=story["author"]), now - timedelta(hours=story["ago_hours"])
    owner = get_region(story["region"])
    desk = next(desk for desk in newsroom_queries.desks_for(author, Publication.Kind.ALERT) if desk.owner == owner)
    hazard = alerts.get_hazard(story["hazard"])
    made = newsroom.begin_alert(actor=author, desk=desk, hazard=hazard, now=began)
    Publication.objects.filter(pk=made.pk).update(is_demo=True)
    said = {name: story[name] for name in WRITTEN if name in story}
    common = f"{hazard.begins['contacts']}\n{story['contacts']}"
    details = replace(
        alerts.details_of(alerts.alert_of(made)), **said, contacts=common, valid_until=began + timedelta(hours=story["hours"])
    )
    newsroom.write_text(
        actor=author, publication=made, version=made.version, now=began, topic=None, tags="", cover=None, picture={}, details=details,
        audience=list(regions_by_code(story["audience"]).values()), **alerts.words_of(details),
    )  # fmt: skip
    if "releaser" not in story:
        return
    releaser = Person.objects.get(username=story["releaser"])
    sending.publish_text(actor=releaser, publication=made, now=began)
    for update in story.get("updates", ()):
        at = began + timedelta(hours=update["after_hours"])
        deeds.update_alert(actor=releaser, publication=made, text=update["text"], severity=update.get("severity", ""), now=at)
    if "cleared" in story:
        at = began + timedelta(hours=story["cleared_after_hours"])
        deeds.clear_alert(actor=releaser, publication=made, words=story["cleared"], now=at)
