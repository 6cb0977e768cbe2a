"""KIM and their people: decrees, terms, board, members, roles within a scope, and the log of what they do."""

from .activities import ActivityChange, ActivityEntry
from .decrees import BoardSeat, BoardSeatQuerySet, Decree, TermReminder
from .groups import Group, GroupQuerySet, Office
from .living import Chapter, ContactChange
from .people import GROUP_ROLES, Grant, Member, Role

__all__ = [
    "GROUP_ROLES", "ActivityChange", "ActivityEntry", "BoardSeat", "BoardSeatQuerySet", "Chapter", "ContactChange", "Decree", "Grant",
    "Group", "GroupQuerySet", "Member", "Office", "Role", "TermReminder",
]  # fmt: skip
