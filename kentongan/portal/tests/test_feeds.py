"""Feeds: which texts stand in which, in full, with ids that stay."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import feedparser
import pytest
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from kentongan.core.actions import raise_edition
from kentongan.media.models import Upload
from kentongan.publishing.actions import withdraw_publication
from kentongan.publishing.models import Publication, Tag

BASE = "http://kim.localhost:8000"
SITE = "/kim/suara-siding"
Make = Callable[..., Publication]


def atom(client: Client, address: str) -> feedparser.FeedParserDict:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    read = feedparser.parse(response.content)
    assert (read.bozo, read.version) == (False, "atom10")
    return read


def titles(client: Client, address: str) -> list[str]:
    """The titles in the feed, which must be the same in both forms."""
    as_json = client.get(f"{address}.json")
    assert (as_json.status_code, as_json["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    found = [item["title"] for item in as_json.json()["items"]]
    assert [entry.title for entry in atom(client, f"{address}.atom").entries] == found
    return found


@pytest.fixture
def texts(write: Make, announce: Make, cast: SimpleNamespace, farming: Tag, now: datetime) -> None:
    """Something for each feed, and something for none."""
    write("Panen padi", topic=farming, days=1)
    write("Lada naik", days=2).tags.add(farming)
    write("Voli", days=3)
    write("Pasar", group=cast.jagoi, topic=farming, days=4)
    write("Draf", status=Publication.Status.DRAFT, slug="draf", topic=farming)
    write("Menunggu", status=Publication.Status.SUBMITTED, slug="menunggu")
    write("Arsip", archived_at=now, days=5)
    announce("Untuk semua", [cast.regency], days=1)
    announce("Untuk Jagoi", [cast.jagoi_district], days=2)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{SITE}/umpan/kabar", ["Panen padi", "Lada naik", "Voli"]),
        (f"{SITE}/umpan/pengumuman", ["Untuk semua"]),
        (f"{SITE}/topik/pertanian/umpan", ["Panen padi", "Lada naik"]),
        ("/kim/jagoi-bersuara/umpan/kabar", ["Pasar"]),
        ("/kim/jagoi-bersuara/umpan/pengumuman", ["Untuk semua", "Untuk Jagoi"]),
        ("/umpan/suara-desa", ["Panen padi", "Lada naik", "Voli", "Pasar"]),
        ("/umpan/pengumuman", ["Untuk semua", "Untuk Jagoi"]),
        ("/topik/pertanian/umpan", ["Panen padi", "Lada naik", "Pasar"]),
    ],
)
def test_which_texts_stand_in_which_feed(address: str, expected: list[str], hub: Client, texts: None) -> None:
    assert titles(hub, address) == expected


def test_an_entry_in_full(
    hub: Client, cast: SimpleNamespace, write: Make, farming: Tag, picture: Callable[..., Upload], now: datetime
) -> None:
    words = 'Harga **naik** & "turun" <script>alert(1)</script>\n\n[Daftar](/kim/suara-siding/kabar/) ada.'
    made = write("Lada & <padi>", slug="lada", days=1, text=words, topic=farming, cover=picture("fotolada0001", cast.siding.scope))
    read = atom(hub, f"{SITE}/umpan/kabar.atom")
    (entry,) = read.entries
    assert (entry.id, entry.link, entry.title, entry.author) == (
        f"tag:kim.localhost,2026:article/{made.code}", f"{BASE}{SITE}/kabar/lada/", "Lada & <padi>", "Sari Lestari",
    )  # fmt: skip
    assert (entry.published, entry.updated) == ("2026-11-23T02:00:00Z", "2026-11-23T02:00:00Z")
    assert [(tag.term, tag.label) for tag in entry.tags] == [("pertanian", "Pertanian")]
    assert [link.href for link in entry.enclosures] == [f"{BASE}{SITE}/berkas/fotolada0001/1280.jpg"]
    content = entry.content[0].value
    assert "<strong>naik</strong>" in content
    assert f'href="{BASE}/kim/suara-siding/kabar/"' in content
    assert "<script" not in content
    assert (read.feed.title, read.feed.id, read.feed.link) == (
        "KIM Suara Siding", f"tag:kim.localhost,2026:kim-{cast.siding.pk}/article_feed", f"{BASE}{SITE}/",
    )  # fmt: skip
    assert [link.href for link in read.feed.links if link.rel == "self"] == [f"{BASE}{SITE}/umpan/kabar.atom"]
    item = hub.get(f"{SITE}/umpan/kabar.json").json()["items"][0]
    assert (item["id"], item["content_html"].strip(), item["image"]) == (entry.id, content, entry.enclosures[0].href)


def test_ids_outlive_titles_and_addresses(hub: Client, cast: SimpleNamespace, write: Make) -> None:
    made = write("Judul pertama")
    before = atom(hub, f"{SITE}/umpan/kabar.atom").entries[0].id
    with scopes_disabled():
        Publication.objects.filter(pk=made.pk).update(title="Judul kedua", slug="judul-kedua")
    cast.siding_site.slug = "siding-baru"
    cast.siding_site.save()
    assert atom(hub, "/kim/siding-baru/umpan/kabar.atom").entries[0].id == before


def test_a_bulletin_is_by_its_office(hub: Client, cast: SimpleNamespace, announce: Make) -> None:
    announce("Imunisasi", [cast.regency])
    (entry,) = atom(hub, "/umpan/pengumuman.atom").entries
    assert (entry.author, entry.link) == ("Dinas Kesehatan", f"{BASE}/pengumuman/imunisasi/")


def test_withdrawn_texts_leave_the_feed(hub: Client, cast: SimpleNamespace, write: Make, announce: Make, now: datetime) -> None:
    article, bulletin = write("Keliru"), announce("Salah", [cast.siding_district])
    write("Benar", days=1)
    assert titles(hub, f"{SITE}/umpan/kabar") == ["Keliru", "Benar"]
    withdraw_publication(actor=cast.yohanes, publication=article, reason="Keliru.", now=now)
    withdraw_publication(actor=cast.rini, publication=bulletin, reason="Keliru.", now=now)
    assert titles(hub, f"{SITE}/umpan/kabar") == titles(hub, "/umpan/suara-desa") == ["Benar"]
    assert titles(hub, f"{SITE}/umpan/pengumuman") == titles(hub, "/umpan/pengumuman") == []


def test_an_empty_feed_is_valid(hub: Client, cast: SimpleNamespace) -> None:
    assert titles(hub, f"{SITE}/umpan/kabar") == titles(hub, "/umpan/pengumuman") == []


@pytest.mark.parametrize(
    "address", ["/umpan/kabar.atom", f"{SITE}/umpan/suara-desa.atom", "/umpan/pengumuman.xml", f"{SITE}/topik/tidak-ada/umpan.atom"]
)
def test_feeds_that_are_not_there(address: str, hub: Client, cast: SimpleNamespace) -> None:
    assert hub.get(address).status_code == 404


def test_a_feed_is_fresh_until_something_happens(hub: Client, cast: SimpleNamespace, write: Make, today: object) -> None:
    write("Panen padi", days=1)
    address = f"{SITE}/umpan/kabar.atom"
    first = hub.get(address)
    assert (first["Last-Modified"], first["Cache-Control"], first["Access-Control-Allow-Origin"]) == (
        "Mon, 23 Nov 2026 02:00:00 GMT",
        "no-cache",
        "*",
    )
    today.shift(timedelta(days=1))  # type: ignore[attr-defined]
    assert hub.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304  # nothing in it grows old at midnight
    assert hub.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    raise_edition(cast.siding.scope)
    assert hub.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 40])
def test_a_feed_costs_the_same_and_keeps_to_the_newest(
    count: int, hub: Client, cast: SimpleNamespace, write: Make, farming: Tag, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        write(f"Kabar {number}", days=number / 10).tags.add(farming)
    with django_assert_num_queries(6):  # site · last change · editions · articles · tags · attachments
        found = hub.get(f"{SITE}/umpan/kabar.json").json()["items"]
    assert [item["title"] for item in found] == [f"Kabar {number}" for number in range(min(count, 30))]
