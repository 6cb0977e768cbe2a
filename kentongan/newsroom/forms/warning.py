"""What is typed where an emergency notice is written, and where a published one is put right."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.models import Publication

from ..policies.alerts import AlertDetails
from ..queries.alerts import alert_of, words_of
from .alerts import AlertFields
from .words import Words
from .writing import AddressedForm


class AlertForm(AlertFields, AddressedForm):
    """An emergency notice: its words are made from the eight fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_up()

    def picture(self) -> dict[str, Any]:
        """A notice has none."""
        return {}

    def written(self) -> dict[str, Any]:
        """With title, summary and text made from the details."""
        return {**self.words(), **self.addressed(), "topic": None, "tags": "", "picture": {}, "details": self.details()}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """With the details that were kept."""
        return {**super().initial_for(publication), **cls.initial_details(publication)}

    def require_complete(self) -> bool:
        """Each of the eight, the end, and for whom."""
        self.require_details()
        if not self.cleaned_data.get("audience"):
            self.add_error("audience", _t("Pilih dulu wilayah yang dituju."))
        return not self.errors


class CorrectAlertForm(AlertForm):
    """A published notice put right, with the note that tells readers. Its severity and its end change by an update."""

    note = Words(
        label=_("Apa yang dikoreksi?"),
        help_text=_("Dibaca warga. Contoh: Nomor posko yang benar 0562 441 112."),
        most=1_000,
        lines=2,
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("audience", "office", "severity", "valid_until_date", "valid_until_time", "cover"):
            self.fields.pop(name, None)

    def corrected(self) -> AlertDetails:
        """What was typed, with the severity and the end that stand."""
        stands = alert_of(self.publication)
        return replace(self.details(), severity=stands.severity, valid_until=stands.valid_until)

    def words(self) -> dict[str, str]:
        """Made of what was typed and of what stands."""
        return words_of(self.corrected(), title=self.cleaned_data["title"])
