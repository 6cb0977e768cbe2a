"""The number of a report as offices write it, and the short code by which its content is checked. Plain arithmetic."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from .periods import ROMAN

SHAPE_FIELDS = ("serial", "owner", "month", "year")


def owner_code(name: str) -> str:
    """How an owner stands in a number: "KIM Suara Siding" becomes "KIM-SUARA-SIDING"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return re.sub(r"[^A-Z0-9]+", "-", plain).strip("-")


def number_of(shape: str, *, serial: int, owner: str, day: date, revision: int = 0) -> str:
    """The number in the shape of the setting ("{serial:03d}/LAP/{owner}/{month}/{year}"), the month in Roman numerals.

    A report that replaces a withdrawn one keeps its number and says which revision it is.
    """
    number = shape.format(serial=serial, owner=owner_code(owner), month=ROMAN[day.month - 1], year=day.year)
    return f"{number} (revisi {revision})" if revision else number


def check_code(content: Mapping[str, Any]) -> str:
    """Twelve signs that another content would not have: "4F2A-91C0-77BE". The order of its keys does not matter."""
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(written.encode()).hexdigest()[:12].upper()
    return "-".join(digest[at : at + 4] for at in (0, 4, 8))
