"""Conversations: a thread about a subject of some room, its remarks, and everything that moderators did."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.regions.models import Region

from .policies import OUT_OF_SIGHT, READABLE, State


class Thread(models.Model):
    """What people say about one subject. The room tells its title (rename_thread), and knows its address by kind and key."""

    owner = ScopeField(db_index=True)
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60, help_text="key of its kind of subject: aspirations.problem")
    subject = models.CharField(max_length=100, help_text="how the room finds it")
    title = models.CharField(_("perihal"), max_length=200)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_reason = models.CharField(_("sebab ditutup"), max_length=300, blank=True)
    shown = models.PositiveIntegerField(default=0, help_text="remarks that can be read, counted with each deed")
    is_shown = models.BooleanField(default=True, help_text="its subject can be read; the room sets it aside with the subject")
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="one_thread_per_subject"),
            models.CheckConstraint(condition=Q(closed_at=None) | ~Q(closed_reason=""), name="closed_thread_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether something can be said."""
        return self.closed_at is None


class Remark(models.Model):
    """Something said, by a person with an account or by a resident without one; or a reply to it, one level deep.

    Of a resident without account nothing is known but the name she chose. With the code, of which only a keyed hash is kept, she reads
    what was decided and appeals.
    """

    STATES = [
        (State.HELD, _("Menunggu dibaca")),
        (State.SHOWN, _("Tampil")),
        (State.HIDDEN, _("Disembunyikan")),
        (State.APPEALED, _("Keberatan menunggu keputusan")),
        (State.RESTORED, _("Ditampilkan kembali")),
        (State.REJECTED, _("Tetap disembunyikan")),
        (State.WITHDRAWN, _("Ditarik penulisnya")),
    ]

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="remarks")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks")
    name = models.CharField(_("nama"), max_length=60, blank=True, help_text="as it is shown; empty: Warga")
    role_word = models.CharField(max_length=200, blank=True, help_text="what the author was here when writing")
    text = models.TextField(_("tanggapan"), blank=True)
    state = models.CharField(max_length=9, choices=STATES, default=State.HELD)
    client_id = models.UUIDField(unique=True, help_text="made by the sender's device; the same gives the same receipt")
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    suspicion = models.CharField(max_length=200, blank=True, help_text="why it may be spam; it waits for a person and is never dropped")
    flags = models.PositiveIntegerField(default=0, help_text="readers who flagged it since a moderator last looked")
    sent_at = models.DateTimeField()

    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, blank=True, help_text="key in settings.COMMENT_HIDE_REASONS")
    reason_text = models.CharField(max_length=500, blank=True)
    appeal_text = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="remark_code_is_its_own"),
            models.CheckConstraint(condition=~Q(state__in=sorted(OUT_OF_SIGHT)) | ~Q(reason=""), name="hidden_remark_says_why"),
            models.CheckConstraint(condition=~Q(state=State.WITHDRAWN) | Q(text="", name=""), name="withdrawn_remark_holds_nothing"),
            models.CheckConstraint(condition=~Q(appeal_decided_by=F("decided_by")), name="appeal_is_decided_by_another"),
        ]
        indexes = [
            models.Index(fields=["thread", "-sent_at"], condition=Q(parent=None), name="remarks_of_thread"),
            models.Index(fields=["state", "sent_at"], condition=Q(state__in=["held", "appealed"]) | Q(flags__gt=0), name="remarks_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.pk}"

    @property
    def is_readable(self) -> bool:
        """Whether everybody may read it."""
        return self.state in READABLE

    @property
    def shown_name(self) -> str:
        """Who says it."""
        return self.name or str(_("Warga"))


class Flag(models.Model):
    """A reader asked the moderators to look at a remark. The same device asks once."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="flag_rows")
    client_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["remark", "client_id"], name="flag_once_per_device")]

    def __str__(self) -> str:
        return f"{self.remark_id} {self.client_id}"


class ModerationEntry(models.Model):
    """A line of the moderation log: which deed, by whom (nobody: its author by code), why. Written with the deed, never changed."""

    DEEDS = [
        ("show", _("ditampilkan")),
        ("hide", _("disembunyikan")),
        ("keep", _("dilihat, tetap tampil")),
        ("appeal", _("keberatan diajukan")),
        ("grant", _("keberatan diterima")),
        ("reject", _("keberatan ditolak")),
        ("take_back", _("ditarik penulisnya")),
        ("close", _("percakapan ditutup")),
        ("reopen", _("percakapan dibuka lagi")),
    ]

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="log")
    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, null=True, blank=True, related_name="log")
    deed = models.CharField(max_length=12, choices=DEEDS)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.deed}"
