"""The public figures as pages show them: by place, by whom it lies with, on a map. They are added up by month, never from reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet, Sum
from django.utils.translation import gettext as _

from kentongan.groups.models import Office
from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies.outlines import frame_of, path_of

from ..models import ReportFigure
from ..policies.figures import DESK, OFFICE, PLACE, Figure, summed

MAP_WIDTH = 400
STEPS = 4


@dataclass(frozen=True)
class Period:
    """From which month to which, both with; None: from the beginning."""

    key: str
    label: str
    since: date | None
    until: date


@dataclass(frozen=True)
class Line:
    """A line of a table: a place, or those with whom reports lie."""

    key: str
    name: str
    figure: Figure


@dataclass(frozen=True)
class Area:
    """An area of the map: its outline, where its number stands, and how deep its colour is (0 for none, then 1 to 4)."""

    line: Line
    outline: str
    x: int
    y: int
    step: int


@dataclass(frozen=True)
class Map:
    """Reports on the map: villages, and districts above them."""

    width: int
    height: int
    villages: list[Area]
    districts: list[Area]


def figures_version() -> int:
    """Raised with every change of any figure: part of the ETag of pages that show them. One query over a few thousand rows."""
    version: int | None = ReportFigure.objects.aggregate(sum=Sum("version"))["sum"]
    return version or 0


def first_month(code: str) -> date | None:
    """The month in which the first report came in."""
    first: date | None = ReportFigure.objects.filter(about=f"{PLACE}:{code}").aggregate(first=Min("month"))["first"]
    return first


def _added_up(rows: QuerySet[ReportFigure], period: Period) -> dict[str, Figure]:
    rows = rows.filter(month__lte=period.until)
    if period.since is not None:
        rows = rows.filter(month__gte=period.since)
    return summed((row.about, row.value) for row in rows)


def of_places(regions: Iterable[Region], period: Period) -> list[Line]:
    """A line for each of the regions, in their order. One query."""
    regions = list(regions)
    found = _added_up(ReportFigure.objects.filter(about__in=[f"{PLACE}:{region.code}" for region in regions]), period)
    return [Line(region.code, region.full_name, found.get(f"{PLACE}:{region.code}", Figure())) for region in regions]


def of_holders(period: Period) -> list[Line]:
    """A line for each office and government with which reports lie or were answered, the most reports first. Three queries."""
    found = _added_up(ReportFigure.objects.exclude(about__startswith=f"{PLACE}:"), period)
    found = {about: figure for about, figure in found.items() if figure.received}
    offices = Office.objects.in_bulk([int(about.partition(":")[2]) for about in found if about.startswith(f"{OFFICE}:")])
    regions = Region.objects.in_bulk([about.partition(":")[2] for about in found if about.startswith(f"{DESK}:")])
    lines = []
    for about, figure in found.items():
        kind, _colon, key = about.partition(":")
        if kind == OFFICE:
            name = offices[int(key)].name
        elif regions[key].level <= 2:
            name = _("Koordinator %(region)s") % {"region": regions[key].full_name}
        else:
            name = _("Pemerintah %(region)s") % {"region": regions[key].full_name}
        lines.append(Line(about, name, figure))
    return sorted(lines, key=lambda line: (-line.figure.received, line.name))


def month_at_a_glance(code: str, month: date) -> Figure:
    """The figures of a region for what came in during one month. One query."""
    row = ReportFigure.objects.filter(about=f"{PLACE}:{code}", month=month).first()
    return row.value if row is not None else Figure()


def map_of(districts: list[Region], villages: list[Region], period: Period) -> Map | None:
    """Reports that came in, as depth of colour; None where no outlines are known. Two queries."""
    regions = {region.code: region for region in (*districts, *villages)}
    outlines = dict(Boundary.objects.filter(region_id__in=regions).values_list("region_id", "geometry"))
    if not outlines:
        return None
    frame = frame_of(outlines.values(), width=MAP_WIDTH)
    areas: dict[int, list[Area]] = {3: [], 4: []}
    lines = of_places(regions.values(), period)
    most = {level: max((line.figure.received for line in lines if regions[line.key].level == level), default=0) for level in (3, 4)}
    for line in lines:
        region = regions[line.key]
        if line.key in outlines and region.level in areas:
            x, y = frame.at(region.longitude, region.latitude) if region.longitude is not None and region.latitude is not None else (0, 0)
            step = -(-line.figure.received * STEPS // most[region.level]) if most[region.level] else 0
            areas[region.level].append(Area(line, path_of(outlines[line.key], frame), x, y, step))
    return Map(frame.width, frame.height, areas[4], areas[3])
