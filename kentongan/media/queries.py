"""Finding uploads, and a picture as templates want it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups.queries import Actor

from . import policies
from .models import Upload


@dataclass(frozen=True)
class Picture:
    """A picture as <c-picture :of="…"> takes it. Addresses are those of the place (hub or site) the page belongs to."""

    alt: str
    width: int
    height: int
    colour: str
    caption: str
    credit: str
    src: str
    srcset_webp: str
    srcset_jpeg: str
    webp: tuple[tuple[str, int], ...]
    jpeg: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.src)


def variant_url(upload: Upload, variant: str) -> str:
    """The address of one of its files, on the place of the current request."""
    return reverse("media:upload_show", kwargs={"key": upload.key, "variant": variant})


def picture_of(upload: Upload | None) -> Picture | None:
    """The upload as a picture for templates; None for no upload, or for a document. No query."""
    if upload is None or upload.kind != Upload.Kind.PICTURE or not upload.variants:
        return None
    base = variant_url(upload, "0.jpg").removesuffix("0.jpg")
    widths = sorted(upload.variants)
    webp = tuple((f"{base}{width}.webp", width) for width in widths)
    jpeg = tuple((f"{base}{width}.jpg", width) for width in widths)
    middle = next((address for address, width in jpeg if width >= 640), jpeg[-1][0])
    return Picture(
        alt=upload.alt,
        width=upload.width,
        height=upload.height,
        colour=upload.colour,
        caption=upload.caption,
        credit=upload.credit,
        src=middle,
        srcset_webp=", ".join(f"{address} {width}w" for address, width in webp),
        srcset_jpeg=", ".join(f"{address} {width}w" for address, width in jpeg),
        webp=webp,
        jpeg=jpeg,
    )


def path_of(upload: Upload, variant: str) -> Path:
    """Where this variant lies on disk. Raises NotVisible where the upload has no such variant."""
    if upload.kind == Upload.Kind.DOCUMENT:
        known = {"dokumen.pdf"}
    else:
        known = {f"{width}.{ending}" for width in upload.variants for ending in ("webp", "jpg")}
    if variant not in known:
        raise NotVisible("Berkas ini tidak ada.")
    return Path(settings.MEDIA_ROOT) / upload.folder / variant


def file_of(upload: Upload, width: int) -> Path:
    """The JPEG of a picture in the smallest size that is so wide, else in the widest there is. Raises NotVisible for what is no picture."""
    nearest = min((each for each in upload.variants if each >= width), default=max(upload.variants, default=0))
    return path_of(upload, f"{nearest}.jpg")


def get_upload(key: str) -> Upload:
    """The upload of this key, whoever asks: the caller asks the rules. Raises NotVisible."""
    with scopes_disabled():
        found = Upload.objects.filter(key=key).first()
    if found is None:
        raise NotVisible("Berkas ini tidak ada.")
    return found


def find_upload_of(owner: str, key: str) -> Upload | None:
    """The upload of this key if it belongs to the scope: what a form names as its cover."""
    with scopes_disabled():
        return Upload.objects.filter(owner=owner, key=key).first() if key else None


def pictures_of(owner: str, keys: Iterable[str]) -> dict[str, Upload]:
    """Key → picture, for those of the keys that are pictures of the scope. One query."""
    with scopes_disabled():
        found = Upload.objects.filter(owner=owner, key__in=list(keys), kind=Upload.Kind.PICTURE)
        return {upload.key: upload for upload in found}


def upload_by_client_id(actor: Actor, client_id: UUID) -> Upload | None:
    """What the actor's device sent before under this id."""
    with scopes_disabled():
        return Upload.objects.filter(uploader_id=actor.pk, client_id=client_id).first()


def known_keys(keys: list[str]) -> set[str]:
    """Those of the keys that have a row."""
    with scopes_disabled():
        return set(Upload.objects.filter(key__in=keys).values_list("key", flat=True))


def fingerprint_of(upload: Upload) -> str:
    """What a picture is recognised by, see policies.fingerprints; "" for what is no picture, is broken, or is gone."""
    if not upload.variants:
        return ""
    try:
        return policies.fingerprint(path_of(upload, f"{min(upload.variants)}.jpg").read_bytes())
    except OSError:
        return ""
