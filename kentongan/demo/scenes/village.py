"""What people do together: market, school, health post, work parties, feasts, sport."""

from __future__ import annotations

import math

from .brush import Brush
from .builds import flag, hall, house, longhouse, office, roof_side, school, stall
from .land import banana, bush, carve, fill_down, frame, ground, hills, palm, ribbon, ridge, sky, tree, woods
from .people import Pose, look, person
from .rooms import room, view
from .stage import Stage
from .things import (
    baby,
    banner,
    basket,
    bike,
    bunting,
    carried_sack,
    chicken,
    drum,
    gong,
    head_basket,
    motorbike,
    net,
    sack,
    school_bag,
    sheet,
)


def yard(s: Stage, y: float = 760, *, name: str = "sand", horizon: float = 540, swing: float = 120) -> None:
    """Paint sky, hills, trees and a village yard."""
    sky(s, 450)
    hills(s, horizon - 10, swing=swing)
    ground(s, horizon, "leaf_light", far=0.12, marks=14)
    woods(s, horizon + 40, far=0.18, low=100, high=170)
    kind = s.r.randrange(4)
    if kind == 1:
        for i, crop in enumerate(("rice", "ripe", "leaf_light")):
            line = ridge(s, horizon + 64 + 44 * i, 7)
            fill_down(s, line, s.c(crop, 0.14 - 0.04 * i), rim=s.c("lime", 0.1), depth=5)
            carve(s, line, s.shade(crop, -0.25, 0.1), count=36, deep=26)
    elif kind == 2:
        fill_down(s, ridge(s, horizon + 66, 6), s.c("river", 0.1), rim=s.c("leaf", 0.1), depth=8)
        for _ in range(26):
            x, yy = s.u(-20, 1600), s.u(horizon + 84, horizon + 140)
            s.b.line(((x, yy), (x + s.u(30, 80), yy)), 4, s.c("river_light", 0.1))
        fill_down(s, ridge(s, horizon + 142, 8), s.c("leaf_light", 0.06), rim=s.c("lime"), depth=6)
    elif kind == 3:
        for i in range(s.r.randint(3, 5)):
            house(s, 130 + i * 320 + s.u(-60, 60), horizon + 92 + s.u(-8, 14), s.u(130, 170), far=0.16)
    ground(s, y, name, swing=8)


def posyandu(s: Stage) -> None:
    """The health post: a child is weighed in a sling."""
    yard(s, 880)
    d = s.side()
    palm(s, 800 + d * 690, 800, 520)
    house(s, 800 - d * 640, 760, 280)
    hall(s, 800, 930, 1150, 760)
    bunting(s, (330, 480), (1270, 480), count=14, size=44)
    x = 800 + s.u(-110, 110)
    sx = x
    s.b.line(((x, 470), (x, 650)), 8, s.c("wood_dark"))
    s.b.dot(x, 560, 52, s.c("red"))
    s.b.dot(x, 560, 41, s.c("white"))
    for k in range(8):
        a = k * math.pi / 4
        s.b.line(((x + 31 * math.cos(a), 560 + 31 * math.sin(a)), (x + 37 * math.cos(a), 560 + 37 * math.sin(a))), 4, s.c("ink"))
    s.b.line(((x, 560), (x + d * 18, 536)), 6, s.c("ink"))
    sling = s.pick("turmeric", "red", "blue")
    s.b.poly(((sx - 6, 640), (sx + 6, 640), (sx + 84, 760), (sx - 84, 760)), s.shade(sling, 0.25))
    s.b.dot(sx + d * 6, 724, 34, s.c((160, 108, 74)))
    s.b.blob(
        ((sx + d * 6 - 34, 722), (sx + d * 6 - 20, 690), (sx + d * 6 + 20, 690), (sx + d * 6 + 34, 722), (sx + d * 6, 708)), s.c("hair")
    )
    s.b.blob(((sx - 90, 748), (sx - 40, 764), (sx + 40, 764), (sx + 90, 748), (sx + 68, 838), (sx, 872), (sx - 68, 838)), s.c(sling))
    for dx in (-30, 30):
        s.b.oval(sx + dx, 868, 16, 24, s.c((160, 108, 74)))
    person(s, sx - d * 215, 1020, 470, look(s, "woman", sleeves=True), "reach", d, hands=((26, -50), (30, -66)))
    person(s, sx + d * 235, 1020, 470, "nurse", "give", -d, prop=sheet(s))
    n = s.r.randint(2, 3)
    for i in range(n):
        person(
            s,
            sx - d * (390 + i * 155),
            1060 + 22 * (i % 2),
            440,
            "woman",
            "stand",
            d,
            hands=((9, -56), (14, -50)),
            prop=baby(s, s.pick("turmeric", "rose", "river", "leaf_light")),
        )
    person(s, sx - d * 320, 1120, 250, "child", "stand", d)
    tx = sx + d * 480
    s.b.box(tx - 130, 900, 260, 20, s.c("wood"))
    for dx in (-116, 100):
        s.b.box(tx + dx, 920, 16, 160, s.c("wood_dark"))
    person(s, tx + d * 60, 1080, 430, look(s, "woman", head="scarf", head_colour="leaf_light"), "chair", -d, hands=((18, -40), (24, -42)))
    s.b.box(tx - 126, 896, 252, 16, s.c("wood_light"))
    s.b.poly(((tx - 70, 896), (tx + 10, 896), (tx + 4, 884), (tx - 64, 884)), s.c("white"))
    s.b.box(tx - 10 - d * 60, 850, 60, 46, s.c("sea_light"), 6)


def sekolah(s: Stage) -> None:
    """The school in the morning."""
    yard(s, 790)
    d = s.side()
    tree(s, 800 - d * 620, 830, 480)
    school(s, 800 + d * s.u(20, 80), 850, s.u(1120, 1220))
    ground(s, 870, "sand", swing=8)
    mast = 800 - d * s.u(230, 330)
    flag(s, mast, 960, 640, wind=d)
    s.b.box(mast - 70, 950, 140, 26, s.c("stone"))
    n = s.r.randint(5, 6)
    line = s.turn % 2 == 0
    for i in range(n):
        if line:
            person(
                s,
                800 + (i - (n - 1) / 2) * 185 + s.u(-10, 10),
                1080 + 18 * (i % 2),
                s.u(285, 320),
                "pupil",
                "walk" if i % 2 else "stand",
                d,
                back=school_bag(s, s.pick("blue", "leaf_dark", "terracotta", "plum")),
            )
        else:
            person(
                s,
                800 + (i - (n - 1) / 2) * 190 + s.u(-15, 15),
                1040 + 60 * (i % 2),
                s.u(285, 330),
                "pupil",
                s.pick("wave", "walk", "stand", "dance"),
                s.side(),
                back=school_bag(s, s.pick("blue", "leaf_dark", "turmeric")) if i % 2 else None,
            )
    person(s, 800 + d * 600, 1090, 450, look(s, s.pick("woman", "man"), top="olive", sleeves=True), "wave", -d)
    frame(s)


def pasar(s: Stage) -> None:
    """The market."""
    sky(s, 420)
    hills(s, 480, swing=110)
    ground(s, 520, "sand", far=0.2, marks=0)
    house(s, s.u(150, 350), 640, 330, far=0.1, stilts=4)
    house(s, s.u(1200, 1400), 640, 330, far=0.1, stilts=4)
    woods(s, 560, far=0.2, low=130, high=200, gap=170)
    goods = ["fruit", "greens", "fish", "pepper", "cloth"]
    stripes = ["red", "leaf_dark", "turmeric", "blue", "terracotta", "plum"]
    s.r.shuffle(goods)
    s.r.shuffle(stripes)
    ground(s, 640, "sand", swing=6, far=0.1)
    shift = s.u(-50, 50)
    for i in range(4):
        x = 230 + shift + i * 380
        person(s, x + s.u(-40, 40), 740, 270, s.r.choice(("woman", "man", "elder")), "stand", s.side(), shadow=False)
        stall(s, x, 760, 300, goods[(i + 2) % 5], stripes[(i + 3) % 6])
    ground(s, 800, "road", swing=6, marks=24)
    for i, x in enumerate((430 + shift, 1160 + shift)):
        person(
            s,
            x + s.u(-60, 60),
            930,
            420,
            "woman" if i == 0 else s.r.choice(("man", "elder", "woman")),
            "give",
            1 if i == 0 else -1,
            shadow=False,
        )
        stall(s, x, 960, 560, goods[i], stripes[i])
    xs = [230, 800, 1390]
    person(
        s, xs[0] + shift + s.u(-30, 50), 1110, 480, "woman", "head", 1, top=head_basket(s, s.pick("leaf_light", "terracotta", "turmeric"))
    )
    person(s, xs[1] + shift - 60, 1090, 470, s.r.choice(("man", "woman")), "give", s.side())
    person(s, xs[1] + shift + 70, 1130, 300, "child", "stand", s.side())
    person(
        s, xs[2] + shift + s.u(-70, 20), 1100, 470, "woman", "walk", -1, prop=lambda b: basket(s, b, 12, -26, 24, 20, filled="leaf_light")
    )
    for i in range(s.r.randint(2, 3)):
        basket(s, s.b, 480 + i * 310 + s.u(-40, 40), 1180, 150, 84, filled=s.pick("terracotta", "leaf", "turmeric", "lime"))
    if s.r.random() < 0.5:
        chicken(s, 1250, 1170, 80, face=s.side())


def gotong_royong(s: Stage) -> None:
    """Many hands raise a house (or a bridge beam)."""
    yard(s, 800, name="mud")
    d = s.side()
    house(s, 800 - d * 560, 740, 300)
    banana(s, 800 - d * 760, 800, 260)
    # the frame of a house
    fx = 800 + d * s.u(120, 200)
    w = 300
    for k in (-1, -0.33, 0.33, 1):
        s.b.box(fx + k * w - 11, 430, 22, 450, s.c("wood"))
        s.b.box(fx + k * w + 3, 430, 8, 450, s.c("wood_dark"))
    for y in (440, 690):
        s.b.box(fx - w - 36, y, w * 2 + 72, 24, s.c("wood_light"))
    s.b.line(((fx - w - 50, 446), (fx, 250), (fx + w + 50, 446)), 24, s.c("wood_light"))
    s.b.line(((fx, 260), (fx, 440)), 20, s.c("wood"))
    for k in (0.33, 0.66):
        for a in (-1, 1):
            s.b.line(((fx + a * (w + 50) * (1 - k), 446 - 196 * k), (fx + a * (w + 50) * (1 - k), 446)), 12, s.c("wood"), round_ends=False)
    person(
        s,
        fx - d * 190,
        442,
        290,
        look(s, "man", head="cap", head_colour="red"),
        "squat",
        d,
        hands=((22, -8), (26, -20)),
        prop=lambda b: b.line(((22, -20), (34, -34)), 3, s.c("zinc_dark")),
        shadow=False,
    )
    person(s, fx + d * 120, 694, 270, "man", "lift", -d, shadow=False)
    s.b.line(((fx + d * 330, 900), (fx + d * 210, 450)), 12, s.c("straw"))
    s.b.line(((fx + d * 400, 900), (fx + d * 270, 450)), 12, s.c("straw"))
    for k in range(9):
        t = k / 9 + 0.05
        s.b.line(((fx + d * (330 - 120 * t), 900 - 450 * t), (fx + d * (400 - 130 * t), 900 - 450 * t)), 8, s.c("straw"))
    n = s.r.randint(4, 5)
    y = 1070.0
    gap = 1000 / n
    for i in range(n):
        x = 800 + (i - (n - 1) / 2) * gap + s.u(-14, 14)
        person(s, x, y + s.u(-8, 8), 440, s.r.choice(("man", "man", "farmer", "woman")), "lift", d, hands=((-6, -104), (8, -104)))
        if i == 1:
            person(
                s,
                x + gap * 0.5,
                y + 60,
                400,
                "woman",
                "stand",
                -d,
                prop=lambda b: basket(s, b, 8, -50, 26, 12, filled="cream"),
                hands=((8, -56), (14, -56)),
            )
    beam = y - 440 * 1.06
    s.b.box(190, beam - 30, 1220, 46, s.c("wood_light"), 6)
    s.b.box(190, beam + 2, 1220, 14, s.c("wood"), 5)
    for x in (190, 1384):
        s.b.oval(x + 13, beam - 7, 14, 24, s.c("straw"))
    for i in range(3):
        s.b.box(150 + i * 20, 1130 + i * 22, 330, 20, s.c(("wood_light", "wood", "wood_light")[i]))
    frame(s)


def festival(s: Stage) -> None:
    """A feast: banners, drums and dance."""
    sky(s, 440)
    hills(s, 510, swing=120)
    ground(s, 530, "leaf_light", far=0.12, marks=0)
    woods(s, 575, far=0.18, low=110, high=180)
    d = s.side()
    ground(s, 690, "sand", far=0.08)
    if s.turn % 2:
        longhouse(s, 800 - d * 90, 770, 900, far=0.06)
    else:
        hall(s, 800, 770, 760, 420)
    colours = ["red", "turmeric", "leaf_dark", "plum", "terracotta", "blue"]
    s.r.shuffle(colours)
    for i, x in enumerate((90, 330, 560, 1040, 1270, 1510)):
        banner(s, x + s.u(-20, 20), 850 + (i % 2) * 50, s.u(680, 780), colours[i], side=1 if x < 800 else -1)
    bunting(s, (300, 360), (800, 320), count=10, size=48)
    bunting(s, (800, 320), (1300, 360), count=10, size=48)
    n = s.r.randint(7, 9)
    for i in range(n):
        person(
            s,
            150 + i * 1300 / (n - 1) + s.u(-20, 20),
            880 + s.u(-10, 14),
            s.u(230, 270),
            s.r.choice(("", "", "child", "elder")),
            s.pick("stand", "wave", "stand"),
            s.side(),
        )
    ground(s, 905, "road", swing=8, marks=24)
    gong(s, s.b, 800 - d * 560, 950, 84)
    person(
        s,
        800 - d * 430,
        1075,
        410,
        look(s, "man", top="red", head="peci"),
        "give",
        -d,
        prop=lambda b: [b.line(((26, -62), (38, -56)), 2.2, s.c("wood")), b.dot(39, -55, 4, s.c("cream"))],
    )
    drum(s, s.b, 800 - d * 250, 1120, 110, 150)
    person(s, 800 - d * 330, 1120, 420, look(s, "man", top="turmeric"), "drum", d, hands=((18, -38), (24, -36)))
    for i, (x, y) in enumerate(((0, 1080), (250, 1130), (480, 1070))):
        who = look(
            s,
            "woman",
            wear="skirt",
            bottom=("plum", "red", "leaf_dark")[i],
            top=("turmeric", "paper", "terracotta")[i],
            head="bun",
            sleeves=True,
        )
        person(
            s,
            800 + d * (x - 30) + s.u(-15, 15),
            y,
            460,
            who,
            "dance",
            s.side(),
            hands=((-26, -66 - 8 * (i % 2)), (27, -78 + 8 * (i % 2))),
            back=lambda b: [
                b.blob(((-26, -66), (-30, -50), (-22, -30), (-18, -50)), s.c("red"), 5),
                b.blob(((27, -74), (33, -54), (26, -34), (22, -54)), s.c("turmeric"), 5),
            ],
        )
    frame(s)


def bank_sampah(s: Stage) -> None:
    """The waste bank weighs what people bring."""
    yard(s, 800)
    d = s.side()
    b0 = 800 + d * 130
    s.b.box(b0 - 520, 400, 1040, 430, s.c("wall_green"))
    for k in range(9):
        s.b.box(b0 - 520, 440 + 44 * k, 1040, 4, s.shade("wall_green", 0.1))
    for k in (-1, 1):
        s.b.box(b0 + k * 512 - 12, 380, 24, 490, s.c("wood"))
    roof_side(s, s.b.at(b0, 410, 4), -145, 0, 290, 44, s.pick("zinc", "roof", "terracotta"), 0.0, 0.08)
    for i, colour in enumerate(("leaf", "turmeric", "red", "blue")):
        x = b0 - 430 + i * 215
        s.b.box(x, 640, 160, 190, s.c(colour), 12)
        s.b.box(x - 10, 620, 180, 34, s.shade(colour, 0.2), 10)
        s.b.box(x + 40, 690, 80, 70, s.shade(colour, -0.5), 8)
        for k in range(3):
            s.b.dot(x + 40 + k * 40, 612, 22, s.c(s.pick("zinc", "paper", "river_light", "straw")))
        s.b.box(x - 10, 628, 180, 26, s.shade(colour, 0.2), 8)
    ground(s, 850, "sand", swing=6)
    x = 800 - d * s.u(20, 90)
    for dx in (-150, 150):
        s.b.line(((x + dx, 1060), (x, 470)), 14, s.c("wood_dark"))
    s.b.line(((x, 470), (x, 540)), 8, s.c("ink"))
    s.b.dot(x, 580, 58, s.c("red"))
    s.b.dot(x, 580, 46, s.c("white"))
    s.b.line(((x, 580), (x + d * 22, 548)), 7, s.c("ink"))
    s.b.line(((x, 636), (x, 700)), 8, s.c("ink"))
    sack(s, s.b, x, 930, 190, 250, s.pick("cream", "river_light", "straw"))
    person(s, x - d * 260, 1080, 450, s.r.choice(("woman", "man")), "give", d, prop=None)
    person(s, x + d * 265, 1080, 460, look(s, "woman", head="scarf"), "stand", -d, hands=((10, -56), (16, -60)), prop=sheet(s, "cream"))
    n = s.r.randint(2, 3)
    for i in range(n):
        colour = s.pick("cream", "river_light", "leaf_light", "turmeric")
        person(
            s,
            x - d * (450 + i * 160),
            1090 + 30 * (i % 2),
            430 if i != 1 else 300,
            ("man", "child", "woman")[i % 3],
            "walk",
            d,
            prop=carried_sack(s, colour),
            hands=((8, -50), (-10, -48)),
        )
    for i in range(4):
        sack(
            s,
            s.b,
            x + d * (400 + i * 110),
            1120 + (i % 2) * 44,
            150,
            170 + 20 * (i % 2),
            s.pick("cream", "leaf_light", "zinc", "river_light"),
        )


def kantor(s: Stage) -> None:
    """The village office."""
    yard(s, 790, name="lime")
    d = s.side()
    palm(s, 800 + d * 660, 860, 620)
    tree(s, 800 - d * 690, 830, 380)
    office(s, 800, 880, s.u(1080, 1200))
    fill_down(s, [(-60.0, 900.0), (1660.0, 900.0)], s.c("leaf_light"), rim=s.c("stone"), depth=8)
    s.b.poly(((690, 892), (910, 892), (1180, 1300), (420, 1300)), s.c("road"))
    for _ in range(18):
        y = s.u(920, 1180)
        s.b.oval(800 + s.u(-0.5, 0.5) * (y - 760), y, 18, 6, s.c("sand"))
    mast = 800 - d * s.u(330, 400)
    flag(s, mast, 1000, 660, wind=d)
    s.b.box(mast - 80, 990, 160, 24, s.c("stone"))
    for x in (250, 480, 1120, 1350):
        bush(s, x + s.u(-20, 20), 930, s.u(70, 100), s.pick("leaf_dark", "leaf"))
        for _ in range(4):
            s.b.dot(x + s.u(-30, 30), s.u(880, 915), 8, s.c(s.pick("red", "turmeric", "white", "pink")))
    x = 800 + s.u(-60, 60)
    person(s, x - 105, 1060, 420, "officer", "give", 1)
    person(s, x + 110, 1065, 410, "woman", "hold", -1, prop=sheet(s))
    person(s, x - d * s.u(330, 420), 1130, 440, s.r.choice(("elder", "man", "farmer")), "walk", d)
    if s.r.random() < 0.6:
        person(s, x + d * 330, 1120, 430, "woman", "walk", -d, prop=baby(s))
    if s.r.random() < 0.6:
        motorbike(s, 800 + d * 520, 1060, 330, face=-d, colour=s.pick("red", "blue"))
    frame(s)


def vaksin(s: Stage) -> None:
    """The nurse has come with the vaccine box."""
    outside = s.turn % 2 == 0
    d = s.side()
    if outside:
        yard(s, 780)
        house(s, 800 + d * 380, 800, 640, gable=False)
        ground(s, 820, "sand")
    else:
        room(s, s.pick("wall_blue", "wall_green", "cream"), "mud", level=850)
        view(s, 800 + d * 330 - 190, 200, 380, 340)
        x = 800 - d * 400
        s.b.box(x - 150, 180, 300, 380, s.c("white"))
        s.b.dot(x, 290, 62, s.c("leaf"))
        s.b.box(x - 40, 276, 80, 28, s.c("white"))
        s.b.box(x - 14, 250, 28, 80, s.c("white"))
        for k in range(4):
            s.b.box(x - 110, 390 + 38 * k, 220 - 40 * (k % 2), 14, s.c("zinc"))
    mx = 800 + d * 210
    s.b.box(mx + (-80 if d > 0 else -100), 935, 180, 24, s.c("wood"))
    for dx in (-74, 66):
        s.b.box(mx + dx, 950, 18, 170, s.c("wood_dark"))
    seat = Pose(hips=(-6, -27), lean=0.04, feet=((10, 0), (16, 0)), hands=((10, -48), (18, -42)))

    def child(b: Brush) -> None:
        skin = s.c((160, 108, 74))
        cloth = ("turmeric", "red", "river_dark")[s.r.randrange(3)]
        b.limb((4, -31), (20, -28), 4.2, 3.2, s.c("navy"))
        b.limb((20, -28), (23, -18), 3.0, 2.4, skin)
        b.blob(((-2, -30), (-1, -52), (10, -54), (15, -50), (14, -30)), s.c(cloth))
        b.limb((12, -49), (24, -46), 2.8, 2.2, s.shade(cloth, 0.1))
        b.dot(24, -46, 2.3, skin)
        b.dot(6, -62, 8.2, s.c("hair"))
        b.oval(7.8, -60.4, 6.4, 6.8, skin)
        b.blob(((-1, -62), (2, -70), (10, -70), (14, -64), (8, -66), (2, -64)), s.c("hair"))

    person(s, mx, 1120, 560, look(s, "woman", wear="skirt"), seat, -d, prop=child)
    nx = 800 - d * 160
    person(
        s,
        nx,
        1120,
        590,
        "nurse",
        Pose(lean=0.22, hips=(-4, -47), feet=((-10, 0), (8, 0)), hands=((18, -56), (28, -56))),
        d,
        prop=lambda b: [
            b.line(((28, -56), (37, -53)), 2.2, s.c("white")),
            b.line(((37, -53), (42, -51)), 0.8, s.c("ink")),
            b.line(((26, -56.6), (23, -57.6)), 3, s.c("blue")),
        ],
    )
    bx = 800 - d * 470
    s.b.box(bx - 150, 960, 300, 22, s.c("wood"))
    for dx in (-136, 118):
        s.b.box(bx + dx, 980, 18, 150, s.c("wood_dark"))
    box = s.pick("blue", "sea", "terracotta")
    s.b.box(bx - 105, 800, 210, 160, s.c(box), 14)
    s.b.box(bx - 115, 780, 230, 48, s.c("white"), 14)
    s.b.curve(((bx - 70, 782), (bx - 60, 730), (bx + 60, 730), (bx + 70, 782)), 12, s.c("zinc"))
    s.b.dot(bx, 890, 46, s.c("white"))
    s.b.box(bx - 30, 880, 60, 20, s.c("leaf"))
    s.b.box(bx - 10, 860, 20, 60, s.c("leaf"))
    n = s.r.randint(1, 2)
    for i in range(n):
        px = mx + d * (300 + i * 170)
        person(
            s,
            px,
            1130 + 20 * i,
            510,
            s.r.choice(("woman", "man", "elder")),
            "stand",
            -d,
            hands=((9, -56), (14, -50)),
            prop=baby(s, s.pick("rose", "turmeric", "leaf_light")),
        ) if i == 0 else person(s, px, 1140, 330, "child", "stand", -d)


def beasiswa(s: Stage) -> None:
    """A student sets out; the family sees them off."""
    sky(s, 470)
    hills(s, 550, swing=140)
    ground(s, 570, "leaf_light", far=0.14, marks=10)
    woods(s, 600, far=0.18, low=90, high=150)
    d = s.side()
    school(s, 800 + d * 420, 690, 430)
    flag(s, 800 + d * 190, 690, 210, wind=d)
    fill_down(s, ridge(s, 720, 20), s.c("leaf", 0.04), rim=s.c("lime"))
    ribbon(
        s,
        [
            (800 + d * 380, 690, 12.0),
            (800 + d * 330, 740, 40.0),
            (800 + d * 120, 850, 120.0),
            (800 + d * 40, 1010, 280.0),
            (800, 1300, 560.0),
        ],
        s.c("road"),
        rim=s.c("sand"),
        edge=12,
    )
    house(s, 800 - d * 500, 900, 520)
    banana(s, 800 - d * 760, 930, 300)
    level = s.r.randrange(3)
    top, bottom = (("white", "blue"), ("white", "navy"), ("white", "grey"))[level]
    girl = s.r.random() < 0.5
    student = look(
        s,
        "woman" if girl else "man",
        top=top,
        bottom=bottom,
        wear="skirt" if girl else "trousers",
        sleeves=True,
        **({} if girl else {"head": "hair"}),
    )
    x = 800 + d * s.u(110, 180)
    person(
        s,
        x,
        1110,
        540,
        student,
        "wave",
        -d if s.r.random() < 0.5 else d,
        back=school_bag(s, s.pick("terracotta", "blue", "leaf_dark")),
        hands=((10, -58), (18, -104)),
        prop=lambda b: [b.box(4, -66, 13, 17, s.c("red"), 1), b.box(5.4, -64, 3, 13, s.c("cream"))],
    )
    person(s, x - d * 330, 1070, 490, look(s, "woman"), "wave", d)
    person(s, x - d * 480, 1085, 510, s.r.choice(("man", "farmer", "elder")), "stand", d)
    if s.r.random() < 0.7:
        person(s, x - d * 230, 1130, 300, "child", "wave", d)
    if s.r.random() < 0.6:
        person(s, 800 + d * 450, 850, 210, "pupil", "walk", d, back=school_bag(s, "red"))
        person(s, 800 + d * 390, 870, 215, "pupil", "walk", d)
    if s.r.random() < 0.5:
        bike(s, x + d * 360, 1110, 330, face=d)
    frame(s)


def olahraga(s: Stage) -> None:
    """Volleyball on the village field."""
    yard(s, 770, name="leaf_light")
    d = s.side()
    house(s, 800 - d * 560, 740, 280)
    n = s.r.randint(9, 12)
    for i in range(n):
        person(
            s,
            130 + i * 1340 / (n - 1) + s.u(-24, 24),
            810 + s.u(-8, 8),
            s.u(180, 225),
            s.r.choice(("", "", "child")),
            s.pick("stand", "wave", "stand"),
            s.side(),
        )
    s.b.poly(((110, 850), (1490, 850), (1780, 1180), (-180, 1180)), s.c("brick", 0.1))
    s.b.line(((110, 850), (1490, 850), (1780, 1180), (-180, 1180), (110, 850)), 11, s.c("paper"))
    s.b.line(((748, 850), (852, 1180)), 9, s.c("paper"))
    teams = [("red", "white"), ("turmeric", "navy"), ("blue", "white"), ("leaf_dark", "turmeric")]
    s.r.shuffle(teams)
    back_row = [(300, 960), (560, 930), (1060, 935), (1310, 960)]
    for x, y in back_row:
        top, bottom = teams[0 if x < 800 else 1]
        person(
            s,
            x + s.u(-40, 40),
            y,
            330,
            look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"),
            s.pick("ready", "stand"),
            1 if x < 800 else -1,
        )
    # the net
    s.b.limb((752, 872), (752, 440), 9, 8, s.c("wood_dark"))
    net(s, s.b, [(752, 452), (848, 356), (848, 560), (752, 610)], 7, 5, "paper", 3.4)
    for first, second in (((752, 450), (848, 352)), ((752, 612), (848, 566))):
        s.b.line((first, second), 13, s.c("white"))
    ground_y = 1110
    xs = [(560, "jump", 1), (1010, "lift" if s.r.random() < 0.5 else "jump", -1)]
    for x, pose, face in xs:
        top, bottom = teams[0 if face > 0 else 1]
        hop = 60 if pose == "jump" else 0
        s.b.oval(x + face * 60, ground_y, 90, 15, s.shadow())
        person(
            s,
            x + face * 60,
            ground_y - hop,
            480,
            look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"),
            pose,
            face,
            shadow=False,
        )
    s.b.limb((848, 1168), (848, 336), 12, 10, s.c("wood_dark"))
    top, bottom = teams[0]
    person(s, 250 + s.u(-30, 30), 1150, 440, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), "ready", 1)
    top, bottom = teams[1]
    person(s, 1330 + s.u(-30, 30), 1150, 440, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), "ready", -1)
    bx, by = 800 + d * s.u(20, 70), s.u(230, 290)
    s.b.dot(bx, by, 48, s.c("navy"))
    s.b.dot(bx, by, 42, s.c("white"))
    s.b.curve(((bx - 40, by - 8), (bx - 6, by - 12), (bx + 20, by - 36)), 5, s.c("terracotta"))
    s.b.curve(((bx - 34, by + 24), (bx + 2, by + 4), (bx + 40, by + 8)), 5, s.c("terracotta"))
    s.b.curve(((bx - 6, by - 12), (bx + 6, by + 14), (bx - 2, by + 41)), 5, s.c("turmeric"))
