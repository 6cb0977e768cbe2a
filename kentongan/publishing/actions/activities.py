"""A group's texts in the log of what it does. Both look at the text as it stands: they may be called again, late, or out of order."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.groups.actions import record_activity, retract_activity
from kentongan.groups.models import Group
from kentongan.sites.addresses import hub_path

from ..models import KimIdCopy, Publication, PublicationShare
from ..policies.activities import ACTIVITY_OF

SOURCE = "publishing.Publication"
COPY_SOURCE = "publishing.KimIdCopy"
SHARE_SOURCE = "publishing.PublicationShare"


def log_publication(*, publication_id: int, now: datetime) -> None:
    """Note a text that its group published, with the title it has now; take it back with the text."""
    text, group = _found(publication_id)
    if text is None or group is None or text.kind not in ACTIVITY_OF:
        return
    if not text.is_public or text.published_at is None:
        retract_activity(source=SOURCE, key=text.pk, at=now)
        return
    address = hub_path("publishing:short_show", code=text.code)
    record_activity(
        group=group,
        kind=ACTIVITY_OF[text.kind],
        day=timezone.localdate(text.published_at),
        title=_("Menerbitkan %(kind)s: %(title)s") % {"kind": text.get_kind_display().lower(), "title": text.title},
        source=SOURCE,
        key=text.pk,
        at=now,
        address=address,
        author_id=text.author_id,
        evidence={"channels": _("Situs KIM"), "link": address},
    )


def log_copy(*, publication_id: int, now: datetime) -> None:
    """Note that a text was copied to kim.id, until the mark is taken back."""
    text, group = _found(publication_id)
    if text is None or group is None:
        return
    copy = KimIdCopy.objects.filter(publication=text).first()
    if copy is None:
        retract_activity(source=COPY_SOURCE, key=text.pk, at=now)
        return
    record_activity(
        group=group,
        kind="diseminasi",
        day=timezone.localdate(copy.at),
        title=_("Menyalin ke kim.id: %(title)s") % {"title": text.title},
        source=COPY_SOURCE,
        key=text.pk,
        at=now,
        address=hub_path("publishing:short_show", code=text.code),
        author_id=copy.person_id,
        evidence={"channels": "kim.id"},
    )


def log_share(*, share_id: int, now: datetime) -> None:
    """Note that a member passed a text on, until he takes it back."""
    share = PublicationShare.objects.select_related("group").filter(pk=share_id).first()
    text, _group = _found(share.publication_id) if share else (None, None)
    if share is None or text is None:
        retract_activity(source=SHARE_SOURCE, key=share_id, at=now)
        return
    address = hub_path("publishing:short_show", code=text.code)
    record_activity(
        group=share.group,
        kind="diseminasi",
        day=timezone.localdate(share.at),
        title=_("Menyebarkan %(kind)s: %(title)s") % {"kind": text.get_kind_display().lower(), "title": text.title},
        source=SHARE_SOURCE,
        key=share.pk,
        at=now,
        address=address,
        author_id=share.person_id,
        evidence={"channels": _("WhatsApp, SMS atau gambar"), "link": address},
    )


def _found(publication_id: int) -> tuple[Publication | None, Group | None]:
    with scopes_disabled():
        text = Publication.objects.select_related("group").filter(pk=publication_id).first()
    return text, text.group if text else None
