"""Tables for office programs: CSV and XLSX. No text of anybody becomes a formula in either. Plain arithmetic."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kentongan.core.policies import guarded, written_comma

Value = str | int | date | None
WIDTHS = (8, 48)
DROPPED = {code: None for code in range(32) if chr(code) not in "\t\n\r"}  # what no workbook can hold


def comma_of(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as CSV with the mark by which spreadsheets know UTF-8; texts that would be formulas are guarded."""
    return written_comma([headings, *([_plain(value) for value in row] for row in rows)]).encode()


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value.translate(DROPPED).strip())
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def sheet_of(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as a workbook of one sheet: texts are texts whatever they begin with, days are days, the headings stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = max(WIDTHS[0], min(len(heading) + 4, WIDTHS[1]))
    sheet.append([_cell(sheet, heading, is_heading=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Value, *, is_heading: bool = False) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value.translate(DROPPED).strip())
    cell.data_type = "s"  # also where it begins with "=": a text, no formula
    if is_heading:
        cell.font = Font(bold=True)
    return cell
