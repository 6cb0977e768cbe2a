"""Bringing and handing out files over HTTP."""

import io
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scopes_disabled

from kentongan.media import actions
from kentongan.media.models import Upload

from . import made

SEND = "/ruang/berkas/unggah/"


def photo(data: bytes | None = None, name: str = "sawah.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.photo(400, 300) if data is None else data, content_type="image/jpeg")


@pytest.fixture
def upload(cast: SimpleNamespace, now: datetime) -> Upload:
    file = io.BytesIO(made.photo(400, 300))
    file.name = "sawah.jpg"
    return actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=file, now=now)


def released(upload: Upload) -> Upload:
    upload.is_public = True
    with scopes_disabled():
        upload.save()
    return upload


def test_upload_create_answers_a_script(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.dewi).post(
        SEND, {"file": photo(), "owner": cast.siding.scope, "alt": "Sawah"}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 201
    with scopes_disabled():
        kept = Upload.objects.get()
    assert (answer.json()["key"], answer.json()["alt"], answer.json()["src"]) == (kept.key, "Sawah", f"/berkas/{kept.key}/360.jpg")


def test_upload_create_returns_to_its_page(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.dewi).post(SEND, {"file": photo(), "owner": cast.siding.scope, "kembali": "/ruang/tulis/"})
    assert (answer.status_code, answer["Location"]) == (302, "/ruang/tulis/")
    elsewhere = sign_in(cast.dewi).post(SEND, {"file": photo(), "owner": cast.siding.scope, "kembali": "https://jahat.example/"})
    assert elsewhere["Location"] == "/ruang/"


@pytest.mark.parametrize(("name", "data"), [("a.jpg", b""), ("a.jpg", made.HTML), ("a.svg", made.SVG), ("a.png", made.bomb_png())])
def test_upload_create_refuses_in_words(cast: SimpleNamespace, sign_in: object, name: str, data: bytes, media_root: Path) -> None:
    answer = sign_in(cast.dewi).post(SEND, {"file": photo(data, name), "owner": cast.siding.scope}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["message"].endswith(".")
    assert not media_root.exists() or not [path for path in media_root.rglob("*") if path.is_file()]


def test_upload_create_without_a_file(cast: SimpleNamespace, sign_in: object) -> None:
    answer = sign_in(cast.dewi).post(SEND, {"owner": cast.siding.scope}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (422, {"message": "Belum ada foto atau berkas yang dipilih."})


@pytest.mark.parametrize(("who", "status"), [("sari", 201), ("rini", 201), ("joko", 403), ("budi", 403), ("wati", 403), (None, 302)])
def test_upload_create_is_for_those_who_write_there(cast: SimpleNamespace, sign_in: object, who: str | None, status: int) -> None:
    client = sign_in(getattr(cast, who) if who else None)
    answer = client.post(SEND, {"file": photo(), "owner": cast.siding.scope}, headers={"accept": "application/json"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("sari", 200), ("dewi", 200), ("rini", 200), ("joko", 404), ("wati", 404), ("budi", 404), (None, 404)]
)
def test_upload_show_before_publication(cast: SimpleNamespace, sign_in: object, upload: Upload, who: str | None, status: int) -> None:
    answer = sign_in(getattr(cast, who) if who else None).get(f"/berkas/{upload.key}/360.webp")
    assert answer.status_code == status
    if status == 200:
        assert answer["Cache-Control"] == "private, max-age=600"


@pytest.mark.parametrize("host", [settings.BASE_DOMAIN, f"suara-siding.{settings.BASE_DOMAIN}"])
def test_upload_show_for_everybody(cast: SimpleNamespace, upload: Upload, host: str) -> None:
    address = f"/berkas/{upload.key}/360.webp"
    client = Client(headers={"host": host})
    assert client.get(address).status_code == 404
    released(upload)
    answer = client.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")} == {
        "Content-Type": "image/webp",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert "Set-Cookie" not in answer
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "variant", ["640.webp", "1280.jpg", "dokumen.pdf", "0.jpg", "360.png", "../360.jpg", "%2e%2e%2f360.jpg", "360.jpg%00.html"]
)
def test_upload_show_has_only_its_own_files(cast: SimpleNamespace, upload: Upload, variant: str) -> None:
    released(upload)
    assert Client(headers={"host": settings.BASE_DOMAIN}).get(f"/berkas/{upload.key}/{variant}").status_code == 404


def test_upload_show_hands_documents_over_as_attachments(cast: SimpleNamespace, now: datetime) -> None:
    file = io.BytesIO(made.PDF)
    file.name = 'SK "ketua"\r\nX-Bad: 1.pdf'
    upload = released(actions.store_upload(actor=cast.sari, owner=cast.siding.scope, file=file, now=now))
    answer = Client(headers={"host": settings.BASE_DOMAIN}).get(f"/berkas/{upload.key}/dokumen.pdf")
    assert b"".join(answer.streaming_content) == made.PDF
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "\n" not in answer["Content-Disposition"]
    assert "X-Bad" not in answer.headers
