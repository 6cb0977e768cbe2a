"""How cells, names and files are read. No database."""

import io
import zipfile
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kentongan.core.policies import guarded, unguarded, written_comma
from kentongan.registration.policies.cells import (
    as_address,
    as_day,
    as_issuer,
    as_level,
    as_slug,
    holds_identity_number,
    plain_name,
    veiled,
)
from kentongan.registration.policies.columns import HEADINGS, Column, find_header
from kentongan.registration.policies.files import read_table
from kentongan.registration.policies.places import Atlas, Place, compact
from kentongan.registration.policies.sheets import written_sheet
from kentongan.registration.policies.tables import Limits, Trouble, Unreadable, cleaned

LIMITS = Limits(rows=500, columns=100, letters=5000, unpacked=20 * 1024 * 1024)
MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-03-01", MARCH),
        ("2024-03-01 00:00:00", MARCH),
        ("2024/3/1", MARCH),
        ("01/03/2024", MARCH),
        ("1-3-2024", MARCH),
        ("1.3.24", MARCH),
        ("01 03 2024", MARCH),
        ("1 Maret 2024", MARCH),
        ("1 MARET 2024", MARCH),
        ("Jumat, 1 Maret 2024", MARCH),
        ("01-Mar-24", MARCH),
        ("1 march 2024", MARCH),
        ("45352", MARCH),
        ("45352.0", MARCH),
        ("17 Agustus 1999", date(1999, 8, 17)),
        ("17 agt 99", date(1999, 8, 17)),
        ("5 Nopember 2023", date(2023, 11, 5)),
        ("31/12/69", date(2069, 12, 31)),
        ("29/02/2023", None),
        ("31/02/2024", None),
        ("13/13/2024", None),
        ("2024", None),
        ("1 Marrt 2024", None),
        ("Maret 2024", None),
        ("12345", None),
        ("", None),
        ("kemarin", None),
    ],
)
def test_days(typed: str, meant: date | None) -> None:
    assert as_day(typed) == meant


@settings(deadline=None)  # a busy machine says nothing about the arithmetic
@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.integers(0, 6))
def test_a_day_means_the_same_however_it_is_written(day: date, way: int) -> None:
    months = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    ways = (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year % 100:02}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        f" {day.day} {months[day.month - 1][:3].upper()} {day.year % 100:02} ",
        str((day - date(1899, 12, 30)).days),
        f"{day.isoformat()}T00:00:00",
    )
    assert as_day(ways[way]) == day


@settings(deadline=None)  # a busy machine says nothing about the arithmetic
@given(st.text())
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for read in (as_day, as_issuer, as_level, as_address, as_slug, plain_name, compact, holds_identity_number, veiled, cleaned):
        read(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kepala Desa", "kepala_desa"),
        ("Kades Siding", "kepala_desa"),
        ("KEPALA DESA SIDING", "kepala_desa"),
        ("Lurah", "lurah"),
        ("Camat Jagoi Babang", "camat"),
        ("Kepala Dinas Kominfo", "kadis_kominfo"),
        ("Kadis Kominfo", "kadis_kominfo"),
        ("Kepala Dinas Komunikasi dan Informatika Kab. Bengkayang", "kadis_kominfo"),
        ("Bupati Bengkayang", "bupati"),
        ("Ketua RT", None),
        ("", None),
    ],
)
def test_issuers(typed: str, meant: str | None) -> None:
    assert as_issuer(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suarasiding.kim.id", "https://suarasiding.kim.id/"),
        ("https://suarasiding.kim.id", "https://suarasiding.kim.id/"),
        ("http://suarasiding.kim.id/kabar", "http://suarasiding.kim.id/kabar"),
        ("bukan alamat", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://orang@kim.id/", None),
        ("https://[::1", None),
        ("127.0.0.1", None),
        ("kim.id:99999", None),
    ],
)
def test_addresses(typed: str, meant: str | None) -> None:
    assert as_address(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suara-siding", "suara-siding"),
        (" Suara-Siding ", "suara-siding"),
        ("https://kim.bengkayangkab.go.id/kim/suara-siding/", "suara-siding"),
        ("kim.localhost/kim/suara-siding", "suara-siding"),
        ("https://suara-siding.kim.bengkayangkab.go.id/", "suara-siding"),
    ],
)
def test_slugs(typed: str, meant: str) -> None:
    assert as_slug(typed) == meant


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("6107044107900001", True),
        ("Markus (6107041207850003)", True),
        ("6107************", True),
        ("0812555011112222", False),
        ("6107049907900001", False),
        ("141/03/DS-SDG/2025", False),
        ("61070441079000011", False),
    ],
)
def test_identity_numbers_are_noticed_and_veiled(text: str, is_one: bool) -> None:
    assert holds_identity_number(text) is is_one
    assert holds_identity_number(veiled(text)) is is_one
    assert veiled("Markus 6107041207850003, ketua") == "Markus 6107************, ketua"


def test_names_of_groups_are_compared_without_their_beginning() -> None:
    alike = ["KIM Suara Siding", "SUARA SIDING", "kim suara-siding", "Komunitas Informasi Masyarakat Suara Siding", "Suara  Siding"]
    assert {plain_name(name) for name in alike} == {"suarasiding"}


# --- Headings ---------------------------------------------------------------------------------------------------------


def test_every_heading_means_one_column() -> None:
    spelt = [
        ("".join(sign for sign in heading.lower() if sign.isalnum()), column) for column, names in HEADINGS.items() for heading in names
    ]
    assert len(dict(spelt)) == len(set(spelt))
    assert list(HEADINGS) == list(Column)


def test_headings_are_found_below_titles_and_in_any_order() -> None:
    header = find_header(
        [["DAFTAR KIM", ""], [], ["2026"], ["NO", "no. sk *", "Nama KIM", "desa", "Desa", "Catatan"], ["1", "a", "b", "c"]]
    )
    assert header is not None
    assert (header.index, list(header.columns.items()), header.ignored) == (
        3,
        [(1, Column.DECREE), (2, Column.NAME), (3, Column.VILLAGE)],
        ("Desa", "Catatan"),
    )


# --- Places -----------------------------------------------------------------------------------------------------------

HOME = Place("61.07", "Bengkayang", "Kabupaten Bengkayang")
ATLAS = Atlas.of(
    HOME,
    [
        Place("61.07.08", "Jagoi Babang", "Kecamatan Jagoi Babang"),
        Place("61.07.12", "Siding", "Kecamatan Siding"),
        Place("61.07.09", "Bengkayang", "Kecamatan Bengkayang"),
        Place("61.07.08.2001", "Jagoi", "Desa Jagoi"),
        Place("61.07.12.2004", "Siding", "Desa Siding"),
        Place("61.07.12.2005", "Suka Maju", "Desa Suka Maju"),
        Place("61.07.09.1001", "Bumi Emas", "Kelurahan Bumi Emas"),
        Place("61.07.09.2002", "Suka Maju", "Desa Suka Maju"),
        Place("61.07.09.2003", "Desa Baru", "Desa Desa Baru"),
    ],
    {"sambas": "Kabupaten Sambas"},
)


@pytest.mark.parametrize(
    ("code", "district", "village", "level", "found"),
    [
        ("", "Jagoi Babang", "Jagoi", "", "61.07.08.2001"),
        ("", "JAGOIBABANG", "JAGOI", "", "61.07.08.2001"),
        ("", "Kec. Jagoi-Babang", "Ds.Jagoi", "", "61.07.08.2001"),
        ("", "", "Ds. Siding", "", "61.07.12.2004"),
        ("", "Bengkayang", "Kel. Bumi Emas", "", "61.07.09.1001"),
        ("", "Kecamatan Siding", "Sukamaju", "", "61.07.12.2005"),
        ("", "Bengkayang", "Desa Baru", "", "61.07.09.2003"),
        ("", "Siding", "", "kecamatan", "61.07.12"),
        ("", "", "", "kabupaten", "61.07"),
        ("61.07.12.2004", "", "", "", "61.07.12.2004"),
        ("6107122004", "Siding", "Desa Siding", "", "61.07.12.2004"),
        ("61.07.12", "Siding", "", "", "61.07.12"),
        ("61.07", "", "", "", "61.07"),
        ("", "Jagoy Babang", "Jagoi", "", "district_unknown Jagoi Babang"),
        ("", "Zzz", "Jagoi", "", "district_unknown "),
        ("", "Sambas", "Durian", "", "district_outside Kabupaten Sambas"),
        ("", "Siding", "Jagoi", "", "village_elsewhere Jagoi Babang"),
        ("", "", "Suka Maju", "", "village_twice Siding, Bengkayang"),
        ("", "Siding", "Sidding", "", "village_unknown Siding"),
        ("", "Siding", "", "", "village_missing "),
        ("61.07.12.2999", "", "", "", "code_unknown "),
        ("61.01.01.2001", "", "", "", "code_outside "),
        ("abc", "", "", "", "code_unknown "),
        ("61.07.12.2004", "", "Jagoi", "", "code_other Desa Siding"),
        ("61.07.12.2004", "Jagoi Babang", "", "", "code_other Desa Siding"),
        ("61.07.12", "", "Siding", "", "code_other Kecamatan Siding"),
    ],
)
def test_places(code: str, district: str, village: str, level: str, found: str) -> None:
    place, faults = ATLAS.find(code=code, district=district, village=village, level=level)
    told = [
        f"{fault.kind} {next((fault.values[name] for name in ('near', 'where', 'places', 'place') if name in fault.values), '')}"
        for fault in faults
    ]
    assert ([place.code] if place else told) == [found]


# --- Files ------------------------------------------------------------------------------------------------------------

ROWS = [["Nama KIM", "Desa", "Alamat"], ["KIM Kata", "Siding", "Jalan “Baru” 7, blok é"], ["KIM Rasa", "Jagoi", "a;b\tc"]]
READ = [("KIM Kata", "Siding", "Jalan “Baru” 7, blok é"), ("KIM Rasa", "Jagoi", "a;b c")]


def texts(content: bytes) -> list[tuple[str, ...]]:
    return [tuple(row.cells.values()) for row in read_table(content, LIMITS).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_dialects_of_csv(encoding: str, sign: str, line: str) -> None:
    text = line.join(sign.join('"' + part + '"' for part in row) for row in ROWS)
    assert texts(text.encode(encoding)) == READ


def test_a_sheet_reads_as_its_csv_does() -> None:
    assert texts(written_sheet("Daftar", ROWS)) == texts(written_comma(ROWS).encode()) == READ


def test_numbers_days_and_formulas_of_a_sheet() -> None:
    book = Workbook()
    book.active.append(["catatan"])
    sheet = book.create_sheet("KIM")
    sheet.merge_cells("A1:E1")
    sheet["A1"] = "DAFTAR KIM"
    sheet.append(["Nama KIM", "Desa", "No HP", "Tanggal SK", "Ketua", "Alamat"])
    sheet.append(["KIM Kata", "Siding", 81255500101, MARCH, "=A1", "#N/A"])
    kept = io.BytesIO()
    book.save(kept)
    table = read_table(kept.getvalue(), LIMITS)
    assert [(row.number, list(row.cells.values()), row.formulas) for row in table.rows] == [
        (3, ["KIM Kata", "Siding", "81255500101", "2024-03-01", "=A1", "#N/A"], (Column.CHAIR, Column.ADDRESS))
    ]


def test_how_spreadsheets_keep_a_zero_and_hide_a_formula() -> None:
    table = read_table(b'Nama KIM,Desa,No HP,Ketua,Alamat\nKIM A,Siding,"=""0812""",=1+1,\'=x\n', LIMITS)
    assert [(list(row.cells.values()), row.formulas) for row in table.rows] == [
        (["KIM A", "Siding", "0812", "=1+1", "=x"], (Column.CHAIR,))
    ]


@settings(deadline=None)  # a busy machine says nothing about the arithmetic
@given(st.text())
def test_what_is_guarded_is_no_formula_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


_CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=12).map(cleaned)


@settings(deadline=None)  # a busy machine says nothing about the arithmetic
@given(st.lists(st.tuples(_CELL.filter(bool), _CELL.filter(bool), _CELL), min_size=1, max_size=4))
def test_whatever_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    table = [["Nama KIM", "Desa", "Alamat"], *([guarded(text) for text in row] for row in rows)]
    expected = [tuple(filter(None, row)) for row in rows]
    assert texts(written_comma(table).encode()) == expected
    assert texts(written_sheet("Daftar", table)) == expected


@settings(deadline=None)  # a busy machine says nothing about the arithmetic
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_file(content: bytes) -> None:
    for beginning in (b"", b"PK\x03\x04", b"Nama KIM,Desa\n", b"\xff\xfe"):
        with suppress(Unreadable):  # anything else would be a page of its own: "something went wrong here"
            read_table(beginning + content, LIMITS)


def _bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (21 * 1024 * 1024))
    return kept.getvalue()


def _entities() -> bytes:
    """A workbook whose sheet defines entities in itself, to be blown up by whoever reads them."""
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written_sheet("x", ROWS))) as source, zipfile.ZipFile(kept, "w") as target:
        for part in source.infolist():
            target.writestr(part.filename, evil if "sheet1" in part.filename else source.read(part))
    return kept.getvalue()


def _lying() -> bytes:
    """A workbook that has one cell at the far end of the sheet."""
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["A1048576"] = "x"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


HEAD = b"Nama KIM,Desa,Alamat\n"


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", Trouble.NO_HEADINGS),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), Trouble.NOT_A_TABLE),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", Trouble.NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Trouble.OLD_SHEET),
        (b"PK\x03\x04" + b"x" * 100, Trouble.NOT_A_TABLE),
        (HEAD + b"KIM A,Sid\x00ing,", Trouble.NOT_A_TABLE),
        (HEAD + b"KIM A,Siding,\x81\x8d", Trouble.LETTERS),
        (b"\xff\xfeN\x00a", Trouble.LETTERS),
        (b"Halo,dunia\n1,2\n", Trouble.NO_HEADINGS),
        (b"Ketua,Desa\nMarkus,Siding\n", Trouble.NO_NAME),
        (b"Nama KIM,Ketua\nKIM A,Markus\n", Trouble.NO_PLACE),
        (HEAD, Trouble.NO_ROWS),
        (HEAD + b",,\n\n", Trouble.NO_ROWS),
        (HEAD + b'KIM A,Siding,"tidak ditutup\n', Trouble.QUOTES),
        (HEAD + b"KIM A,Siding," + b"x" * 1_000_000, Trouble.LONG_CELL),
        (HEAD + b"KIM A,Siding," + b"x" * 5001, Trouble.LONG_CELL),
        (HEAD + b"KIM A,Siding,x\n" * 501, Trouble.MANY_ROWS),
        (HEAD + b"\n" * 10_001, Trouble.MANY_ROWS),
        (b"Nama KIM,Desa" + b",x" * 1_000_000, Trouble.MANY_COLUMNS),
        (HEAD + b"x," * 1_000_000, Trouble.MANY_COLUMNS),
        (_bomb(), Trouble.TOO_LARGE),
        (_entities(), Trouble.NOT_A_TABLE),
        (_lying(), Trouble.MANY_ROWS),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_hostile_files_are_refused_with_a_reason(content: bytes, trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as refused:
        read_table(content, LIMITS)
    assert refused.value.trouble == trouble


def test_a_million_empty_columns_and_a_month_of_empty_lines_are_nothing() -> None:
    assert texts(HEAD + b"KIM A,Siding," + b"," * 1_000_000 + b"\n" * 300) == [("KIM A", "Siding")]
    assert (date(1899, 12, 30) + timedelta(days=45352)) == MARCH
