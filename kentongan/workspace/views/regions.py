"""The coordinator's desk: the register of groups, officers and offices of a region, and its sites."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import sought
from kentongan.core.rules import Denied, NotVisible
from kentongan.core.scopes import is_within
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Grant, Role
from kentongan.groups.rules import REGION_ROLES
from kentongan.regions.models import Region
from kentongan.regions.queries import path_of
from kentongan.sites import actions as site_actions
from kentongan.sites.addresses import origin_of
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

from .. import queries
from ..forms import MoveForm, NewGroupForm, OfficeForm, OfficerForm, SuspendForm
from .members import hand_over
from .requests import query_without_page, tell

PER_PAGE = 20
STATE_LABELS: dict[str, Callable[[], str]] = {
    "": lambda: _("Semua"),
    "aktif": lambda: _("Situs aktif"),
    "berhenti": lambda: _("Dihentikan"),
    "pindah": lambda: _("Pindah"),
    "tanpa": lambda: _("Tanpa situs"),
}


ATTENTION_LABELS: dict[str, Callable[[], str]] = {
    "": lambda: _("Semua KIM"),
    "sk-lewat": lambda: _("SK sudah lewat"),
    "sk-segera": lambda: _("SK segera berakhir"),
    "sepi": lambda: _("Lama tidak terdengar"),
    "rehat": lambda: _("Dinonaktifkan sementara"),
    "bubar": lambda: _("Bubar atau bergabung"),
}


@require_safe
@login_required
def region_show(request: PersonRequest, code: str) -> HttpResponse:
    """The groups of the region with what they did last; by words, state of the site, and the attention they need, paged."""
    region = queries.get_region_desk(actor=request.user, code=code)
    now, text = timezone.now(), sought(request.GET.get("cari", ""))
    state = request.GET.get("situs", "") if request.GET.get("situs") in STATE_LABELS else ""
    attention = request.GET.get("perlu", "") if request.GET.get("perlu") in queries.ATTENTION else ""
    rows = queries.region_rows(region, now=now, text=text, state=state, attention=attention)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    chips = [
        {"label": label(), "url": "?" + query_without_page(request, situs=name), "is_current": name == state}
        for name, label in STATE_LABELS.items()
    ]
    shown = {
        "region": region,
        "path": path_of(region),
        "figures": queries.region_figures(region.code, now=now),
        "page": page,
        "chips": chips,
        "attention_chips": [
            {"label": label(), "url": "?" + query_without_page(request, perlu=name), "is_current": name == attention}
            for name, label in ATTENTION_LABELS.items()
        ],
        "attention": attention,
        "today": timezone.localdate(now),
        "text": text,
        "state": state,
        "query": query_without_page(request),
        "now": now,
        "sees_desks": group_rules.is_coordinator_over(request.user, region),
    }
    return render(request, "workspace/region_show.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_start(request: PersonRequest, code: str) -> HttpResponse:
    """A new group with its site, live in a minute."""
    region = queries.get_region_desk(actor=request.user, code=code)
    form = NewGroupForm(request.POST or None, region=region)
    if request.method == "POST" and form.is_valid():
        values, now = dict(form.cleaned_data), timezone.now()
        slug, accent = values.pop("slug"), values.pop("accent")
        with transaction.atomic():
            group = group_actions.create_group(actor=request.user, now=now, **values)
            site = site_actions.create_site(actor=request.user, group=group, slug=slug, accent=accent, now=now)
        tell(request, _("%(name)s sudah punya situs: %(address)s") % {"name": group.name, "address": origin_of(site) + "/"})
        if group_rules.may_manage_group(request.user, group):
            return redirect("workspace:member_add", slug=site.slug)
        return redirect("workspace:region_show", code=code)
    shown = {"region": region, "form": form}
    return render(request, "workspace/group_start.html", shown, status=422 if request.method == "POST" else 200)


# --- Officers and offices ---------------------------------------------------------------------------------------------


def _givable(request: PersonRequest, region: Region) -> list[Role]:
    """The tasks that the actor gives in the region or below it."""
    coordinates, operates = group_rules.is_coordinator_over(request.user, region), group_rules.is_operator(request.user)
    given = [role for role in REGION_ROLES if (role == Role.COORDINATOR and operates) or (role != Role.COORDINATOR and coordinates)]
    return [role for role in given if max(REGION_ROLES[role]) >= region.level]


def _officer_page(request: PersonRequest, region: Region, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = Paginator(group_queries.officers_under(region.code), PER_PAGE).get_page(request.GET.get("hal"))
    roles = _givable(request, region)
    shown = {
        "region": region,
        "page": page,
        "rows": [(grant, group_rules.can_revoke_role(request.user, grant)) for grant in page],
        "form": OfficerForm(region=region, roles=roles, initial={"region": region.code}),
        "office": OfficeForm(prefix="opd"),
        "offices": group_queries.offices_of(region.code),
        "gives": bool(roles),
        "query": query_without_page(request),
    }
    return render(request, "workspace/officer_list.html", shown | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def officer_list(request: PersonRequest, code: str) -> HttpResponse:
    """Who has a task in the region or below it; a new one is given here."""
    region = queries.get_region_desk(actor=request.user, code=code)
    if request.method != "POST":
        return _officer_page(request, region)
    form = OfficerForm(request.POST, region=region, roles=_givable(request, region))
    if not form.is_valid():
        return _officer_page(request, region, form=form, status=422)
    values = form.cleaned_data
    grant = group_actions.grant_role(
        actor=request.user,
        person=values["person"],
        role=Role(values["role"]),
        region=values["region"],
        office=values["office"],
        now=timezone.now(),
    )
    words = {"name": grant.person.full_name, "role": grant.get_role_display(), "place": values["region"]}
    undo = reverse("workspace:officer_revoke", kwargs={"code": code, "grant_id": grant.pk})
    tell(request, _("%(name)s sekarang %(role)s, %(place)s.") % words, undo=undo)
    return redirect("workspace:officer_list", code=code)


def _grant_here(region: Region, grant_id: int) -> Grant:
    grant = group_queries.get_grant(grant_id)
    if grant.region_id is None or not is_within(grant.region_id, region.code):
        raise NotVisible(_("Tugas ini tidak ada di wilayah ini."))
    return grant


@require_POST
@login_required
def officer_revoke(request: PersonRequest, code: str, grant_id: int) -> HttpResponse:
    """A task in the region ends."""
    region = queries.get_region_desk(actor=request.user, code=code)
    grant = _grant_here(region, grant_id)
    group_actions.revoke_role(actor=request.user, grant=grant, now=timezone.now())
    undo = reverse("workspace:officer_restore", kwargs={"code": code, "grant_id": grant.pk})
    own = grant.person_id == request.user.pk
    words = {"name": grant.person.full_name, "role": grant.get_role_display()}
    tell(request, _("%(name)s bukan %(role)s lagi.") % words, undo="" if own else undo)
    return redirect("workspace:week_show") if own else redirect("workspace:officer_list", code=code)


@require_POST
@login_required
def officer_restore(request: PersonRequest, code: str, grant_id: int) -> HttpResponse:
    """The undo of officer_revoke."""
    region = queries.get_region_desk(actor=request.user, code=code)
    ended = _grant_here(region, grant_id)
    group_actions.grant_role(
        actor=request.user, person=ended.person, role=Role(ended.role), region=ended.region, office=ended.office, now=timezone.now()
    )
    tell(request, _("%(name)s kembali menjadi %(role)s.") % {"name": ended.person.full_name, "role": ended.get_role_display()})
    return redirect("workspace:officer_list", code=code)


@require_POST
@login_required
def office_open(request: PersonRequest, code: str) -> HttpResponse:
    """An office (OPD) is entered."""
    region = queries.get_region_desk(actor=request.user, code=code)
    form = OfficeForm(request.POST, prefix="opd")
    if not form.is_valid():
        return _officer_page(request, region, office=form, status=422)
    office = group_actions.open_office(actor=request.user, region=region, now=timezone.now(), **form.cleaned_data)
    tell(request, _("%(name)s sudah dicatat.") % {"name": office.name})
    return redirect("workspace:officer_list", code=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def officer_recover(request: PersonRequest, code: str, grant_id: int) -> HttpResponse:
    """A one-time code for an officer of the region who cannot sign in."""
    region = queries.get_region_desk(actor=request.user, code=code)
    grant = _grant_here(region, grant_id)
    if grant.revoked_at is not None:
        raise NotVisible(_("Tugas ini sudah berakhir."))
    return hand_over(request, grant.person, back=reverse("workspace:officer_list", kwargs={"code": code}), place=str(grant.region))


# --- Sites ------------------------------------------------------------------------------------------------------------


def _site_here(region: Region, slug: str) -> Site:
    site = get_site(slug)
    if not is_within(site.group.region_id, region.code):
        raise NotVisible(_("Situs ini tidak ada di wilayah ini."))
    return site


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_control(request: PersonRequest, code: str, slug: str) -> HttpResponse:
    """Stop a site with a reason, let it answer again, or send its visitors elsewhere."""
    region = queries.get_region_desk(actor=request.user, code=code)
    site = _site_here(region, slug)
    suspend, move = SuspendForm(), MoveForm()
    if request.method == "POST":
        deed, now = request.POST.get("do", ""), timezone.now()
        if deed == "resume":
            site_actions.resume_site(actor=request.user, site=site, now=now)
            tell(request, _("Situs %(name)s dibuka lagi.") % {"name": site.name})
            return redirect("workspace:site_control", code=code, slug=slug)
        if deed == "suspend":
            suspend = SuspendForm(request.POST)
        elif deed == "move":
            move = MoveForm(request.POST)
        else:
            raise Denied(_("Langkah ini tidak dikenal."))
        sent: SuspendForm | MoveForm = suspend if deed == "suspend" else move
        if sent.is_valid():
            return _halt(request, region, site, sent)
    shown = {"region": region, "site": site, "group": site.group, "address": origin_of(site) + "/", "suspend": suspend, "move": move}
    return render(request, "workspace/site_control.html", shown, status=422 if request.method == "POST" else 200)


def _halt(request: PersonRequest, region: Region, site: Site, form: SuspendForm | MoveForm) -> HttpResponse:
    if isinstance(form, SuspendForm):
        site_actions.suspend_site(actor=request.user, site=site, now=timezone.now(), **form.cleaned_data)
        tell(request, _("Situs %(name)s dihentikan. Pengunjung membaca sebabnya.") % {"name": site.name})
    else:
        site_actions.move_site(actor=request.user, site=site, now=timezone.now(), **form.cleaned_data)
        tell(request, _("Pengunjung situs %(name)s sekarang dialihkan.") % {"name": site.name})
    return redirect("workspace:site_control", code=region.code, slug=site.slug)
