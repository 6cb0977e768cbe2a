from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress, TaskID

from kentongan.demo.actions import build_demo, build_scale
from kentongan.demo.actions.building import NoRegions


class Command(BaseCommand):
    help = "Build the demonstration regency; with --scale N also N made-up groups for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=0, metavar="N", help="make N groups with a site and 12 articles each")

    def handle(self, *args: Any, **options: Any) -> None:
        bars: dict[str, TaskID] = {}
        with Progress(transient=True) as screen:

            def show(what: str, done: int, total: int) -> None:
                if what not in bars:
                    bars[what] = screen.add_task(what)
                screen.update(bars[what], completed=done, total=total)

            try:
                made = build_scale(groups=options["scale"], progress=show) if options["scale"] else build_demo(progress=show)
            except NoRegions:
                raise CommandError("The regions are missing. First: kentongan regions import") from None
        self.stdout.write(", ".join(f"{count} {what}" for what, count in made.items()))
