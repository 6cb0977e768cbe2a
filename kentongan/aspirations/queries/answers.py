"""The public reports that were answered, as whoever follows them is told."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from kentongan.cases.models import CaseEntry
from kentongan.cases.queries import owner_name

from ..models import Report
from .showing import TOLD, public_reports

ANSWERED = ("answered", "answered_again", "closed", "closed_again")  # what was sent elsewhere, or is worked on again, has no answer yet
ANSWERED_IN_LATEST = 5_000  # looked for in so many of the latest: more than a regency's terms are long


@dataclass(frozen=True)
class AnsweredReport:
    """A report and its last answer, in the words everybody reads. ``author`` is who answers: an office or a government, never a person."""

    number: str
    title: str
    text: str
    kind: str
    category: tuple[str, str]
    place: str
    author: str
    answer: str
    sent_at: datetime
    answered_at: datetime
    changed_at: datetime


def _answered(under: str) -> QuerySet[Report]:
    """With ``answer``, ``answered_at``, and ``changed_at``: when it was answered or first shown, whichever came later."""
    latest = public_reports(under).values("pk")[:ANSWERED_IN_LATEST]
    answers = CaseEntry.objects.filter(case=OuterRef("case_id"), action="answer", is_public=True, kind__in=TOLD).exclude(text="")
    last = answers.order_by("-at", "-pk")
    rows = public_reports(under).filter(pk__in=latest, case__status__in=ANSWERED)
    rows = rows.annotate(answer=Subquery(last.values("text")[:1]), answered_at=Subquery(last.values("at")[:1]))
    return rows.filter(answered_at__isnull=False).annotate(changed_at=Greatest("answered_at", "published_at"))


def answers_changed_at(under: str) -> datetime | None:
    """When the last of them was answered, or shown; None where there is none. One query."""
    last = _answered(under).order_by(F("changed_at").desc()).first()
    return last.changed_at if last is not None else None  # type: ignore[attr-defined]


def answered_reports(under: str, *, most: int) -> list[AnsweredReport]:
    """The public reports about a region and those below it that were answered, the last answered first. One query."""
    return [_told(report) for report in _answered(under).order_by(F("answered_at").desc(), "-pk")[:most]]


def _told(report: Report) -> AnsweredReport:
    case = report.case
    above = case.region.parent
    return AnsweredReport(
        number=case.number,
        title=report.public_title,
        text=report.public_text,
        kind=report.get_kind_display(),
        category=(report.category, str(settings.REPORT_CATEGORIES[report.category]["label"])),
        place=f"{case.region.full_name}, {above.full_name}" if above is not None else case.region.full_name,
        author=owner_name(case),
        answer=report.answer,  # type: ignore[attr-defined]
        sent_at=case.opened_at,
        answered_at=report.answered_at,  # type: ignore[attr-defined]
        changed_at=report.changed_at,  # type: ignore[attr-defined]
    )
