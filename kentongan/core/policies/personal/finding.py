"""All of it together: who comes first holds his piece of the text."""

import re
from collections.abc import Iterable

from . import numbers, words
from .folding import folded
from .spans import Span, touches

_DATE = r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:\d{4}|\d{2})|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_NEVER = re.compile(
    rf"(?<![\d])(?<!\d[./-])(?:{_DATE})(?![./-]?\d)"  # dates
    r"|(?<![\d.,])(?:[1-9]\d{0,2}|0)[.,]\d{4,}(?![\d.,])"  # coordinates
    r"|\b[A-Z]{2,5}-(?:19|20)\d\d-\d{4,}(?:-\w)?"  # numbers of cases
    r"|https?://(?!wa\.me)\S+",  # addresses on the web
    re.ASCII,
)


def personal_data(text: str) -> list[Span]:
    """What in the text points at a person, in its order; no two overlap."""
    read = folded(text)
    typed = numbers.LETTER_O.sub("0", read.text)
    runs = numbers.runs_in(typed)
    found: list[Span] = []
    held: list[tuple[int, int]] = []

    def hold(spans: Iterable[Span]) -> None:
        for span in spans:
            if not touches(span.start, span.end, held):
                held.append((span.start, span.end))
                found.append(span)

    hold(words.mail_addresses(typed))
    hold(numbers.identity_numbers(typed, runs))
    held += [match.span() for match in _NEVER.finditer(typed)]
    hold(numbers.accounts(typed, runs, held))
    hold(numbers.mobile_phones(typed, runs))
    hold(numbers.fixed_lines(typed))
    hold(numbers.long_numbers(typed, runs, held))
    hold(words.plates(typed))
    hold(words.names(typed))
    places = [(span, *read.where(span.start, span.end)) for span in found]
    return sorted(Span(start, end, span.kind, span.reason, text[start:end]) for span, start, end in places)
