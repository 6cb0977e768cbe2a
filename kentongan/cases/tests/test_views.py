"""The status page for whoever holds number and code; files and letters for those who work on a case."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings, settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from kentongan.cases import actions, queries
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case, CaseAttachment
from kentongan.core.rules import Denied, NotVisible
from kentongan.media.models import Upload

from .conftest import Opening, at
from .sample import SAMPLE


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Any:
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account, who accepts no cookies."""
    return Client(headers={"host": settings.BASE_DOMAIN}, enforce_csrf_checks=True)


@pytest.fixture
def receipt(opened: Opening, now: datetime) -> Receipt:
    """A case that was sent."""
    kept = opened(now)
    actions.move_as_applicant(case=kept.case, action="send", now=now)
    return kept


def photo(name: str = "sawah.jpg") -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (500, 400), "#8fb08a").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def enter(visitor: Client, receipt: Receipt, **changes: str) -> Any:
    return visitor.post("/status/", {"nomor": receipt.number, "kode": receipt.code} | changes)


def page_of(visitor: Client, receipt: Receipt) -> Any:
    return visitor.get(enter(visitor, receipt)["location"])


def test_status_find(visitor: Client, receipt: Receipt) -> None:
    page = visitor.get("/status/", {"nomor": receipt.number})
    assert (page.status_code, f'value="{receipt.number}"' in page.text) == (200, True)
    answer = enter(visitor, receipt, kode=receipt.spaced_code.lower())
    assert (answer.status_code, answer["location"].startswith("/status/")) == (302, True)
    assert receipt.code not in answer["location"]
    assert receipt.number not in answer["location"]


def test_status_find_says_no_more_than_that_it_does_not_fit(visitor: Client, receipt: Receipt) -> None:
    typed = [{"kode": "ABCDE-12345"}, {"nomor": "CTH-2026-0000099-0"}, {"nomor": "\0", "kode": "💥"}]
    pages = [enter(visitor, receipt, **changes) for changes in typed]
    assert [page.status_code for page in pages] == [422] * 3
    assert len({re.sub(r"<form.*?</form>", "", page.text, flags=re.S) for page in pages}) == 1
    assert "belum cocok" in pages[0].text
    assert "ABCDE-12345" in pages[0].text  # what was typed is kept
    empty = visitor.post("/status/", {})
    assert (empty.status_code, empty.text.count('class="wrong"')) == (422, 2)


def test_nothing_is_kept_on_the_way(visitor: Client, receipt: Receipt) -> None:
    answers = [visitor.get("/status/"), enter(visitor, receipt), page_of(visitor, receipt)]
    for answer in answers:
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
        assert not answer.cookies
    assert "noindex" in answers[2].text


def test_status_show(visitor: Client, receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    actions.add_entry(actor=cast.budi, case=receipt.case, text="Bendahara sedang mencari.", is_public=True, now=now)
    actions.add_entry(actor=cast.budi, case=receipt.case, text="Jangan sampai lupa.", is_public=False, now=now)
    page = page_of(visitor, receipt)
    text = page.text
    for shown in (
        receipt.number,
        "Salinan APBDes",
        "Dikirim",
        "Desa Siding",
        "Petugas memeriksa berkas Anda.",
        "Tinggal 3 hari kerja, paling lambat Kamis, 5 November 2026.",
        "Mengapa tanggal ini?",
        "hari mulai, belum dihitung",
        "Bendahara sedang mencari.",
    ):
        assert shown in text, shown
    assert "Jangan sampai lupa." not in text
    assert "Budi" not in text  # citizens meet the office, not the officer
    assert text.count("<rect") == 5  # four days, and today


def test_the_page_closes_by_itself(visitor: Client, receipt: Receipt, now: datetime) -> None:
    address = enter(visitor, receipt)["location"]
    with time_machine.travel(now + timedelta(hours=1, minutes=29), tick=False):
        assert visitor.get(address).status_code == 200
    with time_machine.travel(now + timedelta(hours=1, minutes=31), tick=False):
        assert visitor.get(address).status_code == 404
    assert visitor.get("/status/salah/").status_code == 404
    forged = signing.dumps([receipt.case.pk, "0" * 12], salt=queries.TICKET_SALT)
    assert visitor.get(f"/status/{forged}/").status_code == 404


def ask(receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    actions.move_case(actor=cast.budi, case=receipt.case, action="ask", text="Untuk tahun berapa?", now=now)


def test_status_answer(visitor: Client, receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    ask(receipt, cast, now)
    page = page_of(visitor, receipt)
    assert "Untuk tahun berapa?" in page.text
    assert "Berhenti menghitung sampai ada jawaban; sisanya 3 hari kerja." in page.text
    address = page.request["PATH_INFO"]
    form = {
        "langkah": "complete",
        "versi": receipt.case.version,
        "pesan": "Tahun 2019.",
        "berkas": [photo(), SimpleUploadedFile("surat.pdf", PDF)],
    }
    answer = visitor.post(f"{address}jawab/", form)
    assert (answer.status_code, answer["location"]) == (302, f"{address}?terkirim")
    kept = Case.objects.get(pk=receipt.case.pk)
    assert (kept.status, kept.is_paused, kept.attachments.count()) == ("working", False, 2)
    shown = visitor.get(answer["location"]).text
    for words in ("jawaban Anda sudah sampai", "Tahun 2019.", "Lampiran: sawah.jpg", "surat.pdf"):
        assert words in shown, words
    # A second tab with the old page is told that somebody was faster, and nothing is done twice.
    assert visitor.post(f"{address}jawab/", form).status_code == 409
    assert kept.attachments.count() == 2


def test_what_was_typed_is_kept(visitor: Client, receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    ask(receipt, cast, now)
    address = enter(visitor, receipt)["location"]
    empty = visitor.post(f"{address}jawab/", {"langkah": "complete", "pesan": " "})
    assert (empty.status_code, "satu kalimat pun cukup" in empty.text) == (422, True)
    many = visitor.post(f"{address}jawab/", {"langkah": "complete", "pesan": "Tahun 2019.", "berkas": [photo() for _ in range(6)]})
    assert (many.status_code, "Paling banyak 5 berkas" in many.text, "Tahun 2019." in many.text) == (422, True, True)
    assert Case.objects.get(pk=receipt.case.pk).status == "asked"


def test_a_bad_file_takes_nothing_with_it(visitor: Client, receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    ask(receipt, cast, now)
    address = enter(visitor, receipt)["location"]
    files = [SimpleUploadedFile("rusak.jpg", b"\xff\xd8\xff\xe0bukan foto"), photo()]
    page = visitor.post(f"{address}jawab/", {"langkah": "complete", "pesan": "Tahun 2019.", "berkas": files})
    assert (page.status_code, "rusak.jpg:" in page.text, "Tahun 2019." in page.text) == (200, True, True)
    assert (Case.objects.get(pk=receipt.case.pk).status, CaseAttachment.objects.count()) == ("working", 1)


def test_words_and_pictures_can_follow_later(visitor: Client, receipt: Receipt) -> None:
    address = enter(visitor, receipt)["location"]
    answer = visitor.post(f"{address}jawab/", {"langkah": "", "pesan": "Ini fotonya.", "berkas": [photo()]})
    assert answer.status_code == 302
    assert [entry.kind for entry in queries.trail(receipt.case, public_only=True)] == ["attached", "note", "moved", "opened"]


def test_steps_of_others_are_not_taken_here(visitor: Client, receipt: Receipt) -> None:
    address = enter(visitor, receipt)["location"]
    for action in ("accept", "recheck", "send", "nothing"):
        assert visitor.post(f"{address}jawab/", {"langkah": action, "pesan": "Ya."}).status_code == 403
    assert Case.objects.get(pk=receipt.case.pk).status == "sent"


def test_a_file_is_served_with_its_case_only(
    visitor: Client, receipt: Receipt, opened: Opening, cast: SimpleNamespace, sign_in: Any, now: datetime
) -> None:
    kept = actions.attach(actor=None, case=receipt.case, file=photo(), now=now)
    hidden = actions.attach(actor=cast.budi, case=receipt.case, file=SimpleUploadedFile("catatan.pdf", PDF), is_public=False, now=now)
    other = opened(now)
    mine, theirs = (enter(visitor, each)["location"] for each in (receipt, other))
    file, note = f"berkas/{kept.upload.key}/360.jpg", f"berkas/{hidden.upload.key}/dokumen.pdf"
    answer = visitor.get(f"{mine}{file}")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/jpeg", "no-store, private")
    assert visitor.get(f"{mine}{note}").status_code == 404
    assert visitor.get(f"{theirs}{file}").status_code == 404
    found = {}
    for name in ("budi", "rini", "sari", "joko", "wati", "adi"):
        client = sign_in(getattr(cast, name))
        found[name] = [
            client.get(f"/ruang/perkara/{receipt.number}/{file}").status_code,
            client.get(f"/ruang/perkara/{receipt.number}/{note}").status_code,
            client.get(f"/{file}").status_code,
        ]
    seen, unseen = [200, 200, 404], [404, 404, 404]
    assert found == {"budi": seen, "rini": seen, "sari": unseen, "joko": unseen, "wati": unseen, "adi": unseen}
    assert set(Upload.objects.values_list("owner", flat=True)) == {f"case:{receipt.case.pk}"}
    attachment = sign_in(cast.budi).get(f"/ruang/perkara/{receipt.number}/{note}")
    assert attachment["Content-Disposition"] == 'attachment; filename="catatan.pdf"'


def test_who_attaches(receipt: Receipt, cast: SimpleNamespace, now: datetime) -> None:
    for actor in (cast.rini, cast.joko):
        with pytest.raises(Denied):
            actions.attach(actor=actor, case=receipt.case, file=photo(), now=now)
    assert not Upload.objects.exists()


def test_letter(visitor: Client, receipt: Receipt, cast: SimpleNamespace, sign_in: Any, now: datetime) -> None:
    words = {"kind": "answer", "addressee": "Ibu Wati", "subject": "Jawaban atas permintaan", "body": "Dengan hormat.\n\nTerlampir."}
    letter = actions.send_letter(actor=cast.budi, case=receipt.case, now=now, **words)
    inner = actions.send_letter(actor=cast.budi, case=receipt.case, now=now, is_public=False, **(words | {"subject": "Nota dinas"}))
    address = enter(visitor, receipt)["location"]
    assert f"{address}surat/{letter.pk}/" in visitor.get(address).text
    assert "Dengan hormat." in visitor.get(f"{address}surat/{letter.pk}/").text
    assert visitor.get(f"{address}surat/{inner.pk}/").status_code == 404
    answers = [sign_in(person).get(f"/ruang/perkara/{receipt.number}/surat/{inner.pk}/").status_code for person in (cast.budi, cast.joko)]
    assert answers == [200, 404]


def test_receipt(opened: Opening, now: datetime) -> None:
    receipt = opened(now)
    shown = render_to_string("cases/receipt.html", {"receipt": receipt, "status_url": "http://kim.localhost:8000/status/"})
    for words in (receipt.number, receipt.spaced_code, "<svg", "Tanda terima"):
        assert words in shown, words
    assert "style=" not in shown


def asked(callable_: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        callable_()
    return len(found)


def test_as_many_queries_for_thirty_as_for_one(
    visitor: Client, receipt: Receipt, opened: Opening, cast: SimpleNamespace, now: datetime
) -> None:
    def fill() -> None:
        actions.add_entry(actor=cast.budi, case=receipt.case, text="Kabar.", is_public=True, now=now)
        actions.attach(actor=cast.budi, case=receipt.case, file=SimpleUploadedFile("surat.pdf", PDF), now=now)

    def inbox() -> list[str]:
        return [f"{case.number} {queries.status_of(case).label} {case.region}" for case in queries.inbox(cast.budi)]

    fill()
    address = enter(visitor, receipt)["location"]
    queries.inbox(cast.budi)
    page_of_one, inbox_of_one = asked(lambda: visitor.get(address)), asked(inbox)
    for _ in range(29):
        fill()
        actions.move_as_applicant(case=opened(now).case, action="send", now=now)
    assert asked(lambda: visitor.get(address)) == page_of_one
    assert (asked(inbox), len(inbox())) == (inbox_of_one, 30)
    assert (page_of_one, inbox_of_one) == (8, 1)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_line_of_the_trail_has_words(
    language: str, receipt: Receipt, cast: SimpleNamespace, now: datetime, settings: LazySettings
) -> None:
    from django.utils import translation

    case = receipt.case
    actions.assign_case(actor=cast.budi, case=case, person=cast.budi, now=now)
    actions.assign_case(actor=cast.budi, case=case, now=now)
    actions.move_case(actor=cast.budi, case=case, action="accept", now=now)
    actions.extend_term(actor=cast.budi, case=case, term="information", days=2, reason="Arsip.", now=now)
    from kentongan.core.actions import declare_day

    declare_day(actor_id=None, day=at("2026-11-10").date(), is_working=False, reason="Pilkades", now=now)
    actions.recompute_terms(now=now)
    actions.fire_due(now=at("2027-01-20"))
    case.refresh_from_db()
    actions.hand_over_case(actor=cast.rini, case=case, to=cast.regency, reason="Wewenang kabupaten.", now=at("2027-01-20"))
    kinds = set(case.entries.values_list("kind", flat=True))
    assert kinds >= {"opened", "moved", "assigned", "handed_over", "extended", "due_moved", "reminded", "overdue", "escalated"}
    with translation.override(language):
        shown = render_to_string(
            "cases/trail.html", {"entries": queries.trail(case, public_only=False), "workflow": None, "for_public": False}
        )
    assert "Budi Santoso" in shown
    assert shown.count("<li") == case.entries.count()
    assert "<b></b>" not in shown


# --- A room's own pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def led_elsewhere() -> Iterator[None]:
    """The sample kind, whose draft is filled on a page of its room, which also adds to the status page."""
    arrows = tuple(replace(arrow, page="cases:status_show") if arrow.action == "send" else arrow for arrow in SAMPLE.arrows)
    queries.registered[SAMPLE.kind] = replace(SAMPLE, arrows=arrows, status_template="cases/letter_added.html")
    yield
    queries.registered[SAMPLE.kind] = SAMPLE


def test_a_step_of_the_room_is_a_link_and_cannot_be_taken_here(
    visitor: Client, opened: Opening, now: datetime, led_elsewhere: None, settings: LazySettings
) -> None:
    templates = [{**settings.TEMPLATES[0]}]
    loaders = [
        ("django.template.loaders.locmem.Loader", {"cases/letter_added.html": "<p>Dari ruangnya: {{ case.number }}</p>"}),
        *templates[0]["OPTIONS"]["loaders"],
    ]
    templates[0]["OPTIONS"] = {**templates[0]["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = templates
    receipt = opened(now)
    page = page_of(visitor, receipt)
    assert (f"Dari ruangnya: {receipt.number}" in page.text, 'class="button wide"' in page.text, 'name="pesan"' in page.text) == (
        True,
        True,
        False,
    )
    ticket = queries.ticket_for(receipt.case)
    answer = visitor.post(f"/status/{ticket}/jawab/", {"langkah": "send", "versi": receipt.case.version, "pesan": ""})
    assert (answer["location"].startswith("/status/"), queries.get_case(receipt.case.pk).status) == (True, "draft")


def test_a_ticket_that_is_kept_longer(receipt: Receipt, now: datetime) -> None:
    ticket = queries.ticket_for(receipt.case)
    with time_machine.travel(now + timedelta(hours=5), tick=False):
        with pytest.raises(NotVisible):
            queries.case_of_ticket(ticket)
        assert queries.case_of_ticket(ticket, max_age=86_400) == receipt.case
