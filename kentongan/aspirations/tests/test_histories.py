"""Random histories of reports, whatever people, clock and calendar do.

Somebody always has it; a clock runs, or it says why not; deadlines are those of the law; and nothing ends in silence.
``KENTONGAN_HISTORIES=3000`` runs that many instead of the usual few, and then they must have come to every status.
"""

import os
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.aspirations import queries as reports
from kentongan.aspirations.models import Report
from kentongan.aspirations.rules import WORKFLOWS
from kentongan.cases import actions as cases
from kentongan.cases import queries
from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.policies import Clock
from kentongan.core.actions import declare_day
from kentongan.core.queries import off_days
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office, Role

from .conftest import Sending
from .life import FROM_OUTSIDE, OFFICERS, READ, Life, at, by_hand

ACTIONS = tuple(dict.fromkeys(arrow.action for arrow in WORKFLOWS["complaint"].arrows))
TARGETS = st.sampled_from(["office", "village", "district", ""])


class Histories(RuleBasedStateMachine):
    """One report beside another that it may be joined to, and everything that can befall it."""

    send: Sending
    people: SimpleNamespace
    seen: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        self.seen.update(CaseEntry.objects.filter(case_id=self.life.case.pk).values_list("target", flat=True))
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(kind=st.sampled_from(["complaint", "aspiration", "question"]), is_secret=st.booleans(), main_is_secret=st.booleans())
    def begin(self, kind: str, is_secret: bool, main_is_secret: bool) -> None:
        self.now = at("2026-03-09")
        main = self.send(now=self.now, is_secret=main_is_secret).case
        case = self.send(now=self.now, kind=kind, is_secret=is_secret).case
        self.life = Life(self.people, main, case)

    def attempt(self, deed: Any, **values: Any) -> bool:
        try:
            with transaction.atomic():
                deed(now=self.now, **values)
        except (Denied, Stale):
            return False
        return True

    # --- Deeds -------------------------------------------------------------------------------------------------------------

    @rule(action=st.sampled_from(ACTIONS), who=st.sampled_from(OFFICERS + FROM_OUTSIDE), text=st.sampled_from(["", "Ini."]), to=TARGETS)
    def anybody_tries(self, action: str, who: str, text: str, to: str) -> None:
        self.attempt(self.life.take, action=action, who=who, text=text, to=to)

    @rule(data=st.data(), to=TARGETS, times=st.integers(1, 3))
    def the_right_one_does_it(self, data: st.DataObject, to: str, times: int) -> None:
        """Steps that are open now, so that histories get everywhere."""
        for _ in range(times):
            case = self.life.now_is
            steps = [arrow.action for arrow in queries.workflow_of(case.kind).arrows if case.status in arrow.sources]
            if steps:
                action = data.draw(st.sampled_from(steps))
                self.attempt(self.life.take, action=action, who=self.life.who_can(action), text="Ini.", to=to)

    @rule(who=st.sampled_from(OFFICERS), days=st.integers(1, 20))
    def extend(self, who: str, days: int) -> None:
        self.attempt(self.life.extend, who=who, days=days)

    @rule(who=st.sampled_from(OFFICERS), to=st.sampled_from([*OFFICERS, ""]))
    def assign(self, who: str, to: str) -> None:
        person = getattr(self.people, to) if to else None
        self.attempt(actions.assign_report, actor=getattr(self.people, who), case=self.life.now_is, person=person)

    @rule(who=st.sampled_from(OFFICERS))
    def mend(self, who: str) -> None:
        kind = Report.objects.get(pk=self.life.case.pk).kind
        self.attempt(
            actions.mend_report, actor=getattr(self.people, who), case=self.life.now_is, kind=kind, needs_examination=False, **READ
        )

    @rule(rating=st.integers(0, 5))
    def the_reporter_rates_and_writes(self, rating: int) -> None:
        self.attempt(actions.rate_report, case=self.life.now_is, rating=rating)
        self.attempt(cases.write_as_applicant, case=self.life.now_is, text="Bagaimana?")

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 3, 24 * 9]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def tick(self) -> None:
        cases.fire_due(now=self.now)

    @precondition(lambda self: self.now < at("2027-06-01"))
    @rule(ahead=st.integers(0, 12), working=st.booleans())
    def declare(self, ahead: int, working: bool) -> None:
        day = queries.local_day(self.now) + timedelta(days=ahead)
        declare_day(actor_id=None, day=day, is_working=working, reason="Ditetapkan", now=self.now)
        cases.recompute_terms(now=self.now)

    # --- What always holds -------------------------------------------------------------------------------------------------

    @invariant()
    def somebody_has_it(self) -> None:
        case = Case.objects.get(pk=self.life.case.pk)
        assert case.owner.startswith("region:61.07")
        assert [case.held_by == "person", case.held_by == "office"] == [case.person_id is not None, case.office_id is not None]

    @invariant()
    def it_never_leaves_the_table(self) -> None:
        case, here = Case.objects.get(pk=self.life.case.pk), "sent"
        workflow = queries.workflow_of(case.kind)
        for entry in CaseEntry.objects.filter(case=case, kind="moved").order_by("pk"):
            arrow = workflow.arrow(here, entry.action)
            assert arrow is not None
            assert (entry.source, entry.target) == (here, arrow.target)
            assert entry.text or not arrow.needs_text
            here = arrow.target
        assert case.status == here
        assert (case.closed_at is not None) == workflow.status(here).is_end

    @invariant()
    def a_clock_runs_or_it_says_why_not(self) -> None:
        case = Case.objects.get(pk=self.life.case.pk)
        status, terms = queries.status_of(case), queries.running_terms(case)
        if status.clock == Clock.RUNS:
            assert terms
            assert case.due_on is not None
            assert not case.is_paused
        elif status.clock == Clock.PAUSES:
            assert terms
            assert case.is_paused
            assert str(status.next_step)
        else:
            assert not terms
            assert status.is_end or str(status.next_step)

    @invariant()
    def deadlines_are_those_of_the_law(self) -> None:
        case = Case.objects.get(pk=self.life.case.pk)
        off, working = off_days(range(2026, self.now.year + 3))
        days = {term.name: by_hand(term, off, working) for term in queries.running_terms(case)}
        assert {term.name: term.due_on for term in queries.running_terms(case)} == days
        assert case.due_on == min((day for day in days.values() if day), default=None)

    @invariant()
    def nothing_ends_in_silence(self) -> None:
        case = queries.get_case(self.life.case.pk)
        if not queries.status_of(case).is_end:
            return
        read = queries.trail(case, public_only=True)
        reasons = {"joined": "join", "not_ours": "refer", "archived": "archive"}
        wanted = reasons.get(case.status, "answer")
        assert any(entry.action == wanted and entry.text for entry in read)

    @invariant()
    def what_is_joined_hangs_on_what_may_be_told(self) -> None:
        report = reports.report_of(queries.get_case(self.life.case.pk))
        assert (report.duplicate_of is not None) == (report.case.status == "joined")
        if report.duplicate_of is not None:
            assert report.is_secret or not report.duplicate_of.is_secret
        assert not (report.is_secret and report.is_public)


@pytest.fixture
def people(cast: SimpleNamespace, liaison: Person, roads: Office) -> SimpleNamespace:
    """The cast, Agus of public works, and the officer of the district."""
    camat = make_person("camat", "Yusuf Camat", phone="+6281255500130")
    grant(camat, Role.DISTRICT_OFFICER, region=cast.siding_district, at=at("2026-01-01"))
    return SimpleNamespace(**vars(cast), agus=liaison, camat=camat, roads=roads)


def test_random_histories(send: Sending, people: SimpleNamespace, across_scopes: None) -> None:
    machine = type("Machine", (Histories,), {"send": staticmethod(send), "people": people, "seen": set()})
    many = int(os.environ.get("KENTONGAN_HISTORIES", "12"))
    found = settings(max_examples=many, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    run_state_machine_as_test(machine, settings=found)
    if many >= 300:
        assert machine.seen - {""} == {status.key for status in WORKFLOWS["complaint"].statuses}
