"""Moments and spans of time as GeoReport names them."""

import re
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=90)  # GeoReport v2, GET Service Requests
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)\Z")


class TooWide(ValueError):
    """More than the longest span, or its end lies before its start."""


def read_moment(text: str) -> datetime:
    """A moment of the W3C note with its offset from UTC. A plus that an address turned into a space is one again. Raises ValueError."""
    typed = text.strip().replace(" ", "+")
    if not _MOMENT.match(typed):
        raise ValueError(text)
    try:
        return datetime.fromisoformat(typed).astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar, of which another place on earth has none
        raise ValueError(text) from None


def span(start: datetime | None, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """The first and last moment asked for; what is not said follows from the other, or is the last 90 days. Raises TooWide."""
    try:
        if start is None:
            end = end or now
            start = end - LONGEST
        elif end is None:
            end = min(start + LONGEST, max(now, start))
    except OverflowError:
        raise TooWide from None
    if not start <= end <= start + LONGEST:
        raise TooWide
    return start, end
