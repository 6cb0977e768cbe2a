"""The Nu HTML checker finds nothing in the pages and style sheets, and no two pages have the same title."""

import json
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.pages import PAGE_TYPES, PageType, furnish

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# What the checker says although it is meant so, each with the reason.
MEANT = {
    "Property “field-sizing” doesn't exist": "text fields grow with what is typed; the checker's list is older than the property",
    "Property “vector-effect” doesn't exist": "it belongs to SVG (SVG 2, ch. 8); the checker only knows the properties of HTML",
    r"“(?:element|running)\(foot\)”": "a foot that runs along on paper (css-gcpm), for WeasyPrint alone",
}

pytestmark = pytest.mark.browser  # needs what `make test-browser` sets up: Java and node_modules


def complaints(*paths: Path) -> list[str]:
    """What the checker has against these files, in one process of Java."""
    command = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER), "--also-check-css", "--format", "json", "--stdout"]
    answer = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    assert answer.stdout, answer.stderr
    return [
        f"{Path(said['url']).name}:{said.get('lastLine')} {said.get('subType', said['type'])}: {said['message']}\n    {said.get('extract')}"
        for said in json.loads(answer.stdout)["messages"]
        if not any(re.search(pattern, said["message"]) for pattern in MEANT)
    ]


@pytest.fixture
def house(cast: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """A small house with something of everything; its search index lies in the test's own folder."""
    settings.SEARCH_ROOT = tmp_path / "search"
    return furnish(cast)


def html_of(page_type: PageType, house: SimpleNamespace) -> str:
    client = Client(headers={"host": page_type.subdomain + settings.BASE_DOMAIN})
    if page_type.visitor:
        client.force_login(getattr(house.cast, page_type.visitor))
    answer = client.get(page_type.address(house))
    assert answer.status_code == page_type.status, page_type.name
    return answer.content.decode()


def test_pages(house: SimpleNamespace, tmp_path: Path) -> None:
    pages = {page_type.name: html_of(page_type, house) for page_type in PAGE_TYPES}
    files = []
    for name, html in pages.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.html")
        files[-1].write_text(html)
    found = complaints(*files)
    assert not found, "\n".join(found)
    assert {name for name, html in pages.items() if not re.search(r'<html lang="id"', html) or html.count("<h1") != 1} == set()
    titles = {name: re.search(r"<title>(.+?)</title>", html, re.DOTALL)[1] for name, html in pages.items()}
    assert titles.pop("site by subdomain") == titles["site home"]
    assert sorted(titles.values()) == sorted(set(titles.values()))


def test_style_sheets() -> None:
    sheets = sorted(path for path in ROOT.glob("kentongan/*/static/**/*.css"))
    assert len(sheets) > 5
    found = complaints(*sheets)
    assert not found, "\n".join(found)
