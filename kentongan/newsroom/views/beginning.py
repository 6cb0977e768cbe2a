"""Where a text begins: in whose name?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied
from kentongan.publishing.models import Publication

from .. import actions, queries


def _begin(request: PersonRequest, desks: list[queries.Desk], *, title: str) -> HttpResponse:
    if request.method == "POST":
        desk = queries.get_desk(desks, request.POST.get("meja", ""))
        publication = actions.begin_text(actor=request.user, desk=desk, now=timezone.now())
        return redirect("writing:article_write", code=publication.code)
    if not desks:
        raise Denied(_("Anda belum terdaftar sebagai penulis. Minta ketua KIM atau koordinator kabupaten mendaftarkan Anda dulu."))
    return render(request, "newsroom/article_begin.html", {"desks": desks, "title": title, "others": _beginnings(request)})


def _beginnings(request: PersonRequest) -> list[dict[str, str]]:
    """Where the kinds are begun that have a page of their own, if the actor may; not the page itself."""
    own = [
        ("writing:event_begin", _("Tulis agenda"), Publication.Kind.EVENT),
        ("writing:gallery_begin", _("Buat galeri"), Publication.Kind.GALLERY),
    ]
    return [
        {"url": url, "label": label, "icon": queries.ICONS[kind]}
        for name, label, kind in own
        if (url := reverse(name)) != request.path and queries.desks_for(request.user, kind)
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def article_begin(request: PersonRequest) -> HttpResponse:
    """Tulis: in whose name? Then a draft is made and opened."""
    return _begin(request, queries.desks_of(request.user), title=_("Tulis"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin_begin(request: PersonRequest) -> HttpResponse:
    """Tulis pengumuman: only the desks that send bulletins."""
    return _begin(request, queries.desks_for(request.user, Publication.Kind.BULLETIN), title=_("Tulis pengumuman"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gallery_begin(request: PersonRequest) -> HttpResponse:
    """Buat galeri: in whose name?"""
    return _begin(request, queries.desks_for(request.user, Publication.Kind.GALLERY), title=_("Buat galeri"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def event_begin(request: PersonRequest) -> HttpResponse:
    """Tulis agenda: in the name of a group, a region or an office."""
    return _begin(request, queries.desks_for(request.user, Publication.Kind.EVENT), title=_("Tulis agenda"))
