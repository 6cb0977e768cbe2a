"""What somebody answers for when a text goes out during an election."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.rules.elections import Lock

from .words import Words


class ClearanceForm(forms.Form):
    """The statement and the reason, as far as the elections that hold ask for them; without an election it has no fields."""

    use_required_attribute = False

    states_neutral = forms.BooleanField(
        label=_("Saya sudah membaca tulisan ini. Isinya tidak berpihak kepada calon atau partai mana pun."),
        help_text=_("Nama Anda dicatat bersama versi yang terbit."),
        error_messages={"required": _("Centang dulu, sesudah tulisannya dibaca.")},
    )
    reason = Words(
        label=_("Mengapa tulisan ini boleh terbit sekarang?"),
        help_text=_("Alasan koordinator, dicatat dalam riwayat. Contoh: Jadwal debat resmi dari panitia, semua calon disebut."),
        most=1_000,
        lines=3,
        required=True,
        error_messages={"required": _("Tulis alasannya dulu.")},
    )

    def __init__(self, *args: Any, locks: Iterable[Lock], needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(lock.statement for lock in locks):
            del self.fields["states_neutral"]
        if not needs_reason:
            del self.fields["reason"]
