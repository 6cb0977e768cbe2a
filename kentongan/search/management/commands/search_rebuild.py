from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kentongan.search.actions import rebuild_index
from kentongan.search.queries import count_findable


class Command(BaseCommand):
    help = "Build the search index anew from the database. Readers keep the former one until the new one is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, transient=True) as bar:
            task = bar.add_task("Indeks pencarian", total=count_findable())
            count = rebuild_index(progress=lambda done: bar.update(task, completed=done))
        self.stdout.write(f"{count:,} texts".replace(",", "."))
