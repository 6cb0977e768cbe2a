"""New decrees with their board, the coordinator's pages of a group's life, and copying texts to kim.id."""

import io
import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled
from PIL import Image

from conftest import make_person
from kentongan.groups.models import BoardSeat, Chapter, Decree, Grant, Group, Member
from kentongan.media.actions import store_upload
from kentongan.publishing.models import KimIdCopy, Publication
from kentongan.sites.models import Site

DESK, REGION = "/ruang/kim/suara-siding/", "/ruang/wilayah/61.07/"


def errors_of(answer: object) -> list[str]:
    return list(answer.context["form"].errors)  # type: ignore[attr-defined]


def names(answer: object) -> list[str]:
    return [group.name for group in answer.context["page"]]  # type: ignore[attr-defined]


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def board(members: SimpleNamespace) -> dict[str, BoardSeat]:
    """Markus leads and Sari writes the minutes, by a decree whose term is over."""
    decree = Decree.objects.create(
        group=members.siding, number="lama", issuer="kepala_desa", about="Pengurus", date=date(2023, 1, 1), term_end=timezone.localdate()
    )
    return {
        person.username: BoardSeat.objects.create(
            group=members.siding, position=position, person_name=person.full_name, person=person, appointed_by=decree, order=order
        )
        for order, (position, person) in enumerate((("ketua", members.markus), ("sekretaris", members.sari)))
    }


NEW = {"number": "141/9", "issuer": "kepala_desa", "about": "Pengurus baru", "date": "2026-11-20", "term_start": "", "term_end": ""}


def typed(board: dict[str, BoardSeat], **changed: str) -> dict[str, str]:
    return NEW | {f"stays_{seat.pk}": "tetap" for seat in board.values()} | changed


def sitting() -> list[tuple[str, str, str]]:
    return [
        (seat.person_name, seat.position, seat.appointed_by.number) for seat in BoardSeat.objects.sitting().select_related("appointed_by")
    ]


def test_the_coordinator_renews_a_board_in_one_go(members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object) -> None:
    client, chair = sign_in(members.rini), board["markus"]  # type: ignore[operator]
    page = client.get(DESK + "pengurus/ganti/")
    assert "akhiri juga tugasnya di ruang kerja: ketua" in page.content.decode()
    values = typed(board, term_end="2029-11-20") | {
        f"stays_{chair.pk}": "berhenti", f"heir_{chair.pk}": "yohanes alim", f"ends_{chair.pk}": "on",
        "name_0": "Rosa Lindu", "position_0": "bendahara", "name_1": "Lusia", "position_1": "seksi", "section_1": "Penyebaran",
        "scan": SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", content_type="application/pdf"),
    }  # fmt: skip
    assert client.post(DESK + "pengurus/ganti/", values).status_code == 302
    assert sitting() == [
        ("yohanes alim", "ketua", "141/9"),
        ("Sari Lestari", "sekretaris", "141/9"),
        ("Rosa Lindu", "bendahara", "141/9"),
        ("Lusia", "seksi", "141/9"),
    ]
    chairs = Grant.objects.filter(group=members.siding, role="chair", revoked_at=None)
    assert [grant.person for grant in chairs] == [members.yohanes]
    assert Decree.objects.get(number="141/9").scan_key != ""


def test_a_chair_renews_the_board_and_the_coordinator_hears_of_it(
    members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object
) -> None:
    client, chair = sign_in(members.markus), board["markus"]  # type: ignore[operator]
    assert f"ends_{chair.pk}" not in client.get(DESK + "pengurus/ganti/").content.decode()  # nobody ends his own here
    values = typed(board) | {f"stays_{chair.pk}": "berhenti", f"heir_{chair.pk}": "Yohanes Alim"}
    assert client.post(DESK + "pengurus/ganti/", values).status_code == 302
    assert sitting() == [("Yohanes Alim", "ketua", "141/9"), ("Sari Lestari", "sekretaris", "lama")]
    assert set(Grant.objects.filter(role="chair", revoked_at=None).values_list("person__username", flat=True)) == {"markus"}
    week = sign_in(members.rini).get("/ruang/").content.decode()  # type: ignore[operator]
    assert "Beri tugas ketua: Yohanes Alim" in week


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"number": "lama"}, ["number"]),
        ({"term_start": "2026-11-20", "term_end": "2026-11-01"}, ["term_end"]),
        ({"heir_markus": "Yohanes"}, ["heir_markus"]),
        ({"name_0": "Rosa"}, []),  # the line of the vacant treasurer
        ({"name_1": "Rosa"}, ["position_1"]),
        ({"name_1": "Rosa", "position_1": "seksi"}, ["section_1"]),
        ({"name_1": "Rosa", "position_1": "ketua"}, ["__all__"]),
        ({"stays_markus": "ngawur"}, ["stays_markus"]),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(
    members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object, changed: dict, wrong: list[str]
) -> None:
    def of_seat(name: str) -> str:
        return name.replace("markus", str(board["markus"].pk))

    values = typed(board) | {"position_0": "bendahara"} | {of_seat(name): value for name, value in changed.items()}
    answer = sign_in(members.markus).post(DESK + "pengurus/ganti/", values)  # type: ignore[operator]
    if not wrong:
        assert answer.status_code == 302
        return
    assert (answer.status_code, errors_of(answer)) == (422, [of_seat(name) for name in wrong])
    assert answer.context["form"]["about"].value() == "Pengurus baru"
    assert Decree.objects.count() == 1


def test_a_scan_that_is_no_scan_keeps_what_was_typed(members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object) -> None:
    values = typed(board, scan=SimpleUploadedFile("sk.pdf", b"bukan pdf", content_type="application/pdf"))  # type: ignore[arg-type]
    answer = sign_in(members.markus).post(DESK + "pengurus/ganti/", values)  # type: ignore[operator]
    assert (answer.status_code, errors_of(answer)) == (422, ["scan"])
    assert Decree.objects.count() == 1


def test_an_ending_term_waits_in_the_week_until_the_new_decree(
    members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object
) -> None:
    for person in (members.markus, members.rini):
        assert DESK + "pengurus/ganti/" in sign_in(person).get("/ruang/").content.decode()  # type: ignore[operator]
    assert "Catat SK baru" not in sign_in(members.sari).get("/ruang/").content.decode()  # type: ignore[operator]
    sign_in(members.markus).post(DESK + "pengurus/ganti/", typed(board, term_end="2029-11-20"))  # type: ignore[operator]
    assert "Catat SK baru" not in sign_in(members.markus).get("/ruang/").content.decode()  # type: ignore[operator]


def test_who_keeps_another_office_keeps_the_roles(members: SimpleNamespace, board: dict[str, BoardSeat], sign_in: object) -> None:
    second = BoardSeat.objects.create(
        group=members.siding, position="seksi", section="Pengolahan", person_name="Sari", person=members.sari,
        appointed_by=board["sari"].appointed_by, order=7,
    )  # fmt: skip
    first = board["sari"]
    page = sign_in(members.markus).get(DESK + "pengurus/ganti/")  # type: ignore[operator]
    assert [line.seat for line in page.context["form"].seat_lines() if line.ends] == [first]  # asked once
    values = typed(board) | {f"stays_{first.pk}": "berhenti", f"stays_{second.pk}": "tetap", f"ends_{first.pk}": "on"}
    assert sign_in(members.markus).post(DESK + "pengurus/ganti/", values).status_code == 302  # type: ignore[operator]
    assert members.sari.grants.get(role="editor").revoked_at is None


# --- The coordinator's list and the life of a group --------------------------------------------------------------------


def test_the_register_finds_what_needs_attention(cast: SimpleNamespace, sign_in: object, write: object) -> None:
    client, today = sign_in(cast.rini), timezone.localdate()  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Kabar", status="published", by=cast.sari, days=40)  # type: ignore[operator]
    write(cast.joko, cast.jagoi, "Kabar", status="published", days=2)  # type: ignore[operator]
    states = {
        "Rehat": {"state": "resting", "state_date": today, "rests_until": today},
        "Bubar": {"state": "dissolved", "state_date": today},
    }
    for name, values in states.items():
        Group.objects.create(name=f"KIM {name}", region=cast.siding_village, **values)
    Group.objects.filter(pk=cast.siding.pk).update(phone="0812 5550 0111")
    ends = {cast.siding: -1, cast.jagoi: 40}
    for group, days in ends.items():
        Decree.objects.create(group=group, number="1", issuer="camat", about="x", date=date(2023, 1, 1), term_end=today + timedelta(days))
    found = {name: names(client.get(f"{REGION}?perlu={name}")) for name in ("sk-lewat", "sk-segera", "sepi", "rehat", "bubar", "ngawur")}
    assert found == {
        "sk-lewat": ["KIM Suara Siding"],
        "sk-segera": ["KIM Jagoi Bersuara"],
        "sepi": ["KIM Suara Siding"],
        "rehat": ["KIM Rehat"],
        "bubar": ["KIM Bubar"],
        "ngawur": ["KIM Jagoi Bersuara", "KIM Rehat", "KIM Suara Siding"],
    }
    quiet = client.get(f"{REGION}?perlu=sepi").content.decode()
    assert "https://wa.me/6281255500111" in quiet
    assert names(client.get(f"{REGION}?perlu=sepi&cari=jagoi")) == []


def test_a_group_rests_wakes_ends_and_comes_back_by_its_pages(members: SimpleNamespace, sign_in: object) -> None:
    client, url = sign_in(members.rini), f"{REGION}kelompok/{members.siding.pk}/"  # type: ignore[operator]
    wrong = client.post(url + "rehat/", {"reason": "", "until": day(0)})
    assert (wrong.status_code, sorted(errors_of(wrong))) == (422, ["reason", "until"])
    rested = client.post(url + "rehat/", {"reason": "Panen raya", "until": day(40)}, follow=True).content.decode()
    assert "dinonaktifkan sementara" in rested
    (undo,) = re.findall(r'action="([^"]+/bangun/)"', rested.partition('class="told"')[2].partition("</div>")[0])
    client.post(undo)
    wrong = client.post(url + "bubar/", {"reason": "Sepakat", "day": day(1)})
    assert (wrong.status_code, errors_of(wrong)) == (422, ["day"])
    ended = client.post(url + "bubar/", {"reason": "Sepakat", "day": day(-1)}, follow=True).content.decode()
    assert "Situsnya disimpan sebagai arsip" in ended
    assert sign_in(members.markus).get(DESK).status_code == 404  # type: ignore[operator]
    assert client.get(url + "rehat/").status_code == 403
    assert client.post(url + "batal/", follow=True).status_code == 200
    assert sign_in(members.markus).get(DESK).status_code == 200  # type: ignore[operator]
    assert [chapter.kind for chapter in Chapter.objects.all()] == ["revive", "dissolve", "wake", "rest"]


def test_a_group_joins_another_by_its_page(members: SimpleNamespace, sign_in: object) -> None:
    client, url = sign_in(members.rini), f"{REGION}kelompok/{members.siding.pk}/gabung/"  # type: ignore[operator]
    dewi, sari = (Member.objects.get(group=members.siding, person=person) for person in (members.dewi, members.sari))
    assert set(client.get(url).context["form"]["members"].value()) == set(Member.objects.values_list("pk", flat=True))
    wrong = client.post(url, {"into": members.siding.pk, "reason": "Sepakat", "day": day(0), "members": [dewi.pk]})
    assert (wrong.status_code, errors_of(wrong)) == (422, ["into"])
    chosen = {"into": members.jagoi.pk, "reason": "Sepakat", "day": day(0), "members": [dewi.pk, sari.pk]}
    assert client.post(url, chosen).status_code == 302
    assert set(members.jagoi.members.values_list("person__username", flat=True)) == {"dewi", "sari"}
    assert Group.objects.get(pk=members.siding.pk).merged_into == members.jagoi


def test_the_page_of_a_life_costs_the_same_for_one_turn_and_for_thirty(cast: SimpleNamespace, sign_in: object) -> None:
    client, url = sign_in(cast.rini), f"{REGION}kelompok/{cast.siding.pk}/"  # type: ignore[operator]
    costs = []
    for count in (1, 30):
        for number in range(count):
            values = {"group": cast.siding, "kind": "rest", "day": timezone.localdate(), "reason": str(number), "at": timezone.now()}
            Chapter.objects.create(actor=make_person(f"orang{count}-{number}", "Orang"), **values)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 22


# --- kim.id -----------------------------------------------------------------------------------------------------------


def test_kim_id_is_recorded_by_its_page(members: SimpleNamespace, sign_in: object) -> None:
    client, url = sign_in(members.markus), DESK + "kim-id/"  # type: ignore[operator]
    wrong = client.post(url, {"state": "active", "day": day(1), "url": ""})
    assert (wrong.status_code, sorted(errors_of(wrong))) == (422, ["day", "url"])
    assert client.post(url, {"state": "active", "day": day(-3), "url": "suara-siding.kim.id"}).status_code == 302
    group = Group.objects.get(pk=members.siding.pk)
    assert (group.kim_id_state, group.kim_id_url, group.kim_id_date) == (
        "active",
        "https://suara-siding.kim.id",
        date.fromisoformat(day(-3)),
    )
    assert errors_of(client.post(url, {"state": "active", "day": "", "url": "javascript:alert(1)"})) == ["url"]


def test_texts_are_copied_one_by_one(members: SimpleNamespace, sign_in: object, write: object) -> None:
    cast, url = members, DESK + "kim-id/salin/"
    first, second = (write(cast.dewi, cast.siding, title, status="published", by=cast.sari) for title in ("Satu", "Dua"))  # type: ignore[operator]
    write(cast.dewi, cast.siding, "Draf")  # type: ignore[operator]
    write(cast.joko, cast.jagoi, "Tetangga", status="published")  # type: ignore[operator]
    text = "Panen **mulai** Sabtu.\n\n- terpal\n- timbangan"
    with scopes_disabled():
        Publication.objects.filter(pk=first.pk).update(text=text, summary="Siap.")
    client = sign_in(cast.dewi)  # type: ignore[operator]
    copies = {copy.publication.title: copy for copy in client.get(url).context["copies"]}
    assert set(copies) == {"Satu", "Dua"}
    assert copies["Satu"].text == "Siap.\n\nPanen mulai Sabtu.\n\n- terpal\n- timbangan"
    told = client.post(f"{url}{first.code}/tandai/", follow=True)
    assert [copy.publication.title for copy in told.context["copies"]] == ["Dua"]
    (done,) = client.get(url + "?tampil=sudah").context["copies"]
    assert (done.made.person, done.publication.title) == (cast.dewi, "Satu")
    (undo,) = re.findall(r'action="([^"]+/batal/)"', told.content.decode())
    client.post(undo)
    assert (KimIdCopy.objects.count(), len(client.get(url + "?tampil=semua").context["copies"])) == (0, 2)
    assert client.post(f"/ruang/kim/jagoi-bersuara/kim-id/salin/{second.code}/tandai/").status_code == 404
    assert sign_in(cast.joko).post(f"{url}{second.code}/tandai/").status_code == 404  # type: ignore[operator]


def photo() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (1400, 1000), "#8fb08a").save(kept, "JPEG")
    return SimpleUploadedFile("ladang.jpg", kept.getvalue(), content_type="image/jpeg")


def test_the_list_to_copy_costs_the_same_for_one_text_and_for_thirty(members: SimpleNamespace, sign_in: object, write: object) -> None:
    client, url, costs = sign_in(members.sari), DESK + "kim-id/salin/?tampil=semua", []  # type: ignore[operator]
    cover = store_upload(actor=members.sari, owner=members.siding.scope, file=photo(), now=timezone.now(), alt="Ladang", credit="Sari")
    for count in (1, 30):
        for number in range(count):
            text = write(members.dewi, members.siding, f"Kabar {count} {number}", status="published", by=members.sari)  # type: ignore[operator]
            with scopes_disabled():
                Publication.objects.filter(pk=text.pk).update(cover=cover)
            KimIdCopy.objects.create(publication=text, person=members.dewi, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 16
    (saved,) = answer.context["copies"][0].pictures
    assert (saved.name, saved.words, saved.url.endswith("/1280.jpg")) == ("ladang.jpg", "Ladang · Sari", True)
    assert Site.objects.count() == 2
