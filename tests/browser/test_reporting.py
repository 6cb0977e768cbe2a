"""A report from a cheap phone, with and without JavaScript: photos, receipt, both desks, the answer with its proof, and the reply."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.groups.models import Office, Role
from tests.planted import Planted, places_of, plant

from .conftest import PHONE, enter
from .test_pages import looked_at


@pytest.fixture(autouse=True)
def _nobody_hurries(settings: Any) -> None:
    """A test types faster than anybody, which would be doubted."""
    settings.REPORT_QUICKEST_SECONDS = 0


def snapshot(name: str, colour: str = "#8fb08a") -> dict[str, object]:
    """A photo of a phone."""
    kept = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(kept, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": kept.getvalue()}


@pytest.fixture
def agus(cast: SimpleNamespace) -> Person:
    """The liaison of public works."""
    roads = Office.objects.create(region=cast.regency, name="Dinas Pekerjaan Umum")
    person = make_person("agus", "Agus Salim", phone="+6281255500120")
    row = grant(person, Role.OFFICE_LIAISON, region=cast.regency, at=timezone.now())
    row.office = roads
    row.save()
    return person


def send(page: Page, planted: Planted | None) -> tuple[str, str]:
    """The form on the hub; returns number and code."""
    page.goto("/lapor/")
    page.get_by_label("Ceritakan").fill("Jembatan gantung di Dusun Hulu patah tiga papan.")
    page.get_by_label("Desa atau kelurahan").select_option("61.07.12.2004")
    if planted is not None:
        page.get_by_label("Nama", exact=False).first.fill(planted.name)
        page.get_by_label("Nomor WhatsApp").fill(planted.phone)
        page.get_by_label("Sembunyikan nama saya").check()
        page.get_by_label("Jangan tampilkan laporan ini").check()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator("dd.large")).to_have_count(2)
    number, code = page.locator("dd.large").all_inner_texts()
    page.get_by_label("Foto").set_input_files([snapshot("satu.jpg"), snapshot("dua.jpg", "#5a4a3a")])
    page.get_by_role("button", name="Tambahkan foto").click()
    expect(page.get_by_text("2 foto sudah tersimpan.")).to_be_visible()
    return number, code


def follow(page: Page, number: str, code: str) -> None:
    """The status page, by number and code."""
    page.goto("/status/")
    page.get_by_label("Nomor").fill(number)
    page.get_by_label("Kode rahasia").fill(code)
    page.get_by_role("button", name="Lihat").click()


def unfold(page: Page, summary: str) -> Any:
    """A folded step, opened."""
    step = page.locator("details", has=page.locator("summary", has_text=re.compile(f"^{summary}$")))
    step.locator("summary").click()
    return step


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("is_hidden", [False, True], ids=["open", "anonim and rahasia"])
def test_a_report_and_its_answer(
    has_script: bool,
    is_hidden: bool,
    cast: SimpleNamespace,
    agus: Person,
    open_page: Callable[..., Page],
    media_root: Path,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.HOME, settings.SEARCH_ROOT = tmp_path, tmp_path / "search"
    planted = plant() if is_hidden else None
    phone = {"has_touch": True, "is_mobile": True, "java_script_enabled": has_script, "reduced_motion": "reduce"}
    resident, rini, liaison = (open_page(PHONE, **phone) for _ in range(3))
    number, code = send(resident, planted)
    enter(rini, cast.rini)
    enter(liaison, agus)

    rini.goto(f"/ruang/laporan/{number}/")
    now = rini.locator("#langkah")
    now.get_by_label("Judul untuk umum").fill("Jembatan gantung rusak")
    if not is_hidden:
        now.get_by_label("Isi untuk umum").fill("Tiga papan patah.")
        now.get_by_label("Sudah saya periksa").check()
    now.get_by_role("button", name="Verifikasi").click()
    now.get_by_label("Diteruskan ke").select_option(label="Dinas Pekerjaan Umum")
    now.get_by_label("Penjelasan untuk pelapor").fill("Jembatan ini milik kabupaten.")
    now.get_by_role("button", name="Teruskan").click()
    expect(rini.get_by_text("Sudah diteruskan.")).to_be_visible()

    liaison.goto("/ruang/laporan/")
    liaison.get_by_role("link", name=re.compile("Jembatan gantung")).first.click()
    now = liaison.locator("#langkah")
    now.get_by_label("Penjelasan untuk pelapor").fill("Kami periksa besok.")
    now.get_by_role("button", name="Mulai tindak lanjut").click()
    now.get_by_label("Penjelasan untuk pelapor").fill("Papannya sudah diganti.")
    now.get_by_label("Foto sebelum").set_input_files(snapshot("sebelum.jpg"))
    now.get_by_label("Foto sesudah").set_input_files(snapshot("sesudah.jpg"))
    now.get_by_role("button", name="Jawab").click()
    expect(liaison.get_by_text("Tersimpan. Pelapor membacanya di halaman status.")).to_be_visible()

    follow(resident, number, code)
    expect(resident.get_by_role("heading", name="Jawaban untuk Anda")).to_be_visible()
    expect(resident.get_by_text("Papannya sudah diganti.").first).to_be_visible()
    step = unfold(resident, "Sudah selesai")
    step.get_by_role("button", name="Sudah selesai").click()
    resident.get_by_role("link", name="Nilai penanganannya").click()
    resident.get_by_label("Sangat puas").check()
    resident.get_by_role("button", name="Kirim penilaian").click()
    expect(resident.get_by_text("Anda menilai: Sangat puas.")).to_be_visible()
    assert Case.objects.with_scopes_disabled().get().status == "closed"
    assert resident.context.cookies() == []
    if planted is not None:
        shown = [page.content() for page in (resident, rini, liaison)]
        assert not any(planted.is_in(text) for text in shown)
        assert places_of(planted) == []


def test_the_desk_is_fit_to_be_seen_with_everything_unfolded(cast: SimpleNamespace, agus: Person, open_page: Callable[..., Page]) -> None:
    resident = open_page(PHONE, reduced_motion="reduce")
    number, _code = send(resident, None)
    rini = open_page(PHONE, reduced_motion="reduce")
    enter(rini, cast.rini)
    rini.goto(f"/ruang/laporan/{number}/")
    rini.evaluate("document.querySelectorAll('.deeds details').forEach((step) => { step.open = true; })")
    found = {"desk": looked_at(rini), "receipt": looked_at(resident)}
    faults = [f"{where}, {kind}: {fault}" for where, kinds in found.items() for kind, several in kinds.items() for fault in several]
    assert not faults, "\n".join(faults)
