"""A case with its trail, its clocks, its files and letters; apart from it, who sent it.

Rooms keep what is special in a model of their own, one-to-one to Case.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Office
from kentongan.media.models import Upload
from kentongan.regions.models import Region


class CaseCount(models.Model):
    """The last number given for a prefix and year. Raised in the transaction that opens the case: no gap, no double."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_count_per_prefix_and_year")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last}"


class Case(models.Model):
    """Something a citizen or a group asked for, on its way to an answer.

    It always belongs to one scope (``owner``) and lies with exactly one: a person, an office, or the desk of that scope (``held_by``).
    """

    class HeldBy(models.TextChoices):
        DESK = "desk", _("meja wilayah")
        OFFICE = "office", _("OPD")
        PERSON = "person", _("petugas")

    class Origin(models.TextChoices):
        WEB = "web", _("lewat situs")
        ASSISTED = "assisted", _("dibantu petugas")
        PAPER = "paper", _("surat")
        CHAT = "chat", _("pesan WhatsApp")

    kind = models.CharField(max_length=60, help_text="key of its workflow: registration.formation")
    number = models.CharField(_("nomor"), max_length=24, unique=True)
    code_hash = models.CharField(max_length=64, editable=False, help_text="keyed; the code itself is shown once and kept nowhere")
    wrong_codes = models.PositiveIntegerField(default=0, help_text="wrong tries since wrong_since")
    wrong_since = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(
        null=True, blank=True, unique=True, help_text="made by the sender's device; the same gives the same receipt"
    )

    owner = ScopeField(db_index=True)
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="cases")
    held_by = models.CharField(max_length=6, choices=HeldBy.choices, default=HeldBy.DESK)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="held_cases")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="held_cases")
    escalated_to = ScopeField(blank=True, help_text="the highest scope told that it is overdue")
    escalated_level = models.CharField(max_length=10, blank=True)

    title = models.CharField(_("perihal"), max_length=200)
    status = models.CharField(max_length=30)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="opened_cases", help_text="who filed it for somebody"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("tenggat"), null=True, blank=True, help_text="the earliest of its running terms")
    is_paused = models.BooleanField(default=False)
    origin = models.CharField(_("cara masuk"), max_length=8, choices=Origin.choices, default=Origin.WEB)
    language = models.CharField(max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")])
    version = models.PositiveIntegerField(default=1, help_text="raised with every deed; a deed names the version it was decided on")
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_by="desk", person=None, office=None)
                | Q(held_by="office", person=None, office__isnull=False)
                | Q(held_by="person", person__isnull=False, office=None),
                name="case_lies_with_exactly_one",
            ),
            models.CheckConstraint(condition=~Q(owner=""), name="case_always_has_a_scope"),
        ]
        indexes = [
            models.Index(fields=["owner", "kind", "due_on"], condition=Q(closed_at=None), name="cases_open_by_owner"),
            models.Index(fields=["escalated_to", "due_on"], condition=Q(closed_at=None) & ~Q(escalated_to=""), name="cases_escalated"),
            models.Index(fields=["kind", "status", "due_on"], name="cases_by_status"),
            models.Index(fields=["region", "kind", "-opened_at"], name="cases_by_region"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def file_scope(self) -> str:
        """The owner of its files: nobody's desk, so that they are served with the case only."""
        return f"case:{self.pk}"


class CaseTerm(models.Model):
    """A term of the law clock as it runs for a case. Its dates follow from its values and the calendar; they are kept to be asked for."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=40, help_text="key in settings.CASE_TERMS")
    started_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=[("working", _("hari kerja")), ("calendar", _("hari kalender"))])
    extension_days = models.PositiveSmallIntegerField(default=0)
    extension_reason = models.TextField(blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    pauses = models.JSONField(default=list, help_text="[[paused_on, resumed_on or null], …]")
    due_on = models.DateField(null=True, blank=True, help_text="empty while paused")
    ahead = models.JSONField(default=list, help_text="[[moment, what the clock says then], …] still to come")
    next_at = models.DateTimeField(null=True, blank=True, help_text="the first of these; the clock looks here")
    reminded_first_at = models.DateTimeField(null=True, blank=True)
    reminded_last_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)
    rungs = models.PositiveSmallIntegerField(default=0, help_text="how many of the ladder above were told")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], condition=Q(ended_at=None), name="one_running_term_per_name"),
            models.CheckConstraint(condition=Q(extension_days=0) | ~Q(extension_reason=""), name="extension_says_why"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="term_ends_after_its_start"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(ended_at=None, next_at__isnull=False), name="terms_with_an_alarm")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"


class CaseEntry(models.Model):
    """A line of the trail: what happened, by whom, with which words; public or internal."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Dibuka")
        MOVED = "moved", _("Langkah")
        NOTE = "note", _("Catatan")
        ASSIGNED = "assigned", _("Penanggung jawab")
        HANDED_OVER = "handed_over", _("Diteruskan")
        RECLASSIFIED = "reclassified", _("Jenis diubah")
        ATTACHED = "attached", _("Berkas")
        LETTER = "letter", _("Surat")
        EXTENDED = "extended", _("Perpanjangan")
        DUE_MOVED = "due_moved", _("Tenggat bergeser")
        REMINDED = "reminded", _("Pengingat")
        OVERDUE = "overdue", _("Lewat tenggat")
        ESCALATED = "escalated", _("Naik ke atas")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    action = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=20, blank=True, help_text="as what the actor did it: applicant, handler, clock …")
    data = models.JSONField(default=dict, help_text="names and dates the line speaks of")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at", "id"], name="entries_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.action}"


class CaseAttachment(models.Model):
    """A document or picture of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="case_attachment")
    kind = models.CharField(max_length=40, blank=True, help_text="the room's own word: minutes, decree")
    label = models.CharField(_("keterangan"), max_length=120, blank=True)
    is_public = models.BooleanField(default=True, help_text="the applicant sees it with number and code")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.label or str(self.upload_id)


class CaseLetter(models.Model):
    """A letter as it was sent: an answer, a refusal, an invitation. It is not changed afterwards."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=40, help_text="the room's own word: answer, refusal")
    addressee = models.TextField(_("kepada"))
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"))
    is_public = models.BooleanField(default=True, help_text="the applicant sees it with number and code")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.subject}"


class Identity(models.Model):
    """Who sent a case and how to reach them, sealed for this case only (policies.vault). Asked for by itself, never with the case.

    When it is forgotten, the row stays with nothing in it: who had looked remains known.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="identity")
    sealed = models.BinaryField(default=b"", help_text="empty once forgotten")
    phone_mark = models.CharField(max_length=64, blank=True, db_index=True, help_text="keyed: finds all cases of a phone number")
    key_id = models.CharField(max_length=16, blank=True, db_index=True, help_text="with which key it was sealed")
    kept_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at=None) & ~Q(key_id="") | Q(forgotten_at__isnull=False, key_id="", phone_mark="", sealed=b""),
                name="forgotten_identity_holds_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class IdentityView(models.Model):
    """Somebody looked at an identity: who, why, when. Written in the transaction that opened it, and not changed afterwards."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="views")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="identity_view_says_why")]

    def __str__(self) -> str:
        return f"{self.identity_id} {self.actor_id}"
