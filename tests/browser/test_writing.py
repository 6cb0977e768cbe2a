"""Writing on a phone: with a photo, without signal, after the session ended, beside somebody else, without JavaScript."""

import io
import json
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled
from PIL import Image
from playwright.sync_api import Page, expect

from kentongan.accounts.models import Person
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import PHONE

SAVED = "Tersimpan di server"


def photo() -> dict[str, object]:
    buffer = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(buffer, "JPEG", quality=90)
    return {"name": "sawah.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def enter(page: Page, person: Person) -> None:
    """Sign the person in without the door."""
    client = Client(headers={"host": settings.BASE_DOMAIN})
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": settings.BASE_DOMAIN, "path": "/"}])


def only() -> Publication:
    """The one publication there is."""
    with scopes_disabled():
        return Publication.objects.select_related("cover", "topic").get()


@pytest.fixture
def draft(cast: SimpleNamespace) -> Publication:
    """Sari's draft with a title and a sentence."""
    from django.utils import timezone

    now = timezone.now()
    made = publishing.create_publication(actor=cast.sari, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
    return publishing.save_publication(
        actor=cast.sari, publication=made, version=1, now=now, title="Panen padi", summary="", text="Panen mulai Sabtu."
    )


def table_of(page: Page, draft: Publication) -> None:
    page.goto(f"/ruang/tulisan/{draft.code}/#tulisan")


def state(page: Page) -> object:
    return page.locator("[data-write-state]")


def test_an_article_with_a_photo(cast: SimpleNamespace, phone_page: Page) -> None:
    publishing.tag_named("Pertanian", is_topic=True)
    page = phone_page
    enter(page, cast.sari)
    page.goto("/ruang/tulis/")
    page.get_by_role("button", name="Kabar KIM Suara Siding").click()
    page.get_by_label(re.compile("^Foto")).set_input_files(photo())
    expect(page.get_by_text("Foto sudah sampai")).to_be_visible(timeout=15_000)
    page.get_by_label("Apa yang terlihat di foto?").fill("Sawah menguning di tepi sungai")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Apa yang terjadi?").fill("panen padi ladang serentak")
    page.get_by_label("Siapa yang terlibat?").fill("tiga kelompok tani")
    page.get_by_label("Di mana?").fill("Dusun Hulu")
    page.get_by_label("Kapan?").fill("Sabtu, 28 November")
    page.get_by_role("button", name="Susun jadi tulisan").click()
    expect(page.get_by_label("Judul")).to_have_value("Panen padi ladang serentak di Dusun Hulu")
    expect(page.get_by_label("Isi")).to_have_value(re.compile("^Panen padi ladang serentak di Dusun Hulu pada Sabtu, 28 November."))
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Pertanian").check()
    page.get_by_role("button", name="Kirim ke redaktur lain").click()
    expect(page.get_by_text("Sudah sampai di redaktur")).to_be_visible()
    expect(page.get_by_role("img", name="Sawah menguning di tepi sungai")).to_be_visible()
    sent = only()
    assert (sent.status, sent.topic.label, sent.cover.width, sent.cover.alt) == (
        "submitted",
        "Pertanian",
        1280,
        "Sawah menguning di tepi sungai",
    )
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_typing_reaches_the_server(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    enter(phone_page, cast.sari)
    table_of(phone_page, draft)
    phone_page.get_by_label("Isi").fill("Panen mulai Minggu.")
    expect(state(phone_page)).to_contain_text("Tersimpan di HP")
    expect(state(phone_page)).to_contain_text(SAVED)
    assert only().text == "Panen mulai Minggu."


def test_without_signal_nothing_is_lost(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    page.context.set_offline(True)
    page.get_by_label("Isi").fill("Ditulis tanpa sinyal.")
    expect(state(page)).to_have_text("Tersimpan di HP · belum ada sinyal")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Simpan dulu").click()
    expect(state(page)).to_contain_text("tekan lagi begitu sinyal kembali")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text(SAVED)
    assert only().text == "Ditulis tanpa sinyal."


def test_a_reload_keeps_what_could_not_be_sent(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    page.route("**/simpan/", lambda route: route.fulfill(status=503, body="sibuk"))
    page.get_by_label("Isi").fill("Ditulis saat server sibuk.")
    expect(state(page)).to_have_text("Tersimpan di HP · belum ada sinyal")
    page.reload()
    expect(page.get_by_label("Isi")).to_have_value("Ditulis saat server sibuk.")
    expect(page.get_by_text("sudah dipulihkan dari HP ini")).to_be_visible()
    assert only().text == "Panen mulai Sabtu."
    page.unroute("**/simpan/")
    page.get_by_label("Isi").press_sequentially(" Lanjut.")
    expect(state(page)).to_contain_text(SAVED)
    assert only().text == "Ditulis saat server sibuk. Lanjut."
    page.reload()
    expect(page.get_by_text("sudah dipulihkan dari HP ini")).to_be_hidden()


def test_a_session_that_ended_loses_nothing(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    page.context.clear_cookies()
    page.get_by_label("Isi").fill("Ditulis setelah sesi habis.")
    expect(state(page)).to_contain_text("Sesi habis, tulisan aman di HP.")
    link = page.get_by_role("link", name="Masuk lagi")
    assert f"next=%2Fruang%2Ftulisan%2F{draft.code}%2F" in (link.get_attribute("href") or "")
    link.click()
    enter(page, cast.sari)
    page.goto(f"/ruang/tulisan/{draft.code}/#tulisan")
    expect(page.get_by_label("Isi")).to_have_value("Ditulis setelah sesi habis.")
    expect(state(page)).to_contain_text(SAVED)
    assert only().text == "Ditulis setelah sesi habis."


def _yohanes_writes(cast: SimpleNamespace, draft: Publication, text: str) -> None:
    client = Client(headers={"host": settings.BASE_DOMAIN})
    client.force_login(cast.yohanes)
    client.get(f"/ruang/tulisan/{draft.code}/")
    body = {"version": only().version, "title": "Panen padi", "text": text}
    assert client.post(f"/ruang/tulisan/{draft.code}/simpan/", json.dumps(body), content_type="application/json").status_code == 200


def test_two_people_see_both_texts(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    _yohanes_writes(cast, draft, "Versi Yohanes.")
    page.get_by_label("Isi").fill("Versi Sari.")
    page.get_by_role("button", name="Lihat kedua tulisan").click()
    expect(page.get_by_text("Yohanes sedang membuka tulisan ini.")).to_be_visible()
    expect(page.get_by_label("Isi yang tersimpan")).to_have_value("Versi Yohanes.")
    expect(page.get_by_label("Isi", exact=True)).to_have_value("Versi Sari.")
    page.get_by_role("button", name="Simpan tulisan saya").click()
    expect(page.get_by_label("Isi", exact=True)).to_have_value("Versi Sari.")
    assert only().text == "Versi Sari."


def test_theirs_can_be_taken(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    _yohanes_writes(cast, draft, "Versi Yohanes.")
    page.get_by_label("Isi").fill("Versi Sari.")
    page.get_by_role("button", name="Lihat kedua tulisan").click()
    page.get_by_role("link", name="Pakai tulisan Yohanes").click()
    page.goto(f"/ruang/tulisan/{draft.code}/#tulisan")
    expect(page.get_by_label("Isi")).to_have_value("Versi Yohanes.")
    expect(page.locator("[data-restored]")).to_be_hidden()


def test_marks_are_set_by_buttons(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    page = phone_page
    enter(page, cast.sari)
    table_of(page, draft)
    text = page.get_by_label("Isi")
    text.fill("Panen\nkarung\ntali")
    text.evaluate("field => field.setSelectionRange(0, 5)")
    page.get_by_role("button", name="Tebal").click()
    expect(text).to_have_value("**Panen**\nkarung\ntali")
    text.evaluate("field => field.setSelectionRange(12, 19)")
    page.get_by_role("button", name="Daftar").click()
    expect(text).to_have_value("**Panen**\n- karung\n- tali")
    page.get_by_role("button", name="Daftar").click()
    expect(text).to_have_value("**Panen**\nkarung\ntali")
    expect(state(page)).to_contain_text(SAVED)


def test_limits_are_counted(cast: SimpleNamespace, draft: Publication, phone_page: Page) -> None:
    enter(phone_page, cast.sari)
    table_of(phone_page, draft)
    phone_page.get_by_label("Judul").fill("j" * 165)
    expect(phone_page.get_by_text("5 huruf terlalu panjang")).to_be_visible()
    expect(state(phone_page)).to_contain_text("Terlalu panjang: 165 huruf")
    phone_page.get_by_label("Judul").fill("Judul yang pas")
    expect(state(phone_page)).to_contain_text(SAVED)


def test_without_javascript(cast: SimpleNamespace, draft: Publication, open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    enter(page, cast.sari)
    page.goto(f"/ruang/tulisan/{draft.code}/")
    page.get_by_label(re.compile("^Foto")).set_input_files(photo())
    page.get_by_label("Apa yang terlihat di foto?").fill("Sawah")
    page.get_by_label("Apa yang terjadi?").fill("panen padi")
    page.get_by_role("button", name="Simpan bagian ini").first.click()
    expect(page.get_by_text("Tersimpan di server pukul")).to_be_visible()
    expect(page.get_by_role("img", name="Sawah")).to_be_visible()
    page.get_by_label("Isi").fill("Panen mulai Minggu.")
    page.get_by_role("button", name="Kirim ke redaktur lain").click()
    expect(page.get_by_text("Sudah sampai di redaktur")).to_be_visible()
    assert (only().status, only().text, only().cover.alt) == ("submitted", "Panen mulai Minggu.", "Sawah")


def test_readers_get_a_page_without_faults(cast: SimpleNamespace, draft: Publication, phone_page: Page, hub_origin: str) -> None:
    """The linked data is not blocked by the Content-Security-Policy, and says what the page says."""
    from django.utils import timezone

    with scopes_disabled():
        publishing.publish_publication(actor=cast.yohanes, publication=draft, now=timezone.now())
    phone_page.goto("/kim/suara-siding/kabar/panen-padi/")
    expect(phone_page.get_by_role("heading", name="Panen padi", level=1)).to_be_visible()
    expect(phone_page.get_by_role("button", name="Salin tautan")).to_be_visible()
    graph = json.loads(phone_page.locator('script[type="application/ld+json"]').text_content())["@graph"]
    assert (graph[0]["headline"], graph[0]["url"]) == ("Panen padi", f"{hub_origin}/kim/suara-siding/kabar/panen-padi/")
    assert phone_page.context.cookies() == []
