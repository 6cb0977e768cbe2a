"""What programs read: services, their definitions, and the reports that everybody may read; the same facts in JSON and in XML."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.accounts.models import Person
from kentongan.api.policies.wire import CHILD
from kentongan.aspirations import actions as reports
from kentongan.aspirations.models import ReportPicture
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.groups.models import Office
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload

from .conftest import BROKEN, V2

Sending = Callable[..., cases.Receipt]
PUBLIC = {
    "category": "jalan",
    "needs_examination": False,
    "public_title": "Jembatan patah",
    "public_text": "Jembatan gantung patah tiga papan.",
}


@pytest.fixture(autouse=True)
def _today(now: datetime, time_machine: Any) -> None:
    """The hub asks the clock for the last 90 days."""
    time_machine.move_to(now + timedelta(hours=6), tick=False)


def show(cast: SimpleNamespace, case: Case, now: datetime, **changes: Any) -> Case:
    """The coordinator verifies it: everybody may read it."""
    reports.verify_report(actor=cast.rini, case=case, kind=changes.pop("kind", "complaint"), now=now, **(PUBLIC | changes))
    return case


def spark(element: Element) -> Any:
    """XML as JSON would say it: what holds like children is an array. Leaves stay words."""
    if element.tag in CHILD:
        return [spark(child) for child in element]
    return {child.tag: spark(child) for child in element} if len(element) else element.text


def worded(value: Any) -> Any:
    """JSON with its leaves as words."""
    if isinstance(value, dict):
        return {name: worded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [worded(inner) for inner in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value) if value not in (None, "") else None


def read(hub: Client, path: str, **query: Any) -> Any:
    """The answer in JSON, after seeing that the one in XML says the same."""
    as_json, as_xml = hub.get(f"{path}.json", query), hub.get(f"{path}.xml", query)
    assert (as_json.status_code, as_xml.status_code) == (200, 200), as_json.content
    assert (as_json["Content-Type"], as_xml["Content-Type"]) == ("application/json; charset=utf-8", "text/xml; charset=utf-8")
    assert spark(fromstring(as_xml.content)) == worded(as_json.json())
    return as_json.json()


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("/open311/discovery", "discovery"),
        (f"{V2}/discovery", "discovery"),
        (f"{V2}/services", "services"),
        (f"{V2}/services/jalan", "service_definition"),
        (f"{V2}/requests", "service_requests"),
    ],
)
def test_every_address_says_the_same_both_ways(path: str, root: str, hub: Client, cast: SimpleNamespace) -> None:
    read(hub, path)
    response = hub.get(f"{path}.xml")
    assert (fromstring(response.content).tag, response.content[:38]) == (root, b'<?xml version="1.0" encoding="utf-8"?>')
    assert (response["Access-Control-Allow-Origin"], "Set-Cookie" in response, response["Cache-Control"]) == ("*", False, "no-cache")
    assert hub.get(f"{path}.xml", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert hub.head(f"{path}.json").status_code == 200


def test_discovery(hub: Client, cast: SimpleNamespace) -> None:
    found = read(hub, "/open311/discovery")
    assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
    assert found["endpoints"] == [
        {
            "specification": "http://wiki.open311.org/GeoReport_v2",
            "url": "http://kim.localhost:8000/api/open311/v2",
            "changeset": found["changeset"],
            "type": "production",
            "formats": ["text/xml", "application/json"],
        }
    ]


def test_services_are_the_categories(hub: Client, cast: SimpleNamespace) -> None:
    services = read(hub, f"{V2}/services")
    assert [service["service_code"] for service in services] == list(settings.REPORT_CATEGORIES)
    assert {name: services[0][name] for name in ("service_name", "metadata", "type", "group")} == {
        "service_name": "Jalan dan jembatan",
        "metadata": True,
        "type": "realtime",
        "group": "Laporan warga",
    }
    definition = read(hub, f"{V2}/services/air")
    assert [(each["order"], each["code"], each["datatype"], each["required"]) for each in definition["attributes"]] == [
        (1, "jenis", "singlevaluelist", False),
        (2, "dusun", "string", False),
        (3, "anonim", "singlevaluelist", False),
        (4, "rahasia", "singlevaluelist", False),
    ]
    assert [value["key"] for value in definition["attributes"][0]["values"]] == ["pengaduan", "aspirasi", "pertanyaan"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("services/angkasa.json", {}, 404),
        ("services.json", {"jurisdiction_id": "sfgov.org"}, 404),
        ("services.json", {"jurisdiction_id": "kim.localhost"}, 200),
        ("services.json", {"jurisdiction_id": "61.07"}, 200),
        ("services.json", {"jurisdiction_id": ""}, 200),
        ("requests.json", {"status": "selesai"}, 400),
        ("requests.json", {"status": "open,closed"}, 200),
        ("requests.json", {"service_code": "jalan,angkasa"}, 400),
        ("requests.json", {"service_code": "jalan, air"}, 200),
        ("requests.json", {"start_date": "2026-11-01"}, 400),
        ("requests.json", {"end_date": "kemarin"}, 400),
        ("requests.json", {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-02T00:00:00Z"}, 400),
        ("requests.json", {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-01T00:00:00Z"}, 200),
        ("requests.json", {"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"}, 400),
        ("requests.json", {"page": 0}, 400),
        ("requests.json", {"page_size": 1001}, 400),
        ("requests.json", {"page": 100_000, "page_size": 1000}, 200),
        ("requests.json", {"page": "dua"}, 400),
        ("requests.json", {"service_request_id": ",".join(f"LPR-{n}" for n in range(1001))}, 400),
        ("requests.json", {"service_request_id": "LPR\x00"}, 400),
        ("requests/LPR-2026-0000009-X.json", {}, 404),
        ("tokens/x.json", {}, 404),
        ("tokens/x.json", {"api_key": "salah"}, 403),
        ("lain.json", {}, 404),
        ("requests.yaml", {}, 404),
        ("services/", {}, 404),
    ],
)
def test_what_is_asked_wrongly_is_said(path: str, query: dict[str, Any], status: int, hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get(f"{V2}/{path}", query)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (status, "*")
    if status != 200:
        root = "errors" if not path.endswith(".json") else None
        codes = (
            [each["code"] for each in response.json()]
            if root is None
            else [int(each.findtext("code")) for each in fromstring(response.content)]
        )
        assert (set(codes), response["Cache-Control"]) == ({status}, "no-store")


@pytest.mark.parametrize(
    ("method", "path"), [("post", "services.xml"), ("put", "requests.xml"), ("delete", "requests/x.xml"), ("patch", "tokens/x.xml")]
)
def test_other_ways_are_refused(method: str, path: str, hub: Client, cast: SimpleNamespace) -> None:
    response = getattr(hub, method)(f"{V2}/{path}")
    assert (response.status_code, fromstring(response.content).findtext("error/code")) == (405, "405")
    assert response["Allow"] == ("GET, HEAD, POST" if path == "requests.xml" else "GET, HEAD")


def test_a_report_as_everybody_reads_it(
    hub: Client, send: Sending, cast: SimpleNamespace, roads: Office, liaison: Person, now: datetime
) -> None:
    receipt = send(hamlet="Dusun Hulu, rumah Pak Anton", point=(1.254099, 109.980661), is_anonymous=True)
    case = receipt.case
    assert read(hub, f"{V2}/requests") == []
    assert hub.get(f"{V2}/requests/{receipt.number}.json").status_code == 404
    show(cast, case, now + timedelta(hours=1))
    shown = {
        "service_request_id": receipt.number,
        "status": "open",
        "status_notes": "Diverifikasi",
        "service_name": "Jalan dan jembatan",
        "service_code": "jalan",
        "description": "Jembatan gantung patah tiga papan.",
        "agency_responsible": "Kabupaten Bengkayang",
        "requested_datetime": "2026-11-24T09:00:00+07:00",
        "updated_datetime": "2026-11-24T10:00:00+07:00",
        "expected_datetime": "2026-11-27T23:59:59+07:00",
        "address": "Desa Siding, Kecamatan Siding, Kabupaten Bengkayang, Kalimantan Barat",
        "address_id": cast.siding_village.code,
        "zipcode": cast.siding_village.postal_code,
    }
    assert read(hub, f"{V2}/requests") == [shown]
    assert list(shown) == list(read(hub, f"{V2}/requests/{receipt.number}")[0])
    reports.forward_report(
        actor=cast.rini, case=case, to=cast.regency, office=roads, reason="Jalan kabupaten.", now=now + timedelta(hours=2)
    )
    cases.move_case(actor=liaison, case=case, action="answer", text="Papan diganti hari Sabtu.", now=now + timedelta(hours=3))
    cases.move_as_applicant(
        case=case, action="accept", version=case.version, text="Terima kasih, dari Anton.", now=now + timedelta(hours=4)
    )
    [after] = read(hub, f"{V2}/requests/{receipt.number}")
    assert {name: value for name, value in after.items() if shown.get(name) != value} == {
        "status": "closed",
        "status_notes": "Papan diganti hari Sabtu.",
        "agency_responsible": "Dinas Pekerjaan Umum",
        "updated_datetime": "2026-11-24T13:00:00+07:00",
    }
    assert "expected_datetime" not in after
    assert "Anton" not in json.dumps(after)


def test_what_is_not_for_everybody(hub: Client, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    hidden = [
        send().case,  # not looked at yet
        show(cast, send(is_secret=True).case, now),
        show(cast, send().case, now, public_text=""),
    ]
    joined = show(cast, send().case, now)
    main = show(cast, send(text="Jembatan yang sama.").case, now)
    reports.join_report(actor=cast.rini, case=joined, into=main, text="Sudah ada.", now=now)
    archived = show(cast, send().case, now)
    cases.move_case(actor=cast.rini, case=archived, action="archive", text="Percobaan.", now=now)
    numbers = [case.number for case in (*hidden, joined, archived)]
    assert [each["service_request_id"] for each in read(hub, f"{V2}/requests")] == [main.number]
    assert read(hub, f"{V2}/requests", service_request_id=",".join(numbers)) == []
    assert [hub.get(f"{V2}/requests/{number}.json").status_code for number in numbers] == [404] * 5
    said = {hub.get(f"{V2}/requests/{number}.json").content for number in (*numbers, "LPR-2026-9999999-X")}
    assert len(said) == 1, "nothing tells a secret report from none"
    assert BROKEN not in said.pop().decode()


def test_which_are_asked_for(hub: Client, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    old = show(cast, send(now=now - timedelta(days=120)).case, now - timedelta(days=119))
    water = show(cast, send(now=now - timedelta(days=3), category="air").case, now - timedelta(days=2), category="air")
    closed = show(cast, send(now=now - timedelta(days=2)).case, now - timedelta(days=1))
    cases.move_case(actor=cast.rini, case=closed, action="refer", text="Itu jalan negara: hubungi BPJN.", now=now)
    new = show(cast, send().case, now)

    def asked(**query: str) -> list[str]:
        return [each["service_request_id"] for each in read(hub, f"{V2}/requests", **query)]

    assert asked() == [new.number, closed.number, water.number]
    assert asked(status="closed") == [closed.number]
    assert asked(status="open") == [new.number, water.number]
    assert asked(status="open,closed", service_code="jalan") == [new.number, closed.number]
    assert asked(service_code="air,lainnya") == [water.number]
    assert asked(start_date="2026-07-01T00:00:00Z", end_date="2026-09-01T00:00:00Z") == [old.number]
    assert asked(start_date="2026-11-22T09:00:00+07:00") == [new.number, closed.number]
    assert asked(end_date="2026-11-22T01:59:59Z") == [water.number]
    assert asked(service_request_id=f" {old.number},{new.number},LPR-2026-0000099-X", status="closed") == [new.number, old.number]
    assert asked(page="2", page_size="2") == [water.number]
    assert asked(page="3", page_size="2") == []
    assert read(hub, f"{V2}/requests", service_request_id=closed.number)[0]["status_notes"] == "Itu jalan negara: hubungi BPJN."


def photo() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (900, 600), "#8fb08a").save(kept, "JPEG")
    return SimpleUploadedFile("foto.jpg", kept.getvalue(), "image/jpeg")


def test_a_released_picture_is_named(hub: Client, send: Sending, cast: SimpleNamespace, now: datetime, across_scopes: None) -> None:
    case = show(cast, send().case, now)
    attached = cases.attach(actor=None, case=case, file=photo(), now=now)
    assert "media_url" not in read(hub, f"{V2}/requests/{case.number}")[0]
    copy = store_upload(actor=cast.rini, owner=cast.regency.scope, file=photo(), now=now)
    Upload.objects.filter(pk=copy.pk).update(is_public=True)
    ReportPicture.objects.create(report=case.report, attachment=attached, released=copy, released_by=cast.rini, released_at=now)
    cases.add_entry(actor=cast.rini, case=case, text="Foto ditampilkan.", is_public=True, now=now)
    address = read(hub, f"{V2}/requests/{case.number}")[0]["media_url"]
    assert address.startswith("http://kim.localhost:8000/")
    assert (hub.get(address).status_code, hub.get(address)["Content-Type"]) == (200, "image/jpeg")


def test_the_list_costs_the_same_for_one_and_thirty(
    hub: Client, send: Sending, cast: SimpleNamespace, roads: Office, now: datetime, django_assert_num_queries: Any
) -> None:
    hub.get(f"{V2}/requests.json")
    for number in range(30):
        case = show(cast, send(region=cast.jagoi_village if number % 2 else cast.siding_village).case, now)
        if number % 3 == 0:
            reports.forward_report(actor=cast.rini, case=case, to=cast.regency, office=roads, reason="Jalan.", now=now)
        elif number % 3 == 1:
            reports.forward_report(actor=cast.rini, case=case, to=cast.jagoi_village, reason="Jalan desa.", now=now)
        if number in (0, 29):
            with django_assert_num_queries(5):
                assert len(hub.get(f"{V2}/requests.json").json()) == number + 1


def test_in_english_where_asked(hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get(f"{V2}/services.json", headers={"accept-language": "en"})
    assert (response["Content-Language"], "Accept-Language" in response["Vary"]) == ("en", True)


def test_the_page_for_people(hub: Client, cast: SimpleNamespace) -> None:
    page = hub.get("/api/")
    assert (page.status_code, page.cookies.output()) == (200, "")
    text = page.content.decode()
    assert all(word in text for word in ("http://kim.localhost:8000/api/open311/v2", "discovery.xml", "openapi.json", "<code>jalan</code>"))
