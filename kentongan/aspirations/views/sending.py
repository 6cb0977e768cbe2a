"""Lapor: one page without account, on the hub and on every site; and the receipt."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.cases.secrecy import confidential, without_cookies
from kentongan.media.rules import Refused
from kentongan.regions.models import Region
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .. import actions
from ..forms import ReportForm
from ..policies import regency_of


def _place(request: HttpRequest) -> tuple[str, Region | None]:
    """(the code below which the villages lie, the village of the site it is written on)."""
    place: SitePlace | None = getattr(request, "site", None)
    if place is None:
        return settings.HOME_REGION, None
    region = place.group.region
    return regency_of(region.code), region if region.level >= 4 else None


def _keep_photos(case: Case, photos: list[UploadedFile]) -> list[str]:
    """Keep what can be kept, and return the sentences about the rest: the text is safe before the first photo is looked at."""
    refused = []
    for photo in photos:
        try:
            cases.attach(actor=None, case=case, file=photo, now=timezone.now())
        except Refused as refusal:
            refused.append(f"{photo.name}: {refusal}")
    return refused


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def report_send(request: HttpRequest) -> HttpResponse:
    """/lapor/: the form; after sending, the receipt with number and code. The same submission sent again shows the same receipt."""
    under, village = _place(request)
    if request.method != "POST":
        form = ReportForm(under=under, village=village, initial={"desa": request.GET.get("desa", village.code if village else "")})
        return render(request, "aspirations/report_send.html", {"form": form})
    form = ReportForm(request.POST, request.FILES, under=under, village=village)
    if not form.is_valid():
        return render(request, "aspirations/report_send.html", {"form": form}, status=422)
    receipt = actions.send_report(**form.sent(), now=timezone.now(), language=(get_language() or "id")[:2])
    refused = _keep_photos(receipt.case, form.cleaned_data["foto"])
    shown = {"receipt": receipt, "status_url": hub_url("cases:status_find"), "refused": refused}
    return render(request, "aspirations/report_sent.html", shown, status=201)
