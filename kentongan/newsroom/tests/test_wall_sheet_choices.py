"""Who fills which part of a Mading: left to us, chosen, left out; and what became of what was chosen before it is printed."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from time_machine import travel

from kentongan.core.models import EventRecord
from kentongan.newsroom.actions import wall_sheet as deeds
from kentongan.newsroom.actions.agenda import cancel_event
from kentongan.newsroom.models import Profile, ProfileFigure, WallSheet
from kentongan.newsroom.policies.agenda import Rhythm
from kentongan.newsroom.policies.wall_sheet_choices import Choices, Fate, Part, Why, choices_of, gives_way
from kentongan.newsroom.policies.wall_sheet_contents import WallContents
from kentongan.newsroom.queries import wall_sheet as sheets
from kentongan.newsroom.queries.wall_sheet_contents import contents_of
from kentongan.newsroom.queries.wall_sheet_parts import fallen_since
from kentongan.newsroom.tests.conftest import Write, WriteEvent
from kentongan.publishing import actions as publishing
from tests.hung import finish_sheet, hung_sheet

SignIn = Callable[..., Client]
WEDNESDAY, NEXT = date(2026, 11, 25), date(2026, 12, 2)


# --- Tables


@pytest.mark.once
@pytest.mark.parametrize(
    ("by_hand", "order"),
    [
        ((), "pengumuman judul judul pengumuman agenda pengumuman angka agenda agenda agenda"),
        (("pengumuman",), "judul judul agenda angka agenda agenda agenda pengumuman pengumuman pengumuman"),
        (("agenda",), "pengumuman judul judul pengumuman pengumuman angka agenda agenda agenda agenda"),
        (("agenda", "angka"), "pengumuman judul judul pengumuman pengumuman agenda angka agenda agenda agenda"),
    ],
)
def test_what_matters_least_gives_way_and_what_was_chosen_goes_last(by_hand: tuple[str, ...], order: str) -> None:
    held = {Part.DATES: 4, Part.BULLETINS: 3, Part.MORE: 2, Part.FIGURE: 1}
    gone = []
    while (part := gives_way(held, {Part(one) for one in by_hand})) is not None:
        held[part] -= 1
        gone.append(part)
    assert " ".join(gone) == order


@pytest.mark.once
@pytest.mark.parametrize(
    ("fate", "why"),
    [
        (Fate(), None),
        (Fate(is_over=True), Why.OVER),
        (Fate(is_over=True, is_called_off=True), Why.CALLED_OFF),
        (Fate(is_listed=False), Why.UNLISTED),
        (Fate(is_listed=False, is_withdrawn=True), Why.WITHDRAWN),
    ],
)
def test_what_was_chosen_stays_away_for_the_gravest_reason(fate: Fate, why: Why | None) -> None:
    assert fate.why == why


@pytest.mark.once
@pytest.mark.parametrize(
    ("choices", "by_hand", "without"),
    [
        (Choices(), "", ""),
        (Choices(dates_by="pilih", dates=("K1/2026-11-25",), bulletins_by="tanpa", more_by="tanpa"), "agenda", "pengumuman judul"),
        (Choices(figure_by="sendiri", own_number="4", own_words="sapi", own_source="KIM", contact_by="sendiri"), "angka kontak", ""),
        (Choices(figure_by="pilih", figure="area", contact_by="tanpa", contact="Bu Dewi"), "angka", "kontak"),
    ],
)
def test_choices_are_kept_as_values_and_only_the_lasting_ones_go_on(choices: Choices, by_hand: str, without: str) -> None:
    assert choices_of(json.loads(json.dumps(asdict(choices)))) == choices
    assert (" ".join(choices.by_hand), " ".join(choices.without)) == (by_hand, without)
    lasting = choices.lasting
    assert (lasting.more_by, lasting.contact_by, lasting.contact) == (choices.more_by, choices.contact_by, choices.contact)
    assert (lasting.dates_by, lasting.bulletins_by, lasting.figure_by, lasting.dates) == ("otomatis", "otomatis", "otomatis", ())


# --- An edition


@pytest.fixture
def week(write: Write, plan: WriteEvent, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A week of Siding: a weekly posyandu, a meeting on Saturday, four bulletins of the regency, two figures of the village."""
    with scope(owner=[cast.siding.scope]):
        profile = Profile.objects.create(owner=cast.siding.scope, group=cast.siding, updated_at=now, updated_by=cast.sari)
    for kind, value in (("population", 1_250), ("area", 57)):
        ProfileFigure.objects.create(profile=profile, kind=kind, value=value, year=2025, source="Kantor desa")
    bulletins = [
        write(f"Pengumuman {number}", cast.rini, owner=cast.regency, status="published", at=now - timedelta(days=number))
        for number in range(1, 5)
    ]
    return SimpleNamespace(
        text=write(title="Panen padi", status="published"),
        weekly=plan("Posyandu balita", rhythm=Rhythm.WEEKLY, times=4),
        meeting=plan("Rapat tani", start_date=date(2026, 11, 28)),
        bulletins=bulletins,
    )


def decide(cast: SimpleNamespace, now: datetime, **values: Any) -> WallSheet:
    """The next edition with its texts and these choices."""
    begun = deeds.begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now)
    sheet = sheets.get_sheet(cast.siding, begun.number)
    items = [(item.publication, item.text) for item in sheet.items.all()]
    return deeds.change_wall_sheet(
        actor=cast.sari, sheet=sheet, version=sheet.version, paper="a4", sides=1, week=sheet.week, note="", items=items,
        choices=Choices(**values), now=now,
    )  # fmt: skip


def printed(sheet: WallSheet, cast: SimpleNamespace, now: datetime) -> WallContents:
    with scope(owner=list(cast.siding.scope_chain)):
        return contents_of(sheets.get_sheet(cast.siding, sheet.number), now=now)


def test_what_was_chosen_stands_there_and_what_was_left_out_does_not(week: SimpleNamespace, cast: SimpleNamespace, now: datetime) -> None:
    chosen = {
        "dates_by": "pilih", "dates": (f"{week.weekly.code}/{NEXT}", f"{week.meeting.code}/2026-11-28"),
        "bulletins_by": "pilih", "bulletins": (week.bulletins[3].code,),
        "figure_by": "pilih", "figure": "area", "more_by": "tanpa", "contact_by": "sendiri", "contact": "Ibu Dewi, 0812",
    }  # fmt: skip
    sheet = decide(cast, now, **chosen)
    contents = printed(sheet, cast, now)
    assert [(one.title, one.day) for one in contents.dates] == [("Rapat tani", "Sabtu, 28 Nov"), ("Posyandu balita", "Rabu, 2 Des")]
    assert [one.title for one in contents.bulletins] == ["Pengumuman 4"]
    assert contents.figure is not None
    assert (contents.figure.number, contents.contact, contents.phone, contents.more) == ("57 km²", "Ibu Dewi, 0812", "", ())
    assert (contents.by_hand, contents.without, contents.left_out) == (("agenda", "pengumuman", "angka", "kontak"), ("judul",), ())
    ordered = EventRecord.objects.filter(name="newsroom.WallSheetOrdered").order_by("pk").values_list("payload", flat=True)
    assert [(one["number"], one["version"]) for one in ordered] == [(1, 1), (1, 2)]
    assert (sheet.version, sheet.state, sheet.choices["dates"]) == (2, "menunggu", list(chosen["dates"]))


def test_all_is_automatic_at_first_and_may_be_left_out(week: SimpleNamespace, cast: SimpleNamespace, now: datetime) -> None:
    automatic = printed(deeds.begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now), cast, now)
    assert [one.title for one in automatic.dates] == ["Posyandu balita", "Rapat tani"]
    assert [one.title for one in automatic.bulletins] == ["Pengumuman 1", "Pengumuman 2", "Pengumuman 3"]
    assert automatic.figure is not None
    none = dict.fromkeys(("dates_by", "bulletins_by", "figure_by", "more_by", "contact_by"), "tanpa")
    empty = printed(decide(cast, now, **none), cast, now)
    assert (empty.dates, empty.bulletins, empty.figure, empty.more, empty.phone, empty.contact) == ((), (), None, (), "", "")
    assert [text.title for text in empty.texts] == ["Panen padi"]


def test_what_is_withdrawn_called_off_or_over_is_left_out_with_a_reason(
    week: SimpleNamespace, cast: SimpleNamespace, now: datetime
) -> None:
    keys = (f"{week.weekly.code}/{WEDNESDAY}", f"{week.weekly.code}/{NEXT}", f"{week.meeting.code}/2026-11-28", "TIADA/2026-11-28")
    codes = tuple(one.code for one in week.bulletins[:2])
    sheet = decide(cast, now, dates_by="pilih", dates=keys, bulletins_by="pilih", bulletins=codes, figure_by="pilih", figure="households")
    with scope(owner=[cast.siding.scope]):
        cancel_event(actor=cast.yohanes, publication=week.meeting, reason="Hujan.", now=now)
    publishing.withdraw_publication(actor=cast.rini, publication=week.bulletins[0], reason="Datanya keliru.", now=now)
    publishing.withdraw_publication(actor=cast.yohanes, publication=week.text, reason="Datanya keliru.", now=now)
    contents = printed(sheet, cast, now + timedelta(days=3))
    assert [(one.title, one.day) for one in contents.dates] == [("Posyandu balita", "Rabu, 2 Des")]
    assert [one.title for one in contents.bulletins] == ["Pengumuman 2"]
    assert contents.figure is None
    assert [(one.title, one.when, one.why) for one in contents.left_out] == [
        ("Panen padi", "", "ditarik"),
        ("Posyandu balita", "Rabu, 25 Nov", "lewat"),
        ("Rapat tani", "Sabtu, 28 Nov", "batal"),
        ("Satu pilihan", "Sabtu, 28 Nov", "tidak-ada"),
        ("Pengumuman 1", "", "ditarik"),
        ("Angka yang dipilih", "", "tidak-ada"),
    ]


def test_an_edition_that_waits_says_what_fell_away_since(week: SimpleNamespace, cast: SimpleNamespace, now: datetime) -> None:
    sheet = finish_sheet(decide(cast, now), cast, now)
    publishing.withdraw_publication(actor=cast.rini, publication=week.bulletins[0], reason="Datanya keliru.", now=now)
    publishing.withdraw_publication(actor=cast.yohanes, publication=week.text, reason="Datanya keliru.", now=now)
    fallen = fallen_since(sheets.get_sheet(cast.siding, sheet.number), now=now + timedelta(days=3))
    assert [(one.title, one.why) for one in fallen] == [
        ("Panen padi", "ditarik"),
        ("Posyandu balita", "lewat"),
        ("Pengumuman 1", "ditarik"),
    ]


def test_the_next_edition_begins_anew_except_whom_to_ask(week: SimpleNamespace, cast: SimpleNamespace, now: datetime) -> None:
    decide(cast, now, dates_by="tanpa", figure_by="tanpa", contact_by="sendiri", contact="Ibu Dewi", more_by="tanpa")
    hung_sheet(cast, now)
    following = deeds.begin_wall_sheet(actor=cast.sari, group=cast.siding, paper="a4", sides=1, now=now)
    assert choices_of(following.choices) == Choices(contact_by="sendiri", contact="Ibu Dewi", more_by="tanpa")


# --- The page


@travel("2026-11-24T02:00:00Z", tick=False)
def test_the_page_says_what_comes_by_itself_and_keeps_what_was_chosen(
    week: SimpleNamespace, cast: SimpleNamespace, now: datetime, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    sheet = decide(cast, now)
    client, names = sign_in(cast.sari), {"slug": "suara-siding", "number": sheet.number}
    address = reverse("writing:wall_sheet_change", kwargs=names)
    client.get(address)
    with django_assert_num_queries(17):  # type: ignore[operator]
        begun = client.get(address).content.decode()
    for told in (
        "semua agenda dari Selasa 24 November sampai Senin 30 November, sekarang 2 tanggal: “Posyandu balita”; “Rapat tani”.",
        "sekarang “Pengumuman 1”; “Pengumuman 2”; “Pengumuman 3”.",
        "Pekan ini: 1.250 warga tinggal di Desa Siding (Kantor desa, 2025).",
    ):
        assert told in begun
    ways = {"dates_by": "pilih", "bulletins_by": "otomatis", "figure_by": "sendiri", "more_by": "otomatis", "contact_by": "tanpa"}
    data = {"order": "", "version": sheet.version, "paper": "a4", "sides": "1", "week": "2026-11-23", "note": "", "langkah": "simpan"}
    data |= {**ways, f"pilih-{week.text.pk}": "on", "own_number": "312", "own_words": "karung padi"}
    lacking = client.post(address, data)
    gone = client.post(address, {**data, "dates": [f"{week.weekly.code}/2026-11-04"], "own_source": "Lumbung"})
    ticked = [f"{week.meeting.code}/2026-11-28", f"{week.weekly.code}/{NEXT}"]
    data |= {"dates": ticked, "own_source": "Lumbung desa, 2026"}
    saved = client.post(address, data)
    late = client.post(address, data)
    assert [response.status_code for response in (lacking, gone, saved, late)] == [422, 422, 302, 409]
    assert lacking.context["form"].errors == {
        "dates": ["Centang paling sedikit satu tanggal, atau pilih “Tanpa agenda”."],
        "own_source": ["Tulis sumbernya. Angka tanpa sumber tidak dicetak."],
    }
    assert 'value="312"' in lacking.content.decode()
    assert "sejak halaman ini dibuka" in gone.content.decode()
    assert late.context["form"]["dates"].value() == ticked

    with scope(owner=[cast.siding.scope]):
        cancel_event(actor=cast.yohanes, publication=week.meeting, reason="Hujan.", now=now)
    finish_sheet(sheets.get_sheet(cast.siding, sheet.number), cast, now)
    page = client.get(reverse("writing:wall_sheet_tend", kwargs=names)).content.decode()
    again = client.get(address).content.decode()
    assert "<h3>Dibatalkan</h3><ul><li>Rapat tani, Sabtu, 28 Nov</li>" in page
    assert "312 karung padi" in page
    assert "Kontak · ditinggalkan" in page
    assert "Sabtu, 28 Nov · dibatalkan, tidak ikut tercetak" in again
