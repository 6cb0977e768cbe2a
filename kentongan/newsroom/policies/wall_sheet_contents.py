"""What stands on a wall newspaper, as plain values that are kept with its edition."""

from dataclasses import dataclass

from .wall_sheet import Block
from .wall_sheet_choices import Part, Why


@dataclass(frozen=True)
class WallText:
    """A text on the sheet: ``blocks`` in full before the sheet is filled, as printed afterwards."""

    code: str
    title: str
    kicker: str
    byline: str
    blocks: tuple[Block, ...]
    address: str
    picture: str = ""  # the key of its upload
    alt: str = ""
    caption: str = ""
    is_whole: bool = True


@dataclass(frozen=True)
class WallDate:
    """One date of the agenda."""

    day: str
    time: str
    title: str
    place: str
    code: str
    planned: str = ""  # the day (ISO) on which the series had it


@dataclass(frozen=True)
class WallNotice:
    """A bulletin or an emergency notice."""

    title: str
    words: str
    sender: str
    address: str
    code: str


@dataclass(frozen=True)
class WallFigure:
    """The number of the week, never without what it counts and where it is from."""

    number: str
    words: str
    source: str


@dataclass(frozen=True)
class WallTitle:
    """What is only on the website, by its title."""

    title: str
    code: str


@dataclass(frozen=True)
class WallLeftOut:
    """What was wanted on the sheet and does not stand there. It has no code: it is none of what is found when a text is withdrawn."""

    part: Part
    title: str
    why: Why
    when: str = ""
    is_named: bool = False  # its title stands there all the same


@dataclass(frozen=True)
class WallContents:
    """All of an edition before it is laid out; kept with it, so that it stays as it was."""

    name: str
    tagline: str
    place: str
    number: int
    week: str
    home: str
    report: str
    secretariat: str
    phone: str
    emergency: str
    note: str = ""
    logo: str = ""
    texts: tuple[WallText, ...] = ()
    dates: tuple[WallDate, ...] = ()
    alerts: tuple[WallNotice, ...] = ()
    bulletins: tuple[WallNotice, ...] = ()
    figure: WallFigure | None = None
    more: tuple[WallTitle, ...] = ()
    contact: str = ""  # own words in the place of phone and secretariat
    is_of_bulletins: bool = False  # for want of texts they stand in their place
    by_hand: tuple[Part, ...] = ()
    without: tuple[Part, ...] = ()
    left_out: tuple[WallLeftOut, ...] = ()
