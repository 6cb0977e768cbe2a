"""What a report is, who shares it, to whom it usually goes, and what of its photos everybody sees."""

from .pictures import ReportPicture
from .reports import Report, Route, Support

__all__ = ["Report", "ReportPicture", "Route", "Support"]
