"""Reports that tell the same: which hang on which, and what each side reads of the other."""

from collections.abc import Iterable

from kentongan.cases import queries as cases
from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.policies import Part

from ..models import Report
from ..policies import regency_of
from .finding import is_report
from .similar import similar_reports

STEPS = (CaseEntry.Kind.MOVED, CaseEntry.Kind.HANDED_OVER, CaseEntry.Kind.NOTE, CaseEntry.Kind.EXTENDED, CaseEntry.Kind.OVERDUE)


def report_by_number(typed: str) -> Case | None:
    """The case of the report with this number, whoever asks: the caller asks the rules."""
    _meant, case = cases.find_by_number(typed)
    return case if case is not None and is_report(case) else None


def might_be_joined_to(report: Report) -> list[Report]:
    """Reports of the same regency that may tell the same, the surest first, by all that was sent: for the coordinator only. One query.

    Nothing is joined to a secret one.
    """
    point = (report.latitude, report.longitude) if report.latitude is not None and report.longitude is not None else None
    case = report.case
    found = similar_reports(
        text=report.text,
        region=case.region,
        now=case.opened_at,
        category=report.category,
        hamlet=report.hamlet,
        point=point,
        only_public=False,
        exclude=case,
    )
    regency = regency_of(case.region_id)
    near = [one.report for one in found if regency_of(one.report.case.region_id) == regency and one.report.case.status != "not_ours"]
    return [other for other in near if not other.is_secret]


def joined_to(report: Report) -> list[Report]:
    """The reports that hang on this one, the oldest first."""
    return list(report.duplicates.select_related("case").order_by("pk"))


def words_from(reports: Iterable[Report]) -> list[CaseEntry]:
    """What the senders of joined reports wrote since, newest first; without their names, which no entry has."""
    entries = CaseEntry.objects.filter(case__in=[report.pk for report in reports], kind=CaseEntry.Kind.NOTE, part=Part.APPLICANT)
    return list(entries.order_by("-at", "-pk"))


def news_of(main: Report) -> list[CaseEntry]:
    """What those read whose reports hang on it: its public steps and the officers' words, newest first, nothing its own sender wrote."""
    entries = cases.trail(main.case, public_only=True)
    return [entry for entry in entries if entry.kind in STEPS and entry.part != Part.APPLICANT]
