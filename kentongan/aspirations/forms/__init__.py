"""What is typed about reports: by residents, and by officers."""

from .answering import CONTENT, RatingForm, TemplateForm
from .deeds import AnswerStepForm, AssignForm, ExtendForm, HandOnForm, JoinForm, NoteForm, ProofForm, ReferForm, Sp4nForm
from .desks import FilterNameForm, ManyForm, NarrowForm
from .filing import FILING_STEPS, ConsentForm, FilingStep, HandOverForm, WordsForm, carried_fields, filed_values
from .pictures import ReleaseForm
from .routing import RoutesForm
from .sending import SPOKEN, PhotosForm, ReportForm, signed_doubts
from .working import ForwardForm, StepForm, VerifyForm

__all__ = [
    "CONTENT",
    "FILING_STEPS",
    "SPOKEN",
    "AnswerStepForm",
    "AssignForm",
    "ConsentForm",
    "ExtendForm",
    "FilingStep",
    "FilterNameForm",
    "ForwardForm",
    "HandOnForm",
    "HandOverForm",
    "JoinForm",
    "ManyForm",
    "NarrowForm",
    "NoteForm",
    "PhotosForm",
    "ProofForm",
    "RatingForm",
    "ReferForm",
    "ReleaseForm",
    "ReportForm",
    "RoutesForm",
    "Sp4nForm",
    "StepForm",
    "TemplateForm",
    "VerifyForm",
    "WordsForm",
    "carried_fields",
    "filed_values",
    "signed_doubts",
]
