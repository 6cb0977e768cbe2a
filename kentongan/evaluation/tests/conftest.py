"""What KIM Suara Siding did in October 2026, as its log has it."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kentongan.evaluation.queries.owners import Owner
from kentongan.groups.actions import record_activity
from kentongan.groups.models import ActivityEntry, Group

Record = Callable[..., ActivityEntry]


@pytest.fixture
def record(cast: SimpleNamespace, now: datetime) -> Record:
    """``record(day, title, kind=…)`` writes a line into the log of KIM Suara Siding, or of ``group``."""
    made = iter(range(1, 100_000))

    def write(day: date, title: str, *, kind: str = "diskusi", group: Group | None = None, **values: Any) -> ActivityEntry:
        entry = {"source": "test.Deed", "key": next(made), "at": now} | values
        return record_activity(group=group or cast.siding, kind=kind, day=day, title=title, **entry)

    return write


@pytest.fixture
def october(record: Record) -> list[ActivityEntry]:
    """Four activities on three days, of which one is a resident's report."""
    return [
        record(date(2026, 10, 3), "Rapat balai adat", women=12, men=9, hamlets=["Dusun Hulu"], evidence={"conclusion": "Sepakat"}),
        record(date(2026, 10, 3), "=Jadwal posyandu", kind="diseminasi", reach=140, hamlets=["Dusun Hilir", "Dusun Hulu"],
               evidence={"channels": ["Pengeras suara"], "link": "/x"}),
        record(date(2026, 10, 9), "Cuci tangan", kind="diseminasi", reach=60, source="newsroom.PassingOn",
               evidence={"channels": "Papan pengumuman", "is_late": True}),
        record(date(2026, 10, 20), "Titip lapor: jembatan Pak Anton", kind="aspirasi", source="aspirations.Report",
               evidence={"case": "Jembatan Pak Anton"}),
    ]  # fmt: skip


@pytest.fixture
def siding(cast: SimpleNamespace) -> Owner:
    """KIM Suara Siding as an owner of reports."""
    return Owner(region=cast.siding.region, group=cast.siding, site=cast.siding_site)


@pytest.fixture
def regency(cast: SimpleNamespace) -> Owner:
    """The regency as one."""
    return Owner(region=cast.regency)
