"""A side of a sheet as a page: what is shown of the texts, in which size, and what is handed in with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kentongan.core.paper import LaidOut, laid_out

from ..policies.wall_sheet import PAPERS, Galley, Unit, units_of
from ..policies.wall_sheet_choices import Part
from ..policies.wall_sheet_contents import WallContents, WallNotice, WallText
from .printing import grey_file, qr_file, shown_address

MM = 96 / 25.4  # CSS pixels
TALL = 6000  # millimetres of paper to measure on
LEADING = 1.36
STYLESHEETS = ("newsroom/wall-sheet.css",)
GUTTER = 4.0  # millimetres beside the rail


@dataclass(frozen=True)
class Side:
    """One side of the sheet with its texts."""

    number: int
    texts: tuple[WallText, ...]

    @property
    def is_back(self) -> bool:
        """Whether it has neither masthead nor rail."""
        return self.number > 1

    @property
    def has_lead(self) -> bool:
        """Whether its first text stands large over the others."""
        return not self.is_back and bool(self.texts)

    @property
    def has_lead_picture(self) -> bool:
        """Whether a large picture can take what room is left."""
        return self.has_lead and bool(self.texts[0].picture)


@dataclass(frozen=True)
class Setting:
    """A side as it is set; all lengths in millimetres. Without ``counts`` it is the frame: all but the texts' words."""

    side: Side
    scale: float = 1.0
    counts: tuple[int, ...] | None = None
    lead_picture: float = 0.0
    lead_columns: float = 0.0
    text_columns: float = 0.0
    leading: float = LEADING
    rail_gap: float = 4.0
    write_left: float = 0.0
    write_rail: float = 0.0


class Page:
    """Lays an edition out on a paper. ``told`` is called before each layout with how many were made."""

    def __init__(self, contents: WallContents, *, paper: str, sides: int, told: Callable[[int], None] = lambda _made: None) -> None:
        self.contents, self.paper, self.told, self.made = contents, PAPERS[paper], told, 0
        self.free = 0.0
        self._set_galleys: dict[tuple[int, float], list[Galley]] = {}
        self.margin = round(self.paper.width / 21)
        self.width, self.height = self.paper.width - 2 * self.margin, self.paper.height - 2 * self.margin
        self.rail = self.width * (0.29 if self.paper.columns == 2 else 0.235)
        self.left = self.width - self.rail - GUTTER
        texts = contents.texts
        self.part_of_texts = Part.TEXTS if texts else Part.BULLETINS
        if not texts:  # a week without a text of their own: what was announced stands large
            texts = tuple(_as_text(notice) for notice in contents.bulletins)
            self.contents = replace(contents, bulletins=(), is_of_bulletins=bool(texts))
        front = min(self.paper.front, len(texts) if sides == 1 else -(-len(texts) // 2))
        self.sides = [Side(1, texts[:front])] + ([Side(2, texts[front:])] if sides > 1 else [])
        self.left_over = list(texts[front:]) if sides == 1 else []

    @cached_property
    def units(self) -> dict[str, list[Unit]]:
        """The pieces of each text, by its code."""
        return {text.code: units_of(text.blocks) for side in self.sides for text in side.texts}

    # --- What is handed in with the page

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The codes and the logo by name."""
        files = {"lapor.svg": qr_file(self.contents.report), "situs.svg": qr_file(self.contents.home)}
        if self.contents.logo:
            files["logo.jpg"] = grey_file(self.contents.logo, widest=320)
        for letter, notices in (("p", self.contents.alerts), ("u", self.contents.bulletins)):
            files |= {f"{letter}{place}.svg": qr_file(notice.address) for place, notice in enumerate(notices)}
        return files

    def _files_of(self, setting: Setting) -> Iterator[tuple[str, bytes]]:
        for place, text in enumerate(setting.side.texts):
            yield f"{text.code}.svg", qr_file(text.address)
            if self._shows_picture(setting.side, place):
                yield f"{text.code}.jpg", grey_file(text.picture, widest=1280 if place == 0 and setting.side.has_lead else 640)

    def _shows_picture(self, side: Side, place: int) -> bool:
        """The first text's picture always; of the others so many as the paper has room for."""
        if not side.texts[place].picture:
            return False
        return place == 0 or sum(1 for one in side.texts[1 : place + 1] if one.picture) <= self.paper.pictures

    # --- The page

    def _context(self, settings: Sequence[Setting], *, is_tall: bool) -> dict[str, Any]:
        contents, scale = self.contents, settings[0].scale
        lead = settings[0].side.texts[:1]
        return {
            "sheet": {
                **vars(contents),
                "alerts": [{**vars(one), "qr": f"p{place}.svg"} for place, one in enumerate(contents.alerts)],
                "bulletins": [
                    {**vars(one), "qr": f"u{place}.svg", "shown": shown_address(one.address)}
                    for place, one in enumerate(contents.bulletins)
                ],
            },
            "heading": _("Mading edisi %(number)d") % {"number": contents.number},
            "write": _("Papan warga: apa kabar di sekitar Anda? Tulis di sini."),
            "home_shown": shown_address(contents.home),
            "paper": {"key": self.paper.key, "margin": self.margin, "columns": self.paper.columns, "back_columns": self.paper.columns + 1},
            "page_size": f"{self.paper.width}mm {TALL if is_tall else self.paper.height}mm",
            "height": self.height,
            "type_size": self.paper.type_size * scale,
            "left_width": self.left,
            "rail_width": self.rail,
            "name_size": min(self.width / 4.4, (self.width - 44) / (max(len(contents.name), 8) * 0.2)),
            "number_size": self._number_size(scale),
            "lead_size": self._lead_size(lead[0].title if lead else "", scale),
            "sides": [self._shown(setting) for setting in settings],
        }

    def _shown(self, setting: Setting) -> dict[str, Any]:
        side = setting.side
        texts = [self._text(side, place, setting.counts[place] if setting.counts else 0) for place in range(len(side.texts))]
        return {
            **vars(setting),
            "number": side.number,
            "is_back": side.is_back,
            "lead": texts[0] if side.has_lead else None,
            "others": (texts[1:] if side.has_lead else texts) if setting.counts else [],
            "lead_picture": setting.lead_picture or self._picture_height(setting.scale),
            "picture": self.left / self.paper.columns * 0.56 * setting.scale,
        }

    def _text(self, side: Side, place: int, count: int, *, marked: str = "") -> dict[str, Any]:
        text = side.texts[place]
        units = self.units[text.code]
        blocks: dict[int, tuple[str, list[tuple[str, str]]]] = {}
        for number, unit in enumerate(units[:count]):
            blocks.setdefault(unit.block, (unit.kind, []))[1].append((unit.words, f"{marked}{number}" if marked else ""))
        own = {"blocks": list(blocks.values()), "is_whole": count == len(units), "is_set": count > 0, "mark": marked, "place": place}
        picture = text.code if self._shows_picture(side, place) else ""
        return {**vars(text), **own, "qr": f"{text.code}.svg", "shown": shown_address(text.address), "picture": picture}

    def _lead_size(self, title: str, scale: float) -> float:
        """So large (pt) that the first headline takes about two lines."""
        fitting = 2 * self.left / (max(len(title), 10) * 0.17)
        return max(min(fitting, self.paper.type_size * 3.6 * scale), self.paper.type_size * 1.9)

    def _number_size(self, scale: float) -> float:
        """So large (rem) that the number of the week stands on one line of the rail."""
        letters = len(self.contents.figure.number) if self.contents.figure else 1
        return min(2.9, (self.rail - GUTTER) / (letters * 0.6 * self.paper.type_size * scale * 0.3528))

    def _picture_height(self, scale: float) -> float:
        """Millimetres of the first picture as usual, before it takes what is left."""
        return self.left * self.paper.picture * scale

    def _lay(self, *settings: Setting, is_tall: bool = True) -> LaidOut:
        self.told(self.made)
        self.made += 1
        return self._laid("newsroom/wall_sheet_print.html", self._context(settings, is_tall=is_tall), settings)

    def _laid(self, template: str, context: dict[str, Any], settings: Sequence[Setting]) -> LaidOut:
        files = self.files | {name: data for setting in settings for name, data in self._files_of(setting)}
        css = render_to_string("newsroom/wall_sheet_measures.css", context)
        return laid_out(render_to_string(template, context), stylesheets=STYLESHEETS, css=css, files=files)


def _as_text(notice: WallNotice) -> WallText:
    """A bulletin in the place of a text, in a week in which the group wrote none."""
    return WallText(
        code=notice.code,
        title=notice.title,
        kicker=_("Pengumuman"),
        byline=notice.sender,
        blocks=(("p", notice.words),),
        address=notice.address,
    )
