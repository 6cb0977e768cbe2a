"""What a file is by its content, how a picture is made small, what it resembles, where faces are in it and how they are hidden."""

from .faces import faces_in
from .fingerprints import distance, fingerprint, is_telling
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
    "distance",
    "faces_in",
    "fingerprint",
    "grid_of",
    "is_telling",
    "mosaic",
    "prepared",
    "widths_for",
]
