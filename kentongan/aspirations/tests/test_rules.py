"""Role × status × action: the whole table of what may be done with a report."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, rules
from kentongan.aspirations.rules import desks
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.core.rules import Denied
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


# status → who may set its kind, title and public words right, and who may write down the number of SP4N-LAPOR! (beside "rini": nobody)
MENDED_IN = {*TABLE} - {"sent"}


@pytest.mark.parametrize("status", TABLE)
def test_deeds_beside_the_table(
    status: str, sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime, across_scopes: None
) -> None:
    Case.objects.filter(pk=sent.pk).update(status=status, held_by="office", office=roads)
    sent.refresh_from_db()
    people = SimpleNamespace(**vars(cast), agus=liaison)
    rini = {"rini"}
    assert {name for name in CAST if not desks.why_not_mend(getattr(people, name), sent)} == (rini if status in MENDED_IN else set())
    assert {name for name in CAST if not desks.why_not_number(getattr(people, name), sent)} == (rini if status == "handed_on" else set())
    values: dict[str, Any] = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "A", "public_text": "B"}
    if status not in MENDED_IN:
        with pytest.raises(Denied, match="belum diverifikasi"):
            actions.mend_report(actor=cast.rini, case=sent, now=now, **values)


@pytest.mark.parametrize(
    ("held_by", "is_closed", "who"),
    [("desk", False, {"rini"}), ("person", False, {"rini"}), ("office", False, set()), ("desk", True, set()), ("office", True, set())],
)
def test_who_says_who_works_on_it(
    held_by: str, is_closed: bool, who: set[str], sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime,
    across_scopes: None,
) -> None:  # fmt: skip
    holder = {"office": {"office": roads}, "person": {"person": liaison}}.get(held_by, {})
    Case.objects.filter(pk=sent.pk).update(held_by=held_by, closed_at=now if is_closed else None, **holder)
    sent.refresh_from_db()
    people = SimpleNamespace(**vars(cast), agus=liaison)
    assert {name for name in CAST if not desks.why_not_assign(getattr(people, name), sent)} == who
    if "rini" not in who:
        with pytest.raises(Denied):
            actions.assign_report(actor=cast.rini, case=sent, person=cast.rini, now=now)
