"""The same trouble told twice: one answer for all who told it, nobody counted double, nothing secret told to others."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import Report, Support
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied

from .conftest import Sending

WORDS = "Jembatan yang sama sudah dilaporkan."


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def support(case: Case, *devices: UUID, at: datetime) -> None:
    Support.objects.bulk_create(Support(report_id=case.pk, client_id=device, at=at) for device in devices)
    Report.objects.filter(pk=case.pk).update(supporters=len(devices))


def hangs() -> dict[int, int | None]:
    return dict(Report.objects.order_by("pk").values_list("pk", "duplicate_of"))


def test_a_report_is_joined_with_its_supporters(
    send: Sending, sent: Case, cast: SimpleNamespace, now: datetime, told: Callable[[], list[str]]
) -> None:
    device, both = uuid4(), uuid4()
    later = send(client_id=device, text="Jembatan putus.").case
    support(sent, both, at=now)
    support(later, both, uuid4(), at=now)
    told()
    actions.join_report(actor=cast.rini, case=later, into=sent, text=WORDS, now=now)
    assert (later.status, later.closed_at, list(later.terms.filter(ended_at=None)), hangs()) == (
        "joined",
        now,
        [],
        {sent.pk: None, later.pk: sent.pk},
    )
    assert told() == ["cases.CaseMoved", "aspirations.ReportJoined"]
    record = EventRecord.objects.get(name="aspirations.ReportJoined")
    assert set(record.numbers.values_list("scope", flat=True)) == {"region:61.07", cast.siding_village.scope}
    assert {name: record.payload[name] for name in ("case_id", "into_id")} == {"case_id": later.pk, "into_id": sent.pk}
    main = Report.objects.get(pk=sent.pk)
    assert (main.supporters, main.supports.count()) == (3, 3)  # both, the second supporter, and the device that sent the later one
    with pytest.raises(Denied):
        actions.join_report(actor=cast.rini, case=later, into=sent, text=WORDS, now=now)
    assert Report.objects.get(pk=sent.pk).supporters == 3


def test_apart_again_it_is_as_on_the_first_day(
    send: Sending, sent: Case, cast: SimpleNamespace, now: datetime, told: Callable[[], list[str]]
) -> None:
    both = uuid4()
    later = send(client_id=uuid4()).case
    support(sent, both, at=now)
    support(later, both, at=now)
    actions.join_report(actor=cast.rini, case=later, into=sent, text=WORDS, now=now)
    told()
    actions.unjoin_report(actor=cast.rini, case=later, text="Ternyata jembatan lain.", now=now)
    assert (later.status, later.closed_at, [term.name for term in later.terms.filter(ended_at=None)]) == ("sent", None, ["verify"])
    assert (hangs()[later.pk], Report.objects.get(pk=sent.pk).supporters, told()) == (
        None,
        1,
        ["cases.CaseMoved", "aspirations.ReportParted"],
    )
    assert list(Support.objects.filter(report_id=sent.pk).values_list("client_id", flat=True)) == [both]


def test_parting_one_keeps_the_voice_that_another_brings(send: Sending, sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    both, own = uuid4(), uuid4()
    first, second, third = (send(client_id=uuid4()).case for _ in range(3))
    support(first, both, own, at=now)
    support(second, both, at=now)
    for case in (first, second, third):
        actions.join_report(actor=cast.rini, case=case, into=sent, text=WORDS, now=now)
    assert Report.objects.get(pk=sent.pk).supporters == 5  # two devices, three senders
    actions.support_report(report=shown(sent, now), client_id=own, now=now)  # her own word of the main one
    actions.unjoin_report(actor=cast.rini, case=first, text="Ternyata lain.", now=now)
    rows = Support.objects.filter(report_id=sent.pk)
    assert {row.client_id: row.via_id for row in rows if row.client_id in (both, own)} == {both: second.pk, own: None}
    assert (rows.count(), Report.objects.get(pk=sent.pk).supporters) == (4, 4)


def shown(case: Case, now: datetime) -> Report:
    Report.objects.filter(pk=case.pk).update(published_at=now, public_title="Jembatan rusak", public_text="Tiga papan patah.")
    return queries.report_of(case)


def test_what_opens_a_receipt_is_no_supporters_id(send: Sending, sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    later = send(client_id=uuid4()).case
    actions.join_report(actor=cast.rini, case=later, into=sent, text=WORDS, now=now)
    assert later.client_id not in Support.objects.values_list("client_id", flat=True)


def test_what_was_joined_to_it_goes_along(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    first, second, third = (send(client_id=uuid4()).case for _ in range(3))
    actions.join_report(actor=cast.rini, case=third, into=second, text=WORDS, now=now)
    actions.join_report(actor=cast.rini, case=second, into=first, text=WORDS, now=now)
    assert hangs() == {first.pk: None, second.pk: first.pk, third.pk: first.pk}
    assert dict(Report.objects.values_list("pk", "supporters")) == {first.pk: 2, second.pk: 0, third.pk: 0}
    with pytest.raises(Denied, match="sudah digabung"):
        actions.join_report(actor=cast.rini, case=first, into=third, text=WORDS, now=now)


@pytest.mark.parametrize(
    ("secret", "into_secret", "may"),
    [(False, False, True), (True, False, True), (True, True, False), (False, True, False)],
    ids=["open into open", "secret into open: it stays hidden", "secret into secret: written to another", "open into secret: never told"],
)
def test_nobody_is_told_of_a_secret_report(
    secret: bool, into_secret: bool, may: bool, send: Sending, cast: SimpleNamespace, now: datetime
) -> None:
    main, later = send(is_secret=into_secret).case, send(is_secret=secret).case
    if may:
        actions.join_report(actor=cast.rini, case=later, into=main, text=WORDS, now=now)
    else:
        with pytest.raises(Denied, match="tidak boleh diberi tahu"):
            actions.join_report(actor=cast.rini, case=later, into=main, text=WORDS, now=now)
    assert (later.status == "joined", hangs()[later.pk] is not None) == (may, may)


@pytest.mark.parametrize("ended", ["joined", "archived", "not_ours"])
def test_not_to_one_that_has_nothing_to_tell(ended: str, send: Sending, sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    later = send().case
    Case.objects.filter(pk=sent.pk).update(status=ended)
    sent.refresh_from_db()
    with pytest.raises(Denied, match="Pilih yang lain"):
        actions.join_report(actor=cast.rini, case=later, into=sent, text=WORDS, now=now)


def test_not_to_itself_and_not_by_others(send: Sending, sent: Case, cast: SimpleNamespace, liaison: Person, now: datetime) -> None:
    with pytest.raises(Denied, match="dirinya sendiri"):
        actions.join_report(actor=cast.rini, case=sent, into=sent, text=WORDS, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=sent.pk).update(duplicate_of=sent.pk)
    later = send().case
    for actor in (cast.sari, cast.budi, cast.joko, liaison):
        with pytest.raises(Denied):
            actions.join_report(actor=actor, case=later, into=sent, text=WORDS, now=now)
    assert hangs() == {sent.pk: None, later.pk: None}


def test_everybody_hears_of_the_answer_and_of_no_other_sender(send: Sending, answered: Case, cast: SimpleNamespace, now: datetime) -> None:
    later = send().case
    cases.write_as_applicant(case=answered, text="Rumah saya di sebelah jembatan.", now=now)
    actions.join_report(actor=cast.rini, case=later, into=answered, text=WORDS, now=now)
    report = queries.report_of(later)
    shown = queries.shown_to_sender(later, [], [])
    assert shown.answer is not None
    assert shown.answer.text == "Papan diganti hari Senin."
    assert [(entry.kind, entry.action, entry.text) for entry in queries.news_of(report.duplicate_of)] == [
        ("moved", "answer", "Papan diganti hari Senin."),
        ("moved", "forward", ""),
        ("handed_over", "", "Jembatan kabupaten."),
        ("moved", "verify", ""),
    ]
    cases.write_as_applicant(case=later, text="Kapan mulai?", now=now)
    assert [entry.text for entry in queries.words_from(queries.joined_to(report.duplicate_of))] == ["Kapan mulai?"]
