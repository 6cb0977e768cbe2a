"""One row of a list, checked by itself: what it says, and what is wrong with it. Plain arithmetic."""

from dataclasses import dataclass, field
from datetime import date

from kentongan.accounts.policies import normalised_phone
from kentongan.sites.policies import SlugFault, slug_fault

from .cells import as_address, as_day, as_issuer, as_level, as_slug, holds_identity_number, plain_name
from .columns import MOST, SEATS, Column
from .faults import Fault, Kind
from .places import Atlas, Place
from .tables import Row

FREE_OF_IDENTITY_NUMBERS = frozenset({Column.REGISTER_NUMBER, Column.PHONE, Column.REGION_CODE})
OF_DECREE = (Column.ISSUER, Column.ABOUT, Column.DATE, Column.TERM_START, Column.TERM_END)
DAYS = (Column.DATE, Column.TERM_START, Column.TERM_END)


@dataclass
class Entry:
    """What a row says, column by column; a column that says nothing is absent. Days are ISO dates, phones international."""

    number: int
    place: Place | None = None
    said: dict[Column, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, column: Column, kind: Kind, **values: object) -> None:
        """Note a fault."""
        self.faults.append(Fault(column, kind, values))

    @property
    def name(self) -> str:
        """The name as it is compared."""
        return plain_name(self.said.get(Column.NAME, ""))

    @property
    def region_code(self) -> str:
        """The code of its place, "" where that is not known."""
        return self.place.code if self.place else ""


def checked(row: Row, atlas: Atlas) -> Entry:
    """The row as an entry with its faults, in the order of the columns."""
    entry = Entry(row.number, said=dict(row.cells))
    for column, text in row.cells.items():
        _check_text(entry, column, text, is_formula=column in row.formulas)
    if not row.cells.get(Column.NAME):
        entry.wrong(Column.NAME, Kind.NAME_MISSING)
    _read_place(entry, atlas)
    _read(entry, Column.PHONE, normalised_phone(entry.said.get(Column.PHONE, "")), Kind.PHONE)
    _read(entry, Column.ISSUER, as_issuer(entry.said.get(Column.ISSUER, "")), Kind.ISSUER)
    _read(entry, Column.KIM_ID, as_address(entry.said.get(Column.KIM_ID, "")), Kind.ADDRESS)
    _read_days(entry)
    _read_slug(entry)
    if Column.DECREE not in row.cells and any(column in row.cells for column in OF_DECREE):
        entry.wrong(Column.DECREE, Kind.DECREE_MISSING)
    order = list(Column)
    entry.faults.sort(key=lambda fault: order.index(fault.column))
    return entry


def _check_text(entry: Entry, column: Column, text: str, *, is_formula: bool) -> None:
    most = MOST.get(column, 250)
    if is_formula:
        entry.wrong(column, Kind.FORMULA)
        del entry.said[column]
    elif column not in FREE_OF_IDENTITY_NUMBERS and holds_identity_number(text):
        entry.wrong(column, Kind.IDENTITY_NUMBER)
    elif len(text) > most:
        entry.wrong(column, Kind.TOO_LONG, letters=len(text), most=most)


def _read(entry: Entry, column: Column, meaning: str | None, kind: Kind) -> None:
    """Put the meaning in the place of the text, or note that there is none."""
    if column not in entry.said:
        return
    if meaning is None:
        entry.wrong(column, kind, text=entry.said.pop(column))
    else:
        entry.said[column] = meaning


def _read_place(entry: Entry, atlas: Atlas) -> None:
    said = entry.said
    level = as_level(said.get(Column.LEVEL, ""))
    _read(entry, Column.LEVEL, level, Kind.LEVEL_UNKNOWN)
    texts = [said.pop(column, "") for column in (Column.REGION_CODE, Column.DISTRICT, Column.VILLAGE)]
    broken = {fault.column for fault in entry.faults} & {Column.REGION_CODE, Column.DISTRICT, Column.VILLAGE}
    if not broken:
        entry.place, faults = atlas.find(code=texts[0], district=texts[1], village=texts[2], level=level or "")
        entry.faults += faults


def _read_days(entry: Entry) -> None:
    days: dict[Column, date] = {}
    for column in DAYS:
        if text := entry.said.get(column, ""):
            day = as_day(text)
            _read(entry, column, day.isoformat() if day else None, Kind.DAY)
            if day:
                days[column] = day
    start, end = days.get(Column.TERM_START), days.get(Column.TERM_END)
    if start and end and end <= start:
        entry.wrong(Column.TERM_END, Kind.TERM_BACKWARDS)


def _read_slug(entry: Entry) -> None:
    if text := entry.said.get(Column.SITE, ""):
        slug = as_slug(text)
        is_wrong = slug_fault(slug) in (SlugFault.SHAPE, SlugFault.SHORT, SlugFault.LONG)
        _read(entry, Column.SITE, None if is_wrong else slug, Kind.SLUG_SHAPE)


def seats_of(entry: Entry) -> list[Column]:
    """The offices of the board that the row names somebody for."""
    return [column for column in SEATS if column in entry.said]
