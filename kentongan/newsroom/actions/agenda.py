"""The deeds on events: keeping when and where, calling off and on again, and what becomes of single dates.

Before it is out an event is written like every text. After that each change raises its version (the SEQUENCE that calendars go by), stands
as a dated note below it, and is told to those who carry news on.
"""

from dataclasses import fields
from datetime import date, datetime, time

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import scopes_reached

from .. import events, rules
from ..models import Event, EventChange
from ..policies.agenda import EventDetails, dates_of, reach
from ..queries import agenda

WORDS = ("place", "hamlet", "open_to", "contact")  # what somebody writes about an event besides its text


@transaction.atomic
def keep_event(details: EventDetails, *, publication: Publication) -> Event:
    """Keep beside the publication when and where it is; changes of dates that are no more go with them. Raises Denied without any date."""
    days = dates_of(details.start_date, details.rule) if details.start_date else ()
    if details.start_date is not None and not days:
        raise Denied(_("Dengan pengulangan itu tidak ada satu tanggal pun. Periksa tanggal mulai dan batasnya."))
    values = {field.name: getattr(details, field.name) for field in fields(details) if field.name != "recurrence"}
    values |= {"rule": details.rule, "first_date": details.start_date, "last_date": details.start_date}
    event, _made = Event.objects.update_or_create(publication=publication, defaults=values)
    publishing.keep_besides(publication, (getattr(details, field) for field in WORDS))
    event.changes.exclude(day__in=days).delete()
    _reach_anew(event)
    return event


def _reach_anew(event: Event) -> None:
    """Work out which days it touches now."""
    if found := reach(event.occurrences):
        event.first_date, event.last_date = found
        event.save(update_fields=["first_date", "last_date"])


def _released(actor: Person, publication: Publication) -> Event:
    """The event, where the actor may change it after it is out. Raises Denied."""
    if not rules.can_change_event(actor, publication):
        raise Denied(_("Agenda yang sudah terbit hanya diubah oleh redaktur atau ketua."))
    return agenda.event_of(publication)


def _in_words(day: date) -> str:
    return date_format(day, "l, j F Y")


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise Denied(_("Tulis alasannya: warga yang sudah berniat datang akan membacanya."))
    return reason.strip()


@transaction.atomic
def change_event(*, actor: Person, publication: Publication, version: int, details: EventDetails, note: str, now: datetime) -> Event:
    """Another day, time, place or series for an event that is out; the note tells readers. Raises Denied, Stale."""
    stood = _released(actor, publication)
    if details.start_date is None or not details.place.strip():
        raise Denied(_("Tanggal dan tempat tidak boleh kosong."))
    said, instead_of = ([getattr(one, field) for field in WORDS] for one in (details, stood))
    publishing.note_change(actor=actor, publication=publication, version=version, note=note, now=now, said=said, instead_of=instead_of)
    event = keep_event(details, publication=publication)
    scopes = scopes_reached(publication)
    emit(events.EventRescheduled(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, note=note.strip()))
    return event


@transaction.atomic
def cancel_event(*, actor: Person, publication: Publication, reason: str, now: datetime) -> Event:
    """Call the whole event off: it stays listed, struck through, with the reason. Raises Denied, Stale."""
    event, reason = _released(actor, publication), _require_reason(reason)
    if event.is_cancelled:
        raise Denied(_("Agenda ini sudah dibatalkan."))
    note = _("Dibatalkan. %(reason)s") % {"reason": reason}
    publishing.note_change(actor=actor, publication=publication, version=publication.version, note=note, now=now)
    event.cancelled_at, event.cancelled_reason = now, reason
    event.save(update_fields=["cancelled_at", "cancelled_reason"])
    scopes = scopes_reached(publication)
    emit(events.EventCancelled(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, reason=reason))
    return event


@transaction.atomic
def reinstate_event(*, actor: Person, publication: Publication, now: datetime) -> Event:
    """It takes place after all. Raises Denied, Stale."""
    event = _released(actor, publication)
    if not event.is_cancelled:
        raise Denied(_("Agenda ini tidak sedang dibatalkan."))
    note = _("Jadi dilaksanakan seperti semula.")
    publishing.note_change(actor=actor, publication=publication, version=publication.version, note=note, now=now)
    event.cancelled_at, event.cancelled_reason = None, ""
    event.save(update_fields=["cancelled_at", "cancelled_reason"])
    emit(events.EventReinstated(scopes=scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return event


def _series(actor: Person, publication: Publication, day: date) -> Event:
    """The event, where the actor may change the date ``day`` of its series. Raises Denied."""
    event = _released(actor, publication)
    if event.start_date is None or not event.rule or day not in dates_of(event.start_date, event.rule):
        raise Denied(_("Tanggal itu tidak ada dalam agenda ini."))
    return event


def _tell_date(
    actor: Person, publication: Publication, event: Event, *, day: date, moved_to: date | None, note: str, now: datetime
) -> None:
    publishing.note_change(actor=actor, publication=publication, version=publication.version, note=note, now=now)
    _reach_anew(agenda.event_of(publication))
    emit(
        events.EventDateChanged(
            scopes=scopes_reached(publication),
            actor_id=actor.pk,
            at=now,
            publication_id=publication.pk,
            day=day.isoformat(),
            moved_to=moved_to.isoformat() if moved_to else None,
        )
    )


@transaction.atomic
def cancel_date(*, actor: Person, publication: Publication, day: date, reason: str, now: datetime) -> EventChange:
    """One date of the series does not take place. Raises Denied, Stale."""
    event, reason = _series(actor, publication, day), _require_reason(reason)
    values = {"moved_date": None, "moved_time": None, "note": reason}
    change, _made = EventChange.objects.update_or_create(event=event, day=day, defaults=values)
    note = _("%(day)s dibatalkan. %(reason)s") % {"day": _in_words(day), "reason": reason}
    _tell_date(actor, publication, event, day=day, moved_to=None, note=note, now=now)
    return change


@transaction.atomic
def move_date(
    *, actor: Person, publication: Publication, day: date, moved_date: date, moved_time: time | None, reason: str, now: datetime
) -> EventChange:
    """One date of the series is on another day or at another time. Raises Denied, Stale."""
    event, reason = _series(actor, publication, day), _require_reason(reason)
    if event.start_time is None:
        moved_time = None
    values = {"moved_date": moved_date, "moved_time": moved_time, "note": reason}
    change, _made = EventChange.objects.update_or_create(event=event, day=day, defaults=values)
    words = {"day": _in_words(day), "moved": _in_words(moved_date), "reason": reason}
    note = _("%(day)s dipindah ke %(moved)s. %(reason)s") % words
    _tell_date(actor, publication, event, day=day, moved_to=moved_date, note=note, now=now)
    return change


@transaction.atomic
def restore_date(*, actor: Person, publication: Publication, day: date, now: datetime) -> None:
    """One date of the series is again where the series has it. Raises Denied, Stale."""
    event = _series(actor, publication, day)
    if not event.changes.filter(day=day).exists():
        raise Denied(_("Tanggal itu tidak berubah."))
    EventChange.objects.filter(event=event, day=day).delete()
    note = _("%(day)s kembali seperti semula.") % {"day": _in_words(day)}
    _tell_date(actor, publication, event, day=day, moved_to=day, note=note, now=now)
