"""What registration remembers."""

from .forming import Formation, ProposedSeat
from .importing import ImportBatch, ImportRow

__all__ = ["Formation", "ImportBatch", "ImportRow", "ProposedSeat"]
