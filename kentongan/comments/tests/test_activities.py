"""A conversation about something of a group stands in its log once enough can be read, without who said what."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import LazySettings

from kentongan.comments import actions
from kentongan.comments.models import Thread
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import ActivityEntry

from .conftest import Say


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def log(now: datetime) -> list[tuple]:
    for telling in Telling.objects.filter(told_at=None).order_by("pk"):
        assert tell_subscriber(telling.pk, now=now)
    return list(
        ActivityEntry.objects.live().values_list("group", "kind", "day", "title", "source", "address", "author", "text", "evidence")
    )


def test_a_conversation_lands(thread: Thread, say: Say, cast: SimpleNamespace, settings: LazySettings, now: datetime) -> None:
    settings.ACTIVITY_CONVERSATION_REMARKS = 2
    say("Papan kedua lapuk.", actor=cast.dewi)
    held = say("Saya lihat juga.", name="Bu Ani", now=now + timedelta(days=1))
    assert log(now) == []
    actions.decide_remark(actor=cast.sari, remark=held, deed="show", now=now + timedelta(days=2))
    about = (cast.siding.pk, "diskusi", date(2026, 11, 25), "Percakapan warga: Jembatan Dusun Hulu", "comments.Thread")
    stands = [(*about, "/pengumuman/jembatan/", None, "", {})]
    assert log(now + timedelta(days=2)) == stands
    actions.set_thread_aside(thread=thread, now=now + timedelta(days=2))
    assert log(now + timedelta(days=2)) == []
    actions.bring_thread_back(thread=thread, now=now + timedelta(days=2))
    assert log(now + timedelta(days=2)) == stands
    held.refresh_from_db()
    actions.decide_remark(
        actor=cast.sari, remark=held, deed="hide", reason="kasar", text="Mohon tanpa makian.", now=now + timedelta(days=3)
    )
    assert log(now + timedelta(days=3)) == []


def test_what_is_said_at_a_region_is_nobodys_deed(cast: SimpleNamespace, settings: LazySettings, now: datetime, say: Say) -> None:
    settings.ACTIVITY_CONVERSATION_REMARKS = 1
    Thread.objects.update(owner=cast.siding_village.scope)
    say("Papan kedua lapuk.", actor=cast.dewi)
    assert log(now) == []
