"""The description says what the specification says, and tells the truth: Schemathesis asks every operation by it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from defusedxml.ElementTree import fromstring
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig

from kentongan.api import actions
from kentongan.api.policies.description import SCHEMAS, description
from kentongan.config.wsgi import application

from .conftest import V2

# Name of field → (type, whether it is always there), of each shape in the specification's text and in the community's Swagger file
# (github.com/open311/schema-validation, schema/georeport-v2/swagger.json, CC BY 3.0). "!": always there.
PUBLISHED = {
    "Service": "service_code:string! service_name:string! description:string metadata:boolean type:string! keywords:string group:string",
    "ServiceDefinition": "service_code:string! attributes:array!",
    "Attribute": (
        "variable:boolean! code:string! datatype:string! required:boolean! datatype_description:string order:integer description:string"
        " values:array"
    ),
    "Value": "key:string! name:string!",
    "ServiceRequest": (
        "service_request_id:string! status:string! status_notes:string service_name:string service_code:string! description:string"
        " agency_responsible:string service_notice:string requested_datetime:string! updated_datetime:string expected_datetime:string"
        " address:string address_id:string zipcode:string lat:number long:number media_url:string"
    ),
    "Created": "service_request_id:string token:string service_notice:string account_id:string",
    "Token": "service_request_id:string token:string",
    "Error": "code:integer description:string",
}
# What we never answer with: we give out no tokens, know no accounts, and tell nobody where exactly a reporter stood.
NEVER = {"Created": {"token", "account_id"}, "ServiceRequest": {"lat", "long"}}
CODES = ["jalan", "air"]
OPERATIONS = {
    ("/discovery.{form}", "get"),
    ("/services.{form}", "get"),
    ("/services/{service_code}.{form}", "get"),
    ("/requests.{form}", "get"),
    ("/requests.{form}", "post"),
    ("/requests/{service_request_id}.{form}", "get"),
    ("/tokens/{token}.{form}", "get"),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_our_shapes_are_those_of_the_specification(name: str) -> None:
    fields, optional = SCHEMAS[name]
    published = {field.split(":")[0]: field.split(":")[1] for field in PUBLISHED[name].split()}
    assert set(fields) == set(published) - NEVER.get(name, set())
    assert {field: schema.get("type") for field, schema in fields.items()} == {field: published[field].rstrip("!") for field in fields}
    assert {field for field in fields if published[field].endswith("!")} & optional == set()


def test_every_operation_is_described() -> None:
    paths = description("http://example.org/v2", CODES)["paths"]
    assert {(path, method) for path, operations in paths.items() for method in operations} == OPERATIONS


def test_the_description_is_served(hub: Client, cast: SimpleNamespace) -> None:
    response = hub.get(f"{V2}/openapi.json")
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    found = response.json()
    assert (found["openapi"], found["servers"]) == ("3.1.0", [{"url": "http://kim.localhost:8000/api/open311/v2"}])


ROOTS = {"discovery", "services", "service_definition", "service_requests", "errors"}
# Only these settings may surprise: what is valid by itself can still be a point in the sea, or a span of two years.
CONFIG: dict[str, Any] = {
    "generation": {"allow-x00": False, "codec": "utf-8"},
    "checks": {"positive_data_acceptance": {"expected-statuses": ["200", "400", "403", "404"]}},
}
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(cast: SimpleNamespace, outlines: None, key: actions.NewKey, settings: LazySettings) -> Iterator[Any]:
    """The description as Schemathesis reads it from the served address, and the application behind it."""
    settings.API_POSTS_PER_HOUR = 1_000_000
    config = SchemathesisConfig.from_dict(CONFIG)
    for signal in (request_started, request_finished):  # as Django's own test client: the test's transaction stays open between requests
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(f"{V2}/openapi.json", application, config=config)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(strategy: st.SearchStrategy[Any], key: str) -> set[int]:
    """Send what the strategy makes up, let Schemathesis look at each answer with all its checks, and say which statuses there were."""
    seen: set[int] = set()

    @BOUNDED
    @given(case=strategy, with_key=st.booleans())
    def send(case: Any, *, with_key: bool) -> None:
        if with_key and case.method == "POST" and isinstance(case.body, dict):  # else hardly one would come past the door
            kept = {name: value for name, value in case.body.items() if name not in ("lat", "long", "phone", "email")}
            case.body = kept | {"api_key": key, "address_id": "61.07.12.2004"}
        response = case.call_and_validate(headers={"Accept-Encoding": "identity"})
        seen.add(response.status_code)
        if response.headers["content-type"][0].startswith("text/xml"):
            assert fromstring(response.content).tag in ROOTS

    send()
    return seen


@pytest.mark.parametrize(("path", "method"), sorted(OPERATIONS))
def test_every_operation_answers_as_described(path: str, method: str, described: Any, key: actions.NewKey) -> None:
    operation, modes = described[path][method.upper()], schemathesis.GenerationMode
    allowed = ask(operation.as_strategy(generation_mode=modes.POSITIVE), key.text)
    assert (404 if path.startswith(("/requests/", "/tokens/")) else 200) in allowed
    ask(operation.as_strategy(generation_mode=modes.NEGATIVE), key.text)
