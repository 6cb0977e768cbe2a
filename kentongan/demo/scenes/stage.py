"""The light of the hour, the limited palette, and the stage every picture is drawn on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from types import MappingProxyType

from .brush import Brush, Colour


def rgb(value: str) -> tuple[int, int, int]:
    """Return the three numbers of a hex colour."""
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> tuple[int, int, int]:
    """Return the colour that lies the given share of the way from the first to the second."""
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(first[:3], second[:3], strict=True))
    return red, green, blue


PALETTE = MappingProxyType(
    {
        name: rgb(value)
        for name, value in {
            "paper": "#f8f0da", "cream": "#efe0bd", "ink": "#2b2a26", "white": "#fdf8ea", "leaf": "#4f8459", "leaf_dark": "#2f6045",
            "leaf_deep": "#1d4735", "leaf_light": "#8db06a", "lime": "#b9c26a", "moss": "#6f7f4a", "olive": "#a9a344",
            "rice": "#c9b65a", "ripe": "#dfb03f", "ripe_dark": "#b9852c", "turmeric": "#e3a424", "straw": "#e2c483",
            "terracotta": "#b5552f", "roof": "#96442a", "roof_dark": "#6f3120", "brick": "#c06a42", "zinc": "#94a4a1",
            "zinc_dark": "#6f8180", "wood": "#8d5c39", "wood_dark": "#5b3a26", "wood_light": "#bd8e5d", "wall": "#efdfb9",
            "wall_green": "#a9bf98", "wall_blue": "#a5c3bf", "river": "#7fb3ad", "river_light": "#acd0c7", "river_dark": "#4c8b88",
            "sea": "#4a9a9c", "sea_dark": "#2d6f78", "sea_light": "#8cc4bd", "mud": "#b8955f", "mud_dark": "#93703f",
            "earth": "#a9744a", "earth_dark": "#7b5133", "road": "#d3b382", "sand": "#ead4a2", "stone": "#a39c8b", "red": "#bb342b",
            "plum": "#73415a", "blue": "#3e6d86", "navy": "#2c4657", "rose": "#d58a73", "pink": "#e3b19c", "grey": "#8c877b",
            "hair": "#2a211d", "hair_grey": "#a39d92",
        }.items()
    }
)  # fmt: skip
SKINS = tuple(rgb(value) for value in ("#8a5a3b", "#a26f49", "#b9855a", "#c99a70"))


@dataclass(frozen=True)
class Light:
    """One hour of the day: its sky, its sun, the haze over distance and the tint over everything."""

    name: str
    sky: tuple[int, int, int]
    glow: tuple[int, int, int]
    sun: tuple[int, int, int]
    haze: tuple[int, int, int]
    tint: tuple[float, float, float]
    height: float
    cloud: tuple[int, int, int]


LIGHTS = (
    Light("pagi", rgb("#e6e7cf"), rgb("#f8e3b0"), rgb("#f3c65f"), rgb("#e9e3c4"), (1.02, 1.0, 0.95), 0.62, rgb("#f8f0da")),
    Light("siang", rgb("#d5e5de"), rgb("#eaf0dc"), rgb("#f7dc92"), rgb("#d3e2d2"), (1.0, 1.01, 1.0), 0.3, rgb("#f6f4e4")),
    Light("sore", rgb("#f3d9a9"), rgb("#f7c677"), rgb("#ee9f3f"), rgb("#eccb92"), (1.05, 0.96, 0.83), 0.6, rgb("#f9e5bd")),
    Light("senja", rgb("#e3b096"), rgb("#f2bd80"), rgb("#f8da92"), rgb("#d2a592"), (0.97, 0.89, 0.89), 0.72, rgb("#f1cab0")),
)
OVERCAST = Light("mendung", rgb("#c3cdc8"), rgb("#d2d8cf"), rgb("#d9ddd2"), rgb("#bcc9c4"), (0.9, 0.94, 0.95), 0.3, rgb("#a9b7b4"))


class Stage:
    """One picture in the making: a brush, a light, a die, and whose turn it is among the variants of a scene."""

    def __init__(self, brush: Brush, light: Light, dice: random.Random, turn: int = 0) -> None:
        self.b = brush
        self.light = light
        self.r = dice
        self.turn = turn

    def c(self, name: str | tuple[int, int, int], far: float = 0.0) -> tuple[int, int, int]:
        """Return a palette colour in this light, paler the farther it is (0–1)."""
        base = PALETTE[name] if isinstance(name, str) else name
        calm = 0.5 if name in ("white", "paper") else 1.0
        tinted = tuple(min(255, round(value * (1 + (by - 1) * calm))) for value, by in zip(base, self.light.tint, strict=True))
        return mix(tinted, self.light.haze, far)

    def shade(self, name: str, share: float = 0.2, far: float = 0.0) -> tuple[int, int, int]:
        """Return a darker (or, below zero, lighter) neighbour of a palette colour."""
        return mix(self.c(name, far), self.c("ink") if share > 0 else self.c("white"), abs(share))

    def shadow(self, strength: float = 0.16) -> Colour:
        """Return the see-through colour of a cast shadow."""
        return (38, 38, 30, round(255 * strength))

    def glow(self, name: str, strength: float) -> Colour:
        """Return a see-through palette colour."""
        return (*self.c(name), round(255 * strength))

    def side(self) -> int:
        """Return -1 or 1."""
        return self.r.choice((-1, 1))

    def u(self, low: float, high: float) -> float:
        """Return a number between two others."""
        return self.r.uniform(low, high)

    def pick(self, *names: str) -> str:
        """Return one of the names."""
        return self.r.choice(names)
