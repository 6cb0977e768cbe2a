"""Sitemaps (sitemaps.org 0.9) and robots.txt, written from plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LARGEST = 50_000  # addresses in one file, sitemaps.org


@dataclass(frozen=True)
class Place:
    """An address and when what stands there last changed."""

    url: str
    changed_at: datetime | None = None


def parts_needed(count: int, *, largest: int = LARGEST) -> int:
    """How many files so many addresses take; at least one."""
    return max(1, -(-count // largest))


def part_of(count: int, number: int, *, largest: int = LARGEST) -> slice:
    """Which of ``count`` addresses stand in file ``number``, counted from 1."""
    return slice((number - 1) * largest, min(number * largest, count))


def _written(root_name: str, item_name: str, places: Iterable[Place]) -> bytes:
    root = Tree.Element(root_name, {"xmlns": NAMESPACE})
    for place in places:
        item = Tree.SubElement(root, item_name)
        Tree.SubElement(item, "loc").text = place.url
        if place.changed_at:
            Tree.SubElement(item, "lastmod").text = place.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def sitemap(places: Iterable[Place]) -> bytes:
    """A list of pages."""
    return _written("urlset", "url", places)


def sitemap_index(places: Iterable[Place]) -> bytes:
    """A list of sitemaps."""
    return _written("sitemapindex", "sitemap", places)


def robots(*, closed: Sequence[str], sitemap_url: str) -> str:
    """The file robots.txt of a host."""
    rules = [f"Disallow: {path}" for path in closed] or ["Disallow:"]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {sitemap_url}", ""])
