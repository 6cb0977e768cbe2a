"""Cells of tables that office programs open. Plain arithmetic."""

import csv
import io
from collections.abc import Iterable

FORMULA_SIGNS = ("=", "+", "-", "@")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; ``unguarded`` gives the same text back."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """The text of a cell without the guard of ``guarded``."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS) else text


def written_comma(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV with the mark by which spreadsheets know UTF-8. The cells stand as they are: ``guarded`` is the caller's."""
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return "\ufeff" + kept.getvalue()
