"""Areas by Kemendagri code. The code is the key, its prefix is the tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.core.scopes import ancestor_codes, region_chain, region_scope


class Region(models.Model):
    """A province, regency or city, district, or village."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", _("Provinsi")
        REGENCY = "kabupaten", _("Kabupaten")
        CITY = "kota", _("Kota")
        DISTRICT = "kecamatan", _("Kecamatan")
        VILLAGE = "desa", _("Desa")
        URBAN_VILLAGE = "kelurahan", _("Kelurahan")

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    postal_code = models.CharField(max_length=5, blank=True)
    search_name = models.CharField(max_length=100, db_index=True, editable=False)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def level(self) -> int:
        """1 province, 2 regency or city, 3 district, 4 village."""
        return self.code.count(".") + 1

    @property
    def full_name(self) -> str:
        """The name with its kind: "Desa Sungai Duri", "Kelurahan Sebalo"."""
        return f"{self.get_kind_display()} {self.name}"

    @property
    def scope(self) -> str:
        """The region's own scope."""
        return region_scope(self.code)

    @property
    def scope_chain(self) -> tuple[str, ...]:
        """The scopes a page of this region depends on, itself first, the nation last."""
        return region_chain(self.code)

    @property
    def codes_above(self) -> tuple[str, ...]:
        """Its own code and those above it, nearest first."""
        return ancestor_codes(self.code)


class Boundary(models.Model):
    """The simplified outline of a region."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, primary_key=True, related_name="boundary")
    geometry = models.JSONField(help_text="GeoJSON geometry, WGS 84, longitude first")

    def __str__(self) -> str:
        return self.region_id
