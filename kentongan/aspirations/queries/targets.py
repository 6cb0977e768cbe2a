"""To whom a report can be given."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kentongan.cases.models import Case
from kentongan.groups.models import Office
from kentongan.regions.models import Region

from ..models import Route
from .finding import report_of


@dataclass(frozen=True)
class Target:
    """Somebody a report can be given to."""

    region: Region
    office: Office | None
    is_usual: bool

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.region.code}/{self.office.pk}" if self.office else self.region.code

    @property
    def label(self) -> str:
        """In words."""
        return self.office.name if self.office else _("Pemerintah %(region)s") % {"region": self.region.full_name}


def targets_of(case: Case) -> list[Target]:
    """The offices of the regency, then the governments of the place from the village up; the usual one is marked. Three queries."""
    above = {region.level: region for region in Region.objects.filter(code__in=case.region.codes_above)}
    regency = above[2]
    route = Route.objects.filter(region=regency, category=report_of(case).category).first()
    offices = Office.objects.filter(region=regency).order_by("name")
    levels = {Route.Level.VILLAGE: 4, Route.Level.DISTRICT: 3}
    usual_level = levels.get(Route.Level(route.level)) if route is not None else None
    named = [Target(regency, office, route is not None and route.office_id == office.pk) for office in offices]
    governments = [Target(above[level], None, level == usual_level) for level in (4, 3, 2) if level in above]
    return named + governments
