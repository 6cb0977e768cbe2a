"""Bentuk KIM: what it is, and the wizard. No account, session or cookie: a signed ticket opens it; number and code give a new one."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.cases import queries as cases
from kentongan.cases.actions import take_back_file
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.secrecy import confidential, without_cookies
from kentongan.media.rules import Refused
from kentongan.regions.queries import get_region
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_url

from .. import actions, queries, rules
from ..forms import STEP_FORMS, BeginForm, SendForm, StepForm
from ..models import Formation
from ..policies import STEPS, Finding, Stage
from ..queries.checking import checks_for, sentence_of, source_of


@require_safe
def formation_about(request: HttpRequest) -> HttpResponse:
    """What a KIM is, what is needed, and the way to begin."""

    def make() -> HttpResponse:
        region = get_region(settings.HOME_REGION)
        checks = checks_for(region)
        shown = {
            "office": settings.HUB_OFFICE,
            "expansion": settings.KIM_EXPANSION,
            "checks": checks,
            "size_source": source_of("group_least", region),
            "documents": [label() for kind, label in actions.DOCUMENT_LABELS.items() if kind in checks.documents],
            "term": settings.CASE_TERMS[rules.VERIFY],
            "draft_days": settings.FORMATION_DRAFT_DAYS,
        }
        return render(request, "registration/formation_about.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def formation_start(request: HttpRequest) -> HttpResponse:
    """The first screen. Sent, it is answered with number and code, which are shown this once; sent twice, with the same."""
    if request.method != "POST":
        return render(request, "registration/formation_start.html", {"form": BeginForm(village=request.GET.get("desa", "")[:13])})
    form = BeginForm(request.POST)
    if not form.is_valid():
        return render(request, "registration/formation_start.html", {"form": form}, status=422)
    values = form.cleaned_data
    receipt = actions.begin_formation(
        name=values["name"],
        level=values["level"],
        region=values["region"],
        client_id=values["kiriman"],
        language="en" if get_language() == "en" else "id",
        now=timezone.now(),
    )
    next_step = reverse("registration:formation_step", kwargs={"ticket": cases.ticket_for(receipt.case), "step": "musyawarah"})
    shown = {
        "receipt": receipt,
        "status_url": hub_url("cases:status_find"),
        "next_step": next_step,
        "draft_days": settings.FORMATION_DRAFT_DAYS,
    }
    return render(request, "registration/formation_begun.html", shown)


# --- The wizard ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepRow:
    """A step as the overview and the head of each screen show it."""

    key: str
    label: str
    url: str
    is_done: bool
    is_here: bool
    remark: str


@dataclass(frozen=True)
class Told:
    """A finding in words, with the source of its figure and the screen where it is mended."""

    sentence: str
    is_blocking: bool
    source: str
    url: str


def told(formation: Formation, findings: tuple[Finding, ...], *, ticket: str = "", step: str = "") -> list[Told]:
    """The findings in words: of one step, or of all."""
    region = formation.case.region
    return [
        Told(
            sentence_of(finding),
            finding.is_blocking,
            source_of(finding.check, region),
            reverse("registration:formation_step", kwargs={"ticket": ticket, "step": finding.step}) if ticket else "",
        )
        for finding in findings
        if not step or finding.step == step
    ]


def _ground(formation: Formation, ticket: str, here: str) -> dict[str, Any]:
    """What every screen of the wizard shows: the steps, the stages, the findings."""
    documents = queries.documents_of(formation)
    findings = queries.findings_of(formation, documents, today=timezone.localdate())
    lacking = {finding.step for finding in findings if finding.is_blocking}
    remarks = formation.remarks if formation.case.status == "asked" else {}
    steps = [
        StepRow(
            step,
            actions.step_label(step),
            reverse("registration:formation_step", kwargs={"ticket": ticket, "step": step}),
            step not in lacking and queries.is_touched(formation, step),
            step == here,
            remarks.get(step, ""),
        )
        for step in STEPS
    ]
    stages: tuple[Stage, ...] = queries.stages_of(formation, findings)
    return {
        "case": formation.case,
        "formation": formation,
        "ticket": ticket,
        "steps": steps,
        "stages": stages,
        "findings": findings,
        "documents": documents,
        "is_draft": formation.case.status == "draft",
    }


@confidential
@require_safe
def formation_fill(request: HttpRequest, ticket: str) -> HttpResponse:
    """Where it stands: each step with what it lacks, and the way to send it."""
    formation = queries.get_for_applicant(ticket)
    if not rules.can_fill(formation.case):
        return redirect("cases:status_show", ticket=ticket)
    shown = _ground(formation, ticket, "")
    shown |= {"told": told(formation, shown["findings"], ticket=ticket), "draft_days": settings.FORMATION_DRAFT_DAYS}
    return render(request, "registration/formation_fill.html", shown)


def _step_page(request: HttpRequest, formation: Formation, ticket: str, form: StepForm, *, status: int = 200, **more: Any) -> HttpResponse:
    shown = _ground(formation, ticket, form.step)
    place, shows = STEPS.index(form.step), not form.is_bound and queries.is_touched(formation, form.step)
    shown |= {
        "form": form,
        "step": form.step,
        "label": actions.step_label(form.step),
        "number": place + 1,
        "total": len(STEPS),
        "told": told(formation, shown["findings"], step=form.step) if shows else [],
        "remark": next(row.remark for row in shown["steps"] if row.is_here),
        "files": shown["documents"].get(form.document_kind, []),
        "before": shown["steps"][place - 1].url if place else "",
        **more,
    }
    return render(request, "registration/formation_step.html", shown, status=status)


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def formation_step(request: HttpRequest, ticket: str, step: str) -> HttpResponse:
    """One group of questions. What was typed is kept also where the page stood open for hours; then number and code are asked again."""
    if step not in STEP_FORMS:
        raise NotVisible(_("Langkah ini tidak ada."))
    is_sent = request.method == "POST"
    formation = queries.get_for_applicant(ticket, max_age=settings.FORMATION_KEEP_SECONDS if is_sent else None)
    if not is_sent:
        if not rules.can_fill(formation.case):
            return redirect("cases:status_show", ticket=ticket)
        return _step_page(request, formation, ticket, STEP_FORMS[step](formation=formation))
    form = STEP_FORMS[step](request.POST, request.FILES, formation=formation)
    if not form.is_valid():
        return _step_page(request, formation, ticket, form, status=422)
    return _keep(request, formation, ticket, form)


def _keep(request: HttpRequest, formation: Formation, ticket: str, form: StepForm) -> HttpResponse:
    """The words first, then the file; a file that cannot be kept takes nothing else with it."""
    now, case = timezone.now(), formation.case
    try:
        kept = actions.save_step(case=case, step=form.step, values=form.facts(), mark=form.cleaned_data["tanda"] or None, now=now)
    except Stale as stale:
        newer = queries.formation_of(cases.get_case(case.pk))
        return _step_page(request, newer, ticket, _typed_again(request, newer, form.step), status=409, stale=stale)
    file = form.cleaned_data.get("file")
    if file:
        try:
            actions.attach_document(case=kept.case, kind=form.document_kind, file=file, client_id=form.cleaned_data["kiriman"], now=now)
        except (Refused, Denied) as refusal:
            again = _typed_again(request, kept, form.step)
            again.add_error("file", _("Isian lain sudah tersimpan. %(why)s") % {"why": refusal})
            return _step_page(request, kept, ticket, again, status=422)
    return _onward(request, kept, ticket, form.step)


def _typed_again(request: HttpRequest, formation: Formation, step: str) -> StepForm:
    """What was typed, as filled from what is kept now: saved once more, it stands."""
    data = request.POST.copy()
    data["tanda"] = queries.mark_of(formation, step)
    form = STEP_FORMS[step](data, formation=formation)
    form.is_valid()
    return form


def _onward(request: HttpRequest, formation: Formation, ticket: str, step: str) -> HttpResponse:
    try:
        cases.case_of_ticket(ticket)
    except NotVisible:  # the page stood open longer than a ticket lasts
        return render(request, "registration/formation_kept.html", {"case": formation.case})
    fresh = cases.ticket_for(formation.case)
    place = STEPS.index(step) + 1
    if request.POST.get("ke") == "nanti" or place == len(STEPS):
        return redirect("registration:formation_fill", ticket=fresh)
    if request.POST.get("ke") == "tetap":
        place -= 1
    return redirect("registration:formation_step", ticket=fresh, step=STEPS[place])


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def formation_send(request: HttpRequest, ticket: str) -> HttpResponse:
    """All of it on one page, as the officer will read it; and the button that sends it."""
    formation = queries.get_for_applicant(ticket)
    if not rules.can_fill(formation.case):
        return redirect("cases:status_show", ticket=ticket)
    shown = _ground(formation, ticket, "kirim")
    blocking = [finding for finding in shown["findings"] if finding.is_blocking]
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not blocking and form.is_valid():
        actions.send_formation(case=formation.case, text=form.cleaned_data["pesan"], now=timezone.now())
        address = reverse("cases:status_show", kwargs={"ticket": cases.ticket_for(formation.case)})
        return redirect(f"{address}?terkirim")
    shown |= {
        "form": form,
        "told": told(formation, shown["findings"], ticket=ticket),
        "is_ready": not blocking,
        "attachments": [file for files in shown["documents"].values() for file in files],
        "term": settings.CASE_TERMS[rules.VERIFY],
    }
    return render(request, "registration/formation_send.html", shown, status=422 if request.method == "POST" else 200)


@without_cookies
@confidential
@require_POST
def document_remove(request: HttpRequest, ticket: str, key: str) -> HttpResponse:
    """Take a document away again, while nothing was sent."""
    formation = queries.get_for_applicant(ticket)
    attachment = cases.get_attachment(formation.case, key, public_only=True)
    take_back_file(case=formation.case, attachment=attachment)
    step = next((step for step, form in STEP_FORMS.items() if form.document_kind == attachment.kind), STEPS[0])
    return redirect("registration:formation_step", ticket=cases.ticket_for(formation.case), step=step)


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def formation_discard(request: HttpRequest, ticket: str) -> HttpResponse:
    """Give up: asked once on a page of its own, because it cannot be undone."""
    formation = queries.get_for_applicant(ticket)
    if formation.case.status != "draft":
        return redirect("cases:status_show", ticket=ticket)
    if request.method != "POST":
        return render(request, "registration/formation_discard.html", {"case": formation.case, "formation": formation, "ticket": ticket})
    actions.discard_formation(case=formation.case, now=timezone.now())
    return render(request, "registration/formation_discarded.html")
