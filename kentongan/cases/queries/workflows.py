"""The register of workflows: each room signs its kinds of case up."""

from django.conf import settings

from .. import policies
from ..models import Case
from ..policies import Status, Workflow

registered: dict[str, Workflow] = {}


def register_workflow(workflow: Workflow) -> Workflow:
    """Sign a kind of case up: called once by the room's AppConfig.ready. Raises WrongTable for a term or ladder nobody knows."""
    if unknown := workflow.terms - settings.CASE_TERMS.keys():
        raise policies.WrongTable(f"{workflow.kind}: terms without a setting: {sorted(unknown)}")
    if workflow.ladder and workflow.ladder not in settings.CASE_LADDERS:
        raise policies.WrongTable(f"{workflow.kind}: no ladder {workflow.ladder!r}")
    if registered.setdefault(workflow.kind, workflow) != workflow:
        raise policies.WrongTable(f"{workflow.kind}: signed up twice")
    return workflow


def workflow_of(kind: str) -> Workflow:
    """The workflow of this kind. Raises LookupError where no room has signed it up."""
    return registered[kind]


def workflows() -> tuple[Workflow, ...]:
    """All that are signed up."""
    return tuple(registered.values())


def status_of(case: Case) -> Status:
    """The status with its words and what the clock does."""
    return workflow_of(case.kind).status(case.status)
