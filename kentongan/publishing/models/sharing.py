"""What goes from phone to phone: each short text as it was at a time, and who passed a publication on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.groups.models import Group


class ShareText(models.Model):
    """A text of the share kit as it was made at a moment, kept so that what was forwarded then is still known as ours."""

    class Channel(models.TextChoices):
        WHATSAPP = "whatsapp", _("WhatsApp")
        SMS = "sms", _("SMS")

    publication = models.ForeignKey("publishing.Publication", on_delete=models.CASCADE, related_name="share_texts")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    text = models.TextField()
    digest = models.CharField(max_length=64, db_index=True, help_text="of its words, by which it is found however a phone broke its lines")
    check_code = models.CharField(max_length=9, blank=True, db_index=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "digest"], name="share_text_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.channel} {self.check_code}"


class PublicationShare(models.Model):
    """That a member of a KIM passed a publication on, told by the member with one touch; once for each person and publication."""

    publication = models.ForeignKey("publishing.Publication", on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "person"], name="publication_share_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} @ {self.person_id}"
