"""Calendars as others read them: two parsers that know nothing of us, each working out the dates by itself.

``icalendar`` with ``recurring_ical_events`` is the one, ``vobject`` the other. Both must find the dates that our own arithmetic finds.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kentongan.newsroom.policies.agenda import Change, Recurrence, Rhythm, Timing, occurrences, series
from kentongan.newsroom.policies.calendars import Entry, calendar, event_as_linked_data

from .test_agenda_policies import any_series

ZONE = ZoneInfo("Asia/Pontianak")
SAID = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
AT_EIGHT = Timing(start_date=TUESDAY, end_date=TUESDAY, start_time=time(8), end_time=time(10))
URL = "https://kim.example/agenda/posyandu/"


def entry(timing: Timing = AT_EIGHT, rule: str = "", changes: tuple[Change, ...] = (), **values: object) -> Entry:
    usual = {"uid": "ABC@kim.example", "url": URL, "title": "Posyandu", "created": SAID, "stamp": SAID, "sequence": 3}
    return Entry(timing=timing, rule=rule, changes=changes, **{**usual, **values})


def written(*entries: Entry) -> bytes:
    return calendar(entries, name="Agenda KIM", url="https://kim.example/agenda/", zone=ZONE, called_off="BATAL")


def ours(one: Entry) -> list[date | datetime]:
    """The beginnings of what takes place, as the arithmetic of the house has them."""
    found = [kept.timing for kept in occurrences(one.timing, one.rule, one.changes) if not kept.is_cancelled]
    return sorted(timing.start_date if timing.is_whole_day else timing.start.replace(tzinfo=ZONE) for timing in found)


def by_icalendar(file: bytes, first: date, last: date) -> list[date | datetime]:
    events = recurring_ical_events.of(Calendar.from_ical(file)).between(first, last + timedelta(days=1))
    return sorted(event["DTSTART"].dt for event in events if event["STATUS"] != "CANCELLED")


def by_vobject(file: bytes) -> list[date | datetime]:
    """vobject leaves putting moved dates in their places to its caller; that is done here from what it read."""
    events = vobject.readOne(file.decode()).vevent_list
    (main,) = [event for event in events if "recurrence-id" not in event.contents]
    moved = {event.recurrence_id.value: event.dtstart.value for event in events if "recurrence-id" in event.contents}
    rules = main.getrruleset(addRDate=True)
    found = list(rules) if rules is not None else [main.dtstart.value]
    if not isinstance(main.dtstart.value, datetime):
        found = [moment.date() if isinstance(moment, datetime) else moment for moment in found]
    return sorted(moved.get(start, start) for start in found)


def test_every_line_of_an_event() -> None:
    moved = AT_EIGHT.moved_to(date(2026, 12, 9), time(9))
    changes = (
        Change(day=date(2026, 12, 1), timing=None, note="Libur."),
        Change(day=date(2026, 12, 8), timing=moved, note="Bidan."),
    )
    rule = series(Rhythm.WEEKLY, TUESDAY, until=date(2026, 12, 31), years=2).rule
    one = entry(
        rule=rule, changes=changes, title="Posyandu; balita, lansia", description="Bawa buku KIA\nGratis", place="Balai adat, Dusun Hulu",
        point=(0.8512, 109.5123), sender="KIM Suara Siding",
    )  # fmt: skip
    assert written(one).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "PRODID:-//Kentongan//Agenda//ID",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Agenda KIM",
        "X-WR-CALNAME:Agenda KIM",
        "X-WR-TIMEZONE:Asia/Pontianak",
        "URL:https://kim.example/agenda/",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Pontianak",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:WIB",
        "DTSTART:20260101T000000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:ABC@kim.example",
        "DTSTAMP:20261101T030000Z",
        "CREATED:20261101T030000Z",
        "LAST-MODIFIED:20261101T030000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "SUMMARY:Posyandu\\; balita\\, lansia",
        "DTSTART;TZID=Asia/Pontianak:20261124T080000",
        "DTEND;TZID=Asia/Pontianak:20261124T100000",
        "DESCRIPTION:Bawa buku KIA\\nGratis\\n\\nhttps://kim.example/agenda/posyandu/",
        "LOCATION:Balai adat\\, Dusun Hulu",
        "GEO:0.8512;109.5123",
        "CONTACT:KIM Suara Siding",
        "URL:https://kim.example/agenda/posyandu/",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "RRULE:FREQ=WEEKLY;UNTIL=20261231T010000Z;BYDAY=TU",
        "EXDATE;TZID=Asia/Pontianak:20261201T080000",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:ABC@kim.example",
        "DTSTAMP:20261101T030000Z",
        "CREATED:20261101T030000Z",
        "LAST-MODIFIED:20261101T030000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "SUMMARY:Posyandu\\; balita\\, lansia",
        "DTSTART;TZID=Asia/Pontianak:20261209T090000",
        "DTEND;TZID=Asia/Pontianak:20261209T110000",
        "DESCRIPTION:Bawa buku KIA\\nGratis\\n\\nhttps://kim.example/agenda/posyandu/",
        "LOCATION:Balai adat\\, Dusun Hulu",
        "GEO:0.8512;109.5123",
        "CONTACT:KIM Suara Siding",
        "URL:https://kim.example/agenda/posyandu/",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "RECURRENCE-ID;TZID=Asia/Pontianak:20261208T080000",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("timing", "start", "end"),
    [
        (Timing(start_date=TUESDAY, end_date=TUESDAY), "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125"),
        (Timing(start_date=TUESDAY, end_date=date(2026, 11, 26)), "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261127"),
        (Timing(start_date=TUESDAY, end_date=TUESDAY, start_time=time(8)), "DTSTART;TZID=Asia/Pontianak:20261124T080000", None),
        (
            Timing(start_date=TUESDAY, end_date=date(2026, 11, 25), start_time=time(20), end_time=time(2)),
            "DTSTART;TZID=Asia/Pontianak:20261124T200000",
            "DTEND;TZID=Asia/Pontianak:20261125T020000",
        ),
        (
            Timing(start_date=TUESDAY, end_date=date(2026, 11, 25), start_time=time(20)),
            "DTSTART;TZID=Asia/Pontianak:20261124T200000",
            "DTEND;TZID=Asia/Pontianak:20261126T000000",
        ),
    ],
)
def test_days_and_times(timing: Timing, start: str, end: str | None) -> None:
    file = written(entry(timing))
    lines = file.decode().split("\r\n")
    told = [line for line in lines if line.startswith(("DTSTART;", "DTEND"))]
    assert told == [start, *([end] if end else [])]
    assert ("BEGIN:VTIMEZONE" in lines) == (not timing.is_whole_day)
    one = entry(timing)
    assert by_icalendar(file, date(2026, 11, 1), date(2026, 12, 31)) == by_vobject(file) == ours(one)


def test_what_is_called_off_says_so_in_every_date() -> None:
    rule = series(Rhythm.WEEKLY, TUESDAY, times=3, years=2).rule
    changes = (Change(day=date(2026, 12, 1), timing=AT_EIGHT.moved_to(date(2026, 12, 2))),)
    lines = written(entry(rule=rule, changes=changes, is_cancelled=True, sequence=4)).decode().split("\r\n")
    told = ("STATUS", "SUMMARY", "SEQUENCE", "UID")
    assert [line for line in lines if line.startswith(told)] == [
        "UID:ABC@kim.example", "SEQUENCE:4", "STATUS:CANCELLED", "SUMMARY:BATAL: Posyandu",
    ] * 2  # fmt: skip


def test_long_lines_are_folded_between_letters() -> None:
    title = "Musyawarah – gotong royong é 🥁 " * 12
    file = written(entry(title=title.strip()))
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert file.count(b"\n") == file.count(b"\r\n")
    assert vobject.readOne(file.decode()).vevent.summary.value == title.strip()
    assert str(Calendar.from_ical(file).walk("VEVENT")[0]["SUMMARY"]) == title.strip()


def test_no_events_are_a_calendar_too() -> None:
    file = written()
    assert vobject.readOne(file.decode()).prodid.value == "-//Kentongan//Agenda//ID"
    assert Calendar.from_ical(file).walk("VEVENT") == []


@st.composite
def changed_series(draw: st.DrawFn) -> Entry:
    """A series at some time of day or over whole days, with some of its dates cancelled and some moved."""
    start, made = draw(any_series())
    begins = draw(st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0, tzinfo=None)))
    length = draw(st.integers(0, 2))
    timing = Timing(start_date=start, end_date=start + timedelta(days=length), start_time=begins)
    days = [one.day for one in occurrences(timing, made.rule)]
    picked = draw(st.lists(st.sampled_from(days), unique=True, max_size=4))
    # A date may be moved anywhere, but not onto another one's beginning: calendars tell dates apart by where they begin.
    free = [start + timedelta(days=ahead) for ahead in range(-5, 40) if start + timedelta(days=ahead) not in days]
    changes = []
    for day, target in zip(picked, draw(st.permutations(free)), strict=False):
        changes.append(Change(day=day, timing=draw(st.sampled_from([None, timing.moved_to(target)])), note="Pindah."))
    return entry(timing, made.rule, tuple(changes))


SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@given(changed_series())
@SLOW
def test_two_parsers_find_our_dates(one: Entry) -> None:
    file, expected = written(one), ours(one)
    assert by_vobject(file) == expected
    first, last = one.timing.start_date - timedelta(days=60), one.timing.start_date + timedelta(days=365 * 6)
    assert by_icalendar(file, first, last) == expected


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\u0085"), min_size=1, max_size=300
    )
)
@SLOW
def test_any_words_come_back(words: str) -> None:
    file = written(entry(title=words, place=words))
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (words, words)
    read = vobject.readOne(file.decode()).vevent
    assert (read.summary.value, read.location.value) == (words, words)


SCHEDULES = [
    (
        series(Rhythm.WEEKLY, TUESDAY, weekdays=[3], times=3, years=2),
        {
            "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Tuesday", "https://schema.org/Thursday"],
            "repeatCount": 3,
        },
    ),
    (
        series(Rhythm.FORTNIGHTLY, TUESDAY, until=date(2026, 12, 31), years=2),
        {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Tuesday"], "endDate": "2026-12-31"},
    ),
    (series(Rhythm.MONTHLY_DATE, TUESDAY, times=3, years=2), {"repeatFrequency": "P1M", "byMonthDay": 24, "repeatCount": 3}),
    (series(Rhythm.MONTHLY_WEEKDAY, TUESDAY, times=3, years=2), {"repeatFrequency": "P1M", "byDay": "4TU", "repeatCount": 3}),
]


@pytest.mark.parametrize(("made", "expected"), SCHEDULES)
def test_linked_data(made: Recurrence, expected: dict) -> None:
    one = entry(rule=made.rule, place="Balai adat", point=(0.8512, 109.5123), sender="KIM Suara Siding", description="Gratis")
    data = event_as_linked_data(
        one,
        AT_EIGHT,
        zone=ZONE,
        is_moved=False,
        area="Desa Siding",
        organizer_url="https://kim.example/",
        images=(),
        crumbs=(("KIM", "https://kim.example/"), ("Posyandu", URL)),
    )
    assert data == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Event",
                "name": "Posyandu",
                "url": URL,
                "description": "Gratis",
                "startDate": "2026-11-24T08:00:00+07:00",
                "endDate": "2026-11-24T10:00:00+07:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "location": {
                    "@type": "Place",
                    "name": "Balai adat",
                    "address": {"@type": "PostalAddress", "addressLocality": "Desa Siding", "addressCountry": "ID"},
                    "geo": {"@type": "GeoCoordinates", "latitude": 0.8512, "longitude": 109.5123},
                },
                "organizer": {"@type": "Organization", "name": "KIM Suara Siding", "url": "https://kim.example/"},
                "inLanguage": "id",
                "isAccessibleForFree": True,
                "eventSchedule": {
                    "@type": "Schedule",
                    "startDate": "2026-11-24",
                    "scheduleTimezone": "Asia/Pontianak",
                    "startTime": "08:00:00",
                    "endTime": "10:00:00",
                    **expected,
                },
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "KIM", "item": "https://kim.example/"},
                    {"@type": "ListItem", "position": 2, "name": "Posyandu", "item": URL},
                ],
            },
        ],
    }


@pytest.mark.parametrize(("is_cancelled", "is_moved", "status"), [(True, True, "EventCancelled"), (False, True, "EventRescheduled")])
def test_linked_data_of_what_changed(is_cancelled: bool, is_moved: bool, status: str) -> None:
    data = event_as_linked_data(
        entry(Timing(start_date=TUESDAY, end_date=TUESDAY), is_cancelled=is_cancelled),
        Timing(start_date=TUESDAY, end_date=TUESDAY),
        zone=ZONE, is_moved=is_moved, area="", organizer_url="", images=("https://kim.example/a.jpg",), crumbs=(),
    )  # fmt: skip
    event = data["@graph"][0]
    told = {name: event[name] for name in ("eventStatus", "startDate", "endDate", "image", "description")}
    assert told == {
        "eventStatus": f"https://schema.org/{status}", "startDate": "2026-11-24", "endDate": "2026-11-24",
        "image": ["https://kim.example/a.jpg"], "description": "Posyandu",
    }  # fmt: skip
