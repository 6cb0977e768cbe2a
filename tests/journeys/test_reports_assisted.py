"""Titip lapor: a member of a KIM sits down with an old neighbour, writes her report down, and brings the answer back weeks later."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.aspirations.models import Delivery, Report
from kentongan.cases.models import Identity
from kentongan.core.actions import sweep_untold
from kentongan.core.models import EventRecord
from tests.planted import Planted, listening, places_of, plant

from .test_main_road import SignIn

TOLD = "Surat keterangan di kantor diminta uang, dan tidak ada tanda terimanya."
ANSWER = "Pungutan itu sudah dihentikan, dan uangnya dikembalikan."
WRITE = "/ruang/titip-lapor/tulis/"


@pytest.fixture(autouse=True)
def _own_folders(media_root: Path, tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.SEARCH_ROOT = tmp_path, tmp_path / "search"


class Phone:
    """A signed-in phone that keeps every answer it got."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.client.handler.enforce_csrf_checks = True
        self.seen: list[HttpResponse] = []

    def get(self, path: str, status: int = 200) -> str:
        """A page."""
        answer = self.client.get(path)
        self.seen.append(answer)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def send(self, path: str, page: str, status: int = 302, **answers: str) -> str:
        """The form of a page that leads to ``path``, with what it says by itself; the page that follows."""
        form = next(part for part in re.findall(r"<form[^>]*>.*?</form>", page, re.S)[::-1] if f'action="{path}"' in part)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        answer = self.client.post(path, {**hidden, **answers})
        self.seen.append(answer)
        assert answer.status_code == status, answer.content.decode()
        return self.get(answer["location"]) if status == 302 else answer.content.decode()


def tell() -> None:
    """Let the worker do what waits."""
    sweep_untold(now=timezone.now() + timedelta(minutes=5))


def write_down(dewi: Phone, neighbour: Planted) -> tuple[str, str]:
    """Consent, words, reading back; returns number and code from the slip."""
    page = dewi.send(WRITE, dewi.get(WRITE), status=200, setuju="on", anonim="on", rahasia="on")
    page = dewi.send(WRITE, page, status=200, jenis="complaint", isi=TOLD, dusun="Dusun Hulu", desa="61.07.12.2004", kategori="")
    assert TOLD in page
    slip = dewi.send(WRITE, page, status=201, dibacakan="on", nama=neighbour.name, kontak=neighbour.phone)
    assert "jangan difoto atau dikirim dari HP Anda" in slip
    number, code = re.findall(r'<dd class="large">([^<]+)</dd>', slip)
    return number, code


def step(rini: Phone, number: str, action: str, text: str, **answers: str) -> None:
    """A step of the coordinator, on the version that her page shows."""
    with scopes_disabled():
        version = Report.objects.get(case__number=number).case.version
    page = rini.get(f"/ruang/laporan/{number}/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    values = {"csrfmiddlewaretoken": token[1], "versi": str(version), "langkah": action, "pesan": text, **answers}
    answer = rini.client.post(f"/ruang/laporan/{number}/langkah/", values)
    rini.seen.append(answer)
    assert answer.status_code == 302, answer.content.decode()


def test_an_old_neighbour_is_heard_and_answered(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    neighbour = plant()
    dewi, rini = Phone(sign_in(cast.dewi)), Phone(sign_in(cast.rini))
    outside = Client(headers={"host": settings.BASE_DOMAIN}, enforce_csrf_checks=True)
    clock = time_machine.travel(now, tick=False)
    with listening() as heard, clock as today:
        number, code = write_down(dewi, neighbour)
        report = Report.objects.get()
        assert (report.is_secret, report.is_anonymous, report.filed_by, report.filed_in) == (True, True, cast.dewi, cast.siding)
        assert Identity.objects.filter(case_id=report.pk).count() == 1

        # From now on it is hers: Dewi finds a number and a day.
        mine = dewi.get("/ruang/titip-lapor/")
        assert (f"{number}</span> laporan rahasia" in mine, "Surat keterangan" in mine) == (True, False)
        for door in (
            f"/ruang/titip-lapor/{number}/",
            f"/ruang/laporan/{number}/",
            f"/ruang/perkara/{number}/identitas/",
            f"/laporan/{number}/",
        ):
            dewi.get(door, 404)

        # The coordinator first asks, the neighbour answers with Dewi's help on the status page, then the answer comes.
        today.shift(timedelta(days=1))
        step(rini, number, "ask", "Kapan itu terjadi?")
        tell()
        assert f"Ada kabar untuk {number}" in dewi.get("/ruang/kabar-warga/")
        door = outside.post("/status/", {"nomor": number, "kode": code})["location"]
        assert "Kapan itu terjadi?" in outside.get(door).content.decode()
        with scopes_disabled():
            version = Report.objects.get().case.version
        reply = {"langkah": "complete", "versi": str(version), "pesan": "Senin yang lalu."}
        assert outside.post(f"{door}jawab/", reply).status_code == 302
        tell()
        assert f"Ada kabar untuk {number}" not in dewi.get("/ruang/kabar-warga/")
        today.shift(timedelta(days=1))
        step(rini, number, "answer", ANSWER)
        tell()

        # The KIM brings the news back; its words are on the status page only.
        week = dewi.get("/ruang/")
        assert (f"Ada kabar untuk {number}" in week, ANSWER in week) == (True, False)
        news = dewi.get("/ruang/kabar-warga/")
        assert ("Minta pemiliknya membuka halaman status" in news, ANSWER in news) == (True, False)
        delivery = Delivery.objects.get(delivered_at=None, ended_at=None)
        done = dewi.send(f"/ruang/kabar-warga/{delivery.pk}/sampai/", news)
        assert "Bulan ini 1 kabar sudah disampaikan." in done
        door = outside.post("/status/", {"nomor": number, "kode": code})["location"]
        status = outside.get(door)
        assert ANSWER in status.content.decode()
        told = EventRecord.objects.filter(name="aspirations.AnswerDelivered").values_list("actor_id", "payload__case_id")
        assert list(told) == [(cast.dewi.pk, report.pk)]
        for path in ("/cari/?kata=pungutan", "/laporan/"):
            dewi.get(path)
    assert places_of(neighbour, responses=[*dewi.seen, *rini.seen, status], heard=heard.getvalue()) == []
