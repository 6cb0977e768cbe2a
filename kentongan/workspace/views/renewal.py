"""A new decree: the term of office begins anew, and the board changes in one go."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kentongan.accounts.models import Person
from kentongan.accounts.requests import PersonRequest
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.actions import NewSeat
from kentongan.groups.models import BoardSeat, Decree, Grant, Group, Role
from kentongan.media.rules import Refused
from kentongan.sites.models import Site

from ..forms import BoardRenewForm
from .decrees import member_called, scan_of_form
from .desks import managed_desk
from .requests import tell


def _endable(actor: Person, group: Group, board: list[BoardSeat]) -> dict[int, list[Grant]]:
    """Person → roles in the group that the actor may end together with an office; never the actor's own."""
    people = {seat.person_id for seat in board if seat.person_id and seat.person_id != actor.pk}
    found: dict[int, list[Grant]] = {}
    for grant in group_queries.grants_in(group, people, roles=(Role.EDITOR, Role.CHAIR)):
        if group_rules.can_revoke_role(actor, grant):
            found.setdefault(grant.person_id, []).append(grant)
    return found


def _new_chair(request: PersonRequest, group: Group, coming: list[NewSeat]) -> Person | None:
    """The new chair, if the person has an account in the group and the actor may give the role."""
    chair = next((each.person for each in coming if each.position == BoardSeat.Position.CHAIR), None)
    return chair if chair is not None and group_rules.can_grant_role(request.user, chair, Role.CHAIR, group=group) else None


def _renew(request: PersonRequest, site: Site, form: BoardRenewForm) -> Decree | None:
    """The decree as recorded with all it changes, or None where its scan is not taken; then the form says why."""
    group, now = site.group, timezone.now()
    coming = [replace(each, person=member_called(site, each.person_name)) for each in form.coming()]
    chair = _new_chair(request, group, coming)
    # Without a successor who can sign in, the role of the last chair stays, so that nobody is locked out.
    ending = [grant for grant in form.ending() if grant.role != Role.CHAIR or chair is not None]
    try:
        with transaction.atomic():
            return group_actions.renew_board(
                actor=request.user,
                group=group,
                now=now,
                scan_key=scan_of_form(request, site, form) or "",
                leaving=form.leaving(),
                coming=coming,
                chair=chair,
                ending=ending,
                **form.decree_values(),
            )
    except Refused as refused:
        form.add_error("scan", str(refused))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board_renew(request: PersonRequest, slug: str) -> HttpResponse:
    """One form for a new decree and who stays, leaves and comes."""
    site = managed_desk(request, slug)
    group = site.group
    board = group_queries.board_of(group)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BoardRenewForm(*data, group=group, board=board, grants=_endable(request.user, group, board))
    if request.method == "POST" and form.is_valid():
        decree = _renew(request, site, form)
        if decree is not None:
            tell(request, _("SK %(number)s dan susunan pengurusnya sudah dicatat.") % {"number": decree.number})
            return redirect("workspace:decree_list", slug=slug)
    shown = {
        "site": site,
        "group": group,
        "form": form,
        "term_end": group_queries.term_end_of(group),
        "today": timezone.localdate(),
        "gives_chair": group_rules.is_coordinator_over(request.user, group.region),
    }
    return render(request, "workspace/board_renew.html", shown, status=422 if request.method == "POST" else 200)
