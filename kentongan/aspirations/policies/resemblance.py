"""Whether two reports tell of the same trouble: by their words, their place and their days.

Words are compared by stem, so that "berlubang" meets "lubang", after the abbreviations of chat were written out and words for the
same thing were made one (policies.spoken). What every report says ("tolong", "warga", "sudah") hardly counts, nor where it is.
Spelling slips are met by the trigrams of letters. Chosen on the half "fit" of bench/resemblance_labels.toml, measured on the other half.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import exp, sqrt

from snowballstemmer import stemmer

from .spoken import COMMON, PHRASES, PLACES, SILENT, WRITTEN_OUT

SAME = 0.4  # from this score on two reports are said to tell of the same trouble
_stemmer = stemmer("indonesian")

COMMON_WEIGHT, PLACE_WEIGHT, WORD_WEIGHT = 0.3, 0.4, 1.0


def _written_out(text: str) -> str:
    lowered = text.lower()
    for phrase, word in PHRASES.items():
        lowered = lowered.replace(phrase, word)
    return lowered


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    typed = re.findall(r"[a-z]+\d?|\d+", re.sub(r"(?<=\d)\.(?=\d{3})", "", _written_out(text)))
    plain = [WRITTEN_OUT.get(word, word) for word in typed]
    spoken = [word for word in plain if word not in SILENT and (len(word) > 1 or word.isdecimal())]
    stems = [str(stem) for stem in _stemmer.stemWords(spoken)]
    return tuple(WRITTEN_OUT.get(stem, stem) for stem in stems)


def _weight(word: str) -> float:
    return COMMON_WEIGHT if word in COMMON else PLACE_WEIGHT if word in PLACES else WORD_WEIGHT


def _weights(words: tuple[str, ...]) -> dict[str, float]:
    return {word: _weight(word) for word in words}


def _trigrams(words: tuple[str, ...]) -> Counter[str]:
    telling = (word for word in words if word not in COMMON and word not in PLACES)
    return Counter(f" {word} "[at : at + 3] for word in telling for at in range(len(word)))


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    length = sqrt(sum(value * value for value in one.values()) * sum(value * value for value in other.values()))
    return sum(value * other[key] for key, value in one.items() if key in other) / length if length else 0.0


def likeness(one: str, other: str, *, places: str = "") -> float:
    """How alike the words of two texts are, from 0 to 1. The words of ``places`` are left out: both speak of them."""
    left_out = set(_words(places))
    words, others = (tuple(word for word in _words(text) if word not in left_out) for text in (one, other))
    mine, theirs = _weights(words), _weights(others)
    shared = sum(min(mine[word], theirs[word]) for word in mine.keys() & theirs.keys())
    smaller = min(sum(mine.values()), sum(theirs.values()))
    overlap = shared / smaller if smaller else 0.0
    return 0.45 * overlap + 0.3 * _cosine(mine, theirs) + 0.25 * _cosine(_trigrams(words), _trigrams(others))


@dataclass(frozen=True)
class Told:
    """What is compared of a report. ``point`` is (latitude, longitude)."""

    text: str
    village: str
    category: str
    at: datetime
    hamlet: str = ""
    point: tuple[float, float] | None = None


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    # Near the equator a degree is as long either way; Bengkayang lies at 1° north.
    return 111_200 * sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def _place(one: Told, other: Told) -> float:
    """What the places say: for the same trouble above 0, against it below."""
    if one.point and other.point:
        return 0.8 if _metres(one.point, other.point) < 300 else -1.5 if _metres(one.point, other.point) > 3000 else 0.0
    if one.village != other.village:
        return -20.0
    here, there = set(_words(one.hamlet)) - {"dusun"}, set(_words(other.hamlet)) - {"dusun"}
    return 0.3 if here & there else -0.3 if here and there else 0.0


def resemblance(one: Told, other: Told) -> float:
    """How sure it is that two reports tell of the same trouble: 0 to 1; from ``SAME`` on it is said so."""
    days = abs((one.at - other.at).total_seconds()) / 86_400
    sum_ = 14.0 * (likeness(one.text, other.text, places=f"{one.hamlet} {other.hamlet}") - 0.33)
    sum_ += 0.5 if one.category == other.category else -1.0
    sum_ += _place(one, other) - 0.02 * days
    return 1 / (1 + exp(-sum_))
