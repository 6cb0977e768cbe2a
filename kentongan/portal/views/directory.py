"""Who has a KIM: the directory, the map, the nearest one, and both as open data."""

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.core.policies import sought
from kentongan.core.policies.sheets import Value, comma_of
from kentongan.core.rules import NotVisible
from kentongan.groups.policies import STATES, Activity
from kentongan.groups.queries import term_ends_of
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url

from .. import queries
from ..policies import linked_data
from ..policies.coverage import coverage_of
from ..policies.distances import coordinate
from ..queries import directory

PER_PAGE = 40
COLUMNS = ("kode_wilayah", "kecamatan", "wilayah", "nama", "jenis", "keadaan", "kegiatan_terakhir", "ketua", "berdiri_sejak", "situs")
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.id"


def _way(*steps: tuple[str, str]) -> dict[str, Any]:
    return linked_data.graph(linked_data.breadcrumbs([(settings.HUB_NAME, hub_origin() + "/"), *steps]))


def _choice(request: HttpRequest, name: str, allowed: Any, usual: str = "") -> str:
    value = request.GET.get(name, "")
    return value if value in allowed else usual


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """The directory: all KIM, the villages that have none, or the KIM that have ended."""
    text, state = sought(request.GET.get("cari", "")), _choice(request, "keadaan", (*STATES, directory.GONE))
    sort, wanted = _choice(request, "urut", directory.SORTS, "desa"), request.GET.get("kecamatan", "")

    def make() -> HttpResponse:
        today, districts = timezone.localdate(), list(regions_under(settings.HOME_REGION, level=3))
        district = next((region.code for region in districts if region.code == wanted), "")
        found: Any
        if state == Activity.NONE:
            found = directory.villages_without_group(settings.HOME_REGION, district=district, text=text)
        else:
            found = directory.directory(settings.HOME_REGION, district=district, state=state, text=text, sort=sort, today=today)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
        kept = {"cari": text, "kecamatan": district, "keadaan": state, "urut": sort if sort != "desa" else ""}
        shown = {
            "page": page,
            "villages": list(page) if state == Activity.NONE else [],
            "entries": [] if state == Activity.NONE else directory.entries_of(page, today, ends=term_ends_of(page)),
            "coverage": directory.coverage(settings.HOME_REGION),
            "districts": districts,
            "district": district,
            "states": [*((each, directory.state_label(each)) for each in STATES), (directory.GONE, _("sudah bubar atau bergabung"))],
            "state": state,
            "text": text,
            "sort": sort,
            "sorts": [("desa", _("wilayah")), ("nama", _("nama KIM")), ("kegiatan", _("kegiatan terbaru"))],
            "is_narrowed": bool(text or state or district),
            "query": urlencode({name: value for name, value in kept.items() if value}),
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "linked_data": _way((_("Semua KIM"), hub_url("portal:group_list"))),
        }
        return render(request, "portal/group_list.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


def _legend() -> list[tuple[str, str]]:
    return [(state, directory.state_label(state)) for state in STATES]


@require_safe
def map_show(request: HttpRequest) -> HttpResponse:
    """How many villages have a KIM: the number, the map and the table of the whole region."""

    def make() -> HttpResponse:
        districts = directory.district_facts(settings.HOME_REGION, timezone.localdate())
        shown = {
            "districts": districts,
            "coverage": coverage_of((village.state for each in districts for village in each.villages), none=Activity.NONE),
            "atlas": directory.atlas_of(districts),
            "legend": _legend(),
            "active_days": settings.ACTIVITY_ACTIVE_DAYS,
            "quiet_days": settings.ACTIVITY_QUIET_DAYS,
            "linked_data": _way((_("Peta KIM"), hub_url("portal:map_show"))),
        }
        return render(request, "portal/map_show.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def map_district(request: HttpRequest, code: str) -> HttpResponse:
    """One district with its villages, large."""
    region = queries.region_of_hub(code)
    if region.kind != Region.Kind.DISTRICT:
        raise NotVisible("Peta ini untuk kecamatan.")

    def make() -> HttpResponse:
        (district,) = directory.district_facts(code, timezone.localdate())
        here = reverse("portal:map_show")
        shown = {
            "region": region,
            "district": district,
            "atlas": directory.atlas_of([district], width=directory.DISTRICT_MAP_WIDTH),
            "legend": _legend(),
            "active_days": settings.ACTIVITY_ACTIVE_DAYS,
            "quiet_days": settings.ACTIVITY_QUIET_DAYS,
            "steps": [{"label": _("Peta KIM"), "url": here}],
            "linked_data": _way((_("Peta KIM"), hub_url("portal:map_show")), (region.full_name, hub_url("portal:map_district", code=code))),
        }
        return render(request, "portal/map_district.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def nearest_show(request: HttpRequest) -> HttpResponse:
    """The nearest KIM, seen from a typed village or from where the reader stands."""
    text = sought(request.GET.get("desa", ""))
    latitude, longitude = coordinate(request.GET.get("lat", ""), most=90), coordinate(request.GET.get("lng", ""), most=180)
    is_placed = latitude is not None and longitude is not None

    def make() -> HttpResponse:
        found = queries.found_regions(text, settings.HOME_REGION) if text and not is_placed else []
        village = min((card.region for card in found), key=lambda region: region.level != 4, default=None)  # a village before its namesake
        north, east = (latitude, longitude) if is_placed else (village.latitude, village.longitude) if village else (None, None)
        shown = {
            "typed": text,
            "village": village,
            "others": [card.region for card in found if card.region != village][:5],
            "is_placed": is_placed,
            "is_asked": bool(text or is_placed),
            "near": directory.nearest_groups(north, east, settings.HOME_REGION, timezone.localdate()),
            "linked_data": _way((_("KIM terdekat"), hub_url("portal:nearest_show"))),
        }
        return render(request, "portal/nearest_show.html", shown)

    response = freshness.answer(request, freshness.hub_edition(), make)
    response["Referrer-Policy"] = "no-referrer"  # where somebody stands is nobody else's business
    return response


def _open(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response


def _row(entry: directory.Entry) -> tuple[Value, ...]:
    group, region = entry.group, entry.group.region
    above = region.parent.name if region.level == 4 and region.parent else ""
    told = (entry.state, entry.last_on, entry.chair, group.founded_year, entry.site_url)
    return (region.code, above, region.full_name, group.name, group.kind, *told)


@require_safe
def group_csv(request: HttpRequest) -> HttpResponse:
    """The directory as a table for a spreadsheet: what is public, no telephone numbers."""

    def make() -> HttpResponse:
        groups = directory.groups_in(settings.HOME_REGION).order_by("region_id", "name")
        rows = [_row(entry) for entry in directory.entries_of(groups, timezone.localdate())]
        return _open(HttpResponse(comma_of(COLUMNS, rows), content_type="text/csv; charset=utf-8"), "kim.csv")

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def group_geojson(request: HttpRequest) -> HttpResponse:
    """All villages with their outline, state and KIM, for a map of one's own (RFC 7946)."""

    def make() -> HttpResponse:
        districts = directory.district_facts(settings.HOME_REGION, timezone.localdate())
        villages = [(district.region, village) for district in districts for village in district.villages]
        chairs = directory.chairs_of([entry.group for _district, village in villages for entry in village.entries])
        outlines = directory.geometries(village.region.code for _district, village in villages)
        features = [
            {
                "type": "Feature",
                "id": village.region.code,
                "geometry": outlines.get(village.region.code),
                "properties": {
                    "kode": village.region.code,
                    "wilayah": village.region.full_name,
                    "kecamatan": district.name,
                    "keadaan": village.state,
                    "kim": [
                        {
                            "nama": entry.group.name,
                            "keadaan": entry.state,
                            "kegiatan_terakhir": entry.last_on.isoformat() if entry.last_on else None,
                            "ketua": chairs.get(entry.group.pk) or None,
                            "situs": entry.site_url or None,
                        }
                        for entry in village.entries
                    ],
                },
            }
            for district, village in villages
        ]
        collection = {
            "type": "FeatureCollection",
            "licence": LICENCE,
            "source": f"{settings.HUB_NAME}, {hub_origin()}/",
            "features": features,
        }
        body = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
        return _open(HttpResponse(body, content_type="application/geo+json; charset=utf-8"), "kim.geojson")

    return freshness.answer(request, freshness.hub_edition(), make)
