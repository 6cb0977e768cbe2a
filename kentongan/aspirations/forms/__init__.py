"""What is typed about reports: by residents, and by officers."""

from .sending import ReportForm
from .working import ForwardForm, StepForm, VerifyForm

__all__ = ["ForwardForm", "ReportForm", "StepForm", "VerifyForm"]
