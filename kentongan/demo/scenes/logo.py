"""Simple emblems for the groups' sites: one shape and one ground, in two colours."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from .brush import Brush, Colour, smooth
from .stage import rgb

INKS = ("#17563a", "#1f5f6b", "#7d2f27", "#7a6412", "#5c3350", "#23506f", "#6b4a2b", "#55612a")
PAPER = rgb("#faf6ea")
MOTIFS = ("kentongan", "padi", "lada", "daun", "perahu", "rumah", "gunung", "sungai", "matahari", "jagung", "ikan", "pohon")


def kentongan(b: Brush, ink: Colour, ground: Colour) -> None:
    """A slit drum with sound on both sides."""
    b.line(((0, -46), (0, -36)), 4, ink)
    b.box(-13, -38, 26, 74, ink, 13)
    b.box(-3.6, -20, 7.2, 38, ground, 3.6)
    for side in (-1, 1):
        for reach in (22, 32):
            b.curve([(side * reach * math.cos(a), reach * math.sin(a)) for a in (-0.6, -0.3, 0, 0.3, 0.6)], 4.4, ink)


def padi(b: Brush, ink: Colour, ground: Colour) -> None:
    """Two ears of rice."""
    for flip in (False, True):
        e = b.at(0, 0, flip=flip)
        stem = smooth([(2, 44), (8, 10), (20, -20), (34, -34)])
        e.line(stem, 3.4, ink)
        for k in range(6):
            x, y = stem[3 + k * 3]
            for turn in (-1.5, -0.1):
                e.at(x, y, turn=turn).blob(((0, 0), (7, -4.4), (15, 0), (7, 4.4)), ink)


def lada(b: Brush, ink: Colour, ground: Colour) -> None:
    """A pepper leaf with its string of corns."""
    b.blob(((-4, 40), (-30, 14), (-30, -14), (-8, -42), (8, -18), (10, 12)), ink)
    b.curve(((-4, 40), (-10, 6), (-9, -30)), 3, ground)
    for side, y in ((-1, 14), (1, 8), (-1, -6), (1, -10)):
        b.line(((-8, y + 6), (-8 + side * 11, y - 5)), 2.4, ground)
    for k in range(7):
        b.dot(25 + (k % 2) * 5, -26 + k * 9.6, 6.4, ink)


def daun(b: Brush, ink: Colour, ground: Colour) -> None:
    """A sprout of three leaves."""
    b.line(((0, 44), (0, -10)), 5, ink)
    for turn, size in ((-math.pi / 2, 1.0), (-0.55, 0.95), (math.pi + 0.55, 0.95)):
        leaf = b.at(0, 8 if turn != -math.pi / 2 else -4, size, turn=turn)
        leaf.blob(((2, 0), (18, -13), (42, 0), (18, 13)), ink)
        leaf.line(((10, 0), (32, 0)), 2.6, ground)


def perahu(b: Brush, ink: Colour, ground: Colour) -> None:
    """A boat under sail."""
    b.poly([*smooth([(2, -44), (22, -18), (36, 10)]), (2, 10)], ink)
    b.poly([*smooth([(-4, -36), (-14, -12), (-28, 10)]), (-4, 10)], ink)
    b.poly(smooth([(-42, 16), (0, 19), (42, 14), (28, 32), (0, 35), (-28, 32), (-42, 16)]), ink)
    b.curve(((-38, 44), (-19, 39), (0, 44), (19, 49), (38, 44)), 4, ink)


def rumah(b: Brush, ink: Colour, ground: Colour) -> None:
    """A house on stilts."""
    b.poly(((-46, -6), (-28, -38), (28, -38), (46, -6)), ink)
    b.box(-34, -2, 68, 24, ink)
    b.box(-6, 3, 12, 19, ground)
    for x in (-24, 17):
        b.box(x, 4, 9, 9, ground)
    for x in (-32, -13, 7, 26):
        b.box(x, 22, 6, 22, ink)


def gunung(b: Brush, ink: Colour, ground: Colour) -> None:
    """A mountain and its fields."""
    b.dot(22, -28, 10, ink)
    b.poly(smooth([(-48, 22), (-24, -10), (-8, -34), (8, -10), (20, -2), (48, 22)]), ink)
    for k, y in enumerate((12, 26, 40)):
        b.curve(((-46, y), (-22, y - 6), (0, y), (22, y + 6), (46, y)), 5, ground if k == 0 else ink)


def sungai(b: Brush, ink: Colour, ground: Colour) -> None:
    """A river between two banks."""
    b.dot(0, 0, 44, ink)
    b.poly(
        smooth([(6, -44), (-8, -24), (14, -4), (-16, 20), (-6, 46)]) + smooth([(20, 44), (6, 22), (32, -2), (4, -24), (14, -44)]), ground
    )
    for x, y in ((-22, -8), (26, 16)):
        b.poly(((x - 10, y), (x, y - 9), (x + 10, y)), ground)
        b.box(x - 7, y, 14, 9, ground)


def matahari(b: Brush, ink: Colour, ground: Colour) -> None:
    """The sun over the field."""
    b.poly([(26 * math.cos(a), 6 - 26 * math.sin(a)) for a in (k * math.pi / 20 for k in range(21))], ink)
    for k in range(7):
        a = math.pi * (k + 0.5) / 7
        b.line(((33 * math.cos(a), 6 - 33 * math.sin(a)), (46 * math.cos(a), 6 - 46 * math.sin(a))), 5, ink)
    for k, y in enumerate((16, 28, 40)):
        b.box(-44 + 8 * k, y, 88 - 16 * k, 6, ink, 3)


def jagung(b: Brush, ink: Colour, ground: Colour) -> None:
    """A cob of corn in its leaves."""
    b.blob(((0, -46), (15, -26), (15, 14), (0, 34), (-15, 14), (-15, -26)), ink)
    for k in range(6):
        for x in (-7, 0, 7):
            b.dot(x, -30 + k * 9, 2.2, ground)
    for side in (-1, 1):
        b.poly(smooth([(0, 44), (side * 25, 28), (side * 34, -18)]) + smooth([(side * 34, -18), (side * 18, 6), (0, 44)]), ink)


def ikan(b: Brush, ink: Colour, ground: Colour) -> None:
    """A fish over water."""
    b.blob(((-22, -6), (0, -26), (26, -22), (44, -6), (26, 10), (0, 14)), ink)
    b.poly(((-18, -6), (-44, -24), (-38, -6), (-44, 12)), ink)
    b.dot(28, -10, 3.4, ground)
    b.curve(((14, -20), (9, -6), (14, 8)), 3, ground)
    for y in (26, 38):
        b.curve(((-38, y), (-19, y - 5), (0, y), (19, y + 5), (38, y)), 4.6, ink)


def pohon(b: Brush, ink: Colour, ground: Colour) -> None:
    """A broad tree."""
    b.poly(((-5, 0), (5, 0), (9, 42), (-9, 42)), ink)
    for x, y, r in ((-22, -6, 17), (22, -6, 17), (0, -24, 21), (-12, -20, 16), (13, -20, 16)):
        b.dot(x, y, r, ink)
    b.line(((0, 22), (0, -18)), 3, ground)
    b.line(((0, 4), (-13, -8)), 3, ground)
    b.line(((0, -4), (13, -14)), 3, ground)
    b.curve(((-36, 44), (0, 40), (36, 44)), 4.4, ink)


DRAWN: dict[str, Callable[[Brush, Colour, Colour], None]] = {
    "kentongan": kentongan, "padi": padi, "lada": lada, "daun": daun, "perahu": perahu, "rumah": rumah,
    "gunung": gunung, "sungai": sungai, "matahari": matahari, "jagung": jagung, "ikan": ikan, "pohon": pohon,
}  # fmt: skip


def draw_logo(letter_or_motif: str = "", seed: int = 0, *, size: int = 512) -> Image.Image:
    """Draw a site's emblem: a motif of ``MOTIFS`` by its name, or the one that any other text (a letter, a village) and the seed choose."""
    dice = random.Random(f"logo:{letter_or_motif}:{seed}")
    motif = letter_or_motif.strip().lower()
    if motif not in DRAWN:
        motif = dice.choice(MOTIFS)
    ink = rgb(dice.choice(INKS))
    solid = dice.random() < 0.5
    big = size * 3
    image = Image.new("RGB", (big, big), PAPER)
    b = Brush(ImageDraw.Draw(image), (big / 128, 0.0, 0.0, big / 128, big / 2, big / 2))
    shape = dice.choice(("round", "shield", "square"))
    if shape == "round":
        b.dot(0, 0, 61, ink)
        if not solid:
            b.dot(0, 0, 57, PAPER)
    elif shape == "square":
        b.box(-60, -60, 120, 120, ink, 22)
        if not solid:
            b.box(-56, -56, 112, 112, PAPER, 19)
    else:
        outline = [(-58.0, -58.0), (58.0, -58.0), (58.0, 10.0), *smooth([(58, 10), (46, 40), (0, 63), (-46, 40), (-58, 10)])]
        b.poly(outline, ink)
        if not solid:
            b.at(0, -1, 0.93).poly(outline, PAPER)
    inner = b.at(0, -5 if shape == "shield" else 0, 0.86 if shape != "square" else 1.0)
    DRAWN[motif](inner, PAPER if solid else ink, ink if solid else PAPER)
    return image.resize((size, size), Image.Resampling.BOX)
