"""Uploads: pictures re-encoded to sizes, documents kept as they are and served as attachments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField


class Upload(models.Model):
    """A file somebody brought. Its key is unguessable and is its address; its owner is the scope it belongs to."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Gambar")
        DOCUMENT = "document", _("Dokumen")

    class PeopleShown(models.TextChoices):
        NOBODY = "nobody", _("Tidak ada orang yang dikenali")
        AGREED = "agreed", _("Orang di gambar sudah setuju")
        GUARDIAN = "guardian", _("Ada anak; wali sudah setuju")
        UNKNOWN = "unknown", _("Belum ditanyakan")

    key = models.CharField(max_length=40, unique=True, editable=False)
    owner = ScopeField(db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    uploader = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
        help_text="none: somebody without an account, for a case",
    )
    uploaded_at = models.DateTimeField()
    client_id = models.UUIDField(null=True, blank=True, help_text="made by the client, so that a repeated upload gives the same row")
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="bytes as kept")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    colour = models.CharField(max_length=7, blank=True, help_text="mean colour #rrggbb, shown until the picture is there")
    variants = models.JSONField(default=list, help_text="widths in pixels that exist, each as .webp and .jpg")
    alt = models.CharField(_("apa yang terlihat"), max_length=250, blank=True)
    caption = models.CharField(_("keterangan gambar"), max_length=300, blank=True)
    credit = models.CharField(_("dibuat oleh"), max_length=120, blank=True)
    people_shown = models.CharField(_("orang di gambar"), max_length=8, choices=PeopleShown.choices, default=PeopleShown.UNKNOWN)
    is_public = models.BooleanField(default=False, help_text="released because something published shows it")
    is_demo = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["uploader", "client_id"], condition=models.Q(client_id__isnull=False), name="upload_once_per_client_id"
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def folder(self) -> str:
        """Where its files lie below MEDIA_ROOT."""
        return f"{self.key[:2]}/{self.key}"
