"""The coordinator's desk: register, officers, offices, stopping sites, forum."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import code_of, make_person
from kentongan.groups.models import Grant, Group, Member, Office, Role
from kentongan.sites.models import Site

REGION = "/ruang/wilayah/61.07/"


def names(answer: object) -> list[str]:
    return [group.name for group in answer.context["page"]]  # type: ignore[attr-defined]


def errors_of(answer: object, form: str = "form") -> list[str]:
    return list(answer.context[form].errors)  # type: ignore[attr-defined]


def test_the_register_is_searched_filtered_and_paged(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Kabar", status="published", by=cast.sari, days=2)  # type: ignore[operator]
    Group.objects.create(name="KIM Tanpa Situs", region=cast.siding_village)
    Site.objects.filter(pk=cast.jagoi_site.pk).update(state="suspended", suspended_reason="x")
    everything = client.get(REGION)
    assert set(names(everything)) == {"KIM Suara Siding", "KIM Jagoi Bersuara", "KIM Tanpa Situs"}
    assert {group.name for group in everything.context["page"] if group.last_activity_on} == {"KIM Suara Siding"}
    assert names(client.get(REGION + "?cari=bersuara")) == ["KIM Jagoi Bersuara"]
    assert names(client.get(REGION + "?cari=jagoi")) == ["KIM Jagoi Bersuara"]
    assert set(names(client.get(REGION + "?cari=SIDING"))) == {"KIM Suara Siding", "KIM Tanpa Situs"}  # by the name of the village
    assert names(client.get(REGION + "?situs=berhenti")) == ["KIM Jagoi Bersuara"]
    assert names(client.get(REGION + "?situs=tanpa")) == ["KIM Tanpa Situs"]
    assert names(client.get(REGION + "?situs=aktif&cari=zzz")) == []
    assert "Tidak ada yang cocok" in client.get(REGION + "?cari=zzz").content.decode()
    below = client.get(f"/ruang/wilayah/{cast.jagoi_district.code}/")
    assert names(below) == ["KIM Jagoi Bersuara"]


def test_the_register_costs_the_same_for_two_groups_and_for_thirty(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]

    def costs() -> list[int]:
        found = []
        for url in (REGION, REGION + "petugas/", "/ruang/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    first = costs()
    for number in range(30):
        group = Group.objects.create(name=f"KIM {number}", region=cast.siding_village)
        Site.objects.create(group=group, slug=f"kim-{number}")
        person = make_person(f"petugas{number}", f"Petugas {number}")
        Grant.objects.create(person=person, role=Role.LEADER, scope="region:61.07", region=cast.regency, granted_at="2026-01-01T00:00Z")
    assert costs() == first
    assert max(first) <= 26
    assert [len(client.get(f"{REGION}?hal={number}").context["page"].object_list) for number in (1, 2)] == [20, 12]


def new_group(cast: SimpleNamespace, regions: dict, **changed: str) -> dict[str, str]:
    village = code_of(regions, "Sebalo", "Bengkayang")
    values = {
        "name": "KIM Sebalo Cerdas",
        "kind": "kim",
        "level": "desa",
        "region": village,
        "founded_year": "",
        "slug": "",
        "accent": "laut",
    }
    return values | changed


def test_a_group_is_entered_and_its_site_is_live(cast: SimpleNamespace, regions: dict, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    answer = client.post(REGION + "kim-baru/", new_group(cast, regions))
    assert (answer.status_code, answer["Location"]) == (302, "/ruang/kim/sebalo-cerdas/anggota/tambah/")
    site = Site.objects.get(slug="sebalo-cerdas")
    assert (site.group.name, site.group.region.full_name, site.accent, site.state) == (
        "KIM Sebalo Cerdas",
        "Kelurahan Sebalo",
        "laut",
        "active",
    )
    assert sign_in().get("/kim/sebalo-cerdas/").status_code == 200  # type: ignore[operator]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "KIM Suara Siding"}, ["slug"]),  # the address made of it is taken
        ({"slug": "ruang"}, ["slug"]),
        ({"region": "61.01.01"}, ["region"]),  # the next regency
        ({"region": "ngawur"}, ["region"]),
        ({"kind": "partai"}, ["kind"]),
        ({"accent": "neon"}, ["accent"]),
    ],
)
def test_a_group_that_cannot_be_entered_is_kept_as_typed(
    cast: SimpleNamespace, regions: dict, sign_in: object, changed: dict, wrong: list[str]
) -> None:
    answer = sign_in(cast.rini).post(REGION + "kim-baru/", new_group(cast, regions, **changed))  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer)) == (422, wrong)
    assert {name: answer.context["form"][name].value() for name in changed} == changed
    assert (Group.objects.count(), Site.objects.count()) == (2, 2)


def test_officers_are_appointed_and_dismissed(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    values = {"person": "0812 5550 0106", "role": "village_officer", "region": cast.siding_village.code, "office": ""}
    given = client.post(REGION + "petugas/", values, follow=True)
    assert "Wati Rahayu sekarang Petugas desa/kelurahan, Desa Siding." in given.content.decode()
    grant = cast.wati.grants.get()
    assert (grant.role, grant.scope, grant.granted_by) == ("village_officer", cast.siding_village.scope, cast.rini)
    gone = client.post(f"{REGION}petugas/{grant.pk}/cabut/", follow=True)
    assert cast.wati.grants.filter(revoked_at=None).count() == 0
    undo = re.findall(r'action="([^"]+/kembali/)"', gone.content.decode())
    client.post(undo[-1])
    assert cast.wati.grants.filter(revoked_at=None).values_list("role", flat=True).get() == "village_officer"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"person": "siapa"}, ["person"]),
        ({"role": "district_officer"}, ["region"]),
        ({"role": "office_liaison", "region": "61.07"}, ["office"]),
        ({"role": "coordinator"}, ["role"]),  # only the operator gives it
        ({"role": "operator"}, ["role"]),
        ({"region": "61.01.01"}, ["region"]),
    ],
)
def test_an_appointment_that_does_not_fit(cast: SimpleNamespace, sign_in: object, changed: dict, wrong: list[str]) -> None:
    values = {"person": "wati", "role": "village_officer", "region": cast.siding_village.code, "office": ""} | changed
    answer = sign_in(cast.rini).post(REGION + "petugas/", values)  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer)) == (422, wrong)
    assert cast.wati.grants.count() == 0


def test_the_operator_appoints_coordinators_and_nobody_else(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.adi)  # type: ignore[operator]
    page = client.get(REGION + "petugas/")
    assert [value for value, _label in page.context["form"].fields["role"].choices] == ["coordinator"]
    assert client.post(REGION + "petugas/", {"person": "wati", "role": "coordinator", "region": "61.07"}).status_code == 302
    assert cast.wati.grants.values_list("role", "scope").get() == ("coordinator", "region:61.07")


def test_a_liaison_speaks_for_an_office(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    assert client.post(REGION + "opd/", {"opd-name": "Dinas Kesehatan", "opd-short_name": "Dinkes"}).status_code == 302
    office = Office.objects.get()
    assert (
        client.post(REGION + "petugas/", {"person": "wati", "role": "office_liaison", "region": "61.07", "office": office.pk}).status_code
        == 302
    )
    assert cast.wati.grants.get().office == office
    assert client.post(REGION + "opd/", {"opd-name": ""}).status_code == 422


def test_an_officer_is_helped_to_sign_in_again(cast: SimpleNamespace, sign_in: object) -> None:
    client, grant = sign_in(cast.rini), cast.budi.grants.get()  # type: ignore[operator]
    answer = client.post(f"{REGION}petugas/{grant.pk}/pulih/")
    assert (answer.status_code, len(answer.context["code"])) == (200, 11)
    own = client.get(f"{REGION}petugas/{cast.rini.grants.get().pk}/pulih/")
    assert "ganti kata sandi di halaman akun" in own.content.decode()


def test_a_site_is_stopped_resumed_and_moved(cast: SimpleNamespace, sign_in: object) -> None:
    client, visitor, url = sign_in(cast.rini), sign_in(), REGION + "situs/suara-siding/"  # type: ignore[operator]
    wrong = client.post(url, {"do": "suspend", "reason": ""})
    assert (wrong.status_code, errors_of(wrong, "suspend"), visitor.get("/kim/suara-siding/").status_code) == (422, ["reason"], 200)
    client.post(url, {"do": "suspend", "reason": "Pengurus disusun ulang"})
    stopped = visitor.get("/kim/suara-siding/")
    assert (stopped.status_code, "Pengurus disusun ulang" in stopped.content.decode()) == (503, True)
    assert "Situs dihentikan sementara." in sign_in(cast.sari).get("/ruang/kim/suara-siding/").content.decode()  # type: ignore[operator]
    client.post(url, {"do": "resume"})
    assert visitor.get("/kim/suara-siding/").status_code == 200
    assert errors_of(client.post(url, {"do": "move", "moved_to": "javascript:alert(1)"}), "move") == ["moved_to"]
    client.post(url, {"do": "move", "moved_to": "https://suarasiding.id"})
    moved = visitor.get("/kim/suara-siding/kontak/")
    assert (moved.status_code, moved["Location"]) == (301, "https://suarasiding.id/kontak/")
    assert client.post(url, {"do": "bakar"}).status_code == 403


def test_a_forum_is_made_of_groups(cast: SimpleNamespace, regions: dict, sign_in: object) -> None:
    client = sign_in(cast.rini)  # type: ignore[operator]
    client.post(
        REGION + "kim-baru/", new_group(cast, regions, name="Forum KIM Bengkayang", kind="forum", level="kabupaten", region="61.07")
    )
    url = "/ruang/kim/forum-kim-bengkayang/forum/"
    assert {group.name for group in client.get(url).context["candidates"]} == {"KIM Suara Siding", "KIM Jagoi Bersuara"}
    assert client.post(url + "gabung/", {"group": cast.siding.pk}).status_code == 302
    assert [group.name for group in client.get(url).context["members"]] == ["KIM Suara Siding"]
    assert client.post(url + "gabung/", {"group": "ngawur"}).status_code == 403
    assert client.post(f"{url}{cast.siding.pk}/keluar/").status_code == 302
    assert client.get(url).context["members"] == []


def test_the_desk_of_a_group_is_open_to_the_coordinator(members: SimpleNamespace, sign_in: object, write: object) -> None:
    cast = members
    write(cast.dewi, cast.siding, "Kabar lada", status="published", by=cast.sari)  # type: ignore[operator]
    answer = sign_in(cast.rini).get("/ruang/kim/suara-siding/")  # type: ignore[operator]
    assert [text.title for text, _url in answer.context["rows"]] == ["Kabar lada"]
    assert (answer.context["figures"].published, answer.context["figures"].members) == (1, Member.objects.count())
