"""The page that asks why and then shows who sent a case; and that the name is nowhere else, whatever happens."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.views.debug import ExceptionReporter

from kentongan.accounts.models import Person
from kentongan.cases import actions, queries
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case, IdentityView
from kentongan.cases.policies import Contact
from kentongan.search.actions import rebuild_index
from tests.planted import Planted, listening, places_of, plant

from .conftest import Opening, tell_everybody

ANTON = Contact(name="Anton Suryadi", phone="+6281255500199", other="titip ke Pak RT")
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def known(sent: Case, now: datetime) -> Case:
    """A case whose sender is known."""
    actions.keep_identity(case=sent, contact=ANTON, now=now)
    return sent


def address_of(case: Case) -> str:
    return f"/ruang/perkara/{case.number}/identitas/"


def test_it_asks_why_and_shows_once(known: Case, sign_in: SignIn, cast: SimpleNamespace, now: datetime) -> None:
    budi, address = sign_in(cast.budi), address_of(known) + "?dari=/ruang/laporan/1/"
    asking = budi.get(address)
    assert (asking.status_code, IdentityView.objects.count()) == (200, 0)
    assert [word in asking.text for word in ("Anton", "0812", "Pak RT", 'href="/ruang/laporan/1/"')] == [False, False, False, True]
    shown = budi.post(address, {"alasan": "jawab", "keterangan": "Undangan rapat"})
    assert (shown.status_code, shown["Cache-Control"], shown["Referrer-Policy"]) == (200, "no-store, private", "same-origin")
    for word in ("Anton Suryadi", 'href="tel:+6281255500199"', "0812-5550-0199", "titip ke Pak RT"):
        assert word in shown.text
    view = IdentityView.objects.get()
    assert (view.actor, view.reason) == (cast.budi, "Menyampaikan jawaban atau undangan: Undangan rapat")
    again = budi.get(address).text
    assert ("Anton" in again, "Budi Santoso</b>" in again, view.reason in again) == (False, True, True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Pilih dulu untuk apa Anda perlu tahu."),
        ({"alasan": "iseng"}, "Masukkan pilihan yang valid"),
        ({"alasan": "lain", "keterangan": " "}, "Tulis alasannya dengan kata-kata Anda."),
        ({"alasan": "hak", "keterangan": "x" * 201}, "200"),
    ],
)
def test_without_a_reason_nothing_is_shown(
    typed: dict[str, str], sentence: str, known: Case, sign_in: SignIn, cast: SimpleNamespace
) -> None:
    answer = sign_in(cast.budi).post(address_of(known), typed)
    assert (answer.status_code, sentence in answer.text, "Anton" in answer.text) == (422, True, False)
    assert typed.get("keterangan", "").strip() in answer.text
    assert IdentityView.objects.count() == 0


def test_own_words_alone_are_a_reason(known: Case, sign_in: SignIn, cast: SimpleNamespace) -> None:
    sign_in(cast.budi).post(address_of(known), {"alasan": "lain", "keterangan": "Diminta pengadilan"})
    assert IdentityView.objects.get().reason == "Diminta pengadilan"


def test_who_gets_there(known: Case, sign_in: SignIn, cast: SimpleNamespace) -> None:
    def answers(person: Person | None) -> list[int]:
        client = sign_in(person)
        return [client.get(address_of(known)).status_code, client.post(address_of(known), {"alasan": "hak"}).status_code]

    found = {name: answers(getattr(cast, name)) for name in ("budi", "rini", "sari", "wati", "joko", "adi")}
    nothing = [404, 404]
    assert found == {"budi": [200, 200], "rini": [403, 403], "sari": nothing, "wati": nothing, "joko": nothing, "adi": nothing}
    assert answers(None) == [302, 302]
    assert IdentityView.objects.count() == 1


def test_where_nobody_is_known(sent: Case, sign_in: SignIn, cast: SimpleNamespace) -> None:
    budi = sign_in(cast.budi)
    for answer in (budi.get(address_of(sent)), budi.post(address_of(sent), {"alasan": "hak"})):
        assert (answer.status_code, "tidak ada nama atau kontak" in answer.text, "<form" in answer.text.split("<main")[1]) == (
            200,
            True,
            False,
        )


def test_a_lost_key_is_said_kindly(known: Case, sign_in: SignIn, cast: SimpleNamespace, vault_keys_file: Path) -> None:
    vault_keys_file.unlink()
    answer = sign_in(cast.budi).post(address_of(known), {"alasan": "hak"})
    assert (answer.status_code, "kunci brankasnya tidak cocok" in answer.text) == (403, True)


@pytest.mark.parametrize("dari", ["https://jahat.example/ruang/", "//jahat.example", "/akun/", "javascript:alert(1)", "https:///ruang/"])
def test_the_way_back_leads_into_the_workspace_only(dari: str, known: Case, sign_in: SignIn, cast: SimpleNamespace) -> None:
    page = sign_in(cast.budi).get(address_of(known), {"dari": dari}).text
    crumbs = page.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    assert (known.number in crumbs, "<a" in crumbs) == (True, False)


def test_as_many_queries_for_thirty_views_as_for_one(
    known: Case, sign_in: SignIn, cast: SimpleNamespace, now: datetime, django_assert_num_queries: Any
) -> None:
    budi = sign_in(cast.budi)
    for count in (1, 30):
        while IdentityView.objects.count() < count:
            actions.read_identity(actor=cast.budi, case=known, reason="Bertanya", now=now)
        with django_assert_num_queries(7):
            budi.get(address_of(known))


def test_the_piece_for_the_page_of_a_case(known: Case) -> None:
    def piece(**stand: bool) -> str:
        return render_to_string("cases/identity.html", {"case": known, "back": "/ruang/laporan/?a=1&b=2", **stand})

    link = f'href="{address_of(known)}?dari=/ruang/laporan/%3Fa%3D1%26b%3D2"'
    assert [link in piece(has_identity=has, can_read_identity=can) for has in (True, False) for can in (True, False)] == [
        True,
        False,
        False,
        False,
    ]


# --- Nowhere else ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def planted(media_root: Path, tmp_path: Path, settings: LazySettings) -> Planted:
    """Somebody whom only the vault may know."""
    settings.HOME, settings.SEARCH_ROOT = tmp_path, tmp_path / "search"
    return plant()


def _whole_life(receipt: Receipt, planted: Planted, sign_in: SignIn, cast: SimpleNamespace, now: datetime) -> list[HttpResponse]:
    """From the first word to forgetting, with everybody's pages on the way."""
    case, budi, visitor = receipt.case, sign_in(cast.budi), sign_in()
    actions.keep_identity(case=case, contact=planted.contact, now=now)
    actions.move_as_applicant(case=case, action="send", now=now)
    pages = [budi.get(address_of(case)), budi.post(address_of(case), {}), sign_in(cast.joko).get(address_of(case))]
    shown = budi.post(address_of(case), {"alasan": "lengkapi"})
    assert planted.is_in(shown.content)
    assert list(queries.cases_with_phone(planted.phone)) == [case]
    actions.move_case(actor=cast.budi, case=case, action="accept", now=now)
    actions.send_letter(actor=cast.budi, case=case, kind="answer", addressee="Pengirim", subject="Jawaban", body="Ini.", now=now)
    actions.move_case(actor=cast.budi, case=case, action="answer", text="Sudah dikerjakan.", now=now)
    entered = visitor.post("/status/", {"nomor": receipt.number, "kode": receipt.code})
    pages += [entered, visitor.get(entered["location"]), budi.get("/ruang/"), sign_in(cast.rini).get("/ruang/"), visitor.get("/")]
    for words in (["rotate"], ["check"]):
        call_command("vault", *words)
    tell_everybody()
    actions.fire_due(now=now + timedelta(days=60))
    rebuild_index()
    return pages


def test_a_planted_name_is_nowhere_but_in_the_vault(
    planted: Planted, opened: Opening, sign_in: SignIn, cast: SimpleNamespace, now: datetime
) -> None:
    with listening() as heard:
        receipt = opened(now)
        pages = _whole_life(receipt, planted, sign_in, cast, now)
        still_there = places_of(planted, responses=pages, heard=heard.getvalue())
        actions.forget_outlived(now=now + timedelta(days=300))
    assert (still_there, queries.has_identity(receipt.case)) == ([], False)
    assert places_of(planted, heard=heard.getvalue()) == []


@pytest.mark.parametrize("debug", [False, True])
def test_no_failure_tells_the_name(
    debug: bool, planted: Planted, sent: Case, sign_in: SignIn, cast: SimpleNamespace, now: datetime, settings: LazySettings
) -> None:
    settings.DEBUG = debug
    actions.keep_identity(case=sent, contact=planted.contact, now=now)
    keys, settings.VAULT_KEYS = settings.VAULT_KEYS, ["not a key"]
    with listening() as heard:
        try:
            actions.keep_identity(case=sent, contact=planted.contact, now=now)
        except AttributeError:
            reporter = ExceptionReporter(None, *sys.exc_info())
            reports = [reporter.get_traceback_text(), reporter.get_traceback_html()]
        budi = sign_in(cast.budi)
        budi.raise_request_exception = False
        answer = budi.post(address_of(sent), {"alasan": "lain", "keterangan": f"Menelepon {planted.name}"})
    settings.VAULT_KEYS = keys
    assert ("_sealed" in reports[0], answer.status_code) == (True, 500)
    assert [planted.is_in(report) for report in reports] == [False, False]
    assert places_of(planted, responses=[answer], heard=heard.getvalue()) == []
