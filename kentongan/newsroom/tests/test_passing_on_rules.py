"""Who asks, answers, takes back and looks into answers of a task: role × state of the task."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from conftest import grant, make_person
from kentongan.groups.models import Role
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.queries import passing_on as queries
from kentongan.newsroom.rules import passing_on as rules
from kentongan.publishing import actions as publishing

from .conftest import Write

pytestmark = pytest.mark.usefixtures("across_scopes")
EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi", "lina", "maria", "visitor")
GROUP = {"sari", "yohanes", "dewi", "markus"}
NOBODY: set[str] = set()
# state → what may be done → by whom. The bulletin is Desa Siding's: Budi sends there, Rini coordinates above. Lina holds the kecamatan
# between them, Maria writes for an office of the regency: neither has a say in a village.
TABLE: dict[str, dict[str, set[str]]] = {
    "wish": {"ask": {"budi"}, "tend": {"budi", "rini"}, "see": NOBODY, "answer": NOBODY, "refuse": NOBODY},
    "open": {"ask": {"budi", "rini"}, "tend": {"budi", "rini"}, "see": GROUP, "answer": GROUP, "refuse": GROUP},
    "answered": {"ask": {"budi", "rini"}, "tend": {"budi", "rini"}, "see": GROUP, "answer": GROUP, "refuse": NOBODY},
    "called_off": {"ask": {"budi", "rini"}, "tend": {"budi", "rini"}, "see": GROUP, "answer": NOBODY, "refuse": NOBODY},
    "gone": {"ask": NOBODY, "tend": {"budi", "rini"}, "see": GROUP, "answer": NOBODY, "refuse": NOBODY},
}


@pytest.fixture
def crowd(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    cast.lina, cast.maria = make_person("lina", "Lina Marlina"), make_person("maria", "Maria Goreti")
    cast.visitor = AnonymousUser()
    grant(cast.lina, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    grant(cast.maria, Role.OFFICE_LIAISON, region=cast.regency, at=now)
    return cast


def give(crowd: SimpleNamespace, task: Any, now: datetime) -> Any:
    return passing_on.pass_on(actor=crowd.dewi, task=task, group=crowd.siding, client_id=uuid4(), carriers=["papan"], now=now)


def in_state(state: str, crowd: SimpleNamespace, write: Write, now: datetime) -> Any:
    text = write("Imunisasi", crowd.budi, owner=crowd.siding_village, status="draft" if state == "wish" else "published")
    task = asking.ask_to_pass_on(actor=crowd.budi, publication=text, now=now)
    if state == "answered":
        give(crowd, task, now)
    if state == "called_off":
        asking.call_off(actor=crowd.rini, task=task, reason="Ditunda.", now=now)
    if state == "gone":
        publishing.withdraw_publication(actor=crowd.budi, publication=text, reason="Keliru.", now=now)
    return queries.task_of(text)


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what(state: str, crowd: SimpleNamespace, write: Write, now: datetime) -> None:
    task = in_state(state, crowd, write, now)
    reception = queries.reception_of(task, crowd.siding)
    asked = {
        "ask": lambda actor: rules.can_ask(actor, task.publication),
        "tend": lambda actor: rules.can_tend(actor, task.publication),
        "see": lambda actor: rules.can_see_task(actor, task, crowd.siding),
        "answer": lambda actor: rules.can_answer(actor, task, crowd.siding),
        "refuse": lambda actor: rules.can_refuse(actor, task, crowd.siding, reception),
    }
    assert {deed: {name for name in EVERYBODY if may(getattr(crowd, name))} for deed, may in asked.items()} == TABLE[state]


def test_who_takes_back_and_who_looks_at_proof(crowd: SimpleNamespace, write: Write, now: datetime) -> None:
    task = in_state("open", crowd, write, now)
    part = give(crowd, task, now)
    own = passing_on.pass_on(actor=crowd.sari, task=task, group=crowd.siding, client_id=uuid4(), carriers=["papan"], now=now)
    photo = SimpleNamespace(part=part)
    found = {
        "take back": {name for name in EVERYBODY if rules.can_take_back(getattr(crowd, name), part)},
        "take back a redaktur's": {name for name in EVERYBODY if rules.can_take_back(getattr(crowd, name), own)},
        "ask back": {name for name in EVERYBODY if rules.can_ask_back(getattr(crowd, name), part)},
        "see proof": {name for name in EVERYBODY if rules.can_see_proof(getattr(crowd, name), photo)},
    }
    assert found == {
        "take back": GROUP,
        "take back a redaktur's": GROUP - {"dewi"},
        "ask back": {"budi", "rini"},
        "see proof": GROUP | {"budi", "rini"},
    }


def test_a_liaison_wishes_in_a_draft_and_the_coordinator_has_it_afterwards(crowd: SimpleNamespace, write: Write, now: datetime) -> None:
    draft = write("Imunisasi", crowd.maria, owner=crowd.regency)
    assert rules.can_ask(crowd.maria, draft)
    publishing.submit_publication(actor=crowd.maria, publication=draft, now=now)
    publishing.publish_publication(actor=crowd.rini, publication=draft, now=now)
    assert [rules.can_ask(actor, draft) for actor in (crowd.maria, crowd.rini)] == [False, True]
    assert [rules.can_tend(actor, draft) for actor in (crowd.maria, crowd.rini)] == [True, True]


def test_a_groups_own_text_asks_nobody(crowd: SimpleNamespace, write: Write, now: datetime) -> None:
    text = write("Kabar", crowd.sari, status="published")
    assert [rules.can_ask(actor, text) or rules.can_tend(actor, text) for actor in (crowd.sari, crowd.rini)] == [False, False]
