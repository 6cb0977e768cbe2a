"""CSV as it comes in, in the usual dialects: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252. Plain arithmetic."""

import csv
import io
from collections.abc import Iterator

from kentongan.core.policies import unguarded

from .columns import HEADER_WITHIN, find_header
from .tables import Cell, Limits, Trouble, Unreadable, cleaned


def read_comma(content: bytes, limits: Limits) -> Iterator[list[Cell]]:
    """The rows of the file; its dialect is the one under which most headings are understood. Raises Unreadable."""
    text = _decoded(content)
    found = [(find_header(_peek(text, sign)), sign) for sign in ",;\t"]
    header, sign = max(found, key=lambda pair: len(pair[0].columns) if pair[0] else 0)
    if header is None:
        raise Unreadable(Trouble.NO_HEADINGS)
    return _csv_rows(text, sign, limits)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)  # "Unicode text" of a spreadsheet
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8", "cp1252")
    if encodings != ("utf-16",) and b"\x00" in content:
        raise Unreadable(Trouble.NOT_A_TABLE)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(sign < " " and sign not in "\t\r\n" for sign in text):
            raise Unreadable(Trouble.NOT_A_TABLE)
        return text
    raise Unreadable(Trouble.LETTERS)


def _peek(text: str, sign: str) -> list[list[str]]:
    """The first rows as this sign would part them; none where it parts nothing sensible."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True):
            rows.append(row)
            if len(rows) == HEADER_WITHIN:
                break
    except csv.Error:
        return rows
    return rows


def _csv_cell(text: str) -> Cell:
    text = cleaned(text)
    if text.startswith('="') and text.endswith('"') and '"' not in text[2:-1]:
        return Cell(text[2:-1])  # ="0812…": how a spreadsheet is told to keep a zero
    return Cell(text, is_formula=True) if text.startswith("=") else Cell(unguarded(text))


def _csv_rows(text: str, sign: str, limits: Limits) -> Iterator[list[Cell]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), start=1):
            if len(row) > limits.columns and any(part.strip() for part in row[limits.columns :]):
                raise Unreadable(Trouble.MANY_COLUMNS, number)
            yield [_csv_cell(part) for part in row[: limits.columns]]
    except csv.Error as error:
        raise Unreadable(Trouble.LONG_CELL if "field limit" in str(error) else Trouble.QUOTES, number + 1) from error
