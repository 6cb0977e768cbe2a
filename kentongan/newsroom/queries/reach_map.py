"""How far a task got, as a map: the villages with the colour, pattern and letter of how far the text has come there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies.outlines import frame_of, path_of

from ..policies.passing_on import How
from .reach import Whole, below, label_of

WIDTH, LARGE_WIDTH = 400, 800
LARGE_MOST = 25  # up to so many villages their names are written into the map
LETTERS = {How.DONE: "S", How.IN_WORK: "P", How.SEEN: "L", How.CANNOT: "T", How.SENT: "B"}


@dataclass(frozen=True)
class Area:
    """A village: its outline, and how far the text has come; ``how`` is "" where no group is asked."""

    code: str
    name: str
    how: str
    letter: str
    label: str
    outline: str
    x: int
    y: int


@dataclass(frozen=True)
class Map:
    """The villages of the regions that are looked at, and the outlines of their districts."""

    width: int
    height: int
    is_large: bool
    villages: list[Area]
    borders: list[str]


def map_of(whole: Whole, places: tuple[str, ...]) -> Map | None:
    """The map of these regions; None above a regency, or where no outlines are known. Two queries."""
    if any(place.count(".") < 1 for place in places):
        return None
    regions = {region.code: region for region in Region.objects.filter(below(places, "code"))}
    outlines = dict(Boundary.objects.filter(region_id__in=regions).values_list("region_id", "geometry"))
    villages = [code for code in sorted(outlines) if code.count(".") == 3]
    if not villages:
        return None
    is_large = len(villages) <= LARGE_MOST
    frame = frame_of((outlines[code] for code in villages), width=LARGE_WIDTH if is_large else WIDTH)
    lines = {line.code: line for place in places for line in whole.villages(place)}
    areas = []
    for code in villages:
        region, line = regions[code], lines.get(code)
        how = line.how if line is not None else None
        label = label_of(how) if how is not None else ""
        x, y = frame.at(region.longitude, region.latitude) if region.longitude is not None and region.latitude is not None else (0, 0)
        letter = LETTERS[how] if how is not None else ""
        areas.append(Area(code, region.full_name, how.value if how else "", letter, label, path_of(outlines[code], frame), x, y))
    borders = [path_of(outlines[code], frame) for code in sorted(outlines) if code.count(".") == 2]
    return Map(frame.width, frame.height, is_large, areas, borders)


def key_of(found: Map) -> list[dict[str, object]]:
    """What the map's letters and patterns mean, as far as they are on it."""
    there = {area.how for area in found.villages}
    key: list[dict[str, object]] = [
        {"how": how.value, "letter": letter, "label": label_of(how), "patterned": how not in (How.DONE, How.SENT)}
        for how, letter in LETTERS.items()
        if how.value in there
    ]
    return [*key, {"how": "none", "letter": "", "label": _("Tidak ada KIM yang diminta"), "patterned": False}] if "" in there else key
