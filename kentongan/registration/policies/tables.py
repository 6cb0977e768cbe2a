"""Cells become a table: headings found below titles, empty rows dropped, limits kept. Plain arithmetic; the caller gives every limit."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .columns import HEADER_WITHIN, Column, Header, find_header


@dataclass(frozen=True)
class Limits:
    """What a file may hold: rows with something in them, columns, letters in a cell, bytes of a sheet once it is unpacked."""

    rows: int
    columns: int
    letters: int
    unpacked: int


class Trouble(StrEnum):
    """Why a file cannot be read at all."""

    NOT_A_TABLE = "not_a_table"
    OLD_SHEET = "old_sheet"
    LOCKED = "locked"
    LETTERS = "letters"
    QUOTES = "quotes"
    TOO_LARGE = "too_large"
    MANY_ROWS = "many_rows"
    MANY_COLUMNS = "many_columns"
    LONG_CELL = "long_cell"
    NO_HEADINGS = "no_headings"
    NO_NAME = "no_name"
    NO_PLACE = "no_place"
    NO_ROWS = "no_rows"


class Unreadable(Exception):
    """The file cannot be read; ``trouble`` says why, ``row`` where, if that is known."""

    def __init__(self, trouble: Trouble, row: int = 0) -> None:
        super().__init__(trouble)
        self.trouble, self.row = trouble, row


@dataclass(frozen=True)
class Row:
    """A row as it stood in the file: its number there, the text of each column that has any, and where a formula stood without a result."""

    number: int
    cells: dict[Column, str]
    formulas: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a file, and the headings that were not understood."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Cell:
    """One cell before anybody knows its column."""

    text: str
    is_formula: bool = False


def cleaned(text: str) -> str:
    """The text on one line: without doubled spaces and signs that cannot be seen."""
    seen = "".join(" " if character.isspace() else character for character in text if _is_visible(character))
    return " ".join(seen.split())


def _is_visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")


def first_table(sheets: Iterable[Iterable[list[Cell]]], limits: Limits) -> Table:
    """The first sheet that has headings."""
    for sheet in sheets:
        try:
            return table_of(sheet, limits)
        except Unreadable as error:
            if error.trouble != Trouble.NO_HEADINGS:
                raise
    raise Unreadable(Trouble.NO_HEADINGS)


def table_of(rows: Iterable[list[Cell]], limits: Limits) -> Table:
    """The rows below the headings. Raises Unreadable."""
    kept = _filled(rows, limits)
    header = find_header([[cell.text for cell in cells] for _number, cells in kept[:HEADER_WITHIN]])
    if header is None:
        raise Unreadable(Trouble.NO_HEADINGS)
    columns = tuple(header.columns.values())
    if Column.NAME not in columns:
        raise Unreadable(Trouble.NO_NAME)
    if Column.VILLAGE not in columns and Column.REGION_CODE not in columns:
        raise Unreadable(Trouble.NO_PLACE)
    found = tuple(row for number, cells in kept[header.index + 1 :] if (row := _row(number, cells, header)).cells)
    if not found:
        raise Unreadable(Trouble.NO_ROWS)
    if len(found) > limits.rows:
        raise Unreadable(Trouble.MANY_ROWS)
    return Table(columns, header.ignored, found)


def _filled(rows: Iterable[list[Cell]], limits: Limits) -> list[tuple[int, list[Cell]]]:
    """The rows with something in them, each with its number."""
    kept: list[tuple[int, list[Cell]]] = []
    for number, cells in enumerate(rows, start=1):
        if any(len(cell.text) > limits.letters for cell in cells):
            raise Unreadable(Trouble.LONG_CELL, number)
        if any(cell.text for cell in cells):
            kept.append((number, cells))
        if len(kept) > limits.rows + HEADER_WITHIN or number > limits.rows * 20:
            raise Unreadable(Trouble.MANY_ROWS)
    return kept


def _row(number: int, cells: list[Cell], header: Header) -> Row:
    named = {column: cells[position] for position, column in header.columns.items() if position < len(cells)}
    texts = {column: cell.text for column, cell in named.items() if cell.text}
    return Row(number, texts, tuple(column for column, cell in named.items() if cell.is_formula))
