"""A photo of a report: what in it is made unrecognisable, and whether everybody sees it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.cases.models import Case, CaseAttachment
from kentongan.core.secrecy import confidential_form
from kentongan.media.rules import Refused

from .. import actions, queries, rules
from ..forms import ReleaseForm


def _found(request: PersonRequest, number: str, key: str) -> tuple[Case, CaseAttachment]:
    """The report and its photo, for those who decide on it. Raises NotVisible, Denied."""
    case = queries.get_for_officer(request.user, number)
    photo = queries.get_photo(case, key)
    if not rules.can_release_pictures(request.user, case):
        raise rules.Denied(_("Foto ditampilkan dan ditarik oleh petugas yang menangani laporan."))
    return case, photo


def _page(request: PersonRequest, case: Case, photo: CaseAttachment, form: ReleaseForm, status: int = 200) -> HttpResponse:
    picture = queries.picture_of_photo(photo)
    shown = {
        "case": case,
        "photo": photo,
        "picture": picture,
        "form": form,
        "original": reverse(
            "casework:file_show", kwargs={"number": case.number, "key": photo.upload.key, "variant": f"{max(photo.upload.variants)}.jpg"}
        ),
        "why_not": rules.why_not_release(request.user, case, queries.report_of(case)),
    }
    return render(request, "aspirations/picture_show.html", shown, status=status)


@login_required
@confidential_form
@require_safe
def picture_show(request: PersonRequest, number: str, key: str) -> HttpResponse:
    """The photo with what would be hidden in it; or the copy that everybody sees."""
    case, photo = _found(request, number, key)
    form = ReleaseForm(upload=photo.upload, picture=queries.picture_of_photo(photo))
    return _page(request, case, photo, form)


@login_required
@confidential_form
@require_POST
def picture_release(request: PersonRequest, number: str, key: str) -> HttpResponse:
    """Let everybody see a copy of it."""
    case, photo = _found(request, number, key)
    form = ReleaseForm(request.POST, upload=photo.upload, picture=queries.picture_of_photo(photo))
    if not form.is_valid():
        return _page(request, case, photo, form, status=422)
    try:
        actions.release_picture(
            actor=request.user, case=case, attachment=photo, boxes=form.boxes, alt=form.cleaned_data["lihat"], now=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, case, photo, form, status=422)
    messages.success(request, _("Foto ini sekarang tampil untuk umum. Periksa sekali lagi hasilnya."))
    return redirect("reporting:picture_show", number=case.number, key=photo.upload.key)


@login_required
@require_POST
def picture_withdraw(request: PersonRequest, number: str, key: str) -> HttpResponse:
    """Take it off the public pages."""
    case, photo = _found(request, number, key)
    actions.withdraw_picture(actor=request.user, case=case, attachment=photo, now=timezone.now())
    messages.success(request, _("Foto sudah ditarik. Foto aslinya tetap tersimpan bersama laporan."))
    return redirect("reporting:picture_show", number=case.number, key=photo.upload.key)
