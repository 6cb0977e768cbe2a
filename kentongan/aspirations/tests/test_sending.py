"""A report comes in once, with its text, at the right desk and with its clock."""

from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kentongan.aspirations import actions
from kentongan.aspirations.models import Report
from kentongan.aspirations.policies import title_of
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied

from .conftest import BROKEN, Sending


def test_a_report_lies_at_the_coordinators_desk_with_three_days_to_verify(
    send: Sending, cast: SimpleNamespace, now: datetime, across_scopes: None
) -> None:
    receipt = send(hamlet="Dusun Hulu", point=(1.29, 109.71), is_anonymous=True)
    case = Case.objects.get(pk=receipt.case.pk)
    assert (case.kind, case.owner, case.status, case.region, case.due_on) == (
        "aspirations.complaint",
        "region:61.07",
        "sent",
        cast.siding_village,
        date(2026, 11, 27),
    )
    assert case.title == "Jembatan gantung di Dusun Hulu patah tiga papan"
    kept = Report.objects.values("kind", "category", "text", "hamlet", "latitude", "longitude", "is_anonymous", "is_secret").get()
    assert kept == {
        "kind": "complaint",
        "category": "jalan",
        "text": BROKEN,
        "hamlet": "Dusun Hulu",
        "latitude": 1.29,
        "longitude": 109.71,
        "is_anonymous": True,
        "is_secret": False,
    }
    names = list(EventRecord.objects.order_by("pk").values_list("name", flat=True).distinct())
    assert [name.rpartition(".")[2] for name in names] == ["CaseOpened", "ReportSent"]


def test_nothing_turns_the_direction_of_writing(send: Sending, across_scopes: None) -> None:
    receipt = send(text="\u202eHubungi \u20674321 0555 2180\u2069.", hamlet="Hulu\u202d")
    kept = Report.objects.get(case=receipt.case.pk)
    assert (kept.text, kept.hamlet, receipt.case.title) == ("Hubungi 4321 0555 2180.", "Hulu", "Hubungi 4321 0555 2180")
    with pytest.raises(Denied, match="Tulis dulu"):
        send(text="\u202e \u2066")


def test_the_same_submission_gives_the_same_receipt(send: Sending) -> None:
    client_id = uuid4()
    first, again = send(client_id=client_id), send(client_id=client_id, text="Lain sama sekali.")
    assert (first.number, first.code) == (again.number, again.code)
    assert [report.text for report in Report.objects.all()] == [BROKEN]


def test_what_an_officer_writes_down_carries_consent(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    filing = actions.Filing(officer=cast.sari, consent="2026-1", read_back_at=now, group=cast.siding)
    case = send(filing=filing).case
    assert (case.origin, case.opened_by, case.report.filed_in, case.report.consent) == ("assisted", cast.sari, cast.siding, "2026-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=case.pk).update(consent="")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"text": "  \n "}, "Tulis dulu apa yang ingin Anda sampaikan."), ({"category": "apa saja"}, "Kategori ini tidak dikenal.")],
)
def test_what_cannot_be_taken_in_is_said(changes: dict[str, str], sentence: str, send: Sending) -> None:
    with pytest.raises(Denied, match=sentence):
        send(**changes)
    assert not Report.objects.exists()


def test_a_secret_report_is_never_public(send: Sending, now: datetime) -> None:
    case = send(is_secret=True).case
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=case.pk).update(public_title="Terbuka", public_text="Terbuka", published_at=now)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lampu padam.", "Lampu padam"),
        ("Lampu padam! Sudah tiga hari.", "Lampu padam"),
        ("\n\n  Air keruh\nsejak Senin", "Air keruh sejak Senin"),
        ("a" * 30 + " " + "b" * 30 + " " + "c" * 60, "a" * 30 + " " + "b" * 30 + " …"),
    ],
)
def test_the_first_sentence_is_the_title(text: str, title: str) -> None:
    assert title_of(text) == title
