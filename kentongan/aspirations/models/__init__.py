"""What a report is, who shares it, to whom it usually goes, what of its photos everybody sees, and how they count."""

from .figures import ReportFigure, ReportTally
from .pictures import ReportPicture
from .reports import Report, Route, Support
from .templates import AnswerTemplate

__all__ = [
    "AnswerTemplate",
    "Report",
    "ReportFigure",
    "ReportPicture",
    "ReportTally",
    "Route",
    "Support",
]
