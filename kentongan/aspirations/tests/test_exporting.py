"""A list as a table: exact rows, nothing personal, no formulas, the secret only with those whose desk it is; and it is written down."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from kentongan.accounts.models import Person
from kentongan.aspirations.models import Report
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.core.models import EventRecord
from kentongan.core.policies.sheets import comma_of, sheet_of
from kentongan.groups.models import Office

from .conftest import BROKEN, Sending

ADDRESS = "/ruang/laporan/unduh/"
HEADINGS = [
    "Nomor", "Jenis", "Berkadar pengawasan", "Kategori", "Desa", "Kecamatan", "Status", "Sekarang di", "Masuk", "Ditutup", "Tenggat",
    "Hari terpakai", "Dari hari", "Lewat tenggat", "Judul untuk umum",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _a_week_later(now: datetime, across_scopes: None) -> Any:
    """It is a week after what the fixtures did: Tuesday, 1 December 2026, after five working days."""
    with time_machine.travel(now + timedelta(days=7), tick=False):
        yield


def midnight(day: date) -> datetime:
    """As openpyxl reads a day."""
    return datetime.combine(day, datetime.min.time())


def comma(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sheet(answer: HttpResponse) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_the_rows_of_a_table(send: Sending, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime, sign_in: Any) -> None:
    fresh, worked, closed = send().case, send(category="air", kind="question").case, send(region=cast.jagoi_village).case
    cases.move_case(actor=cast.rini, case=worked, action="verify", now=now)
    Report.objects.filter(pk=worked.pk).update(public_title="Air keruh", needs_examination=True)
    cases.assign_case(actor=cast.rini, case=worked, person=liaison, now=now)
    cases.move_case(actor=cast.rini, case=closed, action="archive", text="Kosong.", now=now + timedelta(days=1))
    rini: Client = sign_in(cast.rini)
    day, place = "2026-11-24", ["Desa Siding", "Kecamatan Siding"]
    first = [
        fresh.number,
        "Pengaduan",
        "",
        "Jalan dan jembatan",
        *place,
        "Dikirim",
        "Kabupaten Bengkayang",
        day,
        "",
        "2026-11-27",
        "5",
        "3",
        "ya",
        "",
    ]
    second = [
        worked.number,
        "Pertanyaan",
        "ya",
        "Air bersih dan irigasi",
        *place,
        "Diverifikasi",
        "Kabupaten Bengkayang",
        day,
        "",
        "2026-11-27",
    ]
    second += ["5", "3", "ya", "Air keruh"]
    answer = rini.post(ADDRESS, {"saringan": "bagian=semua", "bentuk": "csv"})
    assert (answer["content-type"], comma(answer)) == ("text/csv; charset=utf-8", [HEADINGS, first, second])
    assert answer["content-disposition"] == 'attachment; filename="laporan-20261201-0900.csv"'
    found = sheet(rini.post(ADDRESS, {"saringan": "bagian=semua&kategori=air", "bentuk": "xlsx"}))
    days = [midnight(date(2026, 11, 24)), None, midnight(date(2026, 11, 27)), 5, 3]
    assert found == [tuple(HEADINGS), (*(value or None for value in second[:8]), *days, "ya", "Air keruh")]
    third = comma(rini.post(ADDRESS, {"saringan": "bagian=selesai"}))[1]
    assert third[4:7] + third[8:14] == ["Desa Jagoi", "Kecamatan Jagoi Babang", "Diarsipkan", day, "2026-11-25", "2026-11-27", "1", "3", ""]


def test_nobodys_name_is_in_it(send: Sending, cast: SimpleNamespace, liaison: Person, now: datetime, sign_in: Any) -> None:
    name = "Yosefina Tarigas"
    case = send(text=f"Saya {name}, nomor saya 081255500199. Jembatan patah.").case
    cases.keep_identity(case=case, contact=Contact(name=name, phone="+6281255500199"), now=now)
    cases.assign_case(actor=cast.rini, case=case, person=liaison, now=now)
    rini = sign_in(cast.rini)
    for form in ("csv", "xlsx"):
        answer = rini.post(ADDRESS, {"bentuk": form, "saringan": "bagian=semua"})
        found = str(comma(answer) if form == "csv" else sheet(answer))
        assert case.number in found
        assert [word for word in (name, "Yosefina", "81255500199", liaison.full_name) if word in found] == []


def test_what_was_written_is_for_the_coordinator_alone(
    send: Sending, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime, sign_in: Any
) -> None:
    case = send().case
    Case.objects.filter(pk=case.pk).update(held_by="office", office=roads, status="forwarded")
    rini, agus = sign_in(cast.rini), sign_in(liaison)
    found = comma(rini.post(ADDRESS, {"isi": "1", "saringan": "bagian=semua"}))
    assert (found[0], found[1][-1]) == ([*HEADINGS, "Isi laporan"], BROKEN)
    assert agus.post(ADDRESS, {"isi": "1"}).status_code == 403
    assert [len(row) for row in comma(agus.post(ADDRESS))] == [15, 15]
    told = EventRecord.objects.filter(name="aspirations.ReportsExported").order_by("pk")
    assert [(record.actor_id, record.payload, sorted(record.numbers.values_list("scope", flat=True))) for record in told] == [
        (cast.rini.pk, {"count": 1, "with_text": True}, ["region:61.07"]),
        (liaison.pk, {"count": 1, "with_text": False}, ["region:61.07"]),
    ]


def test_a_secret_report_leaves_only_with_those_whose_desk_it_is(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    here, there = send(is_secret=True).case, send(is_secret=True).case
    Case.objects.filter(pk=there.pk).update(owner=cast.siding_village.scope, status="forwarded")
    rini, budi = sign_in(cast.rini), sign_in(cast.budi)
    assert [row[0] for row in comma(rini.post(ADDRESS, {"saringan": "bagian=semua"}))[1:]] == [here.number]
    assert [row[0] for row in comma(budi.post(ADDRESS, {"saringan": "bagian=semua"}))[1:]] == [there.number]


@pytest.mark.parametrize(("name", "status"), [("rini", 200), ("budi", 200), ("sari", 403), ("wati", 403), ("joko", 403), ("adi", 403)])
def test_who_takes_tables_along(name: str, status: int, sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    assert sign_in(getattr(cast, name)).post(ADDRESS).status_code == status
    assert EventRecord.objects.filter(name="aspirations.ReportsExported").count() == (status == 200)


def test_too_many_rows_are_not_cut_off_in_silence(send: Sending, cast: SimpleNamespace, settings: Any, sign_in: Any) -> None:
    settings.REPORT_EXPORT_MOST = 1
    send(), send()
    answer = sign_in(cast.rini).post(ADDRESS)
    assert (answer.status_code, "Paling banyak 1 baris" in answer.content.decode()) == (403, True)
    assert not EventRecord.objects.filter(name="aspirations.ReportsExported").exists()


@pytest.mark.parametrize("text", ["=1+1", "+62", "-2", "@SUM(A1)", "  =HYPERLINK(1)", "\t=1", "\x07=cmd"])
def test_no_text_becomes_a_formula(text: str) -> None:
    headings, rows = ["Judul", "Hari"], [[text, date(2026, 11, 24)]]
    written = list(csv.reader(io.StringIO(comma_of(headings, rows).decode("utf-8-sig"))))
    assert written[1][0].startswith("'")
    cell = load_workbook(io.BytesIO(sheet_of("Laporan", headings, rows))).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text.strip("\x07").strip())


def test_what_is_typed_into_a_sheet_afterwards_stays_a_text() -> None:
    sheet = load_workbook(io.BytesIO(sheet_of("Laporan", ["No HP"], [["0812"], ["Panjang " * 40], [7]]))).active
    assert [cell.number_format for (cell,) in sheet.iter_rows(min_row=2)] == ["@", "General", "General"]


@pytest.mark.parametrize("text", ["Rusak;=1+1", "Rusak\n@SUM(A1)", "Rusak\t -2", "Rusak; \r\n+62"])
def test_nor_where_semicolons_divide_the_cells(text: str) -> None:
    """Windows speaks so in Indonesia: a double click cuts the table there, and a quoted comma is no border."""
    written = comma_of(["Judul", "Isi"], [["Jalan", text]]).decode("utf-8-sig")
    cells = [cell.strip() for line in written.splitlines() for cell in re.split(r"[;\t]", line)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x0b"])
def test_one_sign_that_no_workbook_holds_does_not_spoil_the_table(sign: str) -> None:
    book = load_workbook(io.BytesIO(sheet_of("Laporan", ["Judul"], [[f"Jalan{sign} rusak"], ["Air keruh"]])))
    assert list(book.active.iter_rows(values_only=True)) == [("Judul",), ("Jalan rusak",), ("Air keruh",)]


def test_rows_beyond_a_batch_come_along(
    send: Sending, cast: SimpleNamespace, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch, sign_in: Any
) -> None:
    monkeypatch.setattr("kentongan.aspirations.queries.exporting.BATCH", 2)
    numbers = [send().case.number for _ in range(5)]
    assert [row[0] for row in comma(sign_in(cast.rini).post(ADDRESS))[1:]] == numbers


EXPORT_QUERIES = 17


def test_thirty_rows_cost_the_queries_of_one(send: Sending, cast: SimpleNamespace, django_assert_num_queries: Any, sign_in: Any) -> None:
    rini = sign_in(cast.rini)
    send()
    rini.post(ADDRESS)
    for count in (1, 30):
        for _ in range(count - Report.objects.count()):
            send()
        with django_assert_num_queries(EXPORT_QUERIES):
            assert len(comma(rini.post(ADDRESS))) == count + 1
