"""What groups did: the entries of their logs."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from ..models import ActivityEntry, Group


def activities_of(groups: Iterable[Group] | QuerySet[Group], start: date, end: date) -> QuerySet[ActivityEntry]:
    """The standing entries of these groups from the first day to the last, both included, the earliest first."""
    return ActivityEntry.objects.live().filter(group__in=groups, day__gte=start, day__lte=end).order_by("day", "pk")


def quiet_since(today: date, *, prefix: str = "") -> Q:
    """Condition of groups (or of rows that know theirs by ``prefix``) that were silent for longer than an active one is."""
    last = f"{prefix}last_activity_on"
    return Q(**{last: None}) | Q(**{f"{last}__lt": today - timedelta(days=settings.ACTIVITY_ACTIVE_DAYS)})
