"""The clock's side: terms start, pause, go on and end with the status; reminders, overdue and the ladder speak once each.

What the clock will say is worked out when a term starts or changes and kept with the term (``ahead``). Whoever comes next, the clock or a
deed on the case, first lets it say what was due by then, dated at the moment it was due. So it makes no difference how often it looks.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.core.actions import emit

from .. import events, policies, queries
from ..models import Case, CaseEntry, CaseTerm
from ..policies import Clock, Part, WorkCalendar

logger = logging.getLogger(__name__)
Kind = CaseEntry.Kind


def _hour_of(day: date) -> datetime:
    return datetime.combine(day, time(settings.CASE_CLOCK_HOUR), tzinfo=timezone.get_default_timezone())


def _is_told(row: CaseTerm, word: str) -> bool:
    kind, _dash, index = word.partition("-")
    if kind == "remind":
        return (row.reminded_first_at if index == "0" else row.reminded_last_at) is not None
    return row.overdue_at is not None if kind == "overdue" else int(index) < row.rungs


def _worked_out(case: Case, row: CaseTerm, calendar: WorkCalendar, *, now: datetime) -> tuple[date | None, list[list[str]]]:
    """The last day and what the clock will still say: [[moment, word], …] in order. What was told is not told again."""
    value = queries.term_value(row)
    ladder = [] if row.name in queries.workflow_of(case.kind).expires else [int(rung["days"]) for rung in queries.ladder_of(case)]
    words = policies.alarms(value, calendar, shares=settings.CASE_REMINDER_SHARES, ladder=ladder)
    ahead = [(max(_hour_of(day), now), word) for day, word in words if not _is_told(row, word)]
    return policies.due_date(value, calendar), [[moment.isoformat(), word] for moment, word in sorted(ahead, key=lambda pair: pair[0])]


def plan(case: Case, row: CaseTerm, calendar: WorkCalendar, *, now: datetime) -> None:
    """Work out when the term is over and what the clock will say, and keep it."""
    row.due_on, row.ahead = _worked_out(case, row, calendar, now=now)
    row.next_at = datetime.fromisoformat(row.ahead[0][0]) if row.ahead else None
    row.save()


def start_terms(case: Case, names: Iterable[str], *, now: datetime) -> None:
    """Start terms by name; one of the same name that still runs ends, and the new one takes its place."""
    names, today = list(names), queries.local_day(now)
    end_terms(case, names, now=now)
    for name in names:
        known = settings.CASE_TERMS[name]
        row = CaseTerm(case=case, name=name, started_on=today, days=known["days"], unit=known["unit"])
        plan(case, row, queries.calendar_of([row], today), now=now)


def end_terms(case: Case, names: Iterable[str] | None, *, now: datetime) -> None:
    """End the running terms of these names, or all."""
    running = CaseTerm.objects.filter(case_id=case.pk, ended_at=None)
    if names is not None:
        running = running.filter(name__in=list(names))
    running.update(ended_at=now, ended_on=queries.local_day(now), ahead=[], next_at=None)


def follow_status(case: Case, *, now: datetime) -> None:
    """Let the case's row show what its running terms say: the earliest last day, and whether anything above is still told."""
    rows = queries.running_terms(case)
    case.due_on = min((row.due_on for row in rows if row.due_on), default=None)
    case.is_paused = queries.status_of(case).clock == Clock.PAUSES
    if not any(row.overdue_at for row in rows):
        case.escalated_to = case.escalated_level = ""
    values = {name: getattr(case, name) for name in ("due_on", "is_paused", "escalated_to", "escalated_level")}
    with scopes_disabled():
        Case.objects.filter(pk=case.pk).update(**values)


def turn_clock(case: Case, *, starts: Iterable[str], ends: Iterable[str], now: datetime) -> None:
    """What the law clock does when the case has just taken its present status."""
    clock, today = queries.status_of(case).clock, queries.local_day(now)
    end_terms(case, None if clock == Clock.STOPS else ends, now=now)
    rows = queries.running_terms(case)
    calendar = queries.calendar_of(rows, today)
    for row in rows:
        is_open = bool(row.pauses) and row.pauses[-1][1] is None
        if clock == Clock.PAUSES and not is_open:
            row.pauses = [*row.pauses, [today.isoformat(), None]]
        elif clock == Clock.RUNS and is_open:
            row.pauses = [*row.pauses[:-1], [row.pauses[-1][0], today.isoformat()]]
        else:
            continue
        plan(case, row, calendar, now=now)
    start_terms(case, starts, now=now)
    follow_status(case, now=now)


def _about(case: Case) -> dict[str, Any]:
    """What every event says."""
    return {"case_id": case.pk, "kind": case.kind, "number": case.number}


def _said(case: Case, row: CaseTerm, kind: CaseEntry.Kind, moment: datetime, *, is_public: bool, **data: object) -> None:
    words = {"term": row.name, **data}
    CaseEntry.objects.create(case=case, kind=kind, is_public=is_public, part=Part.CLOCK, data=words, at=moment)


def _remind(case: Case, row: CaseTerm, index: int, moment: datetime) -> None:
    if index == 0:
        row.reminded_first_at = moment
    else:
        row.reminded_last_at = moment
    share = settings.CASE_REMINDER_SHARES[index]
    _said(case, row, Kind.REMINDED, moment, is_public=False, share=share)
    emit(events.CaseReminderDue(scopes=(case.owner,), actor_id=None, at=moment, term=row.name, share=share, **_about(case)))


def _become_overdue(case: Case, row: CaseTerm, moment: datetime) -> None:
    """Tell whom it lies with; those above hear of it only by the ladder, later."""
    row.overdue_at = moment
    _said(case, row, Kind.OVERDUE, moment, is_public=True)
    emit(events.CaseOverdue(scopes=(case.owner,), actor_id=None, at=moment, term=row.name, **_about(case)))


def _climb(case: Case, row: CaseTerm, index: int, moment: datetime) -> None:
    row.rungs = index + 1
    level = queries.ladder_of(case)[index]["level"]
    above = queries.scope_above(case, level)
    if above is None:  # the owner already stands as high
        return
    order = [rung["level"] for rung in queries.ladder_of(case)]
    if not case.escalated_level or order.index(level) > order.index(case.escalated_level):
        case.escalated_to, case.escalated_level = above, level
    _said(case, row, Kind.ESCALATED, moment, is_public=True, level=level, to=above)
    told = {"term": row.name, "level": level, "to_scope": above}
    emit(events.CaseEscalated(scopes=(case.owner, above), actor_id=None, at=moment, **told, **_about(case)))


def _speak(case: Case, row: CaseTerm) -> None:
    """Say the first word that the term has ahead. The claim on its alarm makes it the only one who says it."""
    (written, word), *rest = row.ahead
    moment = datetime.fromisoformat(written)
    next_at = datetime.fromisoformat(rest[0][0]) if rest else None
    if not CaseTerm.objects.filter(pk=row.pk, ended_at=None, next_at=row.next_at).update(next_at=next_at, ahead=rest):
        return
    row.ahead, row.next_at = rest, next_at
    kind, _dash, index = word.partition("-")
    action = queries.workflow_of(case.kind).expires.get(row.name)
    if kind == "remind":
        _remind(case, row, int(index), moment)
    elif kind == "rung":
        _climb(case, row, int(index), moment)
    elif action is None:
        _become_overdue(case, row, moment)
    else:
        row.overdue_at = moment
    row.save(update_fields=["reminded_first_at", "reminded_last_at", "overdue_at", "rungs"])
    if kind == "overdue" and action is not None:
        from .deeds import take_by_clock

        take_by_clock(case, action, term=row.name, now=moment)
    elif kind == "rung":
        follow_status(case, now=moment)


def catch_up(case: Case, *, now: datetime) -> int:
    """Let the clock say what was due by now for the case (whose row the caller has locked), in order. Returns how much it said."""
    said = 0
    while True:
        due = [row for row in queries.running_terms(case) if row.ahead and datetime.fromisoformat(row.ahead[0][0]) <= now]
        if not due:
            return said
        _speak(case, min(due, key=lambda row: (datetime.fromisoformat(row.ahead[0][0]), row.pk)))
        said += 1


def fire_due(*, now: datetime) -> int:
    """The clock: say all that is due by now, one transaction per case. Returns how much was said.

    A case that fails is logged and pushed back by ten minutes, so that it cannot stand in the way of the others.
    """
    said = 0
    for case_id in queries.cases_with_alarm(now=now):
        try:
            with transaction.atomic():
                said += catch_up(queries.fresh(Case(pk=case_id)), now=now)
        except Exception:
            logger.exception("The clock failed for case %s", case_id)
            CaseTerm.objects.filter(case_id=case_id, ended_at=None, next_at__lte=now).update(next_at=now + timedelta(minutes=10))
    return said


def recompute_terms(*, now: datetime) -> int:
    """Work out all running terms anew with today's calendar. Returns how many last days moved; each is on its trail and told.

    What was said stays said; a term whose new last day still lies ahead is no longer overdue.
    """
    moved = 0
    for case_id in _changed_by_calendar(now=now):
        with transaction.atomic():
            moved += _recompute_case(queries.fresh(Case(pk=case_id)), now=now)
    return moved


def _changed_by_calendar(*, now: datetime) -> list[int]:
    """Cases with a term that today's calendar sees otherwise than what is kept. Three queries, so that an ordinary day writes nothing."""
    rows = queries.all_running_terms()
    calendar = queries.calendar_of(rows, queries.local_day(now))
    return sorted({row.case_id for row in rows if _worked_out(row.case, row, calendar, now=now) != (row.due_on, row.ahead)})


def _recompute_case(case: Case, *, now: datetime) -> int:
    catch_up(case, now=now)
    rows, today, moved = queries.running_terms(case), queries.local_day(now), 0
    calendar = queries.calendar_of(rows, today)
    for row in rows:
        before = row.due_on
        due = policies.due_date(queries.term_value(row), calendar)
        if due is None or due >= today:
            row.overdue_at, row.rungs = None, 0
        plan(case, row, calendar, now=now)
        if row.due_on == before:
            continue
        moved += 1
        was, is_now = before.isoformat() if before else "", row.due_on.isoformat() if row.due_on else ""
        _said(case, row, Kind.DUE_MOVED, now, is_public=True, before=was, now=is_now)
        told: dict[str, Any] = {"term": row.name, "due_before": was, "due_now": is_now}
        emit(events.CaseDueMoved(scopes=(case.owner,), actor_id=None, at=now, **told, **_about(case)))
    follow_status(case, now=now)
    return moved
