"""Who may say what, and who decides about it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of

from . import policies, queries
from .models import Remark, Thread
from .policies import Arrow, Deed, Part

__all__ = ["Denied", "NotVisible", "Stale"]


def is_moderator_of(actor: Actor, thread: Thread) -> bool:
    """Whether the actor decides about what is said there: a role that its kind names, in the owner's scope or over the place."""
    moderators = queries.subject_of(thread.kind).moderators
    return any(
        grant.role in moderators and (grant.scope == thread.owner or is_within(thread.region_id, grant.region_id or "-"))
        for grant in grants_of(actor)
    )


def role_word_of(actor: Actor, thread: Thread) -> str:
    """What the actor is here, in words; "" for who is nothing here, and whose words are read by a moderator first.

    The people of the group that owns the thread, those of groups at home where it is about, and officers of that place.
    """
    for grant in grants_of(actor):
        if grant.role == Role.OPERATOR:
            continue
        home = grant.group.region_id if grant.group else grant.region_id
        if grant.scope == thread.owner or is_within(thread.region_id, home or "-"):
            place = grant.group.name if grant.group else grant.office.name if grant.office else str(grant.region)
            return f"{grant.get_role_display()} · {place}"
    return ""


def why_not_write(thread: Thread) -> str:
    """In words, why nothing can be said; "" where it can."""
    return "" if thread.is_open else _("Percakapan ini sudah ditutup: %(reason)s") % {"reason": thread.closed_reason}


def parts_of(actor: Actor, remark: Remark) -> frozenset[Part]:
    """What somebody with an account is to a remark."""
    known = actor.is_authenticated
    return policies.parts(
        is_author=known and remark.author_id == actor.pk,
        is_moderator=is_moderator_of(actor, remark.thread),
        hid_it=known and remark.decided_by_id == actor.pk,
    )


def deeds_open_to(actor: Actor, remark: Remark, *, now: datetime) -> list[Arrow]:
    """What the actor may do with it now: the buttons."""
    return _in_time(policies.arrows_from(remark.state, parts_of(actor, remark), is_flagged=remark.flags > 0), remark, now)


def deeds_open_to_author(remark: Remark, *, now: datetime) -> list[Arrow]:
    """What whoever holds its code may do now."""
    return _in_time(policies.arrows_from(remark.state, frozenset({Part.AUTHOR})), remark, now)


def _in_time(arrows: list[Arrow], remark: Remark, now: datetime) -> list[Arrow]:
    in_time = policies.can_appeal(remark.decided_at, now, days=settings.COMMENT_APPEAL_DAYS)
    return [arrow for arrow in arrows if arrow.deed != Deed.APPEAL or in_time]
