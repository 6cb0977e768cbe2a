"""A report: what a resident sent, one-to-one to its case."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.groups.models import Group, Office
from kentongan.regions.models import Region


class Report(models.Model):
    """A complaint, an aspiration or a question, with its place and the two switches anonim and rahasia.

    ``text`` and ``hamlet`` are what was sent and are read only by those who work on it. What everybody may read is ``public_…``, which an
    officer confirmed when verifying, and only where the report is not secret.
    """

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("Pengaduan")
        ASPIRATION = "aspiration", _("Aspirasi")
        QUESTION = "question", _("Pertanyaan")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="report")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    needs_examination = models.BooleanField(
        _("berkadar pengawasan"), default=False, help_text=_("Perlu pemeriksaan lebih dulu, jadi tenggatnya lebih panjang.")
    )
    category = models.CharField(_("kategori"), max_length=30, help_text="key in settings.REPORT_CATEGORIES")
    text = models.TextField(_("isi laporan"))
    place = models.CharField(
        max_length=13,
        blank=True,
        default="",
        editable=False,
        help_text="code of the village, the region of its case: lists are found by it",
    )
    district = models.GeneratedField(expression=Left("place", 8), output_field=models.CharField(max_length=8), db_persist=True)
    hamlet = models.CharField(_("dusun atau tempat"), max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_anonymous = models.BooleanField(
        _("anonim"), default=False, help_text=_("Nama Anda tidak diketahui siapa pun kecuali koordinator kabupaten.")
    )
    is_secret = models.BooleanField(_("rahasia"), default=False, help_text=_("Laporan ini tidak tampil untuk umum."))
    suspicion = models.CharField(max_length=200, blank=True, help_text="why it may be spam; it waits for a person and is never dropped")

    filed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="the officer who wrote it down for someone"
    )
    filed_in = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="filed_reports")
    consent = models.CharField(max_length=20, blank=True, help_text="version of the words the person agreed to")
    read_back_at = models.DateTimeField(null=True, blank=True, help_text="when the text was read out to the person")

    public_title = models.CharField(_("judul"), max_length=160, blank=True)
    public_text = models.TextField(_("isi untuk umum"), blank=True)
    public_hamlet = models.CharField(_("tempat untuk umum"), max_length=120, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")
    supporters = models.PositiveIntegerField(default=0, help_text="rows of Support, counted as they come")
    sp4n_number = models.CharField(_("nomor di SP4N-LAPOR!"), max_length=30, blank=True)
    rating = models.PositiveSmallIntegerField(_("penilaian"), null=True, blank=True)
    rating_text = models.TextField(blank=True)
    rated_at = models.DateTimeField(null=True, blank=True, help_text="first; for some days it can be changed")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(is_secret=True) | Q(published_at=None), name="secret_report_is_not_public"),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(public_text="") & ~Q(public_title=""), name="public_report_has_a_text"
            ),
            models.CheckConstraint(condition=Q(filed_by=None) | ~Q(consent=""), name="filed_report_has_consent"),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 4)), name="rating_from_1_to_4"),
            models.CheckConstraint(
                condition=Q(rating=None, rated_at=None) | Q(rating__isnull=False, rated_at__isnull=False), name="rating_has_its_moment"
            ),
            models.CheckConstraint(condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("pk")), name="report_is_not_its_own_duplicate"),
            models.UniqueConstraint(fields=["sp4n_number"], condition=~Q(sp4n_number=""), name="one_report_per_sp4n_number"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-11, 7), longitude__range=(94, 142)),
                name="report_lies_in_indonesia",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at"], condition=Q(published_at__isnull=False), name="reports_public"),
            models.Index(fields=["place", "-published_at"], condition=Q(published_at__isnull=False), name="reports_of_a_village"),
            models.Index(fields=["district", "-published_at"], condition=Q(published_at__isnull=False), name="reports_of_a_district"),
            models.Index(fields=["-supporters", "-published_at"], condition=Q(published_at__isnull=False), name="reports_by_support"),
        ]

    def __str__(self) -> str:
        return self.public_title or str(self.pk)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.published_at is not None


class Support(models.Model):
    """Somebody who has the same trouble and said so instead of reporting it again."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="supports")
    client_id = models.UUIDField(help_text="made by the device: the same device supports once")
    at = models.DateTimeField()
    via = models.ForeignKey(
        Report, on_delete=models.CASCADE, null=True, blank=True, related_name="+", help_text="the joined report that brought it"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "client_id"], name="support_once_per_device")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.client_id}"


class Route(models.Model):
    """To whom reports of a category are usually given in a region: an office of it, or one level below it."""

    class Level(models.TextChoices):
        OFFICE = "office", _("OPD")
        VILLAGE = "village", _("Pemerintah desa/kelurahan")
        DISTRICT = "district", _("Kecamatan")

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(_("kategori"), max_length=30)
    level = models.CharField(_("diteruskan ke"), max_length=8, choices=Level.choices)
    office = models.ForeignKey(Office, verbose_name=_("OPD"), on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "category"], name="one_route_per_category_and_region"),
            models.CheckConstraint(
                condition=Q(level="office", office__isnull=False) | (~Q(level="office") & Q(office=None)), name="route_names_its_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.category}"
