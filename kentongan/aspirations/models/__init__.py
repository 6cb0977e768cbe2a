"""A report with its public photos, figures, ways and carriers; and what a village does about something together."""

from .deliveries import Delivery
from .desks import SavedFilter
from .figures import ReportFigure, ReportTally
from .pictures import ReportPicture
from .problems import Joiner, PlanStep, Problem, ProblemSupport, ProblemUpdate, WorkDay
from .reports import Report, Route, Support
from .templates import AnswerTemplate

__all__ = [
    "AnswerTemplate",
    "Delivery",
    "Joiner",
    "PlanStep",
    "Problem",
    "ProblemSupport",
    "ProblemUpdate",
    "Report",
    "ReportFigure",
    "ReportPicture",
    "ReportTally",
    "Route",
    "SavedFilter",
    "Support",
    "WorkDay",
]
