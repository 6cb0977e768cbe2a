"""What the coordinator types: remarks, reasons, the last word on the site."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.sites.actions import why_slug_refused
from kentongan.sites.models import Site

from ..actions.words import step_label
from ..policies import STEPS


class _Versioned(forms.Form):
    """A deed on the case as the page showed it."""

    use_required_attribute = False
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AskForm(_Versioned):
    """What is to be completed: a line for each step, and one in general."""

    pesan = forms.CharField(label=gettext_lazy("Lainnya"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        general = self.fields.pop("pesan")
        for step in STEPS:
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[f"langkah_{step}"] = forms.CharField(label=step_label(step), required=False, max_length=1000, widget=widget)
        self.fields["pesan"] = general

    def remarks(self) -> dict[str, str]:
        """Step → what is asked for."""
        return {step: self.cleaned_data[f"langkah_{step}"] for step in STEPS if self.cleaned_data[f"langkah_{step}"].strip()}

    def clean(self) -> dict[str, Any]:
        """At least one of them says something."""
        cleaned = super().clean() or self.cleaned_data
        if not any(str(value).strip() for name, value in cleaned.items() if name != "versi"):
            raise ValidationError(_("Tulis apa yang perlu dilengkapi: pemohon akan membacanya."), code="empty")
        return cleaned


class RefuseForm(_Versioned):
    """Why it is refused."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasannya"),
        help_text=gettext_lazy("Dibaca pemohon di halaman status dan di suratnya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Tulis alasannya: pemohon akan membacanya.")},
    )


class ApproveForm(_Versioned):
    """Under which address and in which colour the site opens."""

    slug = forms.CharField(
        label=gettext_lazy("Nama alamat situs"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Situs perlu alamat.")},
    )
    tagline = forms.CharField(label=gettext_lazy("Kalimat di bawah nama"), max_length=140, required=False)
    accent = forms.ChoiceField(label=gettext_lazy("Warna situs"), choices=Site.Accent.choices, widget=forms.RadioSelect)

    def clean_slug(self) -> str:
        """An address that is free."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if why := why_slug_refused(slug):
            raise ValidationError(why, code="slug")
        return slug


class NoteForm(forms.Form):
    """Words on the trail."""

    use_required_attribute = False
    pesan = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Catatannya masih kosong.")},
    )
    terbuka = forms.BooleanField(
        label=gettext_lazy("Pemohon boleh membacanya"), help_text=gettext_lazy("Kalau tidak, hanya untuk petugas."), required=False
    )


class ExtendForm(_Versioned):
    """More time to verify, once."""

    hari = forms.IntegerField(
        label=gettext_lazy("Tambah berapa hari kerja?"),
        min_value=1,
        max_value=60,
        error_messages={"required": gettext_lazy("Tulis jumlah harinya.")},
    )
    alasan = forms.CharField(
        label=gettext_lazy("Mengapa?"),
        help_text=gettext_lazy("Pemohon akan membacanya."),
        max_length=1000,
        error_messages={"required": gettext_lazy("Tulis alasannya: pemohon akan membacanya.")},
    )


class CloseForm(_Versioned):
    """Coaching is over; a last word, if any."""

    pesan = forms.CharField(label=gettext_lazy("Penutup"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
