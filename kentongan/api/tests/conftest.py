"""A key of the regency, a client that sends with it, and the outlines of Bengkayang."""

import json
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from kentongan.api import actions
from kentongan.aspirations.tests.conftest import BROKEN, liaison, roads, send, sent
from kentongan.regions.actions import DATA
from kentongan.regions.models import Boundary, Region

__all__ = ["BROKEN", "liaison", "roads", "send", "sent"]
V2 = "/api/open311/v2"
Posting = Callable[..., HttpResponse]


@pytest.fixture
def outlines(regions: dict[str, Region]) -> None:
    """The villages' outlines, as the import brings them."""
    features = json.loads((DATA / "bengkayang-desa.geojson").read_text(encoding="utf-8"))["features"]
    Boundary.objects.bulk_create([Boundary(region_id=feature["properties"]["kode"], geometry=feature["geometry"]) for feature in features])


@pytest.fixture
def key(cast: SimpleNamespace, now: datetime) -> actions.NewKey:
    """Rini gave the app "Siaga Warga" a key for the regency."""
    return actions.make_key(actor=cast.rini, name="Siaga Warga", region=cast.regency, now=now)


@pytest.fixture
def hub() -> Client:
    """A program: no cookie, and a forged request would be noticed."""
    return Client(enforce_csrf_checks=True, headers={"host": settings.BASE_DOMAIN})


@pytest.fixture
def post(hub: Client, key: actions.NewKey, cast: SimpleNamespace) -> Posting:
    """``post(…)`` sends a report about the bridge in Siding with the key; None leaves a field out."""

    def send_one(form: str = "json", headers: dict[str, str] | None = None, **changes: Any) -> HttpResponse:
        usual = {"api_key": key.text, "service_code": "jalan", "description": BROKEN, "address_id": cast.siding_village.code}
        body = {name.replace("__", ""): value for name, value in (usual | changes).items() if value is not None}
        from urllib.parse import urlencode

        return hub.post(
            f"{V2}/requests.{form}", urlencode(body, doseq=True), content_type="application/x-www-form-urlencoded", headers=headers
        )

    return send_one
