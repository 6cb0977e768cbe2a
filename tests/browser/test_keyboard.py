"""Everything works without a pointer: one sees where one is, reaches all there is, and can sign in, write, send, review and publish."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django_scopes import scopes_disabled
from playwright.sync_api import Locator, Page, expect

from conftest import PASSWORD
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import enter
from .pages import SITE, furnish

MOST_TABS = 250
# What a keyboard must reach, in the order of the document: a group of radio buttons is one stop.
STOPS = """() => {
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest("[inert]") && one.tabIndex >= 0;
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const found = [...document.querySelectorAll(all)].filter(shown);
  const groups = new Set();
  window.stops = found.filter((one) => {
    if (one.type !== "radio") return true;
    const group = found.filter((other) => other.type === "radio" && other.name === one.name && other.form === one.form);
    const stop = group.find((other) => other.checked) ?? group[0];
    return one === stop;
  });
  return window.stops.map((one) => one.outerHTML.slice(0, 140));
}"""
# Where the focus is: its number among the stops, and what keeps one from seeing it.
FOCUS = """() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return [-1, ""];
  const style = (each) => getComputedStyle(each);
  const ringed = (each) => style(each).outlineStyle !== "none" && parseFloat(style(each).outlineWidth) >= 2;
  const seen = [one, ...(one.labels ?? [])];
  const [box] = [...one.getClientRects()].filter((each) => each.width > 0 && each.height > 0);
  let fault = "";
  if (!seen.some(ringed)) fault = "no ring";
  else if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) fault = "outside the screen";
  else {
    const points = [.1, .5, .9].flatMap((x) => [.1, .5, .9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
    const hit = ([x, y]) => seen.some((each) => each.contains(document.elementFromPoint(x, y)));
    if (!points.some(hit)) fault = "covered";
  }
  return [window.stops.indexOf(one), fault && `${fault}: ${one.outerHTML.slice(0, 140)}`];
}"""


@pytest.fixture
def house(cast: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A small house with something of everything; its search index lies in the test's own folder."""
    settings.SEARCH_ROOT = tmp_path / "search"
    return furnish(cast)


def tab_to(page: Page, goal: Locator, key: str = "Tab") -> None:
    """Go on by Tab (or another key) until the goal has the focus."""
    expect(goal).to_have_count(1)
    came = []
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if goal.evaluate("one => one === document.activeElement"):
            return
        came.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    raise AssertionError(f"{key} does not reach {goal}, but {came[-30:]}")


def press(page: Page, goal: Locator) -> None:
    """Go to a link or a button by Tab and press it."""
    tab_to(page, goal)
    page.keyboard.press("Enter")


def walk(page: Page) -> list[str]:
    """Go through the whole page by Tab; what is out of order, unreachable or not to be seen."""
    stops = page.evaluate(STOPS)
    came, faults = [], []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        number, fault = page.evaluate(FOCUS)
        if number in came or (number == -1 and not fault):
            break
        came.append(number)
        faults += [fault] if fault else []
    faults += [f"never reached: {stops[number]}" for number in range(len(stops)) if number not in came]
    reached = [number for number in came if number >= 0]
    return faults + ([f"order: {reached}"] if reached != sorted(reached) else [])


@pytest.mark.parametrize(
    ("visitor", "address"),
    [
        ("", "/"),
        ("", f"{SITE}/"),
        ("", f"{SITE}/kabar/panen-padi-ladang-hari-ke-1/"),
        ("", "/cari/?kata=panen"),
        ("", "/masuk/"),
        ("yohanes", "/ruang/"),
        ("yohanes", f"/ruang{SITE}/situs/"),
        ("markus", f"/ruang{SITE}/anggota/"),
        ("dewi", "/ruang/titip-lapor/tulis/"),
        ("sari", "draft"),
        ("yohanes", "submitted"),
    ],
)
def test_tab_reaches_all_in_order_and_in_sight(
    house: SimpleNamespace, phone_page: Page, desk_page: Page, visitor: str, address: str
) -> None:
    address = {
        "draft": f"/ruang/tulisan/{house.draft.code}/",
        "submitted": f"/ruang/tulisan/{house.submitted.code}/periksa/",
    }.get(address, address)
    faults = []
    for page in (phone_page, desk_page):
        if visitor:
            enter(page, getattr(house.cast, visitor))
        page.goto(address)
        faults += walk(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("visitor", "address"), [("", f"{SITE}/"), ("", "/masuk/"), ("yohanes", "/ruang/")])
def test_the_skip_link_leads_past_the_head(house: SimpleNamespace, desk_page: Page, visitor: str, address: str) -> None:
    page = desk_page
    if visitor:
        enter(page, getattr(house.cast, visitor))
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Lewati ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_is_walked_by_keyboard(house: SimpleNamespace, desk_page: Page) -> None:
    desk_page.goto(f"{SITE}/")
    press(desk_page, desk_page.get_by_role("navigation", name="Bagian", exact=True).get_by_role("link", name="Kabar", exact=True))
    desk_page.wait_for_url(f"**{SITE}/kabar/")
    press(desk_page, desk_page.get_by_role("link", name="Panen padi ladang hari ke-5"))
    expect(desk_page.get_by_role("heading", level=1)).to_have_text("Panen padi ladang hari ke-5")


def test_from_the_front_page_to_a_sent_article(cast: SimpleNamespace, phone_page: Page) -> None:
    """On a narrow screen, where writing goes step by step; so it looks to whoever enlarges the office screen fourfold."""
    publishing.tag_named("Pertanian", is_topic=True)
    page = phone_page
    page.goto("/")
    press(page, page.get_by_role("banner").get_by_role("link", name="Masuk"))
    page.wait_for_url("**/masuk/**")
    tab_to(page, page.get_by_label("Nomor HP atau nama pengguna"))
    page.keyboard.type("sari")
    tab_to(page, page.get_by_label("Kata sandi", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ruang/")
    press(page, page.get_by_role("navigation", name="Ruang kerja").get_by_role("link", name="Tulis", exact=True))
    press(page, page.get_by_role("button", name="Kabar KIM Suara Siding"))
    on = page.get_by_role("button", name="Lanjut")
    press(page, on)
    for question, answer in {
        "Apa yang terjadi?": "panen padi ladang serentak",
        "Siapa yang terlibat?": "tiga kelompok tani",
        "Di mana?": "Dusun Hulu",
        "Kapan?": "Sabtu, 28 November",
    }.items():
        tab_to(page, page.get_by_label(question))
        page.keyboard.type(answer)
    press(page, page.get_by_role("button", name="Susun jadi tulisan"))
    expect(page.get_by_label("Judul")).to_have_value("Panen padi ladang serentak di Dusun Hulu")
    press(page, on)
    tab_to(page, page.get_by_role("group", name="Topik").get_by_role("radio").first)
    tab_to(page, page.get_by_role("radio", name="Pertanian"), "ArrowDown")
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Kirim ke redaktur lain"))
    expect(page.get_by_text("Sudah sampai di redaktur")).to_be_visible()
    with scopes_disabled():
        sent = Publication.objects.select_related("topic").get()
    assert (sent.status, sent.title, sent.topic.label) == ("submitted", "Panen padi ladang serentak di Dusun Hulu", "Pertanian")


def test_review_send_back_and_publish(house: SimpleNamespace, desk_page: Page) -> None:
    page = desk_page
    enter(page, house.cast.yohanes)
    page.goto("/ruang/")
    press(page, page.get_by_role("navigation", name="Ruang kerja").get_by_role("link", name="Periksa"))
    press(page, page.get_by_role("link", name=house.submitted.title))
    press(page, page.get_by_text("Kembalikan kepada penulis"))
    tab_to(page, page.get_by_label("Yang perlu diperbaiki"))
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Yang perlu diperbaiki")).to_be_hidden()
    tab_to(page, page.get_by_role("button", name="Terbitkan", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terbit/")
    with scopes_disabled():
        house.submitted.refresh_from_db()
    assert house.submitted.status == "published"
