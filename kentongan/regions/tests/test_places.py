"""Which village a point lies in, and which one a free text names."""

import json

import pytest

from conftest import code_of
from kentongan.regions.actions import DATA
from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies.places import holds, kilometres_to, place_among, villages_named
from kentongan.regions.queries import village_at, villages_named_in

SQUARE = {"type": "Polygon", "coordinates": [[[109, 1], [110, 1], [110, 2], [109, 2], [109, 1]]]}
RING = {
    "type": "Polygon",
    "coordinates": [SQUARE["coordinates"][0], [[109.4, 1.4], [109.6, 1.4], [109.6, 1.6], [109.4, 1.6], [109.4, 1.4]]],
}
TWO = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[111, 1], [112, 1], [112, 2], [111, 2], [111, 1]]]]}


@pytest.mark.parametrize(
    ("geometry", "latitude", "longitude", "expected"),
    [
        (SQUARE, 1.5, 109.5, True),
        (SQUARE, 1.5, 108.9, False),
        (SQUARE, 2.1, 109.5, False),
        (RING, 1.5, 109.5, False),  # in the hole
        (RING, 1.2, 109.5, True),
        (TWO, 1.5, 111.5, True),
        (TWO, 1.5, 110.5, False),
    ],
)
def test_holds(geometry: dict, latitude: float, longitude: float, *, expected: bool) -> None:
    assert holds(geometry, latitude, longitude) is expected


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [(1.5, 108.99, 1.11), (0.99, 109.5, 1.11), (1.5, 109.5, 55.58), (0.99, 108.99, 1.57)],  # west, south, the middle, the corner
)
def test_kilometres_to_the_edge(latitude: float, longitude: float, expected: float) -> None:
    assert kilometres_to(SQUARE, latitude, longitude) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"), [(1.5, 109.5, "a"), (1.5, 110.994, "b"), (1.5, 110.5, None), (1.5, 112.02, None)]
)
def test_a_point_a_little_outside_counts_to_the_nearest(latitude: float, longitude: float, expected: str | None) -> None:
    outlines = {"a": SQUARE, "b": {"type": "Polygon", "coordinates": TWO["coordinates"][1]}}
    assert place_among(outlines, latitude, longitude, edge_km=1.0) == expected
    assert place_among({}, latitude, longitude, edge_km=1.0) is None


NAMES = {
    "1": ("siding", "siding"),
    "2": ("tangguh", "siding"),
    "3": ("sungai duri", "sungai raya"),
    "4": ("duri", "sungai raya"),
    "5": ("mayak", "seluas"),
    "6": ("mayak", "siding"),
    "7": ("bumi emas", "bengkayang"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rt 2 desa siding kecamatan siding", {"1"}),
        ("desa tangguh kecamatan siding kabupaten bengkayang", {"2"}),
        ("tangguh kec siding", {"2"}),
        ("jalan raya sungai duri", {"3"}),
        ("mayak", {"5", "6"}),
        ("desa mayak kecamatan seluas", {"5"}),
        ("depan posyandu desa mayak kecamatan entah", {"5", "6"}),
        ("jalan siding di desa tangguh", {"2"}),
        ("jalan siding dan tangguh", {"1", "2"}),
        ("kelurahan bumi emas", {"7"}),
        ("kecamatan siding", set()),
        ("sidingan", set()),
        ("", set()),
    ],
)
def test_villages_named(text: str, expected: set[str]) -> None:
    assert villages_named(text, NAMES, above="bengkayang") == expected


def test_every_village_is_found_where_it_is(regions: dict[str, Region], django_assert_num_queries: object) -> None:
    features = json.loads((DATA / "bengkayang-desa.geojson").read_text(encoding="utf-8"))["features"]
    Boundary.objects.bulk_create([Boundary(region_id=feature["properties"]["kode"], geometry=feature["geometry"]) for feature in features])
    found = {}
    for feature in features:
        about = feature["properties"]
        region = village_at(about["lat"], about["lng"], under="61.07")
        found[about["kode"]] = region.code if region else None
    wrong = {code: other for code, other in found.items() if code != other}
    assert len(found) == 124
    assert None not in wrong.values()
    assert len(wrong) <= 12, "a centre may lie in the neighbour of a bent village, but not often"
    with django_assert_num_queries(2):  # type: ignore[operator]
        siding = village_at(1.25409, 109.98066, under="61.07")
        assert siding is not None
        assert (siding.name, str(siding.parent)) == ("Siding", "Kecamatan Siding")
    assert (village_at(-6.2, 106.8, under="61.07"), village_at(1.25409, 109.98066, under="61.01")) == (None, None)


def test_a_village_by_its_name(regions: dict[str, Region], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = villages_named_in("RT 2, Desa Siding, Kec. Siding, Kab. Bengkayang", under="61.07")
    assert [region.code for region in found] == [code_of(regions, "Siding", "Siding")]
    assert villages_named_in("Atlantis", under="61.07") == []
