"""Kunci API: the coordinator gives programs a key, sees what came by it, and takes it back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied
from kentongan.sites.addresses import hub_url

from .. import actions, queries
from ..forms import KeyForm, RevokeForm

PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def key_list(request: PersonRequest) -> HttpResponse:
    """The keys of the actor's regions; a new one is made here and shown once, as the answer to the POST that made it."""
    regions = queries.key_regions(request.user)
    if not regions:
        raise Denied(_("Kunci diberikan oleh koordinator wilayahnya."))
    form = KeyForm(request.POST if request.method == "POST" else None, regions=regions)
    if form.is_bound and form.is_valid():
        made = actions.make_key(actor=request.user, now=timezone.now(), **form.read())
        return render(request, "api/key_made.html", {"made": made, "about": hub_url("api:api_about")}, status=201)
    page = Paginator(queries.keys_for(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    shown = {"page": page, "form": form, "hourly": settings.API_POSTS_PER_HOUR}
    return render(request, "api/key_list.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def key_revoke(request: PersonRequest, key_id: int) -> HttpResponse:
    """Take a key back, with a reason that stays."""
    key = queries.get_key(request.user, key_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.revoke_key(actor=request.user, key=key, reason=form.cleaned_data["alasan"], now=timezone.now())
        messages.success(request, _("Kunci %(name)s dicabut. Tidak ada lagi yang masuk lewat kunci itu.") % {"name": key.name})
        return redirect("apikeys:key_list")
    return render(request, "api/key_revoke.html", {"key": key, "form": form}, status=422 if form.is_bound else 200)
