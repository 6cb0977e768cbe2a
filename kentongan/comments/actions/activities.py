"""A conversation about something of a group, in the log of what the group does."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.scopes import group_id_of
from kentongan.groups.actions import record_activity, retract_activity
from kentongan.groups.models import Group

from ..models import Remark, Thread
from ..policies import READABLE
from ..queries import subject_of

SOURCE = "comments.Thread"


def log_conversation(*, thread_id: int, now: datetime) -> None:
    """Note a conversation of a group from the day it had so many readable remarks; take it back with them.

    It looks at the thread as it stands, so it may be called again, late, or out of order. Who said what stays out of the log.
    """
    with scopes_disabled():
        thread = Thread.objects.filter(pk=thread_id).first()
    group_id = group_id_of(thread.owner) if thread else None
    if thread is None or group_id is None:
        return
    made_by = _remark_that_made_it(thread)
    if made_by is None:
        retract_activity(source=SOURCE, key=thread.pk, at=now)
        return
    record_activity(
        group=Group.objects.get(pk=group_id),
        kind="diskusi",
        day=timezone.localdate(made_by.sent_at),
        title=_("Percakapan warga: %(title)s") % {"title": thread.title},
        source=SOURCE,
        key=thread.pk,
        at=now,
        address=urlsplit(subject_of(thread.kind).address(thread)).path,
    )


def _remark_that_made_it(thread: Thread) -> Remark | None:
    """The remark by which it became a conversation; None where it is none, or nobody reads it."""
    least = settings.ACTIVITY_CONVERSATION_REMARKS
    if not thread.is_shown or thread.shown < least:
        return None
    return Remark.objects.filter(thread=thread, state__in=READABLE).order_by("sent_at", "pk")[least - 1 : least].first()
