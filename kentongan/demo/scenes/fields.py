"""Fields, gardens, cattle and ponds."""

from __future__ import annotations

import math

from .brush import HEIGHT, WIDTH, smooth
from .builds import fence, house, hut
from .land import (
    bamboo,
    banana,
    bush,
    carve,
    corn,
    fill_down,
    frame,
    ground,
    hills,
    palm,
    pepper,
    ridge,
    rubber,
    sky,
    tuft,
    water,
    woods,
)
from .people import person
from .stage import Stage, mix
from .things import back_basket, basket, bike, bucket, chicken, cow, fish, head_basket, hoe, net, sheaf, sickle, stick


def terraces(s: Stage, top: float, names: tuple[str, ...], *, rows: str = "", wet: bool = True) -> list[float]:
    """Lay fields one below another, growing nearer; return their upper edges."""
    edges: list[float] = []
    y, step = top, 46.0
    i = 0
    while y < HEIGHT + 60:
        a, swing = s.u(0, 6.3), 6 + step * 0.12
        line = [(float(x), y + swing * math.sin(x / 420 + a)) for x in range(-60, WIDTH + 61, 20)]
        name = names[i % len(names)]
        fill_down(
            s,
            line,
            s.c(name, max(0.0, 0.24 - 0.06 * i)),
            rim=s.c("mud_dark" if wet else "lime", max(0.0, 0.24 - 0.06 * i)),
            depth=5 + step * 0.07,
        )
        if rows:
            count = max(8, int(1900 / (step * 0.62)))
            for lane in range(2 if step > 70 else 1):
                for k in range(count):
                    x = -40 + k * (WIDTH + 80) / count + (lane % 2) * step * 0.3
                    yy = y + swing * math.sin(x / 420 + a) + step * (0.5 + 0.44 * lane)
                    tuft(
                        s,
                        x,
                        yy,
                        step * 0.32,
                        rows if lane % 2 else s.pick(rows, "leaf_light" if rows != "ripe" else "turmeric"),
                        blades=4,
                        width=0.13,
                    )
        edges.append(y)
        y += step
        step *= 1.42
        i += 1
    return edges


def sawah(s: Stage) -> None:
    """Planting rice in wet fields."""
    sun, _ = sky(s, 520)
    hills(s, 560, swing=120)
    woods(s, 566, far=0.3, low=60, high=105, palms=0.35)
    water(s, 560, "river_light", ripples=0)
    hx = s.u(200, 520) if s.r.random() < 0.5 else s.u(1080, 1400)
    terraces(s, 575, ("river_light", "river", "river_light"), rows="leaf")
    house(s, hx, 640, s.u(170, 220), far=0.12)
    palm(s, hx + s.side() * 150, 650, s.u(250, 330), far=0.08)
    for i in range(7):
        t = i / 7
        half = 40 + 70 * t
        s.b.box(sun - half + s.u(-10, 10), 690 + 460 * t * t, half * 2, 5 + 8 * t, mix(s.c("river_light"), s.light.sun, 0.8), 5)
    count = s.r.randint(3, 4)
    start, face = s.u(380, 520), s.side()
    for i in range(count):
        x = start + i * s.u(230, 290)
        person(s, x, 850 + (i % 2) * 95 + s.u(-15, 15), 370, "farmer", "bend" if i % 3 != 1 else "stoop", face, shadow=False)
        tuft(s, x + face * 125, 856 + (i % 2) * 95, 60, "leaf", blades=5)
    person(
        s,
        800 - face * s.u(380, 480),
        1090,
        430,
        "farmer",
        "carry",
        face,
        prop=lambda b: [
            tuft(Stage(b.at(11, -52, 0.1), s.light, s.r), dx * 60, 0, 230, "leaf_light", blades=4, width=0.16) for dx in (-1, 0, 1)
        ],
        shadow=False,
    )
    for _ in range(20):
        tuft(s, s.u(0, 1600), s.u(1110, 1230), s.u(70, 110), s.pick("leaf", "leaf_light", "leaf_dark"), blades=5)


def panen(s: Stage) -> None:
    """Rice harvest."""
    sky(s, 500)
    hills(s, 540, swing=110)
    woods(s, 552, far=0.3, low=60, high=110)
    terraces(s, 560, ("rice", "ripe", "rice"), rows="ripe", wet=False)
    hut(s, s.u(240, 480) if s.r.random() < 0.5 else s.u(1100, 1350), 690, s.u(210, 260), far=0.05)
    ground(s, 860, "ripe", swing=22, marks=0)
    for i in range(150):
        x, y = s.u(-20, 1620), 850 + (i / 150) ** 1.2 * 120
        tuft(s, x, y + 40, 62 + (y - 850) * 0.2, s.pick("ripe", "turmeric", "ripe_dark", "rice"), blades=5, width=0.1)
    face = s.side()
    xs = [420, 760, 1100]
    s.r.shuffle(xs)
    person(s, xs[0], 960 + s.u(-20, 20), 420, "farmer", "bend", face, prop=sickle(s))
    person(s, xs[1], 985, 440, "woman", "head", -face, top=head_basket(s, "ripe"))
    person(s, xs[2], 955, 420, "farmer", "stoop", -face, prop=sickle(s))
    if s.r.random() < 0.6:
        person(s, s.u(1250, 1380), 900, 330, "farmer", "walk", -1, back=back_basket(s, "ripe"))
    front = ridge(s, 1060, 16)
    fill_down(s, front, s.c("ripe_dark"), rim=s.c("turmeric"), depth=8)
    carve(s, front, s.shade("ripe_dark", -0.2), count=40, deep=120)
    for i in range(s.r.randint(3, 5)):
        sheaf(s, s.b, 280 + i * s.u(230, 290), s.u(1110, 1180), s.u(170, 210))


def ladang(s: Stage) -> None:
    """Sowing dry rice on a hill: dibbling poles first, seed behind."""
    sky(s, 480)
    hills(s, 560, swing=130, layers=3)
    up = s.side()
    slope = ridge(s, 640, 30, slope=190 * up)
    fill_down(s, slope, s.c("mud", 0.12), rim=s.c("lime", 0.1))
    carve(s, slope, s.c("mud_dark", 0.15), count=60, deep=330, width=4)
    for _ in range(60):
        i = s.r.randrange(len(slope))
        x, y = slope[i]
        d = s.u(10, 260)
        tuft(s, x, y + d, 20 + d * 0.12, s.pick("leaf", "leaf_light", "moss"), blades=4)
    high = min(slope[10:56], key=lambda p: p[1])
    hut(s, min(1350, max(250, high[0])), high[1] + 40, 240)
    banana(s, min(1350, max(250, high[0])) + s.side() * 190, high[1] + 60, 180)
    near = ridge(s, 850, 22, slope=90 * up)
    fill_down(s, near, s.c("earth"), rim=s.c("road"))
    carve(s, near, s.c("earth_dark"), count=70, deep=300, width=5)
    face = s.side()
    for i in range(3):
        person(
            s,
            360 + i * 380 + s.u(-30, 30),
            905 + i * up * 18 + s.u(-10, 10),
            400,
            "farmer",
            "pole",
            face,
            prop=stick(s, (14, -92), (24, -1), 2.6, "wood_dark"),
        )
    for i in range(2):
        person(
            s, 540 + i * 380 + s.u(-25, 25), 1085, 440, "woman", "stoop", face, prop=lambda b: basket(s, b, 12, -34, 24, 14, filled="ripe")
        )
    for _ in range(26):
        s.b.oval(s.u(0, 1600), s.u(980, 1190), 8, 5, s.c("earth_dark"))
    frame(s)


def lada(s: Stage) -> None:
    """A pepper garden with its poles in rows."""
    sky(s, 470, clouds=2)
    hills(s, 530, swing=110)
    ground(s, 545, "mud", swing=8)
    vanish = s.u(560, 1040)
    y, h = 590.0, 105.0
    while y < 990:
        gap = h * 0.82
        shift = s.u(0, gap)
        x = vanish % gap + shift - gap * 2
        while x < WIDTH + gap:
            pepper(s, x, y, h * s.u(0.94, 1.06), far=max(0.0, 0.3 - (y - 590) / 700))
            x += gap
        y += h * 0.36
        h *= 1.3
        if h > 340:
            break
    ground(s, 900, "earth", swing=10, marks=26)
    face = s.side()
    left = 330 if face > 0 else 1270
    for x in (left - face * 260, left + face * 215, left + face * 1000):
        pepper(s, x, 1010 + s.u(-10, 20), 640)
    person(s, left, 1050, 470, "farmer", "reach", face, back=back_basket(s, "leaf_light"))
    mx = left + face * 590
    s.b.poly(((mx - 250, 1000), (mx + 250, 1000), (mx + 310, 1120), (mx - 310, 1120)), s.c("straw"))
    s.b.poly(((mx - 220, 1012), (mx + 220, 1012), (mx + 268, 1104), (mx - 268, 1104)), s.c("ripe_dark"))
    for _ in range(420):
        t = s.r.random()
        half = 212 + 48 * t
        s.b.dot(mx + s.u(-half, half), 1014 + 88 * t, s.u(4.5, 7), s.c(s.pick("ink", "wood_dark", "roof_dark", "red")))
    person(s, mx + face * s.u(-60, 60), 1000, 400, "woman", "squat", s.side(), prop=lambda b: basket(s, b, 28, -6, 26, 13, filled="red"))


def karet(s: Stage) -> None:
    """Tapping rubber in straight rows of trees."""
    sky(s, 420, clouds=1)
    s.b.box(-60, 300, 1720, 1200, s.c("leaf_light", 0.4))
    for _ in range(60):
        s.b.oval(s.u(-40, 1640), s.u(60, 330), s.u(90, 170), s.u(50, 90), s.c(s.pick("leaf", "leaf_light", "leaf_dark"), s.u(0.25, 0.5)))
    ground(s, 600, "moss", swing=6, far=0.2, marks=0)
    vanish = s.u(600, 1000)
    ground(s, 640, "olive", swing=6, far=0.1)
    for row, (y, h, w, gap) in enumerate(((640, 420, 24, 120), (690, 520, 36, 170), (770, 640, 56, 250))):
        far = 0.42 - 0.16 * row
        k = -8
        while k < 9:
            x = vanish + (k + 0.5) * gap
            if -80 < x < 1680:
                rubber(s, x, y, h + 140, w, far=far)
            k += 1
    for _ in range(46):
        s.b.oval(s.u(-60, 1660), s.u(-20, 190), s.u(110, 220), s.u(50, 100), s.c(s.pick("leaf", "leaf_dark", "leaf_deep"), s.u(0.0, 0.16)))
    ground(s, 880, "moss", swing=14, marks=50)
    for _ in range(60):
        x, y = s.u(0, 1600), s.u(930, 1180)
        s.b.oval(x, y, 16, 6, s.c(s.pick("ripe_dark", "terracotta", "olive")))
    face = s.side()
    tx = 800 + face * s.u(90, 170)
    rubber(s, tx, 1060, 1150, 150)
    person(
        s,
        tx - face * 205,
        1080,
        560,
        "farmer",
        "reach",
        face,
        hands=((26, -56), (33, -64)),
        back=back_basket(s),
        prop=lambda b: b.line(((30, -60), (44, -66)), 2, s.c("zinc_dark")),
    )
    rubber(s, tx - face * 620, 1010, 1000, 120)
    rubber(s, tx + face * 480, 1030, 1000, 126)
    if s.r.random() < 0.8:
        person(s, tx + face * 290, 990, 360, "woman", "walk", -face, prop=lambda b: bucket(s, b, 12, -26, 15, "zinc", water=True))
    frame(s)


def jagung(s: Stage) -> None:
    """Corn harvest."""
    sky(s, 470)
    hills(s, 530, swing=120)
    ground(s, 545, "leaf_light", swing=10, far=0.2, marks=0)
    house(s, s.u(300, 1300), 600, s.u(160, 210), far=0.15)
    for y, h, gap in ((640, 120, 46), (690, 165, 64), (760, 230, 84), (850, 310, 112)):
        x = -40 + s.u(0, gap)
        while x < WIDTH + 40:
            corn(s, x + s.u(-6, 6), y, h * s.u(0.9, 1.1))
            x += gap
    ground(s, 850, "earth", swing=10)
    face = s.side()
    px = 800 - face * s.u(120, 240)
    person(s, px, 1000, 470, "farmer", "reach", face, back=back_basket(s, "ripe"))
    person(s, px + face * s.u(420, 500), 1030, 450, "woman", "carry", -face, prop=lambda b: basket(s, b, 12, -52, 30, 16, filled="ripe"))
    if s.r.random() < 0.6:
        person(
            s,
            px - face * 330,
            1000,
            300,
            "child",
            "carry",
            face,
            prop=lambda b: [b.blob(((6, -58), (10, -72), (14, -70), (14, -58), (10, -52)), s.c("ripe"))],
        )
    for x in (-10, 110, 1490, 1620, 800 + face * s.u(560, 620), 800 - face * 560):
        corn(s, x, 1090 + s.u(-20, 40), s.u(520, 600))
    for i in range(s.r.randint(2, 3)):
        basket(s, s.b, px + face * (200 - i * 390), 1150, 180, 110, filled="ripe")


def matahari_terbit(s: Stage) -> None:
    """A great sun over the rice fields; somebody is already on the way."""
    sun = s.u(560, 1040)
    x, _ = sky(s, 560, sun=sun, size=s.u(165, 205), clouds=2)
    hills(s, 600, swing=110, layers=3, far=0.66, near="leaf_dark", peaks=False)
    water(s, 596, "river_light", ripples=0)
    terraces(s, 615, ("river_light", "rice", "river_light", "leaf_light"), rows="leaf")
    for i in range(9):
        t = i / 9
        half = 60 + 120 * t * s.u(0.6, 1.1)
        s.b.box(x - half + s.u(-18, 18), 640 + 330 * t * t, half * 2, 6 + 9 * t, mix(s.c("river_light"), s.light.sun, 0.85), 6)
    side = s.side()
    house(s, 800 + side * s.u(420, 520), 690, 210, far=0.1, lit=True)
    palm(s, 800 + side * s.u(580, 640), 720, 430, far=0.06)
    path = ridge(s, 960, 12)
    fill_down(s, path, s.c("earth_dark"), rim=s.c("ripe_dark"), depth=9)
    kind = s.turn % 3
    mx = 800 + s.u(-240, 240)
    if kind == 0:
        bike(s, mx + 20, 985, 330, face=side)
        person(s, mx - side * 130, 985, 430, "farmer", "walk", side, hands=((24, -55), (30, -56)))
    elif kind == 1:
        person(s, mx, 985, 440, "farmer", "walk", side, prop=stick(s, (-14, -70), (26, -92), 1.8, "wood"))
        person(s, mx - side * 230, 985, 420, "woman", "walk", side, back=back_basket(s))
    else:
        person(s, mx, 985, 440, "farmer", "walk", side, prop=hoe(s))
        person(s, mx - side * 190, 985, 300, "child", "walk", side)
    for _ in range(34):
        tuft(s, s.u(-20, 1620), s.u(1060, 1240), s.u(90, 150), s.pick("leaf_deep", "leaf_dark", "leaf"), blades=5)


def ternak(s: Stage) -> None:
    """Cattle and chickens."""
    sky(s, 480)
    hills(s, 550, swing=120)
    ground(s, 560, "lime", far=0.2, marks=20)
    woods(s, 585, far=0.2, low=80, high=130)
    side = s.side()
    hut(s, 800 + side * 480, 760, 430, far=0.04)
    ground(s, 720, "leaf_light")
    hut(s, 800 + side * 480, 800, 430)
    cow(s, 800 + side * 470, 812, 250, face=-side, colour=s.pick("brick", "wood"))
    fence(s, -20, 1620, 800, 74)
    for _ in range(40):
        tuft(s, s.u(0, 1600), s.u(830, 1180), s.u(30, 60), s.pick("leaf", "moss", "lime"), blades=4)
    cow(s, s.u(395, 430), 990, 500, face=1, colour=s.pick("brick", "terracotta", "wood_light"), grazing=s.r.random() < 0.5)
    away = s.turn % 2 == 1
    cow(
        s,
        1130 if away else 1230,
        1070,
        500,
        face=1 if away else -1,
        colour=s.pick("brick", "wood", "terracotta"),
        grazing=s.r.random() < 0.6,
    )
    person(
        s,
        820 + s.u(-20, 20),
        1060,
        470,
        "farmer",
        "give",
        -1,
        prop=lambda b: [tuft(Stage(b.at(24, -58, 0.1), s.light, s.r), dx * 40, 60, 220, "leaf", blades=5, width=0.12) for dx in (-1, 1)],
    )
    for i in range(s.r.randint(3, 5)):
        chicken(
            s,
            240 + i * s.u(240, 300),
            s.u(1110, 1180),
            s.u(95, 120),
            face=s.side(),
            colour=s.pick("terracotta", "paper", "ripe_dark", "roof_dark"),
        )


def ikan(s: Stage) -> None:
    """A fish pond: feeding and drawing the net."""
    sky(s, 460)
    hills(s, 520, swing=110)
    ground(s, 530, "leaf_light", far=0.15, marks=14)
    woods(s, 548, far=0.2, low=80, high=140)
    side = s.side()
    house(s, 800 - side * s.u(330, 420), 620, 270, roof="zinc" if s.r.random() < 0.4 else "")
    banana(s, 800 - side * 590, 640, 220)
    bamboo(s, 800 + side * 560, 640, 420)
    pond = [(-80, 700), (300, 655), (800, 645), (1300, 655), (1700, 700), (1720, 1000), (1300, 1090), (800, 1110), (300, 1090), (-90, 1010)]
    s.b.blob([(x, y - 14) for x, y in pond], s.c("mud"))
    s.b.blob(pond, s.c("river"))
    s.b.poly(
        [*smooth([(-80, 716), (300, 675), (800, 664), (1300, 675), (1700, 716)]), *reversed(pond[:5])],
        s.c("river_dark"),
    )
    for _ in range(44):
        x, y = s.u(0, 1560), s.u(700, 1070)
        w = 30 + (y - 700) * 0.16
        s.b.curve(((x, y), (x + w * 0.5, y - 6), (x + w, y)), 5, s.c("river_light"))
    for i in range(s.r.randint(4, 6)):
        fish(
            s,
            s.b,
            420 + i * s.u(120, 190),
            s.u(820, 990),
            s.u(90, 130),
            s.pick("terracotta", "turmeric", "cream", "river_dark"),
            turn=s.u(-0.3, 0.3),
            flip=s.r.random() < 0.5,
        )
    fx, fy = 800 + side * s.u(20, 120), 800
    s.b.oval(fx, fy + 66, 80, 14, s.c("river_light"))
    fish(s, s.b, fx, fy - 10, 150, "terracotta", turn=-0.9 if side > 0 else 0.9, flip=side < 0)
    for k in range(7):
        s.b.dot(fx - 70 + k * 23, fy + 40 - abs(3 - k) * -12, 7, s.c("river_light"))
    bank = ridge(s, 1065, 16)
    fill_down(s, bank, s.c("earth"), rim=s.c("leaf_light"), depth=16)
    px = 800 - side * s.u(330, 400)
    person(s, px, 1110, 470, "farmer", "give", side, prop=lambda b: bucket(s, b, -12, -24, 20, "blue", water=False))
    for _ in range(14):
        s.b.dot(px + side * s.u(150, 270), 850 + s.u(-50, 80), 5, s.c("ripe_dark"))
    qx = 800 + side * s.u(380, 430)
    person(
        s, qx, 1100, 460, "fisher", "pull", -side, prop=lambda b: net(s, b, [(16, -56), (48, -50), (52, -2), (30, 0)], 7, 6, "paper", 0.7)
    )
    if s.r.random() < 0.7:
        person(s, px - side * 170, 1120, 300, "child", "wave", side)
    bush(s, 60, 1190, 260, "leaf_deep")
    bush(s, 1560, 1200, 240, "leaf_dark")


def hutan(s: Stage) -> None:
    """The forest, and those who walk and guard it."""
    s.b.box(-60, -400, 1720, 2000, mix(s.light.sky, s.c("leaf_light"), 0.3))
    sx = s.u(500, 1100)
    for i, reach in enumerate((620, 430, 270)):
        s.b.dot(sx, 300, reach, mix(mix(s.light.sky, s.c("leaf_light"), 0.3), s.light.glow, 0.28 + 0.24 * i))
    s.b.dot(sx, 290, 92, s.light.sun)
    for layer, (y, far, w, n) in enumerate(((760, 0.66, 26, 15), (830, 0.44, 40, 11), (900, 0.2, 60, 8))):
        name = "river_dark" if layer == 0 else "leaf_dark"
        for k in range(n):
            x = -40 + (k + s.u(0.1, 0.9)) * 1700 / n
            s.b.poly(
                (
                    (x - w * 0.9, y + 60),
                    (x - w * 0.4, y - 120),
                    (x - w * 0.34, -60),
                    (x + w * 0.34, -60),
                    (x + w * 0.4, y - 120),
                    (x + w * 0.9, y + 60),
                ),
                s.c(name, far),
            )
            for _ in range(2):
                by = s.u(120, 500)
                s.b.curve(((x, by + 90), (x + s.side() * 60, by + 20), (x + s.side() * 120, by - 30)), w * 0.2, s.c(name, far))
        for _ in range(22):
            s.b.oval(s.u(-60, 1660), s.u(-60, 150 - 10 * layer), s.u(90, 190), s.u(50, 95), s.c(name, max(0.0, far - 0.04)))
        line = ridge(s, y, 26, rough=26)
        fill_down(s, line, s.c(name, far), rim=s.c("leaf_light", far), depth=5)
        carve(s, line, s.c("leaf_light", far + 0.1), count=26, deep=90)
    if s.light.name != "senja":
        for k in (-1, 0, 1):
            s.b.poly(
                ((sx + k * 60 - 30, 300), (sx + k * 60 + 30, 300), (sx + k * 330 + 120, 1000), (sx + k * 330 - 90, 1000)),
                (*s.light.glow, 52),
            )
    for x, w in ((s.u(60, 210), 120), (s.u(1370, 1540), 140)):
        s.b.poly(
            ((x - w * 1.4, 1180), (x - w * 0.5, 900), (x - w * 0.4, -60), (x + w * 0.4, -60), (x + w * 0.5, 900), (x + w * 1.3, 1180)),
            s.c("wood_dark"),
        )
        s.b.poly(
            ((x + w * 0.12, 1180), (x + w * 0.16, 900), (x + w * 0.14, -60), (x + w * 0.4, -60), (x + w * 0.5, 900), (x + w * 1.3, 1180)),
            s.shade("wood_dark", 0.3),
        )
        for _ in range(16):
            yy = s.u(60, 1000)
            s.b.line(((x - w * 0.3, yy), (x - w * 0.26 + s.u(-6, 6), yy + s.u(50, 120))), 5, s.shade("wood_dark", -0.2))
        s.b.curve(((x - w * 0.4, 0), (x + w * 0.5, 240), (x - w * 0.4, 520), (x + w * 0.5, 820)), 13, s.c("leaf"))
        for k in range(8):
            s.b.oval(x + w * 0.5 * math.sin(k * 1.3), 100 + k * 90, 26, 14, s.c("leaf_light"))
    for _ in range(24):
        s.b.oval(s.u(-60, 1660), s.u(-60, 70), s.u(110, 200), s.u(50, 90), s.c("leaf_deep"))
    path = [(sx, 905, 40.0), (sx + s.u(-90, 90), 980, 90.0), (800, 1080, 190.0), (780, 1260, 330.0)]
    fill_down(s, ridge(s, 930, 14, rough=16), s.c("leaf"), rim=s.c("lime"), depth=6)
    mid = smooth([(x, y) for x, y, _ in path])
    wid = [w for w, _ in smooth([(w, 0.0) for _, _, w in path])]
    s.b.poly(
        [(x - w, y) for (x, y), w in zip(mid, wid, strict=True)] + [(x + w, y) for (x, y), w in reversed(list(zip(mid, wid, strict=True)))],
        s.c("road"),
    )
    face = s.side()
    n = s.r.randint(2, 3)
    for i in range(n):
        person(
            s,
            800 + (i - (n - 1) / 2) * 250 + s.u(-20, 20),
            1070 + 26 * (i % 2),
            430,
            ("man", "woman", "elder")[i % 3],
            "walk",
            face,
            back=back_basket(s, "leaf_light" if i % 2 else ""),
            prop=stick(s, (12, -80), (18, 0), 1.8) if i == 0 else None,
        )
    for _ in range(10):
        tuft(s, s.r.choice((s.u(0, 420), s.u(1180, 1600))), s.u(1080, 1200), s.u(60, 110), s.pick("leaf_light", "lime", "leaf_dark"))
    frame(s, name="leaf_deep")
