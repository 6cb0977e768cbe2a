"""The lists of a desk: who has which, in which order, narrowed as one likes; the filters one keeps; the week."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions, policies, queries
from kentongan.aspirations.models import Report, SavedFilter
from kentongan.aspirations.policies import Pick, Stand, Standing
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import WorkCalendar
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible
from kentongan.groups.models import Office, Role

from .conftest import BROKEN, Sending

ADDRESS = "/ruang/laporan/"


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    """Views ask the time; it is an hour after what the fixtures did."""
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


# --- What is typed into an address or a hidden field is no trouble of ours


@pytest.mark.parametrize(
    ("query", "count"),
    [("dari=0001-01-01", 1), ("sampai=9999-12-31", 1), ("dari=2026-11-25&sampai=9999-12-31", 0), ("di=9999999999999999999999", 1)],
)
def test_days_beyond_the_calendar_narrow_nothing(query: str, count: int, send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    send()
    rini: Client = sign_in(cast.rini)
    assert len(rini.get(f"{ADDRESS}?{query}").context["rows"]) == count
    assert rini.post(f"{ADDRESS}unduh/", {"saringan": query}).content.count(b"LPR-") == count


def test_a_step_that_there_is_not_is_refused(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    rini, case = sign_in(cast.rini), send().case
    for action in ("%", "terbang", "lapse\x00", ""):
        answer = rini.post(f"{ADDRESS}{case.number}/langkah/", {"versi": case.version, "langkah": action, "pesan": "Halo"})
        assert (answer.status_code, "Langkah ini tidak dikenal." in answer.text) == (403, True)
    assert rini.get(f"{ADDRESS}{case.number}/?templat={'9' * 5000}").status_code == 200


# --- Plain arithmetic

FRIDAY = date(2026, 11, 27)
CALENDAR = WorkCalendar(off_days=frozenset({date(2026, 12, 1)}))


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 11, 20), Standing(Stand.AHEAD, 7)),
        (date(2026, 11, 24), Standing(Stand.AHEAD, 3)),
        (date(2026, 11, 25), Standing(Stand.SOON, 2)),
        (FRIDAY, Standing(Stand.TODAY, 0)),
        (date(2026, 11, 28), Standing(Stand.LATE, 0)),  # Saturday: no working day has passed
        (date(2026, 11, 30), Standing(Stand.LATE, 1)),
        (date(2026, 12, 1), Standing(Stand.LATE, 1)),  # a day off
        (date(2026, 12, 2), Standing(Stand.LATE, 2)),
    ],
)
def test_how_a_deadline_stands(today: date, standing: Standing) -> None:
    assert policies.standing_of(FRIDAY, is_paused=False, today=today, calendar=CALENDAR) == standing


def test_a_deadline_that_waits_or_is_none() -> None:
    assert policies.standing_of(FRIDAY, is_paused=True, today=FRIDAY, calendar=CALENDAR) == Standing(Stand.WAITING)
    assert policies.standing_of(None, is_paused=False, today=FRIDAY, calendar=CALENDAR) == Standing(Stand.RESTING)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(Stand.LATE, 2), "lewat 2 hari kerja"),
        (Standing(Stand.LATE, 0), "lewat tenggat"),
        (Standing(Stand.TODAY), "hari ini"),
        (Standing(Stand.SOON, 1), "1 hari lagi"),
        (Standing(Stand.AHEAD, 3), "3 hari lagi"),
        (Standing(Stand.WAITING), "menunggu pelapor"),
        (Standing(Stand.RESTING), ""),
    ],
)
def test_it_is_said_in_words(standing: Standing, words: str) -> None:
    assert queries.words_of(standing) == words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lewat=on&jenis=complaint", "jenis=complaint&lewat=on"),
        ("jenis=&kategori=jalan&hal=3&next=https://example.org", "kategori=jalan"),
        (f"cari={'a' * 101}", ""),
        ("cari=+lubang+", "cari=lubang"),
        ([("tempat", "61.07"), ("bagian", "semua")], "bagian=semua&tempat=61.07"),
    ],
)
def test_a_filter_is_always_written_the_same(typed: Any, kept: str) -> None:
    assert policies.filter_query(typed) == kept


@pytest.mark.parametrize("marks", [["LPR-1:3", "LPR-1:4", "LPR-2", ":1", "LPR-3:x", "LPR-4:²", f"{'9' * 101}:1", "LPR-5:0"]])
def test_what_is_no_tick_is_left_out(marks: list[str]) -> None:
    assert policies.read_picks(marks) == [Pick("LPR-1", 3), Pick("LPR-5", 0)]


# --- Who has which lists, and what lies in them


@pytest.fixture
def people(cast: SimpleNamespace, liaison: Person, now: datetime) -> SimpleNamespace:
    """The cast with Agus of public works, Lusi of the district, and Hendra who leads the regency."""
    found = SimpleNamespace(**vars(cast), agus=liaison)
    found.lusi = make_person("lusi", "Lusi Camat", phone="+6281255500121")
    grant(found.lusi, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    found.hendra = make_person("hendra", "Hendra Bupati", phone="+6281255500122")
    grant(found.hendra, Role.LEADER, region=cast.regency, at=now)
    found.ratna = make_person("ratna", "Ratna Pemeriksa", phone="+6281255500123")
    grant(found.ratna, Role.AUDITOR, region=cast.regency, at=now)
    return found


def kept(case: Case, **values: object) -> None:
    """Put a case into a state without going there."""
    Case.objects.filter(pk=case.pk).update(**values)


@pytest.fixture
def hall(send: Sending, people: SimpleNamespace, roads: Office, now: datetime) -> dict[str, Case]:
    """One report in each place: at the coordinator's desk, with the office, with the village, answered, closed, and moved up."""
    found = {name: send(text=f"Laporan {name}.").case for name in ("baru", "dinas", "desa", "dijawab", "selesai", "bupati", "camat")}
    village, district = people.siding_village.scope, people.siding_district.scope
    kept(found["dinas"], status="forwarded", held_by="office", office=roads)
    kept(found["desa"], status="forwarded", owner=village)
    kept(found["dijawab"], status="answered", held_by="office", office=roads)
    kept(found["selesai"], status="closed", closed_at=now, due_on=None)
    kept(found["bupati"], status="forwarded", held_by="office", office=roads, escalated_to="region:61.07", escalated_level="leader")
    kept(found["camat"], status="forwarded", owner=village, escalated_to=district, escalated_level="district")
    return found


# person → list → what lies in it
LISTS: dict[str, dict[str, set[str]]] = {
    "rini": {
        "menunggu": {"baru"},
        "semua": {"baru", "dinas", "desa", "dijawab", "bupati", "camat"},
        "naik": set(),
        "dijawab": {"dijawab"},
        "selesai": {"selesai"},
    },
    "agus": {"menunggu": {"dinas", "bupati"}, "dijawab": {"dijawab"}, "selesai": set()},
    "budi": {"menunggu": {"desa", "camat"}, "semua": {"desa", "camat"}, "dijawab": set(), "selesai": set()},
    "lusi": {"menunggu": {"camat"}, "semua": {"camat"}, "naik": {"camat"}, "dijawab": set(), "selesai": set()},
    "hendra": {"naik": {"bupati"}},
    "ratna": {"menunggu": set()},
    "sari": {"menunggu": set()},
    "wati": {"menunggu": set()},
    "joko": {"menunggu": set()},
    "adi": {"menunggu": set()},
}


@pytest.mark.parametrize("name", LISTS)
def test_who_finds_what_in_which_list(name: str, hall: dict[str, Case], people: SimpleNamespace, sign_in: Any) -> None:
    client, names = sign_in(getattr(people, name)), {case.pk: key for key, case in hall.items()}
    found = {}
    for tab in queries.tabs_of(getattr(people, name)):
        page = client.get(ADDRESS, {"bagian": tab})
        found[tab] = {names[row.case.pk] for row in page.context["rows"]}
        assert {number for number in (case.number for case in hall.values()) if number in page.content.decode()} == {
            hall[key].number for key in found[tab]
        }
    assert found == LISTS[name]


def test_what_moved_up_is_for_the_leader_to_read_and_not_to_do(hall: dict[str, Case], people: SimpleNamespace, sign_in: Any) -> None:
    client = sign_in(people.hendra)
    assert [str(tab["label"]) for tab in client.get(ADDRESS).context["tabs"]] == ["Naik ke pimpinan"]
    page = client.get(f"{ADDRESS}{hall['bupati'].number}/")
    assert (page.status_code, page.context["steps"]) == (200, [])
    assert client.get(f"{ADDRESS}{hall['dinas'].number}/").status_code == 404
    assert client.get(ADDRESS).context["deeds"] == {}


def test_an_unknown_list_is_the_first_one(sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    page = sign_in(cast.rini).get(ADDRESS, {"bagian": "rahasia"})
    assert (page.context["tab"], [row.case.pk for row in page.context["rows"]]) == ("menunggu", [sent.pk])


def test_the_earliest_deadline_first_and_what_waits_last(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    days = {"besok": date(2026, 11, 25), "kemarin": date(2026, 11, 20), "menunggu": None, "hari ini": date(2026, 11, 24)}
    for words, due in days.items():
        kept(send(text=f"{words}.").case, due_on=due, is_paused=due is None)
    page = sign_in(cast.rini).get(ADDRESS)
    assert [(row.case.title, row.words) for row in page.context["rows"]] == [
        ("kemarin", "lewat 2 hari kerja"),
        ("hari ini", "hari ini"),
        ("besok", "1 hari lagi"),
        ("menunggu", "menunggu pelapor"),
    ]


# --- Narrowed


@pytest.fixture
def varied(send: Sending, cast: SimpleNamespace, roads: Office, now: datetime) -> dict[int, str]:
    """Reports that differ in one thing each: id → what is special about it."""
    found = {
        "biasa": send(text="Lampu padam."),
        "tanya": send(text="Kapan imunisasi?", kind="question"),
        "air": send(text="Air keruh.", category="air"),
        "jagoi": send(text="Parit mampet.", region=cast.jagoi_village),
        "mencurigakan": send(text="Beli obat.", suspicion="tautan asing"),
    }
    names = {receipt.case.pk: name for name, receipt in found.items()}
    pks = {name: pk for pk, name in names.items()}
    for name, values in {
        "periksa": {"report": {"needs_examination": True}},
        "lewat": {"case": {"due_on": date(2026, 11, 20)}},
        "lama": {"case": {"opened_at": now - timedelta(days=40)}},
        "dinas": {"case": {"held_by": "office", "office": roads}},
        "lanjut": {"case": {"status": "verified"}, "report": {"public_title": "Jembatan gantung Hulu"}},
    }.items():
        pk = send(text=f"Hal {name}.").case.pk
        names[pk], pks[name] = name, pk
        Case.objects.filter(pk=pk).update(**values.get("case", {"status": "sent"}))
        if "report" in values:
            Report.objects.filter(pk=pk).update(**values["report"])
    return names


EVERY = {"biasa", "tanya", "air", "jagoi", "mencurigakan", "periksa", "lewat", "lama", "dinas", "lanjut"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, EVERY),
        ({"jenis": "question"}, {"tanya"}),
        ({"kategori": "air"}, {"air"}),
        ({"tempat": "jagoi_village"}, {"jagoi"}),
        ({"tempat": "jagoi_district"}, {"jagoi"}),
        ({"tempat": "siding_district"}, EVERY - {"jagoi"}),
        ({"status": "verified"}, {"lanjut"}),
        ({"lewat": "on"}, {"lewat"}),
        ({"dilihat": "on"}, {"mencurigakan"}),
        ({"periksa": "on"}, {"periksa"}),
        ({"di": "roads"}, {"dinas"}),
        ({"di": "meja"}, EVERY - {"dinas"}),
        ({"sampai": "2026-11-01"}, {"lama"}),
        ({"dari": "2026-11-24"}, EVERY - {"lama"}),
        ({"dari": "2026-10-15", "sampai": "2026-10-15"}, {"lama"}),
        ({"cari": "IMUNISASI"}, {"tanya"}),
        ({"cari": "gantung"}, {"lanjut"}),
        ({"jenis": "complaint", "kategori": "jalan", "cari": "padam"}, {"biasa"}),
        ({"cari": "tidak ada"}, set()),
        # what is not understood narrows nothing
        ({"jenis": "surat", "kategori": "?", "tempat": "11.01", "status": "x", "di": "999", "dari": "kemarin", "lain": "1"}, EVERY),
    ],
    ids=lambda value: "" if isinstance(value, set) else str(value),
)
def test_what_a_list_is_narrowed_to(
    query: dict[str, str], expected: set[str], varied: dict[int, str], cast: SimpleNamespace, roads: Office, sign_in: Any
) -> None:
    regions = {"jagoi_village", "jagoi_district", "siding_district"}
    typed = {name: getattr(cast, value).code if value in regions else value for name, value in query.items()}
    typed = {name: str(roads.pk) if value == "roads" else value for name, value in typed.items()}
    page = sign_in(cast.rini).get(ADDRESS, {**typed, "bagian": "semua"})
    assert (page.status_code, {varied[row.case.pk] for row in page.context["rows"]}) == (200, expected)


@pytest.mark.parametrize("spelling", [str, str.lower, lambda number: number.replace("-", " ")], ids=["as it is", "small", "spaced"])
def test_a_number_finds_its_report(spelling: Any, varied: dict[int, str], cast: SimpleNamespace, sign_in: Any) -> None:
    number = Case.objects.get(pk=next(pk for pk, name in varied.items() if name == "air")).number
    page = sign_in(cast.rini).get(ADDRESS, {"cari": spelling(number)})
    assert [varied[row.case.pk] for row in page.context["rows"]] == ["air"]


def test_beyond_a_thousand_it_only_says_that_there_are_more(
    send: Sending, cast: SimpleNamespace, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kentongan.aspirations.queries.desks.COUNT_MOST", 2)
    for _ in range(3):
        send()
    page = sign_in(cast.rini).get(ADDRESS)
    assert "Lebih dari 2 laporan" in page.content.decode()
    assert [len(page.context["rows"]), page.context["page"].has_other] == [3, False]


def test_pages_follow_one_another(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    expected = [send().case.pk for _ in range(25)]
    client: Client = sign_in(cast.rini)
    pages = [client.get(ADDRESS, {"hal": number}).context["page"] for number in ("1", "2", "3", "x", "-1")]
    assert [[row.case.pk for row in page.rows] for page in pages] == [expected[:20], expected[20:], [], expected[:20], expected[:20]]
    assert [(page.has_previous, page.has_next) for page in pages[:3]] == [(False, True), (True, False), (True, False)]
    assert [row.case.pk for row in client.get(ADDRESS, {"baris": "100"}).context["rows"]] == expected


LIST_QUERIES = {"menunggu": 13, "semua": 13, "naik": 13, "dijawab": 13, "selesai": 13}


@pytest.mark.parametrize("tab", LIST_QUERIES)
def test_as_many_queries_for_thirty_as_for_one(
    tab: str, send: Sending, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any, sign_in: Any
) -> None:
    values: dict[str, dict[str, object]] = {
        "naik": {"owner": cast.siding_village.scope, "escalated_to": "region:61.07", "escalated_level": "regency"},
        "dijawab": {"status": "answered"},
        "selesai": {"status": "closed", "closed_at": now},
    }

    def one_more() -> None:
        kept(send(text=BROKEN).case, **values.get(tab, {"status": "sent"}))

    rini = sign_in(cast.rini)
    one_more()
    rini.get(ADDRESS)
    with django_assert_num_queries(LIST_QUERIES[tab]):
        assert len(rini.get(ADDRESS, {"bagian": tab}).context["rows"]) == 1
    for _ in range(29):
        one_more()
    with django_assert_num_queries(LIST_QUERIES[tab]):
        assert len(rini.get(ADDRESS, {"bagian": tab}).context["rows"]) == 20


# --- Filters that somebody keeps


def test_a_filter_is_kept_renamed_forgotten_and_brought_back(cast: SimpleNamespace, sent: Case, sign_in: Any) -> None:
    rini = sign_in(cast.rini)
    told = EventRecord.objects.count()
    answer = rini.post(f"{ADDRESS}saringan/simpan/", {"nama": "Jalan lewat", "saringan": "lewat=on&kategori=jalan&hal=2&x=y"})
    assert (answer.status_code, answer["location"]) == (302, f"{ADDRESS}?kategori=jalan&lewat=on")
    mine = SavedFilter.objects.get()
    assert (mine.person, mine.name, mine.query) == (cast.rini, "Jalan lewat", "kategori=jalan&lewat=on")
    page = rini.get(answer["location"])
    assert [(item["label"], item["is_current"]) for item in page.context["kept"]] == [("Jalan lewat", True)]

    assert rini.post(f"{ADDRESS}saringan/{mine.pk}/nama/", {"nama": "Jalan"}).status_code == 302
    assert rini.post(f"{ADDRESS}saringan/{mine.pk}/hapus/").status_code == 302
    assert not SavedFilter.objects.exists()
    page = rini.get(f"{ADDRESS}saringan/")
    undo = page.content.decode().split('action="', 2)[1].split('"')[0].replace("&amp;", "&")
    assert rini.post(undo).status_code == 302
    assert list(SavedFilter.objects.values_list("name", "query")) == [("Jalan", "kategori=jalan&lewat=on")]
    assert EventRecord.objects.count() == told  # her own affair


def test_a_filter_is_nobody_elses(cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    mine = actions.save_filter(actor=cast.rini, name="Jalan", query="kategori=jalan", now=now)
    budi = sign_in(cast.budi)
    assert budi.get(ADDRESS).context["kept"] == []
    assert budi.post(f"{ADDRESS}saringan/{mine.pk}/nama/", {"nama": "Milik Budi"}).status_code == 404
    assert budi.post(f"{ADDRESS}saringan/{mine.pk}/hapus/").status_code == 404
    with pytest.raises(NotVisible):
        actions.remove_filter(actor=cast.budi, filter_id=mine.pk)
    assert list(SavedFilter.objects.values_list("person", "name")) == [(cast.rini.pk, "Jalan")]


@pytest.mark.parametrize(("name", "query"), [("", "jenis=question"), ("Kosong", "hal=2"), ("Kosong", "")])
def test_what_cannot_be_kept_is_said(name: str, query: str, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="Saring dulu"):
        actions.save_filter(actor=cast.rini, name=name, query=query, now=now)


def test_names_and_how_many(cast: SimpleNamespace, now: datetime, settings: Any, sign_in: Any) -> None:
    settings.REPORT_FILTERS_MOST = 2
    first = actions.save_filter(actor=cast.rini, name="Satu", query="jenis=question", now=now)
    actions.save_filter(actor=cast.rini, name="Dua", query="jenis=complaint", now=now)
    assert actions.save_filter(actor=cast.rini, name="Satu", query="lewat=on", now=now).pk == first.pk  # the same name gets the new one
    with pytest.raises(Denied, match="Paling banyak 2"):
        actions.save_filter(actor=cast.rini, name="Tiga", query="lewat=on", now=now)
    with pytest.raises(Denied, match="sudah dipakai"):
        actions.rename_filter(actor=cast.rini, filter_id=first.pk, name="Dua")
    rini = sign_in(cast.rini)
    answer = rini.post(f"{ADDRESS}saringan/simpan/", {"nama": " ", "saringan": "jenis=question"})
    assert (answer.status_code, list(answer.context["name_form"].errors), answer.context["query"]) == (422, ["nama"], "jenis=question")
    answer = rini.post(f"{ADDRESS}saringan/{first.pk}/nama/", {"nama": ""})
    assert (answer.status_code, list(answer.context["wrong"].errors)) == (422, ["nama"])
    assert dict(SavedFilter.objects.values_list("name", "query")) == {"Satu": "lewat=on", "Dua": "jenis=complaint"}


# --- The week


def test_my_week(send: Sending, cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    days = {"lewat": (20, False), "selasa": (24, False), "jumat": (27, False), "ditunda": (26, True)}
    for words, (day, is_paused) in days.items():
        kept(send(text=f"{words}.").case, due_on=date(2026, 11, day), is_paused=is_paused)
    nextly = send(text="pekan depan.").case
    kept(nextly, due_on=date(2026, 12, 1))
    done = send(text="sudah.").case
    cases.move_case(actor=cast.rini, case=done, action="archive", text="Kosong.", now=now)
    week = sign_in(cast.rini).get(f"{ADDRESS}minggu/").context["week"]
    assert [row.case.title for row in week.overdue] == ["lewat"]
    assert {day.day.day: [row.case.title for row in day.rows] for day in week.days if day.rows} == {24: ["selasa"], 27: ["jumat"]}
    assert [day.is_working for day in week.days] == [True] * 5 + [False] * 2
    assert [(entry.case.title, entry.action) for entry in week.done] == [("sudah", "archive")]


def test_a_holiday_of_the_week_is_named(cast: SimpleNamespace, sign_in: Any) -> None:
    with time_machine.travel(datetime(2026, 12, 21, 3, 0).astimezone(), tick=False):
        page = sign_in(cast.rini).get(f"{ADDRESS}minggu/")
    named = {day.day.isoformat(): day.name for day in page.context["week"].days if day.name}
    assert named.keys() == {"2026-12-24", "2026-12-25"}
    assert "Hari Raya Natal, libur" in page.content.decode()


WEEK_QUERIES = 13


def test_the_week_costs_the_same_for_thirty(send: Sending, cast: SimpleNamespace, django_assert_num_queries: Any, sign_in: Any) -> None:
    rini = sign_in(cast.rini)
    send()
    rini.get(f"{ADDRESS}minggu/")
    with django_assert_num_queries(WEEK_QUERIES):
        rini.get(f"{ADDRESS}minggu/")
    for number in range(29):
        kept(send().case, due_on=date(2026, 11, 20 + number % 8))
    with django_assert_num_queries(WEEK_QUERIES):
        rini.get(f"{ADDRESS}minggu/")
