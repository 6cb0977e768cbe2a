"""What everybody sees of reports: the list, and one with its way to the answer."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.cases import queries as cases
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .. import queries
from ..queries.problems import problem_of_report

PER_PAGE = 20


def _place(request: HttpRequest) -> tuple[SitePlace | None, str]:
    """(the site, the code of the region whose reports are shown there)."""
    place: SitePlace | None = getattr(request, "site", None)
    return place, settings.HOME_REGION if place is None else place.group.region.code


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """/laporan/: the reports everybody can read, of the regency or of the site's region."""
    place, under = _place(request)

    def make() -> HttpResponse:
        page = Paginator(queries.public_reports(under), PER_PAGE).get_page(request.GET.get("hal"))
        rows = [(report, cases.status_of(report.case), settings.REPORT_CATEGORIES[report.category]["label"]) for report in page]
        return render(request, "aspirations/public_list.html", {"page": page, "rows": rows})

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def report_public(request: HttpRequest, number: str) -> HttpResponse:
    """/laporan/<number>/: what was reported, where it lies, and each step until the answer."""
    place, under = _place(request)

    def make() -> HttpResponse:
        report = queries.get_public(number, under=under)
        case, trail = report.case, queries.public_trail(report.case)
        shown = {
            "report": report,
            "case": case,
            "category": settings.REPORT_CATEGORIES[report.category]["label"],
            "workflow": cases.workflow_of(case.kind),
            "status": cases.status_of(case),
            "owner_name": cases.owner_name(case),
            "clocks": cases.clocks_of(case, now=timezone.now()),
            "entries": trail,
            "problem": problem_of_report(report),
            "pictures": queries.public_pictures(report),
            "answer": queries.public_answer(trail),
            "canonical_url": hub_url("aspirations:report_public", number=case.number),
            "list_url": reverse("aspirations:public_list"),
        }
        return render(request, "aspirations/report_public.html", shown)

    return freshness.answer(request, freshness.place_edition(place), make)
