"""Letting everybody see a picture of an answer, as a copy in a gallery of the group; taking it back from every page at once."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope
from django_tasks import task

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.groups.models import Group
from kentongan.media.actions import brought_along, find_faces, keep_masked_copy, remove_upload
from kentongan.media.models import Upload
from kentongan.media.policies import Box
from kentongan.media.rules import Refused
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.taking_off import take_picture_off
from kentongan.publishing.models import Publication
from kentongan.publishing.rules import can_move_publication
from kentongan.publishing.rules.elections import lock_on

from .. import events
from ..models import PassingOnPhoto, ProofRelease
from ..queries import releasing as queries
from ..rules import releasing as rules
from . import wall_sheet
from .attaching import room_left
from .sending import publish_text, submit_text

People = ProofRelease.People
SAID_OF_COPY = {  # what the file itself says of those it shows
    People.NOBODY: Upload.PeopleShown.NOBODY,
    People.AGREED: Upload.PeopleShown.AGREED,
    People.GUARDIAN: Upload.PeopleShown.GUARDIAN,
    People.MASKED: Upload.PeopleShown.NOBODY,
}


@task()
def seek_faces(photo_id: int) -> None:
    """The worker's wrapper of suggest_faces. It stands here and not in tasks.py because seek_faces_later must name it."""
    suggest_faces(photo_id=photo_id)


def seek_faces_later(*, photo_id: int) -> None:
    """Let the worker look for faces, so that who releases the picture is shown them."""
    seek_faces.enqueue(photo_id)


def suggest_faces(*, photo_id: int, look: Callable[[Upload], list[Box]] = find_faces) -> PassingOnPhoto | None:
    """Keep where the machine sees faces in a picture, as a suggestion. Looking happens outside of any transaction."""
    if (photo := queries.proof_by_id(photo_id)) is None:
        return None
    photo.faces = _as_numbers(look(photo.upload))
    photo.save(update_fields=["faces"])
    return photo


def _as_numbers(boxes: Iterable[Box]) -> list[list[int]]:
    return [[box.left, box.top, box.width, box.height] for box in boxes]


def release_proof(
    *,
    actor: Person,
    photo: PassingOnPhoto,
    people: str,
    boxes: Iterable[Box],
    alt: str,
    caption: str,
    gallery: Publication | None,
    title: str,
    now: datetime,
) -> tuple[ProofRelease, Publication]:
    """Hang a copy, in which the boxes are unrecognisable, into a gallery of the group; without one a new one is begun with ``title``.

    Returns the release and the gallery. A new gallery goes out at once where the actor may let it out alone; else it waits for review like
    any other. The picture itself stays as private as it is. Raises Denied, Stale where it is released already, or media's Refused.
    """
    _require_release(actor, photo)
    hidden, group = sorted(boxes), photo.part.reception.group
    if People(people) == People.MASKED and not hidden:
        raise rules.Denied(_("Belum ada bagian foto yang ditutup."))
    # Masking takes its time, so it is done before the transaction; until its end nobody can fetch the copy.
    copy = keep_masked_copy(
        upload=photo.upload, boxes=hidden, owner=group.scope, uploader=actor, now=now, alt=alt, caption=caption, credit=group.name,
        people_shown=SAID_OF_COPY[People(people)], is_demo=photo.upload.is_demo,
    )  # fmt: skip
    with brought_along([copy]), transaction.atomic(), scope(owner=[group.scope]):
        release = _keep(actor, photo, People(people), hidden, copy, now)
        return release, _hang(actor, release, group, gallery, title, now)


def _require_release(actor: Person, photo: PassingOnPhoto) -> None:
    if why := rules.why_not_release(actor, photo):
        raise rules.Denied(why)


def _keep(actor: Person, photo: PassingOnPhoto, people: People, boxes: list[Box], copy: Upload, now: datetime) -> ProofRelease:
    PassingOnPhoto.objects.select_for_update().get(pk=photo.pk)  # two editors at once: one after the other
    photo.part.refresh_from_db(fields=["withdrawn_at"])
    _require_release(actor, photo)
    if photo.releases.filter(withdrawn_at=None).exists():
        raise rules.Stale(_("Foto ini baru saja dilepas orang lain. Muat ulang untuk melihatnya."))
    said: dict[str, Any] = {"people": people, "boxes": _as_numbers(boxes), "copy": copy}
    return ProofRelease.objects.create(photo=photo, released_by=actor, released_at=now, **said)


def _hang(actor: Person, release: ProofRelease, group: Group, gallery: Publication | None, title: str, now: datetime) -> Publication:
    copy = release.copy
    if copy is None:
        raise ValueError("What was just released has a copy.")
    is_new = gallery is None
    hung = gallery if gallery is not None else _begin_gallery(actor, group, title, now)
    if not room_left(hung, Upload.Kind.PICTURE):
        raise Refused(_("Galeri ini sudah penuh. Pilih galeri lain."))
    publishing.attach_upload(actor=actor, publication=hung, upload=copy, caption=copy.caption, now=now)
    emit(events.TaskProofReleased(**_about(release, group, actor, now), gallery_id=hung.pk))
    if is_new:
        _send(actor, hung, now)
    return hung


def _send(actor: Person, gallery: Publication, now: datetime) -> None:
    """Out where one alone may let it out, else to whoever reads it: another redaktur, and the coordinator during an election."""
    if can_move_publication(actor, gallery, Publication.Status.PUBLISHED, now) and lock_on(gallery, now) is None:
        publish_text(actor=actor, publication=gallery, now=now)
    elif can_move_publication(actor, gallery, Publication.Status.SUBMITTED, now):
        submit_text(actor=actor, publication=gallery, now=now)


def _begin_gallery(actor: Person, group: Group, title: str, now: datetime) -> Publication:
    begun = publishing.create_publication(actor=actor, kind=Publication.Kind.GALLERY, owner=group, now=now, is_demo=group.is_demo)
    text = _("Foto-foto ketika %(group)s menyampaikan kabar kepada warga.") % {"group": group.name}
    return publishing.save_publication(actor=actor, publication=begun, version=begun.version, now=now, title=title, summary="", text=text)


def _about(release: ProofRelease, group: Group, actor: Person, now: datetime) -> dict[str, Any]:
    told = {"publication_id": release.photo.part.reception.task_id, "group_id": group.pk}
    return {"scopes": (group.scope,), "actor_id": actor.pk, "at": now, "photo_id": release.photo_id, "release_id": release.pk, **told}


@transaction.atomic
def take_back_release(*, actor: Person, photo: PassingOnPhoto, now: datetime) -> list[Publication]:
    """Nobody sees the copy any more: it is gone from every text and gallery, and printed sheets that show it are handed out no longer.

    Returns the texts that showed it. Raises Denied where it is not released, or not the actor's to take back.
    """
    if not rules.can_take_back_release(actor, photo):
        raise rules.Denied(_("Foto ditarik oleh redaktur atau ketua KIM, yang membawanya, atau koordinator."))
    release = photo.releases.select_for_update(of=("self",)).select_related("copy").filter(withdrawn_at=None).first()
    if release is None:
        raise rules.Denied(_("Foto ini memang tidak tampil untuk umum."))
    release.photo = photo
    return _take_back(release, actor=actor, now=now)


def _take_back(release: ProofRelease, *, actor: Person, now: datetime) -> list[Publication]:
    copy, group = release.copy, release.photo.part.reception.group
    release.copy, release.withdrawn_by, release.withdrawn_at = None, actor, now
    release.save(update_fields=["copy", "withdrawn_by", "withdrawn_at"])
    shown_by: list[Publication] = []
    if copy is not None:
        wall_sheet.withhold_sheets_showing(upload=copy)
        shown_by = take_picture_off(actor=actor, upload=copy, now=now)
        remove_upload(upload=copy)
    emit(events.TaskProofTakenBack(**_about(release, group, actor, now)))
    return shown_by


@transaction.atomic
def take_back_with_part(*, part_id: int, actor: Person, now: datetime) -> int:
    """An answer that was taken back shows no pictures either. Returns how many were shown."""
    standing = queries.standing_releases(part_id)
    for release in standing:
        _take_back(release, actor=actor, now=now)
    return len(standing)
