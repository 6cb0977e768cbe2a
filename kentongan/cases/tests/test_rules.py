"""Who may do what: the sample's table against everybody in every status."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest

from conftest import grant
from kentongan.cases import queries, rules
from kentongan.cases.models import Case
from kentongan.cases.policies import Right, WrongTable
from kentongan.groups.models import Role

from .sample import SAMPLE

CAST = ("sari", "budi", "wati", "joko", "rini", "adi")
HANDLER, OVERSEER = {"accept", "ask", "answer", "refuse"}, {"refuse", "recheck"}


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.mark.parametrize("status", [status.key for status in SAMPLE.statuses])
@pytest.mark.parametrize("action", sorted({arrow.action for arrow in SAMPLE.arrows}))
def test_who_may_take_which_step(status: str, action: str, sent: Case, cast: SimpleNamespace) -> None:
    sent.status = status
    arrow = SAMPLE.arrow(status, action)
    expected = set()
    if arrow is not None:
        expected |= {"budi"} if action in HANDLER else set()
        expected |= {"rini"} if action in OVERSEER else set()
    assert {name for name in CAST if rules.can_move_case(getattr(cast, name), sent, action)} == expected
    by_code = action in {arrow.action for arrow in rules.actions_open_to_applicant(sent)}
    assert by_code == (arrow is not None and "applicant" in arrow.parts)


def test_what_somebody_is_to_a_case(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    grant(cast.wati, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    grant(cast.adi, Role.LEADER, region=cast.regency, at=now)

    def parts() -> dict[str, set[str]]:
        return {name: set(rules.parts_of(getattr(cast, name), sent)) for name in ("budi", "rini", "wati", "adi", "joko")}

    assert parts() == {"budi": {"desk", "handler"}, "rini": {"overseer"}, "wati": set(), "adi": set(), "joko": set()}
    sent.escalated_to, sent.escalated_level = cast.siding_district.scope, "district"
    assert parts()["wati"] == {"overseer"}
    sent.escalated_to, sent.escalated_level = cast.regency.scope, "leader"
    assert (parts()["wati"], parts()["adi"]) == (set(), {"overseer"})
    sent.held_by, sent.person = "person", cast.joko
    assert (parts()["budi"], parts()["joko"]) == ({"desk"}, {"handler"})


@pytest.mark.parametrize(
    ("right", "who"),
    [
        (Right.READ, {"budi", "rini"}),
        (Right.NOTE, {"budi", "rini"}),
        (Right.ATTACH, {"budi"}),
        (Right.ASSIGN, {"budi", "rini"}),
        (Right.EXTEND, {"budi", "rini"}),
        (Right.LETTER, {"budi"}),
    ],
)
def test_who_has_which_right(right: Right, who: set[str], sent: Case, cast: SimpleNamespace) -> None:
    assert {name for name in CAST if rules.has_right(rules.parts_of(getattr(cast, name), sent), sent, right)} == who
    assert {name for name in CAST if rules.can_see_case(getattr(cast, name), sent)} == {"budi", "rini"}


def test_a_role_never_makes_an_applicant_or_a_clock(sent: Case, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = replace(SAMPLE, parts_of=lambda actor, case: frozenset({"applicant", "clock", "friend"}))
    monkeypatch.setitem(queries.registered, SAMPLE.kind, greedy)
    assert rules.parts_of(cast.sari, sent) == {"friend"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [({"starts": ("forever",)}, "terms without a setting"), ({"ladder": "tall"}, "no ladder"), ({"label": "Lain"}, "signed up twice")],
)
def test_a_kind_that_cannot_be_signed_up(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(WrongTable, match=problem):
        queries.register_workflow(replace(SAMPLE, **changes))  # type: ignore[arg-type]
    assert (queries.workflow_of(SAMPLE.kind), queries.register_workflow(SAMPLE)) == (SAMPLE, SAMPLE)
    with pytest.raises(LookupError):
        queries.workflow_of("sample.unknown")
