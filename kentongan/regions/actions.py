"""The import of the national list of regions and of the boundaries we ship."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from .models import Boundary, Region
from .policies import bare_name, kind_of, parent_code, searchable

DATA = Path(__file__).parent / "data"
# What the shipped file must give (Kepmendagri 300.2.2-2430/2025 by cahyadsn/wilayah): a short file is noticed, not half imported.
EXPECTED = {"provinsi": 38, "kabupaten+kota": 514, "kecamatan": 7285, "kelurahan+desa": 83762}


class WrongCounts(Exception):
    """The file does not hold as many regions as it must; nothing was changed."""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _check_counts(regions: list[Region]) -> None:
    kinds = Counter(region.kind for region in regions)
    for expected, count in EXPECTED.items():
        found = sum(kinds[kind] for kind in expected.split("+"))
        if found != count:
            raise WrongCounts(f"{expected}: {found} instead of {count}")


def import_regions(*, path: Path = DATA / "indonesia.csv.gz", progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Bring the regions of the national file into the database; importing again changes only what differs.

    ``progress`` is called with (rows done, rows in all). Returns the number of regions. Raises WrongCounts.
    """
    regions = [
        Region(
            code=row["code"],
            name=bare_name(row["code"], row["name"]),
            kind=kind_of(row["code"], row["name"]),
            parent_id=parent_code(row["code"]),
            postal_code=row["postal_code"] or "",
            search_name=searchable(bare_name(row["code"], row["name"])),
        )
        for row in _rows(path)
    ]
    _check_counts(regions)
    regions.sort(key=lambda region: (region.level, region.code))  # a parent before its children
    kept = ("name", "kind", "parent_id", "postal_code", "search_name")
    known = {values[0]: values[1:] for values in Region.objects.values_list("code", *kept)}
    changed = [region for region in regions if known.get(region.code) != tuple(getattr(region, field) for field in kept)]
    with transaction.atomic():
        for start in range(0, len(changed), 2000):
            Region.objects.bulk_create(
                changed[start : start + 2000],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["name", "kind", "parent", "postal_code", "search_name"],
            )
            progress(min(start + 2000, len(changed)), len(changed))
        _import_boundaries()
    return len(regions)


def _import_boundaries() -> None:
    """Outlines and centres of Kabupaten Bengkayang, its 17 districts and 124 villages."""
    centres = []
    for name in ("bengkayang-kecamatan.geojson", "bengkayang-desa.geojson"):
        features = json.loads((DATA / name).read_text(encoding="utf-8"))["features"]
        Boundary.objects.bulk_create(
            [Boundary(region_id=feature["properties"]["kode"], geometry=feature["geometry"]) for feature in features],
            update_conflicts=True,
            unique_fields=["region"],
            update_fields=["geometry"],
        )
        centres += [
            Region(code=feature["properties"]["kode"], latitude=feature["properties"]["lat"], longitude=feature["properties"]["lng"])
            for feature in features
        ]
    Region.objects.bulk_update(centres, ["latitude", "longitude"])
