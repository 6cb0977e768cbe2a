from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import Progress

from kentongan.regions.actions import import_regions


class Command(BaseCommand):
    help = "Import the 91,599 regions of Indonesia and the boundaries of Bengkayang. Importing again changes only what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(transient=True) as bar:
            task = bar.add_task("Wilayah", total=None)
            count = import_regions(progress=lambda done, total: bar.update(task, completed=done, total=total))
        self.stdout.write(f"{count:,} regions".replace(",", "."))
