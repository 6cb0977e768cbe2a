"""What a group does for residents stands in its log: without numbers and names, and never more than everybody may read."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from kentongan.aspirations import actions
from kentongan.aspirations.actions import mend_report, problems
from kentongan.aspirations.actions import problem_withdrawing as withdrawing
from kentongan.aspirations.actions import problem_work as work
from kentongan.aspirations.models import Delivery, Problem
from kentongan.aspirations.queries import problems as queries
from kentongan.aspirations.tasks import daily
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import ActivityChange, ActivityEntry

from .conftest import BROKEN
from .test_verifying import read

SECRETS = (BROKEN[:20], "Wati", "+62")
NEUTRAL, CARRIED = "Titip lapor: menuliskan laporan seorang warga", "Menyampaikan kabar laporan kepada warga"


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def log(now: datetime) -> Callable[[], list[tuple]]:
    """What stands in the log once everybody was told."""

    def read_log() -> list[tuple]:
        while waiting := list(Telling.objects.filter(told_at=None).order_by("pk")):
            for telling in waiting:
                assert tell_subscriber(telling.pk, now=now)
        return list(ActivityEntry.objects.live().order_by("pk").values_list("kind", "day", "title", "source"))

    return read_log


def filed(cast: SimpleNamespace, now: datetime, **changes: object) -> Case:
    values: dict[str, Any] = {
        "actor": cast.dewi, "group": cast.siding, "consent": "2026-1", "contact": Contact(name="Wati Rahayu", phone="+6281255500106"),
        "client_id": uuid4(), "now": now, "kind": "complaint", "text": BROKEN, "region": cast.siding_village, "category": "jalan",
    }  # fmt: skip
    return actions.file_report(**(values | changes)).case


@pytest.mark.parametrize(
    ("switches", "words"),
    [({}, "Titip lapor: Jembatan di Dusun Hulu"), ({"is_anonymous": True}, NEUTRAL), ({"is_secret": True}, NEUTRAL)],
)
def test_a_report_written_down_for_somebody(
    cast: SimpleNamespace, now: datetime, log: Callable[[], list[tuple]], switches: dict[str, bool], words: str
) -> None:
    case = filed(cast, now, **switches)
    today = date(2026, 11, 24)
    assert log() == [("aspirasi", today, NEUTRAL, "aspirations.Report")]
    shown = (
        {"public_title": "", "public_text": ""}
        if "is_secret" in switches
        else {"public_title": "Jembatan di Dusun Hulu", "public_text": "Tiga papan patah."}
    )
    actions.verify_report(actor=cast.rini, case=case, kind="complaint", category="jalan", needs_examination=False, now=now, **shown)
    assert log() == [("aspirasi", today, words, "aspirations.Report")]
    cases.move_case(actor=cast.rini, case=case, action="archive", text="Sudah ditangani lewat laporan lain.", now=now)
    assert log() == [("aspirasi", today, NEUTRAL, "aspirations.Report")]
    kept = [str(list(model.objects.values())) for model in (ActivityEntry, ActivityChange)]
    assert [secret for secret in (*SECRETS, case.number, "Jembatan") if any(secret in rows for rows in kept)] == []


def test_news_brought_to_people(answered: Case, cast: SimpleNamespace, now: datetime, log: Callable[[], list[tuple]]) -> None:
    log()
    delivery = Delivery.objects.filter(group=cast.siding).order_by("-pk")[0]
    actions.deliver_news(actor=cast.dewi, delivery=delivery, now=now)
    brought = ("aspirasi", date(2026, 11, 24), "Menyampaikan kabar laporan: Jembatan rusak", "aspirations.Delivery")
    assert log() == [brought]
    mend_report(actor=cast.rini, case=answered, now=now, **(read() | {"public_title": "Jembatan gantung"}))
    assert log() == [(*brought[:2], "Menyampaikan kabar laporan: Jembatan gantung", brought[3])]
    actions.take_back_delivery(actor=cast.dewi, delivery=delivery, now=now)
    assert log() == []


def test_a_shared_problem_from_its_beginning_to_its_end(cast: SimpleNamespace, now: datetime, log: Callable[[], list[tuple]]) -> None:
    desk = queries.problem_desks(cast.sari)[0]
    words = {"title": "Jembatan 50% patah", "text": "Tiga papan patah.", "hamlets": "Dusun Hulu, Dusun Tengah"}
    problem = problems.start_problem(actor=cast.sari, desk=desk, now=now, **words)
    began, today = date(2026, 11, 24), date(2026, 11, 24)
    started = ("aspirasi", began, "Mengangkat masalah bersama: Jembatan 50% patah", "aspirations.Problem")
    assert log() == [started]
    entry = ActivityEntry.objects.get()
    assert (entry.group, entry.address, entry.hamlets, entry.author) == (
        cast.siding, f"/masalah/{problem.slug}/", ["Dusun Hulu", "Dusun Tengah"], cast.sari,
    )  # fmt: skip

    step = work.add_step(actor=cast.sari, problem=problem, what="Beli papan", now=now)
    call = {"actor": cast.sari, "problem": problem, "place": "Balai desa", "now": now}
    held, off = (work.add_work_day(day=date(2026, 11, 25), starts_at=time(hour), **call) for hour in (7, 9))
    work.call_off_work_day(actor=cast.sari, problem=problem, work_day=off, reason="Hujan", now=now)
    assert log() == [started]  # what is planned did not happen yet
    work.mark_step(actor=cast.dewi, problem=problem, step=step, progress="done", now=now)
    update = work.add_update(actor=cast.dewi, problem=problem, text="Papan sudah datang.", now=now)
    done = ("implementasi", today, "Mengerjakan: Beli papan", "aspirations.PlanStep")
    told = ("implementasi", today, "Mengabarkan kemajuan: Jembatan 50% patah", "aspirations.ProblemUpdate")
    assert log() == [started, done, told]
    work.remove_update(actor=cast.dewi, problem=problem, update=update, now=now)
    work.mark_step(actor=cast.dewi, problem=problem, step=step, progress="doing", now=now)
    assert log() == [started]

    problems.join_work_day(work_day=held, client_id=uuid4(), now=now)
    daily(now)
    assert log() == [started]
    for _ in range(2):
        daily(now + timedelta(days=2))
    worked = ("implementasi", date(2026, 11, 25), "Gotong royong: Jembatan 50% patah", "aspirations.WorkDay")
    assert log() == [started, worked]
    assert ActivityEntry.objects.get(source=worked[3]).text == "1 orang menyatakan ikut."

    later = now + timedelta(days=3)
    work.solve_problem(actor=cast.sari, problem=problem, result="Jembatan bisa dilewati lagi.", now=later)
    solved = ("implementasi", date(2026, 11, 27), "Menyelesaikan bersama: Jembatan 50% patah", "aspirations.Problem.solved")
    assert log() == [started, worked, solved]
    withdrawing.withdraw_problem(actor=cast.sari, problem=problem, reason="Ada nama orang.", now=later)
    assert log() == []
    withdrawing.bring_problem_back(actor=cast.sari, problem=Problem.objects.get(), now=later)
    assert log() == [started, worked, solved]


def test_what_an_officer_does_is_no_deed_of_a_group(cast: SimpleNamespace, now: datetime, log: Callable[[], list[tuple]]) -> None:
    desk = queries.problem_desks(cast.budi)[0]
    problems.start_problem(actor=cast.budi, desk=desk, title="Jembatan", text="Patah.", hamlets="", now=now)
    filed(cast, now, actor=cast.budi, group=None)
    assert log() == []
