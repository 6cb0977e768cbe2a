"""A thread of KIM Suara Siding, and a quick way to say something."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from kentongan.comments import actions
from kentongan.comments.models import Remark, Thread

from .sample import SAMPLE

Say = Callable[..., Remark]


@pytest.fixture
def thread(cast: SimpleNamespace, now: datetime) -> Thread:
    """What is said about the bridge."""
    return actions.open_thread(
        kind=SAMPLE.kind, subject="jembatan", title="Jembatan Dusun Hulu", owner=cast.siding.scope, region=cast.siding_village, now=now
    )


@pytest.fixture
def say(thread: Thread, now: datetime) -> Say:
    """``say(…)`` says something, as a resident without account unless told otherwise."""

    def say_one(text: str = "Papan kedua juga lapuk.", **values: object) -> Remark:
        return actions.send_remark(**({"thread": thread, "text": text, "client_id": uuid4(), "now": now} | values)).remark  # type: ignore[arg-type]

    return say_one
