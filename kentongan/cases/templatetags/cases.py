"""A case in words: lines of the trail, states of the clock, days of the explanation, and the deadline strip."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import queries
from ..models import CaseAttachment, CaseEntry
from ..policies import Day, Part, Reason, State, Unit, Workflow
from ..queries import ClockFace

register = template.Library()
Kind = CaseEntry.Kind


def _day(text: object) -> str:
    return date_format(date.fromisoformat(str(text)), "j F Y") if text else _("belum pasti")


def _term(data: dict[str, object]) -> str:
    name = str(data.get("term", ""))
    return str(settings.CASE_TERMS.get(name, {}).get("label", name))


def _level(name: object) -> str:
    words = {"province": _("provinsi"), "regency": _("kabupaten"), "district": _("kecamatan"), "leader": _("pimpinan daerah")}
    return words.get(str(name), str(name))


def _about_clock(entry: CaseEntry) -> str:
    data, term = entry.data, _term(entry.data)
    if entry.kind == Kind.REMINDED:
        return _("Pengingat: %(share)d%% waktu “%(term)s” sudah terpakai") % {"share": data["share"], "term": term}
    if entry.kind == Kind.OVERDUE:
        return _("Lewat tenggat: %(term)s") % {"term": term}
    if entry.kind == Kind.ESCALATED:
        return _("Karena lewat tenggat, %(level)s diberi tahu") % {"level": _level(data["level"])}
    if entry.kind == Kind.DUE_MOVED:
        days = {"term": term, "before": _day(data["before"]), "now": _day(data["now"])}
        return _("Tenggat “%(term)s” bergeser dari %(before)s ke %(now)s karena kalender hari kerja berubah") % days
    longer = {"term": term, "days": data["days"], "now": _day(data["now"])}
    return _("Tenggat “%(term)s” diperpanjang %(days)d hari, menjadi %(now)s") % longer


def _about_people(entry: CaseEntry) -> str:
    name = str(entry.data.get("name", ""))
    if entry.kind == Kind.ASSIGNED:
        return _("Ditangani oleh %(name)s") % {"name": name} if name else _("Kembali ke meja wilayah")
    if entry.kind == Kind.HANDED_OVER:
        return _("Diteruskan ke %(name)s") % {"name": name}
    if entry.kind == Kind.ATTACHED:
        return _("Lampiran: %(name)s") % {"name": name}
    return _("Surat: %(name)s") % {"name": name}


@register.filter
def entry_said(entry: CaseEntry, workflow: Workflow | None = None) -> str:
    """The heading of a line of the trail. Without a workflow it is asked from the case."""
    if entry.kind in (Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED, Kind.DUE_MOVED, Kind.EXTENDED):
        return _about_clock(entry)
    if entry.kind in (Kind.ASSIGNED, Kind.HANDED_OVER, Kind.ATTACHED, Kind.LETTER):
        return _about_people(entry)
    if entry.kind == Kind.NOTE:
        return _("Pesan pengirim") if entry.part == Part.APPLICANT else _("Kabar dari petugas") if entry.is_public else _("Catatan petugas")
    if entry.kind == Kind.RECLASSIFIED:
        return _("Jenisnya sekarang: %(kind)s") % {"kind": queries.workflow_of(entry.data["to"]).label}
    workflow = workflow or queries.workflow_of(entry.case.kind)
    if entry.kind == Kind.OPENED:
        return _("Mulai diisi") if workflow.status(entry.target).is_draft else _("Diterima")
    return queries.said(entry, workflow.arrows)


@register.filter
def entry_who(entry: CaseEntry, for_public: bool = True) -> str:
    """Who stands behind a line: for citizens only as what, for those who work on it by name."""
    if entry.actor is not None and not for_public:
        return entry.actor.full_name
    words = {Part.APPLICANT: _("dari pengirim"), Part.CLOCK: _("otomatis")}
    return words.get(entry.part, _("oleh petugas"))  # type: ignore[call-overload]


@register.filter
def clock_said(clock: ClockFace) -> str:
    """How a term stands, in a sentence."""
    unit = _("hari kerja") if clock.unit == Unit.WORKING else _("hari")
    due = date_format(clock.due_on, "l, j F Y") if clock.due_on else ""
    if clock.state == State.RUNNING:
        if clock.left == 0:
            return _("Hari terakhir hari ini, %(due)s.") % {"due": due}
        words = {"left": clock.left, "unit": unit, "due": due}
        return _("Tinggal %(left)d %(unit)s, paling lambat %(due)s.") % words
    if clock.state == State.PAUSED:
        return _("Berhenti menghitung sampai ada jawaban; sisanya %(left)d %(unit)s.") % {"left": clock.left, "unit": unit}
    if clock.state == State.OVERDUE:
        return _("Lewat tenggat. Seharusnya selesai %(due)s.") % {"due": due}
    ended = date_format(clock.ended_on, "j F Y") if clock.ended_on else ""
    if clock.state == State.DONE_IN_TIME:
        return _("Selesai %(day)s, tepat waktu.") % {"day": ended}
    return _("Selesai %(day)s, terlambat.") % {"day": ended}


@register.filter
def clock_tone(clock: ClockFace) -> str:
    """The dot of <c-state> for a term."""
    return {State.OVERDUE: "bad", State.DONE_LATE: "bad", State.DONE_IN_TIME: "ok"}.get(clock.state, "")


@register.filter
def day_said(day: Day) -> str:
    """Why a day counts or not, in words."""
    words = {
        Reason.STARTED: _("hari mulai, belum dihitung"),
        Reason.COUNTED: _("dihitung"),
        Reason.DECLARED: _("dihitung, ditetapkan sebagai hari kerja: %(name)s") % {"name": day.name},
        Reason.EXTENDED: _("dihitung, perpanjangan"),
        Reason.WEEKEND: _("akhir pekan"),
        Reason.HOLIDAY: _("libur: %(name)s") % {"name": day.name} if day.name else _("libur"),
        Reason.PAUSED: _("berhenti menunggu jawaban"),
    }
    return words[day.reason]


@dataclass(frozen=True)
class Cell:
    """A day of the strip: where it begins, and how it looks."""

    x: int
    look: str


@dataclass(frozen=True)
class Strip:
    """The deadline strip as an SVG template wants it."""

    width: int
    cells: tuple[Cell, ...]
    today_x: int | None


CELL = 10


@register.simple_tag
def strip_of(clock: ClockFace) -> Strip:
    """The days of a term side by side; where today lies, if among them."""
    looks = {Reason.COUNTED: "counted", Reason.DECLARED: "counted", Reason.EXTENDED: "extended", Reason.PAUSED: "paused"}
    cells = []
    for index, day in enumerate(clock.days):
        look = looks.get(day.reason, "off")
        passed = " passed" if day.is_counted and day.day <= min(clock.today, clock.ended_on or clock.today) else ""
        cells.append(Cell(index * CELL, look + passed))
    place = (clock.today - clock.started_on).days
    return Strip(len(cells) * CELL, tuple(cells), place * CELL if clock.is_running and place < len(cells) else None)


@register.simple_tag
def file_url(attachment: CaseAttachment, variant: str, *, ticket: str = "", number: str = "") -> str:
    """The address of a file: for the citizen below the ticket, for those who work on it below the number."""
    if attachment.upload.kind == "document":
        variant = "dokumen.pdf"
    if ticket:
        return reverse("cases:file_read", kwargs={"ticket": ticket, "key": attachment.upload.key, "variant": variant})
    return reverse("casework:file_show", kwargs={"number": number, "key": attachment.upload.key, "variant": variant})


@register.filter
def small_variant(attachment: CaseAttachment) -> str:
    """The name of its smallest picture; of a document the document itself."""
    return f"{min(attachment.upload.variants)}.jpg" if attachment.upload.variants else "dokumen.pdf"
