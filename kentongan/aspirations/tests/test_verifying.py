"""The coordinator reads it, everybody may read it, those in charge get it."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import AnswerTemplate, Report
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office

from .conftest import Sending


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def read(**changes: object) -> dict[str, Any]:
    values = {
        "kind": "complaint",
        "category": "jalan",
        "needs_examination": False,
        "public_title": "Jembatan gantung rusak",
        "public_text": "Jembatan gantung di Dusun Hulu patah tiga papan.",
    }
    return values | changes


def shown() -> int:
    return EventRecord.objects.filter(name="aspirations.ReportShown").count()


def test_verified_it_can_be_read_by_everybody(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    report = actions.verify_report(actor=cast.rini, case=sent, now=now, **read())
    assert (sent.status, report.published_at, report.public_title, report.text[:8]) == (
        "verified",
        now,
        "Jembatan gantung rusak",
        "Jembatan",
    )
    record = EventRecord.objects.get(name="aspirations.ReportShown")
    assert set(record.numbers.values_list("scope", flat=True)) == {"region:61.07", cast.siding_village.scope}


@pytest.mark.parametrize("changes", [{"is_secret": True}, {}], ids=["rahasia", "nothing may be shown"])
def test_what_stays_hidden(changes: dict[str, bool], send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    case = send(**changes).case
    words = read() if changes else read(public_text="")
    report = actions.verify_report(actor=cast.rini, case=case, now=now, **words)
    assert (case.status, report.published_at, shown()) == ("verified", None, 0)


def test_the_class_is_set_before_its_term_runs(sent: Case, cast: SimpleNamespace, roads: Office, now: datetime) -> None:
    actions.verify_report(actor=cast.rini, case=sent, now=now, **read(needs_examination=True))
    assert sent.kind == "aspirations.examination"
    actions.forward_report(actor=cast.rini, case=sent, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    assert (sent.status, sent.held_by, sent.office) == ("forwarded", "office", roads)
    assert {term.name: term.due_on for term in sent.terms.filter(ended_at=None)} == {
        "first_follow_up": date(2026, 12, 1),
        "examination": date(2027, 2, 23),
    }
    with pytest.raises(Denied, match="sudah berjalan"):
        actions.mend_report(actor=cast.rini, case=sent, now=now, **read(kind="question"))
    assert (
        actions.mend_report(actor=cast.rini, case=sent, now=now, **read(needs_examination=True, category="lainnya")).category == "lainnya"
    )
    with pytest.raises(Denied, match="tidak boleh kosong"):
        actions.mend_report(actor=cast.rini, case=sent, now=now, **read(needs_examination=True, public_text=" "))


def test_to_the_village_itself(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.verify_report(actor=cast.rini, case=sent, now=now, **read())
    actions.forward_report(actor=cast.rini, case=sent, to=cast.siding_village, reason="Ini jalan desa.", now=now)
    assert (sent.owner, sent.status, sent.held_by) == (cast.siding_village.scope, "forwarded", "desk")


def test_who_may_not_and_what_is_too_old(sent: Case, cast: SimpleNamespace, liaison: Person, now: datetime) -> None:
    for name in (cast.sari, cast.budi, cast.joko, liaison):
        with pytest.raises(Denied):
            actions.verify_report(actor=name, case=sent, now=now, **read())
        with pytest.raises(Denied):
            actions.forward_report(actor=name, case=sent, to=cast.regency, reason="Saya saja.", now=now)
    with pytest.raises(Stale):
        actions.verify_report(actor=cast.rini, case=sent, now=now, version=sent.version - 1, **read())
    assert (sent.status, sent.report.published_at) == ("sent", None)


@pytest.mark.parametrize("is_shown", [False, True])
def test_nothing_becomes_public_without_a_title_for_all(is_shown: bool, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    case = send().case
    deed = actions.mend_report if is_shown else actions.verify_report
    if is_shown:
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())
    with pytest.raises(Denied):
        deed(actor=cast.rini, case=case, now=now, **read(public_title=" "))
    with scopes_disabled(), transaction.atomic(), pytest.raises(IntegrityError):
        Report.objects.filter(pk=case.pk).update(public_title="", public_text="Terbuka", published_at=now)


def test_an_answer_begins_without_the_words_that_were_sent(send: Sending, cast: SimpleNamespace) -> None:
    case = send().case
    assert queries.begun_answer(AnswerTemplate(text="{judul}, {desa}"), case) == f"{case.number}, Desa Siding"
