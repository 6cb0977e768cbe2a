"""NIK, family cards, telephones and bank accounts: runs of digits, told apart by their shape and by the word beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType

from .spans import Kind, Reason, Span, touches

# Provinces by the code of Kemendagri (Kepmendagri 300.2.2-2138/2025), and 54, which stands in the NIK of those born in Timor Timur.
PROVINCES = frozenset((*range(11, 20), 20, 21, *range(31, 37), *range(51, 55), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)))
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NIK_LENGTH = 16


def is_nik(digits: str) -> bool:
    """Whether 16 digits are built like a NIK: region, birthday (a woman's day plus 40), count (Permendagri 119/2017)."""
    if len(digits) != NIK_LENGTH or not digits.isascii() or not digits.isdigit():
        return False
    province, regency, district, day, month = (int(digits[at : at + 2]) for at in (0, 2, 4, 6, 8))
    day -= 40 if day > 40 else 0
    has_birthday = 1 <= month <= 12 and 1 <= day <= MONTH_LENGTHS[month - 1]
    return province in PROVINCES and regency > 0 and district > 0 and has_birthday and digits[12:] != "0000"


# --- Runs of digits: people put spaces, dots and hyphens where they like ------------------------------------------------------


class _Window(NamedTuple):
    """Some neighbouring groups of a run; ``lengths`` are theirs."""

    start: int
    end: int
    digits: str
    signs: tuple[str, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class _Run:
    """Groups of digits with single signs between them: ``signs[n]`` stands before group n+1."""

    groups: tuple[tuple[int, int, str], ...]  # start, end, digits
    signs: tuple[str, ...]

    def windows(self, most: int, *, least: int = 1) -> Iterator[_Window]:
        """Neighbouring groups with so many digits together: from each place on, the longest first."""
        sizes = [len(digits) for _start, _end, digits in self.groups]
        for first in range(len(sizes)):
            total, last, reached = 0, first, []
            while last < len(sizes) and (total := total + sizes[last]) <= most:
                last += 1
                if total >= least:
                    reached.append(last)
            for end in reversed(reached):
                groups = self.groups[first:end]
                digits = "".join(group[2] for group in groups)
                yield _Window(groups[0][0], groups[-1][1], digits, self.signs[first : end - 1], tuple(sizes[first:end]))


_RUN = re.compile(r"\d+(?:(?:[ .\-\u00a0\u2013]| - )\d+)*", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
# People type the letter O for a zero; of the same length, so that places stay.
LETTER_O = re.compile(r"(?<![A-Za-z])[oO](?=8\d\d)|(?<=\d)[oO](?=\d)", re.ASCII)


def runs_in(text: str) -> list[_Run]:
    """Groups of digits that may belong together, in their order."""
    found = []
    for match in _RUN.finditer(text):
        groups = tuple((group.start() + match.start(), group.end() + match.start(), group[0]) for group in _GROUP.finditer(match[0]))
        signs = tuple(text[before[1] : after[0]] for before, after in pairwise(groups))
        found.append(_Run(groups, signs))
    return found


_SAYS_FAMILY_CARD = re.compile(r"(?:\bkk|kartu keluarga)\b[^\d\[\]]{0,20}$", re.IGNORECASE)


def identity_numbers(text: str, runs: Iterable[_Run]) -> Iterator[Span]:
    """NIK and numbers of family cards: alike in shape, told apart by the word before."""
    for run in runs:
        for start, end, digits, _signs, lengths in run.windows(NIK_LENGTH, least=NIK_LENGTH):
            if min(lengths) < 2 and max(lengths) > 1:
                continue
            says_family_card = _SAYS_FAMILY_CARD.search(text[max(0, start - 40) : start]) is not None
            if says_family_card:
                yield Span(start, end, Kind.FAMILY_CARD, Reason.SAYS_FAMILY_CARD, text[start:end])
            elif is_nik(digits):
                yield Span(start, end, Kind.NIK, Reason.REGION_AND_BIRTHDAY, text[start:end])


def long_numbers(text: str, runs: Iterable[_Run], held: list[tuple[int, int]]) -> Iterator[Span]:
    """As long as a NIK, but not built like one: mistyped, or the number of a card."""
    for run in runs:
        digits = "".join(group[2] for group in run.groups)
        start, end = run.groups[0][0], run.groups[-1][1]
        in_fours = all(len(group[2]) == 4 for group in run.groups)
        if len(digits) == NIK_LENGTH and (in_fours or len(run.groups) == 1) and not touches(start, end, held):
            yield Span(start, end, Kind.LONG_NUMBER, Reason.SIXTEEN_DIGITS, text[start:end])


# --- Telephones ----------------------------------------------------------------------------------------------------------------

_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
_JOINED_TO_A_WORD = re.compile(r"(?:wa|hp|tlp|telp|no|wa\.me/)[.:]?$", re.IGNORECASE)
_MOBILE_DIGITS = re.compile(r"(?:0|62)8[1-9]\d{7,10}", re.ASCII)
_BRACKETED = re.compile(r"\((?:\+?62|08\d{1,2})\)[ .\-]?\d{2,4}(?:[ .\-]?\d{2,5}){1,2}(?!\d)", re.ASCII)
_LETTER_BEFORE = re.compile(r"[^\W\d_]$")
MOST_DIGITS = 15  # ITU-T E.164
LEAST_DIGITS = 7


def _phone_type(digits: str, *, has_plus: bool) -> int | None:
    """What kind of Indonesian (or, with a plus, foreign) telephone number this is; None for none."""
    if not has_plus and not digits.startswith(("0", "628")):
        return None
    try:
        number = phonenumbers.parse(f"+{digits}" if has_plus or digits.startswith("62") else digits, "ID")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(number) if phonenumbers.is_valid_number(number) else None


def _has_phone_shape(digits: str, signs: tuple[str, ...], lengths: tuple[int, ...], *, has_plus: bool) -> bool:
    """Groups of a budget code are short; those of a telephone number are not, at least the first and all that stand between dots."""
    first = lengths[1] if len(lengths) > 1 and digits.startswith("62") and lengths[0] == 2 else lengths[0]
    return has_plus or (first >= 3 and ("." not in signs or min(lengths[:-1] or lengths) >= 3 or digits.startswith("62")))


def _is_spelt_out(digits: str, signs: tuple[str, ...], lengths: tuple[int, ...]) -> bool:
    """Whether it is a mobile number with blanks or hyphens between all its digits, or pairs of them: how one hides it, or reads it out."""
    return max(lengths) <= 2 and _MOBILE_DIGITS.fullmatch(digits) is not None and not {*signs} - {" ", "-"}


def mobile_phones(text: str, runs: Iterable[_Run]) -> Iterator[Span]:
    """Mobile numbers, and foreign ones with their plus."""
    for run in runs:
        for start, end, digits, signs, lengths in run.windows(MOST_DIGITS, least=LEAST_DIGITS):
            before = text[max(0, start - 8) : start]
            has_plus = before.endswith("+")
            if not has_plus and digits[0] not in "06":
                continue
            if _LETTER_BEFORE.search(before) and not _JOINED_TO_A_WORD.search(before):
                continue
            if _is_spelt_out(digits, signs, lengths):
                yield Span(start - has_plus, end, Kind.PHONE, Reason.MOBILE, text[start - has_plus : end])
                continue
            if not _has_phone_shape(digits, signs, lengths, has_plus=has_plus):
                continue
            number_type = _phone_type(digits, has_plus=has_plus)
            if number_type in _MOBILE or (number_type is not None and has_plus):
                begin = start - has_plus
                yield Span(begin, end, Kind.PHONE, Reason.MOBILE, text[begin:end])


def bracketed_phones(text: str) -> Iterator[Span]:
    """Mobile numbers whose beginning stands in brackets."""
    for match in _BRACKETED.finditer(text):
        if _phone_type("".join(_GROUP.findall(match[0])), has_plus=False) in _MOBILE:
            yield Span(match.start(), match.end(), Kind.PHONE, Reason.MOBILE, match[0])


_FIXED = re.compile(r"(?<![\w.,/\-])\(?(0[1-9]\d{1,2})\)?[ \-]?(\d{2,4}(?:[ \-]?\d{2,5}){1,2})(?![\w/\-]|[.,]\d)", re.ASCII)


def fixed_lines(text: str) -> Iterator[Span]:
    """Numbers with an area code: often those of an office."""
    for match in _FIXED.finditer(text):
        digits = "".join(_GROUP.findall(match[0]))
        if len(digits) >= 9 and _phone_type(digits, has_plus=False) == PhoneNumberType.FIXED_LINE:
            yield Span(match.start(), match.end(), Kind.PHONE, Reason.FIXED_LINE, match[0])


# --- Bank accounts -----------------------------------------------------------------------------------------------------------

_BANK = r"(?:\b(?:bank\s+\w+|bri|brimo|bni|bca|bsi|btn|bpd|cimb|danamon|seabank)\b|(?-i:\bMandiri\b|\bPermata\b|\bMega\b))"
_BESIDE = re.compile(rf"(?:{_BANK}|\b(?:no\.?\s*)?rek(?:ening)?\b\.?|\bnorek\b)[^\d\[\]]{{0,60}}$", re.IGNORECASE)
_BEHIND = re.compile(rf"^[ (,]{{0,3}}(?:{_BANK}|a\.?n\.?\s|atas nama\b)", re.IGNORECASE)
_OF_A_PHONE = re.compile(r"\b(?:hp|wa|whatsapp|te?lp|tlp|telepon|telp?on|hubungi|kontak|call)\b", re.IGNORECASE)
_NEXT_ACCOUNT = re.compile(r"[ ,/&]{1,3}|\s*(?:,?\s*(?:dan|atau)\s+)")
_MONEY_BEFORE = re.compile(r"(?:rp|idr)\.?\s?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.]\d{3})+", re.ASCII)
_BUDGET_CODE = re.compile(r"\d(?:\.\d{1,4}){3,}", re.ASCII)  # "kode rekening 5.1.02.01.01.0024" (Kepmendagri 050-5889/2021)
_YEARS = re.compile(r"(?:19|20)\d\d\D(?:19|20)\d\d", re.ASCII)


def _is_money(text: str, start: int, piece: str) -> bool:
    digits = "".join(_GROUP.findall(piece))
    return _MONEY_BEFORE.search(text[max(0, start - 5) : start]) is not None or (
        digits.endswith("000") and (piece == digits or _THOUSANDS.fullmatch(piece) is not None)
    )


def accounts(text: str, runs: Iterable[_Run], held: list[tuple[int, int]]) -> Iterator[Span]:
    """Numbers beside a bank or the word for an account, and those that follow one."""
    last_end = -1
    for run in runs:
        start, end = run.groups[0][0], run.groups[-1][1]
        piece, length = text[start:end], sum(len(group[2]) for group in run.groups)
        if (
            not 8 <= length <= 18
            or touches(start, end, held)
            or _is_money(text, start, piece)
            or _YEARS.fullmatch(piece)
            or _BUDGET_CODE.fullmatch(piece)
        ):
            continue
        before = _BESIDE.search(text[max(0, start - 90) : start])
        is_beside = before is not None and _OF_A_PHONE.search(before[0]) is None
        is_next = last_end >= 0 and _NEXT_ACCOUNT.fullmatch(text[last_end:start]) is not None
        if is_beside or is_next or _BEHIND.match(text[end : end + 30]):
            last_end = end
            yield Span(start, end, Kind.ACCOUNT, Reason.BESIDE_A_BANK, piece)
