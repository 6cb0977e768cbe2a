"""Pukul kentongan: where officers begin an emergency notice and go on with it until the all-clear."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, Stale
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication

from .. import actions, queries, rules
from ..actions import alerts as deeds
from ..forms import CorrectAlertForm
from ..forms.alerts import ClearForm, UpdateForm
from ..queries import alerts
from .alerts import alert_shown
from .tasks_of_senders import asked_of_groups

PER_PAGE = 20


def _desks(request: PersonRequest) -> list[queries.Desk]:
    desks = queries.desks_for(request.user, Publication.Kind.ALERT)
    if not desks:
        raise Denied(_("Peringatan darurat disampaikan petugas desa, kecamatan dan kabupaten. Redaktur KIM boleh mengusulkannya."))
    return desks


@login_required
@require_safe
def alert_desk(request: PersonRequest) -> HttpResponse:
    """All notices of the actor's regions with their state, what waits for him first, and the button that begins one."""
    _desks(request)
    now = timezone.now()
    page = Paginator(alerts.seen_by(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "waiting": alerts.waiting_for_release(request.user)[:PER_PAGE],
        "page": page,
        "rows": [(publication, alerts.state_of(publication, now=now)) for publication in page.object_list],
    }
    return render(request, "newsroom/alert_desk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert_begin(request: PersonRequest) -> HttpResponse:
    """Which danger? One touch, and the notice stands there with the words it usually needs."""
    desks = _desks(request)
    if request.method == "POST":
        desk = queries.get_desk(desks, request.POST.get("meja", desks[0].value))
        hazard = alerts.get_hazard(request.POST.get("bahaya", ""))
        publication = actions.begin_alert(actor=request.user, desk=desk, hazard=hazard, now=timezone.now())
        return redirect("writing:article_write", code=publication.code)
    return render(request, "newsroom/alert_begin.html", {"desks": desks, "hazards": alerts.hazards().values()})


def _out(request: PersonRequest, code: str) -> Publication:
    """A notice that is out, for those who may go on with it. Raises NotVisible, Denied."""
    publication = queries.get_for_workspace(actor=request.user, code=code)
    if not rules.can_tend_alert(request.user, publication):
        raise Denied(_("Perkembangan dan kabar aman disampaikan petugas yang menerbitkan peringatan di wilayah ini."))
    return publication


def _tend_page(request: PersonRequest, publication: Publication, *, status: int = 200, **wrong: forms.Form) -> HttpResponse:
    now = timezone.now()
    address = publishing.address_of(publication)
    context = {
        **alert_shown(publication),
        "kit": publishing.share_kit(publication),
        "address": address,
        "state": alerts.state_of(publication, now=now),
        "updates": alerts.updates_of(publication),
        "update_form": wrong.get("update_form") or UpdateForm(now=now),
        "clear_form": wrong.get("clear_form") or ClearForm(),
        "may": rules.steps_for(request.user, publication, now),
        **asked_of_groups(request, publication),
    }
    return render(request, "newsroom/alert_tend.html", context, status=status)


@login_required
@require_safe
def alert_tend(request: PersonRequest, code: str) -> HttpResponse:
    """A notice that is out: pass it on, say what changed, give the all-clear."""
    return _tend_page(request, _out(request, code))


@login_required
@require_POST
def alert_update(request: PersonRequest, code: str) -> HttpResponse:
    """Perkembangan."""
    publication, now = _out(request, code), timezone.now()
    form = UpdateForm(request.POST, now=now)
    if form.is_valid() and form.cleaned_data["ends_at"] is None and publication.is_over(now):
        form.add_error("time", _("Peringatan ini sudah berakhir. Isi juga waktu berakhirnya yang baru."))
    if not form.is_valid():
        return _tend_page(request, publication, status=422, update_form=form)
    deeds.update_alert(actor=request.user, publication=publication, now=now, **form.cleaned_data)
    messages.success(request, _("Perkembangan sudah tampil di semua halaman di wilayah ini."))
    return redirect("writing:alert_tend", code=code)


@login_required
@require_POST
def alert_clear(request: PersonRequest, code: str) -> HttpResponse:
    """Aman kembali."""
    publication = _out(request, code)
    form = ClearForm(request.POST)
    if not form.is_valid():
        return _tend_page(request, publication, status=422, clear_form=form)
    deeds.clear_alert(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Kabar aman sudah tampil. Sampaikan juga ke grup WhatsApp dan pengeras suara."))
    return redirect("writing:alert_tend", code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert_correct(request: PersonRequest, code: str) -> HttpResponse:
    """Koreksi: what a notice says is put right, with a note; where somebody was first, both are shown (409)."""
    publication = _out(request, code)
    form: CorrectAlertForm
    theirs: Publication | None = None
    status = 200
    if request.method == "POST":
        form = CorrectAlertForm(request.POST, publication=publication)
        status = 422
        if form.is_valid():
            try:
                return _correct(request, publication, form)
            except Stale:
                theirs = queries.get_for_workspace(actor=request.user, code=code)
                form.set_typed(version=theirs.version)
                status = 409
    else:
        form = CorrectAlertForm(publication=publication, initial=CorrectAlertForm.initial_for(publication))
    context: dict[str, Any] = {"publication": publication, "form": form, "theirs": theirs}
    return render(request, "newsroom/alert_correct.html", context, status=status)


def _correct(request: PersonRequest, publication: Publication, form: CorrectAlertForm) -> HttpResponse:
    deeds.correct_alert(
        actor=request.user,
        publication=publication,
        version=form.cleaned_data["version"],
        title=form.cleaned_data["title"],
        details=form.corrected(),
        note=form.cleaned_data["note"],
        now=timezone.now(),
    )
    messages.success(request, _("Koreksi sudah tampil, dengan catatan bertanggal."))
    return redirect("writing:alert_tend", code=publication.code)
