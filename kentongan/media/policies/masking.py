"""Making parts of a picture unrecognisable: what stood there cannot be worked out again."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageFilter

WHOLE = 1000  # boxes are told in thousandths of the picture, so that they fit every size of it
# Of a face at most four by four mean colours remain. Finer mosaics were guessed by trained machines (McPherson, Shokri and Shmatikov 2016,
# "Defeating Image Obfuscation with Deep Learning"), so ours is coarse.
BLOCKS = 4
SMALLEST = 8  # thousandths: below that a box is a slip of the finger
GRID = (8, 6)  # cells along the longer and the shorter side


@dataclass(frozen=True, order=True)
class Box:
    """A part of a picture, in thousandths of its width and height."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where it ends, from the left."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Where it ends, from the top."""
        return self.top + self.height

    @property
    def key(self) -> str:
        """As a form names it: "120,40,200,260"."""
        return f"{self.left},{self.top},{self.width},{self.height}"

    @classmethod
    def read(cls, key: str) -> "Box | None":
        """The box that a form named, cut to the picture; None for what is none."""
        parts = key.split(",")
        if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
            return None
        return cls(*map(int, parts)).cut()

    def cut(self) -> "Box | None":
        """What of it lies within the picture; None where that is nothing to speak of."""
        left, top = max(0, self.left), max(0, self.top)
        box = Box(left, top, min(WHOLE, self.right) - left, min(WHOLE, self.bottom) - top)
        return box if min(box.width, box.height) >= SMALLEST else None

    def grown(self, share: float) -> "Box":
        """Wider on every side by this share of itself."""
        wider, higher = round(self.width * share), round(self.height * share)
        return Box(self.left - wider, self.top - higher, self.width + 2 * wider, self.height + 2 * higher)


def grid_of(width: int, height: int) -> tuple[int, int]:
    """(columns, rows) of the cells laid over a picture of this size."""
    return GRID if width >= height else (GRID[1], GRID[0])


def box_of_cell(number: int, columns: int, rows: int) -> Box:
    """The cell of this number, counted from 0 along the lines. Raises ValueError where the grid has no such cell."""
    if not 0 <= number < columns * rows:
        raise ValueError("no such cell")
    row, column = divmod(number, columns)
    left, top = column * WHOLE // columns, row * WHOLE // rows
    return Box(left, top, (column + 1) * WHOLE // columns - left, (row + 1) * WHOLE // rows - top)


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Its edges in a picture of this size, outwards to whole pixels."""
    left, top = box.left * width // WHOLE, box.top * height // WHOLE
    return left, top, max(left + 1, -(-box.right * width // WHOLE)), max(top + 1, -(-box.bottom * height // WHOLE))


def _unrecognisable(part: Image.Image) -> Image.Image:
    """Few blocks, each the mean of its pixels, and their edges blurred: nothing else of the part remains."""
    longer = max(part.size)
    few = (max(1, round(BLOCKS * part.width / longer)), max(1, round(BLOCKS * part.height / longer)))
    blocks = part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
    return blocks.filter(ImageFilter.GaussianBlur(longer / BLOCKS / 4))


def mosaic(data: bytes, boxes: Iterable[Box]) -> bytes:
    """The picture as PNG with every box unrecognisable; nothing but pixels is written."""
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    picture.info = {}
    for box in boxes:
        edges = _pixels(box, *picture.size)
        picture.paste(_unrecognisable(picture.crop(edges)), edges[:2])
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()
