"""Writing the own words of a report, choosing its pictures, freezing and withdrawing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.requests import PersonRequest
from kentongan.groups.queries import activities_of

from .. import actions, rules
from ..forms import PhotosForm, WithdrawForm, WordsForm
from ..models import ActivityReport
from ..policies.adding import MOST_PHOTOS
from ..policies.periods import Period
from ..queries.composing import offered_photos, photos_of, words_of
from ..queries.finding import get_period, get_revision, reports_of
from ..queries.owners import Owner
from .reports import found_owner


def _writable(request: PersonRequest, key: str, slug: str, code: str) -> tuple[Owner, Period, ActivityReport | None]:
    """A report whose own words the actor writes. Raises NotVisible, Denied, Stale."""
    owner = found_owner(request, slug, code)
    period = get_period(key, today=timezone.localdate())
    if not rules.can_write(request.user, owner):
        raise rules.Denied(_("Isi laporan ditulis oleh redaktur, ketua, atau koordinator."))
    report = get_revision(reports_of(owner, period), "")
    if report is not None and not report.is_draft:
        raise rules.Stale(_("Laporan ini sudah disahkan. Untuk mengubahnya, tarik dulu."))
    return owner, period, report


def _page(owner: Owner, period: Period) -> dict[str, object]:
    return {
        "owner": owner,
        "period": period,
        "here": owner.address("report_show", key=period.key),
        "list_url": owner.address("report_list"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_write(request: PersonRequest, key: str, slug: str = "", code: str = "") -> HttpResponse:
    """The own words of the report, and who signs it."""
    owner, period, report = _writable(request, key, slug, code)
    words: dict[str, object] = {**words_of(owner, report), "version": report.version if report else 0}
    form = WordsForm(request.POST or None, initial=words)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.write_report(actor=request.user, owner=owner, period=period, version=version, words=form.read(), now=timezone.now())
        messages.success(request, _("Isi laporan sudah disimpan."))
        return redirect(owner.address("report_show", key=key))
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/report_write.html", {**_page(owner, period), "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_photos(request: PersonRequest, key: str, slug: str) -> HttpResponse:
    """Which of the period's pictures the report shows."""
    owner, period, report = _writable(request, key, slug, "")
    entries = list(activities_of([owner.own_group], period.start, period.end))
    offered = offered_photos(owner, entries)
    keys = [upload.key for _entry, uploads in offered for upload in uploads]
    form = PhotosForm(request.POST or None, keys=keys)
    by_rule = "pilihkan" in request.POST
    if request.method == "POST" and (by_rule or form.is_valid()):
        chosen = None if by_rule else form.cleaned_data["foto"]
        actions.choose_photos(actor=request.user, owner=owner, period=period, keys=chosen, now=timezone.now())
        messages.success(request, _("Foto laporan sudah disimpan."))
        return redirect(owner.address("report_show", key=key))
    shown = {
        **_page(owner, period),
        "form": form,
        "offered": offered,
        "chosen": request.POST.getlist("foto")
        if request.method == "POST"
        else [photo.key for photo in photos_of(owner, entries, report.photo_keys if report else None)],
        "most": MOST_PHOTOS,
    }
    return render(request, "evaluation/report_photos.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
@login_required
def report_freeze(request: PersonRequest, key: str, slug: str = "", code: str = "") -> HttpResponse:
    """Freeze the report under its number."""
    owner = found_owner(request, slug, code)
    period = get_period(key, today=timezone.localdate())
    report = actions.freeze_report(actor=request.user, owner=owner, period=period, now=timezone.now())
    messages.success(request, _("Laporan disahkan dengan nomor %(number)s.") % {"number": report.number})
    return redirect(owner.address("report_show", key=key))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_withdraw(request: PersonRequest, key: str, slug: str = "", code: str = "") -> HttpResponse:
    """Take a frozen report back, and say why."""
    owner = found_owner(request, slug, code)
    period = get_period(key, today=timezone.localdate())
    if not rules.can_freeze(request.user, owner):
        raise rules.Denied(_("Laporan ditarik oleh ketua kelompok atau koordinator."))
    report = get_revision(reports_of(owner, period), "")
    if report is None or report.is_draft:
        raise rules.Stale(_("Laporan ini belum disahkan, jadi tidak ada yang ditarik."))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withdraw_report(actor=request.user, owner=owner, period=period, reason=reason, now=timezone.now())
        messages.success(request, _("Laporan ditarik. Perbaiki isinya, lalu sahkan lagi sebagai revisi."))
        return redirect(owner.address("report_show", key=key))
    status = 422 if request.method == "POST" else 200
    shown = {**_page(owner, period), "form": form, "report": report}
    return render(request, "evaluation/report_withdraw.html", shown, status=status)
