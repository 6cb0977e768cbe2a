"""The deeds on reports."""

from .sending import Filing, send_report

__all__ = ["Filing", "send_report"]
