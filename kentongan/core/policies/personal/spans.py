"""A piece of a text that points at a person, and what is written in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    NIK = "nik"
    FAMILY_CARD = "family_card"
    LONG_NUMBER = "long_number"
    PHONE = "phone"
    ACCOUNT = "account"
    EMAIL = "email"
    PLATE = "plate"
    NAME = "name"


# What stands in its place. It is written into Indonesian texts, whatever the language of the page.
IN_ITS_PLACE = {
    Kind.NIK: "[NIK]",
    Kind.FAMILY_CARD: "[nomor KK]",
    Kind.LONG_NUMBER: "[nomor]",
    Kind.PHONE: "[nomor telepon]",
    Kind.ACCOUNT: "[nomor rekening]",
    Kind.EMAIL: "[alamat e-mail]",
    Kind.PLATE: "[nomor kendaraan]",
    Kind.NAME: "[nama]",
}


class Reason(StrEnum):
    """Why it is taken for that."""

    REGION_AND_BIRTHDAY = "region_and_birthday"  # 16 digits: province, regency, district, birthday, count
    SAYS_FAMILY_CARD = "says_family_card"
    SIXTEEN_DIGITS = "sixteen_digits"  # as long as a NIK, but its parts are none: mistyped, or a card
    MOBILE = "mobile"
    FIXED_LINE = "fixed_line"  # perhaps an office's
    BESIDE_A_BANK = "beside_a_bank"
    MAIL_ADDRESS = "mail_address"
    OFFICE_ADDRESS = "office_address"  # of a government
    SHAPE_OF_A_PLATE = "shape_of_a_plate"
    PERHAPS_A_PLATE = "perhaps_a_plate"
    AFTER_A_TITLE = "after_a_title"


UNCERTAIN = frozenset({Reason.SIXTEEN_DIGITS, Reason.FIXED_LINE, Reason.OFFICE_ADDRESS, Reason.PERHAPS_A_PLATE, Reason.AFTER_A_TITLE})


@dataclass(frozen=True, order=True)
class Span:
    """A piece of a text: ``text`` stands at ``start`` up to ``end``."""

    start: int
    end: int
    kind: Kind
    reason: Reason
    text: str

    @property
    def is_certain(self) -> bool:
        """Whether it is masked unless somebody objects; else it is only offered."""
        return self.reason not in UNCERTAIN

    @property
    def in_its_place(self) -> str:
        """What is written instead."""
        return IN_ITS_PLACE[self.kind]

    @property
    def excerpt(self) -> str:
        """Enough of it to recognise it where it is shown in a list: "0812…34"; names as they are."""
        if self.kind is Kind.NAME or len(self.text) <= 7:
            return self.text
        return f"{self.text[:4]}…{self.text[-2:]}"


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with something else in the place of each span; nothing outside of them changes."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + span.in_its_place + text[span.end :]
    return text


def touches(start: int, end: int, held: Iterable[tuple[int, int]]) -> bool:
    """Whether the piece shares a character with one of the others."""
    return any(start < other_end and other_start < end for other_start, other_end in held)
