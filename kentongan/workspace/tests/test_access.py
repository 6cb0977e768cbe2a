"""Every page and button of the workspace × each of the cast. 200/302/422 may act, 403 sees the place but may not, 404 sees nothing."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from kentongan.groups.actions import add_decree, seat_board_member
from kentongan.groups.models import Group, Member
from kentongan.publishing.actions import create_publication, publish_publication, save_publication, submit_publication
from kentongan.publishing.models import Publication
from kentongan.sites.actions import save_page
from kentongan.sites.models import Site
from kentongan.workspace.urls import of_group, of_region
from tests.noted import noted_activity

EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")
OWN, EDITORS, MANAGERS = {"sari", "yohanes", "dewi", "markus", "rini"}, {"sari", "yohanes", "markus", "rini"}, {"markus", "rini"}
ABOVE = {"rini", "adi"}

# name → (method, who may, who is told that it is not for them); for all others it does not exist.
GROUP_PAGES: dict[str, tuple[str, set[str], set[str]]] = {
    "desk_show": ("get", OWN, set()),
    "member_list": ("get", OWN, set()),
    "decree_list": ("get", OWN, set()),
    "activity_list": ("get", OWN, set()),
    "activity_add": ("get", OWN - {"rini"}, {"rini"}),  # the coordinator reads what a group notes
    "activity_show": ("get", OWN, set()),
    "activity_edit": ("get", OWN - {"rini"}, {"rini"}),
    "activity_withdraw": ("post", OWN - {"rini"}, {"rini"}),
    "activity_restore": ("post", OWN - {"rini"}, {"rini"}),
    "site_edit": ("get", EDITORS, OWN - EDITORS),
    "menu_edit": ("get", EDITORS, OWN - EDITORS),
    "page_list": ("get", EDITORS, OWN - EDITORS),
    "page_start": ("get", EDITORS, OWN - EDITORS),
    "page_write": ("get", EDITORS, OWN - EDITORS),
    "address_edit": ("get", MANAGERS, OWN - MANAGERS),
    "group_edit": ("get", MANAGERS, OWN - MANAGERS),
    "member_add": ("get", MANAGERS, OWN - MANAGERS),
    "decree_add": ("get", MANAGERS, OWN - MANAGERS),
    "decree_edit": ("get", MANAGERS, OWN - MANAGERS),
    "seat_add": ("get", MANAGERS, OWN - MANAGERS),
    "seat_dismiss": ("get", MANAGERS, OWN - MANAGERS),
    "recovery_show": ("get", MANAGERS, OWN - MANAGERS),
    "logo_set": ("post", EDITORS, OWN - EDITORS),
    "logo_remove": ("post", EDITORS, OWN - EDITORS),
    "logo_restore": ("post", set(), OWN - EDITORS),  # there is no such picture
    "page_remove": ("post", EDITORS, OWN - EDITORS),
    "page_restore": ("post", set(), OWN - EDITORS),  # nothing was taken away
    "member_remove": ("post", MANAGERS | {"dewi"}, OWN - MANAGERS - {"dewi"}),  # Dewi may leave
    "member_restore": ("post", set(), OWN - MANAGERS),  # nobody left
    "role_grant": ("post", MANAGERS, OWN - MANAGERS),
    "role_revoke": ("post", MANAGERS | {"dewi"}, OWN - MANAGERS - {"dewi"}),
    "role_restore": ("post", MANAGERS, OWN - MANAGERS),
    "kim_id_edit": ("get", MANAGERS, OWN - MANAGERS),
    "kim_id_copy": ("get", OWN, set()),
    "kim_id_mark": ("post", OWN, set()),
    "kim_id_unmark": ("post", OWN, set()),
    "board_renew": ("get", MANAGERS, OWN - MANAGERS),
    "seat_reinstate": ("post", MANAGERS, OWN - MANAGERS),
    "forum_show": ("get", set(), OWN),  # a KIM is no forum
    "forum_join": ("post", set(), OWN),
    "forum_leave": ("post", set(), OWN),
}
REGION_PAGES: dict[str, tuple[str, set[str], set[str]]] = {
    "region_show": ("get", ABOVE, set()),
    "group_start": ("get", ABOVE, set()),
    "officer_list": ("get", ABOVE, set()),
    "officer_recover": ("get", ABOVE, set()),
    "site_control": ("get", ABOVE, set()),
    "office_open": ("post", ABOVE, set()),
    "officer_revoke": ("post", {"rini"}, {"adi"}),
    "officer_restore": ("post", {"rini"}, {"adi"}),
    "life_show": ("get", ABOVE, set()),
    "group_rest": ("get", {"rini"}, {"adi"}),
    "group_wake": ("post", set(), ABOVE),  # it is awake
    "group_merge": ("get", {"rini"}, {"adi"}),
    "group_dissolve": ("get", {"rini"}, {"adi"}),
    "group_revive": ("post", set(), ABOVE),  # it never ended
}


def test_every_address_is_in_the_tables() -> None:
    assert sorted(GROUP_PAGES) == sorted(route.name for route in of_group)
    assert sorted(REGION_PAGES) == sorted(route.name for route in of_region)


@pytest.fixture
def place(cast: SimpleNamespace, now: datetime) -> dict[str, object]:
    """What the addresses name: a page, a decree, a seat, a member (Dewi) and her role, Budi's role."""
    Member.objects.create(group=cast.siding, person=cast.dewi, joined_date=now.date(), account_made_here=True)
    day = date(2026, 1, 2)
    decree = add_decree(actor=cast.markus, group=cast.siding, number="1", issuer="kepala_desa", about="Pengurus", date=day, now=now)
    seat = seat_board_member(actor=cast.markus, group=cast.siding, decree=decree, position="ketua", person_name="Markus", now=now)
    with scopes_disabled():
        text = create_publication(actor=cast.dewi, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
        save_publication(actor=cast.dewi, publication=text, version=1, now=now, title="Panen", summary="", text="Isi.")
        submit_publication(actor=cast.dewi, publication=text, now=now)
        publish_publication(actor=cast.sari, publication=text, now=now)
        activity = noted_activity(cast, now)
        page = save_page(actor=cast.sari, site=cast.siding_site, title="Sejarah", text="Dulu.", now=now)
    return {
        "page_id": page.pk,
        "activity_id": activity.pk,
        "decree_id": decree.pk,
        "seat_id": seat.pk,
        "person_id": cast.dewi.pk,
        "grant_id": cast.dewi.grants.get().pk,
        "group_id": cast.jagoi.pk,
        "key": "tidakadakuncinya",
        "code": text.code,
    }


def address(route: object, **values: object) -> str:
    names = route.pattern.converters  # type: ignore[attr-defined]
    above = "slug" if route in of_group else "code"
    return reverse(f"workspace:{route.name}", kwargs={key: values[key] for key in (*names, above)})  # type: ignore[attr-defined]


def outcome(status: int) -> str:
    return {403: "told", 404: "nothing"}.get(status, "may" if status in (200, 302, 422) else str(status))


@pytest.mark.parametrize("route", of_group, ids=lambda route: route.name)
def test_pages_of_a_group(cast: SimpleNamespace, place: dict, sign_in: object, route: object) -> None:
    method, may, told = GROUP_PAGES[route.name]  # type: ignore[attr-defined]
    url = address(route, slug="suara-siding", **place)
    found = {}
    for name in EVERYBODY:
        with_rollback = _one_try(sign_in(getattr(cast, name)), method, url)  # type: ignore[operator]
        found[name] = outcome(with_rollback)
    assert found == {name: "may" if name in may else "told" if name in told else "nothing" for name in EVERYBODY}


@pytest.mark.parametrize("route", of_region, ids=lambda route: route.name)
def test_pages_of_a_region(cast: SimpleNamespace, sign_in: object, route: object) -> None:
    method, may, told = REGION_PAGES[route.name]  # type: ignore[attr-defined]
    values = {"code": "61.07", "slug": "suara-siding", "grant_id": cast.budi.grants.get().pk, "group_id": cast.siding.pk}
    url = address(route, **values)
    found = {name: outcome(_one_try(sign_in(getattr(cast, name)), method, url)) for name in EVERYBODY}  # type: ignore[operator]
    assert found == {name: "may" if name in may else "told" if name in told else "nothing" for name in EVERYBODY}


def _one_try(client: object, method: str, url: str) -> int:
    """The answer's status; what it changed is rolled back, so that each of the cast finds the same place."""
    from django.db import transaction

    with transaction.atomic():
        status = getattr(client, method)(url, {"role": "contributor", "opd-name": "Dinas"} if method == "post" else None).status_code
        transaction.set_rollback(True)
    return int(status)


@pytest.mark.parametrize("route", [*of_group, *of_region], ids=lambda route: route.name)
def test_a_visitor_is_asked_to_sign_in(cast: SimpleNamespace, sign_in: object, route: object) -> None:
    values = {
        "slug": "suara-siding",
        "page_id": 1,
        "activity_id": 1,
        "decree_id": 1,
        "seat_id": 1,
        "person_id": 1,
        "grant_id": 1,
        "group_id": 1,
        "key": "x",
    }
    values["code"] = "61.07" if route in of_region else "ABC"
    url = address(route, **values)
    method = (GROUP_PAGES | REGION_PAGES)[route.name][0]  # type: ignore[attr-defined]
    answer = getattr(sign_in(), method)(url)  # type: ignore[operator]
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={url}")


@pytest.mark.parametrize("name", ["week_show", "text_list", "review_list"])
def test_own_pages_are_for_everybody_who_signed_in(cast: SimpleNamespace, sign_in: object, name: str) -> None:
    url = reverse(f"workspace:{name}")
    assert {who: sign_in(getattr(cast, who)).get(url).status_code for who in EVERYBODY} == dict.fromkeys(EVERYBODY, 200)  # type: ignore[operator]
    assert sign_in().get(url).status_code == 302  # type: ignore[operator]


def test_a_coordinator_does_not_reach_the_next_regency(cast: SimpleNamespace, regions: dict, sign_in: object) -> None:
    group = Group.objects.create(name="KIM Sambas", region=regions["61.01.01"])
    Site.objects.create(group=group, slug="kim-sambas")
    client = sign_in(cast.rini)  # type: ignore[operator]
    for url in (
        "/ruang/kim/kim-sambas/",
        "/ruang/wilayah/61.01.01/",
        "/ruang/wilayah/61/",
        "/ruang/wilayah/61.07/situs/kim-sambas/",
        "/ruang/wilayah/99/",
    ):
        assert client.get(url).status_code == 404, url
