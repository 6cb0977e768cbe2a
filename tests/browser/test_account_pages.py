"""The door and one's own pages on both screens, light and dark: nothing for axe to find, nothing wider than the screen."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conftest import PASSWORD

SCREENS = [({"width": 360, "height": 780}, "light"), ({"width": 360, "height": 780}, "dark"), ({"width": 1280, "height": 800}, "light")]


def _looks_right(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(page.url, fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main .button, main input:not([type=hidden]), nav.thumb a")]
          .map((it) => [it.outerHTML.slice(0, 90), it.getBoundingClientRect()])
          .filter(([, box]) => box.width && box.height < 43.5).map(([html, box]) => [html, box.height])
          .filter(([html]) => !html.includes('type="checkbox"') && !html.includes('type="radio"'))"""
    )
    assert small == [], page.url


@pytest.mark.parametrize(("screen", "scheme"), SCREENS)
def test_account_pages(open_page: Callable[..., Page], cast: SimpleNamespace, screen: dict[str, int], scheme: str) -> None:
    page = open_page(screen, color_scheme=scheme)
    for path in ("/masuk/", "/masuk/pulih/", "/masuk/surel/", "/masuk/dihentikan/"):
        page.goto(path)
        _looks_right(page)
    page.goto("/masuk/")
    page.get_by_text("Tidak bisa masuk?").click()
    page.get_by_label("Nomor HP atau nama pengguna").fill("sari")
    page.get_by_label("Kata sandi", exact=True).fill("bukan-yang-ini")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_focused()
    _looks_right(page)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/ruang/")
    page.goto("/akun/keamanan/aplikasi/")
    _looks_right(page)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/akun/keamanan/aplikasi/")
    _looks_right(page)
    for path in ("/akun/", "/akun/sandi/", "/akun/keamanan/", "/akun/keamanan/kunci/tambah/", "/akun/perangkat/", "/keluar/"):
        page.goto(path)
        _looks_right(page)
