"""What is typed where a text goes from hand to hand: sent back, scheduled, withdrawn, corrected, replied to."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..policies import SUMMARY_MOST, TEXT_MOST, TITLE_MOST
from .words import Words


class ReturnForm(forms.Form):
    """What has to be put right."""

    remarks = Words(
        label=_("Yang perlu diperbaiki"), help_text=_("Penulis membacanya di atas tulisannya."), most=4_000, lines=4, required=True
    )


class ScheduleForm(forms.Form):
    """When it shall appear."""

    date = forms.DateField(label=_("Tanggal tayang"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Pukul"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    is_embargoed = forms.BooleanField(
        label=_("Kirim dulu ke KIM"),
        help_text=_("KIM yang dituju sudah bisa membaca dan bersiap; warga baru melihatnya pada waktu tayang."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, with_embargo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["date"].widget.attrs["min"] = timezone.localdate(now).isoformat()
        if not with_embargo:
            del self.fields["is_embargoed"]

    def clean(self) -> dict[str, Any]:
        """The moment, which must be to come."""
        values = super().clean() or {}
        day, hour = values.get("date"), values.get("time")
        if day and hour:
            moment = timezone.make_aware(datetime.combine(day, hour))
            if moment <= self.now:
                self.add_error("time", _t("Waktu itu sudah lewat. Pilih waktu yang akan datang."))
            values["scheduled_at"] = moment
        return values


class WithdrawForm(forms.Form):
    """Why it is taken down."""

    reason = Words(
        label=_("Alasan penarikan"),
        help_text=_("Pembaca yang datang ke alamat ini akan membacanya. Contoh: Data harga keliru, tulisan diganti yang baru."),
        most=2_000,
        lines=4,
        required=True,
    )


class CorrectForm(forms.Form):
    """A published text put right, with the note that tells readers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = Words(
        label=_("Apa yang dikoreksi?"),
        help_text=_("Dibaca warga di bawah tulisan. Contoh: Luas sawah yang benar 12 hektare, bukan 21."),
        most=1_000,
        lines=3,
        required=True,
    )
    title = Words(label=_("Judul"), most=TITLE_MOST, lines=2, one_line=True, required=True)
    summary = Words(label=_("Ringkasan"), most=SUMMARY_MOST, lines=2, one_line=True)
    text = Words(label=_("Isi"), most=TEXT_MOST, lines=14, required=True)

    def __init__(self, *args: Any, needs_text: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = needs_text


class ReplyForm(forms.Form):
    """The reply of somebody the text concerns."""

    name = Words(label=_("Dari siapa"), help_text=_("Nama dan kedudukannya. Contoh: Bapak Anton, pemilik kios"), most=120, required=True)
    text = Words(label=_("Isi hak jawab"), help_text=_("Dimuat utuh di bawah tulisan, dengan tanggal."), most=8_000, lines=6, required=True)
