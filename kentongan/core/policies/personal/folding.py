"""A text as one reads it: signs that look like others are those others, and what nobody sees is not there."""

import unicodedata
from dataclasses import dataclass

# Marks on other signs, and signs without a shape: zero-width, soft hyphens, those that turn the direction of writing.
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True)
class Folded:
    """``text`` is what is looked through; its sign n stands at ``places[n]`` of the text it was made of."""

    text: str
    places: tuple[int, ...]

    def where(self, start: int, end: int) -> tuple[int, int]:
        """The piece of the first text from which a piece of ``text`` was made."""
        return self.places[start], self.places[end - 1] + 1


def _as_read(sign: str) -> str:
    """The sign that it looks like: digits of all writings, letters and punctuation of double width, one hyphen and one blank for all."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("Zs", "Pd"):
        return " " if kind == "Zs" else "-"
    same = unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 else sign


def folded(text: str) -> Folded:
    """The text as one reads it; several blanks are one."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if not sign.isascii() and unicodedata.category(sign) in _UNSEEN:
            continue
        read = sign if sign.isascii() else _as_read(sign)
        read = " " if read == "\t" else read
        if read != " " or signs[-1:] != [" "]:
            signs.append(read)
            places.append(place)
    return Folded("".join(signs), tuple(places))
