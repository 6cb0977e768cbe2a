"""How far a task got, as a map: the villages with the colour, pattern and letter of how far the text has come there."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies.outlines import frame_of, path_of

from ..policies.passing_on import How
from .places import below
from .reach import Whole, label_of

WIDTH, LARGE_WIDTH = 400, 800
LARGE_MOST = 25  # up to so many villages their names are written into the map
LETTERS = {How.DONE: "S", How.IN_WORK: "P", How.SEEN: "L", How.CANNOT: "T", How.SENT: "B"}


@dataclass(frozen=True)
class Outline:
    """A village as it is drawn, and where its letter stands; 0, 0 where that is not known."""

    code: str
    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Ground:
    """What a map is drawn on: villages, and the outlines of their districts."""

    width: int
    height: int
    is_large: bool
    villages: tuple[Outline, ...]
    borders: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A village, and how far the text has come there; ``how`` is "" where no group is asked."""

    outline: Outline
    how: str
    letter: str
    label: str


@dataclass(frozen=True)
class Map:
    """The villages on their ground."""

    ground: Ground
    villages: list[Area]


@lru_cache(maxsize=32)
def _ground(places: tuple[str, ...], known: int) -> Ground:
    """Drawn once for the same regions: reading so many outlines takes longer than all the rest of a page. ``known`` of them there are."""
    regions = {region.code: region for region in Region.objects.filter(below(places, "code"))}
    outlines = dict(Boundary.objects.filter(region_id__in=regions).values_list("region_id", "geometry"))
    codes = [code for code in sorted(outlines) if code.count(".") == 3]
    is_large = len(codes) <= LARGE_MOST
    frame = frame_of((outlines[code] for code in codes), width=LARGE_WIDTH if is_large else WIDTH)
    villages = []
    for code in codes:
        region = regions[code]
        x, y = frame.at(region.longitude, region.latitude) if region.longitude is not None and region.latitude is not None else (0, 0)
        villages.append(Outline(code, region.full_name, path_of(outlines[code], frame), x, y))
    borders = tuple(path_of(outlines[code], frame) for code in sorted(outlines) if code.count(".") == 2)
    return Ground(frame.width, frame.height, is_large, tuple(villages), borders)


def map_of(whole: Whole, places: tuple[str, ...]) -> Map | None:
    """The map of these regions; None above a regency, or where no outlines of villages are known. One query once it was drawn."""
    if any(place.count(".") < 1 for place in places):
        return None
    known = Boundary.objects.filter(
        below(places, "region__code"), region__kind__in=(Region.Kind.VILLAGE, Region.Kind.URBAN_VILLAGE)
    ).count()
    if not known:
        return None
    ground = _ground(places, known)
    lines = {line.code: line for place in places for line in whole.villages(place)}
    areas = []
    for outline in ground.villages:
        line = lines.get(outline.code)
        how = line.how if line is not None else None
        areas.append(Area(outline, how.value, LETTERS[how], label_of(how)) if how is not None else Area(outline, "", "", ""))
    return Map(ground, areas)


def key_of(found: Map) -> list[dict[str, object]]:
    """What the map's letters and patterns mean, as far as they are on it."""
    there = {area.how for area in found.villages}
    key: list[dict[str, object]] = [
        {"how": how.value, "letter": letter, "label": label_of(how), "patterned": how not in (How.DONE, How.SENT)}
        for how, letter in LETTERS.items()
        if how.value in there
    ]
    return [*key, {"how": "none", "letter": "", "label": _("Tidak ada KIM yang diminta"), "patterned": False}] if "" in there else key
