"""A row of a list as the preview shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from kentongan.accounts.policies import shown_phone
from kentongan.core.policies import guarded
from kentongan.groups.models import Decree

from ..models.importing import ImportBatch, ImportRow
from ..policies.columns import HEADINGS, Column
from .words import fault_sentence, heading, kept_sentence


@dataclass(frozen=True)
class ShownCell:
    """A cell that is worth looking at: what stands there, what would, what is wrong with it."""

    heading: str
    text: str = ""
    new: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownRow:
    """A row with the cells that matter."""

    row: ImportRow
    name: str
    place: str
    cells: list[ShownCell]
    kept: str


def shown_row(row: ImportRow) -> ShownRow:
    """The row: of a faulty one the cells with faults, of the others what would be written."""
    place = ", ".join(filter(None, (row.cells.get(Column.VILLAGE, ""), row.cells.get(Column.DISTRICT, ""))))
    cells = _wrong_cells(row) if row.outcome == ImportRow.Outcomes.FAULTY else _changed_cells(row)
    kept = kept_sentence(row.kept_because) if row.kept_because else ""
    return ShownRow(row, row.cells.get(Column.NAME, ""), place, cells, kept)


def _wrong_cells(row: ImportRow) -> list[ShownCell]:
    wrong: dict[str, list[str]] = {}
    for column, kind, values in row.faults:
        wrong.setdefault(column, []).append(fault_sentence(kind, values))
    return [ShownCell(heading(column), row.cells.get(column, ""), wrong=tuple(told)) for column, told in wrong.items()]


def _changed_cells(row: ImportRow) -> list[ShownCell]:
    return [ShownCell(heading(column), _readable(column, old), _readable(column, new)) for column, old, new in row.changes]


def _readable(column: str, text: str) -> str:
    """The text as people write it: days, phones and issuers are kept in another form."""
    if not text:
        return ""
    if column in (Column.DATE, Column.TERM_START, Column.TERM_END):
        return formats.date_format(date.fromisoformat(text), "j F Y")
    if column == Column.ISSUER:
        return str(Decree.Issuer(text).label)
    return shown_phone(text) if column == Column.PHONE else text


def faulty_rows(batch: ImportBatch) -> list[list[str]]:
    """The faulty rows as a list: the columns of the register, and one that says what is wrong. Brought in again, that one is ignored.

    A formula leaves an empty cell: what it should have given has to be typed.
    """
    rows = list(batch.rows.filter(outcome=ImportRow.Outcomes.FAULTY))
    columns = [column for column in Column if any(column in row.cells for row in rows)]
    with translation.override(settings.LANGUAGE_CODE):
        head = [*(HEADINGS[column][0] for column in columns), _("Yang perlu dibetulkan")]
        return [head, *([*_texts(row, columns), _told(row.faults)] for row in rows)]


def _texts(row: ImportRow, columns: list[Column]) -> list[str]:
    return [guarded("" if column in row.formulas else row.cells.get(column, "")) for column in columns]


def _told(faults: list[list[Any]]) -> str:
    return " ".join(f"{heading(column)}: {fault_sentence(kind, values)}" for column, kind, values in faults)
