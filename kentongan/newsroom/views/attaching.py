"""Pictures and documents of a text: one more from a phone, one back again, and all of them after publication."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.models import Person
from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, NotVisible
from kentongan.media.models import Upload
from kentongan.media.queries import find_upload_of
from kentongan.media.rules import Refused
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .. import actions, queries, rules
from ..forms import AttachedForm, FilesForm
from ..queries.releasing import is_proof
from .writing import bring_files, signed_out, tell_arranged

ROWS = {Upload.Kind.PICTURE: "newsroom/picture_row.html", Upload.Kind.DOCUMENT: "newsroom/document_row.html"}
KINDS = {"foto": Upload.Kind.PICTURE, "berkas": Upload.Kind.DOCUMENT}


def _client_id(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


@require_POST
def attachment_add(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """One more picture or document, from a script: JSON with its row of the form out; 400 refused, 401 signed out, 403, 404."""
    user = request.user
    if not isinstance(user, Person):
        return signed_out()
    file = request.FILES.get("file")
    kind = KINDS.get(part)
    try:
        if kind is None:
            raise NotVisible(_("Bagian ini tidak ada."))
        publication = queries.get_for_workspace(actor=user, code=code)
        if kind == Upload.Kind.PICTURE and publication.kind != Publication.Kind.GALLERY:
            raise NotVisible(_("Foto seperti ini hanya untuk galeri."))
        if file is None:
            raise Refused(_("Belum ada foto atau berkas yang dipilih."))
        attachment = actions.attach_file(
            actor=user,
            publication=publication,
            file=file,
            kind=kind,
            client_id=_client_id(request.POST.get("client_id", "")),
            now=timezone.now(),
        )
    except NotVisible as hidden:
        return JsonResponse({"message": str(hidden)}, status=404)
    except Denied as denial:
        return JsonResponse({"message": str(denial)}, status=403)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    form = AttachedForm(publication=queries.get_for_workspace(actor=user, code=code))
    row = next(row for row in (*form.pictures, *form.documents) if row.pk == attachment.pk)
    left = form.pictures_left if kind == Upload.Kind.PICTURE else form.documents_left
    html = render_to_string(ROWS[kind], {"row": row, "publication": publication})
    return JsonResponse({"id": attachment.pk, "html": html, "left": left}, status=201)


@login_required
@require_POST
def attachment_restore(request: PersonRequest, code: str, key: str) -> HttpResponse:
    """Hang on the text again what was just taken off, behind the others."""
    publication = queries.get_for_workspace(actor=request.user, code=code)
    upload = find_upload_of(publication.owner, key)
    if upload is None or is_proof(upload):
        raise NotVisible(_("Berkas ini tidak ada."))
    publishing.attach_upload(actor=request.user, publication=publication, upload=upload, now=timezone.now())
    messages.success(request, _("Sudah kembali, di urutan terakhir."))
    name = "writing:attachment_edit" if publication.is_public else "writing:article_write"
    part = "foto" if upload.kind == Upload.Kind.PICTURE else "berkas"
    return redirect(f"{reverse(name, kwargs={'code': code})}#{part}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attachment_edit(request: PersonRequest, code: str) -> HttpResponse:
    """Pictures and documents of a text that everybody can read; before that they are changed where it is written."""
    publication = queries.get_for_workspace(actor=request.user, code=code)
    if not publication.is_public:
        return redirect("writing:article_write", code=code)
    if not rules.can_attach_file(request.user, publication):
        raise Denied(_("Foto dan berkas tulisan terbit diubah oleh redaktur atau ketua."))
    if request.method != "POST":
        return _edit_page(request, publication, FilesForm(publication=publication))
    step, _sep, which = request.POST.get("langkah", "simpan").partition(":")
    form = FilesForm(request.POST, request.FILES, publication=publication)
    if not form.is_valid():
        return _edit_page(request, publication, form, status=422)
    arrangement = form.arrangement(step, which)
    if form.is_gallery and step == "lepas" and form.section_of(which) == "foto" and len(form.pictures) == 1:
        form.add_error("photos", _("Ini foto terakhir. Pilih penggantinya dulu, atau tarik galerinya."))
        return _edit_page(request, publication, form, status=422)
    actions.arrange_files(actor=request.user, publication=publication, arrangement=arrangement, now=timezone.now())
    bring_files(request, publication, form)
    if form.errors:
        return _edit_page(request, publication, form, status=422)
    if step in ("naik", "turun", "lepas"):
        tell_arranged(request, publication, form, step, which)
        return redirect(f"{request.path}#{form.section_of(which)}")
    messages.success(request, _("Foto dan berkas sudah disimpan."))
    return redirect("writing:article_preview", code=code)


def _edit_page(request: PersonRequest, publication: Publication, form: FilesForm, *, status: int = 200) -> HttpResponse:
    context = {"publication": publication, "form": form, "place_label": publication.sender}
    return render(request, "newsroom/attachment_edit.html", context, status=status)
