"""The search for a planted name finds it wherever it is put; a search that found nothing would prove nothing."""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from kentongan.core.models import EventRecord
from tests.planted import Planted, listening, places_of, plant


@pytest.fixture(autouse=True)
def _own_folders(media_root: Path, tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.SEARCH_ROOT = tmp_path, tmp_path / "search"
    media_root.mkdir()


def _in_a_title(planted: Planted, cast: SimpleNamespace) -> None:
    cast.siding.name = f"KIM {planted.words[1]}"
    cast.siding.save()


def _in_an_event(planted: Planted, cast: SimpleNamespace) -> None:
    EventRecord.objects.create(name="core.X", payload={"said": [planted.phone]}, at=timezone.now())


def _in_a_session(planted: Planted, cast: SimpleNamespace) -> None:
    kept = SessionStore()
    kept["sender"] = {"name": planted.name}
    kept.save()


def _in_the_cache(planted: Planted, cast: SimpleNamespace) -> None:
    cache.set("sender", planted.contact)


def _in_a_file(planted: Planted, cast: SimpleNamespace) -> None:
    from django.conf import settings

    (settings.MEDIA_ROOT / "surat.pdf").write_bytes(b"%PDF\xff" + planted.name.upper().encode())


def _in_a_file_name(planted: Planted, cast: SimpleNamespace) -> None:
    from django.conf import settings

    (settings.HOME / f"{planted.words[0]}.log").touch()


def _in_the_mail(planted: Planted, cast: SimpleNamespace) -> None:
    EmailMessage("Kabar", f"Telepon {planted.phone[3:6]} {planted.phone[6:10]}-{planted.phone[10:]}", to=["a@example.org"]).send()


PLACES: list[tuple[Callable[[Planted, SimpleNamespace], None], str]] = [
    (_in_a_title, "table groups_group.name"),
    (_in_an_event, "table core_eventrecord.payload"),
    (_in_a_session, "table django_session.session_data"),
    (_in_the_cache, "table core_cache.value"),
    (_in_a_file, "file surat.pdf"),
    (_in_a_file_name, "file {0}.log"),
    (_in_the_mail, "mail Kabar"),
]


@pytest.mark.parametrize(("put", "place"), PLACES, ids=[put.__name__ for put, _ in PLACES])
def test_it_is_found_where_it_is_kept(put: Callable[[Planted, SimpleNamespace], None], place: str, cast: SimpleNamespace) -> None:
    planted, other = plant(), plant()
    put(planted, cast)
    found = [re.sub(r" /.*/", " ", where) for where in places_of(planted)]
    assert found == [place.format(planted.words[0])]
    assert places_of(other) == []


def test_it_is_found_in_answers_and_logs(db: None) -> None:
    planted = plant()
    answers = [HttpResponse(f"<p>{planted.phone[3:7]}-{planted.phone[7:]}</p>"), StreamingHttpResponse([planted.name.encode()])]
    told = HttpResponse()
    told["Location"] = f"/?nama={planted.name}"
    told.set_signed_cookie("kept", signing.dumps([planted.name] * 20, compress=True))
    with listening() as heard:
        structlog.get_logger("kentongan").debug("sent", by={"name": planted.name})
    assert places_of(planted, responses=[*answers, told], heard=heard.getvalue()) == [
        "log",
        "response  200 body",
        "response  200 body",
        "response  200 headers",
        "response  200 cookies",
    ]
    with listening() as heard:
        logging.getLogger("kentongan.x").info("%r", planted)
        logging.getLogger("kentongan.x").info("%s", planted.contact)
    assert ("Planted" in heard.getvalue(), places_of(planted, heard=heard.getvalue())) == (True, [])
