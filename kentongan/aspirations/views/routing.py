"""The page on which the coordinator says where each category usually goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kentongan.accounts.requests import PersonRequest

from .. import actions, queries
from ..forms import RoutesForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def route_edit(request: PersonRequest, code: str = "") -> HttpResponse:
    """The routes of the regency, or those that a district has instead."""
    regency, region = queries.routed_region(request.user, code)
    offices = queries.route_offices(regency, region)
    rows = queries.route_rows(regency, region, offices)
    form = RoutesForm(request.POST if request.method == "POST" else None, rows=rows, offices=offices)
    if request.method == "POST" and form.is_valid():
        changed = actions.set_routes(actor=request.user, region=region, routes=form.read(), now=timezone.now())
        if changed:
            said = ngettext("%(n)d rute di %(place)s diubah.", "%(n)d rute di %(place)s diubah.", len(changed))
            messages.success(request, said % {"n": len(changed), "place": region.full_name})
        else:
            messages.info(request, _("Tidak ada yang berubah."))
        return redirect(request.path)
    shown = {
        "form": form,
        "region": region,
        "regency": regency,
        "districts": [
            {"label": place.full_name, "url": reverse("reporting:route_place", kwargs={"code": place.code}), "is_current": place == region}
            for place in queries.districts_of(regency)
        ],
    }
    return render(request, "aspirations/route_edit.html", shown, status=422 if form.errors else 200)
