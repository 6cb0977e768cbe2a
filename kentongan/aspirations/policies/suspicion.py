"""Whether a submission looks like a machine's or an advertiser's. A doubt never refuses anything: it asks for more care."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|xyz|top|shop|online|site|info|link|bet|win|vip)\b", re.IGNORECASE)


class Doubt(StrEnum):
    """Why a submission may not be what it says."""

    TRAPPED = "trapped"  # the field that no eye sees was filled in
    UNOPENED = "unopened"  # it came without its page having been opened
    QUICK = "quick"  # sooner than anybody types
    LINKS = "links"
    REPEATED = "repeated"  # the same words as others
    MANY = "many"  # so many about one village within an hour


# What a proof of work answers: machines that send fast and often. Words that look like advertising stay for a person to read.
ANSWERED_BY_WORK = frozenset({Doubt.UNOPENED, Doubt.QUICK, Doubt.MANY})


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What is seen of a submission. ``seconds`` from opening the page to sending; None where it was not opened."""

    text: str
    seconds: float | None
    is_trapped: bool = False
    same_text: int = 0  # others with these words, of late
    of_late: int = 0  # others about this village within the hour


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From where on it is doubted."""

    seconds: float
    links: int
    same_text: int
    hourly: int


def plain(text: str) -> str:
    """The words alone, so that dots, capitals and spaces make no other text of the same."""
    return " ".join(re.findall(r"\w+", text.lower()))


def doubts(seen: Circumstances, limits: Limits) -> frozenset[Doubt]:
    """What makes one doubt."""
    found = {
        Doubt.TRAPPED: seen.is_trapped,
        Doubt.UNOPENED: seen.seconds is None,
        Doubt.QUICK: seen.seconds is not None and seen.seconds < limits.seconds,
        Doubt.LINKS: len(LINK.findall(seen.text)) > limits.links,
        Doubt.REPEATED: seen.same_text >= limits.same_text,
        Doubt.MANY: seen.of_late >= limits.hourly,
    }
    return frozenset(doubt for doubt, holds in found.items() if holds)


def left_after_work(found: Iterable[Doubt], *, is_solved: bool) -> frozenset[Doubt]:
    """What is still doubted once the sender's device has worked for it, or has not."""
    return frozenset(found) - ANSWERED_BY_WORK if is_solved else frozenset(found)
