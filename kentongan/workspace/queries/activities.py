"""The log of a group as its people read it: by month and kind, an entry with its pictures, and what it said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.groups.models import ActivityChange, ActivityEntry, Group
from kentongan.groups.queries import changes_of_activity, groups_of
from kentongan.groups.rules import is_contributor_of
from kentongan.media.queries import Picture, picture_of, pictures_of
from kentongan.sites.queries import sites_of


@dataclass(frozen=True)
class Month:
    """A month of the log, and its neighbours as the address names them; "" where there is none to go to."""

    start: date
    end: date
    before: str
    after: str


def month_of(typed: str, *, today: date) -> Month:
    """The month in "2026-11"; this month where that is nothing, or still to come."""
    try:
        start = date.fromisoformat(f"{typed}-01")
    except ValueError:
        start = today.replace(day=1)
    start = min(start, today.replace(day=1))
    following = (start + timedelta(days=31)).replace(day=1)
    former = (start - timedelta(days=1)).replace(day=1) if start > date(2000, 1, 1) else None
    after = f"{following:%Y-%m}" if following <= today else ""
    return Month(start, following - timedelta(days=1), f"{former:%Y-%m}" if former else "", after)


def pictures_of_activity(entry: ActivityEntry) -> list[tuple[str, Picture]]:
    """(key, picture) of its photos that are there, in their order. One query, none without photos."""
    found = pictures_of(entry.group.scope, entry.photo_keys) if entry.photo_keys else {}
    pictures = ((key, picture_of(found.get(key))) for key in entry.photo_keys)
    return [(key, picture) for key, picture in pictures if picture]


def places_to_note(person: Person) -> list[tuple[Group, str]]:
    """(group, slug of its site) of the groups for which the person notes activities."""
    groups = [group for group in groups_of(person) if is_contributor_of(person, group)]
    sites = sites_of(groups) if groups else {}
    return [(group, sites[group.pk].slug) for group in groups if group.pk in sites]


@dataclass(frozen=True)
class HistoryLine:
    """What became of an entry: by whom, when, and (label, what it was) of what changed."""

    change: ActivityChange
    former: list[tuple[str, str]]


def history_of(entry: ActivityEntry) -> list[HistoryLine]:
    """Its history, the latest first. One query."""
    return [HistoryLine(change, list(_former(change))) for change in changes_of_activity(entry)]


def _former(change: ActivityChange) -> Iterable[tuple[str, str]]:
    for field, value in change.former.items():
        label = {"evidence": _("Bukti"), "photo_keys": _("Foto"), "address": _("Tautan"), "author_id": _("Penulis")}.get(field)
        yield label or str(ActivityEntry._meta.get_field(field).verbose_name), _in_words(field, value)  # type: ignore[union-attr]


def _in_words(field: str, value: Any) -> str:
    """What a field was, for reading: "12 November 2026", "Hulu, Tengah", "2 foto"; of words that a room took back, only that it did."""
    if value is None:
        return _("diubah di sumbernya") if field in ("title", "text", "evidence", "address") else _("kosong")
    if field == "day":
        return date_format(parse_date(value) or date.min, "j F Y")
    if field in ("kind", "function"):
        choices = ActivityEntry.Kind if field == "kind" else ActivityEntry.Function
        return str(dict(choices.choices).get(value, value))
    if field == "photo_keys":
        return ngettext("%(n)d foto", "%(n)d foto", len(value)) % {"n": len(value)}
    if field == "evidence":
        said = [f"{label}: {words}" for _name, label, words in ActivityEntry(evidence=value).evidence_lines]
        return "; ".join(said) or _("kosong")
    if isinstance(value, list):
        return ", ".join(value) or _("kosong")
    return str(value) or _("kosong")
