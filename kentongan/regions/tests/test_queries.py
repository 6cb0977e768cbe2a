from types import SimpleNamespace

import pytest

from conftest import code_of
from kentongan.core.rules import NotVisible
from kentongan.regions import queries
from kentongan.regions.models import Region

Regions = dict[str, Region]


def test_names_have_their_kind(regions: Regions) -> None:
    siding = regions[code_of(regions, "Siding", "Siding")]
    sebalo = regions[code_of(regions, "Sebalo", "Bengkayang")]
    assert [str(region) for region in (siding, sebalo, siding.parent, regions["61.07"], regions["61"])] == [
        "Desa Siding",
        "Kelurahan Sebalo",
        "Kecamatan Siding",
        "Kabupaten Bengkayang",
        "Provinsi Kalimantan Barat",
    ]
    assert [region.level for region in (siding, siding.parent, regions["61.07"], regions["61"])] == [4, 3, 2, 1]


def test_a_region_hangs_on_itself_and_on_all_above_it(cast: SimpleNamespace) -> None:
    code, district = cast.siding_village.code, cast.siding_district.code
    assert cast.siding_village.scope_chain == (f"region:{code}", f"region:{district}", "region:61.07", "region:61", "region:00")
    assert cast.siding_village.codes_above == (code, district, "61.07", "61")


def test_bengkayang_is_complete(regions: Regions) -> None:
    """PRODUCT.md: 17 kecamatan, 122 desa, 2 kelurahan."""
    below = queries.regions_under("61.07")
    kinds = [region.kind for region in below]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"kecamatan": 17, "desa": 122, "kelurahan": 2}
    assert queries.regions_under("61.07", level=3).count() == 17
    assert queries.regions_under("61.07", level=4).count() == 124


def test_regions_under_keeps_to_the_dots(regions: Regions) -> None:
    """ "61.0" is the beginning of a code but above nothing."""
    assert queries.regions_under("61.0").count() == 0
    assert set(queries.regions_under("61.01").values_list("code", flat=True)) == {"61.01.01"}


def test_get_region_has_its_path(regions: Regions, django_assert_num_queries: object) -> None:
    code = code_of(regions, "Siding", "Siding")
    with django_assert_num_queries(1):  # type: ignore[operator]
        region = queries.get_region(code)
        assert queries.path_of(region) == "Kecamatan Siding, Kabupaten Bengkayang, Kalimantan Barat"
    with pytest.raises(NotVisible):
        queries.get_region("99.99")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("siding", ["Kecamatan Siding", "Desa Siding"]),
        ("Desa Siding", ["Kecamatan Siding", "Desa Siding"]),
        ("  SEBALO ", ["Kelurahan Sebalo"]),
        ("kelurahan sebalo", ["Kelurahan Sebalo"]),
        ("zzz", []),
        ("", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search(regions: Regions, text: str, first: list[str]) -> None:
    assert [region.full_name for region in queries.search_regions(text)][: len(first) or 1] == first


def test_search_ranks_exact_before_beginning_before_containing(regions: Regions) -> None:
    names = [region.search_name for region in queries.search_regions("sungai", most=50)]
    ranks = [0 if name == "sungai" else 1 if name.startswith("sungai") else 2 for name in names]
    assert ranks == sorted(ranks)
    assert len(names) > 5


def test_search_keeps_to_a_region_and_to_kinds(regions: Regions) -> None:
    found = queries.search_regions("siding", under="61.07", levels=("desa", "kelurahan"))
    assert {region.kind for region in found} <= {"desa", "kelurahan"}
    assert "Desa Siding" in [region.full_name for region in found]
    assert queries.search_regions("siding", under="61.01") == []


def test_search_costs_one_query_however_many_it_finds(regions: Regions, django_assert_num_queries: object) -> None:
    for text, most in (("sebalo", 1), ("a", 30)):
        with django_assert_num_queries(1):  # type: ignore[operator]
            found = queries.search_regions(text, most=most)
            assert len([queries.path_of(region) for region in found]) == most


def test_regions_by_code(regions: Regions) -> None:
    assert {code: region.name for code, region in queries.regions_by_code(["61", "61.07", "99"]).items()} == {
        "61": "Kalimantan Barat",
        "61.07": "Bengkayang",
    }
