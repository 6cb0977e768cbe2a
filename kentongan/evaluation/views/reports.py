"""Activity reports: the list by period, the report on the screen, as PDF and as a workbook."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.paper import PaperMissing
from kentongan.media.queries import path_of
from kentongan.regions.queries import regions_under

from .. import rules
from ..models import ActivityReport
from ..policies.content import lines_of
from ..policies.periods import MONTH, QUARTER, YEAR, period_at
from ..policies.sheets import workbook
from ..queries import composed
from ..queries.finding import first_year, get_period, get_revision, groups_of_owner, numbers_of_groups, reports_of, year_of_reports
from ..queries.owners import Owner, get_owner
from ..queries.printing import printed, shown_pictures

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DISTRICT = 3


def found_owner(request: PersonRequest, slug: str, code: str) -> Owner:
    """The group or region of the address. Raises NotVisible."""
    return get_owner(actor=request.user, slug=slug, code=code)


@require_safe
@login_required
def report_list(request: PersonRequest, slug: str = "", code: str = "") -> HttpResponse:
    """The months, quarters and years of one year, each with what was written."""
    owner, today = found_owner(request, slug, code), timezone.localdate()
    first = first_year(owner, today=today)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and first <= int(asked) <= today.year else today.year
    found = year_of_reports(owner, year, today=today)
    labels = {MONTH: _("Bulanan"), QUARTER: _("Triwulanan"), YEAR: _("Tahunan")}
    month = period_at(MONTH, today)
    shown: dict[str, Any] = {
        "owner": owner,
        "year": year,
        "earlier": year - 1 if year > first else None,
        "later": year + 1 if year < today.year else None,
        "parts": [
            {
                "label": labels[kind],
                "lines": [{"line": line, "url": owner.address("report_show", key=line.period.key)} for line in lines],
            }
            for kind, lines in found.items()
        ],
        "this_month": {"name": month.name, "url": owner.address("report_show", key=month.key)},
    }
    if owner.group is None:
        last = month.before
        shown["of_groups"] = {"name": last.name, "url": owner.address("group_reports", key=last.key)}
        if owner.region.level < DISTRICT:
            shown["districts"] = [
                {"name": district.full_name, "url": Owner(region=district).address("report_list")}
                for district in regions_under(owner.region.code, level=DISTRICT)
            ]
    return render(request, "evaluation/report_list.html", shown)


@require_safe
@login_required
def report_show(request: PersonRequest, key: str, slug: str = "", code: str = "") -> HttpResponse:
    """The report to be read on a phone: what was frozen, or what the log says now."""
    owner, today = found_owner(request, slug, code), timezone.localdate()
    period = get_period(key, today=today)
    reports = reports_of(owner, period)
    report = get_revision(reports, request.GET.get("revisi", ""))
    is_draft = report is None or report.is_draft
    revision = f"?revisi={report.revision}" if report is not None and not is_draft else ""
    can_write, can_freeze = rules.can_write(request.user, owner), rules.can_freeze(request.user, owner)
    said = composed(owner, period, report, today=today)
    shown = {
        "owner": owner,
        "period": period,
        "report": report,
        "said": said,
        "pictures": shown_pictures(owner, said),
        "is_draft": is_draft,
        "is_standing": report is None or report.state != ActivityReport.State.WITHDRAWN,
        "former": [found for found in reports if found is not report and not found.is_draft],
        "can_write": can_write and is_draft,
        "can_freeze": can_freeze,
        "why_not": rules.why_not_freeze(request.user, owner, period, today) if can_write else "",
        "download": owner.address("report_download", key=key, form="pdf") + revision,
        "download_sheet": owner.address("report_download", key=key, form="xlsx") + revision,
        "ways": {page: owner.address(f"report_{page}", key=key) for page in ("write", "freeze", "withdraw")},
        "ways_photos": owner.address("report_photos", key=key) if owner.group else "",
        "list_url": owner.address("report_list"),
        "here": owner.address("report_show", key=key),
    }
    return render(request, "evaluation/report_show.html", shown)


@never_cache
@require_safe
@login_required
def report_download(request: PersonRequest, key: str, form: str, slug: str = "", code: str = "") -> HttpResponse:
    """The report as a PDF to be signed, or as a workbook."""
    owner, today = found_owner(request, slug, code), timezone.localdate()
    period = get_period(key, today=today)
    report = get_revision(reports_of(owner, period), request.GET.get("revisi", ""))
    said = composed(owner, period, report, today=today)
    name = f"laporan-kegiatan-{slug or code.replace('.', '')}-{key}"
    if form == "xlsx":
        return _download(workbook(said), f"{name}.xlsx", SHEET)
    if report is not None and report.paper is not None:
        return _download(path_of(report.paper, "dokumen.pdf").read_bytes(), f"{name}.pdf", "application/pdf")
    shown = {"owner": owner, "period": period, "here": owner.address("report_show", key=key), "list_url": owner.address("report_list")}
    if lines_of(said) > settings.REPORT_PRINT_AT_ONCE_LINES:
        is_coming = report is not None and not report.is_draft and not report.paper_fault
        fault = report.paper_fault if report is not None else ""
        return render(request, "evaluation/report_unprinted.html", {**shown, "is_coming": is_coming, "fault": fault})
    try:
        return _download(printed(owner, said, report), f"{name}.pdf", "application/pdf")
    except PaperMissing as missing:
        return render(request, "evaluation/report_unprinted.html", {**shown, "fault": str(missing)}, status=503)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@login_required
def group_reports(request: PersonRequest, key: str, code: str) -> HttpResponse:
    """Which groups of the region have frozen their report of a period, in the order of regions."""
    owner, today = found_owner(request, "", code), timezone.localdate()
    period = get_period(key, today=today)
    groups = groups_of_owner(owner)
    numbers = numbers_of_groups(groups, period)
    lines = [
        {
            "group": group,
            "place": group.region.parent if group.region.level > DISTRICT else group.region,
            "number": numbers.get(group.pk, ""),
            "url": Owner(region=group.region, group=group, site=group.site).address("report_show", key=key)
            if hasattr(group, "site")
            else "",
        }
        for group in groups
    ]
    near = [other for other in (period.before, period.after) if other.start <= today]
    shown = {
        "owner": owner,
        "period": period,
        "lines": lines,
        "frozen": len(numbers),
        "total": len(lines),
        "near": [{"name": other.name, "url": owner.address("group_reports", key=other.key)} for other in near],
        "list_url": owner.address("report_list"),
    }
    return render(request, "evaluation/group_reports.html", shown)
