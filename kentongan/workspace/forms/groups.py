"""Groups, their decrees, board and members."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.accounts.fields import PhoneField
from kentongan.accounts.models import Person
from kentongan.accounts.policies import normalised_phone
from kentongan.accounts.queries import find_person
from kentongan.groups.models import BoardSeat, Decree, Group, Role
from kentongan.groups.queries import decrees_of

from .words import WarmForm

TEL = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}


def day_field(*, required: bool = True, **kwargs: Any) -> forms.DateField:
    """A day, picked in the phone's own calendar."""
    return forms.DateField(required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class GroupForm(WarmForm):
    """Who the group is, and how it reviews its texts."""

    name = forms.CharField(label=gettext_lazy("Nama kelompok"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("Tentang kelompok"),
        help_text=gettext_lazy("Dua atau tiga kalimat untuk halaman Tentang kami."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    address = forms.CharField(label=gettext_lazy("Alamat sekretariat"), required=False, max_length=250)
    phone = forms.CharField(
        label=gettext_lazy("Nomor kontak"),
        help_text=gettext_lazy("Ditampilkan kepada warga. Contoh: 0812 3456 7890"),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs=TEL),
    )
    email = forms.EmailField(label=gettext_lazy("Surel kelompok"), required=False)
    founded_year = forms.IntegerField(label=gettext_lazy("Berdiri sejak tahun"), required=False, min_value=1950, max_value=2100)
    register_number = forms.CharField(label=gettext_lazy("Nomor induk KIM"), required=False, max_length=60)
    review_required = forms.BooleanField(
        label=gettext_lazy("Tulisan diperiksa orang lain dulu"),
        help_text=gettext_lazy("Berlaku selama kelompok punya lebih dari satu redaktur."),
        required=False,
    )

    @classmethod
    def initial_of(cls, group: Group) -> dict[str, Any]:
        """What the form shows of a group."""
        return {name: getattr(group, name) for name in cls.base_fields}

    def clean_phone(self) -> str:
        """A number people can call."""
        phone: str = self.cleaned_data["phone"]
        if phone and normalised_phone(phone) is None:
            raise ValidationError(_("Nomor ini belum terbaca. Contoh: 0812 3456 7890"), code="phone")
        return phone


class DecreeForm(WarmForm):
    """A decree (SK)."""

    number = forms.CharField(
        label=gettext_lazy("Nomor SK"), max_length=100, help_text=gettext_lazy("Seperti tertulis, misalnya 141/03/DS-SDG/2025")
    )
    issuer = forms.ChoiceField(label=gettext_lazy("Ditetapkan oleh"), choices=Decree.Issuer.choices, widget=forms.RadioSelect)
    about = forms.CharField(label=gettext_lazy("Tentang"), max_length=250)
    date = day_field(label=gettext_lazy("Tanggal SK"))
    term_start = day_field(label=gettext_lazy("Masa bakti mulai"), required=False)
    term_end = day_field(
        label=gettext_lazy("Masa bakti sampai"), required=False, help_text=gettext_lazy("Anda diingatkan 90, 30, dan 7 hari sebelumnya.")
    )
    scan = forms.FileField(
        label=gettext_lazy("Foto atau PDF SK"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Hanya terlihat di ruang kerja, tidak di situs."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, group: Group, decree: Decree | None = None, **kwargs: Any) -> None:
        self.group, self.decree = group, decree
        if decree is not None:
            names = ("number", "issuer", "about", "date", "term_start", "term_end")
            kwargs["initial"] = {name: getattr(decree, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        """Each decree once."""
        number: str = self.cleaned_data["number"]
        others = decrees_of(self.group).filter(number=number)
        if self.decree is not None:
            others = others.exclude(pk=self.decree.pk)
        if others.exists():
            raise ValidationError(_("SK bernomor ini sudah dicatat."), code="taken")
        return number

    def clean(self) -> dict[str, Any]:
        """A term ends after it starts."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("term_start"), cleaned.get("term_end")
        if start and end and end <= start:
            self.add_error("term_end", _("Masa bakti berakhir sebelum dimulai."))
        return cleaned


class _WithDecree(WarmForm):
    """Something that happens by a decree of the group."""

    decree = forms.ModelChoiceField(
        label=gettext_lazy("Dengan SK"),
        queryset=Decree.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("Catat SK-nya dulu, lalu pilih di sini.")},
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decree"].queryset = decrees_of(group)  # type: ignore[attr-defined]


class SeatForm(_WithDecree):
    """Somebody is appointed to the board."""

    position = forms.ChoiceField(label=gettext_lazy("Jabatan"), choices=BoardSeat.Position.choices, widget=forms.RadioSelect)
    section = forms.CharField(
        label=gettext_lazy("Seksi"),
        help_text=gettext_lazy("Hanya untuk ketua seksi, misalnya Penyebaran Informasi"),
        required=False,
        max_length=80,
    )
    person_name = forms.CharField(label=gettext_lazy("Nama"), max_length=120, help_text=gettext_lazy("Tidak harus punya akun."))
    field_order = ["person_name", "position", "section", "decree"]

    def clean(self) -> dict[str, Any]:
        """A head of section has a section."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("position") == BoardSeat.Position.SECTION_HEAD and not cleaned.get("section"):
            self.add_error("section", _("Sebutkan seksinya."))
        return cleaned


class DismissForm(_WithDecree):
    """Somebody leaves the board."""


class NewMemberForm(WarmForm):
    """A new member who has no account yet."""

    full_name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = PhoneField(
        help_text=gettext_lazy("Untuk masuk. Tidak ditampilkan kepada umum. Contoh: 0812 3456 7890"),
        required=False,
        widget=forms.TextInput(attrs=TEL),
    )
    section = forms.CharField(label=gettext_lazy("Seksi"), required=False, max_length=80)
    role = forms.ChoiceField(label=gettext_lazy("Tugas"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*((role.value, role.label) for role in roles), ("", _("Anggota saja"))]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["role"].initial = choices[0][0]

    def clean_phone(self) -> str | None:
        """A number that nobody else signs in with."""
        number: str = self.cleaned_data["phone"]
        if number and Person.objects.filter(phone=number).exists():
            raise ValidationError(_("Nomor ini sudah punya akun. Pakai “Sudah punya akun” di bawah."), code="taken")
        return number or None


class ExistingMemberForm(WarmForm):
    """A new member who signs in to Kentongan already."""

    person = forms.CharField(
        label=gettext_lazy("Nomor HP atau nama pengguna"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def clean_person(self) -> Person:
        """The person who signs in so."""
        found = find_person(self.cleaned_data["person"])
        if found is None or not found.is_active:
            raise ValidationError(
                _("Belum ada akun dengan nomor atau nama ini. Periksa ketikannya, atau buat akun baru di atas."), code="unknown"
            )
        return found
