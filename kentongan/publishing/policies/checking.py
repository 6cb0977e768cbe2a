"""Whether a text that was passed on is ours and as we wrote it: its words, its check code, what was changed. Plain arithmetic.

What a phone does to a text on the way makes no other text of it: other line breaks, WhatsApp's marks, curly quotes, invisible signs.
What a reader would see differently does: another word, number or letter case, a strange link, signs that turn the reading direction.
"""

import difflib
import hashlib
import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kentongan.core.policies.codes import ALPHABET, read_code

from . import DifferencePart

CODE_LENGTH = 8  # one sign says which key, seven are the sum: 34 bits, and guessing goes through us alone
ALIKE = 0.35  # share of words in common below which a text is no changed text of ours, but another (own choice)
MOST_COMPARED = 4  # versions that are laid beside a pasted text word by word, those first that share the most words with it
MOST_LINKS = 5  # of ours in one pasted text that are looked up
# Signs nobody sees, as phones and WhatsApp put them in. Those that turn the reading direction (U+202B, U+202E, U+2067, U+200F) stay:
# with them the same letters look like others.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u2060\u202a\u202c\u2066\u2068\u2069\ufe0e\ufe0f\ufeff"))
_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "•": "-", "…": "..."})
_MARKS = re.compile(r"(?<![0-9A-Za-z])[*_~`]+|[*_~`]+(?![0-9A-Za-z])")
_FORWARDED = re.compile(r"^\s*(?:(?:diteruskan(?: berkali-kali)?|forwarded(?: many times)?)\s*:?\s*\n)+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>\s?", re.MULTILINE)
# Words beside ours that lead elsewhere are no greeting: a link, a number to call or to pay to.
_LEADING_AWAY = re.compile(r"://|\b[\w-]+\.[a-z]{2,}\b|\d(?:[\W_]{0,3}\d){4}", re.IGNORECASE)
_CODE = r"[0-9A-Za-z]{4}-[0-9A-Za-z]{4}"


@dataclass(frozen=True)
class Home:
    """Where our texts lead: the hub's host with its port."""

    host: str

    @property
    def check_page(self) -> str:
        """The page for checking, as a text names it."""
        return f"{self.host}/cek"


@dataclass(frozen=True)
class Pasted:
    """A text reduced to what counts: its words, the short addresses of ours in it, and the check codes."""

    words: tuple[str, ...]
    links: tuple[str, ...]
    codes: tuple[str, ...]


def check_line(code: str, home: Home) -> str:
    """The last line of a WhatsApp text."""
    return f"Kode cek: {code} (uji: {home.check_page})"


def read(text: str, home: Home) -> Pasted:
    """What counts of a text, whether we made it or somebody pasted it."""
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN).translate(_ALIKE)
    plain = _MARKS.sub("", _QUOTED.sub("", _FORWARDED.sub("", plain)))
    line = " ".join(plain.split())
    codes: list[str] = []

    def kept_code(match: re.Match[str]) -> str:
        codes.append(match[1].upper())
        return " "

    line = re.sub(rf"(?<!\S)Kode cek: ({_CODE})(?: \(uji: (?:https?://)?{re.escape(home.check_page)}/?\))?(?!\S)", kept_code, line)
    link = re.compile(rf"(?:https?://)?{re.escape(home.host)}/s/([0-9A-Za-z-]{{10,12}})/?[.,;)]?")
    words, links = [], []
    for word in line.split():
        if found := link.fullmatch(word):
            links.append(read_code(found[1]) or found[1])
        else:
            words.append(word)
    return Pasted(tuple(words), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(codes)))


def digest_of(words: Sequence[str]) -> str:
    """By which the same words are found again."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _sum(key: bytes, said: str, length: int) -> str:
    number = int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest())
    signs = []
    for _place in range(length):
        number, value = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[value])
    return "".join(signs)


def check_code(key: bytes, publication: str, words: Sequence[str]) -> str:
    """The check code of these words as those of a publication: "7F3K-92MQ". Its first sign says which key made it."""
    code = _sum(key, "key", 1) + _sum(key, f"{publication}\n{' '.join(words)}", CODE_LENGTH - 1)
    return f"{code[:4]}-{code[4:]}"


def proves(code: str, keys: Sequence[bytes], publication: str, words: Sequence[str]) -> bool:
    """Whether one of our keys, the present one or a former one, made this code for these words."""
    return any(
        hmac.compare_digest(check_code(key, publication, words).encode(), code.encode()) for key in keys if code[:1] == _sum(key, "key", 1)
    )


class Verdict(StrEnum):
    """What is to be said of a pasted text."""

    GENUINE = "genuine"
    OLDER = "older"  # ours, and there is a newer version
    SURROUNDED = "surrounded"  # ours word for word, with harmless words of others before or after it
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Judgement:
    """The verdict; where something differs from ours, each run of words that stayed, came or went; whether a newer version stands."""

    verdict: Verdict
    parts: tuple[DifferencePart, ...] = ()
    is_older: bool = False


def differing(ours: Sequence[str], pasted: Sequence[str]) -> tuple[DifferencePart, ...]:
    """What was changed on the way, word by word, in reading order."""
    parts: list[DifferencePart] = []
    for operation, our_from, our_to, from_, to in difflib.SequenceMatcher(a=ours, b=pasted, autojunk=False).get_opcodes():
        if operation == "equal":
            parts.append(DifferencePart("same", " ".join(ours[our_from:our_to])))
            continue
        if our_to > our_from:
            parts.append(DifferencePart("removed", " ".join(ours[our_from:our_to])))
        if to > from_:
            parts.append(DifferencePart("added", " ".join(pasted[from_:to])))
    return tuple(parts)


def _is_within(ours: Sequence[str], pasted: Sequence[str]) -> bool:
    return bool(ours) and any(tuple(pasted[start : start + len(ours)]) == tuple(ours) for start in range(len(pasted) - len(ours) + 1))


def _alike(ours: Sequence[str], pasted: Sequence[str]) -> float:
    """The share of our words that the pasted text still has, in our order."""
    matching = difflib.SequenceMatcher(a=ours, b=pasted, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matching) / max(1, len(ours))


def _closest(versions: Sequence[Sequence[str]], pasted: Sequence[str]) -> int | None:
    """Which of the versions the pasted text was made of, the newer where two are as near; None where it is another text.

    Words are counted first, whatever their order: that is cheap, and no text is nearer than its count. Laying two texts beside each other
    is dear where somebody repeats our words a hundred times, so only a few are.
    """
    there = Counter(pasted)
    counted = [(sum((Counter(ours) & there).values()) / max(1, len(ours)), at) for at, ours in enumerate(versions)]
    best, closest = 0.0, None
    for most, at in sorted(counted, key=lambda each: (-each[0], each[1]))[:MOST_COMPARED]:
        if most < max(best, ALIKE):
            break
        near = _alike(versions[at], pasted)
        if near >= ALIKE and (near > best or (near == best and closest is not None and at < closest)):
            best, closest = near, at
    return closest


def judge(
    pasted: Sequence[str], *, today: Sequence[Sequence[str]], earlier: Sequence[Sequence[str]], is_withdrawn: bool, is_proved: bool
) -> Judgement:
    """Compare the words of a pasted text with ours of ``today`` and of ``earlier`` (newest first); ``is_proved`` where its code is right.

    A text that was withdrawn is withdrawn, also where somebody changed it.
    """
    pasted, versions = tuple(pasted), [*map(tuple, today), *map(tuple, earlier)]
    if is_withdrawn:
        is_ours = is_proved or pasted in versions or _closest(versions, pasted) is not None
        return Judgement(Verdict.WITHDRAWN if is_ours else Verdict.FOREIGN)
    if pasted in versions[: len(today)]:
        return Judgement(Verdict.GENUINE)
    if is_proved or pasted in versions:
        return Judgement(Verdict.OLDER, is_older=True)
    for at, ours in enumerate(versions):
        if _is_within(ours, pasted):
            parts = differing(ours, pasted)
            leads_away = any(part.kind == "added" and _LEADING_AWAY.search(part.words) for part in parts)
            return Judgement(Verdict.CHANGED if leads_away else Verdict.SURROUNDED, parts, is_older=at >= len(today))
    closest = _closest(versions, pasted)
    if closest is None:
        return Judgement(Verdict.FOREIGN)
    return Judgement(Verdict.CHANGED, differing(versions[closest], pasted), is_older=closest >= len(today))


def with_strangers(judgement: Judgement, words: Sequence[str], *, links: Sequence[str] = (), codes: Sequence[str] = ()) -> Judgement:
    """The judgement of a text that also has short addresses or check codes which never stood in it: they were put in on the way.

    Beside a text of ours another address of ours does no harm; in its place it does. A code that we never made may be any number.
    """
    strange = [*codes, *(() if judgement.verdict == Verdict.SURROUNDED else (f"/s/{link}" for link in links))]
    if not strange or judgement.verdict not in (Verdict.GENUINE, Verdict.OLDER, Verdict.SURROUNDED):
        return judgement
    parts = judgement.parts or (DifferencePart("same", " ".join(words)),)
    return replace(judgement, verdict=Verdict.CHANGED, parts=(*parts, DifferencePart("added", " ".join(strange))))
