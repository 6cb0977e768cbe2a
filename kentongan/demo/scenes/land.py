"""Sky, hills, water, fields and plants."""

from __future__ import annotations

import math

from .brush import HEIGHT, WIDTH, Point, smooth
from .stage import Stage, mix


def sky(
    s: Stage, horizon: float = 560, *, sun: float | None = None, size: float = 0, clouds: int = 3, rings: bool = True
) -> tuple[float, float]:
    """Paint the sky with the sun, its cut-paper rings and clouds; return where the sun stands."""
    light, r = s.light, s.r
    s.b.box(-60, -400, WIDTH + 120, HEIGHT + 800, light.sky)
    x = sun if sun is not None else s.u(330, 1270)
    y = horizon * light.height * s.u(0.85, 1.1)
    radius = size or s.u(62, 92)
    if light.name == "mendung":
        for _ in range(6):
            cloud(s, s.u(0, 1600), s.u(40, horizon * 0.7), s.u(280, 480), light.cloud)
        return x, y
    if rings:
        for i, reach in enumerate((6.4, 4.4, 2.9, 1.8)):
            s.b.dot(x, y, radius * reach, mix(light.sky, light.glow, 0.3 + 0.23 * i))
    s.b.dot(x, y, radius, light.sun)
    for _ in range(clouds):
        cloud(s, s.u(60, 1540), s.u(90, horizon * 0.55), s.u(120, 240), light.cloud)
    if r.random() < 0.7:
        birds(s, s.u(300, 1200), s.u(130, horizon * 0.5), r.randint(3, 5))
    return x, y


def cloud(s: Stage, x: float, y: float, w: float, fill: tuple[int, ...]) -> None:
    """Draw a flat, long cloud."""
    for dx, dy, k in ((0, 0, 1.0), (w * s.u(0.15, 0.3), -w * 0.11, 0.6), (-w * s.u(0.1, 0.3), w * 0.1, 0.62)):
        s.b.box(x + dx - w * k / 2, y + dy, w * k, w * 0.13, fill, w * 0.065)


def birds(s: Stage, x: float, y: float, count: int) -> None:
    """Draw a few birds far off."""
    ink = s.c("leaf_deep", 0.35)
    for i in range(count):
        bx, by, k = x + i * s.u(34, 62), y + s.u(-36, 36), s.u(0.7, 1.2)
        s.b.curve(
            ((bx - 16 * k, by - 6 * k), (bx - 7 * k, by - 10 * k), (bx, by), (bx + 7 * k, by - 10 * k), (bx + 16 * k, by - 6 * k)),
            3.4 * k,
            ink,
        )


def ridge(s: Stage, y: float, swing: float, *, rough: float = 0.0, slope: float = 0.0) -> list[Point]:
    """Return a hill line from left to right; ``rough`` gives it a canopy of trees."""
    a, b, c = s.u(0, 6.3), s.u(0, 6.3), s.u(0, 6.3)
    long, mid = s.u(0.8, 1.4), s.u(2.1, 3.3)
    out: list[Point] = []
    step = 10 if rough else 25
    for x in range(-60, WIDTH + 61, step):
        t = x / WIDTH
        height = swing * (0.62 * math.sin(t * math.tau * long + a) + 0.3 * math.sin(t * math.tau * mid + b) + 0.08 * math.sin(t * 40 + c))
        crown = rough * (abs(math.sin(x / 27 + a)) * 0.6 + abs(math.sin(x / 43 + b)) * 0.5) if rough else 0.0
        out.append((x, y - height - crown + slope * (t - 0.5)))
    return out


def fill_down(s: Stage, line: list[Point], fill: tuple[int, ...], *, rim: tuple[int, ...] | None = None, depth: float = 7) -> None:
    """Fill from a line to the bottom of the picture, with a light cut edge on top."""
    base = [(WIDTH + 60.0, HEIGHT + 400.0), (-60.0, HEIGHT + 400.0)]
    if rim:
        s.b.poly([*line, *base], rim)
        s.b.poly([*((x, y + depth) for x, y in line), *base], fill)
    else:
        s.b.poly([*line, *base], fill)


def carve(s: Stage, line: list[Point], fill: tuple[int, ...], *, count: int = 40, deep: float = 150, width: float = 3.4) -> None:
    """Cut short strokes below a hill line, as a knife does in lino."""
    for _ in range(count):
        i = s.r.randrange(2, len(line) - 6)
        drop = 18 + deep * s.r.random() ** 1.3
        run = s.r.randint(2, 4) if len(line) < 100 else s.r.randint(5, 9)
        part = [(x, y + drop * (1 + 0.05 * k)) for k, (x, y) in enumerate(line[i : i + run])]
        if len(part) > 1:
            s.b.line(part, width, fill)


def hills(
    s: Stage,
    horizon: float = 560,
    *,
    layers: int = 3,
    swing: float = 95,
    near: str = "leaf",
    far: float = 0.72,
    forest: bool = True,
    peaks: bool = True,
) -> None:
    """Paint hills from hazy far ones to a wooded near one, all ending above the horizon line."""
    layers += s.r.choice((0, 0, 1))
    swing *= s.u(0.7, 1.3)
    if peaks and s.r.random() < 0.45:
        peak(s, s.u(200, 1400), horizon - 60, s.u(520, 900), s.u(210, 300))
    for i in range(layers):
        t = i / max(1, layers - 1)
        haze = far * (1 - t) + 0.12 * t
        name = near if i == layers - 1 else "leaf_dark" if i % 2 else "river_dark"
        line = ridge(s, horizon - 150 + 112 * t, swing * (1.15 - 0.55 * t), rough=(14 + 12 * t) if forest and i >= layers - 1 else 0)
        fill_down(s, line, s.c(name, haze), rim=s.c(name, min(0.9, haze + 0.12)))
        carve(s, line, s.c(name, min(0.92, haze + 0.1)), count=16 + 8 * i, deep=110)


def peak(s: Stage, x: float, y: float, w: float, h: float) -> None:
    """Stand a far mountain behind the hills, one flank in shade."""
    left, right = s.u(0.9, 1.1), s.u(0.9, 1.1)
    up = smooth([(x - w * 0.62 * left, y + 60), (x - w * 0.3 * left, y - h * 0.42), (x - w * 0.1, y - h * 0.93), (x, y - h)])
    down = smooth([(x, y - h), (x + w * 0.07, y - h * 0.9), (x + w * 0.26 * right, y - h * 0.44), (x + w * 0.62 * right, y + 60)])
    s.b.poly([*up, *down], s.c("river_dark", 0.74))
    s.b.poly([*down, (x + w * 0.1, y + 60), (x + w * 0.13, y - h * 0.3), (x - w * 0.01, y - h * 0.6)], s.c("river_dark", 0.64))


def ground(s: Stage, y: float, name: str, *, swing: float = 14, far: float = 0.0, marks: int = 34) -> list[Point]:
    """Paint the ground people stand on and return its edge."""
    line = ridge(s, y, swing)
    fill_down(s, line, s.c(name, far), rim=s.shade(name, -0.25, far), depth=6)
    if marks:
        pale = s.shade(name, -0.16, far)
        for _ in range(marks):
            x = s.u(0, WIDTH)
            depth = s.r.random()
            yy = y + 40 + depth * (HEIGHT - y)
            length = 18 + 60 * depth
            s.b.line(((x, yy), (x + length, yy + s.u(-4, 4))), 2.6 + 2.6 * depth, pale)
    return line


def water(s: Stage, top: float, name: str = "river", *, bottom: float = HEIGHT + 300, ripples: int = 60, sun: float | None = None) -> None:
    """Paint a flat body of water with ripples that grow nearer, and the sun's path on it."""
    s.b.box(-60, top, WIDTH + 120, bottom - top, s.c(name))
    s.b.box(-60, top, WIDTH + 120, (min(bottom, HEIGHT) - top) * 0.16, s.shade(name, -0.2))
    deep = min(bottom, HEIGHT) - top
    if sun is not None:
        for i in range(12):
            t = (i / 12) ** 1.4
            half = (34 + 90 * t) * s.u(0.5, 1.1)
            s.b.box(sun - half + s.u(-14, 14), top + 8 + deep * t, half * 2, 5 + 9 * t, mix(s.c(name), s.light.sun, 0.75), 6)
    for _ in range(ripples):
        t = s.r.random() ** 1.5
        x, y, half = s.u(-40, WIDTH), top + 14 + deep * t, (16 + 74 * t) * s.u(0.6, 1.2)
        s.b.curve(
            ((x, y), (x + half * 0.5, y - 3 - 4 * t), (x + half, y), (x + half * 1.5, y + 2 + 3 * t)),
            2.4 + 4 * t,
            s.shade(name, s.r.choice((-0.3, -0.22, 0.14))),
        )


def ribbon(
    s: Stage, path: list[tuple[float, float, float]], fill: tuple[int, ...], *, rim: tuple[int, ...] | None = None, edge: float = 10
) -> list[tuple[float, float, float]]:
    """Paint a road or river along (x, y, half width) points."""
    middle = smooth([(x, y) for x, y, _ in path])
    wide = [w for w, _ in smooth([(w, 0.0) for _, _, w in path])]
    if rim:
        s.b.poly(
            [
                *((x - w - edge * w / 120, y) for (x, y), w in zip(middle, wide, strict=True)),
                *reversed([(x + w + edge * w / 120, y) for (x, y), w in zip(middle, wide, strict=True)]),
            ],
            rim,
        )
    s.b.poly(
        [
            *((x - w, y) for (x, y), w in zip(middle, wide, strict=True)),
            *reversed([(x + w, y) for (x, y), w in zip(middle, wide, strict=True)]),
        ],
        fill,
    )
    return [(x, y, w) for (x, y), w in zip(middle, wide, strict=True)]


# plants -----------------------------------------------------------------------------------------------------------------------------


def tree(s: Stage, x: float, y: float, h: float, *, name: str = "leaf_dark", far: float = 0.0) -> None:
    """Draw a broad tropical tree."""
    b = s.b.at(x, y, h / 100)
    trunk = s.c("wood_dark", far)
    b.poly(((-4.5, 0), (-2.6, -50), (2.6, -50), (5, 0)), trunk)
    b.line(((0, -34), (-14, -58)), 3, trunk)
    b.line(((0, -30), (15, -54)), 2.6, trunk)
    crowns = [(-18, -60, 17), (17, -58, 17), (-4, -74, 21), (12, -78, 16), (-16, -76, 14)]
    s.r.shuffle(crowns)
    for cx, cy, cr in crowns:
        b.dot(cx + s.u(-2, 2), cy, cr * s.u(0.9, 1.12), s.c(name, far))
    for cx, cy, cr in crowns[:4]:
        b.oval(cx + cr * 0.2, cy - cr * 0.32, cr * 0.6, cr * 0.42, s.shade(name, -0.14, far))
    for cx, cy, cr in crowns[2:]:
        b.curve(((cx - cr * 0.5, cy + cr * 0.3), (cx, cy + cr * 0.5), (cx + cr * 0.5, cy + cr * 0.25)), 1.6, s.shade(name, 0.22, far))


def palm(s: Stage, x: float, y: float, h: float, *, far: float = 0.0, lean: float | None = None) -> None:
    """Draw a coconut palm."""
    tip = (lean if lean is not None else s.u(-0.24, 0.24)) * h
    top: Point = (x + tip, y - h * 0.8)
    s.b.curve(((x, y), (x + tip * 0.2, y - h * 0.4), top), h * 0.04, s.c("wood", far))
    for k in range(1, 7):
        t = k / 7
        px, py = x + tip * (t * t * 0.9 + 0.1 * t), y - h * 0.8 * t
        s.b.line(((px - h * 0.018, py), (px + h * 0.018, py - h * 0.006)), h * 0.008, s.c("wood_dark", far))
    start = s.u(-0.2, 0.2)
    for i, angle in enumerate((-2.9, -2.35, -1.85, -1.3, -0.8, -0.2, 0.35, 2.8)):
        angle += start * 0.6
        reach = h * s.u(0.3, 0.38)
        dx, dy = math.cos(angle) * reach, math.sin(angle) * reach
        end = (top[0] + dx, top[1] + dy * 0.7 + reach * 0.38)
        mid = (top[0] + dx * 0.55, top[1] + dy * 0.75 - reach * 0.05)
        under = (top[0] + dx * 0.6, top[1] + dy * 0.75 + reach * 0.2)
        s.b.poly([*smooth([top, mid, end]), *smooth([end, under, top])], s.c("leaf_dark" if i % 2 else "leaf", far))
    for dx in (-0.025, 0.022, 0.0):
        s.b.dot(top[0] + dx * h, top[1] + h * 0.03, h * 0.024, s.c("ripe_dark", far))


def banana(s: Stage, x: float, y: float, h: float, *, far: float = 0.0) -> None:
    """Draw a banana plant."""
    s.b.limb((x, y), (x, y - h * 0.5), h * 0.045, h * 0.03, s.c("leaf_light", far))
    for i, (angle, reach) in enumerate(((-2.7, 0.46), (-0.45, 0.48), (-2.1, 0.52), (-1.0, 0.54), (-1.55, 0.52))):
        angle += s.u(-0.15, 0.15)
        b = s.b.at(x, y - h * 0.46, h * reach / 50, turn=angle)
        b.blob(((0, 0), (14, -7.5), (34, -7), (50, 3), (34, 6), (14, 5)), s.c(("leaf", "leaf_light", "leaf")[i % 3], far))
        b.line(((2, 0), (46, 1)), 1.2, s.shade("leaf", 0.25, far))


def tuft(s: Stage, x: float, y: float, size: float, name: str, *, blades: int = 5, width: float = 0.12) -> None:
    """Draw a tuft of grass or rice."""
    for i in range(blades):
        t = (i / max(1, blades - 1) - 0.5) * 2
        s.b.line(
            (
                (x + t * size * 0.1, y),
                (x + t * size * 0.3, y - size * 0.6),
                (x + t * size * (0.6 + 0.1 * (i % 2)), y - size * (1 - 0.35 * abs(t))),
            ),
            max(2.2, size * width),
            s.c(name),
            round_ends=False,
        )


def bush(s: Stage, x: float, y: float, w: float, name: str = "leaf_dark", far: float = 0.0) -> None:
    """Draw a low bush."""
    for k, dx, dy in ((0.34, -0.32, 0), (0.4, 0.28, 0), (0.46, 0, -0.16)):
        s.b.dot(x + dx * w, y + dy * w - w * 0.2, w * k * 0.8, s.c(name, far))
    s.b.oval(x + 0.05 * w, y - w * 0.5, w * 0.2, w * 0.1, s.shade(name, -0.14, far))


def fern(s: Stage, x: float, y: float, size: float, name: str = "leaf_deep") -> None:
    """Draw broad leaves at the edge of the picture, near the eye."""
    for angle in (-2.75, -2.3, -1.85, -1.4, -0.95, -0.45):
        b = s.b.at(x, y, size / 100, turn=angle + s.u(-0.12, 0.12))
        b.blob(((0, -2), (35, -13), (75, -11), (104, 2), (75, 9), (35, 9)), s.c(name))
        b.line(((4, 0), (96, 0)), 1.8, s.shade(name, -0.18))


def frame(s: Stage, *, low: float = 1200, name: str = "leaf_deep") -> None:
    """Put near leaves into one or both lower corners, so that the picture has a foreground."""
    for x in (60, 1540):
        if s.r.random() < 0.8:
            fern(s, x + s.u(-60, 60), low + 20, s.u(150, 230), name)


def pepper(s: Stage, x: float, y: float, h: float, *, far: float = 0.0, fruit: bool = True) -> None:
    """Draw a pepper vine on its pole."""
    s.b.limb((x, y), (x, y - h), h * 0.022, h * 0.018, s.c("wood", far))
    b = s.b.at(x, y, h / 100)
    for i in range(9):
        t = i / 8
        half = 13.5 - 6.5 * t + s.u(-1.5, 1.5)
        b.oval(s.u(-2, 2), -8 - t * 82, half, 8.5, s.c("leaf_dark" if i % 2 else "leaf", far))
    for _ in range(16):
        t = s.r.random()
        half = 11.5 - 6 * t
        lx, ly = s.u(-half, half), -6 - t * 88
        b.blob(
            ((lx, ly - 5), (lx + 3.6, ly - 1), (lx, ly + 5), (lx - 3.6, ly - 1)),
            s.c(s.pick("leaf_light", "leaf", "leaf_deep"), far),
            steps=3,
        )
    if fruit:
        for _ in range(7):
            t = s.u(0.05, 0.9)
            fx, fy = s.u(-1, 1) * (11 - 5 * t), -4 - t * 86
            colour = s.c(s.pick("red", "red", "terracotta", "lime"), far)
            for k in range(4):
                b.dot(fx + 0.3 * (k % 2), fy + k * 2.7, 1.75, colour)


def rubber(s: Stage, x: float, y: float, h: float, w: float, *, far: float = 0.0, cut: bool = True) -> None:
    """Draw a rubber trunk with its slanting cut and its cup."""
    s.b.poly(
        (
            (x - w * 0.62, y),
            (x - w * 0.44, y - h * 0.2),
            (x - w * 0.36, y - h),
            (x + w * 0.36, y - h),
            (x + w * 0.44, y - h * 0.2),
            (x + w * 0.66, y),
        ),
        s.c("stone", far),
    )
    s.b.poly(
        ((x + w * 0.08, y), (x + w * 0.1, y - h), (x + w * 0.36, y - h), (x + w * 0.44, y - h * 0.2), (x + w * 0.66, y)),
        s.shade("stone", 0.16, far),
    )
    for _ in range(8):
        px, py = x + s.u(-0.3, 0.25) * w, y - s.u(0.05, 0.95) * h
        s.b.oval(px, py, w * 0.1, w * 0.05, s.shade("stone", -0.3, far))
    if cut:
        cy = y - h * 0.34
        s.b.poly(
            ((x - w * 0.42, cy - w * 0.75), (x + w * 0.4, cy), (x + w * 0.4, cy + w * 0.36), (x - w * 0.42, cy - w * 0.36)),
            s.c("wood_light", far),
        )
        s.b.line(((x - w * 0.42, cy - w * 0.36), (x + w * 0.38, cy + w * 0.34)), w * 0.07, s.c("white", far))
        s.b.line(((x + w * 0.36, cy + w * 0.34), (x + w * 0.36, cy + w * 0.78)), w * 0.06, s.c("white", far))
        s.b.poly(
            ((x + w * 0.1, cy + w * 0.76), (x + w * 0.66, cy + w * 0.76), (x + w * 0.56, cy + w * 1.14), (x + w * 0.2, cy + w * 1.14)),
            s.c("terracotta", far),
        )
        s.b.oval(x + w * 0.38, cy + w * 0.77, w * 0.28, w * 0.08, s.c("white", far))


def corn(s: Stage, x: float, y: float, h: float, *, ripe: bool = True) -> None:
    """Draw a corn plant."""
    b = s.b.at(x, y, h / 100, flip=s.r.random() < 0.5)
    b.line(((0, 0), (0, -88)), 3.2, s.c("leaf"))
    for i, (ly, side, reach) in enumerate(((-20, 1, 30), (-30, -1, 33), (-44, 1, 34), (-56, -1, 30), (-70, 1, 25))):
        lift = s.u(-4, 4)
        top = smooth([(0, ly), (side * reach * 0.5, ly - 21 + lift), (side * reach, ly - 4 + lift)])
        low = smooth([(side * reach, ly - 4 + lift), (side * reach * 0.45, ly - 13 + lift), (0, ly + 6)])
        b.poly([*top, *low], s.c(("leaf", "leaf_light", "leaf_dark")[i % 3]))
    if ripe:
        b.blob(((2, -40), (7, -58), (9, -56), (8.4, -45), (4.5, -37)), s.c("lime"))
        b.blob(((5.4, -48), (8, -60), (10, -57), (9, -49)), s.c("ripe"))
    for dx in (-6, -2, 2, 6):
        b.line(((0, -86), (dx, -100 + abs(dx))), 1.6, s.c("ripe_dark"))


def bamboo(s: Stage, x: float, y: float, h: float, *, far: float = 0.0) -> None:
    """Draw a clump of bamboo."""
    for i in range(6):
        dx = (i - 2.5) * h * 0.05
        bend = (i - 2.5) * h * 0.06 + s.u(-8, 8)
        s.b.curve(
            ((x + dx * 0.4, y), (x + dx, y - h * 0.5), (x + dx + bend, y - h * s.u(0.85, 1.0))),
            h * 0.02,
            s.c("lime" if i % 2 else "leaf_light", far),
        )
        for k in range(4):
            t = 0.45 + 0.15 * k
            lx, ly = x + dx + bend * (t - 0.3), y - h * t
            b = s.b.at(lx, ly, h / 620, turn=s.u(-0.6, 0.5), flip=s.r.random() < 0.5)
            b.blob(((0, 0), (30, -9), (66, 6), (30, 7)), s.c("leaf", far), steps=4)


def woods(s: Stage, y: float, *, far: float = 0.2, low: float = 90, high: float = 150, gap: float = 90, palms: float = 0.25) -> None:
    """Stand a loose row of trees along a line."""
    x = -20.0 + s.u(0, 60)
    while x < WIDTH + 40:
        if s.r.random() < palms:
            palm(s, x, y + s.u(-6, 8), s.u(low, high) * 1.35, far=far)
        else:
            tree(s, x, y + s.u(-6, 8), s.u(low, high), name=s.pick("leaf", "leaf_dark", "moss"), far=far)
        x += gap * s.u(0.5, 1.6)
