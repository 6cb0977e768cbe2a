"""A foreign client, written by others for other cities (georeport, PyPI), reads over HTTP what was sent over HTTP."""

from datetime import datetime
from types import SimpleNamespace

import pytest
import requests
from django.utils import timezone
from georeport import GeoReport
from pytest_django.live_server_helper import LiveServer

from kentongan.api import actions
from kentongan.aspirations import actions as reports
from kentongan.cases.queries import find_by_number

from .conftest import V2


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_and_a_posted_report_is_read_back(
    form: str, transactional_db: None, live_server: LiveServer, cast: SimpleNamespace, key: actions.NewKey, now: datetime
) -> None:
    address = f"http://localhost:{live_server.thread.port}{V2}"
    client = GeoReport(address, jurisdiction="kim.localhost", output_format=form)
    services = client.get_service_list()
    assert (services[0]["service_code"], services[0]["type"], len(services) > 10) == ("jalan", "realtime", True)
    definition = client.get_service_definition("jalan")
    attributes = definition["attributes"] if form == "json" else definition["attributes"]["attribute"]
    assert [attribute["code"] for attribute in attributes] == ["jenis", "dusun", "anonim", "rahasia"]
    # As the specification's own example sends it.
    body = (
        f"api_key={key.text}&jurisdiction_id=kim.localhost&service_code=jalan&address_id=61.07.12.2004&address_string=1234+5th+street"
        "&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=081255500106"
        "&description=A+large+sinkhole+is+destroying+the+street"
        "&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg&attribute[jenis]=pengaduan"
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    [created] = requests.post(f"{address}/requests.json", data=body, headers=headers, timeout=20).json()
    number = created["service_request_id"]
    with pytest.raises(requests.HTTPError, match="404"):
        client.get_service_request(number)
    case = find_by_number(number)[1]
    assert case is not None
    reports.verify_report(
        actor=cast.rini, case=case, kind="complaint", category="jalan", needs_examination=False, public_title="Lubang besar",
        public_text="A large sinkhole is destroying the street", now=timezone.now(),
    )  # fmt: skip
    found = client.get_service_request(number)
    assert (found["service_request_id"], found["status"], found["description"], found["address_id"]) == (
        number,
        "open",
        "A large sinkhole is destroying the street",
        "61.07.12.2004",
    )
    listed = client.get_service_requests(service_code="jalan", status="open", service_request_id=number)
    assert (listed if isinstance(listed, dict) else listed[0]) == found
    assert not {"smith", "smit333", "+6281255500106", "tt222111"} & set(str(found).replace("'", " ").split())
