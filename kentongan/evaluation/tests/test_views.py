"""The pages: the same number of queries for one activity as for thirty, the PDF and the workbook, and what is typed wrong."""

import io
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kentongan.evaluation import actions
from kentongan.evaluation.actions.printing import print_report
from kentongan.evaluation.models import ActivityReport
from kentongan.evaluation.policies.periods import MONTH, Period
from kentongan.evaluation.queries.owners import Owner
from kentongan.groups.models import ActivityEntry, Group
from kentongan.media.models import Upload
from kentongan.media.queries import path_of
from kentongan.sites.models import Site

from .conftest import Ask, Record

SignIn = Callable[..., Client]
HOME, REGION = "/ruang/kim/suara-siding/laporan-kegiatan/", "/ruang/wilayah/61.07/laporan-kegiatan/"
OCTOBER = Period(date(2026, 10, 1), MONTH)


def cost(client: Client, address: str) -> int:
    """Queries of a page, once everything is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture(autouse=True)
def _today(now: datetime) -> object:
    with time_machine.travel(now, tick=False):
        yield


def test_one_activity_costs_what_thirty_cost(cast: SimpleNamespace, sign_in: SignIn, record: Record, ask: Ask, now: datetime) -> None:
    client, coordinator = sign_in(cast.markus), sign_in(cast.rini)
    pages = [(client, HOME), (client, f"{HOME}2026-10/"), (client, f"{HOME}2026-10/foto/"), (coordinator, REGION),
             (coordinator, f"{REGION}2026-10/"), (coordinator, f"{REGION}2026-10/kim/")]  # fmt: skip

    def fill(count: int, start: int) -> list[int]:
        for number in range(start, start + count):
            entry = record(date(2026, 10, 1 + number % 28), f"Rapat {number}", women=number, hamlets=[f"Dusun {number}"])
            Upload.objects.create(
                key=f"gambar-laporan-{number}", owner=cast.siding.scope, kind="picture", uploader=cast.sari, uploaded_at=now, size=1,
                original_name="a.jpg", content_type="image/jpeg", variants=[360], width=360, height=270,
            )  # fmt: skip
            ActivityEntry.objects.filter(pk=entry.pk).update(photo_keys=[f"gambar-laporan-{number}"])
            group = Group.objects.create(name=f"KIM {number}", region=cast.jagoi_village)
            Site.objects.create(group=group, slug=f"kim-{number}", accent="hutan")
            record(date(2026, 10, 2), "Siaran", kind="diseminasi", group=group)
            ask(f"Tugas {number}", date(2026, 10, 1 + number % 28), answers={cast.siding: {"status": "cannot", "reason": "Banjir."}})
        return [cost(*page) for page in pages]

    one = fill(1, 0)
    assert fill(29, 1) == one
    assert one == [9, 17, 10, 11, 17, 7]


def test_a_year_that_is_none_shows_this_one(cast: SimpleNamespace, sign_in: SignIn) -> None:
    shown = [sign_in(cast.markus).get(HOME, {"tahun": year}).context["year"] for year in ("20265", "2026", "9999", "x")]
    assert shown == [2026] * 4


def test_writing_and_freezing_by_the_pages(cast: SimpleNamespace, sign_in: SignIn, october: list[ActivityEntry]) -> None:
    address, editor, chair = f"{HOME}2026-10/", sign_in(cast.sari), sign_in(cast.markus)
    form = editor.get(f"{address}tulis/").context["form"].initial
    assert (form["version"], form["known_title"]) == (0, "Kepala Desa Siding")
    long = editor.post(f"{address}tulis/", {"foreword": "a" * 3001, "plans": "Tetap ada"})
    assert (long.status_code, "Tetap ada" in long.content.decode()) == (422, True)
    assert editor.post(f"{address}tulis/", {"foreword": "Salam.", "version": "0"}).status_code == 302
    assert editor.post(f"{address}tulis/", {"foreword": "Lagi.", "version": "1"}).status_code == 409
    assert editor.post(f"{address}sahkan/").status_code == 403
    assert "Laporan disahkan oleh ketua" in editor.get(address).content.decode()
    assert chair.post(f"{HOME}2026-11/sahkan/").status_code == 403  # it still runs
    assert chair.post(f"{address}sahkan/").status_code == 302
    assert sign_in(cast.rini).post(f"{address}sahkan/").status_code == 302  # a second request: the same report, no further number
    assert chair.post(f"{HOME}2026-09/sahkan/").status_code == 302
    numbers = ActivityReport.objects.order_by("number_serial").values_list("number_serial", "start")
    assert list(numbers) == [(1, date(2026, 10, 1)), (2, date(2026, 9, 1))]
    page = chair.get(address).content.decode()
    assert "001/LAP/KIM-SUARA-SIDING/XI/2026" in page
    assert "Salam." in page
    assert editor.get(f"{address}tulis/").status_code == 409
    assert chair.post(f"{address}tarik/", {"reason": " "}).status_code == 422
    assert chair.post(f"{address}tarik/", {"reason": "Salah hitung."}).status_code == 302
    old = chair.get(f"{address}?revisi=0").content.decode()
    assert "Salah hitung." in old
    assert "Sahkan dan beri nomor" in chair.get(address).content.decode()
    strange = [chair.get(f"{HOME}{key}").status_code for key in ("2027-01/", "2026-13/", "2026-10/?revisi=7", "2026-10/?revisi=1")]
    assert strange == [404, 404, 404, 404]
    assert sign_in(cast.joko).get(address).status_code == 404


def test_pictures_are_exchanged(cast: SimpleNamespace, sign_in: SignIn, record: Record, now: datetime) -> None:
    keys = [f"gambar-laporan-{number}" for number in range(8)]
    for key in keys:
        Upload.objects.create(
            key=key, owner=cast.siding.scope, kind="picture", uploader=cast.sari, uploaded_at=now, size=1, original_name="a.jpg",
            content_type="image/jpeg", variants=[360], width=360, height=270,
        )  # fmt: skip
    entry = record(date(2026, 10, 3), "Rapat")
    ActivityEntry.objects.filter(pk=entry.pk).update(photo_keys=keys)
    client, address = sign_in(cast.sari), f"{HOME}2026-10/foto/"
    assert client.get(address).context["chosen"] == keys[:6]
    assert client.post(address, {"foto": keys[:7]}).status_code == 422
    assert client.post(address, {"foto": ["lain"]}).status_code == 422
    assert client.post(address, {"foto": keys[6:]}).status_code == 302
    assert client.get(address).context["chosen"] == keys[6:]
    assert client.post(address, {"pilihkan": "1"}).status_code == 302
    assert ActivityReport.objects.get().photo_keys is None


def test_the_report_as_a_workbook(cast: SimpleNamespace, sign_in: SignIn, october: list[ActivityEntry]) -> None:
    def sheets(client: Client, address: str) -> dict[str, list[list[object]]]:
        answer = client.get(address)
        assert answer["Cache-Control"].startswith("max-age=0")
        book = load_workbook(io.BytesIO(answer.content))
        return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}

    group = sheets(sign_in(cast.dewi), f"{HOME}2026-10/laporan.xlsx")
    assert list(group) == ["Ringkasan", "Kegiatan"]
    assert dict(group["Ringkasan"][1:])["Dijangkau (perkiraan, orang)"] == 200
    deeds = [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in group["Kegiatan"][1:]]
    kind, function, none = "Diseminasi", "Wahana informasi", None
    rest = ["Diskusi", "Mitra dialog pemerintah", "kesimpulan: Sepakat", "Dusun Hulu", 12, 9, 21, none]
    both = "Dusun Hilir, Dusun Hulu"
    assert deeds == [
        [1, date(2026, 10, 3), "Rapat balai adat", *rest],
        [2, date(2026, 10, 3), "=Jadwal posyandu", kind, function, "lewat Pengeras suara", both, none, none, none, 140],
        [3, date(2026, 10, 9), "Cuci tangan", kind, function, "lewat Papan pengumuman", none, none, none, none, 60],
    ]
    region = sheets(sign_in(cast.rini), f"{REGION}2026-10/laporan.xlsx")
    assert {title: len(rows) for title, rows in region.items()} == {"Ringkasan": 35, "Per kecamatan": 18, "Per KIM": 3}
    assert region["Per KIM"][2][1:12] == ["Siding", "Desa Siding", "KIM Suara Siding", "Aktif", 0, 1, 0, 0, 2, 1, 4]


def test_a_long_report_waits_for_the_worker(
    cast: SimpleNamespace, sign_in: SignIn, siding: Owner, october: list[ActivityEntry], now: datetime, settings: LazySettings
) -> None:
    settings.REPORT_PRINT_AT_ONCE_LINES = 2
    client, address = sign_in(cast.dewi), f"{HOME}2026-10/laporan.pdf"
    assert "Konsep sepanjang ini belum dicetak" in client.get(address).content.decode()
    report = actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    page = client.get(address).content.decode()
    assert ("PDF sedang disiapkan" in page, 'data-refresh="6"' in page) == (True, True)
    ActivityReport.objects.filter(pk=report.pk).update(paper_fault="Pango belum terpasang.")
    page = client.get(address).content.decode()
    assert ("Pango belum terpasang." in page, 'data-refresh="6"' in page) == (True, False)


def test_the_report_on_paper(
    cast: SimpleNamespace, sign_in: SignIn, siding: Owner, october: list[ActivityEntry], ask: Ask, now: datetime, tmp_path: Path
) -> None:
    ask("Vaksin sapi", date(2026, 10, 9), answers={cast.siding: {"status": "cannot", "reason": "Jalan putus."}})
    words = {"foreword": "Salam dari Siding.", "plans": "Kelas menulis.", "known_name": "Anton Rasau", "signer_name": "Markus Ngadi"}
    actions.write_report(actor=cast.sari, owner=siding, period=OCTOBER, version=0, words=words, now=now)
    report = actions.freeze_report(actor=cast.markus, owner=siding, period=OCTOBER, now=now)
    file = tmp_path / "laporan.pdf"
    file.write_bytes(sign_in(cast.dewi).get(f"{HOME}2026-10/laporan.pdf").content)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    at = 0
    for words_in_order in (
        "KIM Suara Siding", "LAPORAN KEGIATAN", "OKTOBER 2026", f"Nomor: {report.number}", "Salam dari Siding.", "mencatat 4 kegiatan",
        "Diskusi", "Diseminasi", "Jumlah", "Rapat balai adat", "=Jadwal posyandu", "Cuci tangan",
        "Tugas menyebarkan yang jatuh tempo", "Vaksin sapi", "tidak bisa", "Mengapa tidak bisa", "Jalan putus.", "Kelas menulis.",
        "Siding, 24 November 2026", "Kepala Desa Siding", "Anton Rasau",
    ):  # fmt: skip
        found = told.find(words_in_order, at)
        assert found >= 0, (words_in_order, told[at:])
        at = found
    assert report.code in told
    assert print_report(report_id=report.pk, now=now)  # the worker's turn: from then on it is this file
    assert not print_report(report_id=report.pk, now=now)
    kept = sign_in(cast.dewi).get(f"{HOME}2026-10/laporan.pdf").content
    assert path_of(ActivityReport.objects.select_related("paper").get().paper, "dokumen.pdf").read_bytes() == kept
    assert "Pak Anton" not in told
    assert "belum disahkan" not in told
