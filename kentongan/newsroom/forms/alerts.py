"""The shape of an emergency notice as it is typed, and of what follows it: update, all-clear, correction."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.models import Publication

from .. import rules
from ..models import Alert
from ..policies.alerts import EIGHT, PLACE_MOST, AlertDetails
from ..queries import alerts
from .words import Words

FIELD_MOST = 1_500
NOT_HERE = ("summary", "text", "topic", "tags", "photo", "remove_cover", "released", "alt", "caption", "credit", "people_shown")
LABELS = {
    "danger": _("Bahaya dan besarnya dampak"),
    "affected": _("Siapa yang terdampak"),
    "evacuation": _("Cara dan tempat mengungsi"),
    "avoidance": _("Cara menghindari bahaya"),
    "aid": _("Cara mendapat pertolongan"),
    "announcer": _("Siapa yang wajib mengumumkan"),
    "announcing": _("Cara pengumuman saat darurat"),
    "measures": _("Upaya yang sudah dilakukan"),
}
HELP = {
    "danger": _("Apa yang terjadi, di mana, seberapa besar."),
    "affected": _("Dusun mana, kira-kira berapa keluarga."),
    "evacuation": _("Ke mana, lewat mana, bawa apa."),
    "avoidance": _("Apa yang tidak boleh dilakukan."),
    "aid": _("Telepon ke mana, datang ke mana."),
    "announcer": _("Siapa yang kabarnya resmi."),
    "announcing": _("Dengan apa warga diberi tahu."),
    "measures": _("Apa yang sudah dikerjakan."),
}


def _eight() -> list[Words]:
    return [Words(label=LABELS[name], help_text=HELP[name], most=FIELD_MOST, lines=3, needed=True) for name in EIGHT]


class NeededDay(forms.DateField):
    """A draft may be kept without it, but not sent: see require_details."""

    def validate(self, value: Any) -> None:
        """Asked for when it is to be sent."""


class NeededClock(forms.TimeField):
    """The same for the time of day."""

    def validate(self, value: Any) -> None:
        """Asked for when it is to be sent."""


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _clock() -> forms.TimeField:
    return forms.TimeField(label=_("Pukul"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class AlertFields(forms.Form):
    """The eight things, what and how grave it is, where, until when, and whom to call."""

    hazard = forms.ChoiceField(label=_("Jenis bahaya"))
    severity = forms.ChoiceField(label=_("Tingkat"), choices=Alert.Severity.choices, widget=forms.RadioSelect)
    place = Words(label=_("Di mana"), help_text=_("Contoh: Dusun Hulu dan Dusun Hilir"), most=PLACE_MOST)
    danger, affected, evacuation, avoidance, aid, announcer, announcing, measures = _eight()
    contacts = Words(
        label=_("Nomor penting"), help_text=_("Satu baris satu nomor. Contoh: BPBD Bengkayang: 0562 441 112"), most=400, lines=3
    )
    valid_from_date = _day(_("Berlaku mulai"))
    valid_from_time = _clock()
    valid_until_date = NeededDay(label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_until_time = NeededClock(label=_("Pukul"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def set_up(self) -> None:
        """Take away what a notice does not have, and offer the hazards of this place."""
        for name in NOT_HERE:
            self.fields.pop(name, None)
        hazard, title = self.fields["hazard"], self.fields["title"]
        hazard.choices = [(one.key, one.label) for one in alerts.hazards().values()]  # type: ignore[attr-defined]
        title.required = title.needed = False  # type: ignore[attr-defined]
        title.help_text = _t("Kosongkan saja: judul disusun dari tingkat, bahaya dan tempat.")
        for name in ("valid_from_date", "valid_until_date"):
            self.fields[name].widget.attrs["min"] = timezone.localdate().isoformat()

    def _moment(self, name: str) -> datetime | None:
        """The moment that day and time name; the time alone means today; nothing without a time."""
        day, hour = self.cleaned_data.get(f"{name}_date"), self.cleaned_data.get(f"{name}_time")
        return timezone.make_aware(datetime.combine(day or timezone.localdate(), hour)) if hour else None

    def details(self) -> AlertDetails:
        """What was typed."""
        plain = {name: self.cleaned_data.get(name, "") for name in ("hazard", "severity", "place", *EIGHT, "contacts")}
        return AlertDetails(**plain, valid_from=self._moment("valid_from"), valid_until=self._moment("valid_until"))

    def words(self) -> dict[str, str]:
        """Title, summary and text made from it."""
        return alerts.words_of(self.details(), title=self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """The end follows the beginning."""
        values = super().clean() or {}
        begins, ends = self._moment("valid_from"), self._moment("valid_until")
        if begins and ends and ends <= begins:
            self.add_error("valid_until_time", _t("Waktu berakhir harus sesudah waktu mulai."))
        return values

    @staticmethod
    def initial_details(publication: Publication) -> dict[str, Any]:
        """The details that were kept; the title only where somebody wrote his own."""
        details = alerts.details_of(alerts.alert_of(publication))
        values = {name: getattr(details, name) for name in ("hazard", "severity", "place", *EIGHT, "contacts")}
        for name in ("valid_from", "valid_until"):
            moment = getattr(details, name)
            local = timezone.localtime(moment) if moment else None
            values |= {f"{name}_date": local.date() if local else None, f"{name}_time": local.time() if local else None}
        is_made = publication.title == alerts.words_of(details)["title"]
        return {**values, "title": "" if is_made else publication.title}

    def require_details(self) -> None:
        """Say beside each of the eight fields, and beside the end, what is still to be written."""
        for name in self.details().missing():
            self.add_error("valid_until_time" if name == "valid_until" else name, str(rules.MISSING[name]))
        ends = self._moment("valid_until")
        if ends and (why := rules.why_not_until(ends, now=timezone.now())):
            self.add_error("valid_until_time", why)


class UpdateForm(forms.Form):
    """Perkembangan, with another severity or end where it changed."""

    text = Words(
        label=_("Perkembangannya"),
        help_text=_("Contoh: Air turun 40 cm sejak pukul 14. Jembatan masih ditutup."),
        most=1_000,
        lines=3,
        required=True,
    )
    severity = forms.ChoiceField(
        label=_("Tingkat sekarang"), choices=[("", _("Tetap")), *Alert.Severity.choices], required=False, widget=forms.RadioSelect
    )
    date = _day(_("Berlaku sampai"))
    time = _clock()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["date"].widget.attrs |= {
            "min": timezone.localdate(now).isoformat(),
            "max": timezone.localdate(now + timedelta(days=settings.ALERT_LONGEST_DAYS)).isoformat(),
        }

    def clean(self) -> dict[str, Any]:
        """The new end, where one was given: day and time together."""
        values = super().clean() or {}
        day, hour = values.pop("date", None), values.pop("time", None)
        values["ends_at"] = None
        if hour or day:
            if not hour:
                self.add_error("time", _t("Isi juga jamnya."))
                return values
            values["ends_at"] = timezone.make_aware(datetime.combine(day or timezone.localdate(self.now), hour))
            if why := rules.why_not_until(values["ends_at"], now=self.now):
                self.add_error("time", why)
        return values


class ClearForm(forms.Form):
    """Aman kembali."""

    words = Words(
        label=_("Kabar aman"),
        help_text=_("Contoh: Air sudah surut, warga boleh pulang. Rebus air sumur sebelum diminum."),
        most=600,
        lines=3,
        required=True,
    )
