"""What another house decides: given to SP4N-LAPOR! with its number, or shown the right door."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseEntry
from kentongan.core.actions import emit

from .. import events, policies, queries, rules
from ..models import Report
from ..rules import desks as desk_rules


def _keep_number(report: Report, case: Case, typed: str, *, actor: Person, now: datetime) -> None:
    number = policies.bare_sp4n_number(typed)
    if not policies.is_sp4n_number(number, settings.SP4N_NUMBER_SHAPE):
        raise rules.Denied(_("Nomor SP4N-LAPOR! terdiri dari angka saja, seperti pada tanda terimanya."))
    if queries.sp4n_number_is_taken(number, but=report):
        raise rules.Denied(_("Nomor SP4N-LAPOR! ini sudah dipakai laporan lain."))
    report.sp4n_number = number
    report.save(update_fields=["sp4n_number"])
    emit(events.Sp4nNumberKept(scopes=(case.owner,), actor_id=actor.pk, at=now, case_id=case.pk, sp4n_number=number))


@transaction.atomic
def hand_on_report(*, actor: Person, case: Case, text: str, now: datetime, sp4n_number: str = "", version: int | None = None) -> Report:
    """Give it to SP4N-LAPOR!. Its number there is kept at once where it is known already. Raises Denied, Stale."""
    report = queries.report_of(case)
    cases.move_case(actor=actor, case=case, action="hand_on", text=text, now=now, version=version)
    if sp4n_number.strip():
        _keep_number(report, case, sp4n_number, actor=actor, now=now)
    return report


@transaction.atomic
def keep_sp4n_number(*, actor: Person, case: Case, sp4n_number: str, now: datetime) -> Report:
    """Write down, or set right, the number that SP4N-LAPOR! gave it; the reporter reads it. Raises Denied."""
    if why_not := desk_rules.why_not_number(actor, case):
        raise rules.Denied(why_not)
    report = queries.report_of(case)
    _keep_number(report, case, sp4n_number, actor=actor, now=now)
    words = _("Nomor di SP4N-LAPOR!: %(number)s") % {"number": report.sp4n_number}
    cases.add_entry(actor=actor, case=case, text=words, is_public=True, now=now)
    return report


@transaction.atomic
def refer_report(*, actor: Person, case: Case, now: datetime, door: str = "", text: str = "", version: int | None = None) -> CaseEntry:
    """Say that it is not ours to decide, and where to go: the door's words stand below the officer's own. Raises Denied, Stale."""
    if door and door not in settings.REPORT_DOORS:
        raise rules.Denied(_("Pintu ini tidak dikenal."))
    words = [text.strip()] if text.strip() else [_("Ini di luar wewenang pemerintah kabupaten.")] if door else []
    if door:
        shown = policies.door(door, settings.REPORT_DOORS)
        words.append(_("Silakan ke %(door)s %(when)s") % {"door": shown.sentence, "when": shown.when})
    return cases.move_case(actor=actor, case=case, action="refer", text="\n\n".join(words), now=now, version=version)
