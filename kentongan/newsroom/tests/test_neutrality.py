"""An election on the pages of those who write and let texts out."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.newsroom.tests.conftest import Write, stored
from kentongan.publishing.actions.elections import declare_period
from kentongan.publishing.models import ElectionPeriod, Publication
from kentongan.publishing.policies.elections import PhaseDates

LISTED = "Warga mendengar **Anton** Lado bicara di balai desa."


def hold(cast: SimpleNamespace, now: datetime, phase: str, **values: object) -> ElectionPeriod:
    """An election that is in this phase now, in the whole regency."""
    first = {"campaign": 1, "quiet": 4, "voting": 7}[phase]
    days = [timezone.localdate() + timedelta(days=day - first) for day in (1, 3, 4, 6, 7)]
    usual = {"name": "Pilkades", "kind": ElectionPeriod.Kind.VILLAGE, "region": cast.regency, "words": "Anton Lado", "source": "SK 1"}
    return declare_period(actor=cast.rini, dates=PhaseDates(*days), now=now, **{**usual, **values})  # type: ignore[arg-type]


def at(publication: Publication, step: str = "") -> str:
    return f"/ruang/tulisan/{publication.code}/{step}{'/' if step else ''}"


@pytest.mark.parametrize("step", ["", "pratinjau"])
def test_writers_see_it_early(step: str, cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    draft = write("Kabar balai", cast.dewi, text=LISTED)
    client: Client = sign_in(cast.dewi)  # type: ignore[operator]
    assert "Masa kampanye" not in client.get(at(draft, step)).content.decode()
    hold(cast, now, "campaign")
    page = client.get(at(draft, step)).content.decode()
    for words in ("Masa kampanye, Pilkades", "diperiksa dua orang", "<mark>Anton Lado</mark>", "koordinator yang memutuskan"):
        assert words in page


def test_the_reviewer_ticks_the_statement(cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    text = write(author=cast.dewi, status="submitted")
    hold(cast, now, "campaign")
    client: Client = sign_in(cast.yohanes)  # type: ignore[operator]
    assert "tidak berpihak kepada calon" in client.get(at(text, "periksa")).content.decode()
    refused = client.post(at(text, "terbitkan"))
    assert (refused.status_code, stored(text).status) == (422, "submitted")
    assert "Centang dulu, sesudah tulisannya dibaca." in refused.content.decode()
    answer = client.post(at(text, "terbitkan"), {"states_neutral": "on"})
    assert (answer.status_code, answer["Location"]) == (302, at(text, "terbit"))
    history = client.get(at(text, "riwayat")).content.decode()
    assert "Dinyatakan tidak berpihak oleh Yohanes Alim." in history


def test_writing_and_releasing_at_once_leads_to_the_review(cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    draft = write(author=cast.dewi)
    hold(cast, now, "campaign")
    client: Client = sign_in(cast.yohanes)  # type: ignore[operator]
    typed = {"version": draft.version, "title": "Panen", "summary": "", "text": "Isi.", "langkah": "terbitkan"}
    answer = client.post(at(draft), typed)
    assert (answer.status_code, answer["Location"], stored(draft).status) == (302, at(draft, "periksa"), "draft")
    assert client.get(at(draft, "periksa")).status_code == 200


def test_the_coordinator_decides_on_listed_words(cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    text = write(author=cast.dewi, status="submitted", text=LISTED)
    hold(cast, now, "campaign")
    editor, coordinator = sign_in(cast.yohanes), sign_in(cast.rini)  # type: ignore[operator]
    page = editor.get(at(text, "periksa"))
    assert (page.status_code, "Terbitkan</" in page.content.decode()) == (200, False)
    assert editor.post(at(text, "terbitkan"), {"states_neutral": "on"}).status_code == 403
    assert "Kabar balai" not in editor.get("/ruang/periksa/").content.decode()
    queue = coordinator.get("/ruang/periksa/").content.decode()
    assert ("menunggu keputusan Anda" in queue, at(text, "periksa") in queue) == (True, True)
    assert at(text, "periksa") in coordinator.get("/ruang/").content.decode()
    empty = coordinator.post(at(text, "terbitkan"), {"states_neutral": "on"})
    assert (empty.status_code, "Tulis alasannya dulu." in empty.content.decode()) == (422, True)
    coordinator.post(at(text, "terbitkan"), {"states_neutral": "on", "reason": "Jadwal resmi, semua calon disebut."})
    assert (stored(text).status, stored(text).reviewer) == ("published", cast.rini)


def test_the_coordinator_may_send_it_back(cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    text = write(author=cast.dewi, status="submitted", text=LISTED)
    client: Client = sign_in(cast.rini)  # type: ignore[operator]
    assert client.post(at(text, "kembalikan"), {"remarks": "Hapus namanya."}).status_code == 403
    hold(cast, now, "quiet")
    assert client.post(at(text, "kembalikan"), {"remarks": "Hapus namanya."}).status_code == 302
    assert stored(text).status == "returned"


@pytest.mark.parametrize(
    ("text", "typed", "status", "sentence"),
    [
        ("Panen.", {}, 422, "Centang dulu, sesudah tulisannya dibaca."),
        ("Panen.", {"nanti-states_neutral": "on"}, 302, ""),
        (LISTED, {"nanti-states_neutral": "on"}, 422, "tidak terbit dulu"),
    ],
)
def test_scheduling_into_the_quiet_days(
    text: str, typed: dict[str, str], status: int, sentence: str, cast: SimpleNamespace, write: Write, now: datetime, sign_in: object
) -> None:
    publication = write(author=cast.dewi, status="submitted", text=text)
    day = timezone.localdate() + timedelta(days=12)
    hold(cast, now, "campaign", name="Nanti")
    ElectionPeriod.objects.update(
        campaign_from=day - timedelta(3), campaign_until=day - timedelta(1), quiet_from=day, quiet_until=day, voting_date=day + timedelta(1)
    )
    client: Client = sign_in(cast.yohanes)  # type: ignore[operator]
    answer = client.post(at(publication, "jadwalkan"), {"date": day.isoformat(), "time": "08:00", **typed})
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)
    assert stored(publication).status == ("scheduled" if status == 302 else "submitted")


def test_an_author_reads_why_it_was_held(cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    text = write("Kabar balai", cast.dewi, status="submitted")
    with scopes_disabled():
        Publication.objects.filter(pk=text.pk).update(held_at=now, remarks="Masa tenang: menunggu.")
    client: Client = sign_in(cast.dewi)  # type: ignore[operator]
    for address in (at(text, "pratinjau"), "/ruang/"):
        assert "Masa tenang: menunggu." in client.get(address).content.decode()


@pytest.mark.parametrize("texts", [1, 30])
def test_the_coordinators_queue_costs_the_same(texts: int, cast: SimpleNamespace, write: Write, now: datetime, sign_in: object) -> None:
    hold(cast, now, "campaign")
    for number in range(texts):
        write(f"Kabar {number}", cast.dewi, status="submitted", text=LISTED)
        write(f"Jagoi {number}", cast.joko, owner=cast.jagoi, status="submitted")
    client: Client = sign_in(cast.rini)  # type: ignore[operator]
    client.get("/ruang/periksa/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/ruang/periksa/")
    assert page.content.decode().count("Putuskan") == texts * 2
    assert len(asked) == 12, [query["sql"][:160] for query in asked]
