"""What a report says, as values that can be kept as JSON and read again: frozen, it needs nothing else to be printed. Plain arithmetic."""

import dataclasses
import types
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

FORM = 2  # raised when a later program keeps contents of another shape

Read = TypeVar("Read")


@dataclass(frozen=True)
class Letterhead:
    """Who reports, as the head of the sheet says it."""

    name: str
    above: tuple[str, ...]  # the lines over the name: what it is, of which region
    address: str
    contact: str
    decree: str
    logo: str  # key of an upload, or ""


@dataclass(frozen=True)
class Count:
    """How many of something, and how many in the period before."""

    key: str
    label: str
    count: int
    before: int = 0


@dataclass(frozen=True)
class Deed:
    """An activity as a line of the table."""

    day: date
    title: str
    kind: str
    function: str
    evidence: str
    hamlets: tuple[str, ...]
    women: int | None
    men: int | None
    reach: int | None

    @property
    def attendance(self) -> int | None:
        """Everybody who was counted; None where nobody was."""
        return None if self.women is None and self.men is None else (self.women or 0) + (self.men or 0)


@dataclass(frozen=True)
class Photo:
    """A picture of the report: the key of an upload, what it shows, and under which activity it was taken."""

    key: str
    caption: str
    alt: str


@dataclass(frozen=True)
class Texts:
    """What people say themselves."""

    foreword: str
    obstacles: str
    plans: str


@dataclass(frozen=True)
class Signers:
    """Who signs, where and when; ``day`` is none until the report is frozen."""

    place: str
    day: date | None
    title: str
    name: str
    known_title: str
    known_name: str


@dataclass(frozen=True)
class Figures:
    """What can be added up. Attendance was counted; reach is always an estimate."""

    total: int
    total_before: int
    days: int
    women: int
    men: int
    attended: int  # activities at which people were counted
    reach: int
    reached: int  # activities that say whom they reached
    passed_on: int  # official texts passed on
    passed_late: int  # of these, after the deadline
    brought: int  # reports written down for residents: only how many
    delivered: int  # answers brought to residents: only how many


@dataclass(frozen=True)
class TaskLine:
    """Something that was asked until a day, and what groups answered; ``outcome`` in words where one group alone is told of."""

    deadline: date
    title: str
    sender: str
    asked: int
    in_time: int
    late: int
    cannot: int
    unanswered: int
    outcome: str


@dataclass(frozen=True)
class Refusal:
    """That a group cannot, and why."""

    title: str
    group: str
    reason: str


@dataclass(frozen=True)
class Tasks:
    """What was asked with a last day in the period: each task counts once for each group that is asked."""

    asked: int
    in_time: int
    late: int
    cannot: int
    unanswered: int
    lines: tuple[TaskLine, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class Accounted:
    """What the report of a group and that of a region both say."""

    form: int
    number: str
    letterhead: Letterhead
    period: str
    start: date
    end: date
    opening: tuple[str, ...]
    figures: Figures
    kinds: tuple[Count, ...]
    texts: Texts
    signers: Signers
    tasks: Tasks | None = None  # none: frozen when reports did not tell of it yet


@dataclass(frozen=True, kw_only=True)
class GroupReport(Accounted):
    """The report of a group."""

    functions: tuple[Count, ...]
    hamlets: tuple[str, ...]
    deeds: tuple[Deed, ...]
    unlisted: int  # reports of residents, which are counted and not told
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class GroupLine:
    """A group in the report of a region."""

    name: str
    village: str
    district: str
    state: str
    counts: tuple[int, ...]  # by kind, in the order of ADINDA
    total: int
    last_day: date | None
    report: str  # the number of its own frozen report, or ""


@dataclass(frozen=True)
class DistrictLine:
    """A district in the report of a region."""

    name: str
    villages: int
    covered: int
    groups: int
    active: int
    quiet: int
    dormant: int
    total: int
    total_before: int
    frozen: int


@dataclass(frozen=True, kw_only=True)
class RegionReport(Accounted):
    """The report of a regency or a district: its groups in the order of their regions, never ranked."""

    states: tuple[Count, ...]
    villages: int
    covered: int
    frozen: int
    districts: tuple[DistrictLine, ...]
    groups: tuple[GroupLine, ...]


Report = GroupReport | RegionReport


def lines_of(content: Report) -> int:
    """How long its tables are: by this it is decided whether its paper is made at once or by the worker."""
    tasks = len(content.tasks.lines) + len(content.tasks.refusals) if content.tasks else 0
    return tasks + (len(content.deeds) if isinstance(content, GroupReport) else len(content.groups) + len(content.districts))


def written(content: Report) -> dict[str, Any]:
    """The content as JSON can hold it."""
    return {name: _plain(value) for name, value in dataclasses.asdict(content).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def read(kind: type[Read], kept: dict[str, Any]) -> Read:
    """The content that ``written`` gave."""
    found: Read = _typed(kind, kept)
    return found


def _typed(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _typed(hints[name], inner) for name, inner in value.items() if name in hints})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], inner) for inner in value)
    if isinstance(kind, types.UnionType):
        return None if value is None else _typed(get_args(kind)[0], value)
    return date.fromisoformat(value) if kind is date else value
