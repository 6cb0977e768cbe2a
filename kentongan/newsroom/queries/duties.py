"""What groups were asked to pass on until a day, for whoever accounts for it."""

from collections.abc import Sequence
from datetime import date

from kentongan.core.scopes import ancestor_codes
from kentongan.groups.models import Group
from kentongan.groups.policies.duties import Duty, DutyAnswer, Outcome
from kentongan.publishing.models import Publication

from ..models import DisseminationTask, TaskReception
from ..policies.passing_on import How
from ..policies.reach import NATION
from .passing_on import WITH_TEXT, asks_group

Answered = tuple[str, bool, str]  # status, whether late, reason


def duties_told(groups: Sequence[Group], start: date, end: date) -> list[Duty]:
    """The tasks with a deadline in the span that stand and ask any of these groups. Three queries, however many there are.

    Who is asked, and how far each is, is as the sender's page says it: late is who was done late; a task that was called off, or whose
    text was withdrawn, asks nobody any more.
    """
    codes = {code for group in groups for code in (*ancestor_codes(group.region_id), NATION)}
    standing = DisseminationTask.objects.filter(
        asked_at__isnull=False,
        called_off_at=None,
        publication__status=Publication.Status.PUBLISHED,
        publication__audiences__region__in=codes,
        deadline__range=(start, end),
    )
    tasks = list(standing.select_related(*WITH_TEXT).prefetch_related("publication__audiences").distinct().order_by("deadline", "pk"))
    answers = _answers(tasks, groups)
    told = [(task, {group.pk: _answer(answers.get((task.pk, group.pk))) for group in groups if asks_group(task, group)}) for task in tasks]
    return [
        Duty(task.publication.title, task.publication.sender, task.deadline, of_groups)
        for task, of_groups in told
        if of_groups and task.deadline is not None
    ]


def _answers(tasks: Sequence[DisseminationTask], groups: Sequence[Group]) -> dict[tuple[int, int], Answered]:
    given = TaskReception.objects.filter(task__in=tasks, group__in=groups)
    rows = given.values_list("task_id", "group_id", "status", "is_late", "reason")
    return {(task_id, group_id): (status, is_late, reason) for task_id, group_id, status, is_late, reason in rows}


def _answer(given: Answered | None) -> DutyAnswer:
    if given is None:
        return DutyAnswer()
    status, is_late, reason = given
    if status == How.DONE:
        return DutyAnswer(Outcome.LATE if is_late else Outcome.IN_TIME)
    return DutyAnswer(Outcome.CANNOT, reason) if status == How.CANNOT else DutyAnswer()
