"""The paper of a frozen report, made by the worker and kept: its pictures stay in it whatever becomes of their files."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kentongan.core.paper import PaperMissing
from kentongan.media.actions import keep_file

from ..models import ActivityReport
from ..queries.finding import owner_of
from ..queries.printing import printed


@task()
def print_paper(report_id: int) -> None:
    """The worker's wrapper of print_report. It stands here and not in tasks.py because freezing must name it."""
    print_report(report_id=report_id, now=timezone.now())


def print_report(*, report_id: int, now: datetime) -> bool:
    """Make the PDF of a report that is not a draft and keep it; False where it is there, or cannot be made.

    Where it was withdrawn meanwhile, the sheet of before is thrown away and its own turn comes.
    """
    report = ActivityReport.objects.select_related("group__region", "group__site__logo", "region").filter(pk=report_id).first()
    if report is None or report.is_draft or report.paper_id is not None:
        return False
    owner = owner_of(report)
    try:
        sheet = ContentFile(printed(owner, report.said, report), name=f"laporan-kegiatan-{report.period.key}.pdf")
    except PaperMissing as missing:
        ActivityReport.objects.filter(pk=report.pk).update(paper_fault=str(missing)[:300])
        return False
    with transaction.atomic():
        current = ActivityReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if current.state != report.state or current.paper_id is not None:
            return False
        current.paper = keep_file(
            uploader=report.frozen_by, owner=report.owner, file=sheet, now=now, documents_only=True, is_demo=report.is_demo
        )
        current.paper_fault = ""
        current.save(update_fields=["paper", "paper_fault"])
    return True
