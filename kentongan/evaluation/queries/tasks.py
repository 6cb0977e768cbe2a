"""What groups were asked in a period, and what they answered."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from kentongan.groups.models import Group
from kentongan.groups.policies.duties import Duty, Outcome
from kentongan.groups.queries import duties_of

from ..policies.content import Refusal, TaskLine, Tasks
from ..policies.periods import Period


def outcome_in_words(outcome: Outcome) -> str:
    """How far a group came with what it was asked."""
    return str({
        Outcome.IN_TIME: _("tepat waktu"), Outcome.LATE: _("terlambat"), Outcome.CANNOT: _("tidak bisa"), Outcome.OPEN: _("belum dijawab"),
    }[outcome])  # fmt: skip


def tasks_of(groups: Sequence[Group], period: Period) -> Tasks:
    """What these groups were asked with a last day in the period. As many queries for one group as for a hundred and twenty-four."""
    duties = duties_of(groups, period.start, period.end)
    names = {group.pk: group.name for group in groups}
    lines = tuple(_line(duty) for duty in duties)
    refusals = tuple(
        Refusal(duty.title, names[group_id], answer.reason)
        for duty in duties
        for group_id, answer in duty.answers.items()
        if answer.outcome == Outcome.CANNOT
    )
    return Tasks(
        asked=sum(line.asked for line in lines),
        in_time=sum(line.in_time for line in lines),
        late=sum(line.late for line in lines),
        cannot=sum(line.cannot for line in lines),
        unanswered=sum(line.unanswered for line in lines),
        lines=lines,
        refusals=refusals,
    )


def _line(duty: Duty) -> TaskLine:
    counts = Counter(answer.outcome for answer in duty.answers.values())
    return TaskLine(
        deadline=duty.deadline,
        title=duty.title,
        sender=duty.sender,
        asked=counts.total(),
        in_time=counts[Outcome.IN_TIME],
        late=counts[Outcome.LATE],
        cannot=counts[Outcome.CANNOT],
        unanswered=counts[Outcome.OPEN],
        outcome=outcome_in_words(next(iter(counts))) if counts.total() == 1 else "",
    )
