"""Bringing files, describing them, and handing them out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest

from . import actions, queries, rules
from .forms import UploadForm
from .models import Upload
from .serving import file_response, guard


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that named itself, or the front of the workspace."""
    address = request.POST.get("kembali", "") or request.headers.get("Referer", "")
    is_safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(address if is_safe else "/ruang/")


def as_json(upload: Upload) -> dict[str, Any]:
    """What the page needs to show the file it just sent."""
    picture = queries.picture_of(upload)
    return {
        "key": upload.key,
        "src": picture.src if picture else "",
        "width": upload.width,
        "height": upload.height,
        "alt": upload.alt,
    }


def _no(request: HttpRequest, sentence: str, status: int = 422) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": sentence}, status=status)
    messages.error(request, sentence)
    return _back(request)


@login_required
@require_POST
def upload_create(request: PersonRequest) -> HttpResponse:
    """Take one file. Answers JSON to a script, else returns to the page with the outcome in words."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        wrong = next(iter(form.errors.values()))[0] if "file" not in form.errors else _("Belum ada foto atau berkas yang dipilih.")
        return _no(request, str(wrong))
    given = dict(form.cleaned_data)
    try:
        upload = actions.store_upload(actor=request.user, now=timezone.now(), **given)
    except rules.Refused as refusal:
        return _no(request, str(refusal))
    except rules.Denied as denial:
        if _wants_json(request):
            return _no(request, str(denial), 403)
        raise
    if _wants_json(request):
        return JsonResponse(as_json(upload), status=201)
    messages.success(request, _("Foto sudah sampai.") if upload.kind == Upload.Kind.PICTURE else _("Berkas sudah sampai."))
    return _back(request)


def _visitor(request: HttpRequest) -> Any:
    """The signed-in person on the hub; on sites nobody is signed in, and no session is touched for somebody who brought none."""
    on_site = getattr(request, "site", None) is not None
    return AnonymousUser() if on_site or settings.SESSION_COOKIE_NAME not in request.COOKIES else request.user


@require_safe
def upload_show(request: HttpRequest, key: str, variant: str) -> HttpResponse:
    """Hand out one file of an upload: to everybody once it is public, before that to the owner's desk; else there is nothing here."""
    upload = queries.get_upload(key)
    if not upload.is_public and not rules.can_see_upload(_visitor(request), upload):
        raise rules.NotVisible(_("Berkas ini tidak ada."))
    response, tag = file_response(upload, variant), f'"{upload.key}-{variant}"'
    if tag in request.headers.get("If-None-Match", ""):
        response.close()
        response = HttpResponseNotModified()
        guard(response)
    response["ETag"] = tag
    if upload.is_public:
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if upload.is_public else "private, max-age=600"
    return response
