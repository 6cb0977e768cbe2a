"""The pages of a formation: the wizard under its ticket, the status page, the coordinator's desk."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kentongan.cases.models import Case
from kentongan.cases.queries import get_case, ticket_for
from kentongan.groups.models import Group
from kentongan.regions.models import Region
from kentongan.registration import actions
from kentongan.registration.models import Formation

from .formations import STEPS, begun, filled, sent, sheet

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Any:
    """A clock that can be turned, five minutes after ``now``."""
    with time_machine.travel(now + timedelta(minutes=5), tick=False) as turned:
        yield turned


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account, who accepts no cookies."""
    return Client(headers={"host": settings.BASE_DOMAIN}, enforce_csrf_checks=True)


def at(case: Case, step: str = "", ticket: str = "") -> str:
    """The address of a screen."""
    return f"/bentuk-kim/isi/{ticket or ticket_for(case)}/{step + '/' if step else ''}"


def hidden(page: Any) -> dict[str, str]:
    """What the form says by itself."""
    return dict(re.findall(r'name="(tanda|kiriman)" value="([^"]+)"', page.text))


def photo(name: str = "sk.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sheet().read() if content is None else content, "image/jpeg")


# --- The wizard --------------------------------------------------------------------------------------------------------------


def test_what_it_is(visitor: Client, cast: SimpleNamespace) -> None:
    page = visitor.get("/bentuk-kim/")
    for words in (
        "Bentuk KIM di desa Anda",
        "Berita acara musyawarah, difoto atau PDF",
        "3 sampai 30 orang",
        "Kota Metro",
        "5 hari kerja",
        "NIK",
    ):
        assert words in page.text, words
    assert visitor.get("/bentuk-kim/", headers={"if-none-match": page["etag"]}).status_code == 304


def test_the_first_screen(visitor: Client, cast: SimpleNamespace) -> None:
    page = visitor.get("/bentuk-kim/mulai/?desa=61.07.05.2001")
    assert ('<option value="61.07.05.2001" selected>Desa Seluas' in page.text, "Kecamatan Seluas, seluruhnya" in page.text) == (True, True)
    wrong = visitor.post("/bentuk-kim/mulai/", {"name": " ", "level": "kecamatan", "region": "61.07.05.2001"})
    assert (wrong.status_code, Case.objects.count()) == (422, 0)
    for words in ("Beri nama dulu", "Untuk tingkat Kecamatan, pilih tempat yang sesuai."):
        assert words in wrong.text, words
    unknown = visitor.post("/bentuk-kim/mulai/", {"name": "KIM A", "level": "desa", "region": "99"})
    assert (unknown.status_code, "Pilih salah satu yang ada di daftar." in unknown.text) == (422, True)
    answers = {**hidden(page), "name": "KIM  Sungai Seluas", "level": "desa", "region": "61.07.05.2001"}
    receipts = [visitor.post("/bentuk-kim/mulai/", answers) for _twice in range(2)]
    keys = [re.findall(r'<dd class="large">([^<]+)</dd>', receipt.text) for receipt in receipts]
    assert (keys[0], Case.objects.count(), Case.objects.get().title) == (keys[1], 1, "KIM Sungai Seluas")
    assert (receipts[0]["Cache-Control"], receipts[0].cookies) == ("no-store, private", {})


def test_a_screen_is_kept_half_filled(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    page = visitor.get(at(case, "musyawarah"))
    assert ("layar 2 dari 7" in page.text, "Perlu dilengkapi:" in page.text) == (True, False)  # nobody is scolded before he began
    answer = visitor.post(at(case, "musyawarah"), {**hidden(page), "women": "12", "ke": "nanti"})
    assert answer["location"].startswith("/bentuk-kim/isi/")
    assert answer["location"].count("/") == 4
    again = visitor.get(at(case, "musyawarah"))
    assert ('value="12"' in again.text, "Tanggal dan tempat musyawarah belum diisi." in again.text) == (True, True)
    onward = visitor.post(at(case, "musyawarah"), {**hidden(again), "women": "12", "ke": "lanjut"})
    assert onward["location"].endswith("/pengurus/")


def test_what_is_typed_wrong_is_kept_on_the_screen(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    page = visitor.get(at(case, "pengurus"))
    answer = visitor.post(at(case, "pengurus"), {**hidden(page), "kursi0_name": "Maria", "kursi0_year": "tua", "chair_phone": "12"})
    assert answer.status_code == 422
    for words in (
        "Tulis dengan angka saja.",
        "Nomor ini belum terbaca.",
        'value="Maria"',
        'value="tua"',
        "Yang sudah Anda tulis tetap ada.",
    ):
        assert words in answer.text, words
    assert visitor.get(at(case, "tidak-ada")).status_code == 404


def sections_on(page: Any) -> int:
    """How many rows for sections the page has."""
    return len(re.findall(r'name="kursi\d+_section"', page.text))


def test_the_board(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    page = visitor.get(at(case, "pengurus"))
    assert sections_on(page) == 4  # three sections and a spare one
    answers = {
        **hidden(page),
        "kursi0_name": "Maria  Lestari",
        "kursi1_name": "Petrus",
        "kursi2_name": "Yuliana",
        "kursi0_year": "1990",
        "kursi4_section": "Pengumpulan Informasi",
        "kursi4_name": "Agus",
        "kursi5_section": "",
        "kursi6_section": "Penyebaran",
        "kursi7_section": "",
        "kursi7_name": "Rosa",
        "kursi3_name": "Kepala Desa",
        "chair_phone": "0812-5550-0201",
        "members": "Lusia\n\n Rafael  Igo \nLusia",
        "editor_name": "Petrus",
    }
    assert visitor.post(at(case, "pengurus"), answers).status_code == 302
    formation = Formation.objects.get()
    assert [(seat.title, seat.person_name) for seat in formation.seats.all()] == [
        ("Ketua", "Maria Lestari"),
        ("Sekretaris", "Petrus"),
        ("Bendahara", "Yuliana"),
        ("Pembina", "Kepala Desa"),
        ("Seksi Pengumpulan Informasi", "Agus"),
        ("Seksi Penyebaran", ""),
        ("Seksi Lain-lain", "Rosa"),
    ]
    assert (formation.chair_phone, formation.members) == ("+6281255500201", ["Lusia", "Rafael Igo"])
    shown = visitor.get(at(case, "pengurus"))
    assert ('value="0812-5550-0201"' in shown.text, "Lusia\nRafael Igo" in shown.text, sections_on(shown)) == (True, True, 4)


def test_documents_come_after_the_words(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    page = visitor.get(at(case, "sk"))
    broken = visitor.post(at(case, "sk"), {**hidden(page), "decree_number": "141/7", "file": photo(content=b"bukan foto")})
    assert (broken.status_code, Formation.objects.get().decree_number) == (422, "141/7")
    assert "Isian lain sudah tersimpan." in broken.text
    kept = visitor.post(at(case, "sk"), {**hidden(broken), "decree_number": "141/7", "file": photo()})
    twice = visitor.post(at(case, "sk"), {**hidden(broken), "decree_number": "141/7", "file": photo()})
    assert (kept.status_code, twice.status_code, case.attachments.count()) == (302, 302, 1)
    shown = visitor.get(at(case, "sk")).text
    remove = re.search(r'action="(/bentuk-kim/[^"]+/hapus/)"', shown)
    assert remove
    assert visitor.post(remove[1])["location"].endswith("/sk/")
    assert case.attachments.count() == 0


def test_the_newer_answer_is_shown_beside_mine(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    page = visitor.get(at(case, "adart"))
    actions.save_step(case=case, step="adart", values=STEPS["adart"], now=now)
    stale = visitor.post(at(case, "adart"), {**hidden(page), "vision": "Visi saya."})
    assert stale.status_code == 409
    for words in ("baru saja diisi dari HP lain", "Warga tahu.", "Visi saya."):
        assert words in stale.text, words
    assert visitor.post(at(case, "adart"), {**hidden(stale), "vision": "Visi saya."}).status_code == 302
    assert Formation.objects.get().vision == "Visi saya."


def test_a_page_that_stood_open_keeps_the_words_and_asks_for_the_code(
    visitor: Client, cast: SimpleNamespace, now: datetime, clock: Any
) -> None:
    case = begun(now).case
    ticket = ticket_for(case)
    page = visitor.get(at(case, "adart", ticket))
    clock.shift(timedelta(hours=5))
    assert visitor.get(at(case, "adart", ticket)).status_code == 404
    answer = visitor.post(at(case, "adart", ticket), {**hidden(page), "vision": "Ditulis pelan-pelan."})
    assert (answer.status_code, Formation.objects.get().vision) == (200, "Ditulis pelan-pelan.")
    assert ("Tersimpan" in answer.text, f"/status/?nomor={case.number}" in answer.text, "Ditulis" in answer.text) == (True, True, False)
    clock.shift(timedelta(hours=24))
    assert visitor.post(at(case, "adart", ticket), {**hidden(page), "vision": "Terlambat."}).status_code == 404


def test_nothing_is_sent_while_something_is_lacking(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = filled(now, papers=False)
    page = visitor.get(at(case, "kirim"))
    assert ("Yang perlu dilengkapi dulu" in page.text, 'name="pesan"' in page.text) == (True, False)
    assert (visitor.post(at(case, "kirim")).status_code, get_case(case.pk).status) == (422, "draft")


def test_sent_with_what_should_be_looked_at(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = filled(now, sk={"term_end": None})
    page = visitor.get(at(case, "kirim"))
    for words in ("Boleh dikirim", "Masa bakti belum diisi", "Maria Lestari", "0812-5550-0201", 'name="pesan"'):
        assert words in page.text, words
    answer = visitor.post(at(case, "kirim"), {"pesan": "SK menyebut sampai selesai."})
    shown = visitor.get(answer["location"])
    for words in ("Sedang diperiksa", "6 dari 8", "SK menyebut sampai selesai.", "Tarik permohonan", "Mengapa tanggal ini?"):
        assert words in shown.text, words
    for screen in ("", "sk", "kirim", "hapus"):
        assert visitor.get(at(case, screen))["location"].startswith("/status/"), screen


def test_the_status_page_leads_back_where_it_is_the_applicants_turn(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = filled(now)
    status = f"/status/{ticket_for(case)}/"
    draft = visitor.get(status).text
    assert ("Lanjutkan mengisi" in draft, 'name="pesan"' in draft) == (True, False)
    forced = visitor.post(f"{status}jawab/", {"langkah": "send", "versi": case.version, "pesan": "x"})
    assert (forced["location"].startswith("/bentuk-kim/isi/"), get_case(case.pk).status) == (True, "draft")
    actions.send_formation(case=case, now=now)
    actions.ask_back(actor=cast.rini, case=get_case(case.pk), remarks={"sk": "Fotonya gelap."}, now=now)
    asked = visitor.get(status).text
    for words in ("Perlu dilengkapi", "Fotonya gelap.", "Lengkapi", "Berhenti menghitung"):
        assert words in asked, words
    assert "diminta dilengkapi" in visitor.get(at(case)).text
    assert "Fotonya gelap." in visitor.get(at(case, "sk")).text
    withdrawn = visitor.post(f"{status}jawab/", {"langkah": "withdraw", "versi": get_case(case.pk).version, "pesan": ""}, follow=True)
    assert ("Ditarik pemohon" in withdrawn.text, get_case(case.pk).status) == (True, "withdrawn")


def test_a_draft_is_given_up_by_its_applicant(visitor: Client, cast: SimpleNamespace, now: datetime) -> None:
    case = begun(now).case
    assert "tidak bisa dikembalikan" in visitor.get(at(case, "hapus")).text
    assert "Terhapus" in visitor.post(at(case, "hapus")).text
    assert (Case.objects.count(), visitor.get(at(case)).status_code) == (0, 404)


# --- The coordinator's desk --------------------------------------------------------------------------------------------------


def page_of(case: Case, deed: str = "") -> str:
    return reverse(f"registering:formation_{deed or 'show'}", kwargs={"number": case.number})


def test_the_desk(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    rini = sign_in(cast.rini)
    assert "Tidak ada yang menunggu" in rini.get("/ruang/bentuk-kim/").text
    case = sent(now, sk={"term_end": None})
    listed = rini.get("/ruang/bentuk-kim/").text
    assert ("KIM Sungai Seluas" in listed, "tenggat Selasa, 1 Desember" in listed) == (True, True)
    shown = rini.get(page_of(case)).text
    for words in ("Maria Lestari", "Masa bakti belum diisi", "Tinggal 5 hari kerja", "Berita acara musyawarah", "Setujui dan buka situs"):
        assert words in shown, words
    assert ('value="sungai-seluas"' in shown, "Perpanjang tenggat" in shown, "Pembinaan awal selesai" in shown) == (True, True, False)
    assert [sign_in(person).get("/ruang/bentuk-kim/").status_code for person in (cast.markus, cast.budi, cast.wati)] == [403] * 3


def test_as_many_queries_for_one_as_for_thirty(cast: SimpleNamespace, sign_in: SignIn, now: datetime, regions: dict[str, Region]) -> None:
    rini = sign_in(cast.rini)
    villages = [code for code, region in regions.items() if region.level == 4 and code.startswith("61.07")]

    def count(path: str) -> int:
        rini.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert rini.get(path).status_code == 200
        return len(asked)

    first = sent(now, code=villages[0])
    once = {path: count(path) for path in ("/ruang/bentuk-kim/", "/ruang/", page_of(first))}
    for number in range(1, 30):
        Case.objects.filter(pk=begun(now, code=villages[number], name=f"KIM {number}").case.pk).update(status="sent")
    assert {path: count(path) for path in once} == once
    assert once["/ruang/bentuk-kim/"] == 6


@pytest.mark.parametrize(
    ("deed", "typed", "why"),
    [
        ("ask", {}, "Tulis apa yang perlu dilengkapi"),
        ("refuse", {"alasan": " "}, "Tulis alasannya"),
        ("approve", {"slug": "suara-siding", "accent": "laut"}, "sudah dipakai KIM lain"),
        ("note", {"pesan": ""}, "Catatannya masih kosong."),
        ("extend", {"hari": "", "alasan": ""}, "Tulis jumlah harinya."),
    ],
)
def test_what_is_missing_is_said_beside_it(
    cast: SimpleNamespace, sign_in: SignIn, now: datetime, deed: str, typed: dict[str, str], why: str
) -> None:
    case = sent(now)
    answer = sign_in(cast.rini).post(page_of(case, deed), {"versi": case.version, **typed})
    assert (answer.status_code, why in answer.text, get_case(case.pk).status) == (422, True, "sent")


def test_two_coordinators_at_once(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    case = sent(now)
    actions.ask_back(actor=cast.rini, case=case, remarks={"sk": "Gelap."}, now=now)
    late = sign_in(cast.rini).post(page_of(case, "refuse"), {"versi": case.version - 1, "alasan": "Bukan KIM."})
    assert (late.status_code, get_case(case.pk).status) == (409, "asked")


def test_the_slip_is_shown_once(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    case, rini = sent(now), sign_in(cast.rini)
    answers = {"versi": case.version, "slug": "sungai-seluas", "accent": "laut", "tagline": ""}
    slip = rini.post(page_of(case, "approve"), answers)
    password = re.search(r'<dd class="secret">([a-z]+-[a-z]+-[a-z]+-\d{4})</dd>', slip.text)
    assert password
    assert (
        slip["Cache-Control"].count("no-store"),
        'data-copy="Halo Maria Lestari' in slip.text,
        "https://wa.me/6281255500201?text=" in slip.text,
    ) == (1, True, True)
    again = rini.post(page_of(case, "approve"), answers, follow=True)
    assert ("Sudah disetujui." in again.text, password[1] in again.text, Group.objects.filter(name="KIM Sungai Seluas").count()) == (
        True,
        False,
        1,
    )
    assert "/ruang/kim/sungai-seluas/anggota/" in again.text
    rini.post(page_of(case, "note"), {"pesan": "Kelas menulis Sabtu.", "terbuka": "on"})
    rini.post(page_of(case, "note"), {"pesan": "Ketua sulit dihubungi."})
    shown = Client(headers={"host": settings.BASE_DOMAIN}).get(f"/status/{ticket_for(case)}/").text
    assert ("Kelas menulis Sabtu." in shown, "Ketua sulit dihubungi." in shown, "/kim/sungai-seluas/" in shown) == (True, False, True)
    rini.post(page_of(case, "close"), {"versi": get_case(case.pk).version, "pesan": "Terima kasih."})
    assert get_case(case.pk).status == "done"
    assert "KIM Sungai Seluas" in rini.get("/ruang/bentuk-kim/?lihat=selesai").text


def test_a_chair_who_has_an_account_is_told_so(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    case, rini = sent(now, pengurus={"chair_phone": cast.wati.phone}), sign_in(cast.rini)
    assert "sudah punya akun atas nama Wati Rahayu" in rini.get(page_of(case)).text
    slip = rini.post(page_of(case, "approve"), {"versi": case.version, "slug": "sungai-seluas", "accent": "laut"}).text
    assert ("Wati Rahayu sudah punya akun" in slip, "Kata sandi pertama" in slip) == (True, False)


def test_more_time_is_taken_once(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    case, rini = sent(now), sign_in(cast.rini)
    told = rini.post(page_of(case, "extend"), {"versi": case.version, "hari": "2", "alasan": "Kades dinas luar."}, follow=True).text
    assert ("Tenggat diperpanjang." in told, "Kades dinas luar." in told, str(get_case(case.pk).due_on)) == (True, True, "2026-12-03")
    assert "Perpanjang tenggat" not in told
