"""The outbox of events, the editions, and the days on which offices do not work as usual."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeField(models.CharField):
    """A scope's key, see kentongan.core.scopes."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_length"] = 40
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


class Edition(models.Model):
    """How many facts have happened in a scope: raised by one with each, never lowered."""

    scope = ScopeField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


class Turn(models.Model):
    """A moment at which what is made from a scope changes by the clock alone, without a fact: something ends. See queries.edition_of."""

    scope = ScopeField()
    at = models.DateTimeField()
    about = models.CharField(max_length=60, help_text="whose moment it is; setting it anew replaces the former ones")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "scope", "at"], name="turn_once")]
        indexes = [models.Index(fields=["scope", "at"], name="turns_of_scope")]

    def __str__(self) -> str:
        return f"{self.scope} {self.at:%Y-%m-%d %H:%M} {self.about}"


class EventRecord(models.Model):
    """A fact as it was recorded, in the transaction of the deed."""

    name = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class EventNumber(models.Model):
    """The number an event has in one of its scopes: the order of the facts there, without gaps."""

    event = models.ForeignKey(EventRecord, on_delete=models.CASCADE, related_name="numbers")
    scope = ScopeField()
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "number"], name="one_event_per_number"),
            models.UniqueConstraint(fields=["event", "scope"], name="one_number_per_event_and_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


class Telling(models.Model):
    """One subscriber's copy of one event: untold until its work is done, then told."""

    event = models.ForeignKey(EventRecord, on_delete=models.CASCADE, related_name="tellings")
    subscriber = models.CharField(max_length=150)
    told_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="one_telling_per_event_and_subscriber")]
        indexes = [models.Index(fields=["next_attempt_at"], condition=models.Q(told_at=None), name="tellings_untold")]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subscriber}"


class CalendarOverride(models.Model):
    """A day that a decree made different from the computed calendar of national holidays and joint leave."""

    date = models.DateField(_("tanggal"), unique=True)
    is_working = models.BooleanField(_("hari kerja"), default=False)
    reason = models.CharField(_("keterangan"), max_length=200)
    source = models.CharField(_("dasar (SKB, surat edaran)"), max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.reason}"


class ClockMark(models.Model):
    """When a piece of the clock's work was last done, so that two clocks do not do it twice."""

    name = models.CharField(max_length=100, primary_key=True)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
