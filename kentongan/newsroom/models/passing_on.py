"""What a region asks of the groups below it: to pass a text on. What they answered, asked and proved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.publishing.models import Publication


class Carrier(models.TextChoices):
    """By what a text reaches people who do not look at a website (DOMAIN.md §1, Diseminasi: channels)."""

    BOARD = "papan", _("Papan pengumuman")
    WHATSAPP = "whatsapp", _("Grup WhatsApp")
    LOUDSPEAKER = "pengeras", _("Pengeras suara")
    MEETING = "pertemuan", _("Pertemuan")
    VISIT = "kunjungan", _("Kunjungan rumah")
    SOCIAL = "medsos", _("Media sosial")
    OTHER = "lainnya", _("Cara lain")


class DisseminationTask(models.Model):
    """That a text which a region sends is to be passed on. A draft may hold the wish; it is asked when readers can read the text.

    Whom it asks follows from the audience of the text and is worked out when it is read, see queries.passing_on.groups_asked.
    """

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, primary_key=True, related_name="task")
    deadline = models.DateField(
        _("paling lambat"), null=True, blank=True, help_text="the last day in the region's zone; none before it is asked: by the setting"
    )
    carriers = models.JSONField(default=list, help_text="Carrier values that are wished; empty: whichever fit")
    hamlets = models.JSONField(default=list, help_text="names of hamlets it is aimed at; empty: all")
    people = models.JSONField(default=list, help_text="groups of people it is aimed at, in words; empty: everybody")
    note = models.TextField(_("pesan untuk KIM"), blank=True)
    wished_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wished_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="from when the groups see it: the text is out")
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(asked_at=None) | Q(deadline__isnull=False), name="asked_task_has_deadline"),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(asked_at=None) | ~Q(called_off_reason=""), name="called_off_task_says_why"
            ),
        ]
        indexes = [models.Index(fields=["deadline"], condition=Q(asked_at__isnull=False, called_off_at=None), name="tasks_standing")]

    def __str__(self) -> str:
        return str(self.publication)


class TaskReception(models.Model):
    """How far a group is with a task, from its first look on. A group without a row has not looked yet."""

    class Status(models.TextChoices):
        SEEN = "seen", _("Sudah dilihat")
        IN_WORK = "in_work", _("Sedang disebarkan")
        DONE = "done", _("Sudah disebarkan")
        CANNOT = "cannot", _("Tidak bisa")

    CLOSED = (Status.DONE, Status.CANNOT)

    task = models.ForeignKey(DisseminationTask, on_delete=models.CASCADE, related_name="receptions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="task_receptions")
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.SEEN)
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True, help_text="when the first part came that said all is passed on")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    is_late = models.BooleanField(default=False, help_text="done, or refused, after the last day of the deadline")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "group"], name="reception_once"),
            models.CheckConstraint(condition=~Q(status="done") | Q(done_at__isnull=False), name="done_reception_has_moment"),
            models.CheckConstraint(condition=~Q(status="cannot") | Q(refused_at__isnull=False) & ~Q(reason=""), name="refusal_says_why"),
            models.CheckConstraint(condition=Q(is_late=False) | Q(status__in=("done", "cannot")), name="only_closed_reception_is_late"),
        ]
        indexes = [models.Index(fields=["group", "status"], name="receptions_of_group")]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.group_id}: {self.status}"


class PassingOn(models.Model):
    """A part of a group's answer: by which carriers somebody reached whom. All its numbers of people are estimates."""

    reception = models.ForeignKey(TaskReception, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="passings_on")
    client_id = models.UUIDField(unique=True, help_text="made by the form or the device, so that a repeated answer is the same row")
    carriers = models.JSONField(help_text="Carrier values, at least one")
    hamlets = models.JSONField(default=list, help_text="names of hamlets reached; empty: not said")
    people = models.PositiveIntegerField(_("kira-kira berapa orang"), null=True, blank=True, help_text="an estimate; none: not said")
    remark = models.TextField(_("catatan"), blank=True)
    closes = models.BooleanField(default=True, help_text="with it the group has passed on all of it")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["reception", "at"], name="parts_of_reception")]

    def __str__(self) -> str:
        return f"{self.reception_id} {self.at:%Y-%m-%d %H:%M}"


class PassingOnPhoto(models.Model):
    """A picture that shows a part of the answer. Only the group and the sender's side look at it; it stays so when a copy is released."""

    part = models.ForeignKey(PassingOn, on_delete=models.CASCADE, related_name="photos")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="passing_on")
    fingerprint = models.CharField(max_length=16, help_text="64 bits as hexadecimal, see media.policies.fingerprints")
    resembles = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="an earlier picture of another part, nearly the same",
    )
    looked_at = models.DateTimeField(null=True, blank=True, help_text="when the sender's side said that the resemblance is in order")
    faces = models.JSONField(
        null=True, blank=True, help_text="boxes in thousandths in which the machine saw a face; none: it did not look yet"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.fingerprint}"

    @property
    def standing_release(self) -> "ProofRelease | None":
        """By which everybody may see a copy now; no query where the releases were loaded."""
        return next((release for release in self.releases.all() if release.withdrawn_at is None), None)

    @property
    def small(self) -> str:
        """The variant to be shown in a list."""
        return f"{min(self.upload.variants)}.jpg"

    @property
    def large(self) -> str:
        """The variant to be looked at closely."""
        return f"{max(self.upload.variants)}.jpg"


class ProofRelease(models.Model):
    """That a picture of an answer was released: everybody may see a copy. One row for each time, so it stays known who did it.

    ``boxes`` are what is unrecognisable in the copy, [left, top, width, height] in thousandths. The copy is gone once it is taken back.
    """

    class People(models.TextChoices):
        NOBODY = "nobody", _("Tidak ada orang yang dikenali")
        AGREED = "agreed", _("Orang di foto sudah setuju")
        GUARDIAN = "guardian", _("Ada anak; wali sudah setuju")
        MASKED = "masked", _("Wajahnya ditutup")

    photo = models.ForeignKey(PassingOnPhoto, on_delete=models.CASCADE, related_name="releases")
    copy = models.OneToOneField(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="proof_release")
    people = models.CharField(_("siapa yang terlihat"), max_length=8, choices=People.choices)
    boxes = models.JSONField(default=list)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo"], condition=Q(withdrawn_at=None), name="proof_released_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, copy__isnull=False) | Q(withdrawn_at__isnull=False, copy=None),
                name="standing_release_has_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.released_at:%Y-%m-%d %H:%M}"


class TaskQuestion(models.Model):
    """What a group asks about a task; the sender answers once, for all groups."""

    task = models.ForeignKey(DisseminationTask, on_delete=models.CASCADE, related_name="questions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="task_questions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(unique=True)
    text = models.TextField(_("pertanyaan"))
    asked_at = models.DateTimeField()
    answer = models.TextField(_("jawaban"), blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False), name="answer_has_moment"
            ),
            models.CheckConstraint(condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")), name="answer_follows_question"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AskBack(models.Model):
    """What the sender's side wants to know about a part of an answer, and what the group says to it."""

    part = models.ForeignKey(PassingOn, on_delete=models.CASCADE, related_name="asked_back")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("yang ditanyakan"))
    at = models.DateTimeField()
    reply = models.TextField(_("jawaban"), blank=True)
    replied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None) | ~Q(reply="") & Q(replied_at__isnull=False), name="reply_has_moment"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class TaskReminder(models.Model):
    """That a group was reminded of a task: each step of each deadline once."""

    task = models.ForeignKey(DisseminationTask, on_delete=models.CASCADE, related_name="reminders")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="task_reminders")
    deadline = models.DateField(help_text="the deadline it spoke of")
    step = models.SmallIntegerField(help_text="days after the deadline; negative: before it")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "group", "deadline", "step"], name="task_reminder_once")]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.group_id}: {self.deadline} {self.step:+d}"
