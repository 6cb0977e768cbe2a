"""Editions of pages, the working-day calendar, and what is still untold."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import holidays
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from .models import CalendarOverride, Edition, EventRecord, Telling, Turn

OCTOBER = 10  # the decree of the next year is usually out by then


def edition_numbers(scopes: Iterable[str]) -> tuple[int, ...]:
    """The edition of each scope, in the order asked; 0 where nothing has happened yet. One query."""
    wanted = tuple(scopes)
    found = dict(Edition.objects.filter(scope__in=wanted).values_list("scope", "number"))
    return tuple(found.get(scope, 0) for scope in wanted)


@dataclass(frozen=True)
class PageEdition:
    """The state of what a page is made of: ``tag`` changes with it; ``turns_ahead`` says that the clock alone will change it."""

    tag: str
    turns_ahead: bool


def edition_of(scopes: Iterable[str], *extra: str, now: datetime) -> PageEdition:
    """The state of what is made from these scopes: it changes with a fact in any of them and with each turn of the clock. One query."""
    wanted = tuple(scopes)
    turns = Turn.objects.filter(scope=OuterRef("scope"))
    found = {
        scope: (number, turned_at, is_ahead)
        for scope, number, turned_at, is_ahead in Edition.objects.filter(scope__in=wanted).values_list(
            "scope", "number", _last_turn(turns, now), Exists(turns.filter(at__gt=now))
        )
    }
    states = [found.get(scope, (0, None, False)) for scope in wanted]
    parts = (*(f"{number} {turned_at or ''}" for number, turned_at, _ahead in states), *extra)
    tag = hashlib.blake2s("·".join(parts).encode(), digest_size=10).hexdigest()
    return PageEdition(tag, turns_ahead=any(is_ahead for _number, _turned_at, is_ahead in states))


def edition_of_everything(*, now: datetime) -> PageEdition:
    """The same for pages that show all scopes: the last fact recorded anywhere. One query."""
    turns = Turn.objects.all()
    last = EventRecord.objects.order_by("-pk").values_list("pk", _last_turn(turns, now), Exists(turns.filter(at__gt=now)))
    number, turned_at, is_ahead = last.first() or (0, None, False)
    return PageEdition(f"{number} {turned_at or ''}", turns_ahead=bool(is_ahead))


def _last_turn(turns: QuerySet[Turn], now: datetime) -> Subquery:
    return Subquery(turns.filter(at__lte=now).order_by("-at").values("at")[:1])


@lru_cache(maxsize=32)
def _national_off_days(year: int) -> frozenset[date]:
    """National holidays and joint leave (cuti bersama) as the library `holidays` knows them."""
    return frozenset(holidays.country_holidays("ID", years=year, categories=("public", "government")))


@lru_cache(maxsize=32)
def _national_names(year: int) -> dict[date, str]:
    """The same days with their Indonesian names."""
    return dict(holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id"))


def off_days(years: Iterable[int]) -> tuple[frozenset[date], frozenset[date]]:
    """(days off, days declared working) of these years: the national calendar with our overrides on top."""
    wanted = sorted(set(years))
    national: set[date] = set()
    for year in wanted:
        national |= _national_off_days(year)
    overrides = CalendarOverride.objects.filter(date__year__in=wanted)
    declared_off: set[date] = set()
    declared_working: set[date] = set()
    for override in overrides:
        (declared_working if override.is_working else declared_off).add(override.date)
    return frozenset(national | declared_off), frozenset(declared_working)


def day_names(years: Iterable[int]) -> dict[date, str]:
    """What the days off and the declared days of these years are called."""
    wanted = sorted(set(years))
    names: dict[date, str] = {}
    for year in wanted:
        names |= _national_names(year)
    return names | dict(CalendarOverride.objects.filter(date__year__in=wanted).values_list("date", "reason"))


def unknown_years(years: Iterable[int]) -> list[int]:
    """Those of these years whose joint leave is neither shipped nor declared (a declared day off named "cuti bersama").

    The decree of the three ministers (SKB 3 Menteri) names it each year anew; before that moving feasts are only estimated too.
    """
    unshipped = [year for year in years if not holidays.country_holidays("ID", years=year, categories=("government",))]
    declared = CalendarOverride.objects.filter(is_working=False, reason__icontains="cuti bersama")
    return [year for year in unshipped if not declared.filter(date__year=year).exists()]


def calendar_lines(years: Iterable[int]) -> list[str]:
    """What to say of years of which the calendar is not known, one line each."""
    said = _("Kalender %(year)d belum lengkap: cuti bersama belum ada, jadi tenggat tahun itu dihitung tanpanya.")
    todo = _('Masukkan dari SKB 3 Menteri: kentongan days add TANGGAL "Cuti Bersama …" --source "SKB …"')
    return [f"{said % {'year': year}} {todo}" for year in years]


def calendar_warnings(today: date) -> list[str]:
    """The same for whoever starts the house: of this year, and from October on also of the next."""
    return calendar_lines(unknown_years([today.year, today.year + 1] if today.month >= OCTOBER else [today.year]))


def untold(*, now: datetime) -> QuerySet[Telling]:
    """What subscribers should have been told by now and were not."""
    return Telling.objects.filter(told_at=None, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
