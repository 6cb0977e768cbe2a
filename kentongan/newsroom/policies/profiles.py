"""The profile of a village as plain values: reading numbers people type, and what changed between two versions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

TEXTS = (
    "intro", "head_title", "head_name", "north", "east", "south", "west", "livelihoods", "potentials", "history", "hamlets_source",
    "facilities_source",
)  # fmt: skip
SHORT = 200


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with the year it was counted and who says so."""

    kind: str
    value: Decimal
    year: int
    source: str


@dataclass(frozen=True, kw_only=True)
class HamletFacts:
    """A hamlet as typed."""

    name: str
    head_name: str = ""
    households: int | None = None
    population: int | None = None


@dataclass(frozen=True, kw_only=True)
class FacilityFacts:
    """A facility as typed; without a count it is simply there."""

    name: str
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProfileFacts:
    """All that a profile says."""

    intro: str = ""
    head_title: str = ""
    head_name: str = ""
    north: str = ""
    east: str = ""
    south: str = ""
    west: str = ""
    livelihoods: str = ""
    potentials: str = ""
    history: str = ""
    hamlets_year: int | None = None
    hamlets_source: str = ""
    facilities_year: int | None = None
    facilities_source: str = ""
    figures: tuple[Figure, ...] = ()
    hamlets: tuple[HamletFacts, ...] = ()
    facilities: tuple[FacilityFacts, ...] = ()


def amount(typed: str) -> Decimal | None:
    """The number in "1.250", "1.250,5", "12,5", "12.5" or "1 250 jiwa": a point before three digits parts thousands. None: no number."""
    found = re.fullmatch(r"(\d[\d. ]*(?:,\d+)?)(?:\s*[A-Za-z²]+)*", typed.strip().replace("\N{NO-BREAK SPACE}", " "))
    if found is None:
        return None
    whole, _comma, part = found[1].strip().replace(" ", "").partition(",")
    if part or re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", whole):
        whole = whole.replace(".", "")
    try:
        return Decimal(f"{whole}.{part}" if part else whole)
    except InvalidOperation:
        return None


def written_amount(number: int | Decimal) -> str:
    """1250 as 1.250 and 12.5 as 12,5: what ``amount`` reads as the same number."""
    whole, _point, part = f"{number:f}".partition(".")
    part = part.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def _rows(rows: Iterable[object], names: tuple[str, ...]) -> str:
    return "; ".join(" ".join(str(value) for name in names if (value := getattr(row, name)) not in ("", None)) for row in rows)


def _flat(facts: ProfileFacts) -> dict[str, str]:
    """Each thing the profile says as one line."""
    said = {name: " ".join(getattr(facts, name).split()) for name in TEXTS}
    said |= {f"{name}_year": str(getattr(facts, f"{name}_year") or "") for name in ("hamlets", "facilities")}
    said |= {one.kind: f"{one.value.normalize():f} ({one.year}, {one.source})" for one in facts.figures}
    said["hamlets"] = _rows(facts.hamlets, ("name", "head_name", "households", "population"))
    said["facilities"] = _rows(facts.facilities, ("name", "count"))
    return said


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def changed_facts(before: ProfileFacts, after: ProfileFacts) -> list[tuple[str, str, str]]:
    """(which, before, after) of each thing that is said otherwise now, each shortened to a line."""
    old, new = _flat(before), _flat(after)
    return [
        (name, _short(old.get(name, "")), _short(new.get(name, "")))
        for name in dict.fromkeys([*old, *new])
        if old.get(name, "") != new.get(name, "")
    ]


def place_node(*, url: str, name: str, code: str, within: str, description: str) -> dict[str, object]:
    """The village as schema.org tells it."""
    values = {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "url": url,
        "name": name,
        "identifier": code,
        "description": description,
        "containedInPlace": {"@type": "AdministrativeArea", "name": within} if within else None,
    }
    return {key: value for key, value in values.items() if value}
