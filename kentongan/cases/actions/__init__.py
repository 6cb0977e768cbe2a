"""The deeds on cases. Rooms call these inside a transaction of their own where they write their detail row with them."""

from .clock import fire_due, recompute_terms
from .deeds import (
    add_entry,
    assign_case,
    change_kind,
    extend_term,
    hand_over_case,
    move_as_applicant,
    move_by_clock,
    move_case,
    take_version,
    write_as_applicant,
)
from .opening import Receipt, describe_case, discard_draft, enter_by_code, open_case, receipt_again
from .papers import attach, attach_all, send_letter, take_back_file
from .vault import Rotation, drop_keys, forget_identity, forget_outlived, keep_identity, read_identity, rotate_vault

__all__ = [
    "Receipt",
    "Rotation",
    "add_entry",
    "assign_case",
    "attach",
    "attach_all",
    "change_kind",
    "describe_case",
    "discard_draft",
    "drop_keys",
    "enter_by_code",
    "extend_term",
    "fire_due",
    "forget_identity",
    "forget_outlived",
    "hand_over_case",
    "keep_identity",
    "move_as_applicant",
    "move_by_clock",
    "move_case",
    "open_case",
    "read_identity",
    "receipt_again",
    "recompute_terms",
    "rotate_vault",
    "send_letter",
    "take_back_file",
    "take_version",
    "write_as_applicant",
]
