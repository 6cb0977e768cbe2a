"""Titip lapor: a report is written down for a neighbour in three steps; and what the filer and her group still see of it."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.accounts.policies import share_url
from kentongan.accounts.requests import PersonRequest
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.actions import Receipt
from kentongan.core.rules import Denied
from kentongan.core.secrecy import confidential_form
from kentongan.sites.addresses import hub_url

from .. import actions, queries
from ..forms import FILING_STEPS, SPOKEN, ConsentForm, FilingStep, HandOverForm, WordsForm, carried_fields, filed_values
from ..queries import FilingDesk

PER_PAGE = 20
TEMPLATES = ("aspirations/filing_consent.html", "aspirations/filing_words.html", "aspirations/filing_read.html")
LAST = len(FILING_STEPS) - 1


def _desks(request: PersonRequest) -> list[FilingDesk]:
    desks = queries.filing_desks(request.user)
    if not desks:
        raise Denied(_("Menuliskan laporan untuk orang lain adalah tugas anggota KIM dan petugas desa atau kecamatan."))
    return desks


@require_safe
@login_required
def filing_list(request: PersonRequest) -> HttpResponse:
    """What I and my group wrote down for others, the newest first; of a secret report only its number and day."""
    desks = _desks(request)
    page = Paginator(queries.filed_by(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    shown = {"page": page, "rows": queries.filed_rows(page), "desks": desks, "today": timezone.localdate()}
    return render(request, "aspirations/filing_list.html", shown)


@require_safe
@login_required
def filing_show(request: PersonRequest, number: str) -> HttpResponse:
    """How a report stands that is not secret: its status, deadline and public trail, without what the reporter added."""
    case, filed = queries.get_filed(request.user, number)
    workflow = case_queries.workflow_of(case.kind)
    shown = {
        "case": case,
        "filed": filed,
        "workflow": workflow,
        "owner_name": case_queries.owner_name(case),
        "clocks": [clock for clock in case_queries.clocks_of(case, now=timezone.now()) if clock.is_running],
        "entries": queries.public_trail(case),
        "status_url": f"{hub_url('cases:status_find')}?{urlencode({'nomor': case.number})}",
    }
    return render(request, "aspirations/filing_show.html", shown)


def _page(request: PersonRequest, step: int, form: FilingStep, *, status: int = 200, **more: Any) -> HttpResponse:
    consent = settings.FILING_CONSENTS[settings.FILING_CONSENT]
    shown = {
        "form": form,
        "step": step,
        "steps": range(len(FILING_STEPS)),
        "carried": carried_fields(request.POST, without=FILING_STEPS[step]),
        "consent": str(consent["text"]).format(days=settings.VAULT_KEEP_DAYS),
        "consent_source": consent["source"],
        "consent_version": settings.FILING_CONSENT,
        **more,
    }
    return render(request, TEMPLATES[step], shown, status=status)


def _read_back(consent: ConsentForm, words: WordsForm) -> dict[str, Any]:
    """What is read out on the last page."""
    said = words.cleaned_data
    return {
        "text": said["isi"].strip(),
        "kind": dict(SPOKEN)[said["jenis"]],
        "village": queries.village(said["desa"]),
        "hamlet": said["dusun"],
        "category": settings.REPORT_CATEGORIES[words.category]["label"],
        "is_anonymous": consent.cleaned_data["anonim"],
        "is_secret": consent.cleaned_data["rahasia"],
    }


def _slip(request: PersonRequest, receipt: Receipt, *, is_secret: bool, refused: list[str]) -> HttpResponse:
    status_url = hub_url("cases:status_find")
    text = _("Laporan Anda sudah sampai.\nNomor: %(number)s\nKode: %(code)s\nJawabannya: %(url)s") % {
        "number": receipt.number,
        "code": receipt.spaced_code,
        "url": f"{status_url}?nomor={receipt.number}",
    }
    whatsapp = "" if is_secret else share_url(text)
    shown = {"receipt": receipt, "status_url": status_url, "refused": refused, "whatsapp": whatsapp, "is_secret": is_secret}
    return render(request, "aspirations/filing_sent.html", shown, status=201)


@confidential_form
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def filing_write(request: PersonRequest) -> HttpResponse:
    """Consent, the words, the reading back; after sending, the slip with number and code, which are the person's.

    1. Each page carries the others' answers in hidden fields; nothing is kept before the last one is sent.
    2. Every step before the one that came is looked at again, so no page can be passed over.
    3. Name and number are on the last page only; they are never carried, and never shown again.
    """
    desks = _desks(request)
    if request.method != "POST":
        return _page(request, 0, ConsentForm(desks=desks))
    typed = request.POST.get("tahap", "")
    came = min(int(typed), LAST) if typed.isdecimal() and len(typed) < 3 else 0
    known = request.POST.dict()
    if "kembali" in request.POST and came > 0:
        return _page(request, came - 1, FILING_STEPS[came - 1](desks=desks, initial=known))
    consent = ConsentForm(request.POST, desks=desks)
    words = WordsForm(request.POST, desks=desks)
    hand_over = HandOverForm(request.POST, request.FILES, desks=desks)
    if not consent.is_valid():
        return _page(request, 0, consent, status=422)
    if came == 0:
        return _page(request, 1, WordsForm(desks=desks, initial=known))
    if not words.is_valid():
        return _page(request, 1, words, status=422)
    if came == 1:
        return _page(request, LAST, HandOverForm(desks=desks), said=_read_back(consent, words))
    if not hand_over.is_valid():
        return _page(request, LAST, hand_over, status=422, said=_read_back(consent, words))
    language = (get_language() or "id")[:2]
    now = timezone.now()
    receipt = actions.file_report(actor=request.user, now=now, language=language, **filed_values(consent, words, hand_over))
    refused = cases.attach_all(actor=None, case=receipt.case, files=hand_over.cleaned_data["foto"], now=now)
    return _slip(request, receipt, is_secret=consent.cleaned_data["rahasia"], refused=refused)
