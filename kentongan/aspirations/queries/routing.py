"""The routes of a region as the page that sets them shows them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Office, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region, regions_under

from ..models import Route
from .targets import default_office


@dataclass(frozen=True)
class RouteRow:
    """A category: its own route as a form names it, and where it goes without one."""

    category: str
    label: str
    value: str
    default: str
    because: str


def routed_region(actor: Actor, code: str) -> tuple[Region, Region]:
    """(the regency the actor coordinates, the region whose routes are asked for). Raises NotVisible where she coordinates none there."""
    for grant in grants_of(actor):
        if grant.role == Role.COORDINATOR and grant.region is not None and grant.region.level == 2:
            wanted = code or grant.region.code
            if wanted == grant.region.code or wanted.startswith(f"{grant.region.code}."):
                return grant.region, get_region(wanted)
    raise NotVisible(_("Rute laporan diatur oleh koordinator kabupaten."))


def districts_of(regency: Region) -> list[Region]:
    """Those that may have routes of their own. One query."""
    return list(regions_under(regency.code, level=3).order_by("name"))


def route_offices(regency: Region, region: Region) -> list[Office]:
    """The offices of the regency, and of the district itself. One query."""
    return list(Office.objects.filter(region_id__in={regency.code, region.code}).order_by("name"))


def _said(to: str, office: Office | None) -> str:
    words = {Route.Level.VILLAGE: _("pemerintah desa/kelurahan"), Route.Level.DISTRICT: _("kecamatan")}
    return office.name if office is not None else str(words.get(to, _("belum ada, koordinator memilih sendiri")))  # type: ignore[call-overload]


def route_rows(regency: Region, region: Region, offices: list[Office]) -> list[RouteRow]:
    """A row for each category: a district's default is the regency's route, and the regency's that of the settings. One query."""
    kept = {
        (route.region_id, route.category): route
        for route in Route.objects.filter(region_id__in={regency.code, region.code}).select_related("office")
    }
    rows = []
    for category, entry in settings.REPORT_CATEGORIES.items():
        own = kept.get((region.code, category))
        above = kept.get((regency.code, category)) if region != regency else None
        known = settings.REPORT_ROUTES.get(category, {})
        if above is not None:
            default, because = _said(above.level, above.office), _("rute %(place)s") % {"place": regency.full_name}
        else:
            office = default_office(category, offices) if known.get("level") == Route.Level.OFFICE else None
            to = "" if known.get("level") == Route.Level.OFFICE and office is None else known.get("level", "")
            default, because = _said(to, office), str(known.get("because", "")) if to else ""
        value = "" if own is None else str(own.office_id or own.level)
        rows.append(RouteRow(category, str(entry["label"]), value, default, because))
    return rows
