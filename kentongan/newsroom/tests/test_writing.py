"""The writing table: begin, save, autosave, conflict, compose, photo."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.media.models import Upload
from kentongan.newsroom.models import Brief
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Presence, Publication

from .conftest import Write, photo_bytes, stored

TYPED = {
    "title": "Panen padi ladang",
    "summary": "Mulai Sabtu.",
    "text": "Panen mulai **Sabtu**.",
    "tags": "panen, lumbung",
    "topic": "",
    "what": "panen padi",
    "who": "kelompok tani",
    "where": "Dusun Hulu",
    "when": "Sabtu",
    "why": "",
    "how": "",
    "cover": "",
    "alt": "",
    "caption": "",
    "credit": "",
    "people_shown": "unknown",
}


def write_to(client: object, publication: Publication, step: str = "simpan", **values: object) -> object:
    data = {**TYPED, "version": stored(publication).version, "langkah": step, **values}
    return client.post(f"/ruang/tulisan/{publication.code}/", data)


def autosave(client: object, publication: Publication, **values: object) -> object:
    data = {**TYPED, "version": stored(publication).version, **values}
    return client.post(f"/ruang/tulisan/{publication.code}/simpan/", json.dumps(data), content_type="application/json")


# --- Begin


def test_article_begin_opens_a_draft(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.dewi)
    assert "KIM Suara Siding" in client.get("/ruang/tulis/").content.decode()
    answer = client.post("/ruang/tulis/", {"meja": cast.siding.scope})
    with scopes_disabled():
        draft = Publication.objects.get()
    assert answer["Location"] == f"/ruang/tulisan/{draft.code}/"
    assert (draft.kind, draft.owner, draft.author, draft.status) == ("article", cast.siding.scope, cast.dewi, "draft")


def test_beginning_twice_opens_the_same_empty_draft(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.dewi)
    first, second = (client.post("/ruang/tulis/", {"meja": cast.siding.scope})["Location"] for _number in range(2))
    assert first == second
    with scopes_disabled():
        write_to(client, Publication.objects.get())
    assert client.post("/ruang/tulis/", {"meja": cast.siding.scope})["Location"] != first


@pytest.mark.parametrize(("who", "status"), [("dewi", 302), ("joko", 404), ("budi", 404), ("wati", 404), ("rini", 404)])
def test_article_begin_is_for_the_groups_own(cast: SimpleNamespace, sign_in: object, who: str, status: int) -> None:
    assert sign_in(getattr(cast, who)).post("/ruang/tulis/", {"meja": cast.siding.scope}).status_code == status


def test_article_begin_for_somebody_without_a_desk(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.wati).get("/ruang/tulis/")
    assert answer.status_code == 403
    assert "belum terdaftar sebagai penulis" in answer.content.decode()


def test_bulletin_begin_is_addressed_to_the_sender(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.budi)
    assert "Desa Siding" in client.get("/ruang/pengumuman/tulis/").content.decode()
    client.post("/ruang/pengumuman/tulis/", {"meja": cast.siding_village.scope})
    with scopes_disabled():
        draft = Publication.objects.get()
        assert list(draft.audiences.values_list("region_id", flat=True)) == [cast.siding_village.code]
    assert draft.kind == "bulletin"


# --- Write


def test_article_write_shows_the_guided_form(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    html = sign_in(cast.sari).get(f"/ruang/tulisan/{write().code}/").content.decode()
    for words in (
        "Apa yang terjadi?",
        "Siapa yang terlibat?",
        "Di mana?",
        "Kapan?",
        "Mengapa?",
        "Bagaimana ceritanya?",
        "Susun jadi tulisan",
        'type="file"',
        "Panen padi ladang",
    ):
        assert words in html, words


def test_article_write_keeps_everything(cast: SimpleNamespace, sign_in: object, write: Write, cover: Upload) -> None:
    publishing.tag_named("Pertanian", is_topic=True)
    article = write("", text="")
    answer = write_to(
        sign_in(cast.sari), article, "simpan:tulisan", cover=cover.key, alt="Sawah luas", topic="pertanian", people_shown="agreed"
    )
    assert (answer.status_code, answer["Location"]) == (302, f"/ruang/tulisan/{article.code}/#tulisan")
    kept, brief = stored(article), Brief.objects.get()
    assert (kept.title, kept.text, kept.html, kept.topic.slug, kept.cover_id) == (
        "Panen padi ladang",
        "Panen mulai **Sabtu**.",
        "<p>Panen mulai <strong>Sabtu</strong>.</p>\n",
        "pertanian",
        cover.pk,
    )
    assert sorted(kept.tags.values_list("label", flat=True)) == ["lumbung", "panen"]
    assert (brief.what, brief.where) == ("panen padi", "Dusun Hulu")
    with scopes_disabled():
        cover.refresh_from_db()
    assert (cover.alt, cover.people_shown) == ("Sawah luas", "agreed")


def test_a_photo_comes_with_the_form(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    answer = write_to(sign_in(cast.sari), article, photo=SimpleUploadedFile("a.jpg", photo_bytes()), alt="Sawah")
    assert answer.status_code == 302
    assert stored(article).cover.alt == "Sawah"
    write_to(sign_in(cast.sari), article, cover=stored(article).cover.key, remove_cover="on")
    assert stored(article).cover is None


def test_a_refused_photo_leaves_the_rest(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write("", text="")
    answer = write_to(sign_in(cast.sari), article, photo=SimpleUploadedFile("a.jpg", b"<html>bukan foto</html>"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "bukan seperti nama belakangnya" in html
    assert "Panen mulai **Sabtu**." in html
    assert (stored(article).title, stored(article).cover) == ("Panen padi ladang", None)
    assert f'name="version" value="{stored(article).version}"' in html


def test_a_photo_of_another_group_is_no_cover(cast: SimpleNamespace, sign_in: object, write: Write, cover: Upload) -> None:
    theirs = write("Kabar Jagoi", cast.joko, owner=cast.jagoi)
    write_to(sign_in(cast.joko), theirs, cover=cover.key)
    assert stored(theirs).cover is None


def test_what_is_too_long_is_said_and_kept(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    answer = write_to(sign_in(cast.sari), article, title="j" * 170)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("Terlalu panjang: 170 huruf, paling banyak 160.") == 2
    assert "j" * 170 in html
    assert stored(article).title == "Panen padi ladang"


@pytest.mark.parametrize(
    "pasted",
    [
        "🌾🎉 *Panen* raya 👨‍👩‍👧",
        "nol\0 dan \x07 bel \x1b[31m",
        "pasangan tunggal \ud83d",
        "Ｆｕｌｌ ｗｉｄｔｈ ﷽ ‮terbalik",
        "<b>tebal</b> & “kutip”",
        "[x](javascript:alert(1))",
    ],
)
def test_text_pasted_from_anywhere(cast: SimpleNamespace, sign_in: object, write: Write, pasted: str) -> None:
    article = write()
    client = sign_in(cast.sari)
    if "\ud83d" not in pasted:  # a browser cannot send half a pair in a form; JSON can
        assert write_to(client, article, text=pasted, title=pasted[:40], how=pasted).status_code == 302
    assert autosave(client, article, text=pasted, title=pasted[:40], what=pasted).status_code == 200
    assert "\0" not in stored(article).text
    assert "javascript:" not in stored(article).html or "<a" not in stored(article).html
    assert client.get(f"/ruang/tulisan/{article.code}/pratinjau/").status_code == 200


def test_a_hundred_kilobytes(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    text = "Kabar panjang dari kampung, http://contoh.id dan seterusnya.\n" * 1_700
    assert write_to(sign_in(cast.sari), article, text=text).status_code == 302
    assert len(stored(article).text) > 100_000


def test_susun_composes_the_draft(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write("", text="")
    client = sign_in(cast.sari)
    answer = write_to(client, article, "susun", title="", summary="", text="")
    assert answer["Location"] == f"/ruang/tulisan/{article.code}/#tulisan"
    assert (stored(article).title, stored(article).text) == (
        "Panen padi di Dusun Hulu",
        "Panen padi di Dusun Hulu pada Sabtu. Yang terlibat: kelompok tani.",
    )
    again = {field: getattr(stored(article), field) for field in ("title", "summary", "text")}
    write_to(client, article, "susun", **again, when="Minggu")
    assert stored(article).text == "Panen padi di Dusun Hulu pada Minggu. Yang terlibat: kelompok tani."


def test_susun_never_replaces_what_was_written(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    client = sign_in(cast.sari)
    write_to(client, article, "susun", text="Kalimat saya sendiri.")
    assert stored(article).text == "Kalimat saya sendiri."
    assert "tidak ditimpa" in client.get(f"/ruang/tulisan/{article.code}/").content.decode()


def test_ajukan_needs_title_text_and_words_for_the_photo(cast: SimpleNamespace, sign_in: object, write: Write, cover: Upload) -> None:
    article = write("", text="")
    answer = write_to(sign_in(cast.sari), article, "ajukan", title="", text="  ", cover=cover.key, alt="", caption="")
    html = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Judulnya belum ada.", "Isinya belum ada.", "Tulis satu kalimat tentang apa yang terlihat di foto."):
        assert html.count(words) >= 2, words
    assert stored(article).status == "draft"


def test_ajukan_hands_it_to_the_others(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    client = sign_in(cast.sari)
    assert write_to(client, article, "ajukan")["Location"] == f"/ruang/tulisan/{article.code}/pratinjau/"
    assert stored(article).status == "submitted"
    html = client.get(f"/ruang/tulisan/{article.code}/pratinjau/").content.decode()
    assert "Sudah sampai di redaktur (Markus Ngadi, Yohanes Alim)" in html
    assert f'action="/ruang/tulisan/{article.code}/ambil-kembali/"' in html


def test_own_texts_cannot_be_published_where_another_reviews(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    assert "Terbitkan sekarang" not in sign_in(cast.sari).get(f"/ruang/tulisan/{article.code}/").content.decode()
    assert write_to(sign_in(cast.sari), article, "terbitkan").status_code == 403
    assert stored(article).status == "draft"


def test_a_lone_editor_publishes(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write("Kabar Jagoi", cast.joko, owner=cast.jagoi)
    client = sign_in(cast.joko)
    assert write_to(client, article, "terbitkan", title="Kabar Jagoi")["Location"] == f"/ruang/tulisan/{article.code}/terbit/"
    html = client.get(f"/ruang/tulisan/{article.code}/terbit/").content.decode()
    assert "http://kim.localhost:8000/kim/jagoi-bersuara/kabar/kabar-jagoi/" in html
    assert "Tarik" in html


def test_opening_the_table_asks_little(cast: SimpleNamespace, sign_in: object, write: Write, cover: Upload) -> None:
    article = write(cover=cover)
    client = sign_in(cast.sari)
    client.get(f"/ruang/tulisan/{article.code}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/ruang/tulisan/{article.code}/")
    assert len(asked) <= 26, [query["sql"][:140] for query in asked]


# --- Save while typing


def test_article_save(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write("", text="")
    before = stored(article).version
    answer = autosave(sign_in(cast.sari), article, text="Baru diketik.")
    assert answer.status_code == 200
    assert sorted(answer.json()) == ["saved_at", "saved_words", "version"]
    assert (answer.json()["version"], stored(article).version, stored(article).text) == (before + 1, before + 1, "Baru diketik.")


def test_article_save_signed_out(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    answer = autosave(sign_in(None), write())
    assert (answer.status_code, answer.json()["sign_in"]) == (401, reverse("account_login"))


@pytest.mark.parametrize(("body", "status"), [("bukan json", 400), ("[1]", 400), ("{}", 422), ('{"version": "x"}', 422), ("null", 400)])
def test_article_save_of_nonsense(cast: SimpleNamespace, sign_in: object, write: Write, body: str, status: int) -> None:
    answer = sign_in(cast.sari).post(f"/ruang/tulisan/{write().code}/simpan/", body, content_type="application/json")
    assert answer.status_code == status
    assert answer.json()["message"]


def test_article_save_says_what_is_too_long(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    answer = autosave(sign_in(cast.sari), write(), summary="r" * 400)
    assert (answer.status_code, answer.json()["errors"]) == (422, {"summary": "Terlalu panjang: 400 huruf, paling banyak 300."})


@pytest.mark.parametrize(
    ("who", "status"), [("sari", 200), ("yohanes", 200), ("dewi", 403), ("joko", 404), ("wati", 404), ("budi", 404), ("rini", 404)]
)
def test_article_save_is_for_author_and_editors(cast: SimpleNamespace, sign_in: object, write: Write, who: str, status: int) -> None:
    article = write()
    assert autosave(sign_in(getattr(cast, who)), article, text="diubah").status_code == status
    assert (stored(article).text == "diubah") is (status == 200)


def test_a_conflict_gives_both_texts(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    opened = stored(article).version
    autosave(sign_in(cast.yohanes), article, text="Versi Yohanes.")
    answer = autosave(sign_in(cast.sari), article, text="Versi Sari.", version=opened)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["theirs"]["isi"], told["mine"]["isi"], told["version"]) == ("Versi Yohanes.", "Versi Sari.", opened + 1)
    assert "Yohanes Alim" in told["message"]
    assert stored(article).text == "Versi Yohanes."


def test_the_conflict_page_lets_one_choose(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    opened = stored(article).version
    autosave(sign_in(cast.yohanes), article, text="Versi Yohanes.")
    client = sign_in(cast.sari)
    answer = write_to(client, article, text="Versi Sari.", version=opened)
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Versi Yohanes.", "Versi Sari.", "Yohanes Alim menyimpan perubahan", "Simpan tulisan saya", "Pakai tulisan Yohanes"):
        assert words in html, words
    assert f'name="version" value="{opened + 1}"' in html
    write_to(client, article, text="Versi Sari.", version=opened + 1)
    assert stored(article).text == "Versi Sari."


def test_two_people_are_told(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    article = write()
    sign_in(cast.yohanes).get(f"/ruang/tulisan/{article.code}/")
    assert "Yohanes sedang membuka tulisan ini." in sign_in(cast.sari).get(f"/ruang/tulisan/{article.code}/").content.decode()
    answer = sign_in(cast.sari).post(f"/ruang/tulisan/{article.code}/hadir/").json()
    assert (answer["others"], answer["words"], answer["changed_by_other"]) == (["Yohanes"], "Yohanes sedang membuka tulisan ini.", False)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert sign_in(cast.sari).post(f"/ruang/tulisan/{article.code}/hadir/").json()["words"] == ""
    assert sign_in(None).post(f"/ruang/tulisan/{article.code}/hadir/").status_code == 401
    assert sign_in(cast.joko).post(f"/ruang/tulisan/{article.code}/hadir/").status_code == 404


# --- Bulletins


def test_a_bulletin_is_addressed_by_ticks(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    bulletin = write("Imunisasi", cast.rini, owner=cast.regency)
    client = sign_in(cast.rini)
    html = client.get(f"/ruang/tulisan/{bulletin.code}/").content.decode()
    for words in ("Semua di Kabupaten Bengkayang", "Kecamatan Siding", "Desa Jagoi", "Untuk siapa"):
        assert words in html, words
    codes = [cast.siding_district.code, cast.siding_village.code, cast.jagoi_district.code]
    write_to(client, bulletin, title="Imunisasi", audience=codes)
    with scopes_disabled():
        assert sorted(bulletin.audiences.values_list("region_id", flat=True)) == sorted(
            [cast.siding_district.code, cast.jagoi_district.code]
        )
    answer = write_to(client, bulletin, "terbitkan", title="Imunisasi", audience=codes)
    assert answer["Location"] == f"/ruang/tulisan/{bulletin.code}/terbit/"


def test_a_bulletin_to_nobody_is_not_sent(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    bulletin = write("Imunisasi", cast.rini, owner=cast.regency)
    answer = write_to(sign_in(cast.rini), bulletin, "terbitkan")
    assert answer.status_code == 422
    assert "Pilih dulu wilayah yang dituju." in answer.content.decode()


@pytest.mark.parametrize("code", ["61.01.01", "61", "99", "' OR 1=1", ""])
def test_a_bulletin_stays_in_the_senders_region(cast: SimpleNamespace, sign_in: object, write: Write, code: str) -> None:
    bulletin = write("Imunisasi", cast.rini, owner=cast.regency)
    assert write_to(sign_in(cast.rini), bulletin, audience=[code]).status_code == 422


def test_a_village_writes_to_itself(cast: SimpleNamespace, sign_in: object, write: Write) -> None:
    bulletin = write("Kerja bakti", cast.budi, owner=cast.siding_village)
    client = sign_in(cast.budi)
    assert "Pengumuman ini untuk Desa Siding." in client.get(f"/ruang/tulisan/{bulletin.code}/").content.decode()
    write_to(client, bulletin, "terbitkan", title="Kerja bakti", audience=[cast.siding_village.code])
    assert stored(bulletin).status == "published"
