"""What is said of a file, whose it is, and who may fetch it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import Upload
from ..rules import Denied
from .keeping import PeopleShown


@transaction.atomic
def describe_upload(
    *,
    actor: Person,
    upload: Upload,
    alt: str | None = None,
    caption: str | None = None,
    credit: str | None = None,
    people_shown: str | None = None,
    now: datetime,
) -> Upload:
    """Say what is seen, who made it, and whether the people shown agreed; None leaves a value as it is. Raises Denied."""
    if not rules.can_describe_upload(actor, upload):
        raise Denied(_("Keterangan foto hanya bisa diubah oleh penulis kelompok itu."))
    longest = {"alt": 250, "caption": 300, "credit": 120}
    for field, value in (("alt", alt), ("caption", caption), ("credit", credit)):
        if value is not None:
            setattr(upload, field, value.replace("\0", "").strip()[: longest[field]])
    if people_shown in PeopleShown.values:
        upload.people_shown = str(people_shown)
    with scopes_disabled():
        upload.save(update_fields=["alt", "caption", "credit", "people_shown"])
    if upload.is_public:  # pages that show it are made anew
        emit(events.UploadDescribed(scopes=(upload.owner,), actor_id=actor.pk, at=now, upload_id=upload.pk))
    return upload


@transaction.atomic
def name_upload(*, upload: Upload, alt: str) -> None:
    """Say what is seen, by a room that asked its own rules and made these words of its own, a title of which changed."""
    with scopes_disabled():
        Upload.objects.filter(pk=upload.pk).update(alt=alt[:250])
    upload.alt = alt[:250]


@transaction.atomic
def give_upload(*, upload: Upload, owner: str) -> Upload:
    """Put a file into another scope's hands, by a mechanism that asked its own rules: from then on that scope's desk sees it."""
    with scopes_disabled():
        Upload.objects.filter(pk=upload.pk).update(owner=owner)
    upload.owner = owner
    return upload


@transaction.atomic
def release_upload(*, upload: Upload) -> None:
    """Let everybody fetch a file, by a room that asked its own rules. To take it back for good, the room removes the file."""
    with scopes_disabled():
        Upload.objects.filter(pk=upload.pk).update(is_public=True)
    upload.is_public = True


@transaction.atomic
def withhold_upload(*, upload: Upload) -> None:
    """Let only the owner's desk fetch a file again, by a room that asked its own rules and may release it once more."""
    with scopes_disabled():
        Upload.objects.filter(pk=upload.pk).update(is_public=False)
    upload.is_public = False
