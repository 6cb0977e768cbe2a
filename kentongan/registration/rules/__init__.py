"""Who may do what in registration."""

from kentongan.core.rules import Denied, NotVisible, Stale

from .forming import FORMATION, KIND, VERIFY, can_fill

__all__ = ["FORMATION", "KIND", "VERIFY", "Denied", "NotVisible", "Stale", "can_fill"]
