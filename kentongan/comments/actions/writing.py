"""Saying something, once and only once; and asking the moderators to look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.policies import spaced
from kentongan.core.secrecy import codes_for
from kentongan.core.text import legible
from kentongan.regions.models import Region

from .. import events, queries, rules
from ..models import Flag, Remark, Thread
from ..policies import READABLE, State

CODE_LENGTH = 15  # 69 bits: the code alone finds its remark


def about(thread: Thread, actor: Person | None, now: datetime) -> dict[str, Any]:
    """What every event of a thread says."""
    return {
        "scopes": tuple(dict.fromkeys((thread.owner, thread.region.scope))),
        "actor_id": actor.pk if actor else None,
        "at": now,
        "thread_id": thread.pk,
        "kind": thread.kind,
        "subject": thread.subject,
    }


@dataclass(frozen=True)
class Receipt:
    """What the sender keeps. The code is here and nowhere else; "" for who has an account."""

    remark: Remark
    code: str

    @property
    def spaced_code(self) -> str:
        """The code for reading aloud."""
        return spaced(self.code)


@transaction.atomic
def open_thread(
    *, kind: str, subject: str, title: str, owner: str, region: Region, now: datetime, actor: Person | None = None, is_demo: bool = False
) -> Thread:
    """Let people talk about a subject; the same one twice is the same thread. Who may open it is asked by the room."""
    if (before := queries.thread_about(kind, subject)) is not None:
        return before
    queries.subject_of(kind)
    with scopes_disabled():
        thread = Thread.objects.create(
            kind=kind, subject=subject, title=title[:200], owner=owner, region=region, opened_at=now, is_demo=is_demo
        )
    emit(events.ThreadOpened(**about(thread, actor, now)))
    return thread


@transaction.atomic
def rename_thread(*, thread: Thread, title: str, now: datetime, actor: Person | None = None) -> None:
    """Call it by the title that its subject has now, by a room that asked its own rules. The same title changes nothing."""
    if thread.title == title[:200]:
        return
    with scopes_disabled():
        Thread.objects.filter(pk=thread.pk).update(title=title[:200])
    thread.title = title[:200]
    emit(events.ThreadRenamed(**about(thread, actor, now)))


@transaction.atomic
def set_thread_aside(*, thread: Thread, now: datetime, actor: Person | None = None) -> None:
    """Let nobody read or write there, because its subject was withdrawn by a room that asked its own rules. Nothing said is lost."""
    _show(thread, events.ThreadSetAside, actor, now, is_shown=False)


@transaction.atomic
def bring_thread_back(*, thread: Thread, now: datetime, actor: Person | None = None) -> None:
    """Its subject can be read again, and so can the conversation."""
    _show(thread, events.ThreadBroughtBack, actor, now, is_shown=True)


def _show(thread: Thread, told: type[events.ThreadEvent], actor: Person | None, now: datetime, *, is_shown: bool) -> None:
    with scopes_disabled():
        Thread.objects.filter(pk=thread.pk).update(is_shown=is_shown)
    thread.is_shown = is_shown
    emit(told(**about(thread, actor, now)))


def _codes_for(client_id: UUID) -> list[str]:
    return codes_for("kentongan.comments.receipt", client_id, length=CODE_LENGTH)


def _receipt(remark: Remark, client_id: UUID) -> Receipt:
    if remark.author_id:
        return Receipt(remark, "")
    codes = _codes_for(client_id)
    return Receipt(remark, next((code for code in codes if remark.code_hash in queries.code_hashes(code)), codes[0]))


def send_remark(
    *,
    thread: Thread,
    text: str,
    client_id: UUID,
    now: datetime,
    actor: Person | None = None,
    name: str = "",
    parent: Remark | None = None,
    suspicion: str = "",
) -> Receipt:
    """Say something. Who belongs here is read at once, with her role; everybody else after a moderator has read it.

    The same ``client_id`` gives the same receipt. A reply to a reply stands beside it: one level deep. Raises Denied, NotVisible.
    """
    if (before := queries.remark_of_client(client_id)) is not None:
        return _receipt(before, client_id)
    try:
        words, called = legible(text).strip(), legible(name).strip()
        return _send(thread, words, client_id, now, actor, name=called, parent=parent, suspicion=suspicion)
    except IntegrityError:  # the same submission came twice at once; the other was first
        if (before := queries.remark_of_client(client_id)) is not None:
            return _receipt(before, client_id)
        raise


@transaction.atomic
def _send(
    thread: Thread, text: str, client_id: UUID, now: datetime, actor: Person | None, *, name: str, parent: Remark | None, suspicion: str
) -> Receipt:
    if why_not := rules.why_not_write(thread):
        raise rules.Denied(why_not)
    if not text or len(text) > settings.COMMENT_LONGEST:
        raise rules.Denied(_("Tulis tanggapan Anda, paling panjang %(most)d huruf.") % {"most": settings.COMMENT_LONGEST})
    if parent is not None and (parent.thread_id != thread.pk or parent.state not in READABLE):
        raise rules.NotVisible(_("Tanggapan yang Anda balas tidak tampil lagi."))
    role_word = rules.role_word_of(actor, thread) if actor else ""
    state = State.SHOWN if role_word else State.HELD
    remark = Remark.objects.create(
        thread=thread,
        parent_id=(parent.parent_id or parent.pk) if parent else None,
        author=actor,
        name=actor.full_name[:60] if actor else name[:60],
        role_word=role_word,
        text=text,
        state=state,
        client_id=client_id,
        code_hash="" if actor else queries.code_hashes(_codes_for(client_id)[0])[0],
        suspicion=suspicion,
        sent_at=now,
    )
    count_shown(thread)
    emit(events.RemarkSent(remark_id=remark.pk, is_held=state == State.HELD, **about(thread, actor, now)))
    return _receipt(remark, client_id)


def count_shown(thread: Thread) -> None:
    """Count anew what can be read: small enough to be counted with each deed, and right to the last one."""
    shown = thread.remarks.filter(state__in=READABLE).count()
    with scopes_disabled():
        Thread.objects.filter(pk=thread.pk).update(shown=shown)
    thread.shown = shown


@transaction.atomic
def flag_remark(*, remark: Remark, client_id: UUID, now: datetime) -> bool:
    """Ask the moderators to look at it, once per device. Returns whether it was new. Raises NotVisible where nobody can read it."""
    if remark.state not in READABLE:
        raise rules.NotVisible(_("Tanggapan ini tidak tampil lagi."))
    _flag, is_new = Flag.objects.get_or_create(remark=remark, client_id=client_id, defaults={"at": now})
    if is_new:
        Remark.objects.filter(pk=remark.pk).update(flags=F("flags") + 1)
        emit(events.RemarkFlagged(remark_id=remark.pk, **about(remark.thread, None, now)))
    return is_new
