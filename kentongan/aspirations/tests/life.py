"""What can befall a report, by the room's own deeds: for random histories and for a simulated year."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from kentongan.aspirations import actions
from kentongan.aspirations.models import Report
from kentongan.cases import actions as cases
from kentongan.cases import queries
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case, CaseTerm

OFFICERS = ("rini", "budi", "agus", "camat", "sari", "joko")
FROM_OUTSIDE = ("pelapor", "clock")
READ = {"category": "jalan", "public_title": "Jembatan rusak", "public_text": "Tiga papan patah."}
LONG_TERMS = ("complaint", "examination", "aspiration", "simple_question")


def at(day: date | str, hour: float = 9) -> datetime:
    """A moment of the day where the offices are: ``at("2026-11-04", 14)``."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(found, time(), tzinfo=timezone.get_default_timezone()) + timedelta(hours=hour)


class Life:
    """One report among the people around it; every deed reads it anew, as a page does."""

    def __init__(self, people: SimpleNamespace, main: Case, case: Case) -> None:
        self.people, self.main, self.case = people, main, case

    @property
    def now_is(self) -> Case:
        """The case as it stands."""
        return queries.get_case(self.case.pk)

    def who_can(self, action: str) -> str:
        """The first for whom the step is open; the coordinator where it is for nobody."""
        case = self.now_is
        if case_rules.arrow_for(case_rules.APPLICANT, case, action):
            return "pelapor"
        able = (name for name in OFFICERS if case_rules.can_move_case(getattr(self.people, name), case, action))
        return next(able, "rini")

    def take(self, action: str, *, who: str, text: str, now: datetime, to: str = "") -> None:
        """A step of the table by the deed that the room has for it. Raises Denied, Stale."""
        case, people = self.now_is, self.people
        if who == "pelapor":
            cases.move_as_applicant(case=case, action=action, text=text, now=now)
            return
        if who == "clock":
            cases.move_by_clock(case=case, action=action, text=text, now=now)
            return
        actor = getattr(people, who)
        own: dict[str, Callable[..., Any]] = {
            "verify": lambda **how: actions.verify_report(kind=Report.objects.get(pk=case.pk).kind, needs_examination=False, **READ, **how),
            "forward": lambda **how: actions.forward_report(reason=text, **self._target(to), **how),
            "join": lambda **how: actions.join_report(into=queries.get_case(self.main.pk), text=text, **how),
            "unjoin": lambda **how: actions.unjoin_report(text=text, **how),
            "refer": lambda **how: actions.refer_report(door="pln" if to == "office" else "", text=text, **how),
            "hand_on": lambda **how: actions.hand_on_report(text=text, **how),
        }
        if action in own:
            own[action](actor=actor, case=case, now=now)
        else:
            cases.move_case(actor=actor, case=case, action=action, text=text, now=now)

    def _target(self, to: str) -> dict[str, Any]:
        people = self.people
        if to == "office":
            return {"to": people.regency, "office": people.roads}
        return {"to": {"village": people.siding_village, "district": people.siding_district}.get(to, people.regency)}

    def extend(self, *, who: str, days: int, now: datetime) -> None:
        """More time for its long term."""
        running = [term.name for term in queries.running_terms(self.case) if term.name in LONG_TERMS]
        term = running[0] if running else "complaint"
        cases.extend_term(actor=getattr(self.people, who), case=self.now_is, term=term, days=days, reason="Menunggu kayu.", now=now)


def by_hand(term: CaseTerm, off: frozenset[date], working: frozenset[date]) -> date | None:
    """The last day of a term, counted on the fingers as the law says it; knows nothing of kentongan.cases.policies."""
    pauses = [(date.fromisoformat(start), date.fromisoformat(end) if end else None) for start, end in term.pauses]
    day, left = term.started_on, term.days + term.extension_days
    while left:
        day += timedelta(days=1)
        if any(end is None and start <= day for start, end in pauses):
            return None
        waits = any(end is not None and start < end and start <= day <= end for start, end in pauses)
        works = day in working or (day.weekday() < 5 and day not in off)
        left -= works and not waits
    return day
