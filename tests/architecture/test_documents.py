"""Documents that are made from the code are as new as the code."""

from kentongan.core.management.commands.events import table

from .floors import REPOSITORY


def test_the_page_of_events_is_true() -> None:
    assert (REPOSITORY / "docs" / "events.md").read_text(encoding="utf-8") == table()
