"""Every address × everybody: who gets past the door, and that nobody else changes a row."""

import re
from collections import defaultdict
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, reset_queries, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, set_script_prefix
from django_scopes import scopes_disabled

from .access import ACCESS, CAST, Access, posted, usual_values
from .addresses import Route, routes
from .stage import set_stage

CHANGE = re.compile(r"""^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)\"""")
# Counting attempts, keeping sessions and noting who has a page open is no deed.
BOOKKEEPING = re.compile(r"django_session|core_cache|usersessions_|publishing_presence")


def test_every_address_is_classified_and_every_row_has_its_address() -> None:
    found = {place: {route.name for route in routes() if route.place == place} for place in ACCESS}
    assert found == {place: set(table) for place, table in ACCESS.items()}


def is_past_the_door(response: HttpResponse) -> bool:
    """Whether the answer is anything but "not you", "not here" or "sign in first"."""
    sent_to_sign_in = response.status_code == 302 and response["location"].startswith("/masuk/")
    return response.status_code not in (401, 403, 404) and not sent_to_sign_in


def path_of(route: Route, access: Access, cast: SimpleNamespace, stage: SimpleNamespace) -> str:
    set_script_prefix("/")
    values = usual_values(cast, stage)
    if route.name.startswith("workspace:"):
        values["code"] = cast.regency.code
    if route.name.startswith("workspace:officer_"):
        values["grant_id"] = stage.officer.pk
    values |= access.values(cast, stage) if access.values else {}
    urlconf = settings.ROOT_URLCONF if route.place == "hub" else settings.SITE_URLCONF
    path = reverse(route.name, urlconf=urlconf, kwargs={name: values[name] for name in route.variables})
    return path if route.place == "hub" else f"/kim/{cast.siding_site.slug}{path}"


class Door:
    """Tries one address as one person, and takes back whatever it changed."""

    def __init__(self, cast: SimpleNamespace) -> None:
        self.clients = {name: Client(headers={"host": settings.BASE_DOMAIN}) for name in CAST}
        for name, client in self.clients.items():
            if name != "visitor":
                client.force_login(getattr(cast, name))

    def try_it(self, name: str, method: str, path: str, **arguments: Any) -> tuple[HttpResponse, list[str]]:
        with transaction.atomic():
            cookies = self.clients[name].cookies.copy()
            reset_queries()  # Django's log of queries holds 9,000; full, it would show nothing any more
            with CaptureQueriesContext(connection) as asked:
                response = getattr(self.clients[name], method)(path, **arguments)
            self.clients[name].cookies = cookies
            transaction.set_rollback(True)
        touched = [match[1] for query in asked.captured_queries if (match := CHANGE.match(query["sql"]))]
        return response, [table for table in touched if not BOOKKEEPING.search(table)]


# The hub's walk is the longest test there is, so it is walked in parts, each by one worker.
PARTS = [("hub", 0, 4), ("hub", 1, 4), ("hub", 2, 4), ("hub", 3, 4), ("site", 0, 1)]


@pytest.mark.once
@pytest.mark.parametrize(("place", "part", "parts"), PARTS)
def test_who_gets_past_which_door(place: str, part: int, parts: int, cast: SimpleNamespace, now: datetime) -> None:
    with time_machine.travel(now), scopes_disabled():
        stage = set_stage(cast, now)
    with time_machine.travel(now):
        assert walk([route for route in routes() if route.place == place][part::parts], cast, stage) == ""


def walk(routes_here: list[Route], cast: SimpleNamespace, stage: SimpleNamespace) -> str:
    """Try every address as everybody; a line for each door that is not as the table says."""
    door = Door(cast)
    wrong: dict[str, list[str]] = defaultdict(list)
    for route in routes_here:
        place = route.place
        access = ACCESS[place][route.name]
        path = path_of(route, access, cast, stage)
        for method, allowed in (("get", access.look), ("post", access.do)):
            for name in CAST:
                arguments = posted(access, cast, stage) if method == "post" else {}
                response, touched = door.try_it(name, method, path, **arguments)
                if allowed is None:
                    as_it_should = response.status_code == 405 or not is_past_the_door(response)
                else:
                    as_it_should = is_past_the_door(response) == (name in allowed) and response.status_code != 405
                if not as_it_should:
                    wrong[str(route)].append(f"{method} {name}: {response.status_code}")
                if touched and (method == "get" or allowed is None or name not in allowed):
                    wrong[str(route)].append(f"{method} {name} changed {touched}")
    return "\n".join(f"{route}: {found}" for route, found in wrong.items())
