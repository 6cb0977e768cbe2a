"""Lapor: one page without account, on the hub and on every site; what resembles it; and the receipt, with photos after it.

Nothing of what was typed is ever lost on the way: the form comes back with all of it, and photos are chosen only once the text is kept.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.actions import Receipt
from kentongan.cases.policies import Status
from kentongan.core.fields import DeviceForm
from kentongan.core.secrecy import confidential, without_cookies
from kentongan.regions.models import Region
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .. import actions, queries, rules
from ..forms import PhotosForm, ReportForm, signed_doubts
from ..models import Report
from ..policies import regency_of

SUPPORT = "dukungan"  # the purpose of a device's tap; the same for a report and the problem it became, whose voices count together
ALIKE = ("text", "region", "category", "hamlet")  # what is compared


def place_of(request: HttpRequest) -> tuple[str, Region | None]:
    """(the code below which the villages lie, the village of the site it is written on)."""
    place: SitePlace | None = getattr(request, "site", None)
    if place is None:
        return settings.HOME_REGION, None
    region = place.group.region
    return regency_of(region.code), region if region.level >= 4 else None


def _page(request: HttpRequest, form: ReportForm, *, status: int = 200, **further: object) -> HttpResponse:
    shown = {"form": form, "device": DeviceForm(purpose=SUPPORT)["client_id"], "alike_url": reverse("aspirations:report_alike"), **further}
    return render(request, "aspirations/report_send.html", shown, status=status)


def _receipt(request: HttpRequest, receipt: Receipt, client_id: UUID, *, status: int, **further: Any) -> HttpResponse:
    """The receipt. Its number and code are the sender's; whoever repeats the submission is the sender."""
    shown = {
        "receipt": receipt,
        "client_id": client_id,
        "status_url": hub_url("cases:status_find"),
        "photos": further.pop("photos", None) or PhotosForm(initial={"client_id": client_id}),
        **further,
    }
    return render(request, "aspirations/report_sent.html", shown, status=status)


Alike = list[tuple[Report, Status, str]]


def _alike(values: dict[str, Any], *, seen: set[str]) -> Alike:
    """Open public reports of the same trouble with status and address, unless the sender saw them all.

    A secret one is compared with nothing: whoever wants not to be seen is not asked to stand beside others.
    """
    if values["is_secret"]:
        return []
    found = queries.open_and_alike(now=timezone.now(), **{name: values[name] for name in ALIKE})
    if {report.case.number for report in found} <= seen:
        return []
    return [
        (report, case_queries.status_of(report.case), hub_url("aspirations:report_public", number=report.case.number)) for report in found
    ]


def _numbers(found: Alike) -> str:
    return ",".join(report.case.number for report, _status, _address in found)


@without_cookies
@sensitive_post_parameters("isi", "nama", "kontak")
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def report_send(request: HttpRequest) -> HttpResponse:
    """/lapor/: the form; after sending, the receipt with number and code. The same submission sent again shows the same receipt."""
    under, village = place_of(request)
    if request.method != "POST":
        initial = {"desa": request.GET.get("desa", village.code if village else "")}
        return _page(request, ReportForm(under=under, village=village, initial=initial))
    form, now = ReportForm(request.POST, under=under, village=village), timezone.now()
    is_valid, client_id = form.is_valid(), form.cleaned_data.get("client_id")
    if (before := actions.receipt_again(client_id)) is not None and client_id is not None:
        return _receipt(request, before, client_id, status=200)
    if not is_valid or client_id is None:
        return _page(request, form, status=422)
    values, is_trapped = form.sent(), bool(form.cleaned_data["situs"])
    if alike := _alike(values, seen=form.numbers_seen):
        form.come_back(dilihat=_numbers(alike))
        return _page(request, form, alike=alike)
    doubts = form.doubts_told | queries.doubts_about(
        text=values["text"], region=values["region"], seconds=form.seconds, is_trapped=is_trapped, now=now
    )
    if doubts and not form.doubts_told:
        form.come_back(ragu=signed_doubts(doubts))
        return _page(request, form, challenge=json.dumps(actions.challenge_for(client_id, now=now)))
    language = (get_language() or "id")[:2]
    receipt = actions.receive_report(doubts=doubts, payload=form.cleaned_data["usaha"], now=now, language=language, **values)
    return _receipt(request, receipt, client_id, status=201)


@without_cookies
@sensitive_post_parameters()
@confidential
@require_POST
def report_alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: the cards of what resembles it, or nothing. The words come by POST, so that no log has them."""
    under, village = place_of(request)
    form = ReportForm(request.POST, under=under, village=village)
    found = _alike(form.sent(), seen=set()) if form.is_valid() else []
    response = render(request, "aspirations/alike.html", {"alike": found}) if found else HttpResponse(status=204)
    response["X-Numbers"] = _numbers(found)
    return response


@without_cookies
@confidential
@require_POST
def report_photos(request: HttpRequest) -> HttpResponse:
    """/lapor/foto/: photos for a report that has arrived, in any order and however often; then the receipt again."""
    form = PhotosForm(request.POST, request.FILES)
    is_valid, client_id = form.is_valid(), form.cleaned_data.get("client_id")
    receipt = actions.receipt_again(client_id)
    if receipt is None or client_id is None:
        raise rules.NotVisible(_("Laporannya belum sampai di sini. Kirim dulu laporannya, lalu fotonya."))
    if not is_valid:
        return _receipt(request, receipt, client_id, status=422, photos=form)
    refused = cases.attach_all(actor=None, case=receipt.case, files=form.cleaned_data["foto"], now=timezone.now())
    kept = len(form.cleaned_data["foto"]) - len(refused)
    return _receipt(request, receipt, client_id, status=201, refused=refused, kept=kept)
