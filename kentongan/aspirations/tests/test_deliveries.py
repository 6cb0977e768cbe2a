"""Kabar untuk warga: what is news, who brings it, and that it is ticked off once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries, rules
from kentongan.aspirations.models import Delivery, Report
from kentongan.aspirations.policies import news_of
from kentongan.aspirations.rules import STATUSES
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.core.actions import sweep_untold
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.actions import merge_group
from kentongan.groups.models import Group, Role

from .conftest import BROKEN, Sending

SignIn = Callable[..., Client]
LIST = "/ruang/kabar-warga/"
MENDED = {"public_title": "Jembatan di Dusun Hulu", "public_text": "Tiga papan patah.", "needs_examination": False}


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def file(cast: SimpleNamespace, now: datetime) -> Callable[..., Case]:
    """``file(…)``: Dewi writes the bridge down for KIM Suara Siding."""

    def file_one(**changes: object) -> Case:
        values: dict[str, Any] = {
            "actor": cast.dewi, "group": cast.siding, "consent": "2026-1", "contact": Contact(), "client_id": uuid4(), "now": now,
            "kind": "complaint", "text": BROKEN, "region": cast.siding_village, "category": "jalan",
        }  # fmt: skip
        return actions.file_report(**(values | changes)).case

    return file_one


def tell() -> None:
    """Let the subscribers do their work."""
    sweep_untold(now=timezone.now() + timedelta(minutes=5))


def step(case: Case, action: str, by: Person | None, now: datetime, text: str = "Papan diganti Senin.") -> None:
    """One step; by nobody it is the reporter's, or for "lapse" the clock's."""
    case.refresh_from_db()
    if action == "verify":
        actions.verify_report(actor=by, case=case, kind="complaint", category="jalan", now=now, **MENDED)
    elif action == "lapse":
        cases.move_by_clock(case=case, action=action, now=now)
    elif by is None:
        cases.move_as_applicant(case=case, action=action, text=text, now=now)
    else:
        cases.move_case(actor=by, case=case, action=action, text=text, now=now)
    tell()


def waiting() -> list[tuple[str, str, bool]]:
    """(news, who brings it, whether they filed it) of all that waits."""
    rows = Delivery.objects.filter(delivered_at=None, ended_at=None)
    return sorted((row.news, row.group.name if row.group else row.officer.username, row.is_filed) for row in rows)


# --- What is news ------------------------------------------------------------------------------------------------------------


def test_whatever_officers_end_ask_or_answer_is_news() -> None:
    assert {status.key: news_of(status.key) for status in STATUSES if news_of(status.key)} == {
        "asked": "asked",
        "asked_in_work": "asked",
        "answered": "answer",
        "answered_again": "answer",
        "handed_on": "decision",
        "joined": "decision",
        "not_ours": "decision",
        "archived": "decision",
    }
    silent_ends = {status.key for status in STATUSES if status.is_end and not news_of(status.key)}
    assert silent_ends == {"closed", "closed_again"}  # the reporter's own word, or the clock's after an answer that was told


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([], []),
        (["verify"], []),
        (["ask"], [("asked", "KIM Suara Siding", True)]),
        (["ask", "complete"], []),
        (["answer"], [("answer", "KIM Suara Siding", True)]),
        (["answer", "accept"], []),
        (["answer", "lapse"], [("answer", "KIM Suara Siding", True)]),
        (["answer", "reopen"], []),
        (["refer"], [("decision", "KIM Suara Siding", True)]),
        (["archive"], [("decision", "KIM Suara Siding", True)]),
        (["verify", "hand_on"], [("decision", "KIM Suara Siding", True)]),
        (["verify", "hand_on", "answer"], [("answer", "KIM Suara Siding", True)]),
        (["answer", "reopen", "answer"], [("answer", "KIM Suara Siding", True)]),
    ],
    ids=lambda value: "-".join(value) if value and isinstance(value[0], str) else "",
)
def test_what_waits_after_which_steps(
    steps: list[str], left: list[tuple[str, str, bool]], file: Callable[..., Case], cast: SimpleNamespace, now: datetime
) -> None:
    case = file()
    for number, action in enumerate(steps):
        by = None if action in ("complete", "accept", "reopen", "lapse") else cast.rini
        step(case, action, by, now + timedelta(minutes=number))
    assert waiting() == left
    assert actions.line_up_news(case_id=case.pk, now=now) == 0  # told again, or late, it changes nothing
    assert waiting() == left


def test_who_brings_an_answer(file: Callable[..., Case], send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    second = Group.objects.create(name="KIM Dusun Hulu", region=cast.siding_village, founded_year=2024)
    Group.objects.create(name="KIM Lama", region=cast.siding_village, state=Group.State.DISSOLVED, state_date=now.date())
    by_group, secret, by_officer, by_herself = (
        file(),
        file(is_secret=True),
        file(actor=cast.budi, group=None, region=cast.jagoi_village),
        send().case,
    )
    found = []
    for case in (by_group, secret, by_officer, by_herself):
        step(case, "answer", cast.rini, now)
        found.append(waiting())
        Delivery.objects.all().delete()
    assert found == [
        [("answer", second.name, False), ("answer", "KIM Suara Siding", True)],
        [("answer", "KIM Suara Siding", True)],
        [("answer", "KIM Jagoi Bersuara", False), ("answer", "budi", True)],
        [("answer", second.name, False), ("answer", "KIM Suara Siding", False)],
    ]
    assert Report.objects.filter(pk=by_officer.pk, filed_by=cast.budi, filed_in=None).exists()


def test_a_group_that_was_merged_leaves_its_news_to_the_other(file: Callable[..., Case], cast: SimpleNamespace, now: datetime) -> None:
    case = file()
    merge_group(actor=cast.rini, group=cast.siding, into=cast.jagoi, reason="Musyawarah.", day=now.date(), now=now)
    step(case, "refer", cast.rini, now, "Urusan provinsi.")
    assert waiting() == [("decision", "KIM Jagoi Bersuara", True)]


def test_who_told_the_same_hears_the_answer_of_the_main_report(
    file: Callable[..., Case], send: Sending, cast: SimpleNamespace, now: datetime
) -> None:
    main, joined, secret = send().case, file(), file(is_secret=True)
    for number, case in enumerate((joined, secret)):
        actions.join_report(actor=cast.rini, case=case, into=main, text="Sudah ada yang melapor.", now=now + timedelta(minutes=number))
    tell()
    assert waiting() == [("decision", "KIM Suara Siding", True), ("decision", "KIM Suara Siding", True)]
    step(main, "answer", cast.rini, now + timedelta(hours=1))
    assert waiting() == [
        ("answer", "KIM Suara Siding", False),
        ("answer", "KIM Suara Siding", True),
        ("answer", "KIM Suara Siding", True),
    ]
    told = {news.number: news.words for news in queries.news_of_deliveries(queries.deliveries_waiting(cast.sari))}
    assert told == {joined.number: "Papan diganti Senin.", secret.number: ""}


# --- Bringing it -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def answered(file: Callable[..., Case], cast: SimpleNamespace, now: datetime) -> Delivery:
    """The answer about the bridge, which KIM Suara Siding has to bring."""
    case = file()
    step(case, "verify", cast.rini, now)
    step(case, "answer", cast.rini, now + timedelta(minutes=1))
    return Delivery.objects.get()


@pytest.mark.parametrize("filer", ["dewi", "budi"])
@pytest.mark.parametrize("who", ["sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi"])
def test_whose_it_is_to_bring(who: str, filer: str, file: Callable[..., Case], cast: SimpleNamespace, now: datetime) -> None:
    case = file(actor=getattr(cast, filer), group=cast.siding if filer == "dewi" else None, is_secret=True)
    step(case, "answer", cast.rini, now)
    delivery, actor = Delivery.objects.get(), getattr(cast, who)
    may = who in ("sari", "yohanes", "dewi", "markus") if filer == "dewi" else who == "budi"
    assert rules.can_deliver(actor, delivery) == may
    assert list(queries.deliveries_waiting(actor)) == ([delivery] if may else [])
    if may:
        assert actions.deliver_news(actor=actor, delivery=delivery, now=now) is True
    else:
        for deed in (actions.deliver_news, actions.note_not_met):
            with pytest.raises(Denied):
                deed(actor=actor, delivery=delivery, now=now)
        assert Delivery.objects.filter(tries=0, delivered_at=None).count() == 1


def test_brought_once_and_said_once(answered: Delivery, cast: SimpleNamespace, now: datetime) -> None:
    first, again = (actions.deliver_news(actor=who, delivery=answered, now=now) for who in (cast.sari, cast.dewi))
    answered.refresh_from_db()
    assert (first, again, answered.delivered_by, answered.delivered_at) == (True, False, cast.sari, now)
    told = EventRecord.objects.filter(name="aspirations.AnswerDelivered").values_list("numbers__scope", "actor_id", "payload")
    assert list(told) == [
        (
            cast.siding.scope,
            cast.sari.pk,
            {
                "delivery_id": answered.pk,
                "case_id": answered.report_id,
                "group_id": cast.siding.pk,
                "region_code": cast.siding_village.code,
                "news": "answer",
            },
        )
    ]
    assert queries.delivered_this_month(cast.dewi, now=now) == 1


def test_not_met_goes_on_waiting(answered: Delivery, cast: SimpleNamespace, now: datetime) -> None:
    for hour in (1, 2):
        actions.note_not_met(actor=cast.dewi, delivery=answered, now=now + timedelta(hours=hour))
    answered.refresh_from_db()
    assert (answered.tries, answered.tried_at, list(queries.deliveries_waiting(cast.sari))) == (2, now + timedelta(hours=2), [answered])


@pytest.mark.parametrize(("who", "days", "may"), [("sari", 0, True), ("sari", 1, False), ("dewi", 0, False), ("joko", 0, False)])
def test_a_slip_of_the_thumb(who: str, days: int, may: bool, answered: Delivery, cast: SimpleNamespace, now: datetime) -> None:
    actions.deliver_news(actor=cast.sari, delivery=answered, now=now)
    values = {"actor": getattr(cast, who), "delivery": answered, "now": now + timedelta(days=days)}
    if may:
        actions.take_back_delivery(**values)
    else:
        with pytest.raises(Denied, match="Yang bisa diurungkan hanya yang Anda sampaikan sendiri hari ini"):
            actions.take_back_delivery(**values)
    answered.refresh_from_db()
    taken_back = EventRecord.objects.filter(name="aspirations.DeliveryTakenBack").values_list("actor_id", "payload")
    assert (answered.delivered_at is None) == may
    expected = {"delivery_id": answered.pk, "case_id": answered.report_id, "group_id": cast.siding.pk}
    assert list(taken_back) == ([(cast.sari.pk, expected)] if may else [])


def test_taken_back_after_the_report_went_on_it_is_no_news_any_more(answered: Delivery, cast: SimpleNamespace, now: datetime) -> None:
    later = now + timedelta(hours=1)
    actions.deliver_news(actor=cast.sari, delivery=answered, now=later)
    step(answered.report.case, "reopen", None, later, "Papan masih patah.")
    actions.take_back_delivery(actor=cast.sari, delivery=answered, now=later)
    answered.refresh_from_db()
    assert (answered.delivered_at, answered.ended_at, waiting()) == (None, later, [])
    step(answered.report.case, "answer", cast.rini, later + timedelta(minutes=1))
    assert waiting() == [("answer", "KIM Suara Siding", True)]


def test_a_delivery_has_one_carrier_and_comes_once(answered: Delivery, cast: SimpleNamespace) -> None:
    wrong = [
        {"officer": cast.budi},
        {"group": None},
        {"delivered_at": timezone.now()},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.filter(pk=answered.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            report=answered.report, entry=answered.entry, news="answer", group=cast.siding, is_filed=True, made_at=answered.made_at
        )


# --- The page ----------------------------------------------------------------------------------------------------------------


def test_the_answer_with_its_one_tap_replies(answered: Delivery, cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.sari)
    page = client.get(LIST).text
    for words in ("Jembatan di Dusun Hulu", "Papan diganti Senin.", "ditulis Dewi", "Ia dapat menanggapi sampai", "Sudah saya sampaikan"):
        assert words in page, words
    missed = client.post(f"{LIST}{answered.pk}/belum/", follow=True)
    assert "Belum ketemu 1 kali" in missed.text
    done = client.post(f"{LIST}{answered.pk}/sampai/", follow=True)
    assert ("Tidak ada kabar yang menunggu" in done.text, "Bulan ini 1 kabar" in done.text) == (True, True)
    assert f'action="{LIST}{answered.pk}/urungkan/"' in done.text
    undone = client.post(f"{LIST}{answered.pk}/urungkan/", follow=True)
    assert [news.delivery for news in undone.context["waiting"]] == [answered]
    slip = client.get(f"{LIST}{answered.pk}/cetak/")
    assert (slip.status_code, "Papan diganti Senin." in slip.text, "/status/" in slip.text) == (200, True, True)


def test_a_question_asks_the_group_to_help(file: Callable[..., Case], cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    step(file(), "ask", cast.rini, now, "Papan yang mana?")
    page = sign_in(cast.dewi).get(LIST).text
    assert [words in page for words in ("Warga diminta melengkapi.", "Papan yang mana?", "/status/?nomor=LPR-")] == [True] * 3
    titles = [errand.title for errand in sign_in(cast.dewi).get("/ruang/").context["errands"]]
    assert titles == ["Bantu melengkapi: “Jembatan gantung di Dusun Hulu patah tiga papan”"]


@pytest.mark.parametrize("action", ["ask", "answer", "refer", "archive"])
def test_of_a_secret_report_only_the_number_is_told(
    action: str, file: Callable[..., Case], cast: SimpleNamespace, sign_in: SignIn, now: datetime
) -> None:
    case = file(is_secret=True)
    step(case, action, cast.rini, now, "Rahasia sekali.")
    client, delivery = sign_in(cast.dewi), Delivery.objects.get()
    news = queries.news_of_deliveries(queries.deliveries_waiting(cast.dewi))
    assert news == [queries.News(delivery, case.number, "Dewi", now)]
    page, week = client.get(LIST), client.get("/ruang/")
    assert f"Ada kabar untuk {case.number}" in page.text
    assert [errand.title for errand in week.context["errands"]] == [f"Ada kabar untuk {case.number}"]
    for answer in (page, week):
        for word in ("Rahasia sekali", "embatan", "Jawaban</b>", "Keputusan", "diminta melengkapi", "Siding,"):
            assert word not in answer.text, word
    assert client.get(f"{LIST}{delivery.pk}/cetak/").status_code == 404


def test_a_village_hears_only_what_everybody_can_read(send: Sending, cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    hidden, shown = send().case, send().case
    step(hidden, "answer", cast.rini, now)
    step(shown, "verify", cast.rini, now)
    step(shown, "answer", cast.rini, now)
    page = sign_in(cast.sari).get(LIST)
    assert [(news.number, news.is_public) for news in page.context["waiting"]] == [(shown.number, True)]
    assert "untuk desa Anda" in page.text
    unseen = Delivery.objects.get(report_id=hidden.pk)
    client = sign_in(cast.sari)
    assert client.get(f"{LIST}{unseen.pk}/cetak/").status_code == 404
    assert client.post(f"{LIST}{unseen.pk}/sampai/").status_code == 404


def test_strangers_find_nothing(answered: Delivery, cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.joko)
    assert client.get(LIST).context["waiting"] == []
    found = [client.post(f"{LIST}{answered.pk}/{deed}/").status_code for deed in ("sampai", "belum", "urungkan")]
    assert (found, client.get(f"{LIST}{answered.pk}/cetak/").status_code) == ([404, 404, 404], 404)


def test_the_list_costs_the_same_for_one_and_for_thirty(
    answered: Delivery, file: Callable[..., Case], cast: SimpleNamespace, sign_in: SignIn, now: datetime, django_assert_num_queries: Any
) -> None:
    client = sign_in(cast.dewi)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    for number in range(29):
        case = file(is_secret=number % 3 == 0)
        cases.move_case(actor=cast.rini, case=case, action="answer", text="Sudah.", now=now)
        actions.line_up_news(case_id=case.pk, now=now)
    with django_assert_num_queries(8):
        assert len(client.get(LIST).context["waiting"]) == 20


def test_an_officer_of_two_groups_finds_both(answered: Delivery, cast: SimpleNamespace, now: datetime) -> None:
    helper = make_person("lia", "Lia Banai")
    grant(helper, Role.CONTRIBUTOR, group=cast.siding, at=now)
    grant(helper, Role.CONTRIBUTOR, group=cast.jagoi, at=now)
    assert list(queries.deliveries_waiting(helper)) == [answered]
