"""Bentuk KIM on a cheap phone, with and without JavaScript: begun, left, taken up again with number and code, sent."""

import io
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kentongan.cases.models import Case

from .conftest import PHONE
from .test_pages import looked_at


def paper(name: str) -> dict[str, object]:
    """A document as a phone photographs it."""
    kept = io.BytesIO()
    Image.new("RGB", (900, 1200), "#eeeeee").save(kept, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def onward(page: Page) -> None:
    page.get_by_role("button", name="Simpan dan lanjut").click()


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without"])
def test_a_village_person_forms_a_kim(cast: SimpleNamespace, open_page: Callable[..., Page], has_script: bool) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=has_script, reduced_motion="reduce")
    page.goto("/bentuk-kim/")
    page.get_by_role("link", name="Mulai mengisi").click()
    page.get_by_label("Nama kelompok").fill("KIM Sungai Seluas")
    page.get_by_label("Di mana?").select_option(label="Desa Seluas")
    onward(page)
    number, code = page.locator("dd.large").all_inner_texts()
    page.get_by_role("link", name="Sudah saya simpan, lanjut").click()

    page.get_by_label("Kapan musyawarahnya?").fill("2026-10-03")
    page.get_by_label("Di mana?").fill("balai desa")
    page.get_by_label("Perempuan yang hadir").fill("12")
    page.get_by_label("Laki-laki yang hadir").fill("14")
    page.get_by_label("Berita acara musyawarah").set_input_files(paper("berita-acara.jpg"))
    onward(page)
    page.get_by_label("Ketua", exact=True).fill("Maria Lestari")
    page.get_by_label("Sekretaris").fill("Petrus Anen")
    page.get_by_label("Bendahara").fill("Yuliana Sidi")
    page.get_by_label("Nomor HP ketua").fill("0812 5550 0201")
    page.get_by_role("button", name="Simpan, lanjutkan nanti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("KIM Sungai Seluas")

    # Left, and taken up again on another day.
    page.goto("/status/")
    page.get_by_label("Nomor").fill(number)
    page.get_by_label("Kode rahasia").fill(code.lower())
    page.get_by_role("button", name="Lihat").click()
    page.get_by_role("link", name="Lanjutkan mengisi").click()
    page.get_by_role("link", name=re.compile("^SK")).click()
    page.get_by_label("Nomor SK").fill("141/7/2026")
    page.get_by_label("Kepala desa").check()
    page.get_by_label("Tanggal SK").fill("2026-10-10")
    page.get_by_label("Masa bakti sampai").fill("2029-10-10")
    page.get_by_label("SK", exact=True).set_input_files(paper("sk.jpg"))
    onward(page)
    for name in ("Visi", "Misi", "Tujuan", "Program kerja"):
        page.get_by_label(name, exact=False).first.fill(f"{name} kami.")
    onward(page)
    page.get_by_label("Kelompok kami bukan bagian dari partai politik mana pun").check()
    onward(page)
    page.get_by_label("Alamat sekretariat").fill("Jalan Pasar 2")
    onward(page)
    page.get_by_role("link", name="Baca semuanya, lalu kirim").click()
    expect(page.get_by_text("Jalan Pasar 2")).to_be_visible()
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Sedang diperiksa").first).to_be_visible()
    assert Case.objects.with_scopes_disabled().get().status == "sent"
    assert page.context.cookies() == []


def test_each_screen_is_fit_to_be_seen(cast: SimpleNamespace, open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, reduced_motion="reduce")
    page.goto("/bentuk-kim/mulai/")
    page.get_by_label("Nama kelompok").fill("KIM Sungai Seluas")
    page.get_by_label("Di mana?").select_option(label="Desa Seluas")
    onward(page)
    found = {"tanda terima": looked_at(page)}
    page.get_by_role("link", name="Sudah saya simpan, lanjut").click()
    musyawarah = page.url
    for step in ("musyawarah", "pengurus", "sk", "adart", "pernyataan", "situs", "kirim", "hapus", ""):
        page.goto(musyawarah.replace("musyawarah/", f"{step}/" if step else ""))
        found[step or "isi"] = looked_at(page)
    page.goto(musyawarah.replace("musyawarah/", "pengurus/"))
    page.get_by_label("Nomor HP ketua").fill("12")
    onward(page)
    found["salah ketik"] = looked_at(page)
    faults = [f"{where}, {kind}: {fault}" for where, kinds in found.items() for kind, several in kinds.items() for fault in several]
    assert not faults, "\n".join(faults)
