"""Pictures of village life for the demonstration regency, drawn by code in one flat, warm palette.

``draw_scene("pasar", seed=3)`` gives the same picture for the same key and seed on every machine; another seed gives another light,
other hills, other people: another place. ``draw_logo`` draws an emblem for a site. Nothing here is traced, photographed or sacred.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from types import MappingProxyType

from PIL import Image, ImageDraw

from . import fields, rooms, village, waters
from .brush import HEIGHT, WIDTH, Brush
from .logo import MOTIFS, draw_logo
from .stage import LIGHTS, OVERCAST, Stage

_DRAWN: MappingProxyType[str, Callable[[Stage], None]] = MappingProxyType(
    {
        "sawah": fields.sawah, "ladang": fields.ladang, "lada": fields.lada, "karet": fields.karet,
        "sungai": waters.sungai, "jembatan": waters.jembatan, "jalan": waters.jalan,
        "posyandu": village.posyandu, "sekolah": village.sekolah, "pasar": village.pasar,
        "rumah-panjang": waters.rumah_panjang, "panen": fields.panen, "pantai": waters.pantai, "perahu": waters.perahu,
        "hutan": fields.hutan, "banjir": waters.banjir, "gotong-royong": village.gotong_royong, "festival": village.festival,
        "anyaman": rooms.anyaman, "koperasi": rooms.koperasi, "perpustakaan": rooms.perpustakaan,
        "air-bersih": waters.air_bersih, "listrik": waters.listrik, "menara": waters.menara, "olahraga": village.olahraga,
        "musyawarah": rooms.musyawarah, "bank-sampah": village.bank_sampah, "kantor": village.kantor, "vaksin": village.vaksin,
        "beasiswa": village.beasiswa, "ternak": fields.ternak, "ikan": fields.ikan, "jagung": fields.jagung,
        "matahari-terbit": fields.matahari_terbit,
    }
)  # fmt: skip
SCENES: tuple[str, ...] = tuple(_DRAWN)
_HOURS = MappingProxyType(
    {"matahari-terbit": (LIGHTS[0], LIGHTS[2], LIGHTS[3]), "banjir": (OVERCAST,), "listrik": (LIGHTS[3], LIGHTS[2], LIGHTS[0])}
)
_DETAIL = 2


def draw_scene(key: str, *, seed: int = 0, width: int = 1600, height: int = 1200) -> Image.Image:
    """Draw the picture of one key; the seed chooses its light, its land and its people.

    Other shapes than 4:3 are cut out of the middle, with more sky than ground cut away.
    """
    paint = _DRAWN[key]
    hours = _HOURS.get(key, LIGHTS)
    light = hours[(zlib.crc32(key.encode()) + seed) % len(hours)]
    dice = random.Random(f"{key}:{seed}")
    scale = dice.uniform(1.0, 1.07) * max(width / WIDTH, height / HEIGHT) * _DETAIL
    image = Image.new("RGB", (width * _DETAIL, height * _DETAIL), light.sky)
    left, top = (width * _DETAIL - WIDTH * scale) / 2, (height * _DETAIL - HEIGHT * scale) * 0.8
    way = dice.choice((-1, 1))
    brush = Brush(ImageDraw.Draw(image, "RGBA"), (scale * way, 0.0, 0.0, scale, left if way > 0 else width * _DETAIL - left, top))
    paint(Stage(brush, light, dice, seed))
    return image.reduce(_DETAIL)


__all__ = ["MOTIFS", "SCENES", "draw_logo", "draw_scene"]
