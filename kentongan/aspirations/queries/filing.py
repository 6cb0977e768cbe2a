"""Reports that were written down for somebody: what the one who filed them, and her group, still see of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kentongan.cases import queries as cases
from kentongan.cases.models import Case
from kentongan.cases.policies import Status
from kentongan.core.rules import NotVisible
from kentongan.groups.models import GROUP_ROLES, Group, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region

from ..models import Report

FILING_OFFICERS = frozenset({Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER})


@dataclass(frozen=True)
class FilingDesk:
    """As whom somebody writes down what others tell: for a group, or (None) as an officer of a region."""

    group: Group | None
    region: Region

    @property
    def key(self) -> str:
        """How a form names it."""
        return self.group.scope if self.group else self.region.scope

    @property
    def label(self) -> str:
        """In words."""
        return self.group.name if self.group else _("Petugas %(region)s") % {"region": self.region.full_name}


@dataclass(frozen=True)
class FiledReport:
    """What the one who filed it still sees. Of a secret report only number, day and filer are set, whatever became of it."""

    number: str
    filed_at: datetime
    filer: str
    title: str = ""
    region: str = ""
    status: Status | None = None
    due_on: date | None = None
    is_paused: bool = False

    @property
    def is_secret(self) -> bool:
        """Whether there is nothing more to see."""
        return self.status is None


def filing_desks(actor: Actor) -> list[FilingDesk]:
    """As whom the actor may write reports down, groups first. No query where her roles are known."""
    grants = grants_of(actor)
    groups = [grant.group for grant in grants if grant.group is not None and grant.role in GROUP_ROLES and not grant.group.has_ended]
    regions = [grant.region for grant in grants if grant.region is not None and grant.role in FILING_OFFICERS]
    desks = [*(FilingDesk(group, group.region) for group in groups), *(FilingDesk(None, region) for region in regions)]
    return list({desk.key: desk for desk in desks}.values())


def filed_by(actor: Actor) -> QuerySet[Report]:
    """What the groups the actor works for wrote down, and what she wrote down as an officer; the newest first.

    Without such a role nothing: what somebody filed for a group is not hers to follow after she left it.
    """
    desks = filing_desks(actor)
    groups = [desk.group.pk for desk in desks if desk.group is not None]
    condition = Q(filed_in_id__in=groups)
    if any(desk.group is None for desk in desks):
        condition |= Q(filed_in=None, filed_by_id=actor.pk)
    filed = Report.objects.filter(condition, filed_by__isnull=False).select_related("case__region", "filed_by")
    return filed.order_by("-case__opened_at", "-pk")


def title_shown(report: Report) -> str:
    """The words an officer chose for everybody, or the first of the report."""
    return report.public_title if report.is_public else report.case.title


def _seen(report: Report) -> FiledReport:
    case = report.case
    filer = report.filed_by.get_short_name() if report.filed_by else ""
    if report.is_secret:
        return FiledReport(number=case.number, filed_at=case.opened_at, filer=filer)
    return FiledReport(
        number=case.number,
        filed_at=case.opened_at,
        filer=filer,
        title=title_shown(report),
        region=case.region.full_name,
        status=cases.status_of(case),
        due_on=case.due_on,
        is_paused=case.is_paused,
    )


def filed_rows(reports: Iterable[Report]) -> list[FiledReport]:
    """What is shown of these reports. No query."""
    return [_seen(report) for report in reports]


def get_filed(actor: Actor, number: str) -> tuple[Case, FiledReport]:
    """A report that the actor may follow because it was filed by her or her group. Raises NotVisible; a secret one is never followed."""
    meant, _case = cases.find_by_number(number)
    report = filed_by(actor).filter(case__number=meant, is_secret=False).first() if meant else None
    if report is None:
        raise NotVisible(_("Laporan ini tidak ada, atau bukan bagian Anda."))
    return cases.get_case(report.pk), _seen(report)
