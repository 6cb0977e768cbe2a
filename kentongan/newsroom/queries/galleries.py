"""Galleries, their pictures, and the documents of a text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.media.models import Upload
from kentongan.media.queries import Picture, picture_of, variant_url
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites.models import Site


@dataclass(frozen=True)
class GalleryPicture:
    """A picture of a gallery: which one it is, counted from 1, and what is written below it."""

    number: int
    upload: Upload
    picture: Picture
    caption: str

    @property
    def name(self) -> str:
        """What it shows, for those who do not see it."""
        return self.upload.alt or self.caption or _("Foto %(number)d") % {"number": self.number}


@dataclass(frozen=True)
class Document:
    """A document as readers see it. ``size`` in bytes."""

    title: str
    url: str
    size: int


def pictures_of(publication: Publication) -> list[GalleryPicture]:
    """The pictures of a gallery in their order. No query where its attachments are loaded."""
    shown = [(one, picture_of(one.upload)) for one in publishing.attachments_of(publication, Upload.Kind.PICTURE)]
    return [
        GalleryPicture(number, one.upload, picture, one.caption)
        for number, (one, picture) in enumerate(((one, picture) for one, picture in shown if picture is not None), 1)
    ]


def first_pictures_of(publication: Publication, *, most: int) -> list[GalleryPicture]:
    """The first pictures of a gallery. One query."""
    attached = publication.attachments.select_related("upload").filter(upload__kind=Upload.Kind.PICTURE)[:most]
    shown = [(one, picture_of(one.upload)) for one in attached]
    return [GalleryPicture(number, one.upload, picture, one.caption) for number, (one, picture) in enumerate(shown, 1) if picture]


def documents_of(publication: Publication) -> list[Document]:
    """The documents that go with a text, in their order. No query where its attachments are loaded."""
    return [
        Document(one.caption or one.upload.original_name, variant_url(one.upload, "dokumen.pdf"), one.upload.size)
        for one in publishing.attachments_of(publication, Upload.Kind.DOCUMENT)
    ]


def gallery_of(slug: str, *, site: Site | None) -> Publication:
    """The gallery of this slug that stands on the site or the hub. Raises NotVisible. On a site an open scope is needed."""
    return publishing.found_on_place(Publication.Kind.GALLERY, slug, site=site)


def picture_number(publication: Publication, number: int) -> tuple[GalleryPicture, int]:
    """(picture ``number`` of the gallery, how many it has). Raises NotVisible."""
    pictures = pictures_of(publication)
    if not 1 <= number <= len(pictures):
        raise NotVisible("Foto ini tidak ada.")
    return pictures[number - 1], len(pictures)


def asks_people(publication: Publication) -> bool:
    """Whether nobody said yet if those in its pictures agreed."""
    shown = [one.upload for one in publishing.attachments_of(publication, Upload.Kind.PICTURE)]
    if publication.cover is not None and publication.kind != Publication.Kind.GALLERY:
        shown.append(publication.cover)
    return any(upload.people_shown == Upload.PeopleShown.UNKNOWN for upload in shown)
