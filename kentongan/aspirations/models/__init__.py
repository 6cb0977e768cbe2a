"""What a report is, who shares it, to whom it goes, which photos everybody sees, how they count, and who brings its news."""

from .deliveries import Delivery
from .desks import SavedFilter
from .figures import ReportFigure, ReportTally
from .pictures import ReportPicture
from .reports import Report, Route, Support
from .templates import AnswerTemplate

__all__ = [
    "AnswerTemplate",
    "Delivery",
    "Report",
    "ReportFigure",
    "ReportPicture",
    "ReportTally",
    "Route",
    "SavedFilter",
    "Support",
]
