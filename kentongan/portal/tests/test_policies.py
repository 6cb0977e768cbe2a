"""Feeds, sitemaps, menus, map and linked data as plain arithmetic."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from kentongan.core import models as core_models
from kentongan.core.policies import colours
from kentongan.portal.policies import feeds, linked_data, menus, sitemaps
from kentongan.regions.policies import outlines

MORNING, NOON = datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 24, 5, 0, 30, 999, tzinfo=UTC)
NASTY = 'Harga <b>naik</b> & "turun" ]]> \x00\x0b\ufffe 😀 </entry>'


def entry(**values: object) -> feeds.Entry:
    return feeds.Entry(
        **{
            "id": "tag:kim.example,2026:article/7K3",
            "url": "https://kim.example/kabar/a/",
            "title": "Panen",
            "summary": "",
            "html": "<p>Isi</p>",
            "author": "Sari",
            "published_at": MORNING,
            "updated_at": NOON,
        }
        | values  # type: ignore[arg-type]
    )


def feed(*entries: feeds.Entry) -> feeds.Feed:
    return feeds.Feed(
        id="tag:kim.example,2026:hub/voice_feed", title="Suara desa", subtitle="",
        url="https://kim.example/umpan/suara-desa.atom",
        home_url="https://kim.example/suara-desa/", icon_url="https://kim.example/i.png",
        language="id", author="Kentongan", began_at=MORNING,
        entries=entries,
    )  # fmt: skip


def test_atom_says_everything_and_escapes_everything() -> None:
    shown = feeds.Picture(url="https://kim.example/b.jpg?a=1&b=2", content_type="image/jpeg", size=1200)
    body = feeds.atom(
        feed(entry(title=NASTY, summary=NASTY, html=f"<p>{NASTY}</p>", author=NASTY, categories=(("tani&ternak", NASTY),), picture=shown)),
    )
    read = feedparser.parse(body)
    assert (read.bozo, read.version, read.feed.title, read.feed.updated) == (False, "atom10", "Suara desa", "2026-11-24T05:00:30Z")
    kept = NASTY.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "")
    (item,) = ElementTree.fromstring(body).findall(f"{{{feeds.ATOM}}}entry")
    words = {child.tag.rpartition("}")[2]: child.text for child in item if child.text}
    assert words == {
        "id": "tag:kim.example,2026:article/7K3", "title": kept, "published": "2026-11-24T01:00:00Z", "updated": "2026-11-24T05:00:30Z",
        "summary": kept, "content": f"<p>{kept}</p>",
    }  # fmt: skip
    assert read.entries[0].enclosures == [{"type": "image/jpeg", "href": shown.url, "length": "1200"}]
    assert [(tag.term, tag.label) for tag in read.entries[0].tags] == [("tani&ternak", kept.strip())]


def test_an_empty_feed_is_dated_by_its_beginning() -> None:
    read = feedparser.parse(feeds.atom(feed()))
    assert (read.bozo, read.feed.updated, read.entries) == (False, "2026-11-24T01:00:00Z", [])


def test_json_feed() -> None:
    shown = feeds.Picture(url="https://kim.example/b.jpg", content_type="image/jpeg")
    assert feeds.json_feed(feed(entry(summary="Ringkas", categories=(("tani", "Tani"),), picture=shown))) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Suara desa",
        "home_page_url": "https://kim.example/suara-desa/",
        "feed_url": "https://kim.example/umpan/suara-desa.atom",
        "icon": "https://kim.example/i.png",
        "language": "id",
        "authors": [{"name": "Kentongan"}],
        "items": [
            {
                "id": "tag:kim.example,2026:article/7K3",
                "url": "https://kim.example/kabar/a/",
                "title": "Panen",
                "content_html": "<p>Isi</p>",
                "date_published": "2026-11-24T01:00:00Z",
                "date_modified": "2026-11-24T05:00:30Z",
                "authors": [{"name": "Sari"}],
                "summary": "Ringkas",
                "tags": ["Tani"],
                "image": "https://kim.example/b.jpg",
                "attachments": [{"url": "https://kim.example/b.jpg", "mime_type": "image/jpeg"}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/kabar/a/">a</a>', '<a href="https://kim.example/kabar/a/">a</a>'),
        ('<img alt="" src="/berkas/k/640.jpg">', '<img alt="" src="https://kim.example/berkas/k/640.jpg">'),
        ('<a href="//lain.example/">a</a>', '<a href="//lain.example/">a</a>'),
        ('<a href="https://lain.example/">a</a>', '<a href="https://lain.example/">a</a>'),
        ('<p>tulis href="/x" begitu</p>'.replace('"', "&quot;"), "<p>tulis href=&quot;/x&quot; begitu</p>"),
    ],
)
def test_addresses_in_a_feed_are_absolute(html: str, absolute: str) -> None:
    assert feeds.absolute_html(html, "https://kim.example") == absolute


def test_tag_uri() -> None:
    assert feeds.tag_uri("kim.example", 2026, "article", "7K3MXPQ2AB") == "tag:kim.example,2026:article/7K3MXPQ2AB"


@pytest.mark.parametrize(("count", "parts"), [(0, 1), (1, 1), (50_000, 1), (50_001, 2), (120_000, 3)])
def test_how_many_sitemaps(count: int, parts: int) -> None:
    assert sitemaps.parts_needed(count) == parts
    assert sum(len(range(count)[sitemaps.part_of(count, number)]) for number in range(1, parts + 1)) == count


def test_sitemap_is_xml() -> None:
    body = sitemaps.sitemap([sitemaps.Place("https://kim.example/?a=1&b=2", NOON), sitemaps.Place("https://kim.example/b/")])
    root = ElementTree.fromstring(body)
    assert [[(child.tag, child.text) for child in item] for item in root] == [
        [(f"{{{sitemaps.NAMESPACE}}}loc", "https://kim.example/?a=1&b=2"), (f"{{{sitemaps.NAMESPACE}}}lastmod", "2026-11-24T05:00:30Z")],
        [(f"{{{sitemaps.NAMESPACE}}}loc", "https://kim.example/b/")],
    ]


def test_robots() -> None:
    assert sitemaps.robots(closed=["/ruang/"], sitemap_url="https://kim.example/sitemap.xml") == (
        "User-agent: *\nDisallow: /ruang/\n\nSitemap: https://kim.example/sitemap.xml\n"
    )
    assert sitemaps.robots(closed=[], sitemap_url="https://a.example/sitemap.xml").splitlines()[1] == "Disallow:"


@pytest.mark.parametrize(
    ("menu", "shown", "entries"),
    [
        ([], (), menus.USUAL),
        ([{"label": "Sejarah", "page": "sejarah"}], {"sejarah"}, (*menus.USUAL, menus.Entry(page="sejarah", label="Sejarah"))),
        ([{"label": "Sejarah", "page": "sejarah"}], (), menus.USUAL),
        (
            [{"label": "Berita", "target": "article_list"}, {"target": "lain"}, {"label": "S", "page": "s"}, {"target": "home"}],
            {"s"},
            (menus.Entry(target="article_list", label="Berita"), menus.Entry(page="s", label="S"), menus.Entry(target="home")),
        ),
    ],
)
def test_menu(menu: list[dict[str, str]], shown: set[str], entries: tuple[menus.Entry, ...]) -> None:
    assert menus.entries_of(menu, shown_pages=shown) == entries


@pytest.mark.parametrize(
    ("url", "here", "current"),
    [
        ("/", "/", True),
        ("/", "/kabar/", False),
        ("/kabar/", "/kabar/", True),
        ("/kabar/", "/kabar/panen/", True),
        ("/kabar/", "/kabarku/", False),
    ],
)
def test_where_one_is_in_the_menu(url: str, here: str, current: bool) -> None:
    assert menus.is_current(url, here, home_url="/") is current


def test_outline_in_whole_steps_without_doubles() -> None:
    square = {"type": "Polygon", "coordinates": [[[109.0, 1.0], [109.0, 0.0], [109.001, 0.0], [110.0, 0.0], [110.0, 1.0], [109.0, 1.0]]]}
    islet = {"type": "MultiPolygon", "coordinates": [[[[109.5, 0.5], [109.5, 0.501], [109.501, 0.5], [109.5, 0.5]]]]}
    frame = outlines.frame_of([square, islet], width=100)
    assert (frame.width, frame.height, frame.at(109.5, 0.25)) == (100, 100, (50, 75))
    assert outlines.path_of(square, frame) == "M0 0l0 100 100 0 0-100z"
    assert outlines.path_of(islet, frame) == ""


def test_linked_data_leaves_out_what_is_not_known() -> None:
    assert linked_data.organization(url="https://a.example/", name="KIM A") == {
        "@type": "Organization", "@id": "https://a.example/#organisasi", "name": "KIM A", "url": "https://a.example/",
    }  # fmt: skip
    assert linked_data.breadcrumbs([("A", "https://a.example/"), ("B", "https://a.example/b/")])["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "A", "item": "https://a.example/"},
        {"@type": "ListItem", "position": 2, "name": "B", "item": "https://a.example/b/"},
    ]


def test_colours_are_those_of_the_style_sheet() -> None:
    css = (Path(core_models.__file__).parent / "static/core/tokens.css").read_text(encoding="utf-8")
    light = css.partition("@media (prefers-color-scheme: dark)")[0]
    assert dict(re.findall(r"\.accent-(\w+) \{ --accent: (#\w+);", light)) == colours.ACCENTS
    assert re.findall(r"--paper: (#\w+);", light) == [colours.PAPER]
