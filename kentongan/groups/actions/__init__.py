"""The deeds on groups: forming and describing them, decrees and board, members, roles."""

from .decrees import NewSeat, add_decree, change_decree, dismiss_board_member, reinstate_board_member, seat_board, seat_board_member
from .forming import change_group, create_group, join_forum, leave_forum, open_office
from .members import Slip, add_member, hand_over_recovery, remove_member, welcome_member
from .roles import appoint_first_operator, grant_role, revoke_role
from .withdrawing import withdraw_decree, withdraw_groups, withdraw_seat

__all__ = [
    "NewSeat",
    "Slip",
    "add_decree",
    "add_member",
    "appoint_first_operator",
    "change_decree",
    "change_group",
    "create_group",
    "dismiss_board_member",
    "grant_role",
    "hand_over_recovery",
    "join_forum",
    "leave_forum",
    "open_office",
    "reinstate_board_member",
    "remove_member",
    "revoke_role",
    "seat_board",
    "seat_board_member",
    "welcome_member",
    "withdraw_decree",
    "withdraw_groups",
    "withdraw_seat",
]
