"""The event bus: recording a fact, telling it, and the sweep that tells again what stayed untold."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from . import queries
from .events import CalendarChanged, Event, subscribers_of
from .models import CalendarOverride, ClockMark, Edition, EventNumber, EventRecord, Telling, Turn
from .scopes import NATION

logger = logging.getLogger(__name__)


def raise_edition(scope: str) -> int:
    """Raise the scope's edition by one and return the new number. The row stays locked until the transaction ends."""
    if not Edition.objects.filter(scope=scope).update(number=F("number") + 1):
        Edition.objects.bulk_create([Edition(scope=scope)], ignore_conflicts=True)
        Edition.objects.filter(scope=scope).update(number=F("number") + 1)
    return Edition.objects.values_list("number", flat=True).get(scope=scope)


def emit(event: Event) -> EventRecord:
    """Record a fact in the caller's transaction, raise the edition of each of its scopes and line up its subscribers.

    A rolled-back deed leaves neither event nor gap in the numbers. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.event_name()} was emitted outside a transaction")
    record = EventRecord.objects.create(name=event.event_name(), payload=event.payload(), actor_id=event.actor_id, at=event.at)
    # Scopes are always locked in the same order, so that two deeds cannot wait for each other.
    for scope in sorted(set(event.scopes)):
        EventNumber.objects.create(event=record, scope=scope, number=raise_edition(scope))
    for name in subscribers_of(record.name):
        # If the task is lost with the worker, the sweep tells it after this moment.
        due = timezone.now() + timedelta(seconds=settings.EVENT_SWEEP_AFTER_SECONDS)
        telling = Telling.objects.create(event=record, subscriber=name, next_attempt_at=due)
        tell.enqueue(telling.pk)
    return record


@task()
def tell(telling_id: int) -> bool:
    """The worker's wrapper of tell_subscriber. It stands here and not in tasks.py because emit() must name it."""
    return tell_subscriber(telling_id, now=timezone.now())


def tell_subscriber(telling_id: int, *, now: datetime) -> bool:
    """Tell one subscriber one event; True where it was told now, False where it had been told or failed.

    1. The telling's row is claimed by a conditional update, which holds its lock until the end.
    2. The subscriber does its work in the same transaction: mark and work become visible together or not at all.
    3. A failure undoes both; the next attempt is pushed back, so that it cannot stand in the way of others.
    """
    try:
        with transaction.atomic():
            claimed = Telling.objects.filter(pk=telling_id, told_at=None).update(told_at=now, attempts=F("attempts") + 1, last_error="")
            if not claimed:
                return False
            telling = Telling.objects.select_related("event").get(pk=telling_id)
            record = telling.event
            handler = subscribers_of(record.name).get(telling.subscriber)
            if handler is not None:  # a subscriber that the house no longer has, has nothing to be told
                scopes = tuple(record.numbers.order_by("scope").values_list("scope", flat=True))
                handler(
                    Event.registry[record.name].from_record(scopes=scopes, actor_id=record.actor_id, at=record.at, payload=record.payload)
                )
            return True
    except Exception as failure:
        logger.exception("Telling %s failed", telling_id)
        with transaction.atomic():
            telling = Telling.objects.select_for_update().get(pk=telling_id)
            if telling.told_at is None:
                steps = settings.EVENT_RETRY_SECONDS
                wait = steps[min(telling.attempts, len(steps) - 1)]
                telling.attempts += 1
                telling.next_attempt_at = now + timedelta(seconds=wait)
                telling.last_error = f"{type(failure).__name__}: {failure}"[:2000]
                telling.save()
        return False


def sweep_untold(*, now: datetime, most: int = 500) -> int:
    """Tell what should have been told by now. Returns how many were told."""
    ids = list(queries.untold(now=now).values_list("pk", flat=True)[:most])
    return sum(tell_subscriber(telling_id, now=now) for telling_id in ids)


def set_turns(about: str, *, scopes: Iterable[str], moments: Iterable[datetime]) -> None:
    """Say at which moments the pages of these scopes change by themselves; replaces what was said before ``about`` the same thing.

    Kept pages are not taken for fresh beyond such a moment, even where the clock is late.
    """
    Turn.objects.filter(about=about).delete()
    wanted = {(scope, at) for at in moments for scope in scopes}
    Turn.objects.bulk_create([Turn(scope=scope, at=at, about=about) for scope, at in sorted(wanted)])


def claim_clock_work(name: str, *, every: timedelta, now: datetime) -> bool:
    """True for exactly one caller per period ``every``: the clock's work is done once however many clocks run."""
    ClockMark.objects.bulk_create([ClockMark(name=name)], ignore_conflicts=True)
    due = ClockMark.objects.filter(name=name)
    return bool(due.filter(done_at=None).update(done_at=now) or due.filter(done_at__lte=now - every).update(done_at=now))


@transaction.atomic
def declare_day(*, actor_id: int | None, day: date, is_working: bool, reason: str, now: datetime, source: str = "") -> CalendarOverride:
    """Make a day different from the computed calendar, by a decree: off, or working. Deadlines follow by themselves.

    Who may do this is asked by the caller, since roles are known above this floor. Raises ValueError where no reason is given.
    """
    if not reason.strip():
        raise ValueError("A declared day says why.")
    values = {"is_working": is_working, "reason": reason.strip(), "source": source.strip()}
    override, _created = CalendarOverride.objects.update_or_create(date=day, defaults=values)
    emit(CalendarChanged(scopes=(NATION,), actor_id=actor_id, at=now, day=day.isoformat()))
    return override


@transaction.atomic
def take_back_day(*, actor_id: int | None, day: date, now: datetime) -> bool:
    """Let the computed calendar hold again for the day; False where nothing was declared."""
    if not CalendarOverride.objects.filter(date=day).delete()[0]:
        return False
    emit(CalendarChanged(scopes=(NATION,), actor_id=actor_id, at=now, day=day.isoformat()))
    return True
