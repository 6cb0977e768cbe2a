"""Where reports of a category usually go: set for the regency, and otherwise for a district or village of it."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.groups.models import Office
from kentongan.groups.rules import is_coordinator_over
from kentongan.regions.models import Region

from .. import events, policies, rules
from ..models import Route


@transaction.atomic
def set_routes(*, actor: Person, region: Region, routes: Mapping[str, str | Office], now: datetime) -> list[str]:
    """Set the routes of a region: category → an office, a level ("village", "district"), or "" for none of its own.

    Returns the categories that changed; where there are none, nothing is told. Raises Denied.
    """
    if not is_coordinator_over(actor, region):
        raise rules.Denied(_("Rute laporan diatur oleh koordinator kabupaten."))
    if routes.keys() - settings.REPORT_CATEGORIES.keys():
        raise rules.Denied(_("Kategori ini tidak dikenal."))
    above = {region.code, policies.regency_of(region.code)}
    if any(isinstance(to, Office) and to.region_id not in above for to in routes.values()):
        raise rules.Denied(_("OPD ini tidak melayani wilayah itu."))
    kept = {route.category: route for route in Route.objects.select_for_update().filter(region=region)}
    changed = [category for category, to in routes.items() if _value(kept.get(category)) != to]
    for category in changed:
        _write(region, category, routes[category])
    if changed:
        emit(events.RoutesSet(scopes=(region.scope,), actor_id=actor.pk, at=now, region_code=region.code, categories=tuple(changed)))
    return changed


def _value(route: Route | None) -> str | Office:
    if route is None:
        return ""
    return route.office or route.level


def _write(region: Region, category: str, to: str | Office) -> None:
    if to == "":
        Route.objects.filter(region=region, category=category).delete()
        return
    office = to if isinstance(to, Office) else None
    values = {"level": Route.Level.OFFICE if office else str(to), "office": office}
    Route.objects.update_or_create(region=region, category=category, defaults=values)
