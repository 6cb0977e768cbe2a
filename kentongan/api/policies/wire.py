"""One document, two ways to write it: XML, and JSON by the Spark convention (a container of like children is an array)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

Value = str | int | float | bool | None | Sequence[Any] | Mapping[str, Any]

# How a child is called in a container of each name.
CHILD = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
CONTENT_TYPE = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
# What XML 1.0 cannot hold, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """The name of the root element and what is in it: a list of like children, or named fields."""

    root: str
    body: Sequence[Mapping[str, Value]] | Mapping[str, Value]


def moment(value: datetime) -> str:
    """A moment as the specification wants it (W3C note): to the second, with the offset from UTC."""
    return value.isoformat(timespec="seconds")


def _fill(element: ElementTree.Element, value: Value) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(ElementTree.SubElement(element, name), inner)
    elif isinstance(value, str):
        element.text = _UNSPEAKABLE.sub("", value)
    elif isinstance(value, Sequence):
        for inner in value:
            _fill(ElementTree.SubElement(element, CHILD[element.tag]), inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = str(value)


def written(document: Document, form: str) -> bytes:
    """The document in UTF-8, as ``form`` "json" or "xml"."""
    if form == "json":
        return json.dumps(document.body, ensure_ascii=False, separators=(",", ":")).encode()
    root = ElementTree.Element(document.root)
    _fill(root, document.body)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
