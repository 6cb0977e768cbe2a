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


def test_what_was_joined_to_it_goes_along(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    first, second, third = (send(client_id=uuid4()).case for _ in range(3))
    actions.join_report(actor=cast.rini, case=third, into=second, text=WORDS, now=now)
    actions.join_report(actor=cast.rini, case=second, into=first, text=WORDS, now=now)
    assert hangs() == {first.pk: None, second.pk: first.pk, third.pk: first.pk}
    assert dict(Report.objects.values_list("pk", "supporters")) == {first.pk: 2, second.pk: 0, third.pk: 0}
    with pytest.raises(Denied, match="sudah digabung"):
        actions.join_report(actor=cast.rini, case=first, into=third, text=WORDS, now=now)


@pytest.mark.parametrize(
    ("secret", "into_secret", "sentence"),
    [(False, False, ""), (True, False, ""), (True, True, ""), (False, True, "tidak boleh diberi tahu")],
    ids=["open into open", "secret into open: it stays hidden", "secret into secret", "open into secret: never told of it"],
)
def test_nobody_is_told_of_a_secret_report(
    secret: bool, into_secret: bool, sentence: str, send: Sending, cast: SimpleNamespace, now: datetime
) -> None:
    main, later = send(is_secret=into_secret).case, send(is_secret=secret).case
    if sentence:
        with pytest.raises(Denied, match=sentence):
            actions.join_report(actor=cast.rini, case=later, into=main, text=WORDS, now=now)
    else:
        actions.join_report(actor=cast.rini, case=later, into=main, text=WORDS, now=now)
    assert (later.status == "joined", hangs()[later.pk] is not None) == (not sentence, not sentence)


def test_open_ones_do_not_slip_into_a_secret_one_behind_another(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    secret_main, secret_later, public = send(is_secret=True).case, send(is_secret=True).case, send().case
    Report.objects.filter(pk=public.pk).update(duplicate_of_id=secret_later.pk)
    with pytest.raises(Denied, match="sedangkan yang sudah digabung"):
        actions.join_report(actor=cast.rini, case=secret_later, into=secret_main, text=WORDS, now=now)


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
        ("moved", "forward", "Jembatan kabupaten."),
        ("handed_over", "", "Jembatan kabupaten."),
        ("moved", "verify", ""),
    ]
    cases.write_as_applicant(case=later, text="Kapan mulai?", now=now)
    assert [entry.text for entry in queries.words_from(queries.joined_to(report.duplicate_of))] == ["Kapan mulai?"]
