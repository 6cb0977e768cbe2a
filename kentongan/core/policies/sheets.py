"""Tables for office programs: CSV and workbooks (XLSX). No text of anybody becomes a formula in either. Plain arithmetic."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .cells import guarded, written_comma

Value = str | int | date | None
WIDTHS = (8, 48)
TEXT_MOST = 255  # letters; of a longer cell that is said to be a text, Excel before 2010 shows only ####
DROPPED = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}  # what no workbook can hold
# Where Windows writes lists with semicolons, as in Indonesia, a comma divides nothing: a cell begins after each of these, quoted or not.
CELLS_BEGIN = re.compile(r"([;\t\n\r]\s*)(?=[=+\-@])")


@dataclass(frozen=True)
class Sheet:
    """A table with its headings. ``widths`` are in letters, by column; where none is given the heading decides."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """The tables as sheets of one workbook: texts are texts whatever they begin with, days are days, the headings stay in sight."""
    book = Workbook(write_only=True)
    for table in sheets:
        sheet = book.create_sheet(table.title[:31])
        sheet.freeze_panes = "A2"
        for position, heading in enumerate(table.headings, start=1):
            usual = max(WIDTHS[0], min(len(heading) + 4, WIDTHS[1]))
            width = table.widths[position - 1] if position <= len(table.widths) else usual
            sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.append([_cell(sheet, heading, is_heading=True) for heading in table.headings])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Value, *, is_heading: bool = False) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value.translate(DROPPED).strip())
    cell.data_type = "s"  # also where it begins with "=": a text, no formula
    if len(cell.value) <= TEXT_MOST:
        cell.number_format = "@"  # and it stays one when somebody goes on typing in it: 0812 keeps its zero
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def sheet_of(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as a workbook of one sheet."""
    return workbook_of([Sheet(title, headings, rows)])


def comma_of(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as CSV with the mark by which spreadsheets know UTF-8; texts that would be formulas are guarded."""
    return written_comma([headings, *([_plain(value) for value in row] for row in rows)]).encode()


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return CELLS_BEGIN.sub(r"\1'", guarded(value.translate(DROPPED).strip()))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
