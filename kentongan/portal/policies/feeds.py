"""Atom 1.0 (RFC 4287) and JSON Feed 1.1, written from plain values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any
from xml.etree import ElementTree as Tree

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
Tree.register_namespace("", ATOM)

# What XML 1.0 cannot carry, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN_ADDRESS = re.compile(r'(?<=\s)(href|src)="/(?!/)')


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that goes with an entry."""

    url: str
    content_type: str
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One publication. ``id`` never changes, whatever happens to title and address."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    published_at: datetime
    updated_at: datetime
    categories: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed with its entries, newest first. ``began_at`` dates a feed that has no entry yet."""

    id: str
    title: str
    subtitle: str
    url: str
    home_url: str
    icon_url: str
    language: str
    author: str
    began_at: datetime
    entries: tuple[Entry, ...] = field(default=())

    @property
    def updated_at(self) -> datetime:
        """When something in it last changed."""
        return max((entry.updated_at for entry in self.entries), default=self.began_at)


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A picture or document that hangs on a publication, at its absolute address."""

    url: str
    title: str
    is_picture: bool
    alt: str = ""


def attached_html(attached: Iterable[Attached]) -> str:
    """Pictures and documents as a feed reader shows them below the text."""
    made = []
    for one in attached:
        url, title = escape(one.url, quote=True), escape(one.title)
        if one.is_picture:
            caption = f"<figcaption>{title}</figcaption>" if title else ""
            made.append(f'<figure><img src="{url}" alt="{escape(one.alt, quote=True)}">{caption}</figure>')
        else:
            made.append(f'<p><a href="{url}">{title}</a> (PDF)</p>')
    return "\n".join(made)


def tag_uri(authority: str, year: int, *parts: object) -> str:
    """An id after RFC 4151 that holds though addresses change: ``tag:kim.example,2026:kabar/7K3…``."""
    return f"tag:{authority},{year}:{'/'.join(map(str, parts))}"


def absolute_html(html: str, origin: str) -> str:
    """The text with addresses that a reader far from our pages can follow."""
    return _OWN_ADDRESS.sub(rf'\1="{origin}/', html)


def moment(at: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _add(parent: Tree.Element, name: str, text: str = "", **attributes: str) -> Tree.Element:
    element = Tree.SubElement(parent, f"{{{ATOM}}}{name}", {key: _clean(value) for key, value in attributes.items()})
    if text:
        element.text = _clean(text)
    return element


def _add_author(parent: Tree.Element, name: str) -> None:
    _add(_add(parent, "author"), "name", name)


def _add_entry(parent: Tree.Element, entry: Entry) -> None:
    element = _add(parent, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.picture:
        size = {"length": str(entry.picture.size)} if entry.picture.size else {}
        _add(element, "link", rel="enclosure", type=entry.picture.content_type, href=entry.picture.url, **size)
    _add(element, "published", moment(entry.published_at))
    _add(element, "updated", moment(entry.updated_at))
    _add_author(element, entry.author)
    for term, label in entry.categories:
        _add(element, "category", term=term, label=label)
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = Tree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home_url)
    _add(root, "updated", moment(feed.updated_at))
    _add_author(root, feed.author)
    _add(root, "icon", feed.icon_url)
    _add(root, "generator", "Kentongan")
    for entry in feed.entries:
        _add_entry(root, entry)
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _json_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": moment(entry.published_at),
        "date_modified": moment(entry.updated_at),
        "authors": [{"name": entry.author}],
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.categories:
        item["tags"] = [label for _, label in entry.categories]
    if entry.picture:
        item["image"] = entry.picture.url
        item["attachments"] = [{"url": entry.picture.url, "mime_type": entry.picture.content_type}]
    return item


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed."""
    written = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "icon": feed.icon_url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return {**written, "description": feed.subtitle} if feed.subtitle else written
