"""A term of office ends: reminded in time, each step once, whenever the clock looks; and a decree that renews the board in one go."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from kentongan.core.actions import claim_clock_work
from kentongan.core.models import ClockMark, EventRecord
from kentongan.core.rules import Denied
from kentongan.core.tasks import PERIODS
from kentongan.groups import actions, queries, tasks
from kentongan.groups.actions import NewSeat
from kentongan.groups.models import BoardSeat, Decree, Grant, Group, Role, TermReminder
from kentongan.groups.policies import reminder_due

Told = Callable[[], list[tuple]]
STEPS = (90, 30, 7, 0)
END = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("days_left", "said"),
    [
        (91, None), (90, 90), (89, 90), (88, 90), (87, 90), (86, None), (31, None), (30, 30), (27, 30), (26, None),
        (8, None), (7, 7), (4, 7), (3, None), (1, None), (0, 0), (-1, 0), (-3, 0), (-4, None), (-400, None),
    ],
)  # fmt: skip
def test_which_step_is_due(days_left: int, said: int | None) -> None:
    assert reminder_due(END, END - timedelta(days=days_left), steps=STEPS, patience=3) == said


def test_of_two_steps_that_came_together_the_later_is_said() -> None:
    assert reminder_due(END, END, steps=(2, 0), patience=3) == 0


def decree(group: Group, number: str, term_end: date | None) -> Decree:
    return Decree.objects.create(
        group=group, number=number, issuer="kepala_desa", about="Pengurus", date=date(2024, 7, 1), term_end=term_end
    )


def said() -> list[tuple[int, int]]:
    """(group, step) in the order in which it was said."""
    records = EventRecord.objects.filter(name="groups.TermEnding").order_by("pk")
    return [(record.payload["group_id"], record.payload["days_left"]) for record in records]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(5), tzinfo=UTC)


def test_each_step_is_said_once_with_its_event(cast: SimpleNamespace, told: Told) -> None:
    decree(cast.siding, "lama", date(2024, 6, 30))
    decree(cast.siding, "baru", END)
    decree(cast.jagoi, "tanpa", None)
    first = END - timedelta(days=90)
    assert [actions.say_ending_terms(now=noon(first)) for _ in range(2)] == [1, 0]
    ids = {"group_id": cast.siding.pk, "days_left": 90, "term_end": END.isoformat()}
    assert told() == [("groups.TermEnding", ids, None, [cast.siding.scope])]
    assert list(TermReminder.objects.values_list("group_id", "term_end", "days", "said_at")) == [(cast.siding.pk, END, 90, noon(first))]


def test_a_group_that_has_ended_hears_nothing(cast: SimpleNamespace, now: datetime) -> None:
    decree(cast.siding, "1", END)
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=date(2026, 11, 24), now=now)
    assert actions.say_ending_terms(now=noon(END)) == 0


def test_an_old_decree_recorded_today_is_not_spoken_of(cast: SimpleNamespace) -> None:
    decree(cast.siding, "1", END)
    assert [actions.say_ending_terms(now=noon(END + timedelta(days=days))) for days in (400, 20, 4)] == [0, 0, 0]
    assert actions.say_ending_terms(now=noon(END - timedelta(days=20))) == 0  # the next one comes 7 days before
    assert actions.say_ending_terms(now=noon(END - timedelta(days=7))) == 1


def year(seed: int) -> list[datetime]:
    """Moments of a year at which the clock is looked at: many on some days, none on a few."""
    dice = random.Random(seed)
    moment, moments = noon(date(2026, 12, 1)), []
    while moment < noon(date(2027, 12, 1)):
        moments.append(moment)
        moment += timedelta(hours=dice.choice((0.1, 1, 3, 9, 20, 26, 44)))
    return moments


def live(cast: SimpleNamespace, moments: list[datetime]) -> list[tuple[int, int]]:
    """The year as the groups hear it: Siding's term ends in June, it records a new decree in time; Jagoi's ends and nothing happens."""
    EventRecord.objects.all().delete()
    for rows in (TermReminder, ClockMark, Decree):
        rows.objects.all().delete()
    decree(cast.siding, "1", END)
    decree(cast.jagoi, "2", date(2027, 8, 31))
    for moment in moments:
        if moment >= noon(END - timedelta(days=20)) and not Decree.objects.filter(number="3").exists():
            decree(cast.siding, "3", date(2027, 10, 31))
        if claim_clock_work("groups.daily", every=PERIODS["daily"], now=moment):
            tasks.daily(moment)
    return said()


@pytest.mark.once  # what it says is of days and moments, not of the database; the deeds it plays are tested on both
def test_a_year_at_random_ticks_is_as_a_year_of_days(cast: SimpleNamespace) -> None:
    daily = live(cast, [noon(date(2026, 12, 1)) + timedelta(days=day) for day in range(365)])
    siding, jagoi = cast.siding.pk, cast.jagoi.pk
    assert daily == [
        (siding, 90), (siding, 30),  # then the new decree, whose term ends in October
        (jagoi, 90), (jagoi, 30), (siding, 90), (jagoi, 7), (jagoi, 0), (siding, 30), (siding, 7), (siding, 0),
    ]  # fmt: skip
    for seed in range(3):
        assert live(cast, year(seed)) == daily


# --- The board in one go ----------------------------------------------------------------------------------------------

NEW = {"number": "141/9/2026", "issuer": "kepala_desa", "about": "Pengurus 2026-2029", "date": date(2026, 11, 20)}


@pytest.fixture
def board(cast: SimpleNamespace) -> dict[str, BoardSeat]:
    """Markus leads, Sari writes the minutes, Rosa keeps the money, Budi heads a section; all by one decree."""
    old = decree(cast.siding, "lama", date(2026, 10, 31))
    seats = (("ketua", "Markus Ngadi", cast.markus, ""), ("sekretaris", "Sari Lestari", cast.sari, ""), ("bendahara", "Rosa", None, ""),
             ("seksi", "Bujang", None, "Pengolahan"))  # fmt: skip
    return {
        name: BoardSeat.objects.create(
            group=cast.siding, position=position, person_name=name, person=person, section=section, appointed_by=old, order=order
        )
        for order, (position, name, person, section) in enumerate(seats)
    }


def sitting(group: Group) -> list[tuple[str, str, str, str]]:
    return [(seat.person_name, seat.position, seat.section, seat.appointed_by.number) for seat in queries.board_of(group)]


def test_a_new_term_for_the_whole_board(cast: SimpleNamespace, board: dict[str, BoardSeat], now: datetime, told: Told) -> None:
    old_chair = Grant.objects.get(person=cast.markus)
    made = actions.renew_board(
        actor=cast.rini,
        group=cast.siding,
        now=now,
        **NEW,
        term_start=date(2026, 11, 20),
        term_end=date(2029, 11, 20),
        leaving=[board["Markus Ngadi"], board["Rosa"]],
        coming=[NewSeat("ketua", "Yohanes Alim", person=cast.yohanes, order=0), NewSeat("seksi", "Lusia", "Penyebaran")],
        chair=cast.yohanes,
        ending=[old_chair],
    )
    assert sitting(cast.siding) == [
        ("Yohanes Alim", "ketua", "", NEW["number"]),  # at the place of Markus
        ("Sari Lestari", "sekretaris", "", NEW["number"]),  # appointed anew, since the decree names a term
        ("Bujang", "seksi", "Pengolahan", NEW["number"]),
        ("Lusia", "seksi", "Penyebaran", NEW["number"]),
    ]
    assert set(BoardSeat.objects.filter(dismissed_by=made).values_list("person_name", flat=True)) == set(board)
    assert set(Grant.objects.filter(group=cast.siding, revoked_at=None).values_list("person__username", "role")) == {
        ("sari", "editor"), ("yohanes", "editor"), ("yohanes", "chair"), ("dewi", "contributor"),
    }  # fmt: skip
    names = [name for name, *_rest in told()]
    assert names == [
        "groups.DecreeRecorded",
        *["groups.BoardChanged"] * 4,
        "groups.BoardSeated",
        "groups.RoleGranted",
        "groups.RoleRevoked",
        "groups.BoardRenewed",
    ]
    ids = {"group_id": cast.siding.pk, "decree_id": made.pk}
    assert told()[-1] == ("groups.BoardRenewed", ids, cast.rini.pk, [cast.siding.scope])
    assert queries.term_end_of(cast.siding) == date(2029, 11, 20)


def test_a_change_within_a_term_leaves_the_others_alone(cast: SimpleNamespace, board: dict[str, BoardSeat], now: datetime) -> None:
    coming = [NewSeat("bendahara", "Agnes", order=2)]
    actions.renew_board(actor=cast.markus, group=cast.siding, now=now, **NEW, leaving=[board["Rosa"]], coming=coming)
    assert sitting(cast.siding) == [
        ("Markus Ngadi", "ketua", "", "lama"),
        ("Sari Lestari", "sekretaris", "", "lama"),
        ("Agnes", "bendahara", "", NEW["number"]),
        ("Bujang", "seksi", "Pengolahan", "lama"),
    ]


def test_all_or_nothing(cast: SimpleNamespace, board: dict[str, BoardSeat], now: datetime, told: Told) -> None:
    before = sitting(cast.siding)
    values = {"group": cast.siding, "now": now, **NEW}
    with pytest.raises(Denied, match="masih menjabat"):  # two treasurers
        actions.renew_board(actor=cast.markus, leaving=[board["Markus Ngadi"]], coming=[NewSeat("bendahara", "Agnes")], **values)
    with pytest.raises(Denied, match="berwenang"):  # the chair does not make a chair
        actions.renew_board(actor=cast.markus, leaving=[board["Rosa"]], chair=cast.yohanes, **values)
    with pytest.raises(Denied, match="satu-satunya"):  # nobody would be left to lead
        actions.renew_board(actor=cast.rini, leaving=[board["Markus Ngadi"]], ending=[Grant.objects.get(person=cast.markus)], **values)
    with pytest.raises(Denied, match="kelompok lain"):
        actions.renew_board(actor=cast.rini, ending=[Grant.objects.get(person=cast.joko)], **values)
    foreign = BoardSeat.objects.create(group=cast.jagoi, position="ketua", person_name="X", appointed_by=decree(cast.jagoi, "5", None))
    with pytest.raises(Denied, match="sedang menjabat"):
        actions.renew_board(actor=cast.rini, leaving=[foreign], **values)
    assert (sitting(cast.siding), Decree.objects.filter(number=NEW["number"]).count(), told()) == (before, 0, [])


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_a_board_is_renewed_by_who_manages_the_group(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied):
        actions.renew_board(actor=getattr(cast, who), group=cast.siding, now=now, **NEW)
    assert (Decree.objects.count(), told()) == (0, [])


def test_a_chair_by_decree_without_the_role_is_noticed(cast: SimpleNamespace, board: dict[str, BoardSeat], now: datetime) -> None:
    assert list(queries.chairs_without_role("61.07")) == []
    coming = [NewSeat("ketua", "Yohanes Alim", person=cast.yohanes)]
    actions.renew_board(actor=cast.markus, group=cast.siding, now=now, **NEW, leaving=[board["Markus Ngadi"]], coming=coming)
    assert [seat.person_name for seat in queries.chairs_without_role("61.07")] == ["Yohanes Alim"]
    assert list(queries.chairs_without_role(cast.jagoi_district.code)) == []
    actions.grant_role(actor=cast.rini, person=cast.yohanes, role=Role.CHAIR, group=cast.siding, now=now)
    assert list(queries.chairs_without_role("61.07")) == []
