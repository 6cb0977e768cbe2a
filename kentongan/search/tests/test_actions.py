"""The index follows the database: by events, after a kill, on several machines, and built anew."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django_scopes import scopes_disabled

from kentongan.core.actions import sweep_untold
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.search import actions
from kentongan.search.index import Filters, IndexMissing, Shelf
from kentongan.search.models import SearchChange
from kentongan.search.policies.words import asked
from kentongan.search.queries import last_change, search_publications, shelf
from kentongan.sites import actions as sites

from .conftest import Write

Subject = SearchChange.Subject


def found_in(index: Shelf, typed: str, now: datetime) -> list[int]:
    """What the index itself proposes, in order of the keys."""
    return sorted(index.find(asked(typed), Filters(), now=now, limit=100).ids)


def let_the_worker_work(now: datetime) -> None:
    """Tell all subscribers, then do what the keeper does."""
    sweep_untold(now=now + timedelta(days=3650))
    actions.keep_up()


def note(publication: Publication, noted_at: datetime) -> SearchChange:
    change = actions.note_change(subject=Subject.PUBLICATION, subject_id=publication.pk)
    SearchChange.objects.filter(pk=change.pk).update(noted_at=noted_at)
    return change


@pytest.fixture
def draft(cast: SimpleNamespace, now: datetime) -> Publication:
    text = publishing.create_publication(actor=cast.dewi, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
    return publishing.save_publication(
        actor=cast.dewi, publication=text, version=text.version, now=now, title="Panen lada", summary="", text="Harga lada naik."
    )


def test_a_text_is_found_from_publishing_to_withdrawal(
    draft: Publication, cast: SimpleNamespace, now: datetime, across_scopes: None
) -> None:
    actions.rebuild_index()

    def found() -> list[Publication]:
        let_the_worker_work(now)
        return [hit.publication for hit in search_publications("lada", now=now).hits]

    assert found() == []
    publishing.submit_publication(actor=cast.dewi, publication=draft, now=now)
    assert found() == []
    publishing.publish_publication(actor=cast.sari, publication=draft, now=now)
    assert found() == [draft]
    corrected = {"title": "Panen merica", "summary": "", "text": "Harga merica naik.", "note": "Istilah diperbaiki."}
    publishing.correct_publication(actor=cast.sari, publication=draft, version=draft.version, now=now, **corrected)
    assert (found(), found_in(shelf(), "merica", now)) == ([], [draft.pk])
    publishing.set_archived(actor=cast.sari, publication=draft, is_archived=True, now=now)
    let_the_worker_work(now)
    assert found_in(shelf(), "merica", now) == []
    publishing.set_archived(actor=cast.sari, publication=draft, is_archived=False, now=now)
    let_the_worker_work(now)
    assert found_in(shelf(), "merica", now) == [draft.pk]
    publishing.withdraw_publication(actor=cast.sari, publication=draft, reason="Keliru.", now=now)
    let_the_worker_work(now)
    assert found_in(shelf(), "merica", now) == []


def test_a_suspended_site_leaves_the_index_and_comes_back(write: Write, cast: SimpleNamespace, now: datetime) -> None:
    text = write("Panen lada")
    actions.rebuild_index()
    sites.suspend_site(actor=cast.rini, site=cast.siding_site, reason="Pemeriksaan", now=now)
    let_the_worker_work(now)
    assert found_in(shelf(), "lada", now) == []
    sites.resume_site(actor=cast.rini, site=cast.siding_site, now=now)
    let_the_worker_work(now)
    assert found_in(shelf(), "lada", now) == [text.pk]


def test_a_rolled_back_change_leaves_no_gap(write: Write, now: datetime) -> None:
    text = write("Panen lada")
    note(text, now)
    with transaction.atomic():
        note(text, now)
        transaction.set_rollback(True)
    note(text, now)
    assert (list(SearchChange.objects.values_list("number", flat=True)), last_change()) == ([1, 2], 2)


def test_many_changes_become_one_commit(write: Write, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.rebuild_index()
    commits = []
    write_once = Shelf.write
    monkeypatch.setattr(Shelf, "write", lambda self, **values: (commits.append(values["applied"]), write_once(self, **values)))
    for number in range(40):
        note(write(f"Lada nomor {number}"), now)
    assert (actions.apply_changes(), commits, len(found_in(shelf(), "lada", now))) == (40, [40], 40)
    assert (actions.apply_changes(), commits) == (0, [40])


def in_a_child(deed: Callable[[], None]) -> int:
    """Do it in a process of its own; returns the signal that ended it, 0 where none did."""
    child = os.fork()
    if child == 0:
        try:
            deed()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] & 0x7F


@pytest.mark.parametrize("moment", ["before the commit", "between commit and stamp"])
def test_a_kill_loses_nothing(moment: str, write: Write, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer killed between the mark in the database and the stamp in the index: the next one finishes its work.

    The writing process is forked with the entries already read, so that it does not share this one's database connection.
    """
    gone, kept = write("Lada lama"), write("Lada baru")
    actions.rebuild_index()
    with scopes_disabled():
        Publication.objects.filter(pk=gone.pk).update(status=Publication.Status.WITHDRAWN, withdrawn_reason="keliru")
    new = write("Lada terbaru")
    for text in (gone, new):
        note(text, now)
    ids = [gone.pk, new.pk]
    from kentongan.search.queries import entries_of

    entries, index = list(entries_of(ids)), shelf()
    die_at = "_write_stamp" if moment == "between commit and stamp" else "_commit"
    monkeypatch.setattr(Shelf, die_at, lambda *_values: os.kill(os.getpid(), signal.SIGKILL))

    def write_and_die() -> None:
        with index.writing():
            index.write(remove=ids, add=entries, applied=2)

    assert in_a_child(write_and_die) == signal.SIGKILL
    monkeypatch.undo()
    assert index.applied() == 0
    assert actions.apply_changes() == 2
    assert (found_in(index, "lada", now), index.applied()) == (sorted([kept.pk, new.pk]), 2)


def test_while_one_writes_another_lets_it(write: Write, now: datetime) -> None:
    actions.rebuild_index()
    note(write("Lada"), now)
    with shelf().writing() as is_ours:
        assert is_ours
        assert actions.apply_changes() == 0
    assert actions.apply_changes() == 1


def test_two_machines_come_to_the_same(write: Write, now: datetime, tmp_path: Path) -> None:
    """Each reads the log at its own pace, one of them change by change."""
    one, other = (Shelf(tmp_path / name, database="same") for name in ("one", "other"))
    texts = [write(f"Lada nomor {number}") for number in range(6)]
    for index in (one, other):
        actions.rebuild_index(index)
    for text in texts[:3]:
        note(text, now)
        actions.apply_changes(one)
    with scopes_disabled():
        Publication.objects.filter(pk=texts[1].pk).update(title="Kopi")
        Publication.objects.filter(pk=texts[4].pk).update(archived_at=now)
    for text in (texts[1], texts[4], write("Lada ketujuh")):
        note(text, now)
        actions.apply_changes(one, most=1)
    while actions.apply_changes(other, most=2):
        pass
    assert (one.applied(), other.applied()) == (6, 6)
    for typed in ("lada", "kopi", "nomor"):
        assert found_in(one, typed, now) == found_in(other, typed, now)
    assert len(found_in(one, "lada", now)) == 5


def test_built_anew_it_is_what_it_had_become(write: Write, now: datetime, tmp_path: Path) -> None:
    grown, built = Shelf(tmp_path / "grown", database="same"), Shelf(tmp_path / "built", database="same")
    actions.rebuild_index(grown)
    for number in range(5):
        note(write(f"Panen lada {number}", days_ago=number * 100), now)
        actions.apply_changes(grown)
    actions.rebuild_index(built)
    for typed in ("lada", "panen lada 3", "lda", "pan"):
        assert grown.find(asked(typed), Filters(), now=now) == built.find(asked(typed), Filters(), now=now)


def test_readers_keep_reading_while_it_is_built_anew(write: Write, now: datetime) -> None:
    text = write("Panen lada")
    actions.rebuild_index()
    index = shelf()
    assert found_in(index, "lada", now) == [text.pk]
    before = index.current.resolve()
    with index.building(wait=True):
        index.build([], applied=0)
    assert (before.exists(), index.current.resolve() != before, found_in(index, "lada", now)) == (False, True, [])
    assert sorted(path.name.partition("-")[0] for path in index.root.iterdir()) == ["building.lock", "current", "index", "writing.lock"]


def test_a_build_that_fails_leaves_the_former_one(write: Write, now: datetime) -> None:
    text = write("Panen lada")
    actions.rebuild_index()

    def broken() -> object:
        yield from ()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"), shelf().building(wait=True):
        shelf().build(broken(), applied=0)  # type: ignore[arg-type]
    assert found_in(shelf(), "lada", now) == [text.pk]
    assert len(list(shelf().root.glob("index-*"))) == 1


def test_old_changes_are_forgotten_and_a_stale_machine_builds_anew(write: Write, now: datetime) -> None:
    text = write("Panen lada")
    actions.rebuild_index()
    note(text, now - timedelta(days=31))
    note(text, now - timedelta(days=29))
    assert (actions.prune_changes(now=now), actions.is_usable()) == (1, False)
    with pytest.raises(IndexMissing, match="log begins with 2"):
        actions.apply_changes()
    actions.keep_up()
    assert (actions.is_usable(), shelf().applied(), found_in(shelf(), "lada", now)) == (True, 2, [text.pk])


def test_an_up_to_date_machine_does_not_care_that_the_log_is_empty(write: Write, now: datetime) -> None:
    note(write("Panen lada"), now - timedelta(days=31))
    actions.rebuild_index()
    actions.prune_changes(now=now)
    assert (SearchChange.objects.count(), actions.is_usable(), actions.apply_changes()) == (0, True, 0)


def test_an_index_of_another_database_or_schema_is_not_believed(write: Write, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    text = write("Panen lada")
    actions.rebuild_index()
    other = Shelf(shelf().root, database="another")
    with pytest.raises(IndexMissing):
        other.find(asked("lada"), Filters(), now=now)
    monkeypatch.setattr("kentongan.search.index.SCHEMA", 999_999)
    assert actions.is_usable() is False
    actions.keep_up()
    assert (actions.is_usable(), found_in(shelf(), "lada", now)) == (True, [text.pk])


def test_a_database_set_back_is_noticed(write: Write, now: datetime) -> None:
    note(write("Panen lada"), now)
    actions.rebuild_index()
    SearchChange.objects.all().delete()
    from kentongan.core.models import Edition

    Edition.objects.filter(scope="search").delete()
    assert actions.is_usable() is False


def test_the_keeper_ends_when_it_is_told(db: None) -> None:
    stopped = threading.Event()
    stopped.set()
    actions.run_keeper(stopped)


def test_the_command_builds_it(write: Write, now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    write("Panen lada")
    call_command("search_rebuild")
    assert (capsys.readouterr().out.strip().splitlines()[-1], search_publications("lada", now=now).total) == ("1 texts", 1)
