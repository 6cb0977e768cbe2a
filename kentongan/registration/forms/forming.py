"""The steps of the wizard. A step may be kept half filled, so nothing is required here; what is lacking is said by the checks.

``needed`` is what has to be there before it can be sent: such a field is ``unmarked``, it does not say "boleh dilewati".
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.groups.models import Decree, Group
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region
from kentongan.sites.models import Site
from kentongan.sites.policies import slug_fault

from .. import queries
from ..models import Formation
from .fields import day, document, number, phone, words


class StepForm(forms.Form):
    """A step: its facts, what it was filled from, and its document."""

    use_required_attribute = False
    step = ""
    document_kind = ""
    needed: tuple[str, ...] = ()

    tanda = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    kiriman = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, formation: Formation) -> None:
        super().__init__(
            data, files, initial={**self.initial_of(formation), "tanda": queries.mark_of(formation, self.step), "kiriman": uuid4()}
        )
        self.formation = formation
        self.prepare(formation)
        for name in self.needed:
            self.fields[name].unmarked = True  # type: ignore[attr-defined]

    def initial_of(self, formation: Formation) -> dict[str, Any]:
        """What the step shows of the formation."""
        return queries.values_of(formation, self.step)

    def prepare(self, formation: Formation) -> None:
        """What a step adds to its fields."""

    def facts(self) -> dict[str, Any]:
        """What is to be kept, by the names of ``queries.MARKED``."""
        return {name: self.cleaned_data[name] for name in queries.MARKED[self.step]}


class _Grouping(forms.Form):
    """Name, level and place of the group."""

    name = words(
        120,
        label=gettext_lazy("Nama kelompok"),
        help_text=gettext_lazy("Misalnya: KIM Sungai Bening. Boleh diubah nanti."),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Tingkat"), choices=Group.Level.choices, initial=Group.Level.VILLAGE, widget=forms.RadioSelect, required=False
    )
    region = forms.ChoiceField(label=gettext_lazy("Di mana?"), required=False)

    def offer_places(self) -> None:
        """The villages and districts of the regency."""
        self.fields["region"].choices = [("", _("Pilih desa atau kelurahan")), *queries.region_choices()]  # type: ignore[attr-defined]
        self.fields["region"].error_messages["invalid_choice"] = _("Pilih salah satu yang ada di daftar.")

    def clean_name(self) -> str:
        """A name, in one line."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name:
            raise ValidationError(_("Beri nama dulu; nanti masih boleh diganti."), code="required")
        return name

    def clean_level(self) -> str:
        """The usual level where none was chosen."""
        return str(self.cleaned_data["level"] or Group.Level.VILLAGE)

    def clean_region(self) -> Region:
        """The place itself."""
        if not self.cleaned_data["region"]:
            raise ValidationError(_("Pilih desa, kelurahan, atau kecamatannya."), code="required")
        return get_region(self.cleaned_data["region"])

    def clean(self) -> dict[str, Any]:
        """The level is one that the place has."""
        cleaned = super().clean() or self.cleaned_data
        region, level = cleaned.get("region"), cleaned.get("level")
        fits = {"kecamatan": 3, "kabupaten": 2}.get(str(level), 4)
        if region is not None and region.level != fits:
            self.add_error("region", _("Untuk tingkat %(level)s, pilih tempat yang sesuai.") % {"level": Group.Level(str(level)).label})
        return cleaned


class BeginForm(_Grouping):
    """The first screen: with it a draft exists and has its number and code."""

    use_required_attribute = False

    kiriman = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "region", "level"]

    def __init__(self, *args: Any, village: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_places()
        self.initial["kiriman"], self.initial["region"] = uuid4(), village
        for name in ("name", "region", "level"):
            self.fields[name].unmarked = True  # type: ignore[attr-defined]


class GroupStep(_Grouping, StepForm):
    """Name and place, changed later."""

    step = "kelompok"
    needed = ("name", "level", "region")
    field_order = ["name", "region", "level"]

    def prepare(self, formation: Formation) -> None:
        """The places to choose from."""
        self.offer_places()


class MeetingStep(StepForm):
    """The musyawarah."""

    step = "musyawarah"
    document_kind = "minutes"
    needed = ("met_on", "met_at", "women", "men", "file")

    met_on = day(label=gettext_lazy("Kapan musyawarahnya?"))
    met_at = words(160, label=gettext_lazy("Di mana?"), help_text=gettext_lazy("Misalnya: balai desa"))
    women = number(label=gettext_lazy("Perempuan yang hadir"), min_value=0, max_value=5000)
    men = number(label=gettext_lazy("Laki-laki yang hadir"), min_value=0, max_value=5000)
    minutes = words(
        5000,
        lines=5,
        label=gettext_lazy("Apa yang disepakati?"),
        help_text=gettext_lazy("Beberapa kalimat cukup; rinciannya ada di berita acara."),
    )
    file = document(gettext_lazy("Berita acara musyawarah"))


class DecreeStep(StepForm):
    """The decree (SK)."""

    step = "sk"
    document_kind = "decree"
    needed = ("decree_number", "decree_issuer", "decree_on", "term_start", "term_end", "file")

    decree_number = words(100, label=gettext_lazy("Nomor SK"), help_text=gettext_lazy("Seperti tertulis, misalnya 141/03/DS-SDG/2026"))
    decree_issuer = forms.ChoiceField(
        label=gettext_lazy("Ditetapkan oleh"), required=False, choices=Decree.Issuer.choices, widget=forms.RadioSelect
    )
    decree_about = words(250, label=gettext_lazy("Tentang"))
    decree_on = day(label=gettext_lazy("Tanggal SK"))
    term_start = day(label=gettext_lazy("Masa bakti mulai"))
    term_end = day(label=gettext_lazy("Masa bakti sampai"))
    file = document(gettext_lazy("SK"))


class StatutesStep(StepForm):
    """The statutes (AD/ART)."""

    step = "adart"
    document_kind = "statutes"

    vision = words(2000, lines=3, label=gettext_lazy("Visi"))
    mission = words(4000, lines=4, label=gettext_lazy("Misi"))
    aims = words(4000, lines=4, label=gettext_lazy("Tujuan"))
    programme = words(6000, lines=5, label=gettext_lazy("Program kerja"))
    file = document(gettext_lazy("Berkas AD/ART"), gettext_lazy("Kalau sudah ada berkasnya, isian di atas boleh dikosongkan."))


class StatementStep(StepForm):
    """The statement that the group takes no side in politics."""

    step = "pernyataan"
    document_kind = "statement"

    no_ties = forms.BooleanField(
        label=gettext_lazy("Kelompok kami bukan bagian dari partai politik mana pun"),
        help_text=gettext_lazy("Dan tidak dipakai untuk kampanye. Anggotanya boleh punya pilihan sendiri."),
        required=False,
    )
    file = document(gettext_lazy("Surat pernyataan"), gettext_lazy("Kalau ada yang bertanda tangan."))


class SiteStep(StepForm):
    """Who the group is for its readers, and its site."""

    step = "situs"

    description = words(
        2000, lines=4, label=gettext_lazy("Tentang kelompok"), help_text=gettext_lazy("Dua atau tiga kalimat untuk pembaca situs.")
    )
    address = words(250, label=gettext_lazy("Alamat sekretariat"))
    phone = phone(label=gettext_lazy("Nomor kontak kelompok"), help_text=gettext_lazy("Ditampilkan kepada umum."))
    founded_on = day(label=gettext_lazy("Berdiri sejak"), help_text=gettext_lazy("Kosongkan saja kalau sama dengan hari musyawarah."))
    slug = words(
        40,
        label=gettext_lazy("Nama alamat situs"),
        help_text=gettext_lazy("Huruf kecil dan tanda hubung, misalnya sungai-bening. Kosongkan: dibuat dari nama kelompok."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    tagline = words(140, label=gettext_lazy("Kalimat di bawah nama"), help_text=gettext_lazy("Misalnya: Kabar dari tepi sungai"))
    accent = forms.ChoiceField(label=gettext_lazy("Warna situs"), required=False, choices=Site.Accent.choices, widget=forms.RadioSelect)

    def clean_slug(self) -> str:
        """An address by its shape; whether it is free is seen at the end."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if slug and slug_fault(slug):
            raise ValidationError(
                _("Alamat terdiri dari 3 sampai 40 huruf kecil, angka, dan tanda hubung. Contoh: sungai-bening."), code="slug"
            )
        return slug

    def clean_accent(self) -> str:
        """The usual colour where none was chosen."""
        return str(self.cleaned_data["accent"] or Site.Accent.FOREST)


class SendForm(forms.Form):
    """A word to the officer, when it is sent."""

    pesan = words(
        2000,
        lines=3,
        label=gettext_lazy("Pesan untuk petugas"),
        help_text=gettext_lazy("Misalnya penjelasan tentang catatan di atas."),
    )
