"""A shared problem (masalah bersama): what residents and their KIM do together about something, until everybody sees the result."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.media.queries import Picture, picture_of
from kentongan.regions.models import Region

from ..policies.problems import UNDER_WAY, State
from .reports import Report


class Problem(models.Model):
    """Something a village takes into its own hands, begun by its KIM or an officer, perhaps from a public report."""

    STATES = [
        (State.OPEN, _("Dibicarakan")),
        (State.PLANNED, _("Sudah ada rencana")),
        (State.WORKING, _("Sedang dikerjakan")),
        (State.SOLVED, _("Selesai")),
        (State.CLOSED, _("Dihentikan")),
        (State.WITHDRAWN, _("Ditarik dari umum")),
    ]

    owner = ScopeField(db_index=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="problems")
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="problems")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="problem")
    slug = models.SlugField(_("alamat"), max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=160)
    text = models.TextField(_("apa masalahnya"))
    hamlets = models.CharField(_("dusun"), max_length=200, blank=True)
    follows = models.JSONField(default=list, help_text="its words that still are those of its report: title, text, hamlets")
    picture = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="how it was before")
    state = models.CharField(_("keadaan"), max_length=9, choices=STATES, default=State.OPEN)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    own_supporters = models.PositiveIntegerField(default=0, help_text="rows of ProblemSupport, counted as they come")

    result = models.TextField(_("apa hasilnya"), blank=True)
    thanks = models.TextField(_("terima kasih kepada"), blank=True)
    after = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_reason = models.CharField(_("mengapa dihentikan"), max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_from = models.CharField(max_length=9, choices=STATES, blank=True, help_text="where it stood, and comes back to")
    withdrawn_reason = models.CharField(_("mengapa ditarik"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    story = models.CharField(max_length=20, blank=True, help_text="code of the draft that tells of it")
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.SOLVED) | ~Q(result=""), name="solved_problem_has_a_result"),
            models.CheckConstraint(condition=~Q(state=State.CLOSED) | ~Q(closed_reason=""), name="closed_problem_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=[State.SOLVED, State.CLOSED], ended_at__isnull=False)
                | Q(state__in=sorted(UNDER_WAY), ended_at=None)
                | Q(state=State.WITHDRAWN),
                name="problem_ends_with_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="") & ~Q(withdrawn_from="")
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_reason="", withdrawn_from=""),
                name="withdrawn_problem_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="problems_of_owner"),
            models.Index(fields=["region", "-updated_at"], name="problems_of_region"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether something can still be done about it."""
        return self.state in UNDER_WAY

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody but its keepers reads it."""
        return self.state == State.WITHDRAWN

    @property
    def supporters(self) -> int:
        """How many have the same trouble: here, and at the report it began from (loaded with it)."""
        return self.own_supporters + (self.report.supporters if self.report else 0)

    @property
    def keeper_name(self) -> str:
        """Who looks after it."""
        return self.group.name if self.group else self.region.full_name


class ProblemSupport(models.Model):
    """Somebody who has the same trouble and said so with one tap, where there is no report to say it at."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="supports")
    client_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "client_id"], name="problem_support_once_per_device")]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.client_id}"


class PlanStep(models.Model):
    """A step of the work plan: what, who, by when, what it needs."""

    class Progress(models.TextChoices):
        NOT_YET = "not_yet", _("Belum")
        DOING = "doing", _("Sedang")
        DONE = "done", _("Sudah")

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(_("apa yang dikerjakan"), max_length=200)
    who = models.CharField(_("siapa yang mengerjakan"), max_length=120, blank=True)
    due_on = models.DateField(_("selesai sebelum"), null=True, blank=True)
    materials = models.CharField(_("bahan dan alat"), max_length=300, blank=True)
    progress = models.CharField(max_length=7, choices=Progress.choices, default=Progress.NOT_YET)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress="done", done_at__isnull=False) | (~Q(progress="done") & Q(done_at=None)), name="done_step_says_when"
            )
        ]

    def __str__(self) -> str:
        return self.what


class WorkDay(models.Model):
    """A day of working together (gotong royong), to which people say with one tap that they come."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="work_days")
    day = models.DateField(_("hari"))
    starts_at = models.TimeField(_("mulai jam"))
    place = models.CharField(_("tempat berkumpul"), max_length=160)
    bring = models.CharField(_("bawa apa"), max_length=200, blank=True)
    joiners = models.PositiveIntegerField(default=0, help_text="rows of Joiner, counted as they come")
    called_off = models.CharField(_("mengapa batal"), max_length=200, blank=True)

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["problem", "day", "starts_at"], name="work_day_once_per_hour")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.place}"


class Joiner(models.Model):
    """Somebody who comes."""

    work_day = models.ForeignKey(WorkDay, on_delete=models.CASCADE, related_name="joins")
    client_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work_day", "client_id"], name="join_once_per_device")]

    def __str__(self) -> str:
        return f"{self.work_day_id} {self.client_id}"


class ProblemUpdate(models.Model):
    """How it goes: a few words, perhaps with a picture."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(_("kabarnya"))
    picture = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.at:%Y-%m-%d}"

    @property
    def shown_picture(self) -> Picture | None:
        """Its picture as templates take it (loaded with it)."""
        return picture_of(self.picture)
