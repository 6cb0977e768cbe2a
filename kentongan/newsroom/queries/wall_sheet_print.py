"""Filling a sheet: laid out again and again until exactly the paper is full, then printed. Reads pictures; writes nothing."""

import hashlib
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kentongan.core.paper import LaidOut, laid_out
from kentongan.media.queries import get_upload, path_of

from ..policies.wall_sheet import (
    PAPERS,
    Frame,
    Galley,
    Unit,
    WallContents,
    WallNotice,
    WallText,
    blocks_from,
    filling,
    needed,
    units_of,
)

MM = 96 / 25.4  # CSS pixels
TALL = 6000  # millimetres of paper to measure on
BEYOND = (math.inf, math.inf)  # where what has no room in any column stands
TRIES, BALANCING_TRIES = 4, 7
LEADING = 1.36
STYLESHEETS = ("newsroom/wall-sheet.css",)
QR_QUIET = 2
GUTTER, GAP = 4.0, 3.0  # millimetres beside the rail, and above the strip at the bottom
MUCH_LARGER = 1.04  # less is not worth another layout
MORE_TITLES = 8
PICTURE_GROWTH = 0.8  # the first picture may become so much higher
BOARD_LEAST = 28.0  # millimetres from which on a board to write on is worth it
DATES_LEAST = 3


@lru_cache(maxsize=256)
def qr_file(address: str) -> bytes:
    """A QR code as an SVG file."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=QR_QUIET, scale=4, dark="#000", light="#fff", omitsize=True)
    return out.getvalue()


@lru_cache(maxsize=64)
def grey_file(key: str, *, widest: int) -> bytes:
    """A picture for any printer: grey, its light and dark stretched, no wider than it is printed."""
    upload = get_upload(key)
    width = next((one for one in sorted(upload.variants) if one >= widest), max(upload.variants))
    with Image.open(path_of(upload, f"{width}.jpg")) as picture:
        grey = ImageOps.autocontrast(picture.convert("L"), cutoff=1)
        if grey.width > widest:
            grey.thumbnail((widest, widest * 4))
        out = io.BytesIO()
        grey.save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()


def shown_address(address: str) -> str:
    """An address as one copies it by hand."""
    return address.split("://", 1)[-1].rstrip("/")


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


class Press:
    """Lays an edition out on a paper. ``told`` is called before each layout with how many were made."""

    def __init__(self, contents: WallContents, *, paper: str, sides: int, told: Callable[[int], None] = lambda _made: None) -> None:
        self.contents, self.paper, self.told, self.made = contents, PAPERS[paper], told, 0
        self._set_galleys: dict[tuple[int, float], list[Galley]] = {}
        self.margin = round(self.paper.width / 21)
        self.width, self.height = self.paper.width - 2 * self.margin, self.paper.height - 2 * self.margin
        self.rail = self.width * (0.29 if self.paper.columns == 2 else 0.235)
        self.left = self.width - self.rail - GUTTER
        texts = contents.texts
        if not texts:  # a week without a text of their own: what was announced stands large
            texts = tuple(_as_text(notice) for notice in contents.bulletins)
            self.contents = replace(contents, bulletins=())
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

    def _picture_height(self, scale: float) -> float:
        """Millimetres of the first picture as usual, before it takes what is left."""
        return self.left * self.paper.picture * scale

    def _lay(self, *settings: Setting, is_tall: bool = True) -> LaidOut:
        self.told(self.made)
        self.made += 1
        html = render_to_string("newsroom/wall_sheet_print.html", self._context(settings, is_tall=is_tall))
        files = self.files | {name: data for setting in settings for name, data in self._files_of(setting)}
        return laid_out(html, stylesheets=STYLESHEETS, files=files)

    # --- Measuring

    def _frame(self, setting: Setting) -> Frame:
        """What a side has room for: one layout of everything but the words, which is quick."""
        side, places = setting.side, self._lay(replace(setting, counts=None)).places()
        top, end, bottom = (places[f"{name}{side.number}"][1] / MM for name in ("isi", "ujung", "dasar"))
        line = self._line(setting.scale)
        columns = self.paper.columns + side.is_back
        return Frame(room=bottom - GAP - top, head=end - top, between=5.6, columns=columns, slack=line * 1.3)

    def _galleys(self, side: Side, scale: float) -> list[Galley]:
        """Each text whole in one long column, which is quick too; once for each size of type."""
        if (side.number, scale) in self._set_galleys:
            return self._set_galleys[side.number, scale]
        self.told(self.made)
        self.made += 1
        columns = self.paper.columns + side.is_back
        column = ((self.width if side.is_back else self.left) - 5 * (columns - 1)) / columns
        texts = []
        for place, text in enumerate(side.texts):
            whole = self._text(side, place, len(self.units[text.code]), marked=f"{place}-")
            texts.append(whole | {"is_lead": place == 0 and side.has_lead, "is_whole": False})
        context = self._context([Setting(side, scale)], is_tall=True) | {"column": column, "texts": texts}
        html = render_to_string("newsroom/wall_sheet_galley.html", context)
        places = laid_out(html, stylesheets=STYLESHEETS, files=self.files | dict(self._files_of(Setting(side)))).places()
        line = self._line(scale)
        galleys = []
        for place, text in enumerate(side.texts):
            top, begin, end, bottom = (places[f"{place}-{name}"][1] / MM for name in ("atas", "awal", "akhir", "bawah"))
            ends = tuple(places[f"{place}-{number}"][1] / MM - begin + line for number in range(len(self.units[text.code])))
            galleys.append(Galley(head=begin - top, ends=ends, tail=bottom - end))
        self._set_galleys[side.number, scale] = galleys
        return galleys

    # --- Filling

    def _set(self, side: Side, *, may_grow: bool) -> Setting:
        """The side with as many of its texts as fit, each as long as the room allows; little text in larger type."""
        setting = Setting(side)
        if not side.texts:
            return replace(setting, counts=())
        frame, galleys = self._frame(setting), self._galleys(side, 1.0)
        while (counts := self._counts(frame, galleys, side)) is None and len(side.texts) > 1:
            self.left_over.insert(0, side.texts[-1])
            side = replace(side, texts=side.texts[:-1])
            galleys = galleys[:-1]
            setting = replace(setting, side=side)
        setting = replace(setting, counts=tuple(counts or [1]))
        if may_grow and side.texts and self._is_whole(setting):
            return self._grown(setting, frame, galleys)
        return setting

    @staticmethod
    def _counts(frame: Frame, galleys: Sequence[Galley], side: Side) -> list[int] | None:
        return filling(frame, galleys, [units_of(text.blocks) for text in side.texts], has_lead=side.has_lead)

    def _is_whole(self, setting: Setting) -> bool:
        return setting.counts == tuple(len(self.units[text.code]) for text in setting.side.texts)

    def _grown(self, setting: Setting, frame: Frame, galleys: Sequence[Galley]) -> Setting:
        """All of it in larger type, where at the usual size much would stay empty."""
        side, counts = setting.side, setting.counts or ()
        words = needed(frame, galleys, counts, has_lead=side.has_lead) - frame.head
        spare = self._picture_height(1.0) * PICTURE_GROWTH / 2 if side.has_lead_picture else 0.0
        scale = (math.sqrt(frame.head**2 + 4 * words * (frame.room - spare)) - frame.head) / (2 * words) if words > 0 else 1.0
        scale = min(scale * 0.98, self.paper.growth)
        while scale > MUCH_LARGER:
            larger = replace(setting, scale=scale)
            if needed(self._frame(larger), self._galleys(side, scale), counts, has_lead=side.has_lead) <= frame.room:
                return larger
            scale *= 0.95
        return setting

    def _stretched(self, setting: Setting) -> Setting:
        """What is left goes to the first picture, then between the lines, then to a board on which neighbours write."""
        for _try in range(TRIES):
            setting, rest = self._balanced(setting)
            if rest >= 0:
                break
            setting = self._shorter(setting)
        if setting.side.has_lead_picture and rest > 1:
            usual = self._picture_height(setting.scale)
            more = min(rest - 0.5, usual * PICTURE_GROWTH)
            setting, rest = replace(setting, lead_picture=usual + more), rest - more
        if rest > BOARD_LEAST:
            return replace(setting, write_left=rest - 3)
        return setting

    def _balanced(self, setting: Setting) -> tuple[Setting, float]:
        """The columns as low as they can be, and the millimetres that are free below the texts (negative: too long).

        WeasyPrint balances too, by laying all columns out dozens of times; from the galleys we begin where it ends.
        """
        side, counts = setting.side, setting.counts or ()
        columns, line = self.paper.columns + side.is_back, self._line(setting.scale)
        heights = [galley.height(count) for galley, count in zip(self._galleys(side, setting.scale), counts, strict=False)]
        lead = sum(heights[:1]) / columns + line * 0.3 if side.has_lead else 0.0
        texts = sum(heights[side.has_lead :]) / columns + line * 0.3
        least = max((galley.tail for galley in self._galleys(side, setting.scale)), default=0.0) + line * 3
        lead, texts = max(lead, least), max(texts, least)
        edge = (self.margin + (self.width if side.is_back else self.left)) * MM
        for _try in range(BALANCING_TRIES):
            setting = replace(setting, lead_columns=lead, text_columns=texts)
            places = self._lay(setting).places()
            ends = (places.get(f"kode{side.number}-{place}", BEYOND) for place in range(len(side.texts)))
            beyond = [x > edge for x, _y in ends]
            if not any(beyond):
                break
            lead += line * 0.7 * (side.has_lead and beyond[0])
            texts += line * 0.7 * any(beyond[side.has_lead :])
        return setting, (places[f"dasar{side.number}"][1] - places[f"ujung{side.number}"][1]) / MM - GAP

    def _line(self, scale: float) -> float:
        """The height of a line of text in millimetres."""
        return self.paper.type_size * scale * LEADING * 0.3528

    def _shorter(self, setting: Setting) -> Setting:
        """A little less: a sentence of each text that has more than two."""
        return replace(setting, counts=tuple(max(count - 1, min(count, 2)) for count in setting.counts or ()))

    def _rail_fitted(self, setting: Setting) -> Setting:
        """The rail shortened from its end to what fits, then spaced out, then with a board of its own."""
        while (rest := self._rail_rest(setting)) < 0 and self._shortened(-rest):
            pass
        contents = self.contents
        sections = sum(map(bool, (contents.note, contents.dates, contents.figure, contents.more))) + len(contents.bulletins)
        if rest > BOARD_LEAST + 6:
            return replace(setting, write_rail=rest - 4)
        return replace(setting, rail_gap=setting.rail_gap + max(0.0, rest - 1) / max(sections, 1))

    def _rail_rest(self, setting: Setting) -> float:
        places = self._lay(replace(setting, side=replace(setting.side, texts=()), counts=None)).places()
        return (places["dasar1"][1] - places["tepi1"][1]) / MM - GAP

    def _shortened(self, too_long: float) -> bool:
        """Take away what matters least: titles that are only on the site, then bulletins, then the last dates, then the number."""
        contents = self.contents
        if contents.more:
            fewer = max(1, round(too_long / 7))
            self.contents = replace(contents, more=contents.more[:-fewer])
        elif len(contents.bulletins) > 1 or (contents.bulletins and len(contents.dates) <= DATES_LEAST):
            self.contents = replace(contents, bulletins=contents.bulletins[:-1])
        elif len(contents.dates) > DATES_LEAST:
            self.contents = replace(contents, dates=contents.dates[:-1])
        elif contents.figure:
            self.contents = replace(contents, figure=None)
        else:
            return False
        return True

    # --- Printing

    def printed(self) -> LaidOut:
        """The whole sheet, exactly so many pages as it has sides. ``contents`` then says what stands on it."""
        settings = [self._set(self.sides[0], may_grow=True)]
        if len(self.sides) > 1:
            texts = (*self.left_over, *self.sides[1].texts)
            self.left_over = list(texts[self.paper.back :])
            settings.append(self._set(replace(self.sides[1], texts=texts[: self.paper.back]), may_grow=False))
        self.contents = replace(self.contents, more=(*(text.title for text in self.left_over), *self.contents.more)[:MORE_TITLES])
        settings[0] = self._rail_fitted(settings[0])
        settings = [self._stretched(setting) for setting in settings]
        printed = self._lay(*settings, is_tall=False)
        for _try in range(TRIES):
            if printed.page_count <= len(settings):
                break
            settings = [replace(self._shorter(setting), write_left=0.0, lead_picture=0.0) for setting in settings]
            printed = self._lay(*settings, is_tall=False)
        self.contents = replace(self.contents, texts=tuple(text for setting in settings for text in self._as_printed(setting)))
        return printed

    def _as_printed(self, setting: Setting) -> Iterator[WallText]:
        """The texts of a side as they stand there."""
        for text, count in zip(setting.side.texts, setting.counts or (), strict=True):
            units = self.units[text.code]
            yield replace(text, blocks=blocks_from(units[:count]), is_whole=count == len(units))


def _as_text(notice: WallNotice) -> WallText:
    """A bulletin in the place of a text, in a week in which the group wrote none."""
    code = hashlib.blake2s(notice.address.encode(), digest_size=6).hexdigest()
    return WallText(
        code=code, title=notice.title, kicker=_("Pengumuman"), byline=notice.sender, blocks=(("p", notice.words),), address=notice.address
    )
