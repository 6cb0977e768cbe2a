"""Keeping files, for a deed that may fail, masked copies, and clearing away what no row knows."""

import io
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person

from .. import policies, queries, rules
from ..models import Upload
from ..policies import Fault
from ..rules import Denied, Refused

ARRIVING = ".masuk"
PeopleShown = Upload.PeopleShown


def sentence_for(fault: Fault) -> str:
    """What is wrong with the file and what to do, for the person who brought it."""
    megabytes = settings.UPLOAD_LARGEST_BYTES // (1024 * 1024)
    megapixels = settings.UPLOAD_LARGEST_PIXELS // 1_000_000
    sentences = {
        Fault.EMPTY: _("Berkas ini kosong (0 byte). Mungkin belum selesai disalin; pilih sekali lagi."),
        Fault.TOO_HEAVY: _("Berkas ini lebih besar dari %(most)d MB. Pilih foto yang lebih kecil, atau kecilkan dulu di HP.")
        % {"most": megabytes},
        Fault.TOO_MANY_PIXELS: _("Gambar ini terlalu besar (lebih dari %(most)d megapiksel). Kecilkan dulu, lalu kirim lagi.")
        % {"most": megapixels},
        Fault.TOO_THIN: _("Gambar ini terlalu panjang dan sempit untuk ditampilkan. Potong dulu, lalu kirim lagi."),
        Fault.BROKEN: _("Foto atau berkas ini rusak atau terpotong, jadi tidak bisa dibuka. Coba pilih yang lain, atau kirim ulang."),
        Fault.DRAWING: _("Gambar SVG tidak bisa diterima demi keamanan pembaca. Simpan sebagai PNG atau JPEG, lalu kirim lagi."),
        Fault.PHONE_FORMAT: _(
            "Foto HEIC atau video belum bisa dibaca. Di kamera HP pilih format “Paling Kompatibel” (JPEG), lalu kirim lagi."
        ),
        Fault.MISLABELLED: _("Isi berkas ini bukan seperti nama belakangnya. Pilih foto JPEG, PNG atau WebP, atau dokumen PDF yang asli."),
        Fault.UNKNOWN: _("Jenis berkas ini belum bisa diterima. Yang bisa: foto JPEG, PNG, WebP, GIF, atau dokumen PDF."),
        Fault.LONG_ANIMATION: _("Gambar bergerak ini terlalu panjang. Kirim satu gambar diam saja."),
        Fault.NOT_A_PICTURE: _("Di sini perlu foto, bukan dokumen. Pilih foto JPEG, PNG atau WebP."),
        Fault.NOT_A_DOCUMENT: _("Di sini perlu dokumen PDF, bukan foto. Simpan dulu sebagai PDF, lalu pilih lagi."),
    }
    return sentences[fault]


def _keep_files(folder: Path, files: tuple[tuple[str, bytes], ...], arriving: Path) -> None:
    """All files or none: written beside, then moved into place in one step."""
    arriving.mkdir(parents=True)
    try:
        for name, data in files:
            (arriving / name).write_bytes(data)
        folder.parent.mkdir(parents=True, exist_ok=True)
        arriving.rename(folder)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)


def _read(file: File | BinaryIO) -> bytes:
    """At most one byte more than is allowed, so that a giant is not read whole only to be refused."""
    file.seek(0)
    return file.read(settings.UPLOAD_LARGEST_BYTES + 1)


class AboutFile(TypedDict, total=False):
    """What is said of a file as it comes, and which kinds may come."""

    alt: str
    caption: str
    credit: str
    people_shown: str
    pictures_only: bool
    documents_only: bool
    is_demo: bool


def store_upload(
    *,
    actor: Person,
    owner: str,
    file: File | BinaryIO,
    now: datetime,
    client_id: UUID | None = None,
    **about: Unpack[AboutFile],
) -> Upload:
    """Keep a file in the scope's name: a picture re-encoded to its sizes, a PDF as it is. The same ``client_id`` gives the same row.

    Raises Denied where the actor does not write there, Refused with a sentence where the file is not taken; then nothing is kept.
    """
    if not rules.can_upload(actor, owner):
        raise Denied(_("Anda belum terdaftar sebagai penulis di sini, jadi belum bisa mengirim foto."))
    if client_id is not None and (before := queries.upload_by_client_id(actor, client_id)) is not None:
        return before
    try:
        return keep_file(uploader=actor, owner=owner, file=file, now=now, client_id=client_id, **about)
    except IntegrityError:
        if client_id is not None and (before := queries.upload_by_client_id(actor, client_id)) is not None:
            return before
        raise


def keep_file(
    *,
    uploader: Person | None,
    owner: str,
    file: File | BinaryIO,
    now: datetime,
    client_id: UUID | None = None,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    people_shown: str = PeopleShown.UNKNOWN,
    pictures_only: bool = False,
    documents_only: bool = False,
    is_demo: bool = False,
) -> Upload:
    """Keep a file whose right to come was asked by the caller: a mechanism's own, perhaps from somebody without an account.

    Raises Refused with a sentence where the file is not taken; then nothing is kept.
    """
    name = Path(str(getattr(file, "name", "") or "").replace("\\", "/").replace("\0", "")).name[-200:] or _("tanpa nama")
    try:
        kept = policies.prepared(
            _read(file),
            name=name,
            largest_bytes=settings.UPLOAD_LARGEST_BYTES,
            largest_pixels=settings.UPLOAD_LARGEST_PIXELS,
            pictures_only=pictures_only,
            documents_only=documents_only,
        )
    except policies.Unfit as unfit:
        raise Refused(sentence_for(unfit.fault)) from None
    upload = Upload(
        key=secrets.token_urlsafe(16),
        owner=owner,
        kind=Upload.Kind.PICTURE if kept.is_picture else Upload.Kind.DOCUMENT,
        uploader=uploader,
        uploaded_at=now,
        client_id=client_id,
        original_name=name,
        content_type=kept.content_type,
        size=kept.size,
        width=kept.width,
        height=kept.height,
        colour=kept.colour,
        variants=list(kept.widths),
        alt=alt.strip()[:250],
        caption=caption.strip()[:300],
        credit=credit.strip()[:120],
        people_shown=people_shown if people_shown in PeopleShown.values else PeopleShown.UNKNOWN,
        is_demo=is_demo,
    )
    root = Path(settings.MEDIA_ROOT)
    _keep_files(root / upload.folder, kept.files, root / ARRIVING / upload.key)
    try:
        with transaction.atomic(), scopes_disabled():
            upload.save()
    except BaseException:
        shutil.rmtree(root / upload.folder, ignore_errors=True)
        raise
    return upload


def keep_masked_copy(
    *,
    upload: Upload,
    boxes: Iterable[policies.Box],
    owner: str,
    uploader: Person,
    now: datetime,
    alt: str,
    caption: str = "",
    credit: str = "",
    people_shown: str = PeopleShown.UNKNOWN,
    is_demo: bool = False,
) -> Upload:
    """Make a copy of a picture with the boxes unrecognisable in it, by a room that asked its own rules.

    It is a file of its own at an address of its own: from the copy nobody comes to the picture. Raises Refused where the picture's file
    is broken or gone.
    """
    try:
        hidden = policies.mosaic(queries.path_of(upload, f"{max(upload.variants)}.jpg").read_bytes(), boxes)
    except OSError:
        raise Refused(sentence_for(Fault.BROKEN)) from None
    file = File(io.BytesIO(hidden), name="foto.png")
    return keep_file(
        uploader=uploader, owner=owner, file=file, now=now, alt=alt, caption=caption, credit=credit, people_shown=people_shown,
        pictures_only=True, is_demo=is_demo,
    )  # fmt: skip


def find_faces(upload: Upload) -> list[policies.Box]:
    """Where a machine sees faces in a picture; nothing where its file is broken or gone. Takes some tenths of a second: for the worker."""
    try:
        return policies.faces_in(queries.path_of(upload, f"{max(upload.variants)}.jpg").read_bytes())
    except (OSError, ValueError):
        return []


@transaction.atomic
def remove_upload(*, upload: Upload) -> None:
    """Remove a file for good, by a mechanism that asked its own rules. Its folder goes when the transaction has ended well."""
    folder = Path(settings.MEDIA_ROOT) / upload.folder
    with scopes_disabled():
        Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


@contextmanager
def brought_along(uploads: Iterable[Upload] = ()) -> Iterator[list[Upload]]:
    """Files for one deed, in a list to which each is added as soon as it is kept. Where one is refused, or the deed fails, all go again.

    They are kept before the deed's transaction: making their sizes takes its time, and nobody should wait for the database meanwhile.
    """
    kept = list(uploads)
    try:
        yield kept
    except BaseException:
        for upload in kept:
            remove_upload(upload=upload)
        raise


def clear_leftovers(*, now: datetime) -> int:
    """Remove folders older than a day that no row knows: what a rolled-back deed or a killed process left. Returns how many."""
    root, cleared = Path(settings.MEDIA_ROOT), 0
    oldest = (now - timedelta(days=1)).timestamp()
    folders = [folder for folder in root.glob("*/*") if folder.is_dir() and folder.stat().st_mtime < oldest]
    for start in range(0, len(folders), 500):
        batch = folders[start : start + 500]
        known = queries.known_keys([folder.name for folder in batch])
        for folder in batch:
            if folder.parent.name == ARRIVING or folder.name not in known:
                shutil.rmtree(folder, ignore_errors=True)
                cleared += 1
    return cleared
