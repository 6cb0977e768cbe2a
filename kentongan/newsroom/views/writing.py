"""Where texts are written: the guided form, saving while typing, and who else is here."""

import json
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.models import Person
from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.media import actions as media
from kentongan.media.models import Upload
from kentongan.media.queries import picture_of
from kentongan.media.rules import Refused
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.rules import can_edit_publication

from .. import actions, queries, rules
from ..actions import sending
from ..forms import AttachedForm, WritingForm, form_class_of
from ..policies import Answers
from .words import clock

A_SECTION = re.compile(r"[a-z]{1,20}")


# The page on which each kind is written; its sections are the steps of the walk.
TABLES = {
    Publication.Kind.ARTICLE: "newsroom/article_write.html",
    Publication.Kind.BULLETIN: "newsroom/bulletin_write.html",
    Publication.Kind.GALLERY: "newsroom/gallery_write.html",
    Publication.Kind.EVENT: "newsroom/event_write.html",
    Publication.Kind.ALERT: "newsroom/alert_write.html",
}


def _page(
    request: PersonRequest, publication: Publication, form: WritingForm, *, status: int = 200, theirs: Publication | None = None
) -> HttpResponse:
    now = timezone.now()
    upload = form.upload if form.is_bound else publication.cover
    may = rules.steps_for(request.user, publication, now)
    context = {
        "publication": publication,
        "form": form,
        "listed": queries.listed_places(publication, may.lock),
        "cover": picture_of(upload),
        "may": may,
        "others": queries.others_present(publication, actor=request.user, now=now),
        "theirs": theirs,
        "place_label": publication.sender,
    }
    return render(request, TABLES[Publication.Kind(publication.kind)], context, status=status)


def _opened(publication: Publication) -> WritingForm:
    form_class = form_class_of(publication)
    return form_class(publication=publication, initial=form_class.initial_for(publication))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def article_write(request: PersonRequest, code: str) -> HttpResponse:
    """The writing table of an article or a bulletin."""
    publication = queries.get_for_workspace(actor=request.user, code=code)
    if request.method == "POST":
        return _keep(request, publication)
    if not can_edit_publication(request.user, publication):
        return redirect("writing:article_preview", code=code)
    publishing.note_presence(actor=request.user, publication=publication, now=timezone.now())
    return _page(request, publication, _opened(publication))


def _bring_photo(request: PersonRequest, publication: Publication, form: WritingForm) -> None:
    """The photo that came with the form itself (no script); a refusal stands beside its field and the rest is kept."""
    file = form.cleaned_data.get("photo")
    if file:
        try:
            form.upload = media.store_upload(
                actor=request.user, owner=publication.owner, file=file, now=timezone.now(), pictures_only=True, **form.picture()
            )
        except Refused as refusal:
            form.add_error("photo", str(refusal))
    elif form.cleaned_data.get("remove_cover"):
        form.upload = None


def bring_files(request: PersonRequest, publication: Publication, form: AttachedForm) -> None:
    """The pictures and documents that came with the form itself (no script); what is refused is said beside its field, the rest is kept."""
    for name, kind in (("photos", Upload.Kind.PICTURE), ("papers", Upload.Kind.DOCUMENT)):
        for file in form.cleaned_data.get(name, []):
            try:
                form.take_in(actions.attach_file(actor=request.user, publication=publication, file=file, kind=kind, now=timezone.now()))
            except Refused as refusal:
                form.add_error(name, f"{file.name}: {refusal}")


def _keep(request: PersonRequest, publication: Publication) -> HttpResponse:
    """Save the form, then take the step whose button was pressed."""
    step, _sep, section = request.POST.get("langkah", "simpan").partition(":")
    form = form_class_of(publication)(request.POST, request.FILES, publication=publication)
    if not form.is_valid():
        return _page(request, publication, form, status=422)
    if not can_edit_publication(request.user, publication):
        raise Denied(_("Tulisan ini sedang tidak bisa diubah oleh Anda."))
    _bring_photo(request, publication, form)
    before = queries.answers_of(queries.brief_of(publication))
    try:
        actions.write_text(
            actor=request.user,
            publication=publication,
            version=form.cleaned_data["version"],
            now=timezone.now(),
            cover=form.upload,
            arrangement=form.arrangement(step, section),
            **form.written(),
        )
    except Stale:
        stored = queries.get_for_workspace(actor=request.user, code=publication.code)
        form.set_typed(version=stored.version)
        return _page(request, publication, form, status=409, theirs=stored)
    form.set_typed(version=publication.version, cover=form.upload.key if form.upload else "")
    bring_files(request, publication, form)
    if form.errors or (step in ("ajukan", "terbitkan") and not form.require_complete()):
        return _page(request, publication, form, status=422)
    if step in ("naik", "turun", "lepas"):
        tell_arranged(request, publication, form, step, section)
        section = form.section_of(section)
    return _next(request, publication, step, section, before)


def tell_arranged(request: PersonRequest, publication: Publication, form: AttachedForm, step: str, which: str) -> None:
    """After taking one off: say so, with the way back."""
    attachment = next((one for each in form.attached.values() for one in each if str(one.pk) == which), None)
    if step == "lepas" and attachment is not None:
        undo = reverse("writing:attachment_restore", kwargs={"code": publication.code, "key": attachment.upload.key})
        is_picture = attachment.upload.kind == Upload.Kind.PICTURE
        messages.success(request, _("Foto sudah dilepas.") if is_picture else _("Berkas sudah dilepas."), extra_tags=f"undo:{undo}")


def _next(request: PersonRequest, publication: Publication, step: str, section: str, before: Answers) -> HttpResponse:
    here = reverse("writing:article_write", kwargs={"code": publication.code})
    now = timezone.now()
    if step == "susun":
        if not actions.compose_draft(actor=request.user, publication=publication, before=before, now=now):
            messages.info(request, _("Tulisan yang sudah Anda ubah tidak ditimpa. Kosongkan isinya dulu kalau mau disusun ulang."))
        return redirect(f"{here}#tulisan")
    if step == "sebarkan":
        return redirect("writing:task_ask", code=publication.code)
    if step == "pratinjau":
        return redirect("writing:article_preview", code=publication.code)
    if step == "ajukan":
        sending.submit_text(actor=request.user, publication=publication, now=now)
        tell_submitted(request, publication)
        return redirect("writing:article_preview", code=publication.code)
    if step == "terbitkan" and rules.steps_for(request.user, publication, now).lock is not None:
        return redirect(
            "writing:article_review", code=publication.code
        )  # during an election it is read as readers see it, and answered for
    if step == "terbitkan":
        sending.publish_text(actor=request.user, publication=publication, now=now)
        return redirect("writing:article_published", code=publication.code)
    if step == "simpan":
        messages.success(request, _("Tersimpan di server pukul %(time)s.") % {"time": clock(now)})
    return redirect(f"{here}#{section}" if A_SECTION.fullmatch(section) else here)


def tell_submitted(request: PersonRequest, publication: Publication) -> None:
    """Say where the text went and what happens next, with the way back."""
    names = [person.full_name for person in queries.reviewers_of(publication)]
    who = ", ".join(names[:3]) or _("koordinator")
    undo = reverse("writing:article_take_back", kwargs={"code": publication.code})
    messages.success(
        request,
        _("Sudah sampai di redaktur (%(who)s). Anda diberi tahu begitu tulisan ini diperiksa.") % {"who": who},
        extra_tags=f"undo:{undo}",
    )


def signed_out() -> JsonResponse:
    """To a script of somebody whose session ended: where to sign in."""
    return JsonResponse({"message": _("Sesi Anda sudah habis. Tulisan aman di HP ini."), "sign_in": reverse("account_login")}, status=401)


def _typed(request: HttpRequest) -> QueryDict:
    """What a script sent, as JSON, in the shape of a form. Raises ValueError."""
    values = json.loads(request.body or b"{}")
    if not isinstance(values, dict):
        raise TypeError("not an object")
    typed = QueryDict(mutable=True)
    for name, value in values.items():
        typed.setlist(str(name), [str(item) for item in value] if isinstance(value, list) else [str(value)])
    return typed


def _conflict(publication: Publication, stale: Stale) -> JsonResponse:
    return JsonResponse({"message": str(stale), "theirs": stale.theirs, "mine": stale.mine, "version": publication.version}, status=409)


@require_http_methods(["POST", "PUT"])
def article_save(request: HttpRequest, code: str) -> HttpResponse:
    """Saving while typing: JSON in, the new version out; 401 signed out, 403 not allowed, 409 with both texts, 422 too long."""
    user = request.user
    if not isinstance(user, Person):
        return signed_out()
    try:
        typed = _typed(request)
    except (ValueError, TypeError):
        return JsonResponse({"message": _("Kiriman ini tidak terbaca.")}, status=400)
    try:
        publication = queries.get_for_workspace(actor=user, code=code)
    except NotVisible as hidden:
        return JsonResponse({"message": str(hidden)}, status=404)
    form = form_class_of(publication)(typed, publication=publication)
    if not form.is_valid():
        wrong = {name: str(sentences[0]) for name, sentences in form.errors.items()}
        return JsonResponse({"message": next(iter(wrong.values())), "errors": wrong}, status=422)
    now = timezone.now()
    try:
        actions.write_text(
            actor=user,
            publication=publication,
            version=form.cleaned_data["version"],
            now=now,
            cover=form.upload,
            arrangement=form.arrangement(),
            **form.written(),
        )
    except Stale as stale:
        return _conflict(queries.get_for_workspace(actor=user, code=code), stale)
    except Denied as denial:
        return JsonResponse({"message": str(denial)}, status=403)
    return JsonResponse({"version": publication.version, "saved_at": now.isoformat(), "saved_words": clock(now)})


@require_POST
def article_presence(request: HttpRequest, code: str) -> HttpResponse:
    """I am here; who else is, and which version stands on the server?"""
    user = request.user
    if not isinstance(user, Person):
        return signed_out()
    try:
        publication = queries.get_for_workspace(actor=user, code=code)
    except NotVisible as hidden:
        return JsonResponse({"message": str(hidden)}, status=404)
    now = timezone.now()
    publishing.note_presence(actor=user, publication=publication, now=now)
    names = [presence.person.get_short_name() for presence in queries.others_present(publication, actor=user, now=now)]
    answer: dict[str, Any] = {
        "others": names,
        "words": words_about_others(names),
        "version": publication.version,
        "changed_by_other": publication.updated_by_id != user.pk,
        "changed_words": _("%(name)s menyimpan perubahan pukul %(time)s.")
        % {"name": publication.updated_by.get_short_name(), "time": clock(publication.updated_at)},
    }
    return JsonResponse(answer)


def words_about_others(names: list[str]) -> str:
    """ "Dewi sedang membuka tulisan ini."; nothing where nobody is."""
    if not names:
        return ""
    who = names[0] if len(names) == 1 else _("%(first)s dan %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("%(who)s sedang membuka tulisan ini.") % {"who": who}
