"""What may be found of regions. Nothing here is secret."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from kentongan.core.rules import NotVisible

from .models import Boundary, Region
from .policies import searchable
from .policies.places import place_among, villages_named

EDGE_KM = 1.0  # how far outside all outlines a point still counts to the nearest: they are simplified (our own choice)
VILLAGE_KINDS = (Region.Kind.VILLAGE, Region.Kind.URBAN_VILLAGE)
WITH_PATH = ("parent", "parent__parent", "parent__parent__parent")


def get_region(code: str) -> Region:
    """The region of this code with all above it loaded. Raises NotVisible where there is none."""
    try:
        return Region.objects.select_related(*WITH_PATH).get(code=code)
    except Region.DoesNotExist:
        raise NotVisible("Wilayah ini tidak ada.") from None


def regions_under(code: str, *, level: int | None = None) -> QuerySet[Region]:
    """All regions below ``code`` in order of their codes, or only those of one level (3 districts, 4 villages)."""
    below = Region.objects.filter(code__startswith=code + ".")
    if level == 4:
        return below.filter(kind__in=VILLAGE_KINDS)
    if level == 3:
        return below.filter(kind=Region.Kind.DISTRICT)
    return below


def regions_by_code(codes: Iterable[str]) -> dict[str, Region]:
    """Code → region with its path, for those that exist. One query."""
    return Region.objects.select_related(*WITH_PATH).in_bulk(list(codes))


def path_of(region: Region) -> str:
    """Where the region lies, for people: "Kecamatan Siding, Kabupaten Bengkayang, Kalimantan Barat"."""
    parts = []
    above = region.parent
    while above is not None:
        parts.append(above.name if above.kind == Region.Kind.PROVINCE else above.full_name)
        above = above.parent
    return ", ".join(parts)


def search_regions(text: str, *, under: str = "", levels: Iterable[str] = (), most: int = 20) -> list[Region]:
    """Regions whose name has the typed words, best first: exact, then beginning with it, then containing it.

    ``under`` keeps to the regions below that code; ``levels`` to these kinds. Each comes with its path loaded (one query).
    """
    wanted = searchable(text)
    if not wanted:
        return []
    for kind in Region.Kind.values:  # people type "desa siding"; the kind is not part of the name
        if wanted.startswith(kind + " "):
            wanted = wanted.removeprefix(kind + " ")
    found = Region.objects.select_related(*WITH_PATH).filter(search_name__contains=wanted)
    if under:
        found = found.filter(Q(code__startswith=under + ".") | Q(code=under))
    if kinds := list(levels):
        found = found.filter(kind__in=kinds)
    rank = Case(
        When(search_name=wanted, then=Value(0)),
        When(search_name__startswith=wanted, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(found.annotate(rank=rank).order_by("rank", "search_name", "code")[:most])


def village_at(latitude: float, longitude: float, *, under: str) -> Region | None:
    """The village below ``under`` in which the point lies, with its path; None outside, and where no outlines are known. Two queries."""
    outlines = Boundary.objects.filter(region__code__startswith=f"{under}.", region__kind__in=VILLAGE_KINDS).order_by("region_id")
    code = place_among(dict(outlines.values_list("region_id", "geometry")), latitude, longitude, edge_km=EDGE_KM)
    return Region.objects.select_related(*WITH_PATH).get(code=code) if code else None


def villages_named_in(text: str, *, under: str) -> list[Region]:
    """The villages below ``under`` that a free text names, with their paths; several where it does not say which. Two queries."""
    above = Region.objects.select_related("parent").get(code=under)
    villages = regions_under(under, level=4).select_related(*WITH_PATH)
    names = {region.code: (region.search_name, region.parent.search_name if region.parent else "") for region in villages}
    found = villages_named(searchable(text.replace(",", " ")), names, above=above.search_name)
    return [region for region in villages if region.code in found]
