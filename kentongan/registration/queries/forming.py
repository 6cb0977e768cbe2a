"""Finding formations: by ticket, by number for those who decide, by deadline; and what a step of the wizard holds."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import queries as cases
from kentongan.cases.models import Case, CaseAttachment
from kentongan.cases.rules import can_see_case
from kentongan.core.rules import NotVisible
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region, regions_under

from ..models import Formation
from ..policies import Finding, Stage, done_steps, progress

KIND = "registration.formation"

# The facts that a step of the wizard holds, in the order of its screen.
MARKED: dict[str, tuple[str, ...]] = {
    "kelompok": ("name", "level", "region"),
    "musyawarah": ("met_on", "met_at", "women", "men", "minutes"),
    "pengurus": ("seats", "chair_phone", "editor_name", "editor_phone", "members"),
    "sk": ("decree_number", "decree_issuer", "decree_about", "decree_on", "term_start", "term_end"),
    "adart": ("vision", "mission", "aims", "programme"),
    "pernyataan": ("no_ties",),
    "situs": ("description", "address", "phone", "founded_on", "slug", "accent", "tagline"),
}


def formation_of(case: Case) -> Formation:
    """What is special to this case. Raises NotVisible where the case is of another kind."""
    found = Formation.objects.select_related("group__site").prefetch_related("seats").filter(pk=case.pk).first()
    if found is None:
        raise NotVisible(_("Permohonan ini tidak ada."))
    found.case = case
    return found


def get_for_applicant(ticket: str, *, max_age: int | None = None) -> Formation:
    """The formation that the ticket opens. Raises NotVisible."""
    return formation_of(cases.case_of_ticket(ticket, max_age=max_age))


def get_for_officer(actor: Actor, number: str) -> Formation:
    """The formation of this number, if the actor works on such cases there. Raises NotVisible."""
    _meant, case = cases.find_by_number(number)
    if case is None or case.kind != KIND or not can_see_case(actor, case):
        raise NotVisible(_("Permohonan ini tidak ada, atau bukan bagian Anda."))
    return formation_of(case)


def open_formations(actor: Actor) -> QuerySet[Case]:
    """What waits for the actor and what is coached, by deadline."""
    return cases.inbox(actor, kinds=[KIND]).select_related("formation__group__site")


def past_formations(actor: Actor) -> QuerySet[Case]:
    """What ended, newest first."""
    return cases.cases_under(actor, KIND).exclude(closed_at=None).select_related("formation__group__site").order_by("-closed_at", "-pk")


def waiting_for(actor: Actor, *, most: int) -> list[Case]:
    """Formations that wait for a decision of the actor, the earliest deadline first."""
    return list(cases.inbox(actor, kinds=[KIND]).filter(status="sent")[:most])


def values_of(formation: Formation, step: str) -> dict[str, Any]:
    """What a step of the wizard holds now."""
    special: dict[str, Any] = {"region": formation.case.region_id, "seats": _seats(formation)}
    return {name: special[name] if name in special else getattr(formation, name) for name in MARKED.get(step, ())}


def _seats(formation: Formation) -> list[tuple[str, str, str, int | None]]:
    return [(seat.position, seat.section, seat.person_name, seat.birth_year) for seat in formation.seats.all()]


def mark_of(formation: Formation, step: str) -> str:
    """A short text that changes when what the step holds changes: a page names the one it was filled from."""
    kept = json.dumps(values_of(formation, step), default=str, sort_keys=True)
    return hashlib.blake2s(kept.encode(), digest_size=6).hexdigest()


def is_touched(formation: Formation, step: str) -> bool:
    """Whether anything of the step was filled in; what is only laid out for it does not count."""
    if step == "kelompok":
        return True
    if any(seat.person_name for seat in formation.seats.all()) and step == "pengurus":
        return True
    return any(value for name, value in values_of(formation, step).items() if name not in ("seats", "accent"))


def documents_of(formation: Formation) -> dict[str, list[CaseAttachment]]:
    """Kind → the files of that kind, oldest first. One query."""
    found: dict[str, list[CaseAttachment]] = {}
    for attachment in cases.attachments_of(formation.case, public_only=False):
        found.setdefault(attachment.kind, []).append(attachment)
    return found


def stages_of(formation: Formation, findings: tuple[Finding, ...]) -> tuple[Stage, ...]:
    """The eight stages, and where it stands."""
    return progress(formation.case.status, done_steps(findings))


def region_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The places where a KIM may be at home, villages below their district. Two queries."""
    home, groups = get_region(settings.HOME_REGION), {}
    for district in regions_under(settings.HOME_REGION, level=3):
        groups[district.code] = (district.full_name, [(district.code, _("%(name)s, seluruhnya") % {"name": district.full_name})])
    for village in regions_under(settings.HOME_REGION, level=4):
        groups[village.parent_id or ""][1].append((village.code, village.full_name))
    return [*sorted(groups.values()), (home.full_name, [(home.code, _("%(name)s, seluruhnya") % {"name": home.full_name})])]


def old_drafts(*, now: datetime) -> list[Case]:
    """Drafts to which nobody came back for settings.FORMATION_DRAFT_DAYS."""
    oldest = now - timedelta(days=settings.FORMATION_DRAFT_DAYS)
    found = Formation.objects.select_related("case").filter(touched_at__lt=oldest, case__status="draft").order_by("touched_at")
    return [formation.case for formation in found]


def person_of_phone(phone: str) -> Person | None:
    """Who signs in with this number, in international form."""
    return Person.objects.filter(phone=phone).first() if phone else None


def owner_of(region: Region) -> Region:
    """The regency whose coordinator decides about a KIM in this place. Raises NotVisible."""
    return region if region.level <= 2 else get_region(".".join(region.code.split(".")[:2]))
