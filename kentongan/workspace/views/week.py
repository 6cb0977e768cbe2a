"""What waits for me, and my texts."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import sought
from kentongan.groups.queries import grants_of, scopes_of
from kentongan.publishing.queries import waiting_for_review
from kentongan.publishing.rules.elections import texts_waiting_for
from kentongan.regions.queries import regions_by_code

from .. import queries
from .requests import query_without_page

PER_PAGE = 20
FILTER_LABELS: dict[str, Callable[[], str]] = {
    "": lambda: _("Semua"),
    "draf": lambda: _("Draf"),
    "menunggu": lambda: _("Menunggu"),
    "dijadwalkan": lambda: _("Dijadwalkan"),
    "terbit": lambda: _("Terbit"),
    "ditarik": lambda: _("Ditarik"),
}


@require_safe
@login_required
def week_show(request: PersonRequest) -> HttpResponse:
    """Minggu ini: what waits for me; below it what this month's work came to."""
    now, person = timezone.now(), request.user
    codes = queries.coordinated_codes(person)
    regions = regions_by_code(codes) if codes else {}
    shown = {
        "now": now,
        "has_role": bool(grants_of(person)),
        "beat_url": queries.beat_url(person),
        "errands": queries.week_errands(person, now=now),
        "steps": queries.first_steps(person, now=now),
        "figures": queries.month_figures(scopes_of(person), now=now),
        "regions": [{"region": regions[code], "figures": queries.region_figures(code, now=now)} for code in codes],
        "notes": queries.places_to_note(person),
        "silent": queries.silent_groups(codes, now=now),
    }
    return render(request, "workspace/week_show.html", shown)


@require_safe
@login_required
def text_list(request: PersonRequest) -> HttpResponse:
    """My texts, or those of all my desks; by status and title."""
    whose = "semua" if request.GET.get("milik") == "semua" else "saya"
    status = request.GET.get("status", "") if request.GET.get("status") in queries.STATUS_FILTERS else ""
    text = sought(request.GET.get("cari", ""))
    texts = queries.texts_for(request.user, whose=whose, status=status, text=text)
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("hal"))
    chips = [
        {"label": label(), "url": "?" + query_without_page(request, status=name), "is_current": name == status}
        for name, label in FILTER_LABELS.items()
    ]
    shown = {
        "page": page,
        "rows": [(publication, queries.text_url(publication)) for publication in page],
        "chips": chips,
        "whose": whose,
        "status": status,
        "text": text,
        "query": query_without_page(request),
        "now": timezone.now(),
        "start_url": queries.address_in_rooms("writing:article_begin"),
    }
    return render(request, "workspace/text_list.html", shown)


@require_safe
@login_required
def review_list(request: PersonRequest) -> HttpResponse:
    """What is submitted where I let texts out, longest waiting first; my own stand apart, for somebody else reads those."""
    owners, now = queries.releasing_scopes(request.user), timezone.now()
    waiting = waiting_for_review(owners)
    page = Paginator(waiting.exclude(author_id=request.user.pk), PER_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "page": page,
        "rows": [(publication, queries.text_url(publication, is_review=True)) for publication in page],
        "own": [
            (publication, queries.text_url(publication, is_review=True)) for publication in waiting.filter(author_id=request.user.pk)[:10]
        ],
        "called": [
            (publication, queries.text_url(publication, is_review=True))
            for publication in texts_waiting_for(request.user, now)
            if publication.owner not in owners
        ],
        "releases": bool(owners),
        "now": now,
    }
    return render(request, "workspace/review_list.html", shown)
