"""How far a task got: what one group's answer adds to the figures that are kept, and how figures are read. Plain values.

An answer counts for the group's region and all above it, up to the nation. The figures of a task are therefore the sum of those of the
regions its text is addressed to: who changes the audience changes no figure, and whoever sees only a part of the regions sees their sum.
How many groups are asked is not kept; it is the number of groups that live there.

Numbers of people are estimates. A part counts once in ``people``, and fully for each carrier it names: sums over carriers mean nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kentongan.core.scopes import ancestor_codes, is_within

from .passing_on import How

NATION = "00"
HOURS = "hours"
STATES = (How.DONE, How.IN_WORK, How.SEEN, How.CANNOT, How.SENT)  # the farthest first, as a village's colour is chosen
Cell = tuple[int, str]  # (task, code of the region)
Counts = dict[str, int]


@dataclass(frozen=True)
class GivenPart:
    """A part of an answer that stands: by what, where, and to how many people by estimate."""

    carriers: tuple[str, ...]
    hamlets: tuple[str, ...] = ()
    people: int | None = None


@dataclass(frozen=True)
class Counted:
    """How one group's answer counts: ``place`` is the code of its region, "" where it counts nowhere."""

    task_id: int
    place: str = ""
    counts: Counts = field(default_factory=dict)
    hamlets: dict[str, list[int]] = field(default_factory=dict)  # name → parts that reached it, people by estimate


def counts_of(how: How, parts: Iterable[GivenPart], *, is_late: bool = False, hours: int | None = None) -> Counts:
    """One answer as numbers; ``hours`` are the whole hours from asking to done."""
    found: Counter[str] = Counter({how.value: 1})
    if how == How.DONE:
        found["late"] += int(is_late)
        if hours is not None:
            found[f"{HOURS}/{hours}"] += 1
    by: set[str] = set()
    for part in parts:
        by.update(part.carriers)
        for key in ("all", *part.carriers):
            found[f"{key}/parts"] += 1
            found[f"{key}/people"] += part.people or 0
            found[f"{key}/unsaid"] += int(part.people is None)
    found.update(f"{carrier}/groups" for carrier in by)
    return {key: number for key, number in sorted(found.items()) if number}


def hamlets_of(parts: Iterable[GivenPart]) -> dict[str, list[int]]:
    """Hamlet → how many parts reached it, and people by estimate; a part that names several counts fully for each."""
    found: dict[str, list[int]] = {}
    for part in parts:
        for name in part.hamlets:
            row = found.setdefault(name, [0, 0])
            row[0] += 1
            row[1] += part.people or 0
    return dict(sorted(found.items()))


def cells_of(counted: Counted) -> tuple[Cell, ...]:
    """Where an answer counts."""
    places = (*ancestor_codes(counted.place), NATION) if counted.place else ()
    return tuple((counted.task_id, place) for place in places)


def changes(before: Counted | None, after: Counted | None) -> dict[Cell, Counts]:
    """What the figures gain or lose when an answer counts otherwise than before; None: it did not, or does not, count."""
    found: dict[Cell, Counter[str]] = {}
    for counted, times in ((before, -1), (after, 1)):
        if counted is not None:
            for cell in cells_of(counted):
                cell_counts = found.setdefault(cell, Counter())
                for key, number in counted.counts.items():
                    cell_counts[key] += times * number
    clean = {cell: {key: number for key, number in counts.items() if number} for cell, counts in found.items()}
    return {cell: counts for cell, counts in clean.items() if counts}


def added(*many: Mapping[str, int]) -> Counts:
    """The sum, without what is zero."""
    found: Counter[str] = Counter()
    for counts in many:
        for key, number in counts.items():
            found[key] += number
    return {key: number for key, number in sorted(found.items()) if number}


def total(counted: Iterable[Counted]) -> dict[Cell, Counts]:
    """The figures counted afresh."""
    found: dict[Cell, Counter[str]] = {}
    for each in counted:
        for cell in cells_of(each):
            found.setdefault(cell, Counter()).update(each.counts)
    return {cell: dict(sorted(counts.items())) for cell, counts in found.items()}


def highest(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without those that lie below another of them, so that nothing counts twice."""
    once = sorted(set(codes), key=lambda code: (code != NATION, code.count("."), code))
    kept: list[str] = []
    for code in once:
        if not any(is_within(code, above) for above in kept):
            kept.append(code)
    return tuple(sorted(kept))


def common(audience: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    """The regions that both hold: what somebody who sees ``seen`` sees of a text addressed to ``audience``."""
    looked = tuple(seen)
    pairs = ((code, part) for code in audience for part in looked)
    return highest(code if is_within(code, part) else part for code, part in pairs if is_within(code, part) or is_within(part, code))


@dataclass(frozen=True)
class Reach:
    """What one carrier did. ``people`` is an estimate; ``unsaid`` parts named no number."""

    carrier: str
    groups: int
    parts: int
    people: int
    unsaid: int


@dataclass(frozen=True)
class Stripe:
    """A stripe of a bar, as SVG writes it."""

    how: str
    x: str
    width: str


@dataclass(frozen=True)
class Figure:
    """Numbers of groups of some regions; ``asked`` is how many live there."""

    asked: int
    counts: Mapping[str, int]

    def _of(self, key: str) -> int:
        return self.counts.get(key, 0)

    @property
    def done(self) -> int:
        """Have passed all of it on, in time or late."""
        return self._of(How.DONE)

    @property
    def late(self) -> int:
        """Of these after the deadline."""
        return self._of("late")

    @property
    def in_work(self) -> int:
        """Have passed a part of it on."""
        return self._of(How.IN_WORK)

    @property
    def seen(self) -> int:
        """Have looked and not answered."""
        return self._of(How.SEEN)

    @property
    def cannot(self) -> int:
        """Cannot, and said why."""
        return self._of(How.CANNOT)

    @property
    def silent(self) -> int:
        """Have not looked yet."""
        return max(0, self.asked - self.done - self.in_work - self.seen - self.cannot)

    @property
    def is_closed(self) -> bool:
        """Whether all who are asked have done it or cannot."""
        return self.done + self.cannot >= self.asked

    @property
    def parts(self) -> int:
        """Answers, of which a group may give several."""
        return self._of("all/parts")

    @property
    def people(self) -> int:
        """People by estimate, each answer once; whoever was reached twice is in it twice."""
        return self._of("all/people")

    @property
    def unsaid(self) -> int:
        """Answers that named no number."""
        return self._of("all/unsaid")

    @property
    def median_hours(self) -> int | None:
        """The fewest hours from asking within which half of those who are done were; None where nobody is."""
        hours = {int(key.partition("/")[2]): number for key, number in self.counts.items() if key.startswith(f"{HOURS}/")}
        everybody, so_far = sum(hours.values()), 0
        for hour in sorted(hours):
            so_far += hours[hour]
            if so_far * 2 >= everybody:
                return hour
        return None

    def by_carrier(self, carriers: Iterable[str]) -> list[Reach]:
        """What each of these did, the most groups first; those that nobody used are left out."""
        found = [
            Reach(name, self._of(f"{name}/groups"), self._of(f"{name}/parts"), self._of(f"{name}/people"), self._of(f"{name}/unsaid"))
            for name in carriers
        ]
        return sorted((reach for reach in found if reach.groups), key=lambda reach: -reach.groups)

    @property
    def bar(self) -> list[Stripe]:
        """The stripes of a bar of 100, those who have not looked left out at its end."""
        stripes, so_far = [], 0.0
        for how in (How.DONE, How.IN_WORK, How.SEEN, How.CANNOT):
            width = round(100 * self._of(how) / max(1, self.asked), 1)
            if width:
                stripes.append(Stripe(how.value, f"{so_far:g}", f"{width:g}"))
            so_far = round(so_far + width, 1)
        return stripes

    def number_of(self, how: How) -> int:
        """How many groups are that far."""
        return self.silent if how == How.SENT else self._of(how)


def widest(codes: Iterable[str]) -> list[str]:
    """The region codes without those that lie in another one of them: who writes to a kecamatan writes to its villages."""
    chosen = set(codes)
    return sorted(code for code in chosen if not any(code.startswith(above + ".") for above in chosen))
