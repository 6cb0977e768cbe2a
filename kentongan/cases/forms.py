"""What a citizen types on the status page, and why an officer asks who sent a case."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.core.fields import ManyFiles, ManyFilesInput


class FindForm(forms.Form):
    """Number and code, as they stand on the receipt."""

    nomor = forms.CharField(
        label=gettext_lazy("Nomor"),
        help_text=gettext_lazy("Contoh: LPR-2026-0000123-X. Huruf besar atau kecil sama saja."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    kode = forms.CharField(
        label=gettext_lazy("Kode rahasia"),
        help_text=gettext_lazy("Sepuluh huruf dan angka di bawah nomor itu."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """The applicant's answer, with files."""

    langkah = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    pesan = forms.CharField(
        label=gettext_lazy("Pesan Anda"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": gettext_lazy("Tulis pesan Anda dulu, satu kalimat pun cukup.")},
    )
    berkas = ManyFiles(
        label=gettext_lazy("Foto atau dokumen PDF"),
        required=False,
        most=settings.CASE_FILES_AT_ONCE,
        widget=ManyFilesInput(attrs={"accept": "image/*,application/pdf"}),
    )


class ReasonForm(forms.Form):
    """Why somebody needs to know who sent a case: one of the usual reasons, or own words, or both."""

    OWN_WORDS = "lain"
    USUAL = (
        ("lengkapi", gettext_lazy("Bertanya supaya laporannya lengkap")),
        ("jawab", gettext_lazy("Menyampaikan jawaban atau undangan")),
        ("pastikan", gettext_lazy("Memastikan benar dari yang bersangkutan")),
        ("hak", gettext_lazy("Pengirim sendiri yang memintanya")),
        (OWN_WORDS, gettext_lazy("Alasan lain")),
    )

    alasan = forms.ChoiceField(
        label=gettext_lazy("Untuk apa Anda perlu tahu?"),
        choices=USUAL,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih dulu untuk apa Anda perlu tahu.")},
    )
    keterangan = forms.CharField(
        label=gettext_lazy("Dengan kata-kata Anda"),
        help_text=gettext_lazy("Satu kalimat cukup. Jangan tulis nama atau nomor siapa pun di sini."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """Own words are asked for where no usual reason fits."""
        given = super().clean() or {}
        if given.get("alasan") == self.OWN_WORDS and not given.get("keterangan") and "keterangan" not in self.errors:
            self.add_error("keterangan", _("Tulis alasannya dengan kata-kata Anda."))
        return given

    @property
    def reason(self) -> str:
        """As it is kept, in the language of the one who gave it."""
        usual, own = self.cleaned_data["alasan"], self.cleaned_data["keterangan"]
        words = [] if usual == self.OWN_WORDS else [str(dict(self.USUAL)[usual])]
        return ": ".join([*words, own] if own else words)
