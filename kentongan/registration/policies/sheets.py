"""XLSX in and out. An archive that would unpack beyond its limit is refused before anything of it is read. Plain arithmetic."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kentongan.core.policies import unguarded
from kentongan.core.policies.sheets import Sheet, workbook_of

from .tables import Cell, Limits, Trouble, Unreadable, cleaned

WIDEST = 48  # letters; longer texts go on below the next cells
MOST_PARTS = 500  # files in the archive; a workbook of one sheet has about ten
# What the reader says to an archive that is no workbook, or a workbook with broken parts.
BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, DefusedXmlException,
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, NotImplementedError, OverflowError,
)  # fmt: skip


def read_sheets(content: bytes, limits: Limits) -> Iterator[Iterator[list[Cell]]]:
    """Each sheet as rows of cells. Raises Unreadable."""
    _check_archive(content, limits)
    try:
        # The results of formulas stand in one reading, the formulas in the other: a formula that was never worked out has no result.
        results = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sources = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for name in results.sheetnames:
            if hasattr(results[name], "reset_dimensions"):  # a chart has no rows
                yield _rows(results[name], sources[name], limits)
    except BROKEN as error:
        raise Unreadable(Trouble.NOT_A_TABLE) from error


def _check_archive(content: bytes, limits: Limits) -> None:
    """The archive unpacks to no more than the limit; the unpacker stops at the size that is stated here."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except BROKEN as error:
        raise Unreadable(Trouble.NOT_A_TABLE) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(Trouble.TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Trouble.LOCKED)


def _rows(results: Any, sources: Any, limits: Limits) -> Iterator[list[Cell]]:
    for sheet in (results, sources):
        sheet.reset_dimensions()  # what the sheet says of its size may be a lie
    try:
        for found, typed in zip(results.iter_rows(), sources.iter_rows(), strict=True):
            if len(found) > limits.columns and any(cell.value is not None for cell in found[limits.columns :]):
                raise Unreadable(Trouble.MANY_COLUMNS)
            yield [_cell(*pair) for pair in zip(found[: limits.columns], typed[: limits.columns], strict=True)]
    except BROKEN as error:
        raise Unreadable(Trouble.NOT_A_TABLE) from error


def _cell(found: Any, typed: Any) -> Cell:
    if found.data_type == "e" or (found.value is None and typed.data_type == "f"):
        return Cell(cleaned(str(typed.value)), is_formula=True)
    return Cell(unguarded(cleaned(_text(found.value))))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def written_sheet(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet under the headings of its first row, each column as wide as what stands in it."""
    headings, *lines = rows
    widths = [min(max(map(len, column)), WIDEST) + 2 for column in zip_longest(headings, *lines, fillvalue="")]
    return workbook_of([Sheet(title, headings, lines, widths)])
