"""The photos of a report that everybody may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from kentongan.media.queries import Picture, picture_of

from ..models import Report, ReportPicture

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
