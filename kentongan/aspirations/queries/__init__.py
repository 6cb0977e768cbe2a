"""Asking about reports."""

from .finding import get_for_officer, has_desk, report_of, village, village_choices, waiting_for
from .targets import Target, targets_of

__all__ = ["Target", "get_for_officer", "has_desk", "report_of", "targets_of", "village", "village_choices", "waiting_for"]
