"""What groups were asked to pass on until a day, and how far each came, as the room that asks tells it. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What became of it with one group."""

    IN_TIME = "in_time"
    LATE = "late"
    CANNOT = "cannot"  # and said why
    OPEN = "open"  # not answered, or not wholly


@dataclass(frozen=True)
class DutyAnswer:
    """What one group answered; ``reason`` why it cannot."""

    outcome: Outcome = Outcome.OPEN
    reason: str = ""


@dataclass(frozen=True)
class Duty:
    """Something that was asked: ``answers`` has every group that is asked, by its id."""

    title: str
    sender: str
    deadline: date
    answers: Mapping[int, DutyAnswer]
