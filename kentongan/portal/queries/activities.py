"""What everybody sees of a group's log: only deeds that the house noted itself and that tell of something public."""

from dataclasses import dataclass
from datetime import date

from kentongan.groups.models import ActivityEntry, Group
from kentongan.sites.addresses import hub_origin

MOST = 6
# Not what is typed by hand, nor what is done for somebody: reports written down, news brought to people.
SHOWN = ("publishing.Publication", "aspirations.Problem", "aspirations.Problem.solved", "aspirations.WorkDay", "newsroom.Profile")


@dataclass(frozen=True)
class ShownActivity:
    """A deed of the group; its writer is not named."""

    day: date
    title: str
    url: str  # "" where there is nothing of its own to read
    kind: str


def shown_activities(group: Group, *, most: int = MOST) -> list[ShownActivity]:
    """The latest of them. One query."""
    entries = ActivityEntry.objects.live().filter(group=group, source__in=SHOWN)[:most]
    return [
        ShownActivity(entry.day, entry.title, hub_origin() + entry.address if entry.address else "", entry.get_kind_display())
        for entry in entries
    ]
