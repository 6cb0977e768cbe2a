"""What is typed in registration."""

from .board import BoardStep
from .deciding import ApproveForm, AskForm, CloseForm, ExtendForm, NoteForm, RefuseForm
from .forming import BeginForm, DecreeStep, GroupStep, MeetingStep, SendForm, SiteStep, StatementStep, StatutesStep, StepForm

STEP_FORMS: dict[str, type[StepForm]] = {
    form.step: form for form in (GroupStep, MeetingStep, BoardStep, DecreeStep, StatutesStep, StatementStep, SiteStep)
}

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
