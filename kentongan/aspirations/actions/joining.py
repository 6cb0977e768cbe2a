"""The same trouble told twice: the later report is joined to the earlier, and everybody who told it hears of the answer."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import Report, Support


def _locked(*reports: Report) -> None:
    """Lock the rows, always in the same order."""
    list(Report.objects.select_for_update().filter(pk__in=[report.pk for report in reports]).order_by("pk"))


def _scopes(*all_cases: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scope for case in all_cases for scope in (case.owner, case.region.scope)))


def _bring_supporters(report: Report, into: Report, *, now: datetime) -> None:
    """Whoever supported the joined one, and the device that sent it, supports the main one; nobody twice."""
    devices = set(report.supports.values_list("client_id", flat=True))
    if report.case.client_id is not None:
        devices.add(report.case.client_id)
    new = devices - set(into.supports.values_list("client_id", flat=True))
    Support.objects.bulk_create(Support(report=into, client_id=device, at=now, via=report) for device in sorted(new))
    Report.objects.filter(pk=into.pk).update(supporters=F("supporters") + len(new))


def _drop_supporters(report: Report, via: Report) -> None:
    """Take back what a joined report had brought."""
    gone, _rows = Support.objects.filter(report=report, via=via).delete()
    Report.objects.filter(pk=report.pk).update(supporters=F("supporters") - gone)


@transaction.atomic
def join_report(*, actor: Person, case: Case, into: Case, text: str, now: datetime, version: int | None = None) -> Report:
    """Join a report to the one that tells the same: its clock stops, and its sender reads from now on how the main one goes.

    What had been joined to it goes along, so that everything hangs on one. Raises Denied, NotVisible, Stale.
    """
    report, main = queries.report_of(case), queries.report_of(into)
    _locked(report, main)
    report.refresh_from_db(fields=["duplicate_of"])
    main.refresh_from_db(fields=["duplicate_of"])
    if why_not := rules.why_not_join(actor, report, main):
        raise rules.Denied(why_not)
    cases.move_case(actor=actor, case=case, action="join", text=text, now=now, version=version)
    for joined in (*report.duplicates.select_related("case"), report):
        joined.duplicate_of = main
        joined.save(update_fields=["duplicate_of"])
        _drop_supporters(report, joined)
        _bring_supporters(joined, main, now=now)
    emit(events.ReportJoined(scopes=_scopes(case, into), actor_id=actor.pk, at=now, case_id=case.pk, into_id=into.pk))
    return report


@transaction.atomic
def unjoin_report(*, actor: Person, case: Case, text: str, now: datetime, version: int | None = None) -> Report:
    """Take a report apart again that was joined by mistake: it is at the coordinator's desk as on the first day. Raises Denied, Stale."""
    report = queries.report_of(case)
    cases.move_case(actor=actor, case=case, action="unjoin", text=text, now=now, version=version)
    main = report.duplicate_of
    if main is None:
        return report
    _locked(report, main)
    _drop_supporters(main, report)
    report.duplicate_of = None
    report.save(update_fields=["duplicate_of"])
    emit(events.ReportParted(scopes=_scopes(case, main.case), actor_id=actor.pk, at=now, case_id=case.pk, from_id=main.pk))
    return report
