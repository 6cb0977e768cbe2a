"""Something is said: by whom, once, and who reads it when."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from django.db import IntegrityError, transaction

from kentongan.comments import actions, queries
from kentongan.comments.models import Flag, Remark, Thread
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible

from .conftest import Say
from .sample import SAMPLE


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def told() -> list[tuple[str, dict[str, object]]]:
    """What was recorded about remarks, oldest first."""
    rows = EventRecord.objects.filter(name__startswith="comments.").exclude(name="comments.ThreadOpened").order_by("pk")
    return [(row.name.removeprefix("comments."), {key: row.payload[key] for key in row.payload if key not in ABOUT}) for row in rows]


ABOUT = ("thread_id", "kind", "subject")


def test_a_subject_has_one_thread(thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    again = actions.open_thread(
        kind=SAMPLE.kind, subject="jembatan", title="Lain", owner=cast.jagoi.scope, region=cast.jagoi_village, now=now
    )
    assert (again.pk, Thread.objects.count()) == (thread.pk, 1)
    record = EventRecord.objects.get(name="comments.ThreadOpened")
    assert record.payload == {"thread_id": thread.pk, "kind": SAMPLE.kind, "subject": "jembatan"}
    assert set(record.numbers.values_list("scope", flat=True)) == {cast.siding.scope, cast.siding_village.scope}


def test_a_resident_is_held_and_gets_a_code(thread: Thread, now: datetime) -> None:
    client_id = uuid4()
    receipt = actions.send_remark(thread=thread, text=" Papan \u202ekedua juga lapuk. ", name="Bu\u2067 Ani", client_id=client_id, now=now)
    row = Remark.objects.values("name", "text", "state", "author", "role_word", "decided_at").get()
    assert row == {
        "name": "Bu Ani", "text": "Papan kedua juga lapuk.", "state": "held", "author": None, "role_word": "", "decided_at": None,
    }  # fmt: skip
    assert told() == [("RemarkSent", {"remark_id": receipt.remark.pk, "is_held": True})]
    assert queries.remark_of_code(receipt.spaced_code.lower()) == receipt.remark
    assert receipt.code not in str(list(Remark.objects.values()))
    again = actions.send_remark(thread=thread, text="Papan kedua", client_id=client_id, now=now)
    assert (again.code, again.remark.pk, Remark.objects.count()) == (receipt.code, receipt.remark.pk, 1)
    thread.refresh_from_db()
    assert thread.shown == 0


@pytest.mark.parametrize(
    ("who", "state", "word"),
    [("dewi", "shown", "Kontributor · KIM Suara Siding"), ("budi", "shown", "Petugas desa/kelurahan · Desa Siding"),
     ("wati", "held", ""), ("joko", "held", ""), ("adi", "held", "")],
)  # fmt: skip
def test_who_belongs_here_is_read_at_once(who: str, state: str, word: str, say: Say, thread: Thread, cast: SimpleNamespace) -> None:
    person = getattr(cast, who)
    remark = say(actor=person)
    assert (remark.state, remark.role_word, remark.shown_name, remark.code_hash) == (state, word, person.full_name, "")
    thread.refresh_from_db()
    assert thread.shown == (state == "shown")


def test_replies_are_one_level_deep(say: Say, thread: Thread, cast: SimpleNamespace) -> None:
    first = say(actor=cast.sari)
    reply = say(actor=cast.dewi, parent=first)
    deeper = say(actor=cast.budi, parent=reply)
    assert (reply.parent_id, deeper.parent_id) == (first.pk, first.pk)
    shown = queries.conversation(thread, most=5)
    assert [(remark.pk, [row.pk for row in remark.shown_replies]) for remark in shown.remarks] == [(first.pk, [reply.pk, deeper.pk])]


def test_nobody_replies_to_what_is_not_shown(say: Say, thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(NotVisible):
        say(parent=say())
    other = actions.open_thread(kind=SAMPLE.kind, subject="lain", title="Lain", owner=cast.jagoi.scope, region=cast.jagoi_village, now=now)
    with pytest.raises(NotVisible):
        say(parent=say(actor=cast.sari), thread=other)


@pytest.mark.parametrize("text", ["", "   ", "a" * (settings.COMMENT_LONGEST + 1)])
def test_words_have_a_measure(text: str, say: Say) -> None:
    with pytest.raises(Denied):
        say(text)
    assert not Remark.objects.exists()


def test_a_closed_conversation_takes_nothing(say: Say, thread: Thread, cast: SimpleNamespace, now: datetime) -> None:
    actions.close_thread(actor=cast.sari, thread=thread, reason="Sudah selesai.", now=now)
    with pytest.raises(Denied, match="Sudah selesai"):
        say()


def test_a_device_flags_once(say: Say, cast: SimpleNamespace, now: datetime) -> None:
    remark, device = say(actor=cast.sari), uuid4()
    news = [actions.flag_remark(remark=remark, client_id=found, now=now) for found in (device, device, uuid4())]
    remark.refresh_from_db()
    assert (news, remark.flags, Flag.objects.count()) == ([True, False, True], 2, 2)
    assert told()[1:] == [("RemarkFlagged", {"remark_id": remark.pk})] * 2
    with pytest.raises(NotVisible):
        actions.flag_remark(remark=say(), client_id=device, now=now)


def test_what_the_database_refuses(say: Say, cast: SimpleNamespace) -> None:
    remark = say()
    wrong: list[dict[str, object]] = [
        {"state": "hidden"},
        {"state": "withdrawn"},
        {"decided_by": cast.sari, "appeal_decided_by": cast.sari},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.filter(pk=remark.pk).update(**values)


def test_two_queries_for_any_number(
    say: Say, thread: Thread, cast: SimpleNamespace, now: datetime, django_assert_num_queries: object
) -> None:
    for count in (1, 29):
        for number in range(count):
            say(actor=cast.dewi, parent=say(actor=cast.sari, now=now + timedelta(minutes=number)))
        with django_assert_num_queries(2):  # type: ignore[operator]
            shown = queries.conversation(thread, most=5)
        assert (len(shown.remarks), shown.has_more) == ((1, False) if count == 1 else (5, True))


def test_whoever_repeats_it_after_a_change_of_the_key_gets_the_code_that_opens_it(
    thread: Thread, now: datetime, settings: LazySettings
) -> None:
    said = {"thread": thread, "text": "Papan kedua juga lapuk.", "client_id": uuid4(), "now": now}
    receipt = actions.send_remark(**said)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    again = actions.send_remark(**said)
    assert (again.code, queries.remark_of_code(again.code)) == (receipt.code, receipt.remark)
