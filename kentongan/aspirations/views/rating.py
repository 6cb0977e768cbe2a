"""What the reporter thinks of the answer: on the status page, under its ticket, without account or cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kentongan.cases import queries as case_queries
from kentongan.core.secrecy import confidential, without_cookies

from .. import actions, queries, rules
from ..forms import RatingForm


@without_cookies
@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def report_rate(request: HttpRequest, ticket: str) -> HttpResponse:
    """Four words and a sentence; some days long they can be changed."""
    case, now = case_queries.case_of_ticket(ticket), timezone.now()
    if not queries.is_report(case):
        raise rules.NotVisible
    report = queries.report_of(case)
    why_not = rules.why_not_rate(case, report, now=now)
    form = RatingForm(request.POST or None, initial={"nilai": report.rating, "ulasan": report.rating_text})
    if request.method == "POST" and form.is_valid():
        actions.rate_report(case=case, rating=form.cleaned_data["nilai"], text=form.cleaned_data["ulasan"], now=now)
        return redirect(f"{reverse('cases:status_show', kwargs={'ticket': ticket})}?terkirim")
    shown = {"case": case, "ticket": ticket, "form": form, "why_not": why_not}
    return render(request, "aspirations/report_rate.html", shown, status=422 if form.is_bound else 200)
