"""The profile of a village: numbers as people type them, who writes it, what changed, and how it is read."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.newsroom import actions, queries
from kentongan.newsroom.models import Profile, ProfileFigure
from kentongan.newsroom.policies import FacilityFacts, Figure, HamletFacts, ProfileFacts, amount, changed_facts, written_amount
from kentongan.publishing import actions as publishing
from kentongan.regions.actions import _import_boundaries

from .test_galleries import made_gallery, publish
from .test_reading import SITE, page

ADDRESS = "/ruang/kim/suara-siding/profil/"
FACTS = ProfileFacts(
    intro="Desa di hulu Sungai Sekayam.",
    head_title="Kepala Desa",
    head_name="Anton Rasau",
    north="Sarawak, Malaysia",
    history="Dibuka tahun **1921**.",
    hamlets_year=2025,
    hamlets_source="Kantor desa",
    figures=(
        Figure(kind="area", value=Decimal("84.50"), year=2024, source="BPS"),
        Figure(kind="population", value=Decimal("1250.00"), year=2025, source="Kantor desa"),
    ),
    hamlets=(HamletFacts(name="Dusun Hulu", head_name="Lukas", households=120, population=480), HamletFacts(name="Dusun Hilir")),
    facilities=(FacilityFacts(name="Balai desa"), FacilityFacts(name="Gereja")),
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1250", "1250"),
        ("1.250", "1250"),
        ("1.250.000", "1250000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250,75", "1250.75"),
        ("1 250", "1250"),
        ("1.250 jiwa", "1250"),
        ("84,5 km²", "84.5"),
        (" 0 ", "0"),
        ("1.25.3", None),
        ("12,5,1", None),
        ("seribu", None),
        ("-4", None),
        ("", None),
    ],
)
def test_amount(typed: str, number: str | None) -> None:
    assert amount(typed) == (Decimal(number) if number is not None else None)


@pytest.mark.parametrize("number", ["1250", "1250.00", "84.5", "84.50", "1234567.25", "7", "0.5", "1000"])
def test_what_is_written_is_read_as_the_same(number: str) -> None:
    assert amount(written_amount(Decimal(number))) == Decimal(number)


def test_written_amount() -> None:
    assert [written_amount(number) for number in (1250, Decimal("84.50"), Decimal("1200.00"))] == ["1.250", "84,5", "1.200"]


def test_changed_facts() -> None:
    later = replace(
        FACTS,
        head_name="Maria Sumi",
        figures=(FACTS.figures[0], replace(FACTS.figures[1], value=Decimal("1300.00"), year=2026)),
        facilities=FACTS.facilities[:1],
        history="x" * 300,
    )
    assert changed_facts(FACTS, FACTS) == []
    assert changed_facts(FACTS, later) == [
        ("head_name", "Anton Rasau", "Maria Sumi"),
        ("history", "Dibuka tahun **1921**.", "x" * 199 + "…"),
        ("population", "1250 (2025, Kantor desa)", "1300 (2026, Kantor desa)"),
        ("facilities", "Balai desa; Gereja", "Balai desa"),
    ]


def save(cast: SimpleNamespace, now: datetime, who: str = "sari", version: int = 0, **values: object) -> Profile:
    facts = values.pop("facts", FACTS)
    return actions.save_profile(
        actor=getattr(cast, who),
        group=cast.siding,
        version=version,
        facts=facts,
        now=now,
        **values,  # type: ignore[arg-type]
    )


def told() -> list[tuple[list[str], int]]:
    records = EventRecord.objects.filter(name="newsroom.ProfileChanged").order_by("pk")
    return [(list(one.numbers.values_list("scope", flat=True)), one.payload["group_id"]) for one in records]


def test_what_is_saved_is_said_again(cast: SimpleNamespace, now: datetime) -> None:
    save(cast, now)
    profile = queries.profile_of(cast.siding)
    assert profile is not None
    assert queries.facts_of(profile) == FACTS
    assert (profile.version, profile.updated_by, profile.history_html) == (1, cast.sari, "<p>Dibuka tahun <strong>1921</strong>.</p>\n")
    save(cast, now + timedelta(days=1), "markus", 1, facts=replace(FACTS, head_name="Maria Sumi", hamlets=FACTS.hamlets[:1]))
    save(cast, now + timedelta(days=2), "rini", 2, facts=replace(FACTS, head_name="Maria Sumi", hamlets=FACTS.hamlets[:1]))
    last = queries.changes_of(queries.profile_of(cast.siding))[0]
    assert (last.version, last.actor.username, last.differences) == (
        2,
        "markus",
        [["head_name", "Anton Rasau", "Maria Sumi"], ["hamlets", "Dusun Hulu Lukas 120 480; Dusun Hilir", "Dusun Hulu Lukas 120 480"]],
    )
    assert told() == [([cast.siding.scope], cast.siding.pk)] * 2, "the coordinator changed nothing"


@pytest.mark.parametrize("who", ["sari", "yohanes", "markus", "rini"])
def test_who_writes_it(cast: SimpleNamespace, now: datetime, who: str) -> None:
    assert save(cast, now, who).updated_by == getattr(cast, who)


@pytest.mark.parametrize("who", ["dewi", "budi", "wati", "joko", "adi"])
def test_who_does_not(cast: SimpleNamespace, now: datetime, who: str) -> None:
    with pytest.raises(Denied):
        save(cast, now, who)
    assert (queries.profile_of(cast.siding), told()) == (None, [])


def test_who_saved_first_is_not_overwritten(cast: SimpleNamespace, now: datetime) -> None:
    save(cast, now)
    save(cast, now, "markus", 1, facts=replace(FACTS, intro="Kata Markus."))
    for version in (0, 1, 3):
        with pytest.raises(Stale, match="Markus Ngadi menyimpan"):
            save(cast, now, "sari", version, facts=replace(FACTS, intro="Kata Sari."))
    kept = queries.profile_of(cast.siding)
    assert kept is not None
    assert (kept.intro, kept.version) == ("Kata Markus.", 2)


def test_another_groups_gallery_is_refused(cast: SimpleNamespace, now: datetime) -> None:
    theirs = made_gallery(cast, now, "a.jpg", owner=cast.regency)
    with pytest.raises(Denied, match="bukan milik"):
        save(cast, now, gallery=theirs)


@pytest.mark.parametrize("values", [{"value": 0}, {"source": ""}, {"year": 0}])
def test_no_figure_without_year_and_source(cast: SimpleNamespace, now: datetime, values: dict[str, object]) -> None:
    profile = save(cast, now)
    figure = {"kind": "households", "value": 10, "year": 2025, "source": "BPS"} | values
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileFigure.objects.create(profile=profile, **figure)


# --- The form


def typed(**more: object) -> dict[str, object]:
    blank = {
        f"{set_name}-{part}": value for set_name in ("dusun", "fasilitas") for part, value in (("TOTAL_FORMS", 2), ("INITIAL_FORMS", 0))
    }
    return {"version": 0, **blank} | more


def filled(**more: object) -> dict[str, object]:
    return typed(
        intro="Desa di hulu.", population_value="1.250", population_year="2025", population_source="BPS",
        **{"dusun-0-name": "Dusun Hulu", "dusun-0-households": "120", "hamlets_year": "2024", "hamlets_source": "Kantor desa"},
        **{"fasilitas-1-name": "Balai desa"},
    ) | more  # fmt: skip


def test_profile_edit_keeps_what_was_typed(cast: SimpleNamespace, sign_in: object) -> None:
    client: Client = sign_in(cast.sari)  # type: ignore[operator]
    assert client.get(ADDRESS).status_code == 200
    answer = client.post(ADDRESS, filled())
    assert (answer.status_code, answer.get("Location")) == (302, ADDRESS)
    assert queries.facts_of(queries.profile_of(cast.siding)) == ProfileFacts(
        intro="Desa di hulu.",
        hamlets_year=2024,
        hamlets_source="Kantor desa",
        figures=(Figure(kind="population", value=Decimal("1250.00"), year=2025, source="BPS"),),
        hamlets=(HamletFacts(name="Dusun Hulu", households=120),),
        facilities=(FacilityFacts(name="Balai desa"),),
    )
    html = client.get(ADDRESS).content.decode()
    for words in (
        'name="population_value" value="1.250"',
        'name="dusun-0-households" value="120"',
        '<option value="BPS">',
        "Sari Lestari",
        "<ins>Desa di hulu.</ins>",
    ):
        assert words in html, words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"population_value": "banyak"}, "Angka ini belum terbaca. Contoh: 1.250"),
        ({"population_value": "12,5"}, "Angka ini belum terbaca. Contoh: 1.250"),
        ({"population_year": ""}, "Sebutkan tahunnya."),
        ({"population_source": ""}, "Sebutkan sumbernya"),
        ({"population_year": "1500"}, "1901"),
        ({"hamlets_year": ""}, "Sebutkan tahunnya."),
        ({"fasilitas-1-count": "3"}, "Sebutkan tahunnya."),
        ({"dusun-0-population": "empat"}, "Ada angka yang belum terbaca di dusun atau fasilitas."),
        ({"intro": "x" * 700}, "Terlalu panjang"),
    ],
)
def test_what_is_wrong_is_said_and_kept(cast: SimpleNamespace, sign_in: object, wrong: dict[str, object], sentence: str) -> None:
    answer = sign_in(cast.sari).post(ADDRESS, filled(**wrong))  # type: ignore[operator]
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert 'value="Dusun Hulu"' in html
    assert queries.profile_of(cast.siding) is None


def test_zero_is_nothing(cast: SimpleNamespace, sign_in: object) -> None:
    sign_in(cast.sari).post(ADDRESS, filled(population_value="0", **{"dusun-0-households": "0"}))  # type: ignore[operator]
    facts = queries.facts_of(queries.profile_of(cast.siding))
    assert (facts.figures, facts.hamlets[0].households) == ((), None)


def test_who_comes_second_sees_both(cast: SimpleNamespace, sign_in: object) -> None:
    sign_in(cast.markus).post(ADDRESS, filled(intro="Kata Markus."))  # type: ignore[operator]
    client: Client = sign_in(cast.sari)  # type: ignore[operator]
    answer = client.post(ADDRESS, filled(intro="Kata Sari."))
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Markus Ngadi menyimpan perubahan lebih dulu", "Kata Sari.", "Kata Markus.", 'name="version" value="1"'):
        assert words in html, words
    assert client.post(ADDRESS, filled(intro="Kata Sari.", version=1)).status_code == 302


def test_the_desk_leads_there(cast: SimpleNamespace, sign_in: object) -> None:
    assert ADDRESS in sign_in(cast.sari).get("/ruang/kim/suara-siding/").content.decode()  # type: ignore[operator]
    assert ADDRESS not in sign_in(cast.dewi).get("/ruang/kim/suara-siding/").content.decode()  # type: ignore[operator]
    assert sign_in(cast.dewi).get(ADDRESS).status_code == 403  # type: ignore[operator]
    assert sign_in(cast.joko).get(ADDRESS).status_code == 404  # type: ignore[operator]


# --- Reading


def test_profile_show(cast: SimpleNamespace, now: datetime) -> None:
    _import_boundaries()
    gallery = publish(made_gallery(cast, now), cast, now)
    save(cast, now, gallery=gallery)
    html = page("/profil/")
    for words in (
        "<h1>Desa Siding</h1>", "84,5 km²", "2024 · BPS", ">1.250<", "2025 · Kantor desa", "Anton Rasau", "Kepala Desa",
        "Sarawak, Malaysia", "Dusun Hulu", "kepala dusun Lukas", "120 keluarga, 480 jiwa", "Balai desa", "<strong>1921</strong>",
        'aria-label="Letak Desa Siding di Kecamatan Siding"', "galeri/gawai-siding/2/", 'alt="Tampak b.jpg"',
    ):  # fmt: skip
        assert words in html, words
    for absent in ("Keluarga</dt>", "Jarak ke", "Selatan", "Potensi", "Mata pencaharian", "None", ">0<"):
        assert absent not in html, absent
    assert '"@type":"AdministrativeArea"' in html
    with scopes_disabled():
        publishing.withdraw_publication(actor=cast.yohanes, publication=gallery, reason="Keliru.", now=now)
    assert "Tampak b.jpg" not in page("/profil/")


def test_a_profile_nobody_wrote_says_so(cast: SimpleNamespace) -> None:
    assert "Profil ini belum ditulis" in page("/profil/")
    page("/profil/", "kim.localhost", status=404)


def test_a_change_makes_the_page_fresh(cast: SimpleNamespace, now: datetime) -> None:
    client = Client(headers={"host": SITE})
    tag = client.get("/profil/")["ETag"]
    assert client.get("/profil/", headers={"if-none-match": tag}).status_code == 304
    save(cast, now)
    assert client.get("/profil/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_profile_show_costs_the_same_for_one_and_thirty(cast: SimpleNamespace, now: datetime, rows: int) -> None:
    facts = replace(FACTS, hamlets=FACTS.hamlets[:1] * rows, facilities=FACTS.facilities[:1] * rows)
    gallery = publish(made_gallery(cast, now, *(f"{number}.jpg" for number in range(rows))), cast, now)
    save(cast, now, facts=facts, gallery=gallery)
    with CaptureQueriesContext(connection) as counted:
        page("/profil/")
    assert len(counted) == 8
