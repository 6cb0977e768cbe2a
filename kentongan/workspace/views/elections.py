"""Masa pemilu: which elections the coordinator entered, entering one, changing and ending it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import whole
from kentongan.core.rules import Denied
from kentongan.publishing.actions.elections import change_period, declare_period, end_period
from kentongan.publishing.models import ElectionPeriod
from kentongan.publishing.policies.elections import PHASE_DATES, phase_of
from kentongan.publishing.queries import elections as election_queries

from ..forms.elections import EndPeriodForm, NewPeriodForm, PeriodForm, usual_days
from .requests import query_without_page, tell

PER_PAGE = 20


def _codes(request: PersonRequest) -> list[str]:
    codes = election_queries.coordinated_codes(request.user)
    if not codes:
        raise Denied(_("Masa pemilu dicatat oleh koordinator wilayah di atasnya."))
    return codes


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def election_list(request: PersonRequest) -> HttpResponse:
    """The elections in the coordinator's regions, latest first; a new one is entered here."""
    codes, now = _codes(request), timezone.now()
    form = NewPeriodForm(request.POST if request.method == "POST" else None, codes=codes)
    if request.method == "POST" and form.is_valid():
        period = declare_period(actor=request.user, now=now, **form.cleaned_data)
        tell(
            request,
            _("%(name)s dicatat. Tulisan dari %(region)s sekarang dijaga pada tanggalnya.")
            % {"name": period.name, "region": period.region},
        )
        return redirect("workspace:election_list")
    today = timezone.localdate(now)
    page = Paginator(election_queries.periods_for(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "page": page,
        "rows": [(period, None if period.ended_at else phase_of(period.dates, today)) for period in page],
        "form": form,
        "usual": usual_days(),
        "listed_words": settings.ELECTION_WORDS,
        "today": today,
        "query": query_without_page(request),
    }
    return render(request, "workspace/election_list.html", shown, status=422 if form.is_bound else 200)


def _is_over(period: ElectionPeriod) -> bool:
    return period.ended_at is not None or period.voting_date < timezone.localdate()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def election_edit(request: PersonRequest, period_id: int) -> HttpResponse:
    """Change an election, or end it with a reason; what is over is only read."""
    _codes(request)
    period = election_queries.get_period(request.user, period_id)
    stands = {name: getattr(period, name) for name in (*PHASE_DATES, "name", "words", "source")}
    form, ending = PeriodForm(initial=stands, kind=period.kind), EndPeriodForm()
    if request.method == "POST" and request.POST.get("do") == "end":
        ending = EndPeriodForm(request.POST)
        if ending.is_valid():
            end_period(actor=request.user, period=period, now=timezone.now(), **ending.cleaned_data)
            tell(request, _("%(name)s dihentikan. Tulisan tidak dijaga lagi karenanya.") % {"name": period.name})
            return redirect("workspace:election_list")
    elif request.method == "POST":
        form = PeriodForm(request.POST, kind=period.kind)
        if form.is_valid():
            version = whole(request.POST.get("version"))
            change_period(actor=request.user, period=period, version=version, now=timezone.now(), **form.cleaned_data)
            tell(request, _("%(name)s sudah diubah.") % {"name": period.name})
            return redirect("workspace:election_list")
    shown = {"period": period, "form": form, "ending": ending, "is_over": _is_over(period)}
    return render(request, "workspace/election_edit.html", shown, status=422 if request.method == "POST" else 200)
