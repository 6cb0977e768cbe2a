"""Where the words that were asked for stand in a text: marked titles and snippets, as safe HTML; and what may have been meant."""

import html
import re
from collections import Counter
from collections.abc import Iterable

from .words import Asked, Token, distance, is_near, reach_of, stems_of, tokens_of

SNIPPET_LENGTH = 220
_TAGS = re.compile(r"<[^>]*>")
_BLOCKS = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote|pre)>|<br\s*/?>")


def bare(sanitised: str) -> str:
    """The words of sanitised HTML as one line."""
    return " ".join(html.unescape(_TAGS.sub("", _BLOCKS.sub(" ", sanitised))).split())


class Marker:
    """Knows which words of a text were asked for, forgiving what the search forgave."""

    def __init__(self, asked: Asked, *, meant: Iterable[str] = ()) -> None:
        self.exact = {word.word for word in asked.words} | set(meant)
        self.stems = {stem for word in asked.words if not word.is_exact for stem in word.stems}
        self.stems |= {stem for word in meant for stem in stems_of(word)}
        self.beginnings = tuple(word.word for word in asked.words if word.is_open)

    def is_asked(self, word: str) -> bool:
        """Whether the folded word was asked for."""
        if word in self.exact or (self.beginnings and word.startswith(self.beginnings)):
            return True
        return not self.stems.isdisjoint(stems_of(word))

    def places(self, text: str) -> list[Token]:
        """The words of the text that were asked for."""
        tokens = list(tokens_of(text))
        found = [token for token in tokens if self.is_asked(token.word)]
        if "kim" in self.exact:  # written out, it is the same thing
            for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
                if first.word in ("kelompok", "komunitas") and (second.word, third.word) == ("informasi", "masyarakat"):
                    found.append(Token("kim", first.start, third.end))
        return sorted(found, key=lambda token: token.start)

    def marked(self, text: str) -> str:
        """The text as HTML, with <mark> around the words that were asked for."""
        return _marked(text, self.places(text))

    def snippet(self, text: str, *, longest: int = SNIPPET_LENGTH) -> str:
        """The piece of the text where most different words that were asked for stand together, marked; its beginning where none does."""
        places = self.places(text)
        start = _best_start(places, longest) if places else 0
        start = 0 if start <= longest // 3 else _word_start(text, start - longest // 5)
        end = len(text) if len(text) - start <= longest else max(text.rfind(" ", start, start + longest), start + longest // 2)
        inside = [
            Token(place.word, place.start - start, place.end - start) for place in places if start <= place.start and place.end <= end
        ]
        return ("… " if start else "") + _marked(text[start:end], inside) + (" …" if end < len(text) else "")


def _best_start(places: list[Token], longest: int) -> int:
    def variety(first: int) -> int:
        return len({place.word for place in places[first:] if place.end <= places[first].start + longest * 4 // 5})

    best = max(range(min(len(places), 200)), key=lambda number: (variety(number), -number))
    return places[best].start


def _word_start(text: str, near: int) -> int:
    found = text.find(" ", max(0, near))
    return found + 1 if found >= 0 else near


def _marked(text: str, places: list[Token]) -> str:
    pieces, at = [], 0
    for place in places:
        if place.start < at:
            continue
        pieces += [html.escape(text[at : place.start]), "<mark>", html.escape(text[place.start : place.end]), "</mark>"]
        at = place.end
    return "".join([*pieces, html.escape(text[at:])])


def meant_words(asked: Asked, texts: Iterable[str]) -> dict[str, str]:
    """For each word that stands in none of the texts, the nearest that does, most frequent first among equals."""
    marker = Marker(asked)
    counted = Counter(token.word for text in texts for token in tokens_of(text))
    meant: dict[str, str] = {}
    for word in asked.words:
        reach = reach_of(word.word)
        if reach == 0 or word.is_exact or any(not set(word.stems).isdisjoint(stems_of(known)) or known == word.word for known in counted):
            continue
        near = [known for known in counted if is_near(word.word, known, reach) and not marker.is_asked(known)]
        if not near:  # an inflected word with a slip: compare what is left without the affixes
            near = [
                known
                for known in counted
                if any(is_near(stem, other, min(reach, 1)) for stem in word.stems for other in stems_of(known) if len(stem) >= 4)
            ]
        if near:
            meant[word.word] = min(near, key=lambda known: (distance(word.word, known, reach), -counted[known], known))
    return meant


def respelt(asked: Asked, meant: dict[str, str]) -> str:
    """What was typed with the words that were meant."""
    pieces, at = [], 0
    for token in tokens_of(asked.typed):
        if token.word in meant:
            pieces += [asked.typed[at : token.start], meant[token.word]]
            at = token.end
    return "".join([*pieces, asked.typed[at:]])
