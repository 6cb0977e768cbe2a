"""The terms of a case: as the arithmetic wants them, and as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from kentongan.core.queries import day_names, off_days

from .. import policies
from ..models import Case, CaseTerm
from ..policies import Pause, State, Term, Unit, WorkCalendar


def local_day(moment: datetime) -> date:
    """The day of a moment where the offices are."""
    return timezone.localtime(moment).date()


def calendar_of(terms: Iterable[CaseTerm], today: date, *, named: bool = False) -> WorkCalendar:
    """One calendar for all of these terms, up to the end of next year. One query, two where the days are named."""
    return calendar_since(min((term.started_on for term in terms), default=today), today, named=named)


def calendar_since(first: date, today: date, *, named: bool = False) -> WorkCalendar:
    """The calendar from the year of ``first`` up to the end of next year. One query, two where the days are named."""
    years = range(first.year, today.year + 2)
    off, working = off_days(years)
    return WorkCalendar(off, working, day_names(years) if named else {})


def term_value(term: CaseTerm) -> Term:
    """The row as the arithmetic wants it."""
    pauses = tuple(Pause(date.fromisoformat(start), date.fromisoformat(end) if end else None) for start, end in term.pauses)
    return Term(term.started_on, term.days, Unit(term.unit), term.extension_days, pauses)


def running_terms(case: Case) -> list[CaseTerm]:
    """The terms that have not ended, in the order they were started."""
    return list(CaseTerm.objects.filter(case_id=case.pk, ended_at=None).order_by("pk"))


@dataclass(frozen=True)
class ClockFace:
    """A term as a page shows it."""

    name: str
    label: str
    source: str
    state: State
    due_on: date | None
    started_on: date
    ended_on: date | None
    total: int
    used: int
    unit: Unit
    extension_days: int
    extension_reason: str
    can_extend_by: int
    days: tuple[policies.Day, ...] = field(repr=False)
    today: date = field(repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None

    @property
    def left(self) -> int:
        """Counted days that remain."""
        return max(0, self.total - self.used)

    @property
    def percent(self) -> int:
        """The share used up, at most 100."""
        return min(100, self.used * 100 // self.total)


def _face(row: CaseTerm, calendar: WorkCalendar, today: date) -> ClockFace:
    value, known = term_value(row), settings.CASE_TERMS.get(row.name, {})
    shown = policies.closed(value, row.ended_on) if row.ended_on else value
    until = min(today, row.ended_on or today)
    return ClockFace(
        name=row.name,
        label=str(known.get("label", row.name)),
        source=str(known.get("source", "")),
        state=policies.state_of(value, today, calendar, ended_on=row.ended_on),
        due_on=policies.due_date(shown, calendar),
        started_on=row.started_on,
        ended_on=row.ended_on,
        total=value.total,
        used=policies.used_days(shown, until, calendar),
        unit=value.unit,
        extension_days=row.extension_days,
        extension_reason=row.extension_reason,
        can_extend_by=0 if row.ended_on or row.extended_at else int(known.get("extension", 0)),
        days=tuple(policies.explanation(shown, calendar, until=until)),
        today=today,
    )


def clocks_of(case: Case, *, now: datetime) -> list[ClockFace]:
    """The case's terms with state, last day and explanation: those that run first, by deadline."""
    rows, today = list(case.terms.all()), local_day(now)
    calendar = calendar_of(rows, today, named=True)
    faces = [_face(row, calendar, today) for row in rows]
    return sorted(faces, key=lambda face: (not face.is_running, face.due_on or date.max, face.started_on))


def all_running_terms() -> list[CaseTerm]:
    """Every term that runs or is paused, with its case."""
    return list(CaseTerm.objects.filter(ended_at=None).select_related("case").order_by("pk"))
