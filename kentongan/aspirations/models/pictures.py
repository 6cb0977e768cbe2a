"""A photo of a report, and the copy of it that everybody may see."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases.models import CaseAttachment
from kentongan.media.models import Upload

from .reports import Report


class ReportPicture(models.Model):
    """What was decided about a photo of a report. The photo itself always stays with the case.

    ``released`` is a copy in which ``boxes`` were made unrecognisable; without one, nobody but those who work on it sees the photo. A box
    is [left, top, width, height] in thousandths of the picture.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="pictures")
    attachment = models.OneToOneField(CaseAttachment, on_delete=models.CASCADE, related_name="report_picture")
    faces = models.JSONField(default=list, help_text="boxes in which the machine saw a face: a suggestion")
    sought_at = models.DateTimeField(null=True, blank=True, help_text="when the machine looked for faces")
    boxes = models.JSONField(default=list, help_text="what was made unrecognisable in the released copy")
    released = models.OneToOneField(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="report_picture")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(_("tampil sejak"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, blank=True)

    class Meta:
        ordering = ["attachment_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released=None) | Q(released_by__isnull=False, released_at__isnull=False, withdrawn_at=None),
                name="released_picture_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.attachment_id}"
