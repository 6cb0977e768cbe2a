"""The law clock in the database: the table again by real deeds, each word said once, the ladder, and a year at random ticks."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from conftest import grant
from kentongan.cases import actions, queries, tasks
from kentongan.cases.models import Case, CaseEntry, CaseTerm
from kentongan.cases.policies import State, due_date
from kentongan.core.actions import declare_day, take_back_day
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Role

from .conftest import Opening, at, tell_everybody
from .law_table import ROWS, Row, d
from .sample import SAMPLE

Moments = Callable[[], list[tuple[str, datetime]]]


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def words(case: Case) -> list[tuple[str, str]]:
    """What the clock said: ("11-12 07", "reminded 75")."""
    said = case.entries.filter(part="clock").order_by("at", "pk")
    return [(timezone.localtime(entry.at).strftime("%m-%d %H"), _word(entry)) for entry in said]


def _word(entry: CaseEntry) -> str:
    detail = entry.data.get("share") or entry.data.get("level") or entry.action
    return f"{entry.kind} {detail}".strip()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.says)
def test_the_table_by_real_deeds(row: Row, opened: Opening, cast: SimpleNamespace, settings: LazySettings) -> None:
    term = {"days": row.days, "unit": row.unit, "extension": row.extension, "label": "Contoh", "source": "tabel"}
    settings.CASE_TERMS = settings.CASE_TERMS | {"information": term}
    start = d(row.start)
    case = opened(at(start)).case
    actions.move_as_applicant(case=case, action="send", now=at(start))
    actions.move_case(actor=cast.budi, case=case, action="accept", now=at(start))
    if row.extension:
        actions.extend_term(actor=cast.budi, case=case, term="information", days=row.extension, reason="Arsip lama.", now=at(start, 10))
    last = at(start, 11)
    for asked, answered in row.pauses:
        actions.move_case(actor=cast.budi, case=case, action="ask", text="Tahun berapa?", now=max(at(d(asked), 12), last))
        assert (case.is_paused, case.due_on) == (True, None)
        last = at(d(answered), 13)
        actions.move_as_applicant(case=case, action="complete", text="2019.", now=last)
        last = at(d(answered), 14)
    for day, working in row.declared:
        declare_day(actor_id=None, day=d(day), is_working=working, reason="Ditetapkan kemudian", now=last)
    tell_everybody()
    kept = CaseTerm.objects.get(name="information")
    assert (kept.due_on, Case.objects.get(pk=case.pk).due_on) == (d(row.due), d(row.due))
    face = queries.clocks_of(case, now=at(d(row.due)))[0]
    assert (face.due_on, face.used, face.total, face.state) == (
        d(row.due),
        row.days + row.extension,
        row.days + row.extension,
        State.RUNNING,
    )
    after = queries.clocks_of(case, now=at(d(row.due) + timedelta(days=1)))[0]
    assert after.state == State.OVERDUE
    assert "state bad" in render_to_string("cases/clock.html", {"clock": after})


def test_each_word_is_said_once_however_often_the_clock_looks(working: Case) -> None:
    moment = at("2026-11-02")
    while moment < at("2026-12-01"):
        tasks.minutely(moment)
        tasks.minutely(moment)
        moment += timedelta(hours=6)
    assert words(working) == [
        ("11-12 07", "reminded 75"),
        ("11-13 07", "reminded 90"),
        ("11-17 07", "overdue"),
        ("11-17 07", "escalated district"),
        ("11-19 07", "escalated regency"),
        ("11-23 07", "escalated leader"),
    ]
    records = EventRecord.objects.filter(name__in=["cases.CaseReminderDue", "cases.CaseOverdue", "cases.CaseEscalated"]).order_by("pk")
    assert [record.name[10:] for record in records] == ["ReminderDue"] * 2 + ["Overdue"] + ["Escalated"] * 3


def test_looking_once_after_all_is_over_says_the_same(working: Case) -> None:
    tasks.minutely(at("2026-12-01"))
    assert [word for _, word in words(working)] == [
        "reminded 75",
        "reminded 90",
        "overdue",
        "escalated district",
        "escalated regency",
        "escalated leader",
    ]
    assert tasks.actions.fire_due(now=at("2027-06-01")) == 0


def test_the_lower_is_told_before_the_higher(working: Case, cast: SimpleNamespace) -> None:
    grant(cast.wati, Role.DISTRICT_OFFICER, region=cast.siding_district, at=at("2026-11-01"))
    grant(cast.adi, Role.LEADER, region=cast.regency, at=at("2026-11-01"))

    def who_sees() -> list[str]:
        return [name for name in ("budi", "wati", "rini", "adi") if list(queries.inbox(getattr(cast, name)))]

    seen = []
    for day in ("2026-11-16", "2026-11-17", "2026-11-19", "2026-11-23"):
        tasks.minutely(at(day))
        seen.append(who_sees())
    assert seen == [["budi"], ["budi", "wati"], ["budi", "rini"], ["budi", "adi"]]
    scopes = {
        record.name.removeprefix("cases."): set(record.numbers.values_list("scope", flat=True))
        for record in EventRecord.objects.filter(name__in=["cases.CaseOverdue", "cases.CaseEscalated"]).order_by("pk")[:2]
    }
    assert scopes == {"CaseOverdue": {cast.siding_village.scope}, "CaseEscalated": {cast.siding_village.scope, cast.siding_district.scope}}
    actions.move_case(actor=cast.budi, case=working, action="answer", text="Maaf terlambat.", now=at("2026-11-24"))
    assert (working.escalated_to, who_sees()) == ("", ["budi"])


def test_above_the_regency_only_the_leader_is_told(sent: Case, cast: SimpleNamespace) -> None:
    actions.hand_over_case(actor=cast.budi, case=sent, to=cast.regency, reason="Wewenang kabupaten.", now=at("2026-11-03"))
    tasks.minutely(at("2026-12-01"))
    assert words(sent) == [("11-05 07", "reminded 90"), ("11-06 07", "overdue"), ("11-12 07", "escalated leader")]


def test_above_a_group_stands_its_district(opened: Opening, cast: SimpleNamespace) -> None:
    case = opened(at("2026-11-02"), owner=cast.siding.scope).case
    actions.move_as_applicant(case=case, action="send", now=at("2026-11-02"))
    tasks.minutely(at("2026-12-01"))
    assert [word for _, word in words(case)][2:] == ["escalated district", "escalated regency", "escalated leader"]
    levels = ("province", "regency", "leader", "district", "village")
    assert [queries.scope_above(case, level) for level in levels] == [
        "region:61",
        "region:61.07",
        "region:61.07",
        cast.siding_district.scope,
        cast.siding_village.scope,
    ]
    assert (queries.owner_name(case), queries.owner_region("region:00"), queries.owner_region("group:x")) == (
        "KIM Suara Siding",
        None,
        None,
    )


def test_done_before_the_hour_nothing_is_said(working: Case, cast: SimpleNamespace) -> None:
    actions.move_case(actor=cast.budi, case=working, action="answer", text="Ini.", now=at("2026-11-11", 6.5))
    assert CaseEntry.objects.filter(kind="reminded").count() == 0
    late = queries.clocks_of(working, now=at("2026-11-12"))
    assert [(face.name, face.state) for face in late] == [
        ("reply_wait", State.RUNNING),
        ("verify", State.DONE_IN_TIME),
        ("information", State.DONE_IN_TIME),
    ]
    assert ["state ok" in render_to_string("cases/clock.html", {"clock": face}) for face in late] == [False, True, True]


def test_while_it_waits_the_clock_is_silent(working: Case, cast: SimpleNamespace) -> None:
    actions.move_case(actor=cast.budi, case=working, action="ask", text="Tahun berapa?", now=at("2026-11-10"))
    tasks.minutely(at("2027-01-05", 3))
    assert (words(working), working.is_paused) == ([], True)
    face = queries.clocks_of(working, now=at("2027-01-05"))[0]
    assert (face.state, face.due_on, face.used, face.left) == (State.PAUSED, None, 5, 5)
    actions.move_as_applicant(case=working, action="complete", text="2019.", now=at("2027-01-05"))
    assert str(working.due_on) == "2027-01-12"


def test_the_clock_takes_the_step_the_table_leaves_to_it(working: Case, cast: SimpleNamespace) -> None:
    actions.move_case(actor=cast.budi, case=working, action="answer", text="Ini.", now=at("2026-11-05"))
    tasks.minutely(at("2026-12-01"))
    kept = Case.objects.get(pk=working.pk)
    assert (kept.status, kept.closed_at) == ("closed", at("2026-11-20", 7))
    assert words(kept)[-1] == ("11-20 07", "moved close")
    actions.move_as_applicant(case=kept, action="reopen", text="Belum selesai.", now=at("2026-12-02"))
    assert (kept.status, kept.closed_at, str(kept.due_on)) == ("working", None, "2026-12-16")


def test_a_page_from_before_the_clock_spoke_is_refused(working: Case, cast: SimpleNamespace) -> None:
    actions.move_case(actor=cast.budi, case=working, action="answer", text="Ini.", now=at("2026-11-05"))
    with pytest.raises(Stale):
        actions.move_as_applicant(case=working, action="reply", text="Kurang.", now=at("2026-11-25"))


def test_an_extension_is_reminded_of_anew(working: Case, cast: SimpleNamespace) -> None:
    actions.extend_term(actor=cast.budi, case=working, term="information", days=7, reason="Arsip lama.", now=at("2026-11-12"))
    tasks.minutely(at("2026-11-27"))
    assert words(working)[:4] == [
        ("11-12 07", "reminded 75"),
        ("11-19 07", "reminded 75"),
        ("11-24 07", "reminded 90"),
        ("11-26 07", "overdue"),
    ]


def test_a_holiday_declared_later_moves_the_day_and_says_so(working: Case, sent: Case, now: datetime) -> None:
    declare_day(
        actor_id=None, day=d("11-10"), is_working=False, reason="Pilkades serentak", source="SE Bupati 12/2026", now=at("2026-11-05")
    )
    tell_everybody()
    working.refresh_from_db()
    assert str(working.due_on) == "2026-11-17"
    line = working.entries.get(kind="due_moved")
    assert (line.is_public, line.data) == (True, {"term": "information", "before": "2026-11-16", "now": "2026-11-17"})
    day = next(day for day in queries.clocks_of(working, now=at("2026-11-11"))[0].days if day.day == d("11-10"))
    assert (day.reason, day.name) == ("holiday", "Pilkades serentak")
    take_back_day(actor_id=None, day=d("11-10"), now=at("2026-11-06"))
    tell_everybody()
    working.refresh_from_db()
    assert str(working.due_on) == "2026-11-16"
    assert not take_back_day(actor_id=None, day=d("11-10"), now=at("2026-11-06"))


def test_what_was_overdue_is_no_longer_when_the_days_were_holidays(working: Case, cast: SimpleNamespace) -> None:
    tasks.minutely(at("2026-11-18"))
    assert Case.objects.get(pk=working.pk).escalated_level == "district"
    for day in ("2026-11-16", "2026-11-17", "2026-11-18"):
        declare_day(actor_id=None, day=d(day), is_working=False, reason="Banjir", now=at("2026-11-18", 12))
    tell_everybody()
    kept = Case.objects.get(pk=working.pk)
    assert (str(kept.due_on), kept.escalated_to) == ("2026-11-19", "")
    tasks.minutely(at("2026-11-20", 12))
    assert [word for _, word in words(kept)].count("overdue") == 2


def test_a_declared_day_says_why(working: Case) -> None:
    with pytest.raises(ValueError, match="says why"):
        declare_day(actor_id=None, day=d("11-10"), is_working=False, reason=" ", now=at("2026-11-05"))


def test_an_ordinary_day_writes_nothing(working: Case, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):  # the terms, the days off, what is to be forgotten
        tasks.daily(at("2026-11-05"))


def test_one_that_fails_does_not_stand_in_the_way(opened: Opening, working: Case, caplog: pytest.LogCaptureFixture) -> None:
    broken = opened(at("2026-11-01")).case
    actions.move_as_applicant(case=broken, action="send", now=at("2026-11-01"))
    Case.objects.filter(pk=broken.pk).update(kind="sample.forgotten")
    tasks.minutely(at("2026-11-12"))
    assert words(working) == [("11-12 07", "reminded 75")]
    assert "The clock failed for case" in caplog.text
    assert CaseTerm.objects.get(case=broken, ended_at=None).next_at == at("2026-11-12") + timedelta(minutes=10)


# --- A year ------------------------------------------------------------------------------------------------------------------------

YEAR_BEGINS, YEAR_ENDS = at("2026-01-02", 0), at("2026-12-31", 0)


def script(seed: int) -> list[tuple[datetime, int, str]]:
    """(moment, which case, which step) of a year, the same for the same seed; steps that do not fit are simply refused."""
    chance = random.Random(seed)
    steps = [arrow.action for arrow in SAMPLE.arrows if arrow.action != "refuse"] + ["extend", "assign", "hand_over", "accept", "answer"]
    hours = int((YEAR_ENDS - YEAR_BEGINS) / timedelta(hours=1))
    found = [
        (YEAR_BEGINS + timedelta(hours=chance.randrange(hours), minutes=30), chance.randrange(8), chance.choice(steps)) for _ in range(260)
    ]
    found += [(YEAR_BEGINS + timedelta(days=30 * case, minutes=29), case, "send") for case in range(8)]
    found += [(at(f"2026-{month:02}-10"), 0, f"holiday 2026-{month:02}-12") for month in range(1, 13)] + [
        (at("2026-12-01"), 0, "working 2026-12-24")
    ]
    # One that is extended, and one that waits for an answer and is closed by the clock.
    found += [
        (at("2026-06-01"), 6, "accept"),
        (at("2026-06-02"), 6, "extend"),
        (at("2026-07-31", 1), 7, "accept"),
        (at("2026-08-04"), 7, "answer"),
    ]
    return sorted(found)


def take(case: Case, step: str, cast: SimpleNamespace, now: datetime) -> None:
    kind, _, day = step.partition(" ")
    if day:
        declare_day(actor_id=None, day=d(day), is_working=kind == "working", reason="Ditetapkan", now=now)
        actions.recompute_terms(now=now)
        return
    case = queries.get_case(case.pk)
    officer = cast.rini if case.owner == cast.regency.scope else cast.budi
    if step == "extend":
        actions.extend_term(actor=officer, case=case, term="information", days=5, reason="Arsip lama.", now=now)
    elif step == "assign":
        actions.assign_case(actor=cast.rini, case=case, person=cast.rini if case.person_id is None else None, now=now)
    elif step == "hand_over":
        actions.hand_over_case(actor=cast.rini, case=case, to=cast.siding_village, reason="Kembali ke desa.", now=now)
    elif step in ("send", "complete", "reply", "close", "reopen"):
        actions.move_as_applicant(case=case, action=step, text="Ini.", now=now)
    else:
        actor = case.person or (cast.rini if step in ("recheck",) else officer)
        actions.move_case(actor=actor, case=case, action=step, text="Ini.", now=now)


def live(seed: int, ticks: list[datetime], opened: Opening, cast: SimpleNamespace) -> list[object]:
    """What a year leaves behind with the clock looking at these moments."""
    with transaction.atomic():
        cases = [opened(YEAR_BEGINS).case for _ in range(8)]
        ahead = sorted([(moment, 1, -1, "tick") for moment in ticks] + [(moment, 0, case, step) for moment, case, step in script(seed)])
        for moment, _order, which, step in ahead:
            if step == "tick":
                actions.fire_due(now=moment)
                continue
            for _attempt in range(2):
                try:
                    with transaction.atomic():
                        take(cases[which], step, cast, moment)
                except Denied:
                    pass
                except Stale:  # the clock had moved it: whoever acts sees the new page first
                    actions.fire_due(now=moment)
                    continue
                break
        actions.fire_due(now=YEAR_ENDS)
        numbers = {case.pk: index for index, case in enumerate(cases)}
        entries = CaseEntry.objects.order_by("case_id", "at", "pk").values_list("case_id", "kind", "action", "target", "part", "text", "at")
        terms = CaseTerm.objects.order_by("case_id", "pk").values_list(
            "case_id", "name", "due_on", "overdue_at", "rungs", "ended_at", "reminded_first_at", "reminded_last_at"
        )
        events = EventRecord.objects.filter(name__startswith="cases.").values_list("name", "at", "payload__case_id")
        left: list[object] = [(numbers[row[0]], *row[1:]) for row in (*entries, *terms)]
        left += sorted((name, moment, numbers[case_id]) for name, moment, case_id in events)
        transaction.set_rollback(True)
    return left


@pytest.mark.once  # what it says is of days and moments, not of the database; the deeds it plays are tested on both
@pytest.mark.parametrize("seed", [1])
def test_it_makes_no_difference_when_the_clock_looks(seed: int, opened: Opening, cast: SimpleNamespace) -> None:
    chance = random.Random(seed)
    hours = int((YEAR_ENDS - YEAR_BEGINS) / timedelta(hours=1))
    always = live(seed, [YEAR_BEGINS + timedelta(hours=hour) for hour in range(0, hours, 6)], opened, cast)
    sometimes = live(seed, [YEAR_BEGINS + timedelta(minutes=chance.randrange(hours * 60)) for _ in range(90)], opened, cast)
    never = live(seed, [], opened, cast)
    said = {row[1] for row in always if isinstance(row, tuple)}
    assert {"reminded", "overdue", "escalated", "moved", "extended", "due_moved"} - said == set()
    assert sometimes == always
    assert never == always


def test_the_stored_days_are_those_of_the_arithmetic(opened: Opening, cast: SimpleNamespace) -> None:
    for step_at, which, step in script(3)[:120]:
        cases = list(Case.objects.order_by("pk")) or [opened(YEAR_BEGINS).case for _ in range(8)]
        try:
            with transaction.atomic():
                take(cases[which], step, cast, step_at)
        except (Denied, Stale):
            actions.fire_due(now=step_at)
        rows = queries.all_running_terms()
        calendar = queries.calendar_of(rows, queries.local_day(step_at))
        assert [row.due_on for row in rows] == [due_date(queries.term_value(row), calendar) for row in rows]
