"""Masalah bersama for everybody: the list, a problem with its plan and its conversation, and the two taps without account."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.comments import queries as comments
from kentongan.core.fields import DeviceForm
from kentongan.core.secrecy import without_cookies
from kentongan.media.queries import picture_of
from kentongan.sites import freshness
from kentongan.sites.queries import SitePlace

from ..actions import problems as actions
from ..models import Problem
from ..queries import problems as queries
from ..queries.showing import is_shown
from ..rules import problems as rules
from .sending import SUPPORT

JOIN = "ikut"  # the purpose of a device's tap
PER_PAGE = 20
TALK_MOST = 5
CHOICES = (("", _("Semua")), ("jalan", _("Sedang berjalan")), ("selesai", _("Selesai")), ("berhenti", _("Dihentikan")))


def _place(request: HttpRequest) -> SitePlace | None:
    return getattr(request, "site", None)


def tone_of(problem: Problem) -> str:
    """The tone of its state's dot."""
    return {"solved": "ok", "closed": "bad", "withdrawn": "bad"}.get(problem.state, "")


@require_safe
def problem_list(request: HttpRequest) -> HttpResponse:
    """The shared problems of this place, the last touched first."""
    place = _place(request)

    def make() -> HttpResponse:
        chosen = request.GET.get("lihat", "")
        chosen = chosen if chosen in queries.LISTED else ""
        page = Paginator(queries.problems_at(place, chosen), PER_PAGE).get_page(request.GET.get("hal"))
        shown = {
            "page": page,
            "rows": [(problem, tone_of(problem), picture_of(problem.after or problem.picture)) for problem in page],
            "chips": [{"label": label, "url": f"?lihat={key}" if key else "?", "is_current": key == chosen} for key, label in CHOICES],
            "query": f"lihat={chosen}" if chosen else "",
        }
        return render(request, "aspirations/problem_list.html", shown)

    return freshness.answer(request, freshness.around_edition(place), make)


@require_safe
def problem_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A problem: what is the matter, who has it too, what is done about it, what people say; 410 where it was withdrawn."""
    place = _place(request)

    def make() -> HttpResponse:
        problem = queries.problem_at_address(slug, place=place)
        if problem.is_withdrawn:
            return render(request, "aspirations/problem_gone.html", {"problem": problem}, status=410)
        thread = comments.thread_about(rules.PROBLEM_TALK.kind, problem.slug)
        report = problem.report
        shown = {
            "problem": problem,
            "tone": tone_of(problem),
            "shown": queries.page_of(problem, today=timezone.localdate()),
            "before": picture_of(problem.picture),
            "after": picture_of(problem.after),
            "report_number": report.case.number if report is not None and is_shown(report) else "",
            "tap": DeviceForm(purpose=SUPPORT)["client_id"],
            "join": DeviceForm(purpose=JOIN)["client_id"],
            "talk": comments.conversation(thread, most=TALK_MOST) if thread else None,
        }
        return render(request, "aspirations/problem_show.html", shown)

    return freshness.answer(request, freshness.around_edition(place), make)


@without_cookies
@require_POST
def problem_support(request: HttpRequest, slug: str) -> HttpResponse:
    """One tap: I have the same trouble."""
    problem = queries.problem_for_readers(slug, place=_place(request))
    form = DeviceForm(request.POST)
    if form.is_valid():
        actions.support_problem(problem=problem, client_id=form.cleaned_data["client_id"], now=timezone.now())
    return redirect("aspirations:problem_show", slug=problem.slug)


@without_cookies
@require_POST
def work_day_join(request: HttpRequest, slug: str, work_day_id: int) -> HttpResponse:
    """One tap: I come."""
    problem = queries.problem_for_readers(slug, place=_place(request))
    work_day = queries.joinable_work_day(problem, work_day_id)
    form = DeviceForm(request.POST)
    if form.is_valid():
        actions.join_work_day(work_day=work_day, client_id=form.cleaned_data["client_id"], now=timezone.now())
    return redirect("aspirations:problem_show", slug=problem.slug)
