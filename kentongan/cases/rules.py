"""Who may do what with a case. The workflow's table is the rule; the sentences below read it."""

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.groups.models import Office, Role
from kentongan.groups.queries import Actor, grants_of

from . import queries
from .models import Case, CaseTerm
from .policies import Arrow, Part, Right

__all__ = ["Denied", "NotVisible", "Stale", "WrongCode"]

APPLICANT = frozenset({Part.APPLICANT})
BY_CLOCK = frozenset({Part.CLOCK})


class WrongCode(Exception):
    """Number and code do not open anything. It never says which of the two was wrong, nor whether the number exists."""


def usual_parts_of(actor: Actor, case: Case) -> frozenset[str]:
    """What somebody with an account is to the case, by the roles that its workflow names.

    A room with parts of its own builds on this: ``parts_of=lambda actor, case: usual_parts_of(actor, case) | own``.
    """
    workflow = queries.workflow_of(case.kind)
    grants = grants_of(actor)
    desk = any(grant.scope == case.owner and grant.role in workflow.desk_roles for grant in grants)
    parts: set[str] = set()
    if desk:
        parts.add(Part.DESK)
    hers = case.held_by == Case.HeldBy.PERSON and actor.is_authenticated and case.person_id == actor.pk
    of_office = case.held_by == Case.HeldBy.OFFICE and any(grant.office_id == case.office_id for grant in grants)
    if hers or of_office or (desk and case.held_by == Case.HeldBy.DESK):
        parts.add(Part.HANDLER)
    if any(grant.role in workflow.oversight_roles and is_within(case.region_id, grant.region_id or "-") for grant in grants):
        parts.add(Part.OVERSEER)
    if case.escalated_to and any(grant.scope == case.escalated_to and _is_told(grant.role, case, workflow.desk_roles) for grant in grants):
        parts.add(Part.OVERSEER)
    return frozenset(parts)


def _is_told(role: str, case: Case, desk_roles: frozenset[str]) -> bool:
    return role == Role.LEADER if case.escalated_level == "leader" else role in desk_roles


def parts_of(actor: Actor, case: Case) -> frozenset[str]:
    """What the actor is to the case, as its room says. A draft is only its applicant's, and of whoever files it for somebody."""
    if queries.status_of(case).is_draft and not (actor.is_authenticated and case.opened_by_id == actor.pk):
        return frozenset()
    resolve = queries.workflow_of(case.kind).parts_of or usual_parts_of
    return resolve(actor, case) - {Part.APPLICANT, Part.CLOCK}


def has_right(parts: frozenset[str], case: Case, right: Right) -> bool:
    """Whether one of the parts carries the right."""
    return bool(queries.workflow_of(case.kind).rights.get(right, frozenset()) & parts)


def can_see_case(actor: Actor, case: Case) -> bool:
    """Whether the actor reads the whole case with its internal notes."""
    return has_right(parts_of(actor, case), case, Right.READ)


def can_read_identity(actor: Actor, case: Case) -> bool:
    """Whether the actor may ask who sent the case. What was not sent yet is nobody's to ask about."""
    return not queries.status_of(case).is_draft and has_right(parts_of(actor, case), case, Right.IDENTITY)


def arrow_for(parts: frozenset[str], case: Case, action: str) -> Arrow | None:
    """The arrow that the action means, if it is open to one of the parts now."""
    arrow = queries.workflow_of(case.kind).arrow(case.status, action)
    return arrow if arrow is not None and arrow.parts & parts else None


def can_move_case(actor: Actor, case: Case, action: str) -> bool:
    """Whether the actor may take this action now."""
    return arrow_for(parts_of(actor, case), case, action) is not None


def actions_open_to(actor: Actor, case: Case) -> list[Arrow]:
    """What the actor may do next: the buttons of the page."""
    return queries.workflow_of(case.kind).arrows_from(case.status, parts_of(actor, case))


def actions_open_to_applicant(case: Case) -> list[Arrow]:
    """What whoever holds number and code may do next."""
    return queries.workflow_of(case.kind).arrows_from(case.status, APPLICANT)


def can_write_as_applicant(case: Case) -> bool:
    """Whether whoever holds number and code may add words now: while it is open, and afterwards where its status takes them."""
    has_room = case.closed_at is None or queries.status_of(case).takes_words
    return has_room and has_right(APPLICANT, case, Right.NOTE)


def why_not_move(case: Case, action: str) -> str:
    """In words for the actor, why the action is not possible."""
    workflow = queries.workflow_of(case.kind)
    if workflow.arrow(case.status, action) is None:
        status = str(workflow.status(case.status).label).lower()
        return _("Status sekarang: %(status)s, jadi langkah itu tidak bisa lagi.") % {"status": status}
    return _("Langkah ini bukan bagian Anda.")


def can_assign(actor: Actor, case: Case) -> bool:
    """Whether the actor may say with whom it lies, or hand it to another scope."""
    return case.closed_at is None and has_right(parts_of(actor, case), case, Right.ASSIGN)


def why_not_hold(case: Case, *, person: Person | None, office: Office | None) -> str:
    """In words, why it cannot lie with this person or office; "" where it can."""
    if person is not None and office is not None:
        return _("Pilih satu: petugas atau OPD.")
    if person is not None and not queries.holds_role_within(person.pk, case):
        return _("%(name)s tidak bertugas di wilayah ini.") % {"name": person.full_name}
    if office is not None and not queries.office_serves(office, case):
        return _("%(name)s tidak melayani wilayah ini.") % {"name": office.name}
    return ""


def why_not_reclassify(case: Case, kind: str) -> str:
    """In words, why the case cannot become one of this kind; "" where it can: both must know its status and the terms that run."""
    target, here = queries.workflow_of(kind), queries.workflow_of(case.kind)
    if target.prefix != here.prefix or case.status not in {status.key for status in target.statuses}:
        return _("Jenis itu tidak cocok dengan berkas ini.")
    if {term.name for term in queries.running_terms(case)} - target.terms:
        return _("Tenggat jenis yang lama sudah berjalan, jadi jenisnya tidak bisa diubah lagi.")
    return ""


def can_extend(actor: Actor, case: Case) -> bool:
    """Whether the actor may extend a term."""
    return has_right(parts_of(actor, case), case, Right.EXTEND)


def why_not_extend(term: CaseTerm, days: int) -> str:
    """In words, why the term cannot be extended by so many days; "" where it can."""
    most = int(settings.CASE_TERMS.get(term.name, {}).get("extension", 0))
    if term.ended_at is not None:
        return _("Tenggat ini sudah selesai.")
    if term.overdue_at is not None:
        return _("Tenggat ini sudah lewat, jadi tidak bisa diperpanjang lagi.")
    if term.extended_at is not None:
        return _("Tenggat hanya bisa diperpanjang satu kali.")
    if not most:
        return _("Tenggat ini tidak bisa diperpanjang.")
    if not 0 < days <= most:
        return _("Perpanjangan paling lama %(most)d hari.") % {"most": most}
    return ""
