"""Kabar Balik: what rooms have to tell becomes a draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kentongan.accounts.requests import PersonRequest

from .. import actions


@require_POST
@login_required
def problem_tell(request: PersonRequest, slug: str) -> HttpResponse:
    """One tap: the solved problem as an article, to be put in one's own words."""
    publication = actions.tell_problem(actor=request.user, slug=slug, now=timezone.now())
    messages.success(request, _("Drafnya sudah jadi. Rapikan, lalu kirim seperti biasa."))
    return redirect("writing:article_write", code=publication.code)
