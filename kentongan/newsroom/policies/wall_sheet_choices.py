"""Who decides what stands in each part of a wall newspaper, what became of what was chosen, and what gives way. Plain arithmetic."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """A part of a sheet of which the redaktur decides. Emergency notices are none: while one holds it stands on every sheet."""

    TEXTS = "kabar"
    DATES = "agenda"
    BULLETINS = "pengumuman"
    FIGURE = "angka"
    MORE = "judul"
    CONTACT = "kontak"


class By(StrEnum):
    """Who fills a part."""

    AUTOMATIC = "otomatis"
    CHOSEN = "pilih"
    OWN = "sendiri"  # own words
    NONE = "tanpa"


class Why(StrEnum):
    """Why something does not stand on the sheet."""

    WITHDRAWN = "ditarik"
    UNLISTED = "tidak-ada"
    CALLED_OFF = "batal"
    OVER = "lewat"
    NO_ROOM = "tidak-muat"


@dataclass(frozen=True)
class Choices:
    """What was decided of an edition besides its texts. What was chosen is kept while another way is taken, so that one may go back."""

    dates_by: str = By.AUTOMATIC
    dates: tuple[str, ...] = ()  # keys: see date_key
    bulletins_by: str = By.AUTOMATIC
    bulletins: tuple[str, ...] = ()  # codes
    figure_by: str = By.AUTOMATIC
    figure: str = ""  # the key of a candidate
    own_number: str = ""
    own_words: str = ""
    own_source: str = ""
    more_by: str = By.AUTOMATIC
    contact_by: str = By.AUTOMATIC
    contact: str = ""

    @property
    def by_hand(self) -> tuple[Part, ...]:
        """The parts that the redaktur filled, in the order of the sheet."""
        ways = {Part.DATES: self.dates_by, Part.BULLETINS: self.bulletins_by, Part.FIGURE: self.figure_by, Part.CONTACT: self.contact_by}
        return tuple(part for part, way in ways.items() if way in (By.CHOSEN, By.OWN))

    @property
    def without(self) -> tuple[Part, ...]:
        """The parts that were left out, in the order of the sheet."""
        ways = {
            Part.DATES: self.dates_by, Part.BULLETINS: self.bulletins_by, Part.FIGURE: self.figure_by, Part.MORE: self.more_by,
            Part.CONTACT: self.contact_by,
        }  # fmt: skip
        return tuple(part for part, way in ways.items() if way == By.NONE)

    @property
    def lasting(self) -> "Choices":
        """What holds for the next edition too: whom to ask, and whether titles are named. The rest is of its week."""
        return Choices(more_by=self.more_by, contact_by=self.contact_by, contact=self.contact)


def choices_of(kept: Mapping[str, Any]) -> Choices:
    """The choices from the values they are kept as; {} is all automatic."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Choices(**values)


def date_key(code: str, day: str) -> str:
    """What names one date of an event wherever it was moved to: its code, and the day (ISO) on which the series had it."""
    return f"{code}/{day}"


@dataclass(frozen=True)
class Fate:
    """What became of something that was chosen."""

    is_withdrawn: bool = False
    is_listed: bool = True
    is_called_off: bool = False
    is_over: bool = False

    @property
    def why(self) -> Why | None:
        """Why it does not go to print; None: it does."""
        if self.is_withdrawn:
            return Why.WITHDRAWN
        if not self.is_listed:
            return Why.UNLISTED
        if self.is_called_off:
            return Why.CALLED_OFF
        return Why.OVER if self.is_over else None


# How far each part of the rail is shortened before the next one is touched: what matters least first.
GIVING_WAY = (
    (Part.BULLETINS, 2), (Part.MORE, 0), (Part.BULLETINS, 1), (Part.DATES, 3), (Part.BULLETINS, 0), (Part.FIGURE, 0), (Part.DATES, 0),
)  # fmt: skip


def gives_way(held: Mapping[Part, int], by_hand: Set[Part]) -> Part | None:
    """The part of a rail too long that loses its last entry. What was chosen by hand waits until nothing else is left; None: nothing is."""
    for is_chosen in (False, True):
        for part, least in GIVING_WAY:
            if (part in by_hand) is is_chosen and held.get(part, 0) > least:
                return part
    return None
