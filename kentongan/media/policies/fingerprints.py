"""A picture's fingerprint, by which nearly the same picture is noticed again. Plain arithmetic on pixels.

A *difference hash* (dHash): the picture is shrunk to nine by eight grey pixels, and each bit says whether a pixel is darker than its right
neighbour. Size, compression, brightness and a few letters written over it change no or few bits; a crop, a turn or a mirror changes many,
and then nothing is noticed. So a match is a hint for a person, never proof.
"""

import io
from itertools import pairwise

from PIL import Image

WIDTH, HEIGHT = 9, 8
BITS = (WIDTH - 1) * HEIGHT
TELLING = 6  # a picture of which fewer bits are set or unset is plain (night, a wall) and resembles every other plain one


def fingerprint(data: bytes) -> str:
    """64 bits as 16 hexadecimal digits. Raises OSError where the data is no picture."""
    with Image.open(io.BytesIO(data)) as picture:
        grey = picture.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    pixels = grey.tobytes()  # one byte each, row after row
    rows = [pixels[start : start + WIDTH] for start in range(0, len(pixels), WIDTH)]
    bits = 0
    for row in rows:
        for left, right in pairwise(row):
            bits = bits << 1 | (left < right)
    return f"{bits:016x}"


def is_telling(print_: str) -> bool:
    """Whether the fingerprint says enough about its picture to compare it."""
    return TELLING <= int(print_, 16).bit_count() <= BITS - TELLING


def distance(one: str, other: str) -> int:
    """In how many of the 64 bits two fingerprints differ: 0 for the same picture, about 32 for two that have nothing in common."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
