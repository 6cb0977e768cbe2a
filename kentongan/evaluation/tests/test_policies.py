"""Periods, numbers, adding up, choosing pictures, and keeping what a report says."""

from datetime import date

import pytest

from kentongan.evaluation.policies.adding import Entry, added_up, chosen_photos, hamlets_in_order
from kentongan.evaluation.policies.content import (
    FORM,
    Count,
    Deed,
    Figures,
    GroupReport,
    Letterhead,
    Photo,
    Signers,
    Texts,
    read,
    written,
)
from kentongan.evaluation.policies.numbering import check_code, number_of, owner_code
from kentongan.evaluation.policies.periods import MONTH, QUARTER, YEAR, Period, period_at, periods_of, read_key

PERIODS = [
    ("2026-10", MONTH, date(2026, 10, 1), date(2026, 10, 31), "Oktober 2026", "bulan Oktober 2026", "2026-09", "2026-11"),
    ("2026-02", MONTH, date(2026, 2, 1), date(2026, 2, 28), "Februari 2026", "bulan Februari 2026", "2026-01", "2026-03"),
    ("2024-01", MONTH, date(2024, 1, 1), date(2024, 1, 31), "Januari 2024", "bulan Januari 2024", "2023-12", "2024-02"),
    ("2026-t4", QUARTER, date(2026, 10, 1), date(2026, 12, 31), "Triwulan IV 2026", "triwulan IV 2026", "2026-t3", "2027-t1"),
    ("2026", YEAR, date(2026, 1, 1), date(2026, 12, 31), "Tahun 2026", "tahun 2026", "2025", "2027"),
]


@pytest.mark.parametrize(("key", "kind", "start", "end", "name", "spoken", "before", "after"), PERIODS)
def test_a_period(key: str, kind: str, start: date, end: date, name: str, spoken: str, before: str, after: str) -> None:
    period = Period(start, kind)
    assert (period.key, period.end, period.name, period.spoken) == (key, end, name, spoken)
    assert (period.before.key, period.after.key) == (before, after)
    assert read_key(key) == period_at(kind, end) == period
    assert [period.is_over(day) for day in (start, end, period.after.start)] == [False, True, True]


@pytest.mark.parametrize("key", ["2026-13", "2026-00", "2026-t5", "2026-1", "1999", "26", "2026-10-01", "", "2026-t"])
def test_what_is_no_period(key: str) -> None:
    assert read_key(key) is None


def test_the_periods_of_a_year_that_have_begun() -> None:
    today = date(2026, 5, 20)
    assert [period.key for period in periods_of(2026, QUARTER, until=today)] == ["2026-t2", "2026-t1"]
    assert [period.key for period in periods_of(2026, MONTH, until=today)] == ["2026-05", "2026-04", "2026-03", "2026-02", "2026-01"]
    assert list(periods_of(2027, YEAR, until=today)) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KIM Suara Siding", "KIM-SUARA-SIDING"),
        ("KIM “Réndah” & Hati/2", "KIM-RENDAH-HATI-2"),
        ("Kabupaten Bengkayang", "KABUPATEN-BENGKAYANG"),
    ],
)
def test_the_number_as_offices_write_it(name: str, code: str) -> None:
    shape = "{serial:03d}/LAP/{owner}/{month}/{year}"
    assert owner_code(name) == code
    assert number_of(shape, serial=3, owner=name, day=date(2026, 11, 24)) == f"003/LAP/{code}/XI/2026"
    assert number_of(shape, serial=3, owner=name, day=date(2026, 11, 24), revision=1) == f"003/LAP/{code}/XI/2026 (revisi 1)"
    assert number_of("{year}.{serial}", serial=12, owner=name, day=date(2026, 1, 2)) == "2026.12"


def test_the_code_is_of_the_content_whatever_its_order() -> None:
    assert check_code({"a": 1, "b": ["é"]}) == check_code({"b": ["é"], "a": 1}) == "023A-8698-A7C3"
    assert check_code({"a": 2, "b": ["é"]}) != check_code({"a": 1, "b": ["é"]})


def test_entries_one_by_one_or_added_up_give_the_same() -> None:
    single = [
        Entry("diskusi", day=date(2026, 10, 3), women=12, men=9),
        Entry("diskusi", day=date(2026, 10, 3), men=4),
        Entry("diseminasi", source="newsroom.PassingOn", day=date(2026, 10, 4), reach=60, is_late=True),
        Entry("diseminasi", source="newsroom.PassingOn", day=date(2026, 10, 5), reach=0),
        Entry("aspirasi", source="aspirations.Report", day=date(2026, 10, 5)),
        Entry("aspirasi", source="aspirations.Delivery", day=date(2026, 10, 6)),
    ]
    together = [
        Entry("diskusi", women=12, men=13, times=2, attended=2, reached=0, late=0),
        Entry("diseminasi", source="newsroom.PassingOn", reach=60, times=2, attended=0, reached=2, late=1),
        Entry("aspirasi", source="aspirations.Report", times=1, attended=0, reached=0, late=0),
        Entry("aspirasi", source="aspirations.Delivery", times=1, attended=0, reached=0, late=0),
    ]
    told = {
        "total": 6, "total_before": 2, "women": 12, "men": 13, "attended": 2, "reach": 60, "reached": 2,
        "passed_on": 2, "passed_late": 1, "brought": 1, "delivered": 1,
    }  # fmt: skip
    assert added_up(single, total_before=2) == Figures(days=4, **told)
    assert added_up(together, total_before=2) == Figures(days=0, **told)


def test_hamlets_stand_once_and_in_the_order_of_counting() -> None:
    entries = [Entry("diskusi", hamlets=("RT 10", "Dusun  Hulu")), Entry("diskusi", hamlets=("dusun hulu", "RT 2"))]
    assert hamlets_in_order(entries) == ("Dusun Hulu", "RT 2", "RT 10")


PHOTOS = [
    ([], 6, ()),
    ([("diskusi", ["a", "b"]), ("akses", [])], 6, ("a", "b")),
    ([("diskusi", ["a", "b"]), ("diskusi", ["c"]), ("akses", ["d"])], 2, ("a", "d")),  # one of each kind before all
    ([("diskusi", ["a", "b"]), ("diskusi", ["c"]), ("akses", ["d"])], 3, ("a", "c", "d")),  # then one of each activity
    ([("diskusi", list("abcdefgh"))], 6, tuple("abcdef")),
    ([("diskusi", ["a"]), ("akses", ["a"])], 6, ("a",)),
]


@pytest.mark.parametrize(("offered", "most", "chosen"), PHOTOS)
def test_pictures_are_chosen(offered: list[tuple[str, list[str]]], most: int, chosen: tuple[str, ...]) -> None:
    assert chosen_photos(offered, most=most) == chosen


def test_what_a_report_says_is_kept_whole() -> None:
    said = GroupReport(
        form=FORM,
        number="001/LAP",
        letterhead=Letterhead("KIM", ("Atas", "Bawah"), "Jalan", "0812", "SK 1", ""),
        period="Oktober 2026",
        start=date(2026, 10, 1),
        end=date(2026, 10, 31),
        opening=("Satu.",),
        figures=added_up([], total_before=0),
        kinds=(Count("diskusi", "Diskusi", 1, 2),),
        functions=(),
        hamlets=("Hulu",),
        deeds=(Deed(date(2026, 10, 3), "Rapat", "Diskusi", "Mitra", "", ("Hulu",), 3, None, None),),
        unlisted=0,
        photos=(Photo("k", "c", "a"),),
        texts=Texts("", "", ""),
        signers=Signers("Siding", None, "Ketua", "Markus", "Kepala Desa", ""),
    )
    kept = written(said)
    assert read(GroupReport, kept) == said
    assert (said.deeds[0].attendance, kept["deeds"][0]["day"], kept["signers"]["day"]) == (3, "2026-10-03", None)
