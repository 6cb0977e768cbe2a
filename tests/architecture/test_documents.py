"""Documents that are made from the code are as new as the code."""

import pytest

from kentongan.core.management.commands.events import table

from .floors import REPOSITORY


@pytest.mark.once
def test_the_page_of_events_is_true() -> None:
    assert (REPOSITORY / "docs" / "events.md").read_text(encoding="utf-8") == table()
