"""Where a point lies among outlines. Plain arithmetic on small areas: a degree is taken as equally long everywhere in the outline."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from .outlines import Point, rings_of

KM_PER_DEGREE = 111.195  # of a great circle, on the mean radius of the earth (6371.0088 km, IUGG)


def _crossings(ring: Sequence[Point], x: float, y: float) -> int:
    """How often a line from the point to the east crosses the ring."""
    return sum(1 for (ax, ay), (bx, by) in pairwise(ring) if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax)


def holds(geometry: dict[str, Any], latitude: float, longitude: float) -> bool:
    """Whether the point lies within the outline (GeoJSON Polygon or MultiPolygon), and not in a hole of it."""
    return sum(_crossings(ring, longitude, latitude) for ring in rings_of(geometry)) % 2 == 1


def _way(a: Point, b: Point, stretch: float) -> float:
    """From the origin to the line between two points, in degrees of latitude."""
    ax, ay, bx, by = a[0] * stretch, a[1], b[0] * stretch, b[1]
    dx, dy = bx - ax, by - ay
    along = 0.0 if not (dx or dy) else max(0.0, min(1.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
    return hypot(ax + along * dx, ay + along * dy)


def kilometres_to(geometry: dict[str, Any], latitude: float, longitude: float) -> float:
    """How far the point lies from the outline's edge."""
    stretch = cos(radians(latitude))
    around = [[(x - longitude, y - latitude) for x, y in ring] for ring in rings_of(geometry)]
    return min(_way(a, b, stretch) for ring in around for a, b in pairwise(ring)) * KM_PER_DEGREE


def place_among(geometries: Mapping[str, dict[str, Any]], latitude: float, longitude: float, *, edge_km: float) -> str | None:
    """The code whose outline holds the point, else the nearest one within ``edge_km`` of it, else None.

    The outlines are simplified, so between two of them there is sometimes a gap, and a shore lies a little out.
    """
    for code, geometry in geometries.items():
        if holds(geometry, latitude, longitude):
            return code
    near = ((kilometres_to(geometry, latitude, longitude), code) for code, geometry in geometries.items())
    away, code = min(near, default=(edge_km + 1, ""))
    return code if away <= edge_km else None


def villages_named(text: str, names: Mapping[str, tuple[str, str]], *, above: str = "") -> set[str]:
    """The codes whose village a free text names. ``names``: code → (village, district); all in the form of ``searchable``.

    "kecamatan siding" and "kabupaten bengkayang" say where it lies and are no village. A name within a longer one that also stands there
    does not count ("sungai duri" is not "duri"), and one with "desa" or "kelurahan" in front goes before one without.
    """
    rest = re.sub(rf"\b(?:kabupaten|kab) {re.escape(above)}\b", "|", text) if above else text
    districts = {district for _, district in names.values() if re.search(rf"\b(?:kecamatan|kec) {re.escape(district)}\b", rest)}
    for district in districts:
        rest = re.sub(rf"\b(?:kecamatan|kec) {re.escape(district)}\b", "|", rest)
    called = {village for village, _ in names.values() if re.search(rf"\b{re.escape(village)}\b", rest)}
    called = {name for name in called if not any(name != other and re.search(rf"\b{re.escape(name)}\b", other) for other in called)}
    marked = {name for name in called if re.search(rf"\b(?:desa|kelurahan|kel) {re.escape(name)}\b", rest)}
    found = {code for code, (village, _) in names.items() if village in (marked or called)}
    return {code for code in found if names[code][1] in districts} or found
