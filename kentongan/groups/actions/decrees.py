"""Decrees, and the board that sits by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import BoardSeat, Decree, Group

# Offices that one person holds at a time; there may be several advisers and heads of sections.
SINGLE = (BoardSeat.Position.CHAIR, BoardSeat.Position.SECRETARY, BoardSeat.Position.TREASURER)


def _require_manager(actor: Person, group: Group) -> None:
    if not rules.may_manage_group(actor, group):
        raise rules.Denied(_("SK dan pengurus dicatat oleh ketua atau koordinator."))


def _require_own_decree(decree: Decree, group: Group) -> None:
    if decree.group_id != group.pk:
        raise rules.Denied(_("SK ini milik kelompok lain."))


def _check_decree(group: Group, decree: Decree) -> None:
    """What the database forbids, in words. Forms say the same beside their fields; this holds for every other way in."""
    if decree.term_start and decree.term_end and decree.term_end <= decree.term_start:
        raise rules.Denied(_("Masa bakti berakhir sebelum dimulai."))
    if group.decrees.filter(number=decree.number).exclude(pk=decree.pk).exists():
        raise rules.Denied(_("SK bernomor %(number)s sudah dicatat.") % {"number": decree.number})


@transaction.atomic
def add_decree(
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
) -> Decree:
    """Enter a decree (SK) of the group. Raises Denied."""
    _require_manager(actor, group)
    decree = Decree(group=group, number=number.strip(), issuer=issuer, about=about.strip(), date=date, scan_key=scan_key)
    decree.term_start, decree.term_end = term_start, term_end
    _check_decree(group, decree)
    decree.save()
    emit(events.DecreeRecorded(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, decree_id=decree.pk))
    return decree


@transaction.atomic
def change_decree(
    *,
    actor: Person,
    decree: Decree,
    number: str,
    issuer: str,
    about: str,
    date: date,
    now: datetime,
    term_start: date | None = None,
    term_end: date | None = None,
    scan_key: str | None = None,
) -> Decree:
    """Put right what was entered of a decree; ``scan_key`` None keeps the scan. Raises Denied."""
    _require_manager(actor, decree.group)
    decree.number, decree.issuer, decree.about = number.strip(), issuer, about.strip()
    decree.date, decree.term_start, decree.term_end = date, term_start, term_end
    if scan_key is not None:
        decree.scan_key = scan_key
    _check_decree(decree.group, decree)
    decree.save()
    emit(events.DecreeRecorded(scopes=(decree.group.scope,), actor_id=actor.pk, at=now, group_id=decree.group_id, decree_id=decree.pk))
    return decree


@transaction.atomic
def seat_board_member(
    *,
    actor: Person,
    group: Group,
    decree: Decree,
    position: str,
    person_name: str,
    now: datetime,
    section: str = "",
    person: Person | None = None,
    order: int | None = None,
) -> BoardSeat:
    """Appoint somebody to the board by a decree of the group; an account is not needed. Raises Denied."""
    seat = _seat(actor, group, decree, [NewSeat(position, person_name, section, person, order)])[0]
    _tell_board(seat, actor=actor, now=now)
    return seat


@dataclass(frozen=True)
class NewSeat:
    """Somebody who is to be appointed to the board."""

    position: str
    person_name: str
    section: str = ""
    person: Person | None = None
    order: int | None = None


@transaction.atomic
def seat_board(*, actor: Person, group: Group, decree: Decree, seats: Sequence[NewSeat], now: datetime) -> list[BoardSeat]:
    """Appoint several people by one decree, as one fact. Raises Denied."""
    made = _seat(actor, group, decree, seats)
    if made:
        seat_ids = tuple(seat.pk for seat in made)
        emit(events.BoardSeated(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, seat_ids=seat_ids))
    return made


def _seat(actor: Person, group: Group, decree: Decree, seats: Sequence[NewSeat]) -> list[BoardSeat]:
    _require_manager(actor, group)
    _require_own_decree(decree, group)
    single = [seat.position for seat in seats if seat.position in SINGLE]
    if len(set(single)) < len(single):
        raise rules.Denied(_("Satu jabatan hanya untuk satu orang."))
    if any(seat.position == BoardSeat.Position.SECTION_HEAD and not seat.section.strip() for seat in seats):
        raise rules.Denied(_("Sebutkan seksinya."))
    holder = group.board_seats.sitting().filter(position__in=single).first() if single else None
    if holder is not None:
        raise rules.Denied(
            _("%(name)s masih menjabat %(title)s. Catat dulu pemberhentiannya.")
            % {"name": holder.person_name, "title": holder.title.lower()}
        )
    return BoardSeat.objects.bulk_create(
        BoardSeat(
            group=group,
            position=BoardSeat.Position(seat.position),
            section=seat.section.strip() if seat.position == BoardSeat.Position.SECTION_HEAD else "",
            person_name=seat.person_name.strip(),
            person=seat.person,
            appointed_by=decree,
            order=list(BoardSeat.Position).index(BoardSeat.Position(seat.position)) if seat.order is None else seat.order,
        )
        for seat in seats
    )


def _tell_board(seat: BoardSeat, *, actor: Person, now: datetime) -> None:
    emit(events.BoardChanged(scopes=(seat.group.scope,), actor_id=actor.pk, at=now, group_id=seat.group_id, seat_id=seat.pk))


@transaction.atomic
def dismiss_board_member(*, actor: Person, seat: BoardSeat, decree: Decree, now: datetime) -> BoardSeat:
    """End somebody's office by a decree of the group. Raises Denied."""
    _require_manager(actor, seat.group)
    _require_own_decree(decree, seat.group)
    if BoardSeat.objects.sitting().filter(pk=seat.pk).update(dismissed_by=decree):
        seat.dismissed_by = decree
        _tell_board(seat, actor=actor, now=now)
    return seat


@transaction.atomic
def reinstate_board_member(*, actor: Person, seat: BoardSeat, now: datetime) -> BoardSeat:
    """Take back a dismissal that was entered by mistake. Raises Denied where the office has a new holder."""
    _require_manager(actor, seat.group)
    if seat.position in SINGLE and seat.group.board_seats.sitting().filter(position=seat.position).exclude(pk=seat.pk).exists():
        raise rules.Denied(_("Jabatan ini sudah diisi orang lain."))
    if BoardSeat.objects.filter(pk=seat.pk).exclude(dismissed_by=None).update(dismissed_by=None):
        seat.dismissed_by = None
        _tell_board(seat, actor=actor, now=now)
    return seat
