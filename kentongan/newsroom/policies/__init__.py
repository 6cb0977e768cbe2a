"""Plain arithmetic of texts."""

from .comparing import changes, has_changes
from .composing import SUMMARY_MOST, TEXT_MOST, TITLE_MOST, Answers, Composed, cleaned, compose, tag_labels
from .galleries import Arrangement, PictureFacts, moved, ordered
from .linking import Facts, linked_data
from .profiles import (
    FacilityFacts,
    Figure,
    HamletFacts,
    ProfileFacts,
    amount,
    changed_facts,
    place_node,
    written_amount,
)
from .reach import widest

__all__ = [
    "SUMMARY_MOST", "TEXT_MOST", "TITLE_MOST", "Answers", "Arrangement", "Composed", "FacilityFacts", "Facts", "Figure", "HamletFacts",
    "PictureFacts", "ProfileFacts", "amount", "changed_facts", "changes", "cleaned", "compose", "has_changes", "linked_data", "moved",
    "ordered", "place_node", "tag_labels", "widest", "written_amount",
]  # fmt: skip
