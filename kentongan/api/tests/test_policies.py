"""Keys, documents and spans of time, without a database."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from defusedxml.ElementTree import fromstring

from kentongan.api.policies import Document, TooWide, client_id_for, digest_of, moment, new_key, prefix_of, read_moment, span, written

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def test_a_key_is_read_as_it_was_made() -> None:
    made = [new_key() for _ in range(200)]
    assert all(prefix_of(text) == prefix and prefix in text for text, prefix in made)
    assert len({digest_of(text) for text, _prefix in made}) == 200
    assert (prefix_of(""), prefix_of("ktg_abc"), prefix_of(made[0][0] + "x"), prefix_of(made[0][0] + "\n")) == (None, None, None, None)


def test_a_mark_belongs_to_one_key() -> None:
    assert client_id_for("aaaa", "1") == client_id_for("aaaa", "1")
    assert len({client_id_for("aaaa", "1"), client_id_for("bbbb", "1"), client_id_for("aaaa", "2")}) == 3


DEFINITION = {"service_code": "jalan", "attributes": [{"code": "a", "variable": True, "order": 1, "values": [{"key": "x", "name": "X"}]}]}


@pytest.mark.parametrize(
    ("document", "xml"),
    [
        (Document("services", []), "<services />"),
        (
            Document("service_requests", [{"service_request_id": "LPR-1", "account_id": None}, {"token": "t"}]),
            "<service_requests><request><service_request_id>LPR-1</service_request_id><account_id /></request>"
            "<request><token>t</token></request></service_requests>",
        ),
        (
            Document("service_definition", DEFINITION),
            "<service_definition><service_code>jalan</service_code><attributes><attribute><code>a</code><variable>true</variable>"
            "<order>1</order><values><value><key>x</key><name>X</name></value></values></attribute></attributes></service_definition>",
        ),
        (
            Document("errors", [{"code": 403, "description": 'a < b & "c"'}]),
            '<errors><error><code>403</code><description>a &lt; b &amp; "c"</description></error></errors>',
        ),
        (
            Document("discovery", {"endpoints": [{"formats": ["text/xml"]}]}),
            "<discovery><endpoints><endpoint><formats><format>text/xml</format></formats></endpoint></endpoints></discovery>",
        ),
    ],
)
def test_one_document_two_ways(document: Document, xml: str) -> None:
    assert written(document, "xml").decode() == f'<?xml version="1.0" encoding="utf-8"?>\n{xml}'
    assert json.loads(written(document, "json")) == document.body


def test_what_xml_cannot_say_is_left_out() -> None:
    text = "satu\x00\x0b\ud800dua\ttiga 🛶 é"
    document = Document("errors", [{"code": 400, "description": text}])
    root = fromstring(written(document, "xml"))
    assert root.findtext("error/description") == "satudua\ttiga 🛶 é"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T05:00:00Z", NOON),
        ("2026-11-24T12:00:00+07:00", NOON),
        ("2026-11-24T12:00:00 07:00", NOON),  # a plus that an address made a space
        ("2026-11-24T12:00+07:00", NOON),
        ("2026-11-24T05:00:00.5Z", NOON + timedelta(seconds=0.5)),
        (" 2026-11-24T05:00:00Z ", NOON),
    ],
)
def test_a_moment_is_read(text: str, expected: datetime) -> None:
    assert read_moment(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-24",
        "2026-11-24T05:00:00",
        "20261124T050000Z",
        "24/11/2026",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00+07:00",
        "9999-12-31T23:59:59-07:00",
        "2026-11-24T05:00:00Z\nx",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (which of the two, the caller does not care)
        read_moment(text)


def test_a_moment_is_written_with_its_offset() -> None:
    assert moment(NOON.astimezone(timezone(timedelta(hours=7)))) == "2026-11-24T12:00:00+07:00"


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, (NOON - 90 * DAY, NOON)),
        (NOON - 3 * DAY, None, (NOON - 3 * DAY, NOON)),
        (NOON - 200 * DAY, None, (NOON - 200 * DAY, NOON - 110 * DAY)),
        (NOON + DAY, None, (NOON + DAY, NOON + DAY)),
        (None, NOON - DAY, (NOON - 91 * DAY, NOON - DAY)),
        (NOON - 90 * DAY, NOON, (NOON - 90 * DAY, NOON)),
        (NOON - 91 * DAY, NOON, None),
        (NOON, NOON - DAY, None),
        (datetime.max.replace(tzinfo=UTC), None, None),
        (None, datetime.min.replace(tzinfo=UTC), None),
    ],
)
def test_spans(start: datetime | None, end: datetime | None, expected: tuple[datetime, datetime] | None) -> None:
    if expected is None:
        with pytest.raises(TooWide):
            span(start, end, NOON)
    else:
        assert span(start, end, NOON) == expected
