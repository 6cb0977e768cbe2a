"""The website of a group: its address, dress, menu and own pages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.core.models import ScopeField
from kentongan.groups.models import Group
from kentongan.media.models import Upload


class Site(models.Model):
    """A group's website, reachable by path, by subdomain and, where it has one, by its own domain."""

    class Primary(models.TextChoices):
        PATH = "path", _("Jalur di bawah alamat kabupaten")
        SUBDOMAIN = "subdomain", _("Subdomain")
        DOMAIN = "domain", _("Domain sendiri")

    class State(models.TextChoices):
        ACTIVE = "active", _("Aktif")
        SUSPENDED = "suspended", _("Dihentikan sementara")
        MOVED = "moved", _("Pindah alamat")
        ARCHIVED = "archived", _("Arsip")

    class Accent(models.TextChoices):
        FOREST = "hutan", _("Hutan")
        RIVER = "sungai", _("Sungai")
        PEPPER = "lada", _("Lada")
        TURMERIC = "kunyit", _("Kunyit")
        DUSK = "senja", _("Senja")
        SEA = "laut", _("Laut")
        EARTH = "tanah", _("Tanah")
        RATTAN = "rotan", _("Rotan")

    READABLE = (State.ACTIVE, State.ARCHIVED)  # what answers with its pages; an archive tells that its group has ended

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="site")
    slug = models.SlugField(_("alamat"), max_length=40, unique=True)
    domain = models.CharField(_("domain sendiri"), max_length=100, unique=True, null=True, blank=True)
    primary = models.CharField(_("alamat utama"), max_length=9, choices=Primary.choices, default=Primary.PATH)
    state = models.CharField(_("keadaan"), max_length=9, choices=State.choices, default=State.ACTIVE)
    suspended_reason = models.CharField(_("sebab dihentikan"), max_length=250, blank=True)
    moved_to = models.URLField(_("alamat baru"), blank=True)
    accent = models.CharField(_("warna"), max_length=8, choices=Accent.choices, default=Accent.FOREST)
    tagline = models.CharField(_("kalimat di bawah nama"), max_length=140, blank=True)
    logo = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    menu = models.JSONField(default=list, blank=True, help_text="entries of a label and either a target of ours or the slug of an own page")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="moved") | ~Q(moved_to=""), name="moved_site_says_where"),
            models.CheckConstraint(condition=~Q(state="suspended") | ~Q(suspended_reason=""), name="suspended_site_says_why"),
            models.CheckConstraint(condition=~Q(primary="domain") | Q(domain__isnull=False), name="domain_site_has_domain"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> str:
        """The name in the masthead: the group's."""
        return self.group.name

    @property
    def is_readable(self) -> bool:
        """Whether its pages answer."""
        return self.state in self.READABLE


class FormerSlug(models.Model):
    """A slug the site had before: it answers with a redirect for good."""

    slug = models.SlugField(max_length=40, unique=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="former_slugs")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug


class Page(models.Model):
    """A page of the group's own: "Sejarah desa", "Jadwal posyandu"."""

    owner = ScopeField(db_index=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="pages")
    title = models.CharField(_("judul"), max_length=120)
    slug = models.SlugField(_("alamat"), max_length=80)
    text = models.TextField(_("isi"))
    html = models.TextField(editable=False)
    is_published = models.BooleanField(_("tampil di situs"), default=True)
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="taken away; kept so that it can be brought back")
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["order", "title"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], condition=Q(removed_at=None), name="page_slug_once_per_site")]

    def __str__(self) -> str:
        return self.title
