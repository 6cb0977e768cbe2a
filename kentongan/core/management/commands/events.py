from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import autodiscover_modules

from kentongan.core.events import Event, subscribers_of


def table() -> str:
    """Every event of the house with its meaning, its values and who is told, as a Markdown page."""
    autodiscover_modules("events")
    lines = [
        "# Events",
        "",
        "Written by `manage.py events`. A test fails when it is stale.",
        "",
        "| event | says | carries | tells |",
        "|---|---|---|---|",
    ]
    for name, event in sorted(Event.registry.items()):
        if ".tests." in event.__module__:
            continue
        says = " ".join((event.__doc__ or "").split()).partition(". ")[0].rstrip(".")
        own = ", ".join(field for field in event.__dataclass_fields__ if field not in ("scopes", "actor_id", "at"))
        told = ", ".join(f"`{subscriber}`" for subscriber in sorted(subscribers_of(name)) if ".tests." not in subscriber)
        lines.append(f"| `{name}` | {says} | {own} | {told or '–'} |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Print event → subscribers and write docs/events.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether docs/events.md is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.REPOSITORY) / "docs" / "events.md"
        if options["check"]:
            if not page.exists() or page.read_text(encoding="utf-8") != table():
                self.stderr.write("docs/events.md is stale: run manage.py events")
                raise SystemExit(1)
            return
        page.parent.mkdir(exist_ok=True)
        page.write_text(table(), encoding="utf-8")
        self.stdout.write(table())
