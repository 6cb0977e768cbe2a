"""Nothing ends in silence: a report from a phone without account, through the coordinator and the office, to the answer and back."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from PIL import Image

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations.models import Report
from kentongan.cases.models import Case
from kentongan.groups.models import Office, Role
from tests.planted import listening, places_of, plant

from .test_main_road import HUB, photo

SignIn = Callable[..., Client]
BROKEN = "Jembatan gantung di Dusun Hulu patah tiga papan. Anak sekolah memutar dua kilometer."
ANSWER = "Papan jembatan sudah diganti hari Senin."


@pytest.fixture
def agus(cast: SimpleNamespace) -> Person:
    """The liaison of public works."""
    roads = Office.objects.create(region=cast.regency, name="Dinas Pekerjaan Umum", short_name="PUPR")
    person = make_person("agus", "Agus Salim", phone="+6281255500120")
    row = grant(person, Role.OFFICE_LIAISON, region=cast.regency, at=timezone.now())
    row.office = roads
    row.save()
    return person


def snapshot(colour: str) -> SimpleUploadedFile:
    """Another photo."""
    kept = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(kept, "JPEG")
    return SimpleUploadedFile("IMG_2027.jpg", kept.getvalue(), content_type="image/jpeg")


@pytest.fixture(autouse=True)
def _nobody_hurries(settings: Any) -> None:
    """A test types faster than anybody, which would be doubted."""
    settings.REPORT_QUICKEST_SECONDS = 0


class Road:
    """A report's way; keeps every answer it got, so that all of them can be searched afterwards."""

    def __init__(self, cast: SimpleNamespace, agus: Person, sign_in: SignIn) -> None:
        self.cast, self.agus = cast, agus
        self.resident = Client(headers={"host": HUB}, enforce_csrf_checks=True)
        self.rini, self.liaison, self.budi = sign_in(cast.rini), sign_in(agus), sign_in(cast.budi)
        self.answers: list[HttpResponse] = []
        self.number = self.code = ""

    def ask(self, client: Client, path: str, typed: dict[str, Any] | None = None, *, status: int = 200) -> str:
        answer = client.get(path) if typed is None else client.post(path, typed)
        self.answers.append(answer)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        if client is self.resident:
            assert answer.cookies.output() == ""
        return answer.content.decode() if not answer.streaming else ""

    def send(self, **typed: object) -> None:
        """The form and its receipt, then two photos."""
        page = self.ask(self.resident, "/lapor/")
        hidden = {name: found[1] for name in ("client_id", "dibuka") if (found := re.search(rf'name="{name}" value="([^"]+)"', page))}
        values = {**hidden, "jenis": "complaint", "isi": BROKEN, "desa": self.cast.siding_village.code, **typed}
        receipt = self.ask(self.resident, "/lapor/", values, status=201)
        photos = {"client_id": hidden["client_id"], "foto": [photo(), snapshot("#5a4a3a")]}
        self.ask(self.resident, "/lapor/foto/", photos, status=201)
        self.number, self.code = re.findall(r'<dd class="large">([^<]+)</dd>', receipt)

    @property
    def case(self) -> Case:
        return Case.objects.get(number=self.number)

    def status(self) -> str:
        """The address of the status page, by number and code."""
        self.ask(self.resident, "/status/", {"nomor": self.number, "kode": self.code}, status=302)
        return str(self.answers[-1]["location"])

    def desk(self, client: Client, way: str, **typed: object) -> None:
        """A step on the page of the report."""
        address = f"/ruang/laporan/{self.number}/"
        self.ask(client, address)
        self.ask(client, f"{address}{way}/", {"versi": self.case.version, **typed}, status=302)

    def to_the_office(self, words: str) -> None:
        """Verified and forwarded by the coordinator, taken up by Agus."""
        self.desk(self.rini, "verifikasi", jenis="complaint", kategori="jalan", judul="Jembatan rusak", isi=words, diperiksa="on")
        office = self.agus.grants.get().office_id
        self.desk(self.rini, "teruskan", tujuan=f"61.07/{office}", pesan="Jembatan ini milik kabupaten.")
        self.desk(self.liaison, "langkah", langkah="follow_up", pesan="Kami periksa besok.")


@pytest.fixture
def road(cast: SimpleNamespace, agus: Person, sign_in: SignIn) -> Road:
    """Everybody, ready."""
    return Road(cast, agus, sign_in)


def test_from_a_phone_to_the_answer_and_back(road: Road, now: datetime) -> None:
    road.send(dusun="Dusun Hulu")
    with scopes_disabled():
        assert (road.case.status, road.case.attachments.count()) == ("sent", 2)
        road.to_the_office("Tiga papan jembatan gantung patah.")
        road.desk(road.liaison, "catatan", catatan="Kayu dipesan dari Seluas.", terbuka="")
        road.desk(road.liaison, "langkah", langkah="answer", pesan=ANSWER, sebelum=photo(), sesudah=photo())
        page = road.ask(road.resident, road.status())
        assert page.index("Jawaban untuk Anda") < page.index(ANSWER) < page.index("Perjalanan")
        assert ("Sebelum" in page, "Sesudah" in page, "Kayu dipesan" in page, "Agus" in page) == (True, True, False, False)
        pictures = re.findall(r'src="(/status/[^"]+/berkas/[^"]+)"', page)
        assert len(set(pictures)) == 4
        for picture in set(pictures):
            road.ask(road.resident, picture)

        answer = f"{road.status()}jawab/"
        typed = {"langkah": "reopen", "versi": road.case.version, "pesan": "Satu papan masih goyang.", "berkas": snapshot("#8f0000")}
        road.ask(road.resident, answer, typed, status=302)
        assert road.case.status == "reopened"
        road.desk(road.liaison, "langkah", langkah="answer", pesan="Papan itu sudah dikencangkan.")
        page = road.ask(road.resident, road.status())
        assert ("Papan itu sudah dikencangkan." in page, "Belum selesai" in page) == (True, False)
        road.ask(road.resident, f"{road.status()}jawab/", {"langkah": "accept", "versi": road.case.version, "pesan": ""}, status=302)
        assert road.case.status == "closed_again"
        road.ask(road.resident, f"{road.status()}nilai/", {"nilai": "4", "ulasan": "Cepat."}, status=302)
        assert "Anda menilai: Sangat puas." in road.ask(road.resident, road.status())
        said = [(entry.action, entry.part) for entry in road.case.entries.filter(kind="moved").order_by("pk")]
    assert said == [
        ("verify", "coordinator"),
        ("forward", "coordinator"),
        ("follow_up", "handler"),
        ("answer", "handler"),
        ("reopen", "applicant"),
        ("answer", "handler"),
        ("accept", "applicant"),
    ]


def test_anonymous_and_secret_nobody_learns_the_name(road: Road, media_root: Path, tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.SEARCH_ROOT = tmp_path, tmp_path / "search"
    media_root.mkdir(exist_ok=True)
    planted = plant()
    with scopes_disabled(), listening() as heard:
        road.send(anonim="on", rahasia="on", nama=planted.name, kontak=planted.phone)
        road.to_the_office("")
        road.ask(road.liaison, f"/ruang/perkara/{road.number}/identitas/", status=403)
        road.ask(road.budi, f"/ruang/laporan/{road.number}/", status=404)
        road.desk(road.liaison, "langkah", langkah="answer", pesan=ANSWER, sesudah=photo())
        assert ANSWER in road.ask(road.resident, road.status())
        road.ask(road.resident, f"{road.status()}jawab/", {"langkah": "accept", "versi": road.case.version, "pesan": ""}, status=302)
        for path in ("/laporan/", "/kim/suara-siding/laporan/", "/ruang/laporan/"):
            for client in (road.resident, road.rini, road.liaison, road.budi):
                page = client.get(path)
                road.answers.append(page)
                if not path.startswith("/ruang"):
                    assert "Jembatan" not in page.content.decode()
        road.ask(road.resident, f"/laporan/{road.number}/", status=404)
        for path in ("/ruang/laporan/sp4n.csv", f"/ruang/laporan/{road.number}/sp4n.csv"):
            road.ask(road.rini, path)
        assert (road.case.status, Report.objects.get().is_public) == ("closed", False)
        assert places_of(planted, responses=road.answers, heard=heard.getvalue()) == []
