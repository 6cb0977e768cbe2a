"""Keeping the index true: noting what changed, taking it in, building anew."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction

from kentongan.core.actions import raise_edition
from kentongan.sites.models import Site

from . import queries
from .index import Entry, IndexMissing, Shelf
from .models import SearchChange

logger = logging.getLogger(__name__)

CHANGES_AT_ONCE = 2_000
LOOKS_EVERY_SECONDS = 0.3
PATIENCE_SECONDS = 5.0
LOG_KEPT = timedelta(days=30)

Subject = SearchChange.Subject


@transaction.atomic
def note_change(*, subject: SearchChange.Subject, subject_id: int) -> SearchChange:
    """Note that a text, or all texts of a group, must be looked at again by every index. In the caller's transaction."""
    return SearchChange.objects.create(number=raise_edition(queries.CHANGES), subject=subject, subject_id=subject_id)


def note_site_change(*, site_id: int) -> None:
    """Note that what stands on the site must be looked at again."""
    for group_id in Site.objects.filter(pk=site_id).values_list("group_id", flat=True):
        note_change(subject=Subject.GROUP, subject_id=group_id)


def apply_changes(shelf: Shelf | None = None, *, most: int = CHANGES_AT_ONCE) -> int:
    """Take what changed since the last time into the index, in one commit. Returns how many changes those were.

    1. One process of a machine writes; where another does, nothing is left to do here.
    2. How far the log goes is read first; then the changes up to there; then each text **as it is now**. What changes after the reading has
       a higher number and comes the next time, so neither order nor repetition matters.
    3. The last number is noted after the commit. A process killed in between does the same once more.

    Raises IndexMissing where there is no index, or one so old that the log does not reach back to it.
    """
    shelf = shelf or queries.shelf()
    if shelf.applied() == queries.last_change():
        return 0
    with shelf.writing() as is_ours:
        if not is_ours:
            return 0
        applied, until = shelf.applied(), queries.last_change()
        _require_log(applied, until)
        changes = queries.changes_after(applied, until=until, most=most)
        if not changes:
            return 0
        ids = queries.concerned_by(changes)
        shelf.write(remove=ids, add=queries.entries_of(ids), applied=changes[-1].number)
        return len(changes)


def _require_log(applied: int, until: int) -> None:
    if applied > until:
        raise IndexMissing(f"The index knows change {applied}, the database only {until}: it belongs to another state of the database")
    oldest = queries.oldest_change() or until + 1
    if applied < oldest - 1:
        raise IndexMissing(f"The index knows change {applied}, the log begins with {oldest}")


def is_usable(shelf: Shelf | None = None) -> bool:
    """Whether the index of this machine exists, has today's schema and can be brought up to date from the log."""
    try:
        _require_log((shelf or queries.shelf()).applied(), queries.last_change())
    except IndexMissing:
        return False
    return True


def rebuild_index(shelf: Shelf | None = None, *, progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew from the database while the former one is still read, then exchange them. Returns how many texts it has."""
    shelf = shelf or queries.shelf()
    with shelf.building(wait=True):
        return _build(shelf, progress)


def _build(shelf: Shelf, progress: Callable[[int], None] | None = None) -> int:
    count = 0

    def counted() -> Iterator[Entry]:
        nonlocal count
        for entry in queries.all_entries():
            yield entry
            count += 1
            if progress is not None and count % 100 == 0:
                progress(count)

    shelf.build(counted(), applied=queries.last_change())
    apply_changes(shelf)
    return count


def keep_up(shelf: Shelf | None = None) -> int:
    """Bring this machine's index up to date, building it where it is missing. Returns how many changes were taken in."""
    try:
        return apply_changes(shelf)
    except IndexMissing as reason:
        shelf = shelf or queries.shelf()
        with shelf.building() as is_ours:
            if is_ours and not is_usable(shelf):
                logger.warning("The search index is built anew: %s", reason)
                _build(shelf)
        return 0


def run_keeper(stopped: threading.Event) -> None:
    """Keep this machine's index up to date until stopped; each machine's worker does so, however many there are.

    Many changes at once become one commit, since all that has gathered is taken in together.
    """
    wait = LOOKS_EVERY_SECONDS
    while not stopped.wait(wait):
        close_old_connections()
        try:
            keep_up()
            wait = LOOKS_EVERY_SECONDS
        except Exception:
            logger.exception("The search index could not be brought up to date; the next try is in %s seconds", PATIENCE_SECONDS)
            wait = PATIENCE_SECONDS
    close_old_connections()


def prune_changes(*, now: datetime) -> int:
    """Forget changes older than 30 days. A machine that was away longer builds its index anew. Returns how many were forgotten."""
    return SearchChange.objects.filter(noted_at__lt=now - LOG_KEPT).delete()[0]
