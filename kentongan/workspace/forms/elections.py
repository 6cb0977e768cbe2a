"""An election as the coordinator enters it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.publishing.models import ElectionPeriod
from kentongan.publishing.policies.elections import PHASE_DATES, PhaseDates, first_out_of_order, usual_dates, word_lines
from kentongan.regions.models import Region

from .regions import RegionChoice
from .words import WarmForm

WORDS_MOST = 200


class DayField(forms.DateField):
    """A day, as a phone's calendar gives it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class PeriodForm(WarmForm):
    """Name, days, words and source. Days of campaign and quiet left empty are counted back from the day of voting."""

    name = forms.CharField(label=gettext_lazy("Nama"), help_text=gettext_lazy("Contoh: Pilkades Siding 2027"), max_length=120)
    voting_date = DayField(label=gettext_lazy("Hari pemungutan suara"))
    campaign_from = DayField(
        label=gettext_lazy("Kampanye mulai"),
        help_text=gettext_lazy("Kosongkan keempat tanggal ini kalau memakai yang biasa untuk jenisnya."),
        required=False,
    )
    campaign_until = DayField(label=gettext_lazy("Kampanye sampai"), required=False)
    quiet_from = DayField(label=gettext_lazy("Masa tenang mulai"), required=False)
    quiet_until = DayField(label=gettext_lazy("Masa tenang sampai"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Nama calon, partai, dan semboyan"),
        help_text=gettext_lazy("Satu di setiap baris. Semua calon, tanpa kecuali, supaya adil."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label=gettext_lazy("Dasar"), help_text=gettext_lazy("Contoh: SK Bupati Nomor 12 Tahun 2027"), max_length=300)

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        """``kind`` where it is no longer chosen."""
        super().__init__(*args, **kwargs)
        self.known_kind = kind

    def clean_words(self) -> str:
        """One in a line; not more than can be looked for."""
        words = word_lines(self.cleaned_data["words"])
        if len(words) > WORDS_MOST:
            raise forms.ValidationError(_("Paling banyak %(most)d.") % {"most": WORDS_MOST}, code="max_length")
        return "\n".join(words)

    def clean(self) -> dict[str, Any]:
        """The days in order, as ``dates``."""
        values = super().clean() or self.cleaned_data
        voting = values.get("voting_date")
        kind = values.get("kind") or self.known_kind
        if voting is None or not kind or self.errors:
            return values
        given = {name: values.get(name) for name in PHASE_DATES}
        usual = settings.ELECTION_KINDS[kind]
        counted = usual_dates(voting, campaign_days=usual["campaign_days"], quiet_days=usual["quiet_days"])
        dates = PhaseDates(**{name: given[name] or getattr(counted, name) for name in PHASE_DATES})
        if field := first_out_of_order(dates):
            self.add_error(field, _("Tanggal ini mendahului yang seharusnya di depannya."))
        return {**{name: value for name, value in values.items() if name not in PHASE_DATES}, "dates": dates}


class NewPeriodForm(PeriodForm):
    """With the kind and the region, which stay."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=ElectionPeriod.Kind.choices, initial=ElectionPeriod.Kind.VILLAGE, widget=forms.RadioSelect
    )
    region = RegionChoice(label=gettext_lazy("Wilayah"), queryset=Region.objects.none(), empty_label=gettext_lazy("Pilih wilayah"))
    field_order = ("name", "kind", "region")

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Q(pk=None)
        for code in codes:
            inside |= Q(code=code) | Q(code__startswith=f"{code}.")
        self.fields["region"].queryset = Region.objects.filter(inside).select_related("parent").order_by("code")  # type: ignore[attr-defined]


class EndPeriodForm(WarmForm):
    """Why it ends before its time."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan dihentikan"),
        help_text=gettext_lazy("Contoh: Pemungutan suara ditunda dengan SK Bupati."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class UsualDays:
    """How long the phases of a kind usually last, and who says so."""

    label: str
    campaign_days: int
    quiet_days: int
    source: str


def usual_days() -> list[UsualDays]:
    """Of each kind, from the settings."""
    kinds = settings.ELECTION_KINDS
    return [
        UsualDays(str(label), kinds[kind]["campaign_days"], kinds[kind]["quiet_days"], kinds[kind]["source"])
        for kind, label in ElectionPeriod.Kind.choices
    ]
