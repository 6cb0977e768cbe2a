"""One deed for many reports: each by itself, with its own version and rules; what was done and what was not, and why."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import Report, Route
from kentongan.aspirations.policies import Pick
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import Office

from .conftest import Sending

ADDRESS = "/ruang/laporan/sekaligus/"


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    """Views ask the time; it is an hour after what the fixtures did."""
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


def picks(*found: Case) -> list[Pick]:
    return [Pick(case.number, case.version) for case in found]


def facts() -> list[str]:
    return list(EventRecord.objects.order_by("pk").values_list("name", flat=True))


def test_each_row_is_done_on_its_own(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    good, stale, ended, other = (send(text=f"Laporan {name}.").case for name in ("baik", "usang", "selesai", "lain"))
    asked = picks(good, stale, ended, other)
    cases.move_case(actor=cast.rini, case=stale, action="ask", text="Di mana?", now=now)
    cases.move_case(actor=cast.rini, case=ended, action="archive", text="Kosong.", now=now)
    before = len(facts())
    asked = [*asked[:2], Pick(ended.number, ended.version), asked[3], Pick("LPR-2026-0999999-X", 1)]
    outcomes = actions.do_for_many(actor=cast.rini, deed="archive", picks=asked, reason="Iklan.", now=now)
    assert [(outcome.number, outcome.title, outcome.why_not) for outcome in outcomes] == [
        (good.number, "Laporan baik", ""),
        (
            stale.number,
            "Laporan usang",
            "Berkas ini baru saja diubah orang lain. Muat ulang untuk melihatnya; yang Anda tulis belum dikirim.",
        ),
        (ended.number, "Laporan selesai", "Status sekarang: diarsipkan, jadi langkah itu tidak bisa lagi."),
        (other.number, "Laporan lain", ""),
        ("LPR-2026-0999999-X", "", "Laporan ini tidak ada, atau bukan bagian Anda."),
    ]
    rows = dict(Case.objects.values_list("title", "status"))
    assert rows == {"Laporan baik": "archived", "Laporan usang": "asked", "Laporan selesai": "archived", "Laporan lain": "archived"}
    assert facts()[before:] == ["cases.CaseMoved"] * 2


def test_a_broken_row_takes_nothing_from_the_others(
    send: Sending, cast: SimpleNamespace, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    good, broken = send(text="Baik.").case, send(text="Rusak.").case
    Report.objects.filter(pk=broken.pk).delete()
    outcomes = actions.do_for_many(actor=cast.rini, deed="verify", picks=picks(broken, good), now=now)
    assert [outcome.why_not for outcome in outcomes] == ["Ada yang salah di sistem kami. Coba dari halaman laporannya.", ""]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [f"A deed for many failed for {broken.number}"]


def test_verified_many_shows_nobody_unread_words(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    plain, prepared, suspect = send().case, send().case, send(suspicion="tautan asing").case
    Report.objects.filter(pk=prepared.pk).update(public_title="Jembatan rusak", public_text="Tiga papan patah.")
    outcomes = actions.do_for_many(actor=cast.rini, deed="verify", picks=picks(plain, prepared, suspect), now=now)
    assert [outcome.why_not for outcome in outcomes] == ["", "", "Perlu dilihat dulu satu per satu: tautan asing"]
    rows = {report.pk: (report.public_text, report.published_at) for report in Report.objects.all()}
    assert rows == {plain.pk: ("", None), prepared.pk: ("Tiga papan patah.", now), suspect.pk: ("", None)}
    assert dict(Case.objects.values_list("pk", "status")) == {plain.pk: "verified", prepared.pk: "verified", suspect.pk: "sent"}
    # its words come later, one by one
    plain.refresh_from_db()
    values = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "Jembatan", "public_text": "Rusak."}
    actions.mend_report(actor=cast.rini, case=plain, now=now, version=plain.version, **values)
    assert Report.objects.get(pk=plain.pk).published_at == now
    assert facts().count("aspirations.ReportShown") == 2


@pytest.mark.parametrize(("status", "is_secret"), [("asked", False), ("verified", True), ("archived", False)])
def test_words_alone_make_nothing_public(status: str, is_secret: bool, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    case = send(is_secret=is_secret).case
    Case.objects.filter(pk=case.pk).update(status=status)
    case.refresh_from_db()
    values = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "Jembatan", "public_text": "Rusak."}
    assert actions.mend_report(actor=cast.rini, case=case, now=now, **values).published_at is None


def test_forwarded_each_by_its_own_route(send: Sending, cast: SimpleNamespace, roads: Office, now: datetime) -> None:
    road, village, nowhere, unread = (send(category=key).case for key in ("jalan", "air", "lainnya", "jalan"))
    Route.objects.create(region=cast.siding_district, category="air", level="village")
    for case in (road, village, nowhere):
        cases.move_case(actor=cast.rini, case=case, action="verify", now=now)
    outcomes = actions.do_for_many(
        actor=cast.rini, deed="forward", picks=picks(road, village, nowhere, unread), reason="Ini bagian Anda.", now=now
    )
    assert [outcome.why_not for outcome in outcomes] == [
        "",
        "",
        "Kategori ini belum punya tujuan biasanya. Teruskan dari halaman laporannya, atau atur rutenya.",
        "Status sekarang: dikirim, jadi langkah itu tidak bisa lagi.",
    ]
    rows = {case.pk: (case.status, case.owner, case.office) for case in Case.objects.select_related("office")}
    assert rows == {
        road.pk: ("forwarded", "region:61.07", roads),
        village.pk: ("forwarded", cast.siding_village.scope, None),
        nowhere.pk: ("verified", "region:61.07", None),
        unread.pk: ("sent", "region:61.07", None),
    }


def test_given_to_a_colleague(send: Sending, cast: SimpleNamespace, liaison: Person, now: datetime) -> None:
    found = [send().case, send().case]
    assert [label for _person, label in queries.colleagues_of(cast.rini).values()] == [
        "Agus Salim · Dinas Pekerjaan Umum",
        "Rini Handayani · Koordinator (Diskominfo)",
    ]
    outcomes = actions.do_for_many(actor=cast.rini, deed="assign", picks=picks(*found), person=liaison, now=now)
    assert [outcome.is_done for outcome in outcomes] == [True, True]
    assert set(Case.objects.values_list("held_by", "person")) == {("person", liaison.pk)}
    assert facts()[-2:] == ["cases.CaseAssigned"] * 2


def test_what_lies_with_an_office_is_left_there(
    send: Sending, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime
) -> None:
    case = send().case
    Case.objects.filter(pk=case.pk).update(held_by="office", office=roads)
    outcomes = actions.do_for_many(actor=cast.rini, deed="assign", picks=picks(case), person=cast.rini, now=now)
    assert [outcome.why_not for outcome in outcomes] == ["Laporan ini ada di dinas, dan dinas membagi pekerjaannya sendiri."]
    assert Case.objects.values_list("held_by", "person", "office").get() == ("office", None, roads.pk)


@pytest.mark.parametrize(
    ("name", "deeds"),
    [
        ("rini", ["verify", "forward", "archive", "assign"]),
        ("budi", ["assign"]),
        ("agus", []),
        ("sari", []),
        ("wati", []),
        ("joko", []),
        ("adi", []),
    ],
)
def test_who_is_offered_what(name: str, deeds: list[str], cast: SimpleNamespace, liaison: Person, sign_in: Any) -> None:
    person = getattr(SimpleNamespace(**vars(cast), agus=liaison), name)
    assert list(queries.deeds_for(person)) == deeds
    client = sign_in(person)
    for deed in ("verify", "forward", "archive", "assign", "answer", ""):
        expected = 200 if deed in deeds else 403
        assert client.get(ADDRESS, {"langkah": deed}).status_code == expected
        assert client.post(f"{ADDRESS}kerjakan/", {"langkah": deed}).status_code == (422 if deed in deeds else 403)


def test_no_more_than_may_be(send: Sending, cast: SimpleNamespace, now: datetime, settings: Any, sign_in: Any) -> None:
    settings.REPORT_BULK_MOST = 2
    found = [send().case for _ in range(3)]
    with pytest.raises(Denied, match="Paling banyak 2"):
        actions.do_for_many(actor=cast.rini, deed="archive", picks=picks(*found), reason="Iklan.", now=now)
    with pytest.raises(Denied, match="banyak laporan sekaligus"):
        actions.do_for_many(actor=cast.rini, deed="answer", picks=picks(*found), reason="Sudah.", now=now)
    typed = {"langkah": "archive", "pesan": "Iklan.", "pilih": [pick.mark for pick in picks(*found)]}
    page = sign_in(cast.rini).post(f"{ADDRESS}kerjakan/", typed)
    assert (page.status_code, len(page.context["rows"]), page.context["is_too_many"]) == (422, 2, True)
    assert set(Case.objects.values_list("status", flat=True)) == {"sent"}


def test_from_ticks_to_what_was_done(send: Sending, cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    rini, found = sign_in(cast.rini), [send(text=f"Laporan {number}.").case for number in range(3)]
    marks = [row.mark for row in rini.get("/ruang/laporan/").context["rows"]]
    assert marks == [pick.mark for pick in picks(*found)]
    asked = {"langkah": "archive", "pilih": marks, "saringan": "kategori=jalan&hal=2"}
    start = rini.get(ADDRESS, asked)
    assert [(row.case.pk, mark) for row, mark in start.context["rows"]] == list(zip([case.pk for case in found], marks, strict=True))
    wrong = rini.post(f"{ADDRESS}kerjakan/", asked)
    assert (wrong.status_code, wrong.context["form"].errors) == (422, {"pesan": ["Tulis penjelasannya: pelapor akan membacanya."]})
    cases.move_case(actor=cast.rini, case=found[1], action="ask", text="Di mana?", now=now)
    done = rini.post(f"{ADDRESS}kerjakan/", asked | {"pesan": "Iklan."})
    assert ([outcome.number for outcome in done.context["done"]], [outcome.number for outcome in done.context["left"]]) == (
        [found[0].number, found[2].number],
        [found[1].number],
    )
    assert 'href="/ruang/laporan/?kategori=jalan"' in done.content.decode()
    again = rini.post(f"{ADDRESS}kerjakan/", asked | {"pesan": "Iklan."})  # the same page sent once more
    assert (again.status_code, again.context["done"]) == (200, [])
    assert facts().count("cases.CaseMoved") == 3


def test_words_for_many_do_not_point_at_a_person(sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    typed = {"langkah": "archive", "pilih": [picks(sent)[0].mark], "pesan": "Hubungi 0812-5550-0199."}
    answer = sign_in(cast.rini).post(f"{ADDRESS}kerjakan/", typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["pesan"])


START_QUERIES = 8


def test_as_many_queries_for_thirty_ticks_as_for_one(
    send: Sending, cast: SimpleNamespace, django_assert_num_queries: Any, sign_in: Any
) -> None:
    rini, found = sign_in(cast.rini), picks(*(send().case for _ in range(30)))
    rini.get(ADDRESS)
    for ticked in (found[:1], found):
        with django_assert_num_queries(START_QUERIES):
            page = rini.get(ADDRESS, {"langkah": "archive", "pilih": [pick.mark for pick in ticked]})
        assert len(page.context["rows"]) == len(ticked)
