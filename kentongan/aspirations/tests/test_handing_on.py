"""Another house decides: the right door, and the way to SP4N-LAPOR! and back."""

import csv
import io
import time
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from kentongan.accounts.models import Person
from kentongan.aspirations import actions, queries
from kentongan.aspirations.models import Report
from kentongan.aspirations.policies import doors_for
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.policies.sheets import comma_of
from kentongan.core.rules import Denied

from .conftest import BROKEN, Sending


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        (BROKEN, {}),
        ("Rumah di Dusun Hilir terbakar, tolong!", {"darurat": ("terbakar",)}),
        ("Tetangga membakar sampah setiap sore, asapnya masuk rumah.", {}),
        ("Motor saya dicuri malam tadi di depan posyandu.", {"polisi": ("dicuri",)}),
        ("Aki menara sinyal dicuri maling, polisi belum datang.", {"polisi": ("dicuri", "maling")}),
        ("Bapak saya pingsan dan kejang.", {"ambulans": ("pingsan", "kejang")}),
        ("Sawah diserang tikus, minta bantuan racun.", {}),
        (
            "Sengketa tanah ini sudah disidangkan di pengadilan, mohon putusan hakim ditinjau.",
            {"pengadilan": ("disidangkan", "pengadilan", "hakim")},
        ),
        ("Lampu padam sejak Senin, kata orang PLN trafo rusak.", {"pln": ("padam", "pln")}),
        ("Air ledeng PDAM mati dan kartu BPJS saya juga.", {"pdam": ("ledeng", "pdam"), "bpjs": ("bpjs",)}),
        ("Pencurian lagi di kantor PLN, satpam pingsan.", {"polisi": ("pencurian",), "ambulans": ("pingsan",), "pln": ("pln",)}),
        ("", {}),
    ],
)
def test_which_door_the_words_speak_for(text: str, doors: dict[str, tuple[str, ...]]) -> None:
    assert {door.key: door.why for door in doors_for(text, settings.REPORT_DOORS, most=3)} == doors


def test_a_text_that_is_much_too_long_is_looked_at_no_longer_than_a_report() -> None:
    """Whoever sends a megabyte gets the form back with the doors beside it; it is not the house that works for it."""
    begin = time.perf_counter()
    assert doors_for("maling " + "a" * 900_000, settings.REPORT_DOORS, most=3)[0].why == ("maling",)
    assert time.perf_counter() - begin < 3


def test_every_door_says_where_and_when_and_who_says_so() -> None:
    assert {
        key: [name for name in ("label", "how", "when", "words", "source") if not entry.get(name)]
        for key, entry in settings.REPORT_DOORS.items()
    } == {key: [] for key in settings.REPORT_DOORS}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"door": "polisi"},
            "Ini di luar wewenang pemerintah kabupaten.\n\nSilakan ke Polisi 110: telepon 110, atau datang ke polsek terdekat. "
            "Untuk kejahatan: pencurian, kekerasan, narkoba, penipuan.",
        ),
        ({"text": "Ini urusan pribadi."}, "Ini urusan pribadi."),
        (
            {"door": "pln", "text": "Tiang itu milik PLN."},
            "Tiang itu milik PLN.\n\nSilakan ke PLN 123: telepon 123, atau lewat aplikasi PLN Mobile. "
            "Untuk listrik padam, tiang, kabel, dan meteran.",
        ),
    ],
)
def test_the_door_stands_in_what_the_reporter_reads(
    values: dict[str, str], words: str, sent: Case, cast: SimpleNamespace, now: datetime
) -> None:
    entry = actions.refer_report(actor=cast.rini, case=sent, now=now, **values)
    assert (sent.status, entry.text, entry.is_public) == ("not_ours", words, True)


def test_never_without_a_word_nor_by_an_unknown_door(sent: Case, cast: SimpleNamespace, now: datetime) -> None:
    with pytest.raises(Denied, match="pemohon akan membacanya"):
        actions.refer_report(actor=cast.rini, case=sent, now=now)
    with pytest.raises(Denied, match="tidak dikenal"):
        actions.refer_report(actor=cast.rini, case=sent, now=now, door="dukun")


def test_to_sp4n_and_back(sent: Case, cast: SimpleNamespace, liaison: Person, now: datetime, told: Callable[[], list[str]]) -> None:
    told()
    actions.hand_on_report(actor=cast.rini, case=sent, text="Ini wewenang kementerian.", now=now)
    assert (sent.status, Report.objects.get().sp4n_number, told()) == ("handed_on", "", ["cases.CaseMoved"])
    for actor in (cast.budi, cast.sari, liaison):
        with pytest.raises(Denied, match="dicatat koordinator"):
            actions.keep_sp4n_number(actor=actor, case=sent, sp4n_number="1234567", now=now)
    with pytest.raises(Denied, match="angka saja"):
        actions.keep_sp4n_number(actor=cast.rini, case=sent, sp4n_number="belum ada", now=now)
    actions.keep_sp4n_number(actor=cast.rini, case=sent, sp4n_number=" #123 4567 ", now=now)
    assert (Report.objects.get().sp4n_number, told()) == ("1234567", ["aspirations.Sp4nNumberKept", "cases.CaseEntryAdded"])
    assert sent.entries.last().text == "Nomor di SP4N-LAPOR!: 1234567"
    cases.move_case(actor=cast.rini, case=sent, action="answer", text="Kementerian menjawab: tahun depan.", now=now)
    assert sent.status == "answered"
    with pytest.raises(Denied, match="selama laporannya ada di sana"):
        actions.keep_sp4n_number(actor=cast.rini, case=sent, sp4n_number="7654321", now=now)


def test_a_number_belongs_to_one_report(send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    first, second = send().case, send().case
    actions.hand_on_report(actor=cast.rini, case=first, text="Ke pusat.", sp4n_number="1234567", now=now)
    with pytest.raises(Denied, match="sudah dipakai laporan lain"), transaction.atomic():
        actions.hand_on_report(actor=cast.rini, case=second, text="Ke pusat.", sp4n_number="#1234567", now=now)
    second.refresh_from_db()
    assert (second.status, Report.objects.get(pk=second.pk).sp4n_number) == ("sent", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=second.pk).update(sp4n_number="1234567")


def test_the_table_for_sp4n_has_what_its_form_asks_and_no_sender(
    send: Sending, cast: SimpleNamespace, roads: object, now: datetime
) -> None:
    case = send(hamlet="Dusun Hulu", point=(1.29, 109.71), is_anonymous=True, text="=1+1 rusak. Sudah lama.").case
    other = send().case
    for one in (case, other):
        actions.hand_on_report(actor=cast.rini, case=one, text="Ke pusat.", now=now)
    actions.keep_sp4n_number(actor=cast.rini, case=other, sp4n_number="1234567", now=now)
    waiting = queries.waiting_for_sp4n(cast.rini)
    assert ([report.pk for report in waiting], queries.waiting_for_sp4n(cast.budi), queries.waiting_for_sp4n(cast.joko)) == (
        [case.pk],
        [],
        [],
    )
    heads, *rows = queries.sp4n_rows(waiting)
    head, row = csv.reader(io.StringIO(comma_of(heads, rows).decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True)) == {
        "nomor kami": case.number,
        "klasifikasi": "Pengaduan",
        "judul": "'=1+1 rusak",
        "isi": "'=1+1 rusak. Sudah lama.",
        "tanggal kejadian": "24-11-2026",
        "lokasi": "Dusun Hulu, Desa Siding, Kecamatan Siding, 1.29000, 109.71000",
        "instansi tujuan": "Kabupaten Bengkayang",
        "kategori": "Jalan dan jembatan",
        "anonim": "ya",
        "rahasia": "tidak",
        "nomor SP4N-LAPOR!": "",
    }
