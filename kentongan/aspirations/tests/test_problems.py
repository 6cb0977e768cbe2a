"""Shared problems: who starts and keeps them, each deed with its facts, and what is found where."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from conftest import grant, make_person
from kentongan.aspirations.actions import mend_report, problems, support_report, verify_report
from kentongan.aspirations.actions import problem_withdrawing as withdrawing
from kentongan.aspirations.actions import problem_work as work
from kentongan.aspirations.models import PlanStep, Problem, ProblemSupport, Report, Support, WorkDay
from kentongan.aspirations.policies.problems import Part
from kentongan.aspirations.queries import problems as queries
from kentongan.aspirations.rules import problems as rules
from kentongan.cases.models import Case
from kentongan.comments import queries as comments
from kentongan.comments.models import Thread
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups.models import Role
from kentongan.groups.queries import forget_grants
from kentongan.media.models import Upload
from kentongan.media.rules import Refused
from kentongan.sites.queries import SitePlace

from .conftest import Sending
from .test_verifying import read
from .test_views import photo

TOMORROW, SEVEN = date(2026, 11, 25), time(7)


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def problem(cast: SimpleNamespace, now: datetime) -> Problem:
    """A bridge that Sari asks her village to mend."""
    return started(cast.sari, now)


@pytest.fixture
def shown(sent: Case, cast: SimpleNamespace, now: datetime) -> Report:
    """A public report about the bridge."""
    return verify_report(actor=cast.rini, case=sent, now=now, **read())


def started(person: Any, now: datetime, **changes: Any) -> Problem:
    desk = queries.problem_desks(person)[0]
    values = {"title": "Jembatan Dusun Hulu", "text": "Tiga papan patah.", "hamlets": "Dusun Hulu"}
    return problems.start_problem(actor=person, desk=desk, now=now, **(values | changes))


def told() -> list[tuple[str, dict[str, Any]]]:
    """What was recorded about shared problems, oldest first, without what all of it says."""
    rows = EventRecord.objects.filter(name__regex=r"^aspirations\.(Problem|WorkDay)").order_by("pk")
    shared = ("problem_id", "slug", "group_id", "region_code")
    return [(row.name.split(".")[1], {key: value for key, value in row.payload.items() if key not in shared}) for row in rows]


def people(cast: SimpleNamespace) -> dict[str, Any]:
    named = {name: getattr(cast, name) for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")}
    return named | {"visitor": AnonymousUser()}


def test_what_everybody_is_to_one_of_the_kim(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    parts = {name: set(rules.problem_parts_of(person, problem)) for name, person in people(cast).items()}
    keeper, member, nothing = {Part.KEEPER}, {Part.MEMBER}, set[Part]()
    assert parts == {
        "sari": keeper, "yohanes": keeper, "markus": keeper, "budi": keeper, "rini": keeper, "dewi": member, "wati": nothing,
        "joko": nothing, "adi": nothing, "visitor": nothing,
    }  # fmt: skip
    camat = make_person("camat", "Petrus Camat")
    grant(camat, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    assert rules.problem_parts_of(camat, problem) == keeper


def test_a_kim_that_ended_keeps_nothing(problem: Problem, cast: SimpleNamespace) -> None:
    cast.siding.state, cast.siding.state_date = "dissolved", date(2026, 11, 20)
    cast.siding.save()
    forget_grants(cast.sari)
    assert (set(rules.problem_parts_of(cast.sari, problem)), queries.problem_desks(cast.sari)) == (set(), [])
    assert rules.problem_parts_of(cast.budi, problem) == {Part.KEEPER}


def test_where_each_may_start(cast: SimpleNamespace) -> None:
    desks = {name: [desk.label for desk in queries.problem_desks(person)] for name, person in people(cast).items()}
    siding = ["KIM Suara Siding"]
    assert {name: found for name, found in desks.items() if found} == {
        "sari": siding, "yohanes": siding, "markus": siding, "budi": ["Desa Siding"], "joko": ["KIM Jagoi Bersuara"],
        "rini": ["Kabupaten Bengkayang"],
    }  # fmt: skip
    assert {name for name, person in people(cast).items() if queries.keeps_problems(person)} == {
        "sari", "yohanes", "markus", "budi", "joko", "rini",
    }  # fmt: skip


def test_begun_it_can_be_talked_about(cast: SimpleNamespace, now: datetime) -> None:
    problem = started(cast.sari, now, picture=photo())
    row = Problem.objects.values("owner", "group", "region", "report", "slug", "state", "started_by", "own_supporters", "version").get()
    assert row == {
        "owner": cast.siding.scope, "group": cast.siding.pk, "region": cast.siding_village.code, "report": None,
        "slug": "jembatan-dusun-hulu", "state": "open", "started_by": cast.sari.pk, "own_supporters": 0, "version": 1,
    }  # fmt: skip
    picture = problem.picture
    assert picture is not None
    assert (picture.owner, picture.is_public, picture.people_shown, picture.alt) == (
        cast.siding.scope, True, "agreed", "Jembatan Dusun Hulu",
    )  # fmt: skip
    thread = Thread.objects.get()
    assert (thread.kind, thread.subject, thread.owner) == ("aspirations.problem", problem.slug, cast.siding.scope)
    assert told() == [("ProblemStarted", {"case_id": None})]
    record = EventRecord.objects.get(name="aspirations.ProblemStarted")
    assert set(record.numbers.values_list("scope", flat=True)) == {cast.siding.scope, cast.siding_village.scope}
    assert started(cast.sari, now).slug == "jembatan-dusun-hulu-2"
    assert started(cast.sari, now, title="Baru").slug == "baru-2"  # /ruang/masalah/baru/ is where one begins


def test_a_bad_picture_begins_nothing(cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Refused):
        started(cast.sari, now, picture=SimpleUploadedFile("a.jpg", b"bukan foto"))
    assert (Problem.objects.count(), Thread.objects.count(), told()) == (0, 0, [])


def test_who_may_not_start_and_where(cast: SimpleNamespace, now: datetime) -> None:
    desk = queries.problem_desks(cast.sari)[0]
    for person in (cast.dewi, cast.wati, cast.joko, cast.adi):
        with pytest.raises(Denied):
            problems.start_problem(actor=person, desk=desk, title="Jembatan", text="Patah.", now=now)
    with pytest.raises(Denied, match="luar wilayah"):
        started(cast.sari, now, region=cast.jagoi_village)
    for words in ({"title": " "}, {"text": ""}):
        with pytest.raises(Denied, match="Tulis judul"):
            started(cast.sari, now, **words)
    assert started(cast.rini, now, region=cast.jagoi_village).region == cast.jagoi_village


def test_a_public_report_becomes_one(shown: Report, cast: SimpleNamespace, now: datetime) -> None:
    report, desk = queries.report_to_share(cast.sari, shown.case.number)
    problem = problems.share_report(actor=cast.sari, report=report, desk=desk, now=now)
    assert (problem.title, problem.text, problem.region, problem.group, problem.hamlets) == (
        "Jembatan gantung rusak", "Jembatan gantung di Dusun Hulu patah tiga papan.", cast.siding_village, cast.siding, "",
    )  # fmt: skip
    assert told() == [("ProblemStarted", {"case_id": shown.pk})]
    assert queries.problem_of_report(shown) == problem
    with pytest.raises(Denied, match="sudah menjadi"):
        problems.share_report(actor=cast.budi, report=report, desk=queries.problem_desks(cast.budi)[0], now=now)


def test_shared_twice_at_once(shared: Problem, shown: Report, cast: SimpleNamespace, now: datetime) -> None:
    """The second was asked before the first had ended, so that only the database knows better."""
    with pytest.raises(Denied, match="sudah menjadi"):
        problems.start_problem(
            actor=cast.budi, desk=queries.problem_desks(cast.budi)[0], title="Jembatan", text="Patah.", report=shown, now=now
        )
    assert (Problem.objects.count(), Thread.objects.count()) == (1, 1)


@pytest.mark.parametrize("status", ["joined", "archived", "closed"])
def test_a_story_names_no_report_that_nobody_reads(status: str, shared: Problem, now: datetime) -> None:
    Case.objects.filter(pk=shared.report_id).update(status=status)
    problem = queries.problem_for_readers(shared.slug, place=None)
    assert problem.report is not None
    assert (problem.report.case.number in queries.story_of(problem, today=TOMORROW).draft.text) == (status == "closed")


def test_whose_desk_a_report_comes_to(shown: Report, cast: SimpleNamespace) -> None:
    found = {}
    for name, person in people(cast).items():
        try:
            found[name] = queries.report_to_share(person, shown.case.number)[1].label
        except NotVisible:
            continue
    kim = "KIM Suara Siding"
    assert found == {"sari": kim, "yohanes": kim, "markus": kim, "budi": "Desa Siding", "rini": "Kabupaten Bengkayang"}
    listed = {name for name, person in people(cast).items() if queries.shareable_reports(person, most=5) == [shown]}
    assert listed == set(found)


@pytest.mark.parametrize("status", ["joined", "archived", ""])
def test_what_is_not_public_is_not_shared(status: str, shown: Report, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    if status:
        Case.objects.filter(pk=shown.pk).update(status=status)
        report = Report.objects.select_related("case").get(pk=shown.pk)
    else:
        report = send().case.report  # not verified yet
    with pytest.raises(Denied, match="tampil untuk umum"):
        problems.share_report(actor=cast.sari, report=report, desk=queries.problem_desks(cast.sari)[0], now=now)
    assert report not in queries.shareable_reports(cast.sari, most=5)


def test_from_the_plan_to_the_result(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    step = work.add_step(
        actor=cast.sari, problem=problem, what="Ganti papan", who="Kelompok tani", due_on=TOMORROW, materials="12 papan", now=now
    )
    assert problem.state == "planned"
    day = work.add_work_day(actor=cast.budi, problem=problem, day=TOMORROW, starts_at=SEVEN, place="Balai adat", bring="palu", now=now)
    work.mark_step(actor=cast.dewi, problem=problem, step=step, progress="done", now=now)
    update = work.add_update(actor=cast.dewi, problem=problem, text="Papan terpasang.", picture=photo(), now=now)
    assert (problem.state, step.done_at) == ("working", now)
    work.solve_problem(
        actor=cast.sari, problem=problem, result="Bisa dilewati.", thanks="Pak Lukas", before=photo(), after=photo(), now=now
    )
    problem.refresh_from_db()
    assert (problem.state, problem.result, problem.thanks, problem.ended_at, problem.version) == (
        "solved", "Bisa dilewati.", "Pak Lukas", now, 6,
    )  # fmt: skip
    assert problem.picture is not None
    assert problem.after is not None
    assert [problem.picture.alt, problem.after.alt] == ["Sebelum: Jembatan Dusun Hulu", "Sesudah: Jembatan Dusun Hulu"]
    assert PlanStep.objects.values("what", "who", "due_on", "materials", "progress").get() == {
        "what": "Ganti papan", "who": "Kelompok tani", "due_on": TOMORROW, "materials": "12 papan", "progress": "done",
    }  # fmt: skip
    assert told()[1:] == [
        ("ProblemPlanned", {"about": "step", "row_id": step.pk}),
        ("ProblemPlanned", {"about": "work_day", "row_id": day.pk}),
        ("ProblemProgressed", {"about": "step", "row_id": step.pk}),
        ("ProblemProgressed", {"about": "update", "row_id": update.pk}),
        ("ProblemSolved", {}),
    ]
    story = queries.story_of(Problem.objects.get(), today=TOMORROW)
    assert (story.owner, story.region, story.cover, story.draft.summary) == (
        cast.siding.scope, cast.siding_village, problem.after, "Bisa dilewati.",
    )  # fmt: skip
    assert "- Ganti papan (Kelompok tani)" in story.draft.text


def test_what_members_and_strangers_may_not(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    deeds = {
        "plan": lambda actor: work.add_step(actor=actor, problem=problem, what="Ganti", now=now),
        "day": lambda actor: work.add_work_day(actor=actor, problem=problem, day=TOMORROW, starts_at=SEVEN, place="Balai", now=now),
        "solve": lambda actor: work.solve_problem(actor=actor, problem=problem, result="Sudah.", now=now),
        "close": lambda actor: work.close_problem(actor=actor, problem=problem, reason="Mahal.", now=now),
        "mend": lambda actor: problems.mend_problem(actor=actor, problem=problem, title="Lain", text="Lain.", now=now),
    }
    for name, deed in deeds.items():
        for person in (cast.dewi, cast.wati, cast.joko, cast.adi):
            with pytest.raises(Denied):
                deed(person)
        assert (name, told()[1:]) == (name, [])
    with pytest.raises(Denied):
        work.add_update(actor=cast.wati, problem=problem, text="Halo.", now=now)


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (lambda sari, it, now: work.add_step(actor=sari, problem=it, what=" ", now=now), "apa yang dikerjakan"),
        (lambda sari, it, now: work.add_update(actor=sari, problem=it, text="", now=now), "kabarnya"),
        (lambda sari, it, now: work.solve_problem(actor=sari, problem=it, result="", now=now), "hasilnya"),
        (lambda sari, it, now: work.close_problem(actor=sari, problem=it, reason="", now=now), "mengapa"),
        (
            lambda sari, it, now: work.add_work_day(
                actor=sari, problem=it, day=date(2026, 11, 23), starts_at=SEVEN, place="Balai", now=now
            ),
            "sudah lewat",
        ),
        (lambda sari, it, now: work.add_work_day(actor=sari, problem=it, day=TOMORROW, starts_at=SEVEN, place="", now=now), "berkumpul"),
    ],
)
def test_words_that_are_missing(deed: Any, sentence: str, problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match=sentence):
        deed(cast.sari, problem, now)
    problem.refresh_from_db()
    assert (problem.state, problem.version) == ("open", 1)


def test_given_up_and_gone_on_with(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    work.close_problem(actor=cast.sari, problem=problem, reason="Dibangun kabupaten tahun depan.", now=now)
    with pytest.raises(Denied):
        work.add_update(actor=cast.sari, problem=problem, text="Masih rusak.", now=now)
    with pytest.raises(Denied, match="selesai atau dihentikan"):
        problems.support_problem(problem=problem, client_id=uuid4(), now=now)
    work.reopen_problem(actor=cast.rini, problem=problem, now=now)
    problem.refresh_from_db()
    assert (problem.state, problem.closed_reason, problem.ended_at) == ("working", "", None)
    assert [name for name, _payload in told()[1:]] == ["ProblemClosed", "ProblemReopened"]


def test_two_at_once(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    seen = Problem.objects.select_related("region").get()
    work.close_problem(actor=cast.sari, problem=problem, reason="Mahal.", now=now)
    with pytest.raises(Stale):
        work.solve_problem(actor=cast.budi, problem=seen, result="Sudah.", now=now)
    work.reopen_problem(actor=cast.sari, problem=problem, now=now)
    with pytest.raises(Stale):
        problems.mend_problem(actor=cast.sari, problem=problem, title="Lain", text="Lain.", version=1, now=now)


class Watched(SimpleUploadedFile):
    """A photo that knows how deep in transactions it is read."""

    depths: ClassVar[set[int]] = set()

    def read(self, *sizes: int) -> bytes:
        self.depths.add(len(connection.savepoint_ids))
        return bytes(super().read(*sizes))


def test_pictures_are_made_before_the_transaction_and_go_where_the_deed_fails(
    problem: Problem, cast: SimpleNamespace, now: datetime
) -> None:
    before, Watched.depths = len(connection.savepoint_ids), set()
    watched = Watched("a.jpg", photo().read())
    with pytest.raises(Refused):
        work.solve_problem(
            actor=cast.sari, problem=problem, result="Sudah.", before=watched, after=SimpleUploadedFile("b.jpg", b"rusak"), now=now
        )
    with pytest.raises(Denied):
        work.add_update(actor=cast.joko, problem=problem, text="Sudah.", picture=photo(), now=now)
    assert (Watched.depths, Upload.objects.count(), problem.picture) == ({before}, 0, None)
    work.solve_problem(actor=cast.sari, problem=problem, result="Sudah.", after=photo(), now=now)
    first = problem.after
    work.reopen_problem(actor=cast.sari, problem=problem, now=now)
    work.solve_problem(actor=cast.sari, problem=problem, result="Lebih baik.", after=photo(), now=now)
    assert first is not None
    assert list(Upload.objects.all()) == [problem.after]


def test_mended_with_another_picture(cast: SimpleNamespace, now: datetime) -> None:
    problem = started(cast.sari, now, picture=photo())
    former = problem.picture
    problems.mend_problem(actor=cast.sari, problem=problem, title="Jembatan", text="Empat papan.", picture=photo(), version=1, now=now)
    problem.refresh_from_db()
    assert (problem.title, problem.slug, problem.hamlets) == ("Jembatan", "jembatan-dusun-hulu", "")
    assert Upload.objects.get() == problem.picture != former
    assert told()[-1] == ("ProblemMended", {})


def test_taking_back_what_was_told(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    update = work.add_update(actor=cast.sari, problem=problem, text="Papan ada.", picture=photo(), now=now)
    with pytest.raises(Denied, match="orang lain"):
        work.remove_update(actor=cast.dewi, problem=problem, update=update, now=now)
    work.remove_update(actor=cast.budi, problem=problem, update=update, now=now)
    assert (problem.updates.count(), Upload.objects.count()) == (0, 0)
    step = work.add_step(actor=cast.sari, problem=problem, what="Ganti", now=now)
    with pytest.raises(Denied, match="belum, sedang"):
        work.mark_step(actor=cast.sari, problem=problem, step=step, progress="besok", now=now)
    work.remove_step(actor=cast.sari, problem=problem, step=step, now=now)
    assert problem.steps.count() == 0


@pytest.mark.parametrize("ends", [work.solve_problem, work.close_problem, withdrawing.withdraw_problem])
def test_what_is_wrong_is_set_right_after_the_end(ends: Any, problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    own, other = (work.add_update(actor=cast.dewi, problem=problem, text="Papan ada.", picture=photo(), now=now) for _ in range(2))
    how = {"result": "Sudah."} if ends == work.solve_problem else {"reason": "Diminta keluarga."}
    ends(actor=cast.sari, problem=problem, now=now, **how)
    state = problem.state
    work.remove_update(actor=cast.dewi, problem=problem, update=own, now=now)
    work.remove_update(actor=cast.budi, problem=problem, update=other, now=now)
    problems.mend_problem(actor=cast.budi, problem=problem, title="Jembatan", text="Empat papan.", picture=photo(), now=now)
    problem.refresh_from_db()
    assert (problem.title, problem.state, problem.updates.count()) == ("Jembatan", state, 0)
    assert [row.is_public for row in Upload.objects.all()] == [state != "withdrawn"]


def test_withdrawn_and_back_where_it_stood(cast: SimpleNamespace, now: datetime) -> None:
    problem = started(cast.sari, now, picture=photo())
    work.add_update(actor=cast.dewi, problem=problem, text="Papan ada.", picture=photo(), now=now)
    work.solve_problem(actor=cast.sari, problem=problem, result="Sudah.", after=photo(), now=now)
    for person in (cast.dewi, cast.wati, cast.joko, cast.adi):
        with pytest.raises(Denied):
            withdrawing.withdraw_problem(actor=person, problem=problem, reason="Salah.", now=now)
    with pytest.raises(Denied, match="mengapa ditarik"):
        withdrawing.withdraw_problem(actor=cast.rini, problem=problem, reason=" ", now=now)
    withdrawing.withdraw_problem(actor=cast.rini, problem=problem, reason="Diminta keluarga.", now=now)
    row = Problem.objects.get()
    assert (row.state, row.withdrawn_from, row.withdrawn_reason, row.withdrawn_at) == ("withdrawn", "solved", "Diminta keluarga.", now)
    assert ([picture.is_public for picture in Upload.objects.all()], Thread.objects.get().is_shown) == ([False] * 3, False)
    assert (list(queries.problems_at(None)), list(queries.problems_of_desk(cast.sari))) == ([], [problem])
    with pytest.raises(NotVisible):
        queries.problem_for_readers(problem.slug, place=None)
    with pytest.raises(NotVisible):
        comments.get_thread(Thread.objects.get().pk)
    withdrawing.bring_problem_back(actor=cast.sari, problem=row, now=now)
    row = Problem.objects.get()
    assert (row.state, row.withdrawn_from, row.withdrawn_reason, row.withdrawn_at, row.ended_at) == ("solved", "", "", None, now)
    assert ([picture.is_public for picture in Upload.objects.all()], Thread.objects.get().is_shown) == ([True] * 3, True)
    assert list(queries.problems_at(None)) == [problem]
    assert told()[-2:] == [("ProblemWithdrawn", {}), ("ProblemBroughtBack", {})]
    names = EventRecord.objects.filter(name__startswith="comments.Thread").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["comments.ThreadOpened", "comments.ThreadSetAside", "comments.ThreadBroughtBack"]


@pytest.fixture
def shared(shown: Report, cast: SimpleNamespace, now: datetime) -> Problem:
    """What became of the report, in its words."""
    report, desk = queries.report_to_share(cast.sari, shown.case.number)
    return problems.share_report(actor=cast.sari, report=report, desk=desk, now=now)


def masked(shared: Problem, cast: SimpleNamespace, now: datetime) -> None:
    """The coordinator masks a name in the report, and the worker tells of it twice."""
    words = read(public_title="Jembatan rusak", public_text="Papan di muka rumah (nama) patah.")
    mend_report(actor=cast.rini, case=Case.objects.get(pk=shared.report_id), now=now, **words)
    for _time in range(2):
        withdrawing.follow_report(case_id=shared.report_id, now=now)


def test_copied_words_follow_the_report(shared: Problem, cast: SimpleNamespace, now: datetime) -> None:
    work.solve_problem(actor=cast.sari, problem=shared, result="Sudah.", after=photo(), now=now)
    masked(shared, cast, now)
    shared.refresh_from_db()
    assert (shared.title, shared.text, Thread.objects.get().title, Upload.objects.get().alt) == (
        "Jembatan rusak", "Papan di muka rumah (nama) patah.", "Jembatan rusak", "Sesudah: Jembatan rusak",
    )  # fmt: skip
    assert [name for name, _payload in told()] == ["ProblemStarted", "ProblemSolved", "ProblemMended"]
    assert EventRecord.objects.filter(name="comments.ThreadRenamed").count() == 1


def test_own_words_do_not(shared: Problem, cast: SimpleNamespace, now: datetime) -> None:
    problems.mend_problem(actor=cast.sari, problem=shared, title=shared.title, text="Ayo perbaiki jembatan.", now=now)
    masked(shared, cast, now)
    shared.refresh_from_db()
    assert (shared.title, shared.text, shared.follows) == ("Jembatan rusak", "Ayo perbaiki jembatan.", ["title", "hamlets"])


def test_a_mended_title_is_that_of_the_conversation(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    problems.mend_problem(actor=cast.sari, problem=problem, title="Jembatan Hulu", text=problem.text, now=now)
    assert (Thread.objects.get().title, Thread.objects.get().subject) == ("Jembatan Hulu", problem.slug)


def test_what_only_repeats_an_archived_report_goes_with_it(shared: Problem, cast: SimpleNamespace, now: datetime) -> None:
    assert withdrawing.withdraw_with_report(case_id=shared.pk, now=now) is None
    Case.objects.filter(pk=shared.report_id).update(status="archived", closed_at=now)
    found = [withdrawing.withdraw_with_report(case_id=shared.report_id, now=now) for _time in range(2)]
    assert (found, Thread.objects.get().is_shown) == ([shared, None], False)
    hidden = queries.get_problem(cast.sari, shared.slug)
    with pytest.raises(Denied, match="kata sendiri"):
        withdrawing.bring_problem_back(actor=cast.sari, problem=hidden, now=now)
    problems.mend_problem(actor=cast.sari, problem=hidden, title="Jembatan", text="Ayo perbaiki jembatan.", now=now)
    withdrawing.bring_problem_back(actor=cast.sari, problem=hidden, now=now)
    assert withdrawing.withdraw_with_report(case_id=shared.report_id, now=now) is None
    back = queries.get_problem(cast.sari, shared.slug)
    assert (back.state, "diarsipkan" in rules.word_on_report(back)) == ("open", True)
    Case.objects.filter(pk=shared.report_id).update(status="joined")
    assert "digabung" in rules.word_on_report(queries.get_problem(cast.sari, shared.slug))
    assert withdrawing.withdraw_with_report(case_id=shared.report_id, now=now) is None


def test_a_device_supports_and_comes_once(problem: Problem, shown: Report, cast: SimpleNamespace, now: datetime) -> None:
    device = uuid4()
    taps = [problems.support_problem(problem=problem, client_id=found, now=now) for found in (device, device, uuid4())]
    day = work.add_work_day(actor=cast.sari, problem=problem, day=TOMORROW, starts_at=SEVEN, place="Balai", now=now)
    comes = [problems.join_work_day(work_day=day, client_id=found, now=now) for found in (device, device, uuid4())]
    problem.refresh_from_db()
    day.refresh_from_db()
    assert (taps, comes, problem.supporters, day.joiners, ProblemSupport.objects.count()) == (
        [True, False, True], [True, False, True], 2, 2, 2,
    )  # fmt: skip
    assert told()[1:] == [
        ("ProblemSupported", {}), ("ProblemSupported", {}), ("ProblemPlanned", {"about": "work_day", "row_id": day.pk}),
        ("WorkDayJoined", {"work_day_id": day.pk}), ("WorkDayJoined", {"work_day_id": day.pk}),
    ]  # fmt: skip
    with pytest.raises(Denied, match="sudah tercatat"):
        work.add_work_day(actor=cast.sari, problem=problem, day=TOMORROW, starts_at=SEVEN, place="Gereja", now=now)


@pytest.mark.parametrize(("ends", "days", "sentence"), [("", 2, "lewat"), ("off", 0, "Hujan"), ("solved", 0, "lewat"), ("", 1, "")])
def test_when_nobody_comes_any_more(ends: str, days: int, sentence: str, problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    day = work.add_work_day(actor=cast.sari, problem=problem, day=TOMORROW, starts_at=SEVEN, place="Balai", now=now)
    if ends == "off":
        work.call_off_work_day(actor=cast.sari, problem=problem, work_day=day, reason="Hujan.", now=now)
    elif ends == "solved":
        work.solve_problem(actor=cast.sari, problem=problem, result="Sudah.", now=now)
    fresh = WorkDay.objects.select_related("problem__region").get()
    if sentence:
        with pytest.raises(Denied, match=sentence):
            problems.join_work_day(work_day=fresh, client_id=uuid4(), now=now + timedelta(days=days))
    else:
        assert problems.join_work_day(work_day=fresh, client_id=uuid4(), now=now + timedelta(days=days))


def test_supporters_of_the_report_count_too(shown: Report, cast: SimpleNamespace, now: datetime) -> None:
    report, desk = queries.report_to_share(cast.sari, shown.case.number)
    problem = problems.share_report(actor=cast.sari, report=report, desk=desk, now=now)
    device, other = uuid4(), uuid4()
    support_report(report=report, client_id=device, now=now)
    taps = [problems.support_problem(problem=problem, client_id=found, now=now) for found in (device, other)]
    fresh = queries.problem_for_readers(problem.slug, place=None)
    assert (taps, fresh.supporters, fresh.own_supporters, Support.objects.count()) == ([False, True], 2, 0, 2)
    Case.objects.filter(pk=report.pk).update(status="closed", closed_at=now)
    fresh = queries.problem_for_readers(problem.slug, place=None)
    assert problems.support_problem(problem=fresh, client_id=uuid4(), now=now)
    fresh = queries.problem_for_readers(problem.slug, place=None)
    assert (fresh.supporters, fresh.own_supporters) == (3, 1)


def test_what_is_read_where(problem: Problem, cast: SimpleNamespace, now: datetime) -> None:
    of_village = started(cast.budi, now + timedelta(hours=1))
    elsewhere = started(cast.joko, now + timedelta(hours=2))
    work.close_problem(actor=cast.budi, problem=of_village, reason="Mahal.", now=now + timedelta(hours=3))
    here, there = SitePlace(cast.siding_site, ""), SitePlace(cast.jagoi_site, "")
    assert [list(queries.problems_at(place)) for place in (None, here, there)] == [
        [of_village, elsewhere, problem], [of_village, problem], [elsewhere],
    ]  # fmt: skip
    assert [list(queries.problems_at(here, listed)) for listed in ("jalan", "selesai", "berhenti", "x")] == [
        [problem], [], [of_village], [of_village, problem],
    ]  # fmt: skip
    assert queries.problem_for_readers(problem.slug, place=here) == problem
    with pytest.raises(NotVisible):
        queries.problem_for_readers(problem.slug, place=there)
    desks = {name: list(queries.problems_of_desk(person)) for name, person in people(cast).items()}
    assert {name: found for name, found in desks.items() if found} == {
        "sari": [problem], "yohanes": [problem], "dewi": [problem], "markus": [problem], "budi": [problem, of_village],
        "joko": [elsewhere], "rini": [elsewhere, problem, of_village],
    }  # fmt: skip
    with pytest.raises(NotVisible):
        queries.get_problem(cast.joko, problem.slug)


def test_what_the_database_refuses(problem: Problem, now: datetime) -> None:
    wrong: list[dict[str, Any]] = [{"state": "solved", "ended_at": now}, {"state": "closed", "ended_at": now}, {"ended_at": now}]
    wrong += [{"state": "withdrawn", "withdrawn_at": now}, {"withdrawn_reason": "Salah."}]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**values)
