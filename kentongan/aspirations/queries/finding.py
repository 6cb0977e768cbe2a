"""Finding reports."""

from itertools import groupby

from django.utils.translation import gettext as _

from kentongan.cases import queries as cases
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.core.rules import NotVisible
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region
from kentongan.regions.queries import VILLAGE_KINDS, regions_under

from ..models import Report

ANSWERED = ("answered", "answered_again")  # statuses in which it waits for what its reporter says of the answer
KINDS = "aspirations."  # how the kinds of case that are reports begin


def kinds() -> list[str]:
    """The kinds of case that are reports."""
    return [workflow.kind for workflow in cases.workflows() if workflow.kind.startswith(KINDS)]


def is_report(case: Case) -> bool:
    """Whether the case is one of ours."""
    return case.kind.startswith(KINDS)


def report_of(case: Case) -> Report:
    """The report of a case. Raises Report.DoesNotExist where the case is none of ours."""
    return Report.objects.select_related("case__region", "duplicate_of__case__region", "filed_by", "filed_in").get(case_id=case.pk)


def village(code: str) -> Region:
    """The village of a code. Raises Region.DoesNotExist."""
    return Region.objects.get(code=code, kind__in=VILLAGE_KINDS)


def village_choices(under: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The villages below a code as grouped choices, by district. One query."""
    found = regions_under(under, level=4).select_related("parent").order_by("parent__name", "name")
    return [
        (district, [(region.code, region.full_name) for region in group])
        for district, group in groupby(found, lambda region: str(region.parent))
    ]


def get_for_officer(actor: Actor, number: str) -> Case:
    """The report's case, if the actor may read it. Raises NotVisible."""
    _meant, case = cases.find_by_number(number)
    if case is None or not is_report(case) or not case_rules.can_see_case(actor, case):
        raise NotVisible(_("Laporan ini tidak ada, atau bukan bagian Anda."))
    return case


DESK_ROLES = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER, Role.OFFICE_LIAISON, Role.LEADER)


def has_desk(actor: Actor) -> bool:
    """Whether reports can come to the actor. No query where her roles are known."""
    return any(grant.role in DESK_ROLES for grant in grants_of(actor))


def waiting_for(actor: Actor, *, most: int) -> list[Case]:
    """Open reports that wait for the actor and not for their sender, the earliest deadline first. No query without a desk."""
    if not has_desk(actor):
        return []
    waiting = cases.inbox(actor, kinds=kinds()).filter(is_paused=False).exclude(status__in=ANSWERED)
    return list(waiting[:most])
