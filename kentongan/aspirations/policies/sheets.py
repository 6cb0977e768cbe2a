"""Tables for office programs: CSV and XLSX. No text of anybody becomes a formula in either. Plain arithmetic."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kentongan.core.policies import guarded, written_comma
from kentongan.core.policies.sheets import DROPPED, Sheet, Value, workbook_of

# Where Windows writes lists with semicolons, as in Indonesia, a comma divides nothing: a cell begins after each of these, quoted or not.
CELLS_BEGIN = re.compile(r"([;\t\n\r]\s*)(?=[=+\-@])")


def comma_of(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as CSV with the mark by which spreadsheets know UTF-8; texts that would be formulas are guarded."""
    return written_comma([headings, *([_plain(value) for value in row] for row in rows)]).encode()


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return CELLS_BEGIN.sub(r"\1'", guarded(value.translate(DROPPED).strip()))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def sheet_of(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as a workbook of one sheet."""
    return workbook_of([Sheet(title, headings, rows)])
