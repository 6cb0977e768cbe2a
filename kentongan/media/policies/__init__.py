"""What a file is by its content, how a picture is made small, where faces are in it, and how they are made unrecognisable."""

from .faces import faces_in
from .masking import Box, box_of_cell, grid_of, mosaic
from .preparing import LARGEST_BYTES, WIDTHS, Fault, PreparedFile, Unfit, prepared, widths_for

__all__ = [
    "LARGEST_BYTES",
    "WIDTHS",
    "Box",
    "Fault",
    "PreparedFile",
    "Unfit",
    "box_of_cell",
    "faces_in",
    "grid_of",
    "mosaic",
    "prepared",
    "widths_for",
]
