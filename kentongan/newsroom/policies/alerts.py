"""An emergency notice in words: its title, its text, and the short texts that travel by WhatsApp, SMS and poster. Plain arithmetic."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kentongan.publishing.policies.short_texts import NUMBER, SMS_MOST, WHATSAPP_MOST, gsm, shortened

PLACE_MOST = 120
BLANK = "____"  # stands in the template of a hazard where only the officer knows what to write
# The eight mandatory fields in the order readers meet them, each with its heading (Perki 1/2021, DOMAIN.md §4).
EIGHT: dict[str, str] = {
    "danger": "Bahaya dan besarnya dampak",
    "affected": "Siapa yang terdampak",
    "evacuation": "Cara dan tempat mengungsi",
    "avoidance": "Cara menghindari bahaya",
    "aid": "Cara mendapat pertolongan",
    "announcer": "Siapa yang wajib mengumumkan",
    "announcing": "Cara pengumuman saat darurat",
    "measures": "Upaya yang sudah dilakukan",
}
_DIGITS = re.compile(r"\d")


class Phase(StrEnum):
    """Where an emergency notice is in its life once it is out."""

    ACTIVE = "active"  # it holds
    CALM = "calm"  # the all-clear was given a short while ago
    OVER = "over"


def phase_of(*, ends_at: datetime | None, cleared_at: datetime | None, calm: timedelta, now: datetime) -> Phase:
    """Active up to its end; where the all-clear ended it, calm for a while after; then over."""
    if cleared_at is not None:
        return Phase.CALM if now < cleared_at + calm else Phase.OVER
    return Phase.ACTIVE if ends_at is None or now < ends_at else Phase.OVER


@dataclass(frozen=True, kw_only=True)
class AlertDetails:
    """An emergency notice as it was written."""

    hazard: str
    severity: str = "waspada"
    place: str = ""
    danger: str = ""
    affected: str = ""
    evacuation: str = ""
    avoidance: str = ""
    aid: str = ""
    announcer: str = ""
    announcing: str = ""
    measures: str = ""
    contacts: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def missing(self) -> list[str]:
        """What is still to be said before it may go out, as names of fields: of the eight, and until when it holds."""
        said = {name: str(getattr(self, name) or "").strip() for name in (*EIGHT, "valid_until")}
        return [name for name, value in said.items() if not value or BLANK in value]


def title_of(details: AlertDetails, hazard_label: str) -> str:
    """ "Siaga banjir: Dusun Hulu dan Dusun Hilir"."""
    heading = f"{details.severity.capitalize()} {hazard_label[:1].lower()}{hazard_label[1:]}"
    return f"{heading}: {details.place.strip()}" if details.place.strip() else heading


def text_of(details: AlertDetails) -> str:
    """The whole notice as text with headings; nothing while something is missing, so that nothing incomplete can go out by any way."""
    if details.missing():
        return ""
    return "\n\n".join(f"## {heading}\n\n{getattr(details, name).strip()}" for name, heading in EIGHT.items())


def summary_of(details: AlertDetails, *, most: int) -> str:
    """What the danger is, in its first sentence."""
    line = " ".join(details.danger.split())
    return shortened(re.split(r"(?<=[.!?])\s+", line, maxsplit=1)[0], most)


@dataclass(frozen=True)
class Contact:
    """Somebody to call: what to show, and the number as a link dials it."""

    label: str
    shown: str
    number: str


def contacts_of(text: str) -> list[Contact]:
    """The numbers in "BPBD Bengkayang: 0562 441 112", one a line; a line without a number is nobody to call."""
    found = []
    for line in text.splitlines():
        number = max(NUMBER.findall(line), key=lambda some: len(_DIGITS.findall(some)), default="")
        digits = "".join(_DIGITS.findall(number))
        if len(digits) < 3:
            continue
        label = " ".join(line.replace(number, " ", 1).split()).replace("()", "").strip(" :,;-–·.")
        shown = number.strip(" .,:/()-")
        found.append(Contact(label, shown, f"+{digits}" if number.startswith("+") else digits))
    return found


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the short texts are made from, in the words of the place: ``until`` such as "Rabu 25 Nov, 06.00"; ``link`` is absolute."""

    headline: str
    details: AlertDetails
    contacts: tuple[Contact, ...]
    until: str
    link: str
    cleared: str = ""


def _calls(contacts: Iterable[Contact], room: int, separator: str) -> str:
    """As many whole contacts as there is room for, the first ones first."""
    said = ""
    for contact in contacts:
        one = f"{contact.label} {contact.shown}".strip()
        longer = f"{said}{separator}{one}" if said else one
        if len(longer) <= room:
            said = longer
    return said


def whatsapp_text(told: Told, most: int = WHATSAPP_MOST) -> str:
    """At most ``most`` characters. What saves lives comes first and stays whole: what, where, until when, whom to call, the link.

    Then, as far as there is room, how big it is, where to flee, how to keep away, how to be helped, who is affected, what was done.
    """
    link = told.link if len(told.link) <= 200 else ""
    head = f"*{shortened(told.headline.replace('*', ''), 150)}*"
    if told.cleared:
        rest = most - len(head) - len(link) - 4
        return "\n\n".join(part for part in (head, shortened(told.cleared, min(rest, 400)), link) if part)
    until = f"Berlaku sampai {shortened(told.until, 60)}." if told.until else ""
    calls = _calls(told.contacts, 120, ", ")
    call = f"Minta tolong: {calls}" if calls else ""
    room = most - sum(len(part) + 2 for part in (head, until, call, link) if part)
    asked = {
        "danger": "",
        "evacuation": "Mengungsi: ",
        "avoidance": "Hindari: ",
        "aid": "Pertolongan: ",
        "affected": "Terdampak: ",
        "measures": "Upaya: ",
    }
    said: list[str] = []
    for name, lead in asked.items():
        value = " ".join(getattr(told.details, name).split())
        if lead and value.lower().startswith(lead[:-2].lower()):
            lead = ""  # "Mengungsi ke SDN 02" says so itself
        fitting = shortened(value, min(room - len(lead) - 2, 220))
        if len(fitting) >= min(len(value), 24) > 0:  # a stump of two words tells nobody anything
            said.append(lead + fitting)
            room -= len(lead) + len(fitting) + 2
    return "\n\n".join(part for part in (head, *said, until, call, link) if part)


def sms_text(told: Told) -> str:
    """At most 160 characters of the basic alphabet, one message: headline, then number, end and link, then as much of the rest as fits."""
    headline = shortened(gsm(told.headline), 80, mark="...")
    if told.cleared:
        ends = [gsm(told.link)]
        middle = gsm(told.cleared)
    else:
        first = next(iter(told.contacts), None)
        ends = [gsm(f"Tolong: {first.shown}") if first else "", gsm(f"s.d. {told.until}") if told.until else "", gsm(told.link)]
        middle = gsm(told.details.evacuation or told.details.danger)
    room = SMS_MOST - len(headline) - 1
    tail = ""
    for part in ends:
        if part and len(part) + 2 <= room:
            tail += f" {part}" if part.startswith("http") else f" {part}."
            room -= len(part) + 2
    middle = shortened(middle, room - 3, mark="...") if room > 24 else ""
    return f"{headline}. {middle}{tail}" if middle else f"{headline}.{tail}"
