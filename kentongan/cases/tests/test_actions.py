"""The deeds on cases: what changes, which facts are recorded, and who is refused."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image

from conftest import grant
from kentongan.cases import actions, queries, rules
from kentongan.cases.models import Case, CaseCount, CaseEntry, CaseTerm
from kentongan.cases.rules import WrongCode
from kentongan.cases.templatetags.cases import entry_said
from kentongan.core.models import EventRecord
from kentongan.core.policies import new_code
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Office, Role
from kentongan.media.models import Upload
from kentongan.media.queries import path_of

from .conftest import Opening, at
from .sample import SAMPLE


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def facts() -> list[str]:
    return [record.name.removeprefix("cases.") for record in EventRecord.objects.order_by("pk")]


def lines(case: Case, *, public_only: bool = False) -> list[tuple[str, str, str, bool]]:
    entries = reversed(queries.trail(case, public_only=public_only))
    return [(entry.kind, entry.action, entry.part, entry.is_public) for entry in entries]


# --- Opening ---------------------------------------------------------------------------------------------------------------


def test_from_the_first_word_to_the_end(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    receipt = opened(now)
    case = receipt.case
    assert (case.status, case.submitted_at, case.due_on, case.version) == ("draft", None, None, 1)
    actions.move_as_applicant(case=case, action="send", now=now)
    assert (case.status, case.submitted_at, str(case.due_on), case.version) == ("sent", now, "2026-11-05", 2)
    actions.move_case(actor=cast.budi, case=case, action="accept", now=at("2026-11-03"))
    assert str(case.due_on) == "2026-11-17"
    actions.move_case(actor=cast.budi, case=case, action="answer", text="Salinannya terlampir.", now=at("2026-11-05"))
    actions.move_as_applicant(case=case, action="close", now=at("2026-11-06"))
    kept = Case.objects.get(pk=case.pk)
    assert (kept.status, kept.closed_at, kept.due_on, kept.version) == ("closed", at("2026-11-06"), None, 5)
    assert lines(kept) == [
        ("opened", "", "applicant", True),
        ("moved", "send", "applicant", True),
        ("moved", "accept", "handler", True),
        ("moved", "answer", "handler", True),
        ("moved", "close", "applicant", True),
    ]
    assert facts() == ["CaseOpened", "CaseMoved", "CaseMoved", "CaseMoved", "CaseMoved"]
    last = EventRecord.objects.latest("pk")
    about = {"case_id": kept.pk, "kind": "sample.request", "number": kept.number}
    assert last.payload == {**about, "action": "close", "source": "answered", "target": "closed", "is_public": True}
    assert list(last.numbers.values_list("scope", flat=True)) == [cast.siding_village.scope]
    ended = [(term.name, str(term.ended_on), term.next_at) for term in CaseTerm.objects.order_by("pk")]
    assert ended == [("verify", "2026-11-03", None), ("information", "2026-11-05", None), ("reply_wait", "2026-11-06", None)]


def test_numbers_follow_one_another_within_the_year(opened: Opening, now: datetime) -> None:
    first, second = opened(now).number, opened(now).number
    with transaction.atomic():  # what is rolled back leaves no gap
        opened(now)
        transaction.set_rollback(True)
    third = opened(now).number
    assert [number[:16] for number in (first, second, third)] == ["CTH-2026-0000001", "CTH-2026-0000002", "CTH-2026-0000003"]
    # The year is that of the place: it is 2027 there seven hours before it is in London.
    assert opened(datetime.fromisoformat("2026-12-31T18:00:00+00:00")).number.startswith("CTH-2027-0000001-")
    assert list(CaseCount.objects.order_by("year").values_list("year", "last")) == [(2026, 3), (2027, 1)]


def test_the_same_submission_gives_the_same_receipt(opened: Opening, now: datetime) -> None:
    mark = uuid.uuid4()
    first = opened(now, client_id=mark)
    again = opened(now + timedelta(minutes=1), client_id=mark, title="Dikirim sekali lagi")
    assert (again.number, again.code, again.case.title) == (first.number, first.code, "Salinan APBDes")
    assert (Case.objects.count(), facts()) == (1, ["CaseOpened"])
    assert actions.enter_by_code(number=first.number, code=again.code, now=now) == first.case
    assert opened(now, client_id=uuid.uuid4()).code != first.code


def test_it_opens_with_an_office_or_a_person_but_not_with_both(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    office = Office.objects.create(region=cast.regency, name="Dinas Kominfo")
    assert opened(now, office=office).case.held_by == "office"
    assert opened(now, person=cast.budi).case.held_by == "person"
    with pytest.raises(Denied, match="Pilih satu"):
        opened(now, person=cast.budi, office=office)
    with pytest.raises(Denied, match="tidak bertugas"):
        opened(now, person=cast.wati)
    assert Case.objects.count() == 2


# --- Number and code ---------------------------------------------------------------------------------------------------------


def test_number_and_code_are_read_with_forgiveness(opened: Opening, now: datetime) -> None:
    receipt = opened(now)
    for number in (receipt.number, receipt.number.lower().replace("-", " ")):
        for code in (receipt.code, receipt.spaced_code.lower(), receipt.code.replace("0", "O").replace("1", "l")):
            assert actions.enter_by_code(number=number, code=code, now=now) == receipt.case


def test_the_code_is_kept_nowhere(opened: Opening, now: datetime) -> None:
    receipt = opened(now)
    row = Case.objects.filter(pk=receipt.case.pk).values().get()
    assert receipt.code not in str(row)
    assert receipt.code not in str(list(EventRecord.objects.values()) + list(CaseEntry.objects.values()))


def test_whatever_is_wrong_the_answer_is_the_same(opened: Opening, now: datetime) -> None:
    receipt, other = opened(now), opened(now)
    wrong = [
        (receipt.number, other.code),
        (receipt.number, ""),
        (receipt.number, receipt.code[:-1]),
        (other.number, receipt.code),
        ("CTH-2026-0000009-0", receipt.code),
        ("", receipt.code),
        ("'; DROP TABLE", "\0"),
    ]
    said = set()
    for number, code in wrong:
        with pytest.raises(WrongCode) as no:
            actions.enter_by_code(number=number, code=code, now=now)
        said.add(str(no.value))
    assert said == {""}


def test_tries_are_limited_for_the_number_and_only_for_the_hour(opened: Opening, now: datetime, settings: LazySettings) -> None:
    settings.CASE_CODE_TRIES = 3
    receipt, other = opened(now), opened(now)
    for _ in range(5):
        with pytest.raises(WrongCode):  # a slip: its check character says so, and it is not counted
            actions.enter_by_code(number=receipt.number, code=receipt.code[:-1] + ("0" if receipt.code[-1] != "0" else "1"), now=now)
    for minute in range(3):
        with pytest.raises(WrongCode):
            actions.enter_by_code(number=receipt.number, code=new_code(), now=now + timedelta(minutes=minute))
    with pytest.raises(WrongCode):
        actions.enter_by_code(number=receipt.number, code=receipt.code, now=now + timedelta(minutes=4))
    assert actions.enter_by_code(number=other.number, code=other.code, now=now) == other.case
    assert actions.enter_by_code(number=receipt.number, code=receipt.code, now=now + timedelta(minutes=61)) == receipt.case


def test_codes_outlive_a_change_of_the_key(opened: Opening, now: datetime, settings: LazySettings) -> None:
    client_id = uuid.uuid4()
    receipt = opened(now, client_id=client_id)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert opened(now, client_id=client_id).code == receipt.code  # whoever repeats it gets the code that opens it
    assert actions.enter_by_code(number=receipt.number, code=receipt.code, now=now) == receipt.case
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(WrongCode):
        actions.enter_by_code(number=receipt.number, code=receipt.code, now=now)


# --- Moving ------------------------------------------------------------------------------------------------------------------


def test_a_step_that_needs_words_needs_words(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    before = facts()
    with pytest.raises(Denied, match="pemohon akan membacanya"):
        actions.move_case(actor=cast.budi, case=sent, action="ask", text=" \n", now=now)
    assert (Case.objects.get(pk=sent.pk).status, facts()) == ("sent", before)


def test_a_step_that_does_not_exist_there(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="Status sekarang: dikirim"):
        actions.move_case(actor=cast.budi, case=sent, action="answer", text="Ini.", now=now)
    with pytest.raises(Denied, match="bukan bagian Anda"):
        actions.move_case(actor=cast.joko, case=sent, action="accept", now=now)
    with pytest.raises(Denied, match="bukan bagian Anda"):
        actions.move_by_clock(case=sent, action="accept", now=now)


def test_of_two_officers_the_second_is_told(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    hers = queries.get_case(sent.pk)
    actions.move_case(actor=cast.budi, case=sent, action="accept", now=now)
    with pytest.raises(Stale, match="baru saja diubah"):
        actions.move_case(actor=cast.rini, case=hers, action="refuse", text="Tidak.", now=now)
    with pytest.raises(Stale):
        actions.assign_case(actor=cast.rini, case=queries.get_case(sent.pk), version=2, person=cast.budi, now=now)
    assert (Case.objects.get(pk=sent.pk).status, lines(sent)[-1][1]) == ("working", "accept")


def test_a_step_within_the_same_status_is_internal(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    terms = list(CaseTerm.objects.order_by("pk").values())
    actions.move_case(actor=cast.rini, case=working, action="recheck", now=now)
    assert lines(working)[-1] == ("moved", "recheck", "overseer", False)
    assert list(CaseTerm.objects.order_by("pk").values()) == terms


# --- With whom it lies -------------------------------------------------------------------------------------------------------


def test_it_is_given_to_one_and_only_one(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    office = Office.objects.create(region=cast.regency, name="Dinas Kominfo")
    actions.assign_case(actor=cast.budi, case=sent, person=cast.budi, now=now)
    assert (sent.held_by, sent.person, sent.office) == ("person", cast.budi, None)
    actions.assign_case(actor=cast.rini, case=sent, office=office, text="Milik Kominfo", now=now)
    assert (sent.held_by, sent.person, sent.office) == ("office", None, office)
    with pytest.raises(Denied, match="Pilih satu"):
        actions.assign_case(actor=cast.rini, case=sent, office=office, person=cast.budi, now=now)
    with pytest.raises(Denied, match="tidak bertugas"):
        actions.assign_case(actor=cast.rini, case=sent, person=cast.joko, now=now)
    foreign = Office.objects.create(region=cast.jagoi_village, name="Kantor Desa Jagoi")
    with pytest.raises(Denied, match="tidak melayani"):
        actions.assign_case(actor=cast.rini, case=sent, office=foreign, now=now)
    with pytest.raises(Denied, match="meja wilayah"):
        actions.assign_case(actor=cast.joko, case=sent, person=cast.budi, now=now)
    actions.assign_case(actor=cast.rini, case=sent, now=now)
    assert (sent.held_by, sent.person, sent.office) == ("desk", None, None)
    assert facts()[-3:] == ["CaseAssigned"] * 3
    assert [entry.data["name"] for entry in sent.entries.filter(kind="assigned")] == ["Budi Santoso", "Dinas Kominfo", ""]


@pytest.mark.parametrize(
    "wrong", [{"held_by": "desk", "person": "budi"}, {"held_by": "person"}, {"held_by": "office", "person": "budi"}, {"owner": ""}]
)
def test_the_database_knows_no_other_owner(sent: Case, cast: SimpleNamespace, wrong: dict[str, str]) -> None:
    values = {name: getattr(cast, value) if name == "person" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=sent.pk).update(**values)


def test_it_is_handed_to_another_scope(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.assign_case(actor=cast.budi, case=sent, person=cast.budi, now=now)
    with pytest.raises(Denied, match="mengapa diteruskan"):
        actions.hand_over_case(actor=cast.budi, case=sent, to=cast.regency, reason=" ", now=now)
    actions.hand_over_case(actor=cast.budi, case=sent, to=cast.regency, reason="Ini wewenang kabupaten.", now=now)
    assert (sent.owner, sent.held_by, sent.person, sent.region) == (cast.regency.scope, "desk", None, cast.siding_village)
    with pytest.raises(Denied, match="bukan bagian Anda"):
        actions.move_case(actor=cast.budi, case=sent, action="accept", now=now)
    with pytest.raises(Denied, match="sudah ada di sana"):
        actions.hand_over_case(actor=cast.rini, case=sent, to=cast.regency, reason="Sekali lagi.", now=now)
    record = EventRecord.objects.latest("pk")
    assert (record.name, set(record.numbers.values_list("scope", flat=True))) == (
        "cases.CaseHandedOver",
        {cast.siding_village.scope, cast.regency.scope},
    )
    actions.move_case(actor=cast.rini, case=sent, action="accept", now=now)
    office = Office.objects.create(region=cast.regency, name="Dinas PUPR")
    actions.hand_over_case(actor=cast.rini, case=sent, to=cast.regency, office=office, reason="Jalan kabupaten.", now=now)
    assert (sent.held_by, sent.office, queries.owner_name(sent)) == ("office", office, "Dinas PUPR")


SIMPLE = replace(SAMPLE, kind="sample.question", label="Contoh pertanyaan")
NARROW = replace(SAMPLE, kind="sample.other", prefix="LIN")


@pytest.fixture
def more_kinds() -> Iterator[None]:
    """A kind that shares the sample's table, and one with numbers of its own."""
    for workflow in (SIMPLE, NARROW):
        queries.register_workflow(workflow)
    yield
    for workflow in (SIMPLE, NARROW):
        del queries.registered[workflow.kind]


def test_a_case_of_another_kind_keeps_number_and_clock(sent: Case, cast: SimpleNamespace, now: datetime, more_kinds: None) -> None:
    number, due_on = sent.number, sent.due_on
    with pytest.raises(Denied, match="tidak cocok"):
        actions.change_kind(actor=cast.budi, case=sent, kind=NARROW.kind, reason="Salah pilih.", now=now)
    with pytest.raises(Denied, match="mengapa jenisnya diubah"):
        actions.change_kind(actor=cast.budi, case=sent, kind=SIMPLE.kind, reason=" ", now=now)
    with pytest.raises(Denied, match="meja wilayah"):
        actions.change_kind(actor=cast.joko, case=sent, kind=SIMPLE.kind, reason="Salah pilih.", now=now)
    entry = actions.change_kind(actor=cast.budi, case=sent, kind=SIMPLE.kind, reason="Ini pertanyaan.", now=now)
    assert (sent.kind, sent.number, sent.due_on, sent.status) == (SIMPLE.kind, number, due_on, "sent")
    assert (entry.text, entry.is_public, entry_said(entry)) == ("Ini pertanyaan.", True, "Jenisnya sekarang: Contoh pertanyaan")
    assert facts()[-1] == "CaseReclassified"


def test_the_id_of_a_submission_opens_no_case_with_other_numbers(opened: Opening, now: datetime, more_kinds: None) -> None:
    mark = uuid.uuid4()
    first = opened(now, client_id=mark)
    assert opened(now, client_id=mark, kind=SIMPLE.kind).number == first.number
    with pytest.raises(Denied, match="sudah dipakai untuk kiriman lain"):
        opened(now, client_id=mark, kind=NARROW.kind)
    assert Case.objects.count() == 1


def test_a_term_of_its_own_kind_holds_a_case_to_it(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    without = replace(
        SAMPLE, kind="sample.short", starts=(), arrows=tuple(replace(arrow, starts=(), ends=()) for arrow in SAMPLE.arrows), expires={}
    )
    queries.register_workflow(without)
    try:
        with pytest.raises(Denied, match="sudah berjalan"):
            actions.change_kind(actor=cast.budi, case=working, kind=without.kind, reason="Salah pilih.", now=now)
    finally:
        del queries.registered[without.kind]


# --- The trail -----------------------------------------------------------------------------------------------------------------


def test_notes_for_the_citizen_and_for_the_desk(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    actions.add_entry(actor=cast.budi, case=working, text="Sudah kami telusuri.", is_public=True, now=now)
    actions.add_entry(actor=cast.rini, case=working, text="Tanya bendahara.", is_public=False, now=now)
    actions.write_as_applicant(case=working, text="Terima kasih.", now=now)
    public = [entry.text for entry in queries.trail(working, public_only=True) if entry.kind == "note"]
    assert public == ["Terima kasih.", "Sudah kami telusuri."]
    with pytest.raises(Denied):
        actions.add_entry(actor=cast.sari, case=working, text="Halo", is_public=True, now=now)
    with pytest.raises(Denied, match="kosong"):
        actions.add_entry(actor=cast.budi, case=working, text="  ", is_public=True, now=now)


def test_what_is_closed_takes_no_more_words_of_its_applicant(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    opened_before = queries.get_case(working.pk)
    actions.move_case(actor=cast.budi, case=working, action="answer", text="Terlampir.", now=now)
    actions.move_as_applicant(case=working, action="close", now=now)
    for shown in (working, opened_before):
        with pytest.raises(Denied, match="tidak menerima tambahan"):
            actions.write_as_applicant(case=shown, text="Masih ada lagi.", now=now)
    assert not working.entries.filter(kind="note").exists()


def test_a_letter_is_kept_as_it_went(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    words = {"kind": "answer", "addressee": "Ibu Wati\nDusun Hilir", "subject": "Jawaban", "body": "Dengan hormat …"}
    letter = actions.send_letter(actor=cast.budi, case=working, now=now, **words)
    assert (letter.sender, letter.sent_at, facts()[-1]) == (cast.budi, now, "CaseLetterSent")
    with pytest.raises(Denied):
        actions.send_letter(actor=cast.joko, case=working, now=now, **words)
    with pytest.raises(Denied, match="perlu alamat"):
        actions.send_letter(actor=cast.budi, case=working, now=now, **(words | {"body": ""}))


# --- Extension -------------------------------------------------------------------------------------------------------------------


def test_a_term_is_extended_once_with_a_reason(working: Case, cast: SimpleNamespace, now: datetime) -> None:
    def extend(actor: object = cast.budi, **changes: object) -> CaseTerm:
        values = {"term": "information", "days": 7, "reason": "Arsip tahun 2019 dicari."} | changes
        return actions.extend_term(actor=actor, case=working, now=at("2026-11-12"), **values)  # type: ignore[arg-type]

    for changes, sentence in (
        ({"reason": " "}, "alasan"),
        ({"days": 8}, "paling lama 7"),
        ({"days": 0}, "paling lama 7"),
        ({"term": "verify"}, "tidak sedang berjalan"),
        ({"actor": cast.sari}, "hanya oleh petugas"),
    ):
        with pytest.raises(Denied, match=sentence):
            extend(**changes)
    term = extend()
    assert (str(term.due_on), str(working.due_on), facts()[-1]) == ("2026-11-25", "2026-11-25", "CaseTermExtended")
    with pytest.raises(Denied, match="satu kali"):
        extend()


def test_what_is_over_or_has_no_extension_is_not_extended(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="tidak bisa diperpanjang"):
        actions.extend_term(actor=cast.budi, case=sent, term="verify", days=1, reason="Sibuk.", now=now)
    actions.move_case(actor=cast.budi, case=sent, action="accept", now=now)
    with pytest.raises(Denied, match="sudah lewat"):
        actions.extend_term(actor=cast.budi, case=sent, term="information", days=7, reason="Sibuk.", now=at("2026-11-20"))


# --- Inbox -----------------------------------------------------------------------------------------------------------------------


def test_each_finds_what_waits_for_him_by_deadline(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    def send(day: str, **changes: object) -> Case:
        case = opened(at(day), **changes).case
        actions.move_as_applicant(case=case, action="send", now=at(day))
        return case

    office = Office.objects.create(region=cast.regency, name="Dinas Kominfo")
    grant(cast.wati, Role.OFFICE_LIAISON, region=cast.regency, at=now).__class__.objects.filter(person=cast.wati).update(office=office)
    late, early = send("2026-11-05"), send("2026-11-02")
    waiting = send("2026-11-04")
    actions.move_case(actor=cast.budi, case=waiting, action="ask", text="Tahun berapa?", now=at("2026-11-05"))
    with_office = send("2026-11-03", office=office)
    jagoi = send("2026-11-03", owner=cast.jagoi_village.scope, region=cast.jagoi_village)
    done = send("2026-11-02")
    actions.move_case(actor=cast.budi, case=done, action="refuse", text="Ganda.", now=at("2026-11-03"))
    assert list(queries.inbox(cast.budi)) == [early, late, waiting]
    assert list(queries.inbox(cast.wati)) == [with_office]
    assert list(queries.inbox(cast.rini)) == list(queries.inbox(cast.sari)) == []
    assert set(queries.cases_under(cast.rini, "sample.request")) == {early, late, waiting, with_office, jagoi, done}
    assert set(queries.cases_under(cast.budi, "sample.request")) == {early, late, waiting, with_office, done}
    actions.assign_case(actor=cast.rini, case=jagoi, person=cast.rini, now=now)
    assert list(queries.inbox(cast.rini)) == [jagoi]


# --- Drafts --------------------------------------------------------------------------------------------------------------------


class Piecewise(ContentFile):
    """A file of which nobody may ask for all at once."""

    def read(self, size: int = -1) -> bytes:  # type: ignore[override]
        assert 0 < size <= 16 * 1024 * 1024
        return super().read(size)


def test_a_giant_is_never_read_whole(working: Case, now: datetime) -> None:
    file = Piecewise(b"\xff\xd8\xff" + bytes(17 * 1024 * 1024), name="raksasa.jpg")
    assert actions.attach_all(actor=None, case=working, files=[file], now=now) == [
        "raksasa.jpg: Berkas ini lebih besar dari 15 MB. Pilih foto yang lebih kecil, atau kecilkan dulu di HP."
    ]


def photo() -> ContentFile:
    kept = io.BytesIO()
    Image.new("RGB", (500, 400), "#8fb08a").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="bukti.jpg")


def test_a_draft_is_nobodys_business_but_its_applicants(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    own, filed = opened(now).case, opened(now, actor=cast.budi).case
    people = (cast.budi, cast.rini, cast.joko)
    assert [rules.can_see_case(person, own) for person in people] == [False] * 3
    assert [rules.can_see_case(person, filed) for person in people] == [True, False, False]  # who files it for somebody fills it in
    assert (list(queries.inbox(cast.budi)), list(queries.cases_under(cast.rini, own.kind))) == ([], [])
    actions.move_as_applicant(case=own, action="send", now=now)
    assert (list(queries.inbox(cast.budi)), rules.can_see_case(cast.rini, own)) == ([own], True)


def test_a_draft_is_described_anew(opened: Opening, cast: SimpleNamespace, now: datetime) -> None:
    case = opened(now).case
    actions.describe_case(case=case, title="  Salinan   RKPDes ", region=cast.jagoi_village)
    kept = queries.get_case(case.pk)
    assert (kept.title, kept.region, kept.version) == ("Salinan RKPDes", cast.jagoi_village, 1)


def test_a_discarded_draft_takes_its_files_with_it_and_not_its_number(
    opened: Opening, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    case = opened(now).case
    upload = actions.attach(actor=None, case=case, file=photo(), kind="bukti", now=now).upload
    assert case.attachments.get().kind == "bukti"
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_draft(case=case, now=now)
    assert (Case.objects.count(), CaseEntry.objects.count(), Upload.objects.count()) == (0, 0, 0)
    assert not path_of(upload, f"{min(upload.variants)}.jpg").exists()
    assert facts()[-1] == "CaseDiscarded"
    assert opened(now).number == "CTH-2026-0000002-K"
    sent = opened(now).case
    actions.move_as_applicant(case=sent, action="send", now=now)
    with pytest.raises(Denied, match="tidak dapat dihapus"):
        actions.discard_draft(case=sent, now=now)


def test_a_file_is_taken_back_before_it_was_sent(opened: Opening, now: datetime) -> None:
    case, other = opened(now).case, opened(now).case
    kept = actions.attach(actor=None, case=case, file=photo(), now=now)
    with pytest.raises(Denied):
        actions.take_back_file(case=other, attachment=kept)
    actions.move_as_applicant(case=case, action="send", now=now)
    with pytest.raises(Denied, match="tetap tersimpan"):
        actions.take_back_file(case=case, attachment=kept)
