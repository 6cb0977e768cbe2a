"""Freezing a report under its number, and withdrawing it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import ActivityReport, NumberSeries
from ..policies.content import written
from ..policies.numbering import check_code, number_of
from ..policies.periods import Period
from ..queries import composed
from ..queries.finding import locked_report, withdrawn_before
from ..queries.owners import Owner
from .printing import print_paper
from .writing import open_draft

State = ActivityReport.State
KEPT = ("foreword", "obstacles", "plans", "place", "signer_name", "known_title", "known_name", "photo_keys")


@transaction.atomic
def freeze_report(*, actor: Person, owner: Owner, period: Period, now: datetime) -> ActivityReport:
    """Give the report its number and keep all that it says now: whatever changes after, it stays as it was.

    Numbers are gapless for each owner and year; a report that replaces a withdrawn one keeps its number. Frozen twice, it is the same.
    Raises Denied.
    """
    today = timezone.localdate(now)
    if sentence := rules.why_not_freeze(actor, owner, period, today):
        raise rules.Denied(sentence)
    report = open_draft(owner, period, actor=actor, now=now)
    if not report.is_draft:
        return report
    former = withdrawn_before(report)
    if former is not None:
        report.number_year, report.number_serial, day = former.number_year, former.number_serial, former.frozen_at
    else:
        report.number_year, report.number_serial, day = today.year, _next_serial(owner.scope, today.year), now
    report.number = number_of(
        settings.REPORT_NUMBER_SHAPE,
        serial=report.number_serial or 0,
        owner=owner.name,
        day=timezone.localdate(day),
        revision=report.revision,
    )
    said = composed(owner, period, report, today=today, number=report.number, day=today)
    report.content = written(said)
    report.code = check_code(report.content)
    report.state, report.frozen_by, report.frozen_at, report.version = State.FROZEN, actor, now, report.version + 1
    report.save()
    emit(events.ReportFrozen(scopes=(owner.scope,), actor_id=actor.pk, at=now, report_id=report.pk, number=report.number))
    print_paper.enqueue(report.pk)
    return report


def _next_serial(owner: str, year: int) -> int:
    """The next number of the owner in the year. Its row stays locked until the transaction ends, so none is left out or given twice."""
    series = NumberSeries.objects.filter(owner=owner, year=year)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create([NumberSeries(owner=owner, year=year)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return series.values_list("last", flat=True).get()


@transaction.atomic
def withdraw_report(*, actor: Person, owner: Owner, period: Period, reason: str, now: datetime) -> ActivityReport:
    """Take a frozen report back: it keeps its number and what it said, and a draft of the next revision with its words is open.

    Returns the draft. Raises Denied, Stale where nothing is frozen, ValueError where no reason is given.
    """
    if not rules.can_freeze(actor, owner):
        raise rules.Denied(_("Laporan ditarik oleh ketua kelompok atau koordinator."))
    if not reason.strip():
        raise ValueError("A withdrawn report says why.")
    report = locked_report(owner, period)
    if report is None or report.state != State.FROZEN:
        raise rules.Stale(_("Laporan ini belum disahkan, jadi tidak ada yang ditarik."))
    report.state, report.withdrawn_by, report.withdrawn_at, report.withdrawn_reason = State.WITHDRAWN, actor, now, reason.strip()
    report.paper = None  # the sheet says that it was withdrawn, so it is made anew
    report.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_reason", "paper"])
    print_paper.enqueue(report.pk)
    emit(events.ReportWithdrawn(scopes=(owner.scope,), actor_id=actor.pk, at=now, report_id=report.pk, number=report.number))
    return ActivityReport.objects.create(
        owner=report.owner,
        group=report.group,
        region=report.region,
        period_kind=report.period_kind,
        start=report.start,
        end=report.end,
        revision=report.revision + 1,
        written_by=actor,
        written_at=now,
        is_demo=report.is_demo,
        **{field: getattr(report, field) for field in KEPT},
    )
