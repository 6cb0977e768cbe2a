"""KIM and their people: decrees, terms, board, members, and roles within a scope."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.core.scopes import group_scope
from kentongan.regions.models import Region


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, and those of them that exist today."""

    def living(self) -> "GroupQuerySet":
        """Neither merged into another nor dissolved: what is counted, listed and looked after. One at rest lives, too."""
        return self.filter(state__in=Group.LIVING)


class Group(models.Model):
    """A community information group (KIM), or a Forum KIM whose members are groups."""

    class Kind(models.TextChoices):
        KIM = "kim", _("KIM")
        FORUM = "forum", _("Forum KIM")

    class Level(models.TextChoices):
        NEIGHBOURHOOD = "rw", _("RW")
        VILLAGE = "desa", _("Desa/kelurahan")
        DISTRICT = "kecamatan", _("Kecamatan")
        REGENCY = "kabupaten", _("Kabupaten")

    class State(models.TextChoices):
        STANDING = "standing", _("Berdiri")
        RESTING = "resting", _("Dinonaktifkan sementara")
        MERGED = "merged", _("Bergabung dengan KIM lain")
        DISSOLVED = "dissolved", _("Dibubarkan")

    class KimId(models.TextChoices):
        NONE = "none", _("Belum diajukan")
        APPLIED = "applied", _("Sudah diajukan")
        ACTIVE = "active", _("Aktif")

    LIVING = (State.STANDING, State.RESTING)
    ENDED = (State.MERGED, State.DISSOLVED)

    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=5, choices=Kind.choices, default=Kind.KIM)
    level = models.CharField(_("tingkat"), max_length=9, choices=Level.choices, default=Level.VILLAGE)
    region = models.ForeignKey(Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="groups")
    further_regions = models.ManyToManyField(Region, verbose_name=_("wilayah lain yang dilayani"), blank=True, related_name="+")
    description = models.TextField(_("tentang kelompok"), blank=True)
    address = models.CharField(_("alamat sekretariat"), max_length=250, blank=True)
    phone = models.CharField(_("nomor kontak"), max_length=16, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    founded_year = models.PositiveSmallIntegerField(_("berdiri sejak"), null=True, blank=True)
    register_number = models.CharField(_("nomor induk KIM"), max_length=60, blank=True)
    kim_id_state = models.CharField(_("situs di kim.id"), max_length=7, choices=KimId.choices, default=KimId.NONE)
    kim_id_date = models.DateField(_("sejak"), null=True, blank=True)
    kim_id_url = models.URLField(_("alamat di kim.id"), blank=True)
    review_required = models.BooleanField(
        _("tulisan diperiksa orang lain"),
        default=True,
        help_text=_("Tulisan terbit setelah dibaca redaktur lain, selama kelompok punya lebih dari satu redaktur."),
    )
    member_groups = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="forums")
    state = models.CharField(_("keberadaan"), max_length=9, choices=State.choices, default=State.STANDING)
    state_date = models.DateField(_("sejak"), null=True, blank=True, help_text="since when it is at rest, merged or dissolved")
    rests_until = models.DateField(_("sampai"), null=True, blank=True, help_text="the last day of its rest")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_groups")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(state="standing") | Q(state_date__isnull=False), name="group_state_has_day"),
            models.CheckConstraint(condition=~Q(state="resting") | Q(rests_until__isnull=False), name="resting_group_says_until"),
            models.CheckConstraint(condition=~Q(state="merged") | Q(merged_into__isnull=False), name="merged_group_says_where"),
            models.CheckConstraint(condition=~Q(kim_id_state="active") | ~Q(kim_id_url=""), name="active_kim_id_has_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The group's own scope."""
        return group_scope(self.pk)

    @property
    def has_ended(self) -> bool:
        """Whether it was merged or dissolved: what it wrote stays readable, and nobody writes in its name."""
        return self.state in self.ENDED

    @property
    def scope_chain(self) -> tuple[str, ...]:
        """The scopes a page of this group depends on: itself and the regions above it (six numbers for a village's group)."""
        return (self.scope, *self.region.scope_chain)


class Office(models.Model):
    """An office (OPD) of a region's government, in whose name bulletins are sent and cases answered."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(_("nama"), max_length=120)
    short_name = models.CharField(_("singkatan"), max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="office_name_once_per_region")]

    def __str__(self) -> str:
        return self.name


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


class Chapter(models.Model):
    """A turn in a group's life. The latest one says why the group is as it is, and what an undoing has to bring back."""

    class Kind(models.TextChoices):
        REST = "rest", _("Dinonaktifkan sementara")
        WAKE = "wake", _("Aktif kembali")
        MERGE = "merge", _("Bergabung")
        DISSOLVE = "dissolve", _("Dibubarkan")
        REVIVE = "revive", _("Dipulihkan")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="chapters")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    day = models.DateField()
    reason = models.CharField(_("alasan"), max_length=250, blank=True)
    until = models.DateField(null=True, blank=True)
    into = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="none: the clock")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"


class ContactChange(models.Model):
    """That a name, address or contact of a group was another one before."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="contact_changes")
    field = models.CharField(max_length=10)
    former = models.CharField(max_length=254, blank=True)
    present = models.CharField(max_length=254, blank=True)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.former} → {self.present}"

    @property
    def label(self) -> str:
        """The field in words."""
        return str(Group._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]


class Member(models.Model):
    """A person who belongs to a group, with or without a role in the system."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    section = models.CharField(_("seksi"), max_length=80, blank=True)
    joined_date = models.DateField(_("bergabung"))
    left_date = models.DateField(_("keluar"), null=True, blank=True)
    account_made_here = models.BooleanField(
        default=False, help_text="an officer of this group made the account; only then may the chair hand over a recovery code"
    )

    class Meta:
        ordering = ["person__full_name"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="member_once_per_group")]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class Role(models.TextChoices):
    """What a person may do within a scope. Rules ask questions of these; nothing else compares them."""

    CONTRIBUTOR = "contributor", _("Kontributor")
    EDITOR = "editor", _("Redaktur")
    CHAIR = "chair", _("Ketua")
    VILLAGE_OFFICER = "village_officer", _("Petugas desa/kelurahan")
    DISTRICT_OFFICER = "district_officer", _("Petugas kecamatan")
    COORDINATOR = "coordinator", _("Koordinator (Diskominfo)")
    OFFICE_LIAISON = "office_liaison", _("Penghubung OPD")
    EMERGENCY_OFFICER = "emergency_officer", _("Petugas darurat")
    INFORMATION_OFFICER = "information_officer", _("Petugas PPID")
    LEADER = "leader", _("Pimpinan")
    AUDITOR = "auditor", _("Pemeriksa")
    OPERATOR = "operator", _("Pengelola sistem")


GROUP_ROLES = (Role.CONTRIBUTOR, Role.EDITOR, Role.CHAIR)


class Grant(models.Model):
    """A role that a person holds in a scope, from the moment it was granted until it is revoked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = ScopeField()
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "scope"], condition=Q(revoked_at=None), name="role_once_per_scope"),
            models.CheckConstraint(condition=Q(group=None) | Q(region=None), name="role_in_group_or_region"),
            models.CheckConstraint(condition=~Q(role__in=GROUP_ROLES) | Q(group__isnull=False), name="group_roles_in_groups"),
        ]
        indexes = [models.Index(fields=["scope", "role"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} ({self.scope})"
