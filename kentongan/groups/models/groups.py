"""KIM and Forum KIM, and the offices of a region's government."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.policies import chat_url
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
    last_activity_on = models.DateField(
        null=True, blank=True, help_text="the latest day of its log, kept by actions.activities: how lively it is, is read from here"
    )
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
    def chat_url(self) -> str:
        """Where a chat with the group begins, "" without a number, and where nobody answers any more."""
        return "" if self.has_ended else chat_url(self.phone)

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
