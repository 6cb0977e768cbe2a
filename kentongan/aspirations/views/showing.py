"""What everybody sees of reports: the list, and one with its way to the answer."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.accounts.policies import share_url
from kentongan.cases import queries as cases
from kentongan.core.fields import DeviceForm
from kentongan.core.policies import sought
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import is_within
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .. import queries
from ..models import Report
from ..queries import listing
from ..queries.listing import LongList, Narrowing
from ..queries.problems import problem_of_report
from .sending import SUPPORT

PER_PAGE = 20


def place_of(request: HttpRequest) -> tuple[SitePlace | None, str]:
    """(the site, the code of the region whose reports are shown there)."""
    place: SitePlace | None = getattr(request, "site", None)
    return place, settings.HOME_REGION if place is None else place.group.region.code


def _choices(under: str, asked: str) -> tuple[list[Region], list[Region], str, str]:
    """(districts to choose, villages to choose, the chosen district, the chosen village): villages appear once a district is chosen."""
    level = under.count(".") + 1
    districts = list(regions_under(under, level=3)) if level < 3 else []
    wanted = asked if is_within(asked, under) else ""
    district = under if level == 3 else next((each.code for each in districts if is_within(wanted, each.code)), "")
    villages = list(regions_under(district, level=4)) if district else []
    village = wanted if any(each.code == wanted for each in villages) else ""
    return districts, villages, district, village


def _read(request: HttpRequest) -> Narrowing:
    """What the address asks for; what it does not know counts for nothing."""
    typed = request.GET

    def one_of(name: str, allowed: Any, usual: str = "") -> str:
        value = typed.get(name, "")
        return value if value in allowed else usual

    return Narrowing(
        kind=one_of("jenis", Report.Kind.values),
        category=one_of("kategori", settings.REPORT_CATEGORIES),
        place=typed.get("desa", "") or typed.get("kecamatan", ""),
        stage=one_of("tahap", listing.STAGES),
        words=sought(typed.get("cari", "")),
        order=one_of("urut", listing.ORDERS, listing.NEWEST),
    )


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """/laporan/: the reports everybody can read, of the regency or of the site's region."""
    place, under = place_of(request)

    def make() -> HttpResponse:
        asked = _read(request)
        districts, villages, district, village = _choices(under, asked.place)
        wanted = Narrowing(asked.kind, asked.category, village or district, asked.stage, asked.words, asked.order)
        page = LongList(queries.listed(under, wanted, today=timezone.localdate()), PER_PAGE).get_page(request.GET.get("hal"))
        kept = {
            "jenis": wanted.kind,
            "kategori": wanted.category,
            "kecamatan": district if districts else "",
            "desa": village,
            "tahap": wanted.stage,
            "cari": wanted.words,
            "urut": wanted.order if wanted.order != listing.NEWEST else "",
        }
        shown = {
            "page": page,
            "rows": [(report, cases.status_of(report.case), settings.REPORT_CATEGORIES[report.category]["label"]) for report in page],
            "wanted": wanted,
            "is_narrowed": wanted.is_narrowed and wanted.place != under,
            "kinds": Report.Kind.choices,
            "categories": [(key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items()],
            "stages": listing.STAGES.items(),
            "orders": listing.ORDERS.items(),
            "districts": districts,
            "district": district,
            "villages": villages,
            "village": village,
            "today": timezone.localdate(),
            "figures_url": hub_url("aspirations:report_figures"),
            "map_url": hub_url("aspirations:report_map"),
            "query": urlencode({name: value for name, value in kept.items() if value}),
        }
        return render(request, "aspirations/public_list.html", shown)

    return freshness.answer(request, freshness.around_edition(place), make)


@require_safe
def report_public(request: HttpRequest, number: str) -> HttpResponse:
    """/laporan/<number>/: what was reported, where it lies, and each step until the answer. What was joined leads to the other."""
    place, under = place_of(request)

    def make() -> HttpResponse:
        try:
            report = queries.get_public(number, under=under)
        except NotVisible:
            main = queries.told_by(number, under=under)
            if not main:
                raise
            return redirect("aspirations:report_public", number=main)
        case, trail, workflow = report.case, queries.public_trail(report.case), cases.workflow_of(report.case.kind)
        address = hub_url("aspirations:report_public", number=case.number)
        title = report.public_title
        shown = {
            "report": report,
            "case": case,
            "title": title,
            "category": settings.REPORT_CATEGORIES[report.category]["label"],
            "workflow": workflow,
            "status": cases.status_of(case),
            "owner_name": cases.owner_name(case),
            "clocks": [
                clock for clock in cases.clocks_of(case, now=timezone.now()) if clock.is_running and clock.name not in workflow.expires
            ],
            "entries": trail,
            "device": DeviceForm(purpose=SUPPORT)["client_id"],
            "problem": problem_of_report(report),
            "answer": queries.public_answer(trail),
            "pictures": queries.public_pictures(report),
            "canonical_url": address,
            "share_url": share_url(f"{title}\n{address}"),
            "list_url": reverse("aspirations:public_list"),
        }
        return render(request, "aspirations/report_public.html", shown)

    return freshness.answer(request, freshness.around_edition(place), make)
