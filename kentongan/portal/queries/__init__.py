"""What the front pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.core.rules import NotVisible
from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.groups.queries import board_of, members_of, term_end_of
from kentongan.media.queries import Picture, picture_of
from kentongan.newsroom import queries as newsroom
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Audience, Publication
from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies import searchable
from kentongan.regions.policies.outlines import frame_of, path_of
from kentongan.regions.queries import get_region, regions_under, search_regions
from kentongan.regions.queries import path_of as path_above
from kentongan.sites.models import Site

DISTRICT_LENGTH = len("61.07.01")
ON_FRONT_PAGE = 5
EVENTS_ON_FRONT_PAGE = 4


@dataclass(frozen=True)
class Card:
    """A publication as a list shows it, with the address that leads to it from here."""

    publication: Publication
    url: str
    picture: Picture | None
    audience: str = ""


@dataclass(frozen=True)
class HomeGroup:
    """A group where it is at home, with its site where that answers."""

    group: Group
    site: Site | None
    has_profile: bool = False


@dataclass(frozen=True)
class RegionCard:
    """A region with the groups that have their home in exactly it, and where it lies in words."""

    region: Region
    groups: tuple[HomeGroup, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class DistrictCard:
    """A district with how many villages it has and in how many a KIM sits."""

    region: Region
    villages: int
    villages_with_group: int


@dataclass(frozen=True)
class MapDistrict:
    """A district on the map."""

    code: str
    name: str
    outline: str
    has_group: bool


@dataclass(frozen=True)
class GroupMap:
    """The districts of the regency and a dot for each village where a KIM sits."""

    width: int
    height: int
    districts: list[MapDistrict]
    dots: list[tuple[int, int]]


@dataclass(frozen=True)
class HubFigures:
    """The numbers of the day, all counted, none guessed."""

    villages: int
    villages_with_group: int
    articles_this_week: int


def home_region_name() -> str:
    """The region whose hub this is, with its kind; the hub's name before the regions are loaded."""
    region = Region.objects.filter(code=settings.HOME_REGION).first()
    return region.full_name if region else settings.HUB_NAME


def article_cards(publications: Iterable[Publication], *, on_site: bool) -> list[Card]:
    """Articles as cards: below this site's own address, or with the address of the site each stands on."""
    return [
        Card(
            publication,
            reverse("newsroom:article_show", kwargs={"slug": publication.slug}) if on_site else publishing.address_of(publication),
            picture_of(publication.cover),
        )
        for publication in publications
    ]


def audience_words(publication: Publication) -> str:
    """Whom a bulletin is for, in a few words. Its audiences with their regions are loaded."""
    regions = sorted((audience.region for audience in publication.audiences.all()), key=lambda region: (region.level, region.code))
    if not regions:
        return ""
    if regions[0].level <= 2:
        return _("untuk semua desa")
    named = ", ".join(region.full_name for region in regions[:2])
    rest = len(regions) - 2
    if rest > 0:
        return ngettext("untuk %(named)s, dan %(rest)d wilayah lain", "untuk %(named)s, dan %(rest)d wilayah lain", rest) % {
            "named": named,
            "rest": rest,
        }
    return _("untuk %(named)s") % {"named": named}


def bulletin_cards(publications: QuerySet[Publication]) -> list[Card]:
    """Bulletins as cards, with the regions they are addressed to, at their address on the place of this request."""
    return [
        Card(
            publication,
            reverse("newsroom:bulletin_show", kwargs={"slug": publication.slug}),
            picture_of(publication.cover),
            audience_words(publication),
        )
        for publication in publications.prefetch_related(Prefetch("audiences", Audience.objects.select_related("region")))
    ]


def gallery_cards(publications: Iterable[Publication]) -> list[Card]:
    """Galleries as cards, at their address on the place of this request, where they stand."""
    return [
        Card(publication, reverse("newsroom:gallery_show", kwargs={"slug": publication.slug}), picture_of(publication.cover))
        for publication in publications
    ]


def latest_by_district(code: str) -> list[Card]:
    """The latest article of each district below ``code`` that has one, in order of the districts."""
    district = Substr("group__region_id", 1, DISTRICT_LENGTH)
    ranked = publishing.articles_on_hub().annotate(
        district=district,
        place_in_district=Window(RowNumber(), partition_by=[district], order_by=[F("published_at").desc(), F("pk").desc()]),
    )
    latest = ranked.filter(place_in_district=1, group__region__code__startswith=code + ".").select_related("group__region__parent")
    return article_cards(latest.order_by("district"), on_site=False)


def group_map(code: str, *, width: int = 200) -> GroupMap | None:
    """Where KIM sit in the region, None where no outlines are known. Two queries."""
    outlines = list(
        Boundary.objects.select_related("region").filter(region__parent_id=code, region__kind=Region.Kind.DISTRICT).order_by("region_id")
    )
    if not outlines:
        return None
    frame = frame_of((outline.geometry for outline in outlines), width=width)
    homes = Group.objects.living().filter(kind=Group.Kind.KIM, region__code__startswith=code + ".", region__latitude__isnull=False)
    places = list(homes.order_by("region_id").values_list("region_id", "region__longitude", "region__latitude").distinct())
    with_group = {village[:DISTRICT_LENGTH] for village, _longitude, _latitude in places}
    dots = [frame.at(longitude, latitude) for _village, longitude, latitude in places if longitude is not None and latitude is not None]
    districts = [
        MapDistrict(outline.region_id, outline.region.full_name, path_of(outline.geometry, frame), outline.region_id in with_group)
        for outline in outlines
    ]
    return GroupMap(frame.width, frame.height, districts, dots)


def hub_figures(code: str, *, now: datetime) -> HubFigures:
    """How many villages there are, in how many a KIM sits, and how many articles the last seven days brought."""
    villages = regions_under(code, level=4)
    return HubFigures(
        villages=villages.count(),
        villages_with_group=villages.filter(Exists(Group.objects.living().filter(region_id=OuterRef("pk"), kind=Group.Kind.KIM))).count(),
        articles_this_week=publishing.articles_on_hub().filter(published_at__gte=now - timedelta(days=7)).count(),
    )


def regions_with_groups(regions: Iterable[Region]) -> list[RegionCard]:
    """The regions in the order given, each with its groups and its path. Two queries more."""
    regions = list(regions)
    homes: dict[str, list[HomeGroup]] = {}
    groups = list(Group.objects.living().filter(region__in=regions).select_related("site").order_by("name"))
    described = newsroom.groups_with_profile(groups)
    for group in groups:
        site = getattr(group, "site", None)
        homes.setdefault(group.region_id, []).append(HomeGroup(group, site if site and site.is_readable else None, group.pk in described))
    return [RegionCard(region, tuple(homes.get(region.code, ())), path_above(region)) for region in regions]


def found_regions(text: str, code: str) -> list[RegionCard]:
    """Districts and villages below ``code`` by a typed name, best first."""
    kinds = (Region.Kind.DISTRICT, Region.Kind.VILLAGE, Region.Kind.URBAN_VILLAGE)
    return regions_with_groups(search_regions(text, under=code, levels=kinds, most=20))


def near_regions(text: str, code: str) -> list[RegionCard]:
    """Districts and villages below ``code`` whose name is written almost so: what may have been meant by a slip of the thumb."""
    known: dict[str, list[Region]] = {}
    for region in regions_under(code).select_related("parent__parent__parent"):
        known.setdefault(region.search_name, []).append(region)
    names = get_close_matches(searchable(text), known, n=4, cutoff=0.7)
    return regions_with_groups(region for name in names for region in known[name])


def districts_of(code: str) -> list[DistrictCard]:
    """The districts below ``code``. Two queries."""
    sits = Q(groups__kind=Group.Kind.KIM, groups__state__in=Group.LIVING)
    counted = (
        regions_under(code, level=4)
        .order_by()
        .values_list("parent_id")
        .annotate(villages=Count("pk", distinct=True), with_group=Count("pk", distinct=True, filter=sits))
    )
    counts = {parent: (villages, with_group) for parent, villages, with_group in counted}
    return [DistrictCard(region, *counts.get(region.code, (0, 0))) for region in regions_under(code, level=3)]


def region_of_hub(code: str) -> Region:
    """A district or village of the hub's own region, with all above it. Raises NotVisible."""
    if not code.startswith(settings.HOME_REGION + "."):
        raise NotVisible("Wilayah ini di luar kabupaten kami.")
    return get_region(code)


def villages_of(district: Region) -> QuerySet[Region]:
    """The villages of a district, with the path above each loaded."""
    return regions_under(district.code, level=4).select_related("parent__parent__parent")


def articles_of_region(region: Region) -> QuerySet[Publication]:
    """Articles of the sites in and below the region, newest first."""
    within = Q(group__region_id=region.code) | Q(group__region__code__startswith=region.code + ".")
    return publishing.articles_on_hub().filter(within)


def bulletins_for_region(region: Region) -> QuerySet[Publication]:
    """Bulletins addressed to the region or to one above it, newest first."""
    codes = [*region.codes_above, "00"]
    return publishing.bulletins_on_hub().filter(pk__in=Audience.objects.filter(region_id__in=codes).values("publication_id"))


@dataclass(frozen=True)
class AboutGroup:
    """What a group says of itself."""

    board: list[BoardSeat]
    decrees: list[Decree]
    sections: list[tuple[str, int]]
    members: int
    term_end: date | None


def about_group(group: Group) -> AboutGroup:
    """The board with its decrees, the number of members, the sections with theirs. Five queries, however many rows."""
    members = members_of(group).prefetch_related(None).select_related(None).order_by()
    sections = members.exclude(section="").values_list("section").annotate(count=Count("pk")).order_by("section")
    return AboutGroup(
        board=board_of(group),
        decrees=list(group.decrees.all()),
        sections=list(sections),
        members=members.count(),
        term_end=term_end_of(group),
    )


def path_sites(code: str) -> QuerySet[Site]:
    """Sites that answer with a primary address on the hub's host, and when something of theirs last changed: the index of sitemaps."""
    published = Q(group__publications__status=Publication.Status.PUBLISHED)
    return (
        Site.objects.filter(state__in=Site.READABLE, primary=Site.Primary.PATH)
        .filter(Q(group__region_id=code) | Q(group__region__code__startswith=code + "."))
        .annotate(changed_at=Max("group__publications__updated_at", filter=published))
        .order_by("slug")
    )
