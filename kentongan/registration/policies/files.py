"""A file of people becomes a table, whatever it calls itself. Plain arithmetic."""

from .comma import read_comma
from .sheets import read_sheets
from .tables import Limits, Table, Trouble, Unreadable, first_table, table_of


def read_table(content: bytes, limits: Limits) -> Table:
    """The table in a CSV or XLSX file. Raises Unreadable."""
    if content.startswith(b"PK\x03\x04"):
        return first_table(read_sheets(content, limits), limits)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Trouble.OLD_SHEET)
    return table_of(read_comma(content, limits), limits)
