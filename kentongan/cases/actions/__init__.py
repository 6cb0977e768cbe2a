"""The deeds on cases. Rooms call these inside a transaction of their own where they write their detail row with them."""

from .clock import fire_due, recompute_terms
from .deeds import (
    add_entry,
    assign_case,
    attach,
    change_kind,
    extend_term,
    hand_over_case,
    move_as_applicant,
    move_by_clock,
    move_case,
    send_letter,
    write_as_applicant,
)
from .opening import Receipt, enter_by_code, open_case

__all__ = [
    "Receipt",
    "add_entry",
    "assign_case",
    "attach",
    "change_kind",
    "enter_by_code",
    "extend_term",
    "fire_due",
    "hand_over_case",
    "move_as_applicant",
    "move_by_clock",
    "move_case",
    "open_case",
    "recompute_terms",
    "send_letter",
    "write_as_applicant",
]
