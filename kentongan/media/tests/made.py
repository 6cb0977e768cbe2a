"""Files made for tests."""

import io
import zlib

from PIL import Image, ImageDraw


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(width: int = 1600, height: int = 1200, *, kind: str = "JPEG", **options: object) -> bytes:
    """A picture with a red upper left quarter on a busy ground."""
    image = Image.effect_noise((width, height), 40).convert("RGB")
    ImageDraw.Draw(image).rectangle([0, 0, width // 2, height // 2], fill=(220, 20, 20))
    return saved(image, kind, **options)


def exif_with_place(orientation: int = 1) -> bytes:
    """EXIF as a phone writes it: maker, moment, orientation, position."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:24 09:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 0.0, 30.0), 3: "E", 4: (109.0, 30.0, 15.0)})
    return exif.tobytes()


def bomb_png(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that claims 900 megapixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")


def animation(side: int, frames: int) -> bytes:
    images = [Image.new("RGB", (side, side), (8 * number % 256, 90, 20)) for number in range(frames)]
    buffer = io.BytesIO()
    images[0].save(buffer, "GIF", save_all=True, append_images=images[1:], duration=50)
    return buffer.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>Halo</title><script>alert(1)</script>"
