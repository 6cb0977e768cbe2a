"""One deed for many reports, and the list as a table."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies.sheets import comma_of, sheet_of

from .. import actions, queries, rules
from ..forms import ManyForm, NarrowForm
from ..policies import Pick, filter_query, read_picks

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: PersonRequest, values: QueryDict) -> tuple[str, list[Pick], str]:
    """The deed, the ticked rows and the filter to come back to. Raises Denied where the actor has no such deed."""
    offered = queries.deeds_for(request.user)
    deed = values.get("langkah", next(iter(offered), ""))
    if deed not in offered:
        raise rules.Denied(_("Langkah ini tidak bisa untuk banyak laporan sekaligus."))
    return deed, read_picks(values.getlist("pilih")), filter_query(values.get("saringan", ""))


def _many_page(request: PersonRequest, deed: str, picks: list[Pick], query: str, form: ManyForm, *, status: int = 200) -> HttpResponse:
    rows = queries.ticked(request.user, picks[: settings.REPORT_BULK_MOST], today=timezone.localdate())
    marks = {pick.number: pick.mark for pick in picks}
    shown = {
        "deed": deed,
        "label": queries.deeds_for(request.user)[deed],
        "rows": [(row, marks[row.case.number]) for row in rows],
        "form": form,
        "query": query,
        "most": settings.REPORT_BULK_MOST,
        "is_too_many": len(picks) > settings.REPORT_BULK_MOST,
    }
    return render(request, "aspirations/many_start.html", shown, status=status)


@require_safe
@login_required
def many_start(request: PersonRequest) -> HttpResponse:
    """What was ticked, and what the deed asks for."""
    deed, picks, query = _asked(request, request.GET)
    return _many_page(request, deed, picks, query, ManyForm(deed=deed, actor=request.user))


@never_cache
@require_POST
@login_required
def many_do(request: PersonRequest) -> HttpResponse:
    """Do it to each row by itself; the answer says which were done, and of the others why not. Sent twice, nothing is done twice."""
    deed, picks, query = _asked(request, request.POST)
    form = ManyForm(request.POST, deed=deed, actor=request.user)
    if not picks or len(picks) > settings.REPORT_BULK_MOST or not form.is_valid():
        return _many_page(request, deed, picks, query, form, status=422)
    outcomes = actions.do_for_many(actor=request.user, deed=deed, picks=picks, now=timezone.now(), **form.read())
    done = [outcome for outcome in outcomes if outcome.is_done]
    shown = {
        "label": queries.deeds_for(request.user)[deed],
        "done": done,
        "left": [outcome for outcome in outcomes if not outcome.is_done],
        "is_verified": deed == "verify" and bool(done),
        "query": query,
    }
    return render(request, "aspirations/many_done.html", shown)


def _file_name(form: str, now: datetime) -> str:
    return f"laporan-{timezone.localtime(now):%Y%m%d-%H%M}.{form}"


@never_cache
@require_POST
@login_required
def report_export(request: PersonRequest) -> HttpResponse:
    """The list as it is narrowed, as CSV or XLSX; without anything personal, and written down."""
    now, query = timezone.now(), QueryDict(filter_query(request.POST.get("saringan", "")))
    with_text, form = request.POST.get("isi") == "1", "xlsx" if request.POST.get("bentuk") == "xlsx" else "csv"
    today, tabs = timezone.localdate(now), queries.tabs_of(request.user)
    tab = query.get("bagian", "")
    found = queries.cases_in(request.user, tab if tab in tabs else next(iter(tabs)))
    found = queries.narrowed(found, NarrowForm(query.dict(), actor=request.user).read(), today=today)
    ids = list(queries.exportable(request.user, found).values_list("pk", flat=True)[: settings.REPORT_EXPORT_MOST + 1])
    if len(ids) > settings.REPORT_EXPORT_MOST:
        raise rules.Denied(_("Paling banyak %(most)d baris. Saring dulu daftarnya.") % {"most": settings.REPORT_EXPORT_MOST})
    actions.note_export(actor=request.user, count=len(ids), with_text=with_text, now=now)
    headings, rows = queries.headings(with_text=with_text), queries.table_of(ids, today=today, with_text=with_text)
    content = sheet_of(_("Laporan"), headings, rows) if form == "xlsx" else comma_of(headings, rows)
    response = HttpResponse(content, content_type=SHEET if form == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(form, now)}"'
    return response
