"""The public list: what is narrowed, in which order, how many queries; and the page of one report."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.actions.problems import share_report
from kentongan.aspirations.models import Report
from kentongan.aspirations.queries.listing import LongList, Narrowing, listed
from kentongan.aspirations.queries.problems import problem_desks
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.models import Case
from kentongan.comments.models import Thread
from kentongan.groups.models import Group, Office
from kentongan.sites.models import Site

from .conftest import Sending
from .test_verifying import read

Shown = Callable[..., Case]
SITE = "/kim/suara-siding"


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def shown(send: Sending, cast: SimpleNamespace, now: datetime) -> Shown:
    """``shown(title=…)`` sends a report and verifies it."""

    def make(*, title: str = "Jembatan", days: int = 0, **changes: object) -> Case:
        at = now - timedelta(days=days)
        case = send(now=at, **changes).case
        report = queries.report_of(case)
        words = read(kind=report.kind, category=report.category, public_title=title, public_text=f"{title} di kampung.")
        actions.verify_report(actor=cast.rini, case=case, now=at, **words)
        return case

    return make


@pytest.fixture
def five(shown: Shown, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime) -> dict[str, Case]:
    """Reports of all stages, the later named the later shown."""
    found = {
        "late": shown(title="Jalan", days=60),
        "asked": shown(title="Sumur", days=4, kind="question", category="air"),
        "near": shown(title="Parit", days=3, region=cast.jagoi_village),
        "done": shown(title="Lampu", days=2, kind="aspiration", category="listrik"),
        "new": shown(title="Gorong-gorong", days=1),
    }
    for name in ("late", "near"):
        then = now - timedelta(days=60 if name == "late" else 3)
        actions.forward_report(actor=cast.rini, case=found[name], to=cast.regency, office=roads, reason="Tugasnya.", now=then)
    cases.move_case(actor=cast.rini, case=found["done"], action="answer", text="Dipasang Senin.", now=now)
    cases.move_case(actor=cast.rini, case=found["asked"], action="ask", text="Sumur yang mana?", now=now)
    Report.objects.filter(case=found["near"]).update(supporters=3)
    return found


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Narrowing(), ["new", "done", "near", "asked", "late"]),
        (Narrowing(kind="question"), ["asked"]),
        (Narrowing(category="jalan"), ["new", "near", "late"]),
        (Narrowing(place="siding_district"), ["new", "done", "asked", "late"]),
        (Narrowing(place="jagoi_village"), ["near"]),
        (Narrowing(stage="baru"), ["new", "asked"]),
        (Narrowing(stage="dikerjakan"), ["near", "late"]),
        (Narrowing(stage="dijawab"), ["done"]),
        (Narrowing(stage="lewat"), ["late"]),
        (Narrowing(words="LAMPU kampung"), ["done"]),
        (Narrowing(words="lampu parit"), []),
        (Narrowing(words="kampung", category="air"), ["asked"]),
        (Narrowing(order="dukungan"), ["near", "new", "done", "asked", "late"]),
        (Narrowing(order="tenggat"), ["late", "new", "near"]),  # not what waits for its reporter, nor what was answered
        (Narrowing(order="tenggat", stage="dijawab"), []),
    ],
)
def test_what_is_listed(wanted: Narrowing, names: list[str], five: dict[str, Case], cast: SimpleNamespace, now: datetime) -> None:
    place = getattr(cast, wanted.place).code if wanted.place else ""
    asked = Narrowing(wanted.kind, wanted.category, place, wanted.stage, wanted.words, wanted.order)
    by_number = {case.pk: name for name, case in five.items()}
    assert [by_number[report.pk] for report in listed("61.07", asked, today=now.date())] == names


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries_made"),
    [("/laporan/", 5), ("/laporan/?cari=kampung", 5), ("/laporan/?kecamatan=61.07.12&kategori=jalan&urut=tenggat", 6)],
)
def test_queries(
    count: int,
    address: str,
    queries_made: int,
    visitor: Client,
    shown: Shown,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _each in range(count):
        shown()
    with django_assert_num_queries(queries_made):
        visitor.get(address)


@pytest.mark.parametrize(
    ("place", "state", "is_shown"),
    [
        (f"{SITE}/laporan/", "siding", True),
        ("/laporan/", "siding", True),
        ("/kim/jagoi-bersuara/laporan/", "siding", False),
        (f"{SITE}/laporan/", "jagoi", False),
        (f"{SITE}/laporan/", "secret", False),
        (f"{SITE}/laporan/", "anonymous", True),
        (f"{SITE}/laporan/", "archived", False),
        (f"{SITE}/laporan/", "unverified", False),
    ],
)
def test_where_and_what(
    place: str, state: str, is_shown: bool, visitor: Client, send: Sending, shown: Shown, cast: SimpleNamespace, now: datetime
) -> None:
    made = {
        "siding": lambda: shown(),
        "jagoi": lambda: shown(region=cast.jagoi_village),
        "secret": lambda: shown(is_secret=True),
        "anonymous": lambda: shown(is_anonymous=True),
        "archived": lambda: shown(),
        "unverified": lambda: send().case,
    }
    case = made[state]()
    if state == "archived":
        cases.move_case(actor=cast.rini, case=case, action="archive", text="Salah kirim.", now=now)
    assert (f"/laporan/{case.number}/" in visitor.get(place).content.decode()) is is_shown
    other = visitor.get(f"{place}LPR-2026-0009999-X/")
    page = visitor.get(f"{place}{case.number}/")
    assert page.status_code == (200 if is_shown else 404)
    if not is_shown:
        assert page.content.replace(case.number.encode(), b"") == other.content.replace(b"LPR-2026-0009999-X", b"")
    assert page.cookies == {}


def test_what_was_joined_leads_to_the_other(shown: Shown, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    first, second, alone = shown(title="Jembatan satu"), shown(title="Jembatan dua"), shown(title="Jembatan tiga")
    actions.join_report(actor=cast.rini, case=second, into=first, text="Sama.", now=now)
    cases.move_case(actor=cast.rini, case=alone, action="join", text="Sama.", now=now)
    led = visitor.get(f"/laporan/{second.number}/")
    assert (led.status_code, led["Location"]) == (302, f"/laporan/{first.number}/")
    assert visitor.get(f"/laporan/{alone.number}/").status_code == 404
    cases.move_case(actor=cast.rini, case=case_queries.get_case(first.pk), action="archive", text="Keliru.", now=now)
    assert visitor.get(f"/laporan/{second.number}/").status_code == 404


def test_the_page_says_how_it_stands(five: dict[str, Case], visitor: Client, roads: Office, liaison: Person, now: datetime) -> None:
    cases.move_case(actor=liaison, case=case_queries.get_case(five["near"].pk), action="follow_up", text="Kami ukur dulu.", now=now)
    page = visitor.get(f"/laporan/{five['near'].number}/").content.decode()
    for words in (
        "sekarang di Dinas Pekerjaan Umum",
        "3 orang juga mengalaminya",
        "Mengapa tanggal ini?",
        "Kami ukur dulu.",
        '<svg class="strip"',
    ):
        assert words in page, words
    assert "Agus" not in page
    done = visitor.get(f"/laporan/{five['done'].number}/").content.decode()
    assert "Jawabannya" in done
    assert "Dipasang Senin." in done
    assert "Mengapa tanggal ini?" not in done  # that the reporter is waited for is nobody else's term


def test_a_kept_page_is_fresh_until_something_happens(shown: Shown, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    case = shown()
    address = f"{SITE}/laporan/{case.number}/"
    tag = visitor.get(address)["ETag"]
    assert visitor.get(address, headers={"if-none-match": tag}).status_code == 304
    cases.move_case(actor=cast.rini, case=case, action="answer", text="Sudah.", now=now)
    assert visitor.get(address, headers={"if-none-match": tag}).status_code == 200


def test_nobody_counts_to_the_end(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(4):
        shown()
    monkeypatch.setattr("kentongan.aspirations.queries.listing.COUNTED_UP_TO", 3)
    page = LongList(queries.public_reports("61.07"), 2).get_page(9)
    assert (page.paginator.count, page.paginator.has_more, page.paginator.num_pages, page.number) == (3, True, 2, 2)
    monkeypatch.setattr("kentongan.aspirations.queries.listing.COUNTED_UP_TO", 4)
    assert LongList(queries.public_reports("61.07"), 2).has_more is False


@pytest.mark.parametrize("query", ["kecamatan=99", "desa=61.08.01.2001", "tahap=apa&urut=apa&jenis=x&kategori=y", "hal=999", "cari=%00"])
def test_what_the_address_says_wrongly_counts_for_nothing(query: str, shown: Shown, visitor: Client) -> None:
    case = shown()
    page = visitor.get(f"/laporan/?{query}")
    assert page.status_code == 200
    assert case.number in page.content.decode()


def test_nothing_yet(visitor: Client, cast: SimpleNamespace) -> None:
    assert "Belum ada laporan yang tampil" in visitor.get("/laporan/").content.decode()
    assert "Tidak ada yang cocok" in visitor.get("/laporan/?cari=jembatan").content.decode()


def test_a_report_knows_its_place(send: Sending, cast: SimpleNamespace) -> None:
    report = Report.objects.get(case=send().case)
    report.refresh_from_db()
    assert (report.place, report.district) == (cast.siding_village.code, cast.siding_village.parent_id)


def test_the_site_of_a_district_is_fresh_by_what_happens_in_its_villages(
    shown: Shown, cast: SimpleNamespace, now: datetime, visitor: Client
) -> None:
    forum = Group.objects.create(name="Forum KIM Siding", region=cast.siding_district, founded_year=2024)
    Site.objects.create(group=forum, slug="forum-siding")
    desk = problem_desks(cast.sari)[0]
    first, second = (Report.objects.get(case=shown(title=title)) for title in ("Jembatan", "Parit"))
    problem = share_report(actor=cast.sari, report=first, desk=desk, now=now)
    thread = reverse("comments:thread_read", kwargs={"thread_id": Thread.objects.get().pk})
    paths = ["/laporan/", f"/laporan/{first.case.number}/", "/masalah/", f"/masalah/{problem.slug}/", thread]
    tags = {path: visitor.get(f"/kim/forum-siding{path}")["ETag"] for path in paths}
    assert {visitor.get(f"/kim/forum-siding{path}", headers={"if-none-match": tag}).status_code for path, tag in tags.items()} == {304}
    share_report(actor=cast.sari, report=second, desk=desk, now=now)
    assert {visitor.get(f"/kim/forum-siding{path}", headers={"if-none-match": tag}).status_code for path, tag in tags.items()} == {200}
