"""The checks: what a formation lacks, and what a person should look at. The figures come from the settings of the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

NEEDED_SEATS = ("ketua", "sekretaris", "bendahara")
LOOKS_ALIKE = 0.85  # of two names without their usual words
# Who signs the decree where the group is at home: a village has a head, a kelurahan a lurah; those above may sign for all.
LOCAL_ISSUER = {"desa": "kepala_desa", "kelurahan": "lurah", "kecamatan": "camat"}
LOCAL_ISSUERS = frozenset({"kepala_desa", "lurah"})


@dataclass(frozen=True)
class Checks:
    """The figures of a regency, each a setting with its source."""

    board_least: int
    group_least: int
    group_most: int
    meeting_least: int
    chair_age: int
    board_age: int
    issuers: frozenset[str]
    documents: frozenset[str]  # of minutes, decree, statutes, statement


@dataclass(frozen=True)
class Seat:
    """A proposed office."""

    position: str
    name: str
    section: str = ""
    birth_year: int | None = None


@dataclass(frozen=True)
class Other:
    """A group of the same place, or one whose formation is under way there."""

    name: str
    is_formed: bool


@dataclass(frozen=True)
class Facts:
    """All that the checks look at."""

    name: str
    level: str
    region_kind: str
    met_on: date | None = None
    met_at: str = ""
    women: int | None = None
    men: int | None = None
    board: tuple[Seat, ...] = ()
    members: tuple[str, ...] = ()
    chair_phone: str = ""
    decree_number: str = ""
    decree_issuer: str = ""
    decree_on: date | None = None
    term_start: date | None = None
    term_end: date | None = None
    statutes: tuple[str, ...] = ("", "", "", "")  # vision, mission, aims, programme
    no_ties: bool = False
    address: str = ""
    documents: frozenset[str] = frozenset()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something a formation lacks (blocking) or that a person should look at. ``check`` names the setting it rests on, if any."""

    key: str
    step: str
    is_blocking: bool = False
    check: str = ""
    data: dict[str, Any] = field(default_factory=dict)


_USUAL = re.compile(
    r"\b(?:kim|forum|komunitas|kelompok|informasi|masyarakat|desa|kelurahan|kecamatan|kampung)\b|[^a-z0-9 ]",
)


def bare_name(name: str) -> str:
    """A name as it is compared: small letters, without signs and the words that every KIM has."""
    lowered = name.lower()
    return " ".join(_USUAL.sub(" ", lowered).split()) or " ".join(lowered.split())


def _about_group(facts: Facts) -> Iterator[Finding]:
    if not facts.name.strip():
        yield Finding("name_missing", "kelompok", True)
    fits = {"kecamatan": ("kecamatan",), "kabupaten": ("kabupaten", "kota")}.get(facts.level, ("desa", "kelurahan"))
    if facts.region_kind not in fits:
        yield Finding("level_unfit", "kelompok", True)
    own, formed = bare_name(facts.name), [other for other in facts.others if other.is_formed]
    for other in facts.others:
        theirs = bare_name(other.name)
        if own == theirs:
            yield Finding("name_taken" if other.is_formed else "name_pending", "kelompok", other.is_formed, data={"name": other.name})
        elif own and SequenceMatcher(None, own, theirs).ratio() >= LOOKS_ALIKE:
            yield Finding("name_alike", "kelompok", data={"name": other.name})
    if formed:
        yield Finding("place_has_group", "kelompok", data={"names": ", ".join(other.name for other in formed)})


def _about_meeting(facts: Facts, checks: Checks, today: date) -> Iterator[Finding]:
    step = "musyawarah"
    if facts.met_on is None or not facts.met_at.strip():
        yield Finding("meeting_missing", step, True)
    elif facts.met_on > today:
        yield Finding("meeting_ahead", step, True)
    if facts.women is None and facts.men is None:
        yield Finding("attendance_missing", step, True)
        return
    women, men = facts.women or 0, facts.men or 0
    if women + men < checks.meeting_least:
        yield Finding("attendance_small", step, check="meeting_least", data={"number": women + men, "least": checks.meeting_least})
    elif not women or not men:
        yield Finding("no_men" if women else "no_women", step)


def _ages(facts: Facts, checks: Checks, today: date) -> Iterator[Finding]:
    for seat in facts.board:
        if seat.birth_year is None or not seat.name:
            continue
        check = "chair_age" if seat.position == "ketua" else "board_age"
        least, age = getattr(checks, check), today.year - seat.birth_year  # the age he reaches this year
        data = {"name": seat.name, "least": least}
        if age < least:
            yield Finding("too_young", "pengurus", True, check, data)
        elif age == least:
            yield Finding("perhaps_too_young", "pengurus", check=check, data=data)
        elif age > 100:
            yield Finding("birth_year_odd", "pengurus", data=data)


def _about_board(facts: Facts, checks: Checks, today: date) -> Iterator[Finding]:
    step = "pengurus"
    held = {seat.position for seat in facts.board if seat.name}
    for position in NEEDED_SEATS:
        if position not in held:
            yield Finding(f"no_{position}", step, True)
    if not facts.chair_phone:
        yield Finding("no_chair_phone", step, True)
    if empty := [seat.section for seat in facts.board if seat.section and not seat.name]:
        yield Finding("sections_empty", step, data={"sections": ", ".join(empty)})
    names = [seat.name for seat in facts.board if seat.name and seat.position != "pembina"]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield Finding("holds_two", step, data={"names": ", ".join(twice)})
    board, everybody = len(set(names)), len({*names, *facts.members})
    complete = held.issuperset(NEEDED_SEATS)  # while names are missing, numbers say nothing yet
    if complete and board < checks.board_least:
        yield Finding("board_small", step, check="board_least", data={"number": board, "least": checks.board_least})
    if complete and everybody < checks.group_least:
        yield Finding("group_small", step, check="group_least", data={"number": everybody, "least": checks.group_least})
    if everybody > checks.group_most:
        yield Finding("group_large", step, check="group_most", data={"number": everybody, "most": checks.group_most})
    yield from _ages(facts, checks, today)


def _about_decree(facts: Facts, checks: Checks, today: date) -> Iterator[Finding]:
    step = "sk"
    if not (facts.decree_number and facts.decree_issuer and facts.decree_on):
        yield Finding("decree_missing", step, True)
    if facts.decree_issuer and facts.decree_issuer not in checks.issuers:
        yield Finding("issuer_not_here", step, True, "issuers", {"issuer": facts.decree_issuer})
    elif facts.decree_issuer in LOCAL_ISSUERS and facts.decree_issuer != LOCAL_ISSUER.get(facts.region_kind):
        yield Finding("issuer_elsewhere", step, data={"issuer": facts.decree_issuer})
    if facts.decree_on is not None and facts.decree_on > today:
        yield Finding("decree_ahead", step, True)
    elif facts.decree_on is not None and facts.met_on is not None and facts.decree_on < facts.met_on:
        yield Finding("decree_before_meeting", step)
    if facts.term_start and facts.term_end and facts.term_end <= facts.term_start:
        yield Finding("term_upside_down", step, True)
    elif facts.term_end is not None and facts.term_end < today:
        yield Finding("term_over", step, True)
    elif facts.decree_number and facts.term_end is None:
        yield Finding("no_term", step)


def _about_statutes(facts: Facts, checks: Checks) -> Iterator[Finding]:
    written = [bool(text.strip()) for text in facts.statutes]
    if "statutes" in facts.documents or all(written):
        return
    if not any(written):
        yield Finding("statutes_missing", "adart", "statutes" in checks.documents, "documents")
    else:
        yield Finding("statutes_partly", "adart")


DOCUMENTS = {"minutes": "musyawarah", "decree": "sk", "statement": "pernyataan"}


def _about_papers(facts: Facts, checks: Checks) -> Iterator[Finding]:
    for kind, step in DOCUMENTS.items():
        if kind not in facts.documents and kind in checks.documents:
            yield Finding(f"no_{kind}_file", step, True, "documents")
    if not facts.no_ties:
        yield Finding("ties_open", "pernyataan", True)
    if not facts.address.strip():
        yield Finding("no_address", "situs")


def find(facts: Facts, checks: Checks, *, today: date) -> tuple[Finding, ...]:
    """All that is lacking or should be looked at, in the order of the steps."""
    found = [
        *_about_group(facts),
        *_about_meeting(facts, checks, today),
        *_about_board(facts, checks, today),
        *_about_decree(facts, checks, today),
        *_about_statutes(facts, checks),
        *_about_papers(facts, checks),
    ]
    order = ("kelompok", "musyawarah", "pengurus", "sk", "adart", "pernyataan", "situs")
    return tuple(sorted(found, key=lambda finding: (order.index(finding.step), not finding.is_blocking)))
