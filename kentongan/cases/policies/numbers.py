"""Numbers of cases: ``KIM-2026-0000123-X``, prefix, year, running number and a check character."""

import re

from kentongan.core.policies import ALPHABET, check_character

PREFIX = re.compile(r"[A-Y]{2,4}\Z")
# Letters of a prefix that are easily taken for others count as these; so "K1M" still is KIM.
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_TYPED = re.compile(r"([A-Z01]{2,4})[-. /]*([0-9OIL]{4})[-. /]*([0-9OIL]{7,9})[-. /]*([0-9A-Z])\Z")
_SHORT = re.compile(r"([A-Z01]{2,4})[-. /]+([0-9OIL]{4})[-. /]+([0-9OIL]{1,9})[-. /]+([0-9A-Z])\Z")


def _check(prefix: str, year: str, number: str) -> str:
    return check_character(f"{prefix}{year}{number}".translate(_MEANT))


def case_number(prefix: str, year: int, number: int) -> str:
    """The number as it is written."""
    if not PREFIX.match(prefix):
        raise ValueError(f"{prefix!r} is no prefix: two to four letters from A to Y.")
    return f"{prefix}-{year}-{number:07d}-{_check(prefix, str(year), f'{number:07d}')}"


def read_number(typed: str, prefixes: frozenset[str]) -> str | None:
    """What a person typed as the number that was meant: in any case, with or without dashes and leading zeros, O for 0, 1 for I.

    None where it has no known prefix or the check character says it is none.
    """
    text = typed.strip().upper().replace("–", "-")
    found = _TYPED.match(text) or _SHORT.match(text)
    if found is None:
        return None
    prefix = {known.translate(_MEANT): known for known in prefixes}.get(found[1].translate(_MEANT))
    year, number, check = found[2].translate(_MEANT), f"{int(found[3].translate(_MEANT)):07d}", found[4].translate(_MEANT)
    if prefix is None or check not in ALPHABET or _check(prefix, year, number) != check:
        return None
    return f"{prefix}-{year}-{number}-{check}"
