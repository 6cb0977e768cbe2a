"""Editions of the wall newspaper: put together, made once, numbered without gaps, and left as they are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled
from django_tasks_db.models import DBTaskResult

from kentongan.accounts.models import Person
from kentongan.core.models import EventRecord
from kentongan.core.paper import PaperMissing
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups.models import ActivityEntry
from kentongan.newsroom.actions import wall_sheet as deeds
from kentongan.newsroom.models import WallSheet, WallSheetItem
from kentongan.newsroom.policies.wall_sheet_choices import Choices
from kentongan.newsroom.queries import wall_sheet as sheets
from kentongan.newsroom.tests.conftest import Write, WriteEvent
from kentongan.newsroom.tests.test_reading import SITE
from kentongan.publishing import actions as publishing
from tests.hung import hung_sheet, ready_sheet

SignIn = Callable[..., Client]
AUTOMATIC = {f"{part}_by": "otomatis" for part in ("dates", "bulletins", "figure", "more", "contact")}
READER = Client(headers={"host": SITE})


@pytest.fixture
def news(write: Write, cast: SimpleNamespace, now: datetime) -> list:
    """Five published texts of KIM Suara Siding, the last one newest."""
    return [write(title=f"Kabar nomor {number}", status="published", at=now - timedelta(days=9 - number)) for number in range(1, 6)]


def begin(cast: SimpleNamespace, now: datetime, **values: object) -> WallSheet:
    return deeds.begin_wall_sheet(actor=cast.sari, group=cast.siding, now=now, **{"paper": "a4", "sides": 1, **values})


def titles(sheet: WallSheet) -> list[str]:
    with scopes_disabled():
        return [item.publication.title for item in sheet.items.select_related("publication")]


def events(name: str) -> list[dict]:
    kept = EventRecord.objects.filter(name=f"newsroom.{name}").order_by("pk").values_list("payload", flat=True)
    return [{key: value for key, value in payload.items() if key in ("number", "version")} for payload in kept]


def test_an_edition_begins_with_what_is_new_and_one_is_open_at_a_time(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = begin(cast, now)
    again = begin(cast, now, paper="a3")
    assert (sheet.number, sheet.week, sheet.state, again.pk) == (1, now.date() - timedelta(days=now.weekday()), "menunggu", sheet.pk)
    assert titles(sheet) == ["Kabar nomor 5", "Kabar nomor 4", "Kabar nomor 3"]
    assert events("WallSheetOrdered") == [{"number": 1, "version": 1}]
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.filter(task_path__endswith="make_sheet")] == [[sheet.pk, 1]]


def test_numbers_have_no_gaps_and_the_next_has_what_was_not_printed(news: list, cast: SimpleNamespace, now: datetime) -> None:
    first = hung_sheet(cast, now)
    dropped = begin(cast, now)
    deeds.drop_wall_sheet(actor=cast.markus, sheet=dropped, now=now)
    second = hung_sheet(cast, now)
    with scopes_disabled():
        assert list(WallSheet.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert (first.number, dropped.number, second.number) == (1, 2, 2)
    assert titles(second) == ["Kabar nomor 2", "Kabar nomor 1"]
    assert events("WallSheetPublished") == [{"number": 1}, {"number": 2}]
    assert events("WallSheetDropped") == [{"number": 2}]


def test_what_is_published_stays_as_it_was(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = hung_sheet(cast, now)
    before = (sheet.contents, sheet.file_id, sheet.version, titles(sheet))
    values = {"paper": "a3", "sides": 2, "week": sheet.week, "note": "Lain", "items": [], "choices": Choices()}
    with pytest.raises(Stale):
        deeds.change_wall_sheet(actor=cast.sari, sheet=sheet, version=sheet.version, now=now, **values)
    with pytest.raises(Stale):
        deeds.publish_wall_sheet(actor=cast.sari, sheet=sheet, version=sheet.version, now=now)
    with pytest.raises(Stale):
        deeds.drop_wall_sheet(actor=cast.sari, sheet=sheet, now=now)
    deeds.make_wall_sheet(sheet_id=sheet.pk, version=sheet.version, now=now)
    stands = sheets.get_sheet(cast.siding, sheet.number, is_public=True)
    assert (stands.contents, stands.file_id, stands.version, titles(stands)) == before


def test_a_change_is_made_anew_and_who_was_slower_is_told(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = begin(cast, now)
    items = [(news[0], "Versi pendek."), (news[4], "")]
    values = {"paper": "f4", "sides": 2, "week": now.date(), "note": " Selamat membaca. ", "items": items, "choices": Choices()}
    changed = deeds.change_wall_sheet(actor=cast.markus, sheet=sheet, version=1, now=now, **values)
    with pytest.raises(Stale):
        deeds.change_wall_sheet(actor=cast.sari, sheet=sheet, version=1, now=now, **values)
    with scopes_disabled():
        rows = list(WallSheetItem.objects.filter(sheet=changed).values_list("publication__title", "text"))
    assert (changed.version, changed.state, changed.paper, changed.sides, changed.note) == (2, "menunggu", "f4", 2, "Selamat membaca.")
    assert rows == [("Kabar nomor 1", "Versi pendek."), ("Kabar nomor 5", "")]


@pytest.mark.parametrize(
    ("who", "may"), [("sari", True), ("markus", True), ("dewi", False), ("rini", False), ("joko", False), ("wati", False)]
)
def test_redaktur_and_ketua_make_it(who: str, *, may: bool, cast: SimpleNamespace, now: datetime) -> None:
    if may:
        assert deeds.begin_wall_sheet(actor=getattr(cast, who), group=cast.siding, paper="a4", sides=1, now=now).number == 1
        return
    with pytest.raises(Denied):
        deeds.begin_wall_sheet(actor=getattr(cast, who), group=cast.siding, paper="a4", sides=1, now=now)


def test_where_no_pdf_can_be_made_it_fails_with_a_sentence_and_can_be_ordered_again(
    cast: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = begin(cast, now)

    def missing(*_args: object, **_values: object) -> None:
        raise PaperMissing("Belum terpasang.")

    monkeypatch.setattr(deeds, "Press", missing)
    deeds.make_wall_sheet(sheet_id=sheet.pk, version=1, now=now)
    failed = sheets.get_sheet(cast.siding, 1)
    assert (failed.state, failed.reason, failed.file_id) == ("gagal", "Belum terpasang.", None)
    with pytest.raises(Stale):
        deeds.publish_wall_sheet(actor=cast.sari, sheet=failed, version=1, now=now)


def test_what_a_worker_left_in_the_middle_is_said_to_have_failed(cast: SimpleNamespace, now: datetime) -> None:
    sheet = begin(cast, now)
    with scopes_disabled():
        WallSheet.objects.filter(pk=sheet.pk).update(state="dibuat", state_at=now)
    assert (deeds.free_stuck_sheets(now=now + timedelta(minutes=9)), deeds.free_stuck_sheets(now=now + timedelta(minutes=11))) == (0, 1)
    assert sheets.get_sheet(cast.siding, 1).state == "gagal"


def test_a_withdrawn_text_is_not_handed_out_on_paper(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = hung_sheet(cast, now)
    publishing.withdraw_publication(actor=cast.yohanes, publication=news[4], reason="Datanya keliru.", now=now)
    deeds.withhold_sheets_with(publication_id=news[4].pk)
    page = READER.get(f"/mading/{sheet.number}/").content.decode()
    assert READER.get(f"/berkas/{sheet.file.key}/dokumen.pdf").status_code == 404
    assert "Tulisan ini sudah ditarik." in page
    assert "lembar cetaknya tidak dibagikan lagi" in page
    assert "Kabar nomor 4" in page


def test_what_was_withdrawn_after_it_was_laid_out_is_not_published(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = ready_sheet(cast, now)
    publishing.withdraw_publication(actor=cast.yohanes, publication=news[4], reason="Datanya keliru.", now=now)
    with pytest.raises(Stale, match="sudah ditarik"):
        deeds.publish_wall_sheet(actor=cast.sari, sheet=sheet, version=sheet.version, now=now)
    assert sheets.get_sheet(cast.siding, 1).is_public is False
    assert READER.get(f"/berkas/{sheet.file.key}/dokumen.pdf").status_code == 404


def test_a_withdrawn_notice_of_a_region_is_not_handed_out_on_paper(news: list, write: Write, cast: SimpleNamespace, now: datetime) -> None:
    notice = write("Imunisasi polio", cast.rini, owner=cast.regency, status="published", text="Dimulai Senin.")
    sheet = hung_sheet(cast, now)
    before = READER.get("/mading/1/").content.decode()
    publishing.withdraw_publication(actor=cast.rini, publication=notice, reason="Datanya keliru.", now=now)
    deeds.withhold_sheets_with(publication_id=notice.pk)
    page = READER.get("/mading/1/").content.decode()
    assert READER.get(f"/berkas/{sheet.file.key}/dokumen.pdf").status_code == 404
    assert ("Dimulai Senin." in before, "Dimulai Senin." in page) == (True, False)
    assert "lembar cetaknya tidak dibagikan lagi" in page


def test_a_withdrawn_date_or_title_is_not_handed_out_on_paper(news: list, plan: WriteEvent, cast: SimpleNamespace, now: datetime) -> None:
    event = plan("Posyandu balita")
    sheet = hung_sheet(cast, now)
    before = READER.get("/mading/1/").content.decode()
    with scopes_disabled():
        printed = [sheets.published_with(one.pk) for one in (event, news[0])]
        publishing.withdraw_publication(actor=cast.yohanes, publication=event, reason="Tidak ada.", now=now)
    deeds.withhold_sheets_with(publication_id=event.pk)
    page = READER.get("/mading/1/").content.decode()
    assert printed == [[sheet], [sheet]]
    assert ("Posyandu balita" in before, "Posyandu balita" in page) == (True, False)
    assert "lembar cetaknya tidak dibagikan lagi" in page


def test_an_edition_stands_in_the_log_of_the_group(cast: SimpleNamespace, now: datetime) -> None:
    from kentongan.newsroom.actions.activities import log_wall_sheet

    sheet = hung_sheet(cast, now)
    for _twice in range(2):
        log_wall_sheet(sheet_id=sheet.pk, author_id=cast.sari.pk, now=now)
    with scopes_disabled():
        logged = list(ActivityEntry.objects.filter(source="newsroom.WallSheet"))
    assert [(entry.kind, entry.title, entry.source_key) for entry in logged] == [("diseminasi", "Mading edisi 1", str(sheet.pk))]
    assert logged[0].evidence_lines[0] == ("channels", "Lewat", "Papan pengumuman")


# --- Pages


def test_the_form_keeps_order_and_ticks(news: list, cast: SimpleNamespace, now: datetime, sign_in: SignIn) -> None:
    begin(cast, now)
    client = sign_in(cast.sari)
    address = reverse("writing:wall_sheet_change", kwargs={"slug": "suara-siding", "number": 1})
    order = ",".join(str(news[number].pk) for number in (2, 0, 1, 3, 4))
    chosen = {f"pilih-{news[2].pk}": "on", f"pilih-{news[0].pk}": "on", f"text_{news[0].pk}": "Pendek saja."}
    data = {"order": order, "version": "1", "paper": "a3", "sides": "1", "week": "2026-11-23", "note": "", **AUTOMATIC, **chosen}
    moved = client.post(address, {**data, "langkah": f"turun:{news[2].pk}"})
    wrong = client.post(address, {**data, "langkah": "simpan", "week": "2036-01-01"})
    saved = client.post(address, {**data, "langkah": "simpan"})
    late = client.post(address, {**data, "langkah": "simpan"})
    assert [row.pk for row in moved.context["form"].rows][:2] == [news[0].pk, news[2].pk]
    assert (moved.status_code, wrong.status_code, saved.status_code, late.status_code) == (200, 422, 302, 409)
    assert "Pendek saja." in late.content.decode()
    assert titles(sheets.get_sheet(cast.siding, 1)) == ["Kabar nomor 3", "Kabar nomor 1"]


def test_the_desk_costs_the_same_for_one_and_for_thirty(
    cast: SimpleNamespace, now: datetime, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    client = sign_in(cast.sari)
    first = hung_sheet(cast, now)
    address = reverse("writing:wall_sheet_desk", kwargs={"slug": "suara-siding"})
    client.get(address)
    costs = ((client, address, 9), (READER, "/mading/", 4))

    def ask() -> None:
        for reader, path, queries in costs:
            with django_assert_num_queries(queries):  # type: ignore[operator]
                assert reader.get(path).status_code == 200

    ask()
    with scopes_disabled():
        for number in range(2, 31):
            WallSheet.objects.create(
                owner=first.owner, group=cast.siding, number=number, week=first.week, state="siap", state_at=now, contents=first.contents,
                file=first.file, made_by=cast.sari, published_at=now, published_by=cast.sari,
            )  # fmt: skip
    ask()


def test_the_desk_leads_to_what_comes_next(news: list, cast: SimpleNamespace, now: datetime, sign_in: SignIn) -> None:
    address = reverse("writing:wall_sheet_desk", kwargs={"slug": "suara-siding"})

    def ways(person: Person) -> list[bool]:
        page = sign_in(person).get(address).content.decode()
        return ["Buat edisi berikutnya" in page, "Lihat dan terbitkan edisi 1" in page]

    assert (ways(cast.sari), ways(cast.dewi)) == ([True, False], [False, False])
    ready_sheet(cast, now)
    assert (ways(cast.sari), ways(cast.dewi)) == ([False, True], [False, False])


def test_readers_find_published_editions_only(news: list, cast: SimpleNamespace, now: datetime) -> None:
    hung_sheet(cast, now)
    ready_sheet(cast, now)
    page = READER.get("/mading/1/")
    assert (page.status_code, READER.get("/mading/2/").status_code) == (200, 404)
    assert [text["title"] for text in page.context["contents"]["texts"]] == ["Kabar nomor 5", "Kabar nomor 4", "Kabar nomor 3"]
    assert READER.get("/mading/1/", headers={"if-none-match": page["ETag"]}).status_code == 304
    with pytest.raises(NotVisible):
        sheets.get_sheet_desk(actor=cast.joko, slug="suara-siding")


def test_contents_are_the_group_s_week(news: list, cast: SimpleNamespace, now: datetime) -> None:
    sheet = ready_sheet(cast, now)
    assert sheet.contents is not None
    told = {name: sheet.contents[name] for name in ("name", "number", "week", "place", "report", "alerts", "more")}
    assert told == {
        "name": "KIM Suara Siding",
        "number": 1,
        "week": "23–29 November 2026",
        "place": "Desa Siding, Kecamatan Siding",
        "report": "http://kim.localhost:8000/kim/suara-siding/lapor/",
        "alerts": (),
        "more": tuple({"title": text.title, "code": text.code} for text in (news[1], news[0])),
    }
