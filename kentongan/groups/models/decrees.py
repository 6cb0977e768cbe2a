"""Decrees, the board they appoint, and the reminders of a term that ends."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person

from .groups import Group


class Decree(models.Model):
    """A decree (SK) that forms a group or appoints or dismisses its board. A group may hold several."""

    class Issuer(models.TextChoices):
        VILLAGE_HEAD = "kepala_desa", _("Kepala desa")
        URBAN_VILLAGE_HEAD = "lurah", _("Lurah")
        DISTRICT_HEAD = "camat", _("Camat")
        OFFICE_HEAD = "kadis_kominfo", _("Kepala Dinas Kominfo")
        REGENT = "bupati", _("Bupati")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="decrees")
    number = models.CharField(_("nomor SK"), max_length=100)
    issuer = models.CharField(_("ditetapkan oleh"), max_length=15, choices=Issuer.choices)
    about = models.CharField(_("tentang"), max_length=250)
    date = models.DateField(_("tanggal SK"))
    term_start = models.DateField(_("masa bakti mulai"), null=True, blank=True)
    term_end = models.DateField(_("masa bakti sampai"), null=True, blank=True)
    scan_key = models.CharField(max_length=40, blank=True, help_text="key of the uploaded scan, kept as a value because media lies above")

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="decree_number_once_per_group"),
            models.CheckConstraint(
                condition=Q(term_end=None) | Q(term_start=None) | Q(term_end__gt=models.F("term_start")), name="term_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether the term of office it gives runs on this day (a decree without a term runs from its date on)."""
        start = self.term_start or self.date
        return start <= day and (self.term_end is None or day <= self.term_end)


class BoardSeatQuerySet(models.QuerySet["BoardSeat"]):
    """Offices of a board, held or ended."""

    def sitting(self) -> "BoardSeatQuerySet":
        """Those held today: not dismissed by a decree, and not ended with the group."""
        return self.filter(dismissed_by=None, ended_at=None)


class BoardSeat(models.Model):
    """Who holds an office of the group's board, by which decree, from when to when."""

    class Position(models.TextChoices):
        ADVISER = "pembina", _("Pembina")
        CHAIR = "ketua", _("Ketua")
        SECRETARY = "sekretaris", _("Sekretaris")
        TREASURER = "bendahara", _("Bendahara")
        SECTION_HEAD = "seksi", _("Ketua seksi")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="board_seats")
    position = models.CharField(_("jabatan"), max_length=10, choices=Position.choices)
    section = models.CharField(_("seksi"), max_length=80, blank=True)
    person_name = models.CharField(_("nama"), max_length=120)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="board_seats")
    appointed_by = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="appointments")
    dismissed_by = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, blank=True, related_name="dismissals")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="ended with the group itself, at the moment of that chapter")
    order = models.PositiveSmallIntegerField(default=0)

    objects = BoardSeatQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.person_name}"

    @property
    def title(self) -> str:
        """The office in words: "Ketua", "Seksi Penyebaran Informasi"."""
        return f"{_('Seksi')} {self.section}" if self.position == self.Position.SECTION_HEAD else str(self.get_position_display())


class TermReminder(models.Model):
    """That the end of a term of office was said, so many days before: each step of each term once."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="term_reminders")
    term_end = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="the step: 90, 30, 7, or 0 on the last day")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "term_end", "days"], name="term_reminder_once")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.term_end} - {self.days}"
