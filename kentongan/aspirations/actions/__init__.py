"""The deeds on reports. What only moves a case from one status to the next is done by kentongan.cases.actions."""

from .answering import keep_template, rate_report, remove_template
from .counting import count_again, count_report, recount_figures
from .deliveries import deliver_news, line_up_news, note_not_met, take_back_delivery
from .desks import Outcome, assign_report, do_for_many, note_export, remove_filter, rename_filter, save_filter
from .filing import file_report
from .handing_on import hand_on_report, keep_sp4n_number, refer_report
from .intake import challenge_for, receipt_again, receive_report, suspicion_of
from .joining import join_report, unjoin_report
from .pictures import release_picture, seek_faces_later, suggest_faces, withdraw_picture, withdraw_pictures_of_hidden
from .routing import set_routes
from .sending import Filing, send_report
from .supporting import support_report
from .verifying import forward_report, mend_report, verify_report

__all__ = [
    "Filing",
    "Outcome",
    "assign_report",
    "challenge_for",
    "count_again",
    "count_report",
    "deliver_news",
    "do_for_many",
    "file_report",
    "forward_report",
    "hand_on_report",
    "join_report",
    "keep_sp4n_number",
    "keep_template",
    "line_up_news",
    "mend_report",
    "note_export",
    "note_not_met",
    "rate_report",
    "receipt_again",
    "receive_report",
    "recount_figures",
    "refer_report",
    "release_picture",
    "remove_filter",
    "remove_template",
    "rename_filter",
    "save_filter",
    "seek_faces_later",
    "send_report",
    "set_routes",
    "suggest_faces",
    "support_report",
    "suspicion_of",
    "take_back_delivery",
    "unjoin_report",
    "verify_report",
    "withdraw_picture",
    "withdraw_pictures_of_hidden",
]
