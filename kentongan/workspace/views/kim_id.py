"""kim.id: how far the group's site there is, and copying texts to it quickly."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import NotVisible
from kentongan.groups import actions as group_actions
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import copies_for_kim_id, get_for_workspace

from .. import queries
from ..forms import KimIdForm
from .desks import managed_desk
from .requests import query_without_page, tell

PER_PAGE = 5  # whole texts, so that a page stays light
SHOWN: dict[str, tuple[bool | None, Callable[[], str]]] = {
    "": (False, lambda: _("Belum disalin")),
    "sudah": (True, lambda: _("Sudah disalin")),
    "semua": (None, lambda: _("Semua")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kim_id_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """How far the group's application for a site on kim.id is."""
    site = managed_desk(request, slug)
    form = KimIdForm(request.POST or None, initial=KimIdForm.initial_of(site.group))
    if request.method == "POST" and form.is_valid():
        group_actions.record_kim_id(actor=request.user, group=site.group, now=timezone.now(), **form.cleaned_data)
        tell(request, _("Keadaan di kim.id sudah dicatat."))
        return redirect("workspace:desk_show", slug=slug)
    shown = {"site": site, "group": site.group, "form": form}
    return render(request, "workspace/kim_id_edit.html", shown, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def kim_id_copy(request: PersonRequest, slug: str) -> HttpResponse:
    """The group's texts ready to be pasted: title, text, pictures; those not copied yet first of all."""
    site = queries.get_desk(actor=request.user, slug=slug)
    shown_now = request.GET.get("tampil", "") if request.GET.get("tampil") in SHOWN else ""
    with scope(owner=[site.group.scope]):
        page = Paginator(copies_for_kim_id(site.group.scope, is_copied=SHOWN[shown_now][0]), PER_PAGE).get_page(request.GET.get("hal"))
        shown = {
            "site": site,
            "group": site.group,
            "page": page,
            "copies": [queries.copy_of(publication) for publication in page],
            "chips": [
                {"label": label(), "url": "?" + query_without_page(request, tampil=name), "is_current": name == shown_now}
                for name, (_is_copied, label) in SHOWN.items()
            ],
            "shown_now": shown_now,
            "query": query_without_page(request),
        }
        return render(request, "workspace/kim_id_copy.html", shown)


def _text_of_desk(request: PersonRequest, slug: str, code: str) -> Publication:
    site = queries.get_desk(actor=request.user, slug=slug)
    publication = get_for_workspace(actor=request.user, code=code)
    if publication.group_id != site.group_id:
        raise NotVisible(_("Tulisan ini bukan milik kelompok ini."))
    return publication


@require_POST
@login_required
def kim_id_mark(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """A text was copied to kim.id."""
    publication = _text_of_desk(request, slug, code)
    publishing.mark_copied(actor=request.user, publication=publication, is_copied=True, now=timezone.now())
    undo = reverse("workspace:kim_id_unmark", kwargs={"slug": slug, "code": code})
    tell(request, _("Ditandai sudah disalin: “%(title)s”") % {"title": publication}, undo=undo)
    return redirect("workspace:kim_id_copy", slug=slug)


@require_POST
@login_required
def kim_id_unmark(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """The undo of kim_id_mark."""
    publication = _text_of_desk(request, slug, code)
    publishing.mark_copied(actor=request.user, publication=publication, is_copied=False, now=timezone.now())
    tell(request, _("Belum disalin lagi: “%(title)s”") % {"title": publication})
    return redirect("workspace:kim_id_copy", slug=slug)
