"""Galleries, documents and profiles of the demo: what hangs on its texts and what its villages are at a glance."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from .reading import DATA, Table, read_rows
from .shapes import Picture


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """A gallery of a group (its key), or of a region (its code) with those it is addressed to."""

    group: str
    region: str
    audience: tuple[str, ...]
    title: str
    summary: str
    text: str
    author: str
    reviewer: str
    at: datetime
    photos: tuple[Picture, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper that goes with the text told in data/articles or data/bulletins under this name."""

    of: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a group's village is: words by name, figures (kind, value, year), hamlets (name, head, households, population), facilities."""

    group: str
    gallery: str
    at: datetime
    words: dict[str, str]
    years: dict[str, int]
    figures: tuple[tuple[str, Decimal, int], ...]
    hamlets: tuple[tuple[str, str, int, int], ...]
    facilities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Albums:
    """All of them; galleries oldest first."""

    galleries: tuple[Gallery, ...]
    documents: tuple[Document, ...]
    profiles: tuple[Profile, ...]


WORDS = ("intro", "head_title", "head_name", "north", "east", "south", "west", "livelihoods", "potentials", "history")


def load_albums(*, now: datetime, data: Path = DATA) -> Albums:
    """Everything with its moments counted from ``now``. Raises StoriesInvalid."""
    galleries = sorted((_gallery(row) for row in read_rows(data / "galleries.toml", "gallery", now)), key=lambda one: one.at)
    return Albums(
        galleries=tuple(galleries),
        documents=tuple(_document(row) for row in read_rows(data / "documents.toml", "document", now)),
        profiles=tuple(_profile(row) for row in read_rows(data / "profiles.toml", "profile", now)),
    )


def _gallery(row: Table) -> Gallery:
    made = Gallery(
        group=row.text("group", ""),
        region=row.text("region", ""),
        audience=row.texts("audience"),
        title=row.text("title"),
        summary=row.text("summary"),
        text=row.text("text"),
        author=row.text("author"),
        reviewer=row.text("reviewer", ""),
        at=row.moment("ago"),
        photos=tuple(_photo(photo) for photo in row.tables("photos")),
    )
    row.close()
    return made


def _photo(row: Table) -> Picture:
    made = Picture(
        scene=row.text("scene"), seed=row.take("seed", int), caption=row.text("caption"), alt=row.text("alt"), credit="Ilustrasi peragaan"
    )
    row.close()
    return made


def _document(row: Table) -> Document:
    made = Document(of=row.text("of"), title=row.text("title"), lines=row.texts("lines"))
    row.close()
    return made


def _profile(row: Table) -> Profile:
    figures: list[Any] = row.take("figures", list)
    made = Profile(
        group=row.text("group"),
        gallery=row.text("gallery", ""),
        at=row.moment("ago"),
        words={name: row.text(name, "") for name in WORDS},
        years={name: row.take(name, int, 0) for name in ("hamlets_year", "facilities_year")},
        figures=tuple((kind, Decimal(value), year) for kind, value, year in figures),
        hamlets=tuple(map(tuple, row.take("hamlets", list, []))),
        facilities=tuple(map(tuple, row.take("facilities", list, []))),
    )
    row.close()
    return made
