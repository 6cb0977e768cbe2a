"""A real browser (Debian's Chromium) at a real server.

``hub_origin`` is the address of the hub; ``phone_page`` and ``desk_page`` are pages of the two screens we look at. Every test here must not
leave an error in the browser's console: the Content-Security-Policy speaks there.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from kentongan.accounts.models import Person

# Playwright's loop runs in the test's thread, where the test also reads the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs the browser."""
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


def _is_fault(message: ConsoleMessage) -> bool:
    """Whether the console tells of a fault of ours; an answer such as 422 or 404 is none, nor is a test without signal."""
    return message.type == "error" and "status of" not in message.text and "ERR_INTERNET_DISCONNECTED" not in message.text


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium, not one that playwright would download."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": FLAGS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite lies in a file here, as it does in a house: the server's threads and the test wait for each other.

    In memory they would share one cache, where who comes second is refused at once ("table is locked").
    """
    default = connections["default"].settings_dict
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        default["OPTIONS"]["init_command"] = default["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture
def hub_origin(live_server: LiveServer, settings: object) -> str:
    """Scheme, host and port of the hub, which links, passkeys and redirects also know."""
    settings.PORT = str(live_server.thread.port)
    return f"http://{settings.BASE_DOMAIN}:{settings.PORT}"


@pytest.fixture
def open_page(browser: Browser, hub_origin: str) -> Iterator[Callable[..., Page]]:
    """``open_page(PHONE, color_scheme="dark")``: a page of a browser of its own; its errors fail the test."""
    contexts, errors = [], []

    def make(viewport: dict[str, int], **options: object) -> Page:
        context = browser.new_context(base_url=hub_origin, viewport=viewport, locale="id-ID", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if _is_fault(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


def enter(page: Page, person: Person) -> None:
    """Sign the person in without the door."""
    client = Client(headers={"host": settings.BASE_DOMAIN})
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": settings.BASE_DOMAIN, "path": "/"}])


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    """A cheap phone held upright."""
    return open_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk_page(open_page: Callable[..., Page]) -> Page:
    """The office PC."""
    return open_page(DESK)
