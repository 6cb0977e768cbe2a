"""Photos of a report: with the case for those who work on it, for everybody only as copies that an officer released."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import ReportPicture
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseAttachment
from kentongan.core.actions import sweep_untold
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import Office
from kentongan.media.models import Upload
from kentongan.media.policies import Box
from kentongan.media.queries import variant_url
from kentongan.media.rules import Refused
from kentongan.media.tests.made import PDF, exif_with_place, photo

from .conftest import Sending
from .test_verifying import read

FACE = Box(600, 600, 300, 300)
Attaching = Callable[..., CaseAttachment]


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def attach(now: datetime) -> Attaching:
    """A photo as a phone takes it, with place and maker in it."""

    def attach_one(case: Case, **values: Any) -> CaseAttachment:
        file = ContentFile(photo(640, 480, exif=exif_with_place()), name="IMG Budi Santoso.jpg")
        return cases.attach(actor=values.pop("actor", None), case=case, file=file, now=now, **values)

    return attach_one


@pytest.fixture
def public(sent: Case, cast: SimpleNamespace, now: datetime) -> Case:
    """The bridge, verified."""
    actions.verify_report(actor=cast.rini, case=sent, now=now, **read())
    return sent


@pytest.fixture
def shown(public: Case, attach: Attaching, cast: SimpleNamespace, now: datetime) -> ReportPicture:
    """Its photo, released with a face hidden."""
    return actions.release_picture(actor=cast.rini, case=public, attachment=attach(public), boxes=[FACE], alt="Jembatan patah", now=now)


def told(name: str) -> list[tuple[Any, ...]]:
    rows = EventRecord.objects.filter(name=f"aspirations.{name}").order_by("pk")
    return [(row.actor_id, row.payload, sorted(row.numbers.values_list("scope", flat=True))) for row in rows]


def pixels(upload: Upload, root: Path) -> Image.Image:
    return Image.open(root / upload.folder / f"{max(upload.variants)}.jpg").convert("RGB")


# --- The deeds -------------------------------------------------------------------------------------------------------------


def test_a_released_photo_is_another_file(
    shown: ReportPicture, public: Case, cast: SimpleNamespace, now: datetime, media_root: Path
) -> None:
    shown.refresh_from_db()
    copy, original = shown.released, shown.attachment.upload
    assert (shown.boxes, shown.released_by, shown.released_at, shown.withdrawn_at) == ([[600, 600, 300, 300]], cast.rini, now, None)
    assert (copy.is_public, copy.owner, copy.alt, copy.original_name) == (True, public.file_scope, "Jembatan patah", "foto.png")
    assert (original.is_public, original.owner, original.key == copy.key) == (False, public.file_scope, False)
    places = ["region:61.07", cast.siding_village.scope]
    assert told("ReportPictureReleased") == [(cast.rini.pk, {"case_id": public.pk, "picture_id": shown.pk}, sorted(places))]
    before, after = pixels(original, media_root), pixels(copy, media_root)
    assert (before.size, after.size) == ((640, 480), (640, 480))
    edges = (395, 300, 565, 420)  # within the box
    spread = [[high - low for low, high in (band.getextrema() for band in image.crop(edges).split())] for image in (before, after)]
    assert min(spread[0]) > 60 > max(spread[1])
    for file in (media_root / copy.folder).iterdir():
        assert b"Kamera Rahasia" not in file.read_bytes()
        assert dict(Image.open(io.BytesIO(file.read_bytes())).getexif()) == {}


def test_released_again_it_replaces_the_copy(
    shown: ReportPicture, public: Case, cast: SimpleNamespace, now: datetime, media_root: Path
) -> None:
    former = shown.released
    again = actions.release_picture(actor=cast.rini, case=public, attachment=shown.attachment, boxes=[], alt="Jembatan", now=now)
    assert (again.pk, again.boxes, Upload.objects.filter(is_public=True).get() == again.released) == (shown.pk, [], True)
    assert (Upload.objects.filter(pk=former.pk).exists(), len(told("ReportPictureReleased"))) == (False, 2)


def test_withdrawn_the_copy_is_gone(
    shown: ReportPicture, public: Case, cast: SimpleNamespace, now: datetime, django_capture_on_commit_callbacks: Any, media_root: Path
) -> None:
    folder, original = media_root / shown.released.folder, shown.attachment.upload
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_picture(actor=cast.rini, case=public, attachment=shown.attachment, now=now)
    shown.refresh_from_db()
    assert (shown.released, shown.withdrawn_by, shown.withdrawn_at, shown.boxes) == (None, cast.rini, now, [[600, 600, 300, 300]])
    assert (folder.exists(), (media_root / original.folder).exists(), Upload.objects.get().pk) == (False, True, original.pk)
    assert len(told("ReportPictureWithdrawn")) == 1
    with pytest.raises(Denied, match="memang tidak tampil"):
        actions.withdraw_picture(actor=cast.rini, case=public, attachment=shown.attachment, now=now)


WHO = ("sari", "markus", "budi", "wati", "joko", "adi", "rini", "agus")


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("sent", set()),
        ("secret", set()),
        ("public", {"rini"}),
        ("with the office", {"rini", "agus"}),
        ("with the village", {"rini", "budi"}),
        ("answered", {"rini", "agus"}),
        ("archived", set()),
    ],
)
def test_who_may_release_and_when(
    state: str, may: set[str], send: Sending, attach: Attaching, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime
) -> None:
    case = send(is_secret=state == "secret").case
    taken = attach(case)
    if state != "sent":
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())
    if state in ("with the office", "answered"):
        actions.forward_report(actor=cast.rini, case=case, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    if state == "answered":
        cases.move_case(actor=liaison, case=case, action="answer", text="Sudah diganti.", now=now)
    if state == "with the village":
        actions.forward_report(actor=cast.rini, case=case, to=cast.siding_village, reason="Jalan desa.", now=now)
    if state == "archived":
        cases.move_case(actor=cast.rini, case=case, action="archive", text="Tidak ada kabar lagi.", now=now)
    allowed = set()
    for name in WHO:
        actor = liaison if name == "agus" else getattr(cast, name)
        try:
            actions.release_picture(actor=actor, case=case, attachment=taken, boxes=[], alt="Jembatan", now=now)
            actions.withdraw_picture(actor=actor, case=case, attachment=taken, now=now)
        except Denied:
            continue
        allowed.add(name)
    assert allowed == may
    assert [upload.pk for upload in Upload.objects.all()] == [taken.upload_id]  # a refusal leaves no file


def test_what_is_no_photo_of_the_report_is_not_released(
    public: Case, send: Sending, attach: Attaching, cast: SimpleNamespace, now: datetime, media_root: Path
) -> None:
    other, inside = attach(send().case), attach(public, actor=cast.rini, is_public=False)
    paper = cases.attach(actor=None, case=public, file=ContentFile(PDF, name="surat.pdf"), now=now)
    for wrong in (other, inside, paper):
        with pytest.raises(Denied, match="Hanya foto dari laporan ini"):
            actions.release_picture(actor=cast.rini, case=public, attachment=wrong, boxes=[], alt="x", now=now)
    broken = attach(public)
    (media_root / broken.upload.folder / "640.jpg").write_bytes(b"rusak")
    with pytest.raises(Refused):
        actions.release_picture(actor=cast.rini, case=public, attachment=broken, boxes=[], alt="x", now=now)
    assert not ReportPicture.objects.exists()


@pytest.mark.parametrize(("action", "left"), [("archive", 0), ("join", 0), ("refer", 1), ("ask", 1)])
def test_with_the_report_its_photos_go(
    action: str, left: int, shown: ReportPicture, public: Case, cast: SimpleNamespace, now: datetime
) -> None:
    cases.move_case(actor=cast.rini, case=public, action=action, text="Karena itu.", now=now)
    sweep_untold(now=now + timedelta(hours=3))
    sweep_untold(now=now + timedelta(hours=4))
    assert Upload.objects.filter(is_public=True).count() == left
    assert len(told("ReportPictureWithdrawn")) == 1 - left
    assert len(queries.public_pictures(queries.report_of(public))) == left


# --- What the machine sees ---------------------------------------------------------------------------------------------------


def test_the_worker_looks_for_faces(public: Case, attach: Attaching, now: datetime) -> None:
    taken = attach(public)
    assert not DBTaskResult.objects.filter(task_path__endswith="seek_faces").exists()
    sweep_untold(now=now + timedelta(hours=3))
    waiting = DBTaskResult.objects.get(task_path__endswith="seek_faces")
    assert waiting.args_kwargs == {"args": [taken.pk], "kwargs": {}}
    picture = actions.suggest_faces(attachment_id=taken.pk, now=now)  # the real cascades, on noise
    assert (picture.report_id, picture.sought_at, picture.released) == (public.pk, now, None)


def test_what_it_sees_is_kept_and_decides_nothing(shown: ReportPicture, now: datetime) -> None:
    later = now + timedelta(minutes=1)
    picture = actions.suggest_faces(attachment_id=shown.attachment_id, now=later, look=lambda upload: [FACE, Box(0, 0, 90, 90)])
    assert (picture.pk, picture.faces, picture.sought_at) == (shown.pk, [[600, 600, 300, 300], [0, 0, 90, 90]], later)
    assert (picture.released, picture.boxes) == (shown.released, shown.boxes)


def test_in_secret_reports_nobody_looks(send: Sending, attach: Attaching, now: datetime) -> None:
    taken = attach(send(is_secret=True).case)
    sweep_untold(now=now + timedelta(hours=3))
    assert actions.suggest_faces(attachment_id=taken.pk, now=now) is None
    assert (ReportPicture.objects.count(), DBTaskResult.objects.filter(task_path__endswith="seek_faces").count()) == (0, 0)


# --- Pages -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "kim.localhost"})


def test_nobody_else_reaches_the_photo_itself(
    shown: ReportPicture, public: Case, cast: SimpleNamespace, liaison: Person, visitor: Client, sign_in: Any, now: datetime
) -> None:
    original, copy = shown.attachment.upload, shown.released
    mine = f"/ruang/perkara/{public.number}/berkas/{original.key}/640.jpg"
    everywhere = {
        name: sign_in(getattr(cast, name)) for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")
    }
    everywhere |= {"visitor": visitor, "agus": sign_in(liaison)}
    for name, client in everywhere.items():
        seen = [client.get(address).status_code for address in (mine, variant_url(original, "640.jpg"), variant_url(copy, "640.jpg"))]
        assert (name, seen) == (name, [200 if name == "rini" else 302 if name == "visitor" else 404, 404, 200])
        assert client.get(f"/kim/suara-siding{variant_url(original, '640.jpg')}").status_code == 404
        assert client.get(f"/kim/suara-siding{variant_url(copy, '640.jpg')}").status_code == 200
    page = visitor.get(f"/laporan/{public.number}/").content.decode()
    assert (copy.key in page, original.key in page, "Jembatan patah" in page) == (True, False, True)
    actions.withdraw_picture(actor=cast.rini, case=public, attachment=shown.attachment, now=now)
    assert [client.get(variant_url(copy, "640.jpg")).status_code for client in everywhere.values()] == [404] * len(everywhere)
    assert copy.key not in visitor.get(f"/laporan/{public.number}/").content.decode()


def test_from_the_report_to_the_released_photo(public: Case, attach: Attaching, cast: SimpleNamespace, sign_in: Any, now: datetime) -> None:
    taken = attach(public)
    actions.suggest_faces(attachment_id=taken.pk, now=now, look=lambda upload: [FACE])
    rini = sign_in(cast.rini)
    address = f"/ruang/laporan/{public.number}/foto/{taken.upload.key}/"
    assert f'href="{address}"' in rini.get(f"/ruang/laporan/{public.number}/").content.decode()
    page = rini.get(address)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store, private", "same-origin")
    assert page.context["form"].drawn() == [
        {"key": FACE.key, "number": 1, "is_ticked": True, "x": 384, "y": 288, "width": 192, "height": 144},
    ]
    assert (len(page.context["form"].cells()), page.context["why_not"]) == (48, "")
    typed = {"kotak": [FACE.key, "700,100,50,50"], "sel": ["47"], "lihat": "Jembatan patah", "diperiksa": "on"}
    sent = rini.post(f"{address}tampilkan/", typed)
    picture = ReportPicture.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, address)
    assert picture.boxes == [[600, 600, 300, 300], [700, 100, 50, 50], [875, 833, 125, 167]]
    assert picture.released.key in rini.get(address).content.decode()
    assert rini.post(f"{address}tarik/").status_code == 302
    assert [(box["key"], box["is_ticked"]) for box in rini.get(address).context["form"].drawn()] == [
        (FACE.key, True),
        ("700,100,50,50", True),
        ("875,833,125,167", True),
    ]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"lihat": " "}, {"lihat": ["Tulis apa yang terlihat di foto ini."]}),
        ({"diperiksa": ""}, {"diperiksa": ["Lihat lagi fotonya, lalu centang ini."]}),
        ({"kotak": ["1,2,3"]}, {"__all__": ["Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."]}),
        ({"sel": ["48"]}, {"__all__": ["Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."]}),
        ({"sel": ["satu"]}, {"__all__": ["Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."]}),
        ({"kotak": ["1,2,30,30"] * 101}, {"__all__": ["Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."]}),
        (
            {"lihat": "Rumah 0812 5550 1234"},
            {"lihat": ["Ini tampil untuk umum dan memuat nomor telepon 0812…34. Hapus, atau centang “Tetap tampilkan”."]},
        ),
    ],
)
def test_what_is_wrong_releases_nothing_and_keeps_what_was_marked(
    changes: dict[str, Any],
    errors: dict[str, list[str]],
    public: Case,
    attach: Attaching,
    cast: SimpleNamespace,
    sign_in: Any,
    now: datetime,
) -> None:
    taken = attach(public)
    actions.suggest_faces(attachment_id=taken.pk, now=now, look=lambda upload: [FACE])
    typed = {"kotak": ["700,100,50,50"], "sel": ["3"], "lihat": "Jembatan", "diperiksa": "on"} | changes
    answer = sign_in(cast.rini).post(f"/ruang/laporan/{public.number}/foto/{taken.upload.key}/tampilkan/", typed)
    form = answer.context["form"]
    assert (answer.status_code, form.errors, Upload.objects.filter(is_public=True).count()) == (422, errors, 0)
    if "kotak" not in changes and "sel" not in changes:
        assert [(box["key"], box["is_ticked"]) for box in answer.context["form"].drawn()] == [(FACE.key, False), ("700,100,50,50", True)]
        assert [number for number, is_ticked in form.cells() if is_ticked] == [3]


def test_no_page_for_what_is_not_there(
    public: Case, send: Sending, attach: Attaching, cast: SimpleNamespace, sign_in: Any, now: datetime
) -> None:
    other, rini = attach(send().case), sign_in(cast.rini)
    assert rini.get(f"/ruang/laporan/{public.number}/foto/{other.upload.key}/").status_code == 404
    waiting = rini.get(f"/ruang/laporan/{other.case.number}/foto/{other.upload.key}/")
    assert (waiting.status_code, waiting.context["why_not"]) == (200, "Laporan ini tidak tampil untuk umum, jadi fotonya juga tidak.")
    secret = attach(send(is_secret=True).case)
    page = rini.get(f"/ruang/laporan/{secret.case.number}/")
    assert page.context["photos"] == []


# --- For the public page -----------------------------------------------------------------------------------------------------


def test_proof_of_officers_is_told_apart(
    public: Case, attach: Attaching, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime
) -> None:
    actions.forward_report(actor=cast.rini, case=public, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    for actor, kind in ((None, ""), (liaison, "before"), (liaison, "after")):
        taken = attach(public, actor=actor, kind=kind)
        actions.release_picture(actor=liaison, case=public, attachment=taken, boxes=[], alt=f"Jembatan {kind}", now=now)
    attach(public, actor=liaison, kind="after")  # not released
    found = queries.public_pictures(queries.report_of(public))
    assert [(each.kind, each.label, each.picture.alt) for each in found] == [
        ("", "", "Jembatan"),
        ("before", "Sebelum dikerjakan", "Jembatan before"),
        ("after", "Sesudah dikerjakan", "Jembatan after"),
    ]


def test_one_query_for_all_photos_of_all_reports(
    send: Sending, attach: Attaching, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any
) -> None:
    made = []
    for _ in range(3):
        case = send().case
        made.append(actions.verify_report(actor=cast.rini, case=case, now=now, **read()))
        for _ in range(2):
            actions.release_picture(actor=cast.rini, case=case, attachment=attach(case), boxes=[], alt="Jembatan", now=now)
    with django_assert_num_queries(1):
        assert len(queries.public_pictures(made[0])) == 2
    with django_assert_num_queries(1):
        assert [len(found) for found in queries.public_pictures_of(made).values()] == [2, 2, 2]
