"""The coordinator's desk: new groups, officers, offices."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.accounts.models import Person
from kentongan.accounts.queries import find_person
from kentongan.core.text import slug_of
from kentongan.groups.models import Group, Office, Role
from kentongan.groups.queries import offices_of
from kentongan.groups.rules import why_role_does_not_fit
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under
from kentongan.sites.actions import why_slug_refused
from kentongan.sites.models import Site

from .words import WarmForm


class RegionChoice(forms.ModelChoiceField):
    """Regions below one, named with the district they lie in."""

    def label_from_instance(self, region: Any) -> str:
        """ "Desa Siding, Kecamatan Siding"."""
        return f"{region.full_name}, {region.parent.full_name}" if region.level == 4 else region.full_name


def _regions(region: Region, *, only_villages: bool = False) -> Any:
    below = regions_under(region.code, level=4 if only_villages else None).select_related("parent")
    return below if only_villages else (below | Region.objects.select_related("parent").filter(pk=region.pk))


class NewGroupForm(WarmForm):
    """A group enters the register and has its site at once."""

    name = forms.CharField(label=gettext_lazy("Nama kelompok"), help_text=gettext_lazy("Misalnya: KIM Suara Siding"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Group.Kind.choices, initial=Group.Kind.KIM, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=gettext_lazy("Tingkat"), choices=Group.Level.choices, initial=Group.Level.VILLAGE, widget=forms.RadioSelect
    )
    region = RegionChoice(label=gettext_lazy("Wilayah"), queryset=Region.objects.none(), empty_label=gettext_lazy("Pilih wilayah"))
    founded_year = forms.IntegerField(label=gettext_lazy("Berdiri sejak tahun"), required=False, min_value=1950, max_value=2100)
    slug = forms.CharField(
        label=gettext_lazy("Nama alamat situs"),
        help_text=gettext_lazy("Kosongkan saja: dibuat dari nama kelompok. Contoh: suara-siding"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    accent = forms.ChoiceField(
        label=gettext_lazy("Warna"), choices=Site.Accent.choices, initial=Site.Accent.FOREST, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = _regions(region)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The slug typed, or one made of the name, must be free."""
        cleaned = super().clean() or self.cleaned_data
        name = str(cleaned.get("name") or "")
        slug = str(cleaned.get("slug") or "").strip().lower() or slug_of(name.removeprefix("KIM "), longest=40)
        if name and (why := why_slug_refused(slug)):
            self.add_error("slug", why)
        cleaned["slug"] = slug
        return cleaned


class OfficerForm(WarmForm):
    """Somebody is given a task in the region or below it."""

    person = forms.CharField(
        label=gettext_lazy("Nomor HP atau nama pengguna"),
        help_text=gettext_lazy("Orang ini sudah harus punya akun."),
        max_length=64,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Tugas"), widget=forms.RadioSelect)
    region = RegionChoice(label=gettext_lazy("Wilayah"), queryset=Region.objects.none(), empty_label=None)
    office = forms.ModelChoiceField(
        label=gettext_lazy("OPD"),
        help_text=gettext_lazy("Hanya untuk penghubung OPD."),
        queryset=Office.objects.none(),
        required=False,
        empty_label=gettext_lazy("Bukan OPD"),
    )

    def __init__(self, *args: Any, region: Region, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["region"].queryset = _regions(region)  # type: ignore[attr-defined]
        self.fields["office"].queryset = offices_of(region.code)  # type: ignore[attr-defined]

    def clean_person(self) -> Person:
        """The person who signs in so."""
        found = find_person(self.cleaned_data["person"])
        if found is None or not found.is_active:
            raise ValidationError(_("Belum ada akun dengan nomor atau nama ini."), code="unknown")
        return found

    def clean(self) -> dict[str, Any]:
        """The task exists at the level of the region chosen."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") and cleaned.get("region"):
            role = Role(cleaned["role"])
            if why := why_role_does_not_fit(role, group=None, region=cleaned["region"], office=cleaned.get("office")):
                self.add_error("office" if role == Role.OFFICE_LIAISON and cleaned["region"].level <= 2 else "region", why)
        return cleaned


class OfficeForm(WarmForm):
    """An office (OPD)."""

    name = forms.CharField(label=gettext_lazy("Nama OPD"), help_text=gettext_lazy("Misalnya: Dinas Kesehatan"), max_length=120)
    short_name = forms.CharField(label=gettext_lazy("Singkatan"), required=False, max_length=40)
