"""What hangs on a text: the pictures of a gallery and the documents of any text, brought, described, put in order and taken off."""

from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.media import actions as media
from kentongan.media.models import Upload
from kentongan.media.queries import upload_by_client_id
from kentongan.media.rules import Refused
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.clearing import refuse_listed
from kentongan.publishing.models import Attachment, Publication
from kentongan.publishing.queries import attachments_of

from .. import rules
from ..policies import Arrangement


def room_left(publication: Publication, kind: Upload.Kind) -> int:
    """How many more pictures, or documents, the text can take."""
    most = settings.GALLERY_MOST_PICTURES if kind == Upload.Kind.PICTURE else settings.ATTACHED_MOST_DOCUMENTS
    return max(0, most - publication.attachments.filter(upload__kind=kind).count())


def attach_file(
    *,
    actor: Person,
    publication: Publication,
    file: File | BinaryIO,
    kind: Upload.Kind,
    now: datetime,
    client_id: UUID | None = None,
) -> Attachment:
    """Keep a file and hang it on the text, behind what hangs there. The same ``client_id`` gives the same attachment.

    A document is called like its file until somebody says it better. Raises Denied, Refused with a sentence.
    """
    if not rules.can_attach_file(actor, publication):
        raise rules.Denied(_("Foto dan berkas tulisan ini sedang tidak bisa diubah oleh Anda."))
    before = upload_by_client_id(actor, client_id) if client_id is not None else None
    known = publication.attachments.filter(upload=before).first() if before is not None else None
    if known is not None:
        return known
    is_picture = kind == Upload.Kind.PICTURE
    if not room_left(publication, kind):
        raise Refused(
            _("Galeri ini sudah penuh. Lepas foto lain dulu.") if is_picture else _("Berkasnya sudah penuh. Lepas yang lain dulu.")
        )
    upload = media.store_upload(
        actor=actor,
        owner=publication.owner,
        file=file,
        now=now,
        client_id=client_id,
        credit=actor.full_name if is_picture else "",
        pictures_only=is_picture,
        documents_only=not is_picture,
        is_demo=publication.is_demo,
    )
    caption = "" if is_picture else PurePath(upload.original_name).stem.replace("_", " ")
    return publishing.attach_upload(actor=actor, publication=publication, upload=upload, caption=caption, now=now)


@transaction.atomic
def arrange_files(*, actor: Person, publication: Publication, arrangement: Arrangement, now: datetime) -> None:
    """Keep order, captions and cover, and what is said of each picture. Raises Denied."""
    uploads = {attachment.pk: attachment.upload for kind in Upload.Kind for attachment in attachments_of(publication, kind)}
    publishing.arrange_attachments(
        actor=actor,
        publication=publication,
        captions=arrangement.captions,
        removed=arrangement.removed,
        cover=arrangement.cover,
        now=now,
    )
    for pk, words in arrangement.words.items():
        upload = uploads.get(pk)
        if upload is not None and any(getattr(upload, field) != value for field, value in words.items()):
            if upload.is_public:
                stands = [getattr(upload, field) for field in words]
                refuse_listed(actor=actor, publication=publication, said=words.values(), instead_of=stands, now=now)
            media.describe_upload(actor=actor, upload=upload, now=now, **words)
