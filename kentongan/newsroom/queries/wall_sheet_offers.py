"""What a redaktur may choose from for each part of an edition, and what stands there if nothing is chosen, in a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope

from kentongan.groups.models import Group
from kentongan.sites.models import Site

from ..models import WallSheet
from ..policies.wall_sheet_choices import Choices, Part, choices_of
from ..policies.wall_sheet_contents import WallDate, WallFigure, WallLeftOut, WallNotice
from .agenda import Happening
from .wall_sheet_parts import (
    bulletins_holding,
    current_alerts,
    dates_between,
    days_of,
    figure_of_week,
    figures_of,
    key_of,
    latest_bulletins,
    picked_bulletins,
    picked_dates,
    reason_words,
    wall_date,
)

AHEAD = timedelta(days=31)
DATES_MOST, BULLETINS_MOST = 40, 20
NAMED = 3


@dataclass(frozen=True)
class Offer:
    """Something that may be chosen, as the form shows it."""

    key: str
    title: str
    detail: str

    def __str__(self) -> str:
        return f"{self.title} · {self.detail}" if self.detail else self.title


@dataclass(frozen=True)
class Offers:
    """All that may be chosen; ``sentences`` say of each part what it takes by itself, ``alerts`` what stands on the sheet in any case."""

    dates: tuple[Offer, ...] = ()
    bulletins: tuple[Offer, ...] = ()
    figures: tuple[Offer, ...] = ()
    sentences: dict[str, str] = field(default_factory=dict)
    alerts: tuple[str, ...] = ()


def offers_for(sheet: WallSheet, *, now: datetime) -> Offers:
    """What may be chosen for an edition now. What was chosen before is offered in any case, with the reason why it cannot be printed."""
    group, site, choices = sheet.group, sheet.group.site, choices_of(sheet.choices)
    first, last = days_of(sheet, timezone.localdate(now))
    with scope(owner=list(group.scope_chain)):
        dates = dates_between(site, first, first + AHEAD)
        weekly = [one for one in dates if one.occurrence.timing.start_date <= last]
        figures = figures_of(site, now)
        return Offers(
            dates=_dates(site, dates[:DATES_MOST], choices, first),
            bulletins=_bulletins(site, choices, now),
            figures=tuple(Offer(key, f"{one.number} {one.words}", one.source) for key, one in figures.items()),
            sentences={
                Part.DATES: _dates_sentence([one.publication.title for one in weekly], first, last),
                Part.BULLETINS: _bulletins_sentence([one.title for one in latest_bulletins(site, now)]),
                Part.FIGURE: _figure_sentence(figure_of_week(figures, sheet.week)),
                Part.MORE: _("Otomatis: judul kabar terbaru yang tidak tercetak di lembar ini, sebanyak tempat yang tersisa."),
                Part.CONTACT: _contact_sentence(group),
            },
            alerts=tuple(one.title for one in current_alerts(site, now)),
        )


def _dates(site: Site, found: Sequence[Happening], choices: Choices, first: date) -> tuple[Offer, ...]:
    offered = {key_of(one): _date(key_of(one), wall_date(one, first)) for one in found}
    before = picked_dates(site, [key for key in choices.dates if key not in offered], first)
    return (*offered.values(), *(_gone(key, one) if isinstance(one, WallLeftOut) else _date(key, one) for key, one in before))


def _date(key: str, one: WallDate) -> Offer:
    return Offer(key, one.title, " · ".join(filter(None, (f"{one.day}, {one.time}" if one.time else one.day, one.place))))


def _bulletins(site: Site, choices: Choices, now: datetime) -> tuple[Offer, ...]:
    offered = {}
    for one in bulletins_holding(site, now)[:BULLETINS_MOST]:
        day = date_format(timezone.localdate(one.published_at), "j F Y") if one.published_at else ""
        offered[one.code] = Offer(one.code, one.title, f"{one.sender} · {day}")
    before = picked_bulletins(site, [code for code in choices.bulletins if code not in offered], now)
    return (*offered.values(), *(_gone(code, one) if isinstance(one, WallLeftOut) else _bulletin(code, one) for code, one in before))


def _bulletin(code: str, one: WallNotice) -> Offer:
    return Offer(code, one.title, one.sender)


def _gone(key: str, one: WallLeftOut) -> Offer:
    reason = _("%(reason)s, tidak ikut tercetak") % {"reason": reason_words(one)}
    return Offer(key, one.title, " · ".join(filter(None, (one.when, reason))))


# --- In sentences


def _named(titles: Iterable[str]) -> str:
    """The first few titles, each once, and how many more there are."""
    each = list(dict.fromkeys(titles))
    named = "; ".join(f"“{title}”" for title in each[:NAMED])
    rest = len(each) - NAMED
    return named if rest <= 0 else _("%(named)s; dan %(count)d lagi") % {"named": named, "count": rest}


def _dates_sentence(titles: list[str], first: date, last: date) -> str:
    span = {"first": date_format(first, "l j F"), "last": date_format(last, "l j F")}
    if not titles:
        return _("Otomatis: semua agenda dari %(first)s sampai %(last)s. Sekarang belum ada, jadi bagian ini tidak tercetak.") % span
    count = len(titles)
    sentence = ngettext(
        "Otomatis: semua agenda dari %(first)s sampai %(last)s, sekarang %(count)d tanggal: %(named)s.",
        "Otomatis: semua agenda dari %(first)s sampai %(last)s, sekarang %(count)d tanggal: %(named)s.",
        count,
    )
    return sentence % {**span, "count": count, "named": _named(titles)}


def _bulletins_sentence(titles: list[str]) -> str:
    if not titles:
        return _("Otomatis: tiga pengumuman terbaru dari tiga minggu terakhir. Sekarang belum ada, jadi bagian ini tidak tercetak.")
    return _("Otomatis: tiga pengumuman terbaru dari tiga minggu terakhir, sekarang %(named)s.") % {"named": _named(titles)}


def _figure_sentence(figure: WallFigure | None) -> str:
    if figure is None:
        return _("Otomatis: satu angka dari profil desa, berganti tiap pekan. Sekarang belum ada, jadi bagian ini tidak tercetak.")
    words = f"{figure.number} {figure.words} ({figure.source})"
    return _("Otomatis: satu angka dari profil desa, berganti tiap pekan. Pekan ini: %(figure)s.") % {"figure": words}


def _contact_sentence(group: Group) -> str:
    known = ", ".join(filter(None, (group.phone, group.address)))
    if not known:
        sentence = _("Otomatis: nomor telepon dan alamat dari data kelompok. Keduanya belum diisi, jadi tidak tercetak.")
    else:
        sentence = _("Otomatis: nomor telepon dan alamat dari data kelompok, sekarang %(contact)s.") % {"contact": known}
    return f"{sentence} {_('Kode untuk melapor dan nomor darurat selalu tercetak.')}"
