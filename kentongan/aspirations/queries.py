"""Finding reports."""

from itertools import groupby

from kentongan.cases.models import Case
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under

from .models import Report

VILLAGES = (Region.Kind.VILLAGE, Region.Kind.URBAN_VILLAGE)


def report_of(case: Case) -> Report:
    """The report of a case. Raises Report.DoesNotExist where the case is none of ours."""
    return Report.objects.select_related("filed_by", "filed_in").get(case_id=case.pk)


def village(code: str) -> Region:
    """The village of a code. Raises Region.DoesNotExist."""
    return Region.objects.get(code=code, kind__in=VILLAGES)


def village_choices(under: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The villages below a code as grouped choices, by district. One query."""
    found = regions_under(under, level=4).select_related("parent").order_by("parent__name", "name")
    return [
        (district, [(region.code, region.full_name) for region in group])
        for district, group in groupby(found, lambda region: str(region.parent))
    ]
