"""An election and the words of a text: which phase a day lies in, and where listed words stand. Plain arithmetic."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise

PHASE_DATES = ("campaign_from", "campaign_until", "quiet_from", "quiet_until", "voting_date")


class Phase(StrEnum):
    """A part of an election in which a group's pages are watched more closely."""

    CAMPAIGN = "campaign"  # kampanye
    QUIET = "quiet"  # masa tenang
    VOTING = "voting"  # pemungutan suara


class WordRule(StrEnum):
    """What happens to a text that holds listed words, the stricter below."""

    FREE = "free"
    COORDINATOR = "coordinator"  # goes out by the coordinator's release, with a reason
    NEVER = "never"  # does not go out while the phase lasts


STRICTNESS = tuple(WordRule)


@dataclass(frozen=True)
class PhaseDates:
    """The days of an election; each phase includes its first and its last day."""

    campaign_from: date
    campaign_until: date
    quiet_from: date
    quiet_until: date
    voting_date: date


def phase_of(dates: PhaseDates, day: date) -> Phase | None:
    """The phase the day lies in; None before, after and in between."""
    if dates.campaign_from <= day <= dates.campaign_until:
        return Phase.CAMPAIGN
    if dates.quiet_from <= day <= dates.quiet_until:
        return Phase.QUIET
    return Phase.VOTING if day == dates.voting_date else None


def usual_dates(voting_date: date, *, campaign_days: int, quiet_days: int) -> PhaseDates:
    """The phases counted back from the day of voting: the quiet days just before it, the campaign just before those."""
    quiet_from = voting_date - timedelta(days=quiet_days)
    return PhaseDates(
        campaign_from=quiet_from - timedelta(days=campaign_days),
        campaign_until=quiet_from - timedelta(days=1),
        quiet_from=quiet_from,
        quiet_until=voting_date - timedelta(days=1),
        voting_date=voting_date,
    )


def first_out_of_order(dates: PhaseDates) -> str:
    """The name of the first date that lies before what it must follow; "" where all are in order."""
    days = [getattr(dates, name) for name in PHASE_DATES]
    for position in range(1, len(days)):
        opens_a_phase = PHASE_DATES[position] in ("quiet_from", "voting_date")
        if days[position] < days[position - 1] or (opens_a_phase and days[position] == days[position - 1]):
            return PHASE_DATES[position]
    return ""


def stricter(one: WordRule, other: WordRule) -> WordRule:
    """The stricter of two rules."""
    return max(one, other, key=STRICTNESS.index)


# --- Listed words -----------------------------------------------------------------------------------------------------

TOKEN = re.compile(r"[^\W_]+")
# "Budinya", "Budilah": what clings to a word in writing does not make it another word. Only behind words of four letters and more.
CLINGING = ("nya", "lah", "kah", "pun")
CLINGS_FROM = 4
GAP_MOST = 6  # signs between the words of a phrase: "nomor – urut", "**nomor** urut"


@dataclass(frozen=True)
class Found:
    """A listed word as it stands in a text: from ``start`` up to ``end``."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Excerpt:
    """A found word with what stands around it."""

    before: str
    word: str
    after: str


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in small letters without accents and invisible signs, and for each letter where it came from."""
    letters: list[str] = []
    origins: list[int] = []
    for position, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                origins.append(position)
    return "".join(letters), origins


def _is(token: str, wanted: str) -> bool:
    if token == wanted:
        return True
    return len(wanted) >= CLINGS_FROM and token.startswith(wanted) and token[len(wanted) :] in CLINGING


def found_words(text: str, words: Iterable[str]) -> list[Found]:
    """Where the listed words and phrases stand in the text, in reading order.

    Capitals, accents and the signs between the words of a phrase do not count; a listed word inside a longer one is another word, except
    where only nya, lah, kah or pun clings to it.
    """
    folded, origins = _folded(text)
    tokens = list(TOKEN.finditer(folded))
    wanted = {tuple(TOKEN.findall(_folded(word)[0])): word for word in words}
    wanted.pop((), None)
    beginnings: dict[str, list[tuple[str, ...]]] = {}
    for phrase in wanted:
        beginnings.setdefault(phrase[0][:CLINGS_FROM], []).append(phrase)
    found = []
    for position, token in enumerate(tokens):
        for phrase in beginnings.get(token.group()[:CLINGS_FROM], ()):
            run = tokens[position : position + len(phrase)]
            if len(run) == len(phrase) and _is_run(folded, run, phrase):
                found.append(Found(wanted[phrase], origins[run[0].start()], origins[run[-1].end() - 1] + 1))
    return found


def _is_run(folded: str, run: list[re.Match[str]], phrase: tuple[str, ...]) -> bool:
    if any(token.group() != wanted for token, wanted in zip(run[:-1], phrase[:-1], strict=True)) or not _is(run[-1].group(), phrase[-1]):
        return False
    gaps = [folded[one.end() : other.start()] for one, other in pairwise(run)]
    return all(len(gap) <= GAP_MOST and "\n\n" not in gap for gap in gaps)


def excerpts(text: str, found: Iterable[Found], *, around: int = 40) -> list[Excerpt]:
    """Each found word with at most ``around`` signs before and behind it, cut at words."""
    shown = []
    for place in found:
        before, after = text[max(0, place.start - around) : place.start], text[place.end : place.end + around]
        if place.start > around:
            before = "…" + before.partition(" ")[2]
        if place.end + around < len(text):
            after = after.rpartition(" ")[0] + "…"
        shown.append(Excerpt(" ".join(before.split("\n")), text[place.start : place.end], " ".join(after.split("\n"))))
    return shown


def word_lines(text: str) -> list[str]:
    """The words of a list typed one in a line, or with commas; each once, in the order typed."""
    typed = (" ".join(word.split()) for word in re.split(r"[\n,;]", text))
    kept: dict[str, str] = {}
    for word in typed:
        key = " ".join(TOKEN.findall(_folded(word)[0]))
        if key:
            kept.setdefault(key, word)
    return list(kept.values())


def fingerprint(parts: Iterable[str]) -> str:
    """A short mark that changes with any of the parts: what was read is what goes out."""
    whole = "\x1f".join(part.strip() for part in parts)
    return sha256(whole.encode()).hexdigest()[:32]
