"""The deeds on conversations: opening and closing them, saying something, and deciding about it."""

from .moderating import answer_as_author, close_thread, decide_remark, reopen_thread
from .writing import Receipt, bring_thread_back, flag_remark, open_thread, rename_thread, send_remark, set_thread_aside

__all__ = [
    "Receipt", "answer_as_author", "bring_thread_back", "close_thread", "decide_remark", "flag_remark", "open_thread", "rename_thread",
    "reopen_thread", "send_remark", "set_thread_aside",
]  # fmt: skip
