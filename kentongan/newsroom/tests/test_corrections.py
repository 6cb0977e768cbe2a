"""Riwayat koreksi: what stands in the log of a site and of the hub, in which order, and whom one asks."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from kentongan.newsroom.tests.conftest import Write
from kentongan.publishing import actions
from kentongan.publishing.models import Publication

HUB, SITE, OTHER = settings.BASE_DOMAIN, f"suara-siding.{settings.BASE_DOMAIN}", f"jagoi-bersuara.{settings.BASE_DOMAIN}"


def page(host: str, address: str = "/koreksi/") -> str:
    answer = Client(headers={"host": host}).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def correct(publication: Publication, actor: object, note: str, at: datetime) -> None:
    with scopes_disabled():
        actions.correct_publication(
            actor=actor,  # type: ignore[arg-type]
            publication=publication,
            version=publication.version,
            title=publication.title,
            summary="",
            text="Dibetulkan.",
            note=note,
            now=at,
        )


def positions(text: str, *words: str) -> list[int]:
    return [text.find(word) for word in words]


@pytest.fixture
def log(cast: SimpleNamespace, write: Write, now: datetime) -> SimpleNamespace:
    """A correction last month, a reply, a withdrawal; one of the regency; one of the next village."""
    corrected, withdrawn = write("Luas sawah", status="published"), write("Harga lada", status="published")
    sent = write("Jadwal posyandu", cast.rini, owner=cast.regency, status="published")
    foreign = write("Kabar Jagoi", cast.joko, owner=cast.jagoi, status="published")
    correct(corrected, cast.yohanes, "Yang benar 12 hektare.", now - timedelta(days=40))
    with scopes_disabled():
        actions.add_reply(
            actor=cast.yohanes, publication=corrected, name="Bapak Anton", text="Kios saya buka.", now=now - timedelta(hours=2)
        )
        actions.withdraw_publication(actor=cast.yohanes, publication=withdrawn, reason="Angkanya keliru.", now=now - timedelta(hours=1))
    correct(sent, cast.rini, "Hari Selasa, bukan Senin.", now)
    correct(foreign, cast.joko, "Nama dusunnya Rindu.", now)
    return SimpleNamespace(corrected=corrected, withdrawn=withdrawn, sent=sent, foreign=foreign)


def test_a_site_shows_its_own_and_what_was_sent_to_it_newest_first(log: SimpleNamespace) -> None:
    shown = page(SITE)
    order = positions(shown, "Hari Selasa, bukan Senin.", "Angkanya keliru.", "Kios saya buka.", "Yang benar 12 hektare.")
    assert (order == sorted(order), min(order) > 0, "Nama dusunnya Rindu." in shown) == (True, True, False)
    assert positions(shown, "November 2026", "Oktober 2026") == sorted(positions(shown, "November 2026", "Oktober 2026"))
    for link in (f"/kabar/{log.corrected.slug}/", f"/kabar/{log.withdrawn.slug}/", f"/pengumuman/{log.sent.slug}/"):
        assert f'href="{link}"' in shown
    assert "Hak jawab: Bapak Anton" in shown


def test_the_hub_shows_all_each_with_the_address_where_it_stands(log: SimpleNamespace) -> None:
    shown = page(HUB)
    for words in ("Hari Selasa, bukan Senin.", "Angkanya keliru.", "Kios saya buka.", "Yang benar 12 hektare.", "Nama dusunnya Rindu."):
        assert words in shown
    assert (f"/kim/jagoi-bersuara/kabar/{log.foreign.slug}/" in shown, f'href="/pengumuman/{log.sent.slug}/"' in shown) == (True, True)


def test_drafts_and_what_was_never_corrected_are_not_in_it(log: SimpleNamespace, write: Write, cast: SimpleNamespace) -> None:
    write("Draf Jagoi", cast.joko, owner=cast.jagoi)
    write("Tidak dikoreksi", cast.joko, owner=cast.jagoi, status="published")
    shown = page(OTHER)
    assert [words in shown for words in ("Nama dusunnya Rindu.", "Draf Jagoi", "Tidak dikoreksi", "Angkanya keliru.")] == [
        True,
        False,
        False,
        False,
    ]


def test_an_empty_log_says_how_to_ask(cast: SimpleNamespace) -> None:
    cast.siding.phone = "+6281255500101"
    cast.siding.save()
    shown = page(SITE)
    for words in ("Belum ada koreksi", "https://wa.me/6281255500101?text=", "UU 40/1999", "KIM bukan perusahaan pers", "Hak jawab"):
        assert words in shown
    assert settings.HUB_OFFICE in page(HUB)


def test_an_article_leads_to_the_log(log: SimpleNamespace) -> None:
    shown = page(SITE, f"/kabar/{log.corrected.slug}/")
    assert ("Merasa dirugikan atau ada yang keliru?" in shown, 'href="/koreksi/#cara"' in shown, "Riwayat koreksi" in shown) == (True,) * 3
    assert f"{settings.BASE_DOMAIN}" in page(SITE, f"/pengumuman/{log.sent.slug}/").split("Merasa dirugikan")[1].split("#cara")[0]


def test_a_correction_makes_a_kept_page_old(log: SimpleNamespace, cast: SimpleNamespace, now: datetime) -> None:
    client = Client(headers={"host": SITE})
    tag = client.get("/koreksi/")["ETag"]
    assert client.get("/koreksi/", headers={"if-none-match": tag}).status_code == 304
    correct(log.corrected, cast.yohanes, "Lagi.", now)
    assert client.get("/koreksi/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(("host", "count"), [(SITE, 6), (HUB, 5)])
@pytest.mark.parametrize("rows", [1, 30])
def test_the_log_asks_the_same_however_long(rows: int, host: str, count: int, cast: SimpleNamespace, write: Write, now: datetime) -> None:
    for number in range(rows):
        text = write(f"Kabar {number}", status="withdrawn", at=now - timedelta(minutes=number))
        with scopes_disabled():
            actions.add_reply(actor=cast.yohanes, publication=text, name="Warga", text="Jawaban.", now=now - timedelta(minutes=number))
    page(host)
    with CaptureQueriesContext(connection) as asked:
        shown = page(host)
    assert len(asked) == count, [query["sql"][:160] for query in asked]
    assert ("Halaman 1 dari 3" in shown) == (rows == 30)
