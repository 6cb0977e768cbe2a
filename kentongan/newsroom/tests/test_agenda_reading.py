"""What readers see of events: list, month, event, what is over, on sites and on the hub; and how many queries it takes."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from time_machine import travel

from kentongan.newsroom.policies.agenda import Rhythm

from .conftest import WriteEvent

SITE = "/kim/suara-siding"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(now: datetime) -> object:
    with travel(now, tick=False):
        yield


def test_pages_answer(client: Client, plan: WriteEvent, cast: SimpleNamespace) -> None:
    plan(rhythm=Rhythm.WEEKLY)
    plan("Pasar murah", cast.rini, owner=cast.regency)
    for path in ("/agenda/", "/agenda/2026/11/", "/agenda/lewat/", "/agenda/agenda.ics"):
        for prefix in ("", SITE):
            answer = client.get(prefix + path, headers={"host": "kim.localhost"})
            assert answer.status_code == 200, answer.content.decode()[:500]
    for path in (
        SITE + "/agenda/posyandu-balita/",
        SITE + "/agenda/posyandu-balita.ics",
        "/agenda/pasar-murah/",
        SITE + "/agenda/pasar-murah/",
    ):
        answer = client.get(path, headers={"host": "kim.localhost"})
        assert answer.status_code == 200
