"""Who may do what to whom, as tables."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from conftest import grant, make_person
from kentongan.groups import rules
from kentongan.groups.models import Group, Member, Office, Role

EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")


def holders(cast: SimpleNamespace, ask: object) -> set[str]:
    return {name for name in EVERYBODY if ask(getattr(cast, name))}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ("is_contributor_of", {"sari", "yohanes", "dewi", "markus"}),
        ("is_editor_of", {"sari", "yohanes", "markus"}),
        ("is_chair_of", {"markus"}),
        ("may_manage_group", {"markus", "rini"}),
        ("may_see_group_desk", {"sari", "yohanes", "dewi", "markus", "rini"}),
    ],
)
def test_questions_about_a_group(cast: SimpleNamespace, question: str, allowed: set[str]) -> None:
    assert holders(cast, lambda actor: getattr(rules, question)(actor, cast.siding)) == allowed


@pytest.mark.parametrize(
    ("question", "place", "allowed"),
    [
        ("can_form_group", "siding_village", {"rini", "adi"}),
        ("can_open_office", "regency", {"rini", "adi"}),
        ("may_see_region_desk", "siding_village", {"rini", "adi"}),
        ("is_coordinator_over", "siding_village", {"rini"}),
        ("may_issue_bulletins_for", "siding_village", {"budi"}),
        ("may_issue_bulletins_for", "regency", {"rini"}),
        ("may_publish_bulletins_for", "regency", {"rini"}),
        ("may_issue_alerts_for", "siding_village", {"budi"}),
        ("may_propose_alerts_for", "siding_village", {"sari", "yohanes", "markus"}),
        ("may_release_alerts_for", "siding_village", {"budi", "rini"}),
        ("may_warn_alone", "siding_village", set()),
    ],
)
def test_questions_about_a_region(cast: SimpleNamespace, question: str, place: str, allowed: set[str]) -> None:
    assert holders(cast, lambda actor: getattr(rules, question)(actor, getattr(cast, place))) == allowed


@pytest.mark.parametrize(
    ("held_in", "asked_for", "writes", "releases"),
    [
        ("regency", "siding_village", False, True),
        ("siding_district", "siding_village", False, True),
        ("siding_district", "siding_district", True, True),
        ("siding_village", "siding_district", False, False),
        ("jagoi_district", "siding_village", False, False),
    ],
)
def test_who_holds_the_emergency_right_warns_alone_there_and_below(
    held_in: str, asked_for: str, writes: bool, releases: bool, cast: SimpleNamespace, now: datetime
) -> None:
    grant(cast.wati, Role.EMERGENCY_OFFICER, region=getattr(cast, held_in), at=now)
    place = getattr(cast, asked_for)
    assert rules.may_issue_alerts_for(cast.wati, place) == writes
    assert (rules.may_release_alerts_for(cast.wati, place), rules.may_warn_alone(cast.wati, place)) == (releases, releases)
    assert not rules.may_issue_bulletins_for(cast.wati, place)


def test_nobody_gives_himself_the_emergency_right(cast: SimpleNamespace) -> None:
    given = holders(cast, lambda actor: rules.can_grant_role(actor, cast.wati, Role.EMERGENCY_OFFICER, region=cast.regency))
    assert given == {"rini"}
    assert not rules.can_grant_role(cast.rini, cast.rini, Role.EMERGENCY_OFFICER, region=cast.regency)


def test_a_coordinator_has_no_say_in_the_next_regency(cast: SimpleNamespace, regions: dict) -> None:
    assert not rules.can_form_group(cast.rini, regions["61.01.01"])
    assert not rules.may_see_region_desk(cast.rini, regions["61"])


NOBODY: set[str] = set()


@pytest.mark.parametrize(
    ("role", "own", "next_door"),
    [
        (Role.CONTRIBUTOR, {"markus", "rini"}, {"rini"}),
        (Role.EDITOR, {"markus", "rini"}, {"rini"}),
        (Role.CHAIR, {"rini"}, {"rini"}),
    ],
)
def test_who_gives_the_roles_of_a_group(cast: SimpleNamespace, role: Role, own: set[str], next_door: set[str]) -> None:
    newcomer = make_person("baru", "Orang Baru")
    assert holders(cast, lambda actor: rules.can_grant_role(actor, newcomer, role, group=cast.siding)) == own
    assert holders(cast, lambda actor: rules.can_grant_role(actor, newcomer, role, group=cast.jagoi)) == next_door


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.VILLAGE_OFFICER, "siding_village", {"rini"}),
        (Role.DISTRICT_OFFICER, "siding_district", {"rini"}),
        (Role.OFFICE_LIAISON, "regency", {"rini"}),
        (Role.INFORMATION_OFFICER, "regency", {"rini"}),
        (Role.LEADER, "regency", {"rini"}),
        (Role.AUDITOR, "regency", {"rini"}),
        (Role.COORDINATOR, "regency", {"adi"}),
        (Role.OPERATOR, "", {"adi"}),
    ],
)
def test_who_gives_the_roles_of_a_region(cast: SimpleNamespace, role: Role, place: str, allowed: set[str]) -> None:
    newcomer = make_person("baru", "Orang Baru")
    region = getattr(cast, place) if place else None
    assert holders(cast, lambda actor: rules.can_grant_role(actor, newcomer, role, region=region)) == allowed


def test_nobody_raises_himself(cast: SimpleNamespace) -> None:
    assert not rules.can_grant_role(cast.markus, cast.markus, Role.EDITOR, group=cast.siding)
    assert not rules.can_grant_role(cast.rini, cast.rini, Role.CHAIR, group=cast.siding)
    assert not rules.can_grant_role(cast.adi, cast.adi, Role.COORDINATOR, region=cast.regency)


@pytest.mark.parametrize(
    ("role", "place", "with_office", "fits"),
    [
        (Role.EDITOR, "siding", False, True),
        (Role.EDITOR, "regency", False, False),
        (Role.VILLAGE_OFFICER, "siding_village", False, True),
        (Role.VILLAGE_OFFICER, "siding_district", False, False),
        (Role.VILLAGE_OFFICER, "siding", False, False),
        (Role.DISTRICT_OFFICER, "siding_district", False, True),
        (Role.DISTRICT_OFFICER, "regency", False, False),
        (Role.COORDINATOR, "regency", False, True),
        (Role.COORDINATOR, "siding_village", False, False),
        (Role.OFFICE_LIAISON, "regency", True, True),
        (Role.OFFICE_LIAISON, "regency", False, False),
        (Role.LEADER, "siding_village", False, True),
        (Role.OPERATOR, "", False, True),
        (Role.OPERATOR, "regency", False, False),
    ],
)
def test_a_role_fits_its_place(cast: SimpleNamespace, role: Role, place: str, with_office: bool, fits: bool) -> None:
    where = getattr(cast, place) if place else None
    group, region = (where, None) if isinstance(where, Group) else (None, where)
    office = Office.objects.create(region=cast.regency, name="Dinas Kesehatan") if with_office else None
    assert (rules.why_role_does_not_fit(role, group=group, region=region, office=office) == "") is fits


@pytest.mark.parametrize(
    ("whose", "allowed"),
    [
        ("dewi", {"dewi", "markus", "rini"}),  # everybody may step down
        ("sari", {"sari", "markus", "rini"}),
        ("markus", {"markus", "rini"}),
        ("joko", {"joko", "rini"}),
        ("budi", {"budi", "rini"}),
        ("rini", {"rini", "adi"}),
    ],
)
def test_who_ends_a_role(cast: SimpleNamespace, whose: str, allowed: set[str]) -> None:
    held = getattr(cast, whose).grants.get()
    assert holders(cast, lambda actor: rules.can_revoke_role(actor, held)) == allowed


def join(person: object, group: Group, now: datetime, *, made_here: bool = True) -> None:
    Member.objects.create(group=group, person=person, joined_date=now.date(), account_made_here=made_here)


@pytest.mark.parametrize(
    ("whose", "allowed"),
    [
        ("sari", {"markus", "rini", "adi"}),
        ("dewi", {"markus", "rini", "adi"}),
        ("markus", {"rini", "adi"}),  # nobody helps an equal or a higher one
        ("budi", {"rini", "adi"}),
        ("joko", {"rini", "adi"}),  # Markus does not lead that group
        ("wati", {"adi"}),  # belongs nowhere
        ("rini", {"adi"}),
        ("adi", NOBODY),
    ],
)
def test_who_hands_over_a_recovery_code(cast: SimpleNamespace, now: datetime, whose: str, allowed: set[str]) -> None:
    for name in ("sari", "dewi", "markus"):
        join(getattr(cast, name), cast.siding, now)
    join(cast.joko, cast.jagoi, now)
    assert holders(cast, lambda actor: not rules.why_not_recover(actor, getattr(cast, whose))) == allowed


def test_a_chair_cannot_take_over_an_account_by_adding_it_as_a_member(cast: SimpleNamespace, now: datetime) -> None:
    join(cast.joko, cast.siding, now, made_here=False)
    join(cast.wati, cast.siding, now, made_here=False)
    assert "koordinator" in rules.why_not_recover(cast.markus, cast.wati)
    assert "koordinator" in rules.why_not_recover(cast.markus, cast.joko)


def test_a_chair_cannot_reset_a_member_who_also_works_elsewhere(cast: SimpleNamespace, now: datetime) -> None:
    join(cast.sari, cast.siding, now)
    grant(cast.sari, Role.CONTRIBUTOR, group=cast.jagoi, at=now)
    assert rules.why_not_recover(cast.markus, cast.sari)
    assert not rules.why_not_recover(cast.rini, cast.sari)


def test_a_coordinator_cannot_reset_somebody_who_also_works_in_the_next_regency(
    cast: SimpleNamespace, regions: dict, now: datetime
) -> None:
    join(cast.sari, cast.siding, now)
    grant(cast.sari, Role.DISTRICT_OFFICER, region=regions["61.01.01"], at=now)
    assert rules.why_not_recover(cast.rini, cast.sari)


def test_who_brings_groups_into_a_forum(cast: SimpleNamespace, now: datetime) -> None:
    forum = Group.objects.create(name="Forum KIM", kind=Group.Kind.FORUM, region=cast.regency)
    leader = make_person("lusia", "Lusia Banai")
    grant(leader, Role.CHAIR, group=forum, at=now)
    assert rules.can_join_forum(leader, forum, cast.siding)
    assert rules.can_join_forum(cast.rini, forum, cast.siding)
    assert not rules.can_join_forum(cast.markus, forum, cast.siding)
    assert not rules.can_join_forum(cast.rini, cast.jagoi, cast.siding)  # a KIM is no forum
    assert rules.can_leave_forum(cast.markus, forum, cast.siding)
    assert not rules.can_leave_forum(cast.joko, forum, cast.siding)
