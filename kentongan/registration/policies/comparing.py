"""A whole list against the register: which rows are new, changed, unchanged or faulty, and what would be written. Plain arithmetic.

A row means the group that has its register number; else the one of that name in the village; else the one that its decree formed there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kentongan.accounts.policies import normalised_phone
from kentongan.core.text import free_slug, slug_of
from kentongan.regions.policies import searchable
from kentongan.sites.policies import RESERVED

from .cells import as_address, as_level, plain_name
from .checking import Entry, seats_of
from .columns import SEATS, Column
from .faults import Kind

OF_GROUP = (Column.REGISTER_NUMBER, Column.NAME, Column.ADDRESS, Column.PHONE, Column.KIM_ID)
OF_DECREE = (Column.ISSUER, Column.ABOUT, Column.DATE, Column.TERM_START, Column.TERM_END)


class Outcome(StrEnum):
    """What a row does to the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Known:
    """A group of the register as a list has it: its columns, its decrees by number, newest first, and who holds which office."""

    group_id: int
    region_code: str
    place_name: str
    columns: dict[Column, str]
    decrees: dict[str, dict[Column, str]]
    seats: dict[Column, str]
    slug: str = ""
    has_ended: bool = False

    @property
    def name(self) -> str:
        """The name as it is compared."""
        return plain_name(self.columns.get(Column.NAME, ""))


@dataclass(frozen=True)
class Change:
    """A column that would be written: what stands there now ("" where nothing does), and what will."""

    column: Column
    old: str
    new: str


@dataclass
class Planned:
    """What a row would do."""

    entry: Entry
    known: Known | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """New, changed, unchanged or faulty."""
        if self.entry.faults:
            return Outcome.FAULTY
        if self.known is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.SAME


def number_key(text: str) -> str:
    """A register number as it is compared: without spaces and signs."""
    return searchable(text).replace(" ", "")


def planned(entries: Sequence[Entry], register: Iterable[Known], *, make_sites: bool, taken: set[str], today: date) -> list[Planned]:
    """Each row with the group it means and what it would change there; ``taken`` are the slugs that sites have."""
    plans = [Planned(entry) for entry in entries]
    known = list(register)
    _match(plans, known)
    _mark_repeated(plans)
    used = set(taken) | RESERVED
    for plan in plans:
        _compare_group(plan)
        _compare_decree(plan, today)
        _compare_seats(plan)
        _compare_site(plan, make_sites=make_sites, used=used)
        order = list(Column)
        plan.changes.sort(key=lambda change: order.index(change.column))
        plan.entry.faults.sort(key=lambda fault: order.index(fault.column))
    return plans


def _match(plans: list[Planned], known: list[Known]) -> None:
    by_number = {number_key(number): group for group in known if (number := group.columns.get(Column.REGISTER_NUMBER, ""))}
    by_name = {(group.region_code, group.name): group for group in reversed(known)}
    for plan in plans:
        entry = plan.entry
        number = number_key(entry.said.get(Column.REGISTER_NUMBER, ""))
        plan.known = by_number.get(number) if number else None
        if plan.known is None and entry.name and entry.place:
            plan.known = by_name.get((entry.place.code, entry.name))
            theirs = plan.known.columns.get(Column.REGISTER_NUMBER, "") if plan.known else ""
            if number and theirs:
                entry.wrong(Column.REGISTER_NUMBER, Kind.NUMBER_OTHER, text=theirs)
    _match_by_decree(plans, known)


def _match_by_decree(plans: list[Planned], known: list[Known]) -> None:
    """What neither number nor name finds: the only group that the decree formed there and that no other row means."""
    meant = {plan.known.group_id for plan in plans if plan.known}
    open_plans = [plan for plan in plans if plan.known is None and plan.entry.place and Column.DECREE in plan.entry.said]
    asked = Counter((plan.entry.region_code, plan.entry.said[Column.DECREE]) for plan in open_plans)
    for plan in open_plans:
        entry, decree = plan.entry, plan.entry.said[Column.DECREE]
        found = [group for group in known if group.region_code == entry.region_code and decree in group.decrees]
        if len(found) != 1 or found[0].group_id in meant or asked[entry.region_code, decree] > 1:
            continue
        theirs = found[0].columns.get(Column.REGISTER_NUMBER, "")
        if not (theirs and Column.REGISTER_NUMBER in entry.said):
            plan.known = found[0]


def _mark_repeated(plans: list[Planned]) -> None:
    """A row that means the same group as one above it."""
    first: dict[tuple[str, ...], int] = {}
    for plan in plans:
        entry = plan.entry
        keys: list[tuple[str, ...]] = []
        if number := number_key(entry.said.get(Column.REGISTER_NUMBER, "")):
            keys.append(("number", number))
        if entry.name and entry.place:
            keys.append(("name", entry.region_code, entry.name))
        if plan.known:
            keys.append(("group", str(plan.known.group_id)))
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None:
            entry.wrong(Column.NAME, Kind.REPEATED, row=earlier)
        for key in keys:
            first.setdefault(key, entry.number)


def _compare_group(plan: Planned) -> None:
    said, known = plan.entry.said, plan.known
    theirs = known.columns if known else {}
    if known and known.has_ended:
        plan.entry.wrong(Column.NAME, Kind.GROUP_ENDED)
    if known and plan.entry.place and plan.entry.place.code != known.region_code:
        plan.entry.wrong(Column.VILLAGE, Kind.REGION_FIXED, place=known.place_name)
    if known and (level := said.get(Column.LEVEL)) and level != as_level(theirs.get(Column.LEVEL, "")):
        plan.entry.wrong(Column.LEVEL, Kind.LEVEL_FIXED, level=theirs.get(Column.LEVEL, ""))
    for column in OF_GROUP:
        old, new = theirs.get(column, ""), said.get(column, "")
        if new and not _is_same(column, old, new):
            plan.changes.append(Change(column, old, new))


def _is_same(column: Column, old: str, new: str) -> bool:
    if column == Column.NAME:
        return plain_name(old) == plain_name(new)
    if column == Column.REGISTER_NUMBER:
        return old == new or number_key(old) == number_key(new) != ""
    if column == Column.PHONE:
        return (normalised_phone(old) or old) == new
    if column == Column.KIM_ID:
        return as_address(old) == new
    return old == new


def _compare_decree(plan: Planned, today: date) -> None:
    said, known = plan.entry.said, plan.known
    if not (number := said.get(Column.DECREE, "")):
        return
    theirs = known.decrees.get(number) if known else None
    if theirs is None:
        faulty = {fault.column for fault in plan.entry.faults}
        for column, kind in ((Column.DATE, Kind.DATE_MISSING), (Column.ABOUT, Kind.ABOUT_MISSING)):
            if column not in said and column not in faulty:
                plan.entry.wrong(column, kind)
        plan.changes.append(Change(Column.DECREE, next(iter(known.decrees), "") if known else "", number))
    term = {column: said.get(column) or (theirs or {}).get(column, "") for column in (Column.TERM_START, Column.TERM_END)}
    is_told = any(fault.kind == Kind.TERM_BACKWARDS for fault in plan.entry.faults)
    if not is_told and all(term.values()) and term[Column.TERM_END] <= term[Column.TERM_START]:
        plan.entry.wrong(Column.TERM_END, Kind.TERM_BACKWARDS)
    for column in OF_DECREE:
        old, new = (theirs or {}).get(column, ""), said.get(column, "")
        if new and old != new:
            plan.changes.append(Change(column, old, new))
            if column == Column.DATE and new > today.isoformat():
                plan.entry.wrong(Column.DATE, Kind.DAY_AHEAD)


def _compare_seats(plan: Planned) -> None:
    said, known = plan.entry.said, plan.known
    for column in seats_of(plan.entry):
        old = known.seats.get(column, "") if known else ""
        if old == said[column]:
            continue
        plan.changes.append(Change(column, old, said[column]))
        if Column.DECREE not in said and not (known and known.decrees):
            plan.entry.wrong(column, Kind.SEAT_WITHOUT_DECREE, office=SEATS[column][0])


def _compare_site(plan: Planned, *, make_sites: bool, used: set[str]) -> None:
    entry, typed = plan.entry, plan.entry.said.get(Column.SITE, "")
    slug = plan.known.slug if plan.known else ""
    if slug:
        if typed and typed != slug:
            entry.wrong(Column.SITE, Kind.SITE_FIXED, slug=slug)
        return
    if typed and typed in used:
        entry.wrong(Column.SITE, Kind.SLUG_TAKEN, text=typed, free=free_slug(typed, used))
    elif make_sites and not entry.faults and entry.place:
        slug = typed or _own_slug(entry, used)
        used.add(slug)
        plan.changes.append(Change(Column.SITE, "", slug))


def _own_slug(entry: Entry, used: set[str]) -> str:
    """An address made of the name, with the village behind it where that is taken, or with a number."""
    name = entry.said[Column.NAME]
    wanted = slug_of(name[4:] if name.lower().startswith("kim ") else name, longest=30)
    village = slug_of(entry.place.name, longest=20) if entry.place else ""
    if len(wanted) < 3:
        wanted = f"kim-{village}"
    return wanted if wanted not in used else free_slug(f"{wanted}-{village}"[:36].strip("-"), used)
