"""Facts about reports. What happens to their cases is told by kentongan.cases.events."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportSent(Event):
    """A resident sent something, or an officer wrote it down for one. Its scopes are the region in charge and the village it is about."""

    case_id: int
    kind: str
    category: str
    region_code: str
    is_assisted: bool


@dataclass(frozen=True, kw_only=True)
class ReportShown(Event):
    """Everybody can read a report, or reads other words of it now."""

    case_id: int
    region_code: str


@dataclass(frozen=True, kw_only=True)
class ReportJoined(Event):
    """It tells the same as another, and hangs on that one now. Its scopes are those in charge of both, and both places."""

    case_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class ReportParted(Event):
    """It was joined by mistake and stands alone again."""

    case_id: int
    from_id: int


@dataclass(frozen=True, kw_only=True)
class Sp4nNumberKept(Event):
    """The number of a report at SP4N-LAPOR! is known, or was set right."""

    case_id: int
    sp4n_number: str


@dataclass(frozen=True, kw_only=True)
class ReportRated(Event):
    """Its sender said how content he is, from 1 to 4, or changed his mind."""

    case_id: int
    rating: int


@dataclass(frozen=True, kw_only=True)
class TemplateKept(Event):
    """The words an answer may begin with were written or changed."""

    template_id: int


@dataclass(frozen=True, kw_only=True)
class TemplateRemoved(Event):
    """A template of answers is gone."""

    template_id: int


@dataclass(frozen=True, kw_only=True)
class ReportPictureReleased(Event):
    """Everybody can see a photo of a report, with what an officer made unrecognisable."""

    case_id: int
    picture_id: int


@dataclass(frozen=True, kw_only=True)
class ReportPictureWithdrawn(Event):
    """Nobody but those who work on the report sees the photo any more."""

    case_id: int
    picture_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerDelivered(Event):
    """Somebody brought the news of a report to people in person: for their group, or (None) as an officer of the region."""

    delivery_id: int
    case_id: int
    group_id: int | None
    region_code: str
    news: str


@dataclass(frozen=True, kw_only=True)
class DeliveryTakenBack(Event):
    """It was a slip of the thumb: the news has not been brought yet."""

    delivery_id: int
    case_id: int
    group_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReportSupported(Event):
    """Somebody has the same trouble as a public report, and said so for the first time from this device."""

    case_id: int
    region_code: str


@dataclass(frozen=True, kw_only=True)
class ProblemEvent(Event):
    """What all of the shared problems say. Their scopes are who looks after it and the place it is about."""

    problem_id: int
    slug: str
    group_id: int | None
    region_code: str


@dataclass(frozen=True, kw_only=True)
class ProblemStarted(ProblemEvent):
    """A KIM or an officer made something a shared problem, perhaps from the report of this case."""

    case_id: int | None


@dataclass(frozen=True, kw_only=True)
class ProblemMended(ProblemEvent):
    """Its words or its picture changed."""


@dataclass(frozen=True, kw_only=True)
class ProblemSupported(ProblemEvent):
    """One more has the same trouble."""


@dataclass(frozen=True, kw_only=True)
class ProblemPlanned(ProblemEvent):
    """The plan changed: a step or a day of working together was added, taken away or called off."""

    about: str
    row_id: int


@dataclass(frozen=True, kw_only=True)
class WorkDayJoined(ProblemEvent):
    """Somebody comes to a day of working together."""

    work_day_id: int


@dataclass(frozen=True, kw_only=True)
class ProblemProgressed(ProblemEvent):
    """A step went on, or it was told how it goes."""

    about: str
    row_id: int


@dataclass(frozen=True, kw_only=True)
class ProblemSolved(ProblemEvent):
    """It is done, with words and perhaps a picture of the result."""


@dataclass(frozen=True, kw_only=True)
class ProblemClosed(ProblemEvent):
    """It was given up, with a reason everybody reads."""


@dataclass(frozen=True, kw_only=True)
class ProblemReopened(ProblemEvent):
    """It goes on after all."""


@dataclass(frozen=True, kw_only=True)
class ProblemWithdrawn(ProblemEvent):
    """Nobody but its keepers reads it any more: neither its pages, nor its pictures, nor what was said of it."""


@dataclass(frozen=True, kw_only=True)
class ProblemBroughtBack(ProblemEvent):
    """Everybody reads it again."""


@dataclass(frozen=True, kw_only=True)
class ProblemTold(ProblemEvent):
    """A draft was begun that brings the news back to the village."""

    publication_code: str


@dataclass(frozen=True, kw_only=True)
class ReportsExported(Event):
    """Somebody took a table of so many reports along, with or without what was written. Its scopes are the desks he works at."""

    count: int
    with_text: bool


@dataclass(frozen=True, kw_only=True)
class RoutesSet(Event):
    """Reports of these categories now usually go elsewhere in a region."""

    region_code: str
    categories: tuple[str, ...]
