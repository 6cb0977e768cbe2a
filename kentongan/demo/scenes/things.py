"""Things people carry, ride, keep and use."""

from __future__ import annotations

import math
from itertools import pairwise

from .brush import Brush, Point, smooth
from .people import Pose, Prop, person
from .stage import Stage


def basket(s: Stage, b: Brush, x: float, y: float, w: float, h: float, *, filled: str = "") -> None:
    """Draw a woven basket; (x, y) is the middle of its foot."""
    if filled:
        b.oval(x, y - h, w * 0.5, h * 0.24, s.c(filled))
        b.oval(x - w * 0.1, y - h * 1.1, w * 0.3, h * 0.16, s.shade(filled, -0.2))
    b.poly(((x - w * 0.5, y - h), (x + w * 0.5, y - h), (x + w * 0.4, y), (x - w * 0.4, y)), s.c("straw"))
    for k in (0.3, 0.6):
        b.line(((x - w * (0.4 + 0.1 * k), y - h * k), (x + w * (0.4 + 0.1 * k), y - h * k)), h * 0.07, s.c("ripe_dark"), round_ends=False)
    for k in range(-2, 3):
        b.line(((x + k * w * 0.16, y), (x + k * w * 0.2, y - h)), h * 0.04, s.c("ripe_dark"), round_ends=False)
    b.line(((x - w * 0.5, y - h), (x + w * 0.5, y - h)), h * 0.1, s.c("wood"))


def back_basket(s: Stage, filled: str = "") -> Prop:
    """Return a tall basket worn on the back."""

    def draw(b: Brush) -> None:
        basket(s, b, -16, -46, 17, 32, filled=filled)

    return draw


def head_basket(s: Stage, filled: str = "terracotta") -> Prop:
    """Return a broad basket carried on the head."""

    def draw(b: Brush) -> None:
        basket(s, b, 0, -99, 32, 11, filled=filled)

    return draw


def stick(s: Stage, start: Point, end: Point, width: float = 2.0, colour: str = "wood_dark") -> Prop:
    """Return a stick held between two points of the figure's space."""

    def draw(b: Brush) -> None:
        b.line((start, end), width, s.c(colour))

    return draw


def hoe(s: Stage) -> Prop:
    """Return a hoe."""

    def draw(b: Brush) -> None:
        b.line(((4, -66), (40, -14)), 2.0, s.c("wood"))
        b.poly(((36, -18), (42, -15), (35, -1), (30, -4)), s.c("zinc_dark"))

    return draw


def sickle(s: Stage) -> Prop:
    """Return a sickle with a handful of rice."""

    def draw(b: Brush) -> None:
        b.curve(((26, -8), (36, -16), (42, -8), (38, -2)), 1.7, s.c("zinc_dark"))

    return draw


def sheaf(s: Stage, b: Brush, x: float, y: float, h: float) -> None:
    """Draw a bound sheaf of rice."""
    for k in range(9):
        dx = (k - 4) * h * 0.085
        b.curve(
            ((x + dx * 0.35, y), (x + dx * 0.2, y - h * 0.45), (x + dx, y - h * 0.85), (x + dx * 1.7, y - h * 0.82)),
            h * 0.06,
            s.c("ripe" if k % 2 else "ripe_dark"),
        )
    b.box(x - h * 0.13, y - h * 0.5, h * 0.26, h * 0.1, s.c("terracotta"), h * 0.04)


def baby(s: Stage, cloth: str = "turmeric", *, low: float = 0.0) -> Prop:
    """Return a baby held at the chest in a carrying cloth; ``low`` brings it down to somebody who sits."""

    def draw(brush: Brush) -> None:
        b = brush.at(0, low)
        b.line(((-8, -80), (12, -56)), 4, s.shade(cloth, 0.12))
        b.blob(((0, -62), (9, -70), (18, -66), (19, -55), (10, -48), (0, -52)), s.c(cloth))
        b.dot(13, -69, 5.4, s.c((160, 108, 74)))
        b.blob(((8, -70), (10, -75), (15, -75), (18, -71), (13, -72)), s.c("hair"))

    return draw


def book(s: Stage, colour: str = "red") -> Prop:
    """Return an open book held in front."""

    def draw(b: Brush) -> None:
        b.poly(((11, -34), (19, -30), (28, -36), (26, -26), (19, -22), (11, -25)), s.c(colour))
        b.poly(((12, -34.5), (19, -31), (27, -36.5), (26, -29), (19, -25), (12, -27)), s.c("white"))

    return draw


def sheet(s: Stage, colour: str = "white") -> Prop:
    """Return a sheet of paper or a book held at the chest."""

    def draw(b: Brush) -> None:
        b.poly(((9, -68), (22, -70), (24, -54), (11, -52)), s.c(colour))
        for k in range(3):
            b.line(((12, -65 + k * 4), (21, -66 + k * 4)), 0.9, s.c("grey"), round_ends=False)

    return draw


def school_bag(s: Stage, colour: str = "blue") -> Prop:
    """Return a bag on the back."""

    def draw(b: Brush) -> None:
        b.box(-18, -78, 13, 26, s.c(colour), 4)
        b.box(-18, -66, 10, 12, s.shade(colour, 0.2), 2)

    return draw


def sack(s: Stage, b: Brush, x: float, y: float, w: float, h: float, colour: str = "cream") -> None:
    """Draw a full sack standing at (x, y)."""
    b.blob(
        (
            (x - w * 0.46, y),
            (x - w * 0.54, y - h * 0.45),
            (x - w * 0.34, y - h * 0.82),
            (x, y - h * 0.86),
            (x + w * 0.34, y - h * 0.82),
            (x + w * 0.54, y - h * 0.45),
            (x + w * 0.46, y),
        ),
        s.c(colour),
    )
    b.poly(
        ((x - w * 0.1, y - h * 0.82), (x + w * 0.1, y - h * 0.82), (x + w * 0.24, y - h * 1.04), (x - w * 0.24, y - h * 1.04)),
        s.shade(colour, 0.12),
    )
    b.line(((x - w * 0.14, y - h * 0.84), (x + w * 0.14, y - h * 0.84)), h * 0.06, s.c("terracotta"))
    b.curve(((x + w * 0.2, y - h * 0.7), (x + w * 0.34, y - h * 0.4), (x + w * 0.26, y - h * 0.1)), h * 0.03, s.shade(colour, 0.18))


def bucket(s: Stage, b: Brush, x: float, y: float, w: float, colour: str, *, water: bool = True) -> None:
    """Draw a bucket standing at (x, y)."""
    b.curve(((x - w * 0.5, y - w * 0.9), (x, y - w * 1.5), (x + w * 0.5, y - w * 0.9)), w * 0.06, s.c("zinc_dark"))
    b.poly(((x - w * 0.5, y - w * 0.9), (x + w * 0.5, y - w * 0.9), (x + w * 0.36, y), (x - w * 0.36, y)), s.c(colour))
    b.poly(((x + w * 0.16, y - w * 0.9), (x + w * 0.5, y - w * 0.9), (x + w * 0.36, y), (x + w * 0.12, y)), s.shade(colour, 0.16))
    b.oval(x, y - w * 0.9, w * 0.5, w * 0.13, s.c("river_light" if water else "ink"))


def carried_bucket(s: Stage, colour: str) -> Prop:
    """Return an empty bucket carried in the hand."""

    def draw(b: Brush) -> None:
        bucket(s, b, 14, -28, 17, colour, water=False)

    return draw


def carried_sack(s: Stage, colour: str) -> Prop:
    """Return a sack carried in the hand."""

    def draw(b: Brush) -> None:
        sack(s, b, 6, -18, 24, 34, colour)

    return draw


def motorbike(
    s: Stage, x: float, y: float, w: float, *, face: int = 1, colour: str = "red", load: bool = False, rider: str = "man"
) -> None:
    """Draw a small motorbike with its rider, seen from the side."""
    b = s.b.at(x, y, w / 100, flip=face < 0)
    b.oval(0, 0, 52, 3.6, s.shadow())
    for wx in (-33, 34):
        b.dot(wx, -15, 15, s.c("ink"))
        b.dot(wx, -15, 9.5, s.c("zinc"))
        b.dot(wx, -15, 3, s.c("ink"))
    if load:
        basket(s, b, -40, -25, 30, 26, filled="leaf_light")
    b.limb((34, -15), (24, -52), 2.2, 2.2, s.c("zinc_dark"))
    b.limb((-33, -15), (-6, -18), 3, 4, s.c("ink"))
    b.blob(
        ((-40, -40), (-20, -44), (4, -42), (16, -30), (24, -46), (30, -44), (26, -24), (10, -14), (-8, -14), (-20, -28), (-38, -33)),
        s.c(colour),
    )
    b.blob(((-34, -44), (-14, -47), (6, -43), (4, -39), (-30, -39)), s.c("ink"))
    b.dot(-2, -16, 7, s.c("zinc_dark"))
    b.dot(29, -49, 4.4, s.c("turmeric"))
    b.line(((22, -54), (17, -60)), 2.4, s.c("ink"))
    ride = Pose(hips=(-12, -38), lean=0.1, feet=((10, -8), (12, -8)), hands=((25, -52), (26, -52)))
    step = w / 100
    person(s, x + (-2 if face > 0 else 2) * step, y - 4 * step, 108 * step, rider, ride, face, shadow=False)
    b.blob(((30, -20), (38, -32), (47, -24), (44, -22), (38, -26)), s.c(colour))


def canoe(s: Stage, x: float, y: float, w: float, colour: str = "wood", *, trim: str = "turmeric") -> None:
    """Draw a river boat; (x, y) is the middle of its waterline."""
    b = s.b.at(x, y, w / 100)
    b.oval(0, 2, 50, 3.4, s.shadow(0.2))
    hull = smooth([(-54, -13), (-40, -5), (0, -2.5), (40, -5), (55, -14)]) + smooth(
        [(55, -14), (42, 3), (20, 6), (-20, 6), (-42, 3), (-54, -13)]
    )
    b.poly(hull, s.c(colour))
    b.poly(
        smooth([(-54, -13), (-40, -5), (0, -2.5), (40, -5), (55, -14)]) + smooth([(53, -11), (40, -2), (0, 0.6), (-40, -2), (-52, -10)]),
        s.c(trim),
    )
    for dx in (-20, 8, 32):
        b.line(((dx, -3), (dx + 4, 5)), 0.8, s.shade(colour, 0.25), round_ends=False)


def ship(s: Stage, x: float, y: float, w: float, colour: str = "blue", *, outrigger: bool = True, sail: str = "") -> None:
    """Draw a fishing boat with an outrigger and a small roof or sail."""
    rig(s, x, y, w, sail)
    keel(s, x, y, w, colour, outrigger=outrigger)


def rig(s: Stage, x: float, y: float, w: float, sail: str) -> None:
    """Draw what stands on a boat, so that people can be drawn between it and the hull."""
    b = s.b.at(x, y, w / 100)
    if sail:
        b.line(((-4, -8), (-4, -92)), 1.8, s.c("wood_dark"))
        b.poly(smooth([(-3, -90), (16, -66), (40, -22)]) + smooth([(40, -22), (16, -18), (-3, -16)]), s.c(sail))
        b.poly(smooth([(-5, -84), (-16, -58), (-32, -26)]) + smooth([(-32, -26), (-18, -20), (-5, -18)]), s.shade(sail, 0.12))
        for k in range(1, 4):
            b.line(((-2, -90 + 19 * k), (7 + 9 * k, -89 + 19 * k)), 0.8, s.shade(sail, 0.2), round_ends=False)
    else:
        for px in (-22, 4):
            b.line(((px, -10), (px, -33)), 1.8, s.c("wood_dark"))
        b.poly(((-29, -32), (-25, -38), (8, -38), (12, -32)), s.c("terracotta"))
        b.box(-29, -33, 41, 2.4, s.c("roof_dark"))


def keel(s: Stage, x: float, y: float, w: float, colour: str, *, outrigger: bool = True) -> None:
    """Draw a boat's hull and its outrigger."""
    b = s.b.at(x, y, w / 100)
    hull = smooth([(-54, -19), (-42, -9), (0, -6), (38, -9), (58, -24)]) + smooth(
        [(58, -24), (46, 3), (24, 8), (-24, 8), (-44, 2), (-54, -19)]
    )
    b.poly(hull, s.c(colour))
    b.poly(
        smooth([(-54, -19), (-42, -9), (0, -6), (38, -9), (58, -24)]) + smooth([(56, -19), (40, -3), (0, -0.6), (-42, -4), (-53, -15)]),
        s.c("white"),
    )
    b.poly(
        smooth([(55, -15), (40, 0), (0, 2.4), (-43, -1), (-51, -9)]) + smooth([(-49, -6), (-43, 1.4), (0, 4.6), (42, 2.6), (53, -11)]),
        s.c("turmeric"),
    )
    if outrigger:
        for px in (-28, 24):
            b.line(((px, -6), (px + 7, 12)), 1.5, s.c("wood_light"))
        b.limb((-46, 13), (52, 12), 1.7, 1.7, s.c("straw"))


def net(s: Stage, b: Brush, points: list[Point], rows: int = 7, cols: int = 9, colour: str = "paper", width: float = 1.0) -> None:
    """Draw a net stretched over four corners (top left, top right, bottom right, bottom left)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    fill = s.c(colour)

    def at(u: float, v: float) -> Point:
        droop = math.sin(u * math.pi) * 0.1 * (abs(bx - ax))
        return (
            (ax * (1 - u) + bx * u) * (1 - v) + (dx * (1 - u) + cx * u) * v,
            (ay * (1 - u) + by * u) * (1 - v) + (dy * (1 - u) + cy * u) * v + droop * (0.4 + 0.6 * v),
        )

    for i in range(cols + 1):
        b.line([at(min(1, max(0, (i + k) / cols)), k / rows) for k in range(rows + 1)], width, fill, round_ends=False)
        b.line([at(min(1, max(0, (i - k) / cols)), k / rows) for k in range(rows + 1)], width, fill, round_ends=False)
    b.line([at(i / cols, 0) for i in range(cols + 1)], width * 2.4, s.c("wood"))


def cow(s: Stage, x: float, y: float, w: float, *, face: int = 1, colour: str = "brick", grazing: bool = False) -> None:
    """Draw a cow of the village kind."""
    b = s.b.at(x, y, w / 100, flip=face < 0)
    b.oval(0, 0, 48, 4, s.shadow())
    dark = s.shade(colour, 0.2)
    for px, shade in ((-24, dark), (24, dark), (-33, s.c(colour)), (16, s.c(colour))):
        b.limb((px, -32), (px + 1, -4), 5.4, 3.2, shade)
        b.limb((px + 1, -14), (px + 1, -3), 3.2, 3.2, s.c("cream"))
        b.box(px - 2.6, -3.4, 7.4, 3.6, s.c("ink"))
    b.curve(((-43, -58), (-50, -44), (-48, -26)), 2, dark)
    b.dot(-48, -24, 3, s.c("ink"))
    b.blob(((-44, -60), (-20, -64), (8, -66), (30, -66), (38, -54), (34, -38), (16, -30), (-20, -28), (-40, -32), (-46, -46)), s.c(colour))
    b.blob(((-44, -54), (-36, -58), (-34, -40), (-40, -34)), s.c("cream"), 5)
    hx, hy = (58, -28) if grazing else (56, -70)
    b.limb((32, -54), (hx - 6, hy + 2), 13, 8, s.c(colour))
    b.limb((hx - 4, hy), (hx + 10, hy + 9), 8.4, 5.8, s.c(colour))
    b.dot(hx + 12, hy + 10, 5, s.c("cream"))
    b.blob(((hx - 8, hy - 4), (hx - 22, hy - 8), (hx - 24, hy - 2), (hx - 10, hy + 2)), dark, 5)
    b.curve(((hx - 4, hy - 7), (hx + 2, hy - 16), (hx + 8, hy - 18)), 2.4, s.c("cream"))
    b.dot(hx + 3, hy - 1, 1.5, s.c("ink"))


def chicken(s: Stage, x: float, y: float, size: float, *, face: int = 1, colour: str = "terracotta") -> None:
    """Draw a hen or cock."""
    b = s.b.at(x, y, size / 100, flip=face < 0)
    b.oval(2, -1, 26, 5, s.shadow())
    for px in (-4, 8):
        b.line(((px, -28), (px + 2, -2), (px + 12, -1)), 6, s.c("ripe_dark"))
    b.blob(((-30, -44), (-52, -86), (-34, -88), (-22, -66)), s.c("leaf_deep"))
    b.blob(((-36, -56), (-14, -62), (10, -56), (18, -88), (34, -92), (40, -76), (34, -46), (14, -24), (-14, -24), (-32, -40)), s.c(colour))
    b.blob(((-24, -52), (2, -54), (8, -40), (-10, -34)), s.shade(colour, 0.25))
    b.poly(((39, -82), (53, -76), (40, -72)), s.c("turmeric"))
    b.blob(((20, -90), (22, -104), (28, -96), (33, -104), (37, -90)), s.c("red"), 4)
    b.dot(39, -66, 5, s.c("red"))
    b.dot(31, -82, 3, s.c("ink"))


def fish(s: Stage, b: Brush, x: float, y: float, size: float, colour: str = "terracotta", *, turn: float = 0.0, flip: bool = False) -> None:
    """Draw a fish."""
    f = b.at(x, y, size / 100, turn=turn, flip=flip)
    f.blob(((-40, 0), (-16, -22), (18, -22), (44, 0), (18, 22), (-16, 22)), s.c(colour))
    f.poly(((-34, 0), (-66, -24), (-58, 0), (-66, 24)), s.shade(colour, 0.16))
    f.blob(((-6, -20), (6, -34), (20, -20)), s.shade(colour, 0.16), 4)
    f.curve(((20, -16), (14, 0), (20, 16)), 3.4, s.shade(colour, -0.4))
    for k in range(3):
        f.curve(((-20 + k * 11, -9), (-15 + k * 11, 0), (-20 + k * 11, 9)), 2.6, s.shade(colour, -0.3))
    f.dot(31, -5, 4, s.c("ink"))


def drum(s: Stage, b: Brush, x: float, y: float, w: float, h: float) -> None:
    """Draw a long drum standing at (x, y)."""
    b.poly(((x - w * 0.5, y - h), (x + w * 0.5, y - h), (x + w * 0.34, y), (x - w * 0.34, y)), s.c("wood"))
    for k in range(4):
        t = k / 4
        b.line(((x - w * (0.5 - t * 0.16), y - h * (1 - t * 0.9)), (x - w * 0.28 + k * w * 0.2, y - h * 0.3)), w * 0.05, s.c("straw"))
    b.oval(x, y - h, w * 0.5, w * 0.14, s.c("paper"))


def gong(s: Stage, b: Brush, x: float, y: float, r: float) -> None:
    """Draw a hanging gong on a plain frame."""
    for dx in (-1.35, 1.35):
        b.line(((x + dx * r, y + r * 1.9), (x + dx * r, y - r * 1.5)), r * 0.16, s.c("wood_dark"))
    b.line(((x - r * 1.6, y - r * 1.5), (x + r * 1.6, y - r * 1.5)), r * 0.2, s.c("wood_dark"))
    b.line(((x, y - r * 1.5), (x, y - r)), r * 0.08, s.c("cream"))
    b.dot(x, y, r, s.c("ripe_dark"))
    b.dot(x, y, r * 0.74, s.c("ripe"))
    b.dot(x, y, r * 0.28, s.c("ripe_dark"))


def banner(s: Stage, x: float, y: float, h: float, colour: str, *, side: int = 1) -> None:
    """Draw a tall bamboo pole with a long hanging cloth (umbul-umbul)."""
    tip = (x + side * h * 0.12, y - h * 0.945)
    s.b.curve(
        ((x, y), (x - side * h * 0.01, y - h * 0.55), (x + side * h * 0.03, y - h * 0.93), (x + side * h * 0.08, y - h * 0.97), tip),
        h * 0.014,
        s.c("wood_light"),
    )
    outer = [(x + side * h * (0.012 + 0.1 * (1 - k / 8) + 0.014 * math.sin(k * 1.4)), y - h * (0.92 - 0.64 * k / 8)) for k in range(9)]
    inner = [(x + side * h * (0.012 - 0.006 * math.sin(k)), y - h * (0.92 - 0.64 * k / 8)) for k in range(9)]
    s.b.poly([*smooth(outer), *reversed(inner)], s.c(colour))
    second = [(px - side * h * 0.035, py) for px, py in outer]
    s.b.line(smooth(second[:7]), h * 0.012, s.shade(colour, -0.45))


def bunting(s: Stage, first: Point, second: Point, *, count: int = 12, size: float = 40) -> None:
    """Hang a string of small flags between two points."""
    line = [
        (
            first[0] + (second[0] - first[0]) * t / count,
            first[1] + (second[1] - first[1]) * t / count + math.sin(math.pi * t / count) * abs(second[0] - first[0]) * 0.08,
        )
        for t in range(count + 1)
    ]
    s.b.line(line, 3.4, s.c("ink"))
    for i, ((x, y), (nx, ny)) in enumerate(pairwise(line)):
        s.b.poly(
            ((x + size * 0.12, y), (nx - size * 0.12, ny), ((x + nx) / 2, (y + ny) / 2 + size)),
            s.c(("red", "turmeric", "leaf", "paper", "plum")[i % 5]),
        )


def bike(s: Stage, x: float, y: float, w: float, *, face: int = 1, colour: str = "ink") -> None:
    """Draw a bicycle."""
    b = s.b.at(x, y, w / 100, flip=face < 0)
    for wx in (-30, 30):
        for k in range(24):
            a, c = k * math.tau / 24, (k + 1) * math.tau / 24
            b.line(
                ((wx + 18 * math.cos(a), -19 + 18 * math.sin(a)), (wx + 18 * math.cos(c), -19 + 18 * math.sin(c))),
                2.6,
                s.c(colour),
                round_ends=False,
            )
        for k in range(4):
            a = k * math.pi / 4
            b.line(
                ((wx + 17 * math.cos(a), -19 + 17 * math.sin(a)), (wx - 17 * math.cos(a), -19 - 17 * math.sin(a))),
                0.8,
                s.c(colour),
                round_ends=False,
            )
    b.line(((-30, -19), (-4, -19), (20, -44), (-14, -44), (-30, -19)), 2.8, s.c("red"))
    b.line(((-14, -44), (-4, -19)), 2.8, s.c("red"))
    b.line(((30, -19), (19, -54), (28, -58)), 2.8, s.c(colour))
    b.limb((-20, -50), (-8, -50), 2.4, 1.8, s.c(colour))


def shelf(s: Stage, x: float, y: float, w: float, h: float, rows: int, kind: str = "books") -> None:
    """Draw a shelf of books or of shop goods; (x, y) is its top left corner."""
    s.b.box(x, y, w, h, s.c("wood"))
    each = h / rows
    for row in range(rows):
        top = y + row * each
        s.b.box(x + 12, top + 10, w - 24, each - 20, s.c("wood_dark"))
        at = x + 18.0
        floor = top + each - 10
        while at < x + w - 40:
            if kind == "books":
                t, tall = s.u(15, 30), (each - 26) * s.u(0.66, 0.96)
                colour = s.pick("red", "turmeric", "leaf", "blue", "plum", "cream", "terracotta", "river", "olive", "paper")
                if s.r.random() < 0.08:
                    at += t
                    continue
                s.b.box(at, floor - tall, t, tall, s.c(colour))
                s.b.box(at + 2, floor - tall * 0.8, t - 4, 6, s.shade(colour, -0.5 if colour not in ("cream", "paper") else 0.4))
                at += t + 1.5
            else:
                t, tall = s.u(34, 58), (each - 30) * s.u(0.6, 0.92)
                colour = s.pick("red", "turmeric", "leaf", "blue", "cream", "terracotta", "river", "paper", "zinc")
                shape = s.r.random()
                if shape < 0.4:
                    s.b.box(at, floor - tall, t, tall, s.c(colour), 3)
                    s.b.box(at, floor - tall * 0.7, t, tall * 0.34, s.shade(colour, -0.55 if colour not in ("cream", "paper") else 0.5))
                elif shape < 0.7:
                    s.b.box(at + t * 0.12, floor - tall * 0.76, t * 0.7, tall * 0.76, s.c(colour), 8)
                    s.b.box(at + t * 0.3, floor - tall, t * 0.34, tall * 0.3, s.shade(colour, 0.3))
                else:
                    sack(s, s.b, at + t * 0.5, floor, t * 0.86, tall * 0.9, colour)
                at += t + s.u(3, 10)
    s.b.box(x - 4, y - 8, w + 8, 12, s.c("wood_light"))
