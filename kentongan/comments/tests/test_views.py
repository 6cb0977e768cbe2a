"""Pages of a conversation: without account, with one, and for its moderators."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from kentongan.comments.models import Flag, Remark, Thread

from .conftest import Say

SITE, NEXT_SITE = "/kim/suara-siding", "/kim/jagoi-bersuara"


@pytest.fixture
def visitor() -> Client:
    """A phone without account."""
    return Client(headers={"host": settings.BASE_DOMAIN})


@pytest.fixture
def typed() -> dict[str, str]:
    """What a resident types."""
    return {"client_id": str(uuid4()), "isi": "Papan kedua juga lapuk.", "nama": "Bu Ani"}


@pytest.mark.parametrize("place", ["", SITE])
def test_without_account_from_the_words_to_the_decision(
    place: str, visitor: Client, typed: dict[str, str], thread: Thread, sign_in: Any, cast: SimpleNamespace, now: datetime
) -> None:
    path = f"{place}/percakapan/{thread.pk}/"
    page = visitor.get(path + "tulis/")
    assert (page.status_code, page.cookies.output(), "no-store" in page["Cache-Control"]) == (200, "", True)
    sent = visitor.post(path + "tulis/", typed)
    code = sent.context["receipt"].spaced_code
    assert (sent.status_code, sent.cookies.output(), code in sent.content.decode()) == (201, "", True)
    assert visitor.post(path + "tulis/", typed).context["receipt"].spaced_code == code
    remark = Remark.objects.get()
    assert typed["isi"] not in visitor.get(path).content.decode()

    sari, yohanes = sign_in(cast.sari), sign_in(cast.yohanes)
    assert typed["isi"] in sari.get("/ruang/percakapan/").content.decode()
    decide = f"/ruang/percakapan/tanggapan/{remark.pk}/putuskan/"
    wrong = sari.post(decide, {"langkah": "hide", "dari": "antrean"})
    assert (wrong.status_code, "Pilih alasannya" in wrong.content.decode()) == (422, True)
    sari.post(decide, {"langkah": "hide", "alasan": "kasar", "penjelasan": "Tanpa makian.", "dari": "antrean"})
    found = visitor.post("/percakapan/kode/", {"kode": code.lower()})
    assert (found.status_code, "Kasar atau menghina" in found.content.decode(), "Tanpa makian." in found.content.decode()) == (
        200, True, True,
    )  # fmt: skip
    answer = {"kode": code, "langkah": "appeal", "alasan": "Saya tidak memaki."}
    assert visitor.post("/percakapan/kode/langkah/", answer | {"alasan": ""}).status_code == 422
    assert visitor.post("/percakapan/kode/langkah/", answer).status_code == 200
    assert "Saya tidak memaki." in yohanes.get("/ruang/percakapan/").content.decode()
    assert "Saya tidak memaki." not in sari.get("/ruang/percakapan/").content.decode()
    yohanes.post(decide, {"langkah": "grant", "penjelasan": "Memang tidak kasar."})
    shown = visitor.get(path).content.decode()
    assert (typed["isi"] in shown, "Bu Ani" in shown) == (True, True)
    taken = visitor.post("/percakapan/kode/langkah/", {"kode": code, "langkah": "take_back"})
    assert (taken.status_code, typed["isi"] in visitor.get(path).content.decode()) == (200, False)
    assert visitor.post("/percakapan/kode/", {"kode": code}).status_code == 422


def test_what_is_wrong_is_said_and_the_rest_is_kept(visitor: Client, typed: dict[str, str], thread: Thread) -> None:
    page = visitor.post(f"/percakapan/{thread.pk}/tulis/", typed | {"isi": ""})
    form = page.context["form"]
    assert (page.status_code, form.errors, form["nama"].value()) == (
        422, {"isi": ["Tulis dulu tanggapan Anda, satu kalimat pun cukup."]}, "Bu Ani",
    )  # fmt: skip
    assert not Remark.objects.exists()


def test_the_trap_holds_and_drops_nothing(
    visitor: Client, typed: dict[str, str], thread: Thread, sign_in: Any, cast: SimpleNamespace
) -> None:
    assert visitor.post(f"/percakapan/{thread.pk}/tulis/", typed | {"situs": "https://murah.example"}).status_code == 201
    remark = Remark.objects.get()
    assert (remark.state, remark.suspicion[:14]) == ("held", "Kolom jebakan ")
    assert "Kolom jebakan terisi" in sign_in(cast.sari).get("/ruang/percakapan/").content.decode()


def test_words_are_plain_and_links_are_links(visitor: Client, say: Say, thread: Thread, cast: SimpleNamespace) -> None:
    say("<b>Awas</b> https://desa.example/jembatan", actor=cast.sari)
    page = visitor.get(f"/percakapan/{thread.pk}/").content.decode()
    assert "&lt;b&gt;Awas&lt;/b&gt;" in page
    assert '<a href="https://desa.example/jembatan" rel="nofollow">' in page


def test_a_site_shows_only_what_is_said_there(visitor: Client, say: Say, thread: Thread, cast: SimpleNamespace) -> None:
    remark = say(actor=cast.sari)
    paths = (f"/percakapan/{thread.pk}/", f"/percakapan/{thread.pk}/tulis/", f"/percakapan/tanggapan/{remark.pk}/laporkan/")
    for path in paths:
        assert (visitor.get(SITE + path).status_code, visitor.get(NEXT_SITE + path).status_code) == (200, 404), path


@pytest.mark.parametrize("wanted", ["x", "9" * 30, "0"])
def test_replies_to_nothing(wanted: str, visitor: Client, thread: Thread) -> None:
    assert visitor.get(f"/percakapan/{thread.pk}/tulis/?balas={wanted}").status_code == 404


def test_flagging(visitor: Client, say: Say, cast: SimpleNamespace) -> None:
    remark, device = say(actor=cast.sari), str(uuid4())
    path = f"/percakapan/tanggapan/{remark.pk}/laporkan/"
    page = visitor.get(path)
    assert (page.status_code, 'data-device="tanda"' in page.text) == (200, True)
    for _tap in range(2):
        assert visitor.post(path, {"client_id": device}).status_code == 200
    assert (Flag.objects.count(), visitor.post(path, {"client_id": "x"}).status_code) == (1, 422)
    assert visitor.get(f"/percakapan/tanggapan/{say().pk}/laporkan/").status_code == 404


def test_under_ones_own_name(thread: Thread, say: Say, sign_in: Any, cast: SimpleNamespace, visitor: Client) -> None:
    dewi, wati = sign_in(cast.dewi), sign_in(cast.wati)
    path = f"/ruang/percakapan/{thread.pk}/"
    held = say("Menunggu dibaca.")
    assert dewi.post(path + "tulis/", {"client_id": str(uuid4()), "isi": "Besok kami lihat."})["location"] == path
    remark = Remark.objects.get(text="Besok kami lihat.")
    reply = {"client_id": str(uuid4()), "isi": "Terima kasih.", "balas": str(remark.pk)}
    assert wati.post(path + "tulis/", reply)["location"] == path
    assert wati.post(path + "tulis/", {"client_id": str(uuid4()), "isi": ""}).status_code == 422
    page = wati.get(path).content.decode()
    assert ("Terima kasih." in page, held.text in page) == (True, False)
    assert (held.text in sign_in(cast.sari).get(path).content.decode(), "Terima kasih." in dewi.get(path).content.decode()) == (True, False)
    own = Remark.objects.get(text="Terima kasih.")
    wati.post(f"/ruang/percakapan/tanggapan/{own.pk}/jawab/", {"langkah": "take_back"})
    own.refresh_from_db()
    assert (own.state, own.text) == ("withdrawn", "")
    public = visitor.get(f"/percakapan/{thread.pk}/").content.decode()
    assert ("Dewi Anggraini" in public, "Kontributor · KIM Suara Siding" in public) == (True, True)


def test_closing(thread: Thread, sign_in: Any, cast: SimpleNamespace, visitor: Client, typed: dict[str, str]) -> None:
    sari, path = sign_in(cast.sari), f"/ruang/percakapan/{thread.pk}/"
    wrong = sari.post(path + "tutup/", {"sebab": "Jembatan " * 40})
    assert (wrong.status_code, wrong.context["close_form"]["sebab"].value()) == (422, "Jembatan " * 40)
    sari.post(path + "tutup/", {"sebab": "Jembatan sudah jadi."})
    assert "Jembatan sudah jadi." in visitor.get(f"/percakapan/{thread.pk}/tulis/").content.decode()
    assert visitor.post(f"/percakapan/{thread.pk}/tulis/", typed).status_code == 403
    assert "Catatan keputusan" in sari.get(path).content.decode()
    sari.post(path + "buka/")
    assert visitor.post(f"/percakapan/{thread.pk}/tulis/", typed).status_code == 201


@pytest.mark.parametrize(("which", "queries"), [("queue", 7), ("talk", 9), ("public", 5)])
def test_as_many_queries_for_one_as_for_thirty(
    which: str, queries: int, thread: Thread, say: Say, sign_in: Any, visitor: Client, cast: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    paths = {"queue": "/ruang/percakapan/", "talk": f"/ruang/percakapan/{thread.pk}/", "public": f"/percakapan/{thread.pk}/"}
    client = visitor if which == "public" else sign_in(cast.sari)
    for count in (1, 29):
        for _number in range(count):
            say()
            say(actor=cast.budi, parent=say(actor=cast.dewi))
        client.get(paths[which])
        with django_assert_num_queries(queries):
            assert client.get(paths[which]).status_code == 200


def test_a_page_is_kept_until_something_is_said(visitor: Client, say: Say, thread: Thread, cast: SimpleNamespace) -> None:
    path = f"{SITE}/percakapan/{thread.pk}/"
    tag = visitor.get(path)["ETag"]
    assert visitor.get(path, headers={"if-none-match": tag}).status_code == 304
    say(actor=cast.sari)
    assert visitor.get(path, headers={"if-none-match": tag}).status_code == 200


def test_words_that_are_read_at_once_point_at_nobody(thread: Thread, sign_in: Any, cast: SimpleNamespace) -> None:
    path, words = f"/ruang/percakapan/{thread.pk}/tulis/", {"isi": "Hubungi 0812-5550-0123.", "client_id": str(uuid4())}
    dewi, adi = sign_in(cast.dewi), sign_in(cast.adi)
    answer = dewi.post(path, words)
    assert (answer.status_code, "Tetap tampilkan" in answer.content.decode()) == (422, True)
    assert dewi.post(path, words | {"tetap": "on"}).status_code == 302
    assert adi.post(path, words | {"client_id": str(uuid4())}).status_code == 302  # a moderator reads it first
    assert list(thread.remarks.values_list("state", flat=True)) == ["shown", "held"]
