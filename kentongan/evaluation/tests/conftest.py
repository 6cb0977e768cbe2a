"""What KIM Suara Siding did in October 2026, as its log has it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kentongan.evaluation.queries.owners import Owner
from kentongan.groups.actions import record_activity
from kentongan.groups.models import ActivityEntry, Group
from kentongan.newsroom.models import DisseminationTask, TaskReception
from kentongan.publishing.models import Audience, Publication
from kentongan.regions.models import Region

Record = Callable[..., ActivityEntry]
Ask = Callable[..., DisseminationTask]


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


@pytest.fixture
def ask(cast: SimpleNamespace, now: datetime, across_scopes: None) -> Ask:
    """``ask("Imunisasi", date(2026, 10, 5), answers={siding: {"status": "done"}})``: a task of the regency as its rows say it."""
    made = iter(range(1, 100_000))

    def write(
        title: str, deadline: date, *, to: Region | None = None, answers: Mapping[Group, dict[str, Any]] | None = None, **values: Any
    ) -> DisseminationTask:
        number = next(made)
        text = Publication.objects.create(
            code=f"TUGAS{number}", kind="bulletin", owner=cast.regency.scope, region=cast.regency, title=title, slug=f"tugas-{number}",
            status="published", published_at=now, author=cast.rini, created_at=now, updated_at=now, updated_by=cast.rini,
        )  # fmt: skip
        Audience.objects.create(publication=text, region=to or cast.regency)
        task = DisseminationTask.objects.create(
            publication=text, deadline=deadline, wished_by=cast.rini, wished_at=now, asked_at=now, **values
        )
        for group, answer in (answers or {}).items():
            moments = {"done": {"done_at": now}, "cannot": {"refused_at": now, "refused_by": cast.sari}}.get(answer["status"], {})
            TaskReception.objects.create(task=task, group=group, seen_at=now, seen_by=cast.sari, **moments, **answer)
        return task

    return write
