"""The desk of reports: what waits for me by deadline."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.accounts.models import Person
from kentongan.cases import queries as case_queries

from ..rules import KINDS

PER_PAGE = 20


class OfficerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person


@require_safe
@login_required
def report_list(request: OfficerRequest) -> HttpResponse:
    """Reports that wait for the actor, the earliest deadline first."""
    page = Paginator(case_queries.inbox(request.user, kinds=KINDS), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [(case, case_queries.status_of(case)) for case in page]
    return render(request, "aspirations/report_list.html", {"page": page, "rows": rows, "today": timezone.localdate()})
