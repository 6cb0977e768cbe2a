"""What somebody answers for when a text goes out during an election."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.rules.elections import Lock

from .words import Words


class ClearanceForm(forms.Form):
    """The statement and the reason, as far as the elections that hold ask for them; without an election it has no fields."""

    states_neutral = forms.BooleanField(
        label=_("Saya sudah membaca tulisan ini. Isinya tidak berpihak kepada calon atau partai mana pun."),
        help_text=_("Nama Anda dicatat bersama versi yang terbit."),
        required=False,
    )
    reason = Words(
        label=_("Mengapa tulisan ini boleh terbit sekarang?"),
        help_text=_("Alasan koordinator, dicatat dalam riwayat. Contoh: Jadwal debat resmi dari panitia, semua calon disebut."),
        most=1_000,
        lines=3,
    )

    def __init__(self, *args: Any, locks: Iterable[Lock], needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(lock.statement for lock in locks):
            del self.fields["states_neutral"]
        if not needs_reason:
            del self.fields["reason"]

    def clean_states_neutral(self) -> bool:
        """It must be ticked."""
        if not self.cleaned_data["states_neutral"]:
            raise forms.ValidationError(_t("Centang dulu, sesudah tulisannya dibaca."), code="required")
        return True

    def clean_reason(self) -> str:
        """It must say something."""
        if not self.cleaned_data["reason"].strip():
            raise forms.ValidationError(_t("Tulis alasannya dulu."), code="required")
        return str(self.cleaned_data["reason"])
