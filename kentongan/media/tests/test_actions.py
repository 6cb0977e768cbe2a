"""Keeping files: once, whole, in the right hands, and nothing after a no."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from kentongan.core.queries import edition_numbers
from kentongan.media import actions, rules
from kentongan.media.models import Upload
from kentongan.media.policies import Fault
from kentongan.media.queries import picture_of

from . import made

CLIENT = UUID("6b0d1a52-3a67-4a2e-9a37-0f6c7c2e4a11")


def named(data: bytes, name: str = "sawah.jpg") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def files_below(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_photo_is_kept(cast: SimpleNamespace, now: datetime, media_root: Path) -> None:
    upload = actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(made.photo()), now=now, alt=" Sawah ", credit="Dewi")
    assert (upload.kind, upload.owner, upload.variants, upload.alt, upload.credit) == (
        "picture",
        cast.siding.scope,
        [360, 640, 1280],
        "Sawah",
        "Dewi",
    )
    assert files_below(media_root) == [f"{upload.folder}/{width}.{ending}" for width in (1280, 360, 640) for ending in ("jpg", "webp")]
    assert upload.size == sum((media_root / path).stat().st_size for path in files_below(media_root))


def test_the_same_upload_twice_is_one(cast: SimpleNamespace, now: datetime, media_root: Path) -> None:
    first = actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now, client_id=CLIENT)
    again = actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now, client_id=CLIENT)
    other = actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now, client_id=CLIENT)
    assert first.pk == again.pk
    assert other.pk != first.pk
    assert len(files_below(media_root)) == 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kosong.jpg", b""),
        ("terpotong.jpg", made.photo(800, 600)[:9000]),
        ("gambar.svg", made.SVG),
        ("halaman.jpg", made.HTML),
        ("bom.png", made.bomb_png()),
    ],
)
def test_nothing_is_left_of_what_is_refused(cast: SimpleNamespace, now: datetime, media_root: Path, name: str, data: bytes) -> None:
    with pytest.raises(rules.Refused) as refusal:
        actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(data, name), now=now)
    assert str(refusal.value)[0].isupper()
    assert str(refusal.value).endswith(".")
    assert not media_root.exists() or list(media_root.rglob("*")) == []
    with scopes_disabled():
        assert not Upload.objects.exists()


def test_every_fault_has_its_own_sentence() -> None:
    sentences = [actions.sentence_for(fault) for fault in Fault]
    assert len(set(sentences)) == len(sentences)


def test_too_large_by_the_settings(cast: SimpleNamespace, now: datetime, settings: object) -> None:
    settings.UPLOAD_LARGEST_BYTES = 1024 * 1024
    with pytest.raises(rules.Refused, match="1 MB"):
        actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(b"\xff\xd8\xff" + b"x" * 1024 * 1024), now=now)


def test_a_row_that_cannot_be_written_leaves_no_files(cast: SimpleNamespace, now: datetime, media_root: Path) -> None:
    with pytest.raises(Exception, match=r".*"), transaction.atomic():
        actions.store_upload(actor=cast.dewi, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=None)  # type: ignore[arg-type]
    assert files_below(media_root) == []


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("sari", True),
        ("yohanes", True),
        ("dewi", True),
        ("markus", True),
        ("rini", True),
        ("budi", False),
        ("wati", False),
        ("joko", False),
        ("adi", False),
    ],
)
def test_who_brings_files_for_a_group(cast: SimpleNamespace, who: str, may: bool) -> None:
    assert rules.can_upload(getattr(cast, who), cast.siding.scope) is may


@pytest.mark.parametrize(("who", "may"), [("budi", True), ("sari", False), ("wati", False), ("joko", False)])
def test_who_brings_files_for_a_village(cast: SimpleNamespace, who: str, may: bool) -> None:
    assert rules.can_upload(getattr(cast, who), cast.siding_village.scope) is may


@pytest.mark.parametrize("owner", ["", "group:", "group:x", "group:999999", "region:", "region:61.07.99", "apa saja", "group:1; DROP"])
def test_no_scope_no_upload(cast: SimpleNamespace, now: datetime, owner: str) -> None:
    with pytest.raises(rules.Denied):
        actions.store_upload(actor=cast.sari, owner=owner, file=named(made.photo(400, 300)), now=now)


@pytest.mark.parametrize(
    ("who", "sees"), [("sari", True), ("dewi", True), ("rini", True), ("budi", False), ("wati", False), ("joko", False)]
)
def test_who_sees_what_is_not_public(cast: SimpleNamespace, now: datetime, who: str, sees: bool) -> None:
    upload = actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now)
    assert rules.can_see_upload(getattr(cast, who), upload) is sees
    upload.is_public = True
    assert rules.can_see_upload(getattr(cast, who), upload) is True


def test_description(cast: SimpleNamespace, now: datetime) -> None:
    upload = actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now)
    actions.describe_upload(actor=cast.dewi, upload=upload, alt="Sawah\0 kuning", caption="x" * 900, people_shown="agreed", now=now)
    with scopes_disabled():
        upload.refresh_from_db()
    assert (upload.alt, len(upload.caption), upload.people_shown) == ("Sawah kuning", 300, "agreed")
    with pytest.raises(rules.Denied):
        actions.describe_upload(actor=cast.joko, upload=upload, alt="punya Joko", now=now)


def test_a_picture_for_templates(cast: SimpleNamespace, now: datetime) -> None:
    upload = actions.store_upload(
        actor=cast.sari, owner=cast.siding.scope, file=named(made.photo()), now=now, alt="Sawah", caption="Panen", credit="Sari"
    )
    picture = picture_of(upload)
    base = f"/berkas/{upload.key}"
    assert picture.srcset_webp == f"{base}/360.webp 360w, {base}/640.webp 640w, {base}/1280.webp 1280w"
    assert (picture.src, picture.width, picture.height, picture.alt, picture.caption, picture.credit) == (
        f"{base}/640.jpg",
        1280,
        960,
        "Sawah",
        "Panen",
        "Sari",
    )
    assert picture_of(None) is None


def test_leftovers_are_cleared(cast: SimpleNamespace, now: datetime, media_root: Path) -> None:
    kept = actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=named(made.photo(400, 300)), now=now)
    for lost in ("ab/abcdefghij", ".masuk/zzzzzzzzzz"):
        (media_root / lost).mkdir(parents=True)
        (media_root / lost / "360.jpg").write_bytes(b"x")
    from django.utils import timezone

    assert actions.clear_leftovers(now=timezone.now()) == 0
    assert actions.clear_leftovers(now=timezone.now() + timedelta(days=2)) == 2
    assert files_below(media_root) == [f"{kept.folder}/360.jpg", f"{kept.folder}/360.webp"]


@pytest.mark.parametrize(("is_public", "editions"), [(True, 1), (False, 0)])
def test_new_words_of_a_picture_make_pages_fresh_exactly_where_they_are_seen(
    is_public: bool, editions: int, cast: SimpleNamespace, now: datetime, across_scopes: None
) -> None:
    values = {"kind": "picture", "uploader": cast.sari, "uploaded_at": now, "size": 1}
    upload = Upload.objects.create(key="k" * 20, owner=cast.siding.scope, is_public=is_public, **values)
    actions.describe_upload(actor=cast.sari, upload=upload, caption="Sawah Dusun Hulu", now=now)
    assert edition_numbers((cast.siding.scope,)) == (editions,)


def test_a_file_is_given_and_removed_by_a_mechanism(
    cast: SimpleNamespace, now: datetime, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload = actions.keep_file(uploader=None, owner="case:1", file=named(made.photo()), now=now)
    assert rules.can_see_upload(cast.markus, upload) is False
    actions.give_upload(upload=upload, owner=cast.siding.scope)
    with scopes_disabled():
        assert (Upload.objects.get().owner, rules.can_see_upload(cast.markus, upload)) == (cast.siding.scope, True)
        with django_capture_on_commit_callbacks() as waiting:
            actions.remove_upload(upload=upload)
        assert (Upload.objects.count(), files_below(media_root) != []) == (0, True)
        for each in waiting:
            each()
    assert files_below(media_root) == []
