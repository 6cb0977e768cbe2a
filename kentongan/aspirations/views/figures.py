"""How many reports came in and how they were answered: tables, a table for a spreadsheet, and a map. On the hub only."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.core.policies.sheets import Value, comma_of
from kentongan.regions.queries import get_region, regions_under
from kentongan.sites import freshness

from ..queries import figures
from ..queries.figures import Line, Period

COLUMNS = (
    "masa", "kode", "nama", "masuk", "diteruskan", "dijawab", "dijawab_tepat_waktu", "median_hari_kerja", "selesai", "lewat_tenggat",
)  # fmt: skip


def _periods(today: date) -> list[Period]:
    """This month, the last twelve months (the usual one), each year back to the first report, and all."""
    month = today.replace(day=1)
    first = figures.first_month(settings.HOME_REGION) or month
    a_year_ago = date(month.year - (month.month < 12), month.month % 12 + 1, 1)
    years = [
        Period(str(year), _("tahun %(year)s") % {"year": year}, date(year, 1, 1), date(year, 12, 1))
        for year in range(today.year, first.year - 1, -1)
    ]
    return [
        Period("12", _("12 bulan terakhir"), a_year_ago, month),
        Period("bulan", _("bulan ini"), month, month),
        *years,
        Period("semua", _("sejak awal"), None, month),
    ]


def _chosen(request: HttpRequest, periods: list[Period]) -> Period:
    return next((period for period in periods if period.key == request.GET.get("masa")), periods[0])


@require_safe
def report_figures(request: HttpRequest) -> HttpResponse:
    """/laporan/angka/: by district (or the villages of one), and by whom reports lie with."""

    def make() -> HttpResponse:
        periods = _periods(timezone.localdate())
        period = _chosen(request, periods)
        districts = list(regions_under(settings.HOME_REGION, level=3))
        district = next((region for region in districts if region.code == request.GET.get("kecamatan")), None)
        home = get_region(settings.HOME_REGION)
        listed = [district, *regions_under(district.code, level=4)] if district else [home, *districts]
        whole, *places = figures.of_places(listed, period)
        shown = {
            "periods": periods,
            "period": period,
            "districts": districts,
            "district": district,
            "region": district or home,
            "whole": whole,
            "places": places,
            "holders": figures.of_holders(period) if district is None else [],
            "steps": [{"label": _("Laporan warga"), "url": reverse("aspirations:public_list")}],
        }
        return render(request, "aspirations/report_figures.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make, extra=(figures.figures_version(),))


def _rows(period: Period, lines: list[Line]) -> list[tuple[Value, ...]]:
    return [
        (
            period.label, line.key, line.name, line.figure.received, line.figure.forwarded, line.figure.answered, line.figure.in_time,
            line.figure.median_days, line.figure.closed, line.figure.overdue,
        )
        for line in lines
    ]  # fmt: skip


@require_safe
def figure_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet: the regency, all districts and villages, all offices and governments."""

    def make() -> HttpResponse:
        period = _chosen(request, _periods(timezone.localdate()))
        regions = [get_region(settings.HOME_REGION), *regions_under(settings.HOME_REGION)]
        lines = [*figures.of_places(regions, period), *figures.of_holders(period)]
        response = HttpResponse(comma_of(COLUMNS, _rows(period, lines)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="laporan-{period.key}.csv"'
        return response

    return freshness.answer(request, freshness.hub_edition(), make, extra=(figures.figures_version(),))


@require_safe
def report_map(request: HttpRequest) -> HttpResponse:
    """/laporan/peta/: where reports come from, with the numbers beneath."""

    def make() -> HttpResponse:
        periods = _periods(timezone.localdate())
        period = _chosen(request, periods)
        districts = list(regions_under(settings.HOME_REGION, level=3))
        villages = list(regions_under(settings.HOME_REGION, level=4))
        shown = {
            "periods": periods,
            "period": period,
            "map": figures.map_of(districts, villages, period),
            "places": figures.of_places(districts, period),
            "steps": [{"label": _("Laporan warga"), "url": reverse("aspirations:public_list")}],
        }
        return render(request, "aspirations/report_map.html", shown)

    return freshness.answer(request, freshness.hub_edition(), make, extra=(figures.figures_version(),))
