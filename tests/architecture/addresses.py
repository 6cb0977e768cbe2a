"""Every address of the project, found by walking the two URL files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: where it is ("hub" or "site"), its full name and the names of what varies in it."""

    place: str
    name: str
    variables: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place} {self.name}"


def _walk(patterns: list[URLPattern | URLResolver], place: str, spaces: tuple[str, ...], variables: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        found = (*variables, *pattern.pattern.converters, *pattern.pattern.regex.groupindex)
        found = tuple(dict.fromkeys(found))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, place, inner, found)
        else:
            yield Route(place, ":".join((*spaces, pattern.name or "")), found)


def routes() -> list[Route]:
    """All addresses of the hub and of a site."""
    urlconfs = {"hub": settings.ROOT_URLCONF, "site": settings.SITE_URLCONF}
    return [route for place, urlconf in urlconfs.items() for route in _walk(get_resolver(urlconf).url_patterns, place, (), ())]
