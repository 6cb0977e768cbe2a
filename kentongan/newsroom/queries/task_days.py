"""Days of a task: until when where nobody says it, and whom the clock reminds."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from kentongan.core.policies import add_working_days, is_working_day
from kentongan.core.queries import off_days
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication

from ..models import DisseminationTask, TaskReception, TaskReminder
from .passing_on import groups_asked, standing_tasks


def default_deadline(publication: Publication, day: date) -> date:
    """The last day where the sender names none, for what is asked on ``day``."""
    if publication.kind == Publication.Kind.ALERT:
        return day + timedelta(days=settings.TASK_ALERT_DEADLINE_DAYS)
    off, working = off_days((day.year, day.year + 1))
    return add_working_days(day, settings.TASK_DEADLINE_DAYS, off_days=off, extra_working_days=working)


def tasks_to_remind(now: datetime) -> list[DisseminationTask]:
    """What stands, still holds, and has its deadline in reach of a reminder; days off may push one back by weeks."""
    today, steps = timezone.localdate(now), settings.TASK_REMINDER_STEPS
    latest = today - timedelta(days=max(steps) + settings.TASK_REMINDER_PATIENCE_DAYS + 60)
    near = standing_tasks().filter(deadline__gte=latest, deadline__lte=today - timedelta(days=min(steps)))
    return list(near.exclude(publication__ends_at__lte=now).order_by("pk"))


def groups_to_remind(task: DisseminationTask, *, deadline: date, step: int) -> list[Group]:
    """The groups that have not closed the task, are not at rest, and were not told this step of the deadline."""
    closed = TaskReception.objects.filter(task=task, group=OuterRef("pk"), status__in=TaskReception.CLOSED)
    told = TaskReminder.objects.filter(task=task, group=OuterRef("pk"), deadline=deadline, step=step)
    return list(groups_asked(task).filter(~Exists(closed), ~Exists(told), state=Group.State.STANDING))


def speaks_on(years: Iterable[int]) -> Callable[[date], bool]:
    """Tells on which days of these years reminders are said at all."""
    if settings.TASK_REMINDER_ON_DAYS_OFF:
        return lambda day: True
    off, working = off_days(years)
    return lambda day: is_working_day(day, off_days=off, extra_working_days=working)
