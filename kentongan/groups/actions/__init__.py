"""The deeds on groups: forming and describing them, decrees and board, members, roles; how they rest, join and end; what they did."""

from .activities import record_activity, retract_activity
from .decrees import (
    SINGLE,
    NewSeat,
    add_decree,
    change_decree,
    dismiss_board_member,
    reinstate_board_member,
    seat_board,
    seat_board_member,
)
from .forming import change_group, create_group, join_forum, leave_forum, open_office
from .kim_id import record_kim_id
from .living import dissolve_group, merge_group, rest_group, revive_group, wake_group, wake_rested
from .members import Slip, add_member, hand_over_recovery, remove_member, welcome_member
from .offline_activities import (
    bring_activity_back,
    correct_activity,
    supplement_activity,
    withdraw_activity,
    write_activity,
)
from .renewing import renew_board, say_ending_terms
from .roles import appoint_first_operator, grant_role, revoke_role
from .withdrawing import withdraw_decree, withdraw_groups, withdraw_seat

__all__ = [
    "SINGLE",
    "NewSeat",
    "Slip",
    "add_decree",
    "add_member",
    "appoint_first_operator",
    "bring_activity_back",
    "change_decree",
    "change_group",
    "correct_activity",
    "create_group",
    "dismiss_board_member",
    "dissolve_group",
    "grant_role",
    "hand_over_recovery",
    "join_forum",
    "leave_forum",
    "merge_group",
    "open_office",
    "record_activity",
    "record_kim_id",
    "reinstate_board_member",
    "remove_member",
    "renew_board",
    "rest_group",
    "retract_activity",
    "revive_group",
    "revoke_role",
    "say_ending_terms",
    "seat_board",
    "seat_board_member",
    "supplement_activity",
    "wake_group",
    "wake_rested",
    "welcome_member",
    "withdraw_activity",
    "withdraw_decree",
    "withdraw_groups",
    "withdraw_seat",
    "write_activity",
]
