"""The photos of a report: all of them for those who work on it, the released copies for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from kentongan.cases.models import Case, CaseAttachment
from kentongan.core.rules import NotVisible
from kentongan.media.models import Upload
from kentongan.media.queries import Picture, picture_of

from ..models import Report, ReportPicture
from .showing import NOT_SHOWN

BEFORE, AFTER = "before", "after"  # kinds of attachment: proof that an officer brought
SHOWN_AS: dict[str, Promise] = {BEFORE: _("Sebelum dikerjakan"), AFTER: _("Sesudah dikerjakan")}


@dataclass(frozen=True)
class PublicPicture:
    """A released photo: ``kind`` is "before", "after", or "" for what came with the report; ``label`` says so in words."""

    picture: Picture
    kind: str

    @property
    def label(self) -> str:
        """What stands below it, besides what is seen."""
        return str(SHOWN_AS.get(self.kind, ""))


def public_pictures_of(reports: Iterable[Report]) -> dict[int, list[PublicPicture]]:
    """Key of the report → its released photos, in the order they came; nothing for what is not public. One query."""
    wanted = [report.pk for report in reports if report.is_public]
    found: dict[int, list[PublicPicture]] = {key: [] for key in wanted}
    with scopes_disabled():
        rows = ReportPicture.objects.filter(report__in=wanted, released__is_public=True).select_related("released", "attachment")
        for row in rows:
            picture = picture_of(row.released)
            if picture is not None:
                found[row.report_id].append(PublicPicture(picture, row.attachment.kind))
    return found


def public_pictures(report: Report) -> list[PublicPicture]:
    """The released photos of a report, in the order they came; none where it is not public. One query."""
    return public_pictures_of([report]).get(report.pk, [])


def _photos() -> QuerySet[CaseAttachment]:
    """Photos that came to cases and are not for officers alone, with what was decided about them."""
    shown = CaseAttachment.objects.filter(upload__kind=Upload.Kind.PICTURE, is_public=True)
    return shown.select_related("upload", "report_picture__released", "report_picture__released_by").order_by("at", "pk")


def photos_of(case: Case) -> list[CaseAttachment]:
    """The photos of a report, oldest first, for those who work on it. One query."""
    with scopes_disabled():
        return list(_photos().filter(case_id=case.pk))


def get_photo(case: Case, key: str) -> CaseAttachment:
    """The photo of this key if it belongs to the report. Raises NotVisible."""
    with scopes_disabled():
        found = _photos().filter(case_id=case.pk, upload__key=key).first()
    if found is None:
        raise NotVisible(_t("Foto ini tidak ada."))
    return found


def is_photo_of(case: Case, attachment: CaseAttachment) -> bool:
    """Whether it is one of the photos of the report."""
    with scopes_disabled():
        return _photos().filter(case_id=case.pk, pk=attachment.pk).exists()


def photo_by_id(attachment_id: int) -> CaseAttachment | None:
    """A photo that came with a report which may become public, whoever asks."""
    with scopes_disabled():
        return _photos().filter(pk=attachment_id, case__report__is_secret=False).first()


def picture_of_photo(attachment: CaseAttachment) -> ReportPicture | None:
    """What was decided about a photo; None where nobody looked yet. No query where it was asked together."""
    return getattr(attachment, "report_picture", None)


def hidden_case(case_id: int) -> Case | None:
    """The case, if it is a report that is shown to nobody any more."""
    with scopes_disabled():
        return Case.objects.select_related("region").filter(pk=case_id, report__isnull=False, status__in=NOT_SHOWN).first()
