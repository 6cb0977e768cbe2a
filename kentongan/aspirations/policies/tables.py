"""Tables that leave the house."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def written_table(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV with the mark by which spreadsheets know UTF-8; what looks like a formula is only text."""
    kept = io.StringIO()
    csv.writer(kept).writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + kept.getvalue()
