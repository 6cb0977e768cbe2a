"""What is handed in with a page that goes to print: codes, and pictures that survive black and white."""

import io
from functools import lru_cache

import segno
from PIL import Image, ImageOps

from kentongan.media.queries import file_of, get_upload

QR_QUIET = 2  # modules of white around a code; the paper around it is white too


@lru_cache(maxsize=256)
def qr_file(address: str) -> bytes:
    """A QR code as an SVG file."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=QR_QUIET, scale=4, dark="#000", light="#fff", omitsize=True)
    return out.getvalue()


@lru_cache(maxsize=64)
def grey_file(key: str, *, widest: int) -> bytes:
    """A picture for any printer: grey, its light and dark stretched, no wider than it is printed."""
    upload = get_upload(key)
    with Image.open(file_of(upload, widest)) as picture:
        grey = ImageOps.autocontrast(picture.convert("L"), cutoff=1)
        if grey.width > widest:
            grey.thumbnail((widest, widest * 4))
        out = io.BytesIO()
        grey.save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()


def shown_address(address: str) -> str:
    """An address as one copies it by hand."""
    return address.split("://", 1)[-1].rstrip("/")
