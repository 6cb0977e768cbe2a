"""Indonesian words: from what people write and type to what is compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

import snowballstemmer

LONGEST_WORD = 40
LONGEST_TYPED = 300
MOST_WORDS = 10
SHORTEST_PREFIX = 3

# Light: only what stands in nearly every text and carries nothing. "tidak" or "desa" carry something.
STOP_WORDS = frozenset(
    "yang dan di ke dari ini itu untuk pada dengan adalah dalam oleh juga atau akan sudah telah bisa dapat ada karena agar supaya "
    "para serta sebagai bagi kepada kami kita saya mereka ia dia nya pun lah saat secara tentang hingga sampai the of and".split()
)
SHORT_FORMS = {"kec": "kecamatan", "kab": "kabupaten", "kel": "kelurahan", "rp": "rupiah"}
# What the K in KIM stands for differs by decree (DOMAIN.md); all three are the same thing.
KIM = (("kelompok", "informasi", "masyarakat"), ("komunitas", "informasi", "masyarakat"))
KIM_ENDS_WITH = "masyarakat"

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´", None))
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")  # an apostrophe inside a word does not part it; a hyphen does
_LETTERS = re.compile(r"[^\W_]+")
_VOWELS = "aeiou"
# A prefix that swallows the first sound of the root: menulis ← tulis, mengirim ← kirim, memukul ← pukul, menyapu ← sapu. The stemmer
# cannot know whether one was swallowed, so both readings are kept.
_SWALLOWED = (("meny", "s"), ("peny", "s"), ("meng", "k"), ("peng", "k"), ("men", "tn"), ("pen", "tn"), ("mem", "pm"), ("pem", "pm"))


@dataclass(frozen=True)
class Token:
    """A word of a text, folded, and where it stands there."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """The word as it is compared: lower case, without accents and apostrophes, short forms written out. "Jum'at" and "jumat" are one."""
    bare = word.translate(_APOSTROPHES)
    if not word.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        bare = "".join(character for character in bare if not unicodedata.combining(character)).casefold()
        bare = "".join(_LETTERS.findall(bare))  # folding may bring signs of its own
    bare = bare.lower()
    return SHORT_FORMS.get(bare, bare)[:LONGEST_WORD]


def tokens_of(text: str) -> Iterator[Token]:
    """The words of the text in order, with their places."""
    for match in _WORD.finditer(text):
        if word := folded(match[0]):
            yield Token(word, match.start(), match.end())


def words_of(text: str) -> list[str]:
    """The words of the text in order, and "kim" behind each place where KIM is written out."""
    words = list(filter(None, map(folded, _WORD.findall(text))))
    if KIM_ENDS_WITH not in words:
        return words
    found: list[str] = []
    for word in words:
        found.append(word)
        if word == KIM_ENDS_WITH and tuple(found[-3:]) in KIM:
            found.append("kim")
    return found


_stem = snowballstemmer.stemmer("indonesian").stemWord


@lru_cache(maxsize=200_000)
def stems_of(word: str) -> tuple[str, ...]:
    """What is left of the folded word without its affixes; several where a first sound may have been swallowed."""
    for prefix, sounds in _SWALLOWED:
        root = word[len(prefix) :]
        if word.startswith(prefix) and len(root) >= 3 and root[0] in _VOWELS:
            return tuple(dict.fromkeys((_stem(word), _stem(root), *(_stem(sound + root) for sound in sounds))))
    stem = _stem(word)
    # The last sound of "nilai" and "sungai" is no suffix, which only "penilaian" tells.
    return (stem, word) if word == stem + "i" else (stem,)


def indexed_stems(words: Iterable[str]) -> list[str]:
    """The stems of the words that carry something."""
    return list(chain.from_iterable(map(_carried, words)))


@lru_cache(maxsize=200_000)
def _carried(word: str) -> tuple[str, ...]:
    return () if word in STOP_WORDS else stems_of(word)


@dataclass(frozen=True)
class AskedWord:
    """A word that was asked for."""

    word: str
    is_exact: bool = False
    is_open: bool = False
    stems: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Asked:
    """What was typed, understood."""

    typed: str
    words: tuple[AskedWord, ...]


def asked(typed: str) -> Asked:
    """Understand what was typed. Never raises; of a very long text only the beginning counts.

    Words between quotation marks are meant exactly as they stand. The last word may still be unfinished. Stop words are left out where
    others remain.
    """
    typed = "".join(
        " " if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character for character in typed[:LONGEST_TYPED]
    )
    found: list[AskedWord] = []
    for number, part in enumerate(re.split(r'["“”„«»]', typed)):
        exact = number % 2 == 1
        words = [token.word for token in tokens_of(part)]
        if not exact:
            words = _kim_for_its_long_names(words)
        found += [AskedWord(word, is_exact=exact, stems=stems_of(word)) for word in words]
    if found and not found[-1].is_exact and len(found[-1].word) >= SHORTEST_PREFIX and typed[-1:].isalnum():
        last = found[-1]
        found[-1] = AskedWord(last.word, is_open=True, stems=last.stems)
    carrying = [word for word in found if word.is_exact or word.word not in STOP_WORDS] or found
    return Asked(" ".join(typed.split()), tuple(dict.fromkeys(carrying))[:MOST_WORDS])


def _kim_for_its_long_names(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        kept.append(word)
        if tuple(kept[-3:]) in KIM:
            kept[-3:] = ["kim"]
    return kept


def reach_of(word: str) -> int:
    """How many letters of the word may be wrong for it still to be meant."""
    if word.isdecimal():
        return 0
    return 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0


def is_near(one: str, other: str, reach: int) -> bool:
    """Whether at most ``reach`` letters must be changed, added, dropped or swapped with their neighbour."""
    return distance(one, other, reach) <= reach


def distance(one: str, other: str, most: int) -> int:
    """The number of such changes; ``most`` + 1 where there are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, other_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
