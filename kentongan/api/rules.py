"""Who gives out and takes back keys."""

from kentongan.core.rules import Denied, NotVisible
from kentongan.groups.queries import Actor
from kentongan.groups.rules import is_coordinator_over
from kentongan.regions.models import Region

__all__ = ["Denied", "NotVisible", "TooMany"]


class TooMany(Exception):
    """More came with a key within the hour than it may bring; ``seconds`` until it may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def can_manage_keys(actor: Actor, region: Region) -> bool:
    """Whether the actor gives out and takes back keys for reports about the region: its coordinator, or one above."""
    return is_coordinator_over(actor, region)
