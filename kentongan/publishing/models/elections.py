"""Elections in which texts are watched more closely, and what somebody answered for when a text went out during one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.core.scopes import region_scope
from kentongan.regions.models import Region

from ..policies.elections import Phase, PhaseDates, word_lines


class ElectionPeriod(models.Model):
    """The days of an election in a region and all below it, and the words for its contestants. Entered by the coordinator above."""

    class Kind(models.TextChoices):
        GENERAL = "pemilu", _("Pemilu")
        REGIONAL = "pilkada", _("Pilkada")
        VILLAGE = "pilkades", _("Pilkades")

    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=8, choices=Kind.choices)
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="election_periods")
    campaign_from = models.DateField(_("kampanye mulai"))
    campaign_until = models.DateField(_("kampanye sampai"))
    quiet_from = models.DateField(_("masa tenang mulai"))
    quiet_until = models.DateField(_("masa tenang sampai"))
    voting_date = models.DateField(_("hari pemungutan suara"))
    words = models.TextField(_("nama dan semboyan"), blank=True, help_text="one in a line: names of candidates and parties, slogans")
    source = models.CharField(_("dasar"), max_length=300, help_text="the decree or regulation that sets the days")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="it was called off; from then on nothing is watched for it")
    ended_reason = models.TextField(_("alasan"), blank=True)
    version = models.PositiveIntegerField(default=1, help_text="raised with every change; a change names the version it started from")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-voting_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    campaign_from__lte=F("campaign_until"),
                    campaign_until__lt=F("quiet_from"),
                    quiet_from__lte=F("quiet_until"),
                    quiet_until__lt=F("voting_date"),
                ),
                name="election_phases_in_order",
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(ended_reason=""), name="election_end_says_why"),
        ]
        indexes = [models.Index(fields=["voting_date", "campaign_from"], name="elections_by_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The scope of the region it is held in."""
        return region_scope(self.region_id)

    @property
    def dates(self) -> PhaseDates:
        """Its days."""
        return PhaseDates(self.campaign_from, self.campaign_until, self.quiet_from, self.quiet_until, self.voting_date)

    @property
    def word_list(self) -> list[str]:
        """Its own listed words."""
        return word_lines(self.words)


class Clearance(models.Model):
    """What somebody answered for when a text went out during an election: that it is neutral, or why it goes out all the same."""

    class PhaseName(models.TextChoices):
        CAMPAIGN = Phase.CAMPAIGN.value, _("Masa kampanye")
        QUIET = Phase.QUIET.value, _("Masa tenang")
        VOTING = Phase.VOTING.value, _("Hari pemungutan suara")

    publication = models.ForeignKey("publishing.Publication", on_delete=models.CASCADE, related_name="clearances")
    period = models.ForeignKey(ElectionPeriod, on_delete=models.PROTECT, related_name="clearances")
    phase = models.CharField(max_length=8, choices=PhaseName.choices)
    states_neutral = models.BooleanField(default=False, help_text="the statement was ticked")
    reason = models.TextField(blank=True, help_text="the coordinator's, where the text needed a release")
    words = models.TextField(blank=True, help_text="the listed words it held, one in a line")
    mark = models.CharField(max_length=32, help_text="of the words it had then: another text is not cleared by it")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(states_neutral=True) | ~Q(reason=""), name="clearance_says_something")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.phase} {self.actor_id}"
