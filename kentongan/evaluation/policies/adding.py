"""Adding up what the log says. Plain arithmetic."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .content import Figures

# What a room wrote by itself, by its name in the log.
PASSED_ON, BROUGHT, DELIVERED = "newsroom.PassingOn", "aspirations.Report", "aspirations.Delivery"
# Counted and never told: the words, the day and the group of a resident's report could say whose it is.
UNLISTED = frozenset({BROUGHT, DELIVERED})
MOST_PHOTOS = 6


def angka(number: int) -> str:
    """A number as a report writes it, whatever language its reader chose: 1.250."""
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True)
class Entry:
    """An entry of the log, or several of one kind and source added up (``times``)."""

    kind: str
    function: str = ""
    source: str = ""
    day: date | None = None
    women: int | None = None
    men: int | None = None
    reach: int | None = None
    is_late: bool = False
    hamlets: tuple[str, ...] = ()
    times: int = 1
    attended: int | None = None
    reached: int | None = None
    late: int | None = None


def added_up(entries: Iterable[Entry], *, total_before: int) -> Figures:
    """The figures of these entries."""
    entries = list(entries)
    by_source: Counter[str] = Counter()
    for entry in entries:
        by_source[entry.source] += entry.times
    return Figures(
        total=sum(entry.times for entry in entries),
        total_before=total_before,
        days=len({entry.day for entry in entries if entry.day is not None}),
        women=sum(entry.women or 0 for entry in entries),
        men=sum(entry.men or 0 for entry in entries),
        attended=sum(_or(entry.attended, entry.women is not None or entry.men is not None) for entry in entries),
        reach=sum(entry.reach or 0 for entry in entries),
        reached=sum(_or(entry.reached, entry.reach is not None) for entry in entries),
        passed_on=by_source[PASSED_ON],
        passed_late=sum(_or(entry.late, entry.is_late) for entry in entries if entry.source == PASSED_ON),
        brought=by_source[BROUGHT],
        delivered=by_source[DELIVERED],
    )


def _or(counted: int | None, is_one: bool) -> int:
    return int(is_one) if counted is None else counted


def hamlets_in_order(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The hamlets reached, each once however it is spelt in capitals, numbers in the order of counting."""
    spelt: dict[str, str] = {}
    for entry in entries:
        for name in entry.hamlets:
            spelt.setdefault(" ".join(name.split()).casefold(), " ".join(name.split()))
    return tuple(spelt[key] for key in sorted(spelt, key=_natural))


def _natural(text: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]


def chosen_photos(offered: Sequence[tuple[str, Sequence[str]]], *, most: int = MOST_PHOTOS) -> tuple[str, ...]:
    """Pictures for a report out of (kind, keys) of each activity: one of each kind first, then one of each activity, then the rest.

    They stand in the order of the activities.
    """
    order: dict[str, int] = {}
    for _kind, keys in offered:
        for key in keys:
            order.setdefault(key, len(order))
    chosen: dict[str, None] = {}
    seen: set[str] = set()
    for kind, keys in offered:
        if keys and kind not in seen:
            seen.add(kind)
            chosen[keys[0]] = None
    for depth in range(max((len(keys) for _kind, keys in offered), default=0)):
        for _kind, keys in offered:
            if depth < len(keys):
                chosen.setdefault(keys[depth])
    return tuple(sorted(list(chosen)[:most], key=order.__getitem__))
