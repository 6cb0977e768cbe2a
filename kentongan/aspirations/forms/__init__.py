"""What is typed about reports: by residents, and by officers."""

from .answering import CONTENT, RatingForm, TemplateForm
from .deeds import AnswerStepForm, AssignForm, ExtendForm, HandOnForm, JoinForm, NoteForm, ProofForm, ReferForm, Sp4nForm
from .filing import FILING_STEPS, ConsentForm, FilingStep, HandOverForm, WordsForm, carried_fields, filed_values
from .pictures import ReleaseForm
from .sending import SPOKEN, DeviceForm, PhotosForm, ReportForm, signed_doubts
from .working import ForwardForm, StepForm, VerifyForm

__all__ = [
    "CONTENT",
    "FILING_STEPS",
    "SPOKEN",
    "AnswerStepForm",
    "AssignForm",
    "ConsentForm",
    "DeviceForm",
    "ExtendForm",
    "FilingStep",
    "ForwardForm",
    "HandOnForm",
    "HandOverForm",
    "JoinForm",
    "NoteForm",
    "PhotosForm",
    "ProofForm",
    "RatingForm",
    "ReferForm",
    "ReleaseForm",
    "ReportForm",
    "Sp4nForm",
    "StepForm",
    "TemplateForm",
    "VerifyForm",
    "WordsForm",
    "carried_fields",
    "filed_values",
    "signed_doubts",
]
