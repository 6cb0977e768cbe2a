"""A planted name: somebody made up whom the house is told about in confidence, and a search of every place where he must not turn up.

    planted = plant()
    with listening() as heard:
        responses = [...]  # the whole journey, with planted.contact as whoever sent it
    assert places_of(planted, responses=responses, heard=heard.getvalue()) == []

It looks through every column of every table (the vault's sealed one too: it must not be readable there), the files under MEDIA_ROOT and
SEARCH_ROOT and the logs in the data directory, what was logged, the mail, and the responses given: body, headers, cookies. It looks into
base64, zlib and percent-encoding, and finds a phone number however it is spaced.
"""

import base64
import binascii
import io
import json
import logging
import re
import secrets
import string
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core import mail
from django.db import connection
from django.http import HttpResponse

from kentongan.cases.policies import Contact

TOKEN = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
SPACING = re.compile(rb"[\s().+\-]")
DEEPEST = 3


@dataclass(frozen=True)
class Planted:
    """Somebody who exists nowhere else. Printing shows nothing, so that a test's own traceback does not count as a leak."""

    words: tuple[str, ...] = field(repr=False)
    phone: str = field(repr=False)

    @property
    def name(self) -> str:
        """As people write it."""
        return " ".join(self.words).title()

    @property
    def contact(self) -> Contact:
        """What is told in confidence."""
        return Contact(name=self.name, phone=self.phone, other=f"titip ke {self.name}")

    def is_in(self, data: str | bytes) -> bool:
        """Whether any word of the name, or the phone number, can be read there."""
        needles = [word.encode() for word in self.words]
        digits = self.phone.removeprefix("+62").encode()
        return any(
            digits in SPACING.sub(b"", layer) or any(needle in layer.lower() for needle in needles)
            for layer in _layers(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))
        )


def plant() -> Planted:
    """Make somebody up: two words of random letters, and a mobile number."""
    words = ("".join(secrets.choice(string.ascii_lowercase) for _ in range(9)) for _ in range(2))
    return Planted(tuple(words), "+62812" + "".join(secrets.choice(string.digits) for _ in range(8)))


def _layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The data as it is, and whatever is packed in it."""
    yield data
    if depth == DEEPEST:
        return
    if b"%" in data:
        yield unquote_to_bytes(data)
    for token in TOKEN.findall(data):
        bare = token.rstrip(b"=")
        try:
            inner = base64.b64decode(bare.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(bare) % 4))
        except binascii.Error:
            continue
        yield from _layers(inner, depth + 1)
        try:
            unpacked = zlib.decompress(inner)
        except zlib.error:
            continue
        yield from _layers(unpacked, depth + 1)


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """All that is logged meanwhile, at every level, as it was said: before the house's own handler hides anything."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def _as_text(value: Any) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str).encode()
    return str(value).encode("utf-8", "surrogateescape")


def _in_tables(planted: Planted) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            found = {name for row in cursor.fetchall() for name, value in zip(columns, row, strict=True) if planted.is_in(_as_text(value))}
            yield from (f"table {table}.{name}" for name in sorted(found))


def _files() -> Iterator[Path]:
    for root, pattern in ((settings.MEDIA_ROOT, "**/*"), (settings.SEARCH_ROOT, "**/*"), (settings.HOME, "**/*.log*")):
        yield from (path for path in sorted(Path(root).glob(pattern)) if path.is_file())


def _body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def _in_response(planted: Planted, response: HttpResponse) -> Iterator[str]:
    asked = getattr(response, "request", {})
    name = f"response {asked.get('REQUEST_METHOD', '')} {response.status_code}"
    parts = {"body": _body(response), "headers": repr(dict(response.headers)), "cookies": response.cookies.output()}
    parts["address"] = asked.get("PATH_INFO", "") + "?" + asked.get("QUERY_STRING", "")
    yield from (f"{name} {part}" for part, data in parts.items() if planted.is_in(data))


def places_of(planted: Planted, *, responses: Iterable[HttpResponse] = (), heard: str = "") -> list[str]:
    """Where the name or the number turned up; [] is what one wants."""
    places = list(_in_tables(planted))
    places += [f"file {path}" for path in _files() if planted.is_in(path.name) or planted.is_in(path.read_bytes())]
    places += ["log"] if planted.is_in(heard) else []
    places += [f"mail {message.subject}" for message in getattr(mail, "outbox", []) if planted.is_in(message.message().as_bytes())]
    for response in responses:
        places += _in_response(planted, response)
    return places
