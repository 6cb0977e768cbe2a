"""A report becomes a shared problem, the village mends its bridge, and hears of it as Kabar Balik."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from PIL import Image

from kentongan.aspirations.tests.conftest import opened
from kentongan.publishing.models import Publication

SignIn = Callable[..., Client]
HUB, SITE = settings.BASE_DOMAIN, "/kim/suara-siding"
BROKEN = "Jembatan gantung di Dusun Hulu patah tiga papan. Anak sekolah memutar dua kilometer."


def photo(colour: str) -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (1280, 960), colour).save(kept, "JPEG")
    return SimpleUploadedFile("jembatan.jpg", kept.getvalue(), "image/jpeg")


def read(path: str) -> str:
    """What somebody without an account gets; never a cookie."""
    response = Client(headers={"host": HUB}).get(path)
    assert (response.status_code, response.cookies) == (200, {}), path
    return response.content.decode()


@pytest.mark.django_db
def test_from_a_report_to_kabar_balik(cast: SimpleNamespace, sign_in: SignIn, now: datetime) -> None:
    sari, yohanes, rini, dewi = (sign_in(person) for person in (cast.sari, cast.yohanes, cast.rini, cast.dewi))
    visitor = Client(headers={"host": HUB})

    # A resident reports without account; the coordinator verifies it, so everybody can read it.
    typed = {"client_id": str(uuid4()), "dibuka": opened(), "jenis": "complaint", "isi": BROKEN, "desa": cast.siding_village.code}
    receipt = visitor.post("/lapor/", typed)
    number = receipt.context["receipt"].number
    words = {"versi": 1, "jenis": "complaint", "kategori": "jalan", "judul": "Jembatan Dusun Hulu rusak", "isi": BROKEN, "diperiksa": "on"}
    assert rini.post(f"/ruang/laporan/{number}/verifikasi/", words).status_code == 302

    # Sari makes it a shared problem with one tap; the report says so.
    assert "Jembatan Dusun Hulu rusak" in sari.get("/ruang/masalah/").content.decode()
    desk = sari.post(f"/ruang/masalah/dari-laporan/{number}/")["location"]
    page = f"{SITE}/masalah/jembatan-dusun-hulu-rusak/"
    assert page in read(f"{SITE}/laporan/{number}/")

    # Residents have it too, and talk about it; Sari lets the words through.
    assert visitor.post(f"{page}dukung/", {"client_id": str(uuid4())}).status_code == 302
    talk = read(page).split('href="')
    write = next(part.split('"')[0] for part in talk if part.startswith(f"{SITE}/percakapan/") and "/tulis/" in part.split('"')[0])
    remark = {"client_id": str(uuid4()), "isi": "Saya punya papan ulin sisa.", "nama": "Pak Lukas"}
    assert visitor.post(write, remark).status_code == 201
    assert "menunggu dibaca" in sari.get("/ruang/").content.decode()
    waiting = sari.get("/ruang/percakapan/").context["rows"][0]["remark"]
    sari.post(f"/ruang/percakapan/tanggapan/{waiting.pk}/putuskan/", {"langkah": "show", "dari": "antrean"})
    assert "Saya punya papan ulin sisa." in read(page)

    # A plan, a day of working together, the news of it.
    soon = (timezone.localdate() + timedelta(days=3)).isoformat()
    sari.post(f"{desk}langkah/", {"rencana-apa": "Ganti tiga papan", "rencana-siapa": "Kelompok Sumber Rejeki", "rencana-sebelum": soon})
    sari.post(f"{desk}gotong-royong/", {"gotong-royong-hari": soon, "gotong-royong-jam": "07:00", "gotong-royong-tempat": "Balai adat"})
    shown = sari.get(desk).context["shown"]
    join = f"{page}gotong-royong/{shown.coming[0].pk}/ikut/"
    assert visitor.post(join, {"client_id": str(uuid4())}).status_code == 302
    dewi.post(f"{desk}kabar/", {"kabar-kabar": "Papan sudah terpasang.", "kabar-foto": photo("#a3774f"), "kabar-setuju": "on"})
    sari.post(f"{desk}langkah/{shown.steps[0].pk}/", {"keadaan": "done"})
    done = {"hasil-hasil": "Jembatan bisa dilewati lagi. Anak sekolah tidak memutar.", "hasil-terima_kasih": "Kelompok Sumber Rejeki"}
    pictures = {"hasil-sebelum": photo("#594638"), "hasil-foto": photo("#44604a"), "hasil-setuju": "on"}
    assert sari.post(f"{desk}selesai/", done | pictures).status_code == 302
    told = read(page)
    for line in ("Selesai", "1 orang ikut", "Papan sudah terpasang.", "Jembatan bisa dilewati lagi.", "Sesudah", "Sumber Rejeki"):
        assert line in told, line

    # One tap: Kabar Balik is a draft with words and picture; after review the village reads it.
    assert "Tulis Kabar Balik" in sari.get(desk).content.decode()
    draft = sari.post(f"{desk}kabar-balik/")["location"]
    assert sari.post(f"{desk}kabar-balik/")["location"] == draft
    with scopes_disabled():
        text = Publication.objects.select_related("cover").get()
    assert (text.title, text.summary, text.owner) == (
        "Kabar balik: Jembatan Dusun Hulu rusak", "Jembatan bisa dilewati lagi.", cast.siding.scope,
    )  # fmt: skip
    for line in (BROKEN, number, "1 warga menyatakan", "- Ganti tiga papan (Kelompok Sumber Rejeki)", "Papan sudah terpasang."):
        assert line in text.text, line
    assert text.cover is not None
    assert (text.cover.owner, text.cover.is_public, text.cover.alt) == (
        cast.siding.scope, False, "Sesudah: Jembatan Dusun Hulu rusak",
    )  # fmt: skip
    sent = {"version": text.version, "title": text.title, "summary": text.summary, "text": text.text, "alt": text.cover.alt}
    assert sari.post(draft, sent | {"langkah": "ajukan", "cover": text.cover.key}).status_code == 302
    yohanes.post(f"/ruang/tulisan/{text.code}/terbitkan/")
    assert "Kabar balik: Jembatan Dusun Hulu rusak" in read(f"{SITE}/")
    with scopes_disabled():
        published = Publication.objects.get()
    assert "Ganti tiga papan" in read(f"{SITE}/kabar/{published.slug}/")
