"""Days and moments as people say them, in the active language."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language

from ..policies.days import MONTHS as INDONESIAN

register = template.Library()
# Written out here, so that the words do not depend on which translation files a server carries.
MONTHS = {
    "id": INDONESIAN,
    "en": "January February March April May June July August September October November December".split(),
}
SHORT_MONTHS = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
WEEKDAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
WORDS = {
    "id": {
        "at": "pukul",
        "now": "Baru saja",
        "minute": "{} menit lalu",
        "minutes": "{} menit lalu",
        "hour": "{} jam lalu",
        "hours": "{} jam lalu",
        "yesterday": "Kemarin",
    },
    "en": {
        "at": "at",
        "now": "Just now",
        "minute": "{} minute ago",
        "minutes": "{} minutes ago",
        "hour": "{} hour ago",
        "hours": "{} hours ago",
        "yesterday": "Yesterday",
    },
}


def language() -> str:
    """The active language as one of the two we speak."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def local(moment: date | datetime) -> date | datetime:
    """A moment as the clock on the wall of the place shows it; a date stays as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def day_of(moment: date | datetime) -> date:
    """The day on which a moment falls."""
    here = local(moment)
    return here.date() if isinstance(here, datetime) else here


@register.filter
def tanggal(moment: date | datetime | None, form: str = "panjang") -> str:
    """Write a day as people say it.

    Forms: panjang (Senin, 2 Februari 2026), sedang (2 Februari 2026), pendek (2 Feb 2026), hari (Senin, 2 Februari),
    bulan (Februari 2026); for calendar leaves tgl (2) and bulan_pendek (Feb).
    """
    if not moment:
        return ""
    day, tongue = day_of(moment), language()
    weekday, month, short = WEEKDAYS[tongue][day.weekday()], MONTHS[tongue][day.month - 1], SHORT_MONTHS[tongue][day.month - 1]
    written = {
        "panjang": f"{weekday}, {day.day} {month} {day.year}",
        "sedang": f"{day.day} {month} {day.year}",
        "pendek": f"{day.day} {short} {day.year}",
        "hari": f"{weekday}, {day.day} {month}",
        "bulan": f"{month} {day.year}",
        "bulan_pendek": short,
        "tgl": str(day.day),
    }
    return written[form]


@register.filter
def jam(moment: datetime | None) -> str:
    """Write the time of day as the village writes it: 06.00 (06:00 in English)."""
    if not moment:
        return ""
    return formats.date_format(local(moment), "H:i" if language() == "en" else "H.i")


@register.filter
def waktu(moment: datetime | None) -> str:
    """Write a full moment: "Senin, 2 Februari 2026 pukul 06.00"."""
    if not moment:
        return ""
    return f"{tanggal(moment)} {WORDS[language()]['at']} {jam(moment)}"


@register.filter
def iso(moment: date | datetime | None) -> str:
    """Write a day or a moment for the attribute datetime."""
    if not moment:
        return ""
    here = local(moment)
    return here.isoformat(timespec="minutes") if isinstance(here, datetime) else here.isoformat()


@register.filter
def waktu_lalu(moment: datetime | None, now: datetime | None = None) -> str:
    """Say how long ago: "Baru saja", "12 menit lalu", "2 jam lalu", "Kemarin", then the day, with its year when it is another."""
    if not moment:
        return ""
    now, words = now or timezone.now(), WORDS[language()]
    gone = now - moment
    days = (day_of(now) - day_of(moment)).days
    if gone < timedelta(0):
        return waktu(moment)
    if gone < timedelta(minutes=1):
        return words["now"]
    if gone < timedelta(hours=1):
        minutes = int(gone.total_seconds() // 60)
        return words["minute" if minutes == 1 else "minutes"].format(minutes)
    if days == 0:
        hours = int(gone.total_seconds() // 3600)
        return words["hour" if hours == 1 else "hours"].format(hours)
    if days == 1:
        return words["yesterday"]
    return tanggal(moment, "hari") if day_of(moment).year == day_of(now).year else tanggal(moment, "sedang")


@register.filter
def tengah(words: str) -> str:
    """The words of ``waktu_lalu`` as they stand in the middle of a sentence: "baru saja", "kemarin", but "Senin, 23 November"."""
    starts = {spoken[key] for spoken in WORDS.values() for key in ("now", "yesterday")}
    return words[:1].lower() + words[1:] if words in starts else words
