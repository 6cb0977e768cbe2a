"""The desk of a group, and who the group is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import whole
from kentongan.core.rules import Denied
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.publishing.queries import desk_publications
from kentongan.sites import rules as site_rules
from kentongan.sites.addresses import origin_of
from kentongan.sites.models import Site

from .. import queries
from ..forms import GroupForm
from .requests import tell

MOST_CHANGES = 20


@require_safe
@login_required
def desk_show(request: PersonRequest, slug: str) -> HttpResponse:
    """The desk: the group's figures, its latest texts, and the ways to its settings."""
    site = queries.get_desk(actor=request.user, slug=slug)
    group, now = site.group, timezone.now()
    with scope(owner=[group.scope]):
        shown = {
            "site": site,
            "group": group,
            "address": origin_of(site) + "/",
            "figures": queries.month_figures([group.scope], now=now),
            "rows": [(publication, queries.text_url(publication)) for publication in desk_publications([group.scope])[:5]],
            "term_end": group_queries.term_end_of(group),
            "board": group_queries.board_of(group),
            "manages": group_rules.may_manage_group(request.user, group),
            "dresses": site_rules.can_dress_site(request.user, site),
            "halts": site_rules.can_halt_site(request.user, site),
            "lives": group_rules.is_coordinator_over(request.user, group.region),
            "now": now,
        }
    return render(request, "workspace/desk_show.html", shown)


def managed_desk(request: PersonRequest, slug: str) -> Site:
    """The site of a group that the actor manages. Raises NotVisible, Denied."""
    site = queries.get_desk(actor=request.user, slug=slug)
    if not group_rules.may_manage_group(request.user, site.group):
        raise Denied(_("Bagian ini untuk ketua kelompok dan koordinator."))
    return site


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Who the group is, and how it reviews its texts."""
    site = managed_desk(request, slug)
    form = GroupForm(request.POST or None, initial=GroupForm.initial_of(site.group))
    if request.method == "POST" and form.is_valid():
        group_actions.change_group(actor=request.user, group=site.group, now=timezone.now(), **form.cleaned_data)
        tell(request, _("Keterangan kelompok sudah disimpan."))
        return redirect("workspace:desk_show", slug=slug)
    status = 422 if request.method == "POST" else 200
    changes = group_queries.contact_changes_of(site.group)[:MOST_CHANGES]
    return render(
        request, "workspace/group_edit.html", {"site": site, "group": site.group, "form": form, "changes": changes}, status=status
    )


@require_safe
@login_required
def forum_show(request: PersonRequest, slug: str) -> HttpResponse:
    """The groups of a Forum KIM, and those under its region that may still join."""
    site = queries.get_desk(actor=request.user, slug=slug)
    if site.group.kind != Group.Kind.FORUM:
        raise Denied(_("Halaman ini hanya untuk Forum KIM."))
    members = list(site.group.member_groups.select_related("region__parent"))
    inside = {group.pk for group in members}
    candidates = group_queries.groups_under(site.group.region.code).filter(kind=Group.Kind.KIM).exclude(pk__in=inside)
    shown = {
        "site": site,
        "group": site.group,
        "members": members,
        "candidates": candidates,
        "manages": group_rules.may_manage_group(request.user, site.group),
    }
    return render(request, "workspace/forum_show.html", shown)


def _group_below(site: Site, group_id: int) -> Group:
    found = group_queries.groups_under(site.group.region.code).filter(pk=group_id).first()
    if found is None:
        raise Denied(_("Pilih KIM dari wilayah forum ini."))
    return found


@require_POST
@login_required
def forum_join(request: PersonRequest, slug: str) -> HttpResponse:
    """A group joins the forum."""
    site = managed_desk(request, slug)
    group = _group_below(site, whole(request.POST.get("group")))
    group_actions.join_forum(actor=request.user, forum=site.group, group=group, now=timezone.now())
    tell(request, _("%(name)s bergabung dengan forum.") % {"name": group.name})
    return redirect("workspace:forum_show", slug=slug)


@require_POST
@login_required
def forum_leave(request: PersonRequest, slug: str, group_id: int) -> HttpResponse:
    """A group leaves the forum."""
    site = queries.get_desk(actor=request.user, slug=slug)
    group = _group_below(site, group_id)
    group_actions.leave_forum(actor=request.user, forum=site.group, group=group, now=timezone.now())
    tell(request, _("%(name)s keluar dari forum.") % {"name": group.name})
    return redirect("workspace:forum_show", slug=slug)
