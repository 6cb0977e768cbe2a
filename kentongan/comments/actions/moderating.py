"""Deciding about what was said: always by the table, always with a line on the log."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import ModerationEntry, Remark, Thread
from ..policies import Arrow, Deed, Part, State
from .writing import about, count_shown


@transaction.atomic
def decide_remark(*, actor: Person, remark: Remark, deed: str, now: datetime, reason: str = "", text: str = "") -> Remark:
    """Show, hide, keep; or grant or reject an appeal, which another does than the one who hid it. Raises Denied, Stale.

    ``reason`` is a key of settings.COMMENT_HIDE_REASONS, ``text`` what its author reads besides.
    """
    open_deeds = {arrow.deed: arrow for arrow in rules.deeds_open_to(actor, remark, now=now) if arrow.part != Part.AUTHOR}
    if deed == Deed.KEEP and remark.flags == 0:
        return remark
    if deed not in open_deeds:
        raise rules.Denied(_why_not(remark, deed))
    return _move(remark, open_deeds[Deed(deed)], actor, now, reason=reason, text=text.strip())


@transaction.atomic
def answer_as_author(*, remark: Remark, deed: str, now: datetime, text: str = "", actor: Person | None = None) -> Remark:
    """Appeal once, or take it back: by whoever holds its code, or by the ``actor`` who wrote it. Raises Denied, Stale."""
    if actor is not None and remark.author_id != actor.pk:
        raise rules.Denied(_("Ini bukan tanggapan Anda."))
    open_deeds = {arrow.deed: arrow for arrow in rules.deeds_open_to_author(remark, now=now)}
    if deed not in open_deeds:
        raise rules.Denied(_("Langkah ini tidak bisa lagi. Keberatan diajukan satu kali, selama masih dalam waktunya."))
    return _move(remark, open_deeds[Deed(deed)], actor, now, reason="", text=text.strip())


def _why_not(remark: Remark, deed: str) -> str:
    if deed in (Deed.GRANT, Deed.REJECT) and remark.state == State.APPEALED:
        return _("Keberatan diputuskan oleh orang lain, bukan oleh yang menyembunyikan atau yang menulis.")
    return _("Langkah ini bukan bagian Anda, atau tanggapannya sudah diputuskan.")


def _values(arrow: Arrow, remark: Remark, actor: Person | None, now: datetime, reason: str, text: str) -> dict[str, Any]:
    """What the deed writes beside the new state."""
    values: dict[Deed, dict[str, Any]] = {
        Deed.SHOW: {"decided_by": actor, "decided_at": now, "reason": "", "reason_text": "", "suspicion": "", "flags": 0},
        Deed.KEEP: {"flags": 0},
        Deed.HIDE: {"decided_by": actor, "decided_at": now, "reason": reason, "reason_text": text[:500], "flags": 0},
        Deed.APPEAL: {"appeal_text": text[: settings.COMMENT_LONGEST], "appealed_at": now},
        Deed.TAKE_BACK: {"text": "", "name": "", "role_word": "", "appeal_text": "", "flags": 0},
    }
    decided = {"appeal_decided_by": actor, "appeal_decided_at": now, "appeal_answer": text[:500]}
    return values.get(arrow.deed, decided)


def _move(remark: Remark, arrow: Arrow, actor: Person | None, now: datetime, *, reason: str, text: str) -> Remark:
    if arrow.needs_reason and reason not in settings.COMMENT_HIDE_REASONS:
        raise rules.Denied(_("Pilih alasannya: penulis akan membacanya."))
    if arrow.needs_text and not text:
        raise rules.Denied(_("Tulis penjelasannya dulu."))
    source, values = remark.state, _values(arrow, remark, actor, now, reason, text)
    if not Remark.objects.filter(pk=remark.pk, state=source).update(state=arrow.target, **values):
        raise rules.Stale(_("Tanggapan ini baru saja diputuskan orang lain."))
    for field, value in {"state": arrow.target, **values}.items():
        setattr(remark, field, value)
    kept = "" if arrow.part == Part.AUTHOR else text  # the author's words stand in the remark alone, and go with it
    ModerationEntry.objects.create(
        thread=remark.thread, remark=remark, deed=arrow.deed, actor=actor, reason=reason if arrow.needs_reason else "", text=kept, at=now
    )
    count_shown(remark.thread)
    emit(
        events.RemarkMoved(
            remark_id=remark.pk, deed=str(arrow.deed), source=str(source), target=str(arrow.target), **about(remark.thread, actor, now)
        )
    )
    return remark


@transaction.atomic
def close_thread(*, actor: Person, thread: Thread, reason: str, now: datetime) -> Thread:
    """Let nothing more be said there, with a reason everybody reads. Raises Denied."""
    if not reason.strip():
        raise rules.Denied(_("Tulis sebabnya: warga akan membacanya."))
    return _set_closed(actor, thread, reason.strip()[:300], now)


@transaction.atomic
def reopen_thread(*, actor: Person, thread: Thread, now: datetime) -> Thread:
    """Let people talk again. Raises Denied."""
    return _set_closed(actor, thread, "", now)


def _set_closed(actor: Person, thread: Thread, reason: str, now: datetime) -> Thread:
    if not rules.is_moderator_of(actor, thread):
        raise rules.Denied(_("Percakapan dijaga oleh KIM dan petugas setempat."))
    if bool(reason) is not thread.is_open:
        raise rules.Denied(_("Percakapan ini sudah begitu keadaannya."))
    thread.closed_at, thread.closed_by, thread.closed_reason = (now, actor, reason) if reason else (None, None, "")
    with scopes_disabled():
        thread.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    ModerationEntry.objects.create(thread=thread, deed="close" if reason else "reopen", actor=actor, text=reason, at=now)
    told = events.ThreadClosed if reason else events.ThreadReopened
    emit(told(**about(thread, actor, now)))
    return thread
