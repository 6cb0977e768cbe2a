"""Pages are packed for the road, pictures are left as they are, and each no has its page."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kentongan.core.middleware import answers_middleware, packing_middleware
from kentongan.core.rules import Denied, NotVisible, Stale


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/html; charset=utf-8", "gzip"),
        ("application/atom+xml", "gzip"),
        ("image/svg+xml", "gzip"),
        ("image/webp", None),
        ("application/pdf", None),
    ],
)
def test_only_text_is_packed(content_type: str, encoding: str | None) -> None:
    body = b"kabar dari desa " * 100
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    response = packing_middleware(lambda _request: HttpResponse(body, content_type=content_type))(request)
    assert response.get("Content-Encoding") == encoding
    assert (gzip.decompress(response.content) if encoding else response.content) == body


@pytest.mark.parametrize("path", ["/tentang/", "/tidak-ada/"])
def test_a_page_may_ask_where_somebody_stands_and_nothing_else_of_the_device(db: None, path: str) -> None:
    policy = Client(headers={"host": "kim.localhost"}).get(path)["Permissions-Policy"]
    assert [rule for rule in policy.split(", ") if not rule.endswith("=()")] == ["geolocation=(self)"]


def test_an_unchanged_page_is_known_again_though_it_was_packed(db: None) -> None:
    reader = Client(headers={"host": "kim.localhost", "accept-encoding": "gzip"})
    first = reader.get("/tentang/")
    assert first["Content-Encoding"] == "gzip"
    assert reader.get("/tentang/", headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("no", "status", "words"),
    [
        (Denied("Ini untuk redaktur."), 403, "Ini untuk redaktur."),
        (NotVisible("Tidak ada."), 404, "Tidak ada."),
        (Stale("Sudah diubah.", theirs={"isi": "Teks Sari"}, mine={"isi": "Teks Dewi"}), 409, "Teks Dewi"),
    ],
)
def test_each_no_has_its_page(no: Exception, status: int, words: str, db: None) -> None:
    request: HttpRequest = RequestFactory().get("/ruang/", headers={"host": "kim.localhost"})
    response = answers_middleware(lambda _request: HttpResponse()).process_exception(request, no)
    assert response is not None
    assert (response.status_code, words in response.content.decode()) == (status, True)
