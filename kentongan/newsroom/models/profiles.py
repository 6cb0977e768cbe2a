"""The profile of a village: what it is at a glance, with its figures, hamlets and facilities, and who changed what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication


class Profile(models.Model):
    """The village of a group at a glance. What is empty is not shown."""

    owner = ScopeField(db_index=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="profile")
    intro = models.TextField(_("kalimat pembuka"), blank=True)
    head_title = models.CharField(_("jabatan pemimpin"), max_length=80, blank=True)
    head_name = models.CharField(_("nama pemimpin"), max_length=120, blank=True)
    north = models.CharField(_("batas utara"), max_length=120, blank=True)
    east = models.CharField(_("batas timur"), max_length=120, blank=True)
    south = models.CharField(_("batas selatan"), max_length=120, blank=True)
    west = models.CharField(_("batas barat"), max_length=120, blank=True)
    livelihoods = models.TextField(_("mata pencaharian"), blank=True)
    potentials = models.TextField(_("potensi"), blank=True)
    history = models.TextField(_("sejarah"), blank=True)
    history_html = models.TextField(editable=False, blank=True, help_text="made from the history, sanitised")
    hamlets_year = models.PositiveSmallIntegerField(_("tahun data dusun"), null=True, blank=True)
    hamlets_source = models.CharField(_("sumber data dusun"), max_length=120, blank=True)
    facilities_year = models.PositiveSmallIntegerField(_("tahun data fasilitas"), null=True, blank=True)
    facilities_source = models.CharField(_("sumber data fasilitas"), max_length=120, blank=True)
    gallery = models.ForeignKey(
        Publication, verbose_name=_("galeri"), on_delete=models.SET_NULL, null=True, blank=True, related_name="profiles",
        help_text="a gallery of the group, whose pictures the profile shows while it is public",
    )  # fmt: skip
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    def __str__(self) -> str:
        return self.owner


class ProfileFigure(models.Model):
    """A counted or measured number, never without its year and source."""

    class Kind(models.TextChoices):
        AREA = "area", _("Luas wilayah")
        POPULATION = "population", _("Penduduk")
        HOUSEHOLDS = "households", _("Keluarga")
        DISTANCE = "distance", _("Jarak ke ibu kota kecamatan")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.DecimalField(max_digits=10, decimal_places=2, help_text="km², persons, families, km")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "kind"], name="profile_figure_once"),
            models.CheckConstraint(condition=Q(value__gt=0) & Q(year__gt=1900) & ~Q(source=""), name="profile_figure_is_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value} ({self.year})"


class Hamlet(models.Model):
    """A hamlet (dusun) of the village."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="hamlets")
    name = models.CharField(max_length=80)
    head_name = models.CharField(max_length=120, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Facility(models.Model):
    """Something the village has, and how many of it."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="facilities")
    name = models.CharField(max_length=80)
    count = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class ProfileChange(models.Model):
    """Who changed the profile when, and what: (which, before, after) of each thing changed."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["profile", "version"], name="profile_change_once")]

    def __str__(self) -> str:
        return f"{self.profile_id} #{self.version}"
