"""The register of workflows, and finding cases: by number and code, by deadline for an actor, with trail and clocks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.policies import read_code
from kentongan.core.queries import day_names, off_days
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import NATION, region_code_of, region_scope
from kentongan.groups.models import Grant, Group, Office, Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region

from .. import policies
from ..models import Case, CaseAttachment, CaseEntry, CaseLetter, CaseTerm
from ..policies import Arrow, Pause, State, Status, Term, Unit, WorkCalendar, Workflow
from .vault import cases_with_phone, has_identity, identity_of, identity_views

__all__ = ["cases_with_phone", "has_identity", "identity_of", "identity_views"]  # of the vault; what stands below is there by its name

# --- Workflows -----------------------------------------------------------------------------------------------------------

_workflows: dict[str, Workflow] = {}


def register_workflow(workflow: Workflow) -> Workflow:
    """Sign a kind of case up: called once by the room's AppConfig.ready. Raises WrongTable for a term or ladder nobody knows."""
    if unknown := workflow.terms - settings.CASE_TERMS.keys():
        raise policies.WrongTable(f"{workflow.kind}: terms without a setting: {sorted(unknown)}")
    if workflow.ladder and workflow.ladder not in settings.CASE_LADDERS:
        raise policies.WrongTable(f"{workflow.kind}: no ladder {workflow.ladder!r}")
    if _workflows.setdefault(workflow.kind, workflow) != workflow:
        raise policies.WrongTable(f"{workflow.kind}: signed up twice")
    return workflow


def workflow_of(kind: str) -> Workflow:
    """The workflow of this kind. Raises LookupError where no room has signed it up."""
    return _workflows[kind]


def workflows() -> tuple[Workflow, ...]:
    """All that are signed up."""
    return tuple(_workflows.values())


def status_of(case: Case) -> Status:
    """The status with its words and what the clock does."""
    return workflow_of(case.kind).status(case.status)


# --- Number and code -----------------------------------------------------------------------------------------------------


def code_hashes(number: str, code: str) -> list[str]:
    """The keyed hash of a code, under today's key and under each that was in use before."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac("kentongan.cases.code", f"{number} {code}", secret=secret, algorithm="sha256").hexdigest() for secret in secrets]


def code_fits(case: Case | None, number: str, typed: str) -> bool:
    """Whether the typed code opens the case; as much work where there is no such case."""
    code = read_code(typed) or ""
    kept = case.code_hash if case is not None else "0" * 64
    fits = [constant_time_compare(kept, found) for found in code_hashes(number, code)]
    return any(fits) and case is not None


def find_by_number(typed: str) -> tuple[str, Case | None]:
    """(the number that was meant, the case), whoever asks: the caller asks for the code or the rules."""
    prefixes = frozenset(workflow.prefix for workflow in workflows())
    number = policies.read_number(typed, prefixes) or ""
    with scopes_disabled():
        return number, _with_owner(Case.objects.filter(number=number)).first() if number else None


TICKET_SALT = "kentongan.cases.ticket"


def ticket_for(case: Case) -> str:
    """A signed text that opens the status page for half an hour, so that the code stands in no address and no cookie is needed."""
    return signing.dumps([case.pk, case.code_hash[:12]], salt=TICKET_SALT)


def case_of_ticket(ticket: str, *, max_age: int | None = None) -> Case:
    """The case that the ticket opens. Raises NotVisible where it is none, too old, or the code was replaced.

    A room that keeps what somebody typed for long gives another ``max_age`` in seconds, and shows nothing under the old ticket.
    """
    try:
        case_id, mark = signing.loads(ticket, salt=TICKET_SALT, max_age=max_age or settings.CASE_TICKET_SECONDS)
    except signing.BadSignature:
        raise NotVisible(_("Halaman ini sudah ditutup. Masukkan nomor dan kode sekali lagi.")) from None
    with scopes_disabled():
        case = _with_owner(Case.objects.filter(pk=case_id, code_hash__startswith=mark)).first()
    if case is None:
        raise NotVisible(_("Halaman ini sudah ditutup. Masukkan nomor dan kode sekali lagi."))
    return case


# --- Cases ---------------------------------------------------------------------------------------------------------------


def _with_owner(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("region__parent__parent", "person", "office")


def get_case(case_id: int) -> Case:
    """The case, whoever asks: for rooms that found it by their own detail row. Raises NotVisible."""
    with scopes_disabled():
        found = _with_owner(Case.objects.filter(pk=case_id)).first()
    if found is None:
        raise NotVisible(_("Berkas perkara ini tidak ada."))
    return found


def case_of_client(client_id: UUID) -> Case | None:
    """What a device sent before under this id."""
    with scopes_disabled():
        return _with_owner(Case.objects.filter(client_id=client_id)).first()


def fresh(case: Case) -> Case:
    """The case as it is now, its row locked until the caller's transaction ends."""
    with scopes_disabled():
        return Case.objects.select_for_update(of=("self",)).select_related("region", "person", "office").get(pk=case.pk)


def cases_with_alarm(*, now: datetime, most: int = 500) -> list[int]:
    """Cases for whom the clock has something to say by now, the longest waiting first."""
    due = CaseTerm.objects.filter(ended_at=None, next_at__lte=now).order_by("next_at", "pk").values_list("case_id", flat=True)
    return list(dict.fromkeys(due[:most]))


def desk_scopes(actor: Actor, roles: Iterable[str]) -> set[str]:
    """The scopes at whose desk the actor works by one of the roles."""
    wanted = set(roles)
    return {grant.scope for grant in grants_of(actor) if grant.role in wanted}


def _lies_with(actor: Actor, workflow: Workflow) -> Q:
    """Conditions of what waits for the actor: hers, her office's, her desk's, and what moved up to her."""
    grants = grants_of(actor)
    desks = desk_scopes(actor, workflow.desk_roles)
    offices = {grant.office_id for grant in grants if grant.office_id is not None}
    over = {grant.scope for grant in grants if grant.role in workflow.oversight_roles and grant.role != Role.LEADER}
    led = {grant.scope for grant in grants if grant.role == Role.LEADER}
    hers = Q(held_by="person", person_id=actor.pk) | Q(held_by="office", office_id__in=offices) | Q(held_by="desk", owner__in=desks)
    moved_up = Q(escalated_to__in=over | desks) & ~Q(escalated_level="leader") | Q(escalated_level="leader", escalated_to__in=led)
    return Q(kind=workflow.kind) & ~Q(status__in=drafts_of(workflow)) & (hers | moved_up)


def drafts_of(workflow: Workflow) -> list[str]:
    """The statuses in which a case was not sent yet: nobody's business but its applicant's."""
    return [status.key for status in workflow.statuses if status.is_draft]


def inbox(actor: Actor, *, kinds: Iterable[str] | None = None) -> QuerySet[Case]:
    """What waits for the actor, the earliest deadline first and what is paused last. A union over the kinds of case, one query."""
    if not actor.is_authenticated:
        return Case.objects.none()
    wanted = [workflow_of(kind) for kind in kinds] if kinds is not None else list(workflows())
    condition = Q(pk__in=[])
    for workflow in wanted:
        condition |= _lies_with(actor, workflow)
    with scopes_disabled():
        return _with_owner(Case.objects.filter(condition, closed_at=None)).order_by(F("due_on").asc(nulls_last=True), "opened_at", "pk")


def cases_under(actor: Actor, kind: str) -> QuerySet[Case]:
    """All of a kind that the actor sees: at her desks, hers, and below the regions she oversees; newest first."""
    if not actor.is_authenticated:
        return Case.objects.none()
    workflow = workflow_of(kind)
    condition = _lies_with(actor, workflow) | Q(owner__in=desk_scopes(actor, workflow.desk_roles))
    for grant in grants_of(actor):
        if grant.role in workflow.oversight_roles and grant.region_id:
            condition |= Q(region_id=grant.region_id) | Q(region__code__startswith=f"{grant.region_id}.")
    with scopes_disabled():
        return _with_owner(Case.objects.filter(condition, kind=kind).exclude(status__in=drafts_of(workflow)))


def owner_region(owner: str) -> Region | None:
    """The region of a scope: its own, or the home of its group; None for the nation."""
    code = region_code_of(owner)
    if code is not None:
        return Region.objects.filter(pk=code).first()
    group_id = owner.removeprefix("group:")
    group = Group.objects.select_related("region").filter(pk=group_id).first() if group_id.isdecimal() else None
    return group.region if group is not None else None


def owner_name(case: Case) -> str:
    """Where it lies, in words for citizens: the office, or the region's government, or the group; never an officer's name."""
    if case.office is not None:
        return case.office.name
    code = region_code_of(case.owner)
    if code is None:
        return Group.objects.filter(pk=case.owner.removeprefix("group:")).values_list("name", flat=True).first() or ""
    return str(case.region) if case.region_id == code else str(owner_region(case.owner) or _("Pusat"))


def holds_role_within(person_id: int, case: Case) -> bool:
    """Whether the person holds any role in the case's scope or in a region above it: somebody it can lie with."""
    region = owner_region(case.owner)
    scopes = {case.owner, *(region.scope_chain if region is not None else ())} - {NATION}
    held = Grant.objects.filter(person_id=person_id, person__is_active=True, revoked_at=None, scope__in=scopes)
    return held.exclude(role=Role.AUDITOR).exists()


def office_serves(office: Office, case: Case) -> bool:
    """Whether the office belongs to the case's region or to one above it."""
    region = owner_region(case.owner)
    return region is not None and office.region_id in region.codes_above


LEVELS = {"village": 4, "district": 3, "regency": 2, "leader": 2, "province": 1}


def scope_above(case: Case, level: str) -> str | None:
    """The scope of a rung of the ladder above the owner; None where the owner already stands as high."""
    wanted = LEVELS[level]
    region = owner_region(case.owner)
    if region is None or region.level < wanted or (region.level == wanted and level != "leader" and case.owner == region.scope):
        return None
    return region_scope(".".join(region.code.split(".")[:wanted]))


def ladder_of(case: Case) -> tuple[dict[str, Any], ...]:
    """The rungs that the case's kind names in the settings."""
    name = workflow_of(case.kind).ladder
    return tuple(settings.CASE_LADDERS[name]) if name else ()


# --- Clocks --------------------------------------------------------------------------------------------------------------


def local_day(moment: datetime) -> date:
    """The day of a moment where the offices are."""
    return timezone.localtime(moment).date()


def calendar_of(terms: Iterable[CaseTerm], today: date, *, named: bool = False) -> WorkCalendar:
    """One calendar for all of these terms, up to the end of next year. One query, two where the days are named."""
    first = min((term.started_on for term in terms), default=today)
    years = range(first.year, today.year + 2)
    off, working = off_days(years)
    return WorkCalendar(off, working, day_names(years) if named else {})


def term_value(term: CaseTerm) -> Term:
    """The row as the arithmetic wants it."""
    pauses = tuple(Pause(date.fromisoformat(start), date.fromisoformat(end) if end else None) for start, end in term.pauses)
    return Term(term.started_on, term.days, Unit(term.unit), term.extension_days, pauses)


def running_terms(case: Case) -> list[CaseTerm]:
    """The terms that have not ended, in the order they were started."""
    return list(CaseTerm.objects.filter(case_id=case.pk, ended_at=None).order_by("pk"))


@dataclass(frozen=True)
class ClockFace:
    """A term as a page shows it."""

    name: str
    label: str
    source: str
    state: State
    due_on: date | None
    started_on: date
    ended_on: date | None
    total: int
    used: int
    unit: Unit
    extension_days: int
    extension_reason: str
    can_extend_by: int
    days: tuple[policies.Day, ...] = field(repr=False)
    today: date = field(repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None

    @property
    def left(self) -> int:
        """Counted days that remain."""
        return max(0, self.total - self.used)

    @property
    def percent(self) -> int:
        """The share used up, at most 100."""
        return min(100, self.used * 100 // self.total)


def _face(row: CaseTerm, calendar: WorkCalendar, today: date) -> ClockFace:
    value, known = term_value(row), settings.CASE_TERMS.get(row.name, {})
    shown = policies.closed(value, row.ended_on) if row.ended_on else value
    until = min(today, row.ended_on or today)
    return ClockFace(
        name=row.name,
        label=str(known.get("label", row.name)),
        source=str(known.get("source", "")),
        state=policies.state_of(value, today, calendar, ended_on=row.ended_on),
        due_on=policies.due_date(shown, calendar),
        started_on=row.started_on,
        ended_on=row.ended_on,
        total=value.total,
        used=policies.used_days(shown, until, calendar),
        unit=value.unit,
        extension_days=row.extension_days,
        extension_reason=row.extension_reason,
        can_extend_by=0 if row.ended_on or row.extended_at else int(known.get("extension", 0)),
        days=tuple(policies.explanation(shown, calendar, until=until)),
        today=today,
    )


def clocks_of(case: Case, *, now: datetime) -> list[ClockFace]:
    """The case's terms with state, last day and explanation: those that run first, by deadline."""
    rows, today = list(case.terms.all()), local_day(now)
    calendar = calendar_of(rows, today, named=True)
    faces = [_face(row, calendar, today) for row in rows]
    return sorted(faces, key=lambda face: (not face.is_running, face.due_on or date.max, face.started_on))


# --- Trail ---------------------------------------------------------------------------------------------------------------


def trail(case: Case, *, public_only: bool) -> list[CaseEntry]:
    """The case's entries, newest first; for citizens only the public ones."""
    entries = case.entries.select_related("actor").order_by("-at", "-pk")
    return list(entries.filter(is_public=True) if public_only else entries)


def attachments_of(case: Case, *, public_only: bool) -> list[CaseAttachment]:
    """Its files, oldest first."""
    with scopes_disabled():
        files = case.attachments.select_related("upload")
        return list(files.filter(is_public=True) if public_only else files)


def letters_of(case: Case, *, public_only: bool) -> list[CaseLetter]:
    """Its letters, oldest first."""
    letters = case.letters.select_related("sender")
    return list(letters.filter(is_public=True) if public_only else letters)


def get_attachment(case: Case, key: str, *, public_only: bool) -> CaseAttachment:
    """The file of this key if it belongs to the case. Raises NotVisible."""
    for attachment in attachments_of(case, public_only=public_only):
        if attachment.upload.key == key:
            return attachment
    raise NotVisible(_("Berkas ini tidak ada."))


def get_letter(case: Case, letter_id: int, *, public_only: bool) -> CaseLetter:
    """A letter of the case. Raises NotVisible."""
    for letter in letters_of(case, public_only=public_only):
        if letter.pk == letter_id:
            return letter
    raise NotVisible(_("Surat ini tidak ada."))


def said(entry: CaseEntry, arrows: Iterable[Arrow]) -> str:
    """What the workflow says of an entry that is a step: ``Arrow.said``, else the label of its button."""
    arrow = next((arrow for arrow in arrows if arrow.action == entry.action), None)
    return str(arrow.said or arrow.label) if arrow is not None else entry.action


def all_running_terms() -> list[CaseTerm]:
    """Every term that runs or is paused, with its case."""
    return list(CaseTerm.objects.filter(ended_at=None).select_related("case").order_by("pk"))


def attachment_of_client(case: Case, client_id: UUID) -> CaseAttachment | None:
    """The file of the case that a device sent before under this id."""
    return CaseAttachment.objects.select_related("upload").filter(case_id=case.pk, upload__client_id=client_id).first()
