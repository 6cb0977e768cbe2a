"""Saya juga mengalaminya: one tap instead of the same report again, without account or cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.core.fields import DeviceForm
from kentongan.core.secrecy import without_cookies
from kentongan.sites.addresses import hub_url

from .. import actions, queries
from .sending import SUPPORT, place_of


@without_cookies
@require_POST
def report_support(request: HttpRequest, number: str) -> HttpResponse:
    """/laporan/<number>/dukung/: count this device once, and thank. However often it is sent, the page is the same."""
    under, _village = place_of(request)
    report = queries.get_public(number, under=under)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return render(
            request, "aspirations/report_supported.html", {"report": report, "device": DeviceForm(purpose=SUPPORT)["client_id"]}, status=422
        )
    actions.support_report(report=report, client_id=form.cleaned_data["client_id"], now=timezone.now())
    report.refresh_from_db(fields=["supporters"])
    response = render(
        request,
        "aspirations/report_supported.html",
        {"report": report, "is_done": True, "address": hub_url("aspirations:report_public", number=number)},
    )
    response["Cache-Control"] = "no-store"
    return response
