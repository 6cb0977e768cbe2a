"""Files and letters of a case."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO
from uuid import UUID, uuid5

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.media.actions import keep_file, remove_upload
from kentongan.media.rules import Refused

from .. import events, queries, rules
from ..models import Case, CaseAttachment, CaseEntry, CaseLetter
from ..policies import Right
from ..rules import APPLICANT, Denied
from .deeds import about, leading_part

Kind = CaseEntry.Kind
FILES = UUID("6b656e74-6f6e-4761-8e20-6265726b6173")  # the family of the ids that files get from what is in them


def attach(
    *,
    actor: Person | None,
    case: Case,
    file: File | BinaryIO,
    now: datetime,
    label: str = "",
    kind: str = "",
    is_public: bool = True,
    client_id: UUID | None = None,
) -> CaseAttachment:
    """Add a photo or PDF; ``actor`` None is whoever proved the case with number and code. The same ``client_id`` gives the same row.

    ``kind`` is the room's own word for what it is.

    Raises Denied, or media's Refused with a sentence; what was written before is not touched by either.
    """
    parts = rules.parts_of(actor, case) if actor is not None else APPLICANT
    if case.closed_at is not None or not rules.has_right(parts, case, Right.ATTACH):
        raise Denied(_("Berkas ini sedang tidak menerima lampiran."))
    if client_id is not None and (before := queries.attachment_of_client(case, client_id)) is not None:
        return before
    upload = keep_file(uploader=actor, owner=case.file_scope, file=file, now=now, client_id=client_id, alt=label)
    shown = is_public or actor is None
    with transaction.atomic():
        if client_id is not None:
            queries.fresh(case)  # one at a time, where the same file comes twice at once
            before = queries.attachment_of_client(case, client_id)
            if before is not None:
                remove_upload(upload=upload)
                return before
        attachment = CaseAttachment.objects.create(
            case=case, upload=upload, kind=kind, label=label.strip()[:120], is_public=shown, actor=actor, at=now
        )
        data = {"name": attachment.label or upload.original_name}
        CaseEntry.objects.create(case=case, kind=Kind.ATTACHED, is_public=shown, actor=actor, part=leading_part(parts), data=data, at=now)
        emit(events.CaseFileAttached(attachment_id=attachment.pk, is_public=shown, **about(case, actor, now)))
    return attachment


def _id_of(case: Case, file: File) -> UUID:
    """The id of a file by what is in it."""
    digest = hashlib.sha256()
    for piece in file.chunks():  # it may be a giant that will be refused: never all of it at once
        digest.update(piece)
    return uuid5(FILES, f"{case.pk}:{digest.hexdigest()}")


def attach_all(
    *, actor: Person | None, case: Case, files: Iterable[File], now: datetime, label: str = "", kind: str = "", is_public: bool = True
) -> list[str]:
    """Add each file that media takes, and return the sentences about the rest: one bad photo takes nothing else with it.

    What comes from the applicant (``actor`` None), who has no page to look it up on, is kept once however often it comes. Raises Denied.
    """
    refused = []
    for file in files:
        once = _id_of(case, file) if actor is None else None
        try:
            attach(actor=actor, case=case, file=file, now=now, label=label, kind=kind, is_public=is_public, client_id=once)
        except Refused as refusal:
            refused.append(f"{file.name}: {refusal}")
    return refused


@transaction.atomic
def send_letter(
    *, actor: Person, case: Case, kind: str, addressee: str, subject: str, body: str, now: datetime, is_public: bool = True
) -> CaseLetter:
    """Keep a letter as it goes out; it is printed from its page. Raises Denied."""
    parts = rules.parts_of(actor, case)
    if not rules.has_right(parts, case, Right.LETTER):
        raise Denied(_("Surat hanya oleh petugas yang menangani."))
    if not (addressee.strip() and subject.strip() and body.strip()):
        raise Denied(_("Surat perlu alamat, perihal, dan isi."))
    words = {"addressee": addressee.strip(), "subject": subject.strip()[:200], "body": body.strip()}
    letter = CaseLetter.objects.create(case=case, kind=kind, is_public=is_public, sender=actor, sent_at=now, **words)
    data = {"name": letter.subject, "letter": letter.pk}
    CaseEntry.objects.create(case=case, kind=Kind.LETTER, is_public=is_public, actor=actor, part=leading_part(parts), data=data, at=now)
    emit(events.CaseLetterSent(letter_id=letter.pk, **about(case, actor, now)))
    return letter


@transaction.atomic
def take_back_file(*, case: Case, attachment: CaseAttachment) -> None:
    """Let the applicant take a file away again while the case is still a draft: nobody else has seen it. Raises Denied afterwards."""
    kept = queries.fresh(case)
    if attachment.case_id != kept.pk or not queries.status_of(kept).is_draft:
        raise Denied(_("Berkas yang sudah terkirim tetap tersimpan. Kirim yang baru di sampingnya."))
    upload = attachment.upload
    attachment.delete()
    remove_upload(upload=upload)
