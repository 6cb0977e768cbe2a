"""Sitemaps, robots.txt and the manifest."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from kentongan.portal.policies import sitemaps
from kentongan.publishing.actions import withdraw_publication
from kentongan.publishing.models import Publication
from kentongan.sites.models import Page, Site

BASE = "http://kim.localhost:8000"
SITE = f"{BASE}/kim/suara-siding"
Make = Callable[..., Publication]


def places(client: Client, address: str) -> tuple[str, list[tuple[str, str]]]:
    """("urlset" or "sitemapindex", [(address, last change or "")])."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = ElementTree.fromstring(response.content)
    space = f"{{{sitemaps.NAMESPACE}}}"
    found = [(item.findtext(f"{space}loc") or "", item.findtext(f"{space}lastmod") or "") for item in root]
    return root.tag.removeprefix(space), found


def test_site_sitemap(hub: Client, cast: SimpleNamespace, write: Make, announce: Make, plan: Make, now: datetime) -> None:
    write("Panen padi", days=1)
    plan("Posyandu")
    withdrawn = write("Keliru")
    write("Draf", status=Publication.Status.DRAFT, slug="draf")
    write("Tetangga", group=cast.jagoi)
    announce("Pengumuman", [cast.regency])
    withdraw_publication(actor=cast.yohanes, publication=withdrawn, reason="Keliru.", now=now)
    with scopes_disabled():
        for slug, shown in (("sejarah", True), ("rahasia", False)):
            Page.objects.create(
                owner=cast.siding.scope, site=cast.siding_site, title=slug, slug=slug, text="", html="", updated_at=now, is_published=shown
            )
    expected = [
        (f"{SITE}/", ""),
        (f"{SITE}/kabar/", ""),
        (f"{SITE}/agenda/", ""),
        (f"{SITE}/pengumuman/", ""),
        (f"{SITE}/galeri/", ""),
        (f"{SITE}/mading/", ""),
        (f"{SITE}/darurat/", ""),
        (f"{SITE}/profil/", ""),
        (f"{SITE}/tentang/", ""),
        (f"{SITE}/kontak/", ""),
        (f"{SITE}/halaman/sejarah/", "2026-11-24T02:00:00Z"),
        (f"{SITE}/kabar/panen-padi/", "2026-11-23T02:00:00Z"),
        (f"{SITE}/agenda/posyandu/", "2026-11-24T02:00:00Z"),
    ]
    assert places(hub, "/kim/suara-siding/sitemap.xml") == ("urlset", expected)
    Site.objects.filter(pk=cast.siding_site.pk).update(primary="subdomain")
    own = Client(headers={"host": f"suara-siding.{settings.BASE_DOMAIN}"})
    assert places(own, "/sitemap.xml")[1][0] == ("http://suara-siding.kim.localhost:8000/", "")


def test_hub_sitemap(hub: Client, cast: SimpleNamespace, write: Make, announce: Make) -> None:
    write("Panen padi", days=1)
    announce("Imunisasi", [cast.siding_village], days=2)
    assert places(hub, "/sitemap.xml") == (
        "sitemapindex",
        [
            (f"{BASE}/sitemap-1.xml", ""),
            (f"{BASE}/kim/jagoi-bersuara/sitemap.xml", ""),
            (f"{SITE}/sitemap.xml", "2026-11-23T02:00:00Z"),
        ],
    )
    kind, pages = places(hub, "/sitemap-1.xml")
    assert (kind, pages[:15]) == (
        "urlset",
        [
            (f"{BASE}{path}", "")
            for path in (
                "/",
                "/suara-desa/",
                "/pengumuman/",
                "/agenda/",
                "/galeri/",
                "/darurat/",
                "/laporan/",
                "/laporan/angka/",
                "/laporan/peta/",
                "/masalah/",
                "/desa/",
                "/kim/",
                "/tentang/",
                "/aksesibilitas/",
                "/privasi/",
            )
        ],
    )
    assert len([address for address, _ in pages if "/desa/61.07." in address]) == 17 + 124
    assert pages[-1] == (f"{BASE}/pengumuman/imunisasi/", "2026-11-22T02:00:00Z")
    assert len(pages) == 15 + 17 + 124 + 1


@pytest.mark.parametrize(
    "state",
    [{"state": "suspended", "suspended_reason": "Jeda"}, {"state": "moved", "moved_to": "https://lain.example/"}, {"primary": "subdomain"}],
)
def test_hub_sitemap_leaves_out_sites_that_do_not_answer_there(state: dict[str, str], hub: Client, cast: SimpleNamespace) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(**state)
    assert [address for address, _ in places(hub, "/sitemap.xml")[1]] == [f"{BASE}/sitemap-1.xml", f"{BASE}/kim/jagoi-bersuara/sitemap.xml"]


def test_large_sitemaps_are_split(hub: Client, cast: SimpleNamespace, write: Make, announce: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 102)  # two texts in a file
    for number in range(5):
        write(f"Kabar {number}")
        announce(f"Pengumuman {number}", [cast.regency])
    assert places(hub, "/kim/suara-siding/sitemap.xml") == ("sitemapindex", [(f"{SITE}/sitemap-{number}.xml", "") for number in (1, 2, 3)])
    parts = [[address for address, _ in places(hub, f"/kim/suara-siding/sitemap-{number}.xml")[1]] for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [10 + 2, 2, 1]
    assert [address for part in parts for address in part][10:] == [f"{SITE}/kabar/kabar-{number}/" for number in range(5)]
    assert [address for address, _ in places(hub, "/sitemap.xml")[1]][:3] == [f"{BASE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert [address for address, _ in places(hub, "/sitemap-3.xml")[1]] == [f"{BASE}/pengumuman/pengumuman-4/"]
    assert [hub.get(address).status_code for address in ("/sitemap-4.xml", "/sitemap-0.xml", "/kim/suara-siding/sitemap-4.xml")] == [
        404
    ] * 3


@pytest.mark.parametrize("count", [1, 30])
def test_sitemaps_cost_the_same(
    count: int, hub: Client, cast: SimpleNamespace, write: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        write(f"Kabar {number}")
    with django_assert_num_queries(5):  # site · editions · how many · articles · own pages
        places(hub, "/kim/suara-siding/sitemap.xml")
    with django_assert_num_queries(3):  # edition · how many texts of regions · sites
        places(hub, "/sitemap.xml")


def test_sitemaps_are_fresh_until_something_happens(hub: Client, cast: SimpleNamespace) -> None:
    for address in ("/sitemap.xml", "/sitemap-1.xml", "/kim/suara-siding/sitemap.xml"):
        first = hub.get(address)
        assert hub.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_robots(hub: Client, cast: SimpleNamespace) -> None:
    assert hub.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /ruang/\nDisallow: /masuk/\nDisallow: /keluar/\nDisallow: /bahasa/\n\nSitemap: http://kim.localhost:8000/sitemap.xml\n"
    )
    own = Client(headers={"host": f"suara-siding.{settings.BASE_DOMAIN}"}).get("/robots.txt")
    assert (own["Content-Type"], own.content.decode()) == (
        "text/plain; charset=utf-8",
        f"User-agent: *\nDisallow:\n\nSitemap: {SITE}/sitemap.xml\n",
    )
    assert hub.get("/kim/suara-siding/robots.txt").status_code == 404


def test_manifest(hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get("/kim/suara-siding/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert response.json() == {
        "id": "/kim/suara-siding/",
        "name": "KIM Suara Siding",
        "short_name": "Suara Siding",
        "description": "Kabar dari Desa Siding",
        "lang": "id",
        "start_url": "/kim/suara-siding/",
        "scope": "/kim/suara-siding/",
        "display": "minimal-ui",
        "background_color": "#faf6ec",
        "theme_color": "#125c35",
        "icons": [
            {"src": "/static/core/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "/static/core/icon-180.png", "sizes": "180x180", "type": "image/png"},
        ],
    }
    assert hub.get("/manifest.webmanifest").json()["start_url"] == "/"
