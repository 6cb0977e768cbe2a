"""The deeds of passing on: keeping each short text as it was, and noting who passed something on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied
from kentongan.groups.models import Group

from .. import events
from ..models import Publication, PublicationShare, ShareText
from ..policies.checking import digest_of, read
from ..queries import sharing


@transaction.atomic
def keep_share_texts(*, publication_id: int, at: datetime) -> None:
    """Keep the short texts as they are now, so that they are known as ours after they changed. The same texts are kept once."""
    with scopes_disabled():
        publication = Publication.objects.select_related("group__site", "region", "office", "cover").filter(pk=publication_id).first()
        if publication is None or not publication.is_public:
            return
        kit = sharing.share_kit(publication)
        for channel, text, code in (
            (ShareText.Channel.WHATSAPP, kit.whatsapp, kit.check_code),
            (ShareText.Channel.SMS, kit.sms, ""),
        ):
            kept = {"channel": channel, "text": text, "check_code": code, "kept_at": at}
            ShareText.objects.get_or_create(publication=publication, digest=digest_of(read(text, sharing.home()).words), defaults=kept)


@transaction.atomic
def note_share(*, actor: Person, publication: Publication, group: Group, now: datetime) -> PublicationShare:
    """Sudah saya sebarkan: once for each person and publication, in the name of one of the person's groups. Raises Denied."""
    if not publication.is_public:
        raise Denied(_("Tulisan ini sedang tidak terbit, jadi tidak untuk disebarkan."))
    if group not in sharing.groups_sharing(actor):
        raise Denied(_("Yang mencatat penyebaran adalah anggota KIM itu sendiri."))
    share, is_new = PublicationShare.objects.get_or_create(publication=publication, person=actor, defaults={"group": group, "at": now})
    if is_new:
        emit(events.PublicationShared(scopes=(group.scope,), actor_id=actor.pk, at=now, **_told(share)))
    return share


@transaction.atomic
def take_back_share(*, actor: Person, publication: Publication, now: datetime) -> None:
    """The button was touched by mistake. Nothing happens where nothing was noted."""
    share = PublicationShare.objects.select_related("group").filter(publication=publication, person=actor).first()
    if share is None:
        return
    told, scope = _told(share), share.group.scope
    share.delete()
    emit(events.PublicationShareTakenBack(scopes=(scope,), actor_id=actor.pk, at=now, **told))


def _told(share: PublicationShare) -> dict[str, int]:
    return {"publication_id": share.publication_id, "group_id": share.group_id, "share_id": share.pk}
