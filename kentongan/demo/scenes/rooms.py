"""Under a roof: weaving, the shop, the library, the meeting."""

from __future__ import annotations

import math

from .brush import smooth
from .builds import awning
from .people import look, person
from .stage import Stage
from .things import basket, book, sack, sheet, shelf


def anyaman(s: Stage) -> None:
    """Weaving mats and baskets on the veranda."""
    s.b.box(-60, -400, 1720, 2000, s.c("wood_light"))
    for x in range(-40, 1640, 74):
        s.b.box(x, -400, 6, 1200, s.shade("wood_light", 0.16))
    s.b.box(-60, -400, 1720, 470, s.shade("wood_light", 0.2))
    d = s.side()
    wx = 800 + d * 420
    s.b.box(wx - 250, 90, 500, 450, s.c("wood_dark"))
    pane = Stage(s.b, s.light, s.r)
    s.b.box(wx - 225, 115, 450, 400, s.light.sky)
    s.b.dot(wx + s.u(-120, 120), 230, 56, s.light.sun)
    for i in range(3):
        name = ("river_dark", "leaf_dark", "leaf")[i]
        pts = smooth([(wx - 225 + k * 75, 340 + 55 * i + s.u(-32, 32)) for k in range(7)])
        s.b.poly([*pts, (wx + 225, 515), (wx - 225, 515)], pane.c(name, 0.5 - 0.2 * i))
    s.b.box(wx - 8, 90, 16, 450, s.c("wood_dark"))
    s.b.box(wx - 270, 520, 540, 32, s.c("wood"))
    # a hung mat
    weave(s, 800 - d * 420 - 260, 70, 520, 480, 13)
    # floor
    s.b.box(-60, 770, 1720, 900, s.c("wood"))
    for k in range(7):
        y = 770 + 16 * k * k * 0.62 + 26 * k
        s.b.box(-60, y, 1720, 6, s.c("wood_dark"))
    # the mat being woven
    mx = 800 - d * 20
    ox = mx - 430 if d > 0 else mx - 330
    corner = [(ox + 90, 900), (ox + 690, 900), (ox + 800, 1190), (ox - 20, 1190)]
    flat_weave(s, corner)
    for k in range(26):
        t = k / 25
        x0 = corner[0][0] + (corner[1][0] - corner[0][0]) * t
        s.b.line(((x0, 902), (x0 + (t - 0.5) * 60 + s.u(-8, 8), 850 - 26 * math.sin(t * 3.1))), 9, s.c("straw" if k % 2 else "terracotta"))
    person(s, 800 - d * 470, 1120, 720, look(s, "woman", wear="trousers"), "weave", d)
    person(
        s,
        800 + d * 480,
        1080,
        640,
        look(s, s.pick("elder", "woman", "woman"), wear="trousers"),
        "weave",
        -d,
        hands=((18, -26), (26, -24)),
        prop=lambda b: basket(s, b, 24, -8, 26, 26),
    )
    if s.r.random() < 0.6:
        person(s, 800 + d * 120, 900, 330, "child", "sit", s.side(), shadow=False)
    for i in range(s.r.randint(2, 3)):
        basket(s, s.b, 800 - d * (250 - i * 210) + s.u(-30, 30), 850, s.u(120, 170), s.u(110, 160), filled=s.pick("", "", "leaf_light"))


def weave(s: Stage, x: float, y: float, w: float, h: float, count: int) -> None:
    """Hang a plaited mat: plain over-and-under with stripes and steps of our own, no inherited emblem."""
    cell = w / count
    rows = int(h / cell)
    a, b = s.pick("straw", "cream"), s.pick("terracotta", "leaf_dark", "plum", "red")
    s.b.box(x - 14, y - 14, w + 28, rows * cell + 28, s.c(b))
    turn = s.r.randrange(3)
    for i in range(count):
        for j in range(rows):
            dark = ((i + j) % 4 == 0, (i + j) % 3 == 0 and (i - j) % 3 == 0, (abs(i - count // 2) + j) % 4 == 0)[turn]
            name = b if dark else a
            s.b.box(x + i * cell, y + j * cell, cell, cell, s.shade(name, 0.06 if (i + j) % 2 else 0.0))
            if (i + j) % 2:
                s.b.line(
                    ((x + i * cell, y + (j + 0.5) * cell), (x + (i + 1) * cell, y + (j + 0.5) * cell)),
                    2.6,
                    s.shade(name, 0.2),
                    round_ends=False,
                )
            else:
                s.b.line(
                    ((x + (i + 0.5) * cell, y + j * cell), (x + (i + 0.5) * cell, y + (j + 1) * cell)),
                    2.6,
                    s.shade(name, 0.2),
                    round_ends=False,
                )


def flat_weave(s: Stage, corner: list[tuple[float, float]], count: int = 18, rows: int = 10) -> None:
    """Lay a plaited mat on the floor in perspective."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corner
    a, b = s.pick("straw", "cream"), s.pick("terracotta", "leaf_dark", "plum")
    step = s.r.choice((3, 4, 5))

    def at(u: float, v: float) -> tuple[float, float]:
        return (ax * (1 - u) + bx * u) * (1 - v) + (dx * (1 - u) + cx * u) * v, (ay * (1 - u) + by * u) * (1 - v) + (
            dy * (1 - u) + cy * u
        ) * v

    for i in range(count):
        for j in range(rows):
            name = b if (abs(i - count // 2) + j) % step == 0 else a
            s.b.poly(
                (
                    at(i / count, j / rows),
                    at((i + 1) / count, j / rows),
                    at((i + 1) / count, (j + 1) / rows),
                    at(i / count, (j + 1) / rows),
                ),
                s.shade(name, 0.09 if (i + j) % 2 else 0.0),
            )


def room(s: Stage, wall: str, floor: str, *, level: float = 800) -> None:
    """Paint a plain room."""
    s.b.box(-60, -400, 1720, 2000, s.c(wall))
    for k in range(9):
        s.b.box(-60, 40 + k * 92, 1720, 4, s.shade(wall, 0.07))
    s.b.box(-60, level, 1720, 900, s.c(floor))
    for k in range(8):
        s.b.line(((800 + (k - 3.5) * 210, level), (800 + (k - 3.5) * 520, 1240)), 5, s.shade(floor, 0.14))
    s.b.box(-60, level - 22, 1720, 24, s.shade(wall, 0.3))


def view(s: Stage, x: float, y: float, w: float, h: float) -> None:
    """Cut a window with a view of the hills."""
    s.b.box(x - 18, y - 18, w + 36, h + 36, s.c("wood_dark"))
    s.b.box(x, y, w, h, s.light.sky)
    s.b.dot(x + w * s.u(0.25, 0.75), y + h * 0.32, w * 0.12, s.light.sun)
    for i in range(3):
        pts = smooth([(x + k * w / 5, y + h * (0.5 + 0.15 * i) + s.u(-0.07, 0.07) * h) for k in range(6)])
        s.b.poly([*pts, (x + w, y + h), (x, y + h)], s.c(("river_dark", "leaf_dark", "leaf")[i], 0.5 - 0.2 * i))
    s.b.box(x + w / 2 - 6, y, 12, h, s.c("wood_dark"))
    s.b.box(x - 30, y + h + 10, w + 60, 20, s.c("wood"))


def koperasi(s: Stage) -> None:
    """The village cooperative's shop."""
    room(s, s.pick("wall", "wall_green", "wall_blue"), "mud", level=900)
    d = s.side()
    side = 800 - d * 10
    shelf(s, side - 640, 190, 560, 560, 4, "goods")
    shelf(s, side + 80, 190, 560, 560, 4, "goods")
    awning(s, s.b, 60, 110, 1480, 120, s.pick("red", "leaf_dark", "blue", "terracotta"))
    for i in range(3):
        x = 800 + (i - 1) * 40
        s.b.line(((x, 180), (x, 300 + i % 2 * 50)), 4, s.c("ink"))
        s.b.blob(
            (
                (x - 18, 300 + i % 2 * 50),
                (x, 284 + i % 2 * 50),
                (x + 18, 300 + i % 2 * 50),
                (x + 14, 360 + i % 2 * 50),
                (x - 14, 360 + i % 2 * 50),
            ),
            s.c(("turmeric", "red", "leaf")[i]),
        )
    kx = 800 + d * s.u(60, 160)
    person(s, kx, 1010, 560, s.r.choice(("woman", "man")), "give", -d, shadow=False)
    if s.r.random() < 0.5:
        person(s, kx + d * 330, 1000, 520, "woman", "hold", -d, prop=sheet(s), shadow=False)
    s.b.box(150, 850, 1300, 260, s.c("wood"))
    for k in range(8):
        s.b.box(174 + k * 160, 890, 136, 190, s.shade("wood", 0.12 if k % 2 else 0.2))
    s.b.box(120, 820, 1360, 44, s.c("wood_light"))
    s.b.box(120, 850, 1360, 14, s.shade("wood_light", 0.2))
    # scale
    x = 800 + d * 420
    s.b.poly(((x - 70, 820), (x + 70, 820), (x + 46, 730), (x - 46, 730)), s.c("red"))
    s.b.dot(x, 776, 32, s.c("white"))
    s.b.line(((x, 776), (x + 12, 752)), 5, s.c("ink"))
    s.b.poly(((x - 90, 712), (x + 90, 712), (x + 60, 732), (x - 60, 732)), s.c("zinc"))
    for k in range(5):
        s.b.dot(x - 44 + 22 * k, 704 - 10 * (k % 2), 16, s.c(s.pick("red", "turmeric", "terracotta")))
    for k in range(3):
        sack(s, s.b, 800 - d * (60 - k * 62), 820, 58, 76 + 12 * (k % 2), s.pick("cream", "leaf_light", "turmeric"))
    cx = 800 - d * s.u(310, 380)
    person(s, cx, 1150, 600, s.r.choice(("farmer", "woman", "elder")), "give", d)
    if s.r.random() < 0.7:
        person(s, cx - d * 190, 1165, 340, "child", "stand", d)
    sack(s, s.b, cx + d * 250, 1170, 200, 230, "cream")
    sack(s, s.b, 800 + d * 560, 1170, 230, 250, s.pick("straw", "cream"))
    sack(s, s.b, 800 + d * 390, 1190, 190, 200, "cream")


def perpustakaan(s: Stage) -> None:
    """The village library."""
    room(s, s.pick("wall", "wall_green", "cream"), s.pick("wood_light", "mud"), level=820)
    d = s.side()
    shelf(s, 800 - d * 420 - 370, 130, 740, 690, 4)
    view(s, 800 + d * 420 - 190, 190, 380, 330)
    shelf(s, 800 + d * 420 - 290, 600, 580, 222, 1)
    rug = s.pick("terracotta", "leaf_dark", "plum", "blue")
    s.b.oval(800, 1060, 690, 140, s.c(rug))
    s.b.oval(800, 1060, 630, 118, s.shade(rug, -0.25))
    s.b.oval(800, 1060, 585, 102, s.c(rug))
    if s.r.random() < 0.55:
        person(s, 800 - d * s.u(420, 540), 890, 520, s.r.choice(("man", "woman")), "reach", -d)
    n = s.r.randint(3, 4)
    for i in range(n):
        x = 800 + (i - (n - 1) / 2) * 320 + s.u(-20, 20)
        child = i != n // 2
        person(
            s,
            x,
            (1080 if child else 1030) + s.u(-8, 8) + 50 * (i % 2),
            470 if child else 600,
            look(s, s.r.choice(("pupil", "child")) if child else "woman", wear="trousers"),
            "read",
            1 if i < n / 2 else -1,
            prop=book(s, s.pick("red", "blue", "turmeric", "leaf_dark")),
        )
    for _ in range(3):
        x, y = s.u(350, 1250), s.u(1145, 1175)
        for k in range(s.r.randint(1, 3)):
            s.b.box(x + s.u(-6, 6), y - 18 * k, 96, 17, s.c(s.pick("red", "blue", "turmeric", "leaf", "cream")))


def musyawarah(s: Stage) -> None:
    """A meeting in the hall, everybody in the circle."""
    room(s, s.pick("wood_light", "wall", "wall_green"), s.pick("sand", "mud"), level=700)
    for x in (60, 540, 1060, 1500):
        s.b.box(x, -100, 44, 830, s.c("wood"))
        s.b.box(x + 30, -100, 14, 830, s.c("wood_dark"))
    view(s, 170, 180, 300, 330)
    view(s, 1160, 180, 290, 330)
    s.b.box(-60, 40, 1720, 50, s.c("wood_dark"))
    bx = 690
    s.b.box(bx - 10, 200, 290, 230, s.c("wood"))
    s.b.box(bx, 210, 270, 210, s.c("white"))
    for k in range(4):
        s.b.box(bx + 24 + k * 58, 390 - s.u(50, 140), 36, 10, s.c("white"))
        hgt = s.u(40, 140)
        s.b.box(bx + 28 + k * 58, 396 - hgt, 38, hgt, s.c(("terracotta", "turmeric", "leaf", "river_dark")[k]))
    s.b.oval(800, 985, 760, 230, s.c("terracotta"))
    s.b.oval(800, 985, 728, 214, s.c("straw"))
    s.b.oval(800, 985, 690, 196, s.shade("straw", 0.07))
    speaker = s.r.random()
    n = s.r.randint(7, 9)
    spots = []
    for i in range(n):
        a = math.pi * (1.06 + 0.88 * i / (n - 1)) if n > 1 else 0
        spots.append((800 + 560 * math.cos(a), 985 + 150 * math.sin(a), 1 if math.cos(a) < 0 else -1))
    stand = s.r.randrange(2, n - 2)
    for i, (x, y, face) in enumerate(spots):
        if i == stand and speaker < 0.75:
            person(s, x, y, 450, s.r.choice(("woman", "elder", "man")), "give", face, hands=((-10, -47), (26, -66)), shadow=False)
        else:
            person(
                s,
                x,
                y,
                410,
                look(s, "", wear="trousers"),
                "sit",
                face,
                hands=((-10, -13), (13, -13)) if s.r.random() < 0.7 else ((6, -26), (24, -46)),
            )
    for k in range(5):
        x = 800 + (k - 2) * 110
        s.b.oval(x, 985 + 8 * (k % 2), 42, 13, s.c(("leaf", "cream", "leaf", "cream", "leaf")[k]))
        s.b.oval(x, 978 + 8 * (k % 2), 26, 9, s.c(s.pick("turmeric", "terracotta", "ripe")))
    for x, face in ((250, 1), (520, 1), (1080, -1), (1350, -1)):
        person(s, x + s.u(-30, 30), 1165 + s.u(-6, 10), 470, look(s, "", wear="trousers"), "sit", face)
