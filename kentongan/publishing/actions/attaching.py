"""Pictures and documents that hang on a text, in their order."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied
from kentongan.media.models import Upload

from .. import events, queries, rules
from ..models import Attachment, Publication
from .clearing import refuse_listed
from .moving import refresh_release

Kind = Publication.Kind


@transaction.atomic
def attach_upload(*, actor: Person, publication: Publication, upload: Upload, now: datetime, caption: str = "") -> Attachment:
    """Add a picture or document at the end; the one that is there already is given back. Raises Denied."""
    _require_attachable(actor, publication)
    if upload.owner != publication.owner:
        raise Denied(_("Berkas ini bukan milik kelompok yang sama."))
    if publication.is_public:
        refuse_listed(actor=actor, publication=publication, said=(caption, upload.alt, upload.credit), now=now)
    last = publication.attachments.aggregate(last=Max("order"))["last"]
    values = {"caption": caption.strip(), "order": 0 if last is None else last + 1}
    attachment, is_new = Attachment.objects.get_or_create(publication=publication, upload=upload, defaults=values)
    if is_new:
        _settle_attachments(actor, publication, {upload.pk}, now)
    return attachment


@transaction.atomic
def arrange_attachments(
    *,
    actor: Person,
    publication: Publication,
    captions: Mapping[int, str],
    now: datetime,
    removed: Collection[int] = (),
    cover: int | None = None,
) -> None:
    """Put its attachments in the order of ``captions`` (attachment id → caption) and take off the ``removed`` ones. Raises Denied.

    What is named in neither, because somebody else brought it meanwhile, stays behind the others. ``cover`` is the attachment that stands
    for a gallery; without one it is the first picture. The files themselves stay with their owner.
    """
    _require_attachable(actor, publication)
    before = list(publication.attachments.select_related("upload"))
    if publication.is_public:
        stood = [attachment.caption for attachment in before]
        refuse_listed(actor=actor, publication=publication, said=captions.values(), instead_of=stood, now=now)
    gone = [attachment for attachment in before if attachment.pk in removed]
    places = {pk: place for place, pk in enumerate(captions)}
    stay = sorted((attachment for attachment in before if attachment.pk not in removed), key=lambda one: places.get(one.pk, len(places)))
    changed = []
    for order, attachment in enumerate(stay):
        caption = captions.get(attachment.pk, attachment.caption).strip()
        if (attachment.order, attachment.caption) != (order, caption):
            attachment.order, attachment.caption = order, caption
            changed.append(attachment)
    Attachment.objects.bulk_update(changed, ["order", "caption"])
    Attachment.objects.filter(pk__in=[attachment.pk for attachment in gone]).delete()
    chosen = next((attachment.upload for attachment in stay if attachment.pk == cover), None)
    has_new_cover = _choose_cover(publication, [attachment.upload for attachment in stay], chosen)
    if changed or gone or has_new_cover:
        _settle_attachments(actor, publication, {attachment.upload_id for attachment in gone}, now)


def _require_attachable(actor: Person, publication: Publication) -> None:
    if not (rules.can_edit_publication(actor, publication) or rules.can_correct_publication(actor, publication)):
        raise Denied(_("Foto dan berkas tulisan ini sedang tidak bisa diubah oleh Anda."))


def _choose_cover(publication: Publication, uploads: Iterable[Upload], chosen: Upload | None = None) -> bool:
    """A gallery's cover is one of its pictures: the chosen one, else the first. Returns whether it changed; other kinds keep theirs."""
    if publication.kind != Kind.GALLERY:
        return False
    pictures = [upload for upload in uploads if upload.kind == Upload.Kind.PICTURE]
    cover = chosen if chosen in pictures else next(iter(pictures), None)
    if (cover.pk if cover else None) == publication.cover_id:
        return False
    publication.cover = cover
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).update(cover=cover)
    return True


def _settle_attachments(actor: Person, publication: Publication, changed: set[int], now: datetime) -> None:
    """Whose hand it was and when; the gallery has its cover; readers of a published text see the change at once."""
    if publication.cover_id is None:
        _choose_cover(publication, [attachment.upload for attachment in publication.attachments.select_related("upload")])
    with scopes_disabled():  # without a new version: it counts the words, which somebody may be typing at this moment
        Publication.objects.filter(pk=publication.pk).update(updated_at=now, updated_by=actor)
    publication.updated_at, publication.updated_by = now, actor
    refresh_release(changed)
    if publication.is_public:
        scopes = queries.scopes_reached(publication)
        emit(events.AttachmentsChanged(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk))
