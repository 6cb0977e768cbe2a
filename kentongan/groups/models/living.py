"""The turns of a group's life, and what it was called and where it was reached before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person

from .decrees import Decree
from .groups import Group


class Chapter(models.Model):
    """A turn in a group's life. The latest one says why the group is as it is, and what an undoing has to bring back."""

    class Kind(models.TextChoices):
        REST = "rest", _("Dinonaktifkan sementara")
        WAKE = "wake", _("Aktif kembali")
        MERGE = "merge", _("Bergabung")
        DISSOLVE = "dissolve", _("Dibubarkan")
        REVIVE = "revive", _("Dipulihkan")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="chapters")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    day = models.DateField()
    reason = models.CharField(_("alasan"), max_length=250, blank=True)
    until = models.DateField(null=True, blank=True)
    into = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="none: the clock")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"


class ContactChange(models.Model):
    """That a name, address or contact of a group was another one before."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="contact_changes")
    field = models.CharField(max_length=10)
    former = models.CharField(max_length=254, blank=True)
    present = models.CharField(max_length=254, blank=True)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.former} → {self.present}"

    @property
    def label(self) -> str:
        """The field in words."""
        return str(Group._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]
