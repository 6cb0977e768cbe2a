"""What readers see of events: the list, the month, an event, what is over, calendars; and how many queries that takes."""

import html as escapes
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from kentongan.newsroom.actions import agenda as deeds
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm
from kentongan.newsroom.queries import agenda
from kentongan.publishing import actions as publishing
from kentongan.search.actions import rebuild_index
from kentongan.search.queries import search_publications
from kentongan.sites.models import Site

from .conftest import WriteEvent, stored

HUB = settings.BASE_DOMAIN
SITE = f"suara-siding.{HUB}"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today(now: datetime, across_scopes: None) -> Iterator[None]:
    with travel(now, tick=False):
        yield


def page(address: str, host: str = SITE, status: int = 200) -> str:
    answer = Client(headers={"host": host}).get(address)
    assert answer.status_code == status
    assert "Set-Cookie" not in answer
    return answer.content.decode()


def words(markup: str) -> str:
    """What is read: without tags, single spaces."""
    return " ".join(escapes.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", markup, flags=re.DOTALL)).split())


def main_of(markup: str) -> str:
    return markup.partition("<main")[2].partition("</main>")[0]


def listed(markup: str) -> list[tuple[str, list[str]]]:
    """[(the day, what is on)] of a list by day."""
    sections = re.findall(r'<section class="day".*?</section>', main_of(markup), re.DOTALL)
    found = []
    for section in sections:
        heading = words(re.search(r"<h2.*?</h2>", section, re.DOTALL)[0])
        found.append((heading, [words(item) for item in re.findall(r"<li.*?</li>", section, re.DOTALL)]))
    return found


# --- The list


def test_event_list_by_day_with_today_first(cast: SimpleNamespace, plan: WriteEvent) -> None:
    plan("Musyawarah", start_date=TODAY, start_time=time(13), end_time=None, place="Kantor desa")
    plan("Pameran", start_date=date(2026, 11, 22), end_date=date(2026, 11, 25), start_time=None, end_time=None)
    plan("Voli", start_date=date(2026, 11, 24), rhythm=Rhythm.WEEKLY, times=12, start_time=time(16), end_time=time(17, 30))
    plan("Gawai", start_date=date(2027, 5, 20), start_time=None, end_time=None)
    plan("Kemarin", start_date=date(2026, 11, 23))
    found = listed(page("/agenda/"))
    assert found == [
        (
            "Hari ini, Selasa, 24 November",
            ["Seharian Pameran Balai adat · sampai Rabu, 25 November", "13.00 Musyawarah Kantor desa", "16.00 –17.30 Voli Balai adat"],
        ),
        ("Selasa, 1 Desember", ["16.00 –17.30 Voli Balai adat"]),
        ("Selasa, 8 Desember", ["16.00 –17.30 Voli Balai adat"]),
        ("Selasa, 15 Desember", ["16.00 –17.30 Voli Balai adat"]),
        ("Selasa, 22 Desember", ["16.00 –17.30 Voli Balai adat"]),
        ("Nanti", ["20 Mei 2027 Gawai Balai adat"]),
    ]
    past = main_of(page("/agenda/lewat/"))
    assert [words(item) for item in re.findall(r"<li.*?</li>", past, re.DOTALL)] == ["23 Nov 2026 Kemarin Balai adat"]


def test_what_stands_where(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    plan("Di Siding")
    plan("Di Jagoi", cast.joko, owner=cast.jagoi)
    plan("Untuk semua", cast.rini, owner=cast.regency)
    plan("Untuk Jagoi", cast.rini, owner=cast.regency, audience=(cast.jagoi_district,))
    plan("Draf", status="draft")
    archived, withdrawn = plan("Diarsipkan"), plan("Ditarik")
    publishing.set_archived(actor=cast.yohanes, publication=archived, is_archived=True, now=now)
    publishing.withdraw_publication(actor=cast.yohanes, publication=withdrawn, reason="Keliru.", now=now)

    def titles(host: str) -> list[str]:
        return re.findall(r"<h3><a href=\"([^\"]+)\">", page("/agenda/", host))

    assert titles(SITE) == ["/agenda/di-siding/", "/agenda/untuk-semua/"]
    assert titles(f"jagoi-bersuara.{HUB}") == ["/agenda/di-jagoi/", "/agenda/untuk-jagoi/", "/agenda/untuk-semua/"]
    origin = f"http://{HUB}:8000"
    assert titles(HUB) == [
        f"{origin}/kim/jagoi-bersuara/agenda/di-jagoi/",
        f"{origin}/kim/suara-siding/agenda/di-siding/",
        "/agenda/untuk-jagoi/",
        "/agenda/untuk-semua/",
    ]
    Site.objects.filter(pk=cast.jagoi_site.pk).update(state="suspended", suspended_reason="Jeda")
    publishing.set_archived(actor=cast.yohanes, publication=archived, is_archived=False, now=now)
    assert titles(HUB) == [
        f"{origin}/kim/suara-siding/agenda/di-siding/",
        f"{origin}/kim/suara-siding/agenda/diarsipkan/",
        "/agenda/untuk-jagoi/",
        "/agenda/untuk-semua/",
    ]
    page("/agenda/untuk-jagoi/", status=404)
    page("/agenda/di-siding/", HUB, status=404)
    page("/agenda/draf/", status=404)
    assert "Keliru." in page("/agenda/ditarik/", status=410)
    assert "Keliru." in page("/agenda/ditarik.ics", status=410)


def test_an_empty_agenda_teaches(cast: SimpleNamespace) -> None:
    assert "Belum ada agenda" in page("/agenda/")
    assert "Bulan ini belum ada agenda" in page("/agenda/2026/11/")
    assert "Belum ada yang lewat" in page("/agenda/lewat/")


# --- The month


def test_event_month_as_a_table(cast: SimpleNamespace, plan: WriteEvent) -> None:
    plan("Voli", start_date=date(2026, 11, 3), rhythm=Rhythm.WEEKLY, times=12)
    plan("Pameran", start_date=date(2026, 11, 30), end_date=date(2026, 12, 2), start_time=None, end_time=None)
    html = main_of(page("/agenda/2026/11/"))
    heads = re.findall(r'<th scope="col"><abbr title="(\w+)">(\w+)</abbr>', html)
    assert heads == list(
        zip(
            ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"), ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"), strict=True
        )
    )
    rows = [re.findall(r"<td.*?</td>", row, re.DOTALL) for row in re.findall(r"<tr>(?:(?!<th).)*?</tr>", html, re.DOTALL)]
    assert [len(row) for row in rows] == [7] * 6
    cells = [words(cell) for row in rows for cell in row]
    with_events = {place: cell for place, cell in enumerate(cells) if " " in cell}
    assert with_events == {
        8: "3 1 acara Voli", 15: "10 1 acara Voli", 22: "17 1 acara Voli", 29: "24 1 acara Voli", 35: "30 1 acara Pameran",
    }  # fmt: skip
    assert 'class="today" aria-current="date"' in rows[4][1]
    assert '<a href="#hari-24">' in rows[4][1]
    assert [day for day, _happenings in listed(html)] == []  # already the main part
    assert [heading for heading, _ in listed(page("/agenda/2026/11/"))] == [
        "Selasa, 3 November", "Selasa, 10 November", "Selasa, 17 November", "Hari ini, Selasa, 24 November", "Senin, 30 November",
    ]  # fmt: skip
    december = page("/agenda/2026/12/")
    assert re.findall(r'<td[^>]*><a href="([^"]+)"', december)[:3] == ["#hari-1", "#hari-1", "#hari-8"]
    assert [heading for heading, _ in listed(december)][:3] == [
        "Selasa, 1 Desember", "Selasa, 8 Desember", "Selasa, 15 Desember",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "earlier", "later"),
    [
        ("/agenda/2026/11/", "/agenda/2026/10/", "/agenda/2026/12/"),
        ("/agenda/2026/12/", "/agenda/2026/11/", "/agenda/2027/1/"),
        ("/agenda/2020/1/", None, "/agenda/2020/2/"),
        ("/agenda/2029/12/", "/agenda/2029/11/", None),
    ],
)
def test_months_lead_on_and_end_somewhere(cast: SimpleNamespace, address: str, earlier: str | None, later: str | None) -> None:
    html = page(address)
    found = {rel: re.search(rf'rel="{rel}" href="([^"]+)"', main_of(html)) for rel in ("prev", "next")}
    assert [match and match[1] for match in found.values()] == [earlier, later]


@pytest.mark.parametrize("address", ["/agenda/2026/13/", "/agenda/2026/0/", "/agenda/2019/12/", "/agenda/2030/1/", "/agenda/9999/1/"])
def test_months_that_are_not(cast: SimpleNamespace, address: str) -> None:
    assert "Bulan ini tidak ada." in page(address, status=404)


def test_a_busy_month_has_pages(cast: SimpleNamespace, plan: WriteEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kentongan.newsroom.views.agenda.PER_PAGE", 3)
    for number in range(4):
        plan(f"Acara {number}", start_date=date(2026, 11, 25 + number // 2))
    first, second = page("/agenda/2026/11/"), page("/agenda/2026/11/?hal=2")
    assert re.findall(r'<td[^>]*><a href="([^"]+)"', first) == ["#hari-25", "#hari-26"]
    assert re.findall(r'<td[^>]*><a href="([^"]+)"', second) == ["?hal=1#hari-25", "?hal=1#hari-26"]
    assert [len(happenings) for html in (first, second) for _day, happenings in listed(html)] == [2, 1, 1]
    assert [len(happenings) for _day, happenings in listed(page("/agenda/?hal=2"))] == [1]


# --- An event


def test_event_show(cast: SimpleNamespace, plan: WriteEvent) -> None:
    plan(
        rhythm=Rhythm.MONTHLY_WEEKDAY, times=3, text="Bawa **buku KIA**.", hamlet="Dusun Hulu", latitude=0.8512, longitude=109.5123,
        open_to="Ibu dengan balita", contact="Ibu Dewi, 0812-5550-0103",
    )  # fmt: skip
    html = page("/agenda/posyandu-balita/")
    said = words(main_of(html))
    for sentence in (
        "Agenda Posyandu balita",
        "Kapan Rabu, 25 November 2026, pukul 08.00– 10.00 WIB Setiap bulan, Rabu keempat, 3 kali",
        "Di mana Balai adat, Dusun Hulu Lihat di peta",
        "Untuk siapa Ibu dengan balita",
        "Tanya kepada Ibu Dewi, 0812-5550-0103",
        "Bawa buku KIA",
        "Tanggal berikutnya Rabu, 25 November 2026, pukul 08.00– 10.00 WIB Rabu, 23 Desember 2026, pukul 08.00– 10.00 WIB",
    ):
        assert sentence in said, sentence
    for markup in (
        '<a class="tap" href="geo:0.851200,109.512300">',
        'href="/agenda/posyandu-balita.ics"',
        '<time datetime="2026-11-25T08:00+07:00">',
        '<link rel="canonical" href="http://kim.localhost:8000/kim/suara-siding/agenda/posyandu-balita/">',
    ):
        assert markup in html, markup
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]
    assert [node["@type"] for node in data] == ["Event", "BreadcrumbList"]
    assert {key: data[0][key] for key in ("name", "startDate", "eventStatus")} == {
        "name": "Posyandu balita",
        "startDate": "2026-11-25T08:00:00+07:00",
        "eventStatus": "https://schema.org/EventScheduled",
    }


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"start_time": None, "end_time": None}, "Rabu, 25 November 2026 , sepanjang hari"),
        ({"end_time": None}, "Rabu, 25 November 2026, pukul 08.00 WIB"),
        (
            {"start_time": None, "end_time": None, "end_date": date(2026, 11, 27)},
            "Rabu, 25 November 2026 sampai Jumat, 27 November 2026",
        ),
        (
            {"start_time": time(20), "end_time": time(2), "end_date": date(2026, 11, 26)},
            "Rabu, 25 November 2026 pukul 20.00 sampai Kamis, 26 November 2026 pukul 02.00 WIB",
        ),
    ],
)
def test_when_in_words(cast: SimpleNamespace, plan: WriteEvent, details: dict, sentence: str) -> None:
    plan(**details)
    assert f"Kapan {sentence}" in words(main_of(page("/agenda/posyandu-balita/")))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"rhythm": Rhythm.WEEKLY, "times": 2}, "Setiap Rabu, 2 kali"),
        ({"rhythm": Rhythm.FORTNIGHTLY, "until": date(2027, 1, 6)}, "Dua minggu sekali, Rabu, sampai 6 Januari 2027"),
        ({"rhythm": Rhythm.MONTHLY_DATE, "times": 2}, "Setiap bulan, tanggal 25, 2 kali"),
        ({"rhythm": Rhythm.MONTHLY_WEEKDAY, "times": 2, "start_date": date(2026, 11, 30)}, "Setiap bulan, Senin terakhir, 2 kali"),
    ],
)
def test_how_often_in_words(cast: SimpleNamespace, plan: WriteEvent, values: dict, sentence: str) -> None:
    plan(**values)
    assert sentence in words(main_of(page("/agenda/posyandu-balita/")))


def test_what_is_called_off_stays_listed(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    off = plan("Gotong royong")
    deeds.cancel_event(actor=cast.yohanes, publication=off, reason="Sungai meluap.", now=now)
    assert listed(page("/agenda/")) == [("Rabu, 25 November", ["08.00 –10.00 Gotong royong Batal · Balai adat"])]
    assert "<s>Gotong royong</s>" in page("/agenda/")
    html = page("/agenda/gotong-royong/")
    assert "Gotong royong BATAL Sungai meluap." in words(main_of(html))
    assert "Selasa, 24 November 2026 pukul 09.00 . Dibatalkan. Sungai meluap." in words(main_of(html))
    assert "Tambahkan ke kalender" not in html
    assert "EventCancelled" in html
    assert agenda.nearest(None, TODAY, most=4) == []


def test_single_dates_are_told(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    series = plan(rhythm=Rhythm.WEEKLY, times=3)
    deeds.cancel_date(actor=cast.yohanes, publication=series, day=date(2026, 11, 25), reason="Bidan sakit.", now=now)
    moved = {"day": date(2026, 12, 2), "moved_date": date(2026, 12, 3), "moved_time": time(9), "reason": "Balai dipakai."}
    deeds.move_date(actor=cast.yohanes, publication=series, now=now, **moved)
    assert listed(page("/agenda/")) == [
        ("Rabu, 25 November", ["08.00 –10.00 Posyandu balita Batal · Balai adat"]),
        ("Kamis, 3 Desember", ["09.00 –11.00 Posyandu balita Pindah · Balai adat"]),
        ("Rabu, 9 Desember", ["08.00 –10.00 Posyandu balita Balai adat"]),
    ]
    said = words(main_of(page("/agenda/posyandu-balita/")))
    assert "Kapan Kamis, 3 Desember 2026, pukul 09.00– 11.00 WIB Pindah dari Rabu, 2 Desember. Balai dipakai." in said
    assert "Rabu, 25 November 2026, pukul 08.00– 10.00 WIB Batal Bidan sakit." in said
    assert "Rabu, 2 Desember 2026 dipindah ke Kamis, 3 Desember 2026. Balai dipakai." in said
    near = agenda.nearest(cast.siding_site, TODAY, most=4)
    assert [(one.publication.title, one.occurrence.timing.start_date) for one in near] == [("Posyandu balita", date(2026, 12, 3))]


def test_an_event_that_is_over_says_so(cast: SimpleNamespace, plan: WriteEvent) -> None:
    plan(start_date=date(2026, 11, 23))
    html = page("/agenda/posyandu-balita/")
    assert "Sudah lewat." in html
    assert "Tambahkan ke kalender" not in html


def test_addresses_that_the_room_keeps(cast: SimpleNamespace, plan: WriteEvent) -> None:
    assert [plan(title).slug for title in ("Agenda", "Lewat", "2026")] == ["agenda-2", "lewat-2", "2026"]
    assert "<h1>2026</h1>" in page("/agenda/2026/")


# --- Calendars


def test_calendars_are_fetched_and_asked_again(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    series = plan(rhythm=Rhythm.WEEKLY, times=3)
    plan("Untuk semua", cast.rini, owner=cast.regency)
    plan("Di Jagoi", cast.joko, owner=cast.jagoi)
    plan("Lama sekali", start_date=TODAY - timedelta(days=200))

    def fetched(host: str, address: str = "/agenda/agenda.ics") -> tuple[Calendar, str]:
        answer = Client(headers={"host": host}).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert Client(headers={"host": host, "if-none-match": answer["ETag"]}).get(address).status_code == 304
        return Calendar.from_ical(answer.content), answer["ETag"]

    def titles(calendar: Calendar) -> list[str]:
        return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]

    calendar, tag = fetched(SITE)
    assert (str(calendar["X-WR-CALNAME"]), titles(calendar)) == ("Agenda KIM Suara Siding", ["Posyandu balita", "Untuk semua"])
    hub, _tag = fetched(HUB)
    assert titles(hub) == ["Posyandu balita", "Untuk semua", "Di Jagoi"]
    (before,) = fetched(SITE, "/agenda/posyandu-balita.ics")[0].walk("VEVENT")
    deeds.cancel_date(actor=cast.yohanes, publication=series, day=date(2026, 12, 2), reason="Bidan sakit.", now=now)
    assert fetched(SITE)[1] != tag
    (after,) = fetched(SITE, "/agenda/posyandu-balita.ics")[0].walk("VEVENT")
    assert (before["UID"], "EXDATE" in before) == (after["UID"], False) == (f"{series.code}@{HUB}", False)
    assert after["EXDATE"].dts[0].dt.date() == date(2026, 12, 2)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1 == stored(series).version
    assert Client(headers={"host": SITE}).get("/agenda/agenda.ics")["Access-Control-Allow-Origin"] == "*"
    assert f'href="webcal://{HUB}:8000/kim/suara-siding/agenda/agenda.ics"' in page("/agenda/")


# --- Found, not told twice


def test_events_are_found_and_stay_out_of_feeds(
    cast: SimpleNamespace, plan: WriteEvent, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "SEARCH_ROOT", tmp_path / "search")
    event = plan("Posyandu balita dan lansia")
    rebuild_index()
    for asked in ("posyandu lansia", "balai adat"):  # by its title, and by its place
        results = search_publications(asked, site=cast.siding_site, kind="event", now=now)
        assert [hit.publication.pk for hit in results.hits] == [event.pk]
    html = page("/cari/?kata=posyandu")
    assert 'href="/agenda/posyandu-balita-dan-lansia/"' in html
    assert "posyandu" not in page("/umpan/kabar.atom").lower()
    assert "posyandu" not in page("/umpan/suara-desa.atom", HUB).lower()
    assert "/kim/suara-siding/agenda/posyandu-balita-dan-lansia/" in page("/sitemap.xml")


# --- What it costs


@pytest.mark.parametrize("count", [1, 30])
def test_lists_cost_the_same(
    count: int, cast: SimpleNamespace, plan: WriteEvent, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        series = plan(f"Acara {number}", rhythm=Rhythm.WEEKLY, times=3)
        deeds.cancel_date(actor=cast.yohanes, publication=series, day=date(2026, 12, 2), reason="Libur.", now=series.published_at)
        plan(f"Lewat {number}", start_date=date(2026, 11, 1))
        plan(f"Kabupaten {number}", cast.rini, owner=cast.regency)
    # site · editions · events · changes of their dates
    for address in ("/agenda/", "/agenda/2026/11/", "/agenda/agenda.ics"):
        with django_assert_num_queries(4):
            page(address)
    with django_assert_num_queries(5):  # and how many
        page("/agenda/lewat/")
    # edition · events · changes of their dates
    for address in ("/agenda/", "/agenda/2026/11/", "/agenda/agenda.ics"):
        with django_assert_num_queries(3):
            page(address, HUB)


@pytest.mark.parametrize("count", [1, 30])
def test_an_event_costs_the_same(count: int, cast: SimpleNamespace, plan: WriteEvent, now: datetime, django_assert_num_queries) -> None:
    series = plan(rhythm=Rhythm.WEEKLY, times=60)
    for number in range(count):
        day = date(2026, 11, 25) + timedelta(weeks=number)
        deeds.cancel_date(actor=cast.yohanes, publication=series, day=day, reason="Libur.", now=now)
    # site · editions · the text with tags, notes, audiences, attachments · event · changes of its dates; both again for the words to share
    with django_assert_num_queries(11):
        page("/agenda/posyandu-balita/")


def test_an_event_without_a_day_is_nowhere(cast: SimpleNamespace, plan: WriteEvent, now: datetime) -> None:
    """Only a deed past the room's own door could let one out; no page breaks over it."""
    draft = plan("Belum bertanggal", status="draft", start_date=None, start_time=None, end_time=None)
    publishing.publish_publication(actor=cast.yohanes, publication=draft, now=now)
    assert listed(page("/agenda/")) == []
    page("/agenda/belum-bertanggal/", status=404)
    page("/agenda/belum-bertanggal.ics", status=404)
    assert EventDetails().timing is None
