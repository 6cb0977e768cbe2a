"""A picture of an answer before and after everybody may see a copy of it: who decides, what is said, where it hangs, how it goes."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from conftest import grant
from kentongan.core.models import EventRecord
from kentongan.core.rules import Stale
from kentongan.groups.models import Group, Role
from kentongan.media.models import Upload
from kentongan.media.policies import Box
from kentongan.newsroom.actions import asking, passing_on, releasing, wall_sheet
from kentongan.newsroom.models import PassingOnPhoto, ProofRelease
from kentongan.newsroom.rules import releasing as rules
from kentongan.publishing.models import Publication
from tests.hung import hung_sheet, ready_sheet

from .conftest import Write, photo_bytes, stored

pytestmark = pytest.mark.usefixtures("across_scopes")
FACE = Box(600, 600, 300, 300)
SITE = "/kim/suara-siding"


@pytest.fixture
def photo(write: Write, cast: SimpleNamespace) -> PassingOnPhoto:
    """Dewi's proof that a bulletin of the regency was passed on in Siding, whose redaktur let texts out alone."""
    cast.siding.review_required = False
    cast.siding.save()
    bulletin = write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district,))
    now = timezone.now()
    task = asking.ask_to_pass_on(actor=cast.rini, publication=bulletin, now=now, deadline=timezone.localdate() + timedelta(days=1))
    part = passing_on.pass_on(actor=cast.dewi, task=task, group=cast.siding, client_id=uuid4(), carriers=["pertemuan"], now=now)
    file = ContentFile(photo_bytes(640, 480), name="rapat.jpg")
    kept = passing_on.keep_proof(actor=cast.dewi, part=part, file=file, client_id=uuid4(), now=now)
    releasing.suggest_faces(photo_id=kept.pk, look=lambda upload: [FACE])
    return PassingOnPhoto.objects.get(pk=kept.pk)


def page(photo: PassingOnPhoto, step: str = "lepas") -> str:
    return f"/ruang/sebar/bukti/{photo.upload.key}/{step}/"


def typed(**changes: Any) -> dict[str, Any]:
    values = {
        "people": "masked", "kotak": [FACE.key], "alt": "Warga duduk di balai adat", "caption": "Rapat di Dusun Hulu.",
        "gallery": "baru", "title": "Kabar sampai di Hulu", "checked": "on",
    }  # fmt: skip
    return {**values, **changes}


def words(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def told(name: str) -> list[dict[str, Any]]:
    return list(EventRecord.objects.filter(name=name).values_list("payload", flat=True))


def test_who_releases_and_who_takes_back(photo: PassingOnPhoto, cast: SimpleNamespace, now: Any) -> None:
    grant(cast.wati, Role.CONTRIBUTOR, group=cast.siding, at=now)
    who = (cast.sari, cast.yohanes, cast.markus, cast.dewi, cast.wati, cast.rini, cast.budi, cast.joko, cast.adi)
    assert {person.username: (rules.can_release_proof(person, photo), rules.can_take_back_release(person, photo)) for person in who} == {
        "sari": (True, True),
        "yohanes": (True, True),
        "markus": (True, True),
        "dewi": (False, True),  # her own picture
        "wati": (False, False),
        "rini": (False, True),
        "budi": (False, False),
        "joko": (False, False),
        "adi": (False, False),
    }
    photo.part.reception.group.state = Group.State.DISSOLVED
    assert rules.can_release_proof(cast.sari, photo) is False


def test_a_copy_hangs_in_a_new_gallery_and_is_gone_at_once(photo: PassingOnPhoto, cast: SimpleNamespace, sign_in: Any) -> None:
    sari, reader = sign_in(cast.sari), sign_in()
    task_page = f"/ruang/sebar/{photo.part.reception.task.publication.code}/"
    assert f'href="{page(photo)}"' in sari.get(task_page).content.decode()
    assert f'href="{page(photo)}"' not in sign_in(cast.dewi).get(task_page).content.decode()
    shown = sari.get(page(photo))
    assert [(box["key"], box["is_ticked"]) for box in shown.context["form"].drawn()] == [(FACE.key, True)]
    answer = sari.post(page(photo), typed(), follow=True)
    assert words(answer) == ["Foto ini sekarang tampil di galeri “Kabar sampai di Hulu”. Periksa sekali lagi hasilnya."]
    release, gallery = ProofRelease.objects.get(), Publication.objects.get(kind="gallery")
    copy = release.copy
    assert (copy.alt, copy.caption, copy.credit, copy.people_shown) == (
        "Warga duduk di balai adat", "Rapat di Dusun Hulu.", "KIM Suara Siding", "nobody",
    )  # fmt: skip
    assert (release.released_by, release.boxes, gallery.status, gallery.cover) == (cast.sari, [[600, 600, 300, 300]], "published", copy)
    assert told("newsroom.TaskProofReleased") == [
        {
            "publication_id": photo.part.reception.task_id, "group_id": cast.siding.pk, "photo_id": photo.pk, "release_id": release.pk,
            "gallery_id": gallery.pk,
        }
    ]  # fmt: skip
    read = reader.get(f"{SITE}/galeri/{gallery.slug}/").content.decode()
    assert ("Rapat di Dusun Hulu." in read, copy.key in read, photo.upload.key in read) == (True, True, False)
    file = f"/berkas/{copy.key}/{max(copy.variants)}.jpg"
    assert (reader.get(file).status_code, reader.get(f"/berkas/{photo.upload.key}/360.jpg").status_code) == (200, 404)
    assert "Dilepas untuk umum" in sign_in(cast.dewi).get(task_page).content.decode()

    taken = sari.post(page(photo, "tarik"), follow=True)
    assert words(taken)[1:] == ["Galeri “Kabar sampai di Hulu” sekarang kosong. Tambah foto lain, atau tarik galerinya."]
    assert (reader.get(file).status_code, copy.key in reader.get(f"{SITE}/galeri/{gallery.slug}/").content.decode()) == (404, False)
    release.refresh_from_db()
    assert (release.copy, release.withdrawn_by, Upload.objects.filter(key=copy.key).exists()) == (None, cast.sari, False)
    assert [row["release_id"] for row in told("newsroom.TaskProofTakenBack")] == [release.pk]
    log = taken.content.decode()
    assert ("Dilepas oleh Sari Lestari" in log, "Ditarik oleh Sari Lestari" in log) == (True, True)
    assert sari.post(page(photo, "tarik")).status_code == 403


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"people": ""}, {"people": ["Pilih salah satu: orang di foto berhak ditanya dulu."]}),
        (
            {"kotak": []},
            {"people": ["Belum ada yang ditutup. Ketuk bagian foto yang harus ditutup, atau pilih yang lain."]},
        ),
        ({"alt": " "}, {"alt": ["Tulis apa yang terlihat di foto ini."]}),
        ({"caption": ""}, {"caption": ["Tulis keterangannya: siapa melakukan apa, di mana."]}),
        ({"title": ""}, {"title": ["Beri galeri baru itu judul."]}),
        ({"checked": ""}, {"checked": ["Lihat lagi fotonya, lalu centang ini."]}),
        ({"gallery": "ABCDEF"}, {"gallery": ["Masukkan pilihan yang valid. ABCDEF bukan salah satu dari pilihan yang tersedia."]}),
        (
            {"caption": "Hubungi Pak Budi 0812 5550 1234"},
            {"caption": ["Ini tampil untuk umum dan memuat nomor telepon 0812…34. Hapus, atau centang “Tetap tampilkan”."]},
        ),
    ],
)
def test_what_is_wrong_releases_nothing_and_keeps_what_was_typed(
    changes: dict[str, Any], wrong: dict[str, list[str]], photo: PassingOnPhoto, cast: SimpleNamespace, sign_in: Any
) -> None:
    answer = sign_in(cast.sari).post(page(photo), typed(**changes))
    form = answer.context["form"]
    assert (answer.status_code, form.errors, ProofRelease.objects.count()) == (422, wrong, 0)
    assert (form["caption"].value(), form["people"].value()) == (typed(**changes)["caption"], typed(**changes)["people"])
    assert Publication.objects.filter(kind="gallery").exists() is False


def test_it_hangs_beside_the_others_and_serves_as_cover_of_a_text(
    photo: PassingOnPhoto, write: Write, cast: SimpleNamespace, sign_in: Any
) -> None:
    sari = sign_in(cast.sari)
    sari.post(page(photo), typed(people="agreed", kotak=[]))
    gallery, copy = Publication.objects.get(kind="gallery"), ProofRelease.objects.get().copy
    draft = write("Rapat imunisasi", cast.sari)
    address = f"/ruang/tulisan/{draft.code}/"
    form = sari.get(address).context["form"]
    assert [value for value, _label in form.fields["released"].choices] == ["", copy.key]
    sent = {"version": draft.version, "title": draft.title, "text": draft.text, "released": copy.key, "langkah": "simpan:foto"}
    assert sari.post(address, sent).status_code == 302
    draft = stored(draft)
    assert (draft.cover, draft.cover.alt, draft.cover.caption) == (copy, "Warga duduk di balai adat", "Rapat di Dusun Hulu.")
    assert [str(one) for one in sari.get(page(photo)).context["shown_in"][1][0:1]] == ["Rapat imunisasi"]
    sign_in(cast.rini).post(page(photo, "tarik"))  # the coordinator above
    assert (stored(draft).cover, gallery.attachments.count(), ProofRelease.objects.get().withdrawn_by) == (None, 0, cast.rini)


def test_the_original_is_no_cover_by_any_way(photo: PassingOnPhoto, write: Write, cast: SimpleNamespace, sign_in: Any) -> None:
    draft, sari = write("Rapat imunisasi", cast.sari), sign_in(cast.sari)
    sent = {"version": draft.version, "title": draft.title, "text": draft.text, "langkah": "simpan:foto"}
    for field in ("cover", "released"):
        sari.post(f"/ruang/tulisan/{draft.code}/", {**sent, field: photo.upload.key})
    assert stored(draft).cover is None
    assert sari.post(f"/ruang/tulisan/{draft.code}/lampiran/{photo.upload.key}/kembali/").status_code == 404


def test_an_answer_that_is_taken_back_takes_its_picture_along(photo: PassingOnPhoto, cast: SimpleNamespace, sign_in: Any) -> None:
    sign_in(cast.sari).post(page(photo), typed())
    task = photo.part.reception.task
    sign_in(cast.dewi).post(f"/ruang/sebar/{task.publication.code}/bagian/{photo.part_id}/tarik/")
    assert [(release.copy, release.withdrawn_by) for release in ProofRelease.objects.all()] == [(None, cast.dewi)]
    answer = sign_in(cast.sari).get(page(photo))
    assert answer.context["why_not"] == "Jawaban ini sudah ditarik, jadi fotonya tidak bisa dilepas."
    assert sign_in(cast.sari).post(page(photo), typed()).status_code == 422


def test_where_another_redaktur_reviews_the_gallery_waits(photo: PassingOnPhoto, cast: SimpleNamespace, sign_in: Any) -> None:
    cast.siding.review_required = True
    cast.siding.save()
    answer = sign_in(cast.sari).post(page(photo), typed(), follow=True)
    gallery = Publication.objects.get(kind="gallery")
    assert (gallery.status, ProofRelease.objects.get().copy.is_public) == ("submitted", False)
    assert words(answer) == ["Foto ini masuk galeri “Kabar sampai di Hulu”. Warga melihatnya begitu galeri itu terbit."]
    assert sign_in(cast.yohanes).post(page(photo), typed()).status_code == 422  # it is released already
    assert (ProofRelease.objects.count(), Upload.objects.count()) == (1, 2)


def test_no_printed_sheet_shows_it_any_more(photo: PassingOnPhoto, write: Write, cast: SimpleNamespace, sign_in: Any) -> None:
    now = timezone.now()
    sign_in(cast.sari).post(page(photo), typed())
    copy = ProofRelease.objects.get().copy
    write("Rapat imunisasi", status="published", cover=copy)
    hung = hung_sheet(cast, now)
    write("Rapat kedua", status="published", cover=copy)
    ready = ready_sheet(cast, now)
    assert (hung.contents["texts"][0]["picture"], Upload.objects.get(pk=hung.file_id).is_public) == (copy.key, True)
    releasing.take_back_release(actor=cast.sari, photo=photo, now=now)
    assert Upload.objects.get(pk=hung.file_id).is_public is False
    with pytest.raises(Stale, match="Ada foto di lembar ini yang sudah ditarik"):
        wall_sheet.publish_wall_sheet(actor=cast.sari, sheet=ready, version=ready.version, now=now)
