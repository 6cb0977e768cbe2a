"""To whom a report can be given, and to whom one of its category and place usually goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.cases.models import Case
from kentongan.groups.models import Office
from kentongan.regions.models import Region

from ..models import Report, Route

LEVELS = {Route.Level.VILLAGE: 4, Route.Level.DISTRICT: 3}


@dataclass(frozen=True)
class Target:
    """Somebody a report can be given to."""

    region: Region
    office: Office | None
    is_usual: bool
    why: str = ""  # why it is the usual one, in words

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.region.code}/{self.office.pk}" if self.office else self.region.code

    @property
    def label(self) -> str:
        """In words."""
        return self.office.name if self.office else _("Pemerintah %(region)s") % {"region": self.region.full_name}


def default_office(category: str, offices: Iterable[Office]) -> Office | None:
    """The office that the settings mean where nobody set a route: the first whose name has one of the words."""
    words = settings.REPORT_ROUTES.get(category, {}).get("words", ())
    by_name = [(office.name.casefold(), office) for office in offices]
    return next((office for word in words for name, office in by_name if word in name), None)


def _nearest(routes: Mapping[str, Route], codes: Iterable[str]) -> Route | None:
    """The route of the region nearest to the place: a village's before its district's before the regency's."""
    return next((routes[code] for code in codes if code in routes), None)


def _usual(case: Case, category: str, above: Mapping[int, Region], offices: list[Office]) -> tuple[Region | None, Office | None, str]:
    """To whom it usually goes and why: by a route that somebody set, else by the settings."""
    codes = case.region.codes_above
    routes = {route.region_id: route for route in Route.objects.filter(region_id__in=codes, category=category).select_related("office")}
    label = settings.REPORT_CATEGORIES[category]["label"]
    words: dict[str, Any] = {"category": label}
    if route := _nearest(routes, codes):
        words["place"] = next(region.full_name for region in above.values() if region.code == route.region_id)
        why = _("karena kategori %(category)s, menurut rute %(place)s") % words
        return above.get(LEVELS.get(Route.Level(route.level), 2)), route.office, why
    default = settings.REPORT_ROUTES.get(category)
    if default is None:
        return None, None, ""
    words["because"] = default["because"]
    why = _("karena kategori %(category)s (%(because)s)") % words
    if default["level"] == Route.Level.OFFICE:
        office = default_office(category, offices)
        return (above[2], office, why) if office else (None, None, "")
    return above.get(LEVELS[default["level"]]), None, why


def targets_of(report: Report) -> list[Target]:
    """The offices of the regency, then the governments of the place from the village up; the usual one is marked. Three queries."""
    case = report.case
    above = {region.level: region for region in Region.objects.filter(code__in=case.region.codes_above)}
    regency = above[2]
    offices = list(Office.objects.filter(region=regency).order_by("name"))
    region, chosen, why = _usual(case, report.category, above, offices)
    if chosen is not None and chosen not in offices:  # an office of the district itself
        offices.append(chosen)
    named = [(regency if office.region_id == regency.pk else above[3], office) for office in offices]
    governments = [(above[level], None) for level in (4, 3, 2) if level in above]
    found = []
    for place, office in [*named, *governments]:
        is_usual = office == chosen if chosen is not None else office is None and place == region
        found.append(Target(place, office, is_usual, why if is_usual else ""))
    return found
