"""Role × status × action: the whole table of what may be done with a report."""

from types import SimpleNamespace

import pytest

from kentongan.accounts.models import Person
from kentongan.aspirations import rules
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.groups.models import Office

CAST = ("sari", "budi", "wati", "joko", "rini", "adi", "agus")

# status → action → who takes it while the report lies with the office of public works. "pelapor" is whoever holds number and code.
TABLE: dict[str, dict[str, set[str]]] = {
    "sent": {action: {"rini"} for action in ("verify", "ask", "answer", "join", "refer", "archive", "hand_on")},
    "asked": {"complete": {"pelapor"}, "resume": {"rini"}, "archive": {"rini"}},
    "verified": {action: {"rini"} for action in ("forward", "ask", "answer", "join", "refer", "archive", "hand_on")},
    "forwarded": {"follow_up": {"agus"}, "ask": {"agus"}, "send_back": {"agus"}, "answer": {"agus"}, "hand_on": {"rini"}},
    "asked_in_work": {"complete": {"pelapor"}, "resume": {"agus"}},
    "in_work": {"ask": {"agus"}, "send_back": {"agus"}, "answer": {"agus"}, "hand_on": {"rini"}},
    "answered": {"accept": {"pelapor"}, "lapse": {"clock"}, "reopen": {"pelapor"}},
    "closed": {"reopen": {"pelapor"}},
    "reopened": {"answer": {"agus"}},
    "answered_again": {"accept": {"pelapor"}, "lapse": {"clock"}},
    "closed_again": {},
    "handed_on": {"answer": {"rini"}},
    "joined": {"unjoin": {"rini"}},
    "not_ours": {},
    "archived": {},
}


@pytest.mark.parametrize("kind", rules.WORKFLOWS)
def test_all_kinds_share_one_table(kind: str) -> None:
    workflow = rules.WORKFLOWS[kind]
    found = {status.key: {arrow.action for arrow in workflow.arrows if status.key in arrow.sources} for status in workflow.statuses}
    assert found == {status: set(actions) for status, actions in TABLE.items()}


@pytest.mark.parametrize("status", TABLE)
def test_who_takes_which_step(status: str, sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, across_scopes: None) -> None:
    sent.status, sent.held_by, sent.office = status, Case.HeldBy.OFFICE, roads
    people = SimpleNamespace(**vars(cast), agus=liaison)
    found: dict[str, set[str]] = {}
    for name in CAST:
        for arrow in case_rules.actions_open_to(getattr(people, name), sent):
            found.setdefault(arrow.action, set()).add(name)
    for arrow in case_rules.actions_open_to_applicant(sent):
        found.setdefault(arrow.action, set()).add("pelapor")
    for action in TABLE[status]:
        if case_rules.arrow_for(case_rules.BY_CLOCK, sent, action):
            found.setdefault(action, set()).add("clock")
    # the coordinator's desk owns the case, so she may also do what those in charge may
    expected = {action: who | ({"rini"} if "agus" in who else set()) for action, who in TABLE[status].items()}
    assert found == expected


@pytest.mark.parametrize(
    ("is_anonymous", "who"), [(False, {"rini", "agus"}), (True, {"rini"})], ids=["with a name", "anonim: the coordinator alone"]
)
def test_who_may_ask_for_the_sender(
    is_anonymous: bool, who: set[str], sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, across_scopes: None
) -> None:
    sent.report.is_anonymous = is_anonymous
    sent.report.save()
    sent.held_by, sent.office = Case.HeldBy.OFFICE, roads
    people = SimpleNamespace(**vars(cast), agus=liaison)
    assert {name for name in CAST if rules.CONFIDANT in case_rules.parts_of(getattr(people, name), sent)} == who
