"""One report: everything about it, the step that comes next, and whatever else is open to whoever looks."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.cases import queries as case_queries
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.core.policies import whole
from kentongan.core.policies.sheets import comma_of
from kentongan.core.rules import NotVisible

from .. import queries, rules
from ..policies import doors_for, why_category
from ..rules import COORDINATOR
from .deeds import DEEDS, PLAIN, STEPS, Asked, Deed


@dataclass(frozen=True)
class Offer:
    """A step or deed as the page offers it; the one that was typed wrong comes back as it was."""

    key: str
    label: object
    address: str
    form: Form
    is_open: bool

    @property
    def has_files(self) -> bool:
        """Whether the form sends files."""
        return self.form.is_multipart()


def _offer(asked: Asked, key: str, deed: Deed, typed: Form | None) -> Offer:
    auto_id = f"{key}_%s"
    is_typed = typed is not None and typed.auto_id == auto_id
    label = asked.arrow.label if asked.arrow is not None else deed.label
    form = typed if typed is not None and is_typed else deed.make(asked, {}, auto_id)
    return Offer(key, label, deed.address, form, is_typed or key == asked.wanted)


def _offers(asked: Asked, typed: Form | None) -> dict[str, Any]:
    """The natural next step, the other steps, and what else may be done: each with its form."""
    arrows = case_rules.actions_open_to(asked.actor, asked.case)
    steps = [_offer(replace(asked, arrow=arrow), arrow.action, STEPS.get(arrow.action, PLAIN), typed) for arrow in arrows]
    natural = rules.natural_step([arrow.action for arrow in arrows], is_paused=asked.case.is_paused)
    deeds = [_offer(asked, key, deed, typed) for key, deed in DEEDS.items() if not deed.why_not(asked)]
    return {
        "offers": [*steps, *deeds],
        "next": next((offer for offer in steps if offer.key == natural), None),
        "steps": [offer for offer in steps if offer.key != natural],
        "deeds": deeds,
    }


def _page(request: PersonRequest, case: Case, *, typed: Form | None = None, status: int = 200) -> HttpResponse:
    report, workflow = queries.report_of(case), case_queries.workflow_of(case.kind)
    template_id = whole(request.GET.get("templat"))
    begun = queries.begun_answer(queries.get_template(request.user, template_id), case) if template_id else ""
    asked = Asked(request.user, case, report, begun=begun, wanted=request.GET.get("langkah", ""))
    is_coordinator = COORDINATOR in asked.parts
    joined = [other for other in queries.joined_to(report) if is_coordinator or not other.is_secret]
    shown = {
        "case": case,
        "report": report,
        "category": settings.REPORT_CATEGORIES[report.category]["label"],
        "why": why_category(report.text, settings.REPORT_CATEGORIES).get(report.category, []),
        "doors": doors_for(report.text, settings.REPORT_DOORS, most=settings.REPORT_DOORS_MOST),
        "workflow": workflow,
        "status": workflow.status(case.status),
        "owner_name": case_queries.owner_name(case),
        "clocks": case_queries.clocks_of(case, now=timezone.now()),
        "entries": case_queries.trail(case, public_only=False),
        "attachments": case_queries.attachments_of(case, public_only=False),
        "photos": queries.photos_of(case) if not report.is_secret and rules.can_release_pictures(request.user, case) else [],
        "has_identity": case_queries.has_identity(case),
        "can_read_identity": case_rules.can_read_identity(request.user, case),
        "is_coordinator": is_coordinator,
        "joined": joined,
        "joined_words": queries.words_from(joined) if joined else [],
        "templates": queries.templates_of(request.user),
        **_offers(asked, typed),
    }
    return render(request, "aspirations/report_show.html", shown, status=status)


@require_safe
@login_required
def report_show(request: PersonRequest, number: str) -> HttpResponse:
    """Everything about one report, and what may be done."""
    return _page(request, queries.get_for_officer(request.user, number))


def _done(request: PersonRequest, case: Case, deed: Deed, refused: list[str] | None) -> HttpResponse:
    messages.success(request, str(deed.said))
    for sentence in refused or ():
        messages.warning(request, sentence)
    if not case_rules.can_see_case(request.user, case):  # it went to another desk
        return redirect("reporting:report_list")
    return redirect("reporting:report_show", number=case.number)


def _carry_out(request: PersonRequest, case: Case, key: str, deed: Deed) -> HttpResponse:
    arrow = case_queries.workflow_of(case.kind).arrow(case.status, key)
    asked = Asked(request.user, case, queries.report_of(case), arrow)
    if why_not := deed.why_not(asked):
        raise rules.Denied(why_not)
    form = deed.make(asked, {"data": request.POST, "files": request.FILES}, f"{key}_%s")
    if not form.is_valid():
        return _page(request, case, typed=form, status=422)
    return _done(request, case, deed, deed.take(asked, form, timezone.now()))


@require_POST
@login_required
def report_step(request: PersonRequest, number: str, action: str = "") -> HttpResponse:
    """Take a step of the table; ``action`` by its address, or named in what is posted."""
    case = queries.get_for_officer(request.user, number)
    action = action or request.POST.get("langkah", "")
    if action not in rules.ACTIONS:
        raise rules.Denied(_("Langkah ini tidak dikenal."))
    return _carry_out(request, case, action, STEPS.get(action, PLAIN))


@require_POST
@login_required
def report_deed(request: PersonRequest, number: str, deed: str) -> HttpResponse:
    """Write a note, attach what proves it, extend, assign, mend: what changes nothing in the table."""
    case = queries.get_for_officer(request.user, number)
    return _carry_out(request, case, deed, DEEDS[deed])


def _table(rows: list[list[str]], name: str) -> HttpResponse:
    response = HttpResponse(comma_of(rows[0], rows[1:]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
@login_required
def report_sp4n_table(request: PersonRequest, number: str) -> HttpResponse:
    """One report as SP4N-LAPOR! asks for it, for the coordinator."""
    case = queries.get_for_officer(request.user, number)
    if COORDINATOR not in case_rules.parts_of(request.user, case):
        raise rules.Denied(_("Laporan diteruskan ke SP4N-LAPOR! oleh koordinator kabupaten."))
    return _table(queries.sp4n_rows([queries.report_of(case)]), f"sp4n-{case.number}.csv")


@never_cache
@require_safe
@login_required
def report_sp4n_waiting(request: PersonRequest) -> HttpResponse:
    """All reports that wait to be given to SP4N-LAPOR!, for the coordinator."""
    if not rules.is_coordinator(request.user):
        raise NotVisible(_("Halaman ini untuk koordinator kabupaten."))
    return _table(queries.sp4n_rows(queries.waiting_for_sp4n(request.user)), f"sp4n-{timezone.localdate():%Y%m%d}.csv")
