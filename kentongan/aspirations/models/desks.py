"""What an officer keeps for her own desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person


class SavedFilter(models.Model):
    """A filter of the list of reports that somebody uses again, by the name she gave it. Nobody else sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nama saringan"), max_length=40)
    query = models.CharField(max_length=600, help_text="as policies.filter_query writes it")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_named_once"),
            models.CheckConstraint(condition=~models.Q(query="") & ~models.Q(name=""), name="saved_filter_filters"),
        ]

    def __str__(self) -> str:
        return self.name
