"""What the coordinator does short of approving: asks for more, step by step, or refuses with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseEntry

from .. import queries
from ..models import Formation
from ..policies import STEPS
from ..rules import Denied
from .words import addressee_of, step_label


@transaction.atomic
def ask_back(*, actor: Person, case: Case, remarks: dict[str, str], now: datetime, version: int | None = None, text: str = "") -> CaseEntry:
    """Return it with what is asked for, step by step and in general; the clock pauses until it comes back. Raises Denied, Stale."""
    kept = {step: remarks[step].strip() for step in STEPS if remarks.get(step, "").strip()}
    lines = [f"{step_label(step)}: {words}" for step, words in kept.items()]
    if not lines and not text.strip():
        raise Denied(_("Tulis apa yang perlu dilengkapi: pemohon akan membacanya."))
    said = "\n".join([*lines, *([text.strip()] if text.strip() else [])])
    entry = cases.move_case(actor=actor, case=case, action="ask", version=version, text=said, now=now)
    Formation.objects.filter(pk=case.pk).update(remarks=kept)
    return entry


@transaction.atomic
def refuse_formation(*, actor: Person, case: Case, reason: str, now: datetime, version: int | None = None) -> CaseEntry:
    """Refuse it with a reason, on the trail and as a letter that can be printed. Raises Denied, Stale."""
    formation = queries.formation_of(case)
    entry = cases.move_case(actor=actor, case=case, action="refuse", version=version, text=reason, now=now)
    cases.send_letter(
        actor=actor,
        case=case,
        kind="refusal",
        addressee=addressee_of(formation),
        subject=_("Permohonan pembentukan %(name)s belum dapat disetujui") % {"name": formation.name},
        body=_("Permohonan pembentukan %(name)s sudah kami periksa dan belum dapat kami setujui.\n\n%(reason)s")
        % {
            "name": formation.name,
            "reason": reason.strip(),
        }
        + "\n\n"
        + _("Setelah hal itu dibenahi, permohonan baru boleh diajukan kapan saja."),
        now=now,
    )
    return entry
