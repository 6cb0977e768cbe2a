"""Events of villages and of the regency: planned, moved and called off by the same deeds as real people's."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kentongan.accounts.models import Person
from kentongan.groups.models import Group, Office
from kentongan.newsroom import actions as newsroom
from kentongan.newsroom.actions import agenda, sending
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, dates_of, series
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication, Tag
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region, regions_by_code
from kentongan.sites.models import Site

from ..stories import DATA

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def build_events(*, now: datetime) -> int:
    """Build the events that are missing; returns how many there are."""
    stories = tomllib.loads((DATA / "events.toml").read_text(encoding="utf-8"))["event"]
    for story in stories:
        owner: Group | Region = get_region(story["region"]) if "region" in story else Site.objects.get(slug=_slug(story["group"])).group
        if not Publication.objects.filter(owner=owner.scope, kind=Publication.Kind.EVENT, title=story["title"]).exists():
            _build(story, owner, now)
    return len(stories)


def _slug(key: str) -> str:
    groups = tomllib.loads((DATA / "groups.toml").read_text(encoding="utf-8"))["group"]
    return next(group["slug"] for group in groups if group["key"] == key)


def _day(text: str, now: datetime, weekday: str = "") -> date:
    day = timezone.localdate(now) + timedelta(days=int(text.removesuffix("d")))
    return day + timedelta(days=(DAYS.index(weekday) - day.weekday()) % 7) if weekday else day


def _details(story: dict[str, Any], now: datetime) -> EventDetails:
    start = _day(story["start"], now, story.get("weekday", ""))
    recurrence = None
    if "rhythm" in story:
        recurrence = series(
            Rhythm(story["rhythm"]),
            start,
            weekdays=[DAYS.index(day) for day in story.get("weekdays", ())],
            until=_day(story["until"], now) if "until" in story else None,
            times=story.get("times"),
            years=settings.EVENT_YEARS_MOST,
        )
    latitude, longitude = story.get("point", (None, None))
    return EventDetails(
        start_date=start,
        start_time=time.fromisoformat(story["from"]) if "from" in story else None,
        end_date=_day(story["end"], now) if "end" in story else None,
        end_time=time.fromisoformat(story["to"]) if "to" in story else None,
        recurrence=recurrence,
        latitude=latitude,
        longitude=longitude,
        **{name: story.get(name, "") for name in ("place", "hamlet", "open_to", "contact")},
    )


@transaction.atomic
def _build(story: dict[str, Any], owner: Group | Region, now: datetime) -> None:
    said = now - timedelta(days=int(story["said"].removesuffix("d")))
    author = Person.objects.get(username=story["author"])
    reviewer = Person.objects.get(username=story["reviewer"]) if "reviewer" in story else author
    office = (
        Office.objects.filter(region__code=owner.code, name=_office(story["office"])).first()
        if "office" in story and isinstance(owner, Region)
        else None
    )
    made = publishing.create_publication(actor=author, kind=Publication.Kind.EVENT, owner=owner, office=office, now=said, is_demo=True)
    details = _details(story, now)
    newsroom.write_text(
        actor=author,
        publication=made,
        version=made.version,
        now=said,
        title=story["title"],
        summary=story.get("summary", ""),
        text=story.get("text", "").strip(),
        topic=Tag.objects.get(slug=story["topic"]) if "topic" in story else None,
        tags="",
        cover=None,
        picture={},
        details=details,
        audience=list(regions_by_code(story["audience"]).values()) if "audience" in story else None,
        office=office,
    )
    if reviewer != author:
        sending.submit_text(actor=author, publication=made, now=said)
    sending.publish_text(actor=reviewer, publication=made, now=said + timedelta(hours=1))
    _change(story, made, details, reviewer, said + timedelta(hours=30))


def _office(key: str) -> str:
    offices = tomllib.loads((DATA / "offices.toml").read_text(encoding="utf-8"))["office"]
    return str(next(office["name"] for office in offices if office["key"] == key))


def _change(story: dict[str, Any], made: Publication, details: EventDetails, actor: Person, now: datetime) -> None:
    """What became of it, or of single dates, counted from the first one."""
    if reason := story.get("called_off"):
        agenda.cancel_event(actor=actor, publication=made, reason=reason, now=now)
    days = dates_of(details.start_date, details.rule) if details.start_date else ()
    if told := story.get("cancelled_date"):
        agenda.cancel_date(actor=actor, publication=made, day=days[told["number"] - 1], reason=told["reason"], now=now)
    if told := story.get("moved_date"):
        day = days[told["number"] - 1]
        moved = day + timedelta(days=told["days"])
        agenda.move_date(actor=actor, publication=made, day=day, moved_date=moved, moved_time=None, reason=told["reason"], now=now)
