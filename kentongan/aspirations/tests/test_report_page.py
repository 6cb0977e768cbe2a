"""One report on a page: the natural step open, the rest folded; and the sender's side under number and code."""

from datetime import datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.aspirations.models import AnswerTemplate, Report
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.queries import ticket_for
from kentongan.groups.models import Office

from .conftest import Sending, opened


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    """Views ask the time; it is an hour after what the fixtures did."""
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


def photo(name: str) -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (60, 40), "#8fb08a").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


def offered(page: Any) -> tuple[str, list[str], list[str]]:
    """(the natural step, the other steps, the other deeds) that a page offers."""
    keys = [[offer.key for offer in page.context[name]] for name in ("steps", "deeds")]
    return page.context["next"].key if page.context["next"] else "", keys[0], keys[1]


def test_what_is_offered_to_whom(sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime, sign_in: Any) -> None:
    rini, agus, address = sign_in(cast.rini), sign_in(liaison), f"/ruang/laporan/{sent.number}/"
    assert offered(rini.get(address)) == (
        "verify",
        ["ask", "answer", "join", "refer", "archive", "hand_on"],
        ["note", "attach", "assign"],
    )
    words = {"public_title": "Jembatan rusak", "public_text": "Tiga papan patah."}
    actions.verify_report(actor=cast.rini, case=sent, kind="complaint", category="jalan", needs_examination=False, now=now, **words)
    assert offered(rini.get(address))[0] == "forward"
    actions.forward_report(actor=cast.rini, case=sent, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    assert offered(agus.get(address)) == ("follow_up", ["ask", "send_back", "answer"], ["note", "attach", "extend"])
    cases.move_case(actor=liaison, case=sent, action="follow_up", text="Kami periksa.", now=now)
    assert offered(agus.get(address)) == ("answer", ["ask", "send_back"], ["note", "attach", "extend"])
    cases.move_case(actor=liaison, case=sent, action="ask", text="Dusun mana?", now=now)
    assert offered(agus.get(address)) == ("", ["resume"], ["note", "attach", "extend"])
    assert "Menunggu pelapor melengkapi" in agus.get(address).content.decode()


def test_an_answer_with_its_proof_begins_with_a_template(
    sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime, sign_in: Any
) -> None:
    actions.verify_report(
        actor=cast.rini, case=sent, kind="complaint", category="jalan", needs_examination=False, now=now,
        public_title="Jembatan rusak", public_text="Tiga papan patah.",
    )  # fmt: skip
    actions.forward_report(actor=cast.rini, case=sent, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    cases.move_case(actor=liaison, case=sent, action="follow_up", text="Kami periksa.", now=now)
    template = AnswerTemplate.objects.create(region=cast.regency, office=roads, title="Selesai", text="{judul} di {desa} selesai.")
    foreign = AnswerTemplate.objects.create(region=cast.siding_village, title="Desa", text="Lain.")
    agus, address = sign_in(liaison), f"/ruang/laporan/{sent.number}/"
    page = agus.get(f"{address}?templat={template.pk}")
    assert page.context["next"].form["pesan"].value() == "Jembatan rusak di Desa Siding selesai."
    assert agus.get(f"{address}?templat={foreign.pk}").status_code == 404

    bad = SimpleUploadedFile("catatan.jpg", b"bukan foto", "image/jpeg")
    typed = {"versi": sent.version, "langkah": "answer", "pesan": "Papan sudah diganti.", "sebelum": photo("a.jpg"), "sesudah": [bad]}
    shown = agus.post(f"{address}langkah/", typed, follow=True)
    assert [str(message).partition(":")[0] for message in shown.context["messages"]] == [
        "Tersimpan. Pelapor membacanya di halaman status.",
        "catatan.jpg",
    ]
    sent.refresh_from_db()
    assert (sent.status, [(one.kind, one.is_public) for one in sent.attachments.all()]) == ("answered", [("before", True)])
    proof = {"macam": "after", "berkas": photo("b.jpg"), "keterangan": "Papan baru"}
    assert agus.post(f"{address}bukti/", proof).status_code == 302
    assert list(sent.attachments.values_list("kind", "label", "is_public")) == [("before", "", True), ("after", "Papan baru", True)]
    status = Client(headers={"host": "kim.localhost"}).get(f"/status/{ticket_for(sent)}/").content.decode()
    assert status.index("Jawaban untuk Anda") < status.index("Papan baru") < status.index("Sekarang di")


@pytest.mark.parametrize(
    ("way", "typed", "field", "sentence"),
    [
        ("gabung", {"nomor": "LPR-2026-0009999-X", "pesan": "Sama."}, "nomor", "Laporan dengan nomor itu tidak ada."),
        ("gabung", {"nomor": "{own}", "pesan": "Sama."}, "nomor", "Laporan tidak bisa digabung dengan dirinya sendiri."),
        ("rujuk", {}, "pesan", "Pilih pintunya, atau tulis ke mana pelapor sebaiknya pergi."),
        (
            "lapor",
            {"pesan": "Ke pusat.", "nomor": "dua"},
            "nomor",
            "Nomor SP4N-LAPOR! terdiri dari angka saja, seperti pada tanda terimanya.",
        ),
        ("catatan", {"catatan": " "}, "catatan", "Catatannya masih kosong."),
        ("bukti", {"macam": "after"}, "berkas", "Pilih dulu fotonya."),
    ],
)
def test_what_is_typed_wrong_comes_back_open(
    way: str, typed: dict[str, str], field: str, sentence: str, sent: Case, cast: SimpleNamespace, sign_in: Any
) -> None:
    values = {name: value.format(own=sent.number) for name, value in typed.items()} | {"versi": str(sent.version)}
    page = sign_in(cast.rini).post(f"/ruang/laporan/{sent.number}/{way}/", values)
    wrong = next(offer.form for offer in page.context["offers"] if offer.is_open)
    assert (page.status_code, wrong.errors) == (422, {field: [sentence]})
    sent.refresh_from_db()
    assert sent.status == "sent"


@pytest.mark.parametrize(
    ("way", "status", "held_by"), [("betulkan", "sent", "desk"), ("petugas", "forwarded", "office"), ("sp4n", "sent", "desk"),
                                   ("bukti", "archived", "desk"), ("perpanjang", "archived", "desk")],
)  # fmt: skip
def test_what_is_not_offered_is_not_done_either(
    way: str, status: str, held_by: str, sent: Case, roads: Office, cast: SimpleNamespace, sign_in: Any, now: datetime
) -> None:
    ended = now if status == "archived" else None
    Case.objects.filter(pk=sent.pk).update(status=status, held_by=held_by, office=roads if held_by == "office" else None, closed_at=ended)
    rini, address = sign_in(cast.rini), f"/ruang/laporan/{sent.number}/"
    offered = {offer.address.partition("report_")[2] for offer in rini.get(address).context["deeds"]}
    named = {"betulkan": "mend", "petugas": "assign", "bukti": "attach", "perpanjang": "extend"}.get(way, way)
    before = sent.entries.count()
    typed = {
        "versi": sent.version,
        "jenis": "complaint",
        "kategori": "jalan",
        "judul": "A",
        "isi": "B",
        "diperiksa": "on",
        "nomor": "1234567",
    }
    refused = rini.post(f"{address}{way}/", typed)
    assert (named in offered, refused.status_code, sent.entries.count()) == (False, 403, before)


def test_each_deed_by_its_form(send: Sending, answered: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    rini, later, handed, referred = sign_in(cast.rini), send().case, send().case, send().case

    def post(case: Case, way: str, **typed: object) -> None:
        case.refresh_from_db()
        answer = rini.post(f"/ruang/laporan/{case.number}/{way}/", {"versi": case.version, **typed})
        assert answer.status_code == 302, answer.content.decode()
        case.refresh_from_db()

    post(later, "gabung", nomor=answered.number, pesan="Sama.")
    assert (later.status, Report.objects.get(pk=later.pk).duplicate_of_id) == ("joined", answered.pk)
    post(later, "langkah", langkah="unjoin", pesan="Ternyata lain.")
    assert (later.status, Report.objects.get(pk=later.pk).duplicate_of_id) == ("sent", None)
    post(later, "petugas", petugas=str(cast.rini.pk))
    assert (later.held_by, later.person) == ("person", cast.rini)
    post(later, "catatan", catatan="Telepon kepala dusun.", terbuka="")
    assert (later.entries.last().text, later.entries.last().is_public) == ("Telepon kepala dusun.", False)
    post(referred, "rujuk", pintu="pln")
    assert referred.status == "not_ours"
    post(handed, "lapor", pesan="Ke pusat.")
    post(handed, "sp4n", nomor="#1234567")
    assert (handed.status, Report.objects.get(pk=handed.pk).sp4n_number) == ("handed_on", "1234567")
    post(answered, "betulkan", jenis="complaint", kategori="lainnya", judul="Jembatan", isi="Papan patah.", diperiksa="on")
    assert Report.objects.values_list("category", "public_title").get(pk=answered.pk) == ("lainnya", "Jembatan")


def joining(page: Any) -> Any:
    return next(offer for offer in page.context["offers"] if offer.key == "join")


def test_what_resembles_it_is_offered_for_joining(send: Sending, answered: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    rini, secret, later = sign_in(cast.rini), send(is_secret=True).case, send().case
    address = f"/ruang/laporan/{later.number}/"
    folded = rini.get(address)
    assert ("mirip" in joining(folded).form.fields, joining(folded).is_open) == (False, False)
    assert 'href="?langkah=join#langkah-join"' in folded.text  # looked for when somebody asks
    looked = rini.get(f"{address}?langkah=join")
    assert (joining(looked).is_open, 'href="?langkah=join#langkah-join"' in looked.text) == (True, False)
    form = joining(looked).form
    assert form.fields["mirip"].choices == [
        ("", "Bukan salah satunya"),
        (answered.number, "Jembatan rusak (Desa Siding, 24 November)"),
    ]
    assert rini.post(f"{address}gabung/", {"versi": later.version, "mirip": secret.number, "pesan": "Sama."}).status_code == 422
    assert rini.post(f"{address}gabung/", {"versi": later.version, "mirip": answered.number, "pesan": "Sama."}).status_code == 302
    assert Report.objects.get(pk=later.pk).duplicate_of_id == answered.pk


def test_more_time_is_given_once_with_its_reason(send: Sending, cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    case = send().case
    actions.verify_report(
        actor=cast.rini, case=case, kind="complaint", category="jalan", needs_examination=False, now=now,
        public_title="Jembatan rusak", public_text="Tiga papan patah.",
    )  # fmt: skip
    actions.forward_report(actor=cast.rini, case=case, to=cast.siding_village, reason="Jalan desa.", now=now)
    budi, address = sign_in(cast.budi), f"/ruang/laporan/{case.number}/"
    typed = {"versi": case.version, "tenggat": "complaint", "hari": 5, "alasan": "Menunggu kayu."}
    assert budi.post(f"{address}perpanjang/", typed).status_code == 302
    assert case.terms.get(name="complaint").extension_days == 5
    assert "extend" not in offered(budi.get(address))[2]


def test_the_table_for_sp4n_is_the_coordinators(sent: Case, cast: SimpleNamespace, now: datetime, sign_in: Any) -> None:
    actions.hand_on_report(actor=cast.rini, case=sent, text="Ke pusat.", now=now)
    rini = sign_in(cast.rini)
    for path in ("/ruang/laporan/sp4n.csv", f"/ruang/laporan/{sent.number}/sp4n.csv"):
        answer = rini.get(path)
        assert (answer.status_code, answer["Content-Type"], "no-store" in answer["Cache-Control"]) == (200, "text/csv; charset=utf-8", True)
        assert [line.split(",")[0] for line in answer.content.decode().splitlines()] == ["\ufeffnomor kami", sent.number]
        assert sign_in(cast.budi).get(path).status_code == 404


# --- The sender's side -----------------------------------------------------------------------------------------------------


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


def test_the_sender_rates_and_changes_his_mind(answered: Case, visitor: Client, now: datetime) -> None:
    status, rate = f"/status/{ticket_for(answered)}/", f"/status/{ticket_for(answered)}/nilai/"
    assert "Nilai penanganannya" in visitor.get(status).content.decode()
    empty = visitor.post(rate, {"ulasan": "Bagus."})
    assert (empty.status_code, empty.context["form"].errors) == (422, {"nilai": ["Pilih satu dari empat."]})
    assert visitor.post(rate, {"nilai": "2", "ulasan": "Lama."}).status_code == 302
    assert "Anda menilai: Tidak puas." in visitor.get(status).content.decode()
    assert visitor.post(rate, {"nilai": "4", "ulasan": ""}).status_code == 302
    assert Report.objects.values_list("rating", "rating_text").get() == (4, "")
    with time_machine.travel(now + timedelta(days=9), tick=False):
        late = visitor.get(f"/status/{ticket_for(answered)}/nilai/")
        assert "tidak bisa diubah lagi" in late.content.decode()
        assert visitor.cookies.output() == ""


def test_the_sender_closes_or_says_not_yet(answered: Case, visitor: Client) -> None:
    address = f"/status/{ticket_for(answered)}/"
    page = visitor.get(address)
    assert [reply["label"] for reply in page.context["replies"]] == ["Sudah selesai", "Belum selesai", "Kirim pesan"]
    typed = {"langkah": "reopen", "versi": answered.version, "pesan": "Masih goyang.", "berkas": photo("c.jpg")}
    assert visitor.post(f"{address}jawab/", typed).status_code == 302
    answered.refresh_from_db()
    assert (answered.status, answered.attachments.count()) == ("reopened", 1)


def test_the_joined_sender_reads_the_answer_and_may_write(
    send: Sending, answered: Case, cast: SimpleNamespace, visitor: Client, now: datetime
) -> None:
    later = send().case
    cases.write_as_applicant(case=answered, text="Rumah saya di sebelahnya.", now=now)
    actions.join_report(actor=cast.rini, case=later, into=answered, text="Sama.", now=now)
    address = f"/status/{ticket_for(later)}/"
    page = visitor.get(address)
    told = page.content.decode()
    assert ("Papan diganti hari Senin." in told, "Rumah saya" in told, answered.number in told) == (True, False, False)
    assert [(reply["label"], "berkas" in reply["form"].fields) for reply in page.context["replies"]] == [("Kirim pesan", False)]
    assert visitor.post(f"{address}jawab/", {"langkah": "", "pesan": "Kapan mulai?"}).status_code == 302
    assert later.entries.last().text == "Kapan mulai?"


def test_the_right_door_stands_on_the_receipt_and_never_in_the_way(visitor: Client, cast: SimpleNamespace) -> None:
    typed = {"dibuka": opened(), "jenis": "complaint", "isi": "Motor saya dicuri semalam.", "desa": cast.siding_village.code}
    sent = visitor.post("/lapor/", typed)
    words = sent.content.decode()
    assert (sent.status_code, Report.objects.count()) == (201, 1)
    assert words.index("Polisi 110") < words.index("Tanda terima")
    assert "Karena Anda menulis: dicuri" in words


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_with_one_and_with_thirty(
    count: int, send: Sending, sent: Case, cast: SimpleNamespace, now: datetime, sign_in: Any, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        cases.add_entry(actor=cast.rini, case=sent, text=f"Catatan {number}.", is_public=False, now=now)
        actions.join_report(actor=cast.rini, case=send().case, into=sent, text="Sama.", now=now)
    rini, address = sign_in(cast.rini), f"/ruang/laporan/{sent.number}/"
    rini.get(address)
    with django_assert_num_queries(29):
        page = rini.get(address)
    assert (len(page.context["joined"]), len(page.context["entries"])) == (count, count + 1)


def test_the_words_of_joining_are_looked_through_too(send: Sending, answered: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    later = send().case
    typed = {"versi": later.version, "nomor": answered.number, "pesan": "Sama dengan punya 6107010101900001."}
    assert sign_in(cast.rini).post(f"/ruang/laporan/{later.number}/gabung/", typed).status_code == 422


def test_doors_beside_the_list(send: Sending, cast: SimpleNamespace, liaison: Person, now: datetime, sign_in: Any) -> None:
    case = send().case
    templates, waiting = 'href="/ruang/laporan/templat/"', 'href="/ruang/laporan/sp4n.csv"'
    before = sign_in(cast.rini).get("/ruang/laporan/").text
    actions.hand_on_report(actor=cast.rini, case=case, text="Ke pusat.", now=now)
    pages = [before, *(sign_in(who).get("/ruang/laporan/").text for who in (cast.rini, liaison, cast.sari))]
    assert [(templates in page, waiting in page) for page in pages] == [(True, False), (True, True), (True, False), (False, False)]
    actions.keep_sp4n_number(actor=cast.rini, case=case, sp4n_number="1234567", now=now)
    assert waiting not in sign_in(cast.rini).get("/ruang/laporan/").text
