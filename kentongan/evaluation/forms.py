"""What people type into a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .policies.adding import MOST_PHOTOS


class WordsForm(forms.Form):
    """The own words of a report, and who signs it where."""

    use_required_attribute = False

    foreword = forms.CharField(
        label=_("Kata pengantar"),
        help_text=_("Dua atau tiga kalimat dari ketua. Angkanya sudah tersusun sendiri di laporan."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    obstacles = forms.CharField(
        label=_("Hambatan"),
        help_text=_("Apa yang menyulitkan, dan bantuan apa yang diperlukan."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    plans = forms.CharField(label=_("Rencana berikutnya"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))
    place = forms.CharField(label=_("Tempat"), help_text=_("Di muka tanggal tanda tangan."), required=False, max_length=80)
    signer_name = forms.CharField(label=_("Nama yang menandatangani"), required=False, max_length=120)
    known_title = forms.CharField(
        label=_("Mengetahui, jabatannya"), help_text=_("Misalnya Kepala Desa Siding."), required=False, max_length=120
    )
    known_name = forms.CharField(
        label=_("Mengetahui, namanya"), help_text=_("Diingat untuk laporan berikutnya."), required=False, max_length=120
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def read(self) -> dict[str, str]:
        """The words for actions.write_report."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PhotosForm(forms.Form):
    """Which pictures the report shows."""

    foto = forms.MultipleChoiceField(
        label=_("Foto"), required=False, error_messages={"invalid_choice": _("Foto itu bukan dari kegiatan masa ini.")}
    )

    def __init__(self, data: Any = None, *, keys: list[str]) -> None:
        super().__init__(data)
        self.fields["foto"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    def clean_foto(self) -> list[str]:
        """As many as the report has room for."""
        chosen: list[str] = self.cleaned_data["foto"]
        if len(chosen) > MOST_PHOTOS:
            raise forms.ValidationError(_("Paling banyak %(n)d foto."), params={"n": MOST_PHOTOS})
        return chosen


class WithdrawForm(forms.Form):
    """Why a frozen report is taken back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Mengapa ditarik?"),
        help_text=_("Tercatat bersama nomornya, dan dibaca siapa pun yang membuka laporan lama."),
        max_length=300,
        error_messages={"required": _("Tulis alasannya, satu kalimat cukup.")},
    )
