"""Filling a sheet: laid out again and again until exactly the paper is full, then printed. Reads pictures; writes nothing."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kentongan.core.paper import LaidOut, laid_out
from kentongan.media.queries import get_upload, path_of

from ..policies.wall_sheet import LARGEST, PAPERS, Paper, WallContents, WallNotice, WallText, cut, greatest, length_of, told_texts, type_scale

MM = 96 / 25.4  # CSS pixels
TALL = 4000  # millimetres of paper to measure on, so that what is too long is seen to be so
TRIES = 7
STYLESHEETS = ("newsroom/wall-sheet.css",)
QR_QUIET = 2
PICTURE_GROWTH = 0.7  # the first picture may become so much higher
BOARD_LEAST = 28.0  # millimetres from which on a board to write on is worth it
DATES_LEAST = 3


def qr_file(address: str) -> bytes:
    """A QR code as an SVG file."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=QR_QUIET, scale=4, dark="#000", light="#fff", omitsize=True)
    return out.getvalue()


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
class Measures:
    """What is decided of a side: the knob of policies.wall_sheet, and what the rest of the room is given to."""

    knob: float = 1.0
    lead_picture: float = 0.0  # millimetres; 0: as usual
    leading: float = 1.36
    rail_gap: float = 4.0
    write_left: float = 0.0
    write_rail: float = 0.0


@dataclass(frozen=True)
class Side:
    """One side of the sheet with its texts."""

    number: int
    texts: tuple[WallText, ...]

    @property
    def is_back(self) -> bool:
        """Whether it has neither masthead nor rail."""
        return self.number > 1


class Press:
    """Lays an edition out on a paper. ``told`` is called before each layout with how many were made."""

    def __init__(self, contents: WallContents, *, paper: Paper, sides: int, told: Callable[[int], None] = lambda _made: None) -> None:
        self.contents = contents
        self.paper = paper
        self.told = told
        self.made = 0
        self.margin = round(paper.width / 21)
        self.width, self.height = paper.width - 2 * self.margin, paper.height - 2 * self.margin
        self.base = {"a4": 9.7, "f4": 10.0, "a3": 11.6}[paper.key]
        self.rail = self.width * (0.29 if paper.columns == 2 else 0.235)
        self.left = self.width - self.rail - 4
        self.gap = 3.0
        self._measured: dict[Any, dict[str, tuple[float, float]]] = {}
        texts = contents.texts or tuple(_as_text(notice) for notice in contents.bulletins)
        if not contents.texts:
            self.contents = replace(contents, bulletins=())
        front = min(paper.front, len(texts) if sides == 1 else max(1, -(-len(texts) // 2)))
        self.sides = [Side(1, texts[:front])] + ([Side(2, texts[front : front + paper.back])] if sides == 2 else [])
        self.left_over = list(texts[front if sides == 1 else front + paper.back :])

    # --- What is handed in with the page

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Pictures and codes by name; the first text's picture is the largest."""
        files = {"lapor.svg": qr_file(self.contents.report), "situs.svg": qr_file(self.contents.home)}
        if self.contents.logo:
            files["logo.jpg"] = grey_file(self.contents.logo, widest=320)
        for name, notice in [*self._notices("p", self.contents.alerts), *self._notices("u", self.contents.bulletins)]:
            files[name] = qr_file(notice.address)
        for side in self.sides:
            for place, text in enumerate(side.texts):
                files[f"{text.code}.svg"] = qr_file(text.address)
                if self._shows_picture(side, place):
                    files[f"{text.code}.jpg"] = grey_file(text.picture, widest=1280 if place == 0 and not side.is_back else 640)
        return files

    @staticmethod
    def _notices(letter: str, notices: Sequence[Any]) -> Iterator[tuple[str, Any]]:
        return ((f"{letter}{place}.svg", notice) for place, notice in enumerate(notices))

    def _shows_picture(self, side: Side, place: int) -> bool:
        """The first text's picture always; of the others so many as the paper has room for."""
        text = side.texts[place]
        if not text.picture:
            return False
        if place == 0:
            return True
        return sum(1 for one in side.texts[1 : place + 1] if one.picture) <= self.paper.pictures

    # --- The page

    def _printed(self, side: Side, knob: float) -> list[dict[str, Any]]:
        """The texts of a side, cut to what the knob gives them."""
        return [
            {
                **vars(text),
                "qr": f"{text.code}.svg",
                "shown": shown_address(text.address),
                "picture": text.code if self._shows_picture(side, place) else "",
            }
            for place, text in enumerate(self._as_printed(side, knob))
        ]

    @staticmethod
    def _letters(side: Side, knob: float) -> list[float]:
        return told_texts([length_of(text.blocks) for text in side.texts], knob)

    def _html(self, pages: Sequence[tuple[Side, Measures]], *, is_tall: bool) -> str:
        contents, measures = self.contents, pages[0][1]
        scale = type_scale(measures.knob, self.paper.growth)
        lead = pages[0][0].texts[:1]
        sheet = {
            **vars(contents),
            "alerts": [{**vars(one), "qr": name} for name, one in self._notices("p", contents.alerts)],
            "bulletins": [
                {**vars(one), "qr": name, "shown": shown_address(one.address)} for name, one in self._notices("u", contents.bulletins)
            ],
        }
        context = {
            "sheet": sheet,
            "heading": _("Mading edisi %(number)d") % {"number": contents.number},
            "paper": {"key": self.paper.key, "margin": self.margin, "columns": self.paper.columns, "back_columns": self.paper.columns + 1},
            "page_size": f"{self.paper.width}mm {TALL if is_tall else self.paper.height}mm",
            "write": _("Papan warga: apa kabar di sekitar Anda? Tulis di sini."),
            "height": self.height,
            "type_size": self.base * scale,
            "left_width": self.left,
            "rail_width": self.rail,
            "name_size": min(self.width / 4.4, (self.width - 44) / (max(len(contents.name), 8) * 0.2)),
            "lead_size": self._lead_size(lead[0].title if lead else "", scale),
            "home_shown": shown_address(contents.home),
            "sides": [self._side(side, measures) for side, measures in pages],
        }
        return render_to_string("newsroom/wall_sheet_print.html", context)

    def _side(self, side: Side, measures: Measures) -> dict[str, Any]:
        printed = self._printed(side, measures.knob)
        scale = type_scale(measures.knob, self.paper.growth)
        return {
            "number": side.number,
            "is_back": side.is_back,
            "lead": printed[0] if printed and not side.is_back else None,
            "others": printed if side.is_back else printed[1:],
            "lead_picture": measures.lead_picture or self._picture_height(side, scale),
            "picture": self.left / self.paper.columns * 0.56 * scale,
            "leading": measures.leading,
            "rail_gap": measures.rail_gap,
            "write_left": measures.write_left,
            "write_rail": measures.write_rail,
        }

    def _lead_size(self, title: str, scale: float) -> float:
        """So large (pt) that the first headline takes about two lines."""
        fitting = 2 * self.left / (max(len(title), 10) * 0.17)
        return max(min(fitting, self.base * 3.6 * scale), self.base * 1.9)

    def _lay(self, pages: Sequence[tuple[Side, Measures]], *, is_tall: bool) -> LaidOut:
        self.told(self.made)
        self.made += 1
        return laid_out(self._html(pages, is_tall=is_tall), stylesheets=STYLESHEETS, files=self.files)

    def _places(self, side: Side, measures: Measures) -> dict[str, tuple[float, float]]:
        """Where things end on a side, measured on paper that is long enough."""
        key = (side, self.contents, measures)
        if key not in self._measured:
            self._measured[key] = self._lay([(side, measures)], is_tall=True).places()
        return self._measured[key]

    def _rest(self, side: Side, measures: Measures, end: str = "ujung") -> float:
        """Millimetres that are free below the texts ("ujung") or the rail ("tepi"); less than nothing where it is too long."""
        places = self._places(side, measures)
        return (places[f"dasar{side.number}"][1] - places[f"{end}{side.number}"][1]) / MM - self.gap

    # --- Filling it

    def _filled(self, side: Side, *, high: float) -> tuple[Side, Measures]:
        """The side with as many of its texts as fit, each as long and large as the room allows."""
        while (rest := self._rest(side, Measures(knob=0.0))) < 0 and len(side.texts) > 1:
            fewer = min(max(1, round(-rest / self._height_of_one(side))), len(side.texts) - 1)
            self.left_over[:0] = side.texts[-fewer:]
            side = replace(side, texts=side.texts[:-fewer])

        def taken(knob: float) -> float:
            return -self._rest(side, Measures(knob=knob))

        near = self._picture_height(side, 1.0) * PICTURE_GROWTH / 2 if self._has_lead_picture(side) else 4.0
        knob = greatest(taken, 0.0, low=0.0, high=min(high, 1.0), tries=TRIES, close=near) or 0.0
        if knob == 1.0 and high > 1.0:
            knob = greatest(taken, 0.0, low=1.0, high=high, tries=TRIES, close=near) or 1.0
        return side, self._stretched(side, Measures(knob=knob))

    def _height_of_one(self, side: Side) -> float:
        """Millimetres that each of the texts beneath the first adds, at its shortest."""
        places = self._places(side, Measures(knob=0.0))
        beneath = len(side.texts) if side.is_back else len(side.texts) - 1
        return (places[f"ujung{side.number}"][1] - places[f"warta{side.number}"][1]) / MM / beneath

    @staticmethod
    def _has_lead_picture(side: Side) -> bool:
        return not side.is_back and bool(side.texts) and bool(side.texts[0].picture)

    def _picture_height(self, side: Side, scale: float) -> float:
        """Millimetres of the first picture as usual: lower where many texts share the sheet."""
        share = 0.27 if len(side.texts) > 4 else 0.34 if len(side.texts) > 2 else 0.5
        return self.left * share * scale

    def _stretched(self, side: Side, measures: Measures) -> Measures:
        """What is left goes to the first picture, then between the lines, then to a board on which neighbours write."""
        rest = self._rest(side, measures)
        if self._has_lead_picture(side):
            usual = self._picture_height(side, type_scale(measures.knob, self.paper.growth))
            more = min(rest - 0.5, usual * PICTURE_GROWTH)
            measures = replace(measures, lead_picture=usual + more)
            rest = self._rest(side, measures)
        if rest > BOARD_LEAST:
            return replace(measures, write_left=rest - 3)
        places = self._places(side, measures)
        height = (places[f"ujung{side.number}"][1] - places[f"isi{side.number}"][1]) / MM
        if side.texts and height > 0 and rest > 1:
            looser = replace(measures, leading=measures.leading * (1 + min(rest / height, 0.08) * 0.9))
            if self._rest(side, looser) >= 0:
                return looser
        return measures

    def _rail_fitted(self, side: Side, measures: Measures) -> Measures:
        """The rail shortened from its end to what fits, then spaced out, then with a board of its own."""
        alone = replace(side, texts=())
        while (rest := self._rest(alone, measures, "tepi")) < 0 and self._shortened(-rest):
            pass
        sections = sum(map(bool, (self.contents.note, self.contents.dates, self.contents.figure, self.contents.more)))
        sections += len(self.contents.bulletins)
        if rest > BOARD_LEAST + 6:
            return replace(measures, write_rail=rest - 4)
        return replace(measures, rail_gap=measures.rail_gap + max(0.0, rest - 1) / max(sections, 1))

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

    def printed(self) -> LaidOut:
        """The whole sheet, exactly so many pages as it has sides. ``contents`` then says what stands on it."""
        front, measures = self._filled(self.sides[0], high=LARGEST)
        pages = [(front, measures)]
        if len(self.sides) > 1:
            texts = (*self.left_over, *self.sides[1].texts)
            self.left_over = list(texts[self.paper.back :])
            pages.append(self._filled(replace(self.sides[1], texts=texts[: self.paper.back]), high=1.0))
        self.contents = replace(self.contents, more=(*(text.title for text in self.left_over), *self.contents.more))
        pages[0] = (front, self._rail_fitted(front, measures))
        self.contents = replace(self.contents, texts=tuple(text for side, used in pages for text in self._as_printed(side, used.knob)))
        return self._lay(pages, is_tall=False)

    def _as_printed(self, side: Side, knob: float) -> Iterator[WallText]:
        """The texts of a side as they stand there."""
        for text, letters in zip(side.texts, self._letters(side, knob), strict=True):
            blocks = tuple(cut(text.blocks, letters))
            yield replace(text, blocks=blocks, is_whole=length_of(blocks) >= length_of(text.blocks))


def _as_text(notice: WallNotice) -> WallText:
    """A bulletin in the place of a text, in a week in which the group wrote none."""
    code = hashlib.blake2s(notice.address.encode(), digest_size=6).hexdigest()
    return WallText(
        code=code, title=notice.title, kicker=_("Pengumuman"), byline=notice.sender, blocks=(("p", notice.words),), address=notice.address
    )
