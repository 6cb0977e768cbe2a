"""Lists of KIM for the tests of this room."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from kentongan.core.models import EventRecord
from kentongan.registration.actions.importing import prepare_import
from kentongan.registration.models import ImportBatch
from kentongan.registration.queries.importing import table_in

Told = Callable[[], list[tuple]]
Bring = Callable[..., ImportBatch]


@pytest.fixture
def told() -> Told:
    """What was recorded so far: name, own values, actor, scopes."""

    def read() -> list[tuple]:
        return [
            (record.name, record.payload, record.actor_id, list(record.numbers.order_by("scope").values_list("scope", flat=True)))
            for record in EventRecord.objects.order_by("pk")
        ]

    return read


@pytest.fixture
def bring(cast: SimpleNamespace, now: datetime) -> Bring:
    """``bring(content)`` → the preview that Rini sees of the file."""

    def make(content: bytes | str, **values: object) -> ImportBatch:
        table = table_in(content.encode() if isinstance(content, str) else content)
        given = {"actor": cast.rini, "region": cast.regency, "file_name": "daftar.csv", "now": now} | values
        return prepare_import(table=table, **given)

    return make
