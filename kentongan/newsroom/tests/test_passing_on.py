"""A group passes a text on: in parts, late or in time, once however often it is sent; it cannot, asks, takes back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from conftest import code_of
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import EventRecord, Telling
from kentongan.core.rules import Denied
from kentongan.groups.models import ActivityEntry, Group
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask, PassingOn, TaskReception
from kentongan.newsroom.policies.passing_on import Given, TaskState, standing
from kentongan.newsroom.queries import passing_on as queries
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import Write

pytestmark = pytest.mark.usefixtures("across_scopes")


def tell_all(now: datetime) -> None:
    for telling in Telling.objects.filter(told_at=None).order_by("pk"):
        assert tell_subscriber(telling.pk, now=now)


def facts() -> list[tuple[str, dict[str, Any]]]:
    """What the newsroom recorded of tasks, in order."""
    found = EventRecord.objects.filter(name__startswith="newsroom.Task").order_by("pk")
    return [(record.name.partition(".")[2], record.payload) for record in found]


@pytest.fixture
def bulletin(write: Write, cast: SimpleNamespace) -> Publication:
    """A bulletin of the regency to two kecamatan, out since an hour."""
    return write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district, cast.jagoi_district))


@pytest.fixture
def task(bulletin: Publication, cast: SimpleNamespace, now: datetime) -> DisseminationTask:
    """Asked now, by Friday 27 November."""
    return asking.ask_to_pass_on(actor=cast.rini, publication=bulletin, now=now)


@pytest.fixture
def answer(task: DisseminationTask, cast: SimpleNamespace, now: datetime) -> Callable[..., PassingOn]:
    """``answer(closes=False)`` → a part given by Dewi for KIM Suara Siding."""

    def make(**values: Any) -> PassingOn:
        usual = {"actor": cast.dewi, "task": task, "group": cast.siding, "client_id": uuid4(), "carriers": ["papan"], "now": now}
        return passing_on.pass_on(**{**usual, **values})

    return make


def reception(group: Group) -> TaskReception:
    return TaskReception.objects.get(group=group)


def test_a_wish_holds_when_its_text_is_out(write: Write, cast: SimpleNamespace, now: datetime) -> None:
    draft = write("Jadwal pasar", cast.budi, owner=cast.siding_village)
    task = asking.ask_to_pass_on(actor=cast.budi, publication=draft, now=now, carriers=["papan", "whatsapp"], note=" Tolong segera. ")
    assert (queries.state_of(task), task.deadline, task.asked_at, facts()) == (TaskState.WISH, None, None, [])
    assert list(queries.tasks_for(cast.siding)) == []
    publishing.publish_publication(actor=cast.budi, publication=draft, now=now)
    tell_all(now)
    task = DisseminationTask.objects.get()
    assert (queries.state_of(task), task.deadline, task.asked_at, task.note) == (TaskState.OPEN, date(2026, 11, 27), now, "Tolong segera.")
    assert facts() == [("TaskAsked", {"publication_id": draft.pk, "deadline": "2026-11-27"})]
    assert [(task.pk, task.how) for task in queries.open_tasks(cast.siding)] == [(draft.pk, "sent")]
    assert list(queries.open_tasks(cast.jagoi)) == []


def test_it_asks_the_living_kim_under_its_audience(task: DisseminationTask, cast: SimpleNamespace, regions: Any) -> None:
    for name, values in (("Forum", {"kind": "forum"}), ("Bubar", {"state": "dissolved", "state_date": date(2026, 1, 1)})):
        Group.objects.create(name=name, region=cast.siding_village, **values)
    elsewhere = Group.objects.create(name="KIM Lain", region=regions[code_of(regions, "Sungai Duri", "Sungai Raya")])
    assert list(queries.groups_asked(task)) == [cast.jagoi, cast.siding]
    assert [queries.asks_group(task, group) for group in (cast.siding, cast.jagoi, elsewhere)] == [True, True, False]


def test_members_answer_in_parts_until_one_says_that_all_is_passed_on(
    task: DisseminationTask, answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime
) -> None:
    passing_on.see_task(actor=cast.sari, task=task, group=cast.siding, now=now)
    passing_on.see_task(actor=cast.dewi, task=task, group=cast.siding, now=now)
    part = answer(carriers=["papan", "papan", "whatsapp"], hamlets=["Hulu"], people=40, remark=" Di balai. ", closes=False)
    assert (part.carriers, part.hamlets, part.people, part.remark) == (["papan", "whatsapp"], ["Hulu"], 40, "Di balai.")
    assert reception(cast.siding).status == "in_work"
    last = answer(actor=cast.sari, now=now + timedelta(hours=2))
    about = {"publication_id": task.pk, "group_id": cast.siding.pk}
    assert facts() == [
        ("TaskAsked", {"publication_id": task.pk, "deadline": "2026-11-27"}),
        ("TaskSeen", about),
        ("TaskPassedOn", {**about, "part_id": part.pk}),
        ("TaskPassedOn", {**about, "part_id": last.pk}),
        ("TaskDone", {**about, "is_late": False}),
    ]
    row = reception(cast.siding)
    assert (row.status, row.seen_by, row.done_at, row.is_late) == ("done", cast.sari, last.at, False)


def test_the_same_answer_is_one_part(answer: Callable[..., PassingOn], cast: SimpleNamespace) -> None:
    client_id = uuid4()
    first = answer(client_id=client_id)
    assert answer(client_id=client_id, carriers=["medsos"]) == first
    with pytest.raises(Denied):
        answer(client_id=client_id, actor=cast.sari)
    assert (PassingOn.objects.count(), [name for name, _payload in facts()].count("TaskPassedOn")) == (1, 1)


def test_it_stands_in_the_groups_log_until_it_is_taken_back(answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime) -> None:
    part = answer(carriers=["papan", "whatsapp"], hamlets=["Hulu", "Hilir"], people=60, remark="Dibacakan.")
    tell_all(now)
    entry = ActivityEntry.objects.get(source="newsroom.PassingOn", source_key=str(part.pk))
    assert (entry.group, entry.kind, entry.day, entry.title, entry.text) == (
        cast.siding, "diseminasi", date(2026, 11, 24), "Imunisasi polio", "Dibacakan.",
    )  # fmt: skip
    assert (entry.hamlets, entry.reach, entry.author) == (["Hulu", "Hilir"], 60, cast.dewi)
    assert entry.evidence["channels"] == "Papan pengumuman, Grup WhatsApp"
    later = now + timedelta(minutes=5)
    passing_on.take_back_part(actor=cast.dewi, part=part, now=later)
    tell_all(later)
    assert (reception(cast.siding).status, list(ActivityEntry.objects.live().filter(source="newsroom.PassingOn"))) == ("seen", [])
    passing_on.restore_part(actor=cast.sari, part=part, now=later)
    tell_all(later)
    assert (reception(cast.siding).status, ActivityEntry.objects.live().get(source="newsroom.PassingOn")) == ("done", entry)


D = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 1, tzinfo=UTC)


@pytest.mark.once
@pytest.mark.parametrize(
    ("parts", "refused_on", "expected"),
    [
        ([], None, ("seen", None, False)),
        ([(0, D, False)], None, ("in_work", None, False)),
        ([(0, D, False), (1, D, True)], None, ("done", 1, False)),
        ([(0, D, True), (30, D + timedelta(1), True)], None, ("done", 0, False)),
        ([(0, D, False), (30, D + timedelta(1), True)], None, ("done", 30, True)),
        ([], D, ("cannot", None, False)),
        ([(0, D, True)], D + timedelta(1), ("cannot", None, True)),
    ],
)
def test_how_far_a_group_is(parts: list[Any], refused_on: date | None, expected: tuple[str, int | None, bool]) -> None:
    given = [Given(at=AT + timedelta(hours=hours), day=day, closes=closes) for hours, day, closes in parts]
    how, hours, is_late = expected
    found = standing(reversed(given), refused_on=refused_on, deadline=D)
    assert (found.how, found.done_at, found.is_late) == (how, None if hours is None else AT + timedelta(hours=hours), is_late)
