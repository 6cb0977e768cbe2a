"""The desk: from the list to the answer, by forms alone."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from kentongan.accounts.models import Person
from kentongan.aspirations import queries
from kentongan.aspirations.models import Route
from kentongan.cases.models import Case
from kentongan.groups.models import Office

from .conftest import BROKEN, Sending


@pytest.fixture(autouse=True)
def _an_hour_later(now: datetime, across_scopes: None) -> Any:
    """Views ask the time; it is an hour after what the fixtures did."""
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        yield


def read(case: Case, **changes: object) -> dict[str, object]:
    typed = {
        "versi": case.version,
        "jenis": "complaint",
        "kategori": "jalan",
        "judul": "Jembatan rusak",
        "isi": "Tiga papan patah.",
        "diperiksa": "on",
    }
    return typed | changes


def test_from_the_list_to_the_answer(sent: Case, cast: SimpleNamespace, roads: Office, liaison: Person, sign_in: Any) -> None:
    Route.objects.create(region=cast.regency, category="jalan", level="office", office=roads)
    rini, agus = sign_in(cast.rini), sign_in(liaison)
    page = rini.get("/ruang/laporan/")
    assert [case.number for case, _status in page.context["rows"]] == [sent.number]
    address = f"/ruang/laporan/{sent.number}/"
    assert (rini.get(address).status_code, agus.get(address).status_code) == (200, 404)

    assert rini.post(f"{address}verifikasi/", read(sent)).status_code == 302
    sent.refresh_from_db()
    forward = rini.get(address).context["next"].form
    assert forward["tujuan"].value() == f"61.07/{roads.pk}"
    typed = {"versi": sent.version, "tujuan": f"61.07/{roads.pk}", "pesan": "Jembatan ini milik kabupaten."}
    assert rini.post(f"{address}teruskan/", typed).status_code == 302
    sent.refresh_from_db()
    assert (sent.status, sent.office) == ("forwarded", roads)

    assert [case.number for case, _status in agus.get("/ruang/laporan/").context["rows"]] == [sent.number]
    step = {"versi": sent.version, "langkah": "answer", "pesan": "Papan diganti hari Senin."}
    assert agus.post(f"{address}langkah/", step).status_code == 302
    sent.refresh_from_db()
    assert (sent.status, queries.waiting_for(liaison, most=5)) == ("answered", [])


def test_what_is_wrong_comes_back_as_it_was(sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    rini, address = sign_in(cast.rini), f"/ruang/laporan/{sent.number}/"
    answer = rini.post(f"{address}langkah/", {"versi": sent.version, "langkah": "archive", "pesan": " "})
    wrong = next(offer.form for offer in answer.context["steps"] if offer.is_typed)
    assert (answer.status_code, wrong.errors) == (422, {"pesan": ["Tulis penjelasannya: pelapor akan membacanya."]})
    answer = rini.post(f"{address}verifikasi/", read(sent, judul="", isi="Tetap ada."))
    wrong = answer.context["next"].form
    assert (answer.status_code, set(wrong.errors), wrong["isi"].value()) == (422, {"judul"}, "Tetap ada.")
    assert rini.post(f"{address}verifikasi/", read(sent, versi=sent.version - 1)).status_code == 409
    sent.refresh_from_db()
    assert sent.status == "sent"


def test_nobody_else_finds_it(sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    for name in ("sari", "markus", "budi", "wati", "joko"):
        client = sign_in(getattr(cast, name))
        assert client.get("/ruang/laporan/").context["rows"] == []
        assert client.get(f"/ruang/laporan/{sent.number}/").status_code == 404


def test_as_many_queries_for_thirty_as_for_one(send: Sending, cast: SimpleNamespace, django_assert_num_queries: Any, sign_in: Any) -> None:
    rini = sign_in(cast.rini)
    send()
    rini.get("/ruang/laporan/")
    with django_assert_num_queries(LIST_QUERIES):
        rini.get("/ruang/laporan/")
    for _ in range(29):
        send(text=BROKEN)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(rini.get("/ruang/laporan/").context["rows"]) == 20


LIST_QUERIES = 6
