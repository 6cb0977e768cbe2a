"""A bulletin to two kecamatan is passed on by those who can; the regency sees how far it got, and the month's report writes itself."""

import csv
import io
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scopes_disabled
from PIL import Image

from conftest import code_of, grant, make_person
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import ActivityEntry, Group, Role
from kentongan.newsroom.models import PassingOnPhoto, TaskReminder
from kentongan.newsroom.tasks import hourly
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region
from kentongan.sites.models import Site

SignIn = Callable[..., Client]
FIGURES = {"asked": 6, "done": 3, "late": 0, "in_work": 0, "seen": 1, "cannot": 1, "silent": 1}
NOTE = "Bidan desa datang ke posyandu. Bawa buku KIA."


def tell_all(now: datetime) -> None:
    """What the worker does: everybody who listens hears of what happened."""
    while waiting := list(Telling.objects.filter(told_at=None).order_by("pk")):
        for telling in waiting:
            assert tell_subscriber(telling.pk, now=now)


def photo(shade: int) -> SimpleUploadedFile:
    """A picture that resembles no other."""
    kept = io.BytesIO()
    Image.effect_noise((320, 240), 40 + shade).rotate(shade).convert("RGB").save(kept, "JPEG")
    return SimpleUploadedFile("mading.jpg", kept.getvalue(), "image/jpeg")


@pytest.fixture
def kim(cast: SimpleNamespace, regions: dict[str, Region], now: datetime) -> Callable[[str, str, str], SimpleNamespace]:
    """``kim("KIM Tamong", "Tamong", "Siding")`` → a group with its site and an editor who works for it."""

    def make(name: str, village: str, district: str) -> SimpleNamespace:
        slug = name.lower().replace(" ", "-")
        group = Group.objects.create(name=name, region=regions[code_of(regions, village, district)])
        Site.objects.create(group=group, slug=slug)
        person = make_person(slug, f"Redaktur {name}")
        grant(person, Role.EDITOR, group=group, at=now)
        return SimpleNamespace(group=group, person=person)

    return make


@pytest.mark.django_db
def test_a_bulletin_is_passed_on(cast: SimpleNamespace, kim: Any, sign_in: SignIn, now: datetime, tmp_path: Path) -> None:
    tamong, tawang, kumba, _silent = (
        kim("KIM Tamong", "Tamong", "Siding"), kim("KIM Tawang", "Tawang", "Siding"),
        kim("KIM Kumba", "Kumba", "Jagoi Babang"), kim("KIM Sekida", "Sekida", "Jagoi Babang"),
    )  # fmt: skip
    rini = sign_in(cast.rini)
    with time_machine.travel(now, tick=False) as clock:
        # Rini writes to two kecamatan and asks the KIM there to pass it on until Friday; it is asked when the text is out.
        begun = rini.post("/ruang/pengumuman/tulis/", {"meja": cast.regency.scope})
        with scopes_disabled():
            text = Publication.objects.get()
        districts = [cast.siding_district.code, cast.jagoi_district.code]
        wish = {"deadline": "2026-11-27", "carriers": ["papan", "pengeras"], "people": "ibu hamil, ibu balita", "note": NOTE}
        assert rini.post(f"/ruang/tulisan/{text.code}/minta-sebarkan/", wish).status_code == 302
        values = {
            "title": "Imunisasi polio putaran kedua",
            "summary": "Selasa depan di semua posyandu.",
            "text": "Gratis.",
            "audience": districts,
        }
        rini.post(begun["location"], {"version": text.version, **values, "langkah": "terbitkan"})
        tell_all(now)
        page = f"/ruang/sebar/{text.code}/"

        # Each group sees it in Minggu ini, and answers with one thumb.
        sari, joko = sign_in(cast.sari), sign_in(cast.joko)
        assert page in sari.get("/ruang/").content.decode()
        assert NOTE in sari.get(page).content.decode()
        answer = {"carriers": ["papan", "pengeras"], "people": "100", "closes": "on", "other_hamlets": "Hulu, Hilir"}
        assert sari.post(f"{page}jawab/", {**answer, "client_id": uuid4(), "photos": [photo(1)]}).status_code == 302
        part = {"client_id": uuid4(), "carriers": ["whatsapp"], "people_exactly": "45"}
        assert joko.post(f"{page}jawab/", part).status_code == 302  # a part; the rest follows tomorrow
        unable, asking, third = sign_in(tawang.person), sign_in(kumba.person), sign_in(tamong.person)
        unable.get(page)
        assert unable.post(f"{page}tidak-bisa/", {"reason": "Jalan ke dusun putus."}).status_code == 302
        assert asking.post(f"{page}tanya/", {"tanya-client_id": uuid4(), "tanya-text": "Bayi umur berapa?"}).status_code == 302
        tell_all(now)

        # The question is answered for all; the next day two more have passed it on.
        clock.move_to(now + timedelta(hours=3))
        assert "Bayi umur berapa?" in rini.get("/ruang/").content.decode()
        with scopes_disabled():
            question = text.task.questions.get()
        answered = rini.post(f"/ruang/tulisan/{text.code}/pertanyaan/{question.pk}/", {"text": "0 sampai 59 bulan."})
        assert answered.status_code == 302
        assert "0 sampai 59 bulan." in third.get(page).content.decode()
        clock.move_to(now + timedelta(days=1))
        joko.post(f"{page}jawab/", {"client_id": uuid4(), "carriers": ["papan"], "closes": "on", "photos": [photo(2)]})
        third.post(f"{page}jawab/", {"client_id": uuid4(), "carriers": ["pertemuan"], "people": "25", "closes": "on", "photos": [photo(3)]})

        # Whoever has not answered is reminded once at each step, however often the clock is asked.
        for hour in range(24):
            with scopes_disabled():
                hourly(now + timedelta(days=1, hours=hour))
        tell_all(now)
        with scopes_disabled():
            reminded = list(TaskReminder.objects.order_by("group__name").values_list("group__name", "step"))
        assert reminded == [("KIM Kumba", -2), ("KIM Sekida", -2)]

        # What proves it is nobody else's to look at.
        with scopes_disabled():
            proofs = list(PassingOnPhoto.objects.values_list("upload__is_public", "resembles"))
        assert proofs == [(False, None)] * 3

        # The regency sees how far it got: in words, on the map, in the table that goes into a sheet.
        shown = rini.get(f"{page}jangkauan/")
        assert {name: getattr(shown.context["figure"], name) for name in FIGURES} == FIGURES
        for line in ("perkiraan", "Jalan ke dusun putus.", "<svg"):
            assert line in shown.content.decode(), line
        told = rini.get(f"{page}jangkauan.csv").content.decode("utf-8-sig")
        rows = {row["KIM"]: (row["Kecamatan"], row["Keadaan"], row["Perkiraan orang"]) for row in csv.DictReader(io.StringIO(told))}
        assert rows == {
            "KIM Suara Siding": ("Kecamatan Siding", "Sudah menyebarkan", "100"),
            "KIM Tamong": ("Kecamatan Siding", "Sudah menyebarkan", "25"),
            "KIM Tawang": ("Kecamatan Siding", "Tidak bisa", ""),
            "KIM Jagoi Bersuara": ("Kecamatan Jagoi Babang", "Sudah menyebarkan", "45"),
            "KIM Kumba": ("Kecamatan Jagoi Babang", "Sudah melihat", ""),
            "KIM Sekida": ("Kecamatan Jagoi Babang", "Belum membuka", ""),
        }
        assert sign_in(cast.joko).get(f"{page}jangkauan/").status_code == 404

        # Each group's log has its own part, and no other's.
        with scopes_disabled():
            log = ActivityEntry.objects.filter(kind="diseminasi").order_by("group__name", "pk")
            logged = [(entry.group.name, entry.day, entry.reach) for entry in log.select_related("group")]
        assert logged == [
            ("KIM Jagoi Bersuara", date(2026, 11, 24), 45), ("KIM Jagoi Bersuara", date(2026, 11, 25), None),
            ("KIM Suara Siding", date(2026, 11, 24), 100), ("KIM Tamong", date(2026, 11, 25), 25),
        ]  # fmt: skip

        # December: November's report has written itself. The chair reads it, gives it its number, and takes it as PDF.
        clock.move_to(datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
        markus = sign_in(cast.markus)
        report = "/ruang/kim/suara-siding/laporan-kegiatan/2026-11/"
        assert report in markus.get("/ruang/").content.decode()
        assert "Imunisasi polio putaran kedua" in markus.get(report).content.decode()
        words = {"plans": "Posyandu keliling.", "signer_name": "Markus Ngadi", "known_name": "Anton Rasau", "version": "0"}
        assert markus.post(f"{report}tulis/", words).status_code == 302
        assert markus.post(f"{report}sahkan/").status_code == 302
        paper = tmp_path / "laporan.pdf"
        paper.write_bytes(b"".join(markus.get(f"{report}laporan.pdf")))
    told = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    for line in (
        "LAPORAN KEGIATAN",
        "NOVEMBER 2026",
        "Imunisasi polio putaran kedua",
        "Posyandu keliling.",
        "Markus Ngadi",
        "Anton Rasau",
        "perkiraan",
    ):
        assert line in told, line
