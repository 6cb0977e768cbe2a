"""Every type of page, on a phone and on an office screen, by day and by night.

axe finds nothing, nothing overflows, nothing is too small to tap, nothing comes from elsewhere, nothing is said in the
console. One load per type and width; the colour scheme changes without a reload.
"""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from .conftest import DESK, PHONE, enter
from .pages import PAGE_TYPES, PageType, furnish

# Evaluated by the browser's own tools, so the Content-Security-Policy of the pages stays as it is.
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN_AXE = """async (rules) => (await axe.run(document, {resultTypes: ["violations"], ...rules})).violations.flatMap(
  (found) => found.nodes.map((node) => `${found.id} (${found.impact}) ${node.target.join(" ")}: ${node.failureSummary}`))"""
ABOUT_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}"""
# How far a target reaches from its middle is tried point by point, as a finger would: stretched links and labels count.
SMALL_TARGETS = """() => {
  const LEAST = 44;
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert], .skip");
  const label = (one) => [...(one.labels ?? [])];
  const hits = (one, x, y) => {
    const found = document.elementFromPoint(x, y);
    return found !== null && (one.contains(found) || label(one).some((each) => each.contains(found)));
  };
  const reach = (one, x, y, dx, dy) => {
    let steps = 0;
    while (steps < LEAST && hits(one, x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
    return steps;
  };
  const inText = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    const block = one.closest("p, li, dd, dt, td, figcaption, address, h1, h2, h3");
    const own = [...(block?.querySelectorAll("a, button") ?? [])].reduce((sum, each) => sum + each.textContent.trim().length, 0);
    return block !== null && block.textContent.trim().length > own + 3;
  };
  const found = [];
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const box = one.getBoundingClientRect();
    if (!shown(one) || (box.width >= LEAST && box.height >= LEAST) || inText(one)) continue;
    one.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const {left, top, width, height} = one.getClientRects()[0];
    const [x, y] = [left + width / 2, top + height / 2];
    if (!hits(one, x, y)) { if (width > 1) found.push(`covered ${one.outerHTML.slice(0, 160)}`); continue; }
    const wide = reach(one, x, y, -1, 0) + reach(one, x, y, 1, 0) + 1;
    const high = reach(one, x, y, 0, -1) + reach(one, x, y, 0, 1) + 1;
    if (wide < LEAST || high < LEAST) found.push(`${wide}×${high} ${one.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
BARE_IMAGES = """() => [...document.images].filter((one) => !["width", "height", "alt"].every((name) => one.hasAttribute(name)))
  .map((one) => one.outerHTML)"""


@pytest.fixture
def house(cast: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A small house with something of everything; its search index lies in the test's own folder."""
    settings.SEARCH_ROOT = tmp_path / "search"
    return furnish(cast)


def looked_at(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page as it stands."""
    faults = {}
    page.evaluate(AXE)
    # Colours do not depend on the screen, so the night is looked at on the phone alone.
    schemes = {"light": {}, "dark": ABOUT_COLOURS} if page.viewport_size == PHONE else {"light": {}}
    for scheme, rules in schemes.items():
        page.emulate_media(color_scheme=scheme)
        faults[f"axe, {scheme}"] = page.evaluate(RUN_AXE, rules)
    faults["targets"] = page.evaluate(SMALL_TARGETS)
    faults["images"] = page.evaluate(BARE_IMAGES)
    faults["overflow"] = page.evaluate(OVERFLOW)
    return faults


# A house takes as long to furnish as a page to look at, so several pages are looked at in one. `-k` finds a page by its name all the same.
HOUSES = [PAGE_TYPES[each::12] for each in range(12)]


@pytest.mark.parametrize("page_types", HOUSES, ids=lambda page_types: "+".join(map(str, page_types)))
def test_pages(page_types: list[PageType], house: SimpleNamespace, hub_origin: str, open_page: Callable[..., Page]) -> None:
    faults = [f"{page_type}: {fault}" for page_type in page_types for fault in faults_of(page_type, house, hub_origin, open_page)]
    assert not faults, "\n".join(faults)


def faults_of(page_type: PageType, house: SimpleNamespace, hub_origin: str, open_page: Callable[..., Page]) -> list[str]:
    """What is wrong with a page on both screens, and what it asked of others."""
    asked: list[str] = []
    found: dict[str, list[str]] = {}
    address = hub_origin.replace("//", f"//{page_type.subdomain}") + page_type.address(house)
    page = open_page(PHONE, reduced_motion="reduce")
    page.on("request", lambda request: asked.append(request.url))
    if page_type.visitor:
        enter(page, getattr(house.cast, page_type.visitor))
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        answer = page.goto(address)
        headlines = page.locator("h1").count()
        if answer is None or answer.status != page_type.status or headlines != 1:
            return [f"answered {answer and answer.status} with {headlines} headlines"]
        found |= {f"{viewport['width']} {kind}": faults for kind, faults in looked_at(page).items()}
        if viewport is PHONE:
            page.set_viewport_size({"width": 320, "height": 640})
            found["320 overflow"] = page.evaluate(OVERFLOW)
    page.close()
    own = (hub_origin + "/", hub_origin.replace("//", f"//{page_type.subdomain}") + "/", "data:", "blob:")
    strange = [f"asked of another: {url}" for url in asked if not url.startswith(own)]
    return strange + [f"{where}: {fault}" for where, several in found.items() for fault in several]
