"""Two who begin an edition at the same moment get the same one; numbers stay without gap or double."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django_scopes import scopes_disabled

from kentongan.newsroom.actions.wall_sheet import begin_wall_sheet
from kentongan.newsroom.models import WallSheet

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_begin_at_once(cast: SimpleNamespace, now: datetime) -> None:
    def begin(person: str) -> int:
        try:
            sheet = begin_wall_sheet(actor=getattr(cast, person), group=cast.siding, paper="a4", sides=1, now=now)
            return sheet.pk
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()

    people = ["sari", "yohanes", "markus", "sari", "yohanes", "markus"]
    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(max_workers=6) as pool:
            begun = list(pool.map(begin, people))
    else:  # in this process's memory: one after the other
        begun = [begin(person) for person in people]
    with scopes_disabled():
        assert list(WallSheet.objects.values_list("pk", "number")) == [(begun[0], 1)]
    assert set(begun) == {begun[0]}
