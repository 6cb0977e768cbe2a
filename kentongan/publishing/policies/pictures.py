"""The pictures that go with a text that is passed on, drawn by us: square and story, with QR code, at most 60 KB each. Plain arithmetic.

Words never stand on a photo, so their contrast is that of our own colours. The font is the one inside Pillow (Aileron, CC0), which every
machine has; what it has no letter for is written with the nearest ones.
"""

import io
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from kentongan.core.policies.colours import ACCENTS, PAPER

LARGEST_BYTES = 60 * 1024
# What is tried, the best first: how fine the grain of the photo stays, and the quality of the whole; at less, letters grow crumbs.
ATTEMPTS = ((0.7, 76), (0.4, 76), (0.4, 60), (0.25, 60), (0.25, 46), (0.16, 46), (0.1, 46), (0.06, 40))
SOFTENED = 0.8  # radius in pixels by which edges of letters are softened: nobody sees it, and a JPEG weighs a fifth less
BLOCK = 8  # of JPEG: a QR code whose dots fill whole blocks weighs next to nothing
BOLD = 0.016  # width of the stroke around a letter, as a share of its height
DRAWN = 1  # raised when the drawing changes, so that kept pictures are drawn anew
MARGIN, LEADING = 64, 1.18
INK, QUIET, ON_ACCENT = "#1c1915", "#575043", "#fffdf7"
_PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "²": "2", "³": "3", "½": "1/2", "×": "x", "→": "-", "ß": "ss"})


class Shape(StrEnum):
    """How a picture is cut."""

    SQUARE = "kotak"
    STORY = "cerita"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return (1080, 1080) if self is Shape.SQUARE else (1080, 1920)

    @property
    def photo_height(self) -> int:
        """How much of it a photo takes."""
        return 384 if self is Shape.SQUARE else 560


@dataclass(frozen=True, kw_only=True)
class PictureFacts:
    """What a picture says. ``link`` goes into the QR code, ``shown_link`` is what one reads; ``cover`` the key of the photo, or ""."""

    title: str
    kicker: str
    sender: str
    tagline: str
    facts: tuple[str, ...]
    link: str
    shown_link: str
    accent: str
    cover: str


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


@lru_cache(maxsize=512)
def _has(sign: str) -> bool:
    return sign.isspace() or bytes(_font(32).getmask(sign)) != bytes(_font(32).getmask("\uffff"))


def drawable(text: str) -> str:
    """The text in letters that the font has."""
    made = []
    for sign in unicodedata.normalize("NFC", " ".join(text.split())).translate(_PLAIN):
        made += [sign] if _has(sign) else [part for part in unicodedata.normalize("NFKD", sign) if part.isascii()]
    return " ".join("".join(made).split())


def _lines(text: str, size: int, width: int, bold: int) -> list[str]:
    """The text in lines; a word longer than a line is broken, so that nothing leaves the picture."""
    font, lines = _font(size), [""]
    for word in text.split():
        while font.getlength(word) + 2 * bold > width:
            fitting = next(at for at in range(len(word), 0, -1) if at == 1 or font.getlength(word[:at]) + 2 * bold <= width)
            lines.append(word[:fitting])
            word = word[fitting:]
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) + 2 * bold <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _fitted(text: str, width: int, height: int, sizes: range, bold: float) -> tuple[int, list[str]]:
    """The largest of the sizes at which the text fits, and its lines; at the smallest the rest is left out with "…"."""
    for size in sizes:
        lines = _lines(text, size, width, round(size * bold))
        if len(lines) * size * LEADING <= height:
            return size, lines
    size = sizes[-1]
    most = max(1, int(height / (size * LEADING)))
    kept = _lines(text, size, width, round(size * bold))[:most]
    kept[-1] = kept[-1].rsplit(" ", 1)[0].rstrip(" ,.:;") + "…"
    return size, kept


class _Sheet:
    """A picture on which words are written from the top down."""

    def __init__(self, size: tuple[int, int], ground: str) -> None:
        self.image = Image.new("RGB", size, ground)
        self.brush = ImageDraw.Draw(self.image)

    def write(self, place: tuple[int, int], lines: list[str], size: int, colour: str, bold: float = 0) -> int:
        """Write the lines; returns where the next thing may stand."""
        x, y = place
        for line in lines:
            self.brush.text((x, y), line, font=_font(size), fill=colour, stroke_width=round(size * bold), stroke_fill=colour)
            y += round(size * LEADING)
        return y

    def code(self, corner: tuple[int, int], link: str) -> None:
        """A QR code whose upper right corner lies at the place or a few pixels beside it. The white around it is its quiet zone."""
        rows = _code_rows(link)
        dots = Image.new("L", (len(rows), len(rows)), 255)
        dots.putdata([0 if dark else 255 for row in rows for dark in row])
        side = len(rows) * BLOCK
        corner = ((corner[0] - side) // BLOCK * BLOCK, corner[1] // BLOCK * BLOCK)
        self.image.paste(dots.resize((side, side), Image.Resampling.NEAREST), corner)


def _code_rows(link: str) -> list[list[int]]:
    return [list(row) for row in segno.make(link, error="l", boost_error=False, micro=False).matrix]


def code_side(link: str) -> int:
    """How wide the QR code of the link is."""
    return len(_code_rows(link)) * BLOCK


def _grained(photo: Image.Image, detail: float) -> Image.Image:
    small = photo.resize((round(photo.width * detail), round(photo.height * detail)), Image.Resampling.LANCZOS)
    return small.resize(photo.size, Image.Resampling.BICUBIC)


def _drawn(shape: Shape, facts: PictureFacts, *, has_cover: bool) -> Image.Image:
    """The picture with room for the photo at its top."""
    width, height = shape.size
    is_story = shape is Shape.STORY
    foot = height - (440 if is_story else 312)
    accent = ACCENTS.get(facts.accent, ACCENTS["hutan"])
    sheet = _Sheet(shape.size, PAPER if has_cover else accent)
    ink, soft = (INK, accent) if has_cover else (ON_ACCENT, ON_ACCENT)
    y = MARGIN + (150 if is_story else 0)  # apps lay their own signs over the upper edge of a story
    if has_cover:
        sheet.brush.rectangle((0, shape.photo_height, width, shape.photo_height + BLOCK), fill=accent)
        y = shape.photo_height + 36
    room = width - 2 * MARGIN
    kicker = _lines(drawable(facts.kicker), 32, room, 1)[:1]
    below = [line for fact in facts.facts for line in _lines(drawable(fact), 34, room, 0)[:2]]
    left = foot - y - 90 - len(below) * round(34 * LEADING)
    size, lines = _fitted(drawable(facts.title), room, left, range(64 if has_cover else 96, 35, -4), BOLD)
    y += max(0, left - round(len(lines) * size * LEADING)) // 3 if is_story else 0
    y = sheet.write((MARGIN, y), kicker, 32, soft, BOLD) + 12
    y = sheet.write((MARGIN, y), lines, size, ink, BOLD) + 14
    sheet.write((MARGIN, y), below, 34, ink)
    _foot(sheet, facts, foot, accent, has_cover=has_cover)
    return sheet.image


def _foot(sheet: _Sheet, facts: PictureFacts, foot: int, accent: str, *, has_cover: bool) -> None:
    """Who says it, and the way to the text: QR code and address."""
    width, height = sheet.image.size
    sheet.brush.rectangle((0, foot, width, height), fill="#ffffff")
    if has_cover:
        sheet.brush.rectangle((0, foot, width, foot + 3), fill=accent)
    room = width - 2 * MARGIN - code_side(facts.link) - 40
    size, name = _fitted(drawable(facts.sender), room, 110, range(44, 25, -2), BOLD)
    y = sheet.write((MARGIN, foot + 40), name, size, INK, BOLD) + 6
    y = sheet.write((MARGIN, y), _lines(drawable(facts.tagline), 27, room, 0)[:2], 27, QUIET) + 10
    size, address = _fitted(drawable(facts.shown_link), room, 70, range(30, 19, -1), 0)
    sheet.write((MARGIN, y), address, size, accent)
    if has_cover:
        sheet.image = sheet.image.filter(ImageFilter.GaussianBlur(SOFTENED))
    sheet.code((width - MARGIN, foot + 40), facts.link)


def draw(shape: Shape, facts: PictureFacts, cover: bytes | None) -> bytes:
    """The picture, at most 60 KB: with a photo the best JPEG that fits (the photo loses detail, never the words), else a PNG."""
    if cover is not None:
        sheet = _drawn(shape, facts, has_cover=True)
        with Image.open(io.BytesIO(cover)) as kept:
            photo = ImageOps.fit(kept.convert("RGB"), (sheet.width, shape.photo_height), Image.Resampling.BICUBIC, centering=(0.5, 0.4))
        for detail, quality in ATTEMPTS:
            sheet.paste(_grained(photo, detail), (0, 0))
            made = _saved(sheet, "JPEG", quality=quality, progressive=True)
            if len(made) <= LARGEST_BYTES:
                return made
    plain = _drawn(shape, facts, has_cover=False)
    return next(made for colours in (16, 8, 4) if len(made := _saved(plain.quantize(colours), "PNG")) <= LARGEST_BYTES or colours == 4)


def _saved(image: Image.Image, form: str, **how: Any) -> bytes:
    kept = io.BytesIO()
    image.save(kept, form, optimize=True, **how)
    return kept.getvalue()
