"""Minggu saya: what is due on which day of this week, what is overdue, and what somebody did since Monday."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from kentongan.cases import queries as cases
from kentongan.cases.models import CaseEntry
from kentongan.core.queries import day_names
from kentongan.groups.queries import Actor

from ..policies import week_of
from .desks import COUNT_MOST, Row, cases_in, rows_of
from .finding import kinds

OVERDUE_SHOWN = 20
DUE_SHOWN = 100
DONE_SHOWN = 50


@dataclass(frozen=True)
class WeekDay:
    """A day of the week: whether offices work, what it is called where they do not, and what is due."""

    day: date
    is_working: bool
    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Week:
    """A week of a desk."""

    overdue: list[Row]
    overdue_total: int
    overdue_is_more: bool
    days: list[WeekDay]
    due_is_more: bool
    done: list[CaseEntry]


def my_week(actor: Actor, *, now: datetime) -> Week:
    """The week that ``now`` lies in, for what waits for the actor. Eight queries, however much it is."""
    today = cases.local_day(now)
    days = week_of(today)
    waiting = cases_in(actor, "menunggu").filter(is_paused=False)
    late = waiting.filter(due_on__lt=today)
    late_ids = list(late.values_list("pk", flat=True)[:OVERDUE_SHOWN])
    total = late.order_by()[: COUNT_MOST + 1].count()
    due_ids = list(waiting.filter(due_on__range=(today, days[-1])).values_list("pk", flat=True)[: DUE_SHOWN + 1])
    rows = rows_of([*late_ids, *due_ids[:DUE_SHOWN]], today=today)
    names, calendar = day_names({day.year for day in days}), cases.calendar_since(days[0], today)
    monday = timezone.make_aware(datetime.combine(days[0], time.min))
    return Week(
        overdue=[row for row in rows if row.case.pk in set(late_ids)],
        overdue_total=min(total, COUNT_MOST),
        overdue_is_more=total > COUNT_MOST,
        days=[
            WeekDay(day, calendar.works(day), names.get(day, ""), [row for row in rows if row.case.due_on == day and day >= today])
            for day in days
        ],
        due_is_more=len(due_ids) > DUE_SHOWN,
        done=cases.entries_by(actor, kinds(), since=monday, most=DONE_SHOWN) if actor.is_authenticated else [],
    )
