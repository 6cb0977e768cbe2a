"""What groups did: the entries of their logs."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.rules import NotVisible

from ..models import ActivityChange, ActivityEntry, Group


def activities_of(groups: Iterable[Group] | QuerySet[Group], start: date, end: date) -> QuerySet[ActivityEntry]:
    """The standing entries of these groups from the first day to the last, both included, the earliest first."""
    return ActivityEntry.objects.live().filter(group__in=groups, day__gte=start, day__lte=end).order_by("day", "pk")


def quiet_since(today: date, *, prefix: str = "") -> Q:
    """Condition of groups (or of rows that know theirs by ``prefix``) that were silent for longer than an active one is."""
    last = f"{prefix}last_activity_on"
    return Q(**{last: None}) | Q(**{f"{last}__lt": today - timedelta(days=settings.ACTIVITY_ACTIVE_DAYS)})


def activities_by_kind(group: Group, start: date, end: date) -> dict[str, int]:
    """Kind → how many standing entries, for those that have any. One query."""
    counted = activities_of([group], start, end).order_by().values_list("kind").annotate(number=Count("pk"))
    return dict(counted)


def get_activity(group: Group, activity_id: int) -> ActivityEntry:
    """An entry of the group's log; of those taken back only what was typed by hand, so that it can be undone. Raises NotVisible."""
    found = ActivityEntry.objects.select_related("group__region", "author").filter(group=group, pk=activity_id)
    entry = found.filter(Q(withdrawn_at=None) | Q(source="")).first()
    if entry is None:
        raise NotVisible(_("Kegiatan ini tidak tercatat di kelompok ini."))
    return entry


def activity_of_client(actor: Person, client_id: UUID) -> ActivityEntry | None:
    """What the person's device sent before under this id."""
    return ActivityEntry.objects.select_related("group__region").filter(author=actor, client_id=client_id).first()


def changes_of_activity(entry: ActivityEntry) -> list[ActivityChange]:
    """What became of it, the latest first."""
    return list(entry.changes.select_related("actor").order_by("-pk"))
