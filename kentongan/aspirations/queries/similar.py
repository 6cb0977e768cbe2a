"""Reports that may tell of the same trouble."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q

from kentongan.cases.models import Case
from kentongan.regions.models import Region

from ..models import Report
from ..policies import SAME, Told, resemblance, suggest_category
from .showing import NOT_SHOWN

NEAR = 0.03  # degrees: about 3 km


@dataclass(frozen=True)
class Similar:
    """A report that resembles another, and how sure that is (0 to 1)."""

    report: Report
    score: float


def _told(report: Report, *, public: bool) -> Told:
    point = None if public or report.latitude is None or report.longitude is None else (report.latitude, report.longitude)
    return Told(
        text=report.public_text if public else report.text,
        village=report.case.region_id,
        category=report.category,
        at=report.case.opened_at,
        hamlet=report.public_hamlet if public else report.hamlet,
        point=point,
    )


def similar_reports(
    *,
    text: str,
    region: Region,
    now: datetime,
    category: str = "",
    hamlet: str = "",
    point: tuple[float, float] | None = None,
    most: int = 3,
    only_public: bool = True,
    exclude: Case | None = None,
) -> list[Similar]:
    """Reports of the last ``settings.REPORT_SIMILAR_DAYS`` about the same place that tell of the same trouble, the surest first.

    The place is the village, with a point also what lies around it. With ``only_public`` they are compared by what everybody may read
    of them, and nothing else is found; no point is used then, neither theirs nor the one given: whoever may ask as often as he likes
    could work out from the answers where exactly somebody stood.

    At most ``settings.REPORT_SIMILAR_MOST`` of the newest are looked at; one query.
    """
    place = Q(case__region=region)
    if only_public:
        point = None
    if point is not None:
        latitude, longitude = point
        place |= Q(latitude__range=(latitude - NEAR, latitude + NEAR), longitude__range=(longitude - NEAR, longitude + NEAR))
    since = now - timedelta(days=settings.REPORT_SIMILAR_DAYS)
    found = Report.objects.filter(place, case__opened_at__gte=since)
    found = found.exclude(case__status__in=NOT_SHOWN).select_related("case__region__parent").order_by("-case__opened_at", "-pk")
    if only_public:
        found = found.filter(published_at__isnull=False)
    if exclude is not None:
        found = found.exclude(case_id=exclude.pk)
    known = category or suggest_category(text, settings.REPORT_CATEGORIES)
    mine = Told(text=text, village=region.code, category=known, at=now, hamlet=hamlet, point=point)
    scored = [Similar(report, resemblance(mine, _told(report, public=only_public))) for report in found[: settings.REPORT_SIMILAR_MOST]]
    return sorted((row for row in scored if row.score >= SAME), key=lambda row: -row.score)[:most]


def open_and_alike(*, most: int = 3, **told: Any) -> list[Report]:
    """Public reports that tell of the same trouble and are still open, so that one can join them instead of reporting again.

    Takes what ``similar_reports`` takes. One query.
    """
    found = similar_reports(most=settings.REPORT_SIMILAR_MOST, only_public=True, **told)
    return [row.report for row in found if row.report.case.closed_at is None][:most]
