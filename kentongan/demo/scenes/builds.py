"""Houses on stilts, the longhouse, the school, stalls, offices and the things people put up."""

from __future__ import annotations

import math

from .brush import Brush
from .stage import PALETTE, Stage, mix


def roof_colour(s: Stage) -> str:
    """Choose terracotta, rust or zinc."""
    return s.pick("roof", "terracotta", "roof", "brick", "zinc")


def roof_side(s: Stage, b: Brush, x: float, y: float, w: float, h: float, name: str, far: float = 0.0, inset: float = 0.12) -> None:
    """Draw a long roof seen from its side: ridge, ribs and a dark edge. (x, y) is its lower left corner."""
    b.poly(((x, y), (x + w * inset, y - h), (x + w * (1 - inset), y - h), (x + w, y)), s.c(name, far))
    ribs = max(5, int(w / 11))
    for i in range(1, ribs):
        t = i / ribs
        b.line(
            ((x + w * (inset + (1 - 2 * inset) * t), y - h + h * 0.06), (x + w * t, y - 1)),
            0.7,
            s.shade(name, -0.14 if name.startswith("zinc") else 0.15, far),
            round_ends=False,
        )
    b.box(x - 0.5, y - h * 0.1, w + 1, h * 0.1, s.shade(name, 0.28, far))
    b.line(((x + w * inset - 1, y - h), (x + w * (1 - inset) + 1, y - h)), h * 0.09, s.shade(name, 0.3, far))


def roof_gable(s: Stage, b: Brush, x: float, y: float, w: float, h: float, name: str, far: float = 0.0) -> None:
    """Draw a gable seen from the front; (x, y) is the lower left corner."""
    b.poly(((x, y), (x + w / 2, y - h), (x + w, y)), s.c(name, far))
    b.poly(((x + w / 2, y - h), (x + w, y), (x + w / 2 + w * 0.05, y)), s.shade(name, 0.12, far))
    b.line(((x, y), (x + w / 2, y - h), (x + w, y)), h * 0.1, s.shade(name, 0.3, far))


def window(s: Stage, b: Brush, x: float, y: float, w: float, h: float, *, far: float = 0.0, lit: bool = False) -> None:
    """Draw a window with its shutters."""
    b.box(x - w * 0.3, y - h * 0.06, w * 1.6, h * 1.12, s.c("leaf_dark", far))
    b.box(x, y, w, h, s.c("turmeric" if lit else "wood_dark", far))
    b.line(((x + w / 2, y), (x + w / 2, y + h)), w * 0.1, s.c("wall", far), round_ends=False)


def house(
    s: Stage,
    x: float,
    y: float,
    w: float,
    *,
    far: float = 0.0,
    stilts: float = 18,
    lit: bool = False,
    roof: str = "",
    wall: str = "",
    gable: bool | None = None,
    flip: bool = False,
) -> None:
    """Draw a village house, ground line at y, w wide; stilts in hundredths of its width."""
    b = s.b.at(x, y, w / 100, flip=flip)
    roof = roof or roof_colour(s)
    wall = wall or s.pick("wall", "wall", "wall_green", "wall_blue", "wood_light")
    b.oval(0, 0, 54, 4, s.shadow(0.14))
    if stilts > 4:
        for px in (-40, -20, 2, 22, 40):
            b.box(px - 1.7, -stilts - 2, 3.4, stilts + 2, s.c("wood_dark", far))
        b.box(-44, -stilts - 3, 88, 4.4, s.c("wood_dark", far))
    top = -stilts - 37
    b.box(-42, top, 84, 36, s.c(wall, far))
    for k in range(1, 6):
        b.line(((-42, top + k * 6), (42, top + k * 6)), 0.5, s.shade(wall, 0.13, far), round_ends=False)
    b.box(-42, top, 84, 7, s.shade(wall, 0.24, far))
    door = s.pick("roof_dark", "leaf_dark", "blue")
    b.box(-9, top + 9, 15, 27, s.c(door, far))
    b.box(-1.9, top + 9, 0.8, 27, s.shade(door, 0.35, far))
    window(s, b, -32, top + 12, 10, 12, far=far, lit=lit)
    window(s, b, 21, top + 12, 10, 12, far=far, lit=lit)
    if gable if gable is not None else s.r.random() < 0.35:
        roof_gable(s, b, -52, top + 3, 104, 36, roof, far)
    else:
        roof_side(s, b, -52, top + 3, 104, 27, roof, far)
    if stilts > 4:
        b.poly(((-11, -stilts), (8, -stilts), (13, 0), (-16, 0)), s.c("wood", far))
        for k in range(1, 5):
            t = k / 5
            b.line(((-11 - 5 * t, -stilts * (1 - t)), (8 + 5 * t, -stilts * (1 - t))), 0.9, s.c("wood_dark", far), round_ends=False)


def hut(s: Stage, x: float, y: float, w: float, *, far: float = 0.0) -> None:
    """Draw an open field hut with a thatched roof."""
    b = s.b.at(x, y, w / 100)
    for px in (-34, 34, -12, 12):
        b.box(px - 2.2, -62, 4.4, 62, s.c("wood_dark", far))
    b.box(-40, -30, 80, 6, s.c("wood", far))
    b.poly(((-56, -54), (-24, -96), (24, -96), (56, -54)), s.c("ripe_dark", far))
    for k in range(9):
        b.line(((-22 + k * 5.5, -94), (-50 + k * 12.5, -56)), 1.0, s.shade("ripe_dark", 0.2, far), round_ends=False)
    b.poly(((-56, -54), (-52, -59), (52, -59), (56, -54)), s.shade("ripe_dark", 0.3, far))


def longhouse(s: Stage, x: float, y: float, w: float, *, far: float = 0.0) -> None:
    """Draw a longhouse on high stilts, with its open gallery and its ladders."""
    b = s.b.at(x, y, w / 400)
    roof = s.pick("roof", "zinc", "ripe_dark", "brick")
    wood = s.c("wood_dark", far)
    b.oval(0, 0, 205, 6, s.shadow())
    for px in range(-188, 189, 25):
        b.box(px - 2.2, -58, 4.4, 58, wood)
    for px in range(-188, 170, 50):
        b.line(((px, -4), (px + 25, -46)), 1.6, wood, round_ends=False)
    b.box(-196, -62, 392, 8, s.c("wood", far))
    b.box(-192, -112, 384, 50, s.c("wood_light", far))
    for px in range(-186, 190, 6):
        b.line(((px, -112), (px, -62)), 0.7, s.shade("wood_light", 0.16, far), round_ends=False)
    b.box(-192, -112, 384, 11, s.shade("wood_light", 0.34, far))
    for i, px in enumerate(range(-176, 160, 42)):
        b.box(px, -98, 14, 36, s.c(("roof_dark", "leaf_dark", "blue", "wood_dark")[i % 4], far))
        window(s, b, px + 22, -94, 8, 13, far=far)
    for px in range(-192, 200, 32):
        b.box(px - 1.6, -112, 3.2, 50, wood)
    b.line(((-196, -76), (196, -76)), 2, wood, round_ends=False)
    roof_side(s, b, -206, -106, 412, 56, roof, far, 0.05)
    for px in (-120, 0, 118):
        b.poly(((px - 30, -128), (px, -160), (px + 30, -128)), s.shade(roof, 0.1, far)) if px == 0 else None
        b.poly(((px - 7, -60), (px + 5, -60), (px + 16, 0), (px + 2, 0)), s.c("wood", far))
        for k in range(7):
            t = k / 7 + 0.05
            b.line(((px - 6 + 8.5 * t, -60 + 60 * t), (px + 5 + 11 * t, -60 + 60 * t)), 1.5, wood, round_ends=False)


def flag(s: Stage, x: float, y: float, h: float, *, wind: int = 1) -> None:
    """Draw a pole with the red and white flag."""
    s.b.line(((x, y), (x, y - h)), max(4.0, h * 0.016), s.c("zinc"), round_ends=False)
    w, t = h * 0.3 * wind, h * 0.1
    wave = [(0.0, 0.0), (0.33, -0.12), (0.66, 0.1), (1.0, -0.04)]
    upper = [(x + w * k, y - h + t * d) for k, d in wave]
    for i, colour in enumerate(("red", "white")):
        s.b.poly(
            [*((px, py + t * i) for px, py in upper), *reversed([(px, py + t * (i + 1)) for px, py in upper])],
            mix(s.c(colour), PALETTE[colour], 0.7),
        )
    s.b.dot(x, y - h, h * 0.016, s.c("ripe"))


def school(s: Stage, x: float, y: float, w: float) -> None:
    """Draw a long school with a veranda."""
    b = s.b.at(x, y, w / 400)
    roof = s.pick("roof", "terracotta", "brick")
    band = s.pick("leaf", "river_dark", "red", "blue")
    b.oval(0, 0, 205, 5, s.shadow())
    b.box(-190, -92, 380, 92, s.c("wall"))
    b.box(-190, -30, 380, 24, s.c(band))
    b.box(-198, -7, 396, 8, s.c("stone"))
    for i, px in enumerate((-168, -74, 20, 114)):
        b.box(px + 48, -62, 20, 56, s.c("roof_dark"))
        b.box(px, -66, 36, 30, s.c("white"))
        for k in range(3):
            b.box(px + 2 + k * 11.6, -64, 9.4, 26, s.c("navy" if i % 2 else "blue"))
    b.box(-190, -92, 380, 14, s.shade("wall", 0.24))
    for px in (-186, -93, 0, 93, 186):
        b.box(px - 2.6, -90, 5.2, 86, s.c("white"))
    roof_side(s, b, -208, -84, 416, 56, roof, 0.0, 0.08)
    b.poly(((-44, -84), (0, -134), (44, -84)), s.c(roof))
    b.line(((-44, -84), (0, -134), (44, -84)), 5, s.shade(roof, 0.3))
    b.poly(((-26, -87), (0, -117), (26, -87)), s.c("wall"))


def office(s: Stage, x: float, y: float, w: float) -> None:
    """Draw a village office with pillars and steps."""
    b = s.b.at(x, y, w / 400)
    roof = s.pick("roof", "terracotta", "brick")
    b.oval(0, 2, 214, 7, s.shadow())
    b.box(-190, -104, 380, 100, s.c("wall"))
    b.box(-190, -104, 380, 16, s.shade("wall", 0.22))
    for px in (-168, -128, 96, 136):
        window(s, b, px + 8, -76, 17, 34)
    b.box(-20, -74, 40, 70, s.c("roof_dark"))
    b.box(-0.8, -74, 1.6, 70, s.c("wall"))
    roof_side(s, b, -208, -98, 416, 62, roof, 0.0, 0.1)
    b.box(-86, -100, 172, 96, s.shade("wall", 0.3))
    b.box(-22, -72, 44, 68, s.c("wood_dark"))
    b.box(-18, -68, 17, 64, s.c("wood"))
    b.box(1, -68, 17, 64, s.c("wood"))
    for px in (-78, -38, 28, 68):
        b.box(px, -104, 11, 102, s.c("white"))
        b.box(px + 7.6, -104, 3.4, 102, s.shade("white", 0.14))
        b.box(px - 3, -108, 17, 6, s.c("white"))
        b.box(px - 3, -8, 17, 6, s.c("white"))
    b.box(-94, -118, 188, 14, s.c("cream"))
    b.poly(((-106, -116), (0, -176), (106, -116)), s.c(roof))
    b.poly(((-80, -120), (0, -164), (80, -120)), s.c("wall"))
    b.dot(0, -136, 9.5, s.c("turmeric"))
    b.dot(0, -136, 5.5, s.c("red"))
    b.line(((-106, -116), (0, -176), (106, -116)), 5.5, s.shade(roof, 0.3))
    for k in range(3):
        b.box(-96 - 8 * k, -6 + 4 * k, 192 + 16 * k, 4.4, s.shade("stone", -0.35 + 0.18 * k))


def hall(s: Stage, x: float, y: float, w: float, h: float) -> None:
    """Draw an open pavilion: floor, posts and a wide roof. People are drawn on it afterwards."""
    roof = s.pick("roof", "terracotta", "brick", "zinc")
    b = s.b.at(x, y, w / 400)
    t = h / w * 400
    b.box(-190, -t * 0.62, 380, t * 0.62, s.c("leaf_dark", 0.3))
    b.box(-190, -t * 0.26, 380, t * 0.26, s.c("wall"))
    for k in range(13):
        b.line(((-190 + k * 31.6, -t * 0.26), (-190 + k * 31.6, 0)), 1.0, s.shade("wall", 0.16), round_ends=False)
    b.box(-190, -t * 0.275, 380, t * 0.03, s.c("wood"))
    for px in (-184, -64, 58, 176):
        b.box(px, -t * 0.66, 9, t * 0.66, s.c("wood"))
        b.box(px + 6, -t * 0.66, 3, t * 0.66, s.c("wood_dark"))
    b.box(-202, -4, 404, 16, s.c("stone"))
    b.box(-202, -4, 404, 4, s.shade("stone", -0.4))
    roof_side(s, b, -218, -t * 0.6, 436, t * 0.36, roof, 0.0, 0.16)


def stall(s: Stage, x: float, y: float, w: float, goods: str, stripe: str) -> None:
    """Draw a market stall with a striped awning and its goods."""
    b = s.b.at(x, y, w / 100)
    b.oval(0, 1, 52, 4, s.shadow())
    for px in (-45, 43):
        b.box(px, -98, 3, 98, s.c("wood_dark"))
    b.box(-46, -36, 92, 36, s.c("wood"))
    for k in range(6):
        b.line(((-46 + k * 18.4, -34), (-46 + k * 18.4, 0)), 0.8, s.c("wood_dark"), round_ends=False)
    b.poly(((-50, -36), (-44, -46), (44, -46), (50, -36)), s.c("wood_light"))
    b.box(-50, -37, 100, 4, s.c("wood_dark"))
    pile(s, b, goods)
    awning(s, b, -56, -92, 112, 27, stripe)


def pile(s: Stage, b: Brush, goods: str) -> None:
    """Put goods on a stall's table."""
    kinds = {
        "fruit": ("terracotta", "turmeric", "lime"),
        "greens": ("leaf", "leaf_light", "leaf_dark"),
        "fish": ("zinc", "river_light", "zinc_dark"),
        "pepper": ("red", "leaf", "ripe"),
        "cloth": ("plum", "blue", "turmeric"),
    }
    for i, colour in enumerate(kinds.get(goods, kinds["fruit"])):
        cx = -29 + i * 29
        b.poly(((cx - 13, -44), (cx + 13, -44), (cx + 10, -36), (cx - 10, -36)), s.c("straw"))
        if goods == "fish":
            for k in range(3):
                b.blob(
                    (
                        (cx - 10 + k, -45 - k * 3),
                        (cx, -49 - k * 3),
                        (cx + 8, -46 - k * 3),
                        (cx + 12, -49 - k * 3),
                        (cx + 12, -43 - k * 3),
                        (cx, -43 - k * 3),
                    ),
                    s.shade(colour, 0.1 * k),
                    4,
                )
        elif goods == "greens":
            for k in range(5):
                b.oval(cx - 9 + k * 4.5, -48 - (k % 2) * 2, 3.2, 6, s.shade(colour, 0.12 * (k % 2)))
        elif goods == "cloth":
            for k in range(3):
                b.box(cx - 11, -47 - k * 4, 22, 3.6, s.shade(colour, -0.2 * (k % 2)), 1.4)
        else:
            for k, (dx, dy) in enumerate(
                ((-8, 0), (-2.6, 0), (2.8, 0), (8.2, 0), (-5.4, -4.6), (0, -4.6), (5.6, -4.6), (-2.6, -9), (2.8, -9))
            ):
                b.dot(cx + dx, -46 + dy, 3.3, s.shade(colour, 0.1 * (k % 2)))


def awning(s: Stage, b: Brush, x: float, y: float, w: float, h: float, stripe: str) -> None:
    """Draw a striped awning with a scalloped edge."""
    count = 8
    each = w / count
    for k in range(count):
        name = stripe if k % 2 == 0 else "paper"
        left, right = x + k * each, x + (k + 1) * each
        inner = 0.84
        mid = x + w / 2
        b.poly(((mid + (left - mid) * inner, y - h * 0.62), (mid + (right - mid) * inner, y - h * 0.62), (right, y), (left, y)), s.c(name))
        b.oval((left + right) / 2, y, each / 2, h * 0.24, s.shade(name, 0.08))


def post_lamp(s: Stage, x: float, y: float, h: float, *, far: float = 0.0) -> tuple[tuple[float, float], tuple[float, float]]:
    """Draw an electricity pole; return its two wire ends."""
    s.b.limb((x, y), (x, y - h), h * 0.018, h * 0.013, s.c("wood_dark", far))
    arm = h * 0.13
    s.b.line(((x - arm, y - h * 0.92), (x + arm, y - h * 0.92)), h * 0.018, s.c("wood_dark", far))
    for dx in (-arm * 0.9, arm * 0.9):
        s.b.box(x + dx - h * 0.008, y - h * 0.955, h * 0.016, h * 0.035, s.c("white", far))
    return (x - arm * 0.9, y - h * 0.955), (x + arm * 0.9, y - h * 0.955)


def wire(s: Stage, first: tuple[float, float], second: tuple[float, float], *, sag: float = 0.12, far: float = 0.0) -> None:
    """Hang a wire between two points."""
    span = math.hypot(second[0] - first[0], second[1] - first[1])
    s.b.curve((first, ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2 + span * sag), second), 3, s.c("ink", far))


def fence(s: Stage, left: float, right: float, y: float, h: float, *, name: str = "wood") -> None:
    """Draw a plain rail fence."""
    for k in (0.4, 0.8):
        s.b.line(((left, y - h * k), (right, y - h * k)), h * 0.1, s.c(name), round_ends=False)
    x = left
    while x <= right:
        s.b.box(x - h * 0.06, y - h, h * 0.12, h, s.shade(name, 0.25))
        x += h * 0.75
