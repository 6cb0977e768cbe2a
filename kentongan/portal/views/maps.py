"""What machines read to find their way: sitemaps, robots.txt, the manifest."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.core.policies import colours
from kentongan.core.rules import NotVisible
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.regions.queries import regions_under
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url, origin_of, site_url
from kentongan.sites.models import Page
from kentongan.sites.queries import SitePlace, pages_of

from .. import queries
from ..policies import sitemaps
from .places import place_of, site_of

HUB_PAGES = (
    "portal:hub_home", "newsroom:voice_list", "newsroom:bulletin_list", "newsroom:event_list", "newsroom:gallery_list",
    "newsroom:alert_list",
    "aspirations:public_list", "aspirations:report_figures", "aspirations:report_map", "aspirations:problem_list",
    "portal:village_find", "portal:group_list", "portal:hub_about", "portal:accessibility_show",
    "portal:privacy_show",
)  # fmt: skip
SITE_PAGES = (
    "portal:site_home", "newsroom:article_list", "newsroom:event_list", "newsroom:bulletin_list", "newsroom:gallery_list",
    "newsroom:wall_sheet_list", "newsroom:alert_list", "newsroom:profile_show", "portal:site_about", "portal:site_contact",
)  # fmt: skip
CLOSED = ("/ruang/", "/masuk/", "/keluar/", "/bahasa/")  # the workspace and the doors to it


def _xml(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _publication_places(publications: QuerySet[Publication], origin: str, part: slice) -> list[sitemaps.Place]:
    """In order of their keys, so that a new text changes only the last file."""
    rows = publications.order_by("pk").values_list("kind", "slug", "updated_at")[part]
    return [sitemaps.Place(f"{origin}/{Publication.PATHS[Publication.Kind(kind)]}/{slug}/", at) for kind, slug, at in rows]


def _site_part(place: SitePlace, number: int, count: int) -> bytes:
    """File ``number`` of a site's sitemap; the first begins with the pages that every site has and its own."""
    places = _publication_places(
        publishing.all_of_site(place.site), origin_of(place.site), sitemaps.part_of(count, number, largest=_largest())
    )
    if number == 1:
        fixed = [sitemaps.Place(site_url(place.site, name)) for name in SITE_PAGES]
        own: list[Page] = list(pages_of(place.site).only("slug", "updated_at"))
        places = [
            *fixed,
            *(sitemaps.Place(site_url(place.site, "portal:page_show", slug=page.slug), page.updated_at) for page in own),
            *places,
        ]
    return sitemaps.sitemap(places)


@require_safe
def site_sitemap(request: HttpRequest) -> HttpResponse:
    """The pages of a site; an index of files where they are too many for one."""
    place = site_of(request)

    def make() -> HttpResponse:
        count = publishing.all_of_site(place.site).count()
        parts = sitemaps.parts_needed(count, largest=_largest())
        if parts == 1:
            return _xml(_site_part(place, 1, count))
        files = [sitemaps.Place(site_url(place.site, "portal:site_sitemap_part", number=number)) for number in range(1, parts + 1)]
        return _xml(sitemaps.sitemap_index(files))

    return freshness.answer(request, freshness.site_edition(place), make, dated=False)


@require_safe
def site_sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One of several files."""
    place = site_of(request)
    count = publishing.all_of_site(place.site).count()
    _require_part(number, count)
    return freshness.answer(request, freshness.site_edition(place), lambda: _xml(_site_part(place, number, count)), dated=False)


def _largest() -> int:
    """Addresses in one file, with room for the fixed pages."""
    return sitemaps.LARGEST - 100


def _require_part(number: int, count: int) -> None:
    if not 1 <= number <= sitemaps.parts_needed(count, largest=_largest()):
        raise NotVisible(_("Peta situs ini tidak ada."))


def _hub_part(number: int, count: int) -> bytes:
    places = _publication_places(publishing.all_of_regions(), hub_origin(), sitemaps.part_of(count, number, largest=_largest()))
    if number == 1:
        regions = regions_under(settings.HOME_REGION).values_list("code", flat=True)
        fixed = [sitemaps.Place(hub_url(name)) for name in HUB_PAGES]
        places = [*fixed, *(sitemaps.Place(hub_url("portal:region_show", code=code)) for code in regions), *places]
    return sitemaps.sitemap(places)


@require_safe
def hub_sitemap(request: HttpRequest) -> HttpResponse:
    """The index: the hub's own files, then one for each site below the hub's address."""

    def make() -> HttpResponse:
        parts = sitemaps.parts_needed(publishing.all_of_regions().count(), largest=_largest())
        own = [sitemaps.Place(hub_url("portal:hub_sitemap_part", number=number)) for number in range(1, parts + 1)]
        sites = queries.path_sites(settings.HOME_REGION)[: sitemaps.LARGEST - parts]
        return _xml(
            sitemaps.sitemap_index(
                [*own, *(sitemaps.Place(site_url(site, "portal:site_sitemap"), getattr(site, "changed_at", None)) for site in sites)]
            )
        )

    return freshness.answer(request, freshness.hub_edition(), make, dated=False)


@require_safe
def hub_sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """The hub's pages, its districts and villages, what regions sent."""
    count = publishing.all_of_regions().count()
    _require_part(number, count)
    return freshness.answer(request, freshness.hub_edition(), lambda: _xml(_hub_part(number, count)), dated=False)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read on this host. A site below the hub's address has no host of its own, and so no file."""
    place = place_of(request)
    if place is None:
        return _plain(sitemaps.robots(closed=CLOSED, sitemap_url=hub_url("portal:hub_sitemap")))
    if place.prefix:
        raise NotVisible(_("Berkas ini hanya ada di alamat utama."))
    return _plain(sitemaps.robots(closed=(), sitemap_url=site_url(place.site, "portal:site_sitemap")))


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icon, for putting the place on a phone's home screen."""
    place = place_of(request)
    home = reverse("portal:hub_home") if place is None else reverse("portal:site_home")
    name = settings.HUB_NAME if place is None else place.site.name
    written = {
        "id": home,
        "name": name,
        "short_name": name.removeprefix("KIM "),
        "description": settings.HUB_TAGLINE if place is None else place.site.tagline,
        "lang": "id",
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": colours.PAPER,
        "theme_color": colours.ACCENTS.get("lada" if place is None else place.site.accent, colours.ACCENTS["hutan"]),
        "icons": [
            {"src": static("core/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("core/icon-180.png"), "sizes": "180x180", "type": "image/png"},
        ],
    }
    return JsonResponse(written, content_type="application/manifest+json", headers={"Cache-Control": "public, max-age=3600"})
