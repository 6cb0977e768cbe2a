"""A formation in words: its stages, its status on the applicant's page, its facts."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.policies import shown_phone
from kentongan.cases.models import Case
from kentongan.sites.addresses import origin_of

from .. import queries
from ..actions import step_label
from ..models import Formation
from ..policies import Stage

register = template.Library()


@register.filter
def stage_label(stage: Stage) -> str:
    """What one of the eight stages is called."""
    labels = {
        "musyawarah": _("Musyawarah"),
        "pengurus": _("Pengurus"),
        "sk": _("SK"),
        "adart": _("AD/ART"),
        "permohonan": _("Permohonan"),
        "verifikasi": _("Diperiksa"),
        "situs": _("Situs hidup"),
        "pembinaan": _("Pembinaan"),
    }
    return labels[stage.key]


@register.filter
def stage_state(stage: Stage) -> str:
    """How it stands, for those who do not see the colour."""
    return {"done": _("selesai"), "now": _("sekarang"), "ahead": _("nanti"), "stopped": _("berhenti di sini")}[stage.state]


@register.filter
def stage_here(stages: tuple[Stage, ...]) -> Stage | None:
    """The one where it stands now."""
    return next((stage for stage in stages if stage.state in ("now", "stopped")), None)


@register.simple_tag
def formation_on_status(case: Case) -> dict[str, object]:
    """What the status page adds for a formation: its stages, what was asked for, and its site once it is there."""
    formation = queries.formation_of(case)
    findings = queries.findings_of(formation, queries.documents_of(formation), today=timezone.localdate())
    site = getattr(formation.group, "site", None)
    return {
        "stages": queries.stages_of(formation, findings),
        "remarks": [(step_label(step), words) for step, words in formation.remarks.items()] if case.status == "asked" else [],
        "site_url": origin_of(site) + "/" if site is not None else "",
        "group": formation.group,
    }


@register.filter
def phone_shown(number: str) -> str:
    """A stored number as people write it."""
    return shown_phone(number) if number else ""


@register.filter
def elected(formation: Formation) -> list[object]:
    """The seats that have a name."""
    return [seat for seat in formation.seats.all() if seat.person_name]
