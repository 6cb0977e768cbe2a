"""The same trouble told twice: the later report is joined to the earlier, and everybody who told it hears of the answer."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.models import Case
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import Report, Support


def _locked(*concerned: Case) -> dict[int, Report]:
    """Their reports and whatever hangs on them, as they are now: first the cases are locked, then the reports, always in the same order."""
    for case in sorted(concerned, key=lambda one: one.pk):
        case_queries.fresh(case)
    pks = [case.pk for case in concerned]
    rows = Report.objects.select_for_update(of=("self",)).filter(Q(pk__in=pks) | Q(duplicate_of__in=pks)).select_related("case__region")
    return {report.pk: report for report in rows.order_by("pk")}


def _hanging_on(report: Report, locked: dict[int, Report]) -> list[Report]:
    """What was joined to it. Raises Stale where something was in the moment before its row was locked."""
    found = list(report.duplicates.select_related("case").order_by("pk"))
    if {one.pk for one in found} - locked.keys():
        raise rules.Stale(_("Laporan ini baru saja digabung orang lain. Muat ulang dulu."))
    return found


def _scopes(*all_cases: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scope for case in all_cases for scope in (case.owner, case.region.scope)))


def _bring_supporters(report: Report, into: Report, *, now: datetime) -> None:
    """Whoever supported the joined one supports the main one; nobody twice."""
    new = set(report.supports.values_list("client_id", flat=True)) - set(into.supports.values_list("client_id", flat=True))
    Support.objects.bulk_create(Support(report=into, client_id=device, at=now, via=report) for device in sorted(new))


def _bring_sender(report: Report, into: Report, *, now: datetime) -> None:
    """Whoever sent it counts too, under an id of chance: the one it was sent with opens its receipt and stays with its case."""
    Support.objects.create(report=into, client_id=uuid4(), at=now, via=report)


def _drop_supporters(report: Report, via: Report) -> None:
    """Take back what a joined report had brought."""
    Support.objects.filter(report=report, via=via).delete()


def _count_supporters(report: Report) -> None:
    """Whoever supports it meanwhile waits for its row, and counts afterwards."""
    Report.objects.filter(pk=report.pk).update(supporters=report.supports.count())


@transaction.atomic
def join_report(*, actor: Person, case: Case, into: Case, text: str, now: datetime, version: int | None = None) -> Report:
    """Join a report to the one that tells the same: its clock stops, and its sender reads from now on how the main one goes.

    What had been joined to it goes along, so that everything hangs on one. Raises Denied, NotVisible, Stale.
    """
    locked = _locked(case, into)
    report, main = locked[case.pk], locked[into.pk]
    joined = _hanging_on(report, locked)
    if why_not := rules.why_not_join(actor, report, main):
        raise rules.Denied(why_not)
    cases.move_case(actor=actor, case=case, action="join", text=text, now=now, version=version)
    for one in (*joined, report):
        one.duplicate_of = main
        one.save(update_fields=["duplicate_of"])
        _drop_supporters(report, one)
        _bring_supporters(one, main, now=now)
        _bring_sender(one, main, now=now)
    _count_supporters(report)
    _count_supporters(main)
    emit(events.ReportJoined(scopes=_scopes(case, into), actor_id=actor.pk, at=now, case_id=case.pk, into_id=into.pk))
    return report


@transaction.atomic
def unjoin_report(*, actor: Person, case: Case, text: str, now: datetime, version: int | None = None) -> Report:
    """Take a report apart again that was joined by mistake: it is at the coordinator's desk as on the first day. Raises Denied, Stale.

    A voice that another joined report brings too stays with the main one.
    """
    hung = queries.report_of(case).duplicate_of
    locked = _locked(case, *([hung.case] if hung is not None else []))
    report = locked[case.pk]
    main = locked.get(report.duplicate_of_id or 0)
    if (main is None) != (report.duplicate_of_id is None):
        raise rules.Stale(_("Laporan ini baru saja digabung orang lain. Muat ulang dulu."))
    cases.move_case(actor=actor, case=case, action="unjoin", text=text, now=now, version=version)
    if main is None:
        return report
    report.duplicate_of = None
    report.save(update_fields=["duplicate_of"])
    _drop_supporters(main, report)
    for left in _hanging_on(main, locked):
        _bring_supporters(left, main, now=now)
    _count_supporters(main)
    emit(events.ReportParted(scopes=_scopes(case, main.case), actor_id=actor.pk, at=now, case_id=case.pk, from_id=main.pk))
    return report
