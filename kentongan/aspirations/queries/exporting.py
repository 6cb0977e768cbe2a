"""A list as a table: what an office may keep of its reports outside the house. Never who sent them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.cases import queries as cases
from kentongan.cases.models import Case, CaseTerm
from kentongan.cases.policies import WorkCalendar, closed, used_days
from kentongan.core.scopes import region_code_of
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_by_code

from ..models import Report
from .finding import kinds

BATCH = 500
Value = str | int | date | None


def may_take_texts(actor: Actor) -> bool:
    """Whether the actor may take what was written along: the coordinator, who reads all of it anyway."""
    return any(grant.role == Role.COORDINATOR for grant in grants_of(actor))


def headings(*, with_text: bool) -> list[str]:
    """The first row of the table."""
    found = [
        _("Nomor"), _("Jenis"), _("Berkadar pengawasan"), _("Kategori"), _("Desa"), _("Kecamatan"), _("Status"), _("Sekarang di"),
        _("Masuk"), _("Ditutup"), _("Tenggat"), _("Hari terpakai"), _("Dari hari"), _("Lewat tenggat"), _("Judul untuk umum"),
    ]  # fmt: skip
    return [*found, _("Isi laporan")] if with_text else found


def exportable(actor: Actor, found: QuerySet[Case]) -> QuerySet[Case]:
    """What of a list may leave the house: a secret report only with those at whose desk it lies. No query."""
    desk = cases.hers(actor, cases.workflow_of(kinds()[0]))
    return found.filter(Q(report__is_secret=False) | desk)


def _leading(terms: Sequence[CaseTerm]) -> CaseTerm | None:
    """The term a reader asks about: the one that runs and ends first, else the last that ran while somebody worked on it."""
    own = [term for term in terms if term.name not in ("reply_wait",)]
    running = [term for term in own if term.ended_at is None]
    if running:
        return min(running, key=lambda term: (term.due_on or date.max, term.pk))
    return max(own, key=lambda term: (term.started_on, term.days, term.pk), default=None)


def _days(term: CaseTerm | None, today: date, calendar: WorkCalendar) -> tuple[date | None, int | None, int | None, bool]:
    """Last day, used days, all days, and whether it is or was overdue."""
    if term is None:
        return None, None, None, False
    value = cases.term_value(term)
    until = term.ended_on or today
    used = used_days(closed(value, term.ended_on) if term.ended_on else value, until, calendar)
    return term.due_on, used, value.total, used > value.total


def _place(case: Case) -> tuple[str, str]:
    region = case.region
    return (region.full_name, str(region.parent)) if region.level == 4 else ("", region.full_name)


def _where(case: Case, owners: dict[str, Region]) -> str:
    """The office or government it lies with; never an officer's name."""
    if case.office is not None:
        return case.office.name
    region = owners.get(region_code_of(case.owner) or "")
    return region.full_name if region is not None else ""


def table_of(ids: Sequence[int], *, today: date, with_text: bool) -> Iterator[list[Value]]:
    """The rows of the table, read in batches. Five queries for each batch."""
    for start in range(0, len(ids), BATCH):
        yield from _batch(list(ids[start : start + BATCH]), today, with_text=with_text)


def _batch(ids: list[int], today: date, *, with_text: bool) -> Iterator[list[Value]]:
    found, reports = cases.cases_by_id(ids), Report.objects.in_bulk(ids)
    terms: dict[int, list[CaseTerm]] = defaultdict(list)
    for term in CaseTerm.objects.filter(case_id__in=ids).order_by("pk"):
        terms[term.case_id].append(term)
    first = min((term.started_on for rows in terms.values() for term in rows), default=today)
    calendar = cases.calendar_since(first, today)
    owners = regions_by_code({code for case in found if (code := region_code_of(case.owner))})
    for case in found:
        report, (village, district) = reports[case.pk], _place(case)
        due, used, total, is_late = _days(_leading(terms[case.pk]), today, calendar)
        row: list[Value] = [
            case.number,
            report.get_kind_display(),
            _("ya") if report.needs_examination else "",
            str(settings.REPORT_CATEGORIES.get(report.category, {"label": report.category})["label"]),
            village,
            district,
            str(cases.status_of(case).label),
            _where(case, owners),
            timezone.localtime(case.opened_at).date(),
            timezone.localtime(case.closed_at).date() if case.closed_at else None,
            due,
            used,
            total,
            _("ya") if is_late else "",
            report.public_title,
        ]
        yield [*row, report.text] if with_text else row
