"""POST Service Request: what a program sends becomes a report, once, and nothing of who sent it stands outside the vault."""

import json
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from kentongan.api import actions, queries
from kentongan.api.models import Posted
from kentongan.aspirations.models import Report
from kentongan.cases.actions import enter_by_code, read_identity
from kentongan.cases.models import Identity
from kentongan.cases.queries import get_case
from kentongan.core.models import EventRecord
from tests.planted import listening, places_of, plant

from .conftest import BROKEN, V2, Posting

CODE = "Kode rahasia: "


def told(response: HttpResponse) -> dict[str, Any]:
    """The one request of an answer."""
    assert response.status_code == 200, response.content
    [request] = response.json()
    return request


def sentences(response: HttpResponse) -> list[str]:
    """What the error document says."""
    return [error["description"] for error in response.json()]


def test_a_report_comes_in(post: Posting, key: actions.NewKey, cast: SimpleNamespace, now: datetime) -> None:
    answer = told(
        post(first_name="Wati", last_name="Rahayu", phone="0812 5550 0106", email="wati@example.org", **{"attribute[dusun]": "Hulu"})
    )
    report = Report.objects.select_related("case").get()
    case = get_case(report.pk)
    assert (report.kind, report.category, report.text, report.hamlet) == ("complaint", "jalan", BROKEN, "Hulu")
    assert (case.region, case.owner, case.status, case.number) == (
        cast.siding_village,
        cast.regency.scope,
        "sent",
        answer["service_request_id"],
    )
    code = answer["service_notice"].split(CODE)[1].split(".")[0]
    assert enter_by_code(number=case.number, code=code, now=now) == case
    assert answer["service_notice"].endswith("http://kim.localhost:8000/status/.")
    contact = read_identity(actor=cast.rini, case=case, reason="Menelepon pelapor.", now=now)
    assert (contact.name, contact.phone, contact.other) == ("Wati Rahayu", "+6281255500106", "wati@example.org")
    posted = Posted.objects.get()
    assert (posted.key, posted.case_id) == (key.row, case.pk)
    event = EventRecord.objects.get(name="aspirations.ReportSent")
    assert (event.actor_id, event.payload["case_id"], event.payload["is_assisted"]) == (None, case.pk, False)
    assert queries.keys_for(cast.rini).get().reports == 1


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, ("complaint", False, False)),
        ({"attribute[jenis]": "aspirasi"}, ("aspiration", False, False)),
        ({"attribute[jenis]": "pertanyaan", "attribute[anonim]": "ya"}, ("question", True, False)),
        ({"attribute[rahasia]": "ya", "attribute[anonim]": "tidak"}, ("complaint", False, True)),
        ({"attribute[jenis][]": "aspirasi"}, ("aspiration", False, False)),
        ({"attribute[jenis]": "", "device_id": "tt222111", "account_id": "123"}, ("complaint", False, False)),
    ],
)
def test_what_the_attributes_say(sent: dict[str, str], expected: tuple[str, bool, bool], post: Posting) -> None:
    told(post(**sent))
    report = Report.objects.get()
    assert (report.kind, report.is_anonymous, report.is_secret) == expected
    assert Identity.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "village", "hamlet", "point"),
    [
        ({"address_id": "61.07.12.2004"}, "Siding", "", (None, None)),
        ({"lat": "1.25409", "long": "109.98066"}, "Siding", "", (1.25409, 109.98066)),
        ({"lat": "1.25409", "long": "109.98066", "address_string": "Depan gereja"}, "Siding", "Depan gereja", (1.25409, 109.98066)),
        ({"address_string": "RT 2, Desa Siding, Kecamatan Siding"}, "Siding", "RT 2, Desa Siding, Kecamatan Siding", (None, None)),
        ({"lat": "0.56413", "long": "108.96921", "address_id": "61.07.12.2004"}, "Siding", "", (0.56413, 108.96921)),
    ],
)
def test_where_it_is(
    place: dict[str, str], village: str, hamlet: str, point: tuple[float | None, ...], post: Posting, outlines: None
) -> None:
    told(post(**({"address_id": None} | place)))
    report = Report.objects.select_related("case__region").get()
    assert (report.case.region.name, report.hamlet, (report.latitude, report.longitude)) == (village, hamlet, point)


@pytest.mark.parametrize(
    ("sent", "status", "expected"),
    [
        ({"api_key": None}, 403, "api_key belum disertakan."),
        ({"api_key": "ktg_aaaaaaaa_" + "x" * 32}, 403, "api_key tidak dikenal atau sudah dicabut."),
        ({"service_code": None}, 400, "service_code:"),
        ({"service_code": "angkasa"}, 404, "service_code: Layanan ini tidak ada: angkasa."),
        ({"jurisdiction_id": "sfgov.org"}, 404, "jurisdiction_id ini bukan kami."),
        ({"description": None}, 400, "description:"),
        ({"description": " \n "}, 400, "description:"),
        ({"description": "a" * 4001}, 400, "description:"),
        ({"description": "nol\x00"}, 400, "description:"),
        ({"address_id": None}, 400, "Tempatnya belum ada"),
        ({"address_id": "61.01.01.2001"}, 400, "address_id: Bukan kode desa di wilayah kami."),
        ({"address_id": "61.07.12"}, 400, "address_id:"),
        ({"address_id": None, "lat": "1.25"}, 400, "long: lat dan long dikirim berdua."),
        ({"address_id": None, "long": "109"}, 400, "lat: lat dan long dikirim berdua."),
        ({"address_id": None, "lat": "-6.2", "long": "106.8"}, 400, "lat: Titik ini di luar wilayah kami."),
        ({"lat": "-6.2", "long": "106.8"}, 400, "lat: Titik ini di luar wilayah kami."),
        ({"address_id": None, "lat": "nan", "long": "inf"}, 400, "lat:"),
        ({"address_id": None, "lat": "91", "long": "109"}, 400, "lat:"),
        ({"address_id": None, "address_string": "Atlantis"}, 400, "address_string: Nama desanya tidak ditemukan."),
        ({"address_id": None, "address_string": "Sebalo atau Siding"}, 400, "address_string: Ada beberapa desa bernama itu:"),
        ({"phone": "halo"}, 400, "phone: Nomor ini belum terbaca."),
        ({"email": "bukan"}, 400, "email:"),
        ({"attribute[jenis]": "keluhan"}, 400, "attribute[jenis]:"),
        ({"attribute[anonim]": "mungkin"}, 400, "attribute[anonim]:"),
        ({"attribute[WHISPAWN]": "1"}, 400, "attribute[WHISPAWN] tidak dikenal."),
        ({"attribute[dusun]": "a" * 121}, 400, "attribute[dusun]:"),
    ],
)
def test_what_is_refused_is_said(sent: dict[str, Any], status: int, expected: str, post: Posting, outlines: None) -> None:
    response = post(**sent)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json; charset=utf-8")
    assert sentences(response)[0].startswith(expected), sentences(response)
    assert {error["code"] for error in response.json()} == {status}
    assert (Report.objects.count(), Posted.objects.count()) == (0, 0)


def test_all_that_is_wrong_is_said_at_once_and_in_xml(post: Posting, outlines: None) -> None:
    response = post("xml", description="", phone="x", service_code="angkasa")
    root = fromstring(response.content)
    assert (response.status_code, response["Content-Type"], root.tag) == (404, "text/xml; charset=utf-8", "errors")
    assert [error.findtext("code") for error in root] == ["404", "400", "400"]


def test_the_same_mark_gives_the_same_report(post: Posting, cast: SimpleNamespace, now: datetime) -> None:
    mark = str(uuid4())
    first = told(post(client_id=mark))
    assert told(post(client_id=mark, description="Lain sama sekali.")) == first
    assert told(post(headers={"Idempotency-Key": mark})) == first
    assert (Report.objects.get().text, Posted.objects.count()) == (BROKEN, 1)
    other = actions.make_key(actor=cast.rini, name="Aplikasi lain", region=cast.regency, now=now)
    assert told(post(client_id=mark, api_key=other.text))["service_request_id"] != first["service_request_id"]
    assert len({told(post())["service_request_id"] for _ in range(2)}) == 2
    assert Report.objects.count() == 4


def test_who_saw_the_beginning_of_a_key_and_guesses_the_mark_gets_no_receipt(post: Posting, key: actions.NewKey, hub: Client) -> None:
    number = told(post(client_id="1", **{"attribute[rahasia]": "ya"}))["service_request_id"]
    for guess in (uuid5(NAMESPACE_URL, f"kentongan:api:{known}:1") for known in (key.row.prefix, "")):
        answer = hub.post("/lapor/", {"client_id": str(guess)})
        assert (answer.status_code, number in answer.text) == (422, False)


def test_a_mark_tells_whether_it_arrived(post: Posting, hub: Client, key: actions.NewKey) -> None:
    number = told(post(client_id="kirim-1"))["service_request_id"]
    found = hub.get(f"{V2}/tokens/kirim-1.json", {"api_key": key.text})
    assert (found.json(), found["Cache-Control"]) == ([{"service_request_id": number, "token": "kirim-1"}], "no-store")
    assert fromstring(hub.get(f"{V2}/tokens/kirim-1.xml", {"api_key": key.text}).content).findtext("request/token") == "kirim-1"
    answers = [
        hub.get(f"{V2}/tokens/{token}.json", {"api_key": text} if text else {}).status_code
        for token, text in (("kirim-2", key.text), ("kirim-1", ""), ("kirim-1", "ktg_x"))
    ]
    assert answers == [404, 404, 403]


def test_a_picture_elsewhere_is_never_fetched(post: Posting) -> None:
    answer = told(post(media_url="http://169.254.169.254/latest/meta-data/"))
    assert answer["service_notice"].endswith("Gambar di media_url tidak kami ambil; pelapor dapat menambahkan fotonya di halaman itu.")
    assert "169.254" not in Report.objects.get().text


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([BROKEN], ""),
        (["Menang besar di http://a.example dan http://b.example dan www.c.example dan www.d.example"], "banyak tautan"),
        ([BROKEN] * 4, "isinya sama dengan laporan lain"),
    ],
)
def test_what_looks_like_spam_waits_for_a_person(texts: list[str], expected: str, post: Posting) -> None:
    for text in texts:
        told(post(description=text))
    assert Report.objects.order_by("-pk")[0].suspicion == expected
    assert Report.objects.count() == len(texts)


def test_too_many_within_an_hour(post: Posting, settings: LazySettings) -> None:
    settings.API_POSTS_PER_HOUR = 2
    assert [post(description=text).status_code for text in ("Satu.", "", "Tiga.")] == [200, 400, 429]
    refused = post()
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 3600, refused.json()[0]["code"]) == (429, True, 429)
    assert Report.objects.count() == 1


def test_a_revoked_key_opens_nothing(post: Posting, key: actions.NewKey, cast: SimpleNamespace, now: datetime) -> None:
    actions.revoke_key(actor=cast.rini, key=key.row, reason="Tersebar.", now=now)
    assert (post().status_code, Report.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", json.dumps({"service_code": "jalan"})),
        ("multipart/form-data; boundary=x", "--x\r\nrusak"),
        ("multipart/form-data", "tanpa batas"),
        ("application/x-www-form-urlencoded; charset=latin-1", "description=x"),
        ("application/x-www-form-urlencoded", "&".join(f"a{n}=1" for n in range(1100))),
        ("application/x-www-form-urlencoded", "description=" + "a" * 1_100_000),
        ("text/plain", ""),
    ],
    ids=["json", "broken", "no boundary", "latin", "many", "large", "plain"],
)
def test_bodies_that_are_none(hub: Client, cast: SimpleNamespace, content_type: str, body: str) -> None:
    response = hub.post(f"{V2}/requests.json", body, content_type=content_type)
    assert (response.status_code, [error["code"] for error in response.json()]) == (400, [400])


def test_who_sent_it_stands_nowhere(
    post: Posting, hub: Client, sign_in: Callable[..., Client], cast: SimpleNamespace, key: actions.NewKey, outlines: None
) -> None:
    planted = plant()
    first, _, last = planted.name.partition(" ")
    with listening() as heard:
        responses = [
            post(first_name=first, last_name=last, phone=planted.phone, client_id="satu", email=f"{last.replace(' ', '')}@example.org"),
            post(first_name=first, last_name=last, phone=planted.phone, client_id="satu"),
            post("xml", first_name=first, last_name=last, phone=planted.phone, service_code="angkasa", email="x"),
            post(first_name=first, last_name=last, phone=planted.phone, api_key="salah"),
        ]
        number = told(responses[0])["service_request_id"]
        case = get_case(Report.objects.get().pk)
        responses += [
            hub.get(f"{V2}/requests.json"),
            hub.get(f"{V2}/requests/{number}.xml"),
            hub.get(f"{V2}/tokens/satu.json", {"api_key": key.text}),
            sign_in(cast.rini).get("/ruang/kunci-api/"),
        ]
    assert (responses[-1].status_code, case.number) == (200, number)
    assert places_of(planted, responses=responses, heard=heard.getvalue()) == []
