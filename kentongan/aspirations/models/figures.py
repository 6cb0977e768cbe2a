"""The public figures, and how each report counts in them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from ..policies.figures import Counted, Figure, read_days
from .reports import Report


class ReportFigure(models.Model):
    """Of the reports that came in during a month, how many got how far: for a region with all below it, or for an office or desk.

    Kept by actions.count_report with every step of a report, and never counted by looking at all of them.
    """

    about = models.CharField(max_length=24, help_text="place:61.07.04, office:12 or desk:61.07")
    month = models.DateField(help_text="its first day")
    received = models.PositiveIntegerField(default=0)
    forwarded = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0, help_text="at least once")
    in_time = models.PositiveIntegerField(default=0, help_text="of these, before the term of the answer was over")
    closed = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0, help_text="with a running term that is over")
    version = models.PositiveIntegerField(default=0, help_text="raised with every change: pages of figures are fresh by it")
    days = models.JSONField(default=dict, help_text="working days to the first answer → how many")

    class Meta:
        ordering = ["about", "month"]
        constraints = [
            models.UniqueConstraint(fields=["about", "month"], name="one_figure_per_month"),
            models.CheckConstraint(condition=Q(in_time__lte=F("answered")) & Q(answered__lte=F("received")), name="figure_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.month:%Y-%m}"

    @property
    def value(self) -> Figure:
        """The row as plain numbers."""
        return Figure(self.received, self.forwarded, self.answered, self.in_time, self.closed, self.overdue, read_days(self.days))


class ReportTally(models.Model):
    """How a report counts in the figures at present, so that its next step takes away exactly what it added before.

    A report that counts nowhere has a tally without a month.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    month = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=13, blank=True)
    holder = models.CharField(max_length=24, blank=True)
    is_secret = models.BooleanField(default=False)
    is_forwarded = models.BooleanField(default=False)
    is_answered = models.BooleanField(default=False)
    is_in_time = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    is_overdue = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True, help_text="a day between the two that is declared off later changes days")

    class Meta:
        indexes = [
            models.Index(fields=["answered_on", "opened_on"], condition=Q(answered_on__isnull=False), name="tallies_by_days"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}"

    @property
    def value(self) -> Counted | None:
        """The row as plain values; None where it counts nowhere."""
        if self.month is None:
            return None
        month: date = self.month
        return Counted(
            month=month,
            place=self.place,
            holder=self.holder,
            is_secret=self.is_secret,
            is_forwarded=self.is_forwarded,
            is_answered=self.is_answered,
            is_in_time=self.is_in_time,
            is_closed=self.is_closed,
            is_overdue=self.is_overdue,
            days=self.days,
            opened_on=self.opened_on,
            answered_on=self.answered_on,
        )
