"""Activity reports: drafts that follow the log, and what was frozen of them under a number."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.regions.models import Region

from .policies import periods
from .policies.content import GroupReport, RegionReport, Report, read
from .policies.numbering import check_code


class ActivityReport(models.Model):
    """What a group, or a region, accounts for a period.

    A draft holds only what people say themselves; all else is composed from the log when it is read. Frozen, it holds everything it says in
    ``content`` and looks nothing up any more but the pictures' files.
    """

    class Period(models.TextChoices):
        MONTH = periods.MONTH, _("Bulanan")
        QUARTER = periods.QUARTER, _("Triwulanan")
        YEAR = periods.YEAR, _("Tahunan")

    class State(models.TextChoices):
        DRAFT = "draft", _("Konsep")
        FROZEN = "frozen", _("Disahkan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    owner = ScopeField(help_text="scope of the group or region")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="activity_reports")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="activity_reports")
    period_kind = models.CharField(_("jenis laporan"), max_length=8, choices=Period.choices)
    start = models.DateField(_("dari"))
    end = models.DateField(_("sampai"))
    state = models.CharField(_("keadaan"), max_length=9, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveSmallIntegerField(default=0, help_text="how many withdrawn ones it replaces")

    foreword = models.TextField(_("kata pengantar"), blank=True)
    obstacles = models.TextField(_("hambatan"), blank=True)
    plans = models.TextField(_("rencana berikutnya"), blank=True)
    place = models.CharField(_("tempat"), max_length=80, blank=True)
    signer_name = models.CharField(_("nama yang menandatangani"), max_length=120, blank=True)
    known_title = models.CharField(_("jabatan yang mengetahui"), max_length=120, blank=True)
    known_name = models.CharField(_("nama yang mengetahui"), max_length=120, blank=True)
    photo_keys = models.JSONField(null=True, blank=True, help_text="keys of uploads chosen by hand; none: chosen by rule")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    number = models.CharField(_("nomor"), max_length=120, blank=True)
    number_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="the year in whose series the number stands")
    number_serial = models.PositiveIntegerField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True, help_text="all that it says, see policies.content")
    code = models.CharField(_("kode periksa"), max_length=14, blank=True)
    paper = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="the PDF, made by the worker"
    )
    paper_fault = models.CharField(max_length=300, blank=True, help_text="why the worker could not make it, in words for the reader")
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("alasan ditarik"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-start", "period_kind", "-revision"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, region__isnull=False) | Q(group__isnull=False, region=None), name="report_is_of_group_or_region"
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="report_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["owner", "period_kind", "start"], condition=~Q(state="withdrawn"), name="one_standing_report_per_period"
            ),
            models.UniqueConstraint(fields=["owner", "period_kind", "start", "revision"], name="report_revision_once"),
            models.UniqueConstraint(fields=["owner", "number_year", "number_serial", "revision"], name="report_number_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(frozen_at__isnull=False, content__isnull=False) & ~Q(number="") & ~Q(code=""),
                name="frozen_report_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""), name="withdrawn_report_says_why"
            ),
        ]
        indexes = [models.Index(fields=["period_kind", "start", "state"], name="reports_of_period")]

    def __str__(self) -> str:
        return self.number or f"{self.owner} {self.period.name}"

    @property
    def period(self) -> periods.Period:
        """The period it accounts for."""
        return periods.Period(self.start, self.period_kind)

    @property
    def is_draft(self) -> bool:
        """Whether it still follows the log."""
        return self.state == self.State.DRAFT

    @property
    def said(self) -> Report:
        """What it says, once frozen."""
        kept = self.content or {}
        return read(GroupReport, kept) if self.group_id else read(RegionReport, kept)

    @property
    def is_untouched(self) -> bool:
        """Whether its content is still the one for which the code was printed."""
        return check_code(self.content or {}) == self.code


class NumberSeries(models.Model):
    """The last number that an owner gave in a year. Its row is held while a report is frozen, so that no number is left out."""

    owner = ScopeField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "year"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.owner} {self.year}: {self.last}"
