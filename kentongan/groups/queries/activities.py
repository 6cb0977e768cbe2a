"""What groups did: the entries of their logs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ..models import ActivityEntry, Group


def activities_of(groups: Iterable[Group] | QuerySet[Group], start: date, end: date) -> QuerySet[ActivityEntry]:
    """The standing entries of these groups from the first day to the last, both included, the earliest first."""
    return ActivityEntry.objects.live().filter(group__in=groups, day__gte=start, day__lte=end).order_by("day", "pk")
