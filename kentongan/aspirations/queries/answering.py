"""What an answer begins with, and with whom a report can lie."""

from django.db.models import Q

from kentongan.accounts.models import Person
from kentongan.cases import queries as cases
from kentongan.cases.models import Case
from kentongan.core.rules import NotVisible
from kentongan.groups.models import Office, Role
from kentongan.groups.queries import Actor, grants_of, holders
from kentongan.regions.models import Region

from ..models import AnswerTemplate
from ..policies import filled
from .finding import report_of

DESKS = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)


def own_desks(actor: Actor) -> list[tuple[Region, Office | None]]:
    """The desks whose templates the actor keeps: her regions', and her offices'."""
    found: dict[tuple[str, int | None], tuple[Region, Office | None]] = {}
    for grant in grants_of(actor):
        if grant.region is not None and (grant.office is not None or grant.role in DESKS):
            found.setdefault((grant.region.code, grant.office_id), (grant.region, grant.office))
    return list(found.values())


def templates_of(actor: Actor) -> list[AnswerTemplate]:
    """Those of the actor's own desks and offices, for answering and for keeping. One query."""
    condition = Q(pk__in=[])
    for region, office in own_desks(actor):
        condition |= Q(region=region, office=office)
    return list(AnswerTemplate.objects.filter(condition).select_related("region", "office"))


def get_template(actor: Actor, template_id: int) -> AnswerTemplate:
    """A template of the actor's. Raises NotVisible."""
    for template in templates_of(actor):
        if template.pk == template_id:
            return template
    raise NotVisible


def begun_answer(template: AnswerTemplate, case: Case) -> str:
    """The words of a template for this report."""
    title = report_of(case).public_title or case.number  # an answer is public: never the words that were sent
    return filled(template.text, {"nomor": case.number, "judul": title, "desa": case.region.full_name})


def colleagues(case: Case) -> list[Person]:
    """Who works at the desk that the report belongs to: with whom it can lie instead of the desk. One query."""
    return list(holders(case.owner, [Role(role) for role in cases.workflow_of(case.kind).desk_roles]))
