"""The command `kentongan days`: what it says, what it refuses, and the warning of a year whose joint leave is missing."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kentongan.config.console import build_parser
from kentongan.core.models import CalendarOverride, EventRecord
from kentongan.core.queries import calendar_warnings, off_days

Days = Callable[..., str]


@pytest.fixture
def days(db: None) -> Days:
    def run(*words: str, **options: Any) -> str:
        out = StringIO()
        call_command("days", *words, stdout=out, **options)
        return out.getvalue()

    return run


def test_a_day_is_added_listed_and_taken_back(days: Days) -> None:
    said = days("add", "2026-11-25", "Pilkades serentak", source="SE Bupati 12/2026")
    assert said.splitlines()[0] == "Rabu, 25 November 2026 menjadi hari libur: Pilkades serentak."
    assert "dihitung ulang oleh `kentongan serve`" in said
    assert "tidak ikut bergeser" in said
    listed = days("list", "2026").splitlines()
    assert "2026-11-25  Rabu, 25 November: Pilkades serentak (libur, ditambahkan; SE Bupati 12/2026)" in listed
    assert any(line.startswith("2026-12-25") and "ditambahkan" not in line for line in listed)
    assert days("remove", "2026-11-25").startswith("Rabu, 25 November 2026 kembali menjadi hari kerja.")
    assert EventRecord.objects.filter(name="core.CalendarChanged").count() == 2
    assert not CalendarOverride.objects.exists()


def test_a_shipped_day_off_becomes_a_working_day(days: Days) -> None:
    assert "menjadi hari kerja: Cuti bersama dibatalkan." in days("add", "2026-12-24", "Cuti bersama dibatalkan", working=True)
    assert off_days([2026])[1] == {date(2026, 12, 24)}
    assert "kembali menjadi hari libur." in days("remove", "2026-12-24")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "25-11-2026", "Pilkada"], "“25-11-2026” bukan tanggal"),
        (["add", "2026-02-30", "Pilkada"], "“2026-02-30” bukan tanggal"),
        (["add", "0206-11-25", "Pilkada"], "“206” bukan tahun"),
        (["add", "2026-11-24", " "], "Nama hari wajib diisi"),
        (["add", "2026-11-24", "x" * 201], "paling panjang 200 huruf"),
        (["add", "2026-11-23", "Lagi"], "Senin, 23 November 2026 sudah ditambahkan: Banjir. Hapus dulu: kentongan days remove 2026-11-23"),
        (["add", "2026-12-25", "Natal"], "Jumat, 25 Desember 2026 memang bukan hari kerja. Hari Raya Natal"),
        (["add", "2026-11-28", "Sabtu"], "Sabtu, 28 November 2026 memang bukan hari kerja."),
        (["add", "2026-11-24", "Biasa", "--working"], "Selasa, 24 November 2026 memang hari kerja."),
        (["remove", "2026-12-25"], "tidak pernah ditambahkan"),
        (["list", "besok"], "“besok” bukan tahun"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(days: Days, words: list[str], says: str) -> None:
    days("add", "2026-11-23", "Banjir")
    with pytest.raises(CommandError) as refusal:
        days(*words)
    assert says in str(refusal.value)
    assert list(CalendarOverride.objects.values_list("reason", flat=True)) == ["Banjir"]


def test_the_year_whose_joint_leave_is_missing_is_named_in_time(days: Days) -> None:
    """2090 is far beyond what any decree has settled."""
    assert calendar_warnings(date(2026, 9, 30)) == []
    assert [line.split(":")[0] for line in calendar_warnings(date(2089, 10, 1))] == [
        "Kalender 2089 belum lengkap",
        "Kalender 2090 belum lengkap",
    ]
    assert len(calendar_warnings(date(2089, 9, 30))) == 1
    leave = next(day for day in (date(2090, 3, 1) + timedelta(days=n) for n in range(7)) if day.weekday() < 5)
    assert "Kalender 2090 belum lengkap" in days("add", leave.isoformat(), "Hari jadi kabupaten")
    assert "Kalender" not in days("add", (leave + timedelta(days=7)).isoformat(), "Cuti Bersama Idul Fitri")
    assert len(calendar_warnings(date(2089, 10, 1))) == 1


def test_the_command_of_the_house_takes_the_same_words() -> None:
    asked = build_parser().parse_args(["days", "add", "2026-11-25", "Pilkada", "--source", "SKB", "--working"])
    assert (asked.does.__name__, asked.day, asked.name, asked.source, asked.working) == ("days_add", "2026-11-25", "Pilkada", "SKB", True)
