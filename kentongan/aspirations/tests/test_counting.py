"""The public figures: what counts where, and that every step of every history leaves them as a fresh count would find them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.aspirations.actions.counting import count_again
from kentongan.aspirations.models import ReportFigure, ReportTally
from kentongan.aspirations.policies.figures import Counted, Figure, cells_of, changes, summed, total
from kentongan.aspirations.queries.counting import counted_again, counted_now, counted_of
from kentongan.aspirations.rules import WORKFLOWS
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case
from kentongan.core.actions import declare_day, sweep_untold, take_back_day
from kentongan.core.models import CalendarOverride
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office

NOVEMBER = date(2026, 11, 1)
PUBLIC = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "Jembatan", "public_text": "Patah."}
Sending = Callable[..., Receipt]


def tell_all() -> None:
    """Everything that was emitted is told, as the worker would."""
    while sweep_untold(now=timezone.now() + timedelta(minutes=10)):
        pass


def counted(**changes: Any) -> Counted:
    """A report of November in Siding, at the regency's desk."""
    return Counted(**({"month": NOVEMBER, "place": "61.07.16.2001", "holder": "desk:61.07"} | changes))


# --- Policies --------------------------------------------------------------------------------------------------------------

VILLAGE, DISTRICT, REGENCY = "place:61.07.16.2001", "place:61.07.16", "place:61.07"


@pytest.mark.parametrize(
    ("changed", "abouts"),
    [
        ({}, [REGENCY, DISTRICT, VILLAGE, "desk:61.07"]),
        ({"holder": "office:12"}, [REGENCY, DISTRICT, VILLAGE, "office:12"]),
        ({"holder": "desk:61.07.16"}, [REGENCY, DISTRICT, VILLAGE, "desk:61.07.16"]),
        ({"holder": "desk:61.07.16.2001"}, [REGENCY, DISTRICT, VILLAGE, "desk:61.07.16.2001"]),
        # a secret one: nothing below the regency says that there is one
        ({"is_secret": True}, [REGENCY, "desk:61.07"]),
        ({"is_secret": True, "holder": "office:12"}, [REGENCY, "office:12"]),
        ({"is_secret": True, "holder": "desk:61.07.16"}, [REGENCY]),
        ({"is_secret": True, "holder": "desk:61.07.16.2001"}, [REGENCY]),
        ({"place": "61.07.16"}, [REGENCY, DISTRICT, "desk:61.07"]),
    ],
)
def test_where_a_report_counts(changed: dict[str, Any], abouts: list[str]) -> None:
    assert cells_of(counted(**changed)) == tuple((about, NOVEMBER) for about in abouts)


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ({}, None),
        ({0: 1}, 0),
        ({3: 1, 9: 1}, 3),
        ({3: 1, 5: 1, 9: 1}, 5),
        ({1: 499, 2: 1, 40: 500}, 2),
        ({1: 499, 2: 1, 40: 501}, 40),
    ],
)
def test_median(days: dict[int, int], median: int | None) -> None:
    assert Figure(days=days).median_days == median


def test_changes_take_away_what_was_added() -> None:
    before, after = counted(), counted(holder="office:12", is_forwarded=True, is_answered=True, is_in_time=True, days=4)
    assert changes(before, before) == {}
    answered = Figure(forwarded=1, answered=1, in_time=1, days={4: 1})
    assert changes(before, after) == {
        (REGENCY, NOVEMBER): answered,
        (DISTRICT, NOVEMBER): answered,
        (VILLAGE, NOVEMBER): answered,
        ("desk:61.07", NOVEMBER): Figure(received=-1),
        ("office:12", NOVEMBER): Figure(received=1, forwarded=1, answered=1, in_time=1, days={4: 1}),
    }
    assert changes(after, None)["office:12", NOVEMBER] == Figure(-1, -1, -1, -1, days={4: -1})
    assert summed([("a", Figure(received=1, days={4: 1})), ("a", Figure(received=2, days={4: 1, 5: 1})), ("b", Figure())]) == {
        "a": Figure(received=3, days={4: 2, 5: 1}),
        "b": Figure(),
    }
    assert total([after, after])[("office:12", NOVEMBER)] == Figure(2, 2, 2, 2, days={4: 2})


# --- Steps -----------------------------------------------------------------------------------------------------------------


def figures() -> dict[tuple[str, str], Figure]:
    """The figures as they are kept, the regency's and below, once everything was told."""
    tell_all()
    return {(about, f"{month:%Y-%m}"): figure for (about, month), figure in counted_now().items()}


def test_one_report_from_sending_to_closing(
    sent: Case, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime, across_scopes: None
) -> None:
    village, district = cast.siding_village.code, cast.siding_village.parent_id
    places = [(f"place:{code}", "2026-11") for code in ("61.07", district, village)]
    office = (f"office:{roads.pk}", "2026-11")
    assert figures() == dict.fromkeys([*places, ("desk:61.07", "2026-11")], Figure(received=1))

    actions.verify_report(actor=cast.rini, case=sent, now=now, **PUBLIC)
    actions.forward_report(actor=cast.rini, case=sent, to=cast.regency, office=roads, reason="Tugasnya.", now=now)
    assert figures() == dict.fromkeys([*places, office], Figure(received=1, forwarded=1))

    late = now + timedelta(days=40)
    cases.fire_due(now=late)
    assert figures() == dict.fromkeys([*places, office], Figure(received=1, forwarded=1, overdue=1))

    cases.move_case(actor=liaison, case=case_queries.get_case(sent.pk), action="answer", text="Sudah dipasang.", now=late)
    # 25 November to 3 January without week-ends, Christmas with its joint leave, and New Year: 25 working days
    answered = Figure(received=1, forwarded=1, answered=1, days={25: 1})
    assert figures() == dict.fromkeys([*places, office], answered)

    cases.move_as_applicant(case=case_queries.get_case(sent.pk), action="accept", now=late)
    assert {figure.closed for figure in figures().values()} == {1}
    assert counted_again() == counted_now()


def test_answered_in_time_and_told_twice(sent: Case, cast: SimpleNamespace, now: datetime, across_scopes: None) -> None:
    cases.move_case(actor=cast.rini, case=sent, action="answer", text="Sudah.", now=now + timedelta(days=1))
    regency = ("place:61.07", "2026-11")
    assert figures()[regency] == Figure(received=1, answered=1, in_time=1, days={1: 1})
    assert actions.count_report(case_id=sent.pk) is False
    assert figures()[regency] == Figure(received=1, answered=1, in_time=1, days={1: 1})


@pytest.mark.parametrize("action", ["archive", "join"])
def test_what_ends_without_being_a_report_of_its_own_counts_nowhere(
    sent: Case, cast: SimpleNamespace, now: datetime, action: str, across_scopes: None
) -> None:
    assert len(figures()) == 4
    cases.move_case(actor=cast.rini, case=sent, action=action, text="Sudah ada.", now=now)
    assert figures() == {}
    assert ReportFigure.objects.count() == 4  # the empty cells stay


def test_suspected_spam_counts_once_it_is_verified(send: Sending, cast: SimpleNamespace, now: datetime, across_scopes: None) -> None:
    case = send(suspicion="Tautan").case
    assert figures() == {}
    actions.verify_report(actor=cast.rini, case=case, now=now, **PUBLIC)
    assert len(figures()) == 4


def test_a_secret_report_is_not_seen_in_the_figures_of_its_village(
    send: Sending, cast: SimpleNamespace, now: datetime, across_scopes: None
) -> None:
    case = send(is_secret=True).case
    assert figures() == dict.fromkeys([("place:61.07", "2026-11"), ("desk:61.07", "2026-11")], Figure(received=1))
    actions.verify_report(actor=cast.rini, case=case, now=now, **PUBLIC)
    actions.forward_report(actor=cast.rini, case=case, to=cast.siding_village, reason="Tugas desa.", now=now)
    assert figures() == {("place:61.07", "2026-11"): Figure(received=1, forwarded=1)}


def test_a_day_declared_off_afterwards(sent: Case, cast: SimpleNamespace, now: datetime, across_scopes: None) -> None:
    cases.move_case(actor=cast.rini, case=sent, action="answer", text="Sudah.", now=now + timedelta(days=2))
    regency = ("place:61.07", "2026-11")
    assert figures()[regency].days == {2: 1}
    later = now + timedelta(days=5)
    declare_day(actor_id=None, day=date(2026, 11, 25), is_working=False, reason="Pilkada", now=later)
    assert figures()[regency].days == {1: 1}
    take_back_day(actor_id=None, day=date(2026, 11, 25), now=later)
    assert figures()[regency].days == {2: 1}


@pytest.mark.parametrize("step", ["answer", "refer"])
def test_what_was_doubtful_counts_once_somebody_took_it_up(
    send: Sending, cast: SimpleNamespace, now: datetime, step: str, across_scopes: None
) -> None:
    case = send(suspicion="Tautan").case
    assert figures() == {}
    cases.move_case(actor=cast.rini, case=case, action=step, text="Sudah.", now=now)
    assert (len(figures()), counted_again()) == (4, counted_now())


def test_a_secret_report_is_not_seen_with_an_office_below_the_regency(
    send: Sending, cast: SimpleNamespace, roads: Office, now: datetime, across_scopes: None
) -> None:
    below = Office.objects.create(region=cast.siding_village.parent, name="Puskesmas Siding")
    case, secret = send().case, send(is_secret=True).case
    for each in (case, secret):
        actions.verify_report(actor=cast.rini, case=each, now=now, **PUBLIC)
    holders = {}
    for office in (roads, below):
        Case.objects.filter(pk__in=[case.pk, secret.pk]).update(office=office, held_by="office")
        holders[office] = {pk: value.holder for pk, value in counted_of([case.pk, secret.pk]).items() if value is not None}
    assert holders == {
        roads: dict.fromkeys((case.pk, secret.pk), f"office:{roads.pk}"),
        below: {case.pk: f"office:{below.pk}", secret.pk: "desk:61.07"},
    }


@pytest.mark.parametrize("count", [1, 30])
def test_counting_costs_the_same_for_one_and_for_thirty(
    count: int, send: Sending, cast: SimpleNamespace, now: datetime, across_scopes: None, django_assert_num_queries: Any
) -> None:
    ids = [send().case.pk for _each in range(count)]
    for pk in ids:
        cases.move_case(actor=cast.rini, case=case_queries.get_case(pk), action="answer", text="Sudah.", now=now + timedelta(days=2))
    tell_all()
    with django_assert_num_queries(4):  # cases; terms; moves; the calendar
        counted_of(ids)
    CalendarOverride.objects.create(date=date(2026, 11, 25), is_working=False, reason="Pilkada")
    # the transaction (2); the tallies; the four above; the tallies written; the cells made sure of; each of four read and written
    with django_assert_num_queries(17):
        assert count_again(day=date(2026, 11, 25)) == count
    assert counted_now() == counted_again()


# --- The command -----------------------------------------------------------------------------------------------------------


def test_the_command_finds_and_mends_what_is_wrong(sent: Case, send: Sending, now: datetime, across_scopes: None) -> None:
    tell_all()
    other = send(is_secret=True).case  # not told yet
    ReportFigure.objects.filter(about="desk:61.07").update(received=7)
    said = StringIO()
    with pytest.raises(CommandError, match="2 angka berbeda"):
        call_command("report_figures", "check", stdout=said)
    assert [line.partition(":")[0] for line in said.getvalue().splitlines()] == ["desk", "place"]
    said = StringIO()
    call_command("report_figures", "recount", stdout=said)
    assert said.getvalue() == "1 laporan dihitung ulang, 1 angka dibetulkan.\n"
    call_command("report_figures", "check", stdout=said)
    assert counted_again() == counted_now()
    assert ReportTally.objects.filter(pk=other.pk, is_secret=True).exists()


# --- Random histories ------------------------------------------------------------------------------------------------------

ACTORS = ("rini", "budi", "agus", "applicant")
STEPS = sorted({arrow.action for workflow in WORKFLOWS.values() for arrow in workflow.arrows})


class Histories(RuleBasedStateMachine):
    """Three reports, everything that can befall them, and subscribers that are told late and in turns."""

    cast: SimpleNamespace
    offices: list[Office]
    people: dict[str, Person]
    send: Sending

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
        self.now = datetime(2026, 3, 2, 2, tzinfo=UTC)
        places = (self.cast.siding_village, self.cast.siding_village, self.cast.jagoi_village)
        self.ids = [self.send(region=region, is_secret=index == 1, now=self.now).case.pk for index, region in enumerate(places)]

    def attempt(self, deed: Any, which: int, **values: Any) -> None:
        try:
            with transaction.atomic():
                deed(case=case_queries.get_case(self.ids[which]), now=self.now, **values)
        except (Denied, Stale):
            return

    @rule(which=st.integers(0, 2), who=st.sampled_from(ACTORS), action=st.sampled_from(STEPS))
    def move(self, which: int, who: str, action: str) -> None:
        if who == "applicant":
            self.attempt(cases.move_as_applicant, which, action=action, text="Ini.")
        else:
            self.attempt(cases.move_case, which, actor=self.people[who], action=action, text="Ini.")

    @rule(which=st.integers(0, 2), kind=st.sampled_from(["complaint", "aspiration", "question"]), examined=st.booleans())
    def verify(self, which: int, kind: str, examined: bool) -> None:
        values = PUBLIC | {"kind": kind, "needs_examination": examined}
        self.attempt(actions.verify_report, which, actor=self.people["rini"], **values)

    @rule(which=st.integers(0, 2), where=st.sampled_from(["regency", "siding_village"]), office=st.booleans())
    def forward(self, which: int, where: str, office: bool) -> None:
        chosen = self.offices[0] if office and where == "regency" else None
        self.attempt(actions.forward_report, which, actor=self.people["rini"], to=getattr(self.cast, where), office=chosen, reason="Ya.")

    @rule(which=st.integers(0, 2), days=st.integers(1, 10))
    def extend(self, which: int, days: int) -> None:
        self.attempt(cases.extend_term, which, actor=self.people["agus"], term="complaint", days=days, reason="Perlu.")

    @rule(days=st.sampled_from([0, 1, 3, 20, 70]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days, hours=1)
        cases.fire_due(now=self.now)

    @rule(ago=st.integers(0, 30), is_working=st.booleans())
    def calendar_changes(self, ago: int, is_working: bool) -> None:
        day = (self.now - timedelta(days=ago)).date()
        declare_day(actor_id=None, day=day, is_working=is_working, reason="Ditetapkan", now=self.now)

    @rule()
    def told(self) -> None:
        tell_all()
        assert counted_now() == counted_again()

    @invariant()
    def never_negative_and_never_more_than_there_are(self) -> None:
        kept = counted_now()
        assert all(0 <= figure.in_time <= figure.answered <= figure.received <= 3 for figure in kept.values())


def test_random_histories_leave_the_figures_as_a_fresh_count_finds_them(
    cast: SimpleNamespace, roads: Office, liaison: Person, send: Sending
) -> None:
    Histories.cast, Histories.offices, Histories.send = cast, [roads], staticmethod(send)
    Histories.people = {"rini": cast.rini, "budi": cast.budi, "agus": liaison}
    with scopes_disabled():
        run_state_machine_as_test(
            Histories,
            settings=settings(max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)),
        )
