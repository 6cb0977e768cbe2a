"""What is read out over a loudspeaker, where somebody wrote it otherwise than the rules made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.publishing.models import Publication


class VoiceScript(models.Model):
    """The words of a publication for the loudspeaker as a person wrote them; without a row they are made by the rules."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, primary_key=True, related_name="voice_script")
    text = models.TextField(_("naskah"))
    publication_version = models.PositiveIntegerField(help_text="the version of the text from which it was written")
    made_from = models.CharField(
        max_length=64, help_text="digest of what the rules made then: another one now means that the text was changed"
    )
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.publication_id} {self.written_at:%Y-%m-%d}"
