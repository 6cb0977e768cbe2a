"""A term of office ends: it is said in time, and a new decree appoints the board in one go."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, policies, queries, rules
from ..models import BoardSeat, Decree, Grant, Group, Role, TermReminder
from .decrees import NewSeat, add_decree, dismiss_board_member, seat_board
from .roles import grant_role, revoke_role


def say_ending_terms(*, now: datetime) -> int:
    """Say of each term of office that it ends: 90, 30 and 7 days before and on its last day, each once. Returns how many were said.

    A new decree with a later term ends the reminders by itself, since only the latest term of a group is looked at.
    """
    today, steps = timezone.localdate(now), settings.TERM_REMINDER_DAYS
    said = 0
    for group, end in queries.terms_in_sight(today, most=max(steps), patience=settings.TERM_REMINDER_PATIENCE_DAYS):
        step = policies.reminder_due(end, today, steps=steps, patience=settings.TERM_REMINDER_PATIENCE_DAYS)
        if step is not None:
            said += _say_ending_term(group, end, step, now)
    return said


@transaction.atomic
def _say_ending_term(group: Group, end: date, step: int, now: datetime) -> bool:
    """Say one step, unless it was said: the row is the mark, so two clocks cannot say it twice."""
    _mark, is_new = TermReminder.objects.get_or_create(group=group, term_end=end, days=step, defaults={"said_at": now})
    if is_new:
        emit(events.TermEnding(scopes=(group.scope,), actor_id=None, at=now, group_id=group.pk, days_left=step, term_end=end.isoformat()))
    return is_new


@transaction.atomic
def renew_board(
    *,
    actor: Person,
    group: Group,
    number: str,
    issuer: str,
    about: str,
    date: date,
    now: datetime,
    term_start: date | None = None,
    term_end: date | None = None,
    scan_key: str = "",
    leaving: Iterable[BoardSeat] = (),
    coming: Iterable[NewSeat] = (),
    chair: Person | None = None,
    ending: Iterable[Grant] = (),
) -> Decree:
    """Record a decree that changes the board, with everything it brings, all or nothing. Raises Denied.

    Who leaves is dismissed by it, who comes is appointed by it; who stays is appointed anew where it names a term of office, and else stays
    by the decree of then. ``chair`` is given the role of ketua, then the roles in ``ending`` end.
    """
    decree = add_decree(
        actor=actor,
        group=group,
        number=number,
        issuer=issuer,
        about=about,
        date=date,
        now=now,
        term_start=term_start,
        term_end=term_end,
        scan_key=scan_key,
    )
    sitting = {seat.pk: seat for seat in group.board_seats.sitting().select_related("group__region", "person")}
    going = {seat.pk for seat in leaving}
    if not going <= sitting.keys():
        raise rules.Denied(_("Pengurus yang berhenti harus yang sedang menjabat."))
    staying = [seat for seat in sitting.values() if seat.pk not in going and term_end is not None]
    for seat in (*(sitting[key] for key in going), *staying):
        dismiss_board_member(actor=actor, seat=seat, decree=decree, now=now)
    anew = [NewSeat(seat.position, seat.person_name, seat.section, seat.person, seat.order) for seat in staying]
    seat_board(actor=actor, group=group, decree=decree, seats=[*anew, *coming], now=now)
    if chair is not None:
        grant_role(actor=actor, person=chair, role=Role.CHAIR, group=group, now=now)
    for grant in ending:
        if grant.group_id != group.pk:
            raise rules.Denied(_("Tugas ini milik kelompok lain."))
        revoke_role(actor=actor, grant=grant, now=now)
    emit(events.BoardRenewed(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, decree_id=decree.pk))
    return decree
