"""The vault: sealed for one case only, opened with a reason that is kept, forgotten in time, and its keys turned."""

import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kentongan.cases import actions, queries, rules, tasks
from kentongan.cases.models import Case, Identity, IdentityView
from kentongan.cases.policies import Contact, Part, Right, Unreadable
from kentongan.cases.policies.vault import key_id_of, mark_of, marks_of, new_key, read_key, seal, unseal
from kentongan.cases.policies.workflow import STANDARD_RIGHTS
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible

from .conftest import Opening
from .sample import SAMPLE

ANTON = Contact(name="Anton Suryadi", phone="+6281255500199", other="titip ke Pak RT")
WHY = "Bertanya supaya laporannya lengkap"


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def facts() -> list[str]:
    return [record.name.removeprefix("cases.") for record in EventRecord.objects.order_by("pk")]


# --- Arithmetic ------------------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=300)


@given(name=TEXTS, phone=TEXTS, other=TEXTS, case_id=st.integers(1, 2**63))
def test_whatever_is_sealed_opens_again(name: str, phone: str, other: str, case_id: int) -> None:
    keys, contact = [new_key(), new_key()], Contact(name, phone, other)
    token = seal(keys, contact, case_id=case_id)
    assert unseal(list(reversed(keys)), token, case_id=case_id) == contact
    assert (len(token) - 1 - 8 - 12 - 16) % 128 == 0


def test_a_seal_holds_for_its_case_and_key_only() -> None:
    key, other = new_key(), new_key()
    token = seal([key], ANTON, case_id=12)
    assert seal([key], ANTON, case_id=12) != token
    assert key_id_of(token) == key.id
    with pytest.raises(Unreadable, match=f"no key {key.id}") as lost:
        unseal([other], token, case_id=12)
    assert lost.value.is_key_missing
    assert len(token) == 1 + 8 + 12 + 128 + 16
    for place in (0, 9, 20, 21, len(token) - 1):
        altered = bytearray(token)
        altered[place] ^= 1
        with pytest.raises(Unreadable, match="does not fit"):
            unseal([key], bytes(altered), case_id=12)
    with pytest.raises(Unreadable, match="does not fit") as moved:
        unseal([key], token, case_id=13)
    assert not moved.value.is_key_missing
    with pytest.raises(Unreadable):
        unseal([key], b"", case_id=12)


def test_printing_shows_nothing() -> None:
    key = new_key()
    assert (repr(ANTON), str([ANTON]), repr(key)) == ("Contact()", "[Contact()]", "VaultKey()")
    assert [bool(contact) for contact in (ANTON, Contact(), Contact(other=" "), Contact(phone="+62"))] == [True, False, False, True]


def test_keys_are_written_as_a_line() -> None:
    key = new_key()
    assert (read_key(f" {key.text}\n"), read_key(f"{key.text}="), len(key.text), len(key.id)) == (key, key, 43, 16)
    for wrong in ("", "x", key.text[:-4], key.text + "AAAA", "ü" * 43, "!" * 43):
        with pytest.raises(ValueError, match="A vault key is 43 characters") as refused:
            read_key(wrong)
        assert key.text[:8] not in str(refused.value)


def test_marks_find_and_tell_nothing() -> None:
    old, new = new_key(), new_key()
    marks = marks_of([new, old], ANTON.phone)
    assert marks == [mark_of(new.marking, ANTON.phone), mark_of(old.marking, ANTON.phone)]
    assert ({len(mark) for mark in marks}, len(set(marks))) == ({64}, 2)
    assert (mark_of(new.marking, ""), marks_of([new], "")) == ("", [])
    assert len({new.secret, new.marking, new._derived("seal"), new._derived("id")}) == 4


# --- The rule ----------------------------------------------------------------------------------------------------------------

PARTS = (*Part, "confidant")


@pytest.mark.parametrize("status", [status.key for status in SAMPLE.statuses])
@pytest.mark.parametrize("named", ["handler", "confidant overseer", "applicant clock", ""])
def test_who_may_ask_who_sent_it(status: str, named: str, sent: Case, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    sent.status, allowed, may = status, set(named.split()), set()
    for part in PARTS:
        kind = replace(
            SAMPLE, rights={**STANDARD_RIGHTS, Right.IDENTITY: frozenset(allowed)}, parts_of=lambda *_, part=part: frozenset({part})
        )
        monkeypatch.setitem(queries.registered, SAMPLE.kind, kind)
        may |= {str(part)} if rules.can_read_identity(cast.joko, sent) else set()
    assert may == (set() if status == "draft" else allowed - {"applicant", "clock"})


def test_usually_only_with_whom_it_lies(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    def who() -> set[str]:
        return {name for name in ("sari", "budi", "wati", "joko", "rini", "adi") if rules.can_read_identity(getattr(cast, name), sent)}

    assert who() == {"budi"}
    actions.assign_case(actor=cast.budi, case=sent, person=cast.rini, now=now)
    assert who() == {"rini"}


# --- Keeping, looking, forgetting --------------------------------------------------------------------------------------------


def kept_row(case: Case) -> dict[str, Any]:
    return Identity.objects.filter(case=case).values("phone_mark", "key_id", "kept_at", "forgotten_at").get()


def test_keeping(sent: Case, now: datetime, vault_keys_file: Path) -> None:
    assert (queries.has_identity(sent), vault_keys_file.exists()) == (False, False)
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    key = read_key(vault_keys_file.read_text())
    assert stat.filemode(vault_keys_file.stat().st_mode) == "-rw-------"
    expected = {"phone_mark": mark_of(key.marking, ANTON.phone), "key_id": key.id, "kept_at": now, "forgotten_at": None}
    assert (kept_row(sent), queries.has_identity(sent)) == (expected, True)
    later = now + timedelta(hours=1)
    actions.keep_identity(case=sent, contact=replace(ANTON, phone=""), now=later)
    assert kept_row(sent) == expected | {"phone_mark": "", "kept_at": later}
    assert vault_keys_file.read_text() == f"{key.text}\n"
    assert facts() == ["CaseOpened", "CaseMoved"]


def test_an_empty_contact_keeps_nothing(sent: Case, now: datetime, vault_keys_file: Path) -> None:
    assert actions.keep_identity(case=sent, contact=Contact(name="  "), now=now) is None
    assert (Identity.objects.count(), vault_keys_file.exists(), facts()) == (0, False, ["CaseOpened", "CaseMoved"])
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    actions.keep_identity(case=sent, contact=Contact(), now=now)
    assert kept_row(sent) == {"phone_mark": "", "key_id": "", "kept_at": now, "forgotten_at": now}
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    assert (queries.has_identity(sent), facts()[2:]) == (True, ["IdentityForgotten"])


def test_looking_is_written_down(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    assert actions.read_identity(actor=cast.budi, case=sent, reason=f" {WHY}\n", now=now) == ANTON
    later = now + timedelta(days=1)
    actions.read_identity(actor=cast.budi, case=sent, reason="x" * 400, now=later)
    views = queries.identity_views(sent)
    assert [(view.actor, view.reason, view.at) for view in views] == [(cast.budi, "x" * 300, later), (cast.budi, WHY, now)]
    record = EventRecord.objects.get(name="cases.IdentityRead", at=now)
    about = {"case_id": sent.pk, "kind": "sample.request", "number": sent.number}
    assert (record.payload, record.actor_id) == ({**about, "view_id": views[1].pk}, cast.budi.pk)
    assert list(record.numbers.values_list("scope", flat=True)) == [cast.siding_village.scope]


@pytest.mark.parametrize(
    ("who", "reason", "sentence"),
    [
        ("rini", WHY, "hanya dibuka oleh petugas yang menangani"),
        ("joko", WHY, "hanya dibuka oleh petugas yang menangani"),
        ("budi", " \n", "mengapa Anda perlu tahu"),
    ],
)
def test_looking_is_refused(who: str, reason: str, sentence: str, sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    with pytest.raises(Denied, match=sentence):
        actions.read_identity(actor=getattr(cast, who), case=sent, reason=reason, now=now)
    assert (IdentityView.objects.count(), "IdentityRead" in facts()) == (0, False)


def test_where_nobody_is_known(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(NotVisible):
        actions.read_identity(actor=cast.budi, case=sent, reason=WHY, now=now)
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    assert actions.forget_identity(case=sent, now=now)
    with pytest.raises(NotVisible):
        actions.read_identity(actor=cast.budi, case=sent, reason=WHY, now=now)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_seen_before_it_is_written_down(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    case = opened(now).case
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.read_identity(actor=cast.budi, case=case, reason=WHY, now=now)


def test_a_row_of_another_case_does_not_open(
    sent: Case, opened: Opening, cast: SimpleNamespace, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    other = opened(now).case
    actions.move_as_applicant(case=other, action="send", now=now)
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    actions.keep_identity(case=other, contact=Contact(name="Orang Lain"), now=now)
    stolen = Identity.objects.get(case=sent).sealed
    Identity.objects.filter(case=other).update(sealed=stolen)
    with pytest.raises(Denied, match="kunci brankasnya tidak cocok"):
        actions.read_identity(actor=cast.budi, case=other, reason=WHY, now=now)
    assert ("another case's" in caplog.text, IdentityView.objects.count()) == (True, 0)


def test_it_never_comes_with_the_case(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    with CaptureQueriesContext(connection) as asked:
        queries.get_case(sent.pk), queries.find_by_number(sent.number), list(queries.inbox(cast.budi))
        list(queries.cases_under(cast.rini, SAMPLE.kind)), queries.fresh(sent), queries.trail(sent, public_only=False)
    assert [query["sql"] for query in asked.captured_queries if "cases_identity" in query["sql"]] == []


def test_who_looked_is_one_query_however_many(sent: Case, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any) -> None:
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    for count in (1, 30):
        while IdentityView.objects.count() < count:
            actions.read_identity(actor=cast.budi, case=sent, reason=WHY, now=now)
        with django_assert_num_queries(1):
            assert [view.actor.full_name for view in queries.identity_views(sent)] == ["Budi Santoso"] * count


def test_the_table_refuses_half_forgotten_rows_and_looks_without_reason(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    identity = actions.keep_identity(case=sent, contact=ANTON, now=now)
    assert identity is not None
    for wrong in ({"forgotten_at": now}, {"key_id": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Identity.objects.filter(pk=identity.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityView.objects.create(identity=identity, actor=cast.budi, reason="", at=now)


def test_the_cases_of_a_phone_number(sent: Case, opened: Opening, now: datetime) -> None:
    other, third = opened(now + timedelta(hours=1)).case, opened(now).case
    for case, phone in ((sent, ANTON.phone), (other, ANTON.phone), (third, "+6281255500111")):
        actions.keep_identity(case=case, contact=Contact(phone=phone), now=now)
    assert list(queries.cases_with_phone(ANTON.phone)) == [other, sent]
    assert [list(queries.cases_with_phone(phone)) for phone in ("", "+62", "+6281255500198")] == [[], [], []]
    actions.forget_identity(case=other, now=now)
    assert list(queries.cases_with_phone(ANTON.phone)) == [sent]


def test_what_is_no_longer_needed_is_forgotten(opened: Opening, cast: SimpleNamespace, now: datetime, settings: LazySettings) -> None:
    settings.VAULT_KEEP_DAYS = 30
    cases = {name: opened(now).case for name in ("refused", "reopened", "working", "draft")}
    for case in cases.values():
        actions.keep_identity(case=case, contact=ANTON, now=now)
        if case != cases["draft"]:
            actions.move_as_applicant(case=case, action="send", now=now)
    actions.move_case(actor=cast.budi, case=cases["refused"], action="refuse", text="Bukan wewenang.", now=now)
    actions.move_case(actor=cast.budi, case=cases["reopened"], action="accept", now=now)
    actions.move_case(actor=cast.budi, case=cases["reopened"], action="answer", text="Sudah.", now=now)
    actions.move_as_applicant(case=cases["reopened"], action="close", now=now)
    actions.read_identity(actor=cast.budi, case=cases["refused"], reason=WHY, now=now)
    end = now + timedelta(days=30)
    tasks.daily(end - timedelta(minutes=1))
    assert Identity.objects.filter(forgotten_at=None).count() == 4
    actions.move_as_applicant(case=cases["reopened"], action="reopen", text="Belum.", now=end - timedelta(minutes=1))
    tasks.daily(end)
    tasks.daily(end + timedelta(days=1))
    assert {name for name, case in cases.items() if queries.has_identity(case)} == {"reopened", "working"}
    assert kept_row(cases["refused"]) == {"phone_mark": "", "key_id": "", "kept_at": now, "forgotten_at": end}
    assert bytes(Identity.objects.get(case=cases["refused"]).sealed) == b""
    assert [view.reason for view in queries.identity_views(cases["refused"])] == [WHY]
    assert (facts().count("IdentityForgotten"), actions.forget_identity(case=cases["draft"], now=end)) == (2, False)
