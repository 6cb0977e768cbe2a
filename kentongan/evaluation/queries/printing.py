"""A report on paper."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import translation

from kentongan.core.paper import pdf_of
from kentongan.media.queries import Picture, file_of, picture_of, pictures_of

from ..models import ActivityReport
from ..policies.content import GroupReport, Photo, Report
from .owners import Owner

STYLES = ("evaluation/paper.css",)
PHOTO_WIDTH, LOGO_WIDTH, LANGUAGE = 640, 360, "id"


def printed(owner: Owner, said: Report, report: ActivityReport | None) -> bytes:
    """The report as PDF, a draft marked as one. Pictures whose files are gone are left out. Raises PaperMissing."""
    photos = said.photos if isinstance(said, GroupReport) else ()
    files = _files(owner, [photo.key for photo in photos], PHOTO_WIDTH) | _files(owner, [said.letterhead.logo], LOGO_WIDTH)
    with translation.override(LANGUAGE):
        html = render_to_string(
            "evaluation/paper.html",
            {
                "said": said,
                "report": report,
                "is_draft": report is None or report.is_draft,
                "is_withdrawn": report is not None and report.state == ActivityReport.State.WITHDRAWN,
                "is_group": isinstance(said, GroupReport),
                "logo": said.letterhead.logo if f"{said.letterhead.logo}.jpg" in files else "",
                "photos": [photo for photo in photos if f"{photo.key}.jpg" in files],
            },
        )
    return pdf_of(html, stylesheets=STYLES, files=files)


def shown_pictures(owner: Owner, said: Report) -> list[tuple[Photo, Picture | None]]:
    """The pictures of a report as the screen shows them, without those that are gone. One query at most."""
    photos = said.photos if isinstance(said, GroupReport) else ()
    uploads = pictures_of(owner.scope, [photo.key for photo in photos]) if photos else {}
    return [(photo, picture_of(uploads[photo.key])) for photo in photos if photo.key in uploads]


def _files(owner: Owner, keys: Iterable[str], width: int) -> dict[str, bytes]:
    found = {}
    for key, upload in pictures_of(owner.scope, [key for key in keys if key]).items():
        try:
            found[f"{key}.jpg"] = file_of(upload, width).read_bytes()
        except OSError:
            continue
    return found
