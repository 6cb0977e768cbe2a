"""The deeds of a formation: rows and events, whole or not at all."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings, settings

from conftest import grant
from kentongan.accounts.actions import create_person
from kentongan.accounts.models import Person
from kentongan.cases.actions import move_as_applicant, move_case, take_back_file
from kentongan.cases.models import Case, CaseAttachment, CaseEntry, CaseLetter
from kentongan.cases.queries import get_case, inbox
from kentongan.cases.rules import actions_open_to, can_see_case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import BoardSeat, Decree, Grant, Group, Member, Role
from kentongan.groups.queries import forget_grants
from kentongan.media.models import Upload
from kentongan.media.queries import path_of
from kentongan.media.rules import Refused
from kentongan.regions.models import Region
from kentongan.registration import actions, queries
from kentongan.registration.actions import Seat
from kentongan.registration.models import Formation, ProposedSeat
from kentongan.registration.rules import FORMATION
from kentongan.registration.tasks import daily
from kentongan.sites.models import Site

from .formations import BENGKAWAN, BOARD, SELUAS, STEPS, begun, filled, sent, sheet


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def told() -> list[str]:
    """What was told, in order."""
    return [name.partition(".")[2] for name in EventRecord.objects.order_by("pk").values_list("name", flat=True)]


# --- Begun, filled, given up -------------------------------------------------------------------------------------------------


def test_it_is_begun_once_however_often_it_is_sent(cast: SimpleNamespace, now: datetime) -> None:
    client_id = uuid.uuid4()
    first, again = begun(now, client_id=client_id), begun(now, client_id=client_id, name="KIM Lain")
    assert (again.case, again.code) == (first.case, first.code)
    case, formation = first.case, Formation.objects.get()
    assert (case.kind, case.status, case.owner, case.region_id, case.title) == (
        "registration.formation",
        "draft",
        "region:61.07",
        SELUAS,
        "KIM Sungai Seluas",
    )
    assert (formation.name, formation.level, formation.touched_at) == ("KIM Sungai Seluas", "desa", now)
    assert list(formation.seats.values_list("position", "section", "order")) == [
        ("ketua", "", 0),
        ("sekretaris", "", 1),
        ("bendahara", "", 2),
        *(("seksi", section, order) for order, section in enumerate(settings.FORMATION_SECTIONS, 3)),
    ]
    assert told() == ["CaseOpened"]


def test_a_draft_is_its_applicants_only(cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    assert [can_see_case(person, case) for person in (cast.rini, cast.adi, cast.budi)] == [False] * 3
    assert (list(inbox(cast.rini)), list(queries.open_formations(cast.rini)), actions_open_to(cast.rini, case)) == ([], [], [])


def test_a_step_keeps_its_own_facts_only(cast: SimpleNamespace, now: datetime) -> None:
    case, later = begun(now).case, now + timedelta(hours=2)
    actions.save_step(case=case, step="pengurus", values=STEPS["pengurus"], now=now)
    kept = actions.save_step(case=case, step="musyawarah", values=STEPS["musyawarah"] | {"name": "Diselundupkan"}, now=later)
    assert (kept.met_on, kept.women, kept.minutes, kept.name, kept.touched_at) == (
        STEPS["musyawarah"]["met_on"],
        12,
        "Sepakat.",
        "KIM Sungai Seluas",
        later,
    )
    assert [(seat.position, seat.person_name, seat.section, seat.birth_year) for seat in kept.seats.all()] == [
        (seat.position, seat.name, seat.section, seat.birth_year) for seat in BOARD
    ]
    actions.save_step(
        case=case, step="kelompok", values={"name": "KIM Bengkawan", "level": "desa", "region": Region.objects.get(pk=BENGKAWAN)}, now=later
    )
    moved = get_case(case.pk)
    assert (moved.title, moved.region_id, moved.formation.name) == ("KIM Bengkawan", BENGKAWAN, "KIM Bengkawan")


def test_two_phones_on_one_step(cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    mark = queries.mark_of(queries.formation_of(case), "adart")
    other = queries.mark_of(queries.formation_of(case), "situs")
    actions.save_step(case=case, step="adart", values=STEPS["adart"], mark=mark, now=now)
    with pytest.raises(Stale) as stale:
        actions.save_step(case=case, step="adart", values=STEPS["adart"] | {"vision": "Lain."}, mark=mark, now=now)
    assert (stale.value.theirs, stale.value.mine) == ({"visi": "Warga tahu."}, {"visi": "Lain."})
    actions.save_step(case=case, step="situs", values=STEPS["situs"], mark=other, now=now)
    formation = Formation.objects.get()
    assert (formation.vision, formation.slug) == ("Warga tahu.", "sungai-seluas")


def test_documents(cast: SimpleNamespace, now: datetime, settings: LazySettings) -> None:
    case, client_id = begun(now).case, uuid.uuid4()
    first = actions.attach_document(case=case, kind="minutes", file=sheet(), client_id=client_id, now=now)
    again = actions.attach_document(case=case, kind="minutes", file=sheet(), client_id=client_id, now=now)
    assert (again, first.kind, first.label, first.upload.owner) == (first, "minutes", "Berita acara musyawarah", f"case:{case.pk}")
    with pytest.raises(Refused):
        actions.attach_document(case=case, kind="decree", file=sheet("sk.pdf").__class__(b"bukan", name="sk.pdf"), now=now)
    settings.FORMATION_MOST_FILES = 1
    with pytest.raises(Denied, match="Gabungkan"):
        actions.attach_document(case=case, kind="decree", file=sheet(), now=now)
    assert CaseAttachment.objects.count() == 1


def test_a_file_is_taken_back_only_before_it_was_sent(
    cast: SimpleNamespace, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    case = filled(now)
    minutes = case.attachments.get(kind="minutes")
    kept = (
        path_of(minutes.upload, "480.jpg")
        if 480 in minutes.upload.variants
        else path_of(minutes.upload, f"{min(minutes.upload.variants)}.jpg")
    )
    assert kept.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        take_back_file(case=case, attachment=minutes)
    assert (kept.exists(), Upload.objects.count(), case.attachments.count()) == (False, 1, 1)
    actions.attach_document(case=case, kind="minutes", file=sheet(), now=now)
    actions.send_formation(case=get_case(case.pk), now=now)
    with pytest.raises(Denied, match="tetap tersimpan"):
        take_back_file(case=case, attachment=case.attachments.get(kind="decree"))


def test_a_draft_given_up_leaves_nothing(cast: SimpleNamespace, now: datetime, django_capture_on_commit_callbacks: Any) -> None:
    case = filled(now)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_formation(case=case, now=now)
    left = [model.objects.count() for model in (Case, CaseEntry, CaseAttachment, Formation, ProposedSeat, Upload)]
    assert (left, list(Path(settings.MEDIA_ROOT).glob("*/*"))) == ([0] * 6, [])
    assert told()[-1] == "CaseDiscarded"
    kept = sent(now)
    with pytest.raises(Denied, match="tidak dapat dihapus"):
        actions.discard_formation(case=kept, now=now)


def test_the_clock_removes_drafts_nobody_came_back_to(cast: SimpleNamespace, now: datetime, settings: LazySettings) -> None:
    days = timedelta(days=settings.FORMATION_DRAFT_DAYS)
    old, young, waiting = begun(now).case, begun(now + timedelta(days=1)).case, sent(now)
    daily(now + days)
    assert Case.objects.count() == 3
    daily(now + days + timedelta(hours=1))
    assert set(Case.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}
    assert old.pk not in Formation.objects.values_list("pk", flat=True)


# --- Sent, returned, refused --------------------------------------------------------------------------------------------------


def test_it_is_sent_when_nothing_is_lacking(cast: SimpleNamespace, now: datetime) -> None:
    case = filled(now, papers=False)
    with pytest.raises(Denied, match="Foto atau PDF berita acara"):
        actions.send_formation(case=case, now=now)
    for kind in ("minutes", "decree"):
        actions.attach_document(case=case, kind=kind, file=sheet(), now=now)
    entry = actions.send_formation(case=case, text="Mohon diperiksa.", now=now)
    case = get_case(case.pk)
    assert (case.status, case.submitted_at, str(case.due_on), entry.text, entry.action) == (
        "sent",
        now,
        "2026-12-01",
        "Mohon diperiksa.",
        "send",
    )
    with pytest.raises(Denied, match="sedang diperiksa"):
        actions.save_step(case=case, step="adart", values=STEPS["adart"], now=now)
    with pytest.raises(Denied, match="sedang diperiksa"):
        actions.attach_document(case=case, kind="decree", file=sheet(), now=now)


def test_it_is_returned_completed_and_the_clock_waits(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now)
    with pytest.raises(Denied, match="Tulis apa yang perlu dilengkapi"):
        actions.ask_back(actor=cast.rini, case=case, remarks={"sk": " "}, now=now)
    with pytest.raises(Stale):
        actions.ask_back(actor=cast.rini, case=case, remarks={"sk": "Gelap."}, version=1, now=now)
    remarks = {"sk": "Fotonya gelap.", "pengurus": "", "tidak-ada": "x"}
    entry = actions.ask_back(actor=cast.rini, case=case, remarks=remarks, text="Terima kasih.", now=now)
    assert (entry.text, Formation.objects.get().remarks) == ("SK: Fotonya gelap.\nTerima kasih.", {"sk": "Fotonya gelap."})
    case = get_case(case.pk)
    assert (case.status, case.is_paused, case.due_on) == ("asked", True, None)
    later = now + timedelta(days=7)
    actions.save_step(case=case, step="sk", values=STEPS["sk"] | {"decree_number": "141/8/2026"}, now=later)
    actions.attach_document(case=case, kind="decree", file=sheet(), now=later)
    assert actions.send_formation(case=case, now=later).action == "complete"
    case = get_case(case.pk)
    assert (case.status, str(case.due_on), case.submitted_at) == ("sent", "2026-12-08", now)


def test_it_is_refused_with_a_letter(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now)
    with pytest.raises(Denied, match="Tulis penjelasannya"):
        actions.refuse_formation(actor=cast.rini, case=case, reason=" ", now=now)
    actions.refuse_formation(actor=cast.rini, case=case, reason="Bukan KIM.", now=now)
    letter = CaseLetter.objects.get()
    assert (letter.kind, letter.is_public, "Bukan KIM." in letter.body) == ("refusal", True, True)
    assert letter.addressee == "Maria Lestari\nKIM Sungai Seluas\nDesa Seluas"
    assert (get_case(case.pk).status, Group.objects.filter(name="KIM Sungai Seluas").count()) == ("refused", 0)
    assert told()[-2:] == ["CaseMoved", "CaseLetterSent"]


# --- Approved: all or nothing -------------------------------------------------------------------------------------------------


def approve(actor: Person, case: Case, now: datetime, **values: Any) -> actions.Approval:
    """With the address and colour that were wanted."""
    return actions.approve_formation(actor=actor, case=case, now=now, **({"slug": "sungai-seluas", "accent": "sungai"} | values))


def test_approval_brings_everything_about(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now, pengurus={"editor_name": "Petrus Anen", "editor_phone": "+6281255500203"})
    before = len(told())
    approval = approve(cast.rini, case, now, tagline="Kabar dari tepi sungai")
    group, site = approval.group, approval.site
    assert (group.name, group.level, group.region_id, group.founded_year, group.address, group.phone) == (
        "KIM Sungai Seluas",
        "desa",
        SELUAS,
        2026,
        "Jalan Pasar 2",
        "0812-5550-0202",
    )
    assert (site.group_id, site.slug, site.accent, site.tagline, site.state) == (
        group.pk,
        "sungai-seluas",
        "sungai",
        "Kabar dari tepi sungai",
        "active",
    )
    decree = Decree.objects.get(group=group)
    scan = Upload.objects.get(key=decree.scan_key)
    assert (decree.number, decree.issuer, decree.about, str(decree.term_end), scan.owner) == (
        "141/7/2026",
        "kepala_desa",
        "Pembentukan KIM Sungai Seluas",
        "2029-10-10",
        group.scope,
    )
    chair, editor = (sign_in.person for sign_in in approval.sign_ins)
    assert [(sign_in.role, bool(sign_in.password)) for sign_in in approval.sign_ins] == [("Ketua", True), ("Redaktur", True)]
    assert (chair.phone, chair.must_change_password, chair.check_password(approval.sign_ins[0].password)) == ("+6281255500201", True, True)
    assert list(BoardSeat.objects.filter(group=group).values_list("position", "section", "person_name", "person", "appointed_by")) == [
        ("ketua", "", "Maria Lestari", chair.pk, decree.pk),
        ("sekretaris", "", "Petrus Anen", editor.pk, decree.pk),
        ("bendahara", "", "Yuliana Sidi", None, decree.pk),
        ("seksi", "Pengumpulan Informasi", "Agus Bone", None, decree.pk),
    ]
    assert set(Grant.objects.filter(group=group).values_list("person", "role")) == {(chair.pk, "chair"), (editor.pk, "editor")}
    assert set(Member.objects.filter(group=group).values_list("person", "account_made_here")) == {(chair.pk, True), (editor.pk, True)}
    formation = Formation.objects.get()
    assert (get_case(case.pk).status, formation.group_id) == ("coaching", group.pk)
    letter = CaseLetter.objects.get()
    assert (letter.kind, "/kim/sungai-seluas/" in letter.body) == ("approval", True)
    assert told()[before:] == [
        "CaseMoved",
        "GroupFormed",
        "DecreeRecorded",
        *["MemberJoined", "RoleGranted"] * 2,
        *["BoardChanged"] * 4,
        "SiteOpened",
        "CaseLetterSent",
        "FormationApproved",
    ]
    event = EventRecord.objects.order_by("-pk")[0]
    assert event.payload == {"case_id": case.pk, "group_id": group.pk, "site_id": site.pk}
    assert sorted(event.numbers.values_list("scope", flat=True)) == [group.scope, "region:61.07"]


def test_who_has_the_number_keeps_the_account(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now, pengurus={"chair_phone": cast.wati.phone})
    (remark,) = queries.officer_findings(queries.formation_of(case))
    assert ("Wati Rahayu" in remark.sentence, remark.is_blocking) == (True, False)
    (sign_in,) = approve(cast.rini, case, now).sign_ins
    assert (sign_in.person, sign_in.password, Person.objects.filter(full_name="Maria Lestari").count()) == (cast.wati, "", 0)
    assert Grant.objects.filter(person=cast.wati, role=Role.CHAIR).count() == 1


def test_an_account_that_was_closed_stands_in_the_way(cast: SimpleNamespace, now: datetime) -> None:
    create_person(username="lama", full_name="Orang Lama", phone="+6281255500201")
    Person.objects.filter(username="lama").update(is_active=False)
    case = sent(now)
    assert [remark.is_blocking for remark in queries.officer_findings(queries.formation_of(case))] == [True]
    with pytest.raises(Denied, match="sedang ditutup"):
        approve(cast.rini, case, now)


COUNTED = (Group, Decree, BoardSeat, Member, Grant, Person, Site, CaseEntry, CaseLetter, EventRecord)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"slug": "suara-siding"}, "sudah dipakai KIM lain"),  # the very last of the deeds fails
        ({"slug": "status"}, "dipakai sistem"),
        ({"version": 1}, "baru saja diubah"),
    ],
)
def test_a_failure_leaves_nothing(cast: SimpleNamespace, now: datetime, changes: dict[str, Any], why: str) -> None:
    case = sent(now)
    before = [model.objects.count() for model in COUNTED]
    scopes = set(Upload.objects.values_list("owner", flat=True))
    with pytest.raises((Denied, Stale), match=why):
        approve(cast.rini, case, now, **changes)
    assert [model.objects.count() for model in COUNTED] == before
    assert (get_case(case.pk).status, set(Upload.objects.values_list("owner", flat=True))) == ("sent", scopes)


def test_nobody_makes_himself_chair(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now, pengurus={"chair_phone": cast.rini.phone})
    before = [model.objects.count() for model in COUNTED]
    with pytest.raises(Denied, match="diri sendiri"):
        approve(cast.rini, case, now)
    assert [model.objects.count() for model in COUNTED] == before


def test_what_was_found_meanwhile_stands_in_the_way(cast: SimpleNamespace, now: datetime) -> None:
    case = sent(now)
    Group.objects.create(name="KIM Sungai Seluas", region_id=SELUAS)
    with pytest.raises(Denied, match="Di sini sudah ada KIM Sungai Seluas"):
        approve(cast.rini, case, now)


def test_two_that_want_the_same_name(cast: SimpleNamespace, now: datetime) -> None:
    first, second = sent(now), sent(now + timedelta(minutes=1))
    keys = [finding.key for finding in queries.findings_of(queries.formation_of(second), ["minutes", "decree"], today=now.date())]
    assert keys == ["name_pending"]
    approve(cast.rini, first, now)
    with pytest.raises(Denied, match="sudah ada"):
        approve(cast.rini, second, now)


# --- The table of steps: role × state × action --------------------------------------------------------------------------------

STATES = ("draft", "sent", "asked", "coaching", "done", "refused", "withdrawn")
BY_APPLICANT = {"send": ("draft",), "complete": ("asked",), "withdraw": ("sent", "asked")}
BY_COORDINATOR = {"approve": ("sent",), "ask": ("sent",), "refuse": ("sent", "asked"), "close": ("coaching",)}
ACTIONS = (*BY_APPLICANT, *BY_COORDINATOR)


@pytest.mark.parametrize("state", STATES)
def test_who_takes_which_step(state: str, cast: SimpleNamespace, regions: dict[str, Region], now: datetime) -> None:
    grant(cast.wati, Role.COORDINATOR, region=regions["61"], at=now)  # above: sees, and does not do the regency's work
    forget_grants(cast.wati)
    found: dict[str, set[str]] = {}
    for action in ACTIONS:
        case = begun(now).case
        Case.objects.filter(pk=case.pk).update(status=state)
        open_to = set()
        for name in ("rini", "wati", "budi", "markus", "adi", "joko"):
            try:
                move_case(actor=getattr(cast, name), case=get_case(case.pk), action=action, text="Alasan.", now=now)
                open_to.add(name)
                Case.objects.filter(pk=case.pk).update(status=state)
            except Denied:
                pass
        try:
            move_as_applicant(case=get_case(case.pk), action=action, text="Alasan.", now=now)
            open_to.add("applicant")
        except Denied:
            pass
        if open_to:
            found[action] = open_to
    expected = {action: {"applicant"} for action, states in BY_APPLICANT.items() if state in states}
    expected |= {action: {"rini"} for action, states in BY_COORDINATOR.items() if state in states}
    assert found == expected


def test_the_table_knows_no_other_steps() -> None:
    assert {arrow.action: arrow.sources for arrow in FORMATION.arrows} == BY_APPLICANT | BY_COORDINATOR
    assert {status.key for status in FORMATION.statuses} == set(STATES)


def test_seats_of_an_unknown_section_have_a_name(cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    seats = [*BOARD, Seat("pembina", "Kepala Desa")]
    kept = actions.save_step(case=case, step="pengurus", values=STEPS["pengurus"] | {"seats": seats}, now=now)
    assert [seat.title for seat in kept.seats.all()] == ["Ketua", "Sekretaris", "Bendahara", "Seksi Pengumpulan Informasi", "Pembina"]
