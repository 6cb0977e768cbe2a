"""Lists of KIM brought in from elsewhere: what was read, what it would change, what it did."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.groups.models import Decree
from kentongan.regions.models import Region

from ..policies.comparing import Outcome


class ImportBatch(models.Model):
    """A list that somebody brought in: a preview until it is confirmed, then the journal by which it can be undone."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("Pratinjau")
        WRITTEN = "written", _("Tersimpan")
        UNDONE = "undone", _("Diurungkan")
        PARTLY = "partly", _("Diurungkan sebagian")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("nama berkas"), max_length=120)
    make_sites = models.BooleanField(_("buatkan situs"), default=False)
    usual_issuer = models.CharField(_("penetap SK bila tidak disebut"), max_length=15, choices=Decree.Issuer.choices, blank=True)
    ignored = models.JSONField(default=list, help_text="headings that were not understood")
    state = models.CharField(_("keadaan"), max_length=7, choices=State.choices, default=State.PREVIEW)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    faulty_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="preview") | models.Q(written_at__isnull=False), name="written_import_says_when"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def row_count(self) -> int:
        """All rows of the list."""
        return self.new_count + self.changed_count + self.same_count + self.faulty_count

    @property
    def good_count(self) -> int:
        """The rows that change something."""
        return self.new_count + self.changed_count


class ImportRow(models.Model):
    """A row of the list, as it stood there and as it was understood; once written, what it did."""

    class Outcomes(models.TextChoices):
        NEW = Outcome.NEW, _("Baru")
        CHANGED = Outcome.CHANGED, _("Berubah")
        SAME = Outcome.SAME, _("Sama")
        FAULTY = Outcome.FAULTY, _("Perlu dibetulkan")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("baris"), help_text="its number in the file")
    cells = models.JSONField(default=dict, help_text="column → text, as it stood in the file")
    formulas = models.JSONField(default=list, help_text="columns where a formula stood without its result")
    outcome = models.CharField(max_length=7, choices=Outcomes.choices)
    faults = models.JSONField(default=list, help_text="[column, kind, values]")
    changes = models.JSONField(default=list, help_text="[column, old, new]")
    # A value, not a foreign key: a group that is withdrawn leaves its row behind.
    group_id = models.BigIntegerField(null=True, blank=True)
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder, help_text="what it did, in order, with what it needs to be undone")
    left = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder, help_text="the group as this row left it")
    undone_at = models.DateTimeField(null=True, blank=True)
    kept_because = models.JSONField(default=list, help_text="why it could not be undone")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once_per_batch")]
        indexes = [models.Index(fields=["batch", "outcome"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"
