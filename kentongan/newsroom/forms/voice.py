"""The loudspeaker script as somebody writes it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ScriptForm(forms.Form):
    """One line is one breath."""

    use_required_attribute = False

    naskah = forms.CharField(
        label=_("Naskah"),
        help_text=_("Satu baris satu napas. Angka dan singkatan ditulis seperti diucapkan."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Naskah tidak boleh kosong. Tombol di bawah mengembalikan naskah semula.")},
    )
