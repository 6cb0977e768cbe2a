"""How far a task got, with 200 tasks and 124 groups, and with one task and few groups, side by side in one run.

    .venv/bin/python bench/passing_on.py                                            on SQLite
    .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/passing_on.py  on PostgreSQL
    .venv/bin/python bench/passing_on.py --tasks 50 --groups 60                     smaller

Each house is its own: a KIM in each of so many villages of the home regency, so many bulletins sent to the whole regency, three groups of
four with an answer to each. The figures are what the house's own recount makes of the answers. The pages are asked of the views in one
process by the coordinator, whole. "Plain" counts the answers of the tasks on a page of the list, as a page without kept figures would do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FEW_GROUPS = 4
TIMES = 15
PAGES = {
    "list of tasks": "/ruang/sebaran/",
    "one task": "/ruang/sebar/{code}/jangkauan/",
    "one task, a kecamatan": "/ruang/sebar/{code}/jangkauan/?wilayah={district}",
    "one task, the silent": "/ruang/sebar/{code}/jangkauan/?keadaan=belum",
    "one task as XLSX": "/ruang/sebar/{code}/jangkauan.xlsx",
    "list of a group": "/ruang/sebar/",
}
PLAIN = """
    SELECT r.task_id, SUM(CASE WHEN r.status = 'done' THEN 1 ELSE 0 END), COUNT(DISTINCT r.id), COUNT(p.id), SUM(COALESCE(p.people, 0))
    FROM newsroom_taskreception r LEFT JOIN newsroom_passingon p ON p.reception_id = r.id AND p.withdrawn_at IS NULL
    GROUP BY r.task_id
"""


def empty() -> None:
    """Forget the house before."""
    from kentongan.groups.models import Grant, Group
    from kentongan.newsroom.models import DisseminationTask, PassingOn, ReceptionTally, TaskFigure, TaskReception
    from kentongan.publishing.models import Audience, Publication

    for model in (TaskFigure, ReceptionTally, PassingOn, TaskReception, DisseminationTask, Audience, Publication, Grant, Group):
        model._base_manager.all().delete()


def fill(tasks: int, groups: int) -> dict[str, Any]:
    """So many bulletins and groups; three of four answer each, in two parts. Returns who asks, and what is asked of."""
    from django.utils import timezone

    from kentongan.accounts.models import Person
    from kentongan.groups.models import Grant, Group, Role
    from kentongan.newsroom.models import DisseminationTask, PassingOn, TaskReception
    from kentongan.publishing.models import Audience, Publication
    from kentongan.regions.queries import get_region, regions_under

    now, home = timezone.now(), get_region("61.07")
    villages = list(regions_under(home.code, level=4))
    coordinator, _made = Person.objects.get_or_create(username="rini", defaults={"full_name": "Rini Handayani"})
    editor, _made = Person.objects.get_or_create(username="sari", defaults={"full_name": "Sari Lestari"})
    made = Group.objects.bulk_create(
        Group(name=f"KIM {number}", region=villages[number % len(villages)], phone="081255500100") for number in range(groups)
    )
    Grant.objects.create(person=coordinator, role=Role.COORDINATOR, scope=home.scope, region=home, granted_at=now)
    Grant.objects.create(person=editor, role=Role.EDITOR, scope=made[0].scope, group=made[0], granted_at=now)
    texts = Publication._base_manager.bulk_create(
        Publication(
            code=f"UKUR{number:06}", kind="bulletin", owner=home.scope, region=home, title=f"Pengumuman {number}", slug=f"ukur-{number}",
            status="published", author=coordinator, created_at=now, updated_at=now, updated_by=coordinator,
            published_at=now - timedelta(days=number),
        )
        for number in range(tasks)
    )  # fmt: skip
    Audience.objects.bulk_create(Audience(publication=text, region=home) for text in texts)
    asked = DisseminationTask.objects.bulk_create(
        DisseminationTask(
            publication=text, deadline=(now + timedelta(days=5 - number)).date(), wished_by=coordinator, wished_at=now,
            asked_at=now - timedelta(days=number),
        )
        for number, text in enumerate(texts)
    )  # fmt: skip
    receptions = TaskReception.objects.bulk_create(
        [
            TaskReception(
                task=task, group=group, seen_at=now, seen_by=editor, status="done", done_at=now + timedelta(hours=number % 90),
                is_late=number % 7 == 0,
            )
            for task in asked
            for number, group in enumerate(made)
            if number % 4
        ],
        batch_size=2000,
    )  # fmt: skip
    from uuid import uuid4

    PassingOn.objects.bulk_create(
        [
            PassingOn(
                reception=reception, person=editor, client_id=uuid4(), carriers=["papan", "whatsapp"][: 1 + part], hamlets=["Hulu"],
                people=40, at=now,
            )
            for reception in receptions
            for part in range(2)
        ],
        batch_size=2000,
    )  # fmt: skip
    return {"code": texts[0].code, "district": villages[0].parent_id, "coordinator": coordinator, "editor": editor}


def measured(deed: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """(p50, p95) in milliseconds, after one to warm up."""
    deed()
    taken = []
    for _each in range(times):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    parts = quantiles(taken, n=20)
    return parts[9], parts[18]


def measure(tasks: int, groups: int) -> dict[str, tuple[float, float]]:
    """Fill an empty house and ask each page."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from kentongan.newsroom.actions.reach import count_task, recount_figures
    from kentongan.newsroom.models import DisseminationTask

    empty()
    house = fill(tasks, groups)
    begun = time.perf_counter()
    mended = recount_figures()
    took = time.perf_counter() - begun
    print(f"{tasks} tasks × {groups} groups: {mended.answers:,} answers counted in {took:.1f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sender, group = Client(headers={"host": settings.BASE_DOMAIN}), Client(headers={"host": settings.BASE_DOMAIN})
    sender.force_login(house["coordinator"])
    group.force_login(house["editor"])

    def asked(client: Client, address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")

        return ask

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            cursor.fetchall()

    found = {
        name: measured(asked(group if name == "list of a group" else sender, address.format(**house))) for name, address in PAGES.items()
    }
    task_id = DisseminationTask.objects.values_list("pk", flat=True)[0]
    found["a task counted after its deadline moved"] = measured(lambda: count_task(task_id=task_id), 10)
    found["counting all answers, the plain way"] = measured(plain, 10)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--groups", type=int, default=124)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kentongan-reach-") as home:
        os.environ |= {"KENTONGAN_HOME": home, "DJANGO_SETTINGS_MODULE": "kentongan.config.settings", "KENTONGAN_DEBUG": "1"}
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.DEBUG = False  # only the plain addresses of static files were wanted of it
        call_command("migrate", verbosity=0)
        call_command("regions_import", verbosity=0)
        from django_scopes import scopes_disabled

        with scopes_disabled():
            few = measure(1, FEW_GROUPS)
            groups = measure(1, arguments.groups)
            many = measure(arguments.tasks, arguments.groups)
    print(
        f"| milliseconds, p50 / p95 | 1 task, {FEW_GROUPS} groups | 1 task, {arguments.groups} groups"
        f" | {arguments.tasks} tasks, {arguments.groups} groups | p50 as a ratio to 1 task |\n|---|---:|---:|---:|---:|"
    )
    for name, value in many.items():
        cells = " | ".join(f"{middle:.1f} / {high:.1f}" for middle, high in (few[name], groups[name], value))
        print(f"| {name} | {cells} | {value[0] / groups[name][0]:.1f}× |")


if __name__ == "__main__":
    main()
