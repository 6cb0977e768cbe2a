"""A kind of case, cases of it, and a clock that can be turned."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from kentongan.cases import actions, queries
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case
from kentongan.core.actions import sweep_untold

from .sample import SAMPLE


@pytest.fixture(autouse=True)
def workflow() -> Iterator[None]:
    """The sample kind is signed up for the length of a test."""
    queries.register_workflow(SAMPLE)
    yield
    del queries.registered[SAMPLE.kind]


@pytest.fixture
def now() -> datetime:
    """Monday, 2 November 2026, 09.00 in Bengkayang."""
    return datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def at(day: date | str, hour: float = 9) -> datetime:
    """A moment of the day where the offices are: ``at("2026-11-04", 14)``."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(found, time(), tzinfo=timezone.get_default_timezone()) + timedelta(hours=hour)


Opening = Callable[..., Receipt]


@pytest.fixture
def opened(cast: SimpleNamespace) -> Opening:
    """``opened(now, …)`` opens a draft at the desk of Desa Siding."""

    def open_one(now: datetime, **changes: object) -> Receipt:
        values: dict[str, object] = {
            "kind": "sample.request",
            "title": "Salinan APBDes",
            "owner": cast.siding_village.scope,
            "region": cast.siding_village,
        }
        return actions.open_case(now=now, **(values | changes))  # type: ignore[arg-type]

    return open_one


@pytest.fixture
def sent(opened: Opening, now: datetime) -> Case:
    """A case that waits for Budi to verify it within three working days: until 5 November."""
    case = opened(now).case
    actions.move_as_applicant(case=case, action="send", now=now)
    return case


@pytest.fixture
def working(sent: Case, cast: SimpleNamespace, now: datetime) -> Case:
    """A case that Budi works on within ten working days: until 16 November."""
    actions.move_case(actor=cast.budi, case=sent, action="accept", now=now)
    return sent


def tell_everybody() -> None:
    """Let the subscribers do their work."""
    sweep_untold(now=timezone.now() + timedelta(minutes=5))
