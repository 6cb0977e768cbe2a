"""The register as a table: what it holds, and that it comes back unchanged."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from kentongan.core.policies import written_comma
from kentongan.groups import actions as groups
from kentongan.groups.models import Group
from kentongan.registration.policies.sheets import written_sheet
from kentongan.registration.queries.register import export_rows

from .conftest import Bring
from .lists import as_comma, good_rows

HOSTILE = ['=HYPERLINK("http://x","y")', "+62", "-1", "@SUM(A1)", "'=x", "KIM, dengan; tanda\tbaca", 'KIM "kutip"']


@pytest.fixture
def everything(cast: SimpleNamespace, regions: dict, now: datetime, bring: Bring) -> None:
    """Groups of every level, with and without decrees, boards, sites, numbers; with names that spreadsheets take for formulas."""
    from kentongan.registration.actions.importing import confirm_import

    confirm_import(actor=cast.rini, batch=bring(as_comma(good_rows(regions, 40)), make_sites=True), now=now)
    for number, name in enumerate(HOSTILE):
        Group.objects.create(name=name, region=cast.siding_village, address=name, register_number=f"={number}")
    Group.objects.create(name="KIM Kecamatan", region=cast.siding_district, level="kecamatan", kim_id_url="https://siding.kim.id")
    Group.objects.create(name="KIM Kabupaten", region=cast.regency, level="kabupaten", phone="0562 441234")
    Group.objects.create(name="KIM RW 3", region=cast.jagoi_village, level="rw")
    Group.objects.create(name="Forum KIM", region=cast.regency, kind="forum")
    for number, day in (("1", date(2020, 1, 1)), ("2", date(2024, 1, 1))):
        decree = groups.add_decree(actor=cast.rini, group=cast.siding, number=number, issuer="bupati", about="-", date=day, now=now)
    groups.seat_board_member(
        actor=cast.rini, group=cast.siding, decree=decree, position="seksi", section="Olahraga", person_name="Budi", now=now
    )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.usefixtures("everything")
def test_what_is_taken_away_comes_back_without_a_change(form: str, language: str, cast: SimpleNamespace, bring: Bring) -> None:
    with translation.override(language):
        rows = export_rows(cast.regency)
    count = Group.objects.filter(kind="kim").count()
    assert len(rows) == count + 1
    batch = bring(written_comma(rows) if form == "csv" else written_sheet("Daftar KIM", rows), make_sites=False)
    assert [(row.number, row.faults, row.changes) for row in batch.rows.exclude(outcome="same")] == []
    assert (batch.same_count, batch.ignored) == (count, [])


@pytest.mark.usefixtures("everything")
def test_no_cell_is_a_formula(cast: SimpleNamespace) -> None:
    assert [cell for row in export_rows(cast.regency) for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_what_a_row_holds(cast: SimpleNamespace, now: datetime) -> None:
    Group.objects.filter(pk=cast.siding.pk).update(phone="+6281255500101", register_number="12", address="Balai desa", email="rahasia@x.id")
    decree = groups.add_decree(
        actor=cast.rini, group=cast.siding, number="141/1", issuer="camat", about="Pengurus", date=date(2024, 2, 3), now=now,
        term_end=date(2027, 2, 3),
    )  # fmt: skip
    groups.seat_board_member(
        actor=cast.rini, group=cast.siding, decree=decree, position="ketua", person_name="Markus", person=cast.markus, now=now
    )
    head, *rows = export_rows(cast.siding_district)
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "Nomor Induk KIM": "12",
            "Nama KIM": "KIM Suara Siding",
            "Kode Wilayah": cast.siding_village.code,
            "Kecamatan": "Siding",
            "Desa/Kelurahan": "Desa Siding",
            "Tingkat": "Desa/kelurahan",
            "Alamat Sekretariat": "Balai desa",
            "Nomor Kontak": "0812-5550-0101",
            "Nomor SK": "141/1",
            "Ditetapkan oleh": "Camat",
            "Tentang": "Pengurus",
            "Tanggal SK": "2024-02-03",
            "Masa Bakti Mulai": "",
            "Masa Bakti Sampai": "2027-02-03",
            "Ketua": "Markus",
            "Sekretaris": "",
            "Bendahara": "",
            "Seksi Pengumpulan Informasi": "",
            "Seksi Pengolahan Informasi": "",
            "Seksi Penyebaran Informasi": "",
            "Alamat kim.id": "",
            "Alamat Situs": "suara-siding",
        }
    ]
