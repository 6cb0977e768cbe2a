"""Titip lapor: consent, words, reading back; the slip is the person's, and the one who filed keeps nothing of what is secret."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries, rules
from kentongan.aspirations.forms import ConsentForm, HandOverForm, WordsForm
from kentongan.aspirations.models import Report
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseAttachment, Identity
from kentongan.cases.policies import Contact
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied
from kentongan.groups.models import Grant, Group, Role

from .conftest import BROKEN, Sending, opened
from .test_views import photo

SignIn = Callable[..., Client]
WRITE = "/ruang/titip-lapor/tulis/"
Filed = Callable[..., Case]


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now + timedelta(minutes=1), tick=False):
        yield


@pytest.fixture
def filed(cast: SimpleNamespace, now: datetime) -> Filed:
    """``filed(…)``: Dewi writes the bridge down for KIM Suara Siding."""

    def file_one(**changes: object) -> Case:
        values: dict[str, Any] = {
            "actor": cast.dewi, "group": cast.siding, "consent": "2026-1", "contact": Contact(name="Nenek Sumi"), "client_id": uuid4(),
            "now": now, "kind": "complaint", "text": BROKEN, "region": cast.siding_village, "category": "jalan",
        }  # fmt: skip
        return actions.file_report(**(values | changes)).case

    return file_one


@pytest.fixture
def told(cast: SimpleNamespace) -> dict[str, str]:
    """What the three pages ask, answered."""
    return {
        "client_id": str(uuid4()), "naskah": "2026-1", "sebagai": cast.siding.scope, "setuju": "on", "jenis": "complaint", "isi": BROKEN,
        "desa": cast.siding_village.code, "dusun": "Dusun Hulu", "kategori": "", "dibacakan": "on", "nama": "Nenek Sumi",
        "kontak": "0812 5550 0777",
    }  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    """What the page's own form takes along unseen."""
    form = page[page.rindex('<input type="hidden" name="tahap"') :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


# --- Who ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "for_group", "as_officer"),
    [
        ("sari", True, False), ("yohanes", True, False), ("dewi", True, False), ("markus", True, False), ("budi", False, True),
        ("wati", False, False), ("joko", False, False), ("rini", False, False), ("adi", False, False),
    ],
)  # fmt: skip
def test_who_may_file(who: str, for_group: bool, as_officer: bool, cast: SimpleNamespace) -> None:
    actor = getattr(cast, who)
    assert (rules.can_file(actor, cast.siding), rules.can_file(actor)) == (for_group, as_officer)


@pytest.mark.parametrize(
    ("role", "as_officer"),
    [(role, role in (Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER)) for role in Role if role not in ("contributor", "editor", "chair")],
)
def test_which_officers_may_file(role: Role, as_officer: bool, cast: SimpleNamespace, now: datetime) -> None:
    officer = make_person("ani", "Ani Kusuma")
    grant(officer, role, region=cast.siding_district, at=now)
    assert rules.can_file(officer) == as_officer


def test_who_lost_the_role_or_the_group_files_no_more(cast: SimpleNamespace, now: datetime, sign_in: SignIn, filed: Filed) -> None:
    case = filed()
    Grant.objects.filter(person=cast.dewi).update(revoked_at=now)
    dewi = Person.objects.get(pk=cast.dewi.pk)
    client = sign_in(dewi)
    paths = ("/ruang/titip-lapor/", WRITE, f"/ruang/titip-lapor/{case.number}/")
    assert [client.get(path).status_code for path in paths] == [403, 403, 404]
    with pytest.raises(Denied, match="tugas anggota KIM"):
        filed(actor=dewi)
    Group.objects.filter(pk=cast.siding.pk).update(state=Group.State.DISSOLVED, state_date=now.date())
    assert rules.can_file(Person.objects.get(pk=cast.sari.pk), Group.objects.get(pk=cast.siding.pk)) is False


# --- The three pages ---------------------------------------------------------------------------------------------------------


def test_three_pages_and_a_slip(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str], now: datetime) -> None:
    client = sign_in(cast.dewi)
    consent = client.get(WRITE)
    assert (consent.status_code, consent["Cache-Control"], consent["Referrer-Policy"]) == (200, "no-store, private", "same-origin")
    assert "dihapus 90 hari sesudah laporan selesai" in consent.text
    first = hidden(consent.text)
    words = client.post(WRITE, {**first, "setuju": "on", "rahasia": "on"})
    assert (words.status_code, words.context["form"]["desa"].value()) == (200, cast.siding_village.code)
    second = hidden(words.text)
    asked = {name: told[name] for name in ("jenis", "isi", "desa", "dusun", "kategori")}
    read = client.post(WRITE, {**second, **asked})
    assert '<blockquote class="aloud"><p>Jembatan gantung di Dusun Hulu patah tiga papan.' in read.text
    assert (read.context["said"]["category"], read.context["said"]["is_secret"]) == ("Jalan dan jembatan", True)
    third = hidden(read.text)
    assert third == {
        "tahap": "2", "client_id": first["client_id"], "naskah": "2026-1", "sebagai": cast.siding.scope, "rahasia": "on", "setuju": "on",
        **asked,
    }  # fmt: skip
    handed = {"dibacakan": "on", "nama": "Nenek Sumi", "kontak": told["kontak"], "foto": [photo()]}
    slip = client.post(WRITE, {**third, **handed})
    case = Case.objects.get()
    assert (slip.status_code, slip.context["receipt"].number, slip.context["whatsapp"]) == (201, case.number, "")
    kept = Report.objects.values(
        "kind", "category", "text", "hamlet", "is_anonymous", "is_secret", "filed_by", "filed_in", "consent", "read_back_at"
    ).get()
    assert kept == {
        "kind": "complaint", "category": "jalan", "text": BROKEN, "hamlet": "Dusun Hulu", "is_anonymous": False, "is_secret": True,
        "filed_by": cast.dewi.pk, "filed_in": cast.siding.pk, "consent": "2026-1", "read_back_at": now + timedelta(minutes=1),
    }  # fmt: skip
    assert (Identity.objects.count(), CaseAttachment.objects.count(), "Sumi" in slip.text, "0777" in slip.text) == (1, 1, False, False)
    facts = EventRecord.objects.filter(name="aspirations.ReportSent").values_list("actor_id", "payload__is_assisted")
    assert list(facts) == [(cast.dewi.pk, True)]
    again = client.post(WRITE, {**third, **handed, "foto": [photo()]})
    assert (again.context["receipt"].code, Report.objects.count(), CaseAttachment.objects.count()) == (slip.context["receipt"].code, 1, 1)


def test_photos_are_told_apart_by_what_is_in_them(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str]) -> None:
    """A phone calls each of them image.jpg, and two may well be of one size."""
    green, red = (
        SimpleUploadedFile("image.jpg", photo(colour=colour).read().ljust(1000, b"\0"), "image/jpeg") for colour in ("#8fb08a", "#8f0000")
    )
    bad = SimpleUploadedFile("catatan.jpg", b"bukan foto", "image/jpeg")
    for again in (False, True):
        for file in (green, red, bad):
            file.seek(0)
        slip = sign_in(cast.dewi).post(WRITE, {**told, "tahap": "2", "foto": [green, bad, red]})
        assert (slip.status_code, len(slip.context["refused"]), CaseAttachment.objects.count()) == (201, 1, 2), again


def test_what_is_not_secret_can_go_by_whatsapp(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str]) -> None:
    slip = sign_in(cast.budi).post(WRITE, {**told, "tahap": "2", "sebagai": cast.siding_village.scope})
    report = Report.objects.get()
    assert (slip.status_code, report.filed_by, report.filed_in) == (201, cast.budi, None)
    assert slip.context["whatsapp"].startswith("https://wa.me/?text=Laporan%20Anda%20sudah%20sampai.")
    assert slip.context["receipt"].spaced_code in slip.context["whatsapp"]


@pytest.mark.parametrize(
    ("changes", "step", "field", "sentence"),
    [
        ({"tahap": "9" * 5000, "setuju": ""}, 0, "setuju", "Tanpa persetujuannya, laporan ini tidak bisa ditulis."),
        ({"setuju": ""}, 0, "setuju", "Tanpa persetujuannya, laporan ini tidak bisa ditulis."),
        ({"naskah": "2019-1"}, 0, "setuju", "Naskahnya baru saja diperbarui. Bacakan yang ini dulu."),
        ({"client_id": "x"}, 0, "client_id", "Masukan UUID yang benar."),
        ({"isi": ""}, 1, "isi", "Tulis dulu ceritanya, satu kalimat pun cukup."),
        ({"desa": "61.01.01.2001"}, 1, "desa", "Masukkan pilihan yang valid. 61.01.01.2001 bukan salah satu dari pilihan yang tersedia."),
        ({"dibacakan": ""}, 2, "dibacakan", "Bacakan dulu, lalu tandai."),
        ({"kontak": "nol"}, 2, "kontak", "Nomor ini belum terbaca. Contoh: 0812 5550 1234. Boleh juga dikosongkan."),
    ],
)
def test_no_page_is_passed_over(
    changes: dict[str, str], step: int, field: str, sentence: str, sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str]
) -> None:
    page = sign_in(cast.dewi).post(WRITE, {**told, "tahap": "2", **changes})
    assert (page.status_code, page.context["step"], page.context["form"].errors[field]) == (422, step, [sentence])
    assert not Report.objects.exists()


def test_one_may_go_back_and_nothing_is_lost(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str]) -> None:
    client = sign_in(cast.dewi)
    carried = {name: value for name, value in told.items() if name not in ("nama", "kontak", "dibacakan")}
    words = client.post(WRITE, {**carried, "tahap": "2", "kembali": "1"})
    assert (words.context["step"], words.context["form"]["isi"].value(), words.context["form"].errors) == (1, BROKEN, {})
    consent = client.post(WRITE, {**carried, "tahap": "1", "isi": "", "kembali": "1"})
    assert (consent.context["step"], consent.context["form"]["setuju"].value()) == (0, "on")
    assert hidden(consent.text)["desa"] == cast.siding_village.code


def test_no_page_takes_along_who_the_person_is() -> None:
    carried = {name for step in (ConsentForm, WordsForm, HandOverForm) for name in step.carried}
    assert carried & {"nama", "kontak", "foto"} == set()


def test_who_has_two_desks_says_which(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str], now: datetime) -> None:
    grant(cast.dewi, Role.VILLAGE_OFFICER, region=cast.jagoi_village, at=now)
    client = sign_in(cast.dewi)
    assert [label for _key, label in client.get(WRITE).context["form"].fields["sebagai"].choices] == [
        "KIM Suara Siding",
        "Petugas Desa Jagoi",
    ]
    client.post(WRITE, {**told, "tahap": "2", "sebagai": cast.jagoi_village.scope})
    assert Report.objects.get().filed_in is None


# --- The receipt is the person's ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "minutes", "status"), [("dewi", 0, 201), ("dewi", 30, 201), ("dewi", 31, 403), ("sari", 0, 403)])
def test_the_code_is_shown_again_only_at_once_and_to_who_filed(
    who: str, minutes: int, status: int, sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str]
) -> None:
    sign_in(cast.dewi).post(WRITE, {**told, "tahap": "2"})
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        again = sign_in(getattr(cast, who)).post(WRITE, {**told, "tahap": "2"})
    assert (again.status_code, Report.objects.count()) == (status, 1)
    assert ("Kode rahasia" in again.text) == (status == 201)


def test_no_public_door_gives_the_code_of_what_was_filed(
    sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str], filed: Filed
) -> None:
    slip = sign_in(cast.dewi).post(WRITE, {**told, "tahap": "2", "rahasia": "on"})
    code, visitor = slip.context["receipt"].spaced_code, Client(headers={"host": "kim.localhost"})
    same = {**told, "dibuka": opened()}
    for place in ("/", "/kim/suara-siding/"):
        doors = [
            visitor.post(f"{place}lapor/", same),
            visitor.post(f"{place}lapor/", {**same, "isi": ""}),
            visitor.post(f"{place}lapor/foto/", {"client_id": told["client_id"], "foto": [photo()]}),
        ]
        assert [(door.status_code, code in door.text) for door in doors] == [(403, False), (422, False), (404, False)]
    assert (Report.objects.count(), CaseAttachment.objects.count(), Identity.objects.count()) == (1, 0, 1)


def test_what_a_sender_sent_is_shown_to_no_officer(send: Sending, filed: Filed, cast: SimpleNamespace, now: datetime) -> None:
    client_id = uuid4()
    send(client_id=client_id)
    with pytest.raises(Denied, match="sudah terkirim"):
        filed(client_id=client_id)
    with pytest.raises(Denied, match="sudah terkirim"):
        send(client_id=client_id, filing=actions.Filing(officer=cast.dewi, consent="2026-1", read_back_at=now, group=cast.siding))


def test_no_report_is_hung_on_a_case_of_another_kind(sign_in: SignIn, cast: SimpleNamespace, told: dict[str, str], now: datetime) -> None:
    where: dict[str, Any] = {"owner": cast.regency.scope, "region": cast.siding_village}
    cases.open_case(kind="registration.formation", title="KIM Baru", client_id=UUID(told["client_id"]), now=now, **where)
    visitor = Client(headers={"host": "kim.localhost"})
    doors = [
        visitor.post("/lapor/", {**told, "dibuka": opened()}),
        visitor.post("/lapor/foto/", {"client_id": told["client_id"], "foto": [photo()]}),
        sign_in(cast.dewi).post(WRITE, {**told, "tahap": "2"}),
    ]
    assert [door.status_code for door in doors] == [403, 404, 403]
    assert (Report.objects.count(), CaseAttachment.objects.count(), Identity.objects.count()) == (0, 0, 0)


def test_consent_to_an_older_text_is_refused(filed: Filed, settings: LazySettings) -> None:
    settings.FILING_CONSENT = "2027-1"
    with pytest.raises(Denied, match="Naskah persetujuan sudah diperbarui"):
        filed()


# --- What the filer still sees ------------------------------------------------------------------------------------------------

STEPS = ("sent", "verified", "answered", "closed")


def bring_to(case: Case, moment: str, cast: SimpleNamespace, now: datetime) -> None:
    """Let the coordinator work on it until ``moment``."""
    case.refresh_from_db()
    mended = {"public_title": "Jembatan di Dusun Hulu", "public_text": "Tiga papan patah.", "needs_examination": False}
    if moment != "sent":
        actions.verify_report(actor=cast.rini, case=case, kind="complaint", category="jalan", now=now, **mended)
    if moment in ("answered", "closed"):
        cases.move_case(actor=cast.rini, case=case, action="answer", text="Papan diganti Senin.", now=now)
    if moment == "closed":
        cases.move_as_applicant(case=case, action="accept", text="Saya Nenek Sumi, terima kasih.", now=now)


def doors_to(case: Case) -> dict[str, str]:
    """Every address by which somebody signed in could look for it."""
    return {
        "list": "/ruang/titip-lapor/",
        "filed": f"/ruang/titip-lapor/{case.number}/",
        "desk": f"/ruang/laporan/{case.number}/",
        "desks": "/ruang/laporan/",
        "identity": f"/ruang/perkara/{case.number}/identitas/",
        "search": "/cari/?kata=jembatan",
        "week": "/ruang/",
        "news": "/ruang/kabar-warga/",
        "public": f"/laporan/{case.number}/",
        "public list": "/laporan/",
    }


@pytest.mark.parametrize("moment", STEPS)
@pytest.mark.parametrize(("secret", "anonymous"), [(False, False), (False, True), (True, False), (True, True)])
@pytest.mark.parametrize("who", ["dewi", "sari", "joko"])
def test_what_is_seen_by_filer_and_group_and_strangers(
    who: str, secret: bool, anonymous: bool, moment: str, cast: SimpleNamespace, now: datetime, sign_in: SignIn, filed: Filed
) -> None:
    case = filed(is_secret=secret, is_anonymous=anonymous)
    bring_to(case, moment, cast, now)
    actions.line_up_news(case_id=case.pk, now=now)
    client, doors = sign_in(getattr(cast, who)), doors_to(case)
    answers = {name: client.get(address) for name, address in doors.items()}
    is_own = who != "joko"
    assert {name: answers[name].status_code for name in ("filed", "desk", "identity")} == {
        "filed": 200 if is_own and not secret else 404,
        "desk": 404,
        "identity": 404,
    }
    pages = {name: answer.text for name, answer in answers.items()}
    assert [name for name, page in pages.items() if "Sumi" in page] == []
    shown = [name for name in ("list", "filed") if answers[name].status_code == 200 and case.number in pages[name]]
    assert shown == ([] if not is_own else ["list"] if secret else ["list", "filed"])
    told_of = [name for name, page in pages.items() if "Jembatan" in page or "Papan diganti" in page or "papan" in page]
    everywhere = [] if secret or moment == "sent" else ["public", "public list"]
    told_of = [name for name in told_of if name not in everywhere]
    if secret or not is_own:
        assert told_of == []
    else:
        assert told_of == ["list", "filed"] + (["week", "news"] if moment == "answered" else [])
    if secret and is_own:
        row = queries.filed_rows(queries.filed_by(getattr(cast, who)))[0]
        assert row == queries.FiledReport(number=case.number, filed_at=now, filer="Dewi")
        assert f"{case.number}</span> laporan rahasia" in pages["list"]


def test_another_role_has_its_own_rights(cast: SimpleNamespace, now: datetime, sign_in: SignIn, filed: Filed) -> None:
    case = filed(is_secret=True)
    grant(cast.dewi, Role.COORDINATOR, region=cast.regency, at=now)
    client = sign_in(Person.objects.get(pk=cast.dewi.pk))
    assert [client.get(doors_to(case)[name]).status_code for name in ("filed", "desk")] == [404, 200]


def test_of_what_the_reporter_adds_only_the_step_is_told(cast: SimpleNamespace, now: datetime, sign_in: SignIn, filed: Filed) -> None:
    case = filed()
    cases.attach(actor=None, case=case, file=photo("Nenek Sumi.jpg"), now=now)
    bring_to(case, "closed", cast, now)
    page = sign_in(cast.sari).get(f"/ruang/titip-lapor/{case.number}/").text
    assert "Pelapor menyatakan selesai" in page
    assert "Papan diganti Senin." in page
    assert "Sumi" not in page


def test_the_list_costs_the_same_for_one_and_for_thirty(
    cast: SimpleNamespace, sign_in: SignIn, filed: Filed, django_assert_num_queries: Any
) -> None:
    client = sign_in(cast.dewi)
    filed()
    client.get("/ruang/titip-lapor/")
    with django_assert_num_queries(6):
        client.get("/ruang/titip-lapor/")
    for number in range(29):
        filed(is_secret=number % 3 == 0)
    with django_assert_num_queries(6):
        client.get("/ruang/titip-lapor/")
