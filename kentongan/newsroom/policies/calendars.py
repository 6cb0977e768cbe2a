"""An event as machines read it: iCalendar (RFC 5545) and schema.org. Written from plain values.

The library folds lines at 75 octets and escapes text; what stands here is which property says what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Component
from icalendar.prop import vGeo, vRecur, vUri

from .agenda import BY_WEEK, DAY_CODES, Change, Recurrence, Rhythm, Timing, recurrence_of

PRODUCT = "-//Kentongan//Agenda//ID"
REFRESH = timedelta(hours=6)  # how often a phone that subscribed may look again


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event for a calendar. ``uid`` never changes, ``sequence`` grows with each change; ``stamp`` is when it last changed."""

    uid: str
    url: str
    title: str
    timing: Timing
    rule: str
    changes: tuple[Change, ...]
    created: datetime
    stamp: datetime
    sequence: int
    description: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    sender: str = ""
    is_cancelled: bool = False


def calendar(entries: Iterable[Entry], *, name: str, url: str, zone: ZoneInfo, called_off: str) -> bytes:
    """The entries as one calendar. ``called_off`` stands before the title of what is cancelled, for readers that show no STATUS."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", zone.key)
    made.add("url", vUri(url))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    components = [component for entry in entries for component in _components(entry, zone, called_off)]
    if any(isinstance(component.decoded("dtstart"), datetime) for component in components):
        made.add_component(_zone(zone, components))
    for component in components:
        made.add_component(component)
    return made.to_ical(sorted=False)


def _zone(zone: ZoneInfo, components: list[Component]) -> Timezone:
    """The zone as it was and will be in the years the components are in."""
    starts = [component.decoded("dtstart") for component in components]
    first, last = min(start.year for start in starts), max(start.year for start in starts)
    made = Timezone.from_tzid(zone.key, first_date=date(first, 1, 1), last_date=date(last + 5, 1, 1))
    made.pop("comment", None)
    return made


def _components(entry: Entry, zone: ZoneInfo, called_off: str) -> list[Component]:
    """The event with its series, and one more for each date that was moved."""
    series = _component(entry, entry.timing, zone, called_off)
    recurrence = recurrence_of(entry.rule)
    moved = []
    if recurrence is not None:
        series.add("rrule", _rrule(recurrence, entry.timing, zone))
        if cancelled := [_begins(entry.timing.moved_to(change.day), zone) for change in entry.changes if change.timing is None]:
            series.add("exdate", cancelled)
        for change in entry.changes:
            if change.timing is not None:
                one = _component(entry, change.timing, zone, called_off)
                one.add("recurrence-id", _begins(entry.timing.moved_to(change.day), zone))
                moved.append(one)
    return [series, *moved]


def _begins(timing: Timing, zone: ZoneInfo) -> date | datetime:
    return timing.start_date if timing.is_whole_day else timing.start.replace(tzinfo=zone)


def _component(entry: Entry, timing: Timing, zone: ZoneInfo, called_off: str) -> Component:
    made = Component()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.stamp.astimezone(UTC))
    made.add("created", entry.created.astimezone(UTC))
    made.add("last-modified", entry.stamp.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    made.add("summary", f"{called_off}: {entry.title}" if entry.is_cancelled else entry.title)
    made.add("dtstart", _begins(timing, zone))
    if ends := _ends(timing, zone):
        made.add("dtend", ends)
    made.add("description", "\n\n".join(words for words in (entry.description, entry.url) if words))
    if entry.place:
        made.add("location", entry.place)
    if entry.point:
        made.add("geo", vGeo(entry.point))
    if entry.sender:
        made.add("contact", entry.sender)
    made.add("url", vUri(entry.url))
    made.add("transp", "TRANSPARENT" if timing.is_whole_day else "OPAQUE")
    made.add("class", "PUBLIC")
    return made


def _ends(timing: Timing, zone: ZoneInfo) -> date | datetime | None:
    """The first moment after it: DTEND does not belong to the event. None where only the beginning is known."""
    if timing.is_whole_day:
        return timing.end_date + timedelta(days=1)
    if timing.end is not None:
        return timing.end.replace(tzinfo=zone)
    return None if timing.is_one_day else datetime.combine(timing.end_date + timedelta(days=1), time(), zone)


def _rrule(recurrence: Recurrence, timing: Timing, zone: ZoneInfo) -> vRecur:
    """The rule as others read it: UNTIL in UTC at the time of day where there is one, as RFC 5545 wants it."""
    value: dict[str, Any] = dict(part.split("=") for part in recurrence.rule.split(";") if not part.startswith("UNTIL"))
    if "BYDAY" in value:
        value["BYDAY"] = value["BYDAY"].split(",")
    if recurrence.until:
        last = timing.moved_to(recurrence.until)
        value["UNTIL"] = last.start_date if timing.is_whole_day else last.start.replace(tzinfo=zone).astimezone(UTC)
    return vRecur(value)


EVERY = {Rhythm.WEEKLY: "P1W", Rhythm.FORTNIGHTLY: "P2W", Rhythm.MONTHLY_DATE: "P1M", Rhythm.MONTHLY_WEEKDAY: "P1M"}
DAY_URLS = tuple(f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))


def _moment(timing: Timing, zone: ZoneInfo, *, is_end: bool = False) -> str:
    moment = timing.end if is_end else timing.start
    if timing.is_whole_day or moment is None:
        return (timing.end_date if is_end else timing.start_date).isoformat()
    return moment.replace(tzinfo=zone).isoformat()


def _schedule(recurrence: Recurrence, timing: Timing, zone: ZoneInfo) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "Schedule",
        "startDate": timing.start_date.isoformat(),
        "repeatFrequency": EVERY[recurrence.rhythm],
        "scheduleTimezone": zone.key,
    }
    if timing.start_time:
        made["startTime"] = timing.start_time.isoformat()
    if timing.end_time:
        made["endTime"] = timing.end_time.isoformat()
    if recurrence.until:
        made["endDate"] = recurrence.until.isoformat()
    else:
        made["repeatCount"] = recurrence.times
    if recurrence.rhythm in BY_WEEK:
        made["byDay"] = [DAY_URLS[day] for day in recurrence.weekdays]
    elif recurrence.rhythm == Rhythm.MONTHLY_DATE:
        made["byMonthDay"] = recurrence.month_day
    else:
        made["byDay"] = f"{recurrence.nth}{DAY_CODES[recurrence.weekdays[0]]}"
    return made


def event_as_linked_data(
    entry: Entry,
    shown: Timing,
    *,
    zone: ZoneInfo,
    is_moved: bool,
    area: str,
    organizer_url: str,
    images: tuple[str, ...],
    crumbs: tuple[tuple[str, str], ...],
) -> dict[str, Any]:
    """schema.org Event and the way to it, as one graph. ``shown`` is its next date."""
    status = "EventCancelled" if entry.is_cancelled else "EventRescheduled" if is_moved else "EventScheduled"
    place: dict[str, Any] = {
        "@type": "Place",
        "name": entry.place,
        "address": {"@type": "PostalAddress", "addressLocality": area, "addressCountry": "ID"},
    }
    if entry.point:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": entry.point[0], "longitude": entry.point[1]}
    made: dict[str, Any] = {
        "@type": "Event",
        "name": entry.title,
        "url": entry.url,
        "description": entry.description or entry.title,
        "startDate": _moment(shown, zone),
        "endDate": _moment(shown, zone, is_end=True),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place,
        "organizer": {"@type": "Organization", "name": entry.sender, "url": organizer_url},
        "inLanguage": "id",
        "isAccessibleForFree": True,
    }
    if images:
        made["image"] = list(images)
    if recurrence := recurrence_of(entry.rule):
        made["eventSchedule"] = _schedule(recurrence, entry.timing, zone)
    items = [{"@type": "ListItem", "position": number, "name": name, "item": url} for number, (name, url) in enumerate(crumbs, start=1)]
    return {"@context": "https://schema.org", "@graph": [made, {"@type": "BreadcrumbList", "itemListElement": items}]}
