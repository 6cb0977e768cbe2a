"""The import of the national list: whole, again, and refused."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from kentongan.regions import actions
from kentongan.regions.models import Boundary, Region


def file_of(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["code", "name", "postal_code"])
        writer.writerows(rows)
    return path


@pytest.mark.django_db
def test_the_whole_country_once_and_again() -> None:
    """91,599 regions in, with their kinds; then a name that somebody spoilt is put right and nothing else is touched."""
    steps: list[tuple[int, int]] = []
    assert actions.import_regions(progress=lambda done, total: steps.append((done, total))) == 91_599
    kinds = Counter(Region.objects.values_list("kind", flat=True))
    assert kinds["kabupaten"] + kinds["kota"] == 514
    assert kinds["desa"] + kinds["kelurahan"] == 83_762
    assert (kinds["provinsi"], kinds["kecamatan"]) == (38, 7_285)
    assert steps[-1] == (91_599, 91_599)
    assert Boundary.objects.count() == 17 + 124
    assert Region.objects.filter(code__startswith="61.07.", latitude=None).count() == 0

    Region.objects.filter(code="61.07").update(name="Salah", search_name="salah")
    steps.clear()
    assert actions.import_regions(progress=lambda done, total: steps.append((done, total))) == 91_599
    assert steps == [(1, 1)]
    assert Region.objects.filter(code="61.07").values_list("name", "search_name", "latitude").get()[:2] == ("Bengkayang", "bengkayang")
    assert Region.objects.count() == 91_599


@pytest.mark.django_db
def test_a_short_file_changes_nothing(tmp_path: Path) -> None:
    short = file_of(tmp_path / "short.csv.gz", [("61", "Kalimantan Barat", ""), ("61.07", "Kabupaten Bengkayang", "")])
    with pytest.raises(actions.WrongCounts, match="provinsi: 1 instead of 38"):
        actions.import_regions(path=short)
    assert Region.objects.count() == 0
