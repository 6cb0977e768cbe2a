"""Each deed: what it changes, what it tells, and whom it refuses."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from conftest import grant, make_person
from kentongan.accounts.models import RecoveryCode
from kentongan.core.rules import Denied
from kentongan.groups import actions
from kentongan.groups.models import BoardSeat, ContactChange, Decree, Grant, Group, Member, Office, Role
from kentongan.groups.queries import what_stands_on

Told = Callable[[], list[tuple]]


def rows(queryset: object, *fields: str) -> list[tuple]:
    return list(queryset.order_by("pk").values_list(*fields))  # type: ignore[attr-defined]


# --- Forming ----------------------------------------------------------------------------------------------------------


def test_create_group(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    group = actions.create_group(actor=cast.rini, region=cast.siding_village, name=" KIM Baru ", now=now, founded_year=2026)
    assert rows(Group.objects.filter(pk=group.pk), "name", "kind", "level", "region_id", "founded_year", "review_required", "is_demo") == [
        ("KIM Baru", "kim", "desa", cast.siding_village.code, 2026, True, False)
    ]
    assert told() == [("groups.GroupFormed", {"group_id": group.pk}, cast.rini.pk, [group.scope])]


@pytest.mark.parametrize("who", ["sari", "markus", "budi", "wati", "joko"])
def test_only_the_coordinator_and_the_operator_form_groups(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied, match="koordinator"):
        actions.create_group(actor=getattr(cast, who), region=cast.siding_village, name="KIM Baru", now=now)
    assert Group.objects.count() == 2
    assert told() == []


CHANGED = {
    "name": "KIM Suara Siding",
    "description": "Warga yang menulis.",
    "address": "Balai desa",
    "phone": "0812 5550 0111",
    "email": "",
    "founded_year": 2021,
    "register_number": "KIM-07-12",
    "review_required": False,
}


def test_change_group(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.change_group(actor=cast.markus, group=cast.siding, now=now, **CHANGED)
    assert rows(Group.objects.filter(pk=cast.siding.pk), *CHANGED) == [tuple(CHANGED.values())]
    assert rows(ContactChange.objects, "group_id", "field", "former", "present", "actor_id", "at") == [
        (cast.siding.pk, "address", "", "Balai desa", cast.markus.pk, now),
        (cast.siding.pk, "phone", "", "0812 5550 0111", cast.markus.pk, now),
    ]
    assert told() == [
        ("groups.ContactChanged", {"group_id": cast.siding.pk, "fields": ["address", "phone"]}, cast.markus.pk, [cast.siding.scope]),
        ("groups.GroupChanged", {"group_id": cast.siding.pk}, cast.markus.pk, [cast.siding.scope]),
    ]


def test_a_change_that_moves_nobody_leaves_no_trace(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.change_group(actor=cast.markus, group=cast.siding, now=now, **CHANGED)
    seen = len(told())
    actions.change_group(actor=cast.markus, group=cast.siding, now=now, **{**CHANGED, "description": "Lain."})
    assert [name for name, *_rest in told()[seen:]] == ["groups.GroupChanged"]
    actions.change_group(actor=cast.rini, group=cast.siding, now=now, **{**CHANGED, "address": "Rumah adat"})
    latest = ContactChange.objects.first()
    assert latest is not None
    assert (latest.label, latest.former, latest.present, latest.actor) == ("alamat sekretariat", "Balai desa", "Rumah adat", cast.rini)


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_change_group_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied):
        actions.change_group(actor=getattr(cast, who), group=cast.siding, now=now, **CHANGED)
    assert Group.objects.get(pk=cast.siding.pk).review_required is True
    assert told() == []


def test_join_and_leave_a_forum(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    forum = Group.objects.create(name="Forum KIM", kind=Group.Kind.FORUM, region=cast.regency)
    for _ in range(2):  # once is enough
        actions.join_forum(actor=cast.rini, forum=forum, group=cast.siding, now=now)
    assert list(forum.member_groups.all()) == [cast.siding]
    with pytest.raises(Denied):
        actions.leave_forum(actor=cast.joko, forum=forum, group=cast.siding, now=now)
    for _ in range(2):
        actions.leave_forum(actor=cast.markus, forum=forum, group=cast.siding, now=now)
    assert list(forum.member_groups.all()) == []
    ids, scopes = {"forum_id": forum.pk, "group_id": cast.siding.pk}, sorted([forum.scope, cast.siding.scope])
    assert told() == [("groups.ForumJoined", ids, cast.rini.pk, scopes), ("groups.ForumLeft", ids, cast.markus.pk, scopes)]


def test_open_office(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    first = actions.open_office(actor=cast.rini, region=cast.regency, name="Dinas Kesehatan", short_name="Dinkes", now=now)
    assert actions.open_office(actor=cast.rini, region=cast.regency, name=" Dinas Kesehatan ", now=now) == first
    with pytest.raises(Denied):
        actions.open_office(actor=cast.markus, region=cast.regency, name="Dinas Lain", now=now)
    assert rows(Office.objects, "region_id", "name", "short_name") == [("61.07", "Dinas Kesehatan", "Dinkes")]
    assert told() == [("groups.OfficeOpened", {"office_id": first.pk}, cast.rini.pk, ["region:61.07"])]


def test_withdraw_groups_that_were_never_used(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    before = rows(Group.objects, "pk", "name")
    made = [actions.create_group(actor=cast.rini, region=cast.siding_village, name=f"KIM {name}", now=now) for name in "AB"]
    decree = actions.add_decree(actor=cast.rini, group=made[0], now=now, **DECREE)
    actions.seat_board(actor=cast.rini, group=made[0], decree=decree, seats=[actions.NewSeat("ketua", "Yulia")], now=now)
    already = len(told())
    with pytest.raises(Denied):
        actions.withdraw_groups(actor=cast.markus, groups=made, now=now)
    actions.withdraw_groups(actor=cast.rini, groups=made, now=now)
    assert (rows(Group.objects, "pk", "name"), Decree.objects.count(), BoardSeat.objects.count()) == (before, 0, 0)
    assert told()[already:] == [("groups.GroupWithdrawn", {"group_id": group.pk}, cast.rini.pk, [group.scope]) for group in made]


def test_a_group_on_which_anything_stands_is_not_withdrawn(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    new = actions.create_group(actor=cast.rini, region=cast.siding_village, name="KIM Baru", now=now)
    already = len(told())
    assert {model._meta.label for model in what_stands_on([cast.siding, new])[cast.siding.pk]} == {"groups.Grant", "sites.Site"}
    with pytest.raises(Denied, match="KIM Suara Siding sudah dipakai"):
        actions.withdraw_groups(actor=cast.rini, groups=[new, cast.siding], now=now)
    forum = Group.objects.create(name="Forum", kind=Group.Kind.FORUM, region=cast.regency)
    forum.member_groups.add(new)
    for one in (new, forum):
        with pytest.raises(Denied):
            actions.withdraw_groups(actor=cast.rini, groups=[one], now=now)
    assert (Group.objects.count(), told()[already:]) == (4, [])


# --- Decrees and board ------------------------------------------------------------------------------------------------

DECREE = {"number": "141/03/DS/2024", "issuer": "kepala_desa", "about": "Pengurus KIM", "date": date(2024, 2, 3)}


def test_add_and_change_a_decree(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, term_end=date(2027, 2, 3), scan_key="abc", **DECREE)
    actions.change_decree(actor=cast.rini, decree=decree, now=now, **{**DECREE, "about": "Pengurus KIM masa bakti kedua"})
    assert rows(Decree.objects, "group_id", "number", "issuer", "about", "date", "term_start", "term_end", "scan_key") == [
        (cast.siding.pk, "141/03/DS/2024", "kepala_desa", "Pengurus KIM masa bakti kedua", date(2024, 2, 3), None, None, "abc")
    ]
    ids = {"group_id": cast.siding.pk, "decree_id": decree.pk}
    assert told() == [
        ("groups.DecreeRecorded", ids, cast.markus.pk, [cast.siding.scope]),
        ("groups.DecreeRecorded", ids, cast.rini.pk, [cast.siding.scope]),
    ]


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_decrees_are_recorded_by_who_manages_the_group(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    with pytest.raises(Denied):
        actions.add_decree(actor=getattr(cast, who), group=cast.siding, now=now, **DECREE)
    assert Decree.objects.count() == 0
    assert told() == []


def test_a_decree_is_recorded_once_and_its_term_runs_forwards(cast: SimpleNamespace, now: datetime) -> None:
    actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    with pytest.raises(Denied, match="sudah dicatat"):
        actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    backwards = {**DECREE, "number": "2", "term_start": date(2025, 1, 1), "term_end": date(2024, 1, 1)}
    with pytest.raises(Denied, match="sebelum dimulai"):
        actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **backwards)
    actions.add_decree(actor=cast.rini, group=cast.jagoi, now=now, **DECREE)  # another group counts for itself
    assert Decree.objects.count() == 2


def test_the_board_sits_by_decree(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    seat = actions.seat_board_member(
        actor=cast.markus, group=cast.siding, decree=decree, position="ketua", person_name="Markus Ngadi", person=cast.markus, now=now
    )
    with pytest.raises(Denied, match="Markus Ngadi masih menjabat ketua"):
        actions.seat_board_member(actor=cast.markus, group=cast.siding, decree=decree, position="ketua", person_name="Lain", now=now)
    with pytest.raises(Denied, match="seksinya"):
        actions.seat_board_member(actor=cast.markus, group=cast.siding, decree=decree, position="seksi", person_name="Lain", now=now)
    actions.dismiss_board_member(actor=cast.markus, seat=seat, decree=decree, now=now)
    assert rows(BoardSeat.objects, "position", "person_name", "person_id", "appointed_by_id", "dismissed_by_id") == [
        ("ketua", "Markus Ngadi", cast.markus.pk, decree.pk, decree.pk)
    ]
    actions.reinstate_board_member(actor=cast.markus, seat=seat, now=now)
    assert BoardSeat.objects.get().dismissed_by is None
    changed = ("groups.BoardChanged", {"group_id": cast.siding.pk, "seat_id": seat.pk}, cast.markus.pk, [cast.siding.scope])
    assert told()[1:] == [changed] * 3


def test_a_dismissal_cannot_be_taken_back_when_the_office_is_held_by_another(cast: SimpleNamespace, now: datetime) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    values = {"actor": cast.markus, "group": cast.siding, "decree": decree, "position": "sekretaris", "now": now}
    first = actions.seat_board_member(person_name="Sari", **values)
    actions.dismiss_board_member(actor=cast.markus, seat=first, decree=decree, now=now)
    actions.seat_board_member(person_name="Dewi", **values)
    with pytest.raises(Denied, match="diisi orang lain"):
        actions.reinstate_board_member(actor=cast.markus, seat=first, now=now)


def test_the_decree_of_another_group_appoints_nobody(cast: SimpleNamespace, now: datetime) -> None:
    theirs = actions.add_decree(actor=cast.rini, group=cast.jagoi, now=now, **DECREE)
    with pytest.raises(Denied, match="kelompok lain"):
        actions.seat_board_member(actor=cast.markus, group=cast.siding, decree=theirs, position="ketua", person_name="Markus", now=now)
    own = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    seat = actions.seat_board_member(actor=cast.markus, group=cast.siding, decree=own, position="ketua", person_name="Markus", now=now)
    for actor, decree in ((cast.markus, theirs), (cast.joko, own)):
        with pytest.raises(Denied):
            actions.dismiss_board_member(actor=actor, seat=seat, decree=decree, now=now)
    assert BoardSeat.objects.get().dismissed_by is None


# --- Members ----------------------------------------------------------------------------------------------------------


def test_add_member(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    for _ in range(2):  # once is enough
        actions.add_member(actor=cast.markus, group=cast.siding, person=cast.wati, section="Pengolahan", now=now)
    assert rows(Member.objects, "group_id", "person_id", "section", "joined_date", "left_date", "account_made_here") == [
        (cast.siding.pk, cast.wati.pk, "Pengolahan", date(2026, 11, 24), None, False)
    ]
    joined = {"group_id": cast.siding.pk, "person_id": cast.wati.pk}
    assert told() == [("groups.MemberJoined", joined, cast.markus.pk, [cast.siding.scope])]


def test_welcome_member_makes_an_account_that_must_choose_a_password(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    slip = actions.welcome_member(
        actor=cast.markus, group=cast.siding, full_name="Sari Kristina", phone="+6281255500199", section="Pengolahan", now=now
    )
    person = slip.person
    assert (person.username, person.full_name, person.phone, person.must_change_password) == (
        "sari.kristina",
        "Sari Kristina",
        "+6281255500199",
        True,
    )
    assert person.check_password(slip.password)
    assert rows(Member.objects, "person_id", "section", "account_made_here") == [(person.pk, "Pengolahan", True)]
    assert told() == [("groups.MemberJoined", {"group_id": cast.siding.pk, "person_id": person.pk}, cast.markus.pk, [cast.siding.scope])]


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko", "adi"])
def test_members_are_added_by_who_manages_the_group(cast: SimpleNamespace, now: datetime, told: Told, who: str) -> None:
    people = type(cast.wati).objects.count()
    with pytest.raises(Denied):
        actions.add_member(actor=getattr(cast, who), group=cast.siding, person=cast.wati, now=now)
    with pytest.raises(Denied):
        actions.welcome_member(actor=getattr(cast, who), group=cast.siding, full_name="Orang Baru", now=now)
    assert (Member.objects.count(), type(cast.wati).objects.count(), told()) == (0, people, [])


def test_remove_member_ends_the_roles_in_the_group_and_only_there(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    member = actions.add_member(actor=cast.markus, group=cast.siding, person=cast.sari, now=now)
    elsewhere = grant(cast.sari, Role.CONTRIBUTOR, group=cast.jagoi, at=now)
    later = now + timedelta(days=2)
    actions.remove_member(actor=cast.markus, member=member, now=later)
    assert rows(Member.objects, "person_id", "left_date") == [(cast.sari.pk, date(2026, 11, 26))]
    assert rows(Grant.objects.filter(person=cast.sari), "role", "scope", "revoked_at") == [
        ("editor", cast.siding.scope, later),
        ("contributor", elsewhere.scope, None),
    ]
    assert told()[1:] == [
        ("groups.RoleRevoked", {"person_id": cast.sari.pk, "role": "editor"}, cast.markus.pk, [cast.siding.scope]),
        ("groups.MemberLeft", {"group_id": cast.siding.pk, "person_id": cast.sari.pk}, cast.markus.pk, [cast.siding.scope]),
    ]


def test_a_member_may_leave_but_not_remove_another(cast: SimpleNamespace, now: datetime) -> None:
    sari = actions.add_member(actor=cast.markus, group=cast.siding, person=cast.sari, now=now)
    dewi = actions.add_member(actor=cast.markus, group=cast.siding, person=cast.dewi, now=now)
    for who in (cast.dewi, cast.joko, cast.wati):
        with pytest.raises(Denied):
            actions.remove_member(actor=who, member=sari, now=now)
    actions.remove_member(actor=cast.dewi, member=dewi, now=now)
    assert rows(Member.objects.exclude(left_date=None), "person_id") == [(cast.dewi.pk,)]


def test_who_left_may_come_back(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    member = actions.add_member(actor=cast.markus, group=cast.siding, person=cast.wati, now=now)
    actions.remove_member(actor=cast.markus, member=member, now=now)
    actions.add_member(actor=cast.markus, group=cast.siding, person=cast.wati, now=now)
    assert rows(Member.objects, "person_id", "left_date") == [(cast.wati.pk, None)]
    assert [name for name, *_ in told()] == ["groups.MemberJoined", "groups.MemberLeft", "groups.MemberJoined"]


def test_the_last_chair_stays(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    member = Member.objects.create(group=cast.siding, person=cast.markus, joined_date=now.date())
    held = cast.markus.grants.get()
    for deed in (
        lambda: actions.remove_member(actor=cast.rini, member=member, now=now),
        lambda: actions.revoke_role(actor=cast.rini, grant=held, now=now),
        lambda: actions.revoke_role(actor=cast.markus, grant=held, now=now),
    ):
        with pytest.raises(Denied, match="Markus Ngadi satu-satunya ketua"):
            deed()
    assert rows(Grant.objects.filter(person=cast.markus), "revoked_at") == [(None,)]
    assert told() == []
    actions.grant_role(actor=cast.rini, person=cast.sari, role=Role.CHAIR, group=cast.siding, now=now)
    actions.revoke_role(actor=cast.markus, grant=held, now=now)
    assert rows(Grant.objects.filter(person=cast.markus), "revoked_at") == [(now,)]


# --- Roles ------------------------------------------------------------------------------------------------------------


def test_grant_role(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    for _ in range(2):  # what is held already is given back
        given = actions.grant_role(actor=cast.markus, person=cast.wati, role=Role.CONTRIBUTOR, group=cast.siding, now=now)
    assert rows(Grant.objects.filter(person=cast.wati), "pk", "role", "scope", "group_id", "region_id", "granted_by_id", "granted_at") == [
        (given.pk, "contributor", cast.siding.scope, cast.siding.pk, None, cast.markus.pk, now)
    ]
    assert rows(Member.objects, "person_id", "left_date", "account_made_here") == [(cast.wati.pk, None, False)]
    assert told() == [("groups.RoleGranted", {"person_id": cast.wati.pk, "role": "contributor"}, cast.markus.pk, [cast.siding.scope])]


def test_grant_a_role_in_a_region(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    office = actions.open_office(actor=cast.rini, region=cast.regency, name="Dinas Kesehatan", now=now)
    actions.grant_role(actor=cast.rini, person=cast.wati, role=Role.OFFICE_LIAISON, region=cast.regency, office=office, now=now)
    actions.grant_role(actor=cast.adi, person=cast.wati, role=Role.COORDINATOR, region=cast.regency, office=office, now=now)
    assert rows(Grant.objects.filter(person=cast.wati), "role", "scope", "office_id") == [
        ("office_liaison", "region:61.07", office.pk),
        ("coordinator", "region:61.07", None),
    ]
    assert [event[3] for event in told()[1:]] == [["region:61.07"], ["region:61.07"]]


@pytest.mark.parametrize(
    ("who", "role", "place"),
    [
        ("joko", Role.EDITOR, "siding"),
        ("sari", Role.CONTRIBUTOR, "siding"),
        ("markus", Role.CHAIR, "siding"),
        ("markus", Role.EDITOR, "jagoi"),
        ("markus", Role.VILLAGE_OFFICER, "siding_village"),
        ("budi", Role.VILLAGE_OFFICER, "siding_village"),
        ("rini", Role.COORDINATOR, "regency"),
        ("rini", Role.VILLAGE_OFFICER, "regency"),
        ("adi", Role.EDITOR, "siding"),
    ],
)
def test_grant_role_is_refused(cast: SimpleNamespace, now: datetime, told: Told, who: str, role: Role, place: str) -> None:
    where = getattr(cast, place)
    target = {"group": where} if isinstance(where, Group) else {"region": where}
    with pytest.raises(Denied):
        actions.grant_role(actor=getattr(cast, who), person=cast.wati, role=role, now=now, **target)
    assert (cast.wati.grants.count(), told()) == (0, [])


def test_a_revoked_role_is_gone_at_the_next_question(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    from kentongan.groups.rules import is_contributor_of

    assert is_contributor_of(cast.dewi, cast.siding)
    held = cast.dewi.grants.select_related("group__region").get()
    held.person = cast.dewi
    actions.revoke_role(actor=cast.markus, grant=held, now=now)
    assert not is_contributor_of(cast.dewi, cast.siding)
    actions.revoke_role(actor=cast.markus, grant=held, now=now)  # again: nothing happens
    assert told() == [("groups.RoleRevoked", {"person_id": cast.dewi.pk, "role": "contributor"}, cast.markus.pk, [cast.siding.scope])]


def test_the_last_operator_stays(cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="satu-satunya pengelola sistem"):
        actions.revoke_role(actor=cast.adi, grant=cast.adi.grants.get(), now=now)


# --- Recovery ---------------------------------------------------------------------------------------------------------


def test_hand_over_recovery(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    actions.add_member(actor=cast.markus, group=cast.siding, person=cast.sari, account_made_here=True, now=now)
    code = actions.hand_over_recovery(actor=cast.markus, person=cast.sari, now=now)
    assert len(code) == 10
    assert rows(RecoveryCode.objects, "person_id", "made_by_id", "used_at") == [(cast.sari.pk, cast.markus.pk, None)]
    assert told()[1:] == [("groups.RecoveryHandedOver", {"person_id": cast.sari.pk}, cast.markus.pk, [cast.siding.scope])]


@pytest.mark.parametrize("who", ["sari", "dewi", "budi", "wati", "joko"])
def test_recovery_is_refused(cast: SimpleNamespace, now: datetime, who: str) -> None:
    stranger = make_person("lusia", "Lusia Banai")
    Member.objects.create(group=cast.siding, person=stranger, joined_date=now.date(), account_made_here=True)
    with pytest.raises(Denied):
        actions.hand_over_recovery(actor=getattr(cast, who), person=stranger, now=now)
    assert RecoveryCode.objects.count() == 0


# --- Boards at once, and what is taken out again ----------------------------------------------------------------------


def test_seat_board_is_one_fact(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    already = len(told())
    seats = [actions.NewSeat("ketua", " Markus ", person=cast.markus), actions.NewSeat("seksi", "Dewi", "Penyebaran")]
    made = actions.seat_board(actor=cast.markus, group=cast.siding, decree=decree, seats=seats, now=now)
    assert actions.seat_board(actor=cast.markus, group=cast.siding, decree=decree, seats=[], now=now) == []
    assert rows(BoardSeat.objects, "position", "section", "person_name", "person", "appointed_by", "order") == [
        ("ketua", "", "Markus", cast.markus.pk, decree.pk, 1),
        ("seksi", "Penyebaran", "Dewi", None, decree.pk, 4),
    ]
    ids = {"group_id": cast.siding.pk, "seat_ids": [seat.pk for seat in made]}
    assert told()[already:] == [("groups.BoardSeated", ids, cast.markus.pk, [cast.siding.scope])]


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        ([("ketua", "Yulia", "")], "Markus masih menjabat ketua"),
        ([("sekretaris", "A", ""), ("sekretaris", "B", "")], "satu orang"),
        ([("seksi", "A", " ")], "seksinya"),
    ],
)
def test_seat_board_all_or_none(cast: SimpleNamespace, now: datetime, told: Told, seats: list[tuple], why: str) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    actions.seat_board(actor=cast.markus, group=cast.siding, decree=decree, seats=[actions.NewSeat("ketua", "Markus")], now=now)
    already = len(told())
    wanted = [actions.NewSeat("bendahara", "Ani"), *(actions.NewSeat(*seat) for seat in seats)]
    with pytest.raises(Denied, match=why):
        actions.seat_board(actor=cast.rini, group=cast.siding, decree=decree, seats=wanted, now=now)
    with pytest.raises(Denied, match="SK dan pengurus"):
        actions.seat_board(actor=cast.sari, group=cast.siding, decree=decree, seats=[], now=now)
    assert (rows(BoardSeat.objects, "person_name"), told()[already:]) == ([("Markus",)], [])


def test_withdraw_a_seat_and_then_its_decree(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    decree = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **DECREE)
    later = actions.add_decree(actor=cast.markus, group=cast.siding, now=now, **{**DECREE, "number": "2"})
    seat, ended = actions.seat_board(
        actor=cast.markus, group=cast.siding, decree=decree, now=now, seats=[actions.NewSeat("ketua", "A"), actions.NewSeat("pembina", "B")]
    )
    actions.dismiss_board_member(actor=cast.markus, seat=ended, decree=later, now=now)
    already = len(told())
    for one in (decree, later):
        with pytest.raises(Denied, match="diangkat atau diberhentikan"):
            actions.withdraw_decree(actor=cast.rini, decree=one, now=now)
    with pytest.raises(Denied, match="berakhir"):
        actions.withdraw_seat(actor=cast.rini, seat=ended, now=now)
    with pytest.raises(Denied):
        actions.withdraw_seat(actor=cast.sari, seat=seat, now=now)
    actions.reinstate_board_member(actor=cast.markus, seat=ended, now=now)
    with pytest.raises(Denied):
        actions.withdraw_decree(actor=cast.sari, decree=later, now=now)
    seat_id, later_id = seat.pk, later.pk
    actions.withdraw_seat(actor=cast.rini, seat=seat, now=now)
    actions.withdraw_decree(actor=cast.markus, decree=later, now=now)
    assert (rows(BoardSeat.objects, "person_name"), rows(Decree.objects, "number")) == ([("B",)], [(DECREE["number"],)])
    assert told()[already + 1 :] == [
        ("groups.BoardChanged", {"group_id": cast.siding.pk, "seat_id": seat_id}, cast.rini.pk, [cast.siding.scope]),
        ("groups.DecreeWithdrawn", {"group_id": cast.siding.pk, "decree_id": later_id}, cast.markus.pk, [cast.siding.scope]),
    ]
