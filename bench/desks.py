"""The inbox of reports with 10,000 rows beside one with 10, on the database of KENTONGAN_DATABASE_URL (otherwise a new SQLite file).

    .venv/bin/python bench/desks.py
    .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/desks.py

Two regencies, each with a coordinator and all reports at her desk; rows are written in bulk, without their deeds. The whole page is asked
for through Django's client: session, role, filters, rows, template.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("KENTONGAN_HOME", tempfile.mkdtemp(prefix="kentongan-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")

if TYPE_CHECKING:
    from kentongan.accounts.models import Person

PAGES = {"menunggu": "", "semua": "?bagian=semua", "cari": "?cari=lubang", "kategori": "?kategori=air", "halaman 300": "?hal=300"}


def build(code: str, rows: int) -> Person:
    """A regency with one village, its coordinator, and so many open reports at her desk."""
    from django.utils import timezone
    from django_scopes import scopes_disabled

    from kentongan.accounts.models import Person
    from kentongan.aspirations.models import Report
    from kentongan.cases.models import Case
    from kentongan.groups.models import Grant, Role
    from kentongan.regions.models import Region

    now, dice = timezone.now(), random.Random(code)
    kinds = {"61": "provinsi", code: "kabupaten", f"{code}.01": "kecamatan", f"{code}.01.2001": "desa"}
    for region_code, kind in kinds.items():
        parent = region_code.rpartition(".")[0] or None
        Region.objects.get_or_create(code=region_code, defaults={"name": f"Uji {region_code}", "kind": kind, "parent_id": parent})
    person = Person(username=f"uji-{code}", full_name=f"Koordinator {code}")
    person.set_unusable_password()
    person.save()
    Grant.objects.create(person=person, role=Role.COORDINATOR, scope=f"region:{code}", region_id=code, granted_at=now)
    with scopes_disabled():
        cases = Case.objects.bulk_create(
            [
                Case(
                    kind=dice.choice(("aspirations.complaint", "aspirations.question")),
                    number=f"LPR-{code}-{number}",
                    code_hash="-",
                    owner=f"region:{code}",
                    region_id=f"{code}.01.2001",
                    title=f"{dice.choice(('Jalan berlubang', 'Air keruh', 'Lampu padam'))} {number}",
                    status=dice.choice(("sent", "verified")),
                    opened_at=now - timedelta(minutes=number),
                    due_on=timezone.localdate() + timedelta(days=dice.randrange(-20, 40)),
                )
                for number in range(rows)
            ],
            batch_size=500,
        )
        Report.objects.bulk_create(
            [Report(case=case, kind="complaint", category=dice.choice(("jalan", "air")), text=case.title) for case in cases], batch_size=500
        )
    return person


def measure(person: Person, query: str, times: int) -> tuple[float, float]:
    """p50 and p95 of the page in milliseconds, the first five not counted."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": settings.BASE_DOMAIN})
    client.force_login(person)
    taken = []
    for _ in range(times + 5):
        started = time.perf_counter()
        response = client.get(f"/ruang/laporan/{query}")
        taken.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{query}: {response.status_code}")
    kept = sorted(taken[5:])
    return statistics.median(kept), kept[int(len(kept) * 0.95) - 1]


def plan(person: Person) -> str:
    """How the database finds the first rows."""
    from kentongan.aspirations.queries import cases_in

    found: Any = cases_in(person, "menunggu").values_list("pk", flat=True)[:21]
    return str(found.explain())


def main() -> None:
    """Build both, measure each page in both, print the table."""
    import django

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=40)
    arguments = parser.parse_args()
    django.setup()

    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    large, small = build("61.98", arguments.rows), build("61.99", 10)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}, {arguments.rows} rows beside 10; p50 / p95 in ms, and the ratio of p95")
    for name, query in PAGES.items():
        many, few = measure(large, query, arguments.times), measure(small, query, arguments.times)
        print(f"| {name} | {many[0]:.0f} / {many[1]:.0f} | {few[0]:.0f} / {few[1]:.0f} | {many[1] / few[1]:.1f}× |", flush=True)
    print(plan(large))


if __name__ == "__main__":
    main()
