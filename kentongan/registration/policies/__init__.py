"""What a formation must have, and where it stands on its way. Plain arithmetic."""

from .checks import Checks, Facts, Finding, Other, Seat, bare_name, find
from .progress import STAGES, STEPS, Stage, done_steps, progress

__all__ = [
    "STAGES",
    "STEPS",
    "Checks",
    "Facts",
    "Finding",
    "Other",
    "Seat",
    "Stage",
    "bare_name",
    "done_steps",
    "find",
    "progress",
]
