"""The status page: with number and code, without an account, a session or a cookie; files and letters of a case; and who sent it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.policies import shown_phone
from kentongan.accounts.requests import PersonRequest
from kentongan.core.secrecy import confidential, confidential_form, without_cookies
from kentongan.media.serving import file_response

from . import actions, queries, rules
from .forms import AnswerForm, FindForm, ReasonForm
from .models import Case
from .policies import Clock, Right


@without_cookies
@sensitive_post_parameters("kode")
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def status_find(request: HttpRequest) -> HttpResponse:
    """/status/: ask for number and code."""
    if request.method != "POST":
        return render(request, "cases/status_find.html", {"form": FindForm(initial={"nomor": request.GET.get("nomor", "")[:40]})})
    form = FindForm(request.POST)
    if form.is_valid():
        try:
            case = actions.enter_by_code(number=form.cleaned_data["nomor"], code=form.cleaned_data["kode"], now=timezone.now())
        except rules.WrongCode:
            form.add_error(
                None, _("Nomor dan kode belum cocok. Periksa lagi di tanda terima; bila sudah berkali-kali, coba satu jam lagi.")
            )
        else:
            return redirect("cases:status_show", ticket=queries.ticket_for(case))
    return render(request, "cases/status_find.html", {"form": form}, status=422)


def _reply_forms(case: Case, typed: AnswerForm | None) -> list[dict[str, Any]]:
    """A form for each step that is the applicant's now, or one for mere words where the kind of case lets him add some."""
    workflow = queries.workflow_of(case.kind)
    all_arrows = rules.actions_open_to_applicant(case)
    open_arrows = [arrow for arrow in all_arrows if not arrow.page]
    steps = [(arrow.action, str(arrow.label), arrow.needs_text) for arrow in open_arrows]
    status = workflow.status(case.status)
    is_asked = bool(all_arrows) and (status.is_draft or status.clock == Clock.PAUSES)  # then one form is enough
    if not is_asked and rules.can_write_as_applicant(case):
        steps.append(("", _("Kirim pesan"), True))
    shown = []
    for action, label, needs_text in steps:
        mine = typed is not None and typed.data.get("langkah", "") == action
        form = typed if mine else AnswerForm(initial={"langkah": action, "versi": case.version}, auto_id=f"id_{action or 'pesan'}_%s")
        if form is None:
            continue
        form.fields["pesan"].required = needs_text
        ends = any(arrow.action == action and workflow.status(arrow.target).is_end for arrow in open_arrows)
        is_shut = not action and case.closed_at is not None
        if ends or is_shut or not rules.has_right(rules.APPLICANT, case, Right.ATTACH):
            del form.fields["berkas"]
        shown.append({"label": label, "form": form})
    return shown


def _status_page(
    request: HttpRequest, case: Case, ticket: str, *, typed: AnswerForm | None = None, refused: list[str] | None = None, status: int = 200
) -> HttpResponse:
    workflow = queries.workflow_of(case.kind)
    shown = {
        "case": case,
        "ticket": ticket,
        "workflow": workflow,
        "status": workflow.status(case.status),
        "owner_name": queries.owner_name(case),
        "clocks": [clock for clock in queries.clocks_of(case, now=timezone.now()) if clock.is_running],
        "entries": queries.trail(case, public_only=True),
        "attachments": queries.attachments_of(case, public_only=True),
        "letters": queries.letters_of(case, public_only=True),
        "pages": [arrow for arrow in rules.actions_open_to_applicant(case) if arrow.page],
        "replies": _reply_forms(case, typed),
        "was_sent": "terkirim" in request.GET,
        "refused": refused or [],
    }
    return render(request, "cases/status_show.html", shown, status=status)


@confidential
@require_safe
def status_show(request: HttpRequest, ticket: str) -> HttpResponse:
    """How it stands: the trail, the deadline with its reasons, what comes next, and what the applicant may do."""
    return _status_page(request, queries.case_of_ticket(ticket), ticket)


@without_cookies
@confidential
@require_POST
def status_answer(request: HttpRequest, ticket: str) -> HttpResponse:
    """Take the applicant's answer: the words first, then each file."""
    case = queries.case_of_ticket(ticket)
    form = AnswerForm(request.POST, request.FILES)
    action = str(form.data.get("langkah", ""))
    arrow = rules.arrow_for(rules.APPLICANT, case, action)
    if arrow is not None and arrow.page:
        return redirect(arrow.page, ticket=ticket)
    form.fields["pesan"].required = arrow is None or arrow.needs_text
    if not form.is_valid():
        return _status_page(request, case, ticket, typed=form, status=422)
    now, text = timezone.now(), form.cleaned_data["pesan"]
    if action:
        actions.move_as_applicant(case=case, action=action, version=form.cleaned_data["versi"], text=text, now=now)
    else:
        actions.write_as_applicant(case=case, text=text, now=now)
    refused = actions.attach_all(actor=None, case=case, files=form.cleaned_data.get("berkas", []), now=now)
    if refused:
        return _status_page(request, queries.get_case(case.pk), ticket, refused=refused)
    return redirect(f"{reverse('cases:status_show', kwargs={'ticket': ticket})}?terkirim")


# --- Files and letters -----------------------------------------------------------------------------------------------------


@confidential
@require_safe
def file_read(request: HttpRequest, ticket: str, key: str, variant: str) -> HttpResponse:
    """Hand a file of the case to whoever holds number and code."""
    return file_response(queries.get_attachment(queries.case_of_ticket(ticket), key, public_only=True).upload, variant)


@confidential
@require_safe
def letter_read(request: HttpRequest, ticket: str, letter_id: int) -> HttpResponse:
    """Show the citizen a letter, ready to print."""
    case = queries.case_of_ticket(ticket)
    letter = queries.get_letter(case, letter_id, public_only=True)
    return render(request, "cases/letter_read.html", {"case": case, "letter": letter, "owner_name": queries.owner_name(case)})


def _seen_case(request: HttpRequest, number: str) -> Case:
    """The case of this number, if the signed-in person may read it. Raises NotVisible."""
    _meant, case = queries.find_by_number(number)
    if case is None or not rules.can_see_case(request.user, case):
        raise rules.NotVisible(_("Berkas ini tidak ada, atau bukan bagian Anda."))
    return case


@login_required
@confidential
@require_safe
def file_show(request: HttpRequest, number: str, key: str, variant: str) -> HttpResponse:
    """Hand a file of the case to those who work on it."""
    return file_response(queries.get_attachment(_seen_case(request, number), key, public_only=False).upload, variant)


@login_required
@confidential
@require_safe
def letter_show(request: HttpRequest, number: str, letter_id: int) -> HttpResponse:
    """Show a letter to those who work on the case, ready to print."""
    case = _seen_case(request, number)
    letter = queries.get_letter(case, letter_id, public_only=False)
    return render(request, "cases/letter_show.html", {"case": case, "letter": letter, "owner_name": queries.owner_name(case)})


# --- Who sent it -----------------------------------------------------------------------------------------------------------


def _way_back(request: HttpRequest) -> str:
    """The page of the workspace that led here, if it is one of ours."""
    address = request.GET.get("dari", "")
    return address if address.startswith("/ruang/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


@login_required
@sensitive_post_parameters()
@confidential_form
@require_http_methods(["GET", "HEAD", "POST"])
def identity_show(request: PersonRequest, number: str) -> HttpResponse:
    """Ask why, then show name and contact this once, with who looked before."""
    case = _seen_case(request, number)
    if not rules.can_read_identity(request.user, case):
        raise rules.Denied(_("Siapa pengirimnya hanya dibuka oleh petugas yang menangani."))
    shown: dict[str, Any] = {
        "case": case,
        "back": _way_back(request),
        "has_identity": queries.has_identity(case),
        "views": queries.identity_views(case),
        "form": ReasonForm(request.POST if request.method == "POST" else None),
    }
    if request.method != "POST" or not shown["has_identity"]:
        return render(request, "cases/identity_show.html", shown)
    if not shown["form"].is_valid():
        return render(request, "cases/identity_show.html", shown, status=422)
    shown["contact"] = actions.read_identity(actor=request.user, case=case, reason=shown["form"].reason, now=timezone.now())
    shown["phone"] = shown_phone(shown["contact"].phone)
    return render(request, "cases/identity_show.html", shown)
