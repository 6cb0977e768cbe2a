"""The log: what the rooms write into it, once and kept up to date, and how lively the group is by it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups import actions, queries
from kentongan.groups.models import ActivityChange, ActivityEntry, Group
from kentongan.groups.policies import EVIDENCE, FUNCTION_OF

Told = Callable[[], list[tuple]]
TODAY = date(2026, 11, 24)
TEXT = "publishing.Publication"


def record(group: Group, now: datetime, **values: object) -> ActivityEntry:
    given_values: dict = {"kind": "diseminasi", "day": TODAY, "title": "Panen raya", "source": TEXT, "key": 7, "at": now} | values
    return actions.record_activity(group=group, **given_values)


def changes(entry: ActivityEntry) -> list[tuple]:
    return list(ActivityChange.objects.filter(entry=entry).order_by("pk").values_list("deed", "former", "actor", "at"))


@pytest.mark.once
def test_every_kind_has_its_evidence_and_a_function() -> None:
    assert list(EVIDENCE) == list(FUNCTION_OF) == ActivityEntry.Kind.values
    assert set(FUNCTION_OF.values()) <= set(ActivityEntry.Function.values)


def test_a_deed_lands_once(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    for _ in range(2):
        entry = record(
            cast.siding, now, author_id=cast.dewi.pk, address="/artikel/panen", title="  Panen \n raya ", evidence={"link": "/x"}
        )
    assert list(ActivityEntry.objects.values()) == [
        {
            "id": entry.pk,
            "group_id": cast.siding.pk,
            "kind": "diseminasi",
            "function": "informasi",
            "day": TODAY,
            "title": "Panen raya",
            "text": "",
            "evidence": {"link": "/x"},
            "hamlets": [],
            "women": None,
            "men": None,
            "reach": None,
            "photo_keys": [],
            "source": TEXT,
            "source_key": "7",
            "address": "/artikel/panen",
            "author_id": cast.dewi.pk,
            "client_id": None,
            "written_at": now,
            "withdrawn_at": None,
        }
    ]
    about = {"group_id": cast.siding.pk, "entry_id": entry.pk, "kind": "diseminasi", "source": TEXT}
    assert told() == [("groups.ActivityRecorded", about, cast.dewi.pk, [cast.siding.scope])]
    assert changes(entry) == []


def test_said_again_it_says_what_is_so_now_and_remembers(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    entry = record(cast.siding, now, hamlets=["Hulu"], reach=40)
    ActivityEntry.objects.update(women=3, men=4, text="Ditempel juga di surau.", photo_keys=["k"])
    later = now + timedelta(days=2)
    record(cast.siding, later, day=TODAY - timedelta(days=1), title="Panen lada", evidence={"link": "/y"})
    entry.refresh_from_db()
    assert (entry.title, entry.day, entry.evidence) == ("Panen lada", date(2026, 11, 23), {"link": "/y"})
    assert (entry.hamlets, entry.reach, entry.women, entry.men, entry.text) == (["Hulu"], 40, 3, 4, "Ditempel juga di surau.")
    assert (entry.photo_keys, entry.written_at) == (["k"], now)
    assert changes(entry) == [("followed", {"day": "2026-11-24", "title": None, "evidence": None}, None, later)]
    cast.siding.refresh_from_db()
    assert cast.siding.last_activity_on == date(2026, 11, 23)
    assert [name for name, *_ in told()] == ["groups.ActivityRecorded", "groups.ActivityCorrected"]


def test_taken_back_it_counts_no_more_and_said_again_it_does(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    entry = record(cast.siding, now)
    for _ in range(2):
        actions.retract_activity(source=TEXT, key=7, at=now)
    actions.retract_activity(source=TEXT, key=8, at=now)
    cast.siding.refresh_from_db()
    assert (list(queries.activities_of([cast.siding], TODAY, TODAY)), cast.siding.last_activity_on) == ([], None)
    record(cast.siding, now)
    cast.siding.refresh_from_db()
    assert (list(queries.activities_of([cast.siding], TODAY, TODAY)), cast.siding.last_activity_on) == ([entry], TODAY)
    assert changes(entry) == [("withdrawn", {}, None, now), ("brought_back", {}, None, now)]
    assert [name for name, *_ in told()] == ["groups.ActivityRecorded", "groups.ActivityWithdrawn", "groups.ActivityBroughtBack"]


def test_a_period_has_the_standing_entries_of_the_groups_asked_for(cast: SimpleNamespace, now: datetime) -> None:
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 20)]
    made = [record(cast.siding, now, key=number, day=day) for number, day in enumerate(days)]
    other = record(cast.jagoi, now, key=9, day=days[1])
    actions.retract_activity(source=TEXT, key=2, at=now)
    assert list(queries.activities_of([cast.siding], date(2026, 11, 1), date(2026, 11, 30))) == [made[1]]
    both = Group.objects.filter(pk__in=[cast.siding.pk, cast.jagoi.pk])
    assert list(queries.activities_of(both, date(2026, 10, 31), date(2026, 11, 30))) == [made[0], made[1], other]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.integers(0, 9)), max_size=12))
def test_the_latest_day_is_that_of_a_recount(cast: SimpleNamespace, now: datetime, steps: list[tuple[bool, int, int]]) -> None:
    ActivityEntry.objects.all().delete()
    Group.objects.update(last_activity_on=None)
    standing: dict[int, date] = {}
    for is_said, key, ago in steps:
        if is_said:
            standing[key] = record(cast.siding, now, key=key, day=TODAY - timedelta(days=ago)).day
        else:
            actions.retract_activity(source=TEXT, key=key, at=now)
            standing.pop(key, None)
    cast.siding.refresh_from_db()
    assert cast.siding.last_activity_on == max(standing.values(), default=None)


def test_joining_a_forum_lands_for_both_and_wakes_nobody(cast: SimpleNamespace, now: datetime) -> None:
    forum = Group.objects.create(name="Forum KIM Bengkayang", kind="forum", level="kabupaten", region=cast.regency)

    def log(at: datetime) -> list[tuple]:
        for telling in Telling.objects.filter(told_at=None).order_by("pk"):
            assert tell_subscriber(telling.pk, now=at)
        return list(ActivityEntry.objects.live().order_by("pk").values_list("group", "kind", "day", "title"))

    actions.join_forum(actor=cast.rini, forum=forum, group=cast.siding, now=now)
    both = [
        (cast.siding.pk, "networking", TODAY, "Bergabung dengan Forum KIM Bengkayang"),
        (forum.pk, "networking", TODAY, "KIM Suara Siding bergabung"),
    ]
    assert log(now) == both
    cast.siding.refresh_from_db()
    assert cast.siding.last_activity_on is None
    actions.leave_forum(actor=cast.rini, forum=forum, group=cast.siding, now=now)
    assert log(now) == []  # a slip
    actions.join_forum(actor=cast.rini, forum=forum, group=cast.siding, now=now)
    assert log(now) == both
    actions.leave_forum(actor=cast.rini, forum=forum, group=cast.siding, now=now + timedelta(days=40))
    assert log(now) == both
