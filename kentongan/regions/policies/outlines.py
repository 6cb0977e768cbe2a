"""A small map drawn from outlines: plain numbers in, the paths of an SVG out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """How longitude and latitude become whole steps from the upper left corner. Near the equator a degree is as wide as it is high."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Where a place stands on the map."""
        return round((longitude - self.west) * self.scale), round((self.north - latitude) * self.scale)


def rings_of(geometry: dict[str, Any]) -> list[Sequence[Point]]:
    """The outer and inner rings of a GeoJSON Polygon or MultiPolygon."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def frame_of(geometries: Iterable[dict[str, Any]], *, width: int) -> Frame:
    """The frame that holds all of them, ``width`` steps wide."""
    points = [point for geometry in geometries for ring in rings_of(geometry) for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = width / ((east - west) or 1)
    return Frame(west, north, scale, width, max(1, round((north - south) * scale)))


def _ring_path(ring: Sequence[Point], frame: Frame) -> str:
    """One ring in relative steps. Neighbours share their corners on the grid, so no gap opens between them."""
    steps: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        step = frame.at(longitude, latitude)
        if not steps or step != steps[-1]:
            steps.append(step)
    if len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()
    if len(steps) < 3:
        return ""  # an islet smaller than a step
    moves = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(steps)]
    return f"M{steps[0][0]} {steps[0][1]}l{' '.join(moves).replace(' -', '-')}z"


def path_of(geometry: dict[str, Any], frame: Frame) -> str:
    """The outline as the ``d`` of an SVG path."""
    return "".join(_ring_path(ring, frame) for ring in rings_of(geometry))
