"""The page to report on, at the hub and on a site, and what it says of bad input."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.aspirations.models import Report
from kentongan.cases.models import Case, CaseAttachment

from .conftest import BROKEN


def photo(name: str = "jembatan.jpg") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (60, 40), "#8fb08a").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def typed(cast: SimpleNamespace) -> dict[str, object]:
    """What a resident of Siding types."""
    return {"client_id": str(uuid4()), "jenis": "complaint", "isi": BROKEN, "desa": cast.siding_village.code, "dusun": "Dusun Hulu"}


def test_a_report_from_a_phone_without_account(visitor: Client, typed: dict[str, object], across_scopes: None) -> None:
    page = visitor.get("/lapor/")
    assert (page.status_code, page["Cache-Control"], page.cookies.output()) == (200, "no-store, private", "")
    sent = visitor.post("/lapor/", {**typed, "foto": [photo("a.jpg"), photo("b.jpg")], "kontak": "0812 5550 0106", "anonim": "on"})
    case = Case.objects.get()
    assert (sent.status_code, sent.context["receipt"].number, sent.context["refused"]) == (201, case.number, [])
    assert (case.report.category, case.report.is_anonymous, case.status) == ("jalan", True, "sent")
    assert CaseAttachment.objects.filter(case=case).count() == 2
    again = visitor.post("/lapor/", typed)
    assert (again.context["receipt"].number, again.context["receipt"].code) == (case.number, sent.context["receipt"].code)
    assert Report.objects.count() == 1


def test_on_a_site_the_village_is_chosen(visitor: Client, cast: SimpleNamespace) -> None:
    page = visitor.get("/kim/suara-siding/lapor/")
    assert (page.status_code, page.context["form"]["desa"].value()) == (200, cast.siding_village.code)


def test_a_bad_photo_never_costs_the_text(visitor: Client, typed: dict[str, object], across_scopes: None) -> None:
    bad = SimpleUploadedFile("catatan.jpg", b"bukan foto", "image/jpeg")
    sent = visitor.post("/lapor/", {**typed, "foto": [bad, photo()]})
    assert (sent.status_code, len(sent.context["refused"]), Report.objects.get().text) == (201, 1, BROKEN)
    assert CaseAttachment.objects.count() == 1


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
