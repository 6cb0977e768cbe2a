"""What a citizen types on the status page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FindForm(forms.Form):
    """Number and code, as they stand on the receipt."""

    nomor = forms.CharField(
        label=gettext_lazy("Nomor"),
        help_text=gettext_lazy("Contoh: KIM-2026-0000123-X. Huruf besar atau kecil sama saja."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    kode = forms.CharField(
        label=gettext_lazy("Kode rahasia"),
        help_text=gettext_lazy("Sepuluh huruf dan angka di bawah nomor itu."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class SeveralFilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, each of which is judged by media when it is kept."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that came, never more than settings.CASE_FILES_AT_ONCE."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > settings.CASE_FILES_AT_ONCE:
            raise forms.ValidationError(_("Paling banyak %(most)d berkas sekali kirim.") % {"most": settings.CASE_FILES_AT_ONCE})
        return files


class AnswerForm(forms.Form):
    """The applicant's answer, with files."""

    langkah = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    pesan = forms.CharField(
        label=gettext_lazy("Jawaban Anda"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": gettext_lazy("Tulis jawaban Anda dulu, satu kalimat pun cukup.")},
    )
    berkas = SeveralFilesField(
        label=gettext_lazy("Foto atau dokumen PDF"), required=False, widget=SeveralFilesInput(attrs={"accept": "image/*,application/pdf"})
    )
