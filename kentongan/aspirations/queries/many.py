"""One deed for many reports: which deeds are offered, to whom work can be given, and the rows that were ticked."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import queries as cases
from kentongan.groups.models import Grant, Role
from kentongan.groups.queries import Actor, grants_of

from ..policies import Pick
from .desks import Row, rows_of
from .finding import DESK_ROLES, kinds

ASSIGNERS = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)


def deeds_for(actor: Actor) -> dict[str, str]:
    """The deeds for many that the actor is offered, with the words of their buttons. Whether a row allows one is asked row by row."""
    roles = {grant.role for grant in grants_of(actor)}
    found = {}
    if Role.COORDINATOR in roles:
        found = {"verify": _("Verifikasi"), "forward": _("Teruskan ke tujuan biasanya"), "archive": _("Arsipkan")}
    if roles & {*ASSIGNERS}:
        found["assign"] = _("Serahkan kepada petugas")
    return found


def colleagues_of(actor: Actor) -> dict[int, tuple[Person, str]]:
    """Person id → who works at the actor's desks or in their offices, with what she is there. One query."""
    scopes = cases.desk_scopes(actor, ASSIGNERS)
    held = Grant.objects.filter(scope__in=scopes, revoked_at=None, role__in=DESK_ROLES, person__is_active=True)
    found: dict[int, tuple[Person, str]] = {}
    for grant in held.exclude(Q(role=Role.LEADER)).select_related("person", "office").order_by("person__full_name", "pk"):
        where = grant.office.name if grant.office else grant.get_role_display()
        found.setdefault(grant.person_id, (grant.person, f"{grant.person.full_name} · {where}"))
    return found


def ticked(actor: Actor, picks: Sequence[Pick], *, today: date) -> list[Row]:
    """The ticked rows that the actor sees, in the order they were ticked. Four queries."""
    numbers = [pick.number for pick in picks]
    found = dict(cases.cases_under(actor, *kinds()).filter(number__in=numbers).values_list("number", "pk"))
    return rows_of([found[number] for number in numbers if number in found], today=today)
