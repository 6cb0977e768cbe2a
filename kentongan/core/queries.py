"""Editions of pages, the working-day calendar, and what is still untold."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

import holidays
from django.db.models import QuerySet

from .models import CalendarOverride, Edition, EventRecord, Telling


def edition_numbers(scopes: Iterable[str]) -> tuple[int, ...]:
    """The edition of each scope, in the order asked; 0 where nothing has happened yet. One query."""
    wanted = tuple(scopes)
    found = dict(Edition.objects.filter(scope__in=wanted).values_list("scope", "number"))
    return tuple(found.get(scope, 0) for scope in wanted)


def edition_tag(scopes: Iterable[str], *extra: str) -> str:
    """A short text that changes when a fact happens in any of the scopes: the ETag of what is made from them."""
    numbers = edition_numbers(scopes)
    return hashlib.blake2s("·".join((*map(str, numbers), *extra)).encode(), digest_size=10).hexdigest()


def latest_event_id() -> int:
    """The number of the last fact recorded anywhere: the edition of pages that show the whole hub."""
    return EventRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


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


def untold(*, now: datetime) -> QuerySet[Telling]:
    """What subscribers should have been told by now and were not."""
    return Telling.objects.filter(told_at=None, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
