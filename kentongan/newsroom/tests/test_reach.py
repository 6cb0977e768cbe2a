"""What the sender sees of a task: the figures in words, by carrier and place, the groups with filter and order, the files; who may."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import load_workbook

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.groups.models import Group, Role
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask, TaskReception, TaskReminder
from kentongan.newsroom.policies.passing_on import How
from kentongan.newsroom.policies.reach import Counted, Figure, GivenPart, changes, common, counts_of, hamlets_of, highest, total
from kentongan.newsroom.queries.reach import span_in_words, tasks_seen_by
from kentongan.newsroom.rules.reach import may_call_chair, regions_seen
from kentongan.publishing.models import Publication

from .conftest import Write
from .test_passing_on import tell_all

pytestmark = pytest.mark.usefixtures("across_scopes")

# --- Policies


def test_one_answer_as_numbers() -> None:
    parts = [GivenPart(("papan", "whatsapp"), ("Hulu",), 40), GivenPart(("papan",), ("Hulu", "Hilir"), None)]
    assert counts_of(How.DONE, parts, is_late=True, hours=30) == {
        "all/parts": 2, "all/people": 40, "all/unsaid": 1, "done": 1, "hours/30": 1, "late": 1,
        "papan/groups": 1, "papan/parts": 2, "papan/people": 40, "papan/unsaid": 1,
        "whatsapp/groups": 1, "whatsapp/parts": 1, "whatsapp/people": 40,
    }  # fmt: skip
    assert counts_of(How.CANNOT, [], is_late=True) == {"cannot": 1}
    assert hamlets_of(parts) == {"Hilir": [1, 0], "Hulu": [2, 40]}


def test_what_is_taken_away_is_what_was_added() -> None:
    before, after = Counted(7, "61.07.16.2001", {"seen": 1}), Counted(7, "61.07.16.2001", {"done": 1, "all/parts": 1})
    moved = {"seen": -1, "done": 1, "all/parts": 1}
    assert changes(before, after) == {(7, code): moved for code in ("61.07.16.2001", "61.07.16", "61.07", "61", "00")}
    assert (changes(before, before), changes(Counted(7), Counted(7))) == ({}, {})
    assert total([after, after, Counted(8)])[7, "61"] == {"all/parts": 2, "done": 2}


@pytest.mark.parametrize(
    ("audience", "seen", "both"),
    [
        (["61.07"], ["00"], ("61.07",)),
        (["61.07.01", "61.07.16"], ["00"], ("61.07.01", "61.07.16")),
        (["61.07.16", "61.07.16.2001"], ["00"], ("61.07.16",)),
        (["61.07"], ["61.07.16"], ("61.07.16",)),
        (["00"], ["61.07.16"], ("61.07.16",)),
        (["61.07.16.2001", "61.07.01"], ["61.07.16"], ("61.07.16.2001",)),
        (["61.07.1"], ["61.07.16"], ()),
        (["61.07"], [], ()),
    ],
)
def test_the_regions_that_somebody_sees_of_an_audience(audience: list[str], seen: list[str], both: tuple[str, ...]) -> None:
    assert common(audience, seen) == both


def test_figures_are_read() -> None:
    figure = Figure(10, {"done": 4, "late": 1, "in_work": 1, "seen": 1, "cannot": 1, "hours/2": 1, "hours/5": 1, "hours/70": 2})
    assert (figure.silent, figure.median_hours, figure.is_closed, figure.by_carrier(["papan"])) == (3, 5, False, [])
    assert [(stripe.how, stripe.x, stripe.width) for stripe in figure.bar] == [
        ("done", "0", "40"), ("in_work", "40", "10"), ("seen", "50", "10"), ("cannot", "60", "10"),
    ]  # fmt: skip
    nothing = Figure(0, {})
    assert (nothing.silent, nothing.median_hours, nothing.is_closed, nothing.bar) == (0, None, True, [])
    assert highest(["61.07", "61.07.16", "61"]) == ("61",)


@pytest.mark.parametrize(
    ("hours", "words"), [(None, ""), (0, "kurang dari sejam"), (3, "3 jam"), (24, "1 hari"), (52, "2 hari 4 jam"), (200, "8 hari")]
)
def test_a_span_in_words(hours: int | None, words: str) -> None:
    assert span_in_words(hours) == words


# --- A task of the regency to two kecamatan


@pytest.fixture
def lina(cast: SimpleNamespace, now: datetime) -> Person:
    """The officer of kecamatan Siding."""
    lina = make_person("lina", "Lina Marlina", phone="+6281255500110")
    grant(lina, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    return lina


@pytest.fixture
def others(cast: SimpleNamespace, regions: Any, now: datetime) -> list[Group]:
    """Two more KIM in kecamatan Siding; the second is silent and led by Tina."""
    villages = [code for code, region in regions.items() if region.parent_id == cast.siding_district.code and region != cast.siding_village]
    groups = [Group.objects.create(name=f"KIM Lain {number}", region_id=villages[number]) for number in range(2)]
    Group.objects.filter(pk=groups[1].pk).update(phone="0812 5550 0999")
    grant(make_person("tina", "Tina Chandra", phone="+6281255500177"), Role.CHAIR, group=groups[1], at=now)
    return groups


@pytest.fixture
def bulletin(write: Write, cast: SimpleNamespace) -> Publication:
    return write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", audience=(cast.siding_district, cast.jagoi_district))


@pytest.fixture
def task(bulletin: Publication, cast: SimpleNamespace, others: list[Group], now: datetime) -> DisseminationTask:
    """Siding did it in three hours, Jagoi late, the first of the others cannot; the second is silent and was reminded."""
    task = asking.ask_to_pass_on(actor=cast.rini, publication=bulletin, now=now, deadline=date(2026, 11, 27))
    given: dict[str, Any] = {"task": task, "carriers": ["papan", "whatsapp"]}
    passing_on.pass_on(
        actor=cast.dewi, group=cast.siding, client_id=uuid4(), now=now + timedelta(hours=3), people=1200, hamlets=["=1+1", "Hulu"], **given
    )
    passing_on.pass_on(actor=cast.joko, group=cast.jagoi, client_id=uuid4(), now=now + timedelta(days=6), **given)
    passing_on.ask_question(actor=cast.joko, task=task, group=cast.jagoi, client_id=uuid4(), text="Berapa lama?", now=now)
    head = make_person("hadi", "Hadi Utomo")
    grant(head, Role.CHAIR, group=others[0], at=now)
    passing_on.refuse_task(actor=head, task=task, group=others[0], reason="Jalan putus.", now=now)
    TaskReminder.objects.create(task=task, group=others[1], deadline=date(2026, 11, 27), step=-1, said_at=now + timedelta(days=2))
    tell_all(now)
    return task


Told = Callable[..., str]


@pytest.fixture
def told(sign_in: Callable[..., Client], task: DisseminationTask, cast: SimpleNamespace) -> Told:
    """``told(person, keadaan="belum")`` → the sender's page as text with single spaces."""

    def ask(person: Person, /, **asked: str) -> str:
        answer = sign_in(person).get(reverse("writing:reach_show", kwargs={"code": task.publication.code}), asked)
        assert answer.status_code == 200
        return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())

    return ask


def test_the_page_says_it_in_plain_words(told: Told, cast: SimpleNamespace) -> None:
    said = told(cast.rini)
    assert "2 dari 4 KIM sudah menyebarkan (1 terlambat); 1 tidak bisa; 1 belum membuka." in said
    assert "Setengah dari yang sudah menyebarkan selesai dalam 3 jam." in said
    assert "Papan pengumuman 2 kira-kira 1.200 Grup WhatsApp 2 kira-kira 1.200" in said
    assert "Seluruhnya kira-kira 1.200 orang, menurut perkiraan KIM. Satu orang bisa dijangkau lewat beberapa cara" in said
    assert "1 jawaban tidak menyebut jumlah." in said
    assert "KIM Lain 1" in said
    assert "diingatkan 26 November 2026" in said
    assert "Tina Chandra, 0812-5550-0177" in said
    assert "“Jalan putus.”" in said
    assert "bertanya" in said


def test_an_officer_of_a_kecamatan_sees_her_part(told: Told, lina: Person) -> None:
    said = told(lina)
    assert "1 dari 3 KIM sudah menyebarkan; 1 tidak bisa; 1 belum membuka." in said
    assert "Anda melihat bagian wilayah Anda: Kecamatan Siding." in said
    assert "Jagoi" not in said
    assert "Jawaban dan pertanyaan" not in said


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["KIM Jagoi Bersuara", "KIM Lain 0", "KIM Suara Siding", "KIM Lain 1"]),
        ({"keadaan": "sudah"}, ["KIM Jagoi Bersuara", "KIM Suara Siding"]),
        ({"keadaan": "terlambat"}, ["KIM Jagoi Bersuara"]),
        ({"keadaan": "belum"}, ["KIM Lain 1"]),
        ({"keadaan": "tidak-bisa"}, ["KIM Lain 0"]),
        ({"keadaan": "entah", "urut": "nama"}, ["KIM Jagoi Bersuara", "KIM Lain 0", "KIM Lain 1", "KIM Suara Siding"]),
        ({"urut": "selesai"}, ["KIM Suara Siding", "KIM Jagoi Bersuara", "KIM Lain 0", "KIM Lain 1"]),
        ({"wilayah": "siding"}, ["KIM Lain 0", "KIM Suara Siding", "KIM Lain 1"]),
        ({"wilayah": "61.01.01"}, ["KIM Jagoi Bersuara", "KIM Lain 0", "KIM Suara Siding", "KIM Lain 1"]),
    ],
)
def test_groups_are_filtered_and_ordered(
    sign_in: Callable[..., Client], task: DisseminationTask, cast: SimpleNamespace, asked: dict[str, str], names: list[str]
) -> None:
    if asked.get("wilayah") == "siding":
        asked = {"wilayah": cast.siding_district.code}
    answer = sign_in(cast.rini).get(reverse("writing:reach_show", kwargs={"code": task.publication.code}), asked)
    assert [row.group.name for row in answer.context["rows"]] == names


def test_by_kecamatan_village_and_hamlet(sign_in: Callable[..., Client], task: DisseminationTask, cast: SimpleNamespace) -> None:
    client, address = sign_in(cast.rini), reverse("writing:reach_show", kwargs={"code": task.publication.code})
    lines = client.get(address).context["districts"]
    assert [(line.name, line.figure.asked, line.figure.done, line.figure.silent) for line in lines] == [
        ("Kecamatan Jagoi Babang", 1, 1, 0),
        ("Kecamatan Siding", 3, 1, 1),
    ]
    shown = client.get(address, {"wilayah": cast.siding_district.code}).context
    assert [(line.code, line.how) for line in shown["villages"] if line.code == cast.siding_village.code] == [
        (cast.siding_village.code, How.DONE)
    ]
    assert shown["hamlets"] == [("=1+1", "Desa Siding", 1, 1200), ("Hulu", "Desa Siding", 1, 1200)]
    village = client.get(address, {"wilayah": cast.siding_village.code}).context
    assert (village["figure"].asked, village["figure"].done, village["region"]) == (1, 1, cast.siding_village)


def test_it_is_right_whatever_becomes_of_audience_and_groups(told: Told, task: DisseminationTask, cast: SimpleNamespace) -> None:
    task.publication.audiences.filter(region=cast.jagoi_district).delete()
    said = told(cast.rini)
    assert "1 dari 3 KIM sudah menyebarkan; 1 tidak bisa; 1 belum membuka." in said
    assert "1 KIM lain sempat menjawab, lalu bubar atau tidak dituju lagi; jawabannya tidak dihitung di sini." in said
    Group.objects.create(name="KIM Baru", region=cast.siding_village)
    assert "1 dari 4 KIM sudah menyebarkan; 1 tidak bisa; 2 belum membuka." in told(cast.rini)


def test_the_files_say_the_same_and_no_text_is_a_formula(
    sign_in: Callable[..., Client], task: DisseminationTask, cast: SimpleNamespace
) -> None:
    client, values = sign_in(cast.rini), {"code": task.publication.code}
    answer = client.get(reverse("writing:reach_csv", kwargs=values), {"keadaan": "sudah"})
    assert answer["Content-Disposition"] == f'attachment; filename="jangkauan-{task.publication.code}.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Kecamatan,Desa,KIM,Keadaan,Terlambat,Dilihat,Dijawab,Lewat,Dusun,Perkiraan orang,Alasan tidak bisa,Diingatkan,Bertanya",
        "Kecamatan Jagoi Babang,Desa Jagoi,KIM Jagoi Bersuara,Sudah menyebarkan,ya,2026-11-30,2026-11-30,"
        '"Papan pengumuman, Grup WhatsApp",,,,,ya',
        "Kecamatan Siding,Desa Siding,KIM Suara Siding,Sudah menyebarkan,,2026-11-24,2026-11-24,"
        '"Papan pengumuman, Grup WhatsApp","\'=1+1, Hulu",1200,,,',
    ]
    TaskReception.objects.filter(task=task, status="cannot").update(reason="Sibuk;=1+1")  # a semicolon begins a cell in Indonesia
    answer = client.get(reverse("writing:reach_csv", kwargs=values), {"keadaan": "tidak-bisa"})
    assert "Sibuk;'=1+1" in answer.content.decode()
    answer = client.get(reverse("writing:reach_xlsx", kwargs=values))
    table = load_workbook(io.BytesIO(answer.content)).active
    assert [row[2].value for row in table.iter_rows(min_row=2)] == ["KIM Jagoi Bersuara", "KIM Lain 0", "KIM Suara Siding", "KIM Lain 1"]
    cell = table["I4"]
    assert (cell.value, cell.data_type, table["J4"].value, table["F4"].value.date()) == ("=1+1, Hulu", "s", 1200, date(2026, 11, 24))


# --- Who


def test_who_sees_which_part(
    task: DisseminationTask, write: Write, cast: SimpleNamespace, lina: Person, sign_in: Callable[..., Client], now: datetime
) -> None:
    cast.liaison = make_person("agus", "Agus")
    grant(cast.liaison, Role.OFFICE_LIAISON, region=cast.regency, at=now)
    cast.lina, cast.head = lina, Person.objects.get(username="hadi")
    of_village = write("Kerja bakti", cast.budi, owner=cast.siding_village, status="published")
    asking.ask_to_pass_on(actor=cast.budi, publication=of_village, now=now)
    of_district = write("Rakor", lina, owner=cast.siding_district, status="published")
    asking.ask_to_pass_on(actor=lina, publication=of_district, now=now)
    wish = write("Belum terbit", cast.rini, owner=cast.regency)
    asking.ask_to_pass_on(actor=cast.rini, publication=wish, now=now)
    tasks = [DisseminationTask.objects.get(pk=each.pk) for each in (task.publication, of_district, of_village, wish)]
    siding, jagoi, village = cast.siding_district.code, cast.jagoi_district.code, cast.siding_village.code
    both = tuple(sorted((siding, jagoi)))
    table = {
        "rini": [both, (siding,), (village,), ()],
        "liaison": [both, (), (), ()],
        "lina": [(siding,), (siding,), (), ()],
        "budi": [(), (), (village,), ()],
        **{name: [(), (), (), ()] for name in ("sari", "yohanes", "dewi", "markus", "wati", "joko", "adi", "head")},
    }
    found = {name: [regions_seen(getattr(cast, name), each) for each in tasks] for name in table}
    assert found == table
    for name, seen in table.items():
        listed = set(tasks_seen_by(getattr(cast, name)))
        assert listed == {each for each, places in zip(tasks, seen, strict=True) if places}, name
    for name in ("rini", "lina", "budi", "joko"):
        client, seen = sign_in(getattr(cast, name)), table[name]
        for address in ("reach_show", "reach_csv", "reach_xlsx"):
            answers = [client.get(reverse(f"writing:{address}", kwargs={"code": each.publication.code})).status_code for each in tasks]
            assert answers == [200 if places else 404 for places in seen], (name, address)
    listing = {name: sign_in(getattr(cast, name)).get(reverse("writing:reach_list")).status_code for name in table}
    assert listing == dict.fromkeys(table, 404) | dict.fromkeys(("rini", "liaison", "lina", "budi"), 200)


def test_whose_own_number_is_shown(
    task: DisseminationTask, cast: SimpleNamespace, lina: Person, others: list[Group], told: Told, now: datetime
) -> None:
    agus = make_person("agus", "Agus")
    grant(agus, Role.OFFICE_LIAISON, region=cast.regency, at=now)
    may = {person.username: may_call_chair(person, others[1]) for person in (cast.rini, lina, cast.budi, agus, cast.sari, cast.joko)}
    assert may == {"rini": True, "lina": True, "budi": False, "agus": False, "sari": False, "joko": False}
    said = told(agus)
    assert "Tina Chandra, 0812-5550-0999" in said
    assert "0177" not in said


# --- The list


def test_the_list_by_stage(
    task: DisseminationTask,
    write: Write,
    cast: SimpleNamespace,
    sign_in: Callable[..., Client],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = write("Rapat", cast.rini, owner=cast.regency, status="published", audience=(cast.jagoi_district,))
    done = asking.ask_to_pass_on(actor=cast.rini, publication=answered, now=now)
    passing_on.pass_on(actor=cast.joko, task=done, group=cast.jagoi, client_id=uuid4(), carriers=["papan"], now=now)
    off = write("Batal", cast.rini, owner=cast.regency, status="published")
    asking.call_off(actor=cast.rini, task=asking.ask_to_pass_on(actor=cast.rini, publication=off, now=now), reason="Ditunda.", now=now)
    tell_all(now)
    client = sign_in(cast.rini)

    def listed(stage: str, day: date) -> list[str]:
        monkeypatch.setattr("kentongan.newsroom.views.reach.timezone.localdate", lambda: day)
        return [row[0].publication.title for row in client.get(reverse("writing:reach_list"), {"tahap": stage}).context["rows"]]

    in_time, after = date(2026, 11, 27), date(2026, 11, 28)
    assert [listed(stage, in_time) for stage in ("berjalan", "lewat", "selesai")] == [["Imunisasi polio"], [], ["Batal", "Rapat"]]
    assert [listed(stage, after) for stage in ("berjalan", "lewat", "selesai", "")] == [
        [], ["Imunisasi polio"], ["Batal", "Rapat"], ["Imunisasi polio"],
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_the_same_for_one_and_for_thirty(
    count: int,
    write: Write,
    cast: SimpleNamespace,
    sign_in: Callable[..., Client],
    now: datetime,
    django_assert_num_queries: Any,
    regions: Any,
) -> None:
    villages = sorted(code for code, region in regions.items() if code.startswith("61.07.") and region.level == 4)
    groups = [Group.objects.create(name=f"KIM {number}", region_id=villages[number * 3]) for number in range(count)]
    writer = make_person("warga", "Warga Desa")
    for group in groups:
        grant(writer, Role.EDITOR, group=group, at=now)
    tasks = [
        asking.ask_to_pass_on(
            actor=cast.rini, publication=write(f"Teks {number}", cast.rini, owner=cast.regency, status="published"), now=now
        )
        for number in range(count)
    ]
    for group in groups:
        passing_on.pass_on(actor=writer, task=tasks[0], group=group, client_id=uuid4(), carriers=["papan"], hamlets=["Hulu"], now=now)
    tell_all(now)
    client = sign_in(cast.rini)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(reverse("writing:reach_list"), {"tahap": "berjalan"}).context["rows"]) == min(count, 20)
    with django_assert_num_queries(SHOW_QUERIES):
        shown = client.get(reverse("writing:reach_show", kwargs={"code": tasks[0].publication.code})).context
    assert (shown["figure"].done, len(shown["rows"])) == (count, count + 2)


LIST_QUERIES, SHOW_QUERIES = 8, 17
