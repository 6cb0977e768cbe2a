"""What people do together: market, school, health post, meetings, work parties, feasts."""

from __future__ import annotations

import math

from .brush import WIDTH, Brush, smooth
from .builds import awning, flag, hall, house, hut, longhouse, office, roof_side, school, stall
from .land import banana, bush, fill_down, frame, ground, hills, palm, ridge, sky, tree, tuft, woods
from .people import Pose, look, person
from .stage import Stage
from .things import baby, back_basket, banner, basket, bike, book, bunting, chicken, drum, gong, head_basket, motorbike, sack, school_bag, sheet, shelf, stick


def yard(s: Stage, y: float = 760, *, name: str = "sand", horizon: float = 540, swing: float = 120) -> None:
    """Paint sky, hills, trees and a village yard."""
    sky(s, 450)
    hills(s, horizon - 10, swing=swing)
    ground(s, horizon, "leaf_light", far=0.12, marks=14)
    woods(s, horizon + 40, far=0.18, low=100, high=170)
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
    s.b.line(((x, 470), (x, 560)), 8, s.c("wood_dark"))
    s.b.line(((x - 130, 552 + d * 8), (x + 130, 552 - d * 8)), 13, s.c("zinc_dark"))
    s.b.dot(x, 552, 15, s.c("turmeric"))
    s.b.dot(x + d * 116, 576, 22, s.c("ink"))
    s.b.line(((x - d * 40, 556), (x - d * 40, 650)), 6, s.c("cream"))
    sling = s.pick("turmeric", "red", "blue")
    sx = x - d * 40
    s.b.poly(((sx - 6, 640), (sx + 6, 640), (sx + 84, 760), (sx - 84, 760)), s.shade(sling, 0.25))
    s.b.dot(sx + d * 6, 724, 34, s.c((160, 108, 74)))
    s.b.blob(((sx + d * 6 - 34, 722), (sx + d * 6 - 20, 690), (sx + d * 6 + 20, 690), (sx + d * 6 + 34, 722), (sx + d * 6, 708)), s.c("hair"))
    s.b.blob(((sx - 90, 748), (sx - 40, 764), (sx + 40, 764), (sx + 90, 748), (sx + 68, 838), (sx, 872), (sx - 68, 838)), s.c(sling))
    for dx in (-30, 30):
        s.b.oval(sx + dx, 868, 16, 24, s.c((160, 108, 74)))
    person(s, sx - d * 215, 1020, 470, look(s, "woman", sleeves=True), "reach", d, hands=((26, -50), (30, -66)))
    person(s, sx + d * 235, 1020, 470, "nurse", "give", -d, prop=sheet(s))
    n = s.r.randint(2, 3)
    for i in range(n):
        person(s, sx - d * (390 + i * 155), 1060 + 22 * (i % 2), 440, "woman", "stand", d, hands=((9, -56), (14, -50)), prop=baby(s, s.pick("turmeric", "rose", "river", "leaf_light")))
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
    flag(s, 800 - d * s.u(230, 330), 960, 640, wind=d)
    s.b.box(800 - d * 280 - 70, 950, 140, 26, s.c("stone"))
    n = s.r.randint(5, 6)
    line = s.r.random() < 0.55
    for i in range(n):
        if line:
            person(s, 800 + (i - (n - 1) / 2) * 185 + s.u(-10, 10), 1080 + 18 * (i % 2), s.u(285, 320), "pupil", "walk" if i % 2 else "stand", d, back=school_bag(s, s.pick("blue", "leaf_dark", "terracotta", "plum")))
        else:
            person(s, 800 + (i - (n - 1) / 2) * 190 + s.u(-15, 15), 1040 + 60 * (i % 2), s.u(285, 330), "pupil", s.pick("wave", "walk", "stand", "dance"), s.side(), back=school_bag(s, s.pick("blue", "leaf_dark", "turmeric")) if i % 2 else None)
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
        person(s, x + s.u(-60, 60), 930, 420, "woman" if i == 0 else s.r.choice(("man", "elder", "woman")), "give", 1 if i == 0 else -1, shadow=False)
        stall(s, x, 960, 560, goods[i], stripes[i])
    xs = [230, 800, 1390]
    person(s, xs[0] + shift + s.u(-30, 50), 1110, 480, "woman", "head", 1, top=head_basket(s, s.pick("leaf_light", "terracotta", "turmeric")))
    person(s, xs[1] + shift - 60, 1090, 470, s.r.choice(("man", "woman")), "give", s.side())
    person(s, xs[1] + shift + 70, 1130, 300, "child", "stand", s.side())
    person(s, xs[2] + shift + s.u(-70, 20), 1100, 470, "woman", "walk", -1, prop=lambda b: basket(s, b, 12, -26, 24, 20, filled="leaf_light"))
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
    person(s, fx - d * 190, 442, 290, look(s, "man", head="cap", head_colour="red"), "squat", d, hands=((22, -8), (26, -20)), prop=lambda b: b.line(((22, -20), (34, -34)), 3, s.c("zinc_dark")), shadow=False)
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
            person(s, x + gap * 0.5, y + 60, 400, "woman", "stand", -d, prop=lambda b: basket(s, b, 8, -50, 26, 12, filled="cream"), hands=((8, -56), (14, -56)))
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
    if s.r.random() < 0.5:
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
        person(s, 150 + i * 1300 / (n - 1) + s.u(-20, 20), 880 + s.u(-10, 14), s.u(230, 270), s.r.choice(("", "", "child", "elder")), s.pick("stand", "wave", "stand"), s.side())
    ground(s, 905, "road", swing=8, marks=24)
    gong(s, s.b, 800 - d * 560, 950, 84)
    person(s, 800 - d * 430, 1075, 410, look(s, "man", top="red", head="peci"), "give", -d, prop=lambda b: [b.line(((26, -62), (38, -56)), 2.2, s.c("wood")), b.dot(39, -55, 4, s.c("cream"))])
    drum(s, s.b, 800 - d * 250, 1120, 110, 150)
    person(s, 800 - d * 330, 1120, 420, look(s, "man", top="turmeric"), "drum", d, hands=((18, -38), (24, -36)))
    for i, (x, y) in enumerate(((0, 1080), (250, 1130), (480, 1070))):
        who = look(s, "woman", wear="skirt", bottom=("plum", "red", "leaf_dark")[i], top=("turmeric", "paper", "terracotta")[i], head="bun", sleeves=True)
        person(s, 800 + d * (x - 30) + s.u(-15, 15), y, 460, who, "dance", s.side(), hands=((-26, -66 - 8 * (i % 2)), (27, -78 + 8 * (i % 2))), back=lambda b: [b.blob(((-26, -66), (-30, -50), (-22, -30), (-18, -50)), s.c("red"), 5), b.blob(((27, -74), (33, -54), (26, -34), (22, -54)), s.c("turmeric"), 5)])
    frame(s)


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
    mx, my = 800 - d * 20, 1050
    ox = mx - 430 if d > 0 else mx - 330
    corner = [(ox + 90, 900), (ox + 690, 900), (ox + 800, 1190), (ox - 20, 1190)]
    flat_weave(s, corner)
    for k in range(26):
        t = k / 25
        x0 = corner[0][0] + (corner[1][0] - corner[0][0]) * t
        s.b.line(((x0, 902), (x0 + (t - 0.5) * 60 + s.u(-8, 8), 850 - 26 * math.sin(t * 3.1))), 9, s.c("straw" if k % 2 else "terracotta"))
    assert my
    person(s, 800 - d * 470, 1120, 720, look(s, "woman", wear="trousers"), "weave", d)
    person(s, 800 + d * 480, 1080, 640, look(s, s.pick("elder", "woman", "woman"), wear="trousers"), "weave", -d, hands=((18, -26), (26, -24)), prop=lambda b: basket(s, b, 24, -8, 26, 26))
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
                s.b.line(((x + i * cell, y + (j + 0.5) * cell), (x + (i + 1) * cell, y + (j + 0.5) * cell)), 2.6, s.shade(name, 0.2), round_ends=False)
            else:
                s.b.line(((x + (i + 0.5) * cell, y + j * cell), (x + (i + 0.5) * cell, y + (j + 1) * cell)), 2.6, s.shade(name, 0.2), round_ends=False)


def flat_weave(s: Stage, corner: list[tuple[float, float]], count: int = 18, rows: int = 10) -> None:
    """Lay a plaited mat on the floor in perspective."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corner
    a, b = s.pick("straw", "cream"), s.pick("terracotta", "leaf_dark", "plum")
    step = s.r.choice((3, 4, 5))

    def at(u: float, v: float) -> tuple[float, float]:
        return (ax * (1 - u) + bx * u) * (1 - v) + (dx * (1 - u) + cx * u) * v, (ay * (1 - u) + by * u) * (1 - v) + (dy * (1 - u) + cy * u) * v

    for i in range(count):
        for j in range(rows):
            name = b if (abs(i - count // 2) + j) % step == 0 else a
            s.b.poly((at(i / count, j / rows), at((i + 1) / count, j / rows), at((i + 1) / count, (j + 1) / rows), at(i / count, (j + 1) / rows)), s.shade(name, 0.09 if (i + j) % 2 else 0.0))


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
        s.b.blob(((x - 18, 300 + i % 2 * 50), (x, 284 + i % 2 * 50), (x + 18, 300 + i % 2 * 50), (x + 14, 360 + i % 2 * 50), (x - 14, 360 + i % 2 * 50)), s.c(("turmeric", "red", "leaf")[i]))
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
        person(s, x, (1080 if child else 1030) + s.u(-8, 8) + 50 * (i % 2), 470 if child else 600, look(s, s.r.choice(("pupil", "child")) if child else "woman", wear="trousers"), "read", 1 if i < n / 2 else -1, prop=book(s, s.pick("red", "blue", "turmeric", "leaf_dark")))
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
            person(s, x, y, 450, s.r.choice(("woman", "elder", "man")), "give", face, hands=((-15, -60), (26, -66)), shadow=False)
        else:
            person(s, x, y, 410, look(s, "", wear="trousers"), "sit", face, hands=((-10, -13), (13, -13)) if s.r.random() < 0.7 else ((6, -26), (24, -46)))
    for k in range(5):
        x = 800 + (k - 2) * 110
        s.b.oval(x, 985 + 8 * (k % 2), 42, 13, s.c(("leaf", "cream", "leaf", "cream", "leaf")[k]))
        s.b.oval(x, 978 + 8 * (k % 2), 26, 9, s.c(s.pick("turmeric", "terracotta", "ripe")))
    for x, face in ((250, 1), (520, 1), (1080, -1), (1350, -1)):
        person(s, x + s.u(-30, 30), 1165 + s.u(-6, 10), 470, look(s, "", wear="trousers"), "sit", face)


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
        person(s, x - d * (450 + i * 160), 1090 + 30 * (i % 2), 430 if i != 1 else 300, ("man", "child", "woman")[i % 3], "walk", d, prop=lambda b, colour=colour: sack(s, b, 6, -18, 24, 34, colour), hands=((8, -50), (-10, -48)))  # type: ignore[misc]
    for i in range(4):
        sack(s, s.b, x + d * (400 + i * 110), 1120 + (i % 2) * 44, 150, 170 + 20 * (i % 2), s.pick("cream", "leaf_light", "zinc", "river_light"))


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
    flag(s, 800 - d * s.u(330, 400), 1000, 660, wind=d)
    s.b.box(800 - d * 365 - 80, 990, 160, 24, s.c("stone"))
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
    outside = s.r.random() < 0.5
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
    person(s, nx, 1120, 590, "nurse", Pose(lean=0.22, hips=(-4, -47), feet=((-10, 0), (8, 0)), hands=((18, -56), (28, -56))), d, prop=lambda b: [b.line(((28, -56), (37, -53)), 2.2, s.c("white")), b.line(((37, -53), (42, -51)), 0.8, s.c("ink")), b.line(((26, -56.6), (23, -57.6)), 3, s.c("blue"))])
    bx = 800 - d * 470
    s.b.box(bx - 150, 960, 300, 22, s.c("wood"))
    for dx in (-136, 118):
        s.b.box(bx + dx, 980, 18, 150, s.c("wood_dark"))
    box = s.pick("blue", "sea", "red")
    s.b.box(bx - 105, 800, 210, 160, s.c(box), 14)
    s.b.box(bx - 115, 780, 230, 48, s.c("white"), 14)
    s.b.curve(((bx - 70, 782), (bx - 60, 730), (bx + 60, 730), (bx + 70, 782)), 12, s.c("zinc"))
    s.b.dot(bx, 890, 46, s.c("white"))
    s.b.box(bx - 30, 880, 60, 20, s.c("red"))
    s.b.box(bx - 10, 860, 20, 60, s.c("red"))
    n = s.r.randint(1, 2)
    for i in range(n):
        px = mx + d * (300 + i * 170)
        person(s, px, 1130 + 20 * i, 510, s.r.choice(("woman", "man", "elder")), "stand", -d, hands=((9, -56), (14, -50)), prop=baby(s, s.pick("rose", "turmeric", "leaf_light"))) if i == 0 else person(s, px, 1140, 330, "child", "stand", -d)


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
    from .land import ribbon

    ribbon(s, [(800 + d * 380, 690, 12.0), (800 + d * 330, 740, 40.0), (800 + d * 120, 850, 120.0), (800 + d * 40, 1010, 280.0), (800, 1300, 560.0)], s.c("road"), rim=s.c("sand"), edge=12)
    house(s, 800 - d * 500, 900, 520)
    banana(s, 800 - d * 760, 930, 300)
    level = s.r.randrange(3)
    top, bottom = (("white", "blue"), ("white", "navy"), ("white", "grey"))[level]
    girl = s.r.random() < 0.5
    student = look(s, "woman" if girl else "man", top=top, bottom=bottom, wear="skirt" if girl else "trousers", sleeves=True, **({} if girl else {"head": "hair"}))
    x = 800 + d * s.u(110, 180)
    person(s, x, 1110, 540, student, "wave", -d if s.r.random() < 0.5 else d, back=school_bag(s, s.pick("terracotta", "blue", "leaf_dark")), hands=((10, -58), (18, -104)), prop=lambda b: [b.box(4, -66, 13, 17, s.c("red"), 1), b.box(5.4, -64, 3, 13, s.c("cream"))])
    person(s, x - d * 330, 1070, 490, look(s, "woman"), "wave", d)
    person(s, x - d * 480, 1085, 510, s.r.choice(("man", "farmer", "elder")), "stand", d)
    if s.r.random() < 0.7:
        person(s, x - d * 230, 1130, 300, "child", "wave", d)
    if s.r.random() < 0.6:
        person(s, 800 + d * 270, 850, 210, "pupil", "walk", d, back=school_bag(s, "red"))
        person(s, 800 + d * 210, 870, 215, "pupil", "walk", d)
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
        person(s, 130 + i * 1340 / (n - 1) + s.u(-24, 24), 810 + s.u(-8, 8), s.u(180, 225), s.r.choice(("", "", "child")), s.pick("stand", "wave", "stand"), s.side())
    s.b.poly(((110, 850), (1490, 850), (1780, 1180), (-180, 1180)), s.c("brick", 0.1))
    s.b.line(((110, 850), (1490, 850), (1780, 1180), (-180, 1180), (110, 850)), 11, s.c("paper"))
    for x in (800,):
        s.b.line(((x, 850), (x, 1180)), 9, s.c("paper"))
    teams = [("red", "white"), ("turmeric", "navy"), ("blue", "white"), ("leaf_dark", "turmeric")]
    s.r.shuffle(teams)
    back_row = [(300, 960), (560, 930), (1060, 935), (1310, 960)]
    for x, y in back_row:
        top, bottom = teams[0 if x < 800 else 1]
        person(s, x + s.u(-40, 40), y, 330, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), s.pick("ready", "stand"), 1 if x < 800 else -1)
    # the net
    for x, y, top in ((800, 870, 420), (800, 1160, 330)):
        s.b.limb((x, y), (x, top), 10, 8, s.c("wood_dark"))
    s.b.poly(((794, 430), (806, 430), (812, 640), (788, 640)), s.c("paper"))
    ground_y = 1110
    xs = [(560, "jump", 1), (1010, "lift" if s.r.random() < 0.5 else "jump", -1)]
    for x, pose, face in xs:
        top, bottom = teams[0 if face > 0 else 1]
        hop = 60 if pose == "jump" else 0
        s.b.oval(x + face * 60, ground_y, 90, 15, s.shadow())
        person(s, x + face * 60, ground_y - hop, 480, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), pose, face, shadow=False)
    for k in range(9):
        s.b.line(((800 + (k - 4) * 0.0, 344 + 30 * k), (800, 344 + 30 * k)), 3, s.c("paper"))
    top, bottom = teams[0]
    person(s, 250 + s.u(-30, 30), 1150, 440, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), "ready", 1)
    top, bottom = teams[1]
    person(s, 1330 + s.u(-30, 30), 1150, 440, look(s, "man", top=top, bottom=bottom, wear="shorts", head="hair"), "ready", -1)
    bx, by = 800 + d * s.u(20, 70), s.u(330, 400)
    s.b.dot(bx, by, 42, s.c("paper"))
    s.b.curve(((bx - 40, by - 8), (bx - 6, by - 12), (bx + 20, by - 36)), 5, s.c("terracotta"))
    s.b.curve(((bx - 34, by + 24), (bx + 2, by + 4), (bx + 40, by + 8)), 5, s.c("terracotta"))
    s.b.curve(((bx - 6, by - 12), (bx + 6, by + 14), (bx - 2, by + 41)), 5, s.c("turmeric"))


_USED = (WIDTH, back_basket, hut, stick, tuft)
