"""Take pictures of the served demo regency into docs/screens:  make run, then make screens (PORT=… for both).

Every page on a phone and on an office screen, by day and by night, as WebP, with an index to look through.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).resolve().parent.parent / "docs" / "screens"
PASSWORD = "kentongan-bengkayang"  # noqa: S105  (of the demo, as `make run` prints it)
SCREENS = {360: 780, 1280: 800}
TALLEST = {360: 2000, 1280: 1440}
QUALITY = 25
MOST_BYTES = 7_000_000
TALL = "document.documentElement.scrollHeight"


@dataclass(frozen=True)
class Shot:
    """One page: the name of its files, what it is, where it is, who looks, and the link to follow from there."""

    name: str
    title: str
    address: str
    visitor: str = ""
    follow: str = ""


SHOTS = [
    Shot("hub", "Halaman depan kabupaten", "/"),
    Shot("situs", "Situs sebuah KIM", "/kim/suara-siding/"),
    Shot("situs-lain", "Situs KIM lain, dengan warnanya sendiri", "/kim/sebalo-cerdas/"),
    Shot("kabar", "Sebuah kabar", "/kim/suara-siding/", follow="article.lead h2 a"),
    Shot("pengumuman", "Sebuah pengumuman kabupaten", "/pengumuman/", follow=".stories li:first-child :is(h2, h3) a"),
    Shot("suara-desa", "Kabar dari semua desa", "/suara-desa/"),
    Shot("cari", "Hasil pencarian", "/cari/?kata=panen"),
    Shot("kecamatan", "Sebuah kecamatan", "/desa/?cari=siding", follow=".lines h3 a"),
    Shot("peta", "Peta KIM", "/peta/"),
    Shot("agenda", "Agenda sebuah KIM", "/kim/suara-siding/agenda/"),
    Shot("galeri", "Sebuah galeri", "/kim/suara-siding/galeri/", follow="main a[href*=gawai-siding]"),
    Shot("profil", "Profil sebuah desa", "/kim/suara-siding/profil/"),
    Shot("darurat", "Peringatan darurat", "/darurat/", follow="main a[href*='/darurat/']"),
    Shot("bentuk-kim", "Bentuk KIM di desa Anda", "/bentuk-kim/"),
    Shot("lapor", "Sampaikan laporan", "/lapor/"),
    Shot("laporan-warga", "Laporan warga, dibaca semua orang", "/laporan/"),
    Shot("masalah", "Sebuah masalah bersama", "/masalah/", follow="main a[href*='/masalah/jembatan']"),
    Shot("cek", "Cek pesan yang diteruskan", "/cek/"),
    Shot("masuk", "Pintu masuk", "/masuk/"),
    Shot("minggu-ini", "Minggu ini, meja seorang penulis", "/ruang/", "sari"),
    Shot("tulis", "Menulis kabar", "/ruang/tulisan/?status=draf", "sari", ".rows h3 a"),
    Shot("periksa", "Memeriksa tulisan orang lain", "/ruang/periksa/", "yohanes", ".rows h3 a"),
    Shot("tugas-sebar", "Menjawab tugas menyebarkan", "/ruang/sebar/", "sari", "main a[href*='/ruang/sebar/']"),
    Shot("kegiatan", "Catatan kegiatan KIM", "/ruang/kim/suara-siding/kegiatan/", "sari"),
    Shot("laporan-bulanan", "Laporan yang menulis dirinya", "/ruang/kim/suara-siding/laporan-kegiatan/", "sari", "main li a"),
    Shot("meja-mading", "Edisi Mading siap cetak", "/ruang/kim/suara-siding/mading/", "sari", "main a[href$='/mading/1/']"),
    Shot("tampilan", "Warna dan lambang situs", "/ruang/kim/suara-siding/situs/", "yohanes"),
    Shot("permohonan", "Memeriksa pembentukan KIM", "/ruang/bentuk-kim/", "rini", ".rows h3 a"),
    Shot("laporan", "Menangani laporan warga", "/ruang/laporan/", "rini", ".rows h3 a"),
    Shot("jangkauan", "Sampai di mana pengumuman tersebar", "/ruang/sebaran/", "rini", "main li:last-child a[href*=jangkauan]"),
    Shot("koordinator", "Minggu ini, meja koordinator kabupaten", "/ruang/", "rini"),
]


# Sheets of the demo, made into pictures by hand: pdftoppm -r 60 -png.
PRINTED = {
    "mading-a4": "Mading, A4",
    "mading-f4": "Mading, F4",
    "mading-a3": "Mading, A3",
    "laporan-kegiatan": "Laporan kegiatan",
}


def signed_in(context: BrowserContext, visitor: str) -> None:
    """Go through the door, once for each context."""
    page = context.new_page()
    page.goto("/masuk/")
    page.fill("[name=login]", visitor)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]:not([data-reveal])")
    page.wait_for_url(re.compile(r"/ruang/"))
    page.close()


def come_to(page: Page, shot: Shot) -> None:
    """Open the page and see that every picture on it is there."""
    page.goto(shot.address)
    if shot.follow:
        page.goto(page.locator(shot.follow).first.get_attribute("href") or "")
    page.evaluate(
        """async () => {
          for (const image of document.images) {
            image.loading = "eager";
            if (image.offsetParent !== null) await image.decode().catch(() => null);
          }
        }"""
    )


def picture(page: Page) -> bytes:
    """What the screen shows, as WebP."""
    taken = page.screenshot()
    kept = io.BytesIO()
    Image.open(io.BytesIO(taken)).convert("RGB").save(kept, "WEBP", quality=QUALITY, method=6)
    return kept.getvalue()


def take(browser: Browser, origin: str, shots: list[Shot]) -> int:
    """Take all; returns the bytes written."""
    total = 0
    for width, height in SCREENS.items():
        contexts: dict[str, BrowserContext] = {}
        for shot in shots:
            if shot.visitor not in contexts:
                viewport = {"width": width, "height": height}
                contexts[shot.visitor] = browser.new_context(base_url=origin, viewport=viewport, locale="id-ID", reduced_motion="reduce")  # type: ignore[arg-type]
                if shot.visitor:
                    signed_in(contexts[shot.visitor], shot.visitor)
            page = contexts[shot.visitor].new_page()
            come_to(page, shot)
            # A screen as tall as the page, so that the bar at the thumb stays at the end.
            page.set_viewport_size({"width": width, "height": min(max(height, page.evaluate(TALL)), TALLEST[width])})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                data = picture(page)
                total += len(data)
                (HERE / f"{shot.name}-{width}-{scheme}.webp").write_bytes(data)
            page.close()
            print(f"{width:>5}  {shot.title}", flush=True)
        for context in contexts.values():
            context.close()
    return total


def index() -> str:
    """All pictures on one page."""
    parts = [
        "# Screens\n\nThe demo regency as people see it, at 360 and 1280 px, by day and by night (`make screens` takes them anew). "
        "People, groups and texts are invented; the pictures in them are drawn by code.\n"
    ]
    for shot in SHOTS:
        images = [
            f'<img src="{shot.name}-{width}-{scheme}.webp" width="{shown}" alt="{shot.title}, {width} px, {scheme}">'
            for width, shown in zip(SCREENS, (150, 330), strict=True)
            for scheme in ("light", "dark")
        ]
        parts.append(f"## {shot.title}\n\n{' '.join(images)}\n")
    sheets = " ".join(f'<img src="{name}.webp" width="240" alt="{title}">' for name, title in PRINTED.items())
    return "\n".join([*parts, f"## Di atas kertas\n\n{sheets}\n"])


def main() -> int:
    """Take the pictures and write the index."""
    parser = argparse.ArgumentParser(description="Take pictures of the served demo into docs/screens.")
    parser.add_argument("--port", type=int, default=8000, help="where the demo is served (default: 8000)")
    parser.add_argument("--only", nargs="*", choices=[shot.name for shot in SHOTS], help="only these")
    arguments = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("No Chromium here: sh scripts/system_packages.sh browser", file=sys.stderr)
        return 1
    HERE.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if not arguments.only or shot.name in arguments.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take(browser, f"http://kim.localhost:{arguments.port}", shots)
        browser.close()
    (HERE / "README.md").write_text(index())
    total = sum(path.stat().st_size for path in HERE.glob("*.webp"))
    print(f"{len(list(HERE.glob('*.webp')))} pictures, {total / 1e6:.1f} MB in {HERE}")
    if total > MOST_BYTES:
        print(f"That is more than {MOST_BYTES / 1e6:.0f} MB: lower QUALITY.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
