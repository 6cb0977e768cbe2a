"""The shape of what is typed."""

from kentongan.publishing.models import Publication

from .agenda import CancelForm, ChangeForm, DateForm
from .attached import AttachedForm, FilesForm
from .deciding import CorrectForm, ReplyForm, ReturnForm, ScheduleForm, WithdrawForm
from .profiles import ProfileForm
from .warning import AlertForm, CorrectAlertForm
from .writing import AddressedForm, ArticleForm, EventForm, GalleryForm, WritingForm

__all__ = [
    "FORMS", "AlertForm", "ArticleForm", "AttachedForm", "CancelForm", "ChangeForm", "CorrectAlertForm", "CorrectForm", "DateForm",
    "EventForm", "FilesForm", "ProfileForm", "ReplyForm", "ReturnForm", "ScheduleForm", "WithdrawForm", "WritingForm", "form_class_of",
]  # fmt: skip

FORMS: dict[Publication.Kind, type[WritingForm]] = {
    Publication.Kind.ARTICLE: ArticleForm,
    Publication.Kind.BULLETIN: AddressedForm,
    Publication.Kind.GALLERY: GalleryForm,
    Publication.Kind.EVENT: EventForm,
    Publication.Kind.ALERT: AlertForm,
}


def form_class_of(publication: Publication) -> type[WritingForm]:
    """The form this publication is written in."""
    return FORMS[Publication.Kind(publication.kind)]
