"""Reading a page as a person does: what stands where."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any


class _Page(HTMLParser):
    """Collects links with their words, and the words of each heading."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "h1", "h2", "h3"):
            self._open.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        for _tag, _attrs, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            name, attrs, words = self._open.pop()
            said = " ".join("".join(words).split())
            if name == "a":
                self.links.append((said, attrs.get("href") or ""))
            else:
                self.headings.append((name, said))


def main_of(html: str) -> str:
    """What stands between header and footer."""
    return html.partition("<main")[2].partition("</main>")[0]


def links(html: str) -> list[tuple[str, str]]:
    """(words, address) of each link, in order."""
    page = _Page()
    page.feed(html)
    return page.links


def headings(html: str, *levels: str) -> list[str]:
    """The headings of these levels ("h2"), in order."""
    page = _Page()
    page.feed(html)
    return [said for level, said in page.headings if level in levels]


def piece(html: str, beginning: str, end: str) -> str:
    """The part of the page from the first ``beginning`` to the next ``end``."""
    assert beginning in html
    return html.partition(beginning)[2].partition(end)[0]


def head_links(html: str, rel: str) -> list[dict[str, str]]:
    """The attributes of each <link rel=…>."""
    tags = re.findall(r"<link ([^>]*)>", html)
    found = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]
    return [{key: unescape(value) for key, value in attrs.items()} for attrs in found if attrs.get("rel") == rel]


def canonical(html: str) -> str:
    """The one canonical address."""
    (only,) = head_links(html, "canonical")
    return only["href"]


def linked_data(html: str) -> list[dict[str, Any]]:
    """The statements of all JSON-LD on the page."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return [node for block in blocks for node in json.loads(block)["@graph"]]


def meta(html: str, name: str) -> str:
    """The content of a <meta property=…>."""
    found = re.findall(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)"', html)
    assert len(found) == 1, found
    return unescape(found[0])
