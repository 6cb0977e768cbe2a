"""The deeds of registration: a formation is begun, filled, sent; asked back, refused, approved."""

from ..policies import Seat
from .approving import Approval, SignIn, approve_formation
from .deciding import ask_back, refuse_formation
from .forming import DOCUMENT_LABELS, attach_document, begin_formation, discard_formation, remove_old_drafts, save_step, send_formation
from .words import step_label

__all__ = [
    "DOCUMENT_LABELS",
    "Approval",
    "Seat",
    "SignIn",
    "approve_formation",
    "ask_back",
    "attach_document",
    "begin_formation",
    "discard_formation",
    "refuse_formation",
    "remove_old_drafts",
    "save_step",
    "send_formation",
    "step_label",
]
