"""A group passes a text on: in parts, late or in time, once however often it is sent; it cannot, asks, takes back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from conftest import code_of
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import EventRecord, Telling
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import ActivityEntry, Group
from kentongan.media.rules import Refused
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask, PassingOn, TaskReception
from kentongan.newsroom.policies.passing_on import Given, TaskState, names_in, standing
from kentongan.newsroom.queries import passing_on as queries
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import Write, photo_bytes
from .test_reading import SITE

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
    Client(headers={"host": SITE}).get("/")  # whatever place the process answered for before
    tell_all(now)
    entry = ActivityEntry.objects.get(source="newsroom.PassingOn", source_key=str(part.pk))
    assert (entry.group, entry.kind, entry.day, entry.title, entry.text) == (
        cast.siding, "diseminasi", date(2026, 11, 24), "Imunisasi polio", "Dibacakan.",
    )  # fmt: skip
    assert (entry.hamlets, entry.reach, entry.author) == (["Hulu", "Hilir"], 60, cast.dewi)
    assert entry.evidence["channels"] == "Papan pengumuman, Grup WhatsApp"
    assert entry.evidence["is_late"] is False
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


def test_an_answer_after_the_last_day_is_late_until_the_deadline_moves(
    task: DisseminationTask, answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime
) -> None:
    saturday = datetime(2026, 11, 27, 17, 1, tzinfo=UTC)  # 00.01 in Bengkayang; in UTC it is still Friday
    answer(now=saturday)
    passing_on.refuse_task(actor=cast.joko, task=task, group=cast.jagoi, reason="Jalan putus.", now=saturday)
    about = {"publication_id": task.pk, "group_id": cast.jagoi.pk, "is_late": True}
    assert (reception(cast.siding).is_late, reception(cast.jagoi).is_late, facts()[-1]) == (True, True, ("TaskRefused", about))
    tell_all(saturday)
    assert ActivityEntry.objects.get(source="newsroom.PassingOn").evidence["is_late"] is True
    asking.move_deadline(actor=cast.rini, task=task, deadline=date(2026, 11, 28), now=saturday)
    assert (reception(cast.siding).is_late, reception(cast.jagoi).is_late) == (False, False)
    tell_all(saturday)
    assert ActivityEntry.objects.get(source="newsroom.PassingOn").evidence["is_late"] is False
    assert facts()[-1] == ("TaskChanged", {"publication_id": task.pk, "deadline": "2026-11-28"})


def test_the_undo_of_a_deadline_does_not_bring_back_what_was_called_off(
    task: DisseminationTask, cast: SimpleNamespace, now: datetime
) -> None:
    asking.call_off(actor=cast.rini, task=task, reason="Ditunda.", now=now)
    before = facts()
    with pytest.raises(Stale):
        asking.move_deadline(actor=cast.rini, task=task, deadline=date(2026, 11, 28), now=now)
    task.refresh_from_db()
    assert (task.called_off_reason, facts()) == ("Ditunda.", before)


def test_who_is_not_asked_answers_nothing_and_leaves_no_trace(
    write: Write, answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime
) -> None:
    text = write("Hanya Jagoi", cast.rini, owner=cast.regency, status="published", audience=(cast.jagoi_district,))
    other = asking.ask_to_pass_on(actor=cast.rini, publication=text, now=now)
    before = facts()
    for deed in (
        lambda: answer(task=other),
        lambda: answer(actor=cast.wati),
        lambda: passing_on.see_task(actor=cast.sari, task=other, group=cast.siding, now=now),
        lambda: passing_on.refuse_task(actor=cast.sari, task=other, group=cast.siding, reason="x", now=now),
        lambda: passing_on.ask_question(actor=cast.sari, task=other, group=cast.siding, client_id=uuid4(), text="x", now=now),
        lambda: asking.call_off(actor=cast.sari, task=other, reason="x", now=now),
        lambda: asking.ask_to_pass_on(actor=cast.joko, publication=text, now=now),
    ):
        with pytest.raises(Denied):
            deed()
    assert (facts(), TaskReception.objects.count(), PassingOn.objects.count()) == (before, 0, 0)


def test_an_answer_needs_a_carrier_that_is_one(answer: Callable[..., PassingOn]) -> None:
    for carriers, why in (([], "at least one"), (["merpati pos"], "not a valid Carrier")):
        with pytest.raises(ValueError, match=why):
            answer(carriers=carriers)


def test_a_day_that_passed_while_the_text_waited_gives_way_to_the_setting(write: Write, cast: SimpleNamespace, now: datetime) -> None:
    draft = write("Jadwal pasar", cast.budi, owner=cast.siding_village)
    asking.ask_to_pass_on(actor=cast.budi, publication=draft, deadline=date(2026, 11, 25), now=now)
    later = now + timedelta(days=2)
    publishing.publish_publication(actor=cast.budi, publication=draft, now=later)
    tell_all(later)
    assert DisseminationTask.objects.get().deadline == date(2026, 12, 1)  # three working days after Thursday


def test_a_wish_called_off_is_not_asked_and_renewed_it_is(write: Write, cast: SimpleNamespace, now: datetime) -> None:
    draft = write("Jadwal pasar", cast.budi, owner=cast.siding_village)
    task = asking.ask_to_pass_on(actor=cast.budi, publication=draft, now=now)
    asking.call_off(actor=cast.budi, task=task, now=now)
    publishing.publish_publication(actor=cast.budi, publication=draft, now=now)
    tell_all(now)
    assert [name for name, _payload in facts()] == ["TaskCalledOff"]
    asking.renew_task(actor=cast.budi, task=DisseminationTask.objects.get(), now=now)
    assert [name for name, _payload in facts()] == ["TaskCalledOff", "TaskRenewed", "TaskAsked"]


def photo(data: bytes) -> ContentFile:
    return ContentFile(data, name="bukti.jpg")


def test_a_picture_used_before_is_noted_and_never_stands_in_the_way(
    write: Write, answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime
) -> None:
    data, other = photo_bytes(), photo_bytes()
    first = passing_on.keep_proof(actor=cast.dewi, part=answer(closes=False), file=photo(data), client_id=uuid4(), now=now)
    text = write("Tugas lain", cast.rini, owner=cast.regency, status="published", audience=(cast.jagoi_district,))
    later = asking.ask_to_pass_on(actor=cast.rini, publication=text, now=now)
    part = answer(actor=cast.joko, task=later, group=cast.jagoi)
    again = passing_on.keep_proof(actor=cast.joko, part=part, file=photo(data), client_id=uuid4(), now=now)
    twice = passing_on.keep_proof(actor=cast.joko, part=part, file=photo(data), client_id=uuid4(), now=now)
    new = passing_on.keep_proof(actor=cast.joko, part=part, file=photo(other), client_id=uuid4(), now=now)
    tell_all(now)
    for kept in (first, again, twice, new):
        kept.refresh_from_db()
    assert [kept.resembles for kept in (first, again, twice, new)] == [None, first, first, None]
    noted = [payload["photo_id"] for name, payload in facts() if name == "TaskProofResembles"]
    assert (noted, passing_on.notice_resemblance(photo_id=again.pk, now=now)) == ([again.pk, twice.pk], False)
    asking.accept_resemblance(actor=cast.rini, photo=again, now=now)
    assert (again.looked_at, facts()[-1][0]) == (now, "TaskResemblanceAccepted")


def test_proof_is_added_by_who_answered_and_not_without_end(answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime) -> None:
    part = answer()
    with pytest.raises(Denied):
        passing_on.keep_proof(actor=cast.sari, part=part, file=photo(photo_bytes()), client_id=uuid4(), now=now)
    ids = [UUID(int=number) for number in range(6)]
    for client_id in ids[:5]:
        passing_on.keep_proof(actor=cast.dewi, part=part, file=photo(photo_bytes(64, 48)), client_id=client_id, now=now)
    assert passing_on.keep_proof(actor=cast.dewi, part=part, file=photo(b""), client_id=ids[0], now=now).upload.client_id == ids[0]
    with pytest.raises(Refused):
        passing_on.keep_proof(actor=cast.dewi, part=part, file=photo(photo_bytes(64, 48)), client_id=ids[5], now=now)
    assert (part.photos.count(), part.photos.filter(upload__is_public=True).count()) == (5, 0)


def test_the_same_wish_again_changes_nothing(task: DisseminationTask, cast: SimpleNamespace, now: datetime) -> None:
    before = facts()
    values = {"actor": cast.rini, "publication": task.publication, "now": now}
    asking.ask_to_pass_on(**values)
    assert facts() == before
    asking.ask_to_pass_on(**values, note="Sebelum Jumat.")
    assert [name for name, _payload in facts()[len(before) :]] == ["TaskChanged"]


def test_what_is_asked_and_answered_twice_is_said_once(answer: Callable[..., PassingOn], cast: SimpleNamespace, now: datetime) -> None:
    part = answer()
    question = passing_on.ask_question(
        actor=cast.dewi, task=part.reception.task, group=cast.siding, client_id=uuid4(), text="Untuk siapa?", now=now
    )
    before = len(facts())
    for _twice in range(2):
        asked = asking.ask_back(actor=cast.rini, part=part, text="Di dusun mana?", now=now)
    for _twice in range(2):
        passing_on.reply(actor=cast.dewi, ask_back=asked, text="Dusun Hulu.", now=now)
    for said in ("Semua.", "Semua.", "Semua anak."):
        asking.answer_question(actor=cast.rini, question=question, text=said, now=now)
    again = asking.ask_back(actor=cast.rini, part=part, text="Di dusun mana?", now=now)
    assert (part.asked_back.count(), again.pk != asked.pk) == (2, True)  # what was replied to may be asked again
    told = ["TaskAskedBack", "TaskAskBackReplied", "TaskQuestionAnswered", "TaskQuestionAnswered", "TaskAskedBack"]
    assert [name for name, _payload in facts()[before:]] == told


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "names"),
    [("", []), (" , ;\n", []), ("Hulu, hulu; Hilir\nTengah  Atas", ["Hulu", "Hilir", "Tengah Atas"]), ("x" * 100, ["x" * 80])],
)
def test_names_in_what_was_typed(typed: str, names: list[str]) -> None:
    assert names_in(typed) == names
