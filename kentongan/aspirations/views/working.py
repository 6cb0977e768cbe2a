"""The desk of reports: what waits for me by deadline, one page with everything, and the steps that are open."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case

from .. import actions, queries
from ..forms import ForwardForm, StepForm, VerifyForm
from ..policies import why_category
from ..rules import KINDS

PER_PAGE = 20
OWN_FORMS = ("verify", "forward")  # steps that do more than move the case


class OfficerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person


@require_safe
@login_required
def report_list(request: OfficerRequest) -> HttpResponse:
    """Reports that wait for the actor, the earliest deadline first."""
    page = Paginator(case_queries.inbox(request.user, kinds=KINDS), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [(case, case_queries.status_of(case)) for case in page]
    return render(request, "aspirations/report_list.html", {"page": page, "rows": rows, "today": timezone.localdate()})


def _open_forms(case: Case, actor: Person, typed: Form | None) -> list[dict[str, Any]]:
    """A form for each step that is open to the actor; the one that was typed wrong comes back as it was."""
    report = queries.report_of(case)
    found = []
    for arrow in case_rules.actions_open_to(actor, case):
        form: Form
        if arrow.action == "verify":
            form = VerifyForm(report=report, auto_id=f"{arrow.action}_%s")
        elif arrow.action == "forward":
            form = ForwardForm(case=case, initial={"versi": case.version}, auto_id=f"{arrow.action}_%s")
        else:
            form = StepForm(
                initial={"versi": case.version, "langkah": arrow.action},
                needs_text=arrow.needs_text,
                for_all=not report.is_secret,
                auto_id=f"{arrow.action}_%s",
            )
        is_typed = typed is not None and typed.auto_id == form.auto_id
        name = f"reporting:report_{arrow.action}" if arrow.action in OWN_FORMS else "reporting:report_step"
        found.append({"label": arrow.label, "address": name, "form": typed if is_typed else form, "is_typed": is_typed})
    return found


def _page(request: OfficerRequest, case: Case, *, typed: Form | None = None, status: int = 200) -> HttpResponse:
    report, workflow = queries.report_of(case), case_queries.workflow_of(case.kind)
    shown = {
        "case": case,
        "report": report,
        "category": settings.REPORT_CATEGORIES[report.category]["label"],
        "why": why_category(report.text, settings.REPORT_CATEGORIES).get(report.category, []),
        "workflow": workflow,
        "status": workflow.status(case.status),
        "owner_name": case_queries.owner_name(case),
        "clocks": case_queries.clocks_of(case, now=timezone.now()),
        "entries": case_queries.trail(case, public_only=False),
        "attachments": case_queries.attachments_of(case, public_only=False),
        "has_identity": case_queries.has_identity(case),
        "can_read_identity": case_rules.can_read_identity(request.user, case),
        "steps": _open_forms(case, request.user, typed),
    }
    return render(request, "aspirations/report_show.html", shown, status=status)


@require_safe
@login_required
def report_show(request: OfficerRequest, number: str) -> HttpResponse:
    """Everything about one report, and what may be done."""
    return _page(request, queries.get_for_officer(request.user, number))


def _told(request: OfficerRequest, case: Case, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    if not case_rules.can_see_case(request.user, case):  # it went to another desk
        return redirect("reporting:report_list")
    return redirect("reporting:report_show", number=case.number)


@require_POST
@login_required
def report_verify(request: OfficerRequest, number: str) -> HttpResponse:
    """Verify it, with the words everybody may read."""
    case = queries.get_for_officer(request.user, number)
    form = VerifyForm(request.POST, report=queries.report_of(case), auto_id="verify_%s")
    if not form.is_valid():
        return _page(request, case, typed=form, status=422)
    actions.verify_report(actor=request.user, case=case, now=timezone.now(), **form.read())
    return _told(request, case, _("Sudah diverifikasi. Teruskan sekarang ke yang berwenang."))


@require_POST
@login_required
def report_forward(request: OfficerRequest, number: str) -> HttpResponse:
    """Give it to those in charge."""
    case = queries.get_for_officer(request.user, number)
    form = ForwardForm(request.POST, case=case, auto_id="forward_%s")
    if not form.is_valid():
        return _page(request, case, typed=form, status=422)
    actions.forward_report(actor=request.user, case=case, now=timezone.now(), **form.read())
    return _told(request, case, _("Sudah diteruskan. Pelapor membacanya di halaman status."))


@require_POST
@login_required
def report_step(request: OfficerRequest, number: str) -> HttpResponse:
    """Take one of the other steps of the table."""
    case = queries.get_for_officer(request.user, number)
    action = request.POST.get("langkah", "")
    arrow = case_queries.workflow_of(case.kind).arrow(case.status, action)
    form = StepForm(
        request.POST,
        needs_text=arrow is not None and arrow.needs_text,
        for_all=not queries.report_of(case).is_secret,
        auto_id=f"{action}_%s",
    )
    if action in OWN_FORMS or not form.is_valid():
        return _page(request, case, typed=form, status=422)
    values = form.cleaned_data
    cases.move_case(actor=request.user, case=case, action=action, text=values["pesan"], version=values["versi"], now=timezone.now())
    return _told(request, case, _("Tersimpan. Pelapor membacanya di halaman status."))
