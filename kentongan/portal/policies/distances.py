"""How far places lie from each other. Plain arithmetic."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The way as the crow flies between two places, by the haversine formula."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    chord = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def coordinate(typed: str, *, most: float) -> float | None:
    """A typed degree rounded to two decimals (about a kilometre, no house), or None where it is none."""
    try:
        value = float(typed)
    except ValueError:
        return None
    return round(value, 2) if -most <= value <= most else None  # "nan" fails both comparisons
