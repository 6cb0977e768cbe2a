"""The short texts of the kinds that say more than their text: events say when and where, emergency notices what saves lives."""

from datetime import datetime

from kentongan.core.templatetags.dates import jam, tanggal
from kentongan.publishing.models import Publication
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
    start = tanggal(timing.start_date)
    if timing.is_whole_day:
        return start if timing.is_one_day else f"{start} sampai {tanggal(timing.end_date)}"
    end = jam(timing.end)
    if timing.is_one_day:
        return f"{start} pukul {jam(timing.start)}{'–' if end else ''}{end} {zona(timing)}"
    return f"{start} pukul {jam(timing.start)} sampai {tanggal(timing.end_date)}{' pukul ' if end else ''}{end} {zona(timing)}"


def _where(event: Event) -> str:
    place = ", ".join(part for part in (event.place, event.hamlet) if part)
    return f"Di mana: {place}" if place else ""


def tell_alert(publication: Publication, link: str, most: int) -> Telling:
    """An emergency notice: its own texts put first what saves lives. One query where its details are not loaded."""
    told = alerts.told_of(publication, until=_short_moment(publication.ends_at), link=link)
    return Telling(whatsapp=whatsapp_text(told, most), sms=sms_text(told))


def _short_moment(moment: datetime | None) -> str:
    """ "Rab 25 Nov 06.00", for texts in which each letter counts; "" for no moment."""
    if moment is None:
        return ""
    return f"{tanggal(moment, 'hari')[:3]} {tanggal(moment, 'tgl')} {tanggal(moment, 'bulan_pendek')} {jam(moment)}"
