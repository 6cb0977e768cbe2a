"""How events are said: "Setiap Selasa dan Jumat", "WIB". Days and times themselves are written by core's ``dates``."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..policies.agenda import BY_WEEK, Recurrence, Rhythm, Timing

register = template.Library()
NTH = {
    1: gettext_lazy("pertama"),
    2: gettext_lazy("kedua"),
    3: gettext_lazy("ketiga"),
    4: gettext_lazy("keempat"),
    -1: gettext_lazy("terakhir"),
}


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def berulang(series: Recurrence) -> str:
    """Say how often it comes: "Setiap bulan pada Rabu kedua"."""
    days = [str(WEEKDAYS[day]) for day in series.weekdays]
    if series.rhythm in BY_WEEK:
        words = {"days": _("hari") if len(days) == 7 else _listed(days)}
        return _("Setiap %(days)s") % words if series.rhythm == Rhythm.WEEKLY else _("Dua minggu sekali, %(days)s") % words
    if series.rhythm == Rhythm.MONTHLY_DATE:
        return _("Setiap bulan, tanggal %(day)s") % {"day": series.month_day}
    return _("Setiap bulan, %(day)s %(nth)s") % {"day": days[0], "nth": NTH[series.nth]}


@register.filter
def zona(timing: Timing) -> str:
    """The name of the regency's clock on that day: WIB."""
    return timezone.make_aware(datetime.combine(timing.start_date, timing.start.time())).tzname() or ""


@register.filter
def saat_iso(timing: Timing, which: str = "start") -> str:
    """A timing's beginning ("start") or end for the attribute datetime."""
    moment = timing.end if which == "end" else timing.start
    if timing.is_whole_day or moment is None:
        return (timing.end_date if which == "end" else timing.start_date).isoformat()
    return timezone.make_aware(moment).isoformat(timespec="minutes")
