"""The coordinator's page of a group's life: it rests and wakes, joins another, is dissolved, and comes back."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.regions.models import Region

from .. import queries
from ..forms import DissolveForm, MergeForm, RestForm
from ..forms.words import WarmForm
from .requests import tell


def _group_here(request: PersonRequest, code: str, group_id: int) -> tuple[Region, Group]:
    region = queries.get_region_desk(actor=request.user, code=code)
    return region, group_queries.get_group_under(region.code, group_id)


def _require(may: bool) -> None:
    if not may:
        raise Denied(_("Langkah ini untuk koordinator wilayah, selama keadaan KIM mengizinkannya."))


@require_safe
@login_required
def life_show(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """How a group is and was: its state with the reason, its term of office, its last word, and the steps that are open."""
    region, group = _group_here(request, code, group_id)
    now, actor = timezone.now(), request.user
    shown = {
        "region": region,
        "group": group,
        "site": queries.site_of(group),
        "sees_desk": group_rules.may_see_group_desk(actor, group),
        "manages": group_rules.may_manage_group(actor, group),
        "chapters": list(group_queries.chapters_of(group)),
        "term_end": group_queries.term_end_of(group),
        "rests": group_rules.can_rest_group(actor, group),
        "wakes": group_rules.can_wake_group(actor, group),
        "ends": group_rules.can_dissolve_group(actor, group),
        "why_not_revive": group_rules.why_not_revive(actor, group, now) if group.has_ended else "",
        "revive_days": settings.GROUP_REVIVE_DAYS,
        "today": timezone.localdate(),
        "now": now,
    }
    return render(request, "workspace/life_show.html", shown)


def _back(region: Region, group: Group) -> HttpResponse:
    return redirect("workspace:life_show", code=region.code, group_id=group.pk)


def _page(request: PersonRequest, template: str, region: Region, group: Group, form: WarmForm, **more: Any) -> HttpResponse:
    shown = {"region": region, "group": group, "form": form, **more}
    return render(request, f"workspace/{template}.html", shown, status=422 if request.method == "POST" else 200)


def _undo(name: str, region: Region, group: Group) -> str:
    return reverse(f"workspace:{name}", kwargs={"code": region.code, "group_id": group.pk})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_rest(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """A group is marked as inactive for a while."""
    region, group = _group_here(request, code, group_id)
    _require(group_rules.can_rest_group(request.user, group))
    form = RestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group_actions.rest_group(actor=request.user, group=group, now=timezone.now(), **form.cleaned_data)
        tell(request, _("%(name)s dinonaktifkan sementara.") % {"name": group.name}, undo=_undo("group_wake", region, group))
        return _back(region, group)
    return _page(request, "group_rest", region, group, form)


@require_POST
@login_required
def group_wake(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """A group's rest ends."""
    region, group = _group_here(request, code, group_id)
    group_actions.wake_group(actor=request.user, group=group, now=timezone.now())
    tell(request, _("%(name)s aktif kembali.") % {"name": group.name})
    return _back(region, group)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_merge(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """A group goes on as part of another."""
    region, group = _group_here(request, code, group_id)
    _require(group_rules.can_dissolve_group(request.user, group))
    form = MergeForm(request.POST or None, group=group, region_code=region.code)
    if request.method == "POST" and form.is_valid():
        group_actions.merge_group(actor=request.user, group=group, now=timezone.now(), **form.cleaned_data)
        words = {"name": group.name, "into": form.cleaned_data["into"].name}
        tell(request, _("%(name)s bergabung dengan %(into)s.") % words, undo=_undo("group_revive", region, group))
        return _back(region, group)
    return _page(request, "group_merge", region, group, form, revive_days=settings.GROUP_REVIVE_DAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_dissolve(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """A group ends; what it wrote stays readable."""
    region, group = _group_here(request, code, group_id)
    _require(group_rules.can_dissolve_group(request.user, group))
    form = DissolveForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        group_actions.dissolve_group(actor=request.user, group=group, now=timezone.now(), **form.cleaned_data)
        told = _("%(name)s sudah dibubarkan. Situsnya disimpan sebagai arsip.") % {"name": group.name}
        tell(request, told, undo=_undo("group_revive", region, group))
        return _back(region, group)
    return _page(request, "group_dissolve", region, group, form, revive_days=settings.GROUP_REVIVE_DAYS)


@require_POST
@login_required
def group_revive(request: PersonRequest, code: str, group_id: int) -> HttpResponse:
    """A merger or dissolution is undone."""
    region, group = _group_here(request, code, group_id)
    group_actions.revive_group(actor=request.user, group=group, now=timezone.now())
    tell(request, _("%(name)s berdiri lagi, dengan pengurus dan tugas seperti semula.") % {"name": group.name})
    return _back(region, group)
