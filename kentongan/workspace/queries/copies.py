"""A text as it is pasted elsewhere: clean title, clean text, pictures under a name that tells what they are."""

from dataclasses import dataclass
from pathlib import PurePath

from kentongan.core.text import readable
from kentongan.media.models import Upload
from kentongan.media.queries import variant_url
from kentongan.publishing.models import KimIdCopy, Publication


@dataclass(frozen=True)
class CopyPicture:
    """A picture to be saved: where it is, under which name it is saved, and the words that go with it."""

    url: str
    name: str
    words: str


@dataclass(frozen=True)
class TextCopy:
    """A text ready to be pasted, and who copied it when."""

    publication: Publication
    text: str
    pictures: list[CopyPicture]
    made: KimIdCopy | None


def _picture(upload: Upload, caption: str) -> CopyPicture:
    name = PurePath(upload.original_name).stem or upload.key
    words = " · ".join(filter(None, (caption or upload.caption or upload.alt, upload.credit)))
    return CopyPicture(url=variant_url(upload, f"{max(upload.variants)}.jpg"), name=f"{name}.jpg", words=words)


def copy_of(publication: Publication) -> TextCopy:
    """The publication, found ``copies_for_kim_id``, ready to be pasted. No query."""
    shown = [(publication.cover, "")] if publication.cover else []
    shown += [(attachment.upload, attachment.caption) for attachment in publication.attachments.all()]
    return TextCopy(
        publication=publication,
        text="\n\n".join(filter(None, (publication.summary, readable(publication.text)))),
        pictures=[_picture(upload, caption) for upload, caption in shown if upload.kind == Upload.Kind.PICTURE and upload.variants],
        made=getattr(publication, "kim_id_copy", None),
    )
