"""What everybody may read of reports: never a secret one, nor who sent it, nor the words a reporter writes afterwards."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.policies import Part
from kentongan.core.rules import NotVisible

from ..models import Report

ShownReport = Report  # for the front floor, which knows a room by what it asks of it
VILLAGE, DISTRICT = 4, 3  # levels of a region
NOT_SHOWN = ("joined", "archived")  # what was joined is told by the other; what was archived is nobody's news
# Lines of the trail that tell everybody something. Names of persons and files stand in the others.
TOLD = (
    CaseEntry.Kind.OPENED,
    CaseEntry.Kind.MOVED,
    CaseEntry.Kind.NOTE,
    CaseEntry.Kind.HANDED_OVER,
    CaseEntry.Kind.RECLASSIFIED,
    CaseEntry.Kind.EXTENDED,
    CaseEntry.Kind.DUE_MOVED,
    CaseEntry.Kind.OVERDUE,
    CaseEntry.Kind.ESCALATED,
)


def in_place(under: str) -> Q:
    """Condition of reports about a region or what lies below it. Villages and districts are found by an index of their own."""
    parts = under.count(".") + 1
    if parts >= VILLAGE:
        return Q(place=under)
    return Q(district=under) if parts == DISTRICT else Q(place__startswith=f"{under}.") | Q(place=under)


SHOWN = Q(published_at__isnull=False) & ~Q(case__status__in=NOT_SHOWN)  # what everybody can read


def is_shown(report: Report) -> bool:
    """The same of one report (its case loaded with it)."""
    return report.is_public and report.case.status not in NOT_SHOWN


def public_reports(under: str) -> QuerySet[Report]:
    """What everybody can read about the region of a code and those below it, the latest shown first."""
    shown = Report.objects.filter(SHOWN, in_place(under))
    return shown.select_related("case__region__parent", "case__office").order_by(F("published_at").desc(), "-pk")


def get_public(number: str, *, under: str) -> Report:
    """The report of this number if everybody can read it there. Raises NotVisible, the same whether it exists or not."""
    found = public_reports(under).filter(case__number=number).first()
    if found is None:
        raise NotVisible(_("Laporan ini tidak ada, atau tidak tampil untuk umum."))
    return found


def told_by(number: str, *, under: str) -> str:
    """The number of the public report that this one was joined with; "" where it was not, or where one of them is nobody's to read."""
    joined = Report.objects.filter(in_place(under), case__number=number, case__status="joined", published_at__isnull=False)
    main = joined.values_list("duplicate_of", flat=True).first()
    if main is None:
        return ""
    return public_reports(under).filter(pk=main).values_list("case__number", flat=True).first() or ""


def public_trails(case_ids: Iterable[int]) -> dict[int, list[CaseEntry]]:
    """Case → the public lines of its trail, newest first, without what its reporter wrote. One query."""
    entries = CaseEntry.objects.filter(case_id__in=list(case_ids), is_public=True, kind__in=TOLD).order_by("-at", "-pk")
    told: dict[int, list[CaseEntry]] = defaultdict(list)
    for entry in entries.exclude(kind=CaseEntry.Kind.NOTE, part=Part.APPLICANT):
        if entry.part == Part.APPLICANT:
            entry.text = ""
        told[entry.case_id].append(entry)
    return told


def public_trail(case: Case) -> list[CaseEntry]:
    """The public lines of one case's trail, newest first, without what its reporter wrote."""
    return public_trails([case.pk])[case.pk]


def public_answer(trail: list[CaseEntry]) -> CaseEntry | None:
    """The last answer on a trail, newest first."""
    return next((entry for entry in trail if entry.action == "answer" and entry.text), None)
