"""A site's own pages. What the newsroom shows stands in kentongan.newsroom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.accounts.policies import shown_phone
from kentongan.groups.models import Group
from kentongan.groups.queries import board_of
from kentongan.newsroom import queries as newsroom
from kentongan.newsroom.queries import agenda
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites import freshness
from kentongan.sites.addresses import site_url
from kentongan.sites.queries import SitePlace, get_page

from .. import queries
from ..policies import linked_data
from ..queries import directory
from ..queries.activities import shown_activities
from .places import site_of

SECONDS_FROM = 5  # with more articles than this, two stand below the lead


def group_as_linked_data(place: SitePlace) -> dict:
    """The group as an organization at the site's address."""
    group, logo = place.group, place.site.logo
    logo_url = (
        site_url(place.site, "media:upload_show", key=logo.key, variant=f"{max(logo.variants)}.jpg") if logo and logo.variants else ""
    )
    return linked_data.organization(
        url=site_url(place.site, "portal:site_home"),
        name=group.name,
        description=group.description or place.site.tagline,
        logo_url=logo_url,
        area=group.region.full_name,
        founded_year=group.founded_year,
        dissolved_on=group.state_date if group.has_ended else None,
        address=group.address,
        phone="" if group.has_ended else group.phone,
        email="" if group.has_ended else group.email,
        same_as=[group.kim_id_url] if group.kim_id_url else [],
        kind="NGO",
    )


def _way(place: SitePlace, *steps: tuple[str, str]) -> dict:
    return linked_data.breadcrumbs([(place.site.name, site_url(place.site, "portal:site_home")), *steps])


@require_safe
def site_home(request: HttpRequest) -> HttpResponse:
    """The village's front page."""
    place = site_of(request)

    def make() -> HttpResponse:
        articles = queries.article_cards(publishing.articles_of_site(place.site)[:9], on_site=True)
        shown = {
            "group": place.group,
            "region": place.group.region,
            "lead": articles[0] if articles else None,
            "seconds": articles[1:3] if len(articles) > SECONDS_FROM else [],
            "articles": articles[3:] if len(articles) > SECONDS_FROM else articles[1:],
            "topics": publishing.tags_of(publishing.articles_of_site(place.site), most=8) if len(articles) > SECONDS_FROM else [],
            "bulletins": queries.bulletin_cards(publishing.bulletins_for_site(place.site)[:4]),
            "happenings": agenda.nearest(place.site, timezone.localdate(), most=queries.EVENTS_ON_FRONT_PAGE),
            "board": board_of(place.group)[:3],
            "galleries": queries.gallery_cards(publishing.on_site(place.site, Publication.Kind.GALLERY)[:2]),
            "has_profile": bool(newsroom.groups_with_profile([place.group])),
            "linked_data": linked_data.graph(
                group_as_linked_data(place),
                linked_data.website(url=site_url(place.site, "portal:site_home"), name=place.site.name, description=place.site.tagline),
            ),
        }
        return render(request, "portal/site_home.html", shown)

    return freshness.answer(request, freshness.site_edition(place), make)


@require_safe
def site_about(request: HttpRequest) -> HttpResponse:
    """Who the group is: its board with decrees, members, sections, since when; the forum it belongs to, or the groups of a forum."""
    place, today = site_of(request), timezone.localdate()

    def make() -> HttpResponse:
        shown = {
            "group": place.group,
            "region": place.group.region,
            "about": queries.about_group(place.group),
            "activities": shown_activities(place.group),
            "members": directory.forum_members(place.group, today) if place.group.kind == Group.Kind.FORUM else [],
            "forums": directory.forums_of(place.group, today),
            "linked_data": linked_data.graph(
                group_as_linked_data(place), _way(place, (_("Tentang kami"), site_url(place.site, "portal:site_about")))
            ),
        }
        return render(request, "portal/site_about.html", shown)

    return freshness.answer(request, freshness.site_edition(place), make)


@require_safe
def site_contact(request: HttpRequest) -> HttpResponse:
    """How to reach the group."""
    place = site_of(request)

    def make() -> HttpResponse:
        shown = {
            "group": place.group,
            "region": place.group.region,
            "phone_shown": shown_phone(place.group.phone) if place.group.phone else "",
            "linked_data": linked_data.graph(
                group_as_linked_data(place), _way(place, (_("Kontak"), site_url(place.site, "portal:site_contact")))
            ),
        }
        return render(request, "portal/site_contact.html", shown)

    return freshness.answer(request, freshness.site_edition(place), make)


@require_safe
def page_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the group's own."""
    place = site_of(request)
    page = get_page(place.site, slug)

    def make() -> HttpResponse:
        shown = {
            "page": page,
            "steps": [{"label": place.site.name, "url": reverse("portal:site_home")}],
            "linked_data": linked_data.graph(_way(place, (page.title, site_url(place.site, "portal:page_show", slug=slug)))),
        }
        return render(request, "portal/page_show.html", shown)

    return freshness.answer(request, freshness.site_edition(place), make, extra=(page.pk, page.version, page.updated_at.isoformat()))
