"""What a report's words and place say by themselves."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from snowballstemmer import stemmer

TITLE_LENGTH = 90
TEXT_MOST = 10_000
OTHER = "lainnya"
_stemmer = stemmer("indonesian")


def regency_of(code: str) -> str:
    """The code of the regency that a region lies in: "61.07.04.2001" → "61.07"."""
    return ".".join(code.split(".")[:2])


def title_of(text: str) -> str:
    """The first sentence, cut at a word where it is long: what stands in lists until an officer writes a better one."""
    first = " ".join(text.split())
    for end in (". ", "! ", "? "):
        first = first.split(end, 1)[0]
    if len(first) <= TITLE_LENGTH:
        return first.rstrip(".")
    return first[: TITLE_LENGTH - 1].rpartition(" ")[0].rstrip(",;") + " …"


def _stems(text: str) -> list[str]:
    return [str(stem) for stem in _stemmer.stemWords(re.findall(r"[a-z]+", text.lower()))]


@lru_cache(maxsize=8)
def _stems_of(tables: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    return {key: frozenset(_stems(words)) for key, words in tables}


def why_category(text: str, categories: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Category → the words of the text that speak for it, those with most words first: the suggestion and its explanation.

    Of equals the one that is named first leads: in Indonesian the thing stands before what describes it ("lampu jalan").
    """
    table = _stems_of(tuple((key, str(entry["words"])) for key, entry in categories.items()))
    read = text[:TEXT_MOST]  # what is longer comes back unsent, and is looked at before that
    typed, own = re.findall(r"[a-z]+", read.lower()), _stems(read)
    found = {key: list(dict.fromkeys(word for word, stem in zip(typed, own, strict=True) if stem in stems)) for key, stems in table.items()}
    named = [(key, words) for key, words in found.items() if words]
    return dict(sorted(named, key=lambda pair: (-len(pair[1]), typed.index(pair[1][0]))))


def suggest_category(text: str, categories: Mapping[str, Mapping[str, Any]]) -> str:
    """The category most words of the text speak for; "lainnya" where none does."""
    return next(iter(why_category(text, categories)), OTHER)
