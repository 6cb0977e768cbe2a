"""What everybody will read of a report: offered without what points at a person, and confirmed by the coordinator."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.cases.models import Case, CaseEntry
from kentongan.groups.models import Office

from .conftest import Sending

TYPED = "Pak Lukas (NIK 6107051203900001) menutup jalan. Hubungi saya 0812 5550 1234, kantor 0562-441234."
OFFERED = "Pak Lukas (NIK [NIK]) menutup jalan. Hubungi saya [nomor telepon], kantor 0562-441234."
READ = "Baca ulang judul dan isinya dulu, lalu centang ini."
PHONE = "Ini tampil untuk umum dan memuat nomor telepon 0812…34. Hapus, atau centang “Tetap tampilkan”."


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def case(send: Sending) -> Case:
    return send(text=TYPED).case


def form_of(page: Any, name: str) -> Any:
    return next(offer.form for offer in page.context["offers"] if offer.address == f"reporting:report_{name}")


def typed(case: Case, **changes: object) -> dict[str, object]:
    values = {"versi": case.version, "jenis": "complaint", "kategori": "jalan", "judul": "Jalan ditutup", "isi": OFFERED, "diperiksa": "on"}
    return values | changes


def test_the_words_come_masked_and_what_is_uncertain_is_offered(case: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    form = form_of(sign_in(cast.rini).get(f"/ruang/laporan/{case.number}/"), "verify")
    assert (form["isi"].value(), form["judul"].value()) == (OFFERED, "Pak Lukas (NIK [NIK]) menutup jalan")
    assert form["isi"].help_text.startswith("Sudah kami samarkan: NIK 6107…01, nomor telepon 0812…34. Hapus nama")
    assert form.fields["saran"].choices == [
        ("name:Lukas", "nama orang: Lukas (sesudah kata sapaan)"),
        ("phone:0562-441234", "nomor telepon: 0562-441234 (mungkin telepon kantor)"),
    ]
    assert (form["saran"].value(), form["diperiksa"].value(), "tetap" in form.fields) == (None, None, False)


def test_what_is_ticked_is_masked_also_where_the_words_were_changed(case: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    changed = typed(case, isi=OFFERED.replace("menutup", "memagari"), saran=["name:Lukas", "phone:0999"])
    assert sign_in(cast.rini).post(f"/ruang/laporan/{case.number}/verifikasi/", changed).status_code == 302
    report = case.report
    report.refresh_from_db()
    assert report.public_text == "Pak [nama] (NIK [NIK]) memagari jalan. Hubungi saya [nomor telepon], kantor 0562-441234."
    assert (report.is_public, report.text) == (True, TYPED)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"diperiksa": ""}, {"diperiksa": [READ]}),
        ({"isi": "Telepon 0812 5550 1234."}, {"isi": [PHONE]}),
        ({"judul": "Jalan 0812 5550 1234"}, {"judul": [PHONE]}),
        (
            {"judul": "Pak Li " * 22, "saran": ["name:Li"]},
            {"judul": ["Dengan yang disamarkan, ini menjadi terlalu panjang. Pendekkan sedikit."]},
        ),
        ({"isi": "Telepon 0812 5550 1234.", "tetap": "on"}, {}),
        ({"isi": "", "diperiksa": ""}, {}),  # nothing of it will be shown
    ],
)
def test_nothing_is_shown_that_nobody_read(
    changes: dict[str, object], errors: dict[str, list[str]], case: Case, cast: SimpleNamespace, sign_in: Any
) -> None:
    answer = sign_in(cast.rini).post(f"/ruang/laporan/{case.number}/verifikasi/", typed(case, **changes))
    case.refresh_from_db()
    if not errors:
        assert (answer.status_code, case.status) == (302, "verified")
        return
    form = form_of(answer, "verify")
    assert (answer.status_code, form.errors, case.status) == (422, errors, "sent")
    kept = typed(case, **changes)
    assert (form["isi"].value(), form["judul"].value()) == (kept["isi"], kept["judul"])
    assert ("tetap" in form.fields) == (PHONE in str(errors.values()))


def test_so_does_its_place(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    """Residents write there whose house it is, and how to reach them."""
    case = send(hamlet="depan rumah Pak Budi, 0812 5550 1234").case
    rini, address = sign_in(cast.rini), f"/ruang/laporan/{case.number}/verifikasi/"
    form = form_of(rini.get(f"/ruang/laporan/{case.number}/"), "verify")
    assert form["tempat"].value() == "depan rumah Pak Budi, [nomor telepon]"
    answer = rini.post(address, typed(case, tempat="depan rumah Pak Budi, 0812 5550 1234"))
    assert (answer.status_code, form_of(answer, "verify").errors) == (422, {"tempat": [PHONE]})
    assert rini.post(address, typed(case, tempat="depan rumah Pak Budi", saran=["name:Budi"])).status_code == 302
    report = case.report
    report.refresh_from_db()
    assert (report.public_hamlet, report.hamlet) == ("depan rumah Pak [nama]", "depan rumah Pak Budi, 0812 5550 1234")
    page = rini.get(f"/laporan/{case.number}/").content.decode()
    assert ("depan rumah Pak [nama]" in page, "Budi" in page, "5550" in page) == (True, False, False)


def test_a_secret_report_needs_no_promise(send: Sending, cast: SimpleNamespace, sign_in: Any) -> None:
    case = send(text=TYPED, is_secret=True).case
    rini = sign_in(cast.rini)
    form = form_of(rini.get(f"/ruang/laporan/{case.number}/"), "verify")
    assert (form["isi"].value(), "diperiksa" in form.fields) == ("", False)
    assert rini.post(f"/ruang/laporan/{case.number}/verifikasi/", typed(case, isi="", diperiksa="")).status_code == 302


@pytest.mark.parametrize(("is_secret", "tick", "status"), [(False, "", 422), (False, "on", 302), (True, "", 302)])
def test_an_answer_that_everybody_reads(
    is_secret: bool,
    tick: str,
    status: int,
    send: Sending,
    cast: SimpleNamespace,
    roads: Office,
    liaison: Person,
    now: datetime,
    sign_in: Any,
) -> None:
    case = send(is_secret=is_secret).case
    words = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "Jembatan", "public_text": "Patah."}
    actions.verify_report(actor=cast.rini, case=case, now=now, **words)
    actions.forward_report(actor=cast.rini, case=case, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    step = {"versi": case.version, "langkah": "answer", "pesan": "Telepon saja 0812 5550 1234.", "tetap": tick}
    answer = sign_in(liaison).post(f"/ruang/laporan/{case.number}/langkah/", step)
    said = CaseEntry.objects.filter(case=case, action="answer").values_list("text", flat=True)
    assert (answer.status_code, list(said)) == (status, ["Telepon saja 0812 5550 1234."] if status == 302 else [])
    if status == 422:
        form = next(offer.form for offer in answer.context["offers"] if offer.is_open)
        assert (form.errors, form["pesan"].value()) == ({"pesan": [PHONE]}, "Telepon saja 0812 5550 1234.")


def test_so_does_the_word_at_forwarding(case: Case, cast: SimpleNamespace, roads: Office, now: datetime, sign_in: Any) -> None:
    words = {"kind": "complaint", "category": "jalan", "needs_examination": False, "public_title": "Jalan", "public_text": "Ditutup."}
    actions.verify_report(actor=cast.rini, case=case, now=now, **words)
    post = {"versi": case.version, "tujuan": f"61.07/{roads.pk}", "pesan": "Hubungi 0812 5550 1234"}
    rini = sign_in(cast.rini)
    answer = rini.post(f"/ruang/laporan/{case.number}/teruskan/", post)
    assert (answer.status_code, form_of(answer, "forward").errors) == (422, {"pesan": [PHONE]})
    assert rini.post(f"/ruang/laporan/{case.number}/teruskan/", {**post, "tetap": "on"}).status_code == 302
