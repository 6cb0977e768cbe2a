"""What is typed in registration."""

from .deciding import ApproveForm, AskForm, CloseForm, ExtendForm, NoteForm, RefuseForm
from .forming import STEP_FORMS, BeginForm, SendForm, StepForm

__all__ = [
    "STEP_FORMS",
    "ApproveForm",
    "AskForm",
    "BeginForm",
    "CloseForm",
    "ExtendForm",
    "NoteForm",
    "RefuseForm",
    "SendForm",
    "StepForm",
]
