"""The people of a group: members, their roles, and the way back in for who forgot."""

from collections.abc import Iterable
from dataclasses import dataclass

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

from kentongan.accounts.models import Person
from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import sought, spaced
from kentongan.core.rules import Denied, NotVisible
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import GROUP_ROLES, Grant, Group, Member, Role
from kentongan.sites.models import Site

from .. import queries
from ..forms import ExistingMemberForm, NewMemberForm
from .desks import managed_desk
from .requests import query_without_page, tell

PER_PAGE = 30


@dataclass(frozen=True)
class MemberRow:
    """A member as the list shows one, with what the actor may do about him."""

    member: Member
    held: list[Grant]
    revocable: list[Grant]
    grantable: list[Role]


def _grantable(actor: Person, person: Person, group: Group, held: Iterable[Role] = ()) -> list[Role]:
    return [role for role in GROUP_ROLES if role not in held and group_rules.can_grant_role(actor, person, role, group=group)]


def _row(actor: Person, member: Member, group: Group) -> MemberRow:
    held: list[Grant] = list(member.person.held_roles)  # type: ignore[attr-defined]
    for grant in held:
        grant.group, grant.person = group, member.person
    return MemberRow(
        member=member,
        held=held,
        revocable=[grant for grant in held if group_rules.can_revoke_role(actor, grant)],
        grantable=_grantable(actor, member.person, group, {Role(grant.role) for grant in held}),
    )


@require_safe
@login_required
def member_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody of the group with their roles; who manages it changes them here."""
    site = queries.get_desk(actor=request.user, slug=slug)
    text = sought(request.GET.get("cari", ""))
    members = group_queries.members_of(site.group)
    if text:
        members = members.filter(person__full_name__icontains=text)
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "site": site,
        "group": site.group,
        "page": page,
        "rows": [_row(request.user, member, site.group) for member in page],
        "manages": group_rules.may_manage_group(request.user, site.group),
        "text": text,
        "query": query_without_page(request),
    }
    return render(request, "workspace/member_list.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member_add(request: PersonRequest, slug: str) -> HttpResponse:
    """A new member: a new account whose slip is printed, or somebody who has one."""
    site = managed_desk(request, slug)
    roles = [role for role in GROUP_ROLES if group_rules.can_grant_role(request.user, Person(), role, group=site.group)]
    which = request.POST.get("which", "")
    new = NewMemberForm(request.POST if which == "new" else None, roles=roles, prefix="baru")
    existing = ExistingMemberForm(request.POST if which == "existing" else None, prefix="ada")
    if which == "new" and new.is_valid():
        return _welcome(request, site, new)
    if which == "existing" and existing.is_valid():
        person = existing.cleaned_data["person"]
        group_actions.add_member(actor=request.user, group=site.group, person=person, now=timezone.now())
        tell(request, _("%(name)s sekarang anggota. Beri tugas kalau ia ikut menulis.") % {"name": person.full_name})
        return redirect("workspace:member_list", slug=slug)
    shown = {"site": site, "group": site.group, "new": new, "existing": existing}
    return render(request, "workspace/member_add.html", shown, status=422 if request.method == "POST" else 200)


def _welcome(request: PersonRequest, site: Site, form: NewMemberForm) -> HttpResponse:
    """Account, membership and role together; then the slip, which is shown this once."""
    now, values = timezone.now(), form.cleaned_data
    with transaction.atomic():
        slip = group_actions.welcome_member(
            actor=request.user,
            group=site.group,
            full_name=values["full_name"],
            phone=values["phone"],
            section=values["section"],
            now=now,
        )
        if values["role"]:
            group_actions.grant_role(actor=request.user, person=slip.person, role=Role(values["role"]), group=site.group, now=now)
    role = Role(values["role"]).label if values["role"] else ""
    return render(request, "workspace/member_slip.html", {"site": site, "group": site.group, "slip": slip, "role": role})


@require_POST
@login_required
def member_remove(request: PersonRequest, slug: str, person_id: int) -> HttpResponse:
    """A member leaves; the roles in the group end."""
    site = queries.get_desk(actor=request.user, slug=slug)
    member = group_queries.get_member(site.group, person_id)
    roles = [grant.role for grant in member.person.held_roles]  # type: ignore[attr-defined]
    group_actions.remove_member(actor=request.user, member=member, now=timezone.now())
    back = reverse("workspace:member_restore", kwargs={"slug": slug, "person_id": person_id}) + "?tugas=" + ",".join(roles)
    own = person_id == request.user.pk
    tell(request, _("%(name)s bukan anggota lagi.") % {"name": member.person.full_name}, undo="" if own else back)
    return redirect("workspace:week_show") if own else redirect("workspace:member_list", slug=slug)


@require_POST
@login_required
def member_restore(request: PersonRequest, slug: str, person_id: int) -> HttpResponse:
    """The undo of member_remove: membership and roles come back, each asked of the rules anew."""
    site = managed_desk(request, slug)
    left = site.group.members.exclude(left_date=None).select_related("person").filter(person_id=person_id).first()
    if left is None:
        raise NotVisible(_("Orang ini belum pernah menjadi anggota, atau sudah kembali."))
    now = timezone.now()
    roles = [Role(name) for name in request.GET.get("tugas", "").split(",") if name in GROUP_ROLES]
    with transaction.atomic():
        group_actions.add_member(actor=request.user, group=site.group, person=left.person, now=now)
        for role in roles:
            group_actions.grant_role(actor=request.user, person=left.person, role=role, group=site.group, now=now)
    tell(request, _("%(name)s kembali menjadi anggota.") % {"name": left.person.full_name})
    return redirect("workspace:member_list", slug=slug)


@require_POST
@login_required
def role_grant(request: PersonRequest, slug: str, person_id: int) -> HttpResponse:
    """A member is given a role."""
    site = queries.get_desk(actor=request.user, slug=slug)
    member = group_queries.get_member(site.group, person_id)
    wanted = request.POST.get("role", "")
    if wanted not in GROUP_ROLES:
        raise Denied(_("Tugas ini tidak ada di kelompok."))
    grant = group_actions.grant_role(actor=request.user, person=member.person, role=Role(wanted), group=site.group, now=timezone.now())
    words = {"name": member.person.full_name, "role": grant.get_role_display().lower()}
    undo = reverse("workspace:role_revoke", kwargs={"slug": slug, "grant_id": grant.pk})
    tell(request, _("%(name)s sekarang %(role)s.") % words, undo=undo)
    return redirect("workspace:member_list", slug=slug)


def _grant_here(site: Site, grant_id: int) -> Grant:
    grant = group_queries.get_grant(grant_id)
    if grant.group_id != site.group_id:
        raise NotVisible(_("Tugas ini tidak ada."))
    return grant


@require_POST
@login_required
def role_revoke(request: PersonRequest, slug: str, grant_id: int) -> HttpResponse:
    """A role ends."""
    site = queries.get_desk(actor=request.user, slug=slug)
    grant = _grant_here(site, grant_id)
    group_actions.revoke_role(actor=request.user, grant=grant, now=timezone.now())
    own = grant.person_id == request.user.pk
    words = {"name": grant.person.full_name, "role": grant.get_role_display().lower()}
    undo = reverse("workspace:role_restore", kwargs={"slug": slug, "grant_id": grant.pk})
    tell(request, _("%(name)s bukan %(role)s lagi.") % words, undo="" if own else undo)
    return redirect("workspace:week_show") if own else redirect("workspace:member_list", slug=slug)


@require_POST
@login_required
def role_restore(request: PersonRequest, slug: str, grant_id: int) -> HttpResponse:
    """The undo of role_revoke."""
    site = queries.get_desk(actor=request.user, slug=slug)
    ended = _grant_here(site, grant_id)
    group_actions.grant_role(actor=request.user, person=ended.person, role=Role(ended.role), group=site.group, now=timezone.now())
    tell(request, _("%(name)s kembali menjadi %(role)s.") % {"name": ended.person.full_name, "role": ended.get_role_display().lower()})
    return redirect("workspace:member_list", slug=slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recovery_show(request: PersonRequest, slug: str, person_id: int) -> HttpResponse:
    """A one-time code for a member who cannot sign in: explained, then made and shown this once, large, to be told or printed."""
    site = managed_desk(request, slug)
    person = group_queries.get_member(site.group, person_id).person
    back = reverse("workspace:member_list", kwargs={"slug": slug})
    return hand_over(request, person, back=back, place=site.group.name)


def hand_over(request: PersonRequest, person: Person, *, back: str, place: str) -> HttpResponse:
    """The recovery page for a person whom the actor may see."""
    shown = {"person": person, "back": back, "place_name": place, "why_not": group_rules.why_not_recover(request.user, person)}
    if request.method == "POST":
        shown["code"] = spaced(group_actions.hand_over_recovery(actor=request.user, person=person, now=timezone.now()))
    return render(request, "workspace/recovery_show.html", shown)
