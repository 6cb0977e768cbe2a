"""The shape of an event: apa, kapan, di mana, berulang, siapa boleh datang, kontak; and the small forms that change one that is out."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kentongan.publishing.models import Publication

from ..models import Event
from ..policies.agenda import BY_WEEK, EventDetails, Recurrence, Rhythm, Timing, dates_of, series, years_after
from ..queries.agenda import details_of, event_of
from .words import Words

RHYTHMS = (
    ("", _("Hanya sekali")),
    (Rhythm.WEEKLY, _("Setiap minggu")),
    (Rhythm.FORTNIGHTLY, _("Dua minggu sekali")),
    (Rhythm.MONTHLY_DATE, _("Setiap bulan, tanggal yang sama")),
    (Rhythm.MONTHLY_WEEKDAY, _("Setiap bulan, hari yang sama")),
)
WEEKDAYS = [(str(number), label) for number, label in enumerate((_("Sen"), _("Sel"), _("Rab"), _("Kam"), _("Jum"), _("Sab"), _("Min")))]
EARLIEST = date(2000, 1, 1)
TIMES_MOST = 400
POINT = re.compile(r"(?:geo:)?\s*(-?\d{1,3}(?:[.,]\d+)?)\s*(?:[;,/]|\s)\s*(-?\d{1,3}(?:[.,]\d+)?)")


class DayField(forms.DateField):
    """A day, picked on the phone's own calendar. ``needed``: a draft may be kept without it, but not sent."""

    def __init__(self, *, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(required=needed, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
        self.error_messages["invalid"] = _("Tanggal ini tidak terbaca. Contoh: 2026-11-28.")

    def validate(self, value: Any) -> None:
        """What is only needed for sending is asked for by require_facts."""

    def clean(self, value: Any) -> date | None:
        """Within a reach that calendars know."""
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= date(2199, 12, 31):
            raise forms.ValidationError(_t("Tahunnya keliru."))
        return day


class HourField(forms.TimeField):
    """A time of day, picked on the phone's own clock."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)
        self.input_formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        self.error_messages["invalid"] = _("Jam ini tidak terbaca. Contoh: 08:00.")


class PointField(forms.CharField):
    """A point on the map as two numbers: latitude, longitude. Comes as a pair or None."""

    def to_python(self, value: Any) -> Any:
        """The pair. "-0,85; 109,51" counts too."""
        typed = str(value or "").strip()
        if not typed:
            return None
        match = POINT.fullmatch(typed)
        if match is None:
            raise forms.ValidationError(_t("Titik ini tidak terbaca. Contoh: 0.8512, 109.5123"))
        latitude, longitude = (float(number.replace(",", ".")) for number in match.groups())
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_t("Titik ini tidak ada di bumi. Lintang dulu, lalu bujur. Contoh: 0.8512, 109.5123"))
        return latitude, longitude


class DetailsForm(forms.Form):
    """When, where and for whom. A draft may still lack all of it; what contradicts itself is said beside its field."""

    use_required_attribute = False

    start_date = DayField(label=_("Kapan?"), needed=True)
    start_time = HourField(label=_("Mulai"))
    end_time = HourField(label=pgettext_lazy("jam", "Selesai"))
    end_date = DayField(label=_("Sampai tanggal"), help_text=_("Hanya kalau lebih dari satu hari."))
    rhythm = forms.ChoiceField(label=_("Berulang?"), choices=RHYTHMS, required=False, widget=forms.RadioSelect)
    weekdays = forms.MultipleChoiceField(
        label=_("Hari lain dalam minggu itu"),
        help_text=_("Hari pada tanggal mulai ikut dengan sendirinya."),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = DayField(label=_("Berulang sampai tanggal"))
    times = forms.IntegerField(label=_("Atau berapa kali"), required=False, widget=forms.NumberInput(attrs={"min": 2, "max": TIMES_MOST}))
    place = Words(label=_("Di mana?"), help_text=_("Contoh: Balai adat Desa Siding"), most=160, needed=True)
    hamlet = Words(label=_("Dusun"), most=80)
    point = PointField(
        label=_("Titik di peta"),
        help_text=_("Lintang dan bujur, disalin dari aplikasi peta. Contoh: 0.8512, 109.5123"),
        max_length=80,
        required=False,
    )
    open_to = Words(label=_("Siapa boleh datang?"), help_text=_("Contoh: semua warga; ibu dengan balita"), most=160)
    contact = Words(label=_("Siapa bisa ditanya?"), help_text=_("Contoh: Ibu Dewi, 0812-5550-0103. Tampil untuk umum."), most=160)

    years_most = settings.EVENT_YEARS_MOST

    def clean(self) -> dict[str, Any]:
        """What contradicts itself."""
        values = super().clean() or {}
        if self.errors.keys().isdisjoint(("start_date", "end_date", "start_time", "end_time")):
            self._check_times(values)
        if values.get("rhythm") and self.errors.keys().isdisjoint(("start_date", "weekdays", "until", "times")):
            self._check_series(values)
        return values

    def _check_times(self, values: dict[str, Any]) -> None:
        day, last, begins, ends = (values.get(name) for name in ("start_date", "end_date", "start_time", "end_time"))
        if last and not day:
            self.add_error("start_date", _t("Isi dulu tanggal mulainya."))
        elif last and last < day:
            self.add_error("end_date", _t("Tanggal selesai lebih awal daripada tanggal mulai."))
        elif day and last and last - day > timedelta(days=settings.EVENT_LONGEST_DAYS):
            self.add_error("end_date", _t("Paling lama %(days)d hari.") % {"days": settings.EVENT_LONGEST_DAYS})
        if ends and not begins:
            self.add_error("start_time", _t("Jam selesai sudah ada; isi juga jam mulainya."))
        elif ends and ends <= begins and (last is None or last == day):
            self.add_error("end_time", _t("Jam selesai tidak sesudah jam mulai. Kalau lewat tengah malam, isi juga tanggal selesainya."))

    def _check_series(self, values: dict[str, Any]) -> None:
        day, until, times = values.get("start_date"), values.get("until"), values.get("times")
        most = self.years_most
        if day is None:
            self.add_error("start_date", _t("Isi dulu tanggalnya, supaya pengulangannya bisa dihitung."))
        elif until and times:
            self.add_error("times", _t("Pilih salah satu: sampai tanggal, atau berapa kali."))
        elif until and until < day:
            self.add_error("until", _t("Pengulangan berakhir sebelum mulai."))
        elif times is not None and not 2 <= times <= TIMES_MOST:
            self.add_error("times", _t("Antara 2 dan %(most)d kali.") % {"most": TIMES_MOST})
        else:
            last = until or dates_of(day, self._series(values).rule)[-1]
            if last > years_after(day, most):
                self.add_error(
                    "times" if times else "until", _t("Pengulangan paling lama %(years)d tahun; sesudah itu perpanjang.") % {"years": most}
                )

    @staticmethod
    def _series(values: dict[str, Any]) -> Recurrence:
        return series(
            Rhythm(values["rhythm"]),
            values["start_date"],
            weekdays=[int(day) for day in values["weekdays"]],
            until=values["until"],
            times=values["times"],
            years=DetailsForm.years_most,
        )

    def details(self) -> EventDetails:
        """All of it, as keep_event takes it."""
        values = self.cleaned_data
        latitude, longitude = values["point"] or (None, None)
        kept = {name: values[name] for name in ("start_date", "start_time", "end_time", "place", "hamlet", "open_to", "contact")}
        end_date = values["end_date"] if values["end_date"] != values["start_date"] else None
        recurrence = self._series(values) if values["rhythm"] else None
        return EventDetails(**kept, end_date=end_date, recurrence=recurrence, latitude=latitude, longitude=longitude)

    def require_facts(self) -> None:
        """Say beside each field which of the two facts is missing: when and where."""
        if not self.cleaned_data.get("start_date") and "start_date" not in self.errors:
            self.add_error("start_date", _t("Kapan? Isi tanggalnya."))
        if not self.cleaned_data.get("place") and "place" not in self.errors:
            self.add_error("place", _t("Di mana? Nama tempatnya sudah cukup."))


def initial_details(event: Event) -> dict[str, Any]:
    """What stands in the form of these details."""
    details = details_of(event)
    found = details.recurrence
    names = ("start_date", "start_time", "end_date", "end_time", "place", "hamlet", "open_to", "contact")
    return {
        **{name: getattr(details, name) for name in names},
        "point": f"{details.latitude}, {details.longitude}" if details.latitude is not None else "",
        "rhythm": found.rhythm if found else "",
        "weekdays": [str(day) for day in found.weekdays] if found and found.rhythm in BY_WEEK else [],
        "until": found.until if found else None,
        "times": found.times if found else None,
    }


class ChangeForm(DetailsForm):
    """Another day, time or place for an event that is out, with the note that tells readers."""

    note = Words(
        label=_("Apa yang berubah?"),
        help_text=_("Dibaca warga di halaman agenda, dengan tanggal hari ini. Contoh: Ditunda seminggu karena hujan."),
        most=500,
        lines=3,
        required=True,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What is out keeps its two facts."""
        values = super().clean()
        self.require_facts()
        return values


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = Words(
        label=_("Mengapa dibatalkan?"),
        help_text=_("Dibaca warga. Contoh: Jalan ke balai desa terputus banjir."),
        most=280,
        lines=3,
        one_line=True,
        required=True,
    )


class DateForm(forms.Form):
    """What becomes of one date: cancelled, or moved to another day or time."""

    CANCEL, MOVE = "batal", "pindah"

    what = forms.ChoiceField(
        label=_("Apa yang terjadi?"), choices=((CANCEL, _("Batal")), (MOVE, _("Pindah"))), initial=CANCEL, widget=forms.RadioSelect
    )
    moved_date = DayField(label=_("Pindah ke tanggal"))
    moved_time = HourField(label=_("Pukul"), help_text=_("Kosongkan kalau jamnya tetap."))
    reason = Words(
        label=_("Mengapa?"),
        help_text=_("Dibaca warga. Contoh: Bidan bertugas di kecamatan."),
        most=280,
        lines=2,
        one_line=True,
        required=True,
    )

    def __init__(self, *args: Any, timing: Timing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if timing.is_whole_day:
            del self.fields["moved_time"]

    def clean(self) -> dict[str, Any]:
        """Who moves it says to when."""
        values = super().clean() or {}
        if values.get("what") == self.MOVE and not values.get("moved_date") and "moved_date" not in self.errors:
            self.add_error("moved_date", _t("Pindah ke tanggal berapa?"))
        return values


def event_initial(publication: Publication) -> dict[str, Any]:
    """What stands in the form of this publication's details."""
    return initial_details(event_of(publication))
