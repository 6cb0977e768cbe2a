"""Where the words that an election listed stand in a text, for those who write and read it before it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kentongan.publishing.models import Publication
from kentongan.publishing.policies.elections import Excerpt, excerpts
from kentongan.publishing.rules.elections import Lock, places_in

PLACES_MOST = 12


@dataclass(frozen=True)
class ListedPlaces:
    """A part of the text with the places in it where listed words stand."""

    label: str
    excerpts: tuple[Excerpt, ...]


def listed_places(publication: Publication, lock: Lock | None) -> list[ListedPlaces]:
    """The parts that hold listed words, with the words marked; nothing without an election. No query."""
    if lock is None or not lock.found:
        return []
    parts = ((_("Judul"), publication.title), (_("Ringkasan"), publication.summary), (_("Isi"), publication.text))
    return list(_marked(parts, lock.found))


def _marked(parts: Iterable[tuple[str, str]], words: Iterable[str]) -> Iterable[ListedPlaces]:
    for label, text in parts:
        shown, places = places_in(text, words)
        if places:
            yield ListedPlaces(label, tuple(excerpts(shown, places[:PLACES_MOST])))
