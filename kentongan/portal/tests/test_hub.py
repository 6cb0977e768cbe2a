"""The hub's pages: exactly what stands on them, for how many queries."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kentongan.core.models import EventRecord
from kentongan.publishing.actions import withdraw_publication
from kentongan.publishing.models import Publication, Tag
from kentongan.regions.models import Boundary, Region
from kentongan.sites.models import Site

from .reading import canonical, headings, linked_data, links, main_of, meta, piece

BASE = "http://kim.localhost:8000"
Make = Callable[..., Publication]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def fill(cast: SimpleNamespace, write: Make, announce: Make, count: int) -> None:
    for number in range(count):
        write(f"Kabar {number}", days=number / 10, group=cast.siding if number % 2 else cast.jagoi)
        announce(f"Pengumuman {number}", [cast.siding_district, cast.jagoi_district], days=number / 10)


def test_hub_home(hub: Client, cast: SimpleNamespace, write: Make, announce: Make, now: datetime) -> None:
    lead = announce("Imunisasi polio", [cast.regency])
    announce("Beasiswa perbatasan", [cast.siding_district, cast.jagoi_district], days=3)
    announce("Hanya Siding", [cast.siding_village], days=4)
    write("Panen padi", days=1)
    write("Pasar perbatasan", group=cast.jagoi, days=2)
    write("Draf rahasia", status=Publication.Status.DRAFT, slug="draf-rahasia")
    write("Menunggu", status=Publication.Status.SUBMITTED, slug="menunggu")
    write("Lama sekali", days=8, archived_at=now)
    html = page(hub, "/")
    main = main_of(html)
    assert headings(html, "h1", "h2", "h3") == [
        "Kentongan Bengkayang", "Imunisasi polio", "Pengumuman lain", "Suara desa", "Panen padi", "Pasar perbatasan", "Cari desa Anda",
        "Hari ini di kabupaten", "Apa itu KIM?", "Kabar terbaru tiap kecamatan", "Pasar perbatasan", "Panen padi", "Kentongan Bengkayang",
        "Semua bagian",
    ]  # fmt: skip
    assert links(piece(main, '<ul class="dated">', "</ul>")) == [
        ("Beasiswa perbatasan", "/pengumuman/beasiswa-perbatasan/"),
        ("Hanya Siding", "/pengumuman/hanya-siding/"),
    ]
    assert links(piece(main, '<ul class="stories">', "</ul>")) == [
        ("Panen padi", f"{BASE}/kim/suara-siding/kabar/panen-padi/"),
        ("Pasar perbatasan", f"{BASE}/kim/jagoi-bersuara/kabar/pasar-perbatasan/"),
    ]
    assert links(piece(main, '<article class="lead">', "</article>")) == [("Imunisasi polio", f"/{lead.path}")]
    assert "untuk semua desa" in main
    assert "untuk Kecamatan Jagoi Babang, Kecamatan Siding" in main
    figures = piece(main, '<dl class="figures">', "</dl>")
    assert [part.partition("<")[0] for part in figures.split("<dd>")[1:]] == ["2", "2"]
    assert "dari 124 desa dan kelurahan" in figures


def test_hub_home_before_anything_was_published(hub: Client, regions: dict[str, Region]) -> None:
    html = page(hub, "/")
    assert [said for said in headings(html, "h2") if said.startswith("Belum ada")] == ["Belum ada pengumuman", "Belum ada kabar dari desa"]
    assert "Kabar terbaru tiap kecamatan" not in html


def test_hub_home_before_the_regions_are_loaded(hub: Client, db: None) -> None:
    assert headings(page(hub, "/"), "h1") == ["Kentongan Bengkayang"]


def test_hub_home_shows_where_groups_sit(hub: Client, cast: SimpleNamespace) -> None:
    square = {"type": "Polygon", "coordinates": [[[109, 1], [109, 0], [110, 0], [110, 1], [109, 1]]]}
    for region in (cast.siding_district, Region.objects.get(code="61.07.04")):
        Boundary.objects.create(region=region, geometry=square)
    Region.objects.filter(pk=cast.siding_village.pk).update(latitude=0.5, longitude=109.5)
    drawn = piece(page(hub, "/"), '<svg class="map"', "</svg>")
    assert [address for _, address in links(drawn)] == ["/desa/61.07.04/", "/desa/61.07.12/"]
    assert drawn.count('class="has"') == 1
    assert drawn.count("<circle") == 1


def test_hub_home_leads_with_the_latest_bulletin_and_forgets_a_withdrawn_one(
    hub: Client, cast: SimpleNamespace, announce: Make, now: datetime
) -> None:
    announce("Yang lama", [cast.regency], days=2)
    late = announce("Yang baru", [cast.regency])
    assert headings(piece(page(hub, "/"), "<main", "<section>"), "h2") == ["Yang baru"]
    withdraw_publication(actor=cast.rini, publication=late, reason="Salah tanggal.", now=now)
    assert headings(piece(page(hub, "/"), "<main", "<section>"), "h2") == ["Yang lama"]


@pytest.mark.parametrize("count", [1, 30])
def test_hub_home_costs_the_same(
    count: int,
    hub: Client,
    cast: SimpleNamespace,
    write: Make,
    announce: Make,
    plan: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(cast, write, announce, count)
    for number in range(count):
        plan(f"Posyandu {number}", days=number)
    # edition · bulletins · their audiences · voices · events · changes of their dates · latest of each district · outlines · villages ·
    # villages with a KIM · week · name
    with django_assert_num_queries(13):
        page(hub, "/")


def test_village_find(hub: Client, cast: SimpleNamespace) -> None:
    html = page(hub, "/desa/?cari=desa+SIDING")
    assert links(piece(main_of(html), '<ul class="lines">', "</ul>")) == [
        ("Kecamatan Siding", "/desa/61.07.12/"),
        ("Desa Siding", f"/desa/{cast.siding_village.code}/"),
    ]
    assert "Kecamatan Siding, Kabupaten Bengkayang, Kalimantan Barat" in main_of(html)
    assert html.count("ada KIM") == 1
    assert '<meta name="robots" content="noindex">' in html


def test_village_find_lists_all_districts(hub: Client, cast: SimpleNamespace) -> None:
    html = page(hub, "/desa/")
    listed = piece(main_of(html), '<ul class="columns plain">', "</ul>")
    assert len(links(listed)) == 17
    assert links(listed)[11] == ("Siding", "/desa/61.07.12/")
    assert "8 desa · 1 KIM" in listed
    assert "noindex" not in html


@pytest.mark.parametrize("typed", ["zzz", "<script>alert(1)</script>", "x" * 500, "%", "'; drop table"])
def test_village_find_nothing(hub: Client, cast: SimpleNamespace, typed: str) -> None:
    response = hub.get("/desa/", {"cari": typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Belum ketemu" in html
    assert "<script>alert" not in html
    assert "x" * 81 not in main_of(html)


def test_village_find_guesses_what_was_meant(hub: Client, cast: SimpleNamespace) -> None:
    main = main_of(page(hub, "/desa/?cari=Sidding"))
    assert links(piece(main, '<ul class="lines">', "</ul>"))[:2] == [
        ("Kecamatan Siding", "/desa/61.07.12/"),
        ("Desa Siding", f"/desa/{cast.siding_village.code}/"),
    ]
    assert "Mungkin yang dimaksud" in main


def test_region_show_of_a_village(hub: Client, cast: SimpleNamespace, write: Make, announce: Make) -> None:
    write("Panen padi")
    write("Dari tetangga", group=cast.jagoi)
    announce("Untuk kabupaten", [cast.regency], days=1)
    announce("Untuk Siding", [cast.siding_village], days=2)
    announce("Untuk Jagoi", [cast.jagoi_district], days=3)
    html = page(hub, f"/desa/{cast.siding_village.code}/")
    assert headings(main_of(html), "h1", "h2", "h3") == [
        "Desa Siding", "KIM di wilayah ini", "KIM Suara Siding", "Kabar terbaru", "Panen padi", "Pengumuman untuk wilayah ini",
    ]  # fmt: skip
    assert links(piece(html, '<ul class="dated">', "</ul>")) == [
        ("Untuk kabupaten", "/pengumuman/untuk-kabupaten/"),
        ("Untuk Siding", "/pengumuman/untuk-siding/"),
    ]
    assert ("KIM Suara Siding", f"{BASE}/kim/suara-siding/") in links(main_of(html))


def test_region_show_of_a_district(hub: Client, cast: SimpleNamespace) -> None:
    listed = piece(page(hub, "/desa/61.07.12/"), '<ul class="columns two">', "</ul>")
    villages = list(Region.objects.filter(parent_id="61.07.12").order_by("code"))
    assert headings(listed, "h3") == [village.full_name for village in villages]
    assert ("KIM Suara Siding", f"{BASE}/kim/suara-siding/") in links(listed)
    assert listed.count("belum ada KIM") == len(villages) - 1


def test_region_show_of_a_village_without_group(hub: Client, cast: SimpleNamespace) -> None:
    lonely = Region.objects.filter(parent_id="61.07.12").exclude(pk=cast.siding_village.pk).order_by("code")[0]
    html = main_of(page(hub, f"/desa/{lonely.code}/"))
    assert "Desa ini belum punya KIM." in html
    assert ("Cara membentuk KIM", "/bentuk-kim/") in links(html)


def test_region_show_of_a_village_whose_site_is_closed(hub: Client, cast: SimpleNamespace) -> None:
    Site.objects.filter(pk=cast.siding_site.pk).update(state="suspended", suspended_reason="Jeda")
    main = main_of(page(hub, f"/desa/{cast.siding_village.code}/"))
    assert headings(main, "h3") == ["KIM Suara Siding"]
    assert "situsnya sedang tidak dibuka" in main
    assert "Desa ini belum punya KIM." not in main
    listed = piece(page(hub, "/desa/61.07.12/"), '<ul class="columns two">', "</ul>")
    assert "<p>KIM Suara Siding</p>" in listed
    assert [words for words, _ in links(listed) if "KIM" in words] == []


@pytest.mark.parametrize("code", ["61.01.01", "61", "61.07.99", "61.07.", "x", "61.07.12.2004.1"])
def test_region_show_outside_the_regency(hub: Client, cast: SimpleNamespace, code: str) -> None:
    assert hub.get(f"/desa/{code}/").status_code == 404


def test_region_show_of_the_regency_is_the_search(hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get("/desa/61.07/")
    assert (response.status_code, response["Location"]) == (302, "/desa/")


@pytest.mark.parametrize("count", [1, 30])
def test_region_show_costs_the_same(
    count: int, hub: Client, cast: SimpleNamespace, write: Make, announce: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast, write, announce, count)
    # the region · edition · sites · profiles · villages · their sites · voices · bulletins · their audiences
    with django_assert_num_queries(9):
        page(hub, "/desa/61.07.12/")


@pytest.mark.parametrize(
    ("address", "title", "sentences"),
    [
        ("/tentang/", "Tentang Kentongan Bengkayang", ["Komunitas Informasi Masyarakat", "Kabupaten Bengkayang", "AGPL-3.0"]),
        ("/aksesibilitas/", "Aksesibilitas", ["WCAG 2.2", "Yang masih kurang", "Dinas Komunikasi dan Informatika Kabupaten Bengkayang"]),
        ("/privasi/", "Privasi", ["Nomor 27 Tahun 2022", "3 × 24 jam", "tidak memasang kuki", "EXIF", "Dinas Komunikasi dan Informatika"]),
    ],
)
def test_statements(hub: Client, cast: SimpleNamespace, address: str, title: str, sentences: list[str]) -> None:
    main = main_of(page(hub, address))
    assert headings(main, "h1") == [title]
    assert [sentence for sentence in sentences if sentence not in main] == []


def test_statements_name_the_contact(hub: Client, cast: SimpleNamespace, settings: object) -> None:
    settings.HUB_EMAIL, settings.HUB_PHONE = "kominfo@bengkayang.example", "+62562000111"  # type: ignore[attr-defined]
    main = main_of(page(hub, "/privasi/"))
    assert ("kominfo@bengkayang.example", "mailto:kominfo@bengkayang.example") in links(main)
    assert "Datang atau kirim surat" not in main


@pytest.mark.parametrize(
    "address", ["/", "/desa/", "/desa/?cari=siding", "/desa/61.07.12/", "/kim/", "/tentang/", "/aksesibilitas/", "/privasi/"]
)
def test_hub_pages_touch_no_session_and_are_fresh_until_something_happens(
    address: str, hub: Client, cast: SimpleNamespace, today: object, now: datetime
) -> None:
    first = hub.get(address)
    assert (first.status_code, first["Cache-Control"], dict(first.cookies)) == (200, "no-cache", {})
    assert "Cookie" not in first["Vary"]
    again = hub.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    english = hub.get(address, headers={"if-none-match": first["ETag"], "accept-language": "en"})
    assert english.status_code == 200
    EventRecord.objects.create(name="test.Happened", payload={}, at=now)
    changed = hub.get(address, headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    today.shift(timedelta(days=1))  # type: ignore[attr-defined]
    tomorrow = hub.get(address, headers={"if-none-match": changed["ETag"]})
    assert tomorrow.status_code == 200


def test_a_head_and_a_post(hub: Client, cast: SimpleNamespace) -> None:
    assert hub.head("/").status_code == 200
    assert hub.post("/").status_code in (403, 405)


def test_head_of_hub_pages(hub: Client, cast: SimpleNamespace) -> None:
    home = page(hub, "/?utm_source=wa")
    assert canonical(home) == f"{BASE}/"
    assert [node["@type"] for node in linked_data(home)] == ["GovernmentOrganization", "WebSite"]
    assert (meta(home, "og:title"), meta(home, "og:url"), meta(home, "og:type")) == (settings.HUB_NAME, f"{BASE}/", "website")
    district = page(hub, "/desa/61.07.12/")
    assert canonical(district) == f"{BASE}/desa/61.07.12/"
    (way,) = linked_data(district)
    assert [(item["name"], item["item"]) for item in way["itemListElement"]] == [
        ("Kentongan Bengkayang", f"{BASE}/"), ("Cari desa", f"{BASE}/desa/"), ("Kecamatan Siding", f"{BASE}/desa/61.07.12/"),
    ]  # fmt: skip


def test_linked_data_cannot_be_left(hub: Client, cast: SimpleNamespace, farming: Tag) -> None:
    cast.siding.name = "</script><script>alert(1)</script><!--"
    cast.siding.description = "a\u2028b & <i>c</i>"
    cast.siding.save()
    html = page(hub, "/kim/suara-siding/")
    assert "<script>alert" not in html
    (group, site) = linked_data(html)
    assert (group["name"], group["description"], site["name"]) == (cast.siding.name, cast.siding.description, cast.siding.name)
