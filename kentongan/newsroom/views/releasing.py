"""Letting everybody see a picture of an answer, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.requests import PersonRequest
from kentongan.media.rules import Refused
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import address_of

from ..actions import releasing as actions
from ..forms.releasing import ReleaseForm
from ..models import PassingOnPhoto
from ..queries import releasing as queries
from ..queries.passing_on import groups_of_actor
from ..rules import releasing as rules


def _found(request: PersonRequest, key: str) -> PassingOnPhoto:
    """The picture, for those who release it or take it back. Raises NotVisible."""
    photo = queries.get_proof(key)
    if not rules.can_see_release(request.user, photo):
        raise rules.NotVisible(_("Foto ini tidak ada."))
    return photo


def _form(photo: PassingOnPhoto, data: object = None) -> ReleaseForm:
    group = photo.part.reception.group
    return ReleaseForm(
        data, photo=photo, galleries=queries.galleries_of(group), used_last=queries.gallery_used_last(group), name=group.name
    )


def _page(request: PersonRequest, photo: PassingOnPhoto, form: ReleaseForm, status: int = 200) -> HttpResponse:
    task, group = photo.part.reception.task, photo.part.reception.group
    releases = queries.releases_of(photo)
    standing = next((release for release in releases if release.withdrawn_at is None), None)
    shown_in = queries.shown_in(standing.copy) if standing is not None and standing.copy is not None else []
    crumbs = [{"label": _("Tugas menyebarkan"), "url": reverse("writing:task_list")}]
    if group in groups_of_actor(task, request.user):
        address = reverse("writing:task_show", kwargs={"code": task.publication.code})
        crumbs.append({"label": task.publication.title, "url": f"{address}?kelompok={group.pk}#sudah"})
    context = {
        "photo": photo,
        "publication": task.publication,
        "form": form,
        "releases": releases,
        "standing": standing,
        "shown_in": [(one, address_of(one) if one.is_public else "") for one in shown_in],
        "why_not": rules.why_not_release(request.user, photo),
        "original": reverse("writing:proof_show", kwargs={"key": photo.upload.key, "variant": photo.large}),
        "crumbs": crumbs,
        "place_label": group.name,
    }
    return render(request, "newsroom/proof_release.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proof_release(request: PersonRequest, key: str) -> HttpResponse:
    """What is decided about a picture of an answer: release a copy, or see where it hangs and who released it."""
    photo = _found(request, key)
    if request.method != "POST":
        return _page(request, photo, _form(photo))
    if not rules.can_release_proof(request.user, photo):
        raise rules.Denied(rules.why_not_release(request.user, photo))
    form = _form(photo, request.POST)
    if not form.is_valid():
        return _page(request, photo, form, status=422)
    try:
        _release, gallery = actions.release_proof(actor=request.user, photo=photo, now=timezone.now(), **form.said())
    except (Refused, rules.Denied, rules.Stale) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, queries.get_proof(key), form, status=422)
    said = _("Foto ini sekarang tampil di galeri “%(title)s”. Periksa sekali lagi hasilnya.")
    if not gallery.is_public:
        said = _("Foto ini masuk galeri “%(title)s”. Warga melihatnya begitu galeri itu terbit.")
    messages.success(request, said % {"title": gallery.title})
    return redirect("writing:proof_release", key=key)


@login_required
@require_POST
def proof_take_back(request: PersonRequest, key: str) -> HttpResponse:
    """Take the copy off every page."""
    photo = _found(request, key)
    shown_by = actions.take_back_release(actor=request.user, photo=photo, now=timezone.now())
    messages.success(request, _("Foto sudah ditarik dari semua halaman. Foto aslinya tetap tersimpan bersama jawaban."))
    for gallery in shown_by:
        if gallery.kind == Publication.Kind.GALLERY and gallery.is_public and gallery.cover_id is None:
            said = _("Galeri “%(title)s” sekarang kosong. Tambah foto lain, atau tarik galerinya.")
            messages.info(request, said % {"title": gallery.title})
    return redirect("writing:proof_release", key=key)
