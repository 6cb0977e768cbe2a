"""The keys with which other programs send reports, and which report came by which."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.regions.models import Region


class ApiKey(models.Model):
    """A program that may send reports about a region. Of the key itself only a hash is kept: it was shown once."""

    name = models.CharField(_("nama aplikasi"), max_length=120)
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="the coordinator who gave it out")
    prefix = models.CharField(max_length=8, unique=True, help_text="the part of the key that may be seen and tells it from others")
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField(_("alasan"), max_length=300, blank=True)
    used_on = models.DateField(null=True, blank=True, help_text="the last day something came with it")
    hour_began_at = models.DateTimeField(null=True, blank=True)
    hour_count = models.PositiveIntegerField(default=0, help_text="what came with it since hour_began_at")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoke_reason="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoke_reason=""),
                name="revoked_key_says_by_whom_and_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @property
    def is_live(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None


class Posted(models.Model):
    """A report that came by a key. It says nothing of who sent it."""

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="posted")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key_id} {self.case_id}"
