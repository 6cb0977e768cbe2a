"""What an event has besides its publication: when, where, how it comes again, and what became of single dates."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.models import Publication

from ..policies.agenda import Change, Occurrence, Recurrence, Timing, occurrences, recurrence_of


class Event(models.Model):
    """Something one can go to. Days and times are those on the wall of the regency; ``rule`` is an RRULE value, "" for one date."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, primary_key=True, related_name="event")
    start_date = models.DateField(_("mulai"), null=True, blank=True, help_text="a draft may still have none")
    start_time = models.TimeField(_("pukul"), null=True, blank=True, help_text="none: it takes whole days")
    end_date = models.DateField(_("sampai"), null=True, blank=True, help_text="its last day; none: the first")
    end_time = models.TimeField(_("selesai pukul"), null=True, blank=True)
    rule = models.CharField(max_length=120, blank=True, editable=False)
    first_date = models.DateField(null=True, editable=False, help_text="the first and last day any date of it touches, to be found by")
    last_date = models.DateField(null=True, editable=False)

    place = models.CharField(_("tempat"), max_length=160, blank=True)
    hamlet = models.CharField(_("dusun"), max_length=80, blank=True)
    latitude = models.FloatField(_("lintang"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("bujur"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    open_to = models.CharField(_("siapa boleh datang"), max_length=160, blank=True)
    contact = models.CharField(_("kontak"), max_length=160, blank=True)

    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.TextField(_("alasan pembatalan"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end_date=None) | Q(end_date__gte=models.F("start_date")), name="event_ends_after_start"),
            models.CheckConstraint(condition=Q(end_time=None) | Q(start_time__isnull=False), name="event_end_time_needs_start"),
            models.CheckConstraint(
                condition=Q(start_date=None, first_date=None, last_date=None)
                | Q(start_date__isnull=False, first_date__isnull=False, last_date__gte=models.F("first_date")),
                name="event_reach_known",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="event_point_on_earth",
            ),
            models.CheckConstraint(condition=Q(cancelled_at=None) | ~Q(cancelled_reason=""), name="cancelled_event_says_why"),
        ]
        indexes = [models.Index(fields=["last_date", "first_date"], name="events_by_reach")]

    def __str__(self) -> str:
        return f"{self.publication_id} @ {self.start_date}"

    @property
    def timing(self) -> Timing | None:
        """From when to when; None for a draft without a day."""
        if self.start_date is None:
            return None
        return Timing(
            start_date=self.start_date, end_date=self.end_date or self.start_date, start_time=self.start_time, end_time=self.end_time
        )

    @property
    def recurrence(self) -> Recurrence | None:
        """How it comes again, None for one date."""
        return recurrence_of(self.rule)

    @property
    def occurrences(self) -> list[Occurrence]:
        """All its dates in the order in which they come. One query where its changes are not loaded."""
        timing = self.timing
        return occurrences(timing, self.rule, [change.value for change in self.changes.all()]) if timing else []

    @property
    def is_cancelled(self) -> bool:
        """Whether none of it takes place."""
        return self.cancelled_at is not None

    @property
    def geo(self) -> str:
        """The map point as a geo: address (RFC 5870) that a phone opens in its own map; "" without one."""
        return f"geo:{self.latitude:.6f},{self.longitude:.6f}" if self.latitude is not None and self.longitude is not None else ""


class EventChange(models.Model):
    """What became of one date of a series: moved to another day or time, or, without a new day, cancelled."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    day = models.DateField(help_text="where the series had it")
    moved_date = models.DateField(null=True, blank=True)
    moved_time = models.TimeField(null=True, blank=True)
    note = models.CharField(_("alasan"), max_length=300)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["event", "day"], name="event_change_once_a_day"),
            models.CheckConstraint(condition=Q(moved_time=None) | Q(moved_date__isnull=False), name="moved_time_needs_day"),
            models.CheckConstraint(condition=~Q(note=""), name="event_change_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.day} → {self.moved_date or '×'}"

    @property
    def value(self) -> Change:
        """As the arithmetic takes it. Its event is loaded."""
        usual = self.event.timing
        moved = usual.moved_to(self.moved_date, self.moved_time) if usual and self.moved_date else None
        return Change(day=self.day, timing=moved, note=self.note)
