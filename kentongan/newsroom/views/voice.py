"""Naskah pengeras suara: reading it, writing it otherwise, hearing it, and having it recorded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import NotVisible

from .. import rules
from ..actions import voice as deeds
from ..forms.voice import ScriptForm
from ..queries import voice
from .sharing import publication_out


def _page(request: PersonRequest, code: str, *, form: ScriptForm | None = None) -> HttpResponse:
    publication = publication_out(code)
    script = voice.script_page(publication)
    context: dict[str, Any] = {
        "publication": publication,
        "script": script,
        "may_write": rules.can_write_script(request.user, publication),
        "form": form or ScriptForm(initial={"naskah": script.text}),
        "can_record": voice.can_record(),
        "may_record": rules.can_record_script(request.user, publication),
        "has_recording": voice.recording_path(publication, script.text).exists(),
    }
    return render(request, "newsroom/script_show.html", context, status=422 if form is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def script_show(request: PersonRequest, code: str) -> HttpResponse:
    """The script with its reading time; who writes for the sender changes it here."""
    if request.method != "POST":
        return _page(request, code)
    publication, form = publication_out(code), ScriptForm(request.POST)
    if not form.is_valid():
        return _page(request, code, form=form)
    deeds.keep_script(actor=request.user, publication=publication, text=form.cleaned_data["naskah"], now=timezone.now())
    messages.success(request, _("Naskah tersimpan."))
    return redirect("writing:script_show", code=publication.code)


@login_required
@require_POST
def script_drop(request: PersonRequest, code: str) -> HttpResponse:
    """Back to the script that the rules make."""
    publication = publication_out(code)
    deeds.drop_script(actor=request.user, publication=publication, now=timezone.now())
    messages.success(request, _("Naskah kembali seperti semula."))
    return redirect("writing:script_show", code=publication.code)


@login_required
@require_safe
def script_read(request: PersonRequest, code: str) -> HttpResponse:
    """The script in very large type, to be read from the phone beside the microphone."""
    publication = publication_out(code)
    return render(request, "newsroom/script_read.html", {"publication": publication, "script": voice.script_page(publication)})


@login_required
@require_POST
def script_record(request: PersonRequest, code: str) -> HttpResponse:
    """Let the worker make the sound file."""
    publication = publication_out(code)
    deeds.record_later(actor=request.user, publication=publication)
    messages.success(request, _("Rekaman sedang dibuat. Muat ulang halaman ini sebentar lagi."))
    return redirect("writing:script_show", code=publication.code)


@login_required
@require_safe
def recording_show(request: PersonRequest, code: str) -> FileResponse:
    """The sound file of the script as it is now; 404 while there is none."""
    publication = publication_out(code)
    path = voice.recording_path(publication, voice.script_page(publication).text)
    if not path.exists():
        raise NotVisible(_("Rekaman naskah ini belum dibuat."))
    name = f"{publication.slug}.opus"
    return FileResponse(path.open("rb"), content_type="audio/ogg", filename=name, headers={"Cache-Control": "private, no-cache"})
