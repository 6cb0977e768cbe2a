"""Kabar untuk warga: news of a report that somebody carries to people in person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases.models import CaseEntry
from kentongan.groups.models import Group

from .reports import Report


class Delivery(models.Model):
    """One step of a report's journey (``entry``), to be brought to people by a group, or by the officer who wrote the report down.

    It is open until somebody says that it was brought, or a later step made it old (``ended_at``).
    """

    class News(models.TextChoices):
        ANSWER = "answer", _("Jawaban")
        DECISION = "decision", _("Keputusan")
        ASKED = "asked", _("Diminta melengkapi")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="deliveries")
    entry = models.ForeignKey(CaseEntry, on_delete=models.CASCADE, related_name="+")
    news = models.CharField(max_length=8, choices=News.choices)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_filed = models.BooleanField(help_text="the carrier wrote the report down; otherwise it is a public one about the group's village")
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0, help_text="how often the person was not met")
    tried_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="a later step made the news old before it was brought")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, officer__isnull=False) | Q(group__isnull=False, officer=None), name="delivery_has_one_carrier"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None, delivered_by=None) | Q(delivered_at__isnull=False, delivered_by__isnull=False),
                name="delivery_says_who_brought_it",
            ),
            models.UniqueConstraint(
                fields=["report", "entry", "group"], condition=Q(group__isnull=False), name="one_delivery_per_news_and_group"
            ),
            models.UniqueConstraint(
                fields=["report", "entry", "officer"], condition=Q(officer__isnull=False), name="one_delivery_per_news_and_officer"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "made_at"], condition=Q(delivered_at=None, ended_at=None), name="deliveries_open_of_group"),
            models.Index(fields=["officer", "made_at"], condition=Q(delivered_at=None, ended_at=None), name="deliveries_open_of_officer"),
            models.Index(fields=["group", "-delivered_at"], condition=Q(delivered_at__isnull=False), name="deliveries_done_by_group"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.news}"
