"""Decrees and the board."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.models import Person
from kentongan.accounts.requests import PersonRequest
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Decree
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload
from kentongan.media.queries import variant_url
from kentongan.media.rules import Refused
from kentongan.sites.models import Site

from .. import queries
from ..forms import DecreeForm, DismissForm, SeatForm
from .desks import managed_desk
from .requests import tell


@require_safe
@login_required
def decree_list(request: PersonRequest, slug: str) -> HttpResponse:
    """The group's decrees, its board, and when the term of office ends."""
    site = queries.get_desk(actor=request.user, slug=slug)
    group, today = site.group, timezone.localdate()
    decrees = list(group_queries.decrees_of(group))
    shown = {
        "site": site,
        "group": group,
        "decrees": [(decree, decree.is_in_force(today)) for decree in decrees],
        "board": group_queries.board_of(group),
        "term_end": group_queries.term_end_of(group),
        "today": today,
        "manages": group_rules.may_manage_group(request.user, group),
    }
    return render(request, "workspace/decree_list.html", shown)


def scan_of_form(request: PersonRequest, site: Site, form: DecreeForm) -> str | None:
    """The key of the scan that came with the form, None where none came. Raises Refused."""
    scan = form.cleaned_data.get("scan")
    if scan is None:
        return None
    return store_upload(actor=request.user, owner=site.group.scope, file=scan, now=timezone.now()).key


def _save_decree(request: PersonRequest, site: Site, form: DecreeForm, decree: Decree | None) -> Decree | None:
    """The decree as saved, or None where its scan is not taken; then the form says why."""
    try:
        scan_key = scan_of_form(request, site, form)
    except Refused as refused:
        form.add_error("scan", str(refused))
        return None
    values = {name: value for name, value in form.cleaned_data.items() if name != "scan"}
    if decree is None:
        return group_actions.add_decree(actor=request.user, group=site.group, now=timezone.now(), scan_key=scan_key or "", **values)
    return group_actions.change_decree(actor=request.user, decree=decree, now=timezone.now(), scan_key=scan_key, **values)


def _decree_page(request: PersonRequest, site: Site, decree: Decree | None) -> HttpResponse:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DecreeForm(*data, group=site.group, decree=decree)
    if request.method == "POST" and form.is_valid():
        saved = _save_decree(request, site, form, decree)
        if saved is not None:
            tell(request, _("SK %(number)s sudah dicatat.") % {"number": saved.number})
            return redirect("workspace:decree_list", slug=site.slug)
    shown = {"site": site, "group": site.group, "decree": decree, "form": form, "scan_url": scan_url(decree)}
    return render(request, "workspace/decree_edit.html", shown, status=422 if request.method == "POST" else 200)


def scan_url(decree: Decree | None) -> str:
    """Where the scan of a decree can be looked at, "" where there is none."""
    if decree is None or not decree.scan_key:
        return ""
    upload = queries.scan_of(decree)
    if upload is None:
        return ""
    return variant_url(upload, "dokumen.pdf" if upload.kind == Upload.Kind.DOCUMENT else f"{max(upload.variants)}.jpg")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decree_add(request: PersonRequest, slug: str) -> HttpResponse:
    """Enter a decree."""
    return _decree_page(request, managed_desk(request, slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decree_edit(request: PersonRequest, slug: str, decree_id: int) -> HttpResponse:
    """Put right what was entered of a decree."""
    site = managed_desk(request, slug)
    return _decree_page(request, site, group_queries.get_decree(site.group, decree_id))


def member_called(site: Site, name: str) -> Person | None:
    """The one member of exactly this name: a seat is joined to an account where that is certain."""
    found = [member.person for member in group_queries.members_of(site.group).filter(person__full_name__iexact=name)[:2]]
    return found[0] if len(found) == 1 else None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_add(request: PersonRequest, slug: str) -> HttpResponse:
    """Appoint somebody to the board by decree."""
    site = managed_desk(request, slug)
    form = SeatForm(request.POST or None, group=site.group)
    if request.method == "POST" and form.is_valid():
        person = member_called(site, form.cleaned_data["person_name"])
        seat = group_actions.seat_board_member(actor=request.user, group=site.group, person=person, now=timezone.now(), **form.cleaned_data)
        tell(request, _("%(name)s sekarang %(title)s.") % {"name": seat.person_name, "title": seat.title.lower()})
        return redirect("workspace:decree_list", slug=slug)
    shown = {"site": site, "group": site.group, "form": form, "has_decree": group_queries.decrees_of(site.group).exists()}
    return render(request, "workspace/seat_add.html", shown, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_dismiss(request: PersonRequest, slug: str, seat_id: int) -> HttpResponse:
    """End somebody's office by decree."""
    site = managed_desk(request, slug)
    seat = group_queries.get_seat(site.group, seat_id)
    form = DismissForm(request.POST or None, group=site.group)
    if request.method == "POST" and form.is_valid():
        group_actions.dismiss_board_member(actor=request.user, seat=seat, decree=form.cleaned_data["decree"], now=timezone.now())
        words = {"name": seat.person_name, "title": seat.title.lower()}
        tell(
            request,
            _("%(name)s bukan %(title)s lagi.") % words,
            undo=reverse("workspace:seat_reinstate", kwargs={"slug": slug, "seat_id": seat.pk}),
        )
        return redirect("workspace:decree_list", slug=slug)
    shown = {"site": site, "group": site.group, "seat": seat, "form": form}
    return render(request, "workspace/seat_dismiss.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
@login_required
def seat_reinstate(request: PersonRequest, slug: str, seat_id: int) -> HttpResponse:
    """The undo of seat_dismiss."""
    site = managed_desk(request, slug)
    seat = group_queries.get_seat(site.group, seat_id)
    group_actions.reinstate_board_member(actor=request.user, seat=seat, now=timezone.now())
    tell(request, _("%(name)s kembali menjabat.") % {"name": seat.person_name})
    return redirect("workspace:decree_list", slug=slug)
