"""What becomes of an event that is out: other days and places, off and on again, single dates. For those who may correct it."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, NotVisible
from kentongan.publishing.models import Publication

from .. import queries, rules
from ..actions import agenda as actions
from ..forms import CancelForm, ChangeForm, DateForm
from ..forms.agenda import initial_details
from ..policies.agenda import Occurrence, coming
from ..queries import agenda

FORM_METHODS = ["GET", "HEAD", "POST"]


def _found(request: PersonRequest, code: str) -> Publication:
    publication = queries.get_for_workspace(actor=request.user, code=code)
    if not rules.can_change_event(request.user, publication):
        raise Denied(_("Agenda yang sudah terbit hanya diubah oleh redaktur atau ketua."))
    return publication


@login_required
@require_http_methods(FORM_METHODS)
def event_change(request: PersonRequest, code: str) -> HttpResponse:
    """Ubah jadwal: another day, time or place, with the note readers see. A change by somebody else meanwhile answers 409."""
    publication = _found(request, code)
    initial = {**initial_details(agenda.event_of(publication)), "version": publication.version}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_event(
            actor=request.user,
            publication=publication,
            version=form.cleaned_data["version"],
            details=form.details(),
            note=form.cleaned_data["note"],
            now=timezone.now(),
        )
        messages.success(request, _("Jadwal baru sudah tampil, dengan catatan bertanggal. Kalender warga ikut berubah."))
        return redirect("writing:article_preview", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/event_change.html", {"publication": publication, "form": form, **_who(publication)}, status=status)


@login_required
@require_http_methods(FORM_METHODS)
def event_cancel(request: PersonRequest, code: str) -> HttpResponse:
    """Batalkan the whole event, with the reason readers see."""
    publication = _found(request, code)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_event(actor=request.user, publication=publication, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, _("Sudah dibatalkan. Agenda tetap tampil, dicoret, dengan alasannya."))
        return redirect("writing:article_preview", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/event_cancel.html", {"publication": publication, "form": form, **_who(publication)}, status=status)


@login_required
@require_POST
def event_reinstate(request: PersonRequest, code: str) -> HttpResponse:
    """Jadi dilaksanakan: what was cancelled takes place after all."""
    actions.reinstate_event(actor=request.user, publication=_found(request, code), now=timezone.now())
    messages.success(request, _("Agenda berlaku lagi seperti semula."))
    return redirect("writing:article_preview", code=code)


@login_required
@require_safe
def event_dates(request: PersonRequest, code: str) -> HttpResponse:
    """Tanggal: the dates to come of a series, each to be cancelled, moved or put back."""
    publication = _found(request, code)
    event = agenda.event_of(publication)
    dates = coming(event.occurrences, timezone.localdate())
    context = {"publication": publication, "event": event, "dates": dates[:60], "more": max(0, len(dates) - 60), **_who(publication)}
    return render(request, "newsroom/event_dates.html", context)


def _date_of(publication: Publication, day: str) -> Occurrence:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise NotVisible(_("Tanggal ini tidak ada.")) from None
    event = agenda.event_of(publication)
    found = next((one for one in event.occurrences if one.day == wanted), None) if event.rule else None
    if found is None:
        raise NotVisible(_("Tanggal itu tidak ada dalam agenda ini."))
    return found


@login_required
@require_http_methods(FORM_METHODS)
def event_date_change(request: PersonRequest, code: str, day: str) -> HttpResponse:
    """One date of a series: cancelled or moved, with the reason readers see."""
    publication = _found(request, code)
    occurrence = _date_of(publication, day)
    initial = {"moved_date": occurrence.timing.start_date, "moved_time": occurrence.timing.start_time} if occurrence.is_moved else {}
    form = DateForm(
        request.POST if request.method == "POST" else None,
        timing=occurrence.timing,
        initial={**initial, "what": DateForm.MOVE if occurrence.is_moved else DateForm.CANCEL, "reason": occurrence.note},
    )
    if request.method == "POST" and form.is_valid():
        _change_date(request, publication, occurrence.day, form)
        return redirect("writing:event_dates", code=code)
    status = 422 if form.is_bound else 200
    context = {"publication": publication, "occurrence": occurrence, "form": form, **_who(publication)}
    return render(request, "newsroom/event_date_change.html", context, status=status)


def _change_date(request: PersonRequest, publication: Publication, day: date, form: DateForm) -> None:
    values, now = form.cleaned_data, timezone.now()
    if values["what"] == DateForm.CANCEL:
        actions.cancel_date(actor=request.user, publication=publication, day=day, reason=values["reason"], now=now)
        messages.success(request, _("Tanggal itu dibatalkan. Tanggal lain tetap."))
        return
    actions.move_date(
        actor=request.user,
        publication=publication,
        day=day,
        moved_date=values["moved_date"],
        moved_time=values.get("moved_time"),
        reason=values["reason"],
        now=now,
    )
    messages.success(request, _("Tanggal itu sudah pindah. Kalender warga ikut berubah."))


@login_required
@require_POST
def event_date_restore(request: PersonRequest, code: str, day: str) -> HttpResponse:
    """Kembalikan: the date is where the series has it."""
    publication = _found(request, code)
    actions.restore_date(actor=request.user, publication=publication, day=_date_of(publication, day).day, now=timezone.now())
    messages.success(request, _("Tanggal itu kembali seperti semula."))
    return redirect("writing:event_dates", code=code)


def _who(publication: Publication) -> dict[str, str]:
    return {"place_label": publication.sender}
