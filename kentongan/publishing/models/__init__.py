"""What goes out: the Publication, its revisions, corrections and audience."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.groups.models import Group, Office
from kentongan.media.models import Upload
from kentongan.regions.models import Region

from .elections import Clearance, ElectionPeriod
from .sharing import PublicationShare, ShareText

__all__ = [
    "Attachment",
    "Audience",
    "Clearance",
    "ElectionPeriod",
    "Presence",
    "PublicNote",
    "Publication",
    "PublicationShare",
    "Revision",
    "ShareText",
    "Tag",
]


class Tag(models.Model):
    """A word to find publications by. A topic is a tag that the guided form offers and that stands above the headline."""

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=60)
    is_topic = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class Publication(models.Model):
    """A text with its life: draft, submitted, (returned), scheduled, published, withdrawn.

    Its owner is the scope in whose name it goes out: a group's or a region's, see rules.KINDS_OF_GROUP and KINDS_OF_REGION. What a
    group sends stands on its own site; what a region sends stands on the hub and on every site in the regions it is addressed to.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Kabar")
        BULLETIN = "bulletin", _("Pengumuman")
        EVENT = "event", _("Agenda")
        GALLERY = "gallery", _("Galeri")
        ALERT = "alert", _("Peringatan darurat")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Diajukan")
        RETURNED = "returned", _("Dikembalikan")
        SCHEDULED = "scheduled", _("Dijadwalkan")
        PUBLISHED = "published", _("Terbit")
        WITHDRAWN = "withdrawn", _("Ditarik")

    # Where each kind stands on a site and on the hub; a test holds these against the URL files of the rooms.
    PATHS = {Kind.ARTICLE: "kabar", Kind.BULLETIN: "pengumuman", Kind.GALLERY: "galeri", Kind.EVENT: "agenda", Kind.ALERT: "darurat"}
    # Addresses below those that the room keeps for pages and files of its own.
    KEPT_SLUGS = {Kind.EVENT: frozenset({"agenda", "lewat"})}

    code = models.CharField(max_length=10, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    owner = ScopeField(db_index=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")

    title = models.CharField(_("judul"), max_length=160, blank=True)
    slug = models.SlugField(max_length=90, blank=True)
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    text = models.TextField(_("isi"), blank=True)
    html = models.TextField(editable=False, blank=True, help_text="made from the text, sanitised")
    besides = models.TextField(editable=False, blank=True, help_text="what its kind's own details say, kept by their room to be read along")
    cover = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="covers")
    topic = models.ForeignKey(
        Tag, verbose_name=_("topik"), on_delete=models.SET_NULL, null=True, blank=True, related_name="topic_publications"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="publications")
    audience = models.ManyToManyField(Region, blank=True, through="Audience", related_name="+")

    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="publications")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reviewed_publications")
    remarks = models.TextField(_("catatan redaktur"), blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    scheduled_at = models.DateTimeField(_("tayang pada"), null=True, blank=True)
    is_embargoed = models.BooleanField(
        _("kirim dulu ke KIM"),
        default=False,
        help_text=_("KIM yang dituju sudah bisa membaca dan bersiap; warga baru melihatnya pada waktu tayang."),
    )
    held_at = models.DateTimeField(null=True, blank=True, help_text="the clock did not let it out: an election; the remarks say why")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(_("alasan penarikan"), blank=True)
    ends_at = models.DateTimeField(
        _("berlaku sampai"),
        null=True,
        blank=True,
        help_text="from then on it no longer holds, and the pages that show it say so by themselves",
    )
    archived_at = models.DateTimeField(null=True, blank=True, help_text="still readable at its address, no longer listed")
    version = models.PositiveIntegerField(default=1, help_text="raised with every saved change; a save names the version it started from")
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, region=None) | Q(group=None, region__isnull=False), name="publication_has_one_owner"
            ),
            models.UniqueConstraint(fields=["owner", "kind", "slug"], condition=~Q(slug=""), name="publication_slug_once_per_owner"),
            models.UniqueConstraint(fields=["kind", "slug"], condition=Q(group=None) & ~Q(slug=""), name="publication_slug_once_on_hub"),
            models.CheckConstraint(condition=~Q(status="published") | Q(published_at__isnull=False), name="published_has_moment"),
            models.CheckConstraint(condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""), name="withdrawn_says_why"),
            models.CheckConstraint(condition=~Q(status="scheduled") | Q(scheduled_at__isnull=False), name="scheduled_has_moment"),
        ]
        indexes = [
            models.Index(fields=["owner", "kind", "status", "-published_at"], name="publications_listed"),
            models.Index(fields=["kind", "status", "-published_at"], name="publications_on_hub"),
            models.Index(fields=["status", "scheduled_at"], name="publications_scheduled"),
            models.Index(fields=["kind", "ends_at"], condition=Q(ends_at__isnull=False), name="publications_ending"),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def path(self) -> str:
        """Its address below the front page of its site or of the hub."""
        return f"{self.PATHS[self.Kind(self.kind)]}/{self.slug}/"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.status == self.Status.PUBLISHED

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by then."""
        return self.ends_at is not None and self.ends_at <= now

    @property
    def sender(self) -> str:
        """In whose name it speaks: the group, the office, or the region."""
        if self.group is not None:
            return self.group.name
        if self.office is not None:
            return self.office.name
        return f"{_('Pemerintah')} {self.region}"

    @property
    def reading_minutes(self) -> int:
        """Minutes to read it at 180 words a minute, at least one."""
        return max(1, round(len(self.text.split()) / 180))


class Audience(models.Model):
    """A region that something a region sends is addressed to: it stands on every site in and below it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="audiences")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="audiences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "region"], name="audience_once")]
        indexes = [models.Index(fields=["region", "publication"], name="audience_by_region")]

    def __str__(self) -> str:
        return self.region_id


class Attachment(models.Model):
    """A picture of a gallery, or a document that goes with a text, in the order readers see it. It is public exactly while the text is."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="attachments")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="attachments")
    caption = models.CharField(_("keterangan"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "upload"], name="attachment_once")]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.caption}"


class KimIdCopy(models.Model):
    """That somebody copied the text by hand to the group's site on kim.id, which has no other way in (DOMAIN.md §2)."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="kim_id_copy")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.publication_id} @ kim.id"


class Revision(models.Model):
    """The text as it was at a moment that matters: submitted, returned, published, corrected."""

    class Reason(models.TextChoices):
        SUBMITTED = "submitted", _("Diajukan")
        RETURNED = "returned", _("Dikembalikan")
        PUBLISHED = "published", _("Terbit")
        CORRECTED = "corrected", _("Dikoreksi")
        WITHDRAWN = "withdrawn", _("Ditarik")
        HELD = "held", _("Ditahan")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=9, choices=Reason.choices)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    remarks = models.TextField(blank=True)
    clearance = models.ForeignKey(Clearance, on_delete=models.SET_NULL, null=True, blank=True, related_name="revisions")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} #{self.number}"


class PublicNote(models.Model):
    """A dated note that readers see with the text: a correction, the reply of somebody it concerns (hak jawab), or what else changed."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Koreksi")
        REPLY = "reply", _("Hak jawab")
        CHANGE = "change", _("Perubahan")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(_("isi"))
    name = models.CharField(_("dari"), max_length=120, blank=True, help_text=_("Nama yang menjawab, untuk hak jawab."))
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Presence(models.Model):
    """Who has a text open for writing, and when that was last noticed."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.publication_id}"
