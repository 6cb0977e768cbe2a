"""How far an answer is, and when a reminder is due. Plain arithmetic; days are those of the region's zone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class TaskState(StrEnum):
    """Where a task is in its life."""

    WISH = "wish"  # the text is not out yet
    OPEN = "open"
    CALLED_OFF = "called_off"
    GONE = "gone"  # the text was withdrawn


class How(StrEnum):
    """How far a group is. The first is a group that has not looked yet; the others are those of models.TaskReception."""

    SENT = "sent"
    SEEN = "seen"
    IN_WORK = "in_work"
    DONE = "done"
    CANNOT = "cannot"


CLOSED = (How.DONE, How.CANNOT)
LOG_SOURCE = "newsroom.PassingOn"  # what a part is called in the log of its group


@dataclass(frozen=True)
class Given:
    """A part of an answer that stands: when it came, on which day that was, and whether all is passed on with it."""

    at: datetime
    day: date
    closes: bool


@dataclass(frozen=True)
class Standing:
    """What follows for the group."""

    how: How
    done_at: datetime | None = None
    is_late: bool = False


def standing(parts: Iterable[Given], *, refused_on: date | None, deadline: date) -> Standing:
    """How far a group is with these parts; ``refused_on`` is the day of a refusal that still holds.

    It is done with the first part that closes; later parts do not make it late.
    """
    given = sorted(parts, key=lambda part: part.at)
    closing = next((part for part in given if part.closes), None)
    if refused_on is not None:
        return Standing(How.CANNOT, is_late=refused_on > deadline)
    if closing is not None:
        return Standing(How.DONE, done_at=closing.at, is_late=closing.day > deadline)
    return Standing(How.IN_WORK if given else How.SEEN)


def reminder_due(
    deadline: date, today: date, *, asked_on: date, steps: Sequence[int], patience: int, speaks_on: Callable[[date], bool]
) -> int | None:
    """The step (days after the deadline, negative before it) that is said today; None where none is.

    ``speaks_on`` says on which days reminders are said at all: a step that falls on another day is said on the next that is. A clock
    that stood still says it up to ``patience`` days late. Of steps that came together only the last is said, and none that lies before
    the day after the task was asked.
    """
    if not speaks_on(today):
        return None
    due = [
        step
        for step in steps
        if asked_on < (day := _first(deadline + timedelta(days=step), speaks_on)) <= today <= day + timedelta(patience)
    ]
    return max(due, default=None)


def _first(day: date, speaks_on: Callable[[date], bool]) -> date:
    """The day itself or the first after it that is spoken on; no calendar has more than 60 days off in a row."""
    return next((later for later in (day + timedelta(days=ahead) for ahead in range(60)) if speaks_on(later)), day)


def names_in(typed: str, *, longest: int = 80, most: int = 40) -> list[str]:
    """The names in what was typed, parted by commas, semicolons or lines, each once in the order written."""
    parted = (" ".join(name.split())[:longest] for name in typed.replace(";", ",").replace("\n", ",").split(","))
    return list({name.casefold(): name for name in reversed([name for name in parted if name])}.values())[::-1][:most]
