"""With whom a case lies, and who stands above."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.core.scopes import NATION, region_code_of, region_scope
from kentongan.groups.models import Grant, Group, Office, Role
from kentongan.regions.models import Region

from ..models import Case
from .workflows import workflow_of


def owner_region(owner: str) -> Region | None:
    """The region of a scope: its own, or the home of its group; None for the nation."""
    code = region_code_of(owner)
    if code is not None:
        return Region.objects.filter(pk=code).first()
    group_id = owner.removeprefix("group:")
    group = Group.objects.select_related("region").filter(pk=group_id).first() if group_id.isdecimal() else None
    return group.region if group is not None else None


def owner_name(case: Case) -> str:
    """Where it lies, in words for citizens: the office, or the region's government, or the group; never an officer's name."""
    if case.office is not None:
        return case.office.name
    code = region_code_of(case.owner)
    if code is None:
        return Group.objects.filter(pk=case.owner.removeprefix("group:")).values_list("name", flat=True).first() or ""
    return str(case.region) if case.region_id == code else str(owner_region(case.owner) or _("Pusat"))


def holds_role_within(person_id: int, case: Case) -> bool:
    """Whether the person holds any role in the case's scope or in a region above it: somebody it can lie with."""
    region = owner_region(case.owner)
    scopes = {case.owner, *(region.scope_chain if region is not None else ())} - {NATION}
    held = Grant.objects.filter(person_id=person_id, person__is_active=True, revoked_at=None, scope__in=scopes)
    return held.exclude(role=Role.AUDITOR).exists()


def office_serves(office: Office, case: Case) -> bool:
    """Whether the office belongs to the case's region or to one above it."""
    region = owner_region(case.owner)
    return region is not None and office.region_id in region.codes_above


LEVELS = {"village": 4, "district": 3, "regency": 2, "leader": 2, "province": 1}


def scope_above(case: Case, level: str) -> str | None:
    """The scope of a rung of the ladder above the owner; None where the owner already stands as high."""
    wanted = LEVELS[level]
    region = owner_region(case.owner)
    if region is None or region.level < wanted or (region.level == wanted and level != "leader" and case.owner == region.scope):
        return None
    return region_scope(".".join(region.code.split(".")[:wanted]))


def ladder_of(case: Case) -> tuple[dict[str, Any], ...]:
    """The rungs that the case's kind names in the settings."""
    name = workflow_of(case.kind).ladder
    return tuple(settings.CASE_LADDERS[name]) if name else ()
