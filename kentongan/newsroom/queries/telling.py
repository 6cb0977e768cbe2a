"""The short texts of the kinds that say more than their text: events say when and where, emergency notices what saves lives."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from kentongan.publishing.models import Publication
from kentongan.publishing.queries.sharing import LANGUAGE as LANGUAGE
from kentongan.publishing.queries.sharing import Telling, gist_of, tell

from ..models import Event
from ..policies.agenda import Timing
from ..policies.alerts import sms_text, whatsapp_text
from ..templatetags.agenda import berulang, zona
from . import alerts
from .agenda import event_of


def tell_event(publication: Publication, link: str, most: int) -> Telling:
    """An event by its first date and its rhythm, which stay the same until somebody changes them. Two queries."""
    event = event_of(publication)
    title = f"BATAL: {publication.title}" if event.is_cancelled else publication.title
    facts = tuple(line for line in (_when(event), _where(event)) if line)
    return tell(publication, gist_of(publication, link, title=title, facts=facts), most)


def _when(event: Event) -> str:
    timing = event.timing
    if timing is None:
        return ""
    said = day_and_time(timing)
    return f"Kapan: {berulang(event.recurrence)}, mulai {said}" if event.recurrence else f"Kapan: {said}"


def day_and_time(timing: Timing) -> str:
    """ "Sabtu, 28 November 2026 pukul 08.00–11.00 WIB"."""
    start, last = _day(timing.start_date), _day(timing.end_date)
    if timing.is_whole_day:
        return start if timing.is_one_day else f"{start} sampai {last}"
    begins, ends = date_format(timing.start, "H.i"), date_format(timing.end, "H.i") if timing.end else ""
    if timing.is_one_day:
        return f"{start} pukul {begins}{'–' if ends else ''}{ends} {zona(timing)}"
    return f"{start} pukul {begins} sampai {last}{' pukul ' if ends else ''}{ends} {zona(timing)}"


def _day(day: date) -> str:
    return date_format(day, "l, j F Y")


def _where(event: Event) -> str:
    place = ", ".join(part for part in (event.place, event.hamlet) if part)
    return f"Di mana: {place}" if place else ""


def tell_alert(publication: Publication, link: str, most: int) -> Telling:
    """An emergency notice: its own texts put first what saves lives. One query where its details are not loaded."""
    told = alerts.told_of(publication, until=_short_moment(publication.ends_at), link=link)
    return Telling(whatsapp=whatsapp_text(told, most), sms=sms_text(told))


def _short_moment(moment: datetime | None) -> str:
    """ "Rab 25 Nov 06.00", for texts in which each letter counts; "" for no moment."""
    return date_format(timezone.localtime(moment), "D j M H.i") if moment else ""
