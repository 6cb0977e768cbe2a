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
    assert [row.case.number for row in page.context["rows"]] == [sent.number]
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

    assert [row.case.number for row in agus.get("/ruang/laporan/").context["rows"]] == [sent.number]
    step = {"versi": sent.version, "langkah": "answer", "pesan": "Papan diganti hari Senin."}
    assert agus.post(f"{address}langkah/", step).status_code == 302
    sent.refresh_from_db()
    assert (sent.status, queries.waiting_for(liaison, most=5)) == ("answered", [])


def test_what_is_wrong_comes_back_as_it_was(sent: Case, cast: SimpleNamespace, sign_in: Any) -> None:
    rini, address = sign_in(cast.rini), f"/ruang/laporan/{sent.number}/"
    answer = rini.post(f"{address}langkah/", {"versi": sent.version, "langkah": "archive", "pesan": " "})
    wrong = next(offer.form for offer in answer.context["steps"] if offer.is_open)
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
