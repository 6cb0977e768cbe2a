"""The form of a village's profile: words, figures with year and source, and rows of hamlets and facilities."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.groups.models import Group
from kentongan.publishing.models import Publication

from .. import queries
from ..models import Profile, ProfileFigure
from ..policies import FacilityFacts, Figure, HamletFacts, ProfileFacts, amount, written_amount
from ..policies.profiles import TEXTS
from .words import Words

Kind = ProfileFigure.Kind
UNITS = {Kind.AREA: _("km²"), Kind.POPULATION: _("jiwa"), Kind.HOUSEHOLDS: _("keluarga"), Kind.DISTANCE: _("km")}
WHOLE = {Kind.POPULATION, Kind.HOUSEHOLDS}
BLANK_ROWS, MOST_ROWS = 3, 60


class Amount(forms.CharField):
    """A number as people write it: 1.250 or 12,5."""

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """1250 as 1.250, in whatever language the page is: so it is read again, see policies.amount."""
        return written_amount(value) if isinstance(value, (int, Decimal)) else value

    def clean(self, value: Any) -> Any:
        """The number, None where nothing or zero was typed."""
        typed = str(super().clean(value))
        if not typed:
            return None
        number = amount(typed)
        if number is None or number >= Decimal(10) ** 8 or (self.whole and number != number.to_integral_value()):
            raise ValidationError(
                _t("Angka ini belum terbaca. Contoh: 1.250") if self.whole else _t("Angka ini belum terbaca. Contoh: 12,5")
            )
        return (int(number) if self.whole else number.quantize(Decimal("0.01"))) or None


def year_field() -> forms.IntegerField:
    """The year of a figure."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})
    return forms.IntegerField(label=_("Tahun"), required=False, min_value=1901, max_value=2100, widget=widget)


def source_field() -> Words:
    """Who says so."""
    field = Words(label=_("Sumber"), most=120)
    field.widget.attrs["list"] = "sumber"
    return field


class HamletForm(forms.Form):
    """One row: a hamlet."""

    name = Words(label=_("Nama dusun"), most=80)
    head_name = Words(label=_("Kepala dusun"), most=120)
    households = Amount(label=_("Keluarga"), whole=True)
    population = Amount(label=_("Jiwa"), whole=True)


class FacilityForm(forms.Form):
    """One row: a facility."""

    name = Words(label=_("Fasilitas"), most=80)
    count = Amount(label=_("Jumlah"), whole=True)


HamletSet = forms.formset_factory(HamletForm, extra=BLANK_ROWS, max_num=MOST_ROWS)
FacilitySet = forms.formset_factory(FacilityForm, extra=BLANK_ROWS, max_num=MOST_ROWS)


@dataclass(frozen=True)
class FigureRow:
    """A figure with its three fields."""

    label: str
    unit: str
    value: forms.BoundField
    year: forms.BoundField
    source: forms.BoundField


class ProfileForm(forms.Form):
    """What the village is at a glance. Everything may be left out; what is empty is not shown."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    intro = Words(
        label=_("Kalimat pembuka"), help_text=_("Dua atau tiga kalimat: desa seperti apa ini, di mana letaknya."), most=600, lines=3
    )
    head_title = Words(label=_("Jabatan"), help_text=_("Contoh: Kepala Desa, Lurah, Penjabat Kepala Desa"), most=80)
    head_name = Words(label=_("Nama"), most=120)
    north = Words(label=_("Sebelah utara"), most=120)
    east = Words(label=_("Sebelah timur"), most=120)
    south = Words(label=_("Sebelah selatan"), most=120)
    west = Words(label=_("Sebelah barat"), most=120)
    livelihoods = Words(
        label=_("Mata pencaharian utama"), help_text=_("Contoh: peladang padi, pekebun lada, penoreh karet"), most=600, lines=2
    )
    potentials = Words(label=_("Potensi desa"), help_text=_("Hasil bumi, wisata, kerajinan, usaha bersama."), most=2_000, lines=4)
    history = Words(label=_("Sejarah singkat"), most=20_000, lines=8)
    hamlets_year, hamlets_source = year_field(), source_field()
    facilities_year, facilities_source = year_field(), source_field()
    gallery = forms.ChoiceField(
        label=_("Foto dari galeri"), help_text=_("Foto-foto galeri ini tampil di profil selama galerinya terbit."), required=False
    )

    def __init__(self, *args: Any, group: Group, profile: Profile | None, **kwargs: Any) -> None:
        facts = queries.facts_of(profile)
        gallery = str(profile.gallery_id or "") if profile is not None else ""
        kwargs["initial"] = {name: getattr(facts, name) for name in (*TEXTS, "hamlets_year", "facilities_year")} | {
            "version": profile.version if profile is not None else 0,
            "gallery": gallery,
        }
        super().__init__(*args, **kwargs)
        self.group, self.profile = group, profile
        stand = {one.kind: one for one in facts.figures}
        for kind in Kind:
            one = stand.get(kind)
            self.fields[f"{kind}_value"] = Amount(label=kind.label, whole=kind in WHOLE, initial=one.value if one else None)
            self.fields[f"{kind}_year"], self.fields[f"{kind}_source"] = year_field(), source_field()
            if one is not None:
                self.fields[f"{kind}_year"].initial, self.fields[f"{kind}_source"].initial = one.year, one.source
        self.galleries = {str(one.pk): one for one in queries.galleries_of(group)}
        if profile is not None and profile.gallery is not None:
            self.galleries.setdefault(gallery, profile.gallery)
        choices = [("", _("Tanpa foto")), *((pk, one.title) for pk, one in self.galleries.items())]
        self.fields["gallery"].choices = choices  # type: ignore[attr-defined]
        data = self.data if self.is_bound else None
        self.hamlets = HamletSet(data, prefix="dusun", initial=[vars(one) for one in facts.hamlets])
        self.facilities = FacilitySet(data, prefix="fasilitas", initial=[vars(one) for one in facts.facilities])
        self.sources = sorted({one.source for one in facts.figures} | ({facts.hamlets_source, facts.facilities_source} - {""}))

    @property
    def figures(self) -> list[FigureRow]:
        """The figures in the order of the page."""
        return [
            FigureRow(str(kind.label), str(UNITS[kind]), self[f"{kind}_value"], self[f"{kind}_year"], self[f"{kind}_source"])
            for kind in Kind
        ]

    def clean(self) -> dict[str, Any]:
        """No number without its year and source."""
        values = super().clean() or self.cleaned_data
        for kind in Kind:
            if values.get(f"{kind}_value"):
                self._require_sourced(kind.value)
        if not (self.hamlets.is_valid() and self.facilities.is_valid()):
            self.add_error(None, _t("Ada angka yang belum terbaca di dusun atau fasilitas."))
            return values
        if any(row.get("households") or row.get("population") for row in self.hamlets.cleaned_data):
            self._require_sourced("hamlets")
        if any(row.get("count") for row in self.facilities.cleaned_data):
            self._require_sourced("facilities")
        return values

    def _require_sourced(self, name: str) -> None:
        for field, sentence in (
            (f"{name}_year", _t("Sebutkan tahunnya.")),
            (f"{name}_source", _t("Sebutkan sumbernya, misalnya BPS atau kantor desa.")),
        ):
            if not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, sentence)

    def facts(self) -> ProfileFacts:
        """What was typed, without empty rows."""
        values = self.cleaned_data
        return ProfileFacts(
            **{name: values[name] for name in TEXTS},
            hamlets_year=values["hamlets_year"],
            facilities_year=values["facilities_year"],
            figures=tuple(
                Figure(
                    kind=kind.value,
                    value=Decimal(values[f"{kind}_value"]).quantize(Decimal("0.01")),
                    year=values[f"{kind}_year"],
                    source=values[f"{kind}_source"],
                )
                for kind in Kind
                if values[f"{kind}_value"]
            ),
            hamlets=tuple(HamletFacts(**row) for row in self.hamlets.cleaned_data if row.get("name")),
            facilities=tuple(FacilityFacts(**row) for row in self.facilities.cleaned_data if row.get("name")),
        )

    def chosen_gallery(self) -> Publication | None:
        """The gallery whose pictures the profile shall show."""
        return self.galleries.get(self.cleaned_data["gallery"])

    def set_version(self, version: int) -> None:
        """Show the form again as a change of what stands now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        self.data = data
