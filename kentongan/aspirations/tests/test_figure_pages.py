"""The pages of figures: tables, the table for a spreadsheet, the map, and the line on the front page."""

import csv
import io
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kentongan.aspirations import actions
from kentongan.aspirations.models import ReportFigure
from kentongan.aspirations.policies.figures import Figure
from kentongan.aspirations.queries import figures
from kentongan.aspirations.queries.figures import Line, Period
from kentongan.aspirations.views.figures import _periods
from kentongan.cases import actions as cases
from kentongan.groups.models import Office
from kentongan.regions.models import Boundary

from .conftest import Sending
from .test_counting import PUBLIC, tell_all

ALL = Period("semua", "", None, date(2026, 11, 1))


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def counted(send: Sending, cast: SimpleNamespace, roads: Office, now: datetime) -> None:
    """Three in Siding (one answered in two days, one secret with the roads, one of the year before) and one in Jagoi."""
    answered = send().case
    cases.move_case(actor=cast.rini, case=answered, action="answer", text="Sudah.", now=now + timedelta(days=2))
    secret = send(is_secret=True).case
    actions.verify_report(actor=cast.rini, case=secret, now=now, **PUBLIC)
    actions.forward_report(actor=cast.rini, case=secret, to=cast.regency, office=roads, reason="Ya.", now=now)
    send(now=now - timedelta(days=400))
    send(region=cast.jagoi_village)
    tell_all()


def test_by_place_and_by_whom(counted: None, cast: SimpleNamespace, roads: Office) -> None:
    done = Figure(received=2, answered=1, in_time=1, days={2: 1})
    places = [cast.regency, cast.siding_district, cast.siding_village, cast.jagoi_village]
    assert [line.figure for line in figures.of_places(places, ALL)] == [
        Figure(received=4, forwarded=1, answered=1, in_time=1, days={2: 1}),
        done,
        done,
        Figure(received=1),
    ]
    this_month = Period("bulan", "", date(2026, 11, 1), date(2026, 11, 1))
    assert figures.of_places([cast.siding_village], this_month)[0].figure == Figure(received=1, answered=1, in_time=1, days={2: 1})
    assert figures.of_holders(ALL) == [
        Line("desk:61.07", "Koordinator Kabupaten Bengkayang", Figure(received=3, answered=1, in_time=1, days={2: 1})),
        Line(f"office:{roads.pk}", "Dinas Pekerjaan Umum", Figure(received=1, forwarded=1)),
    ]


@pytest.mark.parametrize(
    ("today", "first", "keys", "since"),
    [
        (date(2026, 11, 24), None, ["12", "bulan", "2026", "semua"], date(2025, 12, 1)),
        (date(2026, 12, 31), date(2025, 3, 1), ["12", "bulan", "2026", "2025", "semua"], date(2026, 1, 1)),
        (date(2027, 1, 1), date(2026, 12, 1), ["12", "bulan", "2027", "2026", "semua"], date(2026, 2, 1)),
    ],
)
def test_periods(db: None, today: date, first: date | None, keys: list[str], since: date) -> None:
    if first:
        ReportFigure.objects.create(about="place:61.07", month=first)
    periods = _periods(today)
    assert ([period.key for period in periods], periods[0].since) == (keys, since)


@pytest.mark.parametrize(
    ("address", "has", "has_not"),
    [
        ("/laporan/angka/?masa=semua", ["Kecamatan Siding", "Dinas Pekerjaan Umum", "Koordinator Kabupaten Bengkayang"], ["Desa Siding"]),
        ("/laporan/angka/?masa=semua&kecamatan=61.07.12", ["Desa Siding"], ["Dinas Pekerjaan Umum"]),
        ("/laporan/angka/?masa=apa&kecamatan=99", ["Kecamatan Siding"], ["Desa Siding"]),
        ("/laporan/peta/?masa=semua", ["Kecamatan Siding"], []),
    ],
)
def test_pages(address: str, has: list[str], has_not: list[str], counted: None, visitor: Client) -> None:
    page = visitor.get(address)
    assert page.status_code == 200
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert [words for words in has if words not in main] == []
    assert [words for words in has_not if words in main] == []


def test_the_map_is_as_deep_as_reports_are_many(counted: None, cast: SimpleNamespace, visitor: Client) -> None:
    square = {"type": "Polygon", "coordinates": [[[109.0, 1.0], [109.1, 1.0], [109.1, 1.1], [109.0, 1.0]]]}
    for region in (cast.siding_village, cast.jagoi_village, cast.siding_district):
        Boundary.objects.create(region=region, geometry=square)
    shown = figures.map_of([cast.siding_district], [cast.siding_village, cast.jagoi_village], ALL)
    assert shown is not None
    assert [(area.line.figure.received, area.step) for area in (*shown.villages, *shown.districts)] == [(2, 4), (1, 2), (2, 4)]
    assert f'href="/laporan/?desa={cast.siding_village.code}"' in visitor.get("/laporan/peta/?masa=semua").content.decode()


def test_for_a_spreadsheet(counted: None, cast: SimpleNamespace, visitor: Client) -> None:
    answer = visitor.get("/laporan/angka.csv?masa=semua")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = {row["kode"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert rows[cast.siding_village.code] == {
        "masa": "sejak awal", "kode": cast.siding_village.code, "nama": "Desa Siding", "masuk": "2", "diteruskan": "0", "dijawab": "1",
        "dijawab_tepat_waktu": "1", "median_hari_kerja": "2", "selesai": "0", "lewat_tenggat": "0",
    }  # fmt: skip
    assert rows["61.07"]["masuk"] == "4"


def test_no_name_becomes_a_formula_in_a_spreadsheet(counted: None, cast: SimpleNamespace, visitor: Client) -> None:
    office = Office.objects.create(region=cast.regency, name="=1+1")
    ReportFigure.objects.create(about=f"office:{office.pk}", month=date(2026, 11, 1), received=1)
    table = visitor.get("/laporan/angka.csv?masa=semua").content.decode("utf-8-sig")
    assert "'=1+1" in next(row["nama"] for row in csv.DictReader(io.StringIO(table)) if "1+1" in row["nama"])


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("address", "queries_made"), [("/laporan/angka/", 8), ("/laporan/peta/", 8)])
def test_queries(
    count: int,
    address: str,
    queries_made: int,
    send: Sending,
    cast: SimpleNamespace,
    visitor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _each in range(count):
        send()
    tell_all()
    with django_assert_num_queries(queries_made):
        visitor.get(address)


def test_fresh_as_soon_as_a_figure_changes(send: Sending, cast: SimpleNamespace, visitor: Client) -> None:
    send()
    tag = visitor.get("/laporan/angka/")["ETag"]  # emitted, and the worker has not told it yet
    assert visitor.get("/laporan/angka/", headers={"if-none-match": tag}).status_code == 304
    tell_all()
    assert visitor.get("/laporan/angka/", headers={"if-none-match": tag}).status_code == 200


def test_the_front_page_says_how_many_came_this_month(send: Sending, cast: SimpleNamespace, visitor: Client, now: datetime) -> None:
    assert "laporan warga masuk bulan ini" not in visitor.get("/").content.decode()
    case = send(now=datetime.now(now.tzinfo)).case
    cases.move_case(actor=cast.rini, case=case, action="answer", text="Sudah.", now=datetime.now(now.tzinfo))
    tell_all()
    assert "laporan warga masuk bulan ini, 1 sudah dijawab" in visitor.get("/").content.decode()
