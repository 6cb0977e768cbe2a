"""The loudspeaker script: one minute in short lines, made from what a publication says, every number and shortened word spelt out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kentongan.publishing.policies.short_texts import shortened

from .spoken import ONES, Tongue, spoken

LINE_MOST = 18  # words one says in a breath
# After a weekday comes its date, after a digit of a telephone number the next one.
_DIGIT = "|".join(ONES)
_UNBROKEN = re.compile(
    rf"(?:(?<=Senin)|(?<=Selasa)|(?<=Rabu)|(?<=Kamis)|(?<=Jumat)|(?<=Sabtu)|(?<=Minggu)), |, (?=(?:{_DIGIT}) (?:{_DIGIT})\b)"
)
OPENINGS = {
    "article": "Perhatian. Kabar dari {sender}.",
    "gallery": "Perhatian. Kabar dari {sender}.",
    "bulletin": "Perhatian. Pengumuman dari {sender}.",
    "event": "Perhatian. Undangan dari {sender}.",
    "alert": "Perhatian, perhatian. Peringatan darurat dari {sender}.",
}


@dataclass(frozen=True, kw_only=True)
class VoiceFacts:
    """What a script is made from: ``when``, ``where`` and ``call`` in words of the text, "" where nobody said; ``told`` are sentences."""

    kind: str
    sender: str
    title: str
    when: str = ""
    where: str = ""
    told: tuple[str, ...] = ()
    call: str = ""


def count(text: str) -> int:
    """How many words it has."""
    return len(text.split())


def seconds(text: str, *, words_a_minute: int) -> int:
    """How long it takes to read it out."""
    return round(count(text) * 60 / words_a_minute)


def breaths(sentence: str) -> list[str]:
    """A sentence in lines one can say in a breath: a long one is broken after its commas."""
    lines: list[str] = []
    for part in _UNBROKEN.sub(",\u00a0", sentence).split(", "):
        longer = f"{lines[-1]}, {part}" if lines else part
        if lines and count(longer) > LINE_MOST:
            lines[-1] += ","
            lines.append(part)
        else:
            lines[-1:] = [longer]
    return [line.replace("\u00a0", " ") for line in lines]


def _sentence(text: str) -> str:
    """With a capital letter and a stop."""
    line = text.strip().rstrip(",;:")
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '!', '?')) else '.'}" if line else ""


def _within(sentences: Iterable[str], words: int) -> list[str]:
    """As many whole sentences as there are words for."""
    kept: list[str] = []
    for sentence in sentences:
        words -= count(sentence)
        if words < 0:
            break
        kept.append(sentence)
    return kept


def script(facts: VoiceFacts, tongue: Tongue, *, words: int) -> str:
    """The script, one line a breath, at most so many ``words``: who speaks, what, when, where, then as much of the text as fits.

    The title and the time are said again at the end, for whoever began to listen late.
    """

    def said(text: str) -> str:
        return _sentence(spoken(text, tongue))

    title = said(shortened(facts.title, 120, mark=""))
    when = said(f"Waktunya {facts.when}") if facts.when else ""
    head = [said(OPENINGS[facts.kind].format(sender=facts.sender)), title, when]
    head.append(said(f"Tempatnya {facts.where}") if facts.where else "")
    tail = [said(facts.call), f"Sekali lagi: {title[:1]}{title[1:]}", when if facts.kind in ("event", "bulletin") else "", "Terima kasih."]
    left = words - sum(map(count, (*head, *tail)))
    told = _within((said(sentence) for sentence in facts.told), left)
    return "\n".join(line for part in (*head, *told, *tail) if part for line in breaths(part))
