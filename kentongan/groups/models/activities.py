"""The log of what a group does, by the six activities (ADINDA), and what its entries said before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person

from .groups import Group


class ActivityQuerySet(models.QuerySet["ActivityEntry"]):
    """Entries of the log, standing or taken back."""

    def live(self) -> "ActivityQuerySet":
        """Those that stand: neither withdrawn by hand nor taken back by the room that wrote them."""
        return self.filter(withdrawn_at=None)


class ActivityEntry(models.Model):
    """A deed of a group: written by its own room when it happened there (``source``), or by hand for what happens offline.

    Nobody's name is in it but the author's, which public pages do not show.
    """

    class Kind(models.TextChoices):
        ACCESS = "akses", _("Akses informasi")
        DISCUSSION = "diskusi", _("Diskusi")
        IMPLEMENTATION = "implementasi", _("Implementasi")
        NETWORKING = "networking", _("Jejaring (networking)")
        DISSEMINATION = "diseminasi", _("Diseminasi")
        ASPIRATION = "aspirasi", _("Aspirasi")

    class Function(models.TextChoices):
        INFORMATION = "informasi", _("Wahana informasi")
        DIALOGUE = "mitra", _("Mitra dialog pemerintah")
        LITERACY = "literasi", _("Peningkatan literasi")
        ECONOMY = "ekonomi", _("Nilai ekonomi")

    EVIDENCE_WORDS = {
        "origin": _("Sumber"),
        "topic": _("Tentang"),
        "minutes": _("Pembicaraan"),
        "conclusion": _("Simpulan"),
        "applied_by": _("Yang menerapkan"),
        "result": _("Hasil"),
        "partner": _("Mitra"),
        "cooperation": _("Bentuk kerja sama"),
        "channels": _("Lewat"),
        "link": _("Tautan"),
        "case": _("Yang disampaikan"),
        "addressee": _("Kepada"),
        "answer": _("Jawaban"),
    }

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(_("jenis kegiatan"), max_length=12, choices=Kind.choices)
    function = models.CharField(_("fungsi KIM"), max_length=9, choices=Function.choices)
    day = models.DateField(_("tanggal"))
    title = models.CharField(_("apa kegiatannya?"), max_length=200)
    text = models.TextField(_("catatan"), blank=True)
    evidence = models.JSONField(default=dict, blank=True, help_text="words by kind, see policies.EVIDENCE")
    hamlets = models.JSONField(_("dusun"), default=list, blank=True, help_text="names, as they were called then")
    women = models.PositiveIntegerField(_("perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("laki-laki"), null=True, blank=True)
    reach = models.PositiveIntegerField(_("perkiraan orang yang dijangkau"), null=True, blank=True)
    photo_keys = models.JSONField(default=list, blank=True, help_text="keys of uploads of the group, as values because media lies above")
    source = models.CharField(max_length=60, blank=True, help_text='the kind of thing it tells of ("publishing.Publication"); "" by hand')
    source_key = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True, help_text="path of what it tells of, as it was when written")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], condition=~Q(source=""), name="activity_once_per_source"),
            models.UniqueConstraint(fields=["author", "client_id"], name="activity_once_per_sending"),
            models.CheckConstraint(
                condition=Q(source="", source_key="") | (~Q(source="") & ~Q(source_key="")), name="activity_source_has_key"
            ),
        ]
        indexes = [models.Index(fields=["group", "day"], name="activities_of_group")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.title}"

    @property
    def is_by_hand(self) -> bool:
        """Whether a person typed it; else the room in which it happened wrote it."""
        return not self.source

    @property
    def attendance(self) -> int | None:
        """Women and men together; None where nobody was counted."""
        return None if self.women is None and self.men is None else (self.women or 0) + (self.men or 0)

    @property
    def evidence_lines(self) -> list[tuple[str, str, str]]:
        """(key, label, words) of the evidence that is there, in the order in which one reads it."""
        words = {name: str(self.evidence.get(name) or "") for name in self.EVIDENCE_WORDS}
        return [(name, str(self.EVIDENCE_WORDS[name]), said) for name, said in words.items() if said]


class ActivityChange(models.Model):
    """That an entry was corrected, supplemented, withdrawn or brought back: who, when, and what it said before."""

    class Deed(models.TextChoices):
        CORRECTED = "corrected", _("Diperbaiki")
        FOLLOWED = "followed", _("Mengikuti sumbernya")
        WITHDRAWN = "withdrawn", _("Ditarik")
        BROUGHT_BACK = "brought_back", _("Dikembalikan")

    entry = models.ForeignKey(ActivityEntry, on_delete=models.CASCADE, related_name="changes")
    deed = models.CharField(max_length=12, choices=Deed.choices)
    former = models.JSONField(default=dict, help_text="field → what it was, of those that changed")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="none: the room itself")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.deed} {self.at:%Y-%m-%d %H:%M}"
