"""Deciding, with reasons, an appeal to somebody else, and a line on the log for each deed."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from kentongan.comments import actions, queries
from kentongan.comments.models import ModerationEntry, Remark, Thread
from kentongan.core.rules import Denied, Stale

from .conftest import Say
from .test_writing import told


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def log() -> list[tuple[str, str, str, str]]:
    """The log, oldest first: deed, who, reason, words."""
    rows = ModerationEntry.objects.select_related("actor").order_by("pk")
    return [(row.deed, row.actor.username if row.actor else "", row.reason, row.text) for row in rows]


def test_from_held_to_the_end_of_an_appeal(say: Say, thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    remark = say()
    actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="kasar", text="Mohon tanpa makian.", now=now)
    thread.refresh_from_db()
    assert (remark.state, remark.reason, remark.decided_by, thread.shown) == ("hidden", "kasar", cast.sari, 0)
    actions.answer_as_author(remark=remark, deed="appeal", text="Saya tidak memaki.", now=now + timedelta(days=1))
    with pytest.raises(Denied, match="orang lain"):
        actions.decide_remark(actor=cast.sari, remark=remark, deed="grant", text="Baiklah.", now=now)
    with pytest.raises(Denied, match="penjelasannya"):
        actions.decide_remark(actor=cast.yohanes, remark=remark, deed="grant", now=now)
    actions.decide_remark(actor=cast.yohanes, remark=remark, deed="grant", text="Memang tidak kasar.", now=now + timedelta(days=2))
    thread.refresh_from_db()
    remark.refresh_from_db()
    assert (remark.state, remark.appeal_decided_by, remark.appeal_answer, thread.shown) == (
        "restored", cast.yohanes, "Memang tidak kasar.", 1,
    )  # fmt: skip
    assert log() == [
        ("hide", "sari", "kasar", "Mohon tanpa makian."),
        ("appeal", "", "", ""),
        ("grant", "yohanes", "", "Memang tidak kasar."),
    ]
    assert told()[1:] == [
        ("RemarkMoved", {"remark_id": remark.pk, "deed": "hide", "source": "held", "target": "hidden"}),
        ("RemarkMoved", {"remark_id": remark.pk, "deed": "appeal", "source": "hidden", "target": "appealed"}),
        ("RemarkMoved", {"remark_id": remark.pk, "deed": "grant", "source": "appealed", "target": "restored"}),
    ]
    with pytest.raises(Denied):  # final: nobody hides it again
        actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="kasar", now=now)


def test_the_coordinator_is_the_second_where_there_is_no_other(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say()
    actions.decide_remark(actor=cast.budi, remark=remark, deed="hide", reason="luar", now=now)
    actions.answer_as_author(remark=remark, deed="appeal", text="Ini tentang jembatan juga.", now=now)
    actions.decide_remark(actor=cast.rini, remark=remark, deed="reject", text="Bukan tentang ini.", now=now)
    assert remark.state == "rejected"
    with pytest.raises(Denied, match="satu kali"):
        actions.answer_as_author(remark=remark, deed="appeal", text="Sekali lagi.", now=now)


def test_an_author_never_decides_for_himself(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say(actor=cast.yohanes)
    actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="ganda", now=now)
    actions.answer_as_author(actor=cast.yohanes, remark=remark, deed="appeal", text="Bukan ganda.", now=now)
    with pytest.raises(Denied):
        actions.decide_remark(actor=cast.yohanes, remark=remark, deed="grant", text="Benar.", now=now)
    with pytest.raises(Denied, match="bukan tanggapan Anda"):
        actions.answer_as_author(actor=cast.dewi, remark=remark, deed="take_back", now=now)


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_an_appeal_comes_in_time(days: int, late: bool, say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say()
    actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="kasar", now=now)
    later = now + timedelta(days=days)
    if late:
        with pytest.raises(Denied):
            actions.answer_as_author(remark=remark, deed="appeal", text="Saya keberatan.", now=later)
    else:
        assert actions.answer_as_author(remark=remark, deed="appeal", text="Saya keberatan.", now=later).state == "appealed"


@pytest.mark.parametrize(("who", "deed"), [("dewi", "show"), ("wati", "show"), ("joko", "hide"), ("adi", "show")])
def test_who_decides_nothing(who: str, deed: str, say: Say, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied):
        actions.decide_remark(actor=getattr(cast, who), remark=say(), deed=deed, reason="kasar", now=now)
    assert log() == []


def test_hiding_says_why(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    for reason in ("", "karena"):
        with pytest.raises(Denied, match="alasannya"):
            actions.decide_remark(actor=cast.sari, remark=say(), deed="hide", reason=reason, now=now)


def test_two_moderators_at_once(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say()
    seen_by_yohanes = queries.get_remark(remark.pk)
    actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="kasar", now=now)
    with pytest.raises(Stale):
        actions.decide_remark(actor=cast.yohanes, remark=seen_by_yohanes, deed="show", now=now)


def test_flagged_and_left_as_it_is(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say(actor=cast.dewi)
    assert actions.decide_remark(actor=cast.sari, remark=remark, deed="keep", now=now).state == "shown"
    assert log() == []  # nobody had asked
    actions.flag_remark(remark=remark, client_id=uuid4(), now=now)
    assert list(queries.waiting_for(cast.sari)) == [remark]
    actions.decide_remark(actor=cast.sari, remark=queries.get_remark(remark.pk), deed="keep", now=now)
    assert (list(queries.waiting_for(cast.sari)), log()) == ([], [("keep", "sari", "", "")])


def test_taken_back_nothing_is_kept(say: Say, thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    receipt = actions.send_remark(thread=thread, text="Rahasia tetangga.", name="Bu Ani", client_id=uuid4(), now=now)
    actions.decide_remark(actor=cast.sari, remark=receipt.remark, deed="show", now=now)
    reply = say(actor=cast.dewi, parent=receipt.remark)
    actions.answer_as_author(remark=receipt.remark, deed="take_back", now=now)
    row = Remark.objects.get(pk=receipt.remark.pk)
    assert (row.state, row.text, row.name, queries.remark_of_code(receipt.code)) == ("withdrawn", "", "", None)
    shown = queries.conversation(thread, most=5).remarks
    assert [(remark.pk, remark.text, [each.pk for each in remark.shown_replies]) for remark in shown] == [(row.pk, "", [reply.pk])]


def test_nothing_of_an_appeal_is_left_either(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark = say()
    actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="kasar", text="Mohon tanpa makian.", now=now)
    actions.answer_as_author(remark=remark, deed="appeal", text="Rumah saya di sebelah gereja.", now=now)
    actions.decide_remark(actor=cast.yohanes, remark=remark, deed="grant", text="Memang tidak kasar.", now=now)
    actions.answer_as_author(remark=remark, deed="take_back", now=now)
    assert (Remark.objects.get().appeal_text, [entry[3] for entry in log()]) == ("", ["Mohon tanpa makian.", "", "Memang tidak kasar.", ""])


def test_what_is_hidden_leaves_a_line_only_below_replies(say: Say, thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    alone, answered = say(actor=cast.dewi), say(actor=cast.dewi)
    say(actor=cast.budi, parent=answered)
    for remark in (alone, answered):
        actions.decide_remark(actor=cast.sari, remark=remark, deed="hide", reason="luar", now=now)
    assert [remark.pk for remark in queries.conversation(thread, most=5).remarks] == [answered.pk]


def test_what_waits_for_whom(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    held, appealed = say(), say()
    say(actor=cast.dewi)
    actions.decide_remark(actor=cast.sari, remark=appealed, deed="hide", reason="kasar", now=now)
    actions.answer_as_author(remark=appealed, deed="appeal", text="Tidak kasar.", now=now)
    found = {
        name: list(queries.waiting_for(getattr(cast, name)))
        for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")
    }
    both = [held, appealed]
    nothing: list[Remark] = []
    assert found == {
        "sari": [held], "yohanes": both, "dewi": nothing, "markus": both, "budi": both, "wati": nothing, "joko": nothing, "rini": both,
        "adi": nothing,
    }  # fmt: skip


def test_closing_and_opening(thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    for person in (cast.dewi, cast.wati, cast.joko):
        with pytest.raises(Denied):
            actions.close_thread(actor=person, thread=thread, reason="Bosan.", now=now)
    with pytest.raises(Denied, match="sebabnya"):
        actions.close_thread(actor=cast.sari, thread=thread, reason=" ", now=now)
    with pytest.raises(Denied, match="keadaannya"):
        actions.reopen_thread(actor=cast.sari, thread=thread, now=now)
    actions.close_thread(actor=cast.sari, thread=thread, reason="Sudah selesai.", now=now)
    thread.refresh_from_db()
    assert (thread.is_open, thread.closed_by, thread.closed_reason) == (False, cast.sari, "Sudah selesai.")
    actions.reopen_thread(actor=cast.rini, thread=thread, now=now)
    thread.refresh_from_db()
    assert (thread.is_open, thread.closed_by, thread.closed_reason) == (True, None, "")
    assert log() == [("close", "sari", "", "Sudah selesai."), ("reopen", "rini", "", "")]
    assert [name for name, _payload in told()] == ["ThreadClosed", "ThreadReopened"]
