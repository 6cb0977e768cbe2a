"""What may be done with a report, by whom, and when: the sentences beside the table of steps."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.cases.policies import Part, Right, Workflow
from kentongan.cases.policies.workflow import STANDARD_RIGHTS
from kentongan.cases.rules import usual_parts_of
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.groups.models import Group, Role
from kentongan.groups.queries import Actor, grants_of

from ..models import AnswerTemplate, Delivery, Report
from ..queries import filing_desks
from ..queries.showing import is_shown
from .steps import APPLICANT, CONFIDANT, COORDINATOR, STATUSES, VERIFIER, arrows

__all__ = ["CONFIDANT", "COORDINATOR", "STATUSES", "Denied", "NotVisible", "Stale"]


def parts_of(actor: Actor, case: Case) -> frozenset[str]:
    """What somebody is to a report: the usual, the coordinator of its place, and whoever may ask who sent it."""
    parts = set(usual_parts_of(actor, case))
    if any(grant.role == Role.COORDINATOR and is_within(case.region_id, grant.region_id or "-") for grant in grants_of(actor)):
        parts |= {COORDINATOR, CONFIDANT}
    if Part.HANDLER in parts and not Report.objects.filter(case_id=case.pk, is_anonymous=True).exists():
        parts.add(CONFIDANT)
    return frozenset(parts)


def _workflow(kind: str, label: object, *terms: str) -> Workflow:
    return Workflow(
        kind=f"aspirations.{kind}",
        prefix="LPR",
        label=label,
        statuses=STATUSES,
        arrows=arrows(*terms),
        first="sent",
        starts=("verify",),
        desk_roles=frozenset({Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER}),
        oversight_roles=frozenset({Role.COORDINATOR}),
        rights={
            **STANDARD_RIGHTS,
            Right.NOTE: STANDARD_RIGHTS[Right.NOTE] | APPLICANT,
            Right.ASSIGN: STANDARD_RIGHTS[Right.ASSIGN] | VERIFIER,
            Right.IDENTITY: frozenset({CONFIDANT}),
        },
        ladder="standard",
        expires={"reply_wait": "lapse"},
        parts_of=parts_of,
        status_template="aspirations/_status.html",
    )


# Each kind has its own term from forwarding to the answer (settings.CASE_TERMS with their sources).
WORKFLOWS = {
    "complaint": _workflow("complaint", _("Pengaduan"), "complaint"),
    "examination": _workflow("examination", _("Pengaduan berkadar pengawasan"), "examination"),
    "aspiration": _workflow("aspiration", _("Aspirasi"), "aspiration"),
    "question": _workflow("question", _("Pertanyaan"), "simple_question"),
}
KINDS = tuple(workflow.kind for workflow in WORKFLOWS.values())
ACTIONS = frozenset(arrow.action for workflow in WORKFLOWS.values() for arrow in workflow.arrows)


def workflow_for(kind: str, *, needs_examination: bool) -> Workflow:
    """The workflow of a report of this kind."""
    return WORKFLOWS["examination" if kind == Report.Kind.COMPLAINT and needs_examination else kind]


# --- Joining ---------------------------------------------------------------------------------------------------------------

NOT_JOINED_TO = ("joined", "archived", "not_ours")  # an end without an answer has nothing to tell to others


def why_not_join(actor: Actor, report: Report, main: Report) -> str:
    """In words, why a report cannot be joined to the main one; "" where it can. Whether its own status lets it is the table's word."""
    if report.pk == main.pk:
        return _t("Laporan tidak bisa digabung dengan dirinya sendiri.")
    if COORDINATOR not in parts_of(actor, main.case):
        return _t("Laporan utama itu tidak ada di wilayah Anda.")
    if main.duplicate_of_id is not None or main.case.status in NOT_JOINED_TO:
        return _t("Laporan utama itu sendiri sudah digabung, diarsipkan, atau bukan wewenang kita. Pilih yang lain.")
    if main.is_secret:  # whoever hangs on it would read what officers wrote to another, be his own report secret or not
        return _t("Laporan utama itu rahasia, jadi pelapor lain tidak boleh diberi tahu tentangnya.")
    return ""


def is_coordinator(actor: Actor) -> bool:
    """Whether the actor coordinates the reports of any region."""
    return any(grant.role == Role.COORDINATOR for grant in grants_of(actor))


# --- Answering -------------------------------------------------------------------------------------------------------------

RATED_IN = ("answered", "closed", "answered_again", "closed_again")
TEMPLATE_ROLES = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)


def can_keep_template(actor: Actor, template: AnswerTemplate) -> bool:
    """Whether the actor works at the desk, or for the office, whose words these are. A coordinator keeps those of her region's offices."""
    for grant in grants_of(actor):
        if template.office_id is not None and grant.office_id == template.office_id:
            return True
        if grant.region_id == template.region_id and grant.role in TEMPLATE_ROLES:
            return template.office_id is None or grant.role == Role.COORDINATOR
    return False


def why_not_rate(case: Case, report: Report, *, now: datetime) -> str:
    """In words, why whoever holds number and code cannot say (again) how content he is; "" where he can."""
    if case.status not in RATED_IN:
        return _t("Penilaian menunggu sampai laporan Anda dijawab.")
    if report.rated_at is not None and now >= report.rated_at + timedelta(days=settings.REPORT_RATING_CHANGE_DAYS):
        return _t("Penilaian Anda sudah kami catat dan tidak bisa diubah lagi.")
    return ""


# --- The page of one report ------------------------------------------------------------------------------------------------

NATURAL = ("verify", "forward", "follow_up", "answer")  # what usually comes next is offered first; the rest is folded


def natural_step(actions: Iterable[str], *, is_paused: bool) -> str:
    """The step that usually comes next of those open to somebody; "" while it waits for its reporter."""
    open_now = set(actions)
    return "" if is_paused else next((action for action in NATURAL if action in open_now), "")


# --- Photos ----------------------------------------------------------------------------------------------------------------


def can_release_pictures(actor: Actor, case: Case) -> bool:
    """Whether the actor decides what everybody sees of its photos: the coordinator of its place, and whoever it lies with."""
    return bool({COORDINATOR, Part.HANDLER} & case_rules.parts_of(actor, case))


def why_not_release(actor: Actor, case: Case, report: Report) -> str:
    """In words, why no photo of the report can be shown to everybody now; "" where one can."""
    if not can_release_pictures(actor, case):
        return _t("Foto ditampilkan dan ditarik oleh petugas yang menangani laporan.")
    if report.is_secret:
        return _t("Laporan ini rahasia, jadi fotonya tidak pernah tampil untuk umum.")
    if not is_shown(report):
        return _t("Laporan ini tidak tampil untuk umum, jadi fotonya juga tidak.")
    return ""


# --- Written down for somebody, and carried back -----------------------------------------------------------------------------


def can_file(actor: Actor, group: Group | None = None) -> bool:
    """Whether the actor writes reports down for others: for a living group as one of its own, or (None) as village or district officer."""
    return any(desk.group == group for desk in filing_desks(actor))


def can_deliver(actor: Actor, delivery: Delivery) -> bool:
    """Whether it is the actor's to bring this news: the group's people, or the officer who wrote the report down."""
    return can_file(actor, delivery.group) and (delivery.group is not None or delivery.officer_id == actor.pk)


def can_take_back_delivery(actor: Actor, delivery: Delivery, now: datetime) -> bool:
    """Whether the actor may say it was a slip of the thumb: her own word, on the same day."""
    if delivery.delivered_at is None or delivery.delivered_by_id != actor.pk:
        return False
    return can_deliver(actor, delivery) and timezone.localdate(delivery.delivered_at) == timezone.localdate(now)


# --- Supporting ------------------------------------------------------------------------------------------------------------


def require_supportable(report: Report) -> None:
    """Raise NotVisible where not everybody may read the report, Denied where it has come to its end and nobody need say it again."""
    if not is_shown(report):
        raise NotVisible(_t("Laporan ini tidak ada, atau tidak tampil untuk umum."))
    if report.case.closed_at is not None:
        raise Denied(_t("Laporan ini sudah selesai. Kalau masalahnya muncul lagi, kirim laporan baru."))
