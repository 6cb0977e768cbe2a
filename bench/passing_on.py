"""How far a task got: a sender of 200 tasks to 124 groups beside a sender of one task to a few, asked in turns in one house.

    .venv/bin/python bench/passing_on.py                                            on SQLite
    .venv/bin/python scripts/with_postgres.py .venv/bin/python bench/passing_on.py  on PostgreSQL
    .venv/bin/python bench/passing_on.py --tasks 50 --groups 60                     smaller

A KIM in each of so many villages of the home regency. Its coordinator sent so many bulletins to all of them, three of four answered each in
two parts; the officer of one kecamatan sent one to her few. The pages are asked of the views in one process, whole, each once for either
sender in turns, so that whatever else the machine does befalls both. "Plain" counts all answers by task, as a list without kept
figures would do.
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

TIMES = 30
PAGES = {
    "list of tasks": "/ruang/sebaran/",
    "one task": "/ruang/sebar/{code}/jangkauan/",
    "one task, a kecamatan": "/ruang/sebar/{code}/jangkauan/?wilayah={district}",
    "one task, the silent": "/ruang/sebar/{code}/jangkauan/?keadaan=belum",
    "one task as XLSX": "/ruang/sebar/{code}/jangkauan.xlsx",
}
PLAIN = """
    SELECT r.task_id, SUM(CASE WHEN r.status = 'done' THEN 1 ELSE 0 END), COUNT(DISTINCT r.id), COUNT(p.id), SUM(COALESCE(p.people, 0))
    FROM newsroom_taskreception r LEFT JOIN newsroom_passingon p ON p.reception_id = r.id AND p.withdrawn_at IS NULL
    GROUP BY r.task_id
"""


def fill(tasks: int, groups: int) -> dict[str, Any]:
    """The regency with both senders. Returns who they are, and one task of each."""
    from django.utils import timezone

    from kentongan.accounts.models import Person
    from kentongan.groups.models import Grant, Group, Role
    from kentongan.regions.queries import get_region, regions_under

    now, home = timezone.now(), get_region("61.07")
    villages = list(regions_under(home.code, level=4))
    made = Group.objects.bulk_create(
        Group(name=f"KIM {number}", region=villages[number % len(villages)], phone="081255500100") for number in range(groups)
    )
    district = get_region(villages[0].parent_id or "")
    people = {}
    for name, role, region in (("many", Role.COORDINATOR, home), ("few", Role.DISTRICT_OFFICER, district)):
        people[name] = Person.objects.create(username=name, full_name=name.title())
        Grant.objects.create(person=people[name], role=role, scope=region.scope, region=region, granted_at=now)
    few = send(1, district, [group for group in made if group.region.parent_id == district.code], people["few"])
    many = send(tasks, home, made, people["many"])
    return {"few": (people["few"], few), "many": (people["many"], many), "district": district.code}


def send(tasks: int, region: Any, groups: list[Any], sender: Any) -> str:
    """So many bulletins of a region to groups below it, with their answers. Returns the code of the first."""
    from uuid import uuid4

    from django.utils import timezone

    from kentongan.newsroom.models import DisseminationTask, PassingOn, TaskReception
    from kentongan.publishing.models import Audience, Publication

    now = timezone.now()
    texts = Publication._base_manager.bulk_create(
        Publication(
            code=f"U{region.level}{number:08}", kind="bulletin", owner=region.scope, region=region, title=f"Pengumuman {number}",
            slug=f"ukur-{region.level}-{number}", status="published", author=sender, created_at=now, updated_at=now, updated_by=sender,
            published_at=now - timedelta(days=number),
        )
        for number in range(tasks)
    )  # fmt: skip
    Audience.objects.bulk_create(Audience(publication=text, region=region) for text in texts)
    asked = DisseminationTask.objects.bulk_create(
        DisseminationTask(
            publication=text, deadline=(now + timedelta(days=5 - number)).date(), wished_by=sender, wished_at=now,
            asked_at=now - timedelta(days=number),
        )
        for number, text in enumerate(texts)
    )  # fmt: skip
    receptions = TaskReception.objects.bulk_create(
        [
            TaskReception(
                task=task, group=group, seen_at=now, seen_by=sender, status="done", done_at=now + timedelta(hours=number % 90),
                is_late=number % 7 == 0,
            )
            for task in asked
            for number, group in enumerate(groups)
            if number % 4
        ],
        batch_size=2000,
    )  # fmt: skip
    PassingOn.objects.bulk_create(
        [
            PassingOn(
                reception=reception, person=sender, client_id=uuid4(), carriers=["papan", "whatsapp"][: 1 + part], hamlets=["Hulu"],
                people=40, at=now,
            )
            for reception in receptions
            for part in range(2)
        ],
        batch_size=2000,
    )  # fmt: skip
    return texts[0].code


def keep_figures() -> int:
    """Add the figures up from all answers; returns how many there are."""
    from kentongan.newsroom.models import ReceptionTally, TaskFigure
    from kentongan.newsroom.queries.reach_counting import counted_again, in_pieces, tallied

    count = 0
    for piece in in_pieces():
        count += len(piece)
        ReceptionTally.objects.bulk_create(
            ReceptionTally(reception_id=pk, place=counted.place, counts=counted.counts, hamlets=counted.hamlets)
            for pk, counted in piece.items()
        )
    TaskFigure.objects.bulk_create((TaskFigure(task_id=cell[0], place=cell[1], counts=counts) for cell, counts in tallied().items()), 2000)
    assert counted_again() == tallied()  # noqa: S101  (a bench of wrong figures would be worth nothing)
    return count


def in_turns(deeds: dict[str, Callable[[], object]], times: int = TIMES) -> dict[str, tuple[float, float]]:
    """(p50, p95) in milliseconds of each, after one to warm up, each once in each round."""
    taken: dict[str, list[float]] = {name: [] for name in deeds}
    for number in range(times + 1):
        for name, deed in deeds.items():
            begun = time.perf_counter()
            deed()
            if number:
                taken[name].append((time.perf_counter() - begun) * 1000)
    return {name: ((parts := quantiles(values, n=20))[9], parts[18]) for name, values in taken.items()}


def measure(tasks: int, groups: int) -> dict[str, dict[str, tuple[float, float]]]:
    """Fill the house and ask each page for both."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from kentongan.newsroom.actions.reach import count_task
    from kentongan.newsroom.models import DisseminationTask

    begun = time.perf_counter()
    house = fill(tasks, groups)
    print(f"{keep_figures():,} answers and their figures in {time.perf_counter() - begun:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def asked(who: str, address: str) -> Callable[[], object]:
        person, code = house[who]
        client = Client(headers={"host": settings.BASE_DOMAIN})
        client.force_login(person)

        def ask() -> None:
            answer = client.get(address.format(code=code, district=house["district"]))
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")

        return ask

    def counted(who: str) -> Callable[[], object]:
        task_id = DisseminationTask.objects.get(publication__code=house[who][1]).pk
        return lambda: count_task(task_id=task_id)

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            cursor.fetchall()

    found = {name: in_turns({who: asked(who, address) for who in ("few", "many")}) for name, address in PAGES.items()}
    found["looking whether a task's figures are right"] = in_turns({who: counted(who) for who in ("few", "many")})
    found["counting all answers, the plain way"] = in_turns({"many": plain})
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
            found = measure(arguments.tasks, arguments.groups)
    print(f"| milliseconds, p50 / p95 | 1 task, a kecamatan | {arguments.tasks} tasks, {arguments.groups} groups | p50 as a ratio |")
    print("|---|---:|---:|---:|")
    for name, value in found.items():
        middle, high = value["many"]
        few = value.get("few")
        beside = (f"{few[0]:.0f} / {few[1]:.0f}", f"{middle / few[0]:.1f}×") if few else ("–", "–")
        print(f"| {name} | {beside[0]} | {middle:.0f} / {high:.0f} | {beside[1]} |")


if __name__ == "__main__":
    main()
