"""The page to report on, at the hub and on a site, and what it says of bad input."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from kentongan.aspirations.models import Report
from kentongan.cases.models import Case, CaseAttachment

from .conftest import BROKEN, opened


def photo(name: str = "jembatan.jpg", colour: str = "#8fb08a") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (60, 40), colour).save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def typed(cast: SimpleNamespace) -> dict[str, object]:
    """What a resident of Siding types, a minute after opening the page."""
    return {
        "client_id": str(uuid4()), "dibuka": opened(), "jenis": "complaint", "isi": BROKEN, "desa": cast.siding_village.code,
        "dusun": "Dusun Hulu",
    }  # fmt: skip


def test_a_report_from_a_phone_without_account(visitor: Client, typed: dict[str, object], across_scopes: None) -> None:
    page = visitor.get("/lapor/")
    assert (page.status_code, page["Cache-Control"], page.cookies.output()) == (200, "no-store, private", "")
    sent = visitor.post("/lapor/", {**typed, "kontak": "0812 5550 0106", "anonim": "on", "lintang": "1.29", "bujur": "109.71"})
    case = Case.objects.get()
    assert (sent.status_code, sent.context["receipt"].number) == (201, case.number)
    report = case.report
    assert (report.category, report.is_anonymous, case.status, report.suspicion) == ("jalan", True, "sent", "")
    assert (report.latitude, report.longitude) == (1.29, 109.71)
    again = visitor.post("/lapor/", typed)
    assert (again.status_code, again.context["receipt"].code) == (200, sent.context["receipt"].code)
    assert Report.objects.count() == 1


def test_photos_follow_the_text_in_any_order_and_are_kept_once(visitor: Client, typed: dict[str, object], across_scopes: None) -> None:
    def bring(*photos: SimpleUploadedFile) -> HttpResponse:
        return visitor.post("/lapor/foto/", {"client_id": typed["client_id"], "foto": list(photos)})

    assert bring(photo()).status_code == 404  # the text has not come yet
    code = visitor.post("/lapor/", typed).context["receipt"].code
    other = photo("b.jpg", "#8f0000")
    bad = SimpleUploadedFile("catatan.jpg", b"bukan foto", "image/jpeg")
    first, again, mixed, none = bring(photo("a.jpg")), bring(photo("sama.jpg")), bring(bad, other), bring()
    assert [(page.status_code, page.context["receipt"].code) for page in (first, again, mixed, none)] == [
        (201, code), (201, code), (201, code), (422, code)
    ]  # fmt: skip
    assert (mixed.context["kept"], len(mixed.context["refused"])) == (1, 1)
    kept = CaseAttachment.objects.order_by("pk").values_list("upload__original_name", flat=True)
    assert (list(kept), Report.objects.get().text) == (["a.jpg", "b.jpg"], BROKEN)


def test_the_receipt_is_for_keeping(visitor: Client, typed: dict[str, object]) -> None:
    page = visitor.post("/lapor/", typed)
    receipt, html = page.context["receipt"], page.content.decode()
    words = quote(f"Nomor {receipt.number}, kode {receipt.spaced_code}. Jawabannya di http://kim.localhost:8000/status/", safe="")
    assert f'href="https://wa.me/?text={words}"' in html
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("no-referrer", "no-store, private")
    assert "cases/receipt-print.css" in html


def test_on_a_site_the_village_is_chosen(visitor: Client, cast: SimpleNamespace) -> None:
    page = visitor.get("/kim/suara-siding/lapor/")
    assert (page.status_code, page.context["form"]["desa"].value()) == (200, cast.siding_village.code)


def test_lapor_stands_at_the_thumb_and_on_the_page_of_a_village(visitor: Client, cast: SimpleNamespace) -> None:
    for address in ("/", "/kim/suara-siding/"):
        bar = visitor.get(address).context["place"].bar
        assert [(link.label, link.url) for link in bar if link.icon == "report"] == [("Lapor", f"{address}lapor/")]
    code = cast.siding_village.code
    assert f'href="/lapor/?desa={code}"' in visitor.get(f"/desa/{code}/").content.decode()
    assert visitor.get(f"/lapor/?desa={code}").context["form"]["desa"].value() == code


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"isi": ""}, "isi", "Ceritakan dulu, satu kalimat pun cukup."),
        ({"desa": ""}, "desa", "Pilih desanya dulu."),
        ({"kontak": "nol delapan"}, "kontak", "Nomor ini belum terbaca. Contoh: 0812 5550 1234. Boleh juga dikosongkan."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    changes: dict[str, str], field: str, sentence: str, visitor: Client, typed: dict[str, object]
) -> None:
    page = visitor.post("/lapor/", {**typed, **changes})
    form = page.context["form"]
    assert (page.status_code, form.errors) == (422, {field: [sentence]})
    assert {name: form[name].value() for name in ("isi", "dusun")} == {"isi": {**typed, **changes}["isi"], "dusun": "Dusun Hulu"}
    assert not Report.objects.exists()


def test_the_form_asks_once_for_the_villages(visitor: Client, cast: SimpleNamespace, django_assert_num_queries: Any) -> None:
    visitor.get("/lapor/")
    with django_assert_num_queries(2):  # the villages; the regency's name in the footer
        visitor.get("/lapor/")
