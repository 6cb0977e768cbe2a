"""How reports count in the public figures, from their rows: by a step, and all of them afresh."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from kentongan.cases.models import Case, CaseEntry, CaseTerm
from kentongan.cases.policies import WorkCalendar
from kentongan.cases.queries import calendar_since, local_day
from kentongan.core.policies import working_days_between
from kentongan.core.scopes import region_code_of

from ..models import Report, ReportFigure, ReportTally
from ..policies import regency_of
from ..policies.figures import DESK, OFFICE, Cell, Counted, Figure, total

NOT_COUNTED = ("joined", "archived")
UNREAD = ("sent", "asked")  # nobody has taken it up yet: what is doubtful counts nowhere until somebody does
OF_THE_ANSWER = ("first_follow_up", "reply_wait")  # terms that say nothing of the answer
CHUNK = 500


def _calendar_over(spans: Collection[tuple[date, date]]) -> WorkCalendar:
    """One calendar over all of them; no query where there are none."""
    if not spans:
        return WorkCalendar()
    return calendar_since(min(start for start, _end in spans), max(end for _start, end in spans))


def _first_moves(case_ids: Collection[int]) -> tuple[set[int], dict[int, datetime]]:
    """(cases that were forwarded, case → moment of its first answer)."""
    moves = CaseEntry.objects.filter(case_id__in=case_ids, kind=CaseEntry.Kind.MOVED, action__in=("forward", "hand_on", "answer"))
    forwarded: set[int] = set()
    answered: dict[int, datetime] = {}
    for case_id, action, at in moves.order_by("at", "pk").values_list("case_id", "action", "at"):
        if action == "answer":
            answered.setdefault(case_id, at)
        else:
            forwarded.add(case_id)
    return forwarded, answered


def _was_in_time(terms: list[CaseTerm], answered_at: datetime) -> bool:
    """Whether the term that ran for the answer had not passed: the last one that ended with it, or before it where it was handed on."""
    ended = [term for term in terms if term.name not in OF_THE_ANSWER and term.ended_at and term.ended_at <= answered_at]
    last = max(ended, key=lambda term: term.pk, default=None)
    return last is None or last.due_on is None or last.ended_on is None or last.ended_on <= last.due_on


def _holder(case: Case) -> str:
    """With whom it lies; a secret one with an office below the regency counts for the regency's desk, so that nothing below shows it."""
    if case.office is not None:
        regency = regency_of(case.region_id)
        is_below = case.office.region_id.startswith(f"{regency}.")
        return f"{DESK}:{regency}" if case.report.is_secret and is_below else f"{OFFICE}:{case.office_id}"
    return f"{DESK}:{region_code_of(case.owner) or regency_of(case.region_id)}"


def counted_of(case_ids: Collection[int]) -> dict[int, Counted | None]:
    """Case → how its report counts now, None where it counts nowhere. Three queries, and one for the calendar where one was answered."""
    with scopes_disabled():
        cases = list(Case.objects.filter(pk__in=case_ids, report__isnull=False).select_related("report", "office"))
    terms: dict[int, list[CaseTerm]] = {case.pk: [] for case in cases}
    for term in CaseTerm.objects.filter(case_id__in=terms):
        terms[term.case_id].append(term)
    forwarded, answered = _first_moves(terms)
    spans = {case.pk: (local_day(case.opened_at), local_day(answered[case.pk])) for case in cases if case.pk in answered}
    calendar = _calendar_over(spans.values())
    off, working = calendar.off_days, calendar.working_days
    found: dict[int, Counted | None] = {}
    for case in cases:
        report: Report = case.report
        if case.status in NOT_COUNTED or (report.suspicion and case.status in UNREAD):
            found[case.pk] = None
            continue
        answered_at, span = answered.get(case.pk), spans.get(case.pk)
        opened_on = local_day(case.opened_at)
        found[case.pk] = Counted(
            month=opened_on.replace(day=1),
            place=case.region_id,
            holder=_holder(case),
            is_secret=report.is_secret,
            is_forwarded=case.pk in forwarded,
            is_answered=answered_at is not None,
            is_in_time=answered_at is not None and _was_in_time(terms[case.pk], answered_at),
            is_closed=case.closed_at is not None,
            is_overdue=any(term.overdue_at is not None and term.ended_at is None for term in terms[case.pk]),
            days=working_days_between(*span, off_days=off, extra_working_days=working) if span else None,
            opened_on=opened_on,
            answered_on=span[1] if span else None,
        )
    return found


def _in_pieces() -> Iterator[dict[int, Counted | None]]:
    last = 0
    while ids := list(Report.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        last = ids[-1]
        yield counted_of(ids)


def counted_again() -> dict[Cell, Figure]:
    """The figures counted afresh from all reports, in pieces."""
    return total(counted for piece in _in_pieces() for counted in piece.values() if counted is not None)


def counted_wrong() -> Iterator[int]:
    """Reports that count otherwise than their rows say, in pieces."""
    for piece in _in_pieces():
        kept = {tally.pk: tally.value for tally in ReportTally.objects.filter(pk__in=piece)}
        yield from (case_id for case_id, counted in piece.items() if kept.get(case_id) != counted)


def tallied(*, month: date | None = None) -> dict[Cell, Figure]:
    """The figures added up from the tallies, of one month or of all."""
    tallies = ReportTally.objects.filter(month__isnull=False) if month is None else ReportTally.objects.filter(month=month)
    return total(value for tally in tallies.iterator() if (value := tally.value) is not None)


def counted_now() -> dict[Cell, Figure]:
    """The figures as they are kept, without those that have become empty."""
    rows = {(row.about, row.month): row.value for row in ReportFigure.objects.all()}
    return {cell: figure for cell, figure in rows.items() if figure != Figure()}


def spanning(day: date) -> QuerySet[ReportTally]:
    """Tallies for which it matters whether this day was a working day: it lay between coming in and the first answer."""
    return ReportTally.objects.filter(answered_on__gte=day, opened_on__lt=day).order_by("pk")
