"""All of it together: who comes first holds his piece of the text."""

import re
from collections.abc import Callable, Iterable

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


def _without(text: str, found: Iterable[Span]) -> str:
    """The text of the same length in which nothing goes on over what was found."""
    for span in found:
        text = text[: span.start] + "[" * (span.end - span.start) + text[span.end :]
    return text


def personal_data(text: str) -> list[Span]:
    """What in the text points at a person, in its order; no two overlap."""
    read = folded(text)
    typed = numbers.LETTER_O.sub("0", read.text)
    found: list[Span] = []
    held: list[tuple[int, int]] = []

    def hold(look: Callable[[str], Iterable[Span]]) -> None:
        for span in list(look(_without(typed, found))):
            if not touches(span.start, span.end, held):
                held.append((span.start, span.end))
                found.append(span)

    hold(words.mail_addresses)
    hold(lambda left: numbers.identity_numbers(left, numbers.runs_in(left)))
    held += [match.span() for match in _NEVER.finditer(_without(typed, found))]
    hold(lambda left: numbers.accounts(left, numbers.runs_in(left), held))
    hold(lambda left: numbers.mobile_phones(left, numbers.runs_in(left)))
    hold(numbers.bracketed_phones)
    hold(numbers.fixed_lines)
    hold(lambda left: numbers.long_numbers(left, numbers.runs_in(left), held))
    hold(words.plates)
    hold(words.names)
    places = [(span, *read.where(span.start, span.end)) for span in found]
    return sorted(Span(start, end, span.kind, span.reason, text[start:end]) for span, start, end in places)
