"""The shape of a question: words and filters. Whatever does not fit is taken as not given."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.publishing.models import Publication

from .policies.words import LONGEST_TYPED

SINCE_DAYS = {"minggu": 7, "bulan": 31, "tahun": 366}


class SearchForm(forms.Form):
    """Words, district, kind, time. On a site there is no district to choose."""

    kata = forms.CharField(
        label=gettext_lazy("Cari apa?"),
        required=False,
        strip=False,  # a space behind the last word says that it is finished
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_TYPED, "autocomplete": "off", "enterkeyhint": "search"}),
    )
    kecamatan = forms.ChoiceField(label=gettext_lazy("Kecamatan"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False)
    waktu = forms.ChoiceField(label=gettext_lazy("Waktu"), required=False)

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kecamatan", [("", _("Semua kecamatan")), *districts])
        self._choose("jenis", [("", _("Kabar dan pengumuman")), *Publication.Kind.choices])
        self._choose(
            "waktu",
            [("", _("Kapan saja")), ("minggu", _("7 hari terakhir")), ("bulan", _("Sebulan terakhir")), ("tahun", _("Setahun terakhir"))],
        )
        if not districts:
            del self.fields["kecamatan"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (for the type checker)
        field.choices = choices

    def chosen(self, name: str) -> str:
        """A value that fits, or ""."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def since(self, now: datetime) -> datetime | None:
        """The moment that the chosen time begins with."""
        days = SINCE_DAYS.get(self.chosen("waktu"))
        return now - timedelta(days=days) if days else None
