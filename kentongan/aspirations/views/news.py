"""Kabar untuk warga: answers and questions to be brought to people in person, ticked off with one tap, or printed in large type."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.sites.addresses import hub_url

from .. import actions, queries, rules
from .filing import PER_PAGE

RECENT = 5


@require_safe
@login_required
def news_list(request: PersonRequest) -> HttpResponse:
    """What waits to be brought, and what was brought last."""
    now = timezone.now()
    page = Paginator(queries.deliveries_waiting(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    done = queries.news_of_deliveries(queries.deliveries_done(request.user)[:RECENT])
    shown = {
        "page": page,
        "waiting": queries.news_of_deliveries(page),
        "done": [(news, rules.can_take_back_delivery(request.user, news.delivery, now)) for news in done],
        "brought": queries.delivered_this_month(request.user, now=now),
        "can_file": bool(queries.filing_desks(request.user)),
        "status_url": hub_url("cases:status_find"),
        "now": now,
    }
    return render(request, "aspirations/news_list.html", shown)


@require_POST
@login_required
def news_deliver(request: PersonRequest, delivery_id: int) -> HttpResponse:
    """Sudah saya sampaikan."""
    delivery = queries.get_delivery(request.user, delivery_id)
    actions.deliver_news(actor=request.user, delivery=delivery, now=timezone.now())
    undo = reverse("reporting:news_undo", kwargs={"delivery_id": delivery_id})
    messages.success(request, _("Tercatat. Terima kasih sudah menyampaikannya."), extra_tags=f"undo:{undo}")
    return redirect("reporting:news_list")


@require_POST
@login_required
def news_missed(request: PersonRequest, delivery_id: int) -> HttpResponse:
    """Belum ketemu: it goes on waiting."""
    actions.note_not_met(actor=request.user, delivery=queries.get_delivery(request.user, delivery_id), now=timezone.now())
    messages.success(request, _("Tercatat. Kabarnya tetap di sini sampai disampaikan."))
    return redirect("reporting:news_list")


@require_POST
@login_required
def news_undo(request: PersonRequest, delivery_id: int) -> HttpResponse:
    """It was a slip of the thumb."""
    actions.take_back_delivery(actor=request.user, delivery=queries.get_delivery(request.user, delivery_id), now=timezone.now())
    messages.success(request, _("Diurungkan. Kabarnya menunggu lagi."))
    return redirect("reporting:news_list")


@require_safe
@login_required
def news_slip(request: PersonRequest, delivery_id: int) -> HttpResponse:
    """The news in large type, to print and hand over. Raises NotVisible for a secret report: its words are for its owner alone."""
    news = queries.news_of_deliveries([queries.get_delivery(request.user, delivery_id)])[0]
    if news.is_secret:
        raise rules.NotVisible(_("Kabar laporan rahasia hanya dibaca pemiliknya, di halaman status."))
    return render(request, "aspirations/news_slip.html", {"news": news, "status_url": hub_url("cases:status_find")})
