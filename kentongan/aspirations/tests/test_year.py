"""A simulated year with its holidays: it makes no difference when the clock looks, and each level is told after the one below it."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseEntry, CaseTerm
from kentongan.core.actions import declare_day
from kentongan.core.models import EventRecord
from kentongan.core.queries import off_days
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office, Role

from .conftest import Sending
from .life import Life, at, by_hand

YEAR_BEGINS, YEAR_ENDS = at("2026-01-02", 0), at("2026-12-31", 0)
REPORTS = 6
STEPS = ("follow_up", "ask", "complete", "answer", "accept", "reopen", "send_back", "forward", "extend", "hand_on", "resume")
TARGETS = ("village", "district", "office", "", "village", "district")


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def people(cast: SimpleNamespace, liaison: Person, roads: Office) -> SimpleNamespace:
    """The cast, Agus of public works, and the officer of the district."""
    camat = make_person("camat", "Yusuf Camat", phone="+6281255500130")
    grant(camat, Role.DISTRICT_OFFICER, region=cast.siding_district, at=YEAR_BEGINS)
    return SimpleNamespace(**vars(cast), agus=liaison, camat=camat, roads=roads)


def sent_at(which: int) -> datetime:
    """When a report of the year was sent."""
    return YEAR_BEGINS + timedelta(days=50 * which)


def script(seed: int) -> list[tuple[datetime, int, str]]:
    """(moment, which report, which step) of a year, the same for the same seed. What does not fit is simply refused."""
    chance = random.Random(seed)
    hours = int((YEAR_ENDS - YEAR_BEGINS) / timedelta(hours=1))
    steps = [(YEAR_BEGINS + timedelta(hours=chance.randrange(hours), minutes=30), chance.randrange(REPORTS)) for _ in range(110)]
    found = [(moment, which, chance.choice(STEPS)) for moment, which in steps if moment > sent_at(which)]
    for which in range(REPORTS):  # each is given to somebody, and then left alone for a while
        begin = sent_at(which) + timedelta(days=20, hours=10)
        found += [(begin, which, "verify"), (begin + timedelta(hours=1), which, f"forward {TARGETS[which]}".strip())]
    found += [(at(f"2026-{month:02}-10"), 0, f"holiday 2026-{month:02}-12") for month in range(1, 13)]
    found.append((at("2026-12-01"), 0, "working 2026-12-24"))
    return sorted(found)


def take(life: Life, step: str, moment: datetime) -> None:
    """One line of the script."""
    name, _, detail = step.partition(" ")
    if name in ("holiday", "working"):
        declare_day(actor_id=None, day=at(detail).date(), is_working=name == "working", reason="Ditetapkan", now=moment)
        cases.recompute_terms(now=moment)
    elif name == "extend":
        life.extend(who=life.who_can("answer"), days=7, now=moment)
    else:
        life.take(name, who=life.who_can(name), text="Ini.", now=moment, to=detail)


def every_minute(until: datetime) -> None:
    """What a clock does that looks every minute: at each moment at which there is something to say, and then it is heard."""
    while alarm := CaseTerm.objects.filter(ended_at=None, next_at__lte=until).order_by("next_at").values_list("next_at", flat=True).first():
        cases.fire_due(now=alarm)


def left_behind(lives: list[Life]) -> Iterator[object]:
    """Rows and events of a year, without the keys that differ from run to run."""
    numbers = {life.case.pk: index for index, life in enumerate(lives)}
    entries = CaseEntry.objects.order_by("case_id", "at", "pk").values_list(
        "case_id", "kind", "action", "target", "part", "text", "data", "at"
    )
    terms = CaseTerm.objects.order_by("case_id", "pk").values_list(
        "case_id", "name", "due_on", "overdue_at", "rungs", "ended_at", "reminded_first_at", "reminded_last_at"
    )
    kept = Case.objects.order_by("pk").values_list(
        "pk", "status", "owner", "escalated_to", "escalated_level", "due_on", "closed_at", "version"
    )
    yield from ((numbers[row[0]], *row[1:]) for row in (*entries, *terms, *kept) if row[0] in numbers)
    events = EventRecord.objects.filter(name__startswith="cases.", payload__case_id__in=list(numbers))
    told = [
        (numbers[row["case_id"]], name, at, row.get("level", ""), row.get("term", ""))
        for name, at, row in events.values_list("name", "at", "payload")
    ]
    yield from sorted(told)


def live(seed: int, ticks: list[datetime], send: Sending, people: SimpleNamespace, *, watches: bool = False) -> list[object]:
    """What a year leaves behind with the clock looking at these moments; ``watches``: and every minute between them."""
    with transaction.atomic():
        lives = [Life(people, case, case) for case in (send(now=sent_at(which)).case for which in range(REPORTS))]
        ahead = sorted([(moment, 1, -1, "tick") for moment in ticks] + [(moment, 0, which, step) for moment, which, step in script(seed)])
        for moment, _order, which, step in ahead:
            if watches:
                every_minute(moment)
            if step == "tick":
                cases.fire_due(now=moment)
                continue
            for _attempt in range(2):
                try:
                    with transaction.atomic():
                        take(lives[which], step, moment)
                except Denied:
                    pass
                except Stale:  # the clock had moved it: whoever acts sees the new page first
                    cases.fire_due(now=moment)
                    continue
                break
        cases.fire_due(now=YEAR_ENDS)
        left = list(left_behind(lives))
        transaction.set_rollback(True)
    return left


@pytest.mark.once  # what it says is of days and moments, not of the database; the deeds it plays are tested on both
def test_it_makes_no_difference_when_the_clock_looks(send: Sending, people: SimpleNamespace) -> None:
    chance = random.Random(5)
    minutes = int((YEAR_ENDS - YEAR_BEGINS) / timedelta(minutes=1))
    twice_a_day = [YEAR_BEGINS + timedelta(hours=hour) for hour in range(0, minutes // 60, 12)]
    always = live(1, twice_a_day, send, people, watches=True)
    sometimes = live(1, [YEAR_BEGINS + timedelta(minutes=chance.randrange(minutes)) for _ in range(60)], send, people)
    never = live(1, [], send, people)
    said = {row[1] for row in always if isinstance(row, tuple)}
    assert {"reminded", "overdue", "escalated", "moved", "extended", "due_moved"} - said == set()
    assert sometimes == always
    assert never == always


# Sent on Monday, 9 March 2026: Nyepi is the 19th with joint leave before it, Idul Fitri the 21st and 22nd with joint leave around it.
LADDER = {
    "village": [("overdue", ""), ("escalated", "district"), ("escalated", "regency"), ("escalated", "leader")],
    "district": [("overdue", ""), ("escalated", "regency"), ("escalated", "leader")],
    "": [("overdue", ""), ("escalated", "leader")],
}
TOLD = {"district": "region:61.07.12", "regency": "region:61.07", "leader": "region:61.07"}


@pytest.mark.parametrize("to", LADDER, ids=["from the village", "from the district", "from the regency"])
def test_the_lower_level_is_told_first(to: str, send: Sending, people: SimpleNamespace) -> None:
    sent = at("2026-03-09")
    case = send(now=sent).case
    life = Life(people, case, case)
    life.take("verify", who="rini", text="", now=sent)
    life.take("forward", who="rini", text="Jalan desa.", now=sent, to=to)
    cases.fire_due(now=at("2026-03-31"))
    first = case.entries.filter(part="clock", data__term="first_follow_up").order_by("at", "pk")
    off, working = off_days(range(2026, 2028))
    term = CaseTerm.objects.get(case=case, name="first_follow_up")
    days = [by_hand(CaseTerm(started_on=term.started_on, days=number), off, working) for number in (4, 5, 6, 8, 10)]
    told = [(entry.kind, entry.data.get("level", "") or entry.data.get("share", ""), timezone.localtime(entry.at)) for entry in first]
    by_level = dict(zip(("district", "regency", "leader"), days[2:], strict=True))
    assert told == [
        ("reminded", 75, at(days[0], 7)),
        ("reminded", 90, at(days[1], 7)),
        *((kind, level, at(by_level[level] if level else days[1] + timedelta(days=1), 7)) for kind, level in LADDER[to]),
    ]
    scopes = [entry.data["to"] for entry in first if entry.kind == "escalated"]
    assert scopes == [TOLD[level] for _kind, level in LADDER[to] if level]
    life.case.refresh_from_db()
    assert (life.case.escalated_level, life.case.escalated_to) == ("leader", "region:61.07")
