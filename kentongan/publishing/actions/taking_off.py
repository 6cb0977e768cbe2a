"""Taking a picture off everything that shows it, because it may not be seen any more."""

from datetime import datetime

from django.db import transaction
from django_scopes import scope

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.media.models import Upload

from .. import events, queries
from ..models import Attachment, Publication


@transaction.atomic
def take_picture_off(*, actor: Person, upload: Upload, now: datetime) -> list[Publication]:
    """Take the picture off every text and gallery of its owner, by a room that asked its own rules; the file it removes itself.

    A gallery gets its next picture as cover, any other text goes without. Returns what showed it; pages of what is out change at once.
    """
    with scope(owner=[upload.owner]):
        shown_by = list(queries.showing(upload).select_related("group__region", "region").select_for_update(of=("self",)))
        Attachment.objects.filter(upload=upload).delete()
        for publication in shown_by:
            values = {"updated_at": now, "updated_by": actor}
            if publication.cover_id == upload.pk:
                publication.cover = _next_cover(publication)
                values["cover"] = publication.cover
            Publication.objects.filter(pk=publication.pk).update(**values)
            if publication.is_public:
                scopes = queries.scopes_reached(publication)
                emit(events.AttachmentsChanged(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk))
    return shown_by


def _next_cover(publication: Publication) -> Upload | None:
    if publication.kind != Publication.Kind.GALLERY:
        return None
    left = publication.attachments.select_related("upload").filter(upload__kind=Upload.Kind.PICTURE).first()
    return left.upload if left is not None else None
