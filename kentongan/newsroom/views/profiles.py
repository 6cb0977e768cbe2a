"""The profile of a village: read on its site, written in the workspace."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, Stale
from kentongan.publishing.queries import address_of
from kentongan.sites import freshness
from kentongan.sites.addresses import site_url
from kentongan.sites.models import Site

from .. import actions, queries, rules
from ..forms import ProfileForm
from ..models import Profile, ProfileFigure
from ..policies import place_node
from .reading import site_of

PICTURES_SHOWN = 6
UNITS = {"area": "km²", "distance": "km"}


@require_safe
def profile_show(request: HttpRequest) -> HttpResponse:
    """The village at a glance. Where nobody wrote it yet, a page that says so."""
    place = site_of(request)

    def make() -> HttpResponse:
        region, profile = place.group.region, queries.profile_of(place.group)
        gallery = profile.gallery if profile is not None and profile.gallery is not None and profile.gallery.is_public else None
        stand = {one.kind: one for one in profile.figures.all()} if profile is not None else {}
        context = {
            "profile": profile,
            "region": region,
            "group": place.group,
            "figures": [(stand[kind], UNITS.get(kind, "")) for kind in ProfileFigure.Kind if kind in stand],
            "outline": queries.outline_of(region),
            "gallery": gallery,
            "gallery_url": address_of(gallery) if gallery is not None else "",
            "pictures": queries.first_pictures_of(gallery, most=PICTURES_SHOWN) if gallery is not None else [],
            "linked_data": place_node(
                url=site_url(place.site, "newsroom:profile_show"),
                name=region.full_name,
                code=region.code,
                within=region.parent.full_name if region.parent else "",
                description=profile.intro if profile is not None else "",
            ),
        }
        return render(request, "newsroom/profile_show.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)


def _page(
    request: PersonRequest, site: Site, profile: Profile | None, form: ProfileForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    labels = {name: str(form[name].label) for name in form.fields} | {kind.value: str(kind.label) for kind in ProfileFigure.Kind}
    labels |= {
        "hamlets": _("Dusun"),
        "facilities": _("Fasilitas"),
        "hamlets_year": _("Tahun data dusun"),
        "hamlets_source": _("Sumber data dusun"),
    }
    labels |= {"facilities_year": _("Tahun data fasilitas"), "facilities_source": _("Sumber data fasilitas")}
    changes = [
        (change, [(labels.get(name, name), before, after) for name, before, after in change.differences])
        for change in queries.changes_of(profile)
    ]
    context = {
        "site": site,
        "group": site.group,
        "place_label": site.group.name,
        "form": form,
        "profile": profile,
        "changes": changes,
        **more,
    }
    context["address"] = site_url(site, "newsroom:profile_show")
    return render(request, "newsroom/profile_edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Write the profile. Who saved first is said (409), and what was typed stays in the form."""
    site = queries.get_profile_desk(actor=request.user, slug=slug)
    if not rules.can_edit_profile(request.user, site.group):
        raise Denied(_("Profil desa ditulis oleh redaktur, ketua, atau koordinator."))
    profile = queries.profile_of(site.group)
    if request.method != "POST":
        return _page(request, site, profile, ProfileForm(group=site.group, profile=profile))
    form = ProfileForm(request.POST, group=site.group, profile=profile)
    if not form.is_valid():
        return _page(request, site, profile, form, status=422)
    try:
        actions.save_profile(
            actor=request.user,
            group=site.group,
            version=form.cleaned_data["version"],
            facts=form.facts(),
            gallery=form.chosen_gallery(),
            now=timezone.now(),
        )
    except Stale as stale:
        stands = queries.profile_of(site.group)
        form.set_version(stands.version if stands is not None else 0)
        return _page(request, site, stands, form, status=409, stale=str(stale))
    messages.success(request, _("Profil sudah disimpan dan tampil di situs."))
    return redirect("writing:profile_edit", slug=slug)
