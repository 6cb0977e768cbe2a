"""Galleries and documents: brought on a phone, with and without a script, put in order, read by everybody."""

import io
import json
import re
import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import LazySettings, settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from kentongan.groups.models import Group
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload
from kentongan.media.rules import Refused
from kentongan.media.tests.made import PDF
from kentongan.newsroom import actions, queries
from kentongan.newsroom.policies import moved, ordered
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region

from .conftest import Write, photo_bytes, stored
from .test_reading import HUB, SITE, linked, page, visitor

Kind = Publication.Kind
PICTURE, DOCUMENT = Upload.Kind.PICTURE, Upload.Kind.DOCUMENT


def file_of(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF if name.endswith(".pdf") else photo_bytes(80, 60))


@pytest.fixture
def gallery(cast: SimpleNamespace, now: datetime) -> Publication:
    """Dewi's draft with a.jpg, b.jpg, c.jpg, each described."""
    return made_gallery(cast, now)


def made_gallery(
    cast: SimpleNamespace, now: datetime, *names: str, title: str = "Gawai Siding", owner: Group | Region | None = None
) -> Publication:
    owner = owner or cast.siding
    actor = cast.dewi if isinstance(owner, Group) else cast.rini
    audience = {"audience": [owner]} if isinstance(owner, Region) else {}
    with scopes_disabled():
        made = publishing.create_publication(actor=actor, kind=Kind.GALLERY, owner=owner, now=now)
        publishing.save_publication(
            actor=actor, publication=made, version=1, now=now, title=title, summary="", text="Pesta panen di Siding.", **audience
        )
        for name in names or ("a.jpg", "b.jpg", "c.jpg"):
            file = file_of(name)
            upload = store_upload(actor=actor, owner=owner.scope, file=file, now=now, alt=f"Tampak {name}", credit="Dewi")
            publishing.attach_upload(actor=actor, publication=made, upload=upload, caption=f"Ini {name}", now=now)
        return Publication.objects.prefetch_related("attachments__upload").get(pk=made.pk)


def publish(gallery: Publication, cast: SimpleNamespace, now: datetime) -> Publication:
    actor = cast.yohanes if gallery.group_id else cast.rini
    with scopes_disabled():
        return publishing.publish_publication(actor=actor, publication=gallery, now=now - timedelta(hours=1))


def standing(publication: Publication) -> list[tuple[str, str, str, str]]:
    """(file, caption, alt, people) in the order of readers."""
    return [
        (one.upload.original_name, one.caption, one.upload.alt, one.upload.people_shown)
        for one in publication.attachments.select_related("upload")
    ]


def names(publication: Publication) -> list[str]:
    return [name for name, *_rest in standing(publication)]


def ids(publication: Publication) -> dict[str, int]:
    return {one.upload.original_name: one.pk for one in publication.attachments.select_related("upload")}


def typed(publication: Publication, **more: object) -> dict[str, object]:
    """What the form holds when it is opened."""
    values: dict[str, object] = {
        "version": stored(publication).version,
        "title": publication.title,
        "text": publication.text,
        "summary": "",
    }
    for one in publication.attachments.select_related("upload"):
        values[f"caption_{one.pk}"] = one.caption
        if one.upload.kind == PICTURE:
            values |= {f"alt_{one.pk}": one.upload.alt, f"credit_{one.pk}": one.upload.credit, f"people_{one.pk}": "unknown"}
    return values | more


def send(client: Client, publication: Publication, step: str = "simpan", **more: object) -> HttpResponse:
    return client.post(f"/ruang/tulisan/{publication.code}/", typed(publication, langkah=step, **more))


def add(client: Client, publication: Publication, name: str = "baru.jpg", part: str = "foto", **more: object) -> HttpResponse:
    data = {"file": file_of(name), "client_id": str(uuid.uuid4())} | more
    return client.post(f"/ruang/tulisan/{publication.code}/lampiran/{part}/tambah/", data, headers={"accept": "application/json"})


# --- The order, as arithmetic


@pytest.mark.parametrize(
    ("said", "order"),
    [("3,1,2", [3, 1, 2]), ("2", [2, 1, 3]), ("", [1, 2, 3]), ("9,3,3,x,-1, 1", [3, 1, 2]), ("١,2", [1, 2, 3])],
)
def test_ordered(said: str, order: list[int]) -> None:
    assert ordered([1, 2, 3], said) == order


@pytest.mark.parametrize(
    ("pk", "by", "order"),
    [
        (2, -1, [2, 1, 7, 3]),
        (2, 1, [1, 3, 7, 2]),
        (1, -1, [1, 2, 7, 3]),
        (3, 1, [1, 2, 7, 3]),
        (7, -1, [1, 2, 7, 3]),
        (9, 1, [1, 2, 7, 3]),
    ],
)
def test_moved(pk: int, by: int, order: list[int]) -> None:
    assert moved([1, 2, 7, 3], pk, by, among=[1, 2, 3]) == order


# --- Writing


def test_gallery_begin(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.dewi)
    assert "KIM Suara Siding" in client.get("/ruang/galeri/buat/").content.decode()
    answer = client.post("/ruang/galeri/buat/", {"meja": cast.siding.scope})
    with scopes_disabled():
        draft = Publication.objects.get()
    assert (answer["Location"], draft.kind, draft.owner) == (f"/ruang/tulisan/{draft.code}/", "gallery", cast.siding.scope)
    html = client.get(answer["Location"]).content.decode()
    assert re.search(r'<input type="file" name="photos"[^>]* multiple', html)
    assert 'id="tujuan"' not in html, "a group's gallery is for everybody"


def test_an_empty_draft_is_taken_up_again_but_not_one_with_pictures(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.dewi)
    first = client.post("/ruang/galeri/buat/", {"meja": cast.siding.scope})["Location"]
    assert client.post("/ruang/galeri/buat/", {"meja": cast.siding.scope})["Location"] == first
    with scopes_disabled():
        add(client, Publication.objects.get())
    assert client.post("/ruang/galeri/buat/", {"meja": cast.siding.scope})["Location"] != first


def test_pictures_come_one_by_one_from_a_script(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    client, client_id = sign_in(cast.dewi), str(uuid.uuid4())
    first, again = (add(client, gallery, "baru.jpg", client_id=client_id) for _time in range(2))
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    pk = ids(gallery)["baru.jpg"]
    assert (first.json()["id"], first.json()["left"]) == (pk, settings.GALLERY_MOST_PICTURES - 4)
    assert f'name="alt_{pk}"' in first.json()["html"]
    assert standing(gallery)[3] == ("baru.jpg", "", "", "unknown")
    with scopes_disabled():
        assert Upload.objects.get(original_name="baru.jpg").credit == "Dewi Anggraini"


def test_several_come_with_the_form_where_there_is_no_script(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    answer = send(
        sign_in(cast.dewi), gallery, "simpan:foto",
        photos=[file_of("d.jpg"), SimpleUploadedFile("e.jpg", b"bukan foto"), file_of("f.jpg")],
        papers=[file_of("daftar_hadir.pdf"), file_of("g.jpg")],
    )  # fmt: skip
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "e.jpg: " in html
    assert "g.jpg: Di sini perlu dokumen PDF" in html
    assert names(gallery) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "f.jpg", "daftar_hadir.pdf"]
    pk = ids(gallery)
    assert f'name="credit_{pk["d.jpg"]}" value="Dewi Anggraini"' in html
    assert standing(gallery)[5][1] == "daftar hadir"


def test_words_order_and_cover_are_kept(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    pk = ids(gallery)
    order = f"{pk['c.jpg']},{pk['a.jpg']},{pk['b.jpg']}"
    more = {f"caption_{pk['c.jpg']}": "Tarian\npembuka", f"people_{pk['b.jpg']}": "guardian", "people_shown": "agreed", "order": order}
    answer = send(sign_in(cast.dewi), gallery, **more)
    assert answer.status_code == 302
    assert standing(gallery) == [
        ("c.jpg", "Tarian pembuka", "Tampak c.jpg", "agreed"),
        ("a.jpg", "Ini a.jpg", "Tampak a.jpg", "agreed"),
        ("b.jpg", "Ini b.jpg", "Tampak b.jpg", "guardian"),
    ]
    assert stored(gallery).cover.original_name == "c.jpg", "the first stands for all"
    send(sign_in(cast.dewi), gallery, front=str(pk["b.jpg"]), order=order)
    assert stored(gallery).cover.original_name == "b.jpg"
    html = sign_in(cast.dewi).get(f"/ruang/tulisan/{gallery.code}/").content.decode()
    assert f'name="front" value="{pk["b.jpg"]}" checked' in html


def test_buttons_move_and_take_off(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    client, pk = sign_in(cast.dewi), ids(gallery)
    answer = send(client, gallery, f"turun:{pk['a.jpg']}", title="Judul baru")
    assert (answer["Location"], names(gallery), stored(gallery).title) == (
        f"/ruang/tulisan/{gallery.code}/#foto",
        ["b.jpg", "a.jpg", "c.jpg"],
        "Judul baru",
    )
    send(client, gallery, f"naik:{pk['c.jpg']}")
    assert names(gallery) == ["b.jpg", "c.jpg", "a.jpg"]
    answer = send(client, gallery, f"lepas:{pk['b.jpg']}")
    assert names(gallery) == ["c.jpg", "a.jpg"]
    html = client.get(answer["Location"]).content.decode()
    undo = re.search(rf"/ruang/tulisan/{gallery.code}/lampiran/[\w-]+/kembali/", html)
    assert "Foto sudah dilepas." in html
    assert undo
    client.post(undo[0])
    assert names(gallery) == ["c.jpg", "a.jpg", "b.jpg"]


def test_saving_while_typing_leaves_alone_what_came_meanwhile(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    client, before = sign_in(cast.dewi), typed(gallery, title="Gawai di Siding")
    add(client, gallery, "baru.jpg")
    answer = client.post(f"/ruang/tulisan/{gallery.code}/simpan/", json.dumps(before), content_type="application/json")
    assert answer.status_code == 200
    assert stored(gallery).title == "Gawai di Siding"
    assert names(gallery) == ["a.jpg", "b.jpg", "c.jpg", "baru.jpg"]
    with scopes_disabled():
        assert Upload.objects.get(original_name="baru.jpg").credit == "Dewi Anggraini"


@pytest.mark.parametrize(
    ("part", "name", "setting"), [("foto", "x.jpg", "GALLERY_MOST_PICTURES"), ("berkas", "x.pdf", "ATTACHED_MOST_DOCUMENTS")]
)
def test_there_is_a_limit(
    cast: SimpleNamespace, sign_in: object, gallery: Publication, settings: LazySettings, part: str, name: str, setting: str
) -> None:
    client = sign_in(cast.dewi)
    setattr(settings, setting, 4 if part == "foto" else 1)
    client_id = str(uuid.uuid4())
    assert add(client, gallery, name, part, client_id=client_id).json()["left"] == 0
    refused = add(client, gallery, name, part)
    assert (refused.status_code, "penuh" in refused.json()["message"]) == (400, True)
    assert add(client, gallery, name, part, client_id=client_id).status_code == 201, "the same file again is no other"
    assert "sudah penuh" in client.get(f"/ruang/tulisan/{gallery.code}/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("joko", 404), ("wati", 404), ("budi", 404), ("rini", 404), ("sari", 201), ("dewi", 201)]
)
def test_who_brings_pictures(cast: SimpleNamespace, sign_in: object, gallery: Publication, who: str | None, status: int) -> None:
    answer = add(sign_in(getattr(cast, who) if who else None), gallery)
    assert (answer.status_code, len(names(gallery))) == (status, 4 if status == 201 else 3)


def test_what_the_script_is_told_when_it_is_refused(
    cast: SimpleNamespace, sign_in: object, gallery: Publication, write: Write, now: datetime
) -> None:
    client = sign_in(cast.dewi)
    assert add(client, gallery, "surat.pdf").json() == {"message": "Di sini perlu foto, bukan dokumen. Pilih foto JPEG, PNG atau WebP."}
    assert "PDF" in add(client, gallery, "a.jpg", "berkas").json()["message"]
    assert add(client, gallery, "a.jpg", "lain").status_code == 404
    assert add(client, write("Kabar", cast.dewi), "a.jpg").status_code == 404, "an article has one photo"
    assert client.post(f"/ruang/tulisan/{gallery.code}/lampiran/foto/tambah/").status_code == 400
    with scopes_disabled():
        publishing.submit_publication(actor=cast.dewi, publication=gallery, now=now)
    assert add(client, gallery).status_code == 403
    assert names(gallery) == ["a.jpg", "b.jpg", "c.jpg"]


def test_a_picture_nobody_described_goes_nowhere(cast: SimpleNamespace, sign_in: object, gallery: Publication) -> None:
    client, pk = sign_in(cast.dewi), ids(gallery)["b.jpg"]
    answer = send(client, gallery, "ajukan", **{f"alt_{pk}": "", f"caption_{pk}": ""})
    assert answer.status_code == 422
    assert f'id="id_alt_{pk}_error"' in answer.content.decode()
    assert stored(gallery).status == "draft"
    assert send(client, gallery, "ajukan", **{f"alt_{pk}": "Penari di lapangan", f"caption_{pk}": ""}).status_code == 302
    assert stored(gallery).status == "submitted"


def test_an_empty_gallery_goes_nowhere(cast: SimpleNamespace, sign_in: object, now: datetime) -> None:
    with scopes_disabled():
        empty = publishing.create_publication(actor=cast.dewi, kind=Kind.GALLERY, owner=cast.siding, now=now)
    answer = send(sign_in(cast.dewi), empty, "ajukan", title="Gawai", text="Isi.")
    assert (answer.status_code, "Belum ada fotonya" in answer.content.decode()) == (422, True)


def test_the_reviewer_is_told_that_nobody_asked_those_shown(
    cast: SimpleNamespace, sign_in: object, gallery: Publication, now: datetime
) -> None:
    with scopes_disabled():
        publishing.submit_publication(actor=cast.dewi, publication=gallery, now=now)
    address = f"/ruang/tulisan/{gallery.code}/periksa/"
    assert "Izin orang di foto belum ditanyakan" in sign_in(cast.yohanes).get(address).content.decode()
    with scopes_disabled():
        Upload.objects.update(people_shown="agreed")
    assert "Izin orang di foto belum ditanyakan" not in sign_in(cast.yohanes).get(address).content.decode()


def test_after_publication_those_who_correct_change_them(
    cast: SimpleNamespace, sign_in: object, gallery: Publication, now: datetime
) -> None:
    publish(gallery, cast, now)
    address, pk, client = f"/ruang/tulisan/{gallery.code}/lampiran/", ids(gallery), sign_in(cast.sari)
    assert 'name="photos"' in client.get(address).content.decode()
    answer = client.post(
        address, typed(gallery, langkah="simpan", papers=[file_of("acara.pdf")], **{f"caption_{pk['a.jpg']}": "Pembukaan"})
    )
    assert answer["Location"] == f"/ruang/tulisan/{gallery.code}/pratinjau/"
    html = page(f"/galeri/{stored(gallery).slug}/")
    assert "Pembukaan</figcaption>" in html
    assert "<b>acara</b>" in html
    answer = client.post(address, typed(gallery, langkah=f"lepas:{pk['a.jpg']}"))
    assert (answer["Location"], names(gallery)) == (f"{address}#foto", ["b.jpg", "c.jpg", "acara.pdf"])
    assert "Pembukaan" not in page(f"/galeri/{stored(gallery).slug}/")
    client.post(address, typed(gallery, langkah=f"lepas:{pk['b.jpg']}"))
    answer = client.post(address, typed(gallery, langkah=f"lepas:{pk['c.jpg']}"))
    assert (answer.status_code, "Ini foto terakhir" in answer.content.decode(), names(gallery)) == (422, True, ["c.jpg", "acara.pdf"])


def test_before_publication_they_are_changed_where_the_text_is_written(
    cast: SimpleNamespace, sign_in: object, gallery: Publication
) -> None:
    answer = sign_in(cast.dewi).get(f"/ruang/tulisan/{gallery.code}/lampiran/")
    assert answer["Location"] == f"/ruang/tulisan/{gallery.code}/"


def test_another_groups_file_does_not_come_back_here(cast: SimpleNamespace, sign_in: object, gallery: Publication, now: datetime) -> None:
    file = io.BytesIO(photo_bytes(80, 60))
    file.name = "asing.jpg"
    theirs = store_upload(actor=cast.joko, owner=cast.jagoi.scope, file=file, now=now)
    answer = sign_in(cast.dewi).post(f"/ruang/tulisan/{gallery.code}/lampiran/{theirs.key}/kembali/")
    assert (answer.status_code, names(gallery)) == (404, ["a.jpg", "b.jpg", "c.jpg"])


def test_attach_file_leaves_nothing_of_what_is_refused(cast: SimpleNamespace, gallery: Publication, now: datetime) -> None:
    with pytest.raises(Refused):
        actions.attach_file(actor=cast.dewi, publication=gallery, file=file_of("surat.pdf"), kind=PICTURE, now=now)
    with scopes_disabled():
        assert (Upload.objects.count(), gallery.attachments.count()) == (3, 3)


# --- Reading


def test_gallery_show(cast: SimpleNamespace, gallery: Publication, now: datetime) -> None:
    publish(gallery, cast, now)
    html = page("/galeri/gawai-siding/")
    for words in (
        "<h1>Gawai Siding</h1>",
        "3 foto",
        'id="foto-3"',
        'href="3/"',
        'alt="Tampak c.jpg"',
        "Ini c.jpg</figcaption>",
        'loading="lazy"',
    ):
        assert words in html, words
    assert "dibaca" not in html
    node, crumbs = linked(html)
    assert (node["@type"], node["author"]["name"]) == ("ImageGallery", "Dewi Anggraini")
    key = stored(gallery).cover.key
    address = "http://kim.localhost:8000/kim/suara-siding/galeri/gawai-siding/"
    assert node["associatedMedia"][0] == {
        "@type": "ImageObject",
        "contentUrl": f"http://kim.localhost:8000/berkas/{key}/80.jpg",
        "url": f"{address}1/",
        "caption": "Ini a.jpg",
        "creditText": "Dewi",
    }
    assert [item["name"] for item in crumbs["itemListElement"]] == ["KIM Suara Siding", "Galeri", "Gawai Siding"]
    assert page("/kim/suara-siding/galeri/gawai-siding/", HUB)


def test_picture_show_leads_to_the_one_before_and_after(cast: SimpleNamespace, gallery: Publication, now: datetime) -> None:
    publish(gallery, cast, now)
    html = page("/galeri/gawai-siding/2/")
    for words in (
        "2 dari 3",
        'rel="prev" href="/galeri/gawai-siding/1/"',
        'rel="next" href="/galeri/gawai-siding/3/"',
        'href="/galeri/gawai-siding/#foto-2"',
        "Ini b.jpg",
        "Foto: Dewi",
        '<link rel="canonical" href="http://kim.localhost:8000/kim/suara-siding/galeri/gawai-siding/">',
    ):
        assert words in html, words
    assert 'rel="prev"' not in page("/galeri/gawai-siding/1/")
    assert 'rel="next"' not in page("/galeri/gawai-siding/3/")
    for number in ("0", "4", "99999999999999999999"):
        page(f"/galeri/gawai-siding/{number}/", status=404)


def test_a_draft_is_nowhere_and_a_withdrawn_one_says_why(cast: SimpleNamespace, gallery: Publication, now: datetime) -> None:
    page("/galeri/gawai-siding/", status=404)
    publish(gallery, cast, now)
    with scopes_disabled():
        publishing.withdraw_publication(actor=cast.yohanes, publication=gallery, reason="Diminta keluarga.", now=now)
    for address in ("/galeri/gawai-siding/", "/galeri/gawai-siding/1/"):
        assert "Diminta keluarga." in page(address, status=410)
    assert "Gawai Siding" not in page("/galeri/")


def test_a_regions_gallery_stands_on_the_hub_and_below(cast: SimpleNamespace, now: datetime) -> None:
    publish(made_gallery(cast, now, "a.jpg", title="Festival kabupaten", owner=cast.regency), cast, now)
    publish(made_gallery(cast, now, title="Gawai Siding"), cast, now)
    for host in (HUB, SITE, f"jagoi-bersuara.{HUB}"):
        assert "Pemerintah Kabupaten Bengkayang" in page("/galeri/festival-kabupaten/", host)
        assert "Festival kabupaten" in page("/galeri/", host)
    page("/galeri/gawai-siding/", HUB, status=404)
    page("/galeri/gawai-siding/", f"jagoi-bersuara.{HUB}", status=404)
    assert 'href="http://kim.localhost:8000/kim/suara-siding/galeri/gawai-siding/"' in page("/galeri/", HUB)
    assert 'href="/galeri/festival-kabupaten/"' in page("/galeri/", HUB)
    assert "Gawai Siding" not in page("/galeri/", f"jagoi-bersuara.{HUB}")


def test_a_change_makes_the_page_fresh(cast: SimpleNamespace, gallery: Publication, now: datetime) -> None:
    publish(gallery, cast, now)
    client = visitor(SITE)
    tag = client.get("/galeri/gawai-siding/")["ETag"]
    assert client.get("/galeri/gawai-siding/", headers={"if-none-match": tag}).status_code == 304
    with scopes_disabled():
        publishing.arrange_attachments(actor=cast.yohanes, publication=gallery, captions={ids(gallery)["a.jpg"]: "Lain"}, now=now)
    assert client.get("/galeri/gawai-siding/", headers={"if-none-match": tag}).status_code == 200


def count_queries(address: str, host: str = SITE) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        page(address, host)
    return len(counted)


def test_queries_do_not_grow_with_pictures(cast: SimpleNamespace, now: datetime, settings: LazySettings) -> None:
    publish(made_gallery(cast, now, "a.jpg", title="Satu"), cast, now)
    publish(made_gallery(cast, now, *(f"{number}.jpg" for number in range(30)), title="Banyak"), cast, now)
    assert [count_queries(f"/galeri/{slug}/") for slug in ("satu", "banyak")] == [9, 9]
    assert [count_queries(f"/galeri/{slug}/1/") for slug in ("satu", "banyak")] == [8, 8]


@pytest.mark.parametrize(("host", "queries"), [(SITE, 4), (HUB, 3)])
@pytest.mark.parametrize("rows", [1, 30])
def test_gallery_list_costs_the_same_for_one_and_thirty(cast: SimpleNamespace, now: datetime, rows: int, host: str, queries: int) -> None:
    for number in range(rows):
        publish(made_gallery(cast, now, "a.jpg", title=f"Galeri {number}"), cast, now)
    assert count_queries("/galeri/", host) == queries


@pytest.mark.parametrize("pictures", [1, 30])
def test_the_writing_page_costs_the_same_for_one_and_thirty(cast: SimpleNamespace, sign_in: object, now: datetime, pictures: int) -> None:
    gallery = made_gallery(cast, now, *(f"{number}.jpg" for number in range(pictures)))
    client = sign_in(cast.dewi)
    client.get(f"/ruang/tulisan/{gallery.code}/")
    with CaptureQueriesContext(connection) as counted:
        client.get(f"/ruang/tulisan/{gallery.code}/")
    assert len(counted) == 15


# --- Documents


@pytest.fixture
def article(cast: SimpleNamespace, write: Write, now: datetime) -> Publication:
    """Dewi's article with a document."""
    made = write("Musyawarah desa", cast.dewi)
    with scopes_disabled():
        fresh = Publication.objects.get(pk=made.pk)
        attachment = actions.attach_file(actor=cast.dewi, publication=fresh, file=file_of("notulen rapat.pdf"), kind=DOCUMENT, now=now)
        assert attachment.caption == "notulen rapat"
        return fresh


def test_documents_stand_below_the_text(cast: SimpleNamespace, article: Publication, now: datetime) -> None:
    publish(article, cast, now)
    html = page("/kabar/musyawarah-desa/")
    with scopes_disabled():
        upload = Upload.objects.get()
    assert f'<a href="/berkas/{upload.key}/dokumen.pdf" download>' in html
    assert "<b>notulen rapat</b>" in html
    assert "PDF, 1\N{NO-BREAK SPACE}KB" in html


def test_a_document_is_handed_out_as_an_attachment_of_a_fixed_type(cast: SimpleNamespace, article: Publication, now: datetime) -> None:
    with scopes_disabled():
        address = f"/berkas/{Upload.objects.get().key}/dokumen.pdf"
    assert visitor(SITE).get(address).status_code == 404
    publish(article, cast, now)
    for host in (SITE, HUB):
        answer = visitor(host).get(address)
        assert b"".join(answer.streaming_content) == PDF
        assert {
            name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
        } == {
            "Content-Type": "application/pdf",
            "Content-Disposition": 'attachment; filename="notulen rapat.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
    with scopes_disabled():
        publishing.withdraw_publication(actor=cast.yohanes, publication=article, reason="Keliru.", now=now)
    assert visitor(SITE).get(address).status_code == 404


def test_documents_are_titled_in_the_form(cast: SimpleNamespace, sign_in: object, article: Publication) -> None:
    (pk,) = ids(article).values()
    client = sign_in(cast.dewi)
    assert f'name="caption_{pk}" value="notulen rapat"' in client.get(f"/ruang/tulisan/{article.code}/").content.decode()
    assert send(client, article, **{f"caption_{pk}": "Notulen rapat 20 November"}).status_code == 302
    assert standing(article)[0][1] == "Notulen rapat 20 November"
    send(client, article, f"lepas:{pk}")
    assert names(article) == []


def test_files_of_what_is_sent_ahead_stay_closed(cast: SimpleNamespace, sign_in: object, write: Write, now: datetime) -> None:
    bulletin = write("Pupuk", cast.rini, owner=cast.regency)
    with scopes_disabled():
        fresh = Publication.objects.get(pk=bulletin.pk)
        actions.attach_file(actor=cast.rini, publication=fresh, file=file_of("edaran.pdf"), kind=DOCUMENT, now=now)
        publishing.schedule_publication(
            actor=cast.rini, publication=fresh, scheduled_at=now + timedelta(days=400), is_embargoed=True, now=now
        )
    html = sign_in(cast.dewi).get(f"/ruang/tulisan/{bulletin.code}/pratinjau/").content.decode()
    assert "Pupuk" in html
    assert "edaran" not in html
    assert "edaran" in sign_in(cast.rini).get(f"/ruang/tulisan/{bulletin.code}/pratinjau/").content.decode()


def test_asks_people(cast: SimpleNamespace, gallery: Publication, article: Publication) -> None:
    assert (queries.asks_people(gallery), queries.asks_people(article)) == (True, False)
