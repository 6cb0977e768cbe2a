"""The deeds on publications."""

from .attaching import arrange_attachments, attach_upload
from .correcting import add_reply, correct_publication, note_change
from .deciding import (
    mark_copied,
    publish_publication,
    return_publication,
    set_archived,
    submit_publication,
    take_back_publication,
    withdraw_publication,
)
from .moving import refresh_release, set_end
from .scheduling import call_off_schedules, publish_due, schedule_publication
from .writing import create_publication, delete_publication, keep_besides, note_presence, save_publication, set_audience, tag_named

__all__ = [
    "add_reply",
    "arrange_attachments",
    "attach_upload",
    "call_off_schedules",
    "correct_publication",
    "create_publication",
    "delete_publication",
    "keep_besides",
    "mark_copied",
    "note_change",
    "note_presence",
    "publish_due",
    "publish_publication",
    "refresh_release",
    "return_publication",
    "save_publication",
    "schedule_publication",
    "set_archived",
    "set_audience",
    "set_end",
    "submit_publication",
    "tag_named",
    "take_back_publication",
    "withdraw_publication",
]
