"""Indonesian as it is said aloud: numbers, money, days, clock times, telephone numbers, units and shortened words. Plain arithmetic."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kentongan.core.policies.days import MONTHS

ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet".split(),
        strict=True,
    )
)
POWERS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
LARGEST = 10**15 - 1
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_WORDLIKE = re.compile(r"(?:[^AEIOU]{0,2}[AEIOU])+[^AEIOU]?")  # an abbreviation of four letters or more that is said as a word: SAMSAT


@dataclass(frozen=True)
class Tongue:
    """How the place says shortened words and units of measure."""

    words: Mapping[str, str]
    units: Mapping[str, str]


def number(value: int) -> str:
    """A whole number in words; digit by digit where it is too large to be said."""
    if value > LARGEST:
        return digits(str(value))
    if value < 10:
        return ONES[value]
    if value < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(value) or f"{ONES[value - 10]} belas"
    for power, name in POWERS:
        if value >= power:
            many, rest = divmod(value, power)
            said = "seribu" if (many, power) == (1, 1000) else f"{number(many)} {name}"
            return f"{said} {number(rest)}" if rest else said
    if value >= 100:
        many, rest = divmod(value, 100)
        said = "seratus" if many == 1 else f"{ONES[many]} ratus"
    else:
        many, rest = divmod(value, 10)
        said = f"{ONES[many]} puluh"
    return f"{said} {number(rest)}" if rest else said


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(ONES[int(sign)] for sign in text if sign.isdecimal())


def written_number(text: str) -> str:
    """A number as Indonesians write it, in words: 1.250, 12,5, 02 (digit by digit)."""
    whole, _comma, part = text.partition(",")
    plain = whole.replace(".", "")
    said = digits(plain) if plain.startswith("0") and len(plain) > 1 else number(int(plain))
    return f"{said} koma {digits(part)}" if part else said


def ordinal(value: int) -> str:
    """ke-3 → "ketiga"; the first one is "pertama"."""
    return "pertama" if value == 1 else f"ke{number(value)}"


def clock(hour: int, minute: int) -> str:
    """The time of day as a village says it: 07.00 → "tujuh pagi", 19.30 → "tujuh tiga puluh malam"."""
    part = "malam" if hour < 3 or hour >= 18 else "pagi" if hour < 11 else "siang" if hour < 15 else "sore"
    said = number(hour % 12 or 12)
    return f"{said} {number(minute)} {part}" if minute else f"{said} {part}"


def phone(text: str) -> str:
    """A telephone number digit by digit, with a pause where it is written in groups."""
    groups = re.findall(r"\d+", re.sub(r"^\+62[ -]?", "0", text))
    if len(groups) == 1 and len(groups[0]) > 6:
        groups = [groups[0][at : at + 4] for at in range(0, len(groups[0]), 4)]
    return ", ".join(digits(group) for group in groups)


def letters(word: str) -> str:
    """Letter by letter, as the alphabet is said in Indonesian."""
    return " ".join(LETTERS[sign] for sign in word)


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.:])"
_LINK = re.compile(r"\S*(?:https?://|www\.)\S+|\S+@\S+\.\S+|\S+\.(?:id|com|org)(?:/\S*)?(?=\s|$)")
_DATE = re.compile(r"\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?![\d/])(?<!\d-\d)")
_SPAN = re.compile(rf"(?<![\w.,])(?:(?P<lead>[Pp]ukul|[Jj]am|[Pp]kl\.?)\s+)?(?P<from>{_CLOCK})(?:\s*[-–]\s*(?P<to>{_CLOCK}))?")
_MONEY = re.compile(
    rf"\bRp\.?\s*(?P<from>{_NUMBER})(?:\s*[-–]\s*(?:Rp\.?\s*)?(?P<to>{_NUMBER}))?(?:,-)?(?P<scale>\s+(?:ribu|juta|miliar|triliun))?(?!\w)"
)
_PHONE = re.compile(r"(?<![\w.,])(?:\+62|0)(?:[ -]?\d){7,12}(?![\w])|(?<![\w.,])\(0\d{2,3}\)(?:[ -]?\d){5,8}(?![\w])")
_SHORT_PHONE = re.compile(
    r"(?i)\b(telepon|telp\.?|tlp\.?|hubungi|nomor darurat|darurat|call center|sms ke|wa)(:?\s+)(\d{3,6})(?![\d.,]*\d)"
)
_ORDINAL = re.compile(r"\b[Kk]e-(\d{1,4})\b")
_ROMAN = re.compile(
    r"\b([Tt]ahap|[Tt]riwulan|[Gg]elombang|[Ss]emester|[Kk]elas|[Aa]ngkatan|[Dd]osis|[Pp]eriode|[Bb]ab|[Jj]ilid)\s+([IVX]{1,4})\b"
)
_COUNT = re.compile(rf"(?<![\w.,])(?P<from>{_NUMBER})(?:\s*[-–]\s*(?P<to>{_NUMBER}))?")
_SHORT = re.compile(r"(?<![\w.])(?:[A-Za-z]\.)*[A-Za-z]+\.?(?![\w])")


def _said_span(match: re.Match[str]) -> str:
    ends = [clock(*map(int, re.split(r"[.:]", end))) for end in (match["from"], match["to"]) if end]
    return f"{'Pukul' if (match['lead'] or '').startswith(('P', 'J')) else 'pukul'} {' sampai '.join(ends)}"


def _said_money(match: re.Match[str]) -> str:
    ends = " sampai ".join(written_number(end) for end in (match["from"], match["to"]) if end)
    return f"{ends}{match['scale'] or ''} rupiah"


def _said_count(match: re.Match[str]) -> str:
    return " sampai ".join(written_number(end) for end in (match["from"], match["to"]) if end)


def _said_date(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[2])
    if not (1 <= day <= 31 and 1 <= month <= 12) or (match[3] is None and "-" in match[0]):
        return match[0]
    return f"{number(day)} {MONTHS[month - 1]}{f' {number(int(match[3]))}' if match[3] else ''}"


def _units(tongue: Tongue) -> Callable[[str], str]:
    names = "|".join(re.escape(name) for name in sorted(tongue.units, key=len, reverse=True))
    pattern = re.compile(rf"(?<=\d)\s?({names})(?:/(\w+))?(?![\w²³])")

    def say(match: re.Match[str]) -> str:
        per = f" per {tongue.units.get(match[2], match[2])}" if match[2] else ""
        return f" {tongue.units[match[1]]}{per}"

    return lambda text: pattern.sub(say, text)


def _abbreviations(text: str, tongue: Tongue) -> str:
    words = re.findall(r"[A-Za-z]{2,}", text)
    shouted = sum(word.isupper() for word in words) > len(words) / 2 and len(words) > 2

    def say(match: re.Match[str]) -> str:
        word, stop = match[0].removesuffix("."), "." if match[0].endswith(".") else ""
        if said := tongue.words.get(word):
            ends = stop and match.end() >= len(text.rstrip())
            return f"{said}{stop if ends or (word.isupper() and len(word) > 1) else ''}"
        if not word.isupper() or len(word) < 2 or "." in word:
            return match[0]
        if shouted or len(word) > 6:
            return word.capitalize() + stop
        return (word.capitalize() if len(word) > 3 and _WORDLIKE.fullmatch(word) else letters(word)) + stop

    return _SHORT.sub(say, text)


def spoken(text: str, tongue: Tongue) -> str:
    """One line of text as it is said aloud: nothing is left that a reader would have to work out."""
    line = _LINK.sub("", " ".join(text.split()))
    line = re.sub(r"[*_~`#“”\"•]", "", line)
    for pattern, say in (
        (_MONEY, _said_money),
        (_PHONE, lambda match: phone(match[0])),
        (_SHORT_PHONE, lambda match: f"{match[1]}{match[2]}{digits(match[3])}"),
        (_DATE, _said_date),
        (_SPAN, _said_span),
        (_ORDINAL, lambda match: ordinal(int(match[1]))),
        (_ROMAN, lambda match: f"{match[1]} {number(ROMAN[match[2]])}" if match[2] in ROMAN else match[0]),
    ):
        line = pattern.sub(say, line)
    line = _COUNT.sub(_said_count, _units(tongue)(line))
    line = _abbreviations(re.sub(r"(?<=\w)/(?=\w)", ", ", line), tongue)
    line = re.sub(r"\s*[()\[\]]\s*", ", ", line)
    line = re.sub(r"\s+[-–—]\s+", ", ", line)
    line = re.sub(r"\d", lambda match: f" {ONES[int(match[0])]} ", line)  # such as the rest of "A4"
    line = re.sub(r"(?:\s*,)+\s*(?=[.,!?;:]|$)|^[\s,]+", "", " ".join(line.split()))
    return re.sub(r"\s+([.,!?;:])", r"\1", line).strip()
