"""Asking about reports."""

from .finding import get_for_officer, has_desk, report_of, village, village_choices, waiting_for
from .pictures import PublicPicture, public_pictures, public_pictures_of
from .showing import get_public, public_answer, public_reports, public_trail
from .similar import Similar, similar_reports
from .targets import Target, targets_of

__all__ = [
    "PublicPicture",
    "Similar",
    "Target",
    "get_for_officer",
    "get_public",
    "has_desk",
    "public_answer",
    "public_pictures",
    "public_pictures_of",
    "public_reports",
    "public_trail",
    "report_of",
    "similar_reports",
    "targets_of",
    "village",
    "village_choices",
    "waiting_for",
]
