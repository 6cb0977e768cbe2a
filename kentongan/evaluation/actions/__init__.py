"""The deeds done to activity reports."""

from .freezing import freeze_report, withdraw_report
from .writing import choose_photos, write_report

__all__ = ["choose_photos", "freeze_report", "withdraw_report", "write_report"]
