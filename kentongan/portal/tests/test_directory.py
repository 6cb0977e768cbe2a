"""The directory, the map, the nearest KIM and the open data: exactly what stands there, for how many queries."""

import csv
import io
import json
import math
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.groups.policies import Activity, activity_of
from kentongan.portal.policies.coverage import Coverage, coverage_of
from kentongan.portal.policies.distances import coordinate, kilometres
from kentongan.portal.queries import directory
from kentongan.publishing.models import Publication
from kentongan.regions import actions as regions_actions
from kentongan.regions.models import Region
from kentongan.sites.models import Site

from .reading import headings, links, main_of, piece

BASE = "http://kim.localhost:8000"
Make = Callable[..., Publication]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    return headings(piece(html, '<ul class="roll">', "</ul>"), "h3") if '<ul class="roll">' in html else []


def villages_of(regions: dict[str, Region]) -> list[Region]:
    return [regions[code] for code in sorted(regions) if regions[code].level == 4 and code.startswith("61.07.")]


@pytest.fixture
def outlines(cast: SimpleNamespace) -> None:
    regions_actions._import_boundaries()


@pytest.fixture
def four(cast: SimpleNamespace, regions: dict[str, Region], write: Make) -> SimpleNamespace:
    """Siding active, Jagoi quiet, one dormant in the village of Siding, and a forum of the regency that never wrote."""
    old = Group.objects.create(name="KIM Lama", region=cast.siding_village, phone="0812-5550-0199")
    forum = Group.objects.create(name="Forum KIM", region=cast.regency, kind="forum")
    forum.member_groups.set([cast.siding, old])
    write("Panen padi", days=3)
    write("Jalan baru", group=cast.jagoi, days=31)
    write("Dulu", group=old, days=91)
    write("Draf", group=old, status=Publication.Status.DRAFT, slug="draf")
    return SimpleNamespace(**vars(cast), old=old, forum=forum)


@pytest.mark.parametrize(
    ("here", "there", "far"),
    [
        ((0, 0), (0, 0), 0.0),
        ((0, 0), (0, 1), 111.195),
        ((0, 0), (1, 0), 111.195),
        ((0, 0), (0, 180), 20015.1),
        ((90, 0), (-90, 77), 20015.1),
        ((-6.1754, 106.8272), (-7.2459, 112.7378), 662.6),  # Jakarta, Surabaya
        ((0.5, 179.9), (0.5, -179.9), 22.238),  # over the date line
    ],
)
def test_kilometres(here: tuple[float, float], there: tuple[float, float], far: float) -> None:
    assert kilometres(*here, *there) == pytest.approx(far, rel=2e-3, abs=1e-9)
    assert kilometres(*there, *here) == pytest.approx(kilometres(*here, *there))


@pytest.mark.parametrize(
    ("typed", "most", "value"),
    [("0.98765", 90, 0.99), ("-90", 90, -90.0), ("90.01", 90, None), ("109,5", 180, None), ("", 90, None), ("nan", 90, None),
     ("inf", 180, None), ("1e400", 180, None), ("dua", 90, None)],
)  # fmt: skip
def test_coordinate(typed: str, most: float, value: float | None) -> None:
    assert coordinate(typed, most=most) == value


@pytest.mark.parametrize(
    ("villages", "with_group", "step"), [(0, 0, 0), (8, 0, 0), (18, 1, 1), (8, 2, 1), (8, 3, 2), (8, 4, 2), (8, 6, 3), (8, 7, 4), (8, 8, 4)]
)
def test_steps_of_the_colour(villages: int, with_group: int, step: int) -> None:
    found = Coverage(villages, with_group)
    assert found.step == step
    assert math.isclose(found.share, with_group / villages if villages else 0)


def test_coverage_of() -> None:
    assert coverage_of(["aktif", "belum", "vakum", "belum"], none="belum") == Coverage(4, 2, {"aktif": 1, "belum": 2, "vakum": 1})


def test_the_states_of_the_database_are_those_of_the_policy(cast: SimpleNamespace, regions: dict[str, Region], write: Make) -> None:
    groups = [Group.objects.create(name=f"KIM {days:02}", region=cast.siding_village) for days in range(27, 95)]
    for days, group in zip(range(27, 95), groups, strict=True):
        write(f"Kabar {days}", group=group, days=days - 0.3)  # over local midnight
    today = timezone.localdate()
    narrow = {"district": "", "text": "", "sort": "desa", "today": today}
    everything = list(directory.directory("61.07", state="", **narrow))
    for state in (Activity.ACTIVE, Activity.QUIET, Activity.DORMANT):
        found = {group.pk for group in directory.directory("61.07", state=state, **narrow)}
        assert found == {group.pk for group in everything if directory.entry_of(group, today).state == state}
    assert activity_of(None, today, active_days=30, quiet_days=90) == Activity.DORMANT


def test_group_list(hub: Client, four: SimpleNamespace) -> None:
    decree = Decree.objects.create(group=four.siding, number="141/1", issuer="kepala_desa", about="Pengurus", date="2025-03-01")
    BoardSeat.objects.create(group=four.siding, position="sekretaris", person_name="Dewi", appointed_by=decree)
    BoardSeat.objects.create(group=four.siding, position="ketua", person_name="Yang dulu", appointed_by=decree, dismissed_by=decree)
    BoardSeat.objects.create(group=four.siding, position="ketua", person_name="Markus Ngadi", appointed_by=decree)
    Site.objects.filter(pk=four.jagoi_site.pk).update(state="suspended", suspended_reason="Sedang dibenahi")
    html = main_of(page(hub, "/kim/"))
    assert headings(html, "h1", "h2") == ["Semua KIM", "4 kelompok", "Data terbuka"]
    assert names(html) == ["Forum KIM", "KIM Jagoi Bersuara", "KIM Lama", "KIM Suara Siding"]
    assert "<b>2</b> <span>dari 124 desa dan kelurahan sudah punya KIM: 2\u00a0%." in html
    forum, jagoi, old, siding = piece(html, '<ul class="roll">', "</ul>").split("<li>")[1:]
    assert ("belum punya situs" in forum, "Menyiapkan kegiatan pertama" in forum, "vakum" in forum) == (True, True, True)
    assert ("situsnya sedang tidak dibuka" in jagoi, "kurang aktif" in jagoi, links(jagoi)) == (True, True, [])
    assert links(old) == [("WhatsApp 0812-5550-0199", "https://wa.me/6281255500199")]
    assert links(siding) == [("KIM Suara Siding", f"{BASE}/kim/suara-siding/")]
    assert [words in siding for words in ("Ketua Markus Ngadi", "sejak 2021", "Kegiatan terakhir 21 November 2026")] == [True] * 3


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("keadaan=aktif", ["KIM Suara Siding"]),
        ("keadaan=kurang", ["KIM Jagoi Bersuara"]),
        ("keadaan=vakum", ["Forum KIM", "KIM Lama"]),
        ("keadaan=entah", ["Forum KIM", "KIM Jagoi Bersuara", "KIM Lama", "KIM Suara Siding"]),
        ("kecamatan=61.07.12", ["KIM Lama", "KIM Suara Siding"]),
        ("kecamatan=61.07.99", ["Forum KIM", "KIM Jagoi Bersuara", "KIM Lama", "KIM Suara Siding"]),
        ("cari=siding", ["KIM Lama", "KIM Suara Siding"]),  # the one by its village
        ("cari=SUARA+siding", ["KIM Suara Siding"]),
        ("cari=tidak+ada", []),
        ("urut=kegiatan", ["KIM Suara Siding", "KIM Jagoi Bersuara", "KIM Lama", "Forum KIM"]),
        ("urut=nama&hal=x", ["Forum KIM", "KIM Jagoi Bersuara", "KIM Lama", "KIM Suara Siding"]),
    ],
)
def test_group_list_narrowed(query: str, expected: list[str], hub: Client, four: SimpleNamespace) -> None:
    assert names(page(hub, f"/kim/?{query}")) == expected


def test_group_list_of_villages_without_a_group(hub: Client, four: SimpleNamespace) -> None:
    html = main_of(page(hub, "/kim/?keadaan=belum&kecamatan=61.07.12"))
    lonely = Region.objects.filter(parent_id="61.07.12").exclude(pk=four.siding_village.pk).order_by("code")
    assert headings(html, "h3") == [region.full_name for region in lonely]
    assert f"{len(lonely)} desa belum punya KIM" in html


def test_group_list_keeps_the_sieve_over_pages(hub: Client, cast: SimpleNamespace) -> None:
    html = main_of(page(hub, "/kim/?keadaan=belum&hal=2"))
    assert [address for _words, address in links(piece(html, 'class="pager"', "</nav>"))] == [
        "?keadaan=belum&hal=1",
        "?keadaan=belum&hal=3",
    ]


def test_group_list_before_anything(hub: Client, regions: dict[str, Region]) -> None:
    assert "Belum ada KIM" in main_of(page(hub, "/kim/"))


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/kim/", 9),  # edition · districts · how many · groups · chairs · terms · villages · those with a KIM · the regency's name
        ("/kim/?keadaan=belum", 7),  # the same without chairs
        ("/peta/", 6),  # edition · districts · groups · villages · outlines · the regency's name
        ("/peta/61.07.12/", 6),  # the region · edition · and the same without the regency's name
        ("/data/kim.csv", 3),  # edition · groups · chairs
        ("/data/kim.geojson", 6),  # edition · districts · groups · villages · chairs · outlines
        ("/terdekat/?lat=1&lng=109.5", 2),  # edition · groups
    ],
)
def test_costs_the_same(
    address: str, queries: int, count: int, hub: Client, cast: SimpleNamespace, regions: dict[str, Region], write: Make, outlines: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number, region in enumerate(villages_of(regions)[:count]):
        group = Group.objects.create(name=f"KIM {number}", region=region)
        Site.objects.create(group=group, slug=f"kim-{number}")
        write(f"Kabar {number}", group=group)
    with django_assert_num_queries(queries):
        page(hub, address)


def test_map_show(hub: Client, four: SimpleNamespace, outlines: None) -> None:
    html = main_of(page(hub, "/peta/"))
    drawn = piece(html, '<g class="of-villages">', "</g>")
    named = re.findall(r'<a href="/desa/(61\.07\.\d\d\.\d{4})/" aria-label="([^"]+)"><title>([^<]+)</title><path class="(\w+)"', drawn)
    assert len(named) == len({code for code, *_ in named}) == 124
    facts = {code: (label, state) for code, label, title, state in named if label == title}
    assert facts[four.siding_village.code] == ("Desa Siding: KIM Lama, vakum; KIM Suara Siding, aktif", "aktif")
    assert facts[four.jagoi_village.code] == ("Desa Jagoi: KIM Jagoi Bersuara, kurang aktif", "kurang")
    assert sorted(state for _label, state in facts.values()) == ["aktif", *["belum"] * 122, "kurang"]
    assert drawn.count('fill="url(#kurang)"') == 1
    districts = re.findall(
        r'<a class="step-(\d)" href="/peta/([\d.]+)/" aria-label="([^"]+)"',
        piece(html, '<g class="of-districts" paint-order="stroke">', "</g>"),
    )
    assert len(districts) == 17
    total = Region.objects.filter(parent_id="61.07.12").count()
    assert ("1", "61.07.12", f"Kecamatan Siding: 1 dari {total} desa punya KIM") in districts
    assert sum(step == "0" for step, *_ in districts) == 15
    rows = piece(html, "<tbody>", "</tbody>").split("<tr>")[1:]
    assert len(rows) == 17
    (siding,) = [row for row in rows if "/peta/61.07.12/" in row]
    assert re.findall(r'<td class="number">([^<]*)</td>', siding) == [f"1 dari {total}", "1", "", ""]
    assert headings(html, "h3") == ["Desa Jagoi", "Desa Siding"]


def test_map_show_before_the_regions_or_outlines_are_loaded(hub: Client, db: None) -> None:
    assert "<svg" not in main_of(page(hub, "/peta/"))


def test_map_district(hub: Client, four: SimpleNamespace, outlines: None) -> None:
    html = main_of(page(hub, "/peta/61.07.12/"))
    villages = list(Region.objects.filter(parent_id="61.07.12").order_by("code"))
    assert headings(html, "h1") == ["Peta KIM Kecamatan Siding"]
    assert len(re.findall(r'<a href="/desa/61\.07\.12\.\d{4}/" aria-label=', html)) == len(villages)
    rows = piece(html, "<tbody>", "</tbody>").split("<tr>")[1:]
    assert len(rows) == len(villages) + 1  # Siding has two groups
    assert sum("belum ada KIM" in row for row in rows) == len(villages) - 1
    assert [("KIM Suara Siding", f"{BASE}/kim/suara-siding/") in links(row) for row in rows].count(True) == 1


@pytest.mark.parametrize("code", ["61.07", "61.01.01", "61.07.99", "61.07.12.2001", "x"])
def test_map_district_is_for_districts_of_the_regency(code: str, hub: Client, cast: SimpleNamespace) -> None:
    assert hub.get(f"/peta/{code}/").status_code == 404


def test_nearest_show(hub: Client, four: SimpleNamespace, outlines: None) -> None:
    html = main_of(page(hub, "/terdekat/?desa=jagoi"))
    assert headings(html, "h2") == ["Terdekat dari Desa Jagoi"]
    assert headings(main_of(page(hub, "/terdekat/?desa=siding")), "h2") == ["Terdekat dari Desa Siding"]  # not from its district
    assert headings(html, "h3")[0] == "KIM Jagoi Bersuara"
    village = Region.objects.get(pk=four.siding_village.pk)
    placed = main_of(page(hub, f"/terdekat/?lat={village.latitude}&lng={village.longitude}"))
    assert headings(placed, "h2") == ["Terdekat dari lokasi Anda"]
    assert sorted(headings(placed, "h3")[:2]) == ["KIM Lama", "KIM Suara Siding"]
    assert "dibulatkan" in placed


@pytest.mark.parametrize("query", ["desa=tidakada", "lat=91&lng=1", "lat=nan&lng=nan&desa=zzzz", "lat=1"])
def test_nearest_show_of_nowhere(query: str, hub: Client, cast: SimpleNamespace) -> None:
    html = main_of(page(hub, f"/terdekat/?{query}"))
    assert headings(html, "h3") == []
    assert "Terdekat dari" not in html


def test_where_somebody_stands_is_told_to_nobody(hub: Client, cast: SimpleNamespace) -> None:
    assert hub.get("/terdekat/?lat=1&lng=109")["Referrer-Policy"] == "no-referrer"


def test_region_show_of_a_village_without_group_names_the_nearest(hub: Client, four: SimpleNamespace, outlines: None) -> None:
    lonely = Region.objects.filter(parent_id="61.07.12").exclude(pk=four.siding_village.pk).order_by("code")[0]
    html = main_of(page(hub, f"/desa/{lonely.code}/"))
    assert "KIM terdekat" in headings(html, "h2")
    assert sorted(headings(piece(html, '<ol class="lines">', "</ol>"), "h3")) == ["KIM Jagoi Bersuara", "KIM Lama", "KIM Suara Siding"]


def test_a_forum_names_its_members_and_a_member_its_forum(hub: Client, four: SimpleNamespace) -> None:
    Site.objects.create(group=four.forum, slug="forum-kim")
    forum = main_of(page(hub, "/kim/forum-kim/tentang/"))
    listed = forum.partition("KIM anggota forum")[2]
    assert headings(piece(listed, '<ul class="lines">', "</ul>"), "h3") == ["KIM Lama", "KIM Suara Siding"]
    assert ("KIM Suara Siding", f"{BASE}/kim/suara-siding/") in links(forum)
    assert ("Forum KIM", f"{BASE}/kim/forum-kim/") in links(main_of(page(hub, "/kim/suara-siding/tentang/")))


def test_group_csv(hub: Client, four: SimpleNamespace) -> None:
    Group.objects.filter(pk=four.old.pk).update(name="=HYPERLINK(1)")
    response = hub.get("/data/kim.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/deed.id>; rel="license"'
    text = response.content.decode("utf-8-sig")
    assert "5550" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["nama"] for row in rows] == ["Forum KIM", "KIM Jagoi Bersuara", "'=HYPERLINK(1)", "KIM Suara Siding"]
    assert rows[3] == {
        "kode_wilayah": four.siding_village.code, "kecamatan": "Siding", "wilayah": "Desa Siding", "nama": "KIM Suara Siding",
        "jenis": "kim", "keadaan": "aktif", "kegiatan_terakhir": "2026-11-21", "ketua": "", "berdiri_sejak": "2021",
        "situs": f"{BASE}/kim/suara-siding/",
    }  # fmt: skip


def test_group_geojson(hub: Client, four: SimpleNamespace, outlines: None) -> None:
    response = hub.get("/data/kim.geojson")
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    text = response.content.decode()
    assert "5550" not in text
    collection = json.loads(text)
    assert (collection["type"], collection["licence"], len(collection["features"])) == ("FeatureCollection", "CC BY 4.0", 124)
    found = {feature["id"]: feature for feature in collection["features"]}
    assert found[four.jagoi_village.code]["properties"] == {
        "kode": four.jagoi_village.code, "wilayah": "Desa Jagoi", "kecamatan": "Jagoi Babang", "keadaan": "kurang",
        "kim": [{"nama": "KIM Jagoi Bersuara", "keadaan": "kurang", "kegiatan_terakhir": "2026-10-24", "ketua": None,
                 "situs": f"{BASE}/kim/jagoi-bersuara/"}],
    }  # fmt: skip
    assert {feature["geometry"]["type"] for feature in collection["features"]} <= {"Polygon", "MultiPolygon"}
