"""Spam is never refused: what is doubtful costs a sum, and what stays doubtful waits for a person."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.aspirations.models import Report
from kentongan.aspirations.policies.effort import new_challenge, solved
from kentongan.aspirations.policies.suspicion import Circumstances, Doubt, Limits, doubts, left_after_work
from kentongan.cases.models import Case

from .conftest import BROKEN, Sending, opened
from .test_alike import hidden

LIMITS = Limits(seconds=4, links=2, same_text=3, hourly=30)
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        ({}, set()),
        ({"seconds": None}, {Doubt.UNOPENED}),
        ({"seconds": 3.9}, {Doubt.QUICK}),
        ({"seconds": 4}, set()),
        ({"is_trapped": True}, {Doubt.TRAPPED}),
        ({"text": "Lihat https://a.id dan http://b.id ya"}, set()),
        ({"text": "https://a.id www.b.id c.xyz"}, {Doubt.LINKS}),
        ({"text": "Rp1.000.000 untuk jl.raya desa.kami dan pos.ronda"}, set()),
        ({"same_text": 2}, set()),
        ({"same_text": 3}, {Doubt.REPEATED}),
        ({"of_late": 29}, set()),
        ({"of_late": 30, "seconds": 0}, {Doubt.MANY, Doubt.QUICK}),
    ],
)
def test_what_makes_one_doubt(seen: dict[str, Any], found: set[Doubt]) -> None:
    assert doubts(Circumstances(**({"text": BROKEN, "seconds": 60} | seen)), LIMITS) == found


@pytest.mark.parametrize(
    ("doubt", "is_left"),
    [
        (Doubt.TRAPPED, True),
        (Doubt.UNOPENED, False),
        (Doubt.QUICK, False),
        (Doubt.LINKS, True),
        (Doubt.REPEATED, True),
        (Doubt.MANY, False),
    ],
)
def test_what_work_answers(doubt: Doubt, is_left: bool) -> None:
    assert left_after_work([doubt], is_solved=True) == ({doubt} if is_left else set())
    assert left_after_work([doubt], is_solved=False) == {doubt}


def work(challenge: dict[str, Any]) -> str:
    """What the page's script answers."""
    number = next(
        number
        for number in range(challenge["most"] + 1)
        if hashlib.sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
    )
    values = {name: challenge[name] for name in ("challenge", "salt", "signature")} | {"algorithm": "SHA-256", "number": number}
    return base64.b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    ("payload", "key", "about", "minutes", "is_right"),
    [
        ("", "k", "a", 1, True),
        ("", "k", "a", 31, False),
        ("", "other", "a", 1, False),
        ("", "k", "b", 1, False),
        ("nonsense", "k", "a", 1, False),
        (base64.b64encode(b"[]").decode(), "k", "a", 1, False),
        (base64.b64encode(b"{}").decode(), "k", "a", 1, False),
        (base64.b64encode(b'{"salt": "x?about=a&expires=never&"}').decode(), "k", "a", 1, False),
    ],
)
def test_a_sum_is_right_for_its_own_submission_in_time(payload: str, key: str, about: str, minutes: int, is_right: bool) -> None:
    challenge = new_challenge(key="k", about="a", expires=NOON + timedelta(minutes=30), most=200)
    found = solved(payload or work(challenge), key=key, about=about, now=NOON + timedelta(minutes=minutes))
    assert found == (challenge["challenge"] if is_right else "")


@pytest.mark.parametrize(
    "written", ['{"number": 1e999, "salt": "a?about=a&expires=9e9", "challenge": "c", "signature": "s"}', "[" * 700, "1", ""]
)
def test_what_is_no_sum_is_none(written: str) -> None:
    assert solved(base64.b64encode(written.encode()).decode(), key="k", about="a", now=NOON) == ""


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def hasty(cast: SimpleNamespace) -> dict[str, str]:
    """Sent as soon as the page was there."""
    return {"client_id": str(uuid4()), "dibuka": opened(seconds=0), "jenis": "complaint", "isi": BROKEN, "desa": cast.siding_village.code}


def test_the_form_comes_back_with_a_sum(visitor: Client, hasty: dict[str, str]) -> None:
    page = visitor.post("/lapor/", hasty)
    assert (page.status_code, Report.objects.count()) == (200, 0)
    assert hasty.items() <= hidden(page).items()
    assert "aspirations/effort.js" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "is_solved", "suspicion"),
    [
        ({}, True, ""),
        ({}, False, "dikirim terlalu cepat"),
        ({"dibuka": ""}, False, "dikirim tanpa membuka halamannya"),
        ({"dibuka": "123:abc"}, True, ""),
        ({"situs": "https://toko.example"}, True, "isian tersembunyi terisi, biasanya oleh mesin"),
        ({"isi": f"{BROKEN} https://a.id https://b.id https://c.id"}, True, "banyak tautan"),
    ],
)
def test_it_is_always_taken_in(
    changes: dict[str, str], is_solved: bool, suspicion: str, visitor: Client, hasty: dict[str, str], across_scopes: None
) -> None:
    page = visitor.post("/lapor/", hasty | changes)
    again = hidden(page)
    if is_solved:
        again["usaha"] = work(json.loads(page.context["challenge"]))
    sent = visitor.post("/lapor/", again)
    report = Report.objects.select_related("case").get()
    assert (sent.status_code, sent.context["receipt"].number, report.suspicion) == (201, report.case.number, suspicion)
    assert (report.case.status, report.case.due_on is not None) == ("sent", True)


def test_a_sum_is_spent_once(visitor: Client, hasty: dict[str, str], across_scopes: None) -> None:
    page = visitor.post("/lapor/", hasty)
    again = hidden(page) | {"usaha": work(json.loads(page.context["challenge"]))}
    codes = [visitor.post("/lapor/", again).context["receipt"].code for _ in range(2)]
    assert (codes[0], Report.objects.get().suspicion) == (codes[1], "")
    Report.objects.all().delete()
    Case.objects.all().delete()
    visitor.post("/lapor/", again)  # the same sum for another report under the same id
    assert Report.objects.get().suspicion == "dikirim terlalu cepat"


def test_the_same_words_from_many_wait_for_a_person(visitor: Client, hasty: dict[str, str], send: Sending, across_scopes: None) -> None:
    for _ in range(3):
        send(text=f"{BROKEN.upper()} !!", now=timezone.now())
    page = visitor.post("/lapor/", hasty)
    visitor.post("/lapor/", hidden(page))
    assert Report.objects.latest("pk").suspicion == "dikirim terlalu cepat; isinya sama dengan laporan lain"


def test_a_flood_about_one_village_is_doubted_not_refused(
    visitor: Client, hasty: dict[str, str], send: Sending, settings: Any, across_scopes: None
) -> None:
    settings.REPORT_HOURLY_MOST = 2
    for number in range(2):
        send(text=f"Laporan nomor {number}", now=timezone.now())
    calm = hasty | {"dibuka": opened()}
    visitor.post("/lapor/", hidden(visitor.post("/lapor/", calm)))
    assert Report.objects.latest("pk").suspicion == "banyak laporan dari desa ini dalam sejam"
