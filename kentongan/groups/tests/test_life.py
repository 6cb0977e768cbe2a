"""The life of a group: rest, merger, dissolution and their undoing; who may, what changes, what is told, what nobody may any more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import LazySettings

from conftest import grant, make_person
from kentongan.core.rules import Denied, Stale
from kentongan.groups import actions, queries, rules, tasks
from kentongan.groups.models import BoardSeat, Chapter, Decree, Grant, Group, Member, Role

Told = Callable[[], list[tuple]]
TODAY = date(2026, 11, 24)
EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")
NOBODY: set[str] = set()


def rows(queryset: object, *fields: str) -> list[tuple]:
    return list(queryset.order_by("pk").values_list(*fields))  # type: ignore[attr-defined]


def holders(cast: SimpleNamespace, ask: Callable[[object], bool]) -> set[str]:
    return {name for name in EVERYBODY if ask(getattr(cast, name))}


def bring(group: Group, state: str, into: Group) -> Group:
    """The group in the state, with no deed done."""
    group.state = state
    group.state_date = None if state == "standing" else TODAY
    group.rests_until = TODAY if state == "resting" else None
    group.merged_into = into if state == "merged" else None
    return group


# --- Who may: role × state --------------------------------------------------------------------------------------------

OWN = {"sari", "yohanes", "dewi", "markus"}
QUESTIONS: dict[str, dict[str, set[str]]] = {
    "standing": {
        "is_contributor_of": OWN,
        "is_editor_of": OWN - {"dewi"},
        "is_chair_of": {"markus"},
        "may_manage_group": {"markus", "rini"},
        "may_see_group_desk": OWN | {"rini"},
        "can_rest_group": {"rini"},
        "can_wake_group": NOBODY,
        "can_dissolve_group": {"rini"},
    },
    "resting": {
        "is_contributor_of": OWN,
        "is_editor_of": OWN - {"dewi"},
        "is_chair_of": {"markus"},
        "may_manage_group": {"markus", "rini"},
        "may_see_group_desk": OWN | {"rini"},
        "can_rest_group": NOBODY,
        "can_wake_group": {"rini"},
        "can_dissolve_group": {"rini"},
    },
    "merged": dict.fromkeys(
        ("is_contributor_of", "is_editor_of", "is_chair_of", "may_manage_group", "can_rest_group", "can_wake_group", "can_dissolve_group"),
        NOBODY,
    )
    | {"may_see_group_desk": {"rini"}},
}
QUESTIONS["dissolved"] = QUESTIONS["merged"]


@pytest.mark.parametrize(
    ("state", "question", "allowed"),
    [(state, question, allowed) for state, table in QUESTIONS.items() for question, allowed in table.items()],
)
def test_who_may_in_which_state(cast: SimpleNamespace, state: str, question: str, allowed: set[str]) -> None:
    """The roles are still there: it is the state of the group that takes them their force."""
    group = bring(cast.siding, state, cast.jagoi)
    assert holders(cast, lambda actor: getattr(rules, question)(actor, group)) == allowed


@pytest.mark.parametrize(
    ("state", "other", "allowed"),
    [
        ("standing", "standing", {"rini"}),
        ("resting", "standing", {"rini"}),
        ("standing", "resting", {"rini"}),
        ("standing", "dissolved", NOBODY),
        ("merged", "standing", NOBODY),
        ("dissolved", "standing", NOBODY),
    ],
)
def test_who_merges(cast: SimpleNamespace, state: str, other: str, allowed: set[str]) -> None:
    group, into = bring(cast.siding, state, cast.jagoi), bring(cast.jagoi, other, cast.siding)
    assert holders(cast, lambda actor: rules.can_merge_group(actor, group, into)) == allowed


def test_a_group_joins_another_of_its_kind_below_the_same_coordinator(cast: SimpleNamespace, regions: dict) -> None:
    forum = Group.objects.create(name="Forum KIM", kind="forum", region=cast.regency)
    elsewhere = Group.objects.create(name="KIM Sambas", region=regions["61.01.01"])
    assert [rules.can_merge_group(cast.rini, cast.siding, other) for other in (cast.siding, forum, elsewhere)] == [False, False, False]


def test_nobody_is_given_a_role_in_a_group_that_has_ended(cast: SimpleNamespace) -> None:
    group = bring(cast.siding, "dissolved", cast.jagoi)
    assert holders(cast, lambda actor: rules.can_grant_role(actor, cast.wati, Role.EDITOR, group=group)) == NOBODY
    forum = Group.objects.create(name="Forum KIM", kind="forum", region=cast.regency)
    assert not rules.can_join_forum(cast.rini, forum, group)


# --- Rest -------------------------------------------------------------------------------------------------------------


def test_a_group_rests_and_is_woken(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    until = TODAY + timedelta(days=60)
    actions.rest_group(actor=cast.rini, group=cast.siding, reason=" Ketua pindah tugas. ", until=until, now=now)
    assert rows(Group.objects.filter(pk=cast.siding.pk), "state", "state_date", "rests_until") == [("resting", TODAY, until)]
    actions.wake_group(actor=cast.rini, group=cast.siding, now=now + timedelta(days=1))
    assert rows(Group.objects.filter(pk=cast.siding.pk), "state", "state_date", "rests_until") == [("standing", None, None)]
    assert rows(Chapter.objects, "kind", "day", "until", "reason", "actor_id") == [
        ("rest", TODAY, until, "Ketua pindah tugas.", cast.rini.pk),
        ("wake", TODAY + timedelta(days=1), None, "", cast.rini.pk),
    ]
    ids, scopes = {"group_id": cast.siding.pk}, [cast.siding.scope]
    assert told() == [
        ("groups.GroupRested", ids | {"until": until.isoformat()}, cast.rini.pk, scopes),
        ("groups.GroupWoken", ids, cast.rini.pk, scopes),
    ]


def test_a_rest_ends_by_itself_after_its_last_day(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.rest_group(actor=cast.rini, group=cast.siding, reason="Panen raya.", until=TODAY + timedelta(days=2), now=now)
    for days in (1, 2, 3, 3, 4):
        tasks.daily(now + timedelta(days=days))
    assert [name for name, *_rest in told()] == ["groups.GroupRested", "groups.GroupWoken"]
    woken = Chapter.objects.first()
    assert woken is not None
    assert (woken.kind, woken.day, woken.actor) == ("wake", TODAY + timedelta(days=3), None)


@pytest.mark.parametrize(
    ("who", "reason", "days", "why"),
    [
        ("markus", "Sibuk.", 5, "koordinator"),
        ("adi", "Sibuk.", 5, "koordinator"),
        ("rini", "  ", 5, "alasan"),
        ("rini", "Sibuk.", 0, "akan datang"),
    ],
)
def test_a_rest_that_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str, reason: str, days: int, why: str) -> None:
    with pytest.raises(Denied, match=why):
        actions.rest_group(actor=getattr(cast, who), group=cast.siding, reason=reason, until=TODAY + timedelta(days=days), now=now)
    assert (Chapter.objects.count(), told()) == (0, [])


def test_two_coordinators_at_once_do_one_thing(cast: SimpleNamespace, now: datetime) -> None:
    one, other = Group.objects.get(pk=cast.siding.pk), Group.objects.get(pk=cast.siding.pk)
    actions.dissolve_group(actor=cast.rini, group=one, reason="Musyawarah.", day=TODAY, now=now)
    with pytest.raises(Stale):
        actions.rest_group(actor=cast.rini, group=other, reason="Panen.", until=TODAY + timedelta(days=9), now=now)
    assert rows(Chapter.objects, "kind") == [("dissolve",)]


# --- Endings ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A decree with a chair who sits, a treasurer who was dismissed before, and members."""
    values = {"issuer": "kepala_desa", "about": "Pengurus", "date": date(2024, 2, 3)}
    decree = Decree.objects.create(group=cast.siding, number="1", **values)
    chair = BoardSeat.objects.create(group=cast.siding, position="ketua", person_name="Markus", appointed_by=decree)
    former = BoardSeat.objects.create(group=cast.siding, position="bendahara", person_name="Rosa", appointed_by=decree, dismissed_by=decree)
    for person in (cast.sari, cast.dewi):
        Member.objects.create(group=cast.siding, person=person, joined_date=date(2024, 2, 3))
    return SimpleNamespace(decree=decree, chair=chair, former=former)


def held(group: Group) -> list[tuple[str, str]]:
    return list(
        Grant.objects.filter(group=group, revoked_at=None).order_by("person__username", "role").values_list("person__username", "role")
    )


SIDING_ROLES = [("dewi", "contributor"), ("markus", "chair"), ("sari", "editor"), ("yohanes", "editor")]


def test_a_group_is_dissolved_and_brought_back(cast: SimpleNamespace, board: SimpleNamespace, now: datetime, told: Told) -> None:
    stepped_down = Grant.objects.get(person=cast.yohanes, group=cast.siding)
    actions.revoke_role(actor=cast.rini, grant=stepped_down, now=now - timedelta(days=1))
    seen = len(told())
    day = TODAY - timedelta(days=3)
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Keputusan musyawarah.", day=day, decree=board.decree, now=now)
    assert rows(Group.objects.filter(pk=cast.siding.pk), "state", "state_date", "merged_into_id") == [("dissolved", day, None)]
    assert rows(Chapter.objects, "kind", "day", "reason", "decree_id", "actor_id", "at") == [
        ("dissolve", day, "Keputusan musyawarah.", board.decree.pk, cast.rini.pk, now)
    ]
    assert held(cast.siding) == []
    assert rows(BoardSeat.objects, "person_name", "dismissed_by_id", "ended_at") == [("Markus", None, now), ("Rosa", board.decree.pk, None)]
    assert [seat.person_name for seat in queries.board_of(cast.siding)] == ["Markus"]  # as it sat at the end
    ids, scopes = {"group_id": cast.siding.pk}, [cast.siding.scope]
    assert told()[seen:] == [
        *(
            ("groups.RoleRevoked", {"person_id": person.pk, "role": role}, cast.rini.pk, scopes)
            for person, role in ((cast.sari, "editor"), (cast.dewi, "contributor"), (cast.markus, "chair"))
        ),
        ("groups.BoardChanged", ids | {"seat_id": board.chair.pk}, cast.rini.pk, scopes),
        ("groups.GroupDissolved", ids, cast.rini.pk, scopes),
    ]
    actions.revive_group(actor=cast.rini, group=cast.siding, now=now + timedelta(days=30))
    assert held(cast.siding) == [("dewi", "contributor"), ("markus", "chair"), ("sari", "editor")]  # not Yohanes, who had stepped down
    assert rows(BoardSeat.objects, "person_name", "ended_at") == [("Markus", None), ("Rosa", None)]
    assert rows(Group.objects.filter(pk=cast.siding.pk), "state", "state_date") == [("standing", None)]
    assert told()[-1] == ("groups.GroupRevived", ids, cast.rini.pk, scopes)


def test_a_group_joins_another_with_its_members(cast: SimpleNamespace, board: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.merge_group(
        actor=cast.rini, group=cast.siding, into=cast.jagoi, members=[cast.dewi], reason="Dua desa sepakat.", day=TODAY, now=now
    )
    assert rows(Group.objects.filter(pk=cast.siding.pk), "state", "merged_into_id") == [("merged", cast.jagoi.pk)]
    assert (held(cast.siding), held(cast.jagoi)) == ([], [("joko", "editor")])
    assert rows(cast.jagoi.members, "person_id", "left_date") == [(cast.dewi.pk, None)]
    both, ids = sorted([cast.siding.scope, cast.jagoi.scope]), {"group_id": cast.siding.pk, "into_id": cast.jagoi.pk}
    assert told()[-1] == ("groups.GroupMerged", ids, cast.rini.pk, both)
    actions.revive_group(actor=cast.rini, group=cast.siding, now=now + timedelta(days=1))
    assert (held(cast.siding), cast.siding.merged_into) == (SIDING_ROLES, None)
    assert told()[-1] == ("groups.GroupRevived", {"group_id": cast.siding.pk}, cast.rini.pk, both)


@pytest.mark.parametrize(
    ("who", "reason", "days", "why"),
    [
        ("markus", "Sepakat.", 0, "koordinator"),
        ("joko", "Sepakat.", 0, "koordinator"),
        ("adi", "Sepakat.", 0, "koordinator"),
        ("rini", "", 0, "alasan"),
        ("rini", "Sepakat.", 1, "belum tiba"),
    ],
)
def test_an_ending_that_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str, reason: str, days: int, why: str) -> None:
    values = {"actor": getattr(cast, who), "group": cast.siding, "reason": reason, "day": TODAY + timedelta(days=days), "now": now}
    with pytest.raises(Denied, match=why):
        actions.dissolve_group(**values)
    with pytest.raises(Denied, match=why):
        actions.merge_group(into=cast.jagoi, **values)
    assert (Chapter.objects.count(), held(cast.siding), told()) == (0, SIDING_ROLES, [])


def test_nobody_of_another_group_is_taken_along(cast: SimpleNamespace, now: datetime) -> None:
    values = {"actor": cast.rini, "group": cast.siding, "reason": "Sepakat.", "day": TODAY, "now": now}
    with pytest.raises(Denied, match="anggota"):
        actions.merge_group(into=cast.jagoi, members=[cast.wati], **values)
    foreign = Decree.objects.create(group=cast.jagoi, number="9", issuer="camat", about="x", date=TODAY)
    with pytest.raises(Denied, match="kelompok lain"):
        actions.dissolve_group(decree=foreign, **values)
    assert Chapter.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "days", "why"), [("markus", 1, "koordinator"), ("adi", 1, "koordinator"), ("rini", 31, "30 hari"), ("rini", 30, "")]
)
def test_an_ending_is_undone_in_time_by_the_coordinator(cast: SimpleNamespace, now: datetime, who: str, days: int, why: str) -> None:
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=TODAY, now=now)
    later = now + timedelta(days=days)
    assert why in rules.why_not_revive(getattr(cast, who), cast.siding, later)
    if why:
        with pytest.raises(Denied, match=why):
            actions.revive_group(actor=getattr(cast, who), group=cast.siding, now=later)
    assert held(cast.siding) == []


def test_the_days_of_undoing_are_a_setting(cast: SimpleNamespace, now: datetime, settings: LazySettings) -> None:
    settings.GROUP_REVIVE_DAYS = 2
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=TODAY, now=now)
    assert "2 hari" in rules.why_not_revive(cast.rini, cast.siding, now + timedelta(days=3))
    assert "masih berdiri" in rules.why_not_revive(cast.rini, cast.jagoi, now)


def test_a_role_that_slipped_in_has_no_force(cast: SimpleNamespace, now: datetime) -> None:
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=TODAY, now=now)
    late = make_person("telat", "Orang Telat")
    grant(late, Role.CHAIR, group=cast.siding, at=now)
    assert not rules.is_contributor_of(late, cast.siding)
    with pytest.raises(Denied):
        actions.grant_role(actor=cast.rini, person=cast.wati, role=Role.EDITOR, group=cast.siding, now=now)


def test_living_groups_are_those_that_count(cast: SimpleNamespace, now: datetime) -> None:
    actions.rest_group(actor=cast.rini, group=cast.jagoi, reason="Panen.", until=TODAY + timedelta(days=9), now=now)
    actions.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=TODAY, now=now)
    assert [group.name for group in queries.groups_under("61.07")] == ["KIM Jagoi Bersuara"]
    assert {group.name for group in queries.registered_under("61.07")} == {"KIM Suara Siding", "KIM Jagoi Bersuara"}
    assert queries.memberships_of(cast.dewi) == []


# --- kim.id -----------------------------------------------------------------------------------------------------------


def test_kim_id_is_recorded(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.record_kim_id(actor=cast.markus, group=cast.siding, state="applied", day=TODAY, now=now)
    actions.record_kim_id(actor=cast.rini, group=cast.siding, state="active", day=TODAY, url=" https://siding.kim.id ", now=now)
    fields = ("kim_id_state", "kim_id_date", "kim_id_url")
    assert rows(Group.objects.filter(pk=cast.siding.pk), *fields) == [("active", TODAY, "https://siding.kim.id")]
    actions.record_kim_id(actor=cast.rini, group=cast.siding, state="none", day=TODAY, url="https://siding.kim.id", now=now)
    assert rows(Group.objects.filter(pk=cast.siding.pk), *fields) == [("none", None, "")]
    assert [(name, payload["state"], actor) for name, payload, actor, _scopes in told()] == [
        ("groups.KimIdRecorded", "applied", cast.markus.pk),
        ("groups.KimIdRecorded", "active", cast.rini.pk),
        ("groups.KimIdRecorded", "none", cast.rini.pk),
    ]


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_kim_id_is_recorded_by_who_manages_the_group(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied, match="ketua atau koordinator"):
        actions.record_kim_id(actor=getattr(cast, who), group=cast.siding, state="applied", now=now)
    with pytest.raises(Denied, match="alamat"):
        actions.record_kim_id(actor=cast.markus, group=cast.siding, state="active", now=now)
    assert told() == []
