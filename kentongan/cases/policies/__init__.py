"""Plain arithmetic: the law clock, the numbers people read aloud, the vault, and the workflow as a table."""

from .clock import (
    Day,
    Pause,
    Reason,
    State,
    Term,
    Unit,
    WorkCalendar,
    alarms,
    closed,
    due_date,
    explanation,
    nth_day,
    state_of,
    used_days,
)
from .numbers import case_number, read_number
from .vault import Contact, Unreadable, VaultKey
from .workflow import Arrow, Clock, Part, Right, Status, Workflow, WrongTable

__all__ = [
    "Arrow",
    "Clock",
    "Contact",
    "Day",
    "Part",
    "Pause",
    "Reason",
    "Right",
    "State",
    "Status",
    "Term",
    "Unit",
    "Unreadable",
    "VaultKey",
    "WorkCalendar",
    "Workflow",
    "WrongTable",
    "alarms",
    "case_number",
    "closed",
    "due_date",
    "explanation",
    "nth_day",
    "read_number",
    "state_of",
    "used_days",
]
