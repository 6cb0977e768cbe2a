"""Who is reminded of a task, and when: each step once, nobody who has closed it, nobody on a day off."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from kentongan.core.actions import declare_day
from kentongan.core.models import EventRecord
from kentongan.core.policies import is_working_day
from kentongan.core.queries import off_days
from kentongan.newsroom import tasks
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask, TaskReminder
from kentongan.newsroom.policies.passing_on import reminder_due

from .conftest import Write

pytestmark = pytest.mark.usefixtures("across_scopes")
STEPS = (-2, 0, 3)
FRIDAY = date(2026, 11, 27)


def weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.once
@pytest.mark.parametrize(
    ("today", "asked_on", "step"),
    [
        (date(2026, 11, 24), date(2026, 11, 20), None),
        (date(2026, 11, 25), date(2026, 11, 20), -2),
        (date(2026, 11, 26), date(2026, 11, 20), -2),  # a clock that stood still says it late
        (date(2026, 11, 27), date(2026, 11, 20), 0),
        (date(2026, 11, 28), date(2026, 11, 20), None),  # Saturday
        (date(2026, 11, 30), date(2026, 11, 20), 3),  # Monday: the last step, not the one before it as well
        (date(2026, 12, 3), date(2026, 11, 20), 3),
        (date(2026, 12, 4), date(2026, 11, 20), None),  # too late
        (date(2026, 11, 25), date(2026, 11, 25), None),  # asked on that very day
        (date(2026, 11, 26), date(2026, 11, 25), None),
    ],
)
def test_which_step_is_said_today(today: date, asked_on: date, step: int | None) -> None:
    assert reminder_due(FRIDAY, today, asked_on=asked_on, steps=STEPS, patience=3, speaks_on=weekday) == step


@pytest.mark.once
def test_where_days_off_do_not_matter_it_is_said_on_its_day() -> None:
    sunday = date(2026, 11, 29)
    assert reminder_due(sunday, sunday, asked_on=FRIDAY, steps=(0,), patience=0, speaks_on=lambda day: True) == 0


@pytest.fixture
def ask(write: Write, cast: SimpleNamespace) -> Callable[..., Any]:
    """``ask("Judul", at, deadline)`` → a task for both groups."""

    def make(title: str, at: datetime, deadline: date) -> DisseminationTask:
        both = (cast.siding_district, cast.jagoi_district)
        text = write(title, cast.rini, owner=cast.regency, status="published", audience=both, at=at)
        return asking.ask_to_pass_on(actor=cast.rini, publication=text, now=at, deadline=deadline)

    return make


def said() -> set[tuple[str, str, date, int, date]]:
    """What was said: task, group, deadline, step, and on which day."""
    rows = TaskReminder.objects.select_related("task__publication", "group")
    return {(str(row.task), row.group.name, row.deadline, row.step, timezone.localdate(row.said_at)) for row in rows}


def test_each_group_that_has_not_closed_it_is_told_once(ask: Callable[..., Any], cast: SimpleNamespace, now: datetime) -> None:
    task = ask("Imunisasi", now, FRIDAY)
    morning = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)  # seven o'clock
    assert asking.say_task_reminders(now=morning - timedelta(minutes=1)) == 0
    passing_on.pass_on(
        actor=cast.joko, task=task, group=cast.jagoi, client_id=uuid4(), carriers=["papan"], now=morning - timedelta(minutes=1)
    )
    assert [asking.say_task_reminders(now=morning + timedelta(hours=hours)) for hours in (0, 1, 5)] == [1, 0, 0]
    (record,) = EventRecord.objects.filter(name="newsroom.TaskReminderDue")
    about = {"publication_id": task.pk, "group_id": cast.siding.pk, "deadline": "2026-11-27", "step": 0}
    assert (record.payload, list(record.numbers.values_list("scope", flat=True))) == (about, [cast.siding.scope])


def test_nobody_is_told_of_what_was_called_off_or_while_at_rest(ask: Callable[..., Any], cast: SimpleNamespace, now: datetime) -> None:
    task = ask("Imunisasi", now, FRIDAY)
    cast.jagoi.state, cast.jagoi.state_date, cast.jagoi.rests_until = "resting", FRIDAY, date(2027, 1, 1)
    cast.jagoi.save()
    asking.call_off(actor=cast.rini, task=task, reason="Ditunda.", now=now)
    assert asking.say_task_reminders(now=datetime(2026, 11, 25, 3, tzinfo=UTC)) == 0
    asking.renew_task(actor=cast.rini, task=task, now=now)
    assert asking.say_task_reminders(now=datetime(2026, 11, 25, 3, tzinfo=UTC)) == 1


def test_a_moved_deadline_is_spoken_of_anew(ask: Callable[..., Any], cast: SimpleNamespace, now: datetime) -> None:
    task = ask("Imunisasi", now, FRIDAY)
    asking.say_task_reminders(now=datetime(2026, 11, 25, 3, tzinfo=UTC))
    asking.move_deadline(actor=cast.rini, task=task, deadline=date(2026, 12, 4), now=datetime(2026, 11, 25, 4, tzinfo=UTC))
    asking.say_task_reminders(now=datetime(2026, 12, 2, 3, tzinfo=UTC))
    assert {(deadline, step) for _task, _group, deadline, step, _day in said()} == {(FRIDAY, -2), (date(2026, 12, 4), -2)}


# --- A quarter

BEGIN = datetime(2026, 9, 30, 17, tzinfo=UTC)  # midnight of 1 October in Bengkayang
VOTING = date(2026, 11, 16)
Row = tuple[str, str, date, int, date]


def rows_of_quarter(ask: Callable[..., Any], cast: SimpleNamespace, minutes_of: Callable[[int], list[int]]) -> set[Row]:
    """Thirteen weeks, a new task in each; what people do, they do at two in the night. The clock ticks at these minutes of a day."""
    plan, waiting = random.Random(7), []
    with transaction.atomic():
        declare_day(actor_id=None, day=VOTING, is_working=False, reason="Pemungutan suara", now=BEGIN)
        for day in range(91):
            midnight = BEGIN + timedelta(days=day)
            night, today = midnight + timedelta(hours=2), timezone.localdate(midnight)
            if day % 7 == 0:
                waiting.append(ask(f"Minggu {day // 7}", night, today + timedelta(days=plan.randint(3, 9))))
            for task in list(waiting):
                if plan.random() < 0.06:
                    waiting.remove(task)
                    passing_on.pass_on(actor=cast.sari, task=task, group=cast.siding, client_id=uuid4(), carriers=["papan"], now=night)
                elif plan.random() < 0.04:
                    deadline = today + timedelta(days=plan.randint(1, 8))
                    asking.move_deadline(actor=cast.rini, task=task, deadline=deadline, now=night)
            for minute in minutes_of(day):
                tasks.hourly(midnight + timedelta(minutes=minute))
        found = said()
        transaction.set_rollback(True)
    return found


@pytest.mark.once  # what it says is of days and moments, not of the database; the deeds it plays are tested on both
def test_a_clock_that_ticks_when_it_will_says_what_one_says_that_ticks_every_minute(ask: Callable[..., Any], cast: SimpleNamespace) -> None:
    """A tick sees the day, whether it is seven yet, and what people did by then: so the minutes around these stand for all others."""
    chance = random.Random(11)
    when_it_will = {day: chance.sample(range(7 * 60), 1) + chance.sample(range(7 * 60, 24 * 60), chance.randint(1, 2)) for day in range(91)}
    rows = rows_of_quarter(ask, cast, lambda day: sorted(when_it_will[day]))
    assert rows == rows_of_quarter(ask, cast, lambda _day: [6 * 60 + 59, 7 * 60, 24 * 60 - 1])
    assert len(rows) > 40
    off, working = off_days((2026,))
    assert [row for row in rows if not is_working_day(row[-1], off_days=off | {VOTING}, extra_working_days=working)] == []
