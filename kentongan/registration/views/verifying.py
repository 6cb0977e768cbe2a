"""The coordinator's desk of formations: a list by deadline, one page with everything, and the deeds."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.policies import chat_url, share_url
from kentongan.accounts.requests import PersonRequest
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases import rules as case_rules
from kentongan.cases.policies import Right
from kentongan.core.rules import Denied
from kentongan.core.text import free_slug, slug_of
from kentongan.groups.models import Role
from kentongan.groups.queries import grants_of
from kentongan.sites.addresses import hub_url, origin_of
from kentongan.sites.policies import RESERVED
from kentongan.sites.queries import taken_slugs

from .. import actions, queries, rules
from ..forms import ApproveForm, AskForm, CloseForm, ExtendForm, NoteForm, RefuseForm
from ..models import Formation
from ..notices import chat_text
from .forming import told

PER_PAGE = 20


@require_safe
@login_required
def formation_list(request: PersonRequest) -> HttpResponse:
    """What waits, by deadline; or what ended."""
    if not any(grant.role == Role.COORDINATOR for grant in grants_of(request.user)):
        raise Denied(_("Permohonan KIM diperiksa koordinator kabupaten."))
    shows_past = request.GET.get("lihat") == "selesai"
    found = queries.past_formations(request.user) if shows_past else queries.open_formations(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
    chips = [
        {"label": _("Terbuka"), "url": "?", "is_current": not shows_past},
        {"label": _("Selesai"), "url": "?lihat=selesai", "is_current": shows_past},
    ]
    rows = [(case, rules.FORMATION.status(case.status)) for case in page]
    shown = {
        "page": page,
        "rows": rows,
        "chips": chips,
        "shows_past": shows_past,
        "query": "lihat=selesai" if shows_past else "",
        "today": timezone.localdate(),
        "about_url": hub_url("registration:formation_about"),
    }
    return render(request, "registration/formation_list.html", shown)


def _free_address(formation: Formation) -> str:
    """The address that was wanted, or one made of the name; with a number where it is taken."""
    name = formation.name[4:] if formation.name.upper().startswith("KIM ") else formation.name
    wanted = formation.slug or slug_of(name, longest=36) or "kim-baru"
    return free_slug(wanted, taken_slugs(wanted) | RESERVED)


def _forms(formation: Formation, may: set[str], typed: Form | None) -> dict[str, Form]:
    """A form for each deed that is open to the actor; the one that was typed wrong comes back as it was."""
    version = {"versi": formation.case.version}
    site = {**version, "slug": _free_address(formation), "accent": formation.accent, "tagline": formation.tagline}
    made: dict[str, Form] = {
        "approve": ApproveForm(initial=site, auto_id="setuju_%s"),
        "ask": AskForm(initial=version, auto_id="minta_%s"),
        "refuse": RefuseForm(initial=version, auto_id="tolak_%s"),
        "close": CloseForm(initial=version, auto_id="tutup_%s"),
        "note": NoteForm(auto_id="catatan_%s"),
        "extend": ExtendForm(initial=version, auto_id="lama_%s"),
    }
    shown = {name: form for name, form in made.items() if name in may}
    for name, form in shown.items():
        if typed is not None and type(typed) is type(form):
            shown[name] = typed
    return shown


def _page(request: PersonRequest, formation: Formation, *, typed: Form | None = None, status: int = 200) -> HttpResponse:
    case, actor = formation.case, request.user
    documents = queries.documents_of(formation)
    findings = queries.findings_of(formation, documents, today=timezone.localdate())
    clocks = case_queries.clocks_of(case, now=timezone.now())
    may = {arrow.action for arrow in case_rules.actions_open_to(actor, case)}
    parts = case_rules.parts_of(actor, case)
    if case.closed_at is None and case_rules.has_right(parts, case, Right.NOTE):
        may.add("note")
    can_extend = next((clock.can_extend_by for clock in clocks if clock.is_running and clock.name == rules.VERIFY), 0)
    if can_extend and case.status == "sent" and case_rules.can_extend(actor, case):
        may.add("extend")
    remarks = queries.officer_findings(formation) if "approve" in may else []
    blocked = any(finding.is_blocking for finding in findings) or any(remark.is_blocking for remark in remarks)
    site = getattr(formation.group, "site", None)
    shown = {
        "case": case,
        "formation": formation,
        "workflow": rules.FORMATION,
        "status": rules.FORMATION.status(case.status),
        "stages": queries.stages_of(formation, findings),
        "told": told(formation, findings) if case.closed_at is None and formation.group is None else [],
        "remarks": remarks,
        "is_blocked": blocked,
        "asked": {actions.step_label(step): words for step, words in formation.remarks.items()},
        "documents": documents,
        "attachments": [file for files in documents.values() for file in files],
        "letters": case_queries.letters_of(case, public_only=False),
        "clocks": clocks,
        "entries": case_queries.trail(case, public_only=False),
        "forms": _forms(formation, may, typed),
        "most_days": can_extend,
        "site": site,
        "site_url": origin_of(site) + "/" if site else "",
    }
    return render(request, "registration/formation_show.html", shown, status=status)


@require_safe
@login_required
def formation_show(request: PersonRequest, number: str) -> HttpResponse:
    """Everything about one formation: facts, findings, documents, clock, trail, and what may be done."""
    return _page(request, queries.get_for_officer(request.user, number))


def _told_on(request: PersonRequest, number: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("registering:formation_show", number=number)


@require_POST
@login_required
def formation_ask(request: PersonRequest, number: str) -> HttpResponse:
    """Return it, with remarks per step."""
    formation = queries.get_for_officer(request.user, number)
    form = AskForm(request.POST, auto_id="minta_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    actions.ask_back(
        actor=request.user, case=formation.case, remarks=form.remarks(), text=values["pesan"], version=values["versi"], now=timezone.now()
    )
    return _told_on(request, number, _("Dikembalikan. Pemohon membacanya dengan nomor dan kodenya; tenggat berhenti sampai ia menjawab."))


@require_POST
@login_required
def formation_refuse(request: PersonRequest, number: str) -> HttpResponse:
    """Refuse it, with a reason."""
    formation = queries.get_for_officer(request.user, number)
    form = RefuseForm(request.POST, auto_id="tolak_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    actions.refuse_formation(actor=request.user, case=formation.case, reason=values["alasan"], version=values["versi"], now=timezone.now())
    return _told_on(request, number, _("Ditolak. Pemohon membaca alasannya di halaman status, suratnya dapat dicetak."))


@never_cache
@require_POST
@login_required
def formation_approve(request: PersonRequest, number: str) -> HttpResponse:
    """Approve it: group, site and sign-ins exist; the slips are the answer and are shown this once."""
    formation = queries.get_for_officer(request.user, number)
    if formation.group is not None:  # pressed twice
        return _told_on(request, number, _("Sudah disetujui. Kalau kertasnya belum tercetak, buat kode masuk baru di bawah."))
    form = ApproveForm(request.POST, auto_id="setuju_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    approval = actions.approve_formation(
        actor=request.user,
        case=formation.case,
        slug=values["slug"],
        accent=values["accent"],
        tagline=values["tagline"],
        version=values["versi"],
        now=timezone.now(),
    )
    slips = []
    for sign_in in approval.sign_ins:
        text = chat_text(sign_in, group=approval.group, site_url=origin_of(approval.site) + "/", sign_in_url=hub_url("account_login"))
        slips.append({"sign_in": sign_in, "text": text, "whatsapp": chat_url(sign_in.person.phone or "", text) or share_url(text)})
    shown: dict[str, Any] = {
        "case": formation.case,
        "group": approval.group,
        "site": approval.site,
        "site_url": origin_of(approval.site) + "/",
        "slips": slips,
    }
    return render(request, "registration/formation_approved.html", shown)


@require_POST
@login_required
def formation_note(request: PersonRequest, number: str) -> HttpResponse:
    """Write on the trail, for the applicant or for officers only."""
    formation = queries.get_for_officer(request.user, number)
    form = NoteForm(request.POST, auto_id="catatan_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    cases.add_entry(actor=request.user, case=formation.case, text=values["pesan"], is_public=values["terbuka"], now=timezone.now())
    return _told_on(request, number, _("Catatan tersimpan."))


@require_POST
@login_required
def formation_extend(request: PersonRequest, number: str) -> HttpResponse:
    """Take more time, once, with a reason."""
    formation = queries.get_for_officer(request.user, number)
    form = ExtendForm(request.POST, auto_id="lama_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    cases.extend_term(
        actor=request.user,
        case=formation.case,
        term=rules.VERIFY,
        days=values["hari"],
        reason=values["alasan"],
        version=values["versi"],
        now=timezone.now(),
    )
    return _told_on(request, number, _("Tenggat diperpanjang."))


@require_POST
@login_required
def formation_close(request: PersonRequest, number: str) -> HttpResponse:
    """The first coaching is over."""
    formation = queries.get_for_officer(request.user, number)
    form = CloseForm(request.POST, auto_id="tutup_%s")
    if not form.is_valid():
        return _page(request, formation, typed=form, status=422)
    values = form.cleaned_data
    cases.move_case(
        actor=request.user, case=formation.case, action="close", text=values["pesan"], version=values["versi"], now=timezone.now()
    )
    return _told_on(request, number, _("Selesai. Terima kasih sudah mendampingi."))
