"""People: simple, dignified flat figures with joints, so that they can plant, carry, sit, lift and hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .brush import Brush, Point
from .stage import SKINS, Stage

Prop = Callable[[Brush], object]


@dataclass(frozen=True)
class Look:
    """What a person looks like."""

    skin: int
    top: str
    bottom: str
    head: str
    wear: str
    head_colour: str
    sleeves: bool
    child: bool = False


@dataclass(frozen=True)
class Pose:
    """Where the joints are, in hundredths of the person's height, facing right, feet at the origin."""

    hips: Point = (0, -48)
    lean: float = 0.0
    feet: tuple[Point, Point] = ((-5, 0), (5, 0))
    hands: tuple[Point, Point] = ((-12, -45), (11, -45))
    seated: bool = False
    elbow: int = 1  # -1 turns the near elbow outward, away from the face


POSES: dict[str, Pose] = {
    "stand": Pose(),
    "walk": Pose(hips=(0, -47), lean=0.06, feet=((-15, -1), (14, 0)), hands=((12, -50), (-10, -48))),
    "bend": Pose(hips=(-11, -45), lean=1.3, feet=((-9, 0), (3, 0)), hands=((24, -8), (33, -9))),
    "stoop": Pose(hips=(-8, -47), lean=0.75, feet=((-10, 0), (6, 0)), hands=((24, -36), (30, -38))),
    "sit": Pose(hips=(0, -11), lean=0.0, feet=((0, 0), (0, 0)), hands=((-11, -13), (13, -13)), seated=True),
    "squat": Pose(hips=(-8, -20), lean=0.3, feet=((-2, 0), (8, 0)), hands=((20, -18), (24, -14))),
    "chair": Pose(hips=(-6, -27), lean=0.04, feet=((10, 0), (16, 0)), hands=((12, -32), (16, -34))),
    "carry": Pose(hands=((10, -53), (17, -53))),
    "hold": Pose(hands=((12, -60), (15, -55))),
    "head": Pose(hips=(0, -47), feet=((-10, -1), (10, 0)), hands=((-10, -106), (11, -45)), elbow=-1),
    "lift": Pose(hips=(0, -47), feet=((-9, 0), (9, 0)), hands=((-7, -112), (9, -112))),
    "reach": Pose(lean=0.08, hands=((22, -72), (26, -84))),
    "wave": Pose(hands=((-12, -45), (19, -104))),
    "give": Pose(lean=0.05, hands=((-11, -45), (27, -62))),
    "hoe": Pose(hips=(-5, -46), lean=0.35, feet=((-14, 0), (10, 0)), hands=((13, -52), (27, -38))),
    "pole": Pose(hips=(-2, -47), lean=0.12, feet=((-11, 0), (9, 0)), hands=((19, -54), (16, -74))),
    "ride": Pose(hips=(-6, -40), lean=0.16, feet=((8, -6), (12, -6)), hands=((27, -58), (29, -58))),
    "paddle": Pose(hips=(-4, -22), lean=0.22, feet=((12, -4), (16, -4)), hands=((22, -22), (20, -50))),
    "jump": Pose(hips=(0, -52), lean=0.12, feet=((-14, -10), (-4, -4)), hands=((10, -112), (20, -108))),
    "ready": Pose(hips=(-6, -40), lean=0.35, feet=((-16, 0), (12, 0)), hands=((22, -52), (26, -54))),
    "pull": Pose(hips=(-12, -40), lean=-0.25, feet=((2, 0), (16, 0)), hands=((16, -56), (20, -54))),
    "dance": Pose(hips=(0, -45), lean=0.05, feet=((-12, 0), (10, 0)), hands=((-26, -70), (27, -74)), elbow=1),
    "drum": Pose(hips=(-6, -27), lean=0.12, feet=((10, 0), (16, 0)), hands=((14, -40), (20, -36))),
    "read": Pose(hips=(0, -11), lean=0.1, feet=((0, 0), (0, 0)), hands=((15, -30), (19, -28)), seated=True),
    "weave": Pose(hips=(0, -11), lean=0.35, feet=((0, 0), (0, 0)), hands=((22, -8), (32, -8)), seated=True),
}


def look(s: Stage, kind: str = "", **over: Any) -> Look:
    """Choose the clothes of one person.

    Kinds are ``man``, ``woman``, ``farmer``, ``elder``, ``pupil``, ``child``, ``nurse``, ``officer`` and ``fisher``; nothing means anybody.
    """
    r = s.r
    tops = ("terracotta", "turmeric", "paper", "river_dark", "leaf", "plum", "rose", "blue", "brick", "olive", "red", "sea")
    bottoms = ("navy", "wood_dark", "leaf_deep", "plum", "roof_dark", "earth_dark")
    kind = kind or r.choice(("man", "woman", "man", "woman", "elder"))
    values: dict[str, Any] = {
        "skin": r.randrange(len(SKINS)),
        "top": r.choice(tops),
        "bottom": r.choice(bottoms),
        "wear": "trousers",
        "head": "hair",
        "head_colour": "hair",
        "sleeves": False,
        "child": False,
    }
    if kind == "woman":
        values["wear"] = r.choice(("skirt", "skirt", "trousers"))
        values["head"] = r.choice(("scarf", "bun", "long", "bun"))
        values["sleeves"] = values["head"] == "scarf" or r.random() < 0.4
        if values["head"] == "scarf":
            values["head_colour"] = r.choice(
                [c for c in ("cream", "turmeric", "rose", "sea_light", "plum", "leaf_light", "terracotta") if c != values["top"]]
            )
        if values["wear"] == "skirt":
            values["bottom"] = r.choice(("terracotta", "plum", "leaf_dark", "blue", "roof_dark", "brick"))
    elif kind == "farmer":
        values |= {
            "head": r.choice(("caping", "caping", "caping", "cap")),
            "head_colour": "straw",
            "sleeves": True,
            "wear": r.choice(("trousers", "trousers", "skirt")),
        }
    elif kind == "elder":
        values |= {
            "head": r.choice(("peci", "grey", "grey")),
            "wear": r.choice(("skirt", "trousers")),
            "top": r.choice(("paper", "cream", "river_dark", "plum")),
            "sleeves": True,
        }
    elif kind == "pupil":
        values |= {"top": "white", "bottom": "red", "wear": r.choice(("shorts", "kneeskirt")), "head": "hair", "child": True}
        if values["wear"] == "kneeskirt":
            values |= r.choice(({"head": "long"}, {"head": "scarf", "head_colour": "white"}, {"head": "bun"}))
    elif kind == "child":
        values |= {"wear": r.choice(("shorts", "kneeskirt")), "head": r.choice(("hair", "bun", "long")), "child": True}
    elif kind == "nurse":
        values |= {
            "top": "white",
            "bottom": "white",
            "wear": "trousers",
            "sleeves": True,
            "head": "scarf",
            "head_colour": r.choice(("sea_light", "white", "leaf_light")),
        }
    elif kind == "officer":
        values |= {"top": "olive", "bottom": "moss", "sleeves": True, "head": r.choice(("peci", "hair", "scarf")), "head_colour": "moss"}
    elif kind == "fisher":
        values |= {"wear": r.choice(("shorts", "trousers")), "head": r.choice(("cap", "caping", "hair")), "head_colour": "straw"}
    if values["head"] == "hair" and r.random() < 0.2 and kind == "man":
        values |= {"head": "cap", "head_colour": r.choice(("red", "navy", "leaf_dark"))}
    if values["head"] == "cap" and values["head_colour"] in ("straw", "hair"):
        values["head_colour"] = r.choice(("red", "navy", "leaf_dark"))
    return Look(**{**values, **over})


def joint(start: Point, end: Point, first: float, second: float, bend: int) -> tuple[Point, Point]:
    """Return the elbow (or knee) between two points, and the end drawn in to within reach."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    span = math.hypot(dx, dy) or 0.01
    reach = (first + second) * 0.995
    if span > reach:
        end = (start[0] + dx / span * reach, start[1] + dy / span * reach)
        dx, dy, span = end[0] - start[0], end[1] - start[1], reach
    along = (first * first - second * second + span * span) / (2 * span)
    off = math.sqrt(max(first * first - along * along, 0.0)) * bend
    ux, uy = dx / span, dy / span
    return (start[0] + ux * along - uy * off, start[1] + uy * along + ux * off), end


def person(
    s: Stage,
    x: float,
    y: float,
    h: float,
    who: Look | str = "",
    pose: str | Pose = "stand",
    face: int = 1,
    *,
    hands: tuple[Point, Point] | None = None,
    prop: Prop | None = None,
    back: Prop | None = None,
    top: Prop | None = None,
    shadow: bool = True,
) -> None:
    """Draw one person standing at (x, y), h high. ``prop`` is drawn before the near arm, ``back`` behind the body, ``top`` over all."""
    person_look = who if isinstance(who, Look) else look(s, who)
    p = pose if isinstance(pose, Pose) else POSES[pose]
    if shadow:
        s.b.oval(x, y, h * (0.26 if p.seated else 0.19), h * 0.035, s.shadow())
    b = s.b.at(x, y, h / 100, flip=face < 0)
    skin = s.c(SKINS[person_look.skin])
    cloth, lower = s.c(person_look.top), s.c(person_look.bottom)
    far_cloth, far_lower, far_skin = s.shade(person_look.top, 0.16), s.shade(person_look.bottom, 0.2), tuple(round(v * 0.86) for v in skin)
    big = 1.28 if person_look.child else 1.0
    sin, cos = math.sin(p.lean), math.cos(p.lean)
    hx, hy = p.hips
    torso = 34.0 if not person_look.child else 31.0
    neck = (hx + torso * sin, hy - torso * cos)
    tilt = p.lean * 0.75
    head = (neck[0] + 10.5 * big * math.sin(tilt) + 0.6, neck[1] - 10.5 * big * math.cos(tilt))

    def along(t: float, across: float) -> Point:
        return hx + sin * torso * t + cos * across, hy - cos * torso * t + sin * across

    near_shoulder, far_shoulder = along(0.87, -6.6), along(0.87, 6.2)
    near_hand, far_hand = hands or p.hands
    if back:
        back(b)
    elbow, far_hand = joint(far_shoulder, far_hand, 18, 18, elbow_side(far_shoulder, far_hand))
    b.limb(far_shoulder, elbow, 4.0, 3.3, far_cloth)
    b.limb(elbow, far_hand, 3.1, 2.4, far_cloth if person_look.sleeves else far_skin)
    b.dot(*far_hand, 2.9, far_skin)
    # legs
    if p.seated:
        b.blob(((hx - 10, hy - 6), (hx + 9, hy - 5), (hx + 20, hy + 4), (hx + 18, -1), (hx, 0.5), (hx - 17, -1), (hx - 19, hy + 5)), lower)
        b.curve(((hx + 17, -6), (hx + 4, -4), (hx - 8, -1.5)), 1.0, far_lower)
        b.oval(hx + 15, -1.6, 4.6, 2.4, skin)
    else:
        hip_l, hip_r = (hx - 3.4, hy), (hx + 3.4, hy)
        for hip, foot, shade, bare in ((hip_r, p.feet[1], far_lower, far_skin), (hip_l, p.feet[0], lower, skin)):
            knee, foot = joint(hip, (foot[0], foot[1] - 3), 24, 23.5, -1)
            shin = bare if person_look.wear in ("shorts", "kneeskirt") else shade
            b.limb(knee, foot, 4.3 if shin == shade else 3.4, 3.1 if shin == shade else 2.5, shin)
            b.limb(hip, knee, 5.8, 4.5, shade)
            b.oval(foot[0] + 2.6, foot[1] + 1.2, 5.0, 2.3, s.c("wood_dark") if shin == shade else bare)
        if person_look.wear == "skirt":
            left, right = min(p.feet[0][0], p.feet[1][0]) - 7, max(p.feet[0][0], p.feet[1][0]) + 6
            bottom = max(p.feet[0][1], p.feet[1][1]) - 6
            if bottom - hy > 20:
                b.poly(smooth_skirt(hx, hy, left, right, bottom), lower)
                b.poly(
                    ((left + 0.4, bottom - 7), (right - 0.4, bottom - 7), (right - 0.1, bottom - 4), (left + 0.1, bottom - 4)),
                    s.shade(person_look.bottom, -0.35),
                )
        elif person_look.wear == "kneeskirt":
            b.poly(((hx - 8, hy - 4), (hx + 8, hy - 4), (hx + 13, hy + 20), (hx - 13, hy + 20)), lower)
    # body
    b.blob(
        (
            along(1.0, -3.5),
            along(0.95, -8.6),
            along(0.8, -10.4),
            along(0.4, -8.2),
            along(-0.06, -9.0),
            along(-0.1, 0),
            along(-0.06, 9.0),
            along(0.4, 8.2),
            along(0.8, 10.0),
            along(0.95, 8.2),
            along(1.0, 3.5),
        ),
        cloth,
    )
    b.limb(along(0.94, 0.4), head, 3.1, 3.1, far_skin)
    if person_look.top in ("white", "paper", "cream") and not p.seated and p.lean < 0.5:
        b.line((along(0.93, 3.6), along(0.12, 3.6)), 0.7, far_cloth)
    draw_head(s, b.at(*head, big, turn=tilt * 0.8), person_look, skin)
    if prop:
        prop(b)
    elbow, near_hand = joint(near_shoulder, near_hand, 18, 18, p.elbow * elbow_side(near_shoulder, near_hand))
    near = s.shade(person_look.top, 0.06)
    b.limb(elbow, near_hand, 3.2, 2.5, near if person_look.sleeves else skin)
    b.limb(near_shoulder, elbow, 4.3, 3.4, near)
    b.dot(*near_hand, 3.0, skin)
    if top:
        top(b)


def elbow_side(shoulder: Point, hand: Point) -> int:
    """Return the way an elbow bends: down or back, as elbows do."""
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    return -1 if dx < -0.75 * math.hypot(dx, dy) else 1


def smooth_skirt(hx: float, hy: float, left: float, right: float, bottom: float) -> list[Point]:
    """Return the outline of a long cloth from the hips to the hem."""
    return [(hx - 8.6, hy - 4), (hx + 8.6, hy - 4), (hx + 9.6, hy + 6), (right, bottom), (left, bottom), (hx - 9.8, hy + 6)]


def draw_head(s: Stage, b: Brush, who: Look, skin: tuple[int, ...]) -> None:
    """Draw a head around the origin, facing right, chin down."""
    hair = s.c("hair_grey" if who.head == "grey" else "hair")
    cover = s.c(who.head_colour) if who.head in ("scarf", "cap", "caping") else hair
    if who.head == "scarf":
        b.blob(((-8.6, -3), (-5, -8.6), (2, -9.4), (8, -5), (8.4, 2), (8, 8), (9.5, 15), (2, 18), (-8, 16), (-10.5, 9)), cover)
        b.oval(2.9, 0.2, 5.5, 6.4, skin)
        return
    if who.head == "long":
        b.blob(((-8.6, -2), (-4, -8.8), (3, -8.6), (7, -3), (2, 6), (-3, 14), (-9.6, 13)), hair)
    if who.head == "bun":
        b.dot(-8.2, -2.2, 4.0, hair)
    b.oval(-0.6, -1.3, 8.2, 8.3, hair)
    b.oval(1.9, 1.5, 6.4, 7.0, skin)
    b.dot(-3.2, 1.6, 1.9, skin)
    if who.head in ("hair", "grey", "long", "bun"):
        b.blob(((-7.6, -1), (-6, -7), (1, -9.4), (7.2, -6), (7.6, -2.8), (3, -4.2), (-1.4, -3.2), (-3, 0)), hair)
    elif who.head == "peci":
        b.poly(((-8.6, -2.2), (-7.6, -11), (5.4, -11.6), (8.0, -3.6)), s.c("ink"))
    elif who.head == "cap":
        b.blob(((-8.6, -1.6), (-7.6, -8), (-1, -10.8), (6, -8), (7.6, -3.4)), cover)
        b.limb((5, -3.8), (12.4, -3.0), 1.5, 1.1, s.shade(who.head_colour, 0.2))
    elif who.head == "caping":
        b.poly(((-18, -1.6), (-1, -16.5), (16.5, -3.2), (12, -1), (0, 0.2), (-12, 0.4)), cover)
        b.poly(((-18, -1.6), (-1, -16.5), (-4, 0.4), (-12, 0.4)), s.shade("straw", 0.14))
        b.line(((-1, -16.5), (5, -1.0)), 0.7, s.shade("straw", 0.25))
