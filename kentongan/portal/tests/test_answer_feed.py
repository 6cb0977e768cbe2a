"""The feed of reports that were answered: which stand in it, in which words, and who is never named."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import feedparser
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.groups.models import Office, Role

Answer = Callable[..., Case]
SITE, OTHER = "/kim/suara-siding/laporan/umpan", "/kim/jagoi-bersuara/laporan/umpan"
pytestmark = pytest.mark.usefixtures("across_scopes")


@pytest.fixture
def agus(cast: SimpleNamespace, now: datetime) -> Person:
    """Answers for the office of public works of the regency."""
    person = make_person("agus", "Agus Salim", phone="+6281255500120")
    row = grant(person, Role.OFFICE_LIAISON, region=cast.regency, at=now)
    row.office = Office.objects.create(region=cast.regency, name="Dinas Pekerjaan Umum", short_name="PUPR")
    row.save()
    return person


@pytest.fixture
def answer(cast: SimpleNamespace, agus: Person, now: datetime) -> Answer:
    """``answer("Jembatan rusak", hours=2)``: a report of Desa Siding that the office answered so long after now; "" leaves it open."""

    def make(title: str, *, hours: float = 0, text: str = "Papan diganti <b>Senin</b>.", **values: object) -> Case:
        sent = {"kind": "complaint", "text": f"{title}. Saya Anton.", "region": cast.siding_village, "category": "jalan", "now": now}
        case = actions.send_report(**(sent | values)).case
        at = now + timedelta(hours=hours)
        words = {"public_title": title, "public_text": f"{title} & <i>patah</i>."} if not case.report.is_secret else {}
        verified = {"public_title": "", "public_text": ""} | words
        actions.verify_report(actor=cast.rini, case=case, kind="complaint", category="jalan", needs_examination=False, now=now, **verified)
        office = agus.grants.get().office
        actions.forward_report(actor=cast.rini, case=case, to=cast.regency, office=office, reason="Jalan kabupaten.", now=now)
        if text:
            cases.move_case(actor=agus, case=case, action="answer", text=text, now=at)
        return case

    return make


def titles(client: Client, address: str) -> list[str]:
    """The titles in the feed, which are the same in both forms."""
    found = [item["title"] for item in client.get(f"{address}.json").json()["items"]]
    read = feedparser.parse(client.get(f"{address}.atom").content)
    assert (read.bozo, [entry.title for entry in read.entries]) == (False, found)
    return found


def test_only_what_everybody_reads_and_what_was_answered(hub: Client, cast: SimpleNamespace, answer: Answer) -> None:
    answer("Jembatan rusak", hours=1)
    gone = answer("Lampu mati", hours=3)
    answer("Belum dijawab", text="")
    answer("Rahasia", is_secret=True)
    answer("Jagoi", hours=2, region=cast.jagoi_village)
    assert titles(hub, "/laporan/umpan") == ["Lampu mati", "Jagoi", "Jembatan rusak"]
    assert (titles(hub, SITE), titles(hub, OTHER)) == (["Lampu mati", "Jembatan rusak"], ["Jagoi"])
    Case.objects.filter(pk=gone.pk).update(status="archived")
    assert titles(hub, "/laporan/umpan") == ["Jagoi", "Jembatan rusak"]
    page = hub.get("/laporan/").content.decode()
    assert page.count('href="umpan.atom"') == 2


def test_an_entry_has_the_public_words_and_no_person(hub: Client, answer: Answer) -> None:
    case = answer("Jembatan rusak", hours=1)
    answer_text = hub.get("/laporan/umpan.atom").content.decode()
    (entry,) = feedparser.parse(answer_text).entries
    assert (entry.id, entry.link, entry.author) == (
        f"tag:kim.localhost,2026:report/{case.number}", f"http://kim.localhost:8000/laporan/{case.number}/", "Dinas Pekerjaan Umum",
    )  # fmt: skip
    assert entry.summary == "Pengaduan · Jalan dan jembatan · Desa Siding, Kecamatan Siding"
    assert entry.content[0].value == (
        "<p>Jembatan rusak &amp; &lt;i&gt;patah&lt;/i&gt;.</p>\n<h2>Jawaban</h2>\n<p>Papan diganti &lt;b&gt;Senin&lt;/b&gt;.</p>"
    )
    assert ("Anton" in answer_text, "Agus" in answer_text, "Rini" in answer_text) == (False, False, False)


def test_it_is_fresh_until_something_happens(hub: Client, answer: Answer) -> None:
    answer("Jembatan rusak", hours=1)
    first = hub.get(f"{SITE}.atom")
    assert (first["Last-Modified"], first["Access-Control-Allow-Origin"]) == ("Tue, 24 Nov 2026 03:00:00 GMT", "*")
    assert hub.get(f"{SITE}.atom", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert hub.get(f"{SITE}.atom", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    answer("Lampu mati", hours=2)
    assert hub.get(f"{SITE}.atom", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 32])
def test_it_costs_the_same_and_keeps_to_the_newest(
    count: int, hub: Client, answer: Answer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        answer(f"Lampu {number}", hours=number)
    with django_assert_num_queries(3):  # last change · editions · reports with their answers
        found = hub.get("/laporan/umpan.json").json()["items"]
    assert [item["title"] for item in found] == [f"Lampu {number}" for number in reversed(range(count))][:30]
