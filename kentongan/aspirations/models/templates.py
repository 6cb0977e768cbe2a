"""Words that an office says again and again, kept to begin an answer with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.groups.models import Office
from kentongan.regions.models import Region


class AnswerTemplate(models.Model):
    """The beginning of an answer, of a region's desk or of one of its offices. {nomor}, {judul} and {desa} are filled when it is chosen."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, verbose_name=_("OPD"), on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(_("nama templat"), max_length=80)
    text = models.TextField(_("isi"))

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "title"], condition=Q(office=None), name="template_title_once_per_desk"),
            models.UniqueConstraint(fields=["office", "title"], condition=Q(office__isnull=False), name="template_title_once_per_office"),
        ]

    def __str__(self) -> str:
        return self.title
