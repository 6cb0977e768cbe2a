"""What SP4N-LAPOR! is given: one row a report, in the order of its form, and never who sent it."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kentongan.cases import queries as cases
from kentongan.cases.models import Case
from kentongan.groups.queries import Actor

from ..models import Report
from .finding import kinds


def _waiting(actor: Actor) -> QuerySet[Case]:
    return cases.cases_under(actor, *kinds()).filter(status="handed_on", report__sp4n_number="")


def some_wait_for_sp4n(actor: Actor) -> bool:
    """Whether a report the actor sees was given on and has no number there yet. One query."""
    return _waiting(actor).exists()


def waiting_for_sp4n(actor: Actor) -> list[Report]:
    """Reports given on to SP4N-LAPOR! whose number there is not known yet, of those the actor sees, the longest waiting first."""
    rows = Report.objects.filter(pk__in=list(_waiting(actor).values_list("pk", flat=True)))
    rows = rows.select_related("case__region__parent__parent", "case__office")
    return list(rows.order_by("case__opened_at", "pk"))


def _place(report: Report) -> str:
    region = report.case.region
    names = [report.hamlet, region.full_name, region.parent.full_name if region.parent and region.level == 4 else ""]
    point = f"{report.latitude:.5f}, {report.longitude:.5f}" if report.latitude is not None else ""
    return ", ".join(part for part in (*names, point) if part)


def sp4n_rows(reports: Iterable[Report]) -> list[list[str]]:
    """A head and a row for each report, as the form of SP4N-LAPOR! asks for them. The day is that on which it was sent to us."""
    head = [
        _("nomor kami"),
        _("klasifikasi"),
        _("judul"),
        _("isi"),
        _("tanggal kejadian"),
        _("lokasi"),
        _("instansi tujuan"),
        _("kategori"),
        _("anonim"),
        _("rahasia"),
        _("nomor SP4N-LAPOR!"),
    ]
    yes, no = _("ya"), _("tidak")
    rows = [head]
    for report in reports:
        case = report.case
        rows.append(
            [
                case.number,
                str(report.get_kind_display()),
                report.public_title or case.title,
                report.public_text or report.text,
                date_format(timezone.localdate(case.submitted_at or case.opened_at), "d-m-Y"),
                _place(report),
                cases.owner_name(case),
                str(settings.REPORT_CATEGORIES[report.category]["label"]),
                yes if report.is_anonymous else no,
                yes if report.is_secret else no,
                report.sp4n_number,
            ]
        )
    return rows


def sp4n_number_is_taken(number: str, *, but: Report | None) -> bool:
    """Whether another report has this number of SP4N-LAPOR! already."""
    taken = Report.objects.filter(sp4n_number=number)
    return (taken.exclude(pk=but.pk) if but is not None else taken).exists()
