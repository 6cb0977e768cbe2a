"""Finding cases: one by what is known of it, and what waits for an actor by deadline."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of

from ..models import Case, CaseTerm
from ..policies import Workflow
from .workflows import workflow_of, workflows


def with_owner(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With what every page of a case shows: its place with those above, and with whom it lies."""
    return cases.select_related("region__parent__parent", "person", "office")


def get_case(case_id: int) -> Case:
    """The case, whoever asks: for rooms that found it by their own detail row. Raises NotVisible."""
    with scopes_disabled():
        found = with_owner(Case.objects.filter(pk=case_id)).first()
    if found is None:
        raise NotVisible(_("Berkas perkara ini tidak ada."))
    return found


def cases_by_id(ids: Sequence[int]) -> list[Case]:
    """These cases in the order asked, whoever asks: for lists that chose their rows by ``inbox`` or ``cases_under``. One query."""
    with scopes_disabled():
        found = with_owner(Case.objects.filter(pk__in=ids)).in_bulk()
    return [found[case_id] for case_id in ids if case_id in found]


def case_of_client(client_id: UUID) -> Case | None:
    """What a device sent before under this id."""
    with scopes_disabled():
        return with_owner(Case.objects.filter(client_id=client_id)).first()


def fresh(case: Case) -> Case:
    """The case as it is now, its row locked until the caller's transaction ends."""
    with scopes_disabled():
        return Case.objects.select_for_update(of=("self",)).select_related("region", "person", "office").get(pk=case.pk)


def cases_with_alarm(*, now: datetime, most: int = 500) -> list[int]:
    """Cases for whom the clock has something to say by now, the longest waiting first."""
    due = CaseTerm.objects.filter(ended_at=None, next_at__lte=now).order_by("next_at", "pk").values_list("case_id", flat=True)
    return list(dict.fromkeys(due[:most]))


def desk_scopes(actor: Actor, roles: Iterable[str]) -> set[str]:
    """The scopes at whose desk the actor works by one of the roles."""
    wanted = set(roles)
    return {grant.scope for grant in grants_of(actor) if grant.role in wanted}


def hers(actor: Actor, workflow: Workflow) -> Q:
    """Condition of what lies with the actor: with herself, with her office, or at her desk."""
    offices = {grant.office_id for grant in grants_of(actor) if grant.office_id is not None}
    desks = desk_scopes(actor, workflow.desk_roles)
    return Q(held_by="person", person_id=actor.pk) | Q(held_by="office", office_id__in=offices) | Q(held_by="desk", owner__in=desks)


def moved_up_to(actor: Actor, workflow: Workflow) -> Q:
    """Condition of what is overdue below and was told to the actor: as a desk above it, or as the leader."""
    grants = grants_of(actor)
    over = {grant.scope for grant in grants if grant.role in workflow.oversight_roles and grant.role != Role.LEADER}
    led = {grant.scope for grant in grants if grant.role == Role.LEADER}
    told = over | desk_scopes(actor, workflow.desk_roles)
    return Q(escalated_to__in=told) & ~Q(escalated_level="leader") | Q(escalated_level="leader", escalated_to__in=led)


def _lies_with(actor: Actor, workflow: Workflow) -> Q:
    """Conditions of what waits for the actor: hers, her office's, her desk's, and what moved up to her."""
    return hers(actor, workflow) | moved_up_to(actor, workflow)


def _alike(workflows: Iterable[Workflow]) -> list[list[Workflow]]:
    """The workflows, those together that are worked on by the same roles and have the same drafts: they share their conditions."""
    found: dict[tuple[frozenset[str], ...], list[Workflow]] = {}
    for workflow in workflows:
        key = (workflow.desk_roles, workflow.oversight_roles, frozenset(drafts_of(workflow)))
        found.setdefault(key, []).append(workflow)
    return list(found.values())


def drafts_of(workflow: Workflow) -> list[str]:
    """The statuses in which a case was not sent yet: nobody's business but its applicant's."""
    return [status.key for status in workflow.statuses if status.is_draft]


def inbox(actor: Actor, *, kinds: Iterable[str] | None = None) -> QuerySet[Case]:
    """What waits for the actor, the earliest deadline first and what is paused last. A union over the kinds of case, one query."""
    if not actor.is_authenticated:
        return Case.objects.none()
    condition = Q(pk__in=[])
    for alike in _alike([workflow_of(kind) for kind in kinds] if kinds is not None else workflows()):
        sent = Q(kind__in=[workflow.kind for workflow in alike])
        if drafts := drafts_of(alike[0]):
            sent &= ~Q(status__in=drafts)
        condition |= sent & _lies_with(actor, alike[0])
    with scopes_disabled():
        return with_owner(Case.objects.filter(condition, closed_at=None)).order_by(F("due_on").asc(nulls_last=True), "opened_at", "pk")


def cases_under(actor: Actor, *kinds: str) -> QuerySet[Case]:
    """All of these kinds that the actor sees: at her desks, hers, and below the regions she oversees; newest first."""
    if not actor.is_authenticated:
        return Case.objects.none()
    condition = Q(pk__in=[])
    for alike in _alike(workflow_of(kind) for kind in kinds):
        workflow = alike[0]
        seen = _lies_with(actor, workflow) | Q(owner__in=desk_scopes(actor, workflow.desk_roles))
        for grant in grants_of(actor):
            if grant.role in workflow.oversight_roles and grant.region_id:
                seen |= Q(region_id=grant.region_id) | Q(region__code__startswith=f"{grant.region_id}.")
        condition |= Q(kind__in=[workflow.kind for workflow in alike]) & ~Q(status__in=drafts_of(workflow)) & seen
    with scopes_disabled():
        return with_owner(Case.objects.filter(condition))
