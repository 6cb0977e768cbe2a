"""Codes that people read aloud."""

import secrets
from collections.abc import Callable

# Crockford's alphabet (no I, L, O, U: nothing is mistaken when written on paper or said on the phone) without its last letter,
# because 31 is a prime.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None, ".": None})


def check_character(body: str) -> str:
    """The check character of ``body``: finds every single wrong character and every swap of neighbours.

    A weighted sum modulo 31; the weights of neighbours differ by one and none is a multiple of 31 in bodies up to 29 characters.
    """
    total = sum(weight * (_VALUE[character] + 1) for weight, character in enumerate(body, start=2))
    return ALPHABET[total % 31]


def new_code(length: int = 10, *, choose: Callable[[str], str] = secrets.choice) -> str:
    """A random code of ``length`` characters, the last of which checks the others.

    Ten characters hold 44 bits.
    """
    body = "".join(choose(ALPHABET) for _ in range(length - 1))
    return body + check_character(body)


def read_code(typed: str) -> str | None:
    """What a person typed as the code that was meant, or ``None`` where the check character says it is none."""
    code = typed.upper().translate(_MEANT)
    if len(code) < 2 or any(character not in _VALUE for character in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def spaced(code: str) -> str:
    """The code in groups of five, for reading aloud: ``"ABCDE-12345"``."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))
