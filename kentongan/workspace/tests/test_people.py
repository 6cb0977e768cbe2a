"""Members, roles, slips and recovery codes, decrees and board, through the pages."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from conftest import PASSWORD, make_person
from kentongan.accounts.models import Person, RecoveryCode
from kentongan.groups.models import BoardSeat, Decree, Grant, Group, Member, Role
from kentongan.media.models import Upload

DESK = "/ruang/kim/suara-siding/"


def held(person: Person, group: Group) -> list[str]:
    return list(Grant.objects.filter(person=person, group=group, revoked_at=None).values_list("role", flat=True))


def undo_of(answer: object) -> str:
    """The address behind the last button Urungkan of the page."""
    page = answer.content.decode()  # type: ignore[attr-defined]
    return re.findall(r'<form method="post" action="([^"]+)">[^<]*<input[^>]*><button class="button quiet compact"><svg', page)[-1]


def errors_of(answer: object, form: str = "form") -> dict[str, list[str]]:
    return {name: [str(error) for error in errors] for name, errors in answer.context[form].errors.items()}  # type: ignore[attr-defined]


# --- Members ----------------------------------------------------------------------------------------------------------


def test_a_new_member_gets_a_slip(cast: SimpleNamespace, sign_in: object) -> None:
    values = {
        "which": "new",
        "baru-full_name": "Lusia Banai",
        "baru-phone": "0812 5550 0199",
        "baru-section": "Pengolahan",
        "baru-role": "editor",
    }
    answer = sign_in(cast.markus).post(DESK + "anggota/tambah/", values)  # type: ignore[operator]
    person = Person.objects.get(username="lusia")
    page = answer.content.decode()
    password = re.search(r"[a-z]+-[a-z]+-[a-z]+-\d{4}", page).group()  # type: ignore[union-attr]
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert person.check_password(password)
    assert person.must_change_password
    assert (person.phone, held(person, cast.siding)) == ("+6281255500199", ["editor"])
    assert "0812-5550-0199" in page
    assert "Redaktur" in page
    assert list(Member.objects.values_list("person_id", "section", "account_made_here")) == [(person.pk, "Pengolahan", True)]


def test_the_chair_cannot_make_a_chair_but_the_coordinator_can(cast: SimpleNamespace, sign_in: object) -> None:
    values = {"which": "new", "baru-full_name": "Lusia Banai", "baru-role": "chair"}
    answer = sign_in(cast.markus).post(DESK + "anggota/tambah/", values)  # type: ignore[operator]
    assert answer.status_code == 422
    assert list(errors_of(answer, "new")) == ["role"]
    assert not Person.objects.filter(full_name="Lusia Banai").exists()
    assert sign_in(cast.rini).post(DESK + "anggota/tambah/", values).status_code == 200  # type: ignore[operator]
    assert held(Person.objects.get(username="lusia"), cast.siding) == ["chair"]


@pytest.mark.parametrize(
    ("name", "phone", "wrong"),
    [
        ("", "", "full_name"),
        ("Lusia Banai", "0812", "phone"),
        ("Lusia Banai", "bukan nomor", "phone"),
        ("Lusia Banai", "0812-5550-0106", "phone"),  # Wati's
        ("L" * 121, "", "full_name"),
    ],
)
def test_what_is_typed_wrong_is_kept(cast: SimpleNamespace, sign_in: object, name: str, phone: str, wrong: str) -> None:
    people = Person.objects.count()
    values = {"which": "new", "baru-full_name": name, "baru-phone": phone, "baru-role": "contributor"}
    answer = sign_in(cast.markus).post(DESK + "anggota/tambah/", values)  # type: ignore[operator]
    assert answer.status_code == 422
    assert list(errors_of(answer, "new")) == [wrong]
    assert answer.context["new"]["full_name"].value() == name
    assert answer.context["new"]["phone"].value() == phone
    assert Person.objects.count() == people


def test_somebody_with_an_account_is_added_by_number_or_name(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.markus)  # type: ignore[operator]
    assert client.post(DESK + "anggota/tambah/", {"which": "existing", "ada-person": "0812 5550 0106"}).status_code == 302
    assert client.post(DESK + "anggota/tambah/", {"which": "existing", "ada-person": "Joko"}).status_code == 302
    unknown = client.post(DESK + "anggota/tambah/", {"which": "existing", "ada-person": "siapa"})
    assert (unknown.status_code, list(errors_of(unknown, "existing"))) == (422, ["person"])
    assert set(Member.objects.values_list("person__username", "account_made_here")) == {("wati", False), ("joko", False)}
    assert held(cast.joko, cast.siding) == []


def test_roles_are_given_taken_and_given_back(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    given = client.post(f"{DESK}anggota/{cast.dewi.pk}/tugas/", {"role": "editor"}, follow=True)
    assert "Dewi Anggraini sekarang redaktur." in given.content.decode()
    assert held(cast.dewi, cast.siding) == ["contributor", "editor"]
    client.post(undo_of(given))
    assert held(cast.dewi, cast.siding) == ["contributor"]
    taken = client.post(f"{DESK}tugas/{cast.sari.grants.get().pk}/cabut/", follow=True)
    assert "Sari Lestari bukan redaktur lagi." in taken.content.decode()
    assert held(cast.sari, cast.siding) == []
    client.post(undo_of(taken))
    assert held(cast.sari, cast.siding) == ["editor"]


def test_a_member_is_removed_and_brought_back_with_the_roles(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    gone = client.post(f"{DESK}anggota/{cast.sari.pk}/keluarkan/", follow=True)
    assert "Sari Lestari bukan anggota lagi." in gone.content.decode()
    assert (held(cast.sari, cast.siding), Member.objects.get(person=cast.sari).left_date is None) == ([], False)
    assert sign_in(cast.sari).get(DESK).status_code == 404  # type: ignore[operator]
    client.post(undo_of(gone))
    assert (held(cast.sari, cast.siding), Member.objects.get(person=cast.sari).left_date) == (["editor"], None)


def test_the_undo_cannot_smuggle_a_role(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    client.post(f"{DESK}anggota/{cast.sari.pk}/keluarkan/")
    answer = client.post(f"{DESK}anggota/{cast.sari.pk}/kembali/?tugas=chair,operator")
    assert answer.status_code == 403
    assert (held(cast.sari, cast.siding), Member.objects.get(person=cast.sari).left_date is None) == ([], False)


def test_the_last_chair_is_told_kindly(members: SimpleNamespace, sign_in: object) -> None:
    cast = members
    answer = sign_in(cast.markus).post(f"{DESK}anggota/{cast.markus.pk}/keluarkan/")  # type: ignore[operator]
    assert answer.status_code == 403
    assert "Markus Ngadi satu-satunya ketua di sini. Angkat penggantinya dulu" in answer.content.decode()
    assert held(cast.markus, cast.siding) == ["chair"]


def test_ids_of_another_group_do_not_open_it(members: SimpleNamespace, sign_in: object) -> None:
    """Markus names people and roles of Jagoi in the addresses of his own group."""
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    Member.objects.create(group=cast.jagoi, person=cast.joko, joined_date=date(2026, 1, 1), account_made_here=True)
    theirs = cast.joko.grants.get().pk
    for url in (
        f"{DESK}anggota/{cast.joko.pk}/keluarkan/",
        f"{DESK}anggota/{cast.joko.pk}/tugas/",
        f"{DESK}tugas/{theirs}/cabut/",
        f"{DESK}tugas/{theirs}/kembali/",
        f"{DESK}pulih/{cast.joko.pk}/",
        f"{DESK}tugas/{cast.rini.grants.get().pk}/cabut/",
    ):
        assert client.post(url, {"role": "editor"}).status_code == 404, url
    assert held(cast.joko, cast.jagoi) == ["editor"]


def test_phones_are_shown_only_to_who_manages(members: SimpleNamespace, sign_in: object) -> None:
    for who, sees in (("markus", True), ("rini", True), ("sari", False), ("dewi", False)):
        page = sign_in(getattr(members, who)).get(DESK + "anggota/").content.decode()  # type: ignore[operator]
        assert ("0812-5550-0103" in page) is sees, who


def test_member_list_searches_pages_and_costs_the_same(members: SimpleNamespace, sign_in: object) -> None:
    cast = members
    client = sign_in(cast.markus)  # type: ignore[operator]
    Member.objects.exclude(person=cast.markus).delete()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK + "anggota/").status_code == 200
        return len(queries)

    first = cost()
    for number in range(45):
        person = make_person(f"warga{number}", f"Warga {number:02}")
        Member.objects.create(group=cast.siding, person=person, joined_date=date(2026, 1, 1))
        Grant.objects.create(
            person=person, role=Role.CONTRIBUTOR, scope=cast.siding.scope, group=cast.siding, granted_at="2026-01-01T00:00Z"
        )
    assert cost() == first <= 14
    assert [len(client.get(f"{DESK}anggota/?hal={number}").context["rows"]) for number in (1, 2)] == [30, 16]
    assert [row.member.person.full_name for row in client.get(DESK + "anggota/?cari=warga+07").context["rows"]] == ["Warga 07"]
    assert "Tidak ada nama yang cocok" in client.get(DESK + "anggota/?cari=zzz").content.decode()


# --- Recovery ---------------------------------------------------------------------------------------------------------


def test_a_recovery_code_is_shown_once_and_works(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    url = f"{DESK}pulih/{cast.sari.pk}/"
    assert RecoveryCode.objects.count() == 0
    assert "Buat kode" in client.get(url).content.decode()
    assert RecoveryCode.objects.count() == 0  # looking makes nothing
    answer = client.post(url)
    code = answer.context["code"]
    assert code in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert code not in client.get(url).content.decode()

    from django.utils import timezone

    from kentongan.accounts.actions import use_recovery_code

    person = use_recovery_code(name="sari", typed_code=code, password="wajan-pelangi-tiang-90", now=timezone.now())
    assert person == cast.sari
    assert not Person.objects.get(pk=cast.sari.pk).check_password(PASSWORD)


def test_where_the_chair_may_not_help_the_page_says_who_can(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    Member.objects.create(group=cast.siding, person=cast.joko, joined_date=date(2026, 1, 1))
    url = f"{DESK}pulih/{cast.joko.pk}/"
    page = client.get(url).content.decode()
    assert "koordinator kabupaten yang dapat membantu" in page
    assert "Buat kode" not in page
    assert client.post(url).status_code == 403
    assert RecoveryCode.objects.count() == 0


# --- Decrees and board ------------------------------------------------------------------------------------------------

DECREE = {
    "number": "141/03",
    "issuer": "kepala_desa",
    "about": "Pengurus",
    "date": "2026-02-03",
    "term_start": "2026-02-03",
    "term_end": "2029-02-03",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_decree_is_recorded_with_its_scan(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.markus)  # type: ignore[operator]
    scan = SimpleUploadedFile("sk.pdf", PDF, content_type="application/pdf")
    assert client.post(DESK + "sk/tambah/", {**DECREE, "scan": scan}).status_code == 302
    decree = Decree.objects.get()
    with scopes_disabled():
        upload = Upload.objects.get()
    assert (decree.scan_key, upload.owner, upload.is_public) == (upload.key, cast.siding.scope, False)
    assert "Lihat salinan SK" in client.get(f"{DESK}sk/{decree.pk}/").content.decode()
    assert client.post(f"{DESK}sk/{decree.pk}/", {**DECREE, "about": "Pengurus kedua"}).status_code == 302
    assert Decree.objects.values_list("about", "scan_key").get() == ("Pengurus kedua", upload.key)


def test_a_scan_that_is_not_taken_keeps_the_rest_of_the_form(cast: SimpleNamespace, sign_in: object) -> None:
    for content, name in ((b"", "sk.pdf"), (b"bukan pdf", "sk.pdf"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "sk.svg")):
        answer = sign_in(cast.markus).post(DESK + "sk/tambah/", {**DECREE, "scan": SimpleUploadedFile(name, content)})  # type: ignore[operator]
        assert (answer.status_code, list(errors_of(answer))) == (422, ["scan"]), name
        assert answer.context["form"]["number"].value() == "141/03"
    assert Decree.objects.count() == 0
    with scopes_disabled():
        assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"number": ""}, "number"),
        ({"number": "141/03"}, "number"),
        ({"issuer": "presiden"}, "issuer"),
        ({"date": "kemarin"}, "date"),
        ({"term_end": "2026-02-03"}, "term_end"),
        ({"about": "x" * 251}, "about"),
    ],
)
def test_a_wrong_decree_is_kept(cast: SimpleNamespace, sign_in: object, changed: dict, wrong: str) -> None:
    Decree.objects.create(group=cast.siding, number="141/03", issuer="camat", about="Pembentukan", date=date(2021, 1, 1))
    answer = sign_in(cast.markus).post(DESK + "sk/tambah/", {**DECREE, "number": "141/04", **changed})  # type: ignore[operator]
    assert (answer.status_code, list(errors_of(answer))) == (422, [wrong])
    assert answer.context["form"][wrong].value() == changed[wrong]
    assert Decree.objects.count() == 1


def test_the_board_through_its_pages(members: SimpleNamespace, sign_in: object) -> None:
    cast, client = members, sign_in(members.markus)  # type: ignore[operator]
    assert "SK-nya dulu" in client.get(DESK + "pengurus/tambah/").content.decode()
    decree = Decree.objects.create(group=cast.siding, number="1", issuer="camat", about="Pengurus", date=date(2026, 1, 1))
    values = {"person_name": "sari lestari", "position": "sekretaris", "section": "", "decree": decree.pk}
    assert client.post(DESK + "pengurus/tambah/", values).status_code == 302
    seat = BoardSeat.objects.get()
    assert (seat.person_name, seat.person, seat.position) == ("sari lestari", cast.sari, "sekretaris")
    gone = client.post(f"{DESK}pengurus/{seat.pk}/berhenti/", {"decree": decree.pk}, follow=True)
    assert BoardSeat.objects.get().dismissed_by == decree
    client.post(undo_of(gone))
    assert BoardSeat.objects.get().dismissed_by is None


def test_a_board_member_needs_a_decree_of_the_group_and_a_section(cast: SimpleNamespace, sign_in: object) -> None:
    theirs = Decree.objects.create(group=cast.jagoi, number="1", issuer="camat", about="Pengurus", date=date(2026, 1, 1))
    Decree.objects.create(group=cast.siding, number="1", issuer="camat", about="Pengurus", date=date(2026, 1, 1))
    values = {"person_name": "Dewi", "position": "seksi", "section": "", "decree": theirs.pk}
    answer = sign_in(cast.markus).post(DESK + "pengurus/tambah/", values)  # type: ignore[operator]
    assert (answer.status_code, sorted(errors_of(answer))) == (422, ["decree", "section"])
    assert BoardSeat.objects.count() == 0


def test_the_group_says_who_it_is(cast: SimpleNamespace, sign_in: object) -> None:
    client = sign_in(cast.markus)  # type: ignore[operator]
    values = {
        "name": "KIM Suara Siding",
        "description": "Kami.",
        "address": "Balai",
        "phone": "0812 5550 0111",
        "email": "",
        "founded_year": "2021",
    }
    values |= {"register_number": ""}
    assert client.post(DESK + "kelompok/", values).status_code == 302
    group = Group.objects.get(pk=cast.siding.pk)
    assert (group.address, group.review_required) == ("Balai", False)
    wrong = client.post(DESK + "kelompok/", values | {"name": "", "phone": "abc", "founded_year": "20"})
    assert (wrong.status_code, sorted(errors_of(wrong))) == (422, ["founded_year", "name", "phone"])
    assert wrong.context["form"]["address"].value() == "Balai"
    assert Group.objects.get(pk=cast.siding.pk).name == "KIM Suara Siding"
