from collections.abc import Callable

import pytest

from kentongan.core.models import EventRecord


@pytest.fixture
def told() -> Callable[[], list[tuple]]:
    """What was recorded so far: name, own values, actor, scopes."""

    def read() -> list[tuple]:
        return [
            (record.name, record.payload, record.actor_id, list(record.numbers.order_by("scope").values_list("scope", flat=True)))
            for record in EventRecord.objects.order_by("pk")
        ]

    return read
