"""A small drawing hand on top of Pillow: shapes placed by moves, turns and scales, in a picture space of 1600 × 1200."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

Point = tuple[float, float]
Colour = tuple[int, ...]
Matrix = tuple[float, float, float, float, float, float]

WIDTH, HEIGHT = 1600, 1200


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 7) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    if count < 3:
        return list(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k - 1) % count] for k in range(4))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k - 1, 0), count - 1)] for k in range(4))
        for step in range(steps):
            t = step / steps
            t2, t3 = t * t, t * t * t
            out.append(
                (
                    0.5
                    * (
                        2 * p1[0]
                        + (p2[0] - p0[0]) * t
                        + (2 * p0[0] - 5 * p1[0] + 4 * p2[0] - p3[0]) * t2
                        + (3 * p1[0] - p0[0] - 3 * p2[0] + p3[0]) * t3
                    ),
                    0.5
                    * (
                        2 * p1[1]
                        + (p2[1] - p0[1]) * t
                        + (2 * p0[1] - 5 * p1[1] + 4 * p2[1] - p3[1]) * t2
                        + (3 * p1[1] - p0[1] - 3 * p2[1] + p3[1]) * t3
                    ),
                )
            )
    if not closed:
        out.append(points[-1])
    return out


class Brush:
    """Draws flat shapes through one affine move; ``at`` gives a brush for a place inside the picture."""

    __slots__ = ("_draw", "_m", "unit")

    def __init__(self, draw: Any, matrix: Matrix) -> None:
        self._draw = draw
        self._m = matrix
        self.unit = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))

    def at(self, x: float, y: float, scale: float = 1.0, *, flip: bool = False, turn: float = 0.0, tall: float = 1.0) -> Brush:
        """Return a brush whose origin is (x, y), scaled, mirrored and turned (radians)."""
        a, b, c, d, e, f = self._m
        cos, sin = math.cos(turn), math.sin(turn)
        sx, sy = (-scale if flip else scale), scale * tall
        la, lb, lc, ld = cos * sx, sin * sx, -sin * sy, cos * sy
        return Brush(self._draw, (a * la + c * lb, b * la + d * lb, a * lc + c * ld, b * lc + d * ld, a * x + c * y + e, b * x + d * y + f))

    def _map(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, e, f = self._m
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def poly(self, points: Iterable[Point], fill: Colour) -> None:
        """Fill a polygon."""
        mapped = self._map(points)
        if len(mapped) > 2:
            self._draw.polygon(mapped, fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour, steps: int = 7) -> None:
        """Fill a soft closed shape through the points."""
        self.poly(smooth(points, closed=True, steps=steps), fill)

    def line(self, points: Iterable[Point], width: float, fill: Colour, *, round_ends: bool = True) -> None:
        """Stroke a polyline."""
        mapped = self._map(points)
        thick = max(1, round(width * self.unit))
        self._draw.line(mapped, fill=fill, width=thick, joint="curve" if thick > 2 else None)
        if round_ends and thick > 3:
            half = thick / 2 - 0.5
            for x, y in (mapped[0], mapped[-1]):
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def curve(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Stroke a soft curve through the points."""
        self.line(smooth(points), width, fill)

    def limb(self, start: Point, end: Point, first: float, second: float, fill: Colour) -> None:
        """Fill a tapered stroke with round ends; the widths are radii."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length, dx / length
        self.poly(
            (
                (start[0] + nx * first, start[1] + ny * first),
                (end[0] + nx * second, end[1] + ny * second),
                (end[0] - nx * second, end[1] - ny * second),
                (start[0] - nx * first, start[1] - ny * first),
            ),
            fill,
        )
        self.dot(*start, first, fill)
        self.dot(*end, second, fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """Fill an ellipse."""
        a, b, c, d, _e, _f = self._m
        if abs(b) < 1e-6 and abs(c) < 1e-6:
            ((cx, cy),) = self._map(((x, y),))
            px, py = abs(a) * rx, abs(d) * ry
            self._draw.ellipse((cx - px, cy - py, cx + px, cy + py), fill=fill)
            return
        self.poly(((x + rx * math.cos(k * math.tau / 28), y + ry * math.sin(k * math.tau / 28)) for k in range(28)), fill)

    def dot(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """Fill a circle."""
        self.oval(x, y, radius, radius, fill)

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, radius: float = 0.0) -> None:
        """Fill a rectangle from its top left corner, with soft corners when a radius is given."""
        if radius <= 0:
            self.poly(((x, y), (x + w, y), (x + w, y + h), (x, y + h)), fill)
            return
        r = min(radius, w / 2, h / 2)
        points: list[Point] = []
        for cx, cy, start in ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)):
            for step in range(5):
                angle = math.radians(start + step * 22.5)
                points.append((cx + r * math.cos(angle), cy + r * math.sin(angle)))
        self.poly(points, fill)
