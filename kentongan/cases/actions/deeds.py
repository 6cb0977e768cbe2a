"""What people do with a case. Each deed locks its row, lets the clock say what was due, and refuses what was decided on an older one."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.groups.models import Group, Office
from kentongan.regions.models import Region

from .. import events, queries, rules
from ..models import Case, CaseEntry, CaseTerm
from ..policies import Part, Right
from ..rules import APPLICANT, BY_CLOCK, Denied, Stale
from .clock import catch_up, follow_status, plan, turn_clock

Kind = CaseEntry.Kind
REPEATED_WITHIN = timedelta(minutes=10)


def current(case: Case, version: int | None, *, now: datetime) -> Case:
    """The row as it is, locked, after the clock had its word. Raises Stale where somebody changed it since ``version``."""
    kept = queries.fresh(case)
    catch_up(kept, now=now)
    if kept.version != (case.version if version is None else version):
        raise Stale(_("Berkas ini baru saja diubah orang lain. Muat ulang untuk melihatnya; yang Anda tulis belum dikirim."))
    return kept


def write(kept: Case, case: Case, **values: object) -> None:
    """Write the values if nobody was faster, raise the version, and let the caller's object show it. Raises Stale."""
    values["version"] = kept.version + 1
    with scopes_disabled():
        if not Case.objects.filter(pk=kept.pk, version=kept.version, status=kept.status).update(**values):
            raise Stale(_("Berkas ini baru saja diubah orang lain. Muat ulang untuk melihatnya; yang Anda tulis belum dikirim."))
    for name, value in values.items():
        setattr(kept, name, value)
    _show(kept, case)


def _show(kept: Case, case: Case) -> None:
    if kept is not case:
        for field in Case._meta.concrete_fields:
            setattr(case, field.attname, getattr(kept, field.attname))
            if field.is_relation:
                case._state.fields_cache.pop(field.name, None)


def about(case: Case, actor: Person | None, at: datetime, *scopes: str) -> dict[str, Any]:
    """What every event says."""
    actor_id = actor.pk if actor is not None else None
    return {"scopes": (case.owner, *scopes), "actor_id": actor_id, "at": at, "case_id": case.pk, "kind": case.kind, "number": case.number}


def leading_part(parts: frozenset[str]) -> str:
    """As what somebody acts who is several things to the case."""
    known = [part for part in (Part.HANDLER, Part.DESK, Part.OVERSEER, Part.APPLICANT, Part.CLOCK) if part in parts]
    return str(known[0]) if known else min(parts, default="")


# --- The one door for a change of status -----------------------------------------------------------------------------------


def _take(
    kept: Case,
    case: Case,
    action: str,
    parts: frozenset[str],
    *,
    actor: Person | None,
    text: str,
    now: datetime,
    data: dict[str, object] | None = None,
) -> CaseEntry:
    arrow = rules.arrow_for(parts, kept, action)
    if arrow is None:
        raise Denied(rules.why_not_move(kept, action))
    if arrow.needs_text and not text.strip():
        raise Denied(_("Tulis penjelasannya: pemohon akan membacanya.") if arrow.is_public else _("Tulis alasannya."))
    workflow, source = queries.workflow_of(kept.kind), kept.status
    target = workflow.status(arrow.target)
    submitted_at = kept.submitted_at or (None if target.is_draft else now)
    write(kept, case, status=target.key, submitted_at=submitted_at, closed_at=now if target.is_end else None)
    turn_clock(kept, starts=arrow.starts, ends=arrow.ends, now=now)
    _show(kept, case)
    entry = CaseEntry.objects.create(
        case=kept,
        kind=Kind.MOVED,
        action=action,
        source=source,
        target=target.key,
        text=text.strip(),
        is_public=arrow.is_public,
        actor=actor,
        part=leading_part(arrow.parts & parts),
        data=data or {},
        at=now,
    )
    emit(events.CaseMoved(action=action, source=source, target=target.key, is_public=arrow.is_public, **about(kept, actor, now)))
    return entry


@transaction.atomic
def move_case(*, actor: Person, case: Case, action: str, now: datetime, version: int | None = None, text: str = "") -> CaseEntry:
    """Take an action of the workflow. ``version`` is what the actor's page showed; without it, that of ``case``. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    return _take(kept, case, action, rules.parts_of(actor, kept), actor=actor, text=text, now=now)


@transaction.atomic
def move_as_applicant(*, case: Case, action: str, now: datetime, version: int | None = None, text: str = "") -> CaseEntry:
    """Take an action for whoever proved the case with number and code; the caller has checked them. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    return _take(kept, case, action, APPLICANT, actor=None, text=text, now=now)


@transaction.atomic
def move_by_clock(*, case: Case, action: str, now: datetime, text: str = "") -> CaseEntry:
    """Take an action because the time came. Raises Denied where the table does not leave it to the clock, Stale."""
    kept = current(case, None, now=now)
    return _take(kept, case, action, BY_CLOCK, actor=None, text=text, now=now)


def take_by_clock(case: Case, action: str, *, term: str, now: datetime) -> None:
    """A term is over, and its kind says what then happens. Nothing where the case has gone elsewhere meanwhile."""
    if rules.arrow_for(BY_CLOCK, case, action) is not None:
        _take(case, case, action, BY_CLOCK, actor=None, text="", now=now, data={"term": term})


@transaction.atomic
def take_version(*, case: Case, now: datetime, version: int | None = None) -> None:
    """Raise the version for a deed of the room's own: whoever decided on an older one is refused, now and afterwards. Raises Stale."""
    write(current(case, version, now=now), case)


# --- With whom it lies ---------------------------------------------------------------------------------------------------


@transaction.atomic
def assign_case(
    *,
    actor: Person,
    case: Case,
    now: datetime,
    person: Person | None = None,
    office: Office | None = None,
    version: int | None = None,
    text: str = "",
) -> CaseEntry:
    """Give it to a person or an office of its scope, or (neither) back to the desk. Never to two. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    if not rules.can_assign(actor, kept):
        raise Denied(_("Penanggung jawab ditentukan oleh meja wilayah atau atasannya."))
    why_not = rules.why_not_hold(kept, person=person, office=office)
    if why_not:
        raise Denied(why_not)
    held_by = Case.HeldBy.PERSON if person else Case.HeldBy.OFFICE if office else Case.HeldBy.DESK
    write(kept, case, held_by=held_by, person_id=person.pk if person else None, office_id=office.pk if office else None)
    name = person.full_name if person else office.name if office else ""
    data = {"held_by": held_by, "name": name}
    part = leading_part(rules.parts_of(actor, kept))
    entry = CaseEntry.objects.create(
        case=kept, kind=Kind.ASSIGNED, text=text.strip(), is_public=False, actor=actor, part=part, data=data, at=now
    )
    facts = about(kept, actor, now)
    emit(events.CaseAssigned(person_id=person.pk if person else None, office_id=office.pk if office else None, **facts))
    return entry


@transaction.atomic
def hand_over_case(
    *, actor: Person, case: Case, to: Region | Group, reason: str, now: datetime, office: Office | None = None, version: int | None = None
) -> CaseEntry:
    """Give it into the charge of another scope, at its desk or with one of its offices; the citizen reads why. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    if not rules.can_assign(actor, kept):
        raise Denied(_("Hanya meja wilayah atau atasannya yang dapat meneruskan."))
    if not reason.strip():
        raise Denied(_("Tulis mengapa diteruskan: pemohon akan membacanya."))
    if to.scope == kept.owner and office is None:
        raise Denied(_("Berkas ini sudah ada di sana."))
    part, from_scope = leading_part(rules.parts_of(actor, kept)), kept.owner
    kept.owner = to.scope
    why_not = rules.why_not_hold(kept, person=None, office=office)
    if why_not:
        raise Denied(why_not)
    held_by = Case.HeldBy.OFFICE if office else Case.HeldBy.DESK
    write(kept, case, owner=to.scope, held_by=held_by, person_id=None, office_id=office.pk if office else None)
    data = {"from": from_scope, "to": to.scope, "name": office.name if office else str(to)}
    entry = CaseEntry.objects.create(
        case=kept, kind=Kind.HANDED_OVER, text=reason.strip(), is_public=True, actor=actor, part=part, data=data, at=now
    )
    emit(events.CaseHandedOver(from_scope=from_scope, to_scope=to.scope, **about(kept, actor, now, from_scope)))
    return entry


@transaction.atomic
def change_kind(*, actor: Person, case: Case, kind: str, reason: str, now: datetime, version: int | None = None) -> CaseEntry:
    """Make it a case of another kind, with the same number, before a term of its own runs; the citizen reads why. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    if not rules.can_assign(actor, kept):
        raise Denied(_("Jenis diubah oleh meja wilayah atau atasannya."))
    why_not = rules.why_not_reclassify(kept, kind)
    if why_not or not reason.strip():
        raise Denied(why_not or _("Tulis mengapa jenisnya diubah: pemohon akan membacanya."))
    before, part = kept.kind, leading_part(rules.parts_of(actor, kept))
    write(kept, case, kind=kind)
    data = {"from": before, "to": kind}
    entry = CaseEntry.objects.create(
        case=kept, kind=Kind.RECLASSIFIED, text=reason.strip(), is_public=True, actor=actor, part=part, data=data, at=now
    )
    emit(events.CaseReclassified(former_kind=before, **about(kept, actor, now)))
    return entry


# --- Words, and more time --------------------------------------------------------------------------------------------------


def _note(case: Case, text: str, *, is_public: bool, actor: Person | None, part: str, now: datetime) -> CaseEntry:
    if not text.strip():
        raise Denied(_("Catatannya masih kosong."))
    entry = CaseEntry.objects.create(case=case, kind=Kind.NOTE, text=text.strip(), is_public=is_public, actor=actor, part=part, at=now)
    emit(events.CaseEntryAdded(entry_id=entry.pk, is_public=is_public, **about(case, actor, now)))
    return entry


@transaction.atomic
def add_entry(*, actor: Person, case: Case, text: str, is_public: bool, now: datetime) -> CaseEntry:
    """Write on the trail: for the citizen to read, or only for those who work on it. Raises Denied."""
    parts = rules.parts_of(actor, case)
    if not rules.has_right(parts, case, Right.NOTE):
        raise Denied(_("Catatan hanya oleh petugas yang menangani."))
    return _note(case, text, is_public=is_public, actor=actor, part=leading_part(parts), now=now)


@transaction.atomic
def write_as_applicant(*, case: Case, text: str, now: datetime) -> CaseEntry:
    """Add words of whoever proved the case with number and code, where its kind and status let them. Raises Denied.

    The same words again within ``REPEATED_WITHIN`` are a second tap, not a second message.
    """
    kept = queries.fresh(case)  # it may have been closed since the page was opened
    if not rules.can_write_as_applicant(kept):
        raise Denied(_("Berkas ini sedang tidak menerima tambahan."))
    said = {"kind": Kind.NOTE, "part": Part.APPLICANT, "text": text.strip(), "at__gt": now - REPEATED_WITHIN}
    if (before := CaseEntry.objects.filter(case_id=kept.pk, **said).first()) is not None:
        return before
    return _note(kept, text, is_public=True, actor=None, part=Part.APPLICANT, now=now)


@transaction.atomic
def extend_term(*, actor: Person, case: Case, term: str, days: int, reason: str, now: datetime, version: int | None = None) -> CaseTerm:
    """Add days to a running term: once, at most as many as its setting allows, with a reason the citizen reads. Raises Denied, Stale."""
    kept = current(case, version, now=now)
    if not rules.can_extend(actor, kept):
        raise Denied(_("Perpanjangan hanya oleh petugas yang menangani atau atasannya."))
    row = next((row for row in queries.running_terms(kept) if row.name == term), None)
    if row is None:
        raise Denied(_("Tenggat ini tidak sedang berjalan."))
    why_not = rules.why_not_extend(row, days)
    if why_not or not reason.strip():
        raise Denied(why_not or _("Tulis alasan perpanjangan: pemohon akan membacanya."))
    write(kept, case)
    row.extension_days, row.extension_reason, row.extended_at = days, reason.strip(), now
    # The term is a longer one now: what was said of the shorter is said again when its own day comes.
    row.reminded_first_at = row.reminded_last_at = None
    today = queries.local_day(now)
    plan(kept, row, queries.calendar_of([row], today), now=now)
    follow_status(kept, now=now)
    _show(kept, case)
    part = leading_part(rules.parts_of(actor, kept))
    data = {"term": term, "days": days, "now": row.due_on.isoformat() if row.due_on else ""}
    CaseEntry.objects.create(case=kept, kind=Kind.EXTENDED, text=reason.strip(), is_public=True, actor=actor, part=part, data=data, at=now)
    emit(events.CaseTermExtended(term=term, days=days, **about(kept, actor, now)))
    return row
