"""The search page of the hub and of a site."""

import re
from datetime import datetime
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from kentongan.publishing.models import Publication
from kentongan.search.actions import rebuild_index

from .conftest import Write


@pytest.fixture
def hub() -> Client:
    return Client(headers={"host": settings.BASE_DOMAIN})


def links(html: str) -> list[str]:
    """Addresses of the stories, in order."""
    return re.findall(r'<h[23]><a href="([^"]+)"', html)


def test_the_empty_page_teaches(hub: Client, cast: SimpleNamespace) -> None:
    html = hub.get("/cari/").content.decode()
    wanted = ["Ketik satu atau dua kata", 'name="kata"', 'name="kecamatan"', 'content="noindex"']
    assert [piece for piece in wanted if piece not in html] == []


def test_the_hub_finds_texts_of_all_sites_at_their_own_addresses(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    article = write("Air bersih mengalir", "Pipa baru.", days_ago=2, group=cast.jagoi)
    bulletin = write("Air dihentikan", region=cast.regency, audience=(cast.regency,), days_ago=1)
    rebuild_index()
    response = hub.get("/cari/", {"kata": "air"})
    html = response.content.decode()
    assert sorted(links(html)) == [
        f"http://{settings.BASE_DOMAIN}:{settings.PORT}/kim/jagoi-bersuara/kabar/{article.slug}/",
        f"http://{settings.BASE_DOMAIN}:{settings.PORT}/pengumuman/{bulletin.slug}/",
    ]
    assert ("<mark>Air</mark> bersih mengalir" in html, "2 tulisan untuk “air”" in html, response.cookies.keys()) == (True, True, {}.keys())


@pytest.mark.parametrize("by", ["path", "subdomain"])
def test_a_site_finds_what_stands_on_it_below_its_own_address(by: str, write: Write, cast: SimpleNamespace) -> None:
    own = write("Air bersih")
    write("Air tetangga", group=cast.jagoi)
    sent = write("Air kabupaten", region=cast.regency, audience=(cast.siding_district,), days_ago=400)
    rebuild_index()
    host, prefix = (settings.BASE_DOMAIN, "/kim/suara-siding") if by == "path" else (f"suara-siding.{settings.BASE_DOMAIN}", "")
    client = Client(headers={"host": host})
    response = client.get(f"{prefix}/cari/", {"kata": "air"})
    html = response.content.decode()
    assert links(html) == [f"{prefix}/kabar/{own.slug}/", f"{prefix}/pengumuman/{sent.slug}/"]
    assert ("kecamatan" in html.partition("<main")[2].partition("</form>")[0], response.cookies.keys()) == (False, {}.keys())
    for address in links(html):
        assert client.get(address).status_code == 200


def test_filters_narrow_and_what_does_not_fit_is_ignored(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    article, _other = write("Air bersih"), write("Air tetangga", group=cast.jagoi)
    bulletin = write("Air kabupaten", region=cast.regency, audience=(cast.regency,))
    rebuild_index()

    def found(**values: str) -> set[str]:
        html = hub.get("/cari/", {"kata": "air"} | values).content.decode()
        return {address.rstrip("/").rpartition("/")[2] for address in links(html)}

    assert found(kecamatan=cast.siding_district.code) == {article.slug, bulletin.slug}
    assert found(kecamatan=cast.siding_district.code, jenis="article") == {article.slug}
    assert len(found(kecamatan="99.99", jenis="gulai", waktu="besok", hal="bukan angka")) == 3
    assert found(hal="99999") == set()


def test_nothing_found_says_what_to_try(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    write("Air bersih")
    rebuild_index()
    html = hub.get("/cari/", {"kata": "<b>helikopter"}).content.decode()
    assert ("Belum ketemu" in html, "&lt;b&gt;helikopter" in html, "<b>helikopter" in html) == (True, True, False)
    html = hub.get("/cari/", {"kata": "helikopter", "jenis": "article"}).content.decode()
    assert 'href="?kata=helikopter"' in html
    html = hub.get("/kim/suara-siding/cari/", {"kata": "helikopter"}).content.decode()
    assert "/cari/?kata=helikopter" in html


def test_a_slip_is_forgiven_and_the_right_word_offered(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    write("Jadwal posyandu", "Penimbangan balita.")
    rebuild_index()
    html = hub.get("/cari/", {"kata": "posiandu", "jenis": "article"}).content.decode()
    assert '<a href="?kata=posyandu&amp;jenis=article"><b>posyandu</b></a>?' in html
    assert len(links(html)) == 1


def test_pages(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    texts = {write(f"Air nomor {number}").slug for number in range(25)}
    rebuild_index()
    first = hub.get("/cari/", {"kata": "air", "jenis": "article"}).content.decode()
    second = hub.get("/cari/", {"kata": "air", "jenis": "article", "hal": "2"}).content.decode()
    assert (len(links(first)), len(links(second))) == (20, 5)
    assert {address.rstrip("/").rpartition("/")[2] for address in (*links(first), *links(second))} == texts
    assert ('href="?kata=air&amp;jenis=article&amp;hal=2"' in first, "Halaman 2 dari 2" in second) == (True, True)


ODD = ["\x00", '"', "😀", "?!", "x" * 10_240, "a\x00b", "[a TO", "\\"]


def test_nothing_that_is_typed_breaks_the_page(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    write("Air")
    rebuild_index()
    assert [typed for typed in ODD if hub.get("/cari/", {"kata": typed}).status_code != 200] == []


def test_while_the_index_is_missing_the_page_says_so(hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get("/cari/", {"kata": "air"})
    assert (response.status_code, "sedang disiapkan" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("place", ["hub", "site"])
@pytest.mark.parametrize("count", [1, 30])
def test_as_many_queries_for_one_as_for_thirty(
    place: str, count: int, hub: Client, write: Write, cast: SimpleNamespace, django_assert_num_queries: object
) -> None:
    for number in range(count):
        write(f"Air nomor {number}")
    rebuild_index()
    address = "/cari/" if place == "hub" else "/kim/suara-siding/cari/"
    # the site, or the districts to choose from · what was found · the emergency notices that stand on every page
    with django_assert_num_queries({"hub": 3, "site": 3}[place]):  # type: ignore[operator]
        assert hub.get(address, {"kata": "air"}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/kim/suara-siding/"])
def test_each_masthead_has_a_box(address: str, hub: Client, cast: SimpleNamespace, now: datetime) -> None:
    html = hub.get(address).content.decode()
    target = "/cari/" if address == "/" else "/kim/suara-siding/cari/"
    assert f'role="search" action="{target}"' in html


def test_drafts_stay_unseen(hub: Client, write: Write, cast: SimpleNamespace) -> None:
    write("Air rahasia", status=Publication.Status.DRAFT)
    write("Air terbuka")
    rebuild_index()
    html = hub.get("/cari/", {"kata": "air"}).content.decode()
    assert ("terbuka" in html, "rahasia" in html) == (True, False)


@pytest.mark.parametrize(("at", "kata"), [("", "jembatan & air"), ("/kim/suara-siding", "tidakadasamasekali")])
def test_the_same_words_lead_on_to_reports(at: str, kata: str, hub: Client, cast: SimpleNamespace) -> None:
    rebuild_index()
    html = hub.get(f"{at}/cari/", {"kata": kata}).content.decode()
    (found,) = re.findall(r'href="([^"]*/laporan/\?cari=[^"]*)"', html)
    assert found == f"{at}/laporan/?cari={quote(kata)}"
    assert f'value="{escape(kata)}"' in hub.get(found).content.decode()
