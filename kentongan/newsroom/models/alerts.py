"""What an emergency notice (informasi serta merta) keeps beside its publication."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.publishing.models import Publication


class Alert(models.Model):
    """The eight things that a public body must say at once (Perki 1/2021; UU 14/2008 art. 10), with kind, severity, place and validity.

    A draft may be incomplete. Until when it holds now stands in ``publication.ends_at``: the end that was announced, or the all-clear.
    """

    class Severity(models.TextChoices):
        WATCH = "waspada", _("Waspada")
        READY = "siaga", _("Siaga")
        DANGER = "awas", _("Awas")

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, primary_key=True, related_name="alert")
    hazard = models.CharField(_("jenis bahaya"), max_length=20)
    severity = models.CharField(_("tingkat"), max_length=7, choices=Severity.choices, default=Severity.WATCH)
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    danger = models.TextField(_("bahaya dan besarnya dampak"), blank=True)
    affected = models.TextField(_("siapa yang terdampak"), blank=True)
    evacuation = models.TextField(_("cara dan tempat mengungsi"), blank=True)
    avoidance = models.TextField(_("cara menghindari bahaya"), blank=True)
    aid = models.TextField(_("cara mendapat pertolongan"), blank=True)
    announcer = models.TextField(_("siapa yang wajib mengumumkan"), blank=True)
    announcing = models.TextField(_("cara pengumuman saat darurat"), blank=True)
    measures = models.TextField(_("upaya yang sudah dilakukan"), blank=True)
    contacts = models.TextField(_("nomor penting"), blank=True)
    valid_from = models.DateTimeField(_("berlaku mulai"), null=True, blank=True)
    valid_until = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_words = models.TextField(_("kabar aman"), blank=True)
    expired_at = models.DateTimeField(null=True, blank=True, help_text="when the clock told that it ended by itself")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="alert_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(cleared_at=None) | ~Q(cleared_words=""), name="alert_all_clear_has_words"),
            models.CheckConstraint(condition=Q(cleared_at=None) | Q(expired_at=None), name="alert_ends_one_way"),
        ]

    def __str__(self) -> str:
        return str(self.publication)


class AlertUpdate(models.Model):
    """What changed since, with its moment: readers see the newest first."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(_("perkembangan"))
    severity = models.CharField(max_length=7, choices=Alert.Severity.choices, blank=True, help_text="where it was changed with it")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.alert_id} {self.at:%Y-%m-%d %H:%M}"
