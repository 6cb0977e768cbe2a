"""Mading: the weekly newspaper of a site on one sheet of paper, its editions, and what stood on each."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.publishing.models import Publication


class WallSheet(models.Model):
    """An edition. Numbers of a group have no gaps: only one edition is open at a time, and what is published stays as it was."""

    class Paper(models.TextChoices):
        A4 = "a4", _("A4 (210 × 297 mm)")
        F4 = "f4", _("F4 atau folio (215 × 330 mm)")
        A3 = "a3", _("A3 (297 × 420 mm)")

    class State(models.TextChoices):
        WAITING = "menunggu", _("Menunggu giliran")
        MAKING = "dibuat", _("Sedang dibuat")
        READY = "siap", _("Siap")
        FAILED = "gagal", _("Gagal")

    class Sides(models.IntegerChoices):
        FRONT = 1, _("Satu muka")
        BOTH = 2, _("Bolak-balik")

    owner = ScopeField(db_index=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="wall_sheets")
    number = models.PositiveIntegerField(_("edisi"), validators=[MinValueValidator(1)])
    week = models.DateField(_("minggu"), help_text="the Monday it begins with")
    paper = models.CharField(_("kertas"), max_length=2, choices=Paper.choices, default=Paper.A4)
    sides = models.PositiveSmallIntegerField(_("muka"), choices=Sides.choices, default=Sides.FRONT)
    note = models.CharField(_("dari redaksi"), max_length=300, blank=True)
    choices = models.JSONField(default=dict, blank=True, help_text="who fills which part, policies.wall_sheet_choices.Choices as values")
    version = models.PositiveIntegerField(default=1, help_text="raised with every change; the worker makes one version")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    state_at = models.DateTimeField()
    layouts = models.PositiveSmallIntegerField(default=0, help_text="how often it was laid out so far, for the progress")
    reason = models.CharField(max_length=300, blank=True, help_text="why it failed, in words for the redaktur")
    contents = models.JSONField(null=True, blank=True, help_text="what stands on it, policies.wall_sheet_contents.WallContents as values")
    file = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    picture = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="its front")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="wall_sheet_number_once"),
            models.UniqueConstraint(fields=["group"], condition=Q(published_at=None), name="wall_sheet_one_open"),
            models.CheckConstraint(
                condition=~Q(state="siap") | Q(file__isnull=False, contents__isnull=False), name="ready_wall_sheet_has_file"
            ),
            models.CheckConstraint(condition=~Q(state="gagal") | ~Q(reason=""), name="failed_wall_sheet_says_why"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None) | Q(published_at__isnull=False, published_by__isnull=False, state="siap"),
                name="published_wall_sheet_is_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} #{self.number}"

    @property
    def is_public(self) -> bool:
        """Whether it hangs in the archive and stays as it is."""
        return self.published_at is not None

    @property
    def is_in_work(self) -> bool:
        """Whether the worker has it before it."""
        return self.state in (self.State.WAITING, self.State.MAKING)


class WallSheetItem(models.Model):
    """A text of the group that goes on the sheet, in the order in which it stands there."""

    sheet = models.ForeignKey(WallSheet, on_delete=models.CASCADE, related_name="items")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("teks untuk Mading"), blank=True, help_text="a shorter text written for the sheet; empty: the text itself")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "publication"], name="wall_sheet_item_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.publication_id}"
