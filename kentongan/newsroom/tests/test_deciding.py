"""The steps a text takes, who may take them, and what is said."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import Write, stored


def go(client: object, publication: Publication, step: str, **data: object) -> object:
    return client.post(f"/ruang/tulisan/{publication.code}/{step}/", data)


def look(client: object, publication: Publication, step: str, status: int = 200) -> str:
    answer = client.get(f"/ruang/tulisan/{publication.code}/{step}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_from_draft_to_readers(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    """Dewi writes and submits, Yohanes sends back, Dewi improves, Yohanes publishes."""
    article = write("Panen padi ladang", cast.dewi)
    dewi, yohanes = sign_in(cast.dewi), sign_in(cast.yohanes)
    go(dewi, article, "ajukan")
    html = look(yohanes, article, "periksa")
    for words in ("Ditulis Dewi Anggraini", "Panen mulai Sabtu.", "Terbitkan", "Kembalikan kepada penulis", "Terbitkan nanti"):
        assert words in html, words
    answer = go(yohanes, article, "kembalikan", remarks="Lengkapi waktunya.")
    assert answer["Location"] == f"/ruang/tulisan/{article.code}/pratinjau/"
    assert "Lengkapi waktunya." in dewi.get(f"/ruang/tulisan/{article.code}/").content.decode()
    with scopes_disabled():
        publishing.save_publication(
            actor=cast.dewi,
            publication=(now_there := stored(article)),
            version=now_there.version,
            now=timezone.now(),
            title="Panen padi ladang",
            summary="Ringkasnya begini.",
            text="Panen mulai Sabtu pukul 07.00.",
        )
    go(dewi, article, "ajukan")
    assert "<ins>" in look(yohanes, article, "periksa")
    answer = go(yohanes, article, "terbitkan")
    assert answer["Location"] == f"/ruang/tulisan/{article.code}/terbit/"
    html = look(yohanes, article, "terbit")
    for words in ("Sudah terbit", "/kim/suara-siding/kabar/panen-padi-ladang/", "https://wa.me/?text=", "Tarik"):
        assert words in html, words
    assert stored(article).reviewer_id == cast.yohanes.pk
    history = look(dewi, article, "riwayat")
    for words in ("Diajukan", "Dikembalikan", "Terbit", "versi 4", "Lengkapi waktunya."):
        assert words in history, words
    assert "pukul" in dewi.get(f"/ruang/tulisan/{article.code}/riwayat/?versi=3").content.decode()


def test_take_back(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="submitted")
    assert go(sign_in(cast.dewi), article, "ambil-kembali").status_code == 403
    assert go(sign_in(cast.sari), article, "ambil-kembali").status_code == 302
    assert stored(article).status == "draft"


def test_return_needs_remarks(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="submitted")
    answer = go(sign_in(cast.yohanes), article, "kembalikan", remarks="  ")
    assert answer.status_code == 422
    assert stored(article).status == "submitted"


@pytest.mark.parametrize(
    ("date", "time", "sentence"),
    [
        ("2020-01-01", "08:00", "Waktu itu sudah lewat."),
        ("", "08:00", "Bidang ini tidak boleh kosong."),
        ("besok", "08:00", ""),
        ("2999-01-01", "xx", ""),
    ],
)
def test_schedule_says_what_is_wrong(cast: SimpleNamespace, sign_in: object, write: Write, date: str, time: str, sentence: str) -> None:
    article = write(status="submitted")
    answer = go(sign_in(cast.yohanes), article, "jadwalkan", date=date, time=time)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_schedule_and_cancel(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="submitted")
    yohanes = sign_in(cast.yohanes)
    go(yohanes, article, "jadwalkan", date="2999-02-03", time="06:30")
    assert timezone.localtime(stored(article).scheduled_at).isoformat() == "2999-02-03T06:30:00+07:00"
    html = look(yohanes, article, "pratinjau")
    assert "3 Februari 2999 pukul 06.30" in html
    assert "Batalkan jadwal" in html
    go(yohanes, article, "ambil-kembali")
    assert stored(article).status == "draft"


def test_a_bulletin_may_be_embargoed(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    bulletin = write("Imunisasi", cast.rini, owner=cast.regency)
    rini = sign_in(cast.rini)
    assert "Kirim dulu ke KIM" in look(rini, bulletin, "periksa")
    go(rini, bulletin, "jadwalkan", date="2999-02-03", time="06:30", is_embargoed="on")
    assert (stored(bulletin).status, stored(bulletin).is_embargoed) == ("scheduled", True)
    assert "Kirim dulu ke KIM" not in look(sign_in(cast.yohanes), write(status="submitted"), "periksa")


@pytest.mark.parametrize(
    ("who", "status"), [("dewi", 200), ("sari", 200), ("rini", 200), ("joko", 404), ("budi", 404), ("wati", 404), (None, 302)]
)
def test_an_embargoed_bulletin_is_read_ahead_by_the_groups(
    cast: SimpleNamespace, sign_in: object, write: Write, who: str | None, status: int
) -> None:
    bulletin = write("Imunisasi", cast.rini, owner=cast.regency, audience=(cast.siding_district,))
    client = sign_in(getattr(cast, who) if who else None)
    if who != "rini":
        assert client.get(f"/ruang/tulisan/{bulletin.code}/pratinjau/").status_code == (302 if who is None else 404)
    go(sign_in(cast.rini), bulletin, "jadwalkan", date="2999-02-03", time="06:30", is_embargoed="on")
    answer = client.get(f"/ruang/tulisan/{bulletin.code}/pratinjau/")
    assert answer.status_code == status
    if who in ("dewi", "sari"):
        assert "warga membacanya pada Minggu, 3 Februari 2999 pukul 06.30" in answer.content.decode()
        assert "/riwayat/" not in answer.content.decode()
        assert client.get(f"/ruang/tulisan/{bulletin.code}/riwayat/").status_code == 404


def test_withdraw_needs_a_reason(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="published")
    yohanes = sign_in(cast.yohanes)
    assert "Alasan penarikan" in look(yohanes, article, "tarik")
    assert go(yohanes, article, "tarik", reason="").status_code == 422
    assert go(yohanes, article, "tarik", reason="Datanya keliru.").status_code == 302
    assert (stored(article).status, stored(article).withdrawn_reason) == ("withdrawn", "Datanya keliru.")
    assert "Datanya keliru." in look(yohanes, article, "pratinjau")


def test_correct(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="published")
    yohanes = sign_in(cast.yohanes)
    version = stored(article).version
    data = {
        "version": version,
        "title": "Panen padi ladang",
        "summary": "",
        "text": "Luasnya 12 hektare.",
        "note": "Luas yang benar 12 hektare.",
    }
    assert "Panen mulai Sabtu." in look(yohanes, article, "koreksi")
    wrong = go(yohanes, article, "koreksi", **{**data, "note": ""})
    assert wrong.status_code == 422
    assert "Luasnya 12 hektare." in wrong.content.decode()
    assert go(yohanes, article, "koreksi", **data).status_code == 302
    assert stored(article).text == "Luasnya 12 hektare."
    stale = go(yohanes, article, "koreksi", **{**data, "text": "Luasnya 13 hektare."})
    assert stale.status_code == 409
    for words in ("Luasnya 13 hektare.", "Luasnya 12 hektare."):
        assert words in stale.content.decode(), words


def test_reply(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="withdrawn")
    yohanes = sign_in(cast.yohanes)
    assert go(yohanes, article, "hak-jawab", name="", text="").status_code == 422
    go(yohanes, article, "hak-jawab", name="Bapak Anton", text="Kios tetap buka.")
    assert list(article.notes.values_list("kind", "name")) == [("reply", "Bapak Anton")]


def test_archive_and_back(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="published")
    yohanes = sign_in(cast.yohanes)
    go(yohanes, article, "arsip", arsip="ya")
    assert stored(article).archived_at is not None
    assert "Tampilkan lagi di daftar" in look(yohanes, article, "pratinjau")
    go(yohanes, article, "arsip", arsip="tidak")
    assert stored(article).archived_at is None


def test_delete_a_draft(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    sari = sign_in(cast.sari)
    assert "tidak bisa dikembalikan" in look(sari, article, "hapus")
    assert go(sari, article, "hapus")["Location"] == "/ruang/"
    with scopes_disabled():
        assert not Publication.objects.exists()
    published = write(status="published")
    assert go(sign_in(cast.yohanes), published, "hapus").status_code == 403


def test_two_editors_publish_at_once(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="submitted", author=cast.dewi)
    assert go(sign_in(cast.yohanes), article, "terbitkan").status_code == 302
    assert go(sign_in(cast.sari), article, "terbitkan").status_code == 403
    assert EventRecord.objects.filter(name="publishing.PublicationPublished").count() == 1


def test_a_published_text_opens_as_it_is_read(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write(status="published")
    assert sign_in(cast.sari).get(f"/ruang/tulisan/{article.code}/")["Location"] == f"/ruang/tulisan/{article.code}/pratinjau/"
    assert sign_in(cast.sari).get(f"/ruang/tulisan/{write().code}/terbit/").status_code == 302


def test_history_before_anything_happened(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    assert "Belum ada versi yang dicatat" in look(sign_in(cast.sari), write(), "riwayat")


def test_consent_is_asked_of_the_reviewer(cast: SimpleNamespace, sign_in: object, write: Write, cover: object) -> None:
    article = write(status="submitted", cover=cover)
    assert "Izin orang di foto belum ditanyakan" in look(sign_in(cast.yohanes), article, "periksa")


# --- Role × address × status of the text: what each of the cast is answered. Sari wrote it; in Siding another redaktur reviews.
# 200 shown, 302 done or led elsewhere, 403 not now or not for you, 404 not there for you, 422 something is missing.
PEOPLE = ("sari", "yohanes", "markus", "dewi", "rini", "budi", "joko", "wati", "adi", None)
HIDDEN = "404 404 404 404 302"
TABLE = [
    # status      step             method  sari yoh mar dewi rini budi joko wati adi nobody
    ("draft", "", "get", f"200 200 200 302 404 {HIDDEN}"),
    ("draft", "", "post", f"302 302 302 403 404 {HIDDEN}"),
    ("draft", "pratinjau", "get", f"200 200 200 200 404 {HIDDEN}"),
    ("draft", "periksa", "get", f"200 200 200 403 404 {HIDDEN}"),
    ("draft", "riwayat", "get", f"200 200 200 200 404 {HIDDEN}"),
    ("draft", "ajukan", "post", f"302 302 302 302 404 {HIDDEN}"),
    ("draft", "terbitkan", "post", f"403 302 302 403 404 {HIDDEN}"),
    ("draft", "jadwalkan", "post", f"422 422 422 403 404 {HIDDEN}"),
    ("draft", "hapus", "get", f"200 200 200 403 404 {HIDDEN}"),
    ("draft", "hapus", "post", f"302 302 302 403 404 {HIDDEN}"),
    ("submitted", "", "get", f"200 200 200 302 302 {HIDDEN}"),
    ("submitted", "pratinjau", "get", f"200 200 200 200 200 {HIDDEN}"),
    ("submitted", "periksa", "get", f"200 200 200 403 403 {HIDDEN}"),
    ("submitted", "ambil-kembali", "post", f"302 403 403 403 403 {HIDDEN}"),
    ("submitted", "kembalikan", "post", f"422 422 422 403 403 {HIDDEN}"),
    ("submitted", "terbitkan", "post", f"403 302 302 403 403 {HIDDEN}"),
    ("submitted", "hapus", "post", f"403 403 403 403 403 {HIDDEN}"),
    ("returned", "", "get", f"200 200 200 302 302 {HIDDEN}"),
    ("returned", "ajukan", "post", f"302 302 302 302 403 {HIDDEN}"),
    ("scheduled", "terbitkan", "post", f"302 302 302 403 403 {HIDDEN}"),
    ("scheduled", "ambil-kembali", "post", f"302 302 302 403 403 {HIDDEN}"),
    ("published", "", "get", f"302 302 302 302 302 {HIDDEN}"),
    ("published", "terbit", "get", f"200 200 200 200 200 {HIDDEN}"),
    ("published", "tarik", "get", f"200 200 200 403 403 {HIDDEN}"),
    ("published", "tarik", "post", f"422 422 422 403 403 {HIDDEN}"),
    ("published", "koreksi", "get", f"200 200 200 403 403 {HIDDEN}"),
    ("published", "koreksi", "post", f"422 422 422 403 403 {HIDDEN}"),
    ("published", "hak-jawab", "get", f"200 200 200 403 403 {HIDDEN}"),
    ("published", "hak-jawab", "post", f"422 422 422 403 403 {HIDDEN}"),
    ("published", "arsip", "post", f"302 302 302 403 403 {HIDDEN}"),
    ("published", "ajukan", "post", f"403 403 403 403 403 {HIDDEN}"),
    ("withdrawn", "tarik", "get", f"403 403 403 403 403 {HIDDEN}"),
    ("withdrawn", "hak-jawab", "get", f"200 200 200 403 403 {HIDDEN}"),
    ("withdrawn", "terbitkan", "post", f"403 403 403 403 403 {HIDDEN}"),
]


@pytest.mark.parametrize(("status", "step", "method", "answers"), TABLE, ids=[f"{row[0]} {row[1] or 'tulis'} {row[2]}" for row in TABLE])
def test_who_is_answered_what(
    cast: SimpleNamespace, sign_in: object, write: Write, status: str, step: str, method: str, answers: str
) -> None:
    given = []
    for who in PEOPLE:
        article = write(status=status)
        client = sign_in(getattr(cast, who) if who else None)
        address = f"/ruang/tulisan/{article.code}/{step + '/' if step else ''}"
        data = {"version": stored(article).version, "title": "Judul", "text": "Isi"} if not step else {}
        given.append(getattr(client, method)(address, data).status_code)
        if given[-1] in (403, 404, 422):
            assert stored(article).status == status
    assert " ".join(map(str, given)) == answers


@pytest.mark.parametrize("code", ["TIDAKADA00", "x", "../..", "0" * 300, "%00"])
def test_codes_that_are_none(cast: SimpleNamespace, sign_in: object, code: str) -> None:
    assert sign_in(cast.sari).get(f"/ruang/tulisan/{code}/").status_code == 404
