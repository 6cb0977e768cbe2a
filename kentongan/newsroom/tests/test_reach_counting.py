"""The figures of tasks follow every step, whenever it is told, and are what a fresh count of all answers finds."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from conftest import grant, make_person
from kentongan.core.models import Telling
from kentongan.core.rules import Denied
from kentongan.groups.actions import living
from kentongan.groups.models import Group, Role
from kentongan.groups.queries import forget_grants
from kentongan.newsroom.actions import asking, passing_on, reach
from kentongan.newsroom.models import DisseminationTask, PassingOn, ReceptionTally, TaskFigure, TaskReception
from kentongan.newsroom.queries.passing_on import groups_asked
from kentongan.newsroom.queries.reach import figures_of, whole_of
from kentongan.newsroom.queries.reach_counting import counted_again, counted_now
from kentongan.newsroom.rules.reach import regions_seen

from .conftest import Write
from .test_passing_on import tell_all

pytestmark = pytest.mark.usefixtures("across_scopes")


@pytest.fixture
def task(write: Write, cast: SimpleNamespace, now: datetime) -> DisseminationTask:
    """Of the regency to the whole regency, asked now."""
    bulletin = write("Imunisasi polio", cast.rini, owner=cast.regency, status="published")
    return asking.ask_to_pass_on(actor=cast.rini, publication=bulletin, now=now, deadline=date(2026, 11, 27))


def figure_at(task: DisseminationTask, place: str) -> dict[str, int]:
    row = TaskFigure.objects.filter(task=task, place=place).first()
    return row.counts if row is not None else {}


def test_each_step_moves_the_figures(task: DisseminationTask, cast: SimpleNamespace, now: datetime) -> None:
    def step(deed: Any, **values: Any) -> tuple[Any, dict[str, int]]:
        done = deed(now=now, **values)
        tell_all(now)
        places = (cast.siding_village.code, cast.siding_district.code, "61.07", "61", "00")
        found = [figure_at(task, place) for place in places]
        assert found == [found[0]] * 5
        assert counted_now() == counted_again()
        return done, found[0]

    sari: dict[str, Any] = {"actor": cast.sari, "task": task, "group": cast.siding}
    assert step(passing_on.see_task, **sari)[1] == {"seen": 1}
    assert step(passing_on.refuse_task, reason="Hujan.", **sari)[1] == {"cannot": 1}
    assert step(passing_on.take_back_refusal, **sari)[1] == {"seen": 1}
    values = {"client_id": uuid4(), "carriers": ["papan"], "people": 40, "closes": False}
    in_part = {"in_work": 1, "all/parts": 1, "all/people": 40, "papan/groups": 1, "papan/parts": 1, "papan/people": 40}
    part, found = step(passing_on.pass_on, **sari, **values)
    assert found == in_part
    assert step(passing_on.take_back_part, actor=cast.sari, part=part)[1] == {"seen": 1}
    assert step(passing_on.restore_part, actor=cast.sari, part=part)[1] == in_part
    late = now + timedelta(days=5)
    passing_on.pass_on(now=late, client_id=uuid4(), carriers=["papan"], **sari)
    tell_all(late)
    done = {**in_part, "done": 1, "late": 1, "hours/120": 1, "all/parts": 2, "all/unsaid": 1, "papan/parts": 2, "papan/unsaid": 1}
    del done["in_work"]
    assert figure_at(task, "61.07") == done
    asking.move_deadline(actor=cast.rini, task=task, deadline=date(2026, 12, 1), now=late)
    tell_all(late)
    assert figure_at(task, "61.07") == {key: number for key, number in done.items() if key != "late"}


def test_a_group_that_ends_counts_no_longer_and_again_when_it_is_back(
    task: DisseminationTask, cast: SimpleNamespace, now: datetime
) -> None:
    passing_on.see_task(actor=cast.sari, task=task, group=cast.siding, now=now)
    passing_on.see_task(actor=cast.joko, task=task, group=cast.jagoi, now=now)
    tell_all(now)
    assert figure_at(task, "61.07") == {"seen": 2}
    living.dissolve_group(actor=cast.rini, group=cast.siding, reason="Bubar.", day=date(2026, 11, 24), now=now)
    tell_all(now)
    assert (figure_at(task, "61.07"), figure_at(task, cast.siding_village.code)) == ({"seen": 1}, {})
    living.revive_group(actor=cast.rini, group=Group.objects.get(pk=cast.siding.pk), now=now)
    tell_all(now)
    assert figure_at(task, "61.07") == {"seen": 2}
    living.merge_group(
        actor=cast.rini, group=Group.objects.get(pk=cast.siding.pk), into=cast.jagoi, reason="Satu.", day=date(2026, 11, 24), now=now
    )
    tell_all(now)
    assert (figure_at(task, "61.07"), counted_now()) == ({"seen": 1}, counted_again())


def test_told_twice_it_changes_nothing(task: DisseminationTask, cast: SimpleNamespace, now: datetime) -> None:
    passing_on.see_task(actor=cast.sari, task=task, group=cast.siding, now=now)
    assert [reach.count_answer(task_id=task.pk, group_id=cast.siding.pk) for _each in range(2)] == [1, 0]
    assert reach.count_group(group_id=cast.siding.pk) == reach.count_task(task_id=task.pk) == 0


@pytest.mark.parametrize("count", [1, 30])
def test_counting_costs_the_same_for_one_and_for_thirty(
    count: int, task: DisseminationTask, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        group = Group.objects.create(name=f"KIM {number}", region=cast.siding_village)
        TaskReception.objects.create(task=task, group=group, seen_at=now, seen_by=cast.sari)
    # the answers; the transaction (2); the tallies made sure of and locked; the answers with their parts (2); the tallies written (in a
    # transaction of their own where there are many); the figures made sure of, locked, written
    with django_assert_num_queries(11):
        assert reach.count_task(task_id=task.pk) == count
    assert figure_at(task, "61.07") == {"seen": count}


def test_the_command_finds_and_mends_what_is_wrong(task: DisseminationTask, cast: SimpleNamespace, now: datetime) -> None:
    passing_on.see_task(actor=cast.joko, task=task, group=cast.jagoi, now=now)
    tell_all(now)
    passing_on.see_task(actor=cast.sari, task=task, group=cast.siding, now=now)  # not told yet
    TaskFigure.objects.filter(place=cast.jagoi_village.code).update(counts={"done": 7})
    said = StringIO()
    with pytest.raises(CommandError, match="6 angka berbeda"):
        call_command("task_figures", "check", stdout=said)
    assert len(said.getvalue().splitlines()) == 6
    said = StringIO()
    call_command("task_figures", "recount", stdout=said)
    assert said.getvalue() == "1 jawaban dihitung ulang, 1 angka dibetulkan.\n"
    call_command("task_figures", "check", stdout=said)
    assert counted_again() == counted_now()
    assert ReceptionTally.objects.count() == 2


# --- Random histories ------------------------------------------------------------------------------------------------------


class Histories(RuleBasedStateMachine):
    """Two tasks, three groups, what can befall them, and subscribers that are told late."""

    cast: SimpleNamespace
    task_ids: list[int]
    group_ids: list[int]
    moment: datetime

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        self.told()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.now = self.moment

    @property
    def _member(self) -> Any:
        forget_grants(self.cast.member)
        return self.cast.member

    def task(self, which: int) -> DisseminationTask:
        return DisseminationTask.objects.select_related("publication__region").get(pk=self.task_ids[which])

    def group(self, which: int) -> Group:
        return Group.objects.select_related("region").get(pk=self.group_ids[which])

    def attempt(self, deed: Any, **values: Any) -> None:
        with suppress(Denied), transaction.atomic():
            deed(now=self.now, **values)

    @rule(task=st.integers(0, 1), group=st.integers(0, 2))
    def see(self, task: int, group: int) -> None:
        self.attempt(passing_on.see_task, actor=self._member, task=self.task(task), group=self.group(group))

    @rule(
        task=st.integers(0, 1),
        group=st.integers(0, 2),
        carriers=st.lists(st.sampled_from(["papan", "whatsapp", "pertemuan"]), min_size=1, max_size=2),
        hamlets=st.lists(st.sampled_from(["Hulu", "Hilir"]), max_size=2, unique=True),
        people=st.one_of(st.none(), st.integers(0, 500)),
        closes=st.booleans(),
    )
    def pass_on(self, task: int, group: int, **values: Any) -> None:
        given = {"task": self.task(task), "group": self.group(group), "client_id": uuid4(), **values}
        self.attempt(passing_on.pass_on, actor=self._member, **given)

    @rule(which=st.integers(0, 5), back=st.booleans())
    def take_back(self, which: int, back: bool) -> None:
        parts = list(PassingOn.objects.select_related("reception__task__publication", "reception__group").order_by("pk"))
        if parts:
            part = parts[which % len(parts)]
            self.attempt(passing_on.restore_part if back else passing_on.take_back_part, actor=self._member, part=part)

    @rule(task=st.integers(0, 1), group=st.integers(0, 2), back=st.booleans())
    def refuse(self, task: int, group: int, back: bool) -> None:
        about = {"actor": self._member, "task": self.task(task), "group": self.group(group)}
        if back:
            self.attempt(passing_on.take_back_refusal, **about)
        else:
            self.attempt(passing_on.refuse_task, reason="Hujan.", **about)

    @rule(task=st.integers(0, 1), days=st.integers(0, 20))
    def move_deadline(self, task: int, days: int) -> None:
        deadline = (self.now + timedelta(days=days)).date()
        self.attempt(asking.move_deadline, actor=self.cast.rini, task=self.task(task), deadline=deadline)

    @rule(group=st.integers(0, 2), back=st.booleans())
    def end(self, group: int, back: bool) -> None:
        forget_grants(self.cast.rini)
        about = {"actor": self.cast.rini, "group": self.group(group)}
        if back:
            self.attempt(living.revive_group, **about)
        else:
            self.attempt(living.dissolve_group, reason="Bubar.", day=self.now.date(), **about)

    @rule(task=st.integers(0, 1), narrow=st.booleans())
    def address(self, task: int, narrow: bool) -> None:
        audiences = self.task(task).publication.audiences
        audiences.all().delete()
        audiences.create(region=self.cast.siding_district if narrow else self.cast.regency)

    @rule(days=st.sampled_from([1, 3, 10]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days, hours=1)

    @rule()
    def told(self) -> None:
        if Telling.objects.filter(told_at=None).exists():
            tell_all(self.now)
        assert counted_now() == counted_again()
        for which in range(2):
            self._compare(self.task(which))

    def _compare(self, task: DisseminationTask) -> None:
        """With the groups asked, looked at one by one."""
        places = regions_seen(self.cast.rini, task)
        figure = figures_of({task.pk: places})[task.pk]
        assert whole_of(task, places).figure() == figure
        asked = list(groups_asked(task))
        rows = {row.group_id: row for row in TaskReception.objects.filter(task=task, group__in=asked)}
        hows = [rows[group.pk].status if group.pk in rows else "sent" for group in asked]
        assert (figure.asked, figure.silent) == (len(asked), hows.count("sent"))
        assert [figure.seen, figure.in_work, figure.done, figure.cannot] == [
            hows.count(how) for how in ("seen", "in_work", "done", "cannot")
        ]
        assert figure.late == sum(row.is_late for row in rows.values() if row.status == "done")
        parts = PassingOn.objects.filter(reception__in=rows.values(), withdrawn_at=None)
        assert (figure.parts, figure.people) == (len(parts), sum(part.people or 0 for part in parts))
        by = {reach.carrier: (reach.parts, reach.people) for reach in figure.by_carrier(["papan", "whatsapp", "pertemuan"])}
        assert by == {
            name: (len(of_carrier), sum(part.people or 0 for part in of_carrier))
            for name in ("papan", "whatsapp", "pertemuan")
            if (of_carrier := [part for part in parts if name in part.carriers])
        }


@pytest.fixture
def histories(task: DisseminationTask, write: Write, cast: SimpleNamespace, now: datetime) -> Iterator[type[Histories]]:
    other = write("Jadwal posyandu", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district,))
    second = asking.ask_to_pass_on(actor=cast.rini, publication=other, now=now, deadline=date(2026, 11, 25))
    third = Group.objects.create(name="KIM Siding Dua", region=cast.siding_village)
    cast.member = make_person("anggota", "Anggota")
    groups = (cast.siding, cast.jagoi, third)
    for group in groups:
        grant(cast.member, Role.EDITOR, group=group, at=now)
    Histories.cast, Histories.moment = cast, now
    Histories.task_ids, Histories.group_ids = [task.pk, second.pk], [group.pk for group in groups]
    with scopes_disabled():
        yield Histories


def test_random_histories_leave_the_figures_as_a_fresh_count_finds_them(histories: type[Histories]) -> None:
    wanted = settings(max_examples=20, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(histories, settings=wanted)
