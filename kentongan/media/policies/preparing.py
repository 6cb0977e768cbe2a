"""What a file is by its content, and how a picture is made small."""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageCms, ImageOps

WIDTHS = (360, 640, 1280)
# Bytes a variant may weigh. INTERFACE.md asks for at most 40 KB at 360 px; the others grow with their area.
LARGEST_BYTES = {360: 40_000, 640: 90_000, 1280: 240_000}
READABLE = ("JPEG", "PNG", "WEBP", "GIF")
QUALITIES = (78, 68, 58, 48, 38, 28, 18, 8)
NARROWEST_SHARE = 1 / 12
DOCUMENT = "dokumen.pdf"
PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".jfif")


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_THIN = "too_thin"
    BROKEN = "broken"
    DRAWING = "drawing"
    PHONE_FORMAT = "phone_format"
    MISLABELLED = "mislabelled"
    UNKNOWN = "unknown"
    LONG_ANIMATION = "long_animation"
    NOT_A_PICTURE = "not_a_picture"
    NOT_A_DOCUMENT = "not_a_document"


class Unfit(Exception):
    """The file is not taken; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class PreparedFile:
    """What will be kept: (file name, bytes) and the facts about it."""

    content_type: str
    files: tuple[tuple[str, bytes], ...]
    width: int = 0
    height: int = 0
    colour: str = ""
    widths: tuple[int, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture; else a document."""
        return bool(self.widths)

    @property
    def size(self) -> int:
        """All bytes that will be kept."""
        return sum(len(data) for _name, data in self.files)


def _looks_like_markup(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg", b"<!--", b"<script", b"<body", b"<head"))


def _sniffed(data: bytes, name: str) -> str:
    """ "picture" or "document", by the first bytes. Raises Unfit."""
    claims_picture = name.lower().endswith(PICTURE_NAMES)
    if not data.strip(b"\0"):
        raise Unfit(Fault.EMPTY if not data else Fault.BROKEN)
    if _looks_like_markup(data):
        if re.search(rb"<svg[\s>]", data[:4096], re.IGNORECASE):
            raise Unfit(Fault.DRAWING)
        raise Unfit(Fault.MISLABELLED)
    if data.startswith(b"%PDF-"):
        if claims_picture:
            raise Unfit(Fault.MISLABELLED)
        return "document"
    if data[4:8] == b"ftyp":
        raise Unfit(Fault.PHONE_FORMAT)
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if is_webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return "picture"
    raise Unfit(Fault.MISLABELLED if claims_picture or name.lower().endswith(".pdf") else Fault.UNKNOWN)


def prepared(
    data: bytes, *, name: str, largest_bytes: int, largest_pixels: int, pictures_only: bool = False, documents_only: bool = False
) -> PreparedFile:
    """The file as it will be kept. Raises Unfit."""
    if len(data) > largest_bytes:
        raise Unfit(Fault.TOO_HEAVY)
    if _sniffed(data, name) == "document":
        if pictures_only:
            raise Unfit(Fault.NOT_A_PICTURE)
        if b"%%EOF" not in data[-2048:]:
            raise Unfit(Fault.BROKEN)
        return PreparedFile(content_type="application/pdf", files=((DOCUMENT, data),))
    if documents_only:
        raise Unfit(Fault.NOT_A_DOCUMENT)
    try:
        return _prepared_picture(data, largest_pixels=largest_pixels)
    except Image.DecompressionBombError:
        raise Unfit(Fault.TOO_MANY_PIXELS) from None
    except (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, MemoryError, struct.error):
        # What Pillow raises for a file that ends early or contradicts itself.
        raise Unfit(Fault.BROKEN) from None


def _check_size(image: Image.Image, largest_pixels: int) -> None:
    pixels = image.width * image.height
    if pixels > largest_pixels:
        raise Unfit(Fault.TOO_MANY_PIXELS)
    if min(image.size) / max(image.size) < NARROWEST_SHARE:
        raise Unfit(Fault.TOO_THIN)
    if pixels * getattr(image, "n_frames", 1) > largest_pixels and getattr(image, "is_animated", False) and image.format != "MPO":
        raise Unfit(Fault.LONG_ANIMATION)


def _upright(data: bytes, largest_pixels: int) -> Image.Image:
    """The picture as people see it: turned upright, in sRGB, on white where it was transparent, first frame only."""
    image: Image.Image = Image.open(io.BytesIO(data), formats=READABLE)
    _check_size(image, largest_pixels)
    turned = image.getexif().get(0x0112, 1) >= 5
    if image.format in ("JPEG", "MPO"):  # decoded near the size that is needed, a 48-megapixel photo takes little memory
        scale = min(1.0, 2 * WIDTHS[-1] / (image.height if turned else image.width))
        image.draft(None, (max(1, int(image.width * scale)), max(1, int(image.height * scale))))
    profile = image.info.get("icc_profile")
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            standard = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, io.BytesIO(profile), standard, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None
        if changed is not None:
            return changed
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _encoded(image: Image.Image, kind: str, most: int) -> bytes:
    """The picture as WebP or JPEG, in the best quality that weighs at most ``most`` bytes, without any metadata."""
    options = {"method": 2} if kind == "WEBP" else {"progressive": True, "optimize": True}
    data = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, kind, quality=quality, **options)
        data = buffer.getvalue()
        if len(data) <= most:
            break
    return data


def widths_for(width: int) -> tuple[int, ...]:
    """The widths to make of a picture this wide: never larger than it is, at least one."""
    return tuple(wanted for wanted in WIDTHS if wanted <= width) or (width,)


def _variants(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """From the largest to the smallest, each made from the one before."""
    ratio = image.height / image.width
    for width in reversed(widths_for(image.width)):
        image = image.resize((width, max(1, round(width * ratio))), Image.Resampling.LANCZOS)
        yield width, image


def _prepared_picture(data: bytes, *, largest_pixels: int) -> PreparedFile:
    image = _upright(data, largest_pixels)
    image.info = {}
    files: list[tuple[str, bytes]] = []
    sizes: list[tuple[int, int]] = []
    for width, small in _variants(image):
        small.info = {}
        most = LARGEST_BYTES.get(width, LARGEST_BYTES[360])
        files.append((f"{width}.webp", _encoded(small, "WEBP", most)))
        files.append((f"{width}.jpg", _encoded(small, "JPEG", most)))
        sizes.append(small.size)
    red, green, blue = small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return PreparedFile(
        content_type="image/webp",
        files=tuple(files),
        width=sizes[0][0],
        height=sizes[0][1],
        colour=f"#{red:02x}{green:02x}{blue:02x}",
        widths=tuple(sorted(size[0] for size in sizes)),
    )
