"""The reports that were written, and the years in which there is something to report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups.models import ActivityEntry, Group
from kentongan.groups.queries import activities_of, groups_under

from ..models import ActivityReport
from ..policies.periods import MONTH, QUARTER, YEAR, Period, periods_of, read_key
from .owners import Owner

State = ActivityReport.State


def get_period(key: str, *, today: date) -> Period:
    """The period of an address, if it has begun. Raises NotVisible."""
    period = read_key(key)
    if period is None or period.start > today:
        raise NotVisible(_("Laporan untuk masa ini belum ada."))
    return period


def reports_of(owner: Owner, period: Period) -> list[ActivityReport]:
    """All that were written for the period, the latest revision first; the withdrawn ones, too."""
    found = ActivityReport.objects.filter(owner=owner.scope, period_kind=period.kind, start=period.start)
    return list(found.select_related("frozen_by", "withdrawn_by", "written_by", "paper").order_by("-revision"))


def get_revision(reports: Iterable[ActivityReport], revision: str) -> ActivityReport | None:
    """The one that is asked for, or the latest; None where nothing is written. Raises NotVisible."""
    reports = list(reports)
    if not revision:
        return reports[0] if reports else None
    found = next((report for report in reports if str(report.revision) == revision and not report.is_draft), None)
    if found is None:
        raise NotVisible(_("Laporan ini tidak ada."))
    return found


def owner_of(report: ActivityReport) -> Owner:
    """Whose report it is. No query where group, site and region are loaded."""
    if report.group is None:
        if report.region is None:
            raise LookupError(report.pk)
        return Owner(region=report.region)
    return Owner(region=report.group.region, group=report.group, site=getattr(report.group, "site", None))


def former_words(owner: Owner) -> ActivityReport | None:
    """The latest report that somebody wrote in: its names and its place are proposed again."""
    return ActivityReport.objects.filter(owner=owner.scope).order_by("-written_at", "-pk").first()


def groups_of_owner(owner: Owner) -> list[Group]:
    """Whose deeds the owner accounts for: the group's own, or those of all living groups of the region, in the order of regions."""
    return [owner.group] if owner.group else list(groups_under(owner.region.code).select_related("region__parent", "site"))


@dataclass(frozen=True)
class Line:
    """A period in the list of reports."""

    period: Period
    count: int  # activities
    report: ActivityReport | None
    is_running: bool


def year_of_reports(owner: Owner, year: int, *, today: date) -> dict[str, list[Line]]:
    """Month, quarter and year → the periods of the year that have begun, the latest first, with what was written. Three queries at most."""
    by_month = activities_of(groups_of_owner(owner), date(year, 1, 1), date(year, 12, 31)).order_by().annotate(month=TruncMonth("day"))
    counts: dict[date, int] = dict(by_month.values_list("month").annotate(count=Count("pk")))
    standing = ActivityReport.objects.filter(owner=owner.scope, start__year=year).exclude(state=State.WITHDRAWN).defer("content")
    written = {report.period: report for report in standing}

    def line(period: Period) -> Line:
        count = sum(number for month, number in counts.items() if period.start <= month <= period.end)
        return Line(period, count, written.get(period), is_running=not period.is_over(today))

    return {kind: [line(period) for period in periods_of(year, kind, until=today)] for kind in (MONTH, QUARTER, YEAR)}


def first_year(owner: Owner, *, today: date) -> int:
    """The year of the first activity, or this year."""
    logs = ActivityEntry.objects.live().filter(group__in=groups_of_owner(owner))
    first: date | None = logs.aggregate(first=Min("day"))["first"]
    return min(first or today, today).year


def numbers_of_groups(groups: Iterable[Group], period: Period) -> dict[int, str]:
    """Group id → the number of its frozen report of the period, for those that have one. One query."""
    frozen = ActivityReport.objects.filter(group__in=list(groups), period_kind=period.kind, start=period.start, state=State.FROZEN)
    return dict(frozen.values_list("group_id", "number"))


def without_report(groups: Iterable[Group], period: Period) -> list[Group]:
    """Those of the groups whose report of the period is not frozen. One query."""
    groups = list(groups)
    frozen = numbers_of_groups(groups, period)
    return [group for group in groups if group.pk not in frozen]


def locked_report(owner: Owner, period: Period) -> ActivityReport | None:
    """The standing report of the period, draft or frozen, held until the transaction ends; None where none was begun."""
    standing = ActivityReport.objects.filter(owner=owner.scope, period_kind=period.kind, start=period.start)
    return standing.exclude(state=State.WITHDRAWN).select_for_update(of=("self",)).first()


def withdrawn_before(report: ActivityReport) -> ActivityReport | None:
    """The withdrawn report whose number the next revision keeps."""
    former = ActivityReport.objects.filter(owner=report.owner, period_kind=report.period_kind, start=report.start)
    return former.filter(state=State.WITHDRAWN).order_by("revision").first()
