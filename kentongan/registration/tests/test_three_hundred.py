"""A list of 300 KIM with 20 planted faults of 20 kinds: previewed, confirmed, brought in again, undone."""

import io
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from kentongan.core.models import EventRecord
from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.regions.models import Region
from kentongan.registration.actions.importing import confirm_import
from kentongan.registration.actions.undoing import undo_import
from kentongan.registration.models import ImportBatch
from kentongan.registration.queries.words import fault_sentence
from kentongan.sites.models import Site

from .conftest import Bring
from .lists import C, Cells, as_comma, as_sheet, good_rows

# Row of the list (counted from 1), what is planted in it; None takes the cell away.
PLANTED: dict[int, dict[C, str | None]] = {
    10: {C.NAME: None},
    20: {C.NAME: "KIM " + "panjang " * 16},
    30: {C.DISTRICT: "Jagoy Babang"},
    40: {C.DISTRICT: "Sambas"},
    50: {C.VILLAGE: None},
    60: {C.DISTRICT: "Siding", C.VILLAGE: "Sidding"},
    70: {C.DISTRICT: "Siding", C.VILLAGE: "Jagoi"},
    80: {C.DISTRICT: None, C.VILLAGE: "Suka Maju"},
    90: {C.LEVEL: "provinsi"},
    100: {C.ADDRESS: "Rumah 6107044107900001"},
    110: {C.PHONE: "08-tidak-tahu"},
    120: {C.DECREE: None, C.CHAIR: None, C.SECRETARY: None, C.TREASURER: None, C.COLLECTING: None, C.PROCESSING: None, C.SPREADING: None},
    130: {C.ISSUER: "Ketua RT"},
    140: {C.DATE: None},
    150: {C.ABOUT: None},
    160: {C.DATE: "31/02/2023"},
    170: {C.DATE: "2027-01-01"},
    180: {C.TERM_START: "2026-01-01", C.TERM_END: "2025-01-01"},
    190: {C.KIM_ID: "bukan alamat"},
    200: {C.CHAIR: "=B7"},
}
TITLES = 3  # rows above the first KIM: title, empty, headings
EXPECTED = [
    (10, "nama", "Nama KIM belum diisi."),
    (20, "nama", "Terlalu panjang: 131 huruf, paling banyak 120."),
    (30, "kecamatan", "Kecamatan “Jagoy Babang” tidak dikenal. Maksudnya Jagoi Babang?"),
    (40, "kecamatan", "Kecamatan “Sambas” ada di Kabupaten Sambas, di luar wilayah Anda (Kabupaten Bengkayang)."),
    (50, "desa", "Desa belum diisi. Untuk KIM tingkat kecamatan, tulis “kecamatan” di kolom Tingkat."),
    (60, "desa", "Desa “Sidding” tidak ada di Kecamatan Siding. Maksudnya Siding?"),
    (70, "desa", "Desa “Jagoi” tidak ada di Kecamatan Siding. Desa bernama itu ada di Kecamatan Jagoi Babang."),
    (80, "kecamatan", "Ada beberapa desa “Suka Maju”: di Kecamatan Suti Semarang, Sungai Betung. Isi kecamatannya."),
    (90, "tingkat", "Tingkat “provinsi” tidak dikenal. Tulis RW, desa, kelurahan, kecamatan, atau kabupaten."),
    (100, "alamat", "Ini tampaknya NIK. Hapus dari daftar: NIK tidak diperlukan dan tidak disimpan."),
    (110, "nomor_kontak", "Nomor “08-tidak-tahu” belum terbaca. Contoh: 0812 3456 7890"),
    (120, "nomor_sk", "Keterangan SK sudah diisi, tetapi nomor SK belum."),
    (130, "penetap", "Penetap “Ketua RT” tidak dikenal. Tulis kepala desa, lurah, camat, kepala dinas kominfo, atau bupati."),
    (140, "tanggal_sk", "SK baru perlu tanggal."),
    (150, "tentang", "SK baru perlu keterangan tentang apa."),
    (160, "tanggal_sk", "“31/02/2023” bukan tanggal. Contoh: 01/03/2024 atau 1 Maret 2024"),
    (170, "tanggal_sk", "Tanggal SK belum tiba."),
    (180, "masa_sampai", "Masa bakti berakhir sebelum dimulai."),
    (190, "kim_id", "“bukan alamat” bukan alamat web. Contoh: suarasiding.kim.id"),
    (200, "ketua", "Sel ini berisi rumus tanpa hasil. Ketik isinya langsung."),
]


def planted(rows: list[Cells]) -> list[Cells]:
    for number, cells in PLANTED.items():
        changed: dict[Any, str | None] = dict(rows[number - 1]) | cells
        rows[number - 1] = {column: text for column, text in changed.items() if text is not None}
    return rows


def complaints(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """(row of the list, column, sentence) of everything that is wrong."""
    return [(row.number - TITLES, column, fault_sentence(kind, values)) for row in batch.rows.all() for column, kind, values in row.faults]


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.new_count, batch.changed_count, batch.same_count, batch.faulty_count


# The log of what happened, the former contacts and the journal of the lists tell of the undo; nothing else may.
LOGS = {"registration.ImportBatch", "registration.ImportRow", "groups.ContactChange"}


def whole_house() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours but the log."""
    tables = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("kentongan.") and model._meta.app_label not in ("core",) and model._meta.label not in LOGS
    ]
    with scopes_disabled():
        return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


def with_formula(content: bytes) -> bytes:
    """The workbook with the formula of row 200 as one: without a result, as a program leaves it that does not reckon."""
    book = load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "=B7":
                cell.data_type = "f"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", [pytest.param("csv", marks=pytest.mark.once), "xlsx"])
def test_a_list_with_faults_comes_in_goes_round_and_out(
    kind: str, cast: SimpleNamespace, regions: dict[str, Region], now: datetime, bring: Bring
) -> None:
    rows = planted(good_rows(regions))
    content = as_comma(rows) if kind == "csv" else with_formula(as_sheet(rows))
    before, events = whole_house(), EventRecord.objects.count()

    preview = bring(content, make_sites=True)
    assert counts(preview) == (280, 0, 0, 20)
    assert complaints(preview) == EXPECTED
    assert preview.ignored == ["Keterangan"]
    assert (whole_house(), EventRecord.objects.count()) == (before, events)  # a preview writes nothing

    assert confirm_import(actor=cast.rini, batch=preview, now=now) is True
    assert (Group.objects.count(), Site.objects.count(), Decree.objects.count(), BoardSeat.objects.count()) == (282, 282, 280, 280 * 6)
    names = ["groups.GroupFormed", "groups.DecreeRecorded", "groups.BoardSeated", "sites.SiteOpened"]
    told = {name: EventRecord.objects.filter(name=name).count() for name in names}
    assert told == dict.fromkeys(names, 280)
    assert EventRecord.objects.count() == events + 4 * 280 + 1
    written = EventRecord.objects.latest("pk")
    assert (written.name, written.payload) == (
        "registration.ListImported",
        {"import_id": preview.pk, "new_count": 280, "changed_count": 0},
    )

    standing, events = whole_house(), EventRecord.objects.count()
    again = bring(content, make_sites=True)
    assert counts(again) == (0, 0, 280, 20)
    assert complaints(again) == EXPECTED
    assert confirm_import(actor=cast.rini, batch=again, now=now) is True
    assert (whole_house(), EventRecord.objects.count()) == (standing, events)  # neither row nor event

    assert undo_import(actor=cast.rini, batch=preview, now=now) == (280, 0)
    assert whole_house() == before
    last = EventRecord.objects.latest("pk")
    assert (last.name, last.payload) == (
        "registration.ListImportUndone",
        {"import_id": preview.pk, "undone_count": 280, "kept_count": 0},
    )


def test_what_is_written_of_a_row(cast: SimpleNamespace, regions: dict[str, Region], now: datetime, bring: Bring) -> None:
    rows = good_rows(regions, 1)
    confirm_import(actor=cast.rini, batch=bring(as_comma(rows), make_sites=True), now=now)
    group = Group.objects.latest("pk")
    village = group.region
    assert (group.name, group.level, group.kind, group.address, group.phone) == (
        f"KIM {village.name} Bersama",
        "desa",
        "kim",
        f"Jalan Desa 1, {village.name}",
        "+6281255510000",
    )
    assert list(group.decrees.values_list("number", "issuer", "about", "date", "term_start", "term_end")) == [
        (
            "141/001/DS/2023",
            "lurah" if village.kind == "kelurahan" else "kepala_desa",
            "Pembentukan pengurus KIM",
            date(2023, 1, 2),
            date(2023, 1, 2),
            date(2026, 1, 1),
        )
    ]
    assert list(group.board_seats.values_list("position", "section", "person_name", "person", "order")) == [
        ("ketua", "", "Ketua 1", None, 1),
        ("sekretaris", "", "Sekretaris 1", None, 2),
        ("bendahara", "", "Bendahara 1", None, 3),
        ("seksi", "Pengumpulan Informasi", "Pengumpul 1", None, 4),
        ("seksi", "Pengolahan Informasi", "Pengolah 1", None, 4),
        ("seksi", "Penyebaran Informasi", "Penyebar 1", None, 4),
    ]
    assert group.site.slug.endswith("bersama")


def test_a_preview_costs_the_same_for_one_row_and_for_three_hundred(
    cast: SimpleNamespace, regions: dict[str, Region], bring: Bring
) -> None:
    bring(as_comma(good_rows(regions, 1)))  # the roles of the actor are asked for once
    costs = []
    for count in (1, 300):
        content = as_comma(good_rows(regions, count))
        with CaptureQueriesContext(connection) as asked:
            bring(content)
        # The rows themselves go in so many at a time.
        costs.append(len([query for query in asked if not query["sql"].startswith('INSERT INTO "registration_importrow"')]))
    assert costs == [10, 10]
