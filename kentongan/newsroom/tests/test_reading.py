"""What readers see, on sites and on the hub."""

import json
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from kentongan.media.models import Upload
from kentongan.publishing import actions as publishing

from .conftest import Write

HUB = settings.BASE_DOMAIN


def visitor(host: str = HUB) -> Client:
    return Client(headers={"host": host})


SITE = f"suara-siding.{HUB}"


def page(address: str, host: str = SITE, status: int = 200) -> str:
    answer = visitor(host).get(address)
    assert answer.status_code == status
    assert "Set-Cookie" not in answer
    return answer.content.decode()


def linked(html: str) -> list[dict]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]


def test_article_show(cast: SimpleNamespace, write: Write, cover: Upload) -> None:
    topic = publishing.tag_named("Pertanian", is_topic=True)
    write("Panen padi ladang", cast.dewi, status="published", topic=topic, tags=[publishing.tag_named("Lumbung desa")], cover=cover)
    write("Kabar kedua", status="published")
    html = page("/kabar/panen-padi-ladang/")
    for words in (
        "<h1>Panen padi ladang</h1>",
        'href="/topik/pertanian/">Pertanian',
        "Ditulis Dewi Anggraini, diperiksa Yohanes Alim",
        "dibaca 1 menit",
        "Sawah di Dusun Hulu.",
        "Foto: Sari",
        f"/berkas/{cover.key}/360.webp 360w",
        'alt="Sawah menguning"',
        "https://wa.me/?text=%2APanen%20padi%20ladang%2A",
        "<p>Panen mulai Sabtu.</p>",
        'href="/topik/lumbung-desa/"',
        "Kabar kedua",
        "Kabar lain dari KIM Suara Siding",
        '<link rel="canonical" href="http://kim.localhost:8000/kim/suara-siding/kabar/panen-padi-ladang/">',
        '<meta property="og:type" content="article">',
    ):
        assert words in html, words
    article, crumbs = linked(html)
    assert (article["@type"], article["headline"], article["author"]["name"], article["publisher"]["name"]) == (
        "NewsArticle",
        "Panen padi ladang",
        "Dewi Anggraini",
        "KIM Suara Siding",
    )
    assert article["image"] == [f"http://kim.localhost:8000/berkas/{cover.key}/360.jpg"]
    assert [item["name"] for item in crumbs["itemListElement"]] == ["KIM Suara Siding", "Kabar", "Panen padi ladang"]


def test_article_show_by_path_links_below_it(cast: SimpleNamespace, write: Write) -> None:
    write(status="published")
    assert 'href="/kim/suara-siding/kabar/"' in page("/kim/suara-siding/kabar/panen-padi-ladang/", HUB)


def test_linked_data_cannot_be_left(cast: SimpleNamespace, write: Write) -> None:
    write('Kabar </script><script>alert("x")</script> & <!-- kawan', status="published")
    html = page("/kabar/kabar-script-script-alert-x-script-kawan/")
    assert "<script>alert" not in html
    assert linked(html)[0]["headline"] == 'Kabar </script><script>alert("x")</script> & <!-- kawan'


def test_html_in_a_text_is_text(cast: SimpleNamespace, write: Write) -> None:
    write(status="published", text="<script>alert(1)</script> [klik](javascript:alert(1)) <img src=x onerror=alert(1)>")
    html = page("/kabar/panen-padi-ladang/")
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html
    assert "<img src=x" not in html


def test_article_show_tells_corrections_and_replies(cast: SimpleNamespace, write: Write, now: datetime) -> None:
    article = write(status="published")
    publishing.correct_publication(
        actor=cast.yohanes,
        publication=article,
        version=article.version,
        title=article.title,
        summary="",
        text="Luasnya 12 hektare.",
        note="Luas yang benar 12 hektare.",
        now=now,
    )
    publishing.add_reply(actor=cast.yohanes, publication=article, name="Bapak Anton", text="Kios kami tetap buka.", now=now)
    html = page("/kabar/panen-padi-ladang/")
    for words in (
        "Tulisan ini pernah dikoreksi.",
        "Selasa, 24 November 2026 pukul 09.00",
        "Luas yang benar 12 hektare.",
        "Hak jawab: Bapak Anton",
        "Kios kami tetap buka.",
    ):
        assert words in html, words


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "scheduled"])
def test_what_is_not_published_is_not_there(cast: SimpleNamespace, write: Write, status: str) -> None:
    article = write(status=status)
    with scopes_disabled():
        type(article).objects.filter(pk=article.pk).update(slug="panen-padi-ladang")
    page("/kabar/panen-padi-ladang/", status=404)
    assert "Panen padi ladang" not in page("/kabar/")


def test_a_withdrawn_article_says_why(cast: SimpleNamespace, write: Write, now: datetime) -> None:
    article = write(status="withdrawn")
    publishing.add_reply(actor=cast.yohanes, publication=article, name="Bapak Anton", text="Terima kasih.", now=now)
    html = page("/kabar/panen-padi-ladang/", status=410)
    assert "Datanya keliru." in html
    assert "Bapak Anton: Terima kasih." in html
    assert "Panen mulai Sabtu." not in html


def test_an_article_stands_on_its_own_site_only(cast: SimpleNamespace, write: Write) -> None:
    write(status="published")
    page("/kabar/panen-padi-ladang/", f"jagoi-bersuara.{HUB}", 404)
    page("/kabar/panen-padi-ladang/", HUB, 404)


def test_bulletin_show_stands_where_it_is_addressed(cast: SimpleNamespace, write: Write) -> None:
    write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district,))
    address = "/pengumuman/imunisasi-polio/"
    for host in (HUB, SITE):
        html = page(address, host)
        assert "Pemerintah Kabupaten Bengkayang" in html
        assert "Untuk Kecamatan Siding" in html
        assert f'<link rel="canonical" href="http://kim.localhost:8000{address}">' in html
    page(address, f"jagoi-bersuara.{HUB}", 404)
    assert "Imunisasi polio" in page("/pengumuman/")
    assert "Imunisasi polio" in page("/pengumuman/", HUB)
    assert "Imunisasi polio" not in page("/pengumuman/", f"jagoi-bersuara.{HUB}")


def test_a_withdrawn_bulletin_is_gone_everywhere(cast: SimpleNamespace, write: Write) -> None:
    write("Imunisasi polio", cast.rini, owner=cast.regency, status="withdrawn", audience=(cast.siding_district,))
    for host in (HUB, SITE):
        assert "Datanya keliru." in page("/pengumuman/imunisasi-polio/", host, 410)
        assert "Imunisasi polio" not in page("/pengumuman/", host)


def test_lists_by_month_and_topic(cast: SimpleNamespace, write: Write) -> None:
    topic = publishing.tag_named("Pertanian", is_topic=True)
    write("Kabar Oktober", status="published", at=datetime(2026, 10, 5, 2, tzinfo=UTC), topic=topic)
    write("Kabar November", status="published")
    october, november = page("/kabar/arsip/2026/10/"), page("/kabar/arsip/2026/11/")
    assert ("Kabar Oktober" in october, "Kabar November" in october) == (True, False)
    assert ("Kabar Oktober" in november, "Kabar November" in november) == (False, True)
    assert "Oktober 2026" in page("/kabar/")
    tagged = page("/topik/pertanian/")
    assert ("Kabar Oktober" in tagged, "Kabar November" in tagged) == (True, False)
    assert "Kabar Oktober" in page("/topik/pertanian/", HUB)
    page("/topik/tidak-ada/", status=404)
    page("/kabar/arsip/2026/13/", status=404)
    assert "belum ada kabar" in page("/kabar/arsip/1999/1/")


def test_voice_list_leads_to_the_sites(cast: SimpleNamespace, write: Write) -> None:
    write(status="published")
    html = page("/suara-desa/", HUB)
    assert 'href="http://kim.localhost:8000/kim/suara-siding/kabar/panen-padi-ladang/"' in html
    assert "KIM Suara Siding" in html


def test_empty_lists_say_so(cast: SimpleNamespace) -> None:
    assert "Belum ada kabar" in page("/kabar/")
    assert "Belum ada pengumuman" in page("/pengumuman/")
    assert "Belum ada kabar dari desa" in page("/suara-desa/", HUB)


def test_an_unchanged_page_is_not_sent_again(cast: SimpleNamespace, write: Write, now: datetime) -> None:
    article = write(status="published")
    client = visitor(SITE)
    for address in ("/kabar/panen-padi-ladang/", "/kabar/"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    publishing.withdraw_publication(actor=cast.yohanes, publication=article, reason="Keliru.", now=now)
    assert client.get("/kabar/panen-padi-ladang/", headers={"if-none-match": tag}).status_code == 410
    assert client.get("/kabar/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "host", "count"),
    [
        ("/kabar/", SITE, 7),
        ("/kabar/arsip/2026/11/", SITE, 5),
        ("/topik/pertanian/", SITE, 7),
        ("/pengumuman/", SITE, 4),
        ("/pengumuman/", HUB, 3),
        ("/suara-desa/", HUB, 5),
    ],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_the_same_however_long(
    cast: SimpleNamespace, write: Write, now: datetime, cover: Upload, address: str, host: str, count: int, rows: int
) -> None:
    topic = publishing.tag_named("Pertanian", is_topic=True)
    for number in range(rows):
        write(f"Kabar {number}", status="published", topic=topic, cover=cover, at=now - timedelta(minutes=number))
        write(f"Pengumuman {number}", cast.rini, owner=cast.regency, status="published", at=now - timedelta(minutes=number))
    visitor(host).get(address)
    with CaptureQueriesContext(connection) as asked:
        page(address, host)
    assert len(asked) == count, [query["sql"][:160] for query in asked]
