"""Random histories: whatever people, clock and calendar do, a case keeps exactly one owner, its table, and every day of its terms."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from kentongan.cases import actions, queries, rules
from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.policies import Clock, Term, Unit, due_date, explanation
from kentongan.core.actions import declare_day
from kentongan.core.rules import Denied, Stale

from .conftest import Opening, at
from .sample import SAMPLE

ACTORS = ("budi", "rini", "sari", "joko", "applicant", "clock")
EVERYWHERE = ("siding_village", "siding_district", "regency", "siding")


class Histories(RuleBasedStateMachine):
    """One case, and everything that can befall it."""

    opened: Opening
    cast: SimpleNamespace

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.now = at("2026-03-02")
        self.case = self.opened(self.now).case
        self.expected_status = "draft"

    def attempt(self, deed: Any, **values: Any) -> bool:
        try:
            with transaction.atomic():
                deed(case=queries.get_case(self.case.pk), now=self.now, **values)
        except (Denied, Stale):
            return False
        return True

    @rule(
        who=st.sampled_from(ACTORS),
        action=st.sampled_from(sorted({arrow.action for arrow in SAMPLE.arrows})),
        text=st.sampled_from(["", "Ini."]),
    )
    def move(self, who: str, action: str, text: str) -> None:
        before = queries.get_case(self.case.pk)
        deed = {"applicant": actions.move_as_applicant, "clock": actions.move_by_clock}.get(who, actions.move_case)
        more = {"actor": getattr(self.cast, who)} if deed is actions.move_case else {}
        done = self.attempt(deed, action=action, text=text, **more)
        arrow = SAMPLE.arrow(before.status, action)
        parts = {"applicant": rules.APPLICANT, "clock": rules.BY_CLOCK}.get(who) or rules.parts_of(getattr(self.cast, who), before)
        if done:
            assert arrow is not None
            assert arrow.parts & parts
            assert text or not arrow.needs_text
            assert queries.get_case(self.case.pk).status == arrow.target

    @rule(action=st.sampled_from(["send", "accept", "ask", "complete", "answer"]))
    def move_on(self, action: str) -> None:
        """The usual way, so that histories get somewhere."""
        case = queries.get_case(self.case.pk)
        if action in ("send", "complete"):
            self.attempt(actions.move_as_applicant, action=action, text="Ini.")
        else:
            officer = next((one for one in (self.cast.budi, self.cast.rini) if rules.can_move_case(one, case, action)), self.cast.budi)
            self.attempt(actions.move_case, actor=officer, action=action, text="Ini.")

    @rule(who=st.sampled_from(ACTORS[:4]), to=st.sampled_from(["budi", "rini", "joko", ""]))
    def assign(self, who: str, to: str) -> None:
        self.attempt(actions.assign_case, actor=getattr(self.cast, who), person=getattr(self.cast, to) if to else None)

    @rule(who=st.sampled_from(ACTORS[:4]), to=st.sampled_from(EVERYWHERE))
    def hand_over(self, who: str, to: str) -> None:
        self.attempt(actions.hand_over_case, actor=getattr(self.cast, who), to=getattr(self.cast, to), reason="Wewenang sana.")

    @rule(days=st.integers(1, 9))
    def extend(self, days: int) -> None:
        self.attempt(actions.extend_term, actor=self.cast.budi, term="information", days=days, reason="Arsip lama.")

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 3, 24 * 9]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def tick(self) -> None:
        actions.fire_due(now=self.now)

    @precondition(lambda self: self.now < at("2027-06-01"))
    @rule(ahead=st.integers(0, 12), working=st.booleans())
    def declare(self, ahead: int, working: bool) -> None:
        day = queries.local_day(self.now) + timedelta(days=ahead)
        declare_day(actor_id=None, day=day, is_working=working, reason="Ditetapkan", now=self.now)
        actions.recompute_terms(now=self.now)

    @invariant()
    def it_lies_with_exactly_one(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        assert case.owner
        assert [case.held_by == "person", case.held_by == "office"] == [case.person_id is not None, case.office_id is not None]

    @invariant()
    def it_never_leaves_the_table(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        here = SAMPLE.first
        for entry in CaseEntry.objects.filter(case=case, kind="moved").order_by("pk"):
            arrow = SAMPLE.arrow(here, entry.action)
            assert arrow is not None
            assert (entry.source, entry.target) == (here, arrow.target)
            here = arrow.target
        assert case.status == here
        assert (case.closed_at is not None) == SAMPLE.status(here).is_end

    @invariant()
    def no_day_is_lost(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        rows = queries.running_terms(case)
        clock = SAMPLE.status(case.status).clock
        assert not rows or clock != Clock.STOPS
        calendar = queries.calendar_of(rows, queries.local_day(self.now))
        for row in rows:
            value = queries.term_value(row)
            due = due_date(value, calendar)
            assert row.due_on == due
            assert (value.paused_since is not None) == (clock == Clock.PAUSES)
            if due is not None:
                assert sum(day.is_counted for day in explanation(value, calendar)) == value.total
                without = due_date(Term(row.started_on, row.days, Unit(row.unit), row.extension_days), calendar)
                assert without is not None
                assert due >= without
            assert [moment for moment, _word in row.ahead] == sorted(moment for moment, _word in row.ahead)
        assert case.due_on == min((row.due_on for row in rows if row.due_on), default=None)

    @invariant()
    def a_word_is_said_once(self) -> None:
        said = CaseEntry.objects.filter(case_id=self.case.pk, kind="moved", part="clock").values_list("at", flat=True)
        assert len(said) == len(set(said))


def test_random_histories(opened: Opening, cast: SimpleNamespace, across_scopes: None) -> None:
    machine = type("Machine", (Histories,), {"opened": staticmethod(opened), "cast": cast})
    quick = settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    run_state_machine_as_test(machine, settings=quick)
