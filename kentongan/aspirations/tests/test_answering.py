"""Templates of answers, how content the reporter is, and what is set right later."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import AnswerTemplate, Report
from kentongan.aspirations.policies import filled
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office

VALUES = {"nomor": "LPR-1", "judul": "Jalan {desa}", "desa": "Desa Siding"}


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Laporan {nomor} tentang {judul}.", "Laporan LPR-1 tentang Jalan {desa}."),
        ("{desa}{desa}", "Desa SidingDesa Siding"),
        ("{nama} {nomor.__class__} {0} {", "{nama} {nomor.__class__} {0} {"),
        ("{{nomor}}", "{LPR-1}"),
        ("", ""),
    ],
    ids=["known places", "twice", "what is unknown stays", "braces", "nothing"],
)
def test_places_are_filled_and_nothing_is_run(text: str, done: str) -> None:
    assert filled(text, VALUES) == done


def test_whose_templates_are_whose(
    cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime, told: Callable[[], list[str]]
) -> None:
    office = actions.keep_template(actor=liaison, region=cast.regency, office=roads, title="Dijadwalkan", text="Masuk jadwal.", now=now)
    desk = actions.keep_template(actor=cast.rini, region=cast.regency, title=" Terima kasih ", text="Terima kasih.", now=now)
    village = actions.keep_template(actor=cast.budi, region=cast.siding_village, title="Desa", text="Di desa.", now=now)
    assert told() == ["aspirations.TemplateKept"] * 3
    seen = {name: queries.templates_of(person) for name, person in (("agus", liaison), ("rini", cast.rini), ("budi", cast.budi))}
    assert seen == {"agus": [office], "rini": [desk], "budi": [village]}
    assert queries.templates_of(cast.sari) == []
    with pytest.raises(Denied, match="nama ini"):
        actions.keep_template(actor=liaison, region=cast.regency, office=roads, title="Dijadwalkan", text="Lain.", now=now)
    for actor in (cast.budi, cast.sari, cast.joko, liaison):
        with pytest.raises(Denied):
            actions.keep_template(actor=actor, template=desk, title="Diubah", text="Diubah.", now=now)
        with pytest.raises(Denied):
            actions.remove_template(actor=actor, template=desk, now=now)
    actions.keep_template(actor=cast.rini, template=office, title="Dijadwalkan", text="Masuk jadwal 2027.", now=now)
    actions.remove_template(actor=liaison, template=office, now=now)
    assert list(AnswerTemplate.objects.values_list("title", "text")) == [("Desa", "Di desa."), ("Terima kasih", "Terima kasih.")]
    assert told() == ["aspirations.TemplateKept", "aspirations.TemplateRemoved"]


def test_a_title_stands_once_at_a_desk(cast: SimpleNamespace, roads: Office) -> None:
    for office in (None, roads):
        AnswerTemplate.objects.create(region=cast.regency, office=office, title="Sama", text="Isi")
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerTemplate.objects.create(region=cast.regency, office=office, title="Sama", text="Isi")


@pytest.mark.parametrize(
    ("status", "after", "rated_before", "can"),
    [
        ("sent", 0, False, False),
        ("in_work", 0, False, False),
        ("answered", 0, False, True),
        ("closed", 0, False, True),
        ("answered_again", 0, False, True),
        ("closed_again", 0, False, True),
        ("joined", 0, False, False),
        ("archived", 0, False, False),
        ("closed", 6, True, True),
        ("closed", 7, True, False),
    ],
)
def test_who_was_answered_rates_once(status: str, after: int, rated_before: bool, can: bool, sent: Case, now: datetime) -> None:
    sent.status = status
    if rated_before:
        Report.objects.filter(pk=sent.pk).update(rating=2, rated_at=now)
    at = now + timedelta(days=after)
    if not can:
        with pytest.raises(Denied):
            actions.rate_report(case=sent, rating=4, now=at)
    else:
        actions.rate_report(case=sent, rating=4, text=" Cepat. ", now=at)
    kept = Report.objects.values_list("rating", "rating_text", "rated_at").get()
    assert kept == ((4, "Cepat.", now) if can else (2, "", now) if rated_before else (None, "", None))


def test_rating_is_told_and_stays_between_one_and_four(answered: Case, now: datetime, told: Callable[[], list[str]]) -> None:
    told()
    for rating in (0, 5):
        with pytest.raises(Denied, match="satu dari empat"):
            actions.rate_report(case=answered, rating=rating, now=now)
    actions.rate_report(case=answered, rating=1, now=now)
    assert told() == ["aspirations.ReportRated"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=answered.pk).update(rated_at=None)


def test_set_right_later_it_is_on_the_trail_for_officers(
    answered: Case, cast: SimpleNamespace, liaison: Person, now: datetime, told: Callable[[], list[str]]
) -> None:
    told()
    read = answered.version
    values = {"kind": "complaint", "category": "lainnya", "needs_examination": False, "public_title": "Jembatan", "public_text": "Papan."}
    actions.mend_report(actor=cast.rini, case=answered, now=now, version=read, **values)
    assert told() == ["aspirations.ReportShown", "cases.CaseEntryAdded"]
    entry = answered.entries.last()
    assert (entry.is_public, entry.text, entry.actor) == (False, "Judul, jenis, kategori, atau isi untuk umum diperbaiki.", cast.rini)
    with pytest.raises(Stale):  # another page that was opened before: its words must not take the place of these
        actions.mend_report(actor=cast.rini, case=answered, now=now, version=read, **values)
    with pytest.raises(Denied):
        actions.mend_report(actor=liaison, case=answered, now=now, **values)


def test_the_last_answer_is_what_counts(answered: Case, liaison: Person, now: datetime) -> None:
    cases.move_as_applicant(case=answered, action="reopen", text="Masih goyang.", now=now)
    cases.move_case(actor=liaison, case=answered, action="answer", text="Dikencangkan lagi.", now=now)
    entries = list(answered.entries.filter(is_public=True).order_by("-at", "-pk"))
    shown = queries.shown_to_sender(answered, entries, [])
    assert shown.answer is not None
    assert (shown.answer.text, shown.news, shown.proofs) == ("Dikencangkan lagi.", (), ())
