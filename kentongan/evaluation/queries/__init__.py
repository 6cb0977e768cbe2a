"""Activity reports: who has to account for what, and what has been written."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from kentongan.groups.models import Group, Role
from kentongan.groups.queries import Actor, grants_of

from ..models import ActivityReport
from ..policies.content import Report
from ..policies.periods import MONTH, Period, period_at
from .composing import compose_group
from .finding import without_report
from .owners import Owner as Owner
from .owners import get_owner as get_owner
from .regional import compose_region

LANGUAGE = "id"  # a report is an official letter: it is in Indonesian, whatever its reader chose


def composed(owner: Owner, period: Period, report: ActivityReport | None, *, today: date, **frozen: Any) -> Report:
    """What the owner has to say of the period: what was frozen, or what the log says now. Needs no scope."""
    if report is not None and not report.is_draft:
        return report.said
    with translation.override(LANGUAGE):
        compose = compose_group if owner.group else compose_region
        return compose(owner, period, report, today=today, **frozen)


def month_to_report(actor: Actor, *, today: date) -> tuple[Period, list[Group]]:
    """Last month, and the groups the actor leads that have not frozen its report; on the first days of a month only. One query at most."""
    month = period_at(MONTH, today).before
    led = {grant.group.pk: grant.group for grant in grants_of(actor) if grant.role == Role.CHAIR and grant.group is not None}
    if today.day > settings.REPORT_REMINDER_DAYS:
        return month, []
    standing = [group for group in led.values() if not group.has_ended]
    return month, without_report(standing, month) if standing else []
