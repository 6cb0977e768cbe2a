"""The hub's pages: everything a visitor sees before a village's own site."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.aspirations.queries.figures import month_at_a_glance
from kentongan.core.policies import sought
from kentongan.newsroom.queries import agenda
from kentongan.publishing import queries as publishing
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url

from .. import queries
from ..policies import linked_data
from ..queries import directory

STATEMENTS_OF = date(2026, 11, 24)  # when the statements were last read through


def _government() -> dict:
    return linked_data.organization(
        url=hub_origin() + "/",
        name=settings.HUB_NAME,
        description=settings.HUB_TAGLINE,
        area=queries.home_region_name(),
        logo_url=hub_origin() + "/static/core/icon-180.png",
        kind="GovernmentOrganization",
    )


def _way(*steps: tuple[str, str]) -> dict:
    return linked_data.breadcrumbs([(settings.HUB_NAME, hub_origin() + "/"), *steps])


@require_safe
def hub_home(request: HttpRequest) -> HttpResponse:
    """The regency's front page: what the regency says, what the villages say, and the way to one's own village."""
    reports = month_at_a_glance(settings.HOME_REGION, timezone.localdate().replace(day=1))

    def make() -> HttpResponse:
        bulletins = queries.bulletin_cards(publishing.bulletins_on_hub()[: 1 + queries.ON_FRONT_PAGE])
        shown = {
            "lead": bulletins[0] if bulletins else None,
            "bulletins": bulletins[1:],
            "voices": queries.article_cards(publishing.articles_on_hub()[: queries.ON_FRONT_PAGE], on_site=False),
            "happenings": agenda.nearest(None, timezone.localdate(), most=queries.EVENTS_ON_FRONT_PAGE),
            "districts": queries.latest_by_district(settings.HOME_REGION),
            "map": queries.group_map(settings.HOME_REGION),
            "figures": queries.hub_figures(settings.HOME_REGION, now=timezone.now()),
            "reports": reports,
            "linked_data": linked_data.graph(
                _government(), linked_data.website(url=hub_origin() + "/", name=settings.HUB_NAME, description=settings.HUB_TAGLINE)
            ),
        }
        return render(request, "portal/hub_home.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make, extra=(reports.received, reports.answered))


@require_safe
def village_find(request: HttpRequest) -> HttpResponse:
    """Find a village by its name, or by its district."""
    typed = sought(request.GET.get("cari", ""))

    def make() -> HttpResponse:
        found = queries.found_regions(typed, settings.HOME_REGION) if typed else []
        shown = {
            "typed": typed,
            "found": found,
            "near": queries.near_regions(typed, settings.HOME_REGION) if typed and not found else [],
            "districts": queries.districts_of(settings.HOME_REGION),
            "linked_data": linked_data.graph(_way((_("Cari desa"), hub_url("portal:village_find")))),
        }
        return render(request, "portal/village_find.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def region_show(request: HttpRequest, code: str) -> HttpResponse:
    """A district with its villages, or a village with its KIM; both with what was written there and what was sent there."""
    if code == settings.HOME_REGION:
        return HttpResponseRedirect(reverse("portal:village_find"))
    region = queries.region_of_hub(code)
    is_district = region.level == 3

    def make() -> HttpResponse:
        (own,) = queries.regions_with_groups([region])
        above = [region.parent] if not is_district and region.parent else []
        steps = [(_("Cari desa"), reverse("portal:village_find"))]
        steps += [(parent.full_name, reverse("portal:region_show", kwargs={"code": parent.code})) for parent in above]
        shown = {
            "region": region,
            "path": own.path,
            "groups": own.groups,
            "near": []
            if own.groups or is_district
            else directory.nearest_groups(region.latitude, region.longitude, settings.HOME_REGION, timezone.localdate()),
            "is_district": is_district,
            "villages": queries.regions_with_groups(queries.villages_of(region)) if is_district else [],
            "voices": queries.article_cards(queries.articles_of_region(region)[: queries.ON_FRONT_PAGE], on_site=False),
            "bulletins": queries.bulletin_cards(queries.bulletins_for_region(region)[: queries.ON_FRONT_PAGE]),
            "steps": [{"label": label, "url": url} for label, url in steps],
            "linked_data": linked_data.graph(
                _way(*((label, hub_origin() + url) for label, url in steps), (region.full_name, hub_url("portal:region_show", code=code)))
            ),
        }
        return render(request, "portal/region_show.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make)


def _statement(request: HttpRequest, template: str, label: str, name: str) -> HttpResponse:
    def make() -> HttpResponse:
        shown = {
            "office": settings.HUB_OFFICE,
            "email": settings.HUB_EMAIL,
            "phone": settings.HUB_PHONE,
            "office_address": settings.HUB_ADDRESS,
            "expansion": settings.KIM_EXPANSION,
            "checked_on": STATEMENTS_OF,
            "linked_data": linked_data.graph(_government(), _way((label, hub_url(name)))),
        }
        return render(request, template, shown)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def hub_about(request: HttpRequest) -> HttpResponse:
    """What this is, who runs it, how a village joins."""
    return _statement(request, "portal/hub_about.html", _("Tentang"), "portal:hub_about")


@require_safe
def accessibility_show(request: HttpRequest) -> HttpResponse:
    """How well everybody can use this, and what is still missing."""
    return _statement(request, "portal/accessibility_show.html", _("Aksesibilitas"), "portal:accessibility_show")


@require_safe
def privacy_show(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, how long, and what they may ask for (UU 27/2022)."""
    return _statement(request, "portal/privacy_show.html", _("Privasi"), "portal:privacy_show")
