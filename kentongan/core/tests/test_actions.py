"""The event bus: recorded with the deed, told once to effect, told again when it failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from kentongan.core import actions, events, queries
from kentongan.core.models import CalendarOverride, ClockMark, Edition, EventNumber, EventRecord, Telling


@dataclass(frozen=True, kw_only=True)
class DrumBeaten(events.Event):
    """A fact only tests know."""

    beats: int
    until: datetime


heard: list[DrumBeaten] = []
is_deaf = False


@events.subscriber(DrumBeaten)
def listen(event: DrumBeaten) -> None:
    """Leave a mark in the database, and fail where told to."""
    CalendarOverride.objects.create(date=event.at.date() + timedelta(days=event.beats), reason="beat")
    if is_deaf:
        raise OSError("nothing heard")
    heard.append(event)


@pytest.fixture
def beat(db: None, now: datetime) -> DrumBeaten:
    heard.clear()
    return DrumBeaten(scopes=("region:61.07", "group:1"), actor_id=7, at=now, beats=3, until=now + timedelta(hours=1))


def test_a_deed_records_raises_and_lines_up(beat: DrumBeaten) -> None:
    with transaction.atomic():
        record = actions.emit(beat)
    assert (record.name, record.payload, record.actor_id) == ("core.DrumBeaten", {"beats": 3, "until": beat.until.isoformat()}, 7)
    assert list(record.numbers.order_by("scope").values_list("scope", "number")) == [("group:1", 1), ("region:61.07", 1)]
    assert queries.edition_numbers(("region:61.07", "region:00", "group:1")) == (1, 0, 1)
    assert [telling.subscriber for telling in record.tellings.all()] == ["core.tests.test_actions.listen"]
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[record.tellings.get().pk]]


def test_a_deed_undone_leaves_no_trace_and_no_gap(beat: DrumBeaten) -> None:
    class Undone(Exception):
        pass

    def undone() -> None:
        with transaction.atomic():
            actions.emit(beat)
            raise Undone

    with pytest.raises(Undone):
        undone()
    left = [model.objects.count() for model in (EventRecord, EventNumber, Telling, DBTaskResult)]
    assert (left, queries.edition_numbers(beat.scopes)) == ([0, 0, 0, 0], (0, 0))
    with transaction.atomic():
        actions.emit(beat)
    assert queries.edition_numbers(beat.scopes) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.emit(DrumBeaten(scopes=("group:1",), actor_id=None, at=now, beats=1, until=now))
    assert (EventRecord.objects.count(), Edition.objects.count()) == (0, 0)


def test_told_once_however_often_it_is_tried(beat: DrumBeaten, now: datetime) -> None:
    with transaction.atomic():
        telling = actions.emit(beat).tellings.get()
    assert [actions.tell_subscriber(telling.pk, now=now) for _ in range(3)] == [True, False, False]
    assert heard == [DrumBeaten(scopes=("group:1", "region:61.07"), actor_id=7, at=beat.at, beats=3, until=beat.until)]
    assert CalendarOverride.objects.count() == 1


def test_a_failing_subscriber_leaves_nothing_behind_and_is_told_again(
    beat: DrumBeaten, now: datetime, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EVENT_RETRY_SECONDS = [5, 30]  # type: ignore[attr-defined]
    with transaction.atomic():
        telling = actions.emit(beat).tellings.get()
    monkeypatch.setattr(f"{__name__}.is_deaf", True)
    waits = []
    for _ in range(3):
        assert actions.tell_subscriber(telling.pk, now=now) is False
        telling.refresh_from_db()
        waits.append((telling.next_attempt_at - now).total_seconds())
    assert (waits, telling.told_at, telling.attempts, telling.last_error) == ([5, 30, 30], None, 3, "OSError: nothing heard")
    assert CalendarOverride.objects.count() == 0
    assert actions.sweep_untold(now=now + timedelta(seconds=29)) == 0
    monkeypatch.setattr(f"{__name__}.is_deaf", False)
    assert actions.sweep_untold(now=now + timedelta(seconds=31)) == 1
    assert (len(heard), CalendarOverride.objects.count()) == (1, 1)


def test_the_sweep_tells_what_a_lost_worker_did_not(beat: DrumBeaten, now: datetime) -> None:
    with transaction.atomic():
        telling = actions.emit(beat).tellings.get()
    DBTaskResult.objects.all().delete()
    assert actions.sweep_untold(now=telling.next_attempt_at) == 1
    assert len(heard) == 1


def test_the_clocks_work_is_done_once_a_period(db: None, now: datetime) -> None:
    hour = timedelta(hours=1)
    moments = [now, now, now + timedelta(minutes=59), now + hour, now + hour, now + 3 * hour]
    assert [actions.claim_clock_work("test.hourly", every=hour, now=moment) for moment in moments] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]
    assert ClockMark.objects.get().done_at == now + 3 * hour
