"""River, bridge, road, coast, flood, water and power."""

from __future__ import annotations

import math
from itertools import pairwise

from .brush import WIDTH, Brush, smooth
from .builds import house, longhouse, post_lamp, wire
from .land import banana, bush, carve, fill_down, frame, ground, hills, palm, ribbon, ridge, sky, tree, tuft, water, woods
from .people import Pose, look, person
from .stage import Stage
from .things import baby, back_basket, basket, bucket, canoe, carried_bucket, chicken, fish, keel, motorbike, net, rig, ship, stick


def sungai(s: Stage) -> None:
    """Life on the river."""
    sun, _ = sky(s, 460)
    hills(s, 520, swing=130, layers=4)
    woods(s, 560, far=0.22, low=110, high=170)
    bank = ridge(s, 552, 10)
    fill_down(s, bank, s.c("leaf_light", 0.15), rim=s.c("lime", 0.2))
    side = s.side()
    for i in range(s.r.randint(2, 3)):
        house(s, 800 + side * (180 + i * 235) + s.u(-20, 20), 640 + i * 8, 230, far=0.06, stilts=26)
    palm(s, 800 + side * 90, 620, 300, far=0.08)
    water(s, 640, "river", sun=sun, ripples=70)
    for i in range(2):
        s.b.line(((800 + side * (250 + i * 240), 640), (800 + side * (250 + i * 240), 700)), 9, s.c("wood_dark"))
    s.b.box(min(800 + side * 220, 800 + side * 560), 650, 340, 14, s.c("wood"))
    x = 800 - side * s.u(60, 160)
    kind = s.turn % 2
    canoe(s, 800 + side * s.u(300, 380), 800, 330, s.pick("wood", "roof_dark"), trim="straw")
    person(s, 800 + side * 340, 806, 210, "man", "paddle", -side, prop=stick(s, (19, -61), (25, 15), 2.2, "wood_light"), shadow=False)
    canoe_x = x
    person(
        s,
        canoe_x - side * 190,
        985,
        380,
        "woman",
        Pose(hips=(0, -14), lean=0.05, feet=((12, -2), (14, -2)), hands=((15, -20), (19, -20))),
        side,
        shadow=False,
    )
    person(s, canoe_x + side * 170, 992, 400, "man", "paddle", side, prop=stick(s, (19, -61), (25, 15), 2.2, "wood_light"), shadow=False)
    if kind:
        person(
            s,
            canoe_x - side * 20,
            985,
            290,
            "child",
            Pose(hips=(0, -14), feet=((12, -2), (14, -2)), hands=((15, -20), (19, -20))),
            side,
            shadow=False,
        )
    else:
        basket(s, s.b, canoe_x - side * 20, 980, 130, 100, filled="leaf_light")
    canoe(s, canoe_x, 975, 760, s.pick("wood", "leaf_dark", "blue"), trim="turmeric")
    near = ridge(s, 1120, 22)
    fill_down(s, near, s.c("leaf_dark"), rim=s.c("leaf"))
    frame(s, name="leaf_deep")
    frame(s, name="leaf_dark")


def jembatan(s: Stage) -> None:
    """A hanging bridge over a river."""
    sky(s, 430, clouds=2)
    hills(s, 520, swing=150, layers=4)
    sag = s.u(70, 110)
    water(s, 660, "river", ripples=50)
    for side in (-1, 1):
        pts = [
            (800 + side * 940, 560),
            (800 + side * 700, 600),
            (800 + side * 560, 690),
            (800 + side * 500, 800),
            (800 + side * 560, 960),
            (800 + side * 640, 1300),
            (800 + side * 1000, 1300),
        ]
        s.b.poly(smooth([(x, y - 10) for x, y in pts]), s.c("leaf_light"))
        s.b.poly(smooth(pts), s.c("leaf", 0.04))
        for _ in range(12):
            tuft(s, 800 + side * s.u(580, 790), s.u(700, 1050), s.u(40, 80), s.pick("leaf_dark", "lime", "leaf_light"))
    palm(s, 800 - s.side() * 690, 640, 420)
    house(s, 800 + s.side() * 660, 650, 200)
    deck_y = 690.0

    def deck(x: float) -> float:
        t = (x - 250) / 1100
        return deck_y + sag * 4 * t * (1 - t) * 0.55

    def cable(x: float) -> float:
        t = (x - 250) / 1100
        return 350 + (deck_y - 350 - 70 + sag * 0.45) * 4 * t * (1 - t)

    s.b.line([(x, cable(x) - 26) for x in range(250, 1351, 25)], 6, s.c("zinc_dark", 0.2))
    for x in range(250, 1351, 50):
        s.b.line(((x, cable(x)), (x, deck(x))), 4, s.c("zinc_dark"), round_ends=False)
    people = s.r.randint(3, 5)
    face = s.side()
    spots = [350 + i * 900 / max(1, people - 1) + s.u(-30, 30) for i in range(people)]
    moto = s.r.random() < 0.5
    for i, x in enumerate(spots):
        if moto and i == 1:
            motorbike(s, x, deck(x) + 2, 220, face=face, colour=s.pick("red", "blue", "leaf_dark"))
        else:
            kind = s.r.choice(("woman", "man", "farmer", "pupil", "elder"))
            person(
                s,
                x,
                deck(x) + 4,
                290 if kind != "pupil" else 225,
                kind,
                "walk",
                face,
                back=back_basket(s, "leaf_light") if kind in ("woman", "farmer") else None,
                shadow=False,
            )
    floor = [(float(x), deck(x)) for x in range(200, 1401, 20)]
    s.b.poly([*floor, *reversed([(x, y + 24) for x, y in floor])], s.c("wood"))
    s.b.line([(x, y + 24) for x, y in floor], 6, s.c("wood_dark"))
    for x, y in floor:
        s.b.line(((x, y), (x, y + 22)), 3, s.c("wood_dark"), round_ends=False)
    s.b.line([(x, cable(x)) for x in range(250, 1351, 25)], 9, s.c("ink"))
    for x in range(275, 1351, 50):
        s.b.line(((x, cable(x)), (x, deck(x))), 4, s.c("ink"), round_ends=False)
    for x, d in ((250, -1), (1350, 1)):
        s.b.line(((x, 350), (x + d * 330, 690)), 9, s.c("ink"))
        for dx in (-34, 22):
            s.b.poly(((x + dx - 4, 760), (x + dx, 330), (x + dx + 18, 330), (x + dx + 24, 760)), s.c("brick"))
        for y in (350, 470, 600):
            s.b.box(x - 40, y, 84, 18, s.c("terracotta"))
        s.b.box(x - 56, 740, 116, 60, s.c("stone"))
    x = 800 + s.u(-180, 180)
    person(s, x + 20, 1010, 300, "man", "paddle", -1, prop=stick(s, (19, -61), (25, 15), 2.2, "wood_light"), shadow=False)
    canoe(s, x, 1010, 460, s.pick("wood", "leaf_dark", "blue"))
    frame(s)


def jalan(s: Stage) -> None:
    """A village road."""
    sky(s, 450)
    hills(s, 530, swing=130)
    ground(s, 545, "leaf_light", far=0.18, marks=12)
    d = s.side()
    path = [
        (800 + d * 140, 552, 14.0),
        (800 + d * 230, 610, 34.0),
        (800 + d * 60, 700, 84.0),
        (800 - d * 90, 830, 190.0),
        (800 - d * 20, 1010, 370.0),
        (800, 1300, 640.0),
    ]
    woods(s, 580, far=0.2, low=80, high=140)
    for side in (-1, 1):
        for i in range(s.r.randint(1, 2)):
            house(s, 800 + side * (440 + i * 230) + s.u(-20, 30), 660 + 30 * i, 200 + 60 * i, far=0.08 - 0.04 * i)
    middle = ribbon(s, path, s.c("road"), rim=s.c("leaf"), edge=16)
    for x, y, w in middle[6:]:
        for k in (-0.42, 0.42):
            s.b.oval(x + w * k, y, w * 0.1, 3 + w * 0.04, s.c("mud"))
    for _ in range(46):
        x, y, w = s.r.choice(middle[8:])
        s.b.oval(x + s.u(-0.9, 0.9) * w, y + s.u(-8, 8), 5 + w * 0.03, 3 + w * 0.014, s.c(s.pick("earth", "cream", "mud")))
    repair = s.turn % 3 == 1
    if not repair:
        s.b.oval(800 + d * 150, 1080, 130, 24, s.c("river"))
        s.b.oval(800 + d * 150, 1076, 104, 15, s.c("river_light"))
    tree(s, 800 - d * 640, 860, 560)
    ends = []
    for x, y, h in ((800 + d * 330, 640, 210), (800 + d * 470, 760, 380), (800 + d * 690, 980, 700)):
        ends.append(post_lamp(s, x, y, h))
    for first, second in pairwise(ends):
        for k in (0, 1):
            wire(s, first[k], second[k], sag=0.1)
    if repair:
        for i in range(3):
            person(s, 520 + i * 270, 985 + (i % 2) * 80, 420, "man", "hoe", s.side(), prop=stick(s, (4, -66), (36, -4), 2.2, "wood"))
        for _ in range(40):
            s.b.oval(800 + s.u(-330, 330), 1110 + s.u(-30, 34), s.u(10, 20), s.u(8, 14), s.c(s.pick("stone", "grey", "zinc")))
        motorbike(s, 800 + d * 175, 660, 120, face=d, colour="red")
    else:
        motorbike(
            s,
            800 - d * s.u(120, 180),
            970,
            460,
            face=s.side(),
            colour=s.pick("red", "blue", "leaf_dark", "terracotta"),
            load=s.r.random() < 0.6,
        )
        person(s, 800 + d * s.u(250, 330), 960, 330, "woman", "walk", s.side(), back=back_basket(s, "leaf_light"))
        person(s, 800 + d * 20, 740, 150, "pupil", "walk", s.side())
        person(s, 800 + d * 70, 742, 150, "pupil", "walk", s.side())
    for _ in range(16):
        x = s.r.choice((s.u(-20, 220), s.u(1380, 1620)))
        tuft(s, x, s.u(1060, 1220), s.u(70, 130), s.pick("leaf_dark", "leaf", "lime"))
    frame(s)


def islands(s: Stage, y: float) -> None:
    """Put islands on the sea's edge."""
    for _ in range(s.r.randint(2, 4)):
        x, w, h = s.u(100, 1500), s.u(200, 420), s.u(50, 110)
        far = s.u(0.3, 0.6)
        s.b.poly(
            smooth([(x - w, y + 4), (x - w * 0.6, y - h * 0.4), (x - w * 0.1, y - h), (x + w * 0.4, y - h * 0.55), (x + w, y + 4)]),
            s.c("river_dark", far),
        )
        for k in range(3):
            s.b.line(
                ((x - w * 0.3 + k * 40, y - h * 0.5 + k * 6), (x - w * 0.1 + k * 40, y - h * 0.3 + k * 6)), 4, s.c("river_dark", far + 0.14)
            )


def waves(s: Stage, y: float, size: float, name: str, *, phase: float = 0.0) -> None:
    """Lay one row of cut-paper waves."""
    pts: list[tuple[float, float]] = []
    for x in range(-60, WIDTH + 61, 10):
        t = ((x + phase) / (size * 3.2)) % 1.0
        pts.append((float(x), y - size * 0.62 * (math.sin(t * math.pi) ** 1.5)))
    fill_down(s, pts, s.c(name), rim=s.c("paper"), depth=max(4, size * 0.1))


def perahu(s: Stage) -> None:
    """Fishermen at sea."""
    sun, _ = sky(s, 520)
    islands(s, 526)
    water(s, 520, "sea_light", ripples=30, sun=sun)
    for _ in range(s.r.randint(1, 2)):
        ship(
            s,
            s.r.choice((s.u(180, 420), s.u(1180, 1420))),
            s.u(590, 640),
            s.u(190, 240),
            s.pick("terracotta", "plum", "leaf_dark"),
            sail=s.pick("paper", "turmeric", "terracotta"),
        )
    waves(s, 700, 40, "sea_light", phase=s.u(0, 300))
    waves(s, 790, 60, "sea", phase=s.u(0, 300))
    face = s.side()
    x = 800 + s.u(-80, 80)
    tilt = s.u(-0.05, 0.05)
    sail = s.pick("turmeric", "paper", "terracotta") if s.turn % 2 else ""
    inner = Stage(s.b.at(x, 950, flip=face < 0, turn=tilt), s.light, s.r)
    rig(inner, 0, 0, 900, sail)
    hands = [(250, 360, "fisher", "pull", 1), (-300, 350, "fisher", "stand", 1)]
    if not sail:
        hands.append((-90, 330, "fisher", "hold", -1))
    for dx, h, kind, pose, way in hands:
        if pose == "pull":
            person(
                inner,
                dx,
                -30,
                h,
                kind,
                pose,
                way,
                prop=lambda b: net(inner, b, [(16, -56), (54, -60), (62, 6), (40, 8)], 7, 6, "paper", 0.8),
                shadow=False,
            )
        elif pose == "stand":
            person(inner, dx, -40, h, kind, "pole", -way, prop=stick(inner, (12, -100), (34, 18), 2, "wood_light"), shadow=False)
        else:
            person(inner, dx, -30, h, kind, pose, way, prop=lambda b: basket(inner, b, 12, -56, 26, 14, filled="zinc"), shadow=False)
    keel(inner, 0, 0, 900, s.pick("blue", "leaf_dark", "red", "sea_dark"))
    waves(s, 1010, 80, "sea", phase=s.u(0, 400))
    waves(s, 1130, 100, "sea_dark", phase=s.u(0, 400))


def pantai(s: Stage) -> None:
    """The coast with its boats and nets."""
    sun, _ = sky(s, 470)
    islands(s, 486)
    water(s, 480, "sea", ripples=46, sun=sun, bottom=900)
    ship(s, s.u(420, 1180), 570, s.u(170, 230), s.pick("red", "plum"), sail=s.pick("paper", "turmeric"))
    d = s.side()
    shore = smooth([(-80, 800 + d * 70), (260, 770 + d * 60), (620, 760), (1000, 745), (1350, 770 - d * 60), (1700, 790 - d * 80)])
    for off, colour in ((-58, "sea_light"), (-24, "paper"), (0, "sand")):
        fill_down(s, [(x, y + off + 6 * math.sin(x / 90 + off)) for x, y in shore], s.c(colour))
    for _ in range(40):
        x, y = s.u(0, 1600), s.u(880, 1190)
        s.b.line(((x, y), (x + s.u(20, 60), y + s.u(-3, 3))), 4, s.shade("sand", 0.1))
    if s.r.random() < 0.6:
        house(s, 800 - d * 620, 830, 250, stilts=24)
    palm(s, 800 - d * 560, 960, 820, lean=d * 0.2)
    palm(s, 800 - d * 690, 1040, 960, lean=d * 0.12)
    ship(s, 800 + d * s.u(300, 360), 900, 480, s.pick("blue", "leaf_dark", "terracotta"), outrigger=True)
    ship(s, 800 + d * s.u(30, 90), 850, 330, s.pick("red", "sea_dark", "turmeric"))
    nx = 800 + d * s.u(-60, 20)
    for x in (nx - 290, nx, nx + 290):
        s.b.limb((x, 1060), (x, 800), 8, 6, s.c("wood_dark"))
    for k in (0, 1):
        net(s, s.b, [(nx - 290 + 290 * k, 812), (nx + 290 * k, 812), (nx + 290 * k, 990), (nx - 290 + 290 * k, 990)], 9, 11, "sea_dark", 3)
    person(s, nx - 150, 1090, 400, "fisher", "reach", 1)
    person(s, nx + 170, 1100, 390, "woman", "hold", -1, prop=lambda b: basket(s, b, 12, -52, 28, 14, filled="zinc"))
    if s.r.random() < 0.7:
        person(s, nx + d * 420, 1110, 260, "child", "walk", -d)
        person(s, nx + d * 510, 1100, 240, "child", "wave", -d)
    for i in range(3):
        x = nx - d * 330 + i * 60
        fish(s, s.b, x, 1150 + (i % 2) * 14, 90, s.pick("zinc_dark", "river_dark", "terracotta"))


def banjir(s: Stage) -> None:
    """High water, and neighbours who come with a boat."""
    sky(s, 480)
    hills(s, 530, swing=110, far=0.6)
    woods(s, 575, far=0.34, low=100, high=160)
    water(s, 570, "mud", ripples=0)
    for i in range(3):
        house(s, 200 + i * s.u(430, 520), 690 + (i % 2) * 14, s.u(230, 280), far=0.2, stilts=4)
    water(s, 640, "mud", ripples=40)
    d = s.side()
    hx = 800 + d * s.u(270, 330)
    house(s, hx, 900, 620, stilts=6, gable=False, roof=s.pick("zinc", "roof", "brick"))
    banana(s, hx + d * 330, 850, 300)
    tree(s, 800 - d * 600, 860, 480)
    line = [(float(x), 806 + 5 * math.sin(x / 60)) for x in range(-60, 1661, 12)]
    fill_down(s, line, s.c("mud"), rim=s.c("road"), depth=6)
    for _ in range(90):
        t = s.r.random()
        x, y, w = s.u(-40, 1600), 830 + 360 * t, 40 + 90 * t
        s.b.curve(
            ((x, y), (x + w * 0.5, y - 5 - 5 * t), (x + w, y), (x + w * 1.4, y + 4)), 3 + 4 * t, s.c(s.pick("road", "mud_dark", "sand"))
        )
    for _ in range(8):
        x, y = s.u(100, 1500), s.u(840, 1160)
        s.b.line(((x, y), (x + s.u(50, 120), y + s.u(-10, 10))), 12, s.c("wood_dark"))
    bx = 800 - d * s.u(120, 180)
    sit = Pose(hips=(0, -14), lean=0.03, feet=((12, -2), (14, -2)), hands=((15, -20), (19, -20)))
    person(s, bx + d * 250, 1010, 430, "officer", "pole", d, prop=stick(s, (16, -96), (32, 16), 2.2, "wood_light"), shadow=False)
    person(
        s,
        bx + d * 60,
        1015,
        400,
        "woman",
        Pose(hips=(0, -14), lean=0.03, feet=((12, -2), (14, -2)), hands=((11, -24), (15, -18))),
        d,
        prop=baby(s, low=33),
        shadow=False,
    )
    person(s, bx - d * 90, 1010, 400, "elder", sit, d, shadow=False)
    if s.r.random() < 0.7:
        person(s, bx - d * 200, 1015, 280, "child", sit, d, shadow=False)
    person(s, bx - d * 330, 1015, 430, "man", "paddle", d, prop=stick(s, (19, -61), (25, 15), 2.2, "wood_light"), shadow=False)
    canoe(s, bx, 1005, 900, s.pick("terracotta", "turmeric", "leaf_dark"), trim="paper")
    for _ in range(150):
        x, y = s.u(-40, 1640), s.u(-40, 1180)
        s.b.line(((x, y), (x - 16, y + 54)), 3, (*s.c("paper"), 130), round_ends=False)


def air_bersih(s: Stage) -> None:
    """Clean water has come to the hamlet."""
    sky(s, 460)
    hills(s, 530, swing=130)
    ground(s, 545, "leaf_light", far=0.14, marks=14)
    woods(s, 575, far=0.18, low=90, high=150)
    d = s.side()
    house(s, 800 - d * s.u(420, 480), 700, 330, far=0.04)
    # water tower
    tx = 800 + d * s.u(400, 470)
    for dx in (-80, -26, 26, 80):
        s.b.limb((tx + dx * 1.2, 800), (tx + dx, 500), 9, 8, s.c("wood_dark"))
    s.b.line(((tx - 90, 740), (tx + 84, 560)), 9, s.c("wood_dark"))
    s.b.line(((tx + 90, 740), (tx - 84, 560)), 9, s.c("wood_dark"))
    s.b.box(tx - 120, 486, 240, 22, s.c("wood"))
    tank = s.pick("turmeric", "blue", "terracotta")
    s.b.box(tx - 96, 310, 192, 178, s.c(tank), 30)
    s.b.box(tx + 40, 312, 56, 174, s.shade(tank, 0.14), 24)
    for k in (355, 405, 452):
        s.b.box(tx - 96, k, 192, 8, s.shade(tank, 0.2))
    s.b.box(tx - 34, 294, 68, 22, s.shade(tank, 0.2), 8)
    ground(s, 770, "mud", swing=8)
    px = 800 + d * s.u(20, 70)
    s.b.curve(((tx, 500), (tx - d * 20, 760), (tx - d * 60, 950), (px + d * 60, 970), (px, 960)), 12, s.c("zinc_dark"))
    s.b.poly(((px - 170, 1010), (px + 170, 1010), (px + 210, 1080), (px - 210, 1080)), s.c("stone"))
    s.b.poly(((px - 140, 1020), (px + 140, 1020), (px + 168, 1066), (px - 168, 1066)), s.c("river"))
    s.b.box(px - 46, 740, 92, 280, s.c("cream"))
    s.b.box(px + 16, 740, 30, 280, s.shade("cream", 0.12))
    s.b.box(px - 56, 722, 112, 24, s.c("terracotta"))
    for side in (-1, 1):
        s.b.line(((px + side * 40, 800), (px + side * 108, 800), (px + side * 108, 826)), 17, s.c("zinc_dark"))
        s.b.line(((px + side * 74, 780), (px + side * 74, 800)), 10, s.c("red"))
        s.b.poly(
            ((px + side * 108 - 8, 826), (px + side * 108 + 8, 826), (px + side * 108 + 12, 1000), (px + side * 108 - 12, 1000)),
            s.c("sea_light"),
        )
        bucket(s, s.b, px + side * 108, 1044, 84, s.pick("red", "blue", "turmeric"))
    person(s, px + d * 260, 1080, 420, "woman", "stoop", -d)
    person(
        s, px - d * 250, 1075, 440, "woman", "stand", d, hands=((-15, -44), (14, -46)), prop=lambda b: bucket(s, b, 14, -28, 17, "turmeric")
    )
    n = s.r.randint(2, 3)
    for i in range(n):
        kind = s.r.choice(("child", "man", "woman", "elder"))
        colour = s.pick("blue", "red", "leaf")
        person(
            s,
            px - d * (420 + i * 160),
            1050 - 18 * i,
            250 if kind == "child" else 410,
            kind,
            "walk" if i else "stand",
            d,
            hands=((-15, -44), (14, -46)),
            prop=carried_bucket(s, colour),
        )
    bush(s, 70, 1190, 230)
    frame(s)


def listrik(s: Stage) -> None:
    """Electricity comes up the valley."""
    sky(s, 480)
    hills(s, 550, swing=150, layers=4)
    ground(s, 570, "leaf_dark", far=0.2, marks=10)
    woods(s, 600, far=0.24, low=80, high=140)
    d = s.side()
    ground(s, 700, "leaf", far=0.06, swing=20)
    n = s.r.randint(3, 4)
    for i in range(n):
        house(s, 800 + d * (170 + i * 195) + s.u(-15, 15), 760 + 20 * i + s.u(-8, 8), 215 + 15 * i, lit=True, far=0.04)
    poles = [(800 + d * 560, 640, 230, 0.3), (800 + d * 370, 700, 370, 0.16), (800 - d * 10, 860, 620, 0.06)]
    ends = [post_lamp(s, x, y, h, far=far) for x, y, h, far in poles]
    fill_down(s, ridge(s, 1000, 20), s.c("leaf_deep"), rim=s.c("leaf"))
    px = 800 - d * s.u(330, 380)
    ends.append(post_lamp(s, px, 1100, 980))
    for first, second in pairwise(ends):
        for k in (0, 1):
            wire(s, first[k], second[k], sag=0.08)
    for k in (0, 1):
        wire(s, ends[-1][k], (800 - d * 1100, 120), sag=0.06)
    climb = Pose(hips=(-13, -38), lean=0.12, feet=((4, -4), (6, -10)), hands=((11, -86), (13, -74)), elbow=1)
    y = s.u(520, 600)
    s.b.line(((px, y - 130), (px - d * 100, y - 130)), 9, s.c("turmeric"))
    person(s, px - d * 44, y, 360, "man", climb, d, shadow=False)
    helmet = look(s, "man", head="cap", head_colour="turmeric", top="turmeric", sleeves=True)
    person(s, px + d * 230, 1110, 440, helmet, "wave", -d)
    person(
        s,
        px + d * 400,
        1120,
        430,
        look(s, "man", head="cap", head_colour="turmeric", top="terracotta", sleeves=True),
        "hold",
        -d,
        prop=lambda b: [b.dot(12, -54, 10, s.c("ink")), b.dot(12, -54, 5, s.c("leaf_deep"))],
    )
    if s.r.random() < 0.7:
        person(s, px + d * 640, 1110, 290, "child", "wave", -d)
        person(s, px + d * 730, 1110, 400, "woman", "stand", -d)
    for _ in range(10):
        tuft(s, s.u(0, 1600), s.u(1110, 1220), s.u(60, 100), s.pick("leaf", "leaf_dark"))


def menara(s: Stage) -> None:
    """A signal tower on the hill."""
    sky(s, 520, clouds=4)
    hills(s, 620, swing=150, layers=4)
    d = s.side()
    tx = 800 + d * s.u(150, 240)
    hill = smooth(
        [
            (-80, 980 if d > 0 else 760),
            (tx - 620, 860),
            (tx - 250, 730),
            (tx, 690),
            (tx + 260, 740),
            (tx + 620, 870),
            (1700, 760 if d < 0 else 980),
        ]
    )
    fill_down(s, hill, s.c("leaf"), rim=s.c("lime"))
    carve(s, hill, s.c("leaf_light"), count=40, deep=200)
    top = 200.0
    for i in range(3):
        for a in (-1, 1):
            pts = [(tx + a * (110 + 62 * i) * math.cos(t), top + 20 - (110 + 62 * i) * math.sin(t)) for t in (-0.5, -0.25, 0, 0.25, 0.5)]
            s.b.curve(pts, 13, s.c("terracotta", 0.1 + 0.2 * i))
    base = 92.0
    red, white = s.c("red"), s.c("white")
    levels = 9

    def half(t: float) -> float:
        return base * (1 - t) + 12 * t

    for i in range(levels):
        t0, t1 = i / levels, (i + 1) / levels
        y0, y1 = 710 - (710 - top) * t0, 710 - (710 - top) * t1
        fill = red if i % 2 == 0 else white
        for a in (-1, 1):
            s.b.line(((tx + a * half(t0), y0), (tx + a * half(t1), y1)), 15 - t0 * 6, fill, round_ends=False)
            s.b.line(((tx + a * half(t0), y0), (tx - a * half(t1), y1)), 7, fill, round_ends=False)
        s.b.line(((tx - half(t1), y1), (tx + half(t1), y1)), 8, fill, round_ends=False)
    for dy, a in ((320, -1), (385, 1)):
        s.b.oval(tx + a * 56, dy, 34, 44, s.c("white"))
        s.b.oval(tx + a * 60, dy, 20, 30, s.c("zinc"))
    s.b.dot(tx, top, 17, s.c("red"))
    house(s, tx - d * s.u(330, 380), 860, 260)
    house(s, tx - d * s.u(620, 680), 930, 280)
    tree(s, tx + d * 380, 860, 300)
    palm(s, tx + d * 500, 930, 420)
    near = ridge(s, 980, 20)
    fill_down(s, near, s.c("leaf_dark"), rim=s.c("leaf_light"))
    x = 800 - d * s.u(60, 160)

    def phone(b: Brush) -> None:
        b.box(21, -70, 7.5, 13, s.c("ink"), 1.5)
        b.box(22, -68.6, 5.5, 10, s.c("sea_light"), 0.8)

    person(s, x, 1130, 470, s.r.choice(("man", "woman")), Pose(hands=((20, -62), (25, -62))), d, prop=phone)
    person(s, x + d * 180, 1140, 450, s.r.choice(("man", "woman")), "stand", -d)
    person(s, x - d * 200, 1145, 310, "pupil", "wave", d)
    if s.r.random() < 0.6:
        person(s, x + d * 400, 1120, 400, "elder", "stand", -d)
    frame(s)


def rumah_panjang(s: Stage) -> None:
    """The longhouse."""
    sky(s, 420)
    hills(s, 500, swing=140, layers=4)
    ground(s, 540, "leaf_light", far=0.1, marks=10)
    woods(s, 590, far=0.16, low=140, high=230, palms=0.4)
    d = s.side()
    palm(s, 800 + d * 600, 760, 620)
    ground(s, 720, "sand", swing=10, far=0.04)
    longhouse(s, 800, 830, s.u(1240, 1330))
    for i in range(s.r.randint(2, 4)):
        person(s, 420 + i * s.u(210, 260), 644, 150, "", s.pick("stand", "wave", "hold"), s.side(), shadow=False)
    ground(s, 880, "lime", swing=12, marks=40)
    x = 800 - d * s.u(300, 380)
    mx = 800 + d * s.u(60, 140)
    s.b.poly(((mx - 250, 1000), (mx + 230, 1000), (mx + 290, 1110), (mx - 310, 1110)), s.c("straw"))
    s.b.poly(((mx - 215, 1012), (mx + 200, 1012), (mx + 245, 1094), (mx - 262, 1094)), s.c("ripe"))
    for _ in range(120):
        s.b.oval(mx + s.u(-225, 210), s.u(1018, 1088), 8, 4, s.c(s.pick("ripe_dark", "rice", "turmeric")))
    person(s, x, 1090, 430, "woman", "head", d)
    basket(s, s.b.at(x, 1090, 4.3, flip=d < 0), 0, -99, 34, 12, filled="leaf_light")
    person(s, mx + d * 330, 1090, 420, "man", "hoe", -d, prop=stick(s, (2, -64), (40, -2), 1.8, "wood"))
    person(s, x + d * 165, 1090, 270, "child", "walk", d)
    for i in range(s.r.randint(3, 5)):
        chicken(s, 230 + i * s.u(230, 290), s.u(1130, 1180), s.u(72, 92), face=s.side(), colour=s.pick("terracotta", "paper", "roof_dark"))
    if s.r.random() < 0.6:
        person(s, 800 + d * 560, 960, 330, "elder", "stand", -d)
    bush(s, 30, 1200, 230, "leaf_deep")
