"""Somebody says that a trouble is hers too, instead of reporting it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kentongan.core.actions import emit

from .. import events, rules
from ..models import Report, Support


@transaction.atomic
def support_report(*, report: Report, client_id: UUID, now: datetime) -> bool:
    """Count somebody who has the same trouble. The same ``client_id`` counts once for each report; True where it counted now.

    Raises NotVisible for a report that not everybody may read, Denied for one that has come to its end.
    """
    rules.require_supportable(report)
    row, is_new = Support.objects.get_or_create(report=report, client_id=client_id, defaults={"at": now})
    if not is_new:
        Support.objects.filter(pk=row.pk).update(via=None)  # said of this one itself now: it stays, whatever is parted from it
        return False
    Report.objects.filter(pk=report.pk).update(supporters=F("supporters") + 1)
    case = report.case
    emit(
        events.ReportSupported(
            scopes=(case.owner, case.region.scope), actor_id=None, at=row.at, case_id=report.pk, region_code=case.region_id
        )
    )
    return True
