"""Codes that people read aloud, working days, and what in a text points at a person. Plain arithmetic."""

from .cells import guarded, unguarded, written_comma
from .codes import ALPHABET, check_character, new_code, read_code, spaced
from .days import add_working_days, is_working_day, working_days_between
from .personal import IN_ITS_PLACE, Kind, Reason, Span, masked, personal_data
from .typed import sought, whole

__all__ = [
    "ALPHABET",
    "IN_ITS_PLACE",
    "Kind",
    "Reason",
    "Span",
    "add_working_days",
    "check_character",
    "guarded",
    "is_working_day",
    "masked",
    "new_code",
    "personal_data",
    "read_code",
    "sought",
    "spaced",
    "unguarded",
    "whole",
    "working_days_between",
    "written_comma",
]
