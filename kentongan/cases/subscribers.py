"""What cases listen to."""

from kentongan.core.events import CalendarChanged, subscriber

from . import actions


@subscriber(CalendarChanged)
def move_deadlines(event: CalendarChanged) -> None:
    """A day was declared off or working: all running terms are worked out anew."""
    actions.recompute_terms(now=event.at)
