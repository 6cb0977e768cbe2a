"""What is typed about reports: by residents, and by officers."""

from .answering import CONTENT, RatingForm, TemplateForm
from .deeds import AnswerStepForm, AssignForm, ExtendForm, HandOnForm, JoinForm, NoteForm, ProofForm, ReferForm, Sp4nForm
from .pictures import ReleaseForm
from .sending import ReportForm
from .working import ForwardForm, StepForm, VerifyForm

__all__ = [
    "CONTENT",
    "AnswerStepForm",
    "AssignForm",
    "ExtendForm",
    "ForwardForm",
    "HandOnForm",
    "JoinForm",
    "NoteForm",
    "ProofForm",
    "RatingForm",
    "ReferForm",
    "ReleaseForm",
    "ReportForm",
    "Sp4nForm",
    "StepForm",
    "TemplateForm",
    "VerifyForm",
]
