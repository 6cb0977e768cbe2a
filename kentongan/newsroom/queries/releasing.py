"""Pictures of answers that were released: where they hang, what was decided about each, and which can be used in texts."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django_scopes import scope

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Attachment, Publication

from ..models import PassingOnPhoto, ProofRelease

Status = Publication.Status
GALLERIES_OFFERED = 12
PICTURES_OFFERED = 12


def get_proof(key: str) -> PassingOnPhoto:
    """The picture whose file has this key, with what was decided about it, whoever asks: the caller asks the rules. Raises NotVisible."""
    whole = PassingOnPhoto.objects.select_related(
        "upload", "part__person", "part__reception__task__publication", "part__reception__group__region"
    )
    if (found := whole.prefetch_related("releases").filter(upload__key=key).first()) is None:
        raise NotVisible("Foto ini tidak ada.")
    return found


def proof_by_id(photo_id: int) -> PassingOnPhoto | None:
    """The picture, whoever asks."""
    return PassingOnPhoto.objects.select_related("upload").filter(pk=photo_id).first()


def is_proof(upload: Upload) -> bool:
    """Whether the file itself is a picture of an answer, which nothing publishes; a released copy is not."""
    return PassingOnPhoto.objects.filter(upload=upload).exists()


def releases_of(photo: PassingOnPhoto) -> list[ProofRelease]:
    """Every time it was released, newest first, with who did it and who took it back."""
    return list(photo.releases.select_related("copy", "released_by", "withdrawn_by"))


def standing_releases(part_id: int) -> list[ProofRelease]:
    """The releases of an answer's pictures that stand."""
    whole = ProofRelease.objects.select_related("copy", "photo__part__reception__group__region")
    return list(whole.filter(photo__part_id=part_id, withdrawn_at=None))


@dataclass(frozen=True)
class GalleryOffered:
    """A gallery of the group with room for one more picture. ``pictures`` is how many it has."""

    publication: Publication
    pictures: int


def galleries_of(group: Group) -> list[GalleryOffered]:
    """The group's own galleries that were not withdrawn and have room, the last changed first. One query."""
    with scope(owner=[group.scope]):
        own = Publication.objects.filter(owner=group.scope, kind=Publication.Kind.GALLERY, archived_at=None)
        counted = publishing.with_picture_count(own.exclude(status=Status.WITHDRAWN).exclude(title=""))
        free = counted.filter(picture_count__lt=settings.GALLERY_MOST_PICTURES).select_related("group__region", "cover")  # type: ignore[misc]
        last_changed = free.order_by("-updated_at", "-pk")[:GALLERIES_OFFERED]
        return [GalleryOffered(one, one.picture_count) for one in last_changed]  # type: ignore[attr-defined]


def gallery_used_last(group: Group) -> str:
    """The code of the gallery in which the group's last released picture hangs; "" where there is none."""
    with scope(owner=[group.scope]):
        hung = Attachment.objects.filter(publication__owner=group.scope, upload__proof_release__isnull=False)
        return hung.order_by("-pk").values_list("publication__code", flat=True).first() or ""


def shown_in(copy: Upload) -> list[Publication]:
    """The texts and galleries that show a released picture, by age."""
    with scope(owner=[copy.owner]):
        return list(publishing.showing(copy).select_related("group__site", "region"))


def released_pictures(owner: str) -> list[Upload]:
    """The released pictures of a group's answers, newest first, to be used in its texts. One query."""
    with scope(owner=[owner]):
        free: QuerySet[Upload] = Upload.objects.filter(owner=owner, proof_release__withdrawn_at=None, proof_release__isnull=False)
        return list(free.order_by("-proof_release__released_at", "-pk")[:PICTURES_OFFERED])
